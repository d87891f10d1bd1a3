"""What opens the duty to decide on follow-up, when it is due, and which steps may follow which.

Care Inspectorate, Support for improvement (link inspector arrangements): where performance in key areas of practice is
weak or unsatisfactory, the Care Inspectorate and partners "may" conduct progress review inspection activity, and "the
intention and timescale for follow-up scrutiny will be recorded in the published report". So a trigger opens a
decision; it never schedules a visit.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from data_models.rules.clocks import add_months
from data_models.rules.gradings import Judgement, calls_for_follow_up
from data_models.rules.known_dates import KnownDate
from data_models.rules.settings import Thresholds
from data_models.vocabulary import (
    CandidateState,
    FollowUpChoice,
    FollowUpState,
    ReviewOutcome,
    Scale,
    TriggerKind,
)


@dataclass(frozen=True)
class Trigger:
    """Why a candidate opens. Its strength is always "may": the source promises no visit."""

    kind: TriggerKind
    needs_key_area_check: bool
    strength: Literal["may"] = "may"


TRIGGER_ON: dict[Scale, TriggerKind | None] = {
    Scale.SIX_POINT: TriggerKind.GRADE,
    Scale.ASP_STATEMENT: TriggerKind.ASP_STATEMENT,
    Scale.PROGRESS: None,
    Scale.NONE: None,
}


def trigger_of(judgement: Judgement, *, published: bool, is_key_area: bool | None = None) -> Trigger | None:
    """The trigger this judgement is, or None. Nothing triggers before publication.

    The source speaks of key areas of practice. Unless the record says that this is one, the candidate opens all the
    same and whoever decides checks it: a weak evaluation is never dropped for want of a tick.
    """
    kind = TRIGGER_ON[judgement.scale]
    called = calls_for_follow_up(
        scale=judgement.scale,
        grade=judgement.grade,
        statement=judgement.statement,
        standing=judgement.standing,
        published=published,
    )
    if kind is None or not called:
        return None
    return Trigger(kind, needs_key_area_check=kind is TriggerKind.GRADE and is_key_area is not True)


def promises_follow_up(
    *, published: bool, intention_recorded: bool, is_history: bool = False, is_return_visit: bool = False
) -> bool:
    """Whether a report promises follow-up in its own words, whatever it evaluates: "some additional partnerships may
    also be revisited" (adult support and protection, phase 2).

    A return visit says what follows by its outcome, and of a report of the published past the sources tell the sequel.
    """
    return published and intention_recorded and not is_history and not is_return_visit


def decision_due_on(published: KnownDate, thresholds: Thresholds) -> date | None:
    """When the decision is due, from the last day publication can have been; None when that is not known."""
    return None if published.latest is None else published.latest + timedelta(days=thresholds.decision_due_days)


# --- the window, and what the report says ---


@dataclass(frozen=True)
class Window:
    """From when to when follow-up is meant to happen; `is_default` where the end is ours and not the report's."""

    due_from: date | None
    due_to: date | None
    is_default: bool


def follow_up_window(
    published: KnownDate,
    stated_from: date | None,
    stated_to: date | None,
    thresholds: Thresholds,
    earlier_reviews: int = 0,
) -> Window:
    """The report's own dates where it has an end; else our default, marked as one; without any date, an open window."""
    if stated_to is not None:
        return Window(stated_from, stated_to, is_default=False)
    if published.latest is None:
        return Window(stated_from, None, is_default=True)
    months = thresholds.second_review_months if earlier_reviews else thresholds.follow_up_window_months
    default_to = add_months(published.latest, months)
    return Window(stated_from, max(default_to, stated_from or default_to), is_default=True)


class Lack(StrEnum):
    """What a published report should say about follow-up and does not."""

    INTENTION = "intention"
    TIMESCALE = "timescale"


REPORT_SHOULD_SAY: dict[FollowUpChoice, bool] = {
    FollowUpChoice.PROGRESS_REVIEW: True,
    FollowUpChoice.IMPROVEMENT_SUPPORT: False,
    FollowUpChoice.LINK_INSPECTOR_MONITORING: False,
    FollowUpChoice.NONE: False,
}


def report_lacks(
    intention_recorded: bool, timescale_text: str | None, choice: FollowUpChoice | None = None
) -> tuple[Lack, ...]:
    """What is missing from the published report; nothing once a decision needs no follow-up scrutiny.

    While no decision is recorded the report is expected to speak: its words may be the decision.
    """
    if choice is not None and not REPORT_SHOULD_SAY[choice]:
        return ()
    lacks = (
        () if intention_recorded else (Lack.INTENTION,),
        () if (timescale_text or "").strip() else (Lack.TIMESCALE,),
    )
    return lacks[0] + lacks[1]


