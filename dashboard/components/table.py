"""Tables as HTML: they print, scale for a room, and can be read by keyboard and screen reader."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

from markupsafe import Markup

from dashboard.components.links import as_file
from dashboard.reports.tables import Sheet, key_of, value_of
from dashboard.text import plain, words

Row = TypeVar("Row")
Kind = Literal["text", "words", "number", "date"]


@dataclass(frozen=True)  # without slots, so that `Column[Row](…)` can be written
class Column(Generic[Row]):
    """A heading and how to get the cell from a row. `words` is for what people typed; Markup may be a chip or link."""

    heading: str
    cell: Callable[[Row], object]
    kind: Kind = "text"
    names_row: bool = False


@dataclass
class Taken:
    """What a page that is run for a file shows: its title, its headline numbers (number, what it counts, what makes it
    mean something), its tables, and what they were narrowed to."""

    title: str = ""
    cards: list[tuple[str, str, str]] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    filters: dict[str, tuple[str, str]] = field(default_factory=dict)


_taking: ContextVar[Taken | None] = ContextVar("what is taken into a file", default=None)

_TABLE = Markup(
    '<div class="table"><div class="scroll" role="region" aria-label="{}" tabindex="0"{}><table class="stacks">'
    '<caption class="{}">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}</div>'
)
_FILES = Markup(
    '<p class="files"><a href="{0}" aria-label="Excel file of: {2}">Excel</a> '
    '<a href="{1}" aria-label="CSV file of: {2}">CSV</a></p>'
)
# The browser looks at every element and attribute before it shows one; most cells are text, and need no class.
_KIND: dict[Kind, Markup] = {
    "text": Markup(""),
    "words": Markup(' class="words"'),
    "number": Markup(' class="number"'),
    "date": Markup(' class="date"'),
}


@contextmanager
def taking() -> Iterator[Taken]:
    """Whatever tables are made inside are taken, with every row they have."""
    taken = Taken()
    token = _taking.set(taken)
    try:
        yield taken
    finally:
        _taking.reset(token)


def is_taking() -> bool:
    return _taking.get() is not None


def note_filter(name: str, what: str, words: str) -> None:
    """Say in words what this parameter of the address narrows the page to, for those who read it in a file."""
    taken = _taking.get()
    if taken is not None:
        taken.filters[name] = (what, words)


def note_card(number: object, label: str, meaning: str) -> None:
    taken = _taking.get()
    if taken is not None:
        taken.cards.append((str(number), label, meaning))


def note_title(title: str) -> None:
    taken = _taking.get()
    if taken is not None:
        taken.title = title


def table(
    rows: Iterable[Row],
    columns: Sequence[Column[Row]],
    *,
    caption: str,
    empty: str,
    show_caption: bool = False,
    tall: str | None = None,
    is_selected: Callable[[Row], bool] = lambda _row: False,
    in_files: bool = True,
) -> Markup:
    """The rows in the order given. With none, the sentence `empty` instead, which says what to do next.

    `tall` ("24rem") lets the table scroll inside itself under its headings. Below it are links to the same rows as a
    file; a page that is run for such a file hands them over here. Not `in_files`: a table that is there for its deeds.
    """
    rows = tuple(rows)
    if in_files:
        _take(caption, columns, rows)
    body = Markup("").join(_row(row, columns, is_selected(row)) for row in rows)
    if not body:
        return Markup('<p class="soft">{}</p>').format(plain(empty))
    style = Markup(' style="--tall:{}"').format(tall) if tall else ""
    headings = Markup("").join(_heading(column) for column in columns)
    return _TABLE.format(
        caption, style, "" if show_caption else "vh", caption, headings, body, _files(caption) if in_files else ""
    )


def _take(caption: str, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> None:
    taken = _taking.get()
    if taken is None:
        return
    values = tuple(tuple(value_of(column.kind, column.cell(row)) for column in columns) for row in rows)
    taken.sheets.append(Sheet(key_of(caption), caption, tuple(column.heading for column in columns), values))


def _files(caption: str) -> Markup:
    workbook, csv = as_file("xlsx", key_of(caption)), as_file("csv", key_of(caption))
    return _FILES.format(workbook, csv, caption) if workbook else Markup("")


def _heading(column: Column[Row]) -> Markup:
    return Markup('<th scope="col"{}>{}</th>').format(_KIND[column.kind], column.heading)


def _row(row: Row, columns: Sequence[Column[Row]], selected: bool) -> Markup:
    cells = Markup("").join(_cell(column, column.cell(row)) for column in columns)
    return Markup("<tr{}>{}</tr>").format(Markup(' aria-current="true"') if selected else "", cells)


def _cell(column: Column[Row], value: object) -> Markup:
    shown = _shown(column.kind, value)
    if column.names_row:
        return Markup('<th scope="row">{}</th>').format(shown)
    return Markup('<td{} data-label="{}"><div>{}</div></td>').format(_KIND[column.kind], column.heading, shown)


def _shown(kind: Kind, value: object) -> Markup:
    if value is None:
        return Markup("")
    if isinstance(value, date):
        return day(value)
    if kind == "words" and isinstance(value, str) and not isinstance(value, Markup):
        return words(value)
    if kind == "number" and isinstance(value, int):
        return Markup(f"{value:,}")
    return plain(value)


def day(value: date) -> Markup:
    """ "3 Mar 2026", with the day as a machine reads it."""
    return Markup('<time datetime="{}">{}</time>').format(value.strftime("%Y-%m-%d"), f"{value.day} {value:%b %Y}")
