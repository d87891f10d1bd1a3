"""Which reviews do we quality-assure, and are they on time?"""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.choices import Choice, choices
from dashboard.components.choosers import chooser
from dashboard.components.headlines import headlines
from dashboard.components.links import here
from dashboard.components.notices import notice
from dashboard.components.opening import open_page
from dashboard.components.reviews.register import (
    CLOCKS,
    NOT_A_COMFORT,
    NOT_KEPT,
    counts_table,
    headline_cards,
    is_open,
    quiet_lists,
    reviews_table,
    was_notified_late,
)
from dashboard.holidays import scottish_bank_holidays
from dashboard.session import record
from dashboard.text import show
from dashboard.wording import count, say
from data_models.queries.reviews import ReviewRow, ReviewsRegister, reviews
from data_models.vocabulary import ReviewKind

Wanted = Callable[[ReviewRow], bool]
SHOWN: dict[str, tuple[str, Wanted]] = {
    "open": ("Open", is_open),
    "late": ("Owed and late", lambda one: one.days_late > 0),
    "notified-late": ("Notified late", was_notified_late),
}


def main() -> None:
    register = record().ask(reviews, holidays=scottish_bank_holidays())
    areas = _areas(register)
    wanted = (
        asked_word("area", areas, "area", "reviews"),
        asked_word("kind", {one.value: say(one) for one in ReviewKind}, "kind of review", "reviews"),
        asked_word("show", {key: words for key, (words, _) in SHOWN.items()}, "list of reviews", "reviews"),
    )
    open_page("reviews")
    if not areas:
        show(notice("There are no areas in the record yet. Ask the administrator to load the reference data."))
        show(notice(NOT_KEPT))
        return
    show(headlines(headline_cards(register)))
    _filters(areas, register)
    _register(register, *wanted)
    show(Markup("<h2>By kind</h2>{}").format(counts_table(register)))
    show(Markup('<h2 id="quiet">Areas that notified none</h2><p>{}</p>{}').format(NOT_A_COMFORT, quiet_lists(register)))
    show(notice(NOT_KEPT))


def _areas(register: ReviewsRegister) -> dict[str, str]:
    """Every area is in the register or quiet."""
    told = {one.area_code: one.area_name for one in register.reviews}
    told |= {one.area_code: one.area_name for one in register.quiet}
    return dict(sorted(told.items(), key=lambda one: one[1]))


def _filters(areas: dict[str, str], register: ReviewsRegister) -> None:
    asked = st.query_params.get("show")
    offered = [Choice("All", here(show=None), not asked, len(register.reviews))]
    offered += [
        Choice(words, here(show=key), key == asked, sum(map(holds, register.reviews)))
        for key, (words, holds) in SHOWN.items()
    ]
    left, middle, right = st.columns([6, 3, 3], vertical_alignment="center")
    with left:
        show(choices("Which reviews", offered))
    with middle:
        chooser("kind", "Kind of review", {one.value: say(one) for one in ReviewKind}, "Every kind")
    with right:
        chooser("area", "Area", areas, "Every area")


def _register(register: ReviewsRegister, area: str | None, kind: str | None, shown: str | None) -> None:
    holds = SHOWN[shown][1] if shown else (lambda _: True)
    rows = [
        one for one in register.reviews if area in (None, one.area_code) and kind in (None, one.kind) and holds(one)
    ]
    show(
        Markup('{}<p class="soft">{} of {}. {}</p>').format(
            reviews_table(rows, record().on), count(len(rows), "review"), len(register.reviews), CLOCKS
        )
    )


main()
