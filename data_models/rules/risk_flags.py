"""The life of a flag: open, reviewed, muted for a time, closed. The clocks of review and mute are ours."""

from datetime import date, timedelta
from enum import StrEnum

from data_models.rules.settings import Thresholds
from data_models.vocabulary import FlagState

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


def is_muted(muted_until: date | None, on: date) -> bool:
    """`muted_until` is the last quiet day; on the next the flag is back by itself."""
    return muted_until is not None and on <= muted_until


def mute_problems(reason: str, muted_until: date, on: date, thresholds: Thresholds) -> tuple[MuteProblem, ...]:
    found = {
        MuteProblem.NO_REASON: not reason.strip(),
        MuteProblem.NOT_LATER: muted_until < on,
        MuteProblem.TOO_LONG: muted_until > on + timedelta(days=thresholds.flag_mute_days),
    }
    return tuple(one for one, holds in found.items() if holds)
