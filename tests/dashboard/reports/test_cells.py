"""Cells that no spreadsheet calculates, and from which the typed text can be had again."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.reports.cells import STARTS_A_FORMULA, original, plain, safe
from dashboard.reports.portfolio import as_csv, as_workbook

# What XML and CSV can carry; the record's own texts hold no other characters.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
TYPED = st.one_of(TEXT, st.builds(str.__add__, st.sampled_from([*STARTS_A_FORMULA, "'"]), TEXT))


@given(TYPED)
def test_what_is_made_safe_can_be_had_again(text: str) -> None:
    assert original(safe(text)) == text


@given(TYPED)
def test_no_safe_text_starts_a_formula(text: str) -> None:
    assert not safe(text).startswith(STARTS_A_FORMULA)


@given(st.lists(TYPED, min_size=1, max_size=5))
def test_a_table_comes_back_from_csv_as_it_was(texts: list[str]) -> None:
    raw = as_csv([{"text": plain(text)} for text in texts]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw, newline="")))
    assert [original(row["text"]) for row in rows] == texts


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+44 1382", "-2", "@sum", "＝1", "https://a.org", "007"]
)
def test_typed_text_stays_text_in_a_workbook(text: str) -> None:
    book = load_workbook(io.BytesIO(as_workbook({"as_of": "2026-03-03", "notes": [{"note": text, "n": 7}]})))
    cell, number = book["notes"]["A2"], book["notes"]["B2"]
    assert (cell.data_type, original(str(cell.value)), cell.hyperlink) == ("s", text, None)
    assert (number.data_type, number.value) == ("n", 7)


def test_truth_and_lists_are_said_in_words() -> None:
    assert [plain(True), plain(False), plain(None), plain(["Angus", "Moray"])] == ["yes", "no", None, "Angus; Moray"]
