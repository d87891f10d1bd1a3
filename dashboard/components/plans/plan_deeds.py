"""The forms around a plan: that it was received, its clocks, and its end; and which form does which deed on it."""

from collections.abc import Callable

import streamlit as st

from dashboard.components.form_fields import day_field, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on
from dashboard.components.plans.judging import agree_form, judge_form, return_form
from dashboard.components.plans.matrix import gaps_in_words, matrix
from dashboard.components.plans.plan_offers import WITH_THE_MATRIX, plan_offers
from dashboard.components.plans.promising import add_form
from dashboard.components.section import section
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import day
from dashboard.written_days import day_if_any, needed_day, written_day
from data_models.commands.action_plans import close_plan, receive_plan, set_plan_clocks
from data_models.errors import Invalid
from data_models.queries.action_item_rows import PlanPicture

HOW_OFTEN = "Write a whole number of days, or leave it empty for the general rhythm of contact."


def receive_form(picture: PlanPicture, offer: Offer) -> None:
    plan = picture.plan

    def fields(name: NameField) -> Values:
        left, right = st.columns([1, 2])
        with left:
            received_on = day_field("Received on", name("on"), value=record().on)
        with right:
            received_by = st.text_input("Received by", value=plan.received_by, key=name("by"))
        called = st.text_input("What the partnership calls it", value=plan.name, key=name("name"))
        return {"received_on": received_on, "received_by": received_by, "name": called}

    def do(session: Session, said: Values) -> str:
        received_on = needed_day(said["received_on"], "received_on", "Write the day it was received.", record().on)
        receive_plan(
            session,
            by=record().viewer,
            on=record().on,
            plan_id=plan.id,
            received_on=received_on,
            received_by=said["received_by"],
            name=said["name"],
        )
        return f"{plan.reference} was received on {day(received_on)}. It now waits to be judged."

    deed_form(offer, title=f"{plan.reference} was received", save="Record its receipt", fields=fields, do=do)


def clocks_form(picture: PlanPicture, offer: Offer) -> None:
    plan = picture.plan

    def fields(name: NameField) -> Values:
        opened = opened_on(plan.row_version)
        left, right = st.columns(2)
        with left:
            due_on = day_field("The plan itself is due on", name("due_on"), value=plan.due_on)
        with right:
            every = "" if plan.contact_every_days is None else str(plan.contact_every_days)
            contact = st.text_input("Contact about it every … days", value=every, key=name("every"), help=HOW_OFTEN)
        reason = prose_field("Why the day moves, if it does", name("reason"))
        return {"due_on": due_on, "every": contact, "reason": reason, "opened": opened}

    def do(session: Session, said: Values) -> str:
        # The day it has may be past, and stays as it is; another one is read like every day that is written.
        unmoved = said["due_on"] == written_day(plan.due_on)
        due_on = plan.due_on if unmoved else day_if_any(said["due_on"], "due_on", record().on)
        set_plan_clocks(
            session,
            by=record().viewer,
            on=record().on,
            plan_id=plan.id,
            due_on=due_on,
            contact_every_days=_days_if_any(said["every"]),
            reason=said["reason"],
            expected_version=said["opened"],
        )
        return f"The clocks of {plan.reference} are set."

    deed_form(offer, title=f"Set the clocks of {plan.reference}", save="Set the clocks", fields=fields, do=do)


def _days_if_any(written: str) -> int | None:
    said = written.strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and 0 < len(said) < 5):
        raise Invalid({"contact_every_days": f"“{said}” is not a number of days. {HOW_OFTEN}"})
    return int(said)


def close_form(picture: PlanPicture, offer: Offer) -> None:
    plan = picture.plan

    def fields(name: NameField) -> Values:
        return {"reason": prose_field("Why it is closed, and what follows", name("reason"))}

    def do(session: Session, said: Values) -> str:
        close_plan(session, by=record().viewer, on=record().on, plan_id=plan.id, reason=said["reason"])
        return f"{plan.reference} is closed, and stays closed."

    deed_form(offer, title=f"Close {plan.reference}: it does not reopen", save="Close the plan", fields=fields, do=do)


PLAN_FORMS: dict[str, Callable[[PlanPicture, Offer], None]] = {
    "receive-plan": receive_form,
    "judge-plan": judge_form,
    "agree-plan": agree_form,
    "return-plan": return_form,
    "add-action": add_form,
    "set-clocks": clocks_form,
    "close-plan": close_form,
}


def is_answered() -> bool:
    """Whether a form is open that is filled in with the matrix beside it."""
    return any(is_open(name) for name in WITH_THE_MATRIX)


def plan_forms(picture: PlanPicture) -> None:
    """The form that the address has open, if it is one of these; beside an answer to the plan, what it is about."""
    for name, form in PLAN_FORMS.items():
        if not is_open(name):
            continue
        offer = plan_offers(picture)[name]
        if name not in WITH_THE_MATRIX:
            form(picture, offer)
            return
        left, right = st.columns([1, 2], gap="medium")
        with left:
            form(picture, offer)
        with right:
            show(section("answers", "What answers what", gaps_in_words(picture), matrix(picture)))
