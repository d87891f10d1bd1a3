"""The duty to decide after a weak evaluation, what was decided, the reviews that followed, and formal monitoring."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import (
    CandidateState,
    ExitAssessment,
    ExitCriterion,
    FollowUpChoice,
    FollowUpState,
    MonitoringState,
    Origin,
    ReviewOutcome,
    TriggerKind,
)


class FollowUpDecision(Versioned, table=True):
    """One row is one decision on follow-up for one inspection; it may answer several candidates."""

    __tablename__ = "follow_up_decision"
    __table_args__ = (
        CheckConstraint(
            "choice <> 'none' OR (signed_by_id IS NOT NULL AND review_on IS NOT NULL)", name="none_is_signed"
        ),
        CheckConstraint("due_to IS NULL OR due_from IS NULL OR due_to >= due_from", name="window_in_order"),
    )

    id: int = key()
    inspection_id: int = to("inspection.id")
    choice: FollowUpChoice = word(FollowUpChoice)
    state: FollowUpState = word(FollowUpState, default=FollowUpState.DECIDED)
    decided_on: date
    decided_by_body: str = line(default="Quality and Consistency Panel")
    decided_by_id: int | None = to("person.id", default=None)
    signed_by_id: int | None = to("person.id", default=None)
    reason: str = prose()
    review_on: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    window_is_default: bool = False
    closed_on: date | None = None
    close_reason: str = prose(default="")
    origin: Origin = word(Origin, default=Origin.OFFICE)


class FollowUpCandidate(Versioned, table=True):
    """One row is the duty to decide on one evaluation (or on a total without names, counted by `covers`)."""

    __tablename__ = "follow_up_candidate"
    __table_args__ = (
        UniqueConstraint("evaluation_id"),
        UniqueConstraint("evaluation_total_id"),
        CheckConstraint("covers >= 1", name="covers_something"),
        CheckConstraint("state <> 'decided' OR decision_id IS NOT NULL", name="decided_has_a_decision"),
        CheckConstraint("state <> 'closed' OR close_reason <> ''", name="closed_has_a_reason"),
    )

    id: int = key()
    inspection_id: int = to("inspection.id")
    evaluation_id: int | None = to("evaluation.id", default=None, index=False)
    evaluation_total_id: int | None = to("evaluation_total.id", default=None, index=False)
    trigger: TriggerKind = word(TriggerKind)
    covers: int = 1
    is_key_area: bool | None = None
    state: CandidateState = word(CandidateState, default=CandidateState.OWED, index=True)
    opened_on: date | None = None
    decide_by: date | None = None
    decision_id: int | None = to("follow_up_decision.id", default=None)
    closed_on: date | None = None
    close_reason: str = prose(default="")
    closed_by_inspection_id: int | None = to("inspection.id", default=None)
    sequel_note: str = prose(default="")
    origin: Origin = word(Origin, default=Origin.OFFICE)


class ProgressReview(Versioned, table=True):
    """One row is one return visit. Its findings are evaluations of `inspection_id`, once that inspection exists."""

    __tablename__ = "progress_review"
    __table_args__ = (UniqueConstraint("original_inspection_id", "sequence"),)

    id: int = key()
    original_inspection_id: int = to("inspection.id", index=False)
    decision_id: int | None = to("follow_up_decision.id", default=None)
    inspection_id: int | None = to("inspection.id", default=None)
    sequence: int = 1
    due_from: date | None = None
    due_to: date | None = None
    scheduled_on: date | None = None
    reported_on: date | None = None
    outcome: ReviewOutcome | None = word(ReviewOutcome, default=None)
    outcome_text: str = prose(default="")
    origin: Origin = word(Origin, default=Origin.OFFICE)


class FormalMonitoring(Versioned, table=True):
    """One row is one spell of formal monitoring of an area, or a proposal of one that a senior manager must answer."""

    __tablename__ = "formal_monitoring"
    __table_args__ = (
        Index(
            "uq_formal_monitoring_open_per_area",
            "area_code",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        CheckConstraint(
            "state NOT IN ('closed', 'declined') OR (closed_on IS NOT NULL AND close_reason <> '')",
            name="ends_with_a_reason",
        ),
    )

    id: int = key()
    area_code: str = to("area.gss_code")
    inspection_id: int | None = to("inspection.id", default=None)
    state: MonitoringState = word(MonitoringState, default=MonitoringState.PROPOSED)
    reason: str = prose()
    proposed_on: date | None = None
    opened_on: date | None = None
    opened_by_id: int | None = to("person.id", default=None)
    review_every_weeks: int = Field(default=4)
    next_review_on: date | None = None
    closed_on: date | None = None
    closed_by_id: int | None = to("person.id", default=None)
    close_reason: str = prose(default="")
    origin: Origin = word(Origin, default=Origin.OFFICE)


class AssuranceUpdate(Versioned, table=True):
    """One row is one assurance given to senior managers and scrutiny partners under formal monitoring."""

    __tablename__ = "assurance_update"

    id: int = key()
    monitoring_id: int = to("formal_monitoring.id")
    due_on: date | None = None
    given_on: date
    given_by_id: int | None = to("person.id", default=None)
    audience: str = line(default="senior managers and scrutiny partners")
    summary: str = prose()


class ExitLine(Versioned, table=True):
    """One row is one of the five lines of an exit scorecard, as last assessed."""

    __tablename__ = "exit_line"
    __table_args__ = (
        UniqueConstraint("monitoring_id", "criterion"),
        CheckConstraint("assessment = 'unassessed' OR assessed_on IS NOT NULL", name="assessed_has_a_date"),
    )

    id: int = key()
    monitoring_id: int = to("formal_monitoring.id", index=False)
    criterion: ExitCriterion = word(ExitCriterion)
    assessment: ExitAssessment = word(ExitAssessment, default=ExitAssessment.UNASSESSED)
    evidence: str = prose(default="")
    assessed_on: date | None = None
    assessed_by_id: int | None = to("person.id", default=None)
