"""What the forms on plans and actions propose, refuse and say, where one is unlike the others."""

import re
from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.session import today
from dashboard.wording import day
from data_models.commands.action_items import withdraw_action_item
from data_models.commands.action_plans import close_plan, receive_plan
from data_models.commands.completion import claim_completion, verify_completion
from data_models.commands.plan_requests import ask_for_plan
from data_models.database import reading, unit_of_work
from data_models.queries.action_plans import plans
from data_models.queries.plan_requests import without_plan
from data_models.rules.settings import Thresholds
from data_models.tables import ActionItem, ActionPlan, ActionUpdate, ItemRecommendation
from data_models.vocabulary import ItemStatus, PlanJudgement, PlanState
from tests.builders import there
from tests.pages.plan_forms import (
    DRAFT,
    LATER,
    field,
    fill,
    judged,
    now,
    open_form,
    recommendations,
    save,
    their_item,
    their_plan,
)
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as


def test_a_percentage_of_a_hundred_closes_nothing(full_record, visit):
    item = their_item(full_record)
    app = open_form(visit, "update-action", item)
    fill(app, "update-action", {("number_input", "percent"): 100})
    save(app)
    assert (now(full_record, item).percent, now(full_record, item).status) == (100, ItemStatus.IN_PROGRESS)


def test_the_form_offers_only_steps_that_are_allowed(full_record, visit):
    app = open_form(visit, "update-action", their_item(full_record))
    assert field(app, "update-action", "radio", "status").options == ["In progress", "At risk"]


def test_a_second_click_on_the_same_draft_saves_nothing_twice(full_record, visit):
    item = their_item(full_record)
    for _ in range(2):
        app = open_form(visit, "update-action", item)
        fill(app, "update-action", {("text_area", "note"): "Told once."})
        said = words_of(save(app))
    assert "already saved" in said
    with reading(full_record) as session:
        told = session.exec(select(ActionUpdate).where(col(ActionUpdate.note) == "Told once.")).all()
    assert len(told) == 1


@pytest.mark.parametrize("opened", ["nonsense", "-1", "9" * 5000])
def test_an_address_that_names_no_state_of_the_action_says_nothing_of_somebody_else(full_record, visit, opened):
    item = their_item(full_record)
    app = visit("action-plans", "link-inspector", item=str(item.id), do="update-action", draft=DRAFT, opened=opened)
    assert "Somebody changed this action" not in words_of(app)
    fill(app, "update-action", {("text_area", "note"): "Told on the telephone."})
    assert "is updated" in words_of(save(app))


def test_the_date_first_promised_stands_above_every_later_one_while_a_date_is_moved(full_record, visit):
    item = their_item(full_record)
    app = open_form(visit, "move-date", item)
    fill(app, "move-date", {("text_input", "to"): day(item.due_on)})
    app.selectbox[0].select_index(0)
    assert "is already due on" in words_of(save(app))
    assert day(item.original_due_on) in words_of(app)


# --- from the queue ---


def test_a_link_inspector_updates_an_action_in_three_clicks_from_my_areas(full_record, visit):
    queue = words_of(visit("my-areas", "link-inspector")).replace("&amp;", "&")
    way = re.search(r'<a href="action-plans\?([^"]+)">Update AP-', queue)
    assert way is not None
    params = dict(part.split("=") for part in way[1].split("&"))
    app = visit("action-plans", **params)  # the first click
    app.radio[0].set_value(ItemStatus.AT_RISK)  # the second
    assert "is updated:" in words_of(app.button[0].click().run())  # the third


@pytest.mark.parametrize(
    ("link", "form"),
    [("Update AP-", "Save the update"), ("Verify AP-", "Verify and close"), ("Receive AP-", "Record its receipt")],
)
def test_what_needs_something_opens_its_own_form_from_the_queue(full_record, visit, link, form):
    queue = words_of(visit("my-areas", "link-inspector")).replace("&amp;", "&")
    way = re.search(rf'<a href="action-plans\?([^"]+)">{link}', queue)
    assert way is not None
    opened = visit("action-plans", **dict(part.split("=") for part in way[1].split("&")))
    words_of(opened)
    assert [button.label for button in opened.button] == [form]


