"""Tables as HTML: they print, scale for a room, and can be read by keyboard and screen reader."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from markupsafe import Markup

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


_TABLE = Markup(
    '<div class="table"><div class="scroll" role="region" aria-label="{}" tabindex="0"{}><table class="stacks">'
    '<caption class="{}">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></div>'
)


def table(
    rows: Iterable[Row],
    columns: Sequence[Column[Row]],
    *,
    caption: str,
    empty: str,
    show_caption: bool = False,
    tall: str | None = None,
    is_selected: Callable[[Row], bool] = lambda _row: False,
) -> Markup:
    """The rows in the order given. With none, the sentence `empty` instead, which says what to do next.

    `tall` ("24rem") lets the table scroll inside itself under its headings.
    """
    body = Markup("").join(_row(row, columns, is_selected(row)) for row in rows)
    if not body:
        return Markup('<p class="soft">{}</p>').format(plain(empty))
    style = Markup(' style="--tall:{}"').format(tall) if tall else ""
    headings = Markup("").join(_heading(column) for column in columns)
    return _TABLE.format(caption, style, "" if show_caption else "vh", caption, headings, body)


def _heading(column: Column[Row]) -> Markup:
    return Markup('<th scope="col" class="{}">{}</th>').format(column.kind, column.heading)


def _row(row: Row, columns: Sequence[Column[Row]], selected: bool) -> Markup:
    cells = Markup("").join(_cell(column, column.cell(row)) for column in columns)
    return Markup("<tr{}>{}</tr>").format(Markup(' aria-current="true"') if selected else "", cells)


def _cell(column: Column[Row], value: object) -> Markup:
    shown = _shown(column.kind, value)
    if column.names_row:
        return Markup('<th scope="row">{}</th>').format(shown)
    return Markup('<td class="{}" data-label="{}"><div>{}</div></td>').format(column.kind, column.heading, shown)


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
