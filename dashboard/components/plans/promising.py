"""The forms in which an action is promised: for the first time, or anew where something closed has come back."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form
from dashboard.components.plans.item_deeds import plans_that_take
from dashboard.session import Session, record
from dashboard.text import clean, esc, show
from dashboard.wording import day
from dashboard.written_days import needed_day
from data_models.commands.action_items import NewItem, add_action_item
from data_models.queries.action_item_rows import ItemPicture, PlanPicture, RecommendationRow
from data_models.rules.references import Kind, reference

# As much of a recommendation as a box has room for; it stands in full on the plan.
SHORT = 200
THE_FIRST_STAYS = "The date first promised stays beside every later one."
WHAT_IT_ANSWERS = "Which recommendations it answers"


@dataclass(frozen=True)
class Draft:
    """What an empty form starts from: nothing, or what was promised before."""

    text: str = ""
    lead_agency: str = ""
    outcome_measure: str = ""
    answers: tuple[int, ...] = ()


def promise_fields(name: NameField, draft: Draft, asked: Iterable[RecommendationRow]) -> Values:
    """What is promised, who leads it, how it is measured, by when, and what of the report it answers."""
    left, right = st.columns(2, gap="medium")
    with left:
        values: Values = wording_fields(name, draft)
    with right:
        values["due_on"] = day_field("Promised for", name("due_on"), because=THE_FIRST_STAYS)
        values["answers"] = answer_fields(name, asked, draft.answers)
    return values


def wording_fields(name: NameField, draft: Draft) -> Values:
    text = prose_field("What the partnership promises to do", name("text"), value=draft.text)
    lead_agency = st.text_input("Who leads it (an organisation)", value=draft.lead_agency, key=name("agency"))
    measure = prose_field(
        "How its outcome is measured",
        name("measure"),
        value=draft.outcome_measure,
        because="What will be different for people, and how that will be seen. Left empty, it is told as a gap.",
    )
    return {"text": text, "lead_agency": lead_agency, "outcome_measure": measure}


def answer_fields(name: NameField, asked: Iterable[RecommendationRow], ticked: Iterable[int]) -> list[int]:
    """A box for each recommendation, ticked where it is answered already; the numbers of the rows that are ticked."""
    rows = tuple(asked)
    if not rows:
        show(Markup('<p class="soft">{}</p>').format("The report's recommendations are not in the record."))
        return []
    show(Markup("<p>{}</p>").format(WHAT_IT_ANSWERS))
    return [
        one.id
        for one in rows
        if st.checkbox(esc(f"{one.number}. {_short(one.text)}"), one.number in ticked, key=name(f"answers {one.id}"))
    ]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…"


def add_form(picture: PlanPicture, offer: Offer) -> None:
    plan = picture.plan
    deed_form(
        offer,
        title=f"Add an action to {plan.reference}",
        save="Add the action",
        fields=lambda name: promise_fields(name, Draft(), picture.recommendations),
        do=lambda session, said: _promised(session, said, plan.id),
    )


def anew_form(picture: ItemPicture, offer: Offer) -> None:
    """What came back, as it was worded before, in a plan that takes actions now. The date is promised afresh."""
    item, takers = picture.item, plans_that_take(picture)
    before = Draft(item.text, item.lead_agency, item.outcome_measure, item.recommendations)

    def fields(name: NameField) -> Values:
        plan_id = _which_plan(name, takers)
        same = picture.of_plan if item.plan_id in takers else ()
        return promise_fields(name, before, same) | {"plan": plan_id}

    deed_form(
        offer,
        title=f"Promise anew what came back from {item.reference}",
        save="Promise it anew",
        fields=fields,
        do=lambda session, said: _promised(
            session, said, needed(said["plan"], "plan", "Choose the plan in which it is promised anew."), item.id
        ),
    )


def _which_plan(name: NameField, takers: dict[int, str]) -> int | None:
    if len(takers) == 1:
        return next(iter(takers))
    return st.selectbox(
        "In which plan", list(takers), index=None, format_func=lambda one: clean(takers[one]), key=name("plan")
    )


def _promised(session: Session, said: Values, plan_id: int, recurs_from_id: int | None = None) -> str:
    due_on = needed_day(said["due_on"], "due_on", "Write the day it is promised for.", record().on)
    promised = NewItem(
        text=said["text"],
        lead_agency=said["lead_agency"],
        due_on=due_on,
        outcome_measure=said["outcome_measure"],
        recommendation_ids=tuple(said["answers"]),
        recurs_from_id=recurs_from_id,
    )
    added = add_action_item(session, by=record().viewer, on=record().on, plan_id=plan_id, item=promised)
    return f"{reference(Kind.PLAN, plan_id, added.number)} is promised for {day(due_on)}."
