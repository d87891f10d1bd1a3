"""What there is to know of an inspection: its parts, and the whole of them."""

from dataclasses import dataclass
from datetime import date, datetime

from data_models.queries.corrections import CorrectionRow
from data_models.queries.evaluations import (
    EvaluationRow,
    TotalRow,
)
from data_models.queries.first_known import entry_of
from data_models.queries.follow_up_rows import CandidateRow, ReviewRow
from data_models.queries.inspections import InspectionRow
from data_models.rules.late_entries import Entry
from data_models.vocabulary import (
    DatePrecision,
    MilestoneKind,
    PlanState,
    ScrutinyBody,
    ScrutinyType,
    SurveyKind,
    TeamRole,
)


@dataclass(frozen=True)
class MilestoneRow:
    """One step of the footprint. `days_late` is how much later than planned it was done, or has waited so far."""

    id: int
    kind: MilestoneKind
    label: str
    planned_from: date | None
    planned_on: date | None
    actual_on: date | None
    note: str
    row_version: int
    known_at: datetime | None
    days_late: int

    @property
    def entry(self) -> Entry | None:
        """Its day, with the day on which the record came to know of it."""
        return entry_of("actual_on", self.actual_on, self.known_at)


@dataclass(frozen=True)
class TeamRow:
    """A place in the team; people of partner bodies are counted, not named."""

    id: int
    role: TeamRole
    body: ScrutinyBody
    headcount: int
    person_id: int | None
    person: str | None
    row_version: int


@dataclass(frozen=True)
class SurveyRow:
    """One survey. `respondents` is None where it is not known, or withheld because it is small."""

    id: int
    kind: SurveyKind
    opens_on: date | None
    closes_on: date | None
    respondents: int | None
    is_withheld: bool
    shared_with_partnership_on: date | None
    row_version: int


@dataclass(frozen=True)
class RecommendationRow:
    id: int
    number: int
    text: str
    is_priority: bool
    indicator_id: int | None
    indicator_name: str | None
    row_version: int


@dataclass(frozen=True)
class LinkedInspection:
    """Another inspection in the same chain."""

    id: int
    scrutiny_type: ScrutinyType
    programme_name: str
    published_on: date | None
    published_precision: DatePrecision


@dataclass(frozen=True)
class ContradictionRow:
    """Two sources that disagree; both are kept."""

    id: int
    subject: str
    area_code: str | None
    inspection_id: int | None
    statement_a: str
    source_a: str
    statement_b: str
    source_b: str
    note: str


@dataclass(frozen=True)
class PublishedRowRow:
    """One line of an imported file, word for word."""

    id: int
    row_number: int
    file_name: str
    area_text: str
    partnership_name: str
    programme_text: str
    published_text: str
    indicator_text: str
    value_text: str
    follow_up_text: str
    source_url: str


@dataclass(frozen=True)
class Report:
    """What the report says and what the panel decided on it."""

    summary: str
    report_url: str
    published_note: str
    panel_decision: str
    panel_decided_on: date | None
    intention_recorded: bool | None
    intention_text: str
    timescale_text: str
    timescale_from: date | None
    timescale_to: date | None
    has_significant_concerns: bool
    significant_concerns_text: str
    requests_plan: bool


@dataclass(frozen=True)
class Running:
    """How the inspection is carried out."""

    legal_basis: str
    mode: str
    accuracy_response_due_on: date | None
    accuracy_responded_on: date | None
    records_planned: int | None
    records_read: int | None
    records_double_read: int | None
    source: str
    row_version: int


@dataclass(frozen=True)
class InspectionPicture:
    """One inspection. `report` is None, and every finding empty, for whoever may not read it yet.

    A programme that attributes no findings to areas (`attributes_findings` False) shows no findings to anybody.
    `is_return_visit` where it is the visit of a progress review, whose report and end are deeds on that review.
    """

    inspection: InspectionRow
    running: Running
    attributes_findings: bool
    is_return_visit: bool
    milestones: tuple[MilestoneRow, ...]
    team: tuple[TeamRow, ...]
    surveys: tuple[SurveyRow, ...]
    report: Report | None
    evaluations: tuple[EvaluationRow, ...]
    corrections: tuple[CorrectionRow, ...]
    totals: tuple[TotalRow, ...]
    recommendations: tuple[RecommendationRow, ...]
    candidates: tuple[CandidateRow, ...]
    reviews: tuple[ReviewRow, ...]
    follows: tuple[LinkedInspection, ...]
    followed_by: tuple[LinkedInspection, ...]
    plan_id: int | None
    plan_state: PlanState | None
    contradictions: tuple[ContradictionRow, ...]
    published_rows: tuple[PublishedRowRow, ...]

    @property
    def team_size(self) -> int:
        return sum(one.headcount for one in self.team)

    @property
    def is_withheld(self) -> bool:
        return self.report is None
