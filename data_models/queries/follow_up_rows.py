"""The rows of the follow-up register: candidates, decisions, reviews, sequels, and how they add up."""

from dataclasses import dataclass
from datetime import date

from data_models.queries.evaluations import EvaluationRow
from data_models.queries.places import Place
from data_models.rules.follow_up import Lack, Window
from data_models.rules.references import Kind, reference
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    DatePrecision,
    FollowUpChoice,
    FollowUpState,
    Grade,
    Origin,
    ReviewOutcome,
    Scale,
    ScrutinyType,
    Strand,
    TriggerKind,
)


@dataclass(frozen=True)
class DecisionRow:
    id: int
    inspection_id: int
    choice: FollowUpChoice
    state: FollowUpState
    decided_on: date
    decided_by_body: str
    decided_by: str | None
    signed_by: str | None
    reason: str
    review_on: date | None
    due_from: date | None
    due_to: date | None
    window_is_default: bool
    closed_on: date | None
    close_reason: str
    row_version: int
    is_open: bool
    is_past_due: bool

    @property
    def reference(self) -> str:
        return reference(Kind.DECISION, self.id)


@dataclass(frozen=True)
class ReviewRow:
    """One progress review with its findings per priority area, once its report may be read.

    `scheduled_until` is the last day planned on site, `begun_on` the day the visit began.
    """

    id: int
    original_inspection_id: int
    decision_id: int | None
    inspection_id: int | None
    sequence: int
    due_from: date | None
    due_to: date | None
    scheduled_on: date | None
    scheduled_until: date | None
    begun_on: date | None
    reported_on: date | None
    outcome: ReviewOutcome | None
    outcome_text: str
    origin: Origin
    row_version: int
    findings: tuple[EvaluationRow, ...]

    @property
    def reference(self) -> str:
        return reference(Kind.PROGRESS_REVIEW, self.id)

    @property
    def window(self) -> Window:
        return Window(self.due_from, self.due_to, is_default=False)

    @property
    def is_over(self) -> bool:
        """Reported here, or part of the published past."""
        return self.reported_on is not None or self.decision_id is None


@dataclass(frozen=True)
class SequelRow:
    """What the sources tell came after a trigger, and closed it."""

    inspection_id: int
    scrutiny_type: ScrutinyType
    published_on: date | None
    published_precision: DatePrecision


@dataclass(frozen=True)
class Silence:
    """The answer that a report gives no intention or no timescale, and why that stands."""

    reason: str
    noted_on: date


@dataclass(frozen=True)
class CandidateRow:
    """One duty to decide, with everything that answered it. `label`, `verbatim` are the trigger's own words.

    `window` is the decision's, else the report's, else our default (marked so); None where nobody is asked.
    """

    id: int
    inspection_id: int
    evaluation_id: int | None
    evaluation_total_id: int | None
    trigger: TriggerKind
    covers: int
    is_key_area: bool | None
    state: CandidateState
    opened_on: date | None
    decide_by: date | None
    decision_id: int | None
    closed_on: date | None
    close_reason: str
    sequel_note: str
    origin: Origin
    row_version: int
    label: str
    verbatim: str
    original_word: str
    scale: Scale | None
    grade: Grade | None
    statement: AspStatement | None
    programme_name: str
    strand: Strand
    partnership_name: str
    published_on: date | None
    published_precision: DatePrecision
    intention_recorded: bool | None
    intention_text: str
    timescale_text: str
    report_url: str
    areas: tuple[Place, ...]
    decision: DecisionRow | None
    window: Window | None
    reviews: tuple[ReviewRow, ...]
    sequel: SequelRow | None
    lacks: tuple[Lack, ...]
    silence: Silence | None
    days_overdue: int

    @property
    def reference(self) -> str:
        return reference(Kind.CANDIDATE, self.id)

    @property
    def is_silence_open(self) -> bool:
        """The report lacks something, and nobody has answered that it gives none."""
        return bool(self.lacks) and self.silence is None

    @property
    def is_live(self) -> bool:
        """Somebody still owes something on it."""
        return self.state is CandidateState.OWED or (self.decision is not None and self.decision.is_open)

    @property
    def own_reviews(self) -> tuple[ReviewRow, ...]:
        """The return visits of its own decision, in sequence; another decision on the same report may have others."""
        return tuple(one for one in self.reviews if one.decision_id == self.decision_id is not None)

    @property
    def is_reported(self) -> bool:
        """A return visit of its own decision has reported."""
        return any(one.reported_on is not None for one in self.own_reviews)

    @property
    def review_to_come(self) -> ReviewRow | None:
        """The return visit that is not reported yet, while its follow-up is open."""
        if self.decision is None or not self.decision.is_open:
            return None
        return next((one for one in reversed(self.own_reviews) if one.reported_on is None), None)


@dataclass(frozen=True)
class StateCount:
    """How many evaluations stand in a state, and in how many candidates."""

    state: CandidateState
    evaluations: int
    candidates: int


@dataclass(frozen=True)
class SaidInWords:
    """A published report whose words suggest weakness, without an evaluation on a scale."""

    evaluation_id: int
    inspection_id: int
    label: str
    verbatim: str
    programme_name: str
    published_on: date | None
    published_precision: DatePrecision
    areas: tuple[Place, ...]


@dataclass(frozen=True)
class Unaccounted:
    """A published evaluation that calls for follow-up and has no candidate: there should be none."""

    inspection_id: int
    label: str
    evaluations: int
    areas: tuple[Place, ...]


@dataclass(frozen=True)
class Register:
    """Follow-up whole: `calling` evaluations of the published record, `accounted_for` by candidates.

    `other_triggers` are candidates that no evaluation opened (significant concern, ministerial request).
    """

    candidates: tuple[CandidateRow, ...]
    counts: tuple[StateCount, ...]
    calling: int
    accounted_for: int
    other_triggers: int
    unaccounted: tuple[Unaccounted, ...]
    said_in_words: tuple[SaidInWords, ...]
    lacking: tuple[CandidateRow, ...]
