"""Flags: review, mute, and the rules that raise them by themselves and explain why.

Care Inspectorate, Support for improvement, purpose 4: highlighting risks and "the potential impact of those risks". The
descriptors are those of inspection scoping. The raising rules and their thresholds are ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum

from data_models.rules.action_plans import days_waiting
from data_models.rules.clocks import days_overdue
from data_models.rules.gradings import is_weak_or_worse
from data_models.rules.settings import Thresholds
from data_models.vocabulary import FlagState, Grade, Purpose, RiskTheme

# --- the life of a flag ---

MOVES: dict[FlagState, frozenset[FlagState]] = {
    FlagState.OPEN: frozenset({FlagState.CLOSED}),
    FlagState.CLOSED: frozenset(),
}


class MuteProblem(StrEnum):
    """Why a flag cannot be muted so."""

    NO_REASON = "no_reason"
    NOT_LATER = "not_later"
    TOO_LONG = "too_long"


def is_open(state: FlagState) -> bool:
    """Open until closed with a reason. A muted flag is open."""
    return state is FlagState.OPEN


def may_become(current: FlagState, new: FlagState) -> bool:
    """A closed flag never reopens: what comes back is a new flag."""
    return new in MOVES[current]


def review_due_on(raised_on: date, thresholds: Thresholds) -> date:
    """The review date proposed for a new flag."""
    return raised_on + timedelta(days=thresholds.flag_review_days)


def is_review_due(state: FlagState, review_by: date | None, on: date) -> bool:
    """On the day itself it is due; the day after it is overdue."""
    return is_open(state) and review_by is not None and review_by <= on


def is_muted(muted_until: date | None, on: date) -> bool:
    """`muted_until` is the last quiet day; on the next the flag is back by itself."""
    return muted_until is not None and on <= muted_until


def is_counted(state: FlagState) -> bool:
    """Every open flag counts, muted or not: a mute quietens the queue, it hides nothing."""
    return is_open(state)


def mute_problems(reason: str, muted_until: date, on: date, thresholds: Thresholds) -> tuple[MuteProblem, ...]:
    found = {
        MuteProblem.NO_REASON: not reason.strip(),
        MuteProblem.NOT_LATER: muted_until < on,
        MuteProblem.TOO_LONG: muted_until > on + timedelta(days=thresholds.flag_mute_days),
    }
    return tuple(one for one, holds in found.items() if holds)


# --- rules that raise flags ---


@dataclass(frozen=True)
class FlagRule:
    """One rule: what it says and what clears it, {settings} in braces. A new version when its meaning changes."""

    code: str
    version: int
    sentence: str
    cleared_by: str
    theme: RiskTheme
    purpose: Purpose

    def sentence_for(self, thresholds: Thresholds) -> str:
        return self.sentence.format(**asdict(thresholds))

    def cleared_by_for(self, thresholds: Thresholds) -> str:
        return self.cleared_by.format(**asdict(thresholds))


@dataclass(frozen=True)
class Fired:
    """A rule that holds: the values that fired it, by name, and the references of the records they come from."""

    rule: FlagRule
    values: tuple[tuple[str, int | str], ...]
    records: tuple[str, ...]


ACTIONS_OVERDUE = FlagRule(
    "actions-overdue",
    1,
    "At least {flag_overdue_actions} actions are more than {flag_overdue_action_days} days overdue.",
    "Fewer than {flag_overdue_actions} actions are overdue by more than {flag_overdue_action_days} days.",
    RiskTheme.LEADERSHIP,
    Purpose.RISKS_AND_IMPACT,
)
PLAN_OVERDUE = FlagRule(
    "plan-overdue",
    1,
    "The action plan has not arrived by its due date.",
    "The plan is received.",
    RiskTheme.LEADERSHIP,
    Purpose.RISKS_AND_IMPACT,
)
CONTACT_MISSED = FlagRule(
    "contact-missed",
    1,
    "There has been no contact for {flag_missed_contacts} intervals or more.",
    "A contact is logged.",
    RiskTheme.PARTNERSHIP_WORKING,
    Purpose.SOCIAL_WORK_QUALITY,
)
POSTPONED_AGAIN = FlagRule(
    "postponed-again",
    1,
    "One open action has been postponed {flag_postponements} times or more.",
    "The action is verified or withdrawn.",
    RiskTheme.LEADERSHIP,
    Purpose.RISKS_AND_IMPACT,
)
WEAK_TWICE = FlagRule(
    "weak-twice",
    1,
    "The last two published evaluations of one indicator are both weak or unsatisfactory.",
    "A later evaluation of that indicator is adequate or better.",
    RiskTheme.QUALITY_OF_PRACTICE,
    Purpose.RISKS_AND_IMPACT,
)
CLAIM_UNVERIFIED = FlagRule(
    "claim-unverified",
    1,
    "A completion was claimed more than {flag_unverified_days} days ago and nobody has verified or disputed it.",
    "The claim is verified or disputed.",
    RiskTheme.PERFORMANCE_INFORMATION,
    Purpose.SOCIAL_WORK_QUALITY,
)

RULES: dict[str, FlagRule] = {
    rule.code: rule
    for rule in (ACTIONS_OVERDUE, PLAN_OVERDUE, CONTACT_MISSED, POSTPONED_AGAIN, WEAK_TWICE, CLAIM_UNVERIFIED)
}


def several_actions_overdue(overdue_days_of: Mapping[str, int], thresholds: Thresholds) -> Fired | None:
    """Given the overdue days of an area's actions by reference."""
    late = sorted(one for one, days in overdue_days_of.items() if days > thresholds.flag_overdue_action_days)
    if len(late) < thresholds.flag_overdue_actions:
        return None
    values = (("actions", len(late)), ("longest_days", max(overdue_days_of[one] for one in late)))
    return Fired(ACTIONS_OVERDUE, values, tuple(late))


def plan_is_overdue(reference: str, overdue_days: int) -> Fired | None:
    """Given how late an awaited plan is."""
    return Fired(PLAN_OVERDUE, (("days", overdue_days),), (reference,)) if overdue_days > 0 else None


def contact_is_missed(
    area_code: str, start: date | None, interval_days: int, on: date, thresholds: Thresholds
) -> Fired | None:
    """Given the last contact (or the day cover began). Whole intervals only; without a start nothing fires."""
    days = days_overdue(start, on)
    missed = days // interval_days
    if missed < thresholds.flag_missed_contacts:
        return None
    return Fired(CONTACT_MISSED, (("days", days), ("intervals", missed)), (area_code,))


def is_postponed_again(reference: str, times_postponed: int, thresholds: Thresholds) -> Fired | None:
    """Given how often an open action's date moved later."""
    if times_postponed < thresholds.flag_postponements:
        return None
    return Fired(POSTPONED_AGAIN, (("postponements", times_postponed),), (reference,))


def is_weak_twice(evaluations: Sequence[tuple[str, Grade]]) -> Fired | None:
    """Given the published grades of one indicator with their references, earliest first."""
    last_two = evaluations[-2:]
    if len(last_two) < 2 or not all(is_weak_or_worse(grade) for _, grade in last_two):
        return None
    values = (("earlier", int(last_two[0][1])), ("later", int(last_two[1][1])))
    return Fired(WEAK_TWICE, values, tuple(reference for reference, _ in last_two))


def claim_is_unverified(reference: str, claimed_on: date, on: date, thresholds: Thresholds) -> Fired | None:
    """Given the day of a claim that still waits."""
    days = days_waiting(claimed_on, on)
    return Fired(CLAIM_UNVERIFIED, (("days", days),), (reference,)) if days > thresholds.flag_unverified_days else None