# --- steps ---

CANDIDATE_MOVES: dict[CandidateState, frozenset[CandidateState]] = {
    CandidateState.OWED: frozenset(
        {CandidateState.DECIDED, CandidateState.CLOSED, CandidateState.SEQUEL_NOT_ESTABLISHED}
    ),
    CandidateState.DECIDED: frozenset({CandidateState.CLOSED}),
    CandidateState.SEQUEL_NOT_ESTABLISHED: frozenset({CandidateState.DECIDED, CandidateState.CLOSED}),
    CandidateState.CLOSED: frozenset(),
}

FOLLOW_UP_MOVES: dict[FollowUpState, frozenset[FollowUpState]] = {
    FollowUpState.DECIDED: frozenset(
        {
            FollowUpState.RECORDED_IN_REPORT,
            FollowUpState.SCHEDULED,
            FollowUpState.CONTINUED_MONITORING,
            FollowUpState.CLOSED,
        }
    ),
    FollowUpState.RECORDED_IN_REPORT: frozenset({FollowUpState.SCHEDULED, FollowUpState.CLOSED}),
    FollowUpState.SCHEDULED: frozenset({FollowUpState.IN_PROGRESS, FollowUpState.CLOSED}),
    FollowUpState.IN_PROGRESS: frozenset({FollowUpState.REPORTED}),
    FollowUpState.REPORTED: frozenset(
        {FollowUpState.FURTHER_REVIEW, FollowUpState.CONTINUED_MONITORING, FollowUpState.CLOSED}
    ),
    FollowUpState.FURTHER_REVIEW: frozenset(
        {FollowUpState.SCHEDULED, FollowUpState.CONTINUED_MONITORING, FollowUpState.CLOSED}
    ),
    FollowUpState.CONTINUED_MONITORING: frozenset({FollowUpState.FURTHER_REVIEW, FollowUpState.CLOSED}),
    FollowUpState.CLOSED: frozenset(),
}

# A visit is still to come: only these can be past the end of their window.
AWAITS_REVIEW: dict[FollowUpState, bool] = {
    FollowUpState.DECIDED: True,
    FollowUpState.RECORDED_IN_REPORT: True,
    FollowUpState.SCHEDULED: True,
    FollowUpState.IN_PROGRESS: True,
    FollowUpState.REPORTED: False,
    FollowUpState.FURTHER_REVIEW: True,
    FollowUpState.CONTINUED_MONITORING: False,
    FollowUpState.CLOSED: False,
}

# Proposed after a review, for a person to confirm. "Not stated" proposes nothing.
OUTCOME_LEADS_TO: dict[ReviewOutcome, FollowUpState | None] = {
    ReviewOutcome.NO_FURTHER_INSPECTIONS: FollowUpState.CLOSED,
    ReviewOutcome.FURTHER_REVIEW: FollowUpState.FURTHER_REVIEW,
    ReviewOutcome.CONTINUED_ENGAGEMENT: FollowUpState.CONTINUED_MONITORING,
    ReviewOutcome.CONTINUED_MONITORING: FollowUpState.CONTINUED_MONITORING,
    ReviewOutcome.NOT_STATED: None,
}


def candidate_may_become(current: CandidateState, new: CandidateState) -> bool:
    return new in CANDIDATE_MOVES[current]


def follow_up_may_become(current: FollowUpState, new: FollowUpState) -> bool:
    return new in FOLLOW_UP_MOVES[current]


# How the reason begins where a correction ended the duty: nobody answered it, so it lasts as long as the correction.
CORRECTED = "The evaluation was corrected: "


def was_corrected_away(state: CandidateState, close_reason: str | None) -> bool:
    """Whether only a correction ended it: once the evaluation calls for follow-up again, so does the candidate."""
    return state is CandidateState.CLOSED and (close_reason or "").startswith(CORRECTED)


def is_owed(state: CandidateState) -> bool:
    """Only this state asks anybody for a decision."""
    return state is CandidateState.OWED


def is_open(state: FollowUpState) -> bool:
    """Open until somebody closes it with a reason: continued monitoring is open."""
    return state is not FollowUpState.CLOSED


def is_past_due(state: FollowUpState, due_to: date | None, on: date) -> bool:
    return AWAITS_REVIEW[state] and due_to is not None and due_to < on
