"""How much scrutiny falls on each area, and when: everybody's together."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.scope import told_of
from data_models.queries.together import Found, Question, together
from data_models.tables import Area, Inspection, InspectionArea, PlannedScrutiny, SelfEvaluation, ThematicParticipation
from data_models.visibility import Viewer
from data_models.vocabulary import DatePrecision, Stage

QUARTERS_BACK, QUARTERS_AHEAD = 8, 4


class Demand(StrEnum):
    """What asked something of the area."""

    INSPECTION = "inspection"
    PARTICIPATION = "participation"
    SELF_EVALUATION = "self_evaluation"
    OTHER_BODY = "other_body"


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def at(cls, place: int) -> "Quarter":
        return cls(place // 4, place % 4 + 1)

    @property
    def place(self) -> int:
        """Its place on an endless line of quarters."""
        return self.year * 4 + self.number - 1


@dataclass(frozen=True)
class LoadRow:
    """Activities of one kind in one area that touch one quarter. Rows of nothing are left out."""

    area_code: str
    area_name: str
    quarter: Quarter
    demand: Demand
    activities: int


@dataclass(frozen=True)
class Load:
    """The quarters shown, in order, and the rows by area name, quarter and kind."""

    quarters: tuple[Quarter, ...]
    rows: tuple[LoadRow, ...]


def scrutiny_load(session: Session, viewer: Viewer, *, on: date) -> Load:
    """Two years back and one ahead. One statement; dates of scrutiny are open to everybody who works here."""
    found = together(session, _questions(viewer))
    now = Quarter.of(on).place
    quarters = tuple(Quarter.at(place) for place in range(now - QUARTERS_BACK, now + QUARTERS_AHEAD + 1))
    names = {one["gss_code"]: one["short_name"] for one in found["areas"]}
    counted: dict[tuple[str, Quarter, Demand], int] = {}
    for demand in Demand:
        for one in found[demand.value]:
            for quarter in _quarters_of(one):
                key = (one["area_code"], quarter, demand)
                counted[key] = counted.get(key, 0) + 1
    rows = [
        LoadRow(code, names[code], quarter, demand, activities)
        for (code, quarter, demand), activities in counted.items()
        if quarter in quarters
    ]
    return Load(quarters, tuple(sorted(rows, key=lambda row: (row.area_name, row.quarter, row.demand))))


def _questions(viewer: Viewer) -> dict[str, Question]:
    part, own, other = ThematicParticipation, SelfEvaluation, PlannedScrutiny
    return {
        "areas": select(col(Area.gss_code), col(Area.short_name)),
        Demand.INSPECTION.value: select(
            col(InspectionArea.area_code),
            col(Inspection.starts_on).label("from_on"),
            col(Inspection.planned_publication_on).label("to_on"),
            col(Inspection.published_on),
            col(Inspection.published_precision),
        )
        .join(Inspection, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(col(Inspection.stage) != Stage.CANCELLED, told_of(viewer)),
        Demand.PARTICIPATION.value: select(col(part.area_code), col(part.from_on), col(part.to_on)),
        Demand.SELF_EVALUATION.value: select(
            col(own.area_code), col(own.due_on).label("from_on"), col(own.submitted_on).label("to_on")
        ),
        Demand.OTHER_BODY.value: select(col(other.area_code), col(other.from_on), col(other.to_on)),
    }


def _quarters_of(one: Found) -> list[Quarter]:
    """The quarters an activity touches; none where no day of it is known to the month."""
    ended = _published(one) or one["to_on"]
    days = [day for day in (one["from_on"], ended) if day is not None]
    if not days:
        return []
    return [Quarter.at(place) for place in range(Quarter.of(min(days)).place, Quarter.of(max(days)).place + 1)]


def _published(one: Found) -> date | None:
    day: date | None = one.get("published_on")
    known = one.get("published_precision") in (DatePrecision.DAY, DatePrecision.MONTH)
    return day if known else None
