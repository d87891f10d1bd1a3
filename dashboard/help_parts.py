"""What a section of the help page is made of."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a source, with the source."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Listed:
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms and their meanings; a term may be Markup, such as a chip."""

    pairs: tuple[tuple[str, str], ...]


Part: TypeAlias = str | Quoted | Listed | Terms


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page. `key` is its place in the address, a promise to links."""

    key: str
    title: str
    parts: tuple[Part, ...]
