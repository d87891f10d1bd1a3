"""The portfolio as tables: every list in it once, and each row told what it belongs to."""

import io
import json

from openpyxl import load_workbook

from dashboard.reports.portfolio import as_csv, as_json, as_workbook, tables

PORTFOLIO = {
    "as_of": "2026-03-03",
    "action_plans": [
        {"reference": "AP-0001", "areas": ["S12000041", "S12000020"], "items": [{"reference": "AP-0001/01"}]},
        {"reference": "AP-0002", "areas": [], "items": []},
    ],
    "engagement": {"contacts": [{"id": 5, "by": {"name": "Robin"}}]},
}


def test_lists_inside_rows_become_tables_that_name_their_row() -> None:
    found = tables(PORTFOLIO)
    assert list(found) == ["action_plans", "action_plans items", "engagement contacts"]
    assert found["action_plans items"] == [{"of": "AP-0001", "reference": "AP-0001/01"}]


def test_lists_of_words_and_small_dictionaries_become_columns() -> None:
    found = tables(PORTFOLIO)
    assert [row["areas"] for row in found["action_plans"]] == ["S12000041; S12000020", ""]
    assert found["engagement contacts"] == [{"id": 5, "by name": "Robin"}]


def test_a_table_without_rows_is_a_file_without_rows() -> None:
    assert as_csv([]) == b"\xef\xbb\xbf\r\n"


def test_json_keeps_letters_as_they_are() -> None:
    assert json.loads(as_json({"name": "Dùn Dèagh"})) == {"name": "Dùn Dèagh"}
    assert "Dùn Dèagh".encode() in as_json({"name": "Dùn Dèagh"})


def test_sheets_with_the_same_long_name_are_told_apart() -> None:
    name = "a table with a name that is far too long"
    book = load_workbook(io.BytesIO(as_workbook({"as_of": "", name + " 1": [{"a": 1}], name + " 2": [{"a": 2}]})))
    assert len(book.sheetnames) == len({one.casefold() for one in book.sheetnames}) == 3


def test_the_first_sheet_says_what_the_workbook_is() -> None:
    book = load_workbook(io.BytesIO(as_workbook(PORTFOLIO)))
    assert [cell.value for cell in book["About"][1]] == ["As of", "2026-03-03"]
    assert [cell.value for cell in book["About"][2]] == ["action_plans", "2 rows"]
