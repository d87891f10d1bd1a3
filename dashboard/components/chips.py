"""Status and grade marks: always a symbol and a word or numeral, never colour alone."""

from typing import Literal

from markupsafe import Markup

from dashboard.text import plain

Tone = Literal["red", "amber", "green", "grey", "blue"]
SYMBOLS: dict[Tone, str] = {"red": "■", "amber": "▲", "green": "●", "grey": "○", "blue": "✔"}
# Two shapes below the adequate line, two above: the order can be read without the colour.
_GRADE_SYMBOLS = {1: "▼▼", 2: "▼", 3: "◆", 4: "▲", 5: "▲▲", 6: "★"}
_GRADE_WORDS = {1: "Unsatisfactory", 2: "Weak", 3: "Adequate", 4: "Good", 5: "Very good", 6: "Excellent"}


def chip(tone: Tone, word: object, symbol: str | None = None) -> Markup:
    """A small label. Only red is solid, so that the eye goes where somebody is needed."""
    return Markup('<span class="chip chip-{}"><span aria-hidden="true">{}</span>{}</span>').format(
        tone, SYMBOLS[tone] if symbol is None else symbol, plain(word)
    )


def grade_chip(grade: int, word: str | None = None, *, short: bool = False) -> Markup:
    """A grade of the six-point scale as numeral, shape and word; `short` keeps the word for screen readers."""
    said = _GRADE_WORDS[grade] if word is None else word
    return Markup(
        '<span class="grade grade-{}" title="{}"><b>{}</b><span aria-hidden="true">{}</span><span{}>{}</span></span>'
    ).format(
        int(grade),
        said,
        int(grade),
        "" if short else _GRADE_SYMBOLS[grade],
        Markup(' class="vh"') if short else "",
        said,
    )
