"""Headline numbers: each opens its rows, and carries the sentence that makes it mean something."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.components.links import anchor_to
from dashboard.components.table import note_card
from dashboard.text import plain


@dataclass(frozen=True, slots=True)
class Headline:
    """`meaning` is the number beside the number ("all 17 accounted for"); `address` opens the rows counted."""

    label: str
    value: int | str
    meaning: str
    address: str | None = None
    pressing: bool = False


_CARD = Markup('<div class="{}"><dt>{}</dt><dd class="value">{}</dd><dd class="meaning">{}</dd></div>')


def headlines(numbers: Iterable[Headline]) -> Markup:
    numbers = tuple(numbers)
    for one in numbers:
        note_card(one.value, one.label, one.meaning)
    cards = Markup("").join(_card(number) for number in numbers)
    return Markup('<dl class="headlines">{}</dl>').format(cards)


def _card(number: Headline) -> Markup:
    label = anchor_to(number.address, number.label) if number.address else plain(number.label)
    return _CARD.format("tone-red" if number.pressing else "", label, number.value, plain(number.meaning))