# --- two keys ---


def _claimed_by_the_inspector(engine) -> ActionItem:
    by, item = looking_as(engine), their_item(engine)
    with unit_of_work(engine, by=by, deed="build_a_test") as session:
        claim_completion(
            session, by=by, on=today(), item_id=item.id, claimed_by=item.lead_agency, evidence_note="Thirty records."
        )
    return now(engine, item)


def test_whoever_took_a_claim_down_is_told_that_somebody_else_verifies_it(full_record, visit):
    item = _claimed_by_the_inspector(full_record)
    said = words_of(visit("action-plans", "link-inspector", item=str(item.id)))
    assert ">Verify the claim</a>" not in said
    assert "You took this claim down, so somebody else verifies it" in said
    app = open_form(visit, "verify", item)
    assert "You took this claim down, so somebody else verifies it" in words_of(app)
    save(app)
    assert now(full_record, item).status is ItemStatus.CLAIMED


def test_a_claim_the_link_inspector_took_down_is_in_a_senior_managers_queue_and_in_no_other(full_record, visit):
    item = _claimed_by_the_inspector(full_record)
    link = f"AP-{item.plan_id:04d}/{item.number:02d}</a>"
    assert f">Verify {link}" in words_of(visit("my-areas", "senior-manager"))
    assert link not in words_of(visit("my-areas", "link-inspector"))


def test_the_office_takes_a_claim_down_and_the_link_inspector_closes_the_action(full_record, visit):
    item = their_item(full_record)
    app = open_form(visit, "claim", item, "support-officer")
    fill(app, "claim", {("text_area", "evidence"): "Audit of thirty records, October."})
    save(app)
    assert now(full_record, item).status is ItemStatus.CLAIMED
    save(open_form(visit, "verify", item))
    assert now(full_record, item).status is ItemStatus.VERIFIED


# --- what an action answers ---


def test_what_an_action_answers_is_ticked(full_record, visit):
    item = their_item(full_record)
    asked = recommendations(full_record, item.plan_id)
    app = open_form(visit, "set-answers", item)
    fill(app, "set-answers", {("checkbox", f"answers {one}"): one in asked[:2] for one in asked})
    assert "2 recommendations ticked." in words_of(save(app))
    assert _answered(full_record, item) == asked[:2]


def test_ticking_what_is_ticked_already_is_refused_as_nothing_new(full_record, visit):
    app = open_form(visit, "set-answers", their_item(full_record))
    assert "it answers these recommendations already" in words_of(save(app))


def test_a_closed_action_is_not_asked_what_it_answers(full_record, visit):
    closed = their_item(full_record, ItemStatus.VERIFIED)
    assert ">Set what it answers</a>" not in words_of(visit("action-plans", "link-inspector", item=str(closed.id)))


def _answered(engine, item) -> list[int]:
    with reading(engine) as session:
        asked = select(col(ItemRecommendation.recommendation_id)).where(col(ItemRecommendation.item_id) == item.id)
        return sorted(session.exec(asked))


# --- what came back ---


def test_what_came_back_cites_the_closed_action_and_the_closed_one_names_it(full_record, visit):
    closed = their_item(full_record, ItemStatus.VERIFIED)
    app = open_form(visit, "promise-anew", closed)
    fill(app, "promise-anew", {("text_input", "due_on"): day(LATER)})
    assert "Came back as" in words_of(save(app))
    with reading(full_record) as session:
        new = session.exec(select(ActionItem).where(col(ActionItem.recurs_from_id) == closed.id)).one()
    assert now(full_record, closed).status is ItemStatus.VERIFIED
    assert "Comes back from" in words_of(visit("action-plans", "link-inspector", item=str(new.id)))


