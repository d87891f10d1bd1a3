"""The row above every page: the pages, and in a demonstration who one looks as."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.components.links import here, link
from dashboard.navigation import Screen
from dashboard.personas import Persona

_NOTHING = Markup("")
_MASTHEAD = Markup(
    '<div class="mast"><a class="skip" href="#content">Skip to the content</a>'
    '<nav aria-label="Pages"><ul>{menu}</ul></nav>'
    '<details class="menu"><summary>Pages: <b>{current}</b></summary><ul>{menu}</ul></details></div>'
    '{below}<div id="content" tabindex="-1"></div>'
)
_ITEM = Markup('<li class="in-{}"><a href="{}"{}>{}</a></li>')
_DEMONSTRATION = Markup(
    '<div class="demo"><p><strong>Demonstration:</strong> invented people and plans.</p>'
    '<details class="menu"><summary>Looking as <b>{}</b></summary><ul>{}</ul></details></div>'
)


def masthead(screens: Iterable[Screen], current: str, below: Markup = _NOTHING) -> Markup:
    """The menu with the current page marked: a row where there is room, else folded. `below` is the strip under it."""
    shown = list(screens)
    titles = [screen.title for screen in shown if screen.path == current]
    menu = Markup("").join(_item(screen, current) for screen in shown)
    return _MASTHEAD.format(menu=menu, current=titles[0] if titles else "choose", below=below)


def _item(screen: Screen, current: str) -> Markup:
    mark = Markup(' aria-current="page"') if screen.path == current else ""
    return _ITEM.format(screen.group, link(screen.path), mark, screen.title)


def demonstration_strip(personas: Sequence[Persona], looking_as: Persona | None) -> Markup:
    """Says on every page that people and plans are invented, and lets one look as somebody else."""
    choices = Markup("").join(_choice(persona, looking_as) for persona in personas)
    return _DEMONSTRATION.format(looking_as.words if looking_as else "nobody", choices)


def _choice(persona: Persona, looking_as: Persona | None) -> Markup:
    mark = Markup(' aria-current="true"') if persona == looking_as else ""
    return Markup('<li><a href="{}"{}>{}</a></li>').format(here(persona=persona.key), mark, persona.words)
