"""Sentences that stand apart: a way back from a bad address, an empty record, a warning."""

from typing import Literal

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.text import plain, show

Tone = Literal["red", "amber", "green", "blue", "grey"]
_SYMBOLS: dict[Tone, str] = {"red": "■", "amber": "▲", "green": "●", "blue": "ℹ", "grey": "○"}


def notice(sentence: object, *, tone: Tone = "grey") -> Markup:
    """One sentence in a quiet box; text is escaped unless it is Markup."""
    return Markup('<p class="notice notice-{}"><span aria-hidden="true">{}</span> {}</p>').format(
        tone, _SYMBOLS[tone], plain(sentence)
    )


def way_back(sentence: str, label: str, path: str, **params: object) -> None:
    """Says what was wrong with an address, and links to where one can go on."""
    show(notice(Markup("{} {}").format(plain(sentence), anchor(label, path, **params)), tone="amber"))
