"""What one row of each reference list is, before any of it reaches the database."""

from dataclasses import dataclass
from datetime import date

from data_models.vocabulary import (
    DatePrecision,
    MilestoneKind,
    PartnershipKind,
    Scale,
    ScrutinyType,
    Strand,
)


@dataclass(frozen=True)
class ListedDate:
    """A day as exactly as it is known; `day` is the first day of the known period, None when not known."""

    day: date | None
    precision: DatePrecision


@dataclass(frozen=True)
class ListedArea:
    """One of the 32 council areas, with its tile on the equal-area map and its population."""

    gss_code: str
    retired_gss_code: str
    short_name: str
    official_name: str
    health_board: str
    health_board_code: str
    tile_row: int
    tile_col: int
    tile_label: str
    tile_code: str
    population: int
    population_year: int
    note: str


@dataclass(frozen=True)
class ListedAlias:
    """Another name by which a source calls an area."""

    gss_code: str
    alias: str
    source: str


@dataclass(frozen=True)
class ListedPartnership:
    """A partnership and the areas it covers; two of them cover more than one council."""

    code: str
    name: str
    kind: PartnershipKind
    official_code: str
    note: str
    gss_codes: tuple[str, ...]


@dataclass(frozen=True)
class ListedProgramme:
    """A programme of scrutiny; `attributes_findings` is no where findings are not told per area."""

    code: str
    name: str
    strand: Strand
    scrutiny_type: ScrutinyType
    scale: Scale
    plan_name: str
    legal_basis: str
    framework: str
    evaluates: bool
    attributes_findings: bool
    starts: ListedDate
    ends: ListedDate
    weeks_to_publication: int | None
    note: str
    source: str


@dataclass(frozen=True)
class ListedIndicator:
    """One indicator of a programme; `number` is empty where the sources give only a name."""

    programme: str
    number: str
    name: str
    domain: str
    position: int
    voluntary: bool
    scale: Scale
    source: str


@dataclass(frozen=True)
class ListedFootprintStep:
    """One step of a programme's footprint, in weeks counted from notification as week 1."""

    programme: str
    week_from: int
    week_to: int
    kind: MilestoneKind
    label: str
    source: str


@dataclass(frozen=True)
class ListedMilestone:
    """One step of a national review or self-evaluation, planned and actual kept apart."""

    programme: str
    phase: str
    kind: MilestoneKind
    label: str
    planned_from: ListedDate
    planned_to: ListedDate
    actual_from: ListedDate
    actual_to: ListedDate
    note: str
    source: str


@dataclass(frozen=True)
class ListedParticipation:
    """One area's part in a national review. A line for all 32 areas is spread into 32 of these."""

    programme: str
    gss_code: str
    phase: str
    part: str
    starts: ListedDate
    ends: ListedDate
    feedback: ListedDate
    note: str
    source: str


@dataclass(frozen=True)
class ListedSelfEvaluation:
    """One area's self-evaluation as far as the sources tell; what they do not tell is None."""

    programme: str
    gss_code: str
    phase: str
    indicator: str
    opens_on: date | None
    closes_on: date | None
    submitted_on: date | None
    validated: bool | None
    validation_from: date | None
    validation_to: date | None
    letter_issued_on: date | None
    note: str
    source: str


@dataclass(frozen=True)
class ListedContradiction:
    """Two statements that cannot both be right, each with its source; `report` is the one they are about, if one is."""

    code: str
    subject: str
    gss_code: str
    programme: str
    report: str
    statement_a: str
    source_a: str
    statement_b: str
    source_b: str
    note: str


@dataclass(frozen=True)
class ListedHoliday:
    """A Scottish bank holiday; `substitute` when another day stands in for a weekend."""

    day: date
    name: str
    substitute: bool
    rule: str
