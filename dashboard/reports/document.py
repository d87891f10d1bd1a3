"""A document before it is Word or paper: a title, what it says of itself, and its parts in reading order."""

import math
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from dashboard.reports.about import About
from dashboard.reports.tables import Sheet, Value
from dashboard.wording import day

Tone = Literal["red", "amber", "green", "grey", "blue"]


@dataclass(frozen=True)
class Heading:
    """1 for a part, 2 inside it. Never one level deeper than the heading before and one more."""

    level: Literal[1, 2]
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph; `soft` for what qualifies the rest."""

    text: str
    soft: bool = False


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """Where something stands: a word with its tone, never the tone alone."""

    tone: Tone
    word: str


@dataclass(frozen=True)
class Facts:
    """Names and values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Numbers:
    """Figures side by side: the number, what it counts, and what makes it mean something."""

    cards: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first column names the row. `caption` says what it shows."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A chart as Vega-Lite describes it, and what it shows in words for those who do not see it."""

    spec: dict[str, Any]
    says: str


@dataclass(frozen=True)
class NewPage:
    pass


Block: TypeAlias = Heading | Text | Points | Mark | Facts | Numbers | Table | Picture | NewPage


@dataclass(frozen=True)
class Document:
    """`marking` stands at the top of every page: who may read it."""

    title: str
    about: About
    marking: str
    blocks: tuple[Block, ...]


def said(value: Value) -> str:
    """A cell's value in words."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:,}"
    return value if isinstance(value, str) else day(value)


def table_of(sheet: Sheet) -> Table:
    """A table of a page for a document: without the columns in which nothing is said."""
    kept = [place for place, _ in enumerate(sheet.headings) if any(row[place] not in (None, "") for row in sheet.rows)]
    rows = tuple(tuple(row[place] for place in kept) for row in sheet.rows)
    return Table(sheet.caption, tuple(sheet.headings[place] for place in kept), rows)


def widths(table: Table) -> list[float]:
    """How much of the line each column gets: more for more words, none so little that a word must be broken."""
    return [
        _width([heading, *(said(row[place]) for row in table.rows)]) for place, heading in enumerate(table.headings)
    ]


def _width(cells: list[str]) -> float:
    longest_word = max((len(word) for cell in cells for word in cell.split()), default=1)
    longest = max(len(cell) for cell in cells)
    return max(min(longest_word, 16) * 1.1, float(min(longest, 16)), math.pow(min(longest, 200), 0.72))
