"""What is done nationally: programmes, what they evaluate, how they run, and who takes part."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import (
    DatePrecision,
    MilestoneKind,
    Origin,
    Scale,
    ScrutinyBody,
    ScrutinyType,
    Strand,
)


class Programme(Versioned, table=True):
    """One row is one programme of scrutiny, with its scale and the word it uses for a plan."""

    id: int = key()
    code: str = line(unique=True)
    name: str = line()
    strand: Strand = word(Strand)
    scrutiny_type: ScrutinyType = word(ScrutinyType)
    scale: Scale = word(Scale)
    plan_name: str = line(default="action plan")
    legal_basis: str = line(default="")
    framework: str = line(default="")
    evaluates: bool = True
    attributes_findings: bool = True
    starts_on: date | None = None
    starts_precision: DatePrecision = word(DatePrecision, default=DatePrecision.UNKNOWN)
    ends_on: date | None = None
    ends_precision: DatePrecision = word(DatePrecision, default=DatePrecision.UNKNOWN)
    weeks_to_publication: int | None = None
    plan_weeks: int | None = None
    note: str = prose(default="")
    source: str = prose(default="")


class Indicator(Versioned, table=True):
    """One row is one quality indicator that a programme evaluates."""

    __table_args__ = (UniqueConstraint("programme_id", "name"),)

    id: int = key()
    programme_id: int = to("programme.id")
    number: str | None = Field(default=None, max_length=12)
    name: str = line()
    domain: str = line(default="")
    position: int = 0
    is_voluntary: bool = False


class FootprintStep(Versioned, table=True):
    """One row is one step of a programme's footprint, in weeks from notification."""

    __tablename__ = "footprint_step"
    __table_args__ = (CheckConstraint("week_to >= week_from", name="weeks_in_order"),)

    id: int = key()
    programme_id: int = to("programme.id")
    kind: MilestoneKind = word(MilestoneKind)
    label: str = line()
    week_from: int
    week_to: int
    position: int = 0
    source: str = prose(default="")


class ProgrammeMilestone(Versioned, table=True):
    """One row is one dated step of a national review: planned and actual apart."""

    __tablename__ = "programme_milestone"

    id: int = key()
    programme_id: int = to("programme.id")
    kind: MilestoneKind = word(MilestoneKind)
    label: str = line()
    planned_on: date | None = None
    planned_to: date | None = None
    actual_on: date | None = None
    actual_to: date | None = None
    note: str = prose(default="")
    source: str = prose(default="")


class ThematicParticipation(Versioned, table=True):
    """One row is one area taking part in one phase of a thematic review."""

    __tablename__ = "thematic_participation"
    __table_args__ = (UniqueConstraint("programme_id", "area_code", "phase"),)

    id: int = key()
    programme_id: int = to("programme.id")
    area_code: str = to("area.gss_code")
    phase: str = line(default="")
    from_on: date | None = None
    to_on: date | None = None
    feedback_given_on: date | None = None
    note: str = prose(default="")
    origin: Origin = word(Origin, default=Origin.OFFICE)
    source: str = prose(default="")


class SelfEvaluation(Versioned, table=True):
    """One row is one area's self-evaluation in a programme: due, sent, validated, answered."""

    __tablename__ = "self_evaluation"
    __table_args__ = (UniqueConstraint("programme_id", "area_code"),)

    id: int = key()
    programme_id: int = to("programme.id")
    area_code: str = to("area.gss_code")
    due_on: date | None = None
    submitted_on: date | None = None
    is_validated: bool = False
    validated_on: date | None = None
    letter_issued_on: date | None = None
    feedback_given_on: date | None = None
    note: str = prose(default="")
    origin: Origin = word(Origin, default=Origin.OFFICE)
    source: str = prose(default="")


class PlannedScrutiny(Versioned, table=True):
    """One row is scrutiny of an area by another body, so that demand on an area can be seen whole."""

    __tablename__ = "planned_scrutiny"

    id: int = key()
    area_code: str = to("area.gss_code")
    body: ScrutinyBody = word(ScrutinyBody)
    activity: str = line()
    from_on: date
    to_on: date | None = None
    origin: Origin = word(Origin, default=Origin.OFFICE)
    source: str = prose(default="")
