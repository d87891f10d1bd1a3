"""Due dates, lateness, slip and the two keys."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import action_plans
from data_models.rules.action_plans import VerificationProblem
from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate
from data_models.rules.settings import Thresholds
from data_models.vocabulary import ItemStatus, PlanState, RoleName

ON = date(2026, 3, 3)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def verifying(status=ItemStatus.CLAIMED, recorder=1, verifier=2, role=RoleName.LINK_INSPECTOR, evidence="Seen."):
    return action_plans.verification_problems(
        status, recorder=recorder, verifier=verifier, role=role, evidence=evidence
    )


def test_every_word_that_drives_a_plan_is_mapped():
    assert set(action_plans.PLAN_MOVES) == set(PlanState) == set(action_plans.PLAN_IS_AWAITED)
    assert set(action_plans.ITEM_MOVES) == set(ItemStatus) == set(action_plans.AWAITS_PARTNERSHIP)


def test_a_plan_is_due_weeks_after_publication_and_never_when_that_is_unknown():
    assert action_plans.plan_due_on(KnownDate(ON), 6) == date(2026, 4, 14)
    assert action_plans.plan_due_on(UNKNOWN_DATE, 6) is None


def test_a_programmes_own_weeks_come_before_the_default():
    assert action_plans.weeks_to_plan(None, Thresholds()) == 6
    assert action_plans.weeks_to_plan(8, Thresholds()) == 8


def test_a_plan_is_overdue_on_the_day_after_and_only_while_it_is_awaited():
    assert action_plans.plan_days_overdue(PlanState.REQUESTED, ON, ON) == 0
    assert action_plans.plan_days_overdue(PlanState.REQUESTED, ON, ON + timedelta(days=1)) == 1
    assert action_plans.plan_days_overdue(PlanState.RETURNED, ON, ON + timedelta(days=1)) == 1
    assert action_plans.plan_days_overdue(PlanState.RECEIVED, ON, ON + timedelta(days=1)) == 0
    assert action_plans.plan_days_overdue(PlanState.REQUESTED, None, ON) == 0


def test_a_plan_is_judged_after_receipt_and_agreed_before_it_closes():
    assert action_plans.judgement_due_on(ON, Thresholds()) == ON + timedelta(days=20)
    assert action_plans.judgement_due_on(None, Thresholds()) is None
    assert action_plans.plan_may_become(PlanState.RECEIVED, PlanState.AGREED)
    assert not action_plans.plan_may_become(PlanState.RECEIVED, PlanState.CLOSED)


@pytest.mark.parametrize("status", ItemStatus)
def test_a_plan_closes_only_when_every_item_is_closed(status):
    closed = status in (ItemStatus.VERIFIED, ItemStatus.WITHDRAWN)
    assert action_plans.plan_may_close([ItemStatus.VERIFIED, status]) is closed
    assert action_plans.is_open(status) is not closed


@pytest.mark.parametrize("ended", [ItemStatus.VERIFIED, ItemStatus.WITHDRAWN])
def test_a_closed_item_never_reopens(ended):
    assert not any(action_plans.item_may_become(ended, one) for one in ItemStatus)


def test_only_a_claim_or_a_ruled_dispute_leads_to_verified():
    leading = [one for one in ItemStatus if action_plans.item_may_become(one, ItemStatus.VERIFIED)]
    assert leading == [ItemStatus.CLAIMED, ItemStatus.DISPUTED]
    assert action_plans.move_needs_senior_manager(ItemStatus.DISPUTED, ItemStatus.VERIFIED)
    assert not action_plans.move_needs_senior_manager(ItemStatus.CLAIMED, ItemStatus.VERIFIED)


def test_whoever_recorded_a_claim_never_verifies_it():
    assert verifying() == ()
    assert verifying(recorder=2) == (VerificationProblem.ONE_HAND,)
    assert verifying(recorder=None) == (VerificationProblem.RECORDER_UNKNOWN,)


def test_verifying_needs_a_claim_and_evidence():
    assert verifying(evidence=" ") == (VerificationProblem.NO_EVIDENCE,)
    assert verifying(status=ItemStatus.AT_RISK) == (VerificationProblem.NOT_CLAIMED,)


def test_a_dispute_is_ruled_on_by_a_senior_manager():
    assert verifying(status=ItemStatus.DISPUTED) == (VerificationProblem.NEEDS_SENIOR_MANAGER,)
    assert verifying(status=ItemStatus.DISPUTED, role=RoleName.CHIEF_INSPECTOR) == ()


@given(st.sampled_from(ItemStatus), st.none() | st.integers(1, 3), st.integers(1, 3), st.text(max_size=3))
def test_no_path_verifies_without_a_second_hand_and_evidence(status, recorder, verifier, evidence):
    if not verifying(status, recorder, verifier, RoleName.CHIEF_INSPECTOR, evidence):
        assert recorder is not None
        assert recorder != verifier
        assert evidence.strip()


@given(days, st.lists(days, max_size=5), days)
def test_lateness_against_the_first_promise_is_slip_plus_lateness_against_the_date_in_force(original, revisions, on):
    in_force = action_plans.due_in_force(original, revisions)
    slip = action_plans.slip_days(original, in_force)
    late = action_plans.item_days_overdue(ItemStatus.IN_PROGRESS, in_force, on)
    assert max((on - original).days, slip) == slip + late


@given(days, st.lists(days, max_size=5))
def test_a_date_that_slipped_was_postponed_at_least_once(original, revisions):
    slip = action_plans.slip_days(original, action_plans.due_in_force(original, revisions))
    assert slip <= 0 or action_plans.postponements(original, revisions) >= 1


def test_a_date_brought_forward_is_no_postponement():
    earlier, later = ON - timedelta(days=9), ON + timedelta(days=9)
    assert action_plans.postponements(ON, [later, later, earlier, later]) == 2
    assert action_plans.slip_days(ON, earlier) == -9
    assert action_plans.slip_days(None, earlier) == 0
    assert action_plans.due_in_force(None, []) is None


@pytest.mark.parametrize("status", ItemStatus)
def test_an_item_is_late_from_the_day_after_and_only_while_the_partnership_has_work_left(status):
    awaited = status in (ItemStatus.NOT_STARTED, ItemStatus.IN_PROGRESS, ItemStatus.AT_RISK, ItemStatus.DISPUTED)
    assert action_plans.item_days_overdue(status, ON, ON) == 0
    assert action_plans.item_days_overdue(status, ON, ON + timedelta(days=1)) == (1 if awaited else 0)


def test_a_claim_waits_from_its_day_and_has_its_own_due_day():
    assert action_plans.days_waiting(ON, ON + timedelta(days=28)) == 28
    assert action_plans.days_waiting(ON, ON - timedelta(days=1)) == 0
    assert action_plans.verification_due_on(ON, Thresholds()) == ON + timedelta(days=28)


@pytest.mark.parametrize(("value", "valid"), [(-1, False), (0, True), (100, True), (101, False)])
def test_a_percentage_has_its_bounds(value, valid):
    assert action_plans.is_percent(value) is valid
