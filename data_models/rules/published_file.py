"""A file of published inspections, from bytes to verbatim rows: encoding, columns, numbers. It interprets nothing."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from data_models.rules.personal_data import clean_text

COLUMNS = (
    "area",
    "partnership_name",
    "programme",
    "published_date",
    "indicator",
    "grade_or_statement",
    "follow_up_stated",
    "source_url",
)
HEADER_ROW = 1
# As much of the name of a column that is not read as is told.
TOLD = 60
# Half the size of the largest upload this server takes; fifteen years of published inspections are 50 kB.
LARGEST = 12_500_000
# What a file of another kind begins with, and what to do with it.
OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a workbook, a document or a zip archive. Open it, save the sheet as 'CSV UTF-8' and try again."),
    (b"\xd0\xcf\x11\xe0", "an older Excel or Word file. Open it, save the sheet as 'CSV UTF-8' and try again."),
    (b"%PDF", "a PDF. Ask for the table itself, as CSV."),
    (b"\x1f\x8b", "a compressed file. Unpack it, and take the CSV file in it."),
    (b"<", "a web page or XML. Ask for the table itself, as CSV."),
)
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Tab and line breaks are legitimate inside a quoted cell; the others break spreadsheets and pages.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Refusal:
    """Why a row was not taken. `row` counts as a spreadsheet does: the header is row 1."""

    row: int
    reason: str


@dataclass(frozen=True)
class VerbatimRow:
    """One row as printed, each cell cleaned and without the blanks around it."""

    number: int
    area: str
    partnership_name: str
    programme: str
    published_date: str
    indicator: str
    grade_or_statement: str
    follow_up_stated: str
    source_url: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in column order, for telling whether two rows are the same."""
        return tuple(str(getattr(self, column)) for column in COLUMNS)


@dataclass(frozen=True)
class ReadFile:
    """What could be read, in which encoding, and what was refused."""

    encoding: str
    rows: tuple[VerbatimRow, ...]
    refusals: tuple[Refusal, ...]
    ignored_columns: tuple[str, ...] = ()


class _Unreadable(Exception):
    """The whole file cannot be read; `args[0]` says why, `args[1]` at which row."""


def read_published_rows(raw: bytes) -> ReadFile:
    """Verbatim rows of a file, numbered as in a spreadsheet (header = row 1, blank rows counted but not kept).

    UTF-8 with or without mark, UTF-16 with mark, else Windows-1252; the encoding used is reported. A file that
    cannot be read at all (another kind of file, or larger than `LARGEST`) comes back without rows and with one
    refusal. Never raises.
    """
    encoding = ""
    try:
        text, encoding = _decoded(raw)
        lines = _lines(text)
        header = next(lines, [])
        places = _places(header)
    except _Unreadable as why:
        return ReadFile(encoding, (), (Refusal(why.args[1], why.args[0]),))
    rows, refusals = _sorted_out(lines, places, len(header))
    ignored = tuple(clean_text(name).strip()[:TOLD] for name in header if name and _column(name) not in COLUMNS)
    return ReadFile(encoding, rows, refusals, ignored)


def _decoded(raw: bytes) -> tuple[str, str]:
    if len(raw) > LARGEST:
        sizes = f"{len(raw) / 1e6:,.1f} MB; {LARGEST / 1e6:.1f} MB at most are read"
        raise _Unreadable(f"The file has {sizes}. Take out what is not needed, or split it.", HEADER_ROW)
    if not raw.strip():
        raise _Unreadable("The file is empty. Choose a file with a header row and at least one row.", HEADER_ROW)
    for beginning, kind in OTHER_KINDS:
        if raw.lstrip().startswith(beginning):
            raise _Unreadable(f"The file is no CSV file but {kind}", HEADER_ROW)
    for encoding in ("utf-16",) if raw.startswith(UTF16_MARKS) else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text, "utf-8" if encoding == "utf-8-sig" else encoding
    else:
        raise _Unreadable(
            "The file is neither UTF-8 nor Windows-1252 text. Save it as 'CSV UTF-8' and try again.", HEADER_ROW
        )
    raise _Unreadable("The file holds NUL characters, so it is not a CSV file. Save it as 'CSV UTF-8'.", HEADER_ROW)


def _lines(text: str) -> Iterator[list[str]]:
    number = 0
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        number += 1
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error as why:
            raise _Unreadable(f"The quotation marks of this row do not match ({why}).", number) from why


def _places(header: list[str]) -> dict[str, int]:
    names = [_column(name) for name in header]
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        hint = (
            " The cells seem to be separated by semicolons; separate them by commas." if ";" in "".join(header) else ""
        )
        raise _Unreadable(f"The header has no column called {_listed(missing)}.{hint}", HEADER_ROW)
    twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    if twice:
        raise _Unreadable(f"The header names {_listed(twice)} more than once.", HEADER_ROW)
    return {column: names.index(column) for column in COLUMNS}


def _sorted_out(
    lines: Iterator[list[str]], places: dict[str, int], width: int
) -> tuple[tuple[VerbatimRow, ...], tuple[Refusal, ...]]:
    rows: list[VerbatimRow] = []
    refusals: list[Refusal] = []
    try:
        for number, cells in enumerate(lines, HEADER_ROW + 1):
            if not any(cell.strip() for cell in cells):
                continue
            reason = _unusable(cells, width)
            if reason:
                refusals.append(Refusal(number, reason))
            else:
                rows.append(VerbatimRow(number, *(clean_text(cells[places[column]]).strip() for column in COLUMNS)))
    except _Unreadable as why:
        refusals.append(Refusal(why.args[1], why.args[0]))
    return tuple(rows), tuple(refusals)


def _unusable(cells: list[str], width: int) -> str:
    if len(cells) != width:
        return f"The row has {len(cells)} cells where the header has {width}; is a comma outside quotation marks?"
    if any(CONTROL.search(cell) for cell in cells):
        return "A cell holds a control character that cannot be shown; retype that cell."
    return ""


def _column(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


def _listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
