"""A queue of what is owed to HTML: its bands, and in each a row a matter."""

from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup

from dashboard.components.headlines import Headline
from dashboard.components.links import anchor
from dashboard.components.queue.ways import way_to
from dashboard.components.table import Column, day, table
from dashboard.sentences import matter_sentence
from dashboard.wording import due, say, span
from data_models.rules.clocks import Urgency
from data_models.rules.matters import NOWHERE, Matter
from data_models.rules.owing import answers_for, falls_to_manager
from data_models.vocabulary import MatterKind

Bands = tuple[tuple[Urgency, tuple[Matter, ...]], ...]

BAND_TITLES: dict[Urgency, str] = {
    Urgency.OVERDUE: "Overdue",
    Urgency.THIS_WEEK: "This week",
    Urgency.THIS_MONTH: "This month",
    Urgency.UNDATED: "Without a date",
    Urgency.LATER: "Later",
}
BAND_EMPTY: dict[Urgency, str] = {
    Urgency.OVERDUE: "Nothing is overdue.",
    Urgency.THIS_WEEK: "Nothing more is due this week.",
    Urgency.THIS_MONTH: "Nothing more is due this month.",
    Urgency.UNDATED: "Everything owed has a date.",
    Urgency.LATER: "Nothing is due later.",
}
SECOND_HAND = "Falls to the managers: the area’s link inspector took this claim down"
LAPSED_OWNER = "Its owner may not act in this area now: give it to somebody who may"


def band_cards(bands: Bands, on: date) -> tuple[Headline, ...]:
    """How much is owed in each band; each opens its rows further down."""
    return tuple(
        Headline(
            BAND_TITLES[band],
            len(matters),
            _what_kinds(matters, on) if matters else BAND_EMPTY[band].rstrip("."),
            f"#{band.value}" if matters else None,
            pressing=band is Urgency.OVERDUE and bool(matters),
        )
        for band, matters in bands
        if matters or band is not Urgency.UNDATED
    )


def _what_kinds(matters: tuple[Matter, ...], on: date) -> str:
    worst = max(one.days_overdue(on) for one in matters)
    if worst:
        return f"the longest by {span(worst)}"
    dated = [one.due_on for one in matters if one.due_on is not None]
    return f"the first {due(min(dated), on)}" if dated else "owed, with no day set"


def queue(bands: Bands, areas: Mapping[str, str], on: date) -> Markup:
    """Each band that has something, under its title; what is due later is folded away."""
    return Markup("").join(_band(band, matters, areas, on) for band, matters in bands if matters)


def _band(band: Urgency, matters: tuple[Matter, ...], areas: Mapping[str, str], on: date) -> Markup:
    title = f"{BAND_TITLES[band]}: {len(matters)}"
    rows = matters_table(matters, areas, on, caption=BAND_TITLES[band])
    if band is Urgency.LATER:
        return folded(title, Markup('<div id="{}">{}</div>').format(band.value, rows))
    return Markup('<section class="band"><h2 id="{}">{}</h2>{}</section>').format(band.value, title, rows)


def folded(title: str, inside: Markup) -> Markup:
    return Markup('<details class="folded"><summary>{}</summary>{}</details>').format(title, inside)


def matters_table(
    matters: Iterable[Matter], areas: Mapping[str, str], on: date, *, caption: str, empty: str = "Nothing is owed."
) -> Markup:
    """What is owed, in which area, where it is done, and when."""
    columns: list[Column[Matter]] = [
        Column("What is owed", lambda one: _owed(one, areas, on), names_row=True),
        Column("Area", lambda one: _whole(_where(one, areas))),
        Column("Where", lambda one: _whole(way_to(one))),
        Column("Due", lambda one: _due(one, on), "date"),
    ]
    return table(matters, columns, caption=caption, empty=empty)


def _where(matter: Matter, areas: Mapping[str, str]) -> Markup:
    if matter.area_code == NOWHERE:
        return Markup("no single area")
    return anchor(areas.get(matter.area_code, matter.area_code), "area", area=matter.area_code)


def _whole(words: Markup) -> Markup:
    return Markup('<span class="whole">{}</span>').format(words)


def _owed(matter: Matter, areas: Mapping[str, str], on: date) -> Markup:
    about = "" if matter.subject in (areas.get(matter.area_code), matter.reference) else matter.subject
    line = Markup('<span class="about" title="{0}">{0}</span>').format(about) if about else Markup("")
    return Markup('<span class="owed">{}</span>{}{}').format(
        matter_sentence(matter, on), line, _to_the_managers(matter)
    )


def _to_the_managers(matter: Matter) -> Markup:
    """Why something that somebody else would see to is in a manager's queue, or in whoever's stands in for them."""
    why = _whom_it_falls_to(matter)
    if matter.has_lapsed_owner:
        why += Markup('<span class="about">{}</span>').format(LAPSED_OWNER)
    return why


def _whom_it_falls_to(matter: Matter) -> Markup:
    if matter.is_unheld:
        missing = " or ".join(sorted(say(role).lower() for role in answers_for(matter.kind)))
        way = anchor(f"nobody here is a {missing}", "administration")
        return Markup('<span class="about">A gap: {}</span>').format(way)
    if not falls_to_manager(matter.kind, matter.owner_id):
        return Markup("")
    if matter.needs_second_hand:
        return Markup('<span class="about">{}</span>').format(SECOND_HAND)
    way = anchor("no link inspector covers the area", "coverage", area=matter.area_code)
    return Markup('<span class="about">Falls to the managers: {}</span>').format(way)


def _due(matter: Matter, on: date) -> Markup:
    if matter.due_on is None:
        return Markup('<span class="soft">no date</span>')
    words = due(matter.due_on, on)
    said = Markup("") if words in matter_sentence(matter, on) else Markup('<span class="about">{}</span>').format(words)
    return day(matter.due_on) + said


def kinds_owed(matters: Iterable[Matter]) -> dict[str, str]:
    """The kinds that are in the queue, as the address and as a person would say them, with how many of each."""
    counts: dict[MatterKind, int] = {}
    for one in matters:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return {kind.value: f"{say(kind)} ({counts[kind]})" for kind in MatterKind if kind in counts}


def areas_owed(matters: Iterable[Matter], areas: Mapping[str, str]) -> dict[str, str]:
    """The areas that something is owed in, by name, with how much."""
    counts: dict[str, int] = {}
    for one in matters:
        counts[one.area_code] = counts.get(one.area_code, 0) + 1
    named = {code: areas.get(code, code) for code in counts if code != NOWHERE}
    return {code: f"{name} ({counts[code]})" for code, name in sorted(named.items(), key=lambda pair: pair[1])}


def only(bands: Bands, kind: str | None, area: str | None) -> Bands:
    """The same bands with only the matters of this kind and this area."""
    return tuple((band, tuple(one for one in matters if _is_asked_for(one, kind, area))) for band, matters in bands)


def _is_asked_for(matter: Matter, kind: str | None, area: str | None) -> bool:
    return kind in (None, matter.kind.value) and area in (None, matter.area_code)