def test_what_came_back_of_a_closed_plan_is_promised_in_a_later_one_of_the_area(full_record, visit):
    closed = their_item(full_record, ItemStatus.VERIFIED)
    _close(full_record, closed.plan_id)
    assert ">It has come back" not in words_of(visit("action-plans", "link-inspector", item=str(closed.id)))
    later = _a_later_plan(full_record, closed.plan_id)
    app = open_form(visit, "promise-anew", closed)
    assert ">It has come back" in words_of(app)
    fill(app, "promise-anew", {("text_input", "due_on"): day(LATER)})
    save(app)
    with reading(full_record) as session:
        new = session.exec(select(ActionItem).where(col(ActionItem.recurs_from_id) == closed.id)).one()
    assert (new.plan_id, new.original_due_on) == (later, LATER)


def _close(engine, plan_id) -> None:
    """Bring every open action of a plan to its end, and close it."""
    by, on = looking_as(engine), today()
    with unit_of_work(engine, by=by, deed="build_a_test") as session:
        for item in session.exec(select(ActionItem).where(col(ActionItem.plan_id) == plan_id)).all():
            if item.status is ItemStatus.CLAIMED:
                verify_completion(session, by=by, on=on, item_id=item.id)
            elif item.status not in (ItemStatus.VERIFIED, ItemStatus.WITHDRAWN):
                withdraw_action_item(session, by=by, on=on, item_id=item.id, reason="Merged with another action.")
        close_plan(session, by=by, on=on, plan_id=plan_id, reason="Every action has come to its end.")


def _a_later_plan(engine, plan_id) -> int:
    """A plan received after another inspection of the same areas."""
    by, on = looking_as(engine), today()
    with unit_of_work(engine, by=by, deed="build_a_test") as session:
        places = {
            one.code
            for plan in plans(session, by, on=on, thresholds=Thresholds())
            if plan.id == plan_id
            for one in plan.areas
        }
        unplanned = next(
            one for one in without_plan(session, by, on=on) if places & {place.code for place in one.areas}
        )
        asked = ask_for_plan(session, by=by, on=on, inspection_id=unplanned.id)
        return receive_plan(session, by=by, on=on, plan_id=asked.id, received_on=on).id


# --- a plan ---


def test_a_plan_judged_not_to_answer_is_returned_and_not_agreed(full_record, visit):
    plan = judged(full_record, their_plan(full_record, PlanState.RECEIVED), PlanJudgement.DOES_NOT)
    app = open_form(visit, "agree-plan", plan)
    said = words_of(app)
    assert (">Agree it</a>" in said, ">Return it</a>" in said) == (False, True)
    assert "Return it to the partnership instead." in words_of(save(app))
    assert now(full_record, plan).state is PlanState.RECEIVED


def test_closing_a_plan_with_open_actions_is_refused_and_names_them(full_record, visit):
    plan = their_plan(full_record, PlanState.AGREED, has_items=True)
    assert "It can be closed when no action is open" in words_of(
        visit("action-plans", "link-inspector", plan=str(plan.id))
    )
    app = open_form(visit, "close-plan", plan)
    fill(app, "close-plan", {("text_area", "reason"): "All of it is done."})
    said = words_of(save(app))
    with reading(full_record) as session:
        every = session.exec(select(ActionItem).where(col(ActionItem.plan_id) == plan.id)).all()
        unfinished = {one.number for one in every if one.status not in (ItemStatus.VERIFIED, ItemStatus.WITHDRAWN)}
    named = said.split("These items are still open: ")[1].split(".")[0]
    assert named == ", ".join(f"AP-{plan.id:04d}/{number:02d}" for number in sorted(unfinished))
    assert now(full_record, plan).state is PlanState.AGREED


