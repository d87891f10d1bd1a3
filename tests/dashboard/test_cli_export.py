"""What leaves the record by the command line: the same byte for byte, and nothing a spreadsheet would calculate."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboard.reports.portfolio import tables
from dashboard.session import engine, today
from tests.dashboard.installation import Installation

WEAK, IMPORTANT_WEAKNESS = 2, "C"


def exported(installation: Installation, *options: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(installation.done("export", "portfolio", *options).stdout_bytes)
    return found


# --- JSON ---


def test_two_exports_of_one_day_are_equal_byte_for_byte(on_each: Installation) -> None:
    first, second = (on_each.done("export", "portfolio", "--format", "json").stdout_bytes for _ in range(2))
    assert first == second
    assert len(first) > 100_000


def test_both_databases_export_the_same(installation: Installation, installation_on_postgres: Installation) -> None:
    on_postgres = exported(installation_on_postgres)
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("DATABASE_URL")
        assert exported(installation) == on_postgres


def test_an_export_in_a_file_is_the_one_on_standard_output(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "portfolio.json"
    result = installation.done("export", "portfolio", "--output", path)
    assert (result.stdout, result.stderr) == ("", f"Wrote {path}.\n")
    assert path.read_bytes() == installation.done("export", "portfolio").stdout_bytes


def test_the_export_accounts_for_every_evaluation_that_calls_for_follow_up(on_each: Installation) -> None:
    found = exported(on_each)
    calling = {
        (one["reference"], one.get("unnamed", 1))
        for inspection in found["inspections"]
        for one in (*inspection["evaluations"], *inspection["evaluation_totals"])
        if (one["grade"] or 6) <= WEAK or one.get("statement") == IMPORTANT_WEAKNESS
        if one.get("unnamed", 1)
    }
    accounted = {(one["reference"], one["covers"]) for one in found["follow_up"]["evaluations"]}
    assert calling == accounted
    assert found["follow_up"]["accounted_for"] == sum(covered for _, covered in calling) == 18
    assert found["follow_up"]["breaches"] == []


def test_every_area_is_exported_with_its_code_and_status(installation: Installation) -> None:
    areas = exported(installation)["areas"]
    assert [one["gss_code"] for one in areas] == sorted(one["gss_code"] for one in areas)
    assert len(areas) == 32
    assert {one["status"] for one in areas} <= {"red", "amber", "green", "grey"}


# --- as of a past day ---


def test_a_past_day_ends_at_midnight_in_scotland(on_each: Installation) -> None:
    last_of_june, first_of_july = (exported(on_each, "--as-of", day) for day in ("2025-06-30", "2025-07-01"))
    assert (len(last_of_june["inspections"]), len(first_of_july["inspections"])) == (0, 66)
    assert (last_of_june["as_of"], first_of_july["as_of"]) == ("2025-06-30", "2025-07-01")


def test_the_past_is_exported_the_same_twice(on_each: Installation) -> None:
    given = ("export", "portfolio", "--as-of", "2025-07-01")
    assert on_each.done(*given).stdout_bytes == on_each.done(*given).stdout_bytes


def test_today_may_be_named(installation: Installation) -> None:
    assert exported(installation, "--as-of", today()) == exported(installation)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(date(2020, 1, 1), "did not exist yet"), (today() + timedelta(days=2), "has not come yet")],
)
def test_a_day_without_a_record_is_refused(installation: Installation, day: date, sentence: str) -> None:
    assert sentence in installation.refused("export", "portfolio", "--as-of", day)


# --- one area ---


@pytest.mark.parametrize("called", ["S12000020", "Moray", "moray"])
def test_an_area_is_exported_by_code_or_name(installation: Installation, called: str) -> None:
    found = json.loads(installation.done("export", "area", called).stdout_bytes)
    assert [one["gss_code"] for one in found["areas"]] == ["S12000020"]
    assert all("S12000020" in one["area_codes"] for one in found["inspections"])
    whole = exported(installation)
    assert len(found["inspections"]) == sum("S12000020" in one["area_codes"] for one in whole["inspections"]) > 0


def test_an_area_that_is_not_there_is_refused(installation: Installation) -> None:
    assert "There is no area “Atlantis”" in installation.refused("export", "area", "Atlantis")


# --- CSV ---


def test_the_tables_can_be_listed_and_each_written_as_csv(installation: Installation) -> None:
    whole, named = (
        tables(exported(installation)),
        installation.done("export", "portfolio", "--format", "csv", "--table", "list"),
    )
    assert named.stdout.splitlines() == list(whole)
    for name in ("areas", "inspections evaluations", "follow_up candidates"):
        raw = installation.done("export", "portfolio", "--format", "csv", "--table", name).stdout_bytes
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
        assert len(rows) == len(whole[name]) + 1
        assert {len(row) for row in rows} == {len(rows[0])}


def test_a_table_that_is_not_there_is_refused_with_those_there_are(installation: Installation) -> None:
    said = installation.refused("export", "portfolio", "--format", "csv", "--table", "secrets")
    assert "There is no table “secrets”. There are: areas," in said


# --- workbook ---


def test_a_workbook_holds_every_row_and_no_formula(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "portfolio.xlsx"
    installation.done("export", "portfolio", "--format", "xlsx", "--output", path)
    whole, book = tables(exported(installation)), load_workbook(path)
    assert [sheet.max_row - 1 for sheet in book.worksheets[1:]] == [len(rows) for rows in whole.values()]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"d"} < kinds <= {"s", "n", "d", "inlineStr"}


def test_a_place_that_cannot_be_written_is_a_sentence(installation: Installation) -> None:
    nowhere = installation.folder / "none" / "portfolio.json"
    assert f"{nowhere} cannot be used" in installation.refused("export", "portfolio", "--output", nowhere)


# --- documents ---


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_an_areas_briefing_is_written_as_of_a_day_the_same_each_time(
    on_each: Installation, tmp_path: Path, kind: str
) -> None:
    engine.clear()
    day = today() - timedelta(days=3)
    paths = tmp_path / f"one.{kind}", tmp_path / f"two.{kind}"
    for path in paths:
        on_each.done("export", "area", "Highland", "--format", kind, "--as-of", day, "--output", path)
    engine().dispose()
    engine.clear()
    first, second = (path.read_bytes() for path in paths)
    assert first == second
    assert first.startswith(b"PK" if kind == "docx" else b"%PDF")
