"""The filters over the register of reviews, and the rows they leave."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.components.choices import Choice, choices
from dashboard.components.choosers import chooser
from dashboard.components.links import here
from dashboard.components.reviews.register import CLOCKS, is_open, reviews_table, was_notified_late
from dashboard.session import record
from dashboard.text import show
from dashboard.wording import count, say
from data_models.queries.reviews import ReviewRow, ReviewsRegister
from data_models.vocabulary import ReviewKind

Wanted = Callable[[ReviewRow], bool]
SHOWN: dict[str, tuple[str, Wanted]] = {
    "open": ("Open", is_open),
    "late": ("Owed and late", lambda one: one.days_late > 0),
    "notified-late": ("Notified late", was_notified_late),
}
LISTS = {key: words for key, (words, _) in SHOWN.items()}
KINDS = {one.value: say(one) for one in ReviewKind}


def show_filters(areas: dict[str, str], register: ReviewsRegister) -> None:
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
        chooser("kind", "Kind of review", KINDS, "Every kind")
    with right:
        chooser("area", "Area", areas, "Every area")


def register_part(
    register: ReviewsRegister, area: str | None, kind: str | None, shown: str | None, chosen: ReviewRow | None
) -> Markup:
    """The rows of this area, kind and list, and how many of all they are."""
    holds = SHOWN[shown][1] if shown else (lambda _: True)
    rows = [
        one for one in register.reviews if area in (None, one.area_code) and kind in (None, one.kind) and holds(one)
    ]
    listed = reviews_table(rows, record().on, chosen.id if chosen else None)
    counted = f"{count(len(rows), 'review')} of {len(register.reviews)}."
    return Markup('{}<p class="soft">{} {}</p>').format(listed, counted, CLOCKS)
