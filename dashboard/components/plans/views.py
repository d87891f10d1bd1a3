"""The parts of the page on action plans: every plan, what is overdue, what is claimed, one plan, one action."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.charts.slips import slips
from dashboard.components.chart import show_chart
from dashboard.components.choices import Choice, choices
from dashboard.components.forms import is_open, openers
from dashboard.components.headlines import Headline, headlines
from dashboard.components.links import anchor, here, link
from dashboard.components.mentions import areas_linked
from dashboard.components.plans.asking import ASK_FOR_PLAN, ask_form, ask_offer
from dashboard.components.plans.item_deeds import item_openers
from dashboard.components.plans.item_forms import item_forms
from dashboard.components.plans.items import (
    claims_table,
    dates,
    dates_table,
    item_facts,
    items_table,
    overdue_table,
    updates_table,
)
from dashboard.components.plans.matrix import gaps_in_words, matrix
from dashboard.components.plans.plan_deeds import is_answered, plan_forms
from dashboard.components.plans.plan_offers import plan_openers
from dashboard.components.plans.register import plan_facts, plans_table, progress_key
from dashboard.components.row_history import history_table
from dashboard.components.section import section, soft
from dashboard.components.table import Column, table
from dashboard.text import show, words
from dashboard.wording import count, span
from data_models.queries.action_item_rows import ItemPicture, ItemRow, PlanPicture
from data_models.queries.action_plans import PlanRow
from data_models.queries.changes import Edit
from data_models.rules.forecasts import Forecast
from data_models.vocabulary import ItemStatus, PlanState

ALL, OVERDUE, CLAIMED, FORECAST = "all", "overdue", "claimed", "forecast"
VIEWS = {ALL: "Plans", OVERDUE: "Overdue actions", CLAIMED: "Claims to verify", FORECAST: "Forecast"}
SHORT = 60


def no_plans() -> Markup:
    """What an empty record says."""
    return soft(
        Markup("No action plan is in the record yet. A plan is asked for when a report is published: {}.").format(
            anchor("see the inspections", "inspections")
        )
    )


def overdue_of(promised: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
    return tuple(one for one in promised if one.days_overdue)


def claimed_of(promised: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
    """Claims that wait for us, the longest waiting first."""
    waiting = [one for one in promised if one.status is ItemStatus.CLAIMED]
    return tuple(sorted(waiting, key=lambda one: (one.claimed_on or date.max, one.reference)))


def headline_row(every: Sequence[PlanRow], promised: Sequence[ItemRow], on: date) -> Markup:
    """Four numbers, each with the number that makes it mean something, each opening its rows."""
    late, waiting = overdue_of(promised), claimed_of(promised)
    open_items = sum(one.is_open for one in promised)
    late_plans = [one for one in every if one.days_overdue]
    to_judge = [one for one in every if one.state is PlanState.RECEIVED]
    slow = sum(one.verify_by is not None and one.verify_by < on for one in waiting)
    worst = f", worst {span(max(one.days_overdue for one in late))}" if late else ""
    return headlines(
        [
            Headline("Actions overdue", len(late), f"of {open_items} open{worst}", link("action-plans", show=OVERDUE)),
            Headline(
                "Claims to verify", len(waiting), f"{slow} past their day", link("action-plans", show=CLAIMED), slow > 0
            ),
            Headline("Plans overdue", len(late_plans), f"of {count(len(every), 'plan')}", link("action-plans")),
            Headline(
                "Plans to judge", len(to_judge), "received, waiting for us", link("action-plans", state="received")
            ),
        ]
    )


def asking() -> Markup:
    """The way to ask for a plan, for whoever may."""
    return openers(ask_offer())


def show_asking(inspection_id: int | None) -> None:
    """The form in which a plan is asked for, if it is open."""
    if is_open(ASK_FOR_PLAN):
        ask_form(inspection_id)


def view_row(every: Sequence[PlanRow], promised: Sequence[ItemRow], expected: int, view: str) -> Markup:
    """The four lists, each with its number of rows."""
    numbers = {
        ALL: len(every),
        OVERDUE: len(overdue_of(promised)),
        CLAIMED: len(claimed_of(promised)),
        FORECAST: expected,
    }
    return choices(
        "Ways to look at action plans",
        [
            Choice(said, here(show=None if one == ALL else one, forecast=None), one == view, numbers[one])
            for one, said in VIEWS.items()
        ],
    )


def narrowed(every: Iterable[PlanRow], area: str | None, state: str | None) -> tuple[PlanRow, ...]:
    """The plans of an area and in a state, where these are asked for."""
    return tuple(
        one
        for one in every
        if (area is None or area in {place.code for place in one.areas}) and (state is None or one.state.value == state)
    )


def shown(view: str, wanted: Sequence[PlanRow], promised: Sequence[ItemRow], on: date) -> Markup:
    """The list that a view asks for, of the wanted plans alone."""
    ids = {one.id for one in wanted}
    theirs = [one for one in promised if one.plan_id in ids]
    if view == OVERDUE:
        return overdue_table(overdue_of(theirs), "No action is overdue here.")
    if view == CLAIMED:
        return claims_table(claimed_of(theirs), on, "No claim of completion waits here.")
    return plans_table(wanted, on, "No plan is like this. Choose another area or state.") + progress_key()


# --- one plan ---


def show_plan(picture: PlanPicture, expected: Mapping[int, Forecast], on: date) -> None:
    """What can be done with a plan, its form if one is open, its actions, and which action answers what."""
    back = Markup('<p class="back">{}</p>').format(anchor("All action plans", "action-plans"))
    show(back + plan_openers(picture))
    plan_forms(picture)
    actions = section("actions", f"Actions ({len(picture.items)})", items_table(picture.items, expected, on))
    answers = section("answers", "Does it answer the recommendations?", gaps_in_words(picture), matrix(picture))
    # While the plan is being answered, the matrix stands beside the form and not here as well.
    show(plan_facts(picture.plan, on) + actions + (Markup("") if is_answered() else answers))


def show_slips(rows: Sequence[ItemRow], on: date, version: str) -> None:
    """From the date first promised to the one in force, for each action; and the same as a table."""
    columns: list[Column[ItemRow]] = [
        Column("Action", lambda one: one.reference, names_row=True),
        Column("Every date", dates),
        Column("Days later than first promised", lambda one: one.slip_days, "number"),
        Column("Times put off", lambda one: one.postponements, "number"),
    ]
    numbers = table(rows, columns, caption="How far the dates have moved", empty="This plan has no actions yet.")
    show_chart(
        lambda: slips(_slip_frame(rows), on),
        key="slips",
        version=version,
        table=numbers,
        empty="There are no dates to compare yet.",
    )


def _slip_frame(rows: Sequence[ItemRow]) -> pd.DataFrame:
    columns = ["reference", "title", "original", "due", "slips", "is_open"]
    found = [
        (f"/{one.number:02d}", _short(one.text), one.original_due_on, one.due_on, one.postponements, one.is_open)
        for one in rows
        if one.status is not ItemStatus.WITHDRAWN
    ]
    return pd.DataFrame(found, columns=columns)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


# --- one action ---


def show_item(picture: ItemPicture, on: date) -> None:
    """What can be done with an action, its form if one is open, and what is kept of it today."""
    back = Markup('<p class="back">{}: {}</p>').format(
        areas_linked(picture.item.areas),
        anchor(f"{picture.plan.reference} {picture.plan.name}", "action-plans", plan=picture.plan.id),
    )
    promised = Markup('<p class="lead">{}</p>').format(words(picture.item.text))
    show(back + promised + item_openers(picture))
    item_forms(picture)
    show(item_facts(picture, on))


def plan_story(edits: tuple[Edit, ...]) -> Markup:
    """Every change of the plan itself, with each day that it was due on and why that moved."""
    return section("history", "Every change of the plan, field by field", history_table(edits))


def item_story(picture: ItemPicture, edits: tuple[Edit, ...]) -> Markup:
    """Every date promised, what was told of it over time, and every change field by field."""
    promised = section("dates", "Every date promised", dates_table(picture.item))
    told = section("told", "What was told", updates_table(picture.item.updates))
    return promised + told + section("history", "Every change, field by field", history_table(edits))
