"""What are we doing nationally, who takes part, and where were we last?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import func, select
from sqlmodel import Session, col

from data_models.queries.scope import IS_PUBLISHED, only_if, source_readable
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.covid_pause import spans_the_pause
from data_models.rules.known_dates import KnownDate, latest
from data_models.tables import (
    Area,
    FootprintStep,
    FormalMonitoring,
    Indicator,
    Inspection,
    InspectionArea,
    Programme,
    ProgrammeMilestone,
    RiskFlag,
    SelfEvaluation,
    ThematicParticipation,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    DatePrecision,
    FlagState,
    MilestoneKind,
    MonitoringState,
    Origin,
    RiskDescriptor,
    Scale,
    ScrutinyType,
    Stage,
    Strand,
)


@dataclass(frozen=True)
class StepRow:
    """One dated step of a national review, planned and actual apart."""

    id: int
    kind: MilestoneKind
    label: str
    planned_on: date | None
    planned_to: date | None
    actual_on: date | None
    actual_to: date | None
    note: str
    source: str
    row_version: int


@dataclass(frozen=True)
class ParticipationRow:
    """One area taking part in one phase. `note` is empty where findings are not attributed to areas."""

    id: int
    area_code: str
    area_name: str
    phase: str
    from_on: date | None
    to_on: date | None
    feedback_given_on: date | None
    note: str
    origin: Origin
    source: str
    row_version: int


@dataclass(frozen=True)
class SelfEvaluationRow:
    """One area's self-evaluation: when it was due, sent, validated and answered, never what it said."""

    id: int
    area_code: str
    area_name: str
    due_on: date | None
    submitted_on: date | None
    is_validated: bool
    validated_on: date | None
    letter_issued_on: date | None
    feedback_given_on: date | None
    note: str
    origin: Origin
    source: str
    row_version: int


@dataclass(frozen=True)
class IndicatorRow:
    id: int
    number: str | None
    name: str
    domain: str
    is_voluntary: bool


@dataclass(frozen=True)
class TemplateStepRow:
    """One step of the footprint that its inspections follow, in weeks from notification as week 1."""

    kind: MilestoneKind
    label: str
    week_from: int
    week_to: int
    source: str


@dataclass(frozen=True)
class ProgrammeRow:
    """One programme whole. `taking_part` of `of` areas: named in it, inspected in it, or self-evaluating in it.

    `open_inspections` are planned or going on; `inspected_areas` have a published one.
    """

    id: int
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
    starts_on: date | None
    starts_precision: DatePrecision
    ends_on: date | None
    ends_precision: DatePrecision
    weeks_to_publication: int | None
    plan_weeks: int | None
    note: str
    source: str
    indicators: tuple[IndicatorRow, ...]
    steps: tuple[StepRow, ...]
    footprint: tuple[TemplateStepRow, ...]
    participations: tuple[ParticipationRow, ...]
    self_evaluations: tuple[SelfEvaluationRow, ...]
    inspected_areas: int
    open_inspections: int
    taking_part: int
    of: int

    @property
    def submitted(self) -> int:
        return sum(one.submitted_on is not None for one in self.self_evaluations)

    @property
    def validated(self) -> int:
        return sum(one.is_validated for one in self.self_evaluations)


def programmes(session: Session, _: Viewer, *, on: date) -> tuple[ProgrammeRow, ...]:  # noqa: ARG001
    """Every programme, the latest begun first, undated last. One statement; open to everybody."""
    found = together(session, _questions())
    parts = {name: grouped(found[name], "programme_id") for name in PARTS}
    of = len(found["areas"])
    rows = [_row(one, {name: some.get(one["id"], []) for name, some in parts.items()}, of) for one in found["rows"]]
    return tuple(sorted(rows, key=lambda row: (-(row.starts_on or date.min).toordinal(), row.name)))


PARTS = ("steps", "footprint", "parts", "selfs", "covered", "open", "known")


def _questions() -> dict[str, Question]:
    attributed = col(Programme.attributes_findings).is_(True)
    part, own = ThematicParticipation, SelfEvaluation
    return {
        "rows": select(*picked(Programme, ProgrammeRow)),
        "areas": select(col(Area.gss_code)),
        "known": select(col(Indicator.programme_id), *picked(Indicator, IndicatorRow), col(Indicator.position)),
        "steps": select(col(ProgrammeMilestone.programme_id), *picked(ProgrammeMilestone, StepRow)),
        "footprint": select(
            col(FootprintStep.programme_id), *picked(FootprintStep, TemplateStepRow), col(FootprintStep.position)
        ),
        "open": select(col(Inspection.programme_id), col(Inspection.id)).where(
            col(Inspection.stage).not_in((Stage.PUBLISHED, Stage.CANCELLED))
        ),
        "parts": select(
            col(part.programme_id),
            *picked(part, ParticipationRow, "note"),
            only_if(attributed, col(part.note)).label("note"),
            col(Area.short_name).label("area_name"),
        )
        .join(Area, col(part.area_code) == col(Area.gss_code))
        .join(Programme, col(part.programme_id) == col(Programme.id)),
        "selfs": select(
            col(own.programme_id),
            *picked(own, SelfEvaluationRow, "note"),
            only_if(attributed, col(own.note)).label("note"),
            col(Area.short_name).label("area_name"),
        )
        .join(Area, col(own.area_code) == col(Area.gss_code))
        .join(Programme, col(own.programme_id) == col(Programme.id)),
        "covered": select(col(Inspection.programme_id), col(InspectionArea.area_code))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED)
        .distinct(),
    }