def test_a_plan_of_which_nothing_was_verified_is_in_a_senior_managers_queue_and_not_the_inspectors_to_close(
    full_record, visit
):
    plan = judged(full_record, their_plan(full_record, PlanState.AGREED), PlanJudgement.ANSWERS)
    theirs = words_of(visit("action-plans", "link-inspector", plan=str(plan.id)))
    assert ("so a senior manager closes it" in theirs, ">Close the plan</a>" in theirs) == (True, False)
    queues = {
        who: f"Close AP-{plan.id:04d}" in words_of(visit("my-areas", who))
        for who in ("link-inspector", "senior-manager")
    }
    assert queues == {"link-inspector": False, "senior-manager": True}


@pytest.mark.parametrize("written", ["often", "0", "2.5", "-7", "12345"])
def test_how_often_is_a_number_of_days_or_nothing(full_record, visit, written):
    plan = their_plan(full_record, PlanState.REQUESTED)
    app = open_form(visit, "set-clocks", plan)
    fill(app, "set-clocks", {("text_input", "every"): written})
    assert "whole number of" in words_of(save(app))
    assert field(app, "set-clocks", "text_input", "every").value == written
    assert now(full_record, plan).contact_every_days is None


def test_a_plan_that_is_late_keeps_its_day_while_another_clock_is_set(full_record, visit):
    plan = their_plan(full_record, PlanState.REQUESTED)
    assert there(plan.due_on) < today()
    app = open_form(visit, "set-clocks", plan)
    fill(app, "set-clocks", {("text_input", "every"): "14"})
    save(app)
    after = now(full_record, plan)
    assert (after.due_on, after.due_is_default, after.contact_every_days) == (plan.due_on, True, 14)


def test_the_day_a_plan_was_due_before_stays_on_its_page_with_why_it_moved(full_record, visit):
    plan = their_plan(full_record, PlanState.REQUESTED)
    app = open_form(visit, "set-clocks", plan)
    later = {("text_input", "due_on"): day(today() + timedelta(days=30)), ("text_area", "reason"): "They asked."}
    fill(app, "set-clocks", later)
    said = words_of(save(app))
    assert "Every change of the plan, field by field" in said
    assert "They asked." in said
    assert day(there(plan.due_on)) in said.split("Every change of the plan")[1]


# --- asking for a plan ---


def test_a_plan_is_asked_for_after_a_report_that_has_none(full_record, visit):
    app = open_form(visit, "ask-for-plan", None)
    app.selectbox(key=f"ask-for-plan {DRAFT} inspection").select_index(0)
    assert "is asked for, due on" in words_of(save(app))
    with reading(full_record) as session:
        plan = there(session.exec(select(ActionPlan).order_by(col(ActionPlan.id).desc())).first())
    assert (plan.state, plan.requested_on, plan.due_is_default) == (PlanState.REQUESTED, today(), True)


def test_an_inspection_in_the_address_is_chosen_already(full_record, visit):
    with reading(full_record) as session:
        unplanned = without_plan(session, looking_as(full_record), on=today())[-1]
    where = {"do": "ask-for-plan", "draft": DRAFT, "inspection": str(unplanned.id)}
    app = visit("action-plans", "link-inspector", **where)
    assert app.selectbox(key=f"ask-for-plan {DRAFT} inspection").value == unplanned.id


def test_asking_needs_an_inspection_and_a_day_ahead_and_keeps_what_was_typed(full_record, visit):
    app = open_form(visit, "ask-for-plan", None, "support-officer")
    fill(app, "ask-for-plan", {("text_input", "due_on"): "yesterday"})
    assert "Choose the inspection it is to answer." in words_of(save(app))
    app.selectbox(key=f"ask-for-plan {DRAFT} inspection").select_index(0)
    assert "Choose a day after today for the plan." in words_of(save(app))
    assert field(app, "ask-for-plan", "text_input", "due_on").value == "yesterday"


@pytest.mark.parametrize("persona", ["senior-manager", "relationship-manager-adult", "administrator", "shared-screen"])
def test_who_may_not_ask_for_a_plan_sees_neither_link_nor_form(full_record, visit, persona):
    app = open_form(visit, "ask-for-plan", None, persona)
    assert ">Ask for a plan</a>" not in words_of(app)
    assert not app.button
