"""A wall: a shared screen that walks from page to page by itself, and says how fresh what it shows is.

The address says how long each page stays (`?screen=shared&rotate=30`). A small script follows the link to the next
page, as a person would, and says since when nothing fresh has come from the server.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from dashboard.components.links import here, link
from dashboard.environment import shortest_stay
from dashboard.navigation import BY_PATH
from dashboard.session import LONDON, AddressError, now, record
from dashboard.wording import day, moment
from data_models.queries.matters import account, area_standings
from data_models.vocabulary import AreaStatus

ROTATE = "rotate"
LONGEST_STAY = 3600
# What every wall shows first, as far as there are such pages; then each area that needs somebody.
PAGES = ("overview", "changes", "risk-flags", "follow-up", "action-plans")
NEEDS_NOBODY = frozenset({AreaStatus.GREEN, AreaStatus.GREY})
_WALL = Markup(
    '<div class="wall" data-seconds="{seconds}" data-read="{read}" data-at="{at}" data-day="{day}">'
    "<p>{place}. Newest change {newest}; read {at}.</p>"
    '<p><a class="wall-next" href="{following}">Next: {following_name}</a> <a href="{stop}">Stop changing pages</a></p>'
    "</div>"
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One page that a wall shows; `area` where it is the page of one."""

    path: str
    title: str
    area: str | None = None

    @property
    def address(self) -> str:
        return link(self.path, area=self.area)


def asked_stay(path: str) -> int | None:
    """For how many seconds each page stays; None where the address asks for no change of pages.

    AddressError where it asks for what cannot be, or where this is no shared screen.
    """
    asked = st.query_params.get(ROTATE)
    if asked is None:
        return None
    if not record().viewer.shared_screen:
        raise _refused("Pages change by themselves on a shared screen only.", path)
    least = shortest_stay()
    if re.fullmatch("[0-9]{1,4}", asked) and least <= int(asked) <= LONGEST_STAY:
        return int(asked)
    return _no_stay(asked, least, path)


def _no_stay(asked: str, least: int, path: str) -> int:
    said = f"“{asked}” is no time for a page to stay. Write rotate=30 for 30 seconds, from {least} to {LONGEST_STAY}."
    raise _refused(said, path)


def _refused(sentence: str, path: str) -> AddressError:
    kept = {name: st.query_params[name] for name in ("area",) if name in st.query_params}
    return AddressError(sentence, "Stay on this page", path, **kept, **{ROTATE: None})


def wall(seconds: int, path: str) -> Markup:
    """The strip of a wall below a page: where it is, how fresh it is, and the link to what comes next."""
    stops = list(_stops())
    place = _place(stops, path)
    following, read, newest = stops[(place or 0) % len(stops)], now(), record().head.changed_at
    return _WALL.format(
        seconds=seconds,
        read=read.isoformat(),
        at=f"{read.astimezone(LONDON):%H:%M}",
        day=day(read.date()),
        place=f"Page {place} of {len(stops)}" if place else f"Before the first of {len(stops)} pages",
        newest=moment(newest) if newest else "none yet",
        following=following.address,
        following_name=following.title,
        stop=here(**{ROTATE: None}),
    )


def _place(stops: list[Stop], path: str) -> int | None:
    """The place of the page that is shown, counted from 1; None where a wall does not come by it."""
    area = st.query_params.get("area") if path == "area" else None
    found = [number for number, one in enumerate(stops, start=1) if (one.path, one.area) == (path, area)]
    return found[0] if found else None


def _stops() -> Iterator[Stop]:
    yield from (Stop(path, BY_PATH[path].title) for path in PAGES if path in BY_PATH)
    known = record().ask(account)
    names = {area.code: area.name for area in known.areas}
    for one in area_standings(known, on=record().on, thresholds=record().thresholds):
        if one.status not in NEEDS_NOBODY:
            yield Stop("area", names[one.area_code], one.area_code)