def _row(one: Found, parts: dict[str, list[Found]], of: int) -> ProgrammeRow:
    inspected = {each["area_code"] for each in parts["covered"]}
    named = {each["area_code"] for each in parts["parts"]}
    sent = {each["area_code"] for each in parts["selfs"] if each["submitted_on"] or each["is_validated"]}
    return ProgrammeRow(
        **one,
        indicators=tuple(IndicatorRow(**_without(e, "position")) for e in in_order(parts["known"], "position", "id")),
        steps=tuple(StepRow(**e) for e in in_order(parts["steps"], "planned_on", "actual_on", "id")),
        footprint=tuple(TemplateStepRow(**_without(e, "position")) for e in in_order(parts["footprint"], "position")),
        participations=tuple(ParticipationRow(**e) for e in in_order(parts["parts"], "phase", "area_name")),
        self_evaluations=tuple(SelfEvaluationRow(**e) for e in in_order(parts["selfs"], "area_name")),
        inspected_areas=len(inspected),
        open_inspections=len(parts["open"]),
        taking_part=len(inspected | named | sent),
        of=of,
    )


def _without(one: Found, name: str) -> Found:
    return {key: value for key, value in one.items() if key != name}


# --- where were we last, beside what is open there ---


@dataclass(frozen=True)
class LastLook:
    """When an area was last inspected in a programme. `months` is whole months, None where the date is not known.

    `spans_pause` says that the interval touches the pandemic pause, which is not subtracted.
    """

    programme_code: str
    programme_name: str
    strand: Strand
    inspection_id: int
    published_on: date | None
    published_precision: DatePrecision
    months: int | None
    spans_pause: bool


@dataclass(frozen=True)
class RotationRow:
    """One area: its last look in each programme that ever came, beside the risk that is open there now."""

    area_code: str
    area_name: str
    looks: tuple[LastLook, ...]
    open_flags: int
    gravest: RiskDescriptor | None
    is_monitored: bool


def rotation(session: Session, viewer: Viewer, *, on: date) -> tuple[RotationRow, ...]:
    """Every area by name, its looks by programme name. One statement."""
    found = together(session, _rotation_questions(viewer))
    looks, flags = grouped(found["looks"], "area_code"), grouped(found["flags"], "area_code")
    monitored = {one["area_code"] for one in found["monitored"]}
    return tuple(
        RotationRow(
            area_code=one["gss_code"],
            area_name=one["short_name"],
            looks=_last_looks(looks.get(one["gss_code"], []), on),
            open_flags=sum(each["flags"] for each in flags.get(one["gss_code"], [])),
            gravest=_gravest(each["descriptor"] for each in flags.get(one["gss_code"], [])),
            is_monitored=one["gss_code"] in monitored,
        )
        for one in in_order(found["areas"], "short_name")
    )


def _rotation_questions(viewer: Viewer) -> dict[str, Question]:
    return {
        "areas": select(col(Area.gss_code), col(Area.short_name)),
        "looks": select(
            col(InspectionArea.area_code),
            col(Programme.code).label("programme_code"),
            col(Programme.name).label("programme_name"),
            col(Programme.strand),
            col(Inspection.id).label("inspection_id"),
            col(Inspection.published_on),
            col(Inspection.published_precision),
        )
        .join(Inspection, col(InspectionArea.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(IS_PUBLISHED),
        "flags": select(col(RiskFlag.area_code), col(RiskFlag.descriptor), func.count(col(RiskFlag.id)).label("flags"))
        .where(col(RiskFlag.state) == FlagState.OPEN, source_readable(viewer, col(RiskFlag.inspection_id)))
        .group_by(col(RiskFlag.area_code), col(RiskFlag.descriptor)),
        "monitored": select(col(FormalMonitoring.area_code)).where(
            col(FormalMonitoring.state) == MonitoringState.OPEN,
            source_readable(viewer, col(FormalMonitoring.inspection_id)),
        ),
    }


def _last_looks(found: list[Found], on: date) -> tuple[LastLook, ...]:
    looks = []
    for some in grouped(in_order(found, "inspection_id"), "programme_code").items():
        code, rows = some
        chosen = latest(rows, lambda row: KnownDate(row["published_on"], row["published_precision"]))
        if chosen is not None:
            looks.append(_look(code, chosen.chosen, on))
    return tuple(sorted(looks, key=lambda one: one.programme_name))


def _look(code: str, one: Found, on: date) -> LastLook:
    since = KnownDate(one["published_on"], one["published_precision"]).latest
    apart = None if since is None else relativedelta(on, min(since, on))
    return LastLook(
        programme_code=code,
        **one,
        months=None if apart is None else apart.years * 12 + apart.months,
        spans_pause=since is not None and spans_the_pause(since, on),
    )


def _gravest(descriptors: Iterable[RiskDescriptor]) -> RiskDescriptor | None:
    order = list(RiskDescriptor)
    return max(descriptors, key=order.index, default=None)
