"""Everything that can be done about one follow-up, in the order it is done, and which of it comes next."""

from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboard.components.follow_up.candidate_deeds import key_area_form, key_area_offer
from dashboard.components.follow_up.case import Case
from dashboard.components.follow_up.decide import DECIDE, decide_form, decide_offer
from dashboard.components.follow_up.ending import close_form, close_offer, sequel_form, sequel_offer
from dashboard.components.follow_up.intention import intention_form, intention_offer
from dashboard.components.follow_up.not_followed_up import (
    REVIEW_NONE,
    decide_none_form,
    decide_none_offer,
    reopen_none_form,
    reopen_none_offer,
    review_none_form,
    review_none_offer,
)
from dashboard.components.follow_up.reporting import REPORT_REVIEW, report_form, report_offer
from dashboard.components.follow_up.silence import silence_form, silence_offer
from dashboard.components.follow_up.visits import (
    BEGIN,
    SCHEDULE,
    begin_form,
    begin_offer,
    further_form,
    further_offer,
    schedule_form,
    schedule_offer,
)
from dashboard.components.forms import Offer, is_open, openers

NEXT = "next-step"
Deeds = tuple[tuple[Callable[..., Offer], Callable[..., None]], ...]
DECIDING: Deeds = (
    (decide_offer, decide_form),
    (decide_none_offer, decide_none_form),
    (review_none_offer, review_none_form),
    (reopen_none_offer, reopen_none_form),
)
# Each visit has forms of its own, so that what was typed for one is never saved for the next.
VISITING: Deeds = ((report_offer, report_form), (begin_offer, begin_form), (schedule_offer, schedule_form))
AFTERWARDS: Deeds = (
    (further_offer, further_form),
    (close_offer, close_form),
    (sequel_offer, sequel_form),
    (key_area_offer, key_area_form),
)
# Steps on the way; what else can be done is never opened unasked.
ON_THE_WAY = (DECIDE, REVIEW_NONE, REPORT_REVIEW, BEGIN, SCHEDULE)
Drawing = Callable[[], None]


def offered(case: Case) -> Iterator[tuple[Offer, Drawing]]:
    """Each deed as it stands, with what draws its form."""
    yield from _of(DECIDING, case)
    for one in case.row.own_reviews:
        yield from _of(VISITING, case, one)
    yield from _of(AFTERWARDS, case)
    yield intention_offer(case.shown), partial(intention_form, case.shown)
    yield from _of(((silence_offer, silence_form),), case)


def _of(deeds: Deeds, *about: object) -> Iterator[tuple[Offer, Drawing]]:
    for make, form in deeds:
        offer = make(*about)
        yield offer, partial(form, *about, offer)


def open_the_next_step(case: Case) -> None:
    """Turn the address of "whatever comes next" into that of the very form, or of none where nothing does."""
    if not is_open(NEXT):
        return
    possible = (offer for offer, _ in offered(case) if offer.name.startswith(ON_THE_WAY))
    first = next((one for one in possible if one.applies and one.is_allowed), None)
    if first is None:
        del st.query_params["do"]
    else:
        st.query_params["do"] = first.name


def follow_up_openers(case: Case) -> Markup:
    """Links to the forms of what this person may do about it as it stands; nothing for anybody else."""
    return openers(*(offer for offer, _ in offered(case)))


def follow_up_forms(case: Case) -> None:
    """The form that the address has open, if it is one of these."""
    for offer, show_form in offered(case):
        if is_open(offer.name):
            show_form()
