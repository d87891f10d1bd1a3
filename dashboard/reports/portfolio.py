"""The whole portfolio as a file: JSON with everything in its place, or tables for CSV and a workbook."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from dashboard.reports.cells import plain

Table = list[dict[str, Any]]


def as_json(portfolio: Mapping[str, Any]) -> bytes:
    """The portfolio with its keys in a fixed order: two exports of one state are equal byte for byte."""
    return (json.dumps(portfolio, indent=2, ensure_ascii=False) + "\n").encode()


def tables(portfolio: Mapping[str, Any]) -> dict[str, Table]:
    """Every list in the portfolio as a table of its own, by name ("action_plans", "action_plans items").

    A row of a list inside a row says in `of` which row it belongs to. Small dictionaries become columns.
    """
    found: dict[str, Table] = {}
    for name, value in portfolio.items():
        _collect(found, name, value, of=None)
    return found


def _collect(found: dict[str, Table], name: str, value: Any, of: str | None) -> None:
    if isinstance(value, Mapping):
        for part, inner in value.items():
            _collect(found, f"{name} {part}", inner, of)
    elif isinstance(value, list):
        rows = found.setdefault(name, [])
        for one in value:
            _collect_row(found, name, rows, one, of)


def _collect_row(found: dict[str, Table], name: str, rows: Table, one: Any, of: str | None) -> None:
    if not isinstance(one, Mapping):
        rows.append({"of": of, "value": plain(one)})
        return
    row: dict[str, Any] = {} if of is None else {"of": of}
    rows.append(row)
    own = _name_of(one)
    for key, value in one.items():
        if isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
            _collect(found, f"{name} {key}", value, own)
        elif isinstance(value, Mapping):
            row.update({f"{key} {inner}": plain(given) for inner, given in value.items()})
        else:
            row[key] = plain(value)


def _name_of(row: Mapping[str, Any]) -> str | None:
    """What the rows under this one call it."""
    found = next((row[key] for key in ("reference", "gss_code", "code", "id") if row.get(key) is not None), None)
    return None if found is None else str(found)


def headings(rows: Table) -> list[str]:
    """Every column that any row has, in the order first met."""
    return list(dict.fromkeys(key for row in rows for key in row))


def as_csv(rows: Table) -> bytes:
    """One table, in UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, headings(rows), quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(portfolio: Mapping[str, Any]) -> bytes:
    """One sheet a table, its headings frozen and filtered, and a first sheet that says what this is."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        found = tables(portfolio)
        _say_what_it_is(book, portfolio, found, bold)
        names: set[str] = set()
        for name, rows in found.items():
            _add_sheet(book, _sheet_name(name, names), rows, bold)
    return memory.getvalue()


def _say_what_it_is(book: Any, portfolio: Mapping[str, Any], found: Mapping[str, Table], bold: Any) -> None:
    sheet = book.add_worksheet("About")
    about = [("As of", portfolio["as_of"]), *((name, f"{len(rows)} rows") for name, rows in found.items())]
    for number, (label, value) in enumerate(about):
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, str(value))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 24)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A sheet's name has at most 31 characters and is there once."""
    short, number = name[:31], 1
    while short in taken:
        number += 1
        short = f"{name[:28]} {number}"
    taken.add(short)
    return short


def _add_sheet(book: Any, name: str, rows: Table, bold: Any) -> None:
    sheet, columns = book.add_worksheet(name), headings(rows)
    for number, heading in enumerate(columns):
        sheet.write_string(0, number, heading, bold)
    for line, row in enumerate(rows, start=1):
        for number, heading in enumerate(columns):
            _write(sheet, line, number, row.get(heading))
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


def _write(sheet: Any, line: int, number: int, value: Any) -> None:
    if isinstance(value, int | float):
        sheet.write_number(line, number, value)
    elif value is not None:
        sheet.write_string(line, number, str(value))
