"""Taking a file of published inspections in from the command line: seen first, whole or not at all, once."""

import re
from pathlib import Path

import pytest

from data_models.rules.published_file import COLUMNS
from seed_data.published import SHIPPED
from tests.dashboard.installation import Installation

HEADER = ",".join(COLUMNS)
OLD = "joint inspection: children and young people (2012-17)"
GOOD = f'Moray,"Moray Community Planning Partnership","{OLD}",2014-05-06,"Impact on families",weak,,https://a.org'


def write(installation: Installation, *lines: str, encoding: str = "utf-8") -> Path:
    path = installation.folder / "some inspections.csv"
    path.write_text("\n".join((HEADER, *lines)), encoding=encoding)
    return path


def test_a_dry_run_says_what_it_would_do_and_does_nothing(on_each: Installation) -> None:
    before = on_each.count("change"), on_each.count("inspection")
    said = on_each.done("import", "published", write(on_each, GOOD), "--dry-run").output
    assert "     1 rows not yet in the record\n" in said
    assert "     1 evaluations\n" in said
    assert "This was a dry run: nothing was changed." in said
    assert (on_each.count("change"), on_each.count("inspection")) == before


def test_a_file_is_taken_in_once(on_each: Installation) -> None:
    path = write(on_each, GOOD)
    assert "Taken in as change 3." in on_each.done("import", "published", path).output
    assert "Nothing was changed." in on_each.done("import", "published", path).output
    assert on_each.count("change") == 3
    assert "every seal holds" in on_each.done("verify").output


def test_the_shipped_file_brings_nothing_new(on_each: Installation) -> None:
    said = on_each.done("import", "published", SHIPPED).output
    assert "   110 rows read\n     0 rows not yet in the record\n" in said
    assert on_each.count("change") == 2


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (GOOD.replace("Moray,", "Atlantis,"), "Atlantis"),
        (GOOD.replace(OLD, "joint inspection of lighthouses"), "joint inspection of lighthouses"),
        (GOOD.replace("2014-05-06", "2014-02-31"), "2014-02-31"),
        (GOOD, "twice|same as row|row 2"),
        (GOOD + ",and more", "9 cells where the header has 8"),
        (GOOD.replace("weak", "we\x01ak"), "control character"),
    ],
    ids=["unknown area", "unknown programme", "bad date", "a row twice", "too many cells", "control character"],
)
def test_a_bad_row_refuses_the_file_with_row_and_reason(installation: Installation, bad: str, reason: str) -> None:
    result = installation.run("import", "published", write(installation, GOOD, bad))
    assert result.exit_code == 1
    assert re.search(f"(?i)^Row 3: .*({reason})", result.stderr, flags=re.MULTILINE), result.stderr
    assert "some inspections.csv was not taken in and nothing was changed." in result.stderr
    assert (installation.count("change"), installation.count("published_import")) == (2, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_the_encoding_it_has(installation: Installation, encoding: str) -> None:
    line = GOOD.replace("Moray Community", "Moray – Café Community")
    said = installation.done("import", "published", write(installation, line, encoding=encoding)).output
    assert f"Read as {encoding.removesuffix('-sig')}." in said
    found = installation.done("export", "portfolio").stdout
    assert "Moray – Café Community Planning Partnership" in found


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a,b\n1,2\n", HEADER.replace(",", ";").encode()])
def test_a_file_of_another_kind_is_refused_in_a_sentence(installation: Installation, content: bytes) -> None:
    path = installation.folder / "other.bin"
    path.write_bytes(content)
    assert "other.bin was not taken in and nothing was changed." in installation.refused("import", "published", path)


@pytest.mark.parametrize("option", [[], ["--dry-run"]])
def test_of_very_many_refused_rows_the_first_are_told_and_the_others_counted(
    installation: Installation, option: list[str]
) -> None:
    path = write(installation, *("only, three, cells" for _ in range(60_000)))
    result = installation.run("import", "published", path, *option)
    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in lines[:50]] == [f"Row {number}" for number in range(2, 52)]
    assert lines[50] == "… and 59,950 more rows cannot be taken."
    assert lines[51] == "some inspections.csv was not taken in and nothing was changed. Correct these rows first."
    assert " 60000 rows that cannot be taken" in result.stdout
    assert len(lines) == 52


def test_of_many_notes_the_first_are_told_and_the_others_counted(installation: Installation) -> None:
    lines = (GOOD.replace("Impact on families", f"Seen by Mrs Example {number}") for number in range(60))
    said = installation.done("import", "published", write(installation, *lines), "--dry-run").stdout
    assert said.count("Note on row") == 50
    assert "… and 10 more notes." in said


def test_a_file_that_is_far_too_large_is_not_read_to_its_end(installation: Installation) -> None:
    path = installation.folder / "large.csv"
    with path.open("wb") as opened:
        opened.truncate(2_000_000_000)
    assert "at most are read" in installation.refused("import", "published", path)
