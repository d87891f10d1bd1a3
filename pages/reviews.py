"""Which reviews do we quality-assure, and are they on time?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.forms import openers
from dashboard.components.headlines import headlines
from dashboard.components.notices import notice
from dashboard.components.opening import open_page
from dashboard.components.reviews.notifying import notifiable, notify_form, notify_offer
from dashboard.components.reviews.register import (
    NOT_A_COMFORT,
    NOT_KEPT,
    counts_table,
    headline_cards,
    quiet_lists,
)
from dashboard.components.reviews.steps import review_card, review_forms
from dashboard.components.reviews.views import KINDS, LISTS, register_part, show_filters
from dashboard.holidays import scottish_bank_holidays
from dashboard.session import AddressError, record
from dashboard.text import show
from data_models.queries.reviews import ReviewRow, ReviewsRegister, reviews

PATH = "reviews"


def main() -> None:
    register = record().ask(reviews, holidays=scottish_bank_holidays())
    areas, chosen = _areas(register), _chosen(register)
    area = asked_word("area", areas, "area", PATH)
    kind, shown = asked_word("kind", KINDS, "kind of review", PATH), asked_word("show", LISTS, "list of reviews", PATH)
    open_page(PATH)
    if not areas:
        show(notice("There are no areas in the record yet. Ask the administrator to load the reference data."))
        show(notice(NOT_KEPT))
        return
    show(headlines(headline_cards(register)))
    _notify(areas, area)
    if chosen:
        show(review_card(chosen, record().on))
        review_forms(chosen)
    show_filters(areas, register)
    show(register_part(register, area, kind, shown, chosen))
    show(Markup("<h2>By kind</h2>{}").format(counts_table(register)))
    show(Markup('<h2 id="quiet">Areas that notified none</h2><p>{}</p>{}').format(NOT_A_COMFORT, quiet_lists(register)))
    show(notice(NOT_KEPT))


def _areas(register: ReviewsRegister) -> dict[str, str]:
    """Every area is in the register or quiet."""
    told = {one.area_code: one.area_name for one in register.reviews}
    told |= {one.area_code: one.area_name for one in register.quiet}
    return dict(sorted(told.items(), key=lambda one: one[1]))


def _chosen(register: ReviewsRegister) -> ReviewRow | None:
    asked = st.query_params.get("review", "")
    found = next((one for one in register.reviews if asked in (str(one.id), one.reference)), None)
    if asked and found is None:
        raise AddressError(f"There is no review “{asked}” in the register.", "See the register", PATH, review=None)
    return found


def _notify(areas: dict[str, str], area: str | None) -> None:
    mine = notifiable({code: name for code, name in areas.items() if area in (None, code)})
    show(openers(notify_offer(mine)))
    notify_form(mine)


main()
