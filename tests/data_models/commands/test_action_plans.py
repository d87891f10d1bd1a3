"""A plan is received, judged, agreed or returned, and closed when nothing in it is open."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.action_plans import (
    agree_plan,
    close_plan,
    judge_plan,
    receive_plan,
    return_plan,
    set_plan_clocks,
)
from data_models.commands.completion import verify_completion
from data_models.commands.plan_requests import ask_for_plan
from data_models.database import reading
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed, NotFound
from data_models.queries.row_history import row_history
from data_models.tables import ActionPlan, ItemRecommendation, Recommendation
from data_models.vocabulary import ItemStatus, PlanJudgement, PlanState, RoleName
from tests.builders import ANGUS, MORAY, TODAY, a_plan, a_viewer, an_item, asked, changing, put


def test_receiving_a_plan_makes_its_judgement_ours(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session)
        receive_plan(session, by=by, on=TODAY, plan_id=plan.id, received_on=TODAY, name="Joint  plan")
        assert (plan.state, plan.received_on, plan.name) == (PlanState.RECEIVED, TODAY, "Joint plan")


def test_a_plan_is_not_received_ahead_of_its_day_or_before_it_was_requested(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session)
        for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=61)):
            with pytest.raises(Invalid) as refusal:
                receive_plan(session, by=by, on=TODAY, plan_id=plan.id, received_on=day)
            assert set(refusal.value.problems) == {"received_on"}
        assert plan.state is PlanState.REQUESTED


def test_a_received_plan_is_not_received_again(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
        with pytest.raises(CommandRefused, match="Judge it"):
            receive_plan(session, by=by, on=TODAY, plan_id=plan.id, received_on=TODAY)


def test_whoever_covers_one_area_of_a_shared_partnership_works_its_plan(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[MORAY]), a_plan(session, areas=[ANGUS, MORAY])
        assert receive_plan(session, by=by, on=TODAY, plan_id=plan.id, received_on=TODAY).state is PlanState.RECEIVED


def test_a_plan_of_another_area_is_not_touched(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[MORAY]), a_plan(session)
        with pytest.raises(NotAllowed, match="only in areas you cover"):
            receive_plan(session, by=by, on=TODAY, plan_id=plan.id, received_on=TODAY)


def test_a_plan_that_is_not_there_is_said_to_be_missing(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        for number in (7, -1, 10**30):
            with pytest.raises(NotFound, match="The record has no action plan"):
                agree_plan(session, by=by, on=TODAY, plan_id=number)


def test_a_judgement_short_of_answers_needs_a_note(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
        with pytest.raises(Invalid, match="which findings the plan does not answer"):
            judge_plan(session, by=by, on=TODAY, plan_id=plan.id, judgement=PlanJudgement.PARTLY)
        judge_plan(session, by=by, on=TODAY, plan_id=plan.id, judgement=PlanJudgement.PARTLY, note="Nothing on 3")
        assert (plan.judged_on, plan.judged_by_id, plan.judgement_note) == (TODAY, by.person_id, "Nothing on 3")


def test_a_plan_that_leaves_a_recommendation_unanswered_answers_the_findings_only_with_a_word_on_why(
    engine: Engine,
) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
        deed = asked(by=by, on=TODAY, plan_id=plan.id, judgement=PlanJudgement.ANSWERS)
        asked_for = put(session, Recommendation(inspection_id=plan.inspection_id, number=3, text="Improve oversight"))
        item = an_item(session, plan, status=ItemStatus.WITHDRAWN)
        put(session, ItemRecommendation(item_id=item.id, recommendation_id=asked_for.id))
        with pytest.raises(Invalid, match="No action answers recommendation 3: say why"):
            judge_plan(session, **deed)
        judge_plan(session, **deed, note="The new committee answers it already")
        put(session, ItemRecommendation(item_id=an_item(session, plan).id, recommendation_id=asked_for.id))
        judge_plan(session, **deed)
        assert (plan.judgement, plan.judgement_note) == (PlanJudgement.ANSWERS, "")


def test_half_a_judgement_of_somebody_else_is_not_mixed_with_half_of_mine(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
        deed = asked(by=by, on=TODAY, plan_id=plan.id)
        judge_plan(session, **deed, judgement=PlanJudgement.PARTLY, note="Nothing on 3")
    version = plan.row_version
    with changing(engine) as session:
        judge_plan(session, **deed, judgement=PlanJudgement.ANSWERS, expected_version=version)
    mine = asked(judgement=PlanJudgement.PARTLY, note="Nothing on 3 and 4", expected_version=version)
    with changing(engine) as session, pytest.raises(Conflict) as conflict:
        judge_plan(session, **deed, **mine)
    assert conflict.value.fields == {
        "judgement": (PlanJudgement.PARTLY, PlanJudgement.ANSWERS, PlanJudgement.PARTLY),
        "judgement_note": ("Nothing on 3", "", "Nothing on 3 and 4"),
    }


def test_a_plan_that_is_not_here_cannot_be_judged(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session)
        with pytest.raises(CommandRefused, match="not been received yet"):
            judge_plan(session, by=by, on=TODAY, plan_id=plan.id, judgement=PlanJudgement.ANSWERS)


def test_a_judgement_on_an_older_state_asks(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
    version, deed = plan.row_version, asked(by=by, on=TODAY, plan_id=plan.id)
    with changing(engine) as session:
        judge_plan(session, **deed, judgement=PlanJudgement.DOES_NOT, note="Nothing answers")
    with changing(engine) as session, pytest.raises(Conflict):
        judge_plan(session, **deed, judgement=PlanJudgement.ANSWERS, expected_version=version)


def test_only_a_judged_plan_is_agreed(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
        deed = asked(by=by, on=TODAY, plan_id=plan.id)
        with pytest.raises(CommandRefused, match="Judge first"):
            agree_plan(session, **deed)
        judge_plan(session, **deed, judgement=PlanJudgement.DOES_NOT, note="Nothing answers")
        with pytest.raises(CommandRefused, match="Return it"):
            agree_plan(session, **deed)
        judge_plan(session, **deed, judgement=PlanJudgement.ANSWERS)
        assert agree_plan(session, **deed).agreed_on == TODAY


def test_a_returned_plan_is_awaited_again_by_a_new_day(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
        deed, later = asked(by=by, on=TODAY, plan_id=plan.id), TODAY + timedelta(weeks=3)
        return_plan(session, **deed, reason="Add outcome measures", due_on=later)
        assert (plan.state, plan.due_on, plan.due_is_default) == (PlanState.RETURNED, later, False)
        receive_plan(session, **deed, received_on=TODAY)
        assert (plan.judgement, plan.judgement_note) == (None, "")


def test_an_agreed_plan_goes_back_once_it_is_judged_not_to_answer(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.AGREED)
        deed = asked(by=by, on=TODAY, plan_id=plan.id)
        with pytest.raises(CommandRefused, match="This plan is agreed"):
            return_plan(session, **deed, reason="Add outcome measures")
        judge_plan(session, **deed, judgement=PlanJudgement.DOES_NOT, note="Half of it was withdrawn")
        return_plan(session, **deed, reason="Add outcome measures")
        assert (plan.state, plan.agreed_on) == (PlanState.RETURNED, None)


def test_the_new_plan_does_not_come_before_the_old_one_went_back(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
        deed = asked(by=by, on=TODAY, plan_id=plan.id)
        return_plan(session, **deed, reason="Add outcome measures")
        with pytest.raises(Invalid, match="before the plan was returned"):
            receive_plan(session, **deed, received_on=TODAY - timedelta(days=1))


def test_a_plan_is_not_returned_without_a_reason(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.RECEIVED)
        with pytest.raises(Invalid, match="must add or change"):
            return_plan(session, by=by, on=TODAY, plan_id=plan.id, reason="  ")


def test_a_plan_keeps_a_due_date_and_takes_its_own_cadence(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session)
        plan.due_on, deed = TODAY, asked(by=by, on=TODAY, plan_id=plan.id)
        with pytest.raises(Invalid, match="keeps a due date"):
            set_plan_clocks(session, **deed, due_on=None, contact_every_days=None)
        later = asked(due_on=TODAY + timedelta(days=7), contact_every_days=31)
        with pytest.raises(Invalid, match="Say why the plan is due on another day"):
            set_plan_clocks(session, **deed, **later)
        set_plan_clocks(session, **deed, **later, reason="The partnership board meets a week later.")
        assert (plan.contact_every_days, plan.due_is_default) == (31, False)
    with reading(engine) as session:
        newest = row_history(session, by, on=TODAY, table="action_plan", key=plan.id)[0]
    assert newest.change.reason == "The partnership board meets a week later."


def test_two_people_set_the_clocks_of_one_late_plan_and_neither_undoes_the_other(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session)
        plan.due_on, late = TODAY - timedelta(days=9), TODAY - timedelta(days=9)
    version, deed = plan.row_version, asked(by=by, on=TODAY, plan_id=plan.id)
    with changing(engine) as session:
        moved = asked(due_on=TODAY, reason="They asked for it.")
        set_plan_clocks(session, **deed, **moved, contact_every_days=None, expected_version=version)
    with changing(engine) as session:
        kept = set_plan_clocks(session, **deed, due_on=late, contact_every_days=14, expected_version=version)
        assert (kept.due_on, kept.contact_every_days) == (TODAY, 14)
    with changing(engine) as session, pytest.raises(Conflict):
        set_plan_clocks(session, **deed, due_on=late, contact_every_days=31, expected_version=version)


def test_a_plan_closes_only_when_no_item_is_open(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.AGREED)
        item = an_item(session, plan)
        deed = asked(by=by, on=TODAY, plan_id=plan.id, reason="All of it is done")
        with pytest.raises(CommandRefused, match="still open: AP-0001/01"):
            close_plan(session, **deed)
        item.status = ItemStatus.WITHDRAWN
        for judgement, refusal in (
            (PlanJudgement.DOES_NOT, "Return it to the partnership"),
            (PlanJudgement.PARTLY, "No action of this plan was verified"),
        ):
            plan.judgement = judgement
            with pytest.raises(CommandRefused, match=refusal):
                close_plan(session, **deed)
        done = an_item(session, plan, status=ItemStatus.CLAIMED)
        verify_completion(session, by=by, on=TODAY, item_id=done.id)
        close_plan(session, **deed)
        assert (plan.state, plan.closed_on, plan.close_reason) == (PlanState.CLOSED, TODAY, "All of it is done")


@pytest.mark.parametrize("has_withdrawn_item", [True, False])
def test_a_plan_of_which_nothing_was_verified_ends_with_a_senior_managers_name(
    engine: Engine, has_withdrawn_item: bool
) -> None:
    with changing(engine) as session:
        inspector, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.AGREED)
        if has_withdrawn_item:
            an_item(session, plan).status = ItemStatus.WITHDRAWN
        senior = a_viewer(session, RoleName.SERVICE_MANAGER)
        deed = asked(on=TODAY, plan_id=plan.id)
        judge_plan(session, **deed, by=inspector, judgement=PlanJudgement.ANSWERS, note="It is good enough.")
        with pytest.raises(NotAllowed, match="end plan unverified"):
            close_plan(session, **deed, by=inspector, reason="All of it is done")
        assert plan.closed_on is None
        close_plan(session, **deed, by=senior, reason="The service it was about has closed.")
        assert plan.state is PlanState.CLOSED


def test_a_closed_plan_stays_closed(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, areas=[ANGUS]), a_plan(session, state=PlanState.CLOSED)
        with pytest.raises(CommandRefused, match="stays closed"):
            receive_plan(session, by=by, on=TODAY, plan_id=plan.id, received_on=TODAY)


def test_a_support_officer_receives_a_plan_and_does_not_judge_it(engine: Engine) -> None:
    with changing(engine) as session:
        by, plan = a_viewer(session, RoleName.SUPPORT_OFFICER), a_plan(session)
        receive_plan(session, by=by, on=TODAY, plan_id=plan.id, received_on=TODAY)
        with pytest.raises(NotAllowed):
            judge_plan(session, by=by, on=TODAY, plan_id=plan.id, judgement=PlanJudgement.ANSWERS)


SLIP = asked(on=TODAY, due_on=TODAY.replace(year=9999))
PLANNING = {
    "return": lambda session, by, plan: return_plan(session, by=by, plan_id=plan.id, reason="Add owners.", **SLIP),
    "set the clocks": lambda session, by, plan: set_plan_clocks(
        session, by=by, plan_id=plan.id, contact_every_days=None, reason="Later.", **SLIP
    ),
    "ask for one": lambda session, by, plan: ask_for_plan(
        session, by=by, inspection_id=_without(session, plan).inspection_id, **SLIP
    ),
}


@pytest.mark.parametrize("deed", list(PLANNING))
def test_a_year_that_nobody_means_is_a_slip_of_the_hand(engine: Engine, deed: str) -> None:
    with changing(engine) as session:
        plan, by = a_plan(session, state=PlanState.RECEIVED), a_viewer(session, areas=[ANGUS])
        with pytest.raises(Invalid, match="The year 9999 is a slip"):
            PLANNING[deed](session, by, plan)


def _without(session: Session, plan: ActionPlan) -> ActionPlan:
    session.delete(plan)
    session.flush()
    return plan
