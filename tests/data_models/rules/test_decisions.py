"""Who signs which decision on follow-up, and what it must carry."""

from datetime import date
from typing import Any

import pytest

from data_models.rules import decisions
from data_models.rules.decisions import DecisionProblem
from data_models.rules.settings import Thresholds
from data_models.vocabulary import FollowUpChoice, FollowUpState, RoleName

ON = date(2026, 3, 3)


def problems(choice=FollowUpChoice.NONE, **changes):
    given: dict[str, Any] = {
        "reason": "Improved.",
        "role": RoleName.CHIEF_INSPECTOR,
        "decided_on": ON,
        "review_on": date(2027, 3, 3),
    }
    return decisions.decision_problems(choice, on=ON, thresholds=Thresholds(), **given | changes)


def test_every_choice_has_its_signatories():
    assert set(decisions.MAY_SIGN) == set(FollowUpChoice)
    assert [one for one in FollowUpChoice if decisions.needs_senior_manager(one)] == [FollowUpChoice.NONE]


@pytest.mark.parametrize("role", RoleName)
def test_no_follow_up_is_signed_by_a_senior_manager_alone(role):
    senior = role in (RoleName.SERVICE_MANAGER, RoleName.CHIEF_INSPECTOR)
    assert (problems(role=role) == ()) is senior


def test_a_link_inspector_may_decide_anything_else_and_is_told_whom_to_ask_for_none():
    assert problems(FollowUpChoice.PROGRESS_REVIEW, role=RoleName.LINK_INSPECTOR, review_on=None) == ()
    assert problems(role=RoleName.LINK_INSPECTOR) == (DecisionProblem.NEEDS_SENIOR_MANAGER,)
    assert problems(role=RoleName.SUPPORT_OFFICER) == (DecisionProblem.MAY_NOT_DECIDE,)


@pytest.mark.parametrize("choice", FollowUpChoice)
def test_every_decision_needs_a_reason(choice):
    assert problems(choice, reason=".\n 1") == (DecisionProblem.NO_REASON,)


def test_none_needs_a_review_date_after_the_decision_and_within_the_limit():
    assert problems(review_on=None) == (DecisionProblem.NEEDS_REVIEW_DATE,)
    assert problems(review_on=ON) == (DecisionProblem.REVIEW_NOT_LATER,)
    assert problems(review_on=date(2026, 3, 4)) == ()
    assert problems(review_on=date(2027, 3, 4)) == (DecisionProblem.REVIEW_TOO_FAR,)


def test_a_decision_is_not_dated_ahead():
    ahead = date(2026, 3, 4)
    assert problems(FollowUpChoice.PROGRESS_REVIEW, decided_on=ahead, review_on=None) == (DecisionProblem.DATED_AHEAD,)


@pytest.mark.parametrize(
    ("choice", "state", "is_reported", "is_signed"),
    [
        (FollowUpChoice.PROGRESS_REVIEW, FollowUpState.RECORDED_IN_REPORT, False, True),
        (FollowUpChoice.PROGRESS_REVIEW, FollowUpState.FURTHER_REVIEW, True, True),
        (FollowUpChoice.PROGRESS_REVIEW, FollowUpState.REPORTED, True, False),
        (FollowUpChoice.IMPROVEMENT_SUPPORT, FollowUpState.CONTINUED_MONITORING, False, True),
        (FollowUpChoice.LINK_INSPECTOR_MONITORING, FollowUpState.CONTINUED_MONITORING, False, True),
        (FollowUpChoice.IMPROVEMENT_SUPPORT, FollowUpState.CONTINUED_MONITORING, True, False),
        (FollowUpChoice.NONE, FollowUpState.DECIDED, False, True),
    ],
)
def test_what_ends_without_the_findings_of_a_visit_is_signed(choice, state, is_reported, is_signed):
    assert decisions.ending_needs_senior_manager(choice, state, is_reported=is_reported) is is_signed
