"""The parts of a long page: each with a heading one can link to, and a row of links that leads to them."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.text import plain

# Not a landmark: the table inside is one, and two of the same name would lead nowhere new.
_SECTION = Markup('<div class="part"><h2 id="{0}" tabindex="-1">{1}</h2>{2}</div>')
_JUMP = Markup('<nav class="jump" aria-label="On this page"><ul>{}</ul></nav>')
_NOTHING = Markup("")


def section(anchor: str, title: object, *body: Markup) -> Markup:
    """A part of the page under a heading that `#anchor` leads to."""
    return _SECTION.format(anchor, plain(title), _NOTHING.join(body))


def jump_links(parts: Iterable[tuple[str, str, int | None]]) -> Markup:
    """Links to parts of this page: anchor, words, and how many rows wait there (None: not counted)."""
    return _JUMP.format(_NOTHING.join(_jump(*part) for part in parts))


def _jump(anchor: str, words: str, rows: int | None) -> Markup:
    counted = Markup(' <span class="soft">{}</span>').format(rows) if rows is not None else _NOTHING
    return Markup('<li><a href="#{}">{}</a>{}</li>').format(anchor, words, counted)


def facts(pairs: Iterable[tuple[str, object]]) -> Markup:
    """Names and values side by side; a value that is None or empty is left out with its name."""
    line = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
    known = _NOTHING.join(line.format(name, plain(value)) for name, value in pairs if value not in (None, ""))
    return Markup('<dl class="facts">{}</dl>').format(known) if known else _NOTHING


def soft(words: object) -> Markup:
    return Markup('<p class="soft">{}</p>').format(plain(words))
