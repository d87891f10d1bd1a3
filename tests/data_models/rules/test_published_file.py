"""From bytes to rows: encodings, columns, row numbers, and what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_models.rules.published_file import COLUMNS, LARGEST, read_published_rows

HEADER = ",".join(COLUMNS)
ROW = "Moray,Moray partnership,ASP phase 1,2023-01,key processes,effective with areas for improvement,,https://e.org"


def file_of(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_the_encoding_is_recognised_and_reported(encoding, named):
    read = read_published_rows(f"{HEADER}\n{ROW.replace('Moray partnership', 'Café – Moray’s')}\n".encode(encoding))
    assert (read.encoding, read.rows[0].partnership_name) == (named, "Café – Moray’s")


def test_big_endian_utf16_with_its_mark_is_understood():
    assert read_published_rows(b"\xfe\xff" + f"{HEADER}\n{ROW}".encode("utf-16-be")).rows[0].area == "Moray"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (f"{HEADER}\n{ROW}\n".encode("utf-16-le"), "NUL"),
        (file_of(ROW.replace("Moray", "Mo\x00ray")), "NUL"),
        (HEADER.encode() + b"\n\x81\x8d", "neither UTF-8 nor Windows-1252"),
        (b"\xff\xfe\x00", "neither"),
        (b"PK\x03\x04" + b"\x00" * 40, "a workbook, a document or a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an older Excel or Word file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\n<!DOCTYPE html><table>", "a web page or XML"),
        (b"a" * (LARGEST + 1), "12.5 MB; 12.5 MB at most are read"),
        (HEADER.replace("indicator,", "").encode(), "no column called 'indicator'"),
        (HEADER.replace(",", ";").encode(), "semicolons"),
        ((HEADER + ",area").encode(), "names 'area' more than once"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_gives_no_rows(raw, says):
    read = read_published_rows(raw)
    assert read.rows == ()
    assert [refusal.row for refusal in read.refusals] == [1]
    assert says in read.refusals[0].reason


def test_every_missing_column_is_named():
    read = read_published_rows(b"area,programme\n")
    assert all(f"'{name}'" in read.refusals[0].reason for name in COLUMNS if name not in {"area", "programme"})


def test_rows_are_numbered_as_in_a_spreadsheet_with_blank_rows_and_line_breaks_in_cells():
    read = read_published_rows(file_of(ROW, "", ROW.replace("key processes", '"key\nprocesses"'), ",,,,,,,", ROW))
    assert [row.number for row in read.rows] == [2, 4, 6]
    assert read.rows[1].indicator == "key\nprocesses"


def test_a_row_with_too_many_or_too_few_cells_is_refused_and_the_others_are_read():
    read = read_published_rows(file_of(ROW + ",more", ROW, "Moray,ASP phase 1"))
    assert [refusal.row for refusal in read.refusals] == [2, 4]
    assert [row.number for row in read.rows] == [3]


def test_a_row_whose_quotation_marks_do_not_match_is_refused_by_its_number():
    read = read_published_rows(file_of(ROW, '"Moray"x' + ROW[5:]))
    assert [refusal.row for refusal in read.refusals] == [3]
    assert "quotation marks" in read.refusals[0].reason


def test_a_control_character_is_refused_but_a_tab_is_not():
    read = read_published_rows(file_of(ROW.replace("phase", "\x07"), ROW.replace("phase", "\t")))
    assert [refusal.row for refusal in read.refusals] == [2]
    assert [row.number for row in read.rows] == [3]


def test_columns_in_another_order_capitals_and_further_columns_are_accepted_and_the_further_ones_are_told():
    header = "Source URL,Follow_up_stated,grade_or_statement,indicator,published_date,programme,partnership_name,AREA,x"
    read = read_published_rows(f"{header}\nhttps://e.org,,weak,i,2018,p,n,Moray,ignored".encode())
    assert read.refusals == ()
    assert (read.rows[0].area, read.rows[0].grade_or_statement) == ("Moray", "weak")
    assert read.ignored_columns == ("x",)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=200).map(lambda tail: HEADER.encode() + b"\n" + tail),
        st.text(max_size=200).map(lambda tail: (HEADER + "\n" + tail).encode("utf-16", "ignore")),
    )
)
def test_no_bytes_at_all_raise_an_exception(raw):
    read = read_published_rows(raw)
    assert all(refusal.row >= 1 and refusal.reason.endswith((".", "?")) for refusal in read.refusals)
