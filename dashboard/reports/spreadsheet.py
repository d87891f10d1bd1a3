"""Tables to workbooks and CSV: typed cells, real days, headings that stay in sight; each says what it is."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from dashboard.reports.about import About
from dashboard.reports.cells import STARTS_A_FORMULA, safe
from dashboard.reports.tables import Sheet, Value
from dashboard.wording import count

# A file of one state of the record is the same whenever it is made, so the properties have a day that is nobody's.
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# What a cell of a workbook holds at most; more would be left out without a word.
LONGEST = 32_767
CUT = " … (cut: a cell of a workbook holds no more; the CSV file has all of it)"
NARROWEST, WIDEST = 9, 60


# --- CSV ---


def as_csv(about: About, sheet: Sheet) -> bytes:
    """What the file is, an empty line, then the table: UTF-8 with the mark that spreadsheets look for, days as
    2026-03-03, and no cell that a spreadsheet would calculate."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows((name, safe(value)) for name, value in about.facts)
    writer.writerow(())
    writer.writerow([safe(heading) for heading in sheet.headings])
    writer.writerows([_written(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _written(value: Value) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else value


# --- workbooks ---


def as_workbook(about: Iterable[tuple[str, str]], sheets: Sequence[Sheet], title: str) -> bytes:
    """A first sheet that says what this is and how many rows each table has; then one sheet a table."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, OPTIONS) as book:
        book.set_properties({"title": title, "author": "Link Inspector Dashboard", "created": UNDATED})
        styles = _Styles(book)
        contents = [(sheet.caption, count(len(sheet.rows), "row")) for sheet in sheets]
        _add_about(book, [*about, *contents], styles)
        taken = {"about"}
        for sheet in sheets:
            _add_sheet(book, _name(sheet.caption, taken), sheet, styles)
    return memory.getvalue()


class _Styles:
    """The few formats of a workbook. Typed text that looks like a formula stays text also when its cell is edited."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top"}
        self.heading = book.add_format({**top, "bold": True, "text_wrap": True, "bottom": 1})
        self.text = book.add_format({**top, "text_wrap": True})
        self.typed = book.add_format({**top, "text_wrap": True, "quote_prefix": True})
        self.day = book.add_format({**top, "num_format": "d mmm yyyy", "align": "left"})
        self.number = book.add_format(top)


def _add_about(book: Any, facts: Iterable[tuple[str, str]], styles: _Styles) -> None:
    sheet = book.add_worksheet("About")
    for line, (name, value) in enumerate(facts):
        _write(sheet, line, 0, name, styles, styles.heading)
        _write(sheet, line, 1, value, styles)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 72)


def _name(caption: str, taken: set[str]) -> str:
    """A sheet's name: at most 31 characters, none that Excel forbids there, and there once."""
    plain = "".join(" " if one in "[]:*?/\\" else one for one in caption).strip(" '") or "Table"
    short, number = plain[:31].strip(" '"), 1
    while short.casefold() in taken or short.casefold() == "history":
        number += 1
        short = f"{plain[:27].strip()} {number}"
    taken.add(short.casefold())
    return short


def _add_sheet(book: Any, name: str, table: Sheet, styles: _Styles) -> None:
    sheet = book.add_worksheet(name)
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, styles.heading)
        sheet.set_column(column, column, _width(heading, [row[column] for row in table.rows]))
    for line, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, line, column, value, styles)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if table.headings:
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)


def _write(sheet: Any, line: int, column: int, value: Value, styles: _Styles, style: Any = None) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), styles.day)  # noqa: DTZ001
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value, styles.number)
    elif value is not None:
        kept = value if len(value) <= LONGEST else value[: LONGEST - len(CUT)] + CUT
        usual = styles.typed if kept.startswith(STARTS_A_FORMULA) else styles.text
        sheet.write_string(line, column, kept, style or usual)


def _width(heading: str, values: Iterable[Value]) -> int:
    longest = max((len(line) for value in values for line in _shown(value).split("\n")), default=0)
    # The mark of the filter covers the end of a heading.
    return max(NARROWEST, min(WIDEST, max(longest, len(heading) + 3) + 1))


def _shown(value: Value) -> str:
    return "30 Sep 2026" if isinstance(value, date) else "" if value is None else str(value)
