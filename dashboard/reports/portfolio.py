"""The whole portfolio as a file: JSON with everything in its place, or tables for CSV and a workbook."""

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.reports.cells import original, plain
from dashboard.reports.spreadsheet import as_workbook as workbook
from dashboard.reports.tables import Sheet, Value

Table = list[dict[str, Any]]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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
    """One sheet a table, and a first sheet that says what this is."""
    sheets = [_sheet(name, rows) for name, rows in tables(portfolio).items()]
    return workbook([("As of", str(portfolio["as_of"]))], sheets, "The portfolio")


def _sheet(name: str, rows: Table) -> Sheet:
    columns = headings(rows)
    values = tuple(tuple(_typed(row.get(heading)) for heading in columns) for row in rows)
    return Sheet(name, name, tuple(columns), values)


def _typed(value: Any) -> Value:
    """A workbook has days, and text that nothing has to be put in front of: what JSON and CSV write as words."""
    if isinstance(value, str):
        return date.fromisoformat(value) if _DAY.fullmatch(value) else original(value)
    return value if isinstance(value, int | float) else None
