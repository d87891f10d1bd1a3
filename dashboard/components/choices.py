"""A row of links of which one is chosen: a filter that lives in the address and needs no widget."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.components.links import here
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


def filter_links(
    name: str,
    label: str,
    known: Mapping[str, str],
    chosen: str | None,
    everything: str,
    held: Collection[str | None] | None = None,
) -> Markup:
    """Links that set one parameter of this address, the way back to `everything` first.

    `held` are the values the rows have: with them every link says how many rows are behind it.
    """
    offered = [Choice(everything, here(**{name: None}), not chosen, None if held is None else len(held))]
    for value, words in known.items():
        number = None if held is None else sum(one == value for one in held)
        offered.append(Choice(words, here(**{name: value}), value == chosen, number))
    return choices(label, offered)


def _choice(one: Choice) -> Markup:
    current = Markup(' aria-current="true"') if one.is_chosen else ""
    number = "" if one.number is None else Markup(" <b>{}</b>").format(one.number)
    return Markup('<li><a href="{}"{}>{}{}</a></li>').format(one.address, current, plain(one.words), number)
