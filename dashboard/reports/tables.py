"""A table as it leaves the building: headings, rows of plain values, and what must be said of it."""

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from markupsafe import Markup

from dashboard.plain_text import clean

Value = str | int | float | date | None
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*|-?\d+")
_BEFORE_A_MARK = re.compile(r" (?=[,.;:)](?: |$))")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


@dataclass(frozen=True)
class Sheet:
    """One table: `key` names it in addresses, `caption` to people; every row has a value for each heading."""

    key: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def key_of(caption: str) -> str:
    """How a table is called in an address and in the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", caption.casefold()).strip("-")[:60].rstrip("-") or "table"


def value_of(kind: str, cell: object) -> Value:
    """What a cell of the screen says, as a value: days and numbers typed, HTML read as its words.

    `kind` is that of the column. Of what people typed ("words") nothing is ever taken for a day or a number.
    """
    if cell is None or isinstance(cell, int | float | date) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    said = words_of(cell) if isinstance(cell, Markup) else clean(str(cell)).strip()
    if kind == "words" or not said:
        return said or None
    if _DAY.fullmatch(said):
        return _day(said) or said
    return int(said.replace(",", "")) if kind == "number" and _NUMBER.fullmatch(said) else said


def _day(said: str) -> date | None:
    number, month, year = said.split()
    try:
        return date(int(year), _MONTHS.index(month) // 4 + 1, int(number))
    except ValueError:
        return None


def words_of(markup: Markup) -> str:
    """The words in HTML of ours, what stands below each other on lines of its own."""
    reader = _Words()
    reader.feed(str(markup))
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.found).split("\n")]
    return "\n".join(_BEFORE_A_MARK.sub("", line) for line in lines if line)


class _Words(HTMLParser):
    """Collects what a screen reader would say."""

    BREAKS = frozenset({"p", "div", "li", "ul", "ol", "br", "dt", "dd", "tr", "h2", "h3", "details", "summary"})
    EMPTY = frozenset({"br", "img", "wbr", "hr"})
    # Set on a line of its own by the style.
    BELOW = frozenset({"about", "roomy"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_below = tag in self.BREAKS or self.BELOW & set((given.get("class") or "").split())
        self.found.append("\n" if is_below else " " if tag in ("span", "b") else "")
        if tag not in self.EMPTY:
            self._open.append((tag, given.get("aria-hidden") == "true" or tag in ("svg", "style")))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in self.BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not any(is_unsaid for _, is_unsaid in self._open):
            self.found.append(data)
