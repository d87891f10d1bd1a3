"""Who signs a decision on follow-up, and what it must carry.

A link inspector or senior manager decides, with a reason. Deciding on none is a valid decision, signed by a senior
manager and looked at again on a day. No source states who signs: this is ours.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from data_models.rules.clocks import add_months
from data_models.rules.follow_up import AWAITS_REVIEW
from data_models.rules.personal_data import has_words
from data_models.rules.settings import Thresholds
from data_models.vocabulary import FollowUpChoice, FollowUpState, RoleName

SENIOR_MANAGERS = frozenset({RoleName.SERVICE_MANAGER, RoleName.CHIEF_INSPECTOR})
DECIDERS = SENIOR_MANAGERS | {RoleName.LINK_INSPECTOR}

# Ours: the source gives the question to the Quality and Consistency Panel; this is who enters its answer.
MAY_SIGN: dict[FollowUpChoice, frozenset[RoleName]] = {
    FollowUpChoice.PROGRESS_REVIEW: DECIDERS,
    FollowUpChoice.IMPROVEMENT_SUPPORT: DECIDERS,
    FollowUpChoice.LINK_INSPECTOR_MONITORING: DECIDERS,
    FollowUpChoice.NONE: SENIOR_MANAGERS,
}


class DecisionProblem(StrEnum):
    """Why a decision cannot stand as it is."""

    NO_REASON = "no_reason"
    NEEDS_SENIOR_MANAGER = "needs_senior_manager"
    MAY_NOT_DECIDE = "may_not_decide"
    NEEDS_REVIEW_DATE = "needs_review_date"
    REVIEW_NOT_LATER = "review_not_later"
    REVIEW_TOO_FAR = "review_too_far"
    DATED_AHEAD = "dated_ahead"


def needs_senior_manager(choice: FollowUpChoice) -> bool:
    return MAY_SIGN[choice] == SENIOR_MANAGERS


def ending_needs_senior_manager(choice: FollowUpChoice, state: FollowUpState, *, is_reported: bool) -> bool:
    """Ending what no progress review has reported on comes to "none": a visit called off, or support and monitoring
    of which only who gave it could tell. So does the end of "none" itself, and of a visit that is still to come.

    Ours: the link inspector alone ends a follow-up only on the findings of a reported review.
    """
    return choice is FollowUpChoice.NONE or AWAITS_REVIEW[state] or not is_reported


def no_follow_up_review_on(decided_on: date, thresholds: Thresholds) -> date:
    """The review date proposed for "none", and the latest that is accepted."""
    return add_months(decided_on, thresholds.no_follow_up_review_months)


def decision_problems(
    choice: FollowUpChoice,
    *,
    reason: str,
    role: RoleName,
    decided_on: date,
    review_on: date | None,
    on: date,
    thresholds: Thresholds,
) -> tuple[DecisionProblem, ...]:
    """All that stands against this decision. "None" needs a senior manager and a review date; all need a reason."""
    found: Mapping[DecisionProblem, bool] = {
        DecisionProblem.NO_REASON: not has_words(reason),
        DecisionProblem.MAY_NOT_DECIDE: role not in DECIDERS,
        DecisionProblem.NEEDS_SENIOR_MANAGER: role in DECIDERS and role not in MAY_SIGN[choice],
        DecisionProblem.DATED_AHEAD: decided_on > on,
    }
    return tuple(one for one, holds in found.items() if holds) + _review_date_problems(
        choice, decided_on, review_on, thresholds
    )


def _review_date_problems(
    choice: FollowUpChoice, decided_on: date, review_on: date | None, thresholds: Thresholds
) -> tuple[DecisionProblem, ...]:
    if review_on is None:
        return (DecisionProblem.NEEDS_REVIEW_DATE,) if choice is FollowUpChoice.NONE else ()
    if review_on <= decided_on:
        return (DecisionProblem.REVIEW_NOT_LATER,)
    too_far = choice is FollowUpChoice.NONE and review_on > no_follow_up_review_on(decided_on, thresholds)
    return (DecisionProblem.REVIEW_TOO_FAR,) if too_far else ()
