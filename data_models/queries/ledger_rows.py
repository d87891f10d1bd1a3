"""The rows of the ledger: every trigger with its answer, the clocks that run, and what should never be."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_models.rules.follow_up import was_corrected_away
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    DatePrecision,
    FollowUpChoice,
    FollowUpState,
    Grade,
    RoleName,
    Scale,
)


class BreachKind(StrEnum):
    """What should never be."""

    TRIGGER_WITHOUT_CANDIDATE = "trigger_without_candidate"
    CANDIDATE_WITHOUT_TRIGGER = "candidate_without_trigger"
    COUNTS_DIFFER = "counts_differ"
    ANSWER_NOT_RECORDED = "answer_not_recorded"
    DUTY_WITHOUT_CLOCK = "duty_without_clock"
    CLOCK_WITHOUT_OWNER = "clock_without_owner"
    CORRECTED_AWAY = "corrected_away"
    PROMISE_WITHOUT_CANDIDATE = "promise_without_candidate"


@dataclass(frozen=True)
class Breach:
    """One thing that should never be: the record it is about, and the inspection or area where it is of one."""

    kind: BreachKind
    reference: str
    area_code: str | None = None
    inspection_id: int | None = None


@dataclass(frozen=True)
class LedgerEntry:
    """One weak or unsatisfactory evaluation, adult protection weakness, or total without names, and its answer.

    `covers` is how many evaluations it stands for; `state` is None where nothing accounts for it.
    """

    reference: str
    inspection_id: int
    area_codes: tuple[str, ...]
    programme_code: str
    label: str
    scale: Scale
    grade: Grade | None
    statement: AspStatement | None
    covers: int
    published_on: date | None
    published_precision: DatePrecision
    candidate_id: int | None
    candidate_covers: int | None
    state: CandidateState | None
    decide_by: date | None
    decision_id: int | None
    choice: FollowUpChoice | None
    decision_state: FollowUpState | None
    closed_on: date | None
    close_reason: str | None
    closed_by_inspection_id: int | None
    sequel_note: str | None

    @property
    def accounted_for(self) -> int:
        """How many of its evaluations a candidate stands for that is owed, or has its answer on record."""
        if self.state is None or not is_answered(self.state, self.decision_id, self.close_reason):
            return 0
        if was_corrected_away(self.state, self.close_reason):
            return 0
        return min(self.covers, self.candidate_covers or 0)


@dataclass(frozen=True)
class Clocks:
    """How many clocks run today, and how many of them are the managers' because nobody covers the area; how many wait
    for somebody in a role that nobody here has, and which roles these are."""

    running: int
    in_gaps: int
    areas_with_gaps: int
    unheld: int = 0
    missing_roles: frozenset[RoleName] = frozenset()


@dataclass(frozen=True)
class Ledger:
    """Entries by latest publication, counts in evaluations, and every breach. `is_sound` when there is none."""

    entries: tuple[LedgerEntry, ...]
    breaches: tuple[Breach, ...]
    clocks: Clocks

    @property
    def is_sound(self) -> bool:
        return not self.breaches

    @property
    def calling(self) -> int:
        return sum(one.covers for one in self.entries)

    @property
    def accounted_for(self) -> int:
        return sum(one.accounted_for for one in self.entries)

    def standing_as(self, state: CandidateState) -> int:
        return sum(one.accounted_for for one in self.entries if one.state is state)


def is_answered(state: CandidateState, decision_id: int | None, close_reason: str | None) -> bool:
    """Whether the answer that the state speaks of is on record."""
    if state is CandidateState.DECIDED:
        return decision_id is not None
    return state is not CandidateState.CLOSED or bool((close_reason or "").strip())
