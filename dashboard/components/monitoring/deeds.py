"""The deeds on one spell of formal monitoring: opened or declined, assured on its cadence, closed with its reason."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, openers
from dashboard.components.monitoring.assessing import assess_forms
from dashboard.components.monitoring.spell import lines_unassessed, named
from dashboard.components.notices import notice
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import count, day, due
from dashboard.written_days import needed_day
from data_models.commands.formal_monitoring import (
    AUDIENCE,
    close_monitoring,
    decline_monitoring,
    give_assurance_update,
    open_monitoring,
)
from data_models.queries.formal_monitoring import MonitoringRow
from data_models.visibility import Deed
from data_models.vocabulary import MonitoringState

OPEN, DECLINE, ASSURE, CLOSE = "open-monitoring", "decline-monitoring", "give-assurance", "close-monitoring"
ANSWERED = "This proposal is answered already: see below by whom and why."
NOT_OPEN = "This formal monitoring is not open: only an open one goes on."
LONGEST_CADENCE = 26


def spell_openers(one: MonitoringRow, spells: tuple[MonitoringRow, ...]) -> Markup:
    """Links to the forms of what this person may do about it as it stands; nothing for anybody else."""
    return openers(*_offers(one, spells).values())


def spell_forms(one: MonitoringRow, spells: tuple[MonitoringRow, ...]) -> None:
    """The form that the address has open, if it is one of these."""
    for name, offer in _offers(one, spells).items():
        if is_open(name):
            _FORMS[name](one, offer)
    assess_forms(one)


def _offers(one: MonitoringRow, spells: tuple[MonitoringRow, ...]) -> dict[str, Offer]:
    areas, is_open_now = (one.area_code,), one.state is MonitoringState.OPEN
    is_proposed = one.state is MonitoringState.PROPOSED
    already = next((o for o in spells if o.area_code == one.area_code and o.state is MonitoringState.OPEN), None)
    taken = f"The area is under formal monitoring already ({already.reference}): decline this one." if already else ""
    unassessed = lines_unassessed(one)
    to_assess = f"Assess these lines first: {named(unassessed)}." if is_open_now and unassessed else NOT_OPEN
    return {
        offer.name: offer
        for offer in (
            Offer(ASSURE, "Give an assurance update", Deed.GIVE_ASSURANCE, areas, is_open_now, NOT_OPEN),
            Offer(
                OPEN,
                "Open formal monitoring",
                Deed.OPEN_MONITORING,
                areas,
                is_proposed and already is None,
                taken if is_proposed else ANSWERED,
            ),
            Offer(DECLINE, "Decline it", Deed.DECLINE_MONITORING, areas, is_proposed, ANSWERED),
            Offer(
                CLOSE,
                "Close formal monitoring",
                Deed.CLOSE_MONITORING,
                areas,
                is_open_now and not unassessed,
                to_assess,
            ),
        )
    }


# --- answering a proposal ---


def _open(one: MonitoringRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        weeks = st.number_input(
            "Weeks between assurance updates",
            min_value=1,
            max_value=LONGEST_CADENCE,
            value=record().head.thresholds.monitoring_review_weeks,
            step=1,
            key=name("weeks"),
            help="The cadence proposed is our default; no source states one.",
        )
        return {"weeks": weeks}

    def do(session: Session, said: Values) -> str:
        opened = open_monitoring(
            session, by=record().viewer, on=record().on, monitoring_id=one.id, review_every_weeks=said["weeks"]
        )
        first = f" The first update is due on {day(opened.next_review_on)}." if opened.next_review_on else ""
        return f"Formal monitoring of {one.area_name} is open, signed by you.{first}"

    title = f"Open formal monitoring of {one.area_name}: you sign this"
    deed_form(offer, title=title, save="Open it", fields=fields, do=do, free_text=False)


def _decline(one: MonitoringRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        return {"reason": prose_field("Why it is not opened", name("reason"))}

    def do(session: Session, said: Values) -> str:
        decline_monitoring(session, by=record().viewer, on=record().on, monitoring_id=one.id, reason=said["reason"])
        return f"Formal monitoring of {one.area_name} is declined, signed by you."

    title = f"Decline formal monitoring of {one.area_name}: you sign this"
    deed_form(offer, title=title, save="Decline it", fields=fields, do=do)


# --- assurance ---


def _assure(one: MonitoringRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        if one.next_review_on is not None:
            show(notice(f"An update is {due(one.next_review_on, record().on)}.", tone="grey"))
        summary = prose_field("What assurance was given", name("summary"))
        left, right = st.columns([2, 1])
        with left:
            audience = st.text_input("To whom", value=AUDIENCE, key=name("audience"))
        with right:
            given_on = day_field("Given on", name("on"), value=record().on)
        return {"summary": summary, "audience": audience, "given_on": given_on}

    def do(session: Session, said: Values) -> str:
        given_on = needed_day(said["given_on"], "given_on", "Write the day it was given.", record().on)
        give_assurance_update(
            session,
            by=record().viewer,
            on=record().on,
            monitoring_id=one.id,
            summary=said["summary"],
            audience=said["audience"],
            given_on=given_on,
        )
        again = count(one.review_every_weeks, "week")
        return f"The update of {day(given_on)} is on record; the next is due {again} after it."

    deed_form(offer, title=f"Assurance on {one.area_name}", save="Record the update", fields=fields, do=do)


# --- closing ---


def _close(one: MonitoringRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        said = f"{one.lines_met} of {len(one.exit_lines)} lines are met. The reason answers for those that are not."
        show(notice(said, tone="grey"))
        return {"reason": prose_field("Why formal monitoring ends", name("reason"))}

    def do(session: Session, said: Values) -> str:
        close_monitoring(session, by=record().viewer, on=record().on, monitoring_id=one.id, reason=said["reason"])
        return f"Formal monitoring of {one.area_name} is closed, signed by you."

    title = f"Close formal monitoring of {one.area_name}: you sign this"
    deed_form(offer, title=title, save="Close it", fields=fields, do=do)


_FORMS: dict[str, Callable[[MonitoringRow, Offer], None]] = {
    OPEN: _open,
    DECLINE: _decline,
    ASSURE: _assure,
    CLOSE: _close,
}
