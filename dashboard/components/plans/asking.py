"""The form in which a plan is asked for after a report that came in without one."""

import streamlit as st

from dashboard.components.form_fields import day_field, needed
from dashboard.components.forms import NameField, Offer, Values, deed_form
from dashboard.session import Session, record
from dashboard.text import clean
from dashboard.wording import day, known_day
from dashboard.written_days import day_if_any
from data_models.commands.plan_requests import ask_for_plan
from data_models.queries.plan_requests import Unplanned, without_plan
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed, may

ASK_FOR_PLAN = "ask-for-plan"
ALL_HAVE_ONE = "Every published inspection of your areas has its plan in the record already."


def ask_offer() -> Offer:
    """Whether this person can ask for a plan somewhere: they may, and a published inspection has none."""
    codes = tuple(sorted(record().viewer.areas))
    allowed = not record().is_only_read and may(record().viewer, Deed.RECEIVE_PLAN, frozenset(codes))
    return Offer(
        ASK_FOR_PLAN,
        "Ask for a plan",
        Deed.RECEIVE_PLAN,
        codes,
        applies=allowed and bool(record().ask(without_plan)),
        why_not=ALL_HAVE_ONE,
    )


def ask_form(inspection_id: int | None) -> None:
    """The form, when the address has it open; an inspection that the address names is chosen already."""
    offer = ask_offer()
    lacking = {one.id: one for one in record().ask(without_plan)} if offer.is_allowed else {}
    numbers = list(lacking)

    def fields(name: NameField) -> Values:
        left, right = st.columns([3, 1])
        with left:
            chosen = st.selectbox(
                "After which inspection",
                numbers,
                index=numbers.index(inspection_id) if inspection_id in lacking else None,
                format_func=lambda one: clean(_named(lacking[one])),
                key=name("inspection"),
            )
        with right:
            due_on = day_field(
                "Due on, if a day is agreed",
                name("due_on"),
                because="Left empty, it is due after the usual number of weeks, and marked as a default date.",
            )
        return {"inspection": chosen, "due_on": due_on}

    def do(session: Session, said: Values) -> str:
        plan = ask_for_plan(
            session,
            by=record().viewer,
            on=record().on,
            inspection_id=needed(said["inspection"], "inspection", "Choose the inspection it is to answer."),
            due_on=day_if_any(said["due_on"], "due_on", record().on),
        )
        due = f", due on {day(plan.due_on)}" if plan.due_on else ""
        return f"{reference(Kind.PLAN, plan.id)} is asked for{due}."

    deed_form(
        offer, title="Ask a partnership for its plan", save="Ask for the plan", fields=fields, do=do, free_text=False
    )


def _named(one: Unplanned) -> str:
    areas = ", ".join(place.name for place in one.areas)
    return f"{areas}: {one.programme_name}, published {known_day(one.published_on, one.published_precision)}"
