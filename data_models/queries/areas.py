"""What do we know about this area?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries import action_plans, chronicle, follow_up, formal_monitoring
from data_models.queries.action_plans import PlanRow
from data_models.queries.chronicle import Event, EventKind
from data_models.queries.engagement import (
    ContactRow,
    FactorRow,
    PurposeLast,
    contact_questions,
    contact_rows,
    factor_rows,
    factors_question,
)
from data_models.queries.evaluations import (
    EvaluationRow,
    TotalRow,
    evaluation_rows,
    evaluations_question,
    total_rows,
    totals_question,
)
from data_models.queries.follow_up_rows import Register
from data_models.queries.formal_monitoring import MonitoringRow
from data_models.queries.good_practice import PracticeRow, practice_questions, practice_rows
from data_models.queries.inspection_picture import contradiction_rows, contradictions_of_area
from data_models.queries.inspection_rows import ContradictionRow
from data_models.queries.places import Place, in_area
from data_models.queries.reviews import ReviewRow, review_rows, reviews_question
from data_models.queries.risk_flags import FlagRow, flag_rows, flags_question
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.settings import Thresholds
from data_models.tables import (
    Area,
    AreaAlias,
    Assignment,
    Contact,
    Factor,
    GoodPractice,
    Partnership,
    PartnershipArea,
    Person,
    PlannedScrutiny,
    ReviewNotification,
    RiskFlag,
)
from data_models.visibility import Viewer
from data_models.vocabulary import CoverRole, FlagState, Origin, PartnershipKind, Purpose, Scale, ScrutinyBody, Standing


@dataclass(frozen=True)
class AreaRow:
    """One of the 32 council areas, with its place on the equal-area tile map."""

    gss_code: str
    short_name: str
    official_name: str
    health_board: str
    tile_row: int
    tile_column: int
    tile_label: str
    tile_code: str
    population: int | None
    population_year: int | None
    note: str


@dataclass(frozen=True)
class PartnershipRow:
    """A partnership the area is in, and the areas it shares it with."""

    id: int
    kind: PartnershipKind
    name: str
    shared_with: tuple[Place, ...]


@dataclass(frozen=True)
class AssignmentRow:
    """Somebody who covered the area in a role. `is_current` is for the day asked about."""

    id: int
    role: CoverRole
    person_id: int
    person: str
    starts_on: date
    ends_on: date | None
    reason: str
    is_current: bool


@dataclass(frozen=True)
class ScrutinyRow:
    """Scrutiny of the area by another body."""

    id: int
    body: ScrutinyBody
    activity: str
    from_on: date
    to_on: date | None
    origin: Origin
    source: str
    row_version: int


@dataclass(frozen=True)
class AreaPicture:
    """One area whole. `evaluations` holds every judgement this person may read, oldest first; the properties part
    them by scale, for values of different scales are never compared. `factors` also has what no longer holds."""

    area: AreaRow
    aliases: tuple[str, ...]
    partnerships: tuple[PartnershipRow, ...]
    assignments: tuple[AssignmentRow, ...]
    evaluations: tuple[EvaluationRow, ...]
    totals: tuple[TotalRow, ...]
    chronicle: tuple[Event, ...]
    contacts: tuple[ContactRow, ...]
    purposes: tuple[PurposeLast, ...]
    factors: tuple[FactorRow, ...]
    flags: tuple[FlagRow, ...]
    follow_up: Register
    monitoring: tuple[MonitoringRow, ...]
    plans: tuple[PlanRow, ...]
    practice: tuple[PracticeRow, ...]
    reviews: tuple[ReviewRow, ...]
    planned_scrutiny: tuple[ScrutinyRow, ...]
    contradictions: tuple[ContradictionRow, ...]

    @property
    def grades(self) -> tuple[EvaluationRow, ...]:
        return self._on(Scale.SIX_POINT)

    @property
    def statements(self) -> tuple[EvaluationRow, ...]:
        return self._on(Scale.ASP_STATEMENT)

    @property
    def findings_of_progress(self) -> tuple[EvaluationRow, ...]:
        return self._on(Scale.PROGRESS)

    @property
    def not_evaluated(self) -> tuple[EvaluationRow, ...]:
        """Not evaluated, not in scope, missing, or before the framework: four different absences."""
        return tuple(one for one in self.evaluations if one.standing is not Standing.EVALUATED)

    def _on(self, scale: Scale) -> tuple[EvaluationRow, ...]:
        return tuple(one for one in self.evaluations if one.scale is scale and one.standing is Standing.EVALUATED)


def all_areas(session: Session, _: Viewer | None = None, *, on: date | None = None) -> tuple[AreaRow, ...]:  # noqa: ARG001
    """The 32 areas by name. One statement."""
    rows = session.connection().execute(select(*picked(Area, AreaRow)).order_by(col(Area.short_name)))
    return tuple(AreaRow(**row._mapping) for row in rows)


def area_sought(session: Session, _: Viewer, *, on: date, area: str) -> AreaRow | None:  # noqa: ARG001
    """The area an address asks for, as a page asks it. One statement; open to everybody."""
    return area_named(session, area)


def area_named(session: Session, text: str) -> AreaRow | None:
    """The area of this code (also a retired one) or name, in any spelling the record knows; None when there is none.

    One statement.
    """
    wanted = " ".join(text.split()).casefold()
    rows = session.connection().execute(
        select(*picked(Area, AreaRow), col(Area.retired_gss_code), col(AreaAlias.alias), col(AreaAlias.folded))
        .outerjoin(AreaAlias, col(AreaAlias.area_code) == col(Area.gss_code))
        .order_by(col(Area.gss_code), col(AreaAlias.id))
    )
    for row in rows:
        *plain, retired, alias, folded = row
        names = (row.gss_code, retired, row.short_name, row.official_name, alias, folded)
        if wanted and wanted in {name.casefold() for name in names if name}:
            return AreaRow(*plain)
    return None


def area_picture(
    session: Session,
    viewer: Viewer,
    *,
    on: date,
    thresholds: Thresholds,
    area_code: str,
    holidays: Collection[date] = (),
) -> AreaPicture | None:
    """Everything the record holds on one area; None when there is no area of that code. One statement.

    `holidays` are Scotland's bank holidays, which the clocks of reviews leave out.
    """
    asked = _facts(viewer, area_code) | _of_other_nouns(viewer, on, area_code) | chronicle.questions(viewer, area_code)
    found = together(session, asked)
    if not found["area"]:
        return None
    events = chronicle.answer(found)
    return AreaPicture(
        area=AreaRow(**found["area"][0]),
        aliases=tuple(sorted(one["alias"] for one in found["aliases"])),
        partnerships=_partnerships(found["partnerships"], area_code),
        assignments=_assignments(found["assignments"], on),
        evaluations=evaluation_rows(found["evaluations"]),
        totals=total_rows(found["totals"]),
        chronicle=events,
        contacts=contact_rows(found),
        purposes=_purposes(events, on),
        factors=factor_rows(found["factors"]),
        flags=flag_rows(found["flags"], on),
        follow_up=follow_up.answer(found, on, thresholds),
        monitoring=formal_monitoring.answer(found, on),
        plans=action_plans.answer(found, on, thresholds),
        practice=practice_rows(found),
        reviews=review_rows(found["reviews"], on, thresholds, holidays),
        planned_scrutiny=tuple(ScrutinyRow(**one) for one in in_order(found["scrutiny"], "from_on", "id")),
        contradictions=contradiction_rows(found["contradictions"]),
    )


def _facts(viewer: Viewer, area_code: str) -> dict[str, Question]:
    return {
        "area": select(*picked(Area, AreaRow)).where(col(Area.gss_code) == area_code),
        "aliases": select(col(AreaAlias.alias)).where(col(AreaAlias.area_code) == area_code),
        "partnerships": _partnerships_question(area_code),
        "assignments": select(*picked(Assignment, AssignmentRow), col(Person.display_name).label("person"))
        .join(Person, col(Assignment.person_id) == col(Person.id))
        .where(col(Assignment.area_code) == area_code),
        "evaluations": evaluations_question(viewer, in_area(area_code)),
        "totals": totals_question(viewer, in_area(area_code)),
        "factors": factors_question(viewer, col(Factor.area_code) == area_code),
        "scrutiny": select(*picked(PlannedScrutiny, ScrutinyRow)).where(col(PlannedScrutiny.area_code) == area_code),
        "contradictions": contradictions_of_area(viewer, area_code),
    }


def _of_other_nouns(viewer: Viewer, on: date, area_code: str) -> dict[str, Question]:
    is_open = col(RiskFlag.state) == FlagState.OPEN
    return (
        {
            "flags": flags_question(viewer, col(RiskFlag.area_code) == area_code, is_open),
            "reviews": reviews_question(viewer, col(ReviewNotification.area_code) == area_code),
        }
        | follow_up.questions(viewer, in_area(area_code))
        | formal_monitoring.questions(viewer, area_code)
        | action_plans.questions(viewer, on, area_code)
        | practice_questions(viewer, col(GoodPractice.area_code) == area_code)
        | contact_questions(viewer, col(Contact.area_code) == area_code, col(Contact.held_on) <= on)
    )


def _partnerships_question(area_code: str) -> Question:
    theirs = select(col(PartnershipArea.partnership_id)).where(col(PartnershipArea.area_code) == area_code)
    return (
        select(
            col(Partnership.id),
            col(Partnership.kind),
            col(Partnership.name),
            col(PartnershipArea.area_code),
            col(Area.short_name),
        )
        .join(PartnershipArea, col(PartnershipArea.partnership_id) == col(Partnership.id))
        .join(Area, col(PartnershipArea.area_code) == col(Area.gss_code))
        .where(col(Partnership.id).in_(theirs))
    )


def _partnerships(found: list[Found], area_code: str) -> tuple[PartnershipRow, ...]:
    """By kind, in the order of our words, then by name."""
    kinds, rows = list(PartnershipKind), []
    for number, members in grouped(found, "id").items():
        others = tuple(
            sorted(Place(one["short_name"], one["area_code"]) for one in members if one["area_code"] != area_code)
        )
        rows.append(PartnershipRow(number, members[0]["kind"], members[0]["name"], others))
    return tuple(sorted(rows, key=lambda row: (kinds.index(row.kind), row.name)))


def _assignments(found: list[Found], on: date) -> tuple[AssignmentRow, ...]:
    """By role, the latest first."""
    roles = list(CoverRole)
    rows = [
        AssignmentRow(**one, is_current=one["starts_on"] <= on and (one["ends_on"] is None or on <= one["ends_on"]))
        for one in in_order(found, "id", newest="starts_on")
    ]
    return tuple(sorted(rows, key=lambda row: roles.index(row.role)))


def _purposes(events: tuple[Event, ...], on: date) -> tuple[PurposeLast, ...]:
    """When each of the six was last served, in their published order."""
    held = [one for one in events if one.kind is EventKind.CONTACT and one.on is not None and one.on <= on]
    served = {purpose: [one.on for one in held if purpose in one.purposes] for purpose in Purpose}
    return tuple(
        PurposeLast(purpose, max(filter(None, days), default=None), len(days)) for purpose, days in served.items()
    )
