"""Who covered what, from when to when: every assignment there ever was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dashboard.components.cover.posts import POST_HEADINGS
from dashboard.components.links import anchor
from dashboard.components.queue.rows import folded
from dashboard.components.table import Column, table
from dashboard.wording import span
from data_models.queries.coverage import Coverage
from data_models.queries.ground import AreaGround
from data_models.rules.coverage import Cover
from data_models.vocabulary import CoverRole


@dataclass(frozen=True)
class Spell:
    """One person in one post of one area, from when to when."""

    area: AreaGround
    cover: Cover
    person: str


def everywhere(shown: Coverage) -> Markup:
    """The history of every area, folded away."""
    found = spells(shown.account.areas, _names(shown))
    return folded(f"Who covered what, and when: {len(found)} assignments", history_table(found, shown.on))


def of_area(shown: Coverage, code: str) -> Markup:
    """The history of one area under its name."""
    area = next(one for one in shown.account.areas if one.code == code)
    way = anchor(f"Everything about {area.name}", "area", area=code)
    rows = history_table(spells([area], _names(shown)), shown.on, of_one_area=True)
    return Markup("<h2>Who covered {}, and when</h2><p>{}</p>{}").format(area.name, way, rows)


def _names(shown: Coverage) -> dict[int, str]:
    return {one.person_id: one.person for one in shown.people}


def spells(areas: Iterable[AreaGround], names: Mapping[int, str]) -> tuple[Spell, ...]:
    """Every assignment there ever was, by area and post, the latest first."""
    found = [Spell(area, one, names.get(one.person_id, "nobody")) for area in areas for one in area.covers]
    order = list(CoverRole)
    return tuple(
        sorted(found, key=lambda one: (one.area.name, order.index(one.cover.role), -one.cover.starts_on.toordinal()))
    )


def history_table(found: Iterable[Spell], on: date, *, of_one_area: bool = False) -> Markup:
    """Who covered what, from when to when; a spell without an end lasts."""
    columns: list[Column[Spell]] = [
        Column("Area", lambda one: one.area.name),
        Column("Post", lambda one: POST_HEADINGS[one.cover.role]),
        Column("Person", lambda one: one.person, names_row=True),
        Column("From", lambda one: one.cover.starts_on, "date"),
        Column("To", lambda one: one.cover.ends_on or "now", "date"),
        Column("For", lambda one: _length(one.cover, on)),
    ]
    return table(
        found, columns[of_one_area:], caption="Who covered what, and when", empty="Nobody has been assigned yet."
    )


def _length(cover: Cover, on: date) -> str:
    if cover.starts_on > on:
        return "not yet begun"
    last = min(cover.ends_on or on, on)
    return span((last - cover.starts_on).days) if last > cover.starts_on else "1 day"
