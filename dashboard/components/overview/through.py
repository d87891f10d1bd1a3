"""The record month by month: the tile map and the numbers, moved by a slider, with a table that says the same."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic

import streamlit as st
from markupsafe import Markup

from dashboard.components.chips import SYMBOLS
from dashboard.components.headlines import headlines
from dashboard.components.kept import kept
from dashboard.components.links import anchor, here, link
from dashboard.components.overview.portfolio import TONES, headline_cards, tiles
from dashboard.components.section import soft
from dashboard.components.table import Column, table
from dashboard.components.tiles import MARK_WORDS, Tile, tile_map
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries.month_ends import MonthEnd, month_ends
from data_models.queries.portraits import Portrait, portrait
from data_models.vocabulary import AreaStatus

# What takes longer than this is said to be under way.
PATIENCE_SECONDS = 0.4
_PLAYER = Markup(
    '<section class="through" aria-label="The record month by month" data-months="{}" data-key="{}" data-now="{}">'
    '<div class="head"><h2 tabindex="-1">{}</h2><p class="steps">{}</p></div>{}<div class="pair">{}{}</div></section>'
)
# How a status is written in a frame.
LETTERS = {"red": "r", "amber": "a", "green": "g", "grey": "y"}


@dataclass(frozen=True)
class Month:
    """One month of the record, by its name in the address ("2026-10")."""

    end: MonthEnd
    shown: Portrait

    @property
    def name(self) -> str:
        return f"{self.end.day:%Y-%m}"

    @property
    def words(self) -> str:
        return f"{self.end.day:%B %Y}"


def show_through() -> None:
    """The whole view, with the way back."""
    months = every_month()
    show(soft(anchor("Back to the overview", "overview")))
    if not months:
        show(soft("Nothing is recorded yet, so there is no month to show."))
        return
    now = asked_month(months)
    show(kept(f"through {now}", lambda: player(months, now)))
    show(kept("months in numbers", lambda: numbers_table(months)))


def every_month() -> tuple[Month, ...]:
    """Every month since the record began. The first time it says how far it has come, and may be left: what was
    worked out is kept."""
    ends, begun, place = record().ask(month_ends), monotonic(), st.empty()
    found = []
    for number, end in enumerate(ends, start=1):
        if monotonic() - begun > PATIENCE_SECONDS:
            with place:
                st.progress(number / len(ends), f"Month {number} of {len(ends)}: {end.day:%B %Y}")
        found.append(Month(end, record().ask_as_of(portrait, end.day, end.change)))
    place.empty()
    return tuple(found)


def asked_month(months: Sequence[Month]) -> int:
    """Which of them the address asks for; the last where it asks for none by name."""
    asked = st.query_params.get("through", "")
    names = [one.name for one in months]
    if asked in names:
        return names.index(asked)
    if asked in ("", "now"):
        return len(months) - 1
    raise AddressError(f"The record has no month “{asked}”.", "See the newest month", "overview", through="now")


def way_in() -> Markup:
    """The link on the overview that opens this."""
    return Markup('<p class="soft"><a href="{}">Month by month, since the record began</a></p>').format(
        here(through="now", area=None)
    )


def player(months: Sequence[Month], now: int) -> Markup:
    """The map and the numbers of one month, and in the page the few letters from which the others are drawn."""
    shown = months[now]
    frames = json.dumps([_frame(one) for one in months], ensure_ascii=False, separators=(",", ":"))
    cards = [replace(one, address=None) for one in headline_cards(shown.shown.headlines, shown.end.day)]
    every = [tile for one in months for tile in _tiles(one)]
    tiled = tile_map(_tiles(shown), "Council areas, by status at the end of the month", every)
    steps, beside = _steps(months, now), statuses_table(months)
    return _PLAYER.format(frames, _key(), now, shown.words, steps, headlines(cards), tiled, beside)


def _tiles(month: Month) -> list[Tile]:
    """Each tile leads to its area as of the month; why it has its status is said there and in the table."""
    return [
        replace(one, address=link("area", area=area.code, as_of=as_of(month.end.day)), because="")
        for one, area in zip(tiles(month.shown.tiles, None, month.end.day), month.shown.tiles, strict=True)
    ]


def as_of(day: date) -> date | None:
    return day if day < record().on or record().is_past else None


def _frame(month: Month) -> dict[str, object]:
    cards = headline_cards(month.shown.headlines, month.end.day)
    return {
        "name": month.name,
        "words": month.words,
        "day": str(as_of(month.end.day) or ""),
        "cards": [[str(one.value), one.meaning, int(one.pressing)] for one in cards],
        "tiles": {one.code: _letters(one) for one in _tiles(month)},
    }


def _letters(tile: Tile) -> str:
    return LETTERS[tile.status] + "".join(tile.marks)


def _key() -> str:
    """How a status is written in a frame, shown on a tile, and said."""
    return json.dumps(
        {
            "status": {LETTERS[one.value]: [one.value, SYMBOLS[TONES[one]], say(one)] for one in AreaStatus},
            "marks": MARK_WORDS,
        },
        ensure_ascii=False,
    )


def _steps(months: Sequence[Month], now: int) -> Markup:
    """Links to the months before and after: with the script they become a slider."""
    around = [("Earlier", one) for one in months[:now][-1:]] + [("Later", one) for one in months[now + 1 : now + 2]]
    step = Markup('<a href="{}">{}: {}</a>')
    return Markup(" · ").join(step.format(here(through=one.name), way, one.words) for way, one in around)


def statuses_table(months: Iterable[Month]) -> Markup:
    """What the map showed, in words, the newest month first."""
    columns: list[Column[Month]] = [
        Column("Month", _opened, names_row=True),
        Column("Needs someone now", lambda one: _named(one, AreaStatus.RED)),
        Column("Needs watching", lambda one: _named(one, AreaStatus.AMBER)),
    ]
    return table(
        reversed(list(months)),
        columns,
        caption="Areas that needed somebody, month by month, the newest first",
        empty="No month yet.",
        tall="29rem",
    )


def numbers_table(months: Iterable[Month]) -> Markup:
    """The numbers of every month, the newest first."""
    columns: list[Column[Month]] = [
        Column("Month", _opened, names_row=True),
        Column("Areas that need someone", lambda one: one.shown.headlines.need_someone, "number"),
        Column("Follow-up decisions owed", lambda one: one.shown.headlines.decisions_owed, "number"),
        Column("Weak or unsatisfactory", lambda one: one.shown.headlines.calling, "number"),
        Column("Formal monitoring", lambda one: one.shown.headlines.monitoring_open, "number"),
        Column("Actions overdue", lambda one: one.shown.headlines.actions_overdue, "number"),
        Column("Posts without cover", lambda one: one.shown.headlines.posts_uncovered, "number"),
    ]
    rows = table(reversed(list(months)), columns, caption="The numbers, month by month", empty="No month yet.")
    return Markup("<h2>The numbers, month by month</h2>{}").format(rows)


def _opened(month: Month) -> Markup:
    return anchor(month.words, "overview", as_of=as_of(month.end.day))


def _named(month: Month, status: AreaStatus) -> str:
    names = [one.name for one in month.shown.tiles if one.status is status]
    return f"{len(names)}: {', '.join(names)}" if names else "none"
