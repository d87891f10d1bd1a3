"""Every deed on an action plan and its actions: who may, what changes, what is refused, who sees nothing of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from dashboard.wording import day
from data_models.database import reading
from data_models.queries.record import head
from data_models.tables import ActionItem, ActionPlan, ActionUpdate, ItemRecommendation
from data_models.vocabulary import ItemStatus, PlanJudgement, PlanState, SlipReason
from tests.builders import there
from tests.pages.plan_forms import (
    LATER,
    Row,
    Typed,
    fill,
    judged,
    now,
    open_form,
    save,
    their_item,
    their_plan,
)
from tests.pages.plan_forms import (
    field as the_field,
)
from tests.pages.what_it_says import words_of

EVERYBODY = {persona.key for persona in PERSONAS}
LINK, OFFICE = {"link-inspector"}, {"link-inspector", "support-officer"}
SENIOR = {"senior-manager"}


@dataclass(frozen=True)
class Deed:
    """One form: about which row, who may, what is typed, what is then said and true; and what is typed in vain."""

    form: str
    link: str
    about: Callable[[Engine], Row]
    who: set[str]
    typed: Typed
    says: str
    holds: Callable[[Engine, Any], bool]
    in_vain: Typed = field(default_factory=dict)
    refused: str = ""
    wrong_state: Callable[[Engine], Row] | None = None

    def __str__(self) -> str:
        return self.form


def item(status: ItemStatus) -> Callable[[Engine], Row]:
    return lambda engine: their_item(engine, status)


def plan(state: PlanState) -> Callable[[Engine], Row]:
    return lambda engine: their_plan(engine, state)


def judged_plan(engine: Engine) -> Row:
    return judged(engine, their_plan(engine, PlanState.RECEIVED), PlanJudgement.PARTLY)


def answering_plan(engine: Engine) -> Row:
    return judged(engine, their_plan(engine, PlanState.AGREED), PlanJudgement.ANSWERS)


def plan_with_open_items(engine: Engine) -> Row:
    return their_plan(engine, PlanState.AGREED, has_items=True)


def newest(engine: Engine, table: type[Any]) -> Any:
    with reading(engine) as session:
        found = there(session.exec(select(table).order_by(col(table.id).desc())).first())
        session.expunge(found)
        return found


def answered(engine: Engine, item_id: int) -> list[int]:
    with reading(engine) as session:
        asked = select(col(ItemRecommendation.recommendation_id)).where(col(ItemRecommendation.item_id) == item_id)
        return sorted(session.exec(asked))


def is_promised(engine: Engine, row: ActionPlan) -> bool:
    added = newest(engine, ActionItem)
    dates = (added.original_due_on, added.due_on)
    return (added.plan_id, added.text, dates) == (row.id, "Hold audits of chronologies", (LATER, LATER))


def came_back(engine: Engine, row: ActionItem) -> bool:
    added = newest(engine, ActionItem)
    return (added.recurs_from_id, added.plan_id, added.text) == (row.id, row.plan_id, row.text)


DEEDS = (
    Deed(
        "update-action",
        "Update this action",
        item(ItemStatus.IN_PROGRESS),
        LINK,
        {("radio", "status"): ItemStatus.AT_RISK, ("text_area", "note"): "Two posts stay empty until spring."},
        "is updated: at risk.",
        lambda engine, row: (
            now(engine, row).status is ItemStatus.AT_RISK
            and newest(engine, ActionUpdate).note == "Two posts stay empty until spring."
        ),
        {("text_area", "note"): "x" * 4001},
        "Shorten this to 4,000 characters",
        item(ItemStatus.VERIFIED),
    ),
    Deed(
        "move-date",
        "Move its date",
        item(ItemStatus.IN_PROGRESS),
        LINK,
        {("text_input", "to"): day(LATER), ("selectbox", "why"): SlipReason.STAFFING},
        "is now due on",
        lambda engine, row: (now(engine, row).due_on, now(engine, row).original_due_on) == (LATER, row.original_due_on),
        {("text_input", "to"): day(LATER), ("text_area", "note"): "The post is empty."},
        "Choose why the date moves.",
        item(ItemStatus.WITHDRAWN),
    ),
    Deed(
        "claim",
        "Record a claim of completion",
        item(ItemStatus.IN_PROGRESS),
        OFFICE,
        {("text_area", "evidence"): "Audit of thirty records, October."},
        "You took it down, so somebody else verifies it.",
        lambda engine, row: now(engine, row).status is ItemStatus.CLAIMED,
        {("text_input", "by"): "The Care Inspectorate", ("text_area", "evidence"): "Audit of thirty records."},
        "A claim is the partnership&#39;s to make",
        item(ItemStatus.CLAIMED),
    ),
    Deed(
        "verify",
        "Verify the claim",
        item(ItemStatus.CLAIMED),
        LINK | SENIOR,
        {("text_area", "note"): "Read the audit."},
        "is verified and closed for good.",
        lambda engine, row: now(engine, row).status is ItemStatus.VERIFIED,
        {("text_area", "note"): "x" * 4001},
        "Shorten this to 4,000 characters",
        item(ItemStatus.IN_PROGRESS),
    ),
    Deed(
        "dispute",
        "Dispute the claim",
        item(ItemStatus.CLAIMED),
        LINK | SENIOR,
        {("text_area", "reason"): "The audit shows activity, not outcomes."},
        "is disputed; its date counts again.",
        lambda engine, row: now(engine, row).status is ItemStatus.DISPUTED,
        {("text_area", "reason"): " "},
        "Say what the evidence does not show.",
        item(ItemStatus.AT_RISK),
    ),
    Deed(
        "settle",
        "Settle the dispute",
        item(ItemStatus.DISPUTED),
        SENIOR,
        {("radio", "stands"): False, ("text_area", "reason"): "The outcome is not shown yet."},
        "is settled: the work goes on.",
        lambda engine, row: now(engine, row).status is ItemStatus.IN_PROGRESS,
        {("text_area", "reason"): "The outcome is not shown yet."},
        "Choose whether completion stands.",
        item(ItemStatus.CLAIMED),
    ),
    Deed(
        "change-action",
        "Change what it says",
        item(ItemStatus.IN_PROGRESS),
        LINK,
        {("text_area", "text"): "Hold audits of chronologies", ("text_input", "agency"): "NHS Lanarkshire"},
        "says it anew",
        lambda engine, row: (
            (now(engine, row).text, now(engine, row).lead_agency, now(engine, row).due_on)
            == ("Hold audits of chronologies", "NHS Lanarkshire", row.due_on)
        ),
        {("text_area", "text"): "Hold audits", ("text_input", "agency"): ""},
        "Name the organisation of the partnership that leads this action",
        item(ItemStatus.CLAIMED),
    ),
    Deed(
        "withdraw",
        "Withdraw it",
        item(ItemStatus.IN_PROGRESS),
        LINK,
        {("text_area", "reason"): "Merged with another action."},
        "is withdrawn without being done.",
        lambda engine, row: (
            (now(engine, row).status, now(engine, row).withdrawn_reason)
            == (ItemStatus.WITHDRAWN, "Merged with another action.")
        ),
        {("text_area", "reason"): "  "},
        "Give the reason for withdrawing this item.",
        item(ItemStatus.CLAIMED),
    ),
    Deed(
        "promise-anew",
        "It has come back: promise it anew",
        item(ItemStatus.VERIFIED),
        LINK,
        {("text_input", "due_on"): day(LATER)},
        f"is promised for {day(LATER)}.",
        came_back,
        {("text_area", "measure"): "Seen in thirty records"},
        "Write the day it is promised for.",
        item(ItemStatus.IN_PROGRESS),
    ),
    Deed(
        "receive-plan",
        "Record that it was received",
        plan(PlanState.REQUESTED),
        OFFICE,
        {("text_input", "name"): "Joint improvement plan"},
        "It now waits to be judged.",
        lambda engine, row: (
            (now(engine, row).state, now(engine, row).received_on, now(engine, row).name)
            == (PlanState.RECEIVED, today(), "Joint improvement plan")
        ),
        {("text_input", "on"): "the other day"},
        "“the other day” is not a day.",
        plan(PlanState.RECEIVED),
    ),
    Deed(
        "judge-plan",
        "Judge whether it answers",
        plan(PlanState.RECEIVED),
        LINK,
        {("radio", "judgement"): PlanJudgement.PARTLY, ("text_area", "note"): "Nothing answers 3."},
        "is judged: answers some of the findings.",
        lambda engine, row: (
            (now(engine, row).judgement, now(engine, row).judgement_note)
            == (PlanJudgement.PARTLY, "Nothing answers 3.")
        ),
        {("radio", "judgement"): PlanJudgement.ANSWERS},
        "No action answers recommendation 1, 2, 3, 4, 5, 6: say why",
        plan(PlanState.REQUESTED),
    ),
    Deed(
        "agree-plan",
        "Agree it",
        judged_plan,
        LINK,
        {},
        "is agreed.",
        lambda engine, row: now(engine, row).state is PlanState.AGREED,
        wrong_state=plan(PlanState.RECEIVED),
    ),
    Deed(
        "return-plan",
        "Return it",
        plan(PlanState.RECEIVED),
        LINK,
        {("text_area", "reason"): "Say how each outcome is measured.", ("text_input", "due_on"): day(LATER)},
        "is returned to the partnership",
        lambda engine, row: (
            (now(engine, row).state, now(engine, row).due_on, now(engine, row).judgement_note)
            == (PlanState.RETURNED, LATER, "Say how each outcome is measured.")
        ),
        {("text_area", "reason"): "Say how each outcome is measured."},
        "Write the day the new plan is due.",
        plan(PlanState.REQUESTED),
    ),
    Deed(
        "add-action",
        "Add an action",
        plan(PlanState.RECEIVED),
        LINK,
        {
            ("text_area", "text"): "Hold audits of chronologies",
            ("text_input", "agency"): "Renfrewshire Council",
            ("text_input", "due_on"): day(LATER),
        },
        f"is promised for {day(LATER)}.",
        is_promised,
        {("text_area", "text"): "Hold audits", ("text_input", "due_on"): day(LATER)},
        "Name the organisation of the partnership that leads this action",
        plan(PlanState.REQUESTED),
    ),
    Deed(
        "set-clocks",
        "Set its clocks",
        plan(PlanState.REQUESTED),
        OFFICE,
        {
            ("text_input", "due_on"): day(LATER),
            ("text_input", "every"): "31",
            ("text_area", "reason"): "The board meets then.",
        },
        "are set.",
        lambda engine, row: (
            (now(engine, row).due_on, now(engine, row).contact_every_days, now(engine, row).due_is_default)
            == (LATER, 31, False)
        ),
        {("text_input", "due_on"): day(LATER), ("text_input", "every"): "31"},
        "Say why the plan is due on another day than was set.",
    ),
    Deed(
        "close-plan",
        "Close the plan",
        answering_plan,
        SENIOR,
        {("text_area", "reason"): "Nothing was promised; the next report asks again."},
        "is closed, and stays closed.",
        lambda engine, row: now(engine, row).state is PlanState.CLOSED,
        {("text_area", "reason"): " "},
        "Give the reason for closing this plan.",
        plan_with_open_items,
    ),
)
REFUSED = [deed for deed in DEEDS if deed.refused]
STATEFUL = [deed for deed in DEEDS if deed.wrong_state]


def changes(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


@pytest.mark.parametrize(("deed", "persona"), [(deed, who) for deed in DEEDS for who in sorted(deed.who)], ids=str)
def test_whoever_may_does_it_once_and_is_told(full_record, visit, deed, persona):
    row = deed.about(full_record)
    before, app = changes(full_record), open_form(visit, deed.form, row, persona)
    assert f">{deed.link}</a>" in words_of(app)
    fill(app, deed.form, deed.typed)
    assert deed.says in words_of(save(app))
    assert deed.holds(full_record, row)
    assert changes(full_record) == before + 1


@pytest.mark.parametrize("deed", REFUSED, ids=str)
def test_what_is_refused_changes_nothing_and_keeps_what_was_typed(full_record, visit, deed):
    row = deed.about(full_record)
    before, app = changes(full_record), open_form(visit, deed.form, row, sorted(deed.who)[0])
    fill(app, deed.form, deed.in_vain)
    app = save(app)
    assert deed.refused in words_of(app)
    assert "What you typed is still in the form." in words_of(app)
    kept = {(kind, name): the_field(app, deed.form, kind, name).value for kind, name in deed.in_vain}
    assert kept == deed.in_vain
    assert changes(full_record) == before


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_who_may_not_sees_neither_link_nor_form(full_record, visit, deed):
    row = deed.about(full_record)
    for persona in sorted(EVERYBODY - deed.who):
        app = open_form(visit, deed.form, row, persona)
        assert f">{deed.link}</a>" not in words_of(app), persona
        assert "not open to you here" in words_of(app), persona
        assert not app.button, persona


@pytest.mark.parametrize("deed", STATEFUL, ids=str)
def test_what_cannot_be_done_as_things_stand_is_not_offered(full_record, visit, deed):
    row = deed.wrong_state(full_record)
    noun = "item" if isinstance(row, ActionItem) else "plan"
    said = words_of(visit("action-plans", sorted(deed.who)[0], **{noun: str(row.id)}))
    assert f">{deed.link}</a>" not in said


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_nothing_is_offered_in_the_past(full_record, visit, deed):
    row = deed.about(full_record)
    noun = "item" if isinstance(row, ActionItem) else "plan"
    where = {noun: str(row.id), "do": deed.form, "as_of": str(today() - timedelta(days=1))}
    app = visit("action-plans", sorted(deed.who)[0], **where)
    assert f">{deed.link}</a>" not in words_of(app)
    assert not app.button
