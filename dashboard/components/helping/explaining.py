"""Explanations as HTML: sentences, quotations with their source, lists, and terms with their meanings."""

from markupsafe import Markup

from dashboard.components.section import section
from dashboard.components.table import Column, table
from dashboard.help_parts import Listed, Part, Quoted, Section, Terms
from dashboard.text import plain
from data_models.rules.settings import SETTINGS, Setting, Thresholds, as_text

_NOTHING = Markup("")
_QUOTED = Markup("<blockquote><p>“{}”</p><footer>{}</footer></blockquote>")
_TERM = Markup("<div><dt>{}</dt><dd>{}</dd></div>")


def explained(given: Section, *more: Markup) -> Markup:
    """One section under its heading; `more` stands below its words."""
    return section(given.key, given.title, *(_part(part) for part in given.parts), *more)


def _part(part: Part) -> Markup:
    match part:
        case Quoted(text, source):
            return _QUOTED.format(text, source)
        case Listed(items, numbered):
            return _listed(items, "ol" if numbered else "ul")
        case Terms(pairs):
            return Markup('<dl class="terms">{}</dl>').format(_NOTHING.join(_TERM.format(*pair) for pair in pairs))
        case str():
            return Markup("<p>{}</p>").format(plain(part))


def _listed(items: tuple[str, ...], kind: str) -> Markup:
    lines = _NOTHING.join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup('<{0} class="listed">{1}</{0}>').format(kind, lines)


def settings_table(keys: tuple[str, ...], thresholds: Thresholds) -> Markup:
    """What some settings are now, and who says so."""
    columns = (
        Column[Setting]("Setting", lambda one: one.name, names_row=True),
        Column[Setting]("Now", lambda one: f"{as_text(one.key, getattr(thresholds, one.key))} {one.unit}"),
        Column[Setting]("Source", lambda one: one.source),
    )
    return table((SETTINGS[key] for key in keys), columns, caption="Settings in force", empty="There are no settings.")
