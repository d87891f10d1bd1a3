"""Inspections, how they run, what they evaluated and what they recommended."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import (
    AspStatement,
    DatePrecision,
    Grade,
    MilestoneKind,
    Origin,
    ProgressFinding,
    PublicationState,
    Scale,
    ScrutinyBody,
    ScrutinyType,
    Stage,
    Standing,
    SurveyKind,
    TeamRole,
)


class Inspection(Versioned, table=True):
    """One row is one inspection or review of one partnership, which may span several areas."""

    __table_args__ = (
        CheckConstraint(
            "(published_precision = 'unknown') = (published_on IS NULL)",
            name="published_date_has_its_precision",
        ),
        CheckConstraint(
            "publication_state = 'published' OR published_on IS NULL",
            name="only_published_has_published_date",
        ),
    )

    id: int = key()
    programme_id: int = to("programme.id")
    scrutiny_type: ScrutinyType = word(ScrutinyType)
    title: str = line(default="")
    partnership_name: str = line()
    theme: str = line(default="")
    legal_basis: str = line(default="")
    mode: str = line(default="")
    stage: Stage = word(Stage, default=Stage.PLANNED)
    plan_year: str = Field(default="", max_length=9)
    lead_id: int | None = to("person.id", default=None)
    starts_on: date | None = None
    planned_publication_on: date | None = None
    publication_state: PublicationState = word(PublicationState, default=PublicationState.NOT_PUBLISHED, index=True)
    published_on: date | None = Field(default=None, index=True)
    published_precision: DatePrecision = word(DatePrecision, default=DatePrecision.UNKNOWN)
    published_note: str = prose(default="")
    report_url: str = prose(default="")
    summary: str = prose(default="")
    follows_inspection_id: int | None = to("inspection.id", default=None)
    panel_decision: str = prose(default="")
    panel_decided_on: date | None = None
    accuracy_response_due_on: date | None = None
    accuracy_responded_on: date | None = None
    intention_recorded: bool | None = None
    intention_text: str = prose(default="")
    timescale_text: str = prose(default="")
    timescale_from: date | None = None
    timescale_to: date | None = None
    has_significant_concerns: bool = False
    significant_concerns_text: str = prose(default="")
    requests_plan: bool = False
    records_planned: int | None = None
    records_read: int | None = None
    records_double_read: int | None = None
    origin: Origin = word(Origin, default=Origin.OFFICE)
    source: str = prose(default="")


class InspectionArea(Versioned, table=True):
    """One row says that an inspection covers an area (the three Ayrshires were once one partnership)."""

    __tablename__ = "inspection_area"

    inspection_id: int = Field(primary_key=True, foreign_key="inspection.id")
    area_code: str = Field(primary_key=True, foreign_key="area.gss_code", index=True)


class Milestone(Versioned, table=True):
    """One row is one step of an inspection's footprint. What was planned is never overwritten by what happened."""

    id: int = key()
    inspection_id: int = to("inspection.id")
    kind: MilestoneKind = word(MilestoneKind)
    label: str = line()
    planned_from: date | None = None
    planned_on: date | None = None
    actual_on: date | None = None
    position: int = 0
    note: str = prose(default="")


class TeamMember(Versioned, table=True):
    """One row is a place in an inspection team. Partner bodies' people are counted by role, not named."""

    __tablename__ = "team_member"
    __table_args__ = (CheckConstraint("headcount BETWEEN 1 AND 20", name="headcount_sensible"),)

    id: int = key()
    inspection_id: int = to("inspection.id")
    person_id: int | None = to("person.id", default=None)
    role: TeamRole = word(TeamRole)
    body: ScrutinyBody = word(ScrutinyBody, default=ScrutinyBody.CARE_INSPECTORATE)
    headcount: int = 1


class ReportSilence(Versioned, table=True):
    """One row says that a published report gives no intention or no timescale for follow-up, and why that stands."""

    __tablename__ = "report_silence"
    __table_args__ = (UniqueConstraint("inspection_id"),)

    id: int = key()
    inspection_id: int = to("inspection.id", index=False)
    reason: str = prose()
    noted_on: date
    noted_by_id: int | None = to("person.id", default=None)


class Survey(Versioned, table=True):
    """One row is one survey of an inspection: dates and a count, never an answer."""

    __table_args__ = (CheckConstraint("respondents IS NULL OR respondents >= 0", name="respondents_counted"),)

    id: int = key()
    inspection_id: int = to("inspection.id")
    kind: SurveyKind = word(SurveyKind)
    opens_on: date | None = None
    closes_on: date | None = None
    respondents: int | None = None
    shared_with_partnership_on: date | None = None


class Evaluation(Versioned, table=True):
    """One row is one judgement at one inspection, in the scale it was made in and in the report's own words."""

    __table_args__ = (
        CheckConstraint(
            "(grade IS NULL OR (scale = 'six_point' AND standing = 'evaluated'))"
            " AND (statement IS NULL OR (scale = 'asp_statement' AND standing = 'evaluated'))"
            " AND (progress IS NULL OR (scale = 'progress' AND standing = 'evaluated'))",
            name="value_is_of_its_scale",
        ),
        CheckConstraint(
            "standing <> 'evaluated' OR (grade IS NOT NULL OR statement IS NOT NULL OR progress IS NOT NULL)",
            name="evaluated_has_a_value",
        ),
    )

    id: int = key()
    inspection_id: int = to("inspection.id")
    indicator_id: int | None = to("indicator.id", default=None)
    recommendation_id: int | None = to("recommendation.id", default=None)
    label: str = line()
    scale: Scale = word(Scale)
    standing: Standing = word(Standing, default=Standing.EVALUATED)
    grade: Grade | None = word(Grade, default=None)
    statement: AspStatement | None = word(AspStatement, default=None)
    progress: ProgressFinding | None = word(ProgressFinding, default=None)
    is_key_area: bool | None = None
    verbatim: str = prose(default="")
    original_word: str = line(default="")
    words_suggest_weakness: bool = False
    corrected_on: date | None = None
    correction_reason: str = prose(default="")
    source: str = prose(default="")
    position: int = 0


class EvaluationTotal(Versioned, table=True):
    """One row is a count without names: "4 weak". No indicator is invented for it.

    `unnamed` is how many of the `total` are not already there as a named evaluation of the same inspection.
    """

    __tablename__ = "evaluation_total"
    __table_args__ = (
        UniqueConstraint("inspection_id", "label", "grade"),
        CheckConstraint("total >= 1 AND unnamed BETWEEN 0 AND total", name="counts_add_up"),
    )

    id: int = key()
    inspection_id: int = to("inspection.id")
    label: str = line()
    grade: Grade = word(Grade)
    total: int
    unnamed: int
    verbatim: str = prose(default="")
    source: str = prose(default="")


class Recommendation(Versioned, table=True):
    """One row is one recommendation (an "area for improvement" or "priority area", by programme)."""

    __table_args__ = (UniqueConstraint("inspection_id", "number"),)

    id: int = key()
    inspection_id: int = to("inspection.id")
    number: int
    text: str = prose()
    is_priority: bool = False
    indicator_id: int | None = to("indicator.id", default=None)
