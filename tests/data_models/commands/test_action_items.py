"""Items are promised, reported on, postponed with a reason and withdrawn; what was first promised never changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col

from data_models.commands.action_items import (
    NewItem,
    add_action_item,
    change_action_item,
    revise_due_date,
    update_action_item,
    withdraw_action_item,
)
from data_models.commands.item_recommendations import set_item_recommendations
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.tables import ActionItem, ActionPlan, ActionUpdate, DueDateRevision, ItemRecommendation, Recommendation
from data_models.visibility import Viewer
from data_models.vocabulary import ItemStatus, PlanState, RoleName, SlipReason
from tests.builders import ANGUS, MORAY, TODAY, a_plan, a_viewer, all_of, an_item, asked, changing, put

DUE = TODAY + timedelta(days=120)


def a_scene(session: Session) -> tuple[Viewer, ActionPlan]:
    return a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.AGREED)


def a_recommendation(session: Session, plan: ActionPlan, number: int = 1) -> Recommendation:
    return put(session, Recommendation(inspection_id=plan.inspection_id, number=number, text="Improve oversight"))


def promised(due_on: date = DUE, **fields: Any) -> NewItem:
    return NewItem(**{"text": "Hold audits", "lead_agency": "NHS Tayside", "due_on": due_on, **fields})


def test_an_added_item_takes_the_next_number_and_its_original_date(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_scene(session)
        an_item(session, plan)
        asked = a_recommendation(session, plan)
        item = add_action_item(
            session, by=by, on=TODAY, plan_id=plan.id, item=promised(recommendation_ids=(asked.id, asked.id))
        )
        assert (item.number, item.original_due_on, item.due_on) == (2, DUE, DUE)
        assert [link.recommendation_id for link in all_of(session, ItemRecommendation)] == [asked.id]


@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("text", promised(text=" ")),
        ("lead_agency", promised(lead_agency="")),
        ("lead_agency", promised(lead_agency="Robin Example")),
        ("lead_agency", promised(lead_agency="The Care Inspectorate")),
        ("due_on", promised(due_on=date(2206, 1, 1))),
        ("due_on", promised(due_on=date(2020, 1, 1))),
        ("recommendation_ids", promised(recommendation_ids=(99,))),
    ],
)
def test_an_item_that_cannot_be_kept_is_refused_by_field(engine: Engine, field: str, item: NewItem) -> None:
    with changing(engine) as session:
        by, plan = a_scene(session)
        with pytest.raises(Invalid) as refusal:
            add_action_item(session, by=by, on=TODAY, plan_id=plan.id, item=item)
        assert set(refusal.value.problems) == {field}
        assert not all_of(session, ActionItem)


def test_a_plan_that_is_not_here_takes_no_items(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session)
        with pytest.raises(CommandRefused, match="record its receipt first"):
            add_action_item(session, by=by, on=TODAY, plan_id=plan.id, item=promised())


def test_a_recommendation_of_another_inspection_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_scene(session)
        foreign = a_recommendation(session, a_plan(session))
        with pytest.raises(Invalid, match="not one of this inspection"):
            add_action_item(session, by=by, on=TODAY, plan_id=plan.id, item=promised(recommendation_ids=(foreign.id,)))


def test_a_recurrence_cites_a_closed_item(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_scene(session)
        earlier = an_item(session, plan)
        again = promised(recurs_from_id=earlier.id)
        with pytest.raises(Invalid, match="go on with that one"):
            add_action_item(session, by=by, on=TODAY, plan_id=plan.id, item=again)
        earlier.status = ItemStatus.WITHDRAWN
        assert add_action_item(session, by=by, on=TODAY, plan_id=plan.id, item=again).recurs_from_id == earlier.id
        past = promised(TODAY - timedelta(days=1), recurs_from_id=earlier.id)
        with pytest.raises(Invalid, match="for a day to come"):
            add_action_item(session, by=by, on=TODAY, plan_id=plan.id, item=past)


def test_a_recurrence_may_be_of_a_later_plan_of_the_area_and_not_of_another_area(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_scene(session)
        here = an_item(session, a_plan(session, state=PlanState.CLOSED), status=ItemStatus.WITHDRAWN)
        elsewhere = an_item(session, a_plan(session, [MORAY], PlanState.CLOSED), status=ItemStatus.WITHDRAWN)
        deed = asked(by=by, on=TODAY, plan_id=plan.id)
        assert add_action_item(session, **deed, item=promised(recurs_from_id=here.id)).recurs_from_id == here.id
        with pytest.raises(Invalid, match="promised by another area"):
            add_action_item(session, **deed, item=promised(recurs_from_id=elsewhere.id))


def test_a_report_of_progress_is_kept_as_it_was_told(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        deed = asked(by=by, on=TODAY, item_id=item.id)
        update_action_item(session, **deed, status=ItemStatus.IN_PROGRESS, percent=40, note="Two of five audits")
        update_action_item(session, **deed, status=ItemStatus.AT_RISK)
        told = [(one.status, one.percent, one.note, one.recorded_by_id) for one in all_of(session, ActionUpdate)]
        assert told == [
            (ItemStatus.IN_PROGRESS, 40, "Two of five audits", by.person_id),
            (ItemStatus.AT_RISK, 40, "", by.person_id),
        ]
        assert item.last_update_on == TODAY


def test_a_hundred_per_cent_closes_nothing(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.IN_PROGRESS)
        update_action_item(session, by=by, on=TODAY, item_id=item.id, percent=100)
        assert item.status is ItemStatus.IN_PROGRESS


@pytest.mark.parametrize("status", [ItemStatus.CLAIMED, ItemStatus.VERIFIED, ItemStatus.DISPUTED, ItemStatus.WITHDRAWN])
def test_a_report_of_progress_closes_nothing(engine: Engine, status: ItemStatus) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        with pytest.raises(Invalid, match="step of its own"):
            update_action_item(session, by=by, on=TODAY, item_id=item.id, status=status)
        assert item.status is ItemStatus.NOT_STARTED


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_percentage_off_its_scale_is_refused(engine: Engine, percent: int) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        with pytest.raises(Invalid, match="0 to 100"):
            update_action_item(session, by=by, on=TODAY, item_id=item.id, percent=percent)


def test_an_update_with_nothing_new_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        with pytest.raises(CommandRefused, match="nothing new"):
            update_action_item(session, by=by, on=TODAY, item_id=item.id, status=ItemStatus.NOT_STARTED)


def test_two_people_update_one_item_and_nothing_is_lost(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.IN_PROGRESS)
    version, deed = item.row_version, asked(by=by, on=TODAY, item_id=item.id)
    with changing(engine) as session:
        update_action_item(session, **deed, status=ItemStatus.AT_RISK, percent=None, expected_version=version)
    with changing(engine) as session:
        both = update_action_item(session, **deed, status=ItemStatus.IN_PROGRESS, percent=60, expected_version=version)
        assert (both.status, both.percent) == (ItemStatus.AT_RISK, 60)
    with changing(engine) as session, pytest.raises(Conflict) as conflict:
        update_action_item(session, **deed, percent=70, expected_version=version)
    assert conflict.value.fields == {"percent": (None, 60, 70)}


def test_an_item_is_worded_better_without_moving_its_date(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        change_action_item(session, by=by, on=TODAY, item_id=item.id, text="Hold audits", lead_agency="NHS Tayside")
        assert (item.text, item.lead_agency, item.due_on) == ("Hold audits", "NHS Tayside", item.original_due_on)


def test_two_people_word_one_item_and_only_the_same_field_asks(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
    version, deed = item.row_version, asked(by=by, on=TODAY, item_id=item.id)
    with changing(engine) as session:
        change_action_item(session, **deed, text="Hold audits", expected_version=version)
    with changing(engine) as session:
        change_action_item(session, **deed, outcome_measure="Fewer delays", expected_version=version)
    with changing(engine) as session, pytest.raises(Conflict) as conflict:
        change_action_item(session, **deed, text="Hold reviews", expected_version=version)
    assert conflict.value.fields == {"text": ("Hold multi-agency audits every quarter", "Hold audits", "Hold reviews")}
    with changing(engine) as session:
        kept = session.get_one(ActionItem, item.id)
        assert (kept.text, kept.outcome_measure) == ("Hold audits", "Fewer delays")


def test_what_was_claimed_is_not_worded_anew_while_the_claim_waits(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        with pytest.raises(CommandRefused, match="verify or dispute the claim first"):
            change_action_item(session, by=by, on=TODAY, item_id=item.id, outcome_measure="Something easier")
        assert item.outcome_measure == ""


@pytest.mark.parametrize("agency", ["Robin Example", "Care Inspectorate", " "])
def test_an_item_is_led_by_an_organisation_of_the_partnership(engine: Engine, agency: str) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        with pytest.raises(Invalid, match="Name the organisation of the partnership"):
            change_action_item(session, by=by, on=TODAY, item_id=item.id, lead_agency=agency)
        assert item.lead_agency == "Angus Council"


def test_two_people_say_what_one_item_answers_and_nothing_is_lost(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_scene(session)
        one, two, three = (a_recommendation(session, plan, number) for number in (1, 2, 3))
        item = add_action_item(session, by=by, on=TODAY, plan_id=plan.id, item=promised(recommendation_ids=(one.id,)))
    version, deed = item.row_version, asked(by=by, on=TODAY, item_id=item.id)
    with changing(engine) as session:
        set_item_recommendations(session, **deed, recommendation_ids=[one.id, two.id], expected_version=version)
    with changing(engine) as session:
        set_item_recommendations(session, **deed, recommendation_ids=[three.id], expected_version=version)
        kept = [link.recommendation_id for link in all_of(session, ItemRecommendation)]
    assert kept == [two.id, three.id]


def test_saying_again_what_an_item_answers_is_nothing_new(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_scene(session)
        item, one = an_item(session, plan), a_recommendation(session, plan)
        deed = asked(by=by, on=TODAY, item_id=item.id, recommendation_ids=[one.id])
        set_item_recommendations(session, **deed)
        with pytest.raises(CommandRefused, match="nothing new"):
            set_item_recommendations(session, **deed)


def test_what_an_item_answers_is_set_as_a_whole(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_scene(session)
        item = an_item(session, plan)
        one, two = a_recommendation(session, plan), a_recommendation(session, plan, 2)
        set_item_recommendations(session, by=by, on=TODAY, item_id=item.id, recommendation_ids=[one.id])
        set_item_recommendations(session, by=by, on=TODAY, item_id=item.id, recommendation_ids=[two.id])
        assert [link.recommendation_id for link in all_of(session, ItemRecommendation)] == [two.id]


def test_a_moved_date_keeps_every_date_before_it(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, due_on=DUE)
        for weeks in (4, 8):
            later = DUE + timedelta(weeks=weeks)
            revise_due_date(
                session, by=by, on=TODAY, item_id=item.id, to_due_on=later, reason=SlipReason.STAFFING, note="Vacancy"
            )
        kept = [(one.sequence, one.from_due_on, one.to_due_on) for one in all_of(session, DueDateRevision)]
        four, eight = DUE + timedelta(weeks=4), DUE + timedelta(weeks=8)
        assert kept == [(1, DUE, four), (2, four, eight)]
        assert (item.original_due_on, item.due_on) == (DUE, eight)


@pytest.mark.parametrize(
    ("to_due_on", "reason", "field"),
    [
        (DUE, SlipReason.FUNDING, "to_due_on"),
        (TODAY + timedelta(days=5 * 366 + 1), SlipReason.FUNDING, "due_on"),
        (DUE + timedelta(days=1), SlipReason.OTHER, "note"),
    ],
)
def test_a_date_is_not_moved_without_sense(engine: Engine, to_due_on: date, reason: SlipReason, field: str) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, due_on=DUE)
        with pytest.raises(Invalid) as refusal:
            revise_due_date(session, by=by, on=TODAY, item_id=item.id, to_due_on=to_due_on, reason=reason)
        assert set(refusal.value.problems) == {field}
        assert item.due_on == DUE


def test_not_even_a_database_prompt_overwrites_the_first_date(engine: Engine) -> None:
    with changing(engine) as session:
        an_item(session)
    with changing(engine) as session, pytest.raises(Exception, match="date first promised is never overwritten"):
        session.connection().execute(text("UPDATE action_item SET original_due_on = '2030-01-01'"))


def test_a_withdrawn_item_keeps_its_reason_and_stays_as_it_is(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        deed = asked(by=by, on=TODAY, item_id=item.id)
        withdraw_action_item(session, **deed, reason="Merged with item 3")
        assert (item.status, item.withdrawn_on, item.withdrawn_reason) == (
            ItemStatus.WITHDRAWN,
            TODAY,
            "Merged with item 3",
        )
        with pytest.raises(CommandRefused, match="closed and stays as it is"):
            update_action_item(session, **deed, note="Back again")


def test_a_claimed_item_is_not_withdrawn(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        with pytest.raises(CommandRefused, match="verify or dispute the claim"):
            withdraw_action_item(session, by=by, on=TODAY, item_id=item.id, reason="Quietly")


def test_a_senior_manager_does_not_update_items(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, RoleName.CHIEF_INSPECTOR), an_item(session)
        with pytest.raises(NotAllowed):
            update_action_item(session, by=by, on=TODAY, item_id=item.id, note="Hm")
        assert not all_of(session, ActionUpdate, col(ActionUpdate.item_id) == item.id)
