"""A row of links of which one is chosen: a filter that lives in the address and needs no widget."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.text import plain

_ROW = Markup('<nav class="choices" aria-label="{}"><ul>{}</ul></nav>')


@dataclass(frozen=True, slots=True)
class Choice:
    """`number` says how many rows there are behind it."""

    words: str
    address: str
    is_chosen: bool = False
    number: int | None = None


def choices(label: str, offered: Iterable[Choice]) -> Markup:
    return _ROW.format(label, Markup("").join(_choice(one) for one in offered))


def _choice(one: Choice) -> Markup:
    current = Markup(' aria-current="true"') if one.is_chosen else ""
    number = "" if one.number is None else Markup(" <b>{}</b>").format(one.number)
    return Markup('<li><a href="{}"{}>{}{}</a></li>').format(one.address, current, plain(one.words), number)
