"""Which areas are under formal monitoring, what assurance was given, and how near they are to its end."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data_models.queries.scope import free_text_readable, only_if, source_readable
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.clocks import days_overdue
from data_models.rules.references import Kind, reference
from data_models.tables import Area, AssuranceUpdate, ExitLine, FormalMonitoring, Person
from data_models.visibility import Viewer
from data_models.vocabulary import ExitAssessment, ExitCriterion, MonitoringState, Origin


@dataclass(frozen=True)
class ExitRow:
    """One line of the exit scorecard; a line nobody has assessed has id None."""

    id: int | None
    criterion: ExitCriterion
    assessment: ExitAssessment
    evidence: str
    assessed_on: date | None
    assessed_by: str | None
    row_version: int | None


@dataclass(frozen=True)
class AssuranceRow:
    """One assurance given. `summary` is empty for whoever does not read the area's unpublished text."""

    id: int
    due_on: date | None
    given_on: date
    given_by: str | None
    audience: str
    summary: str


@dataclass(frozen=True)
class MonitoringRow:
    id: int
    area_code: str
    area_name: str
    inspection_id: int | None
    state: MonitoringState
    reason: str
    proposed_on: date | None
    opened_on: date | None
    opened_by: str | None
    review_every_weeks: int
    next_review_on: date | None
    closed_on: date | None
    closed_by: str | None
    close_reason: str
    origin: Origin
    row_version: int
    days_overdue: int
    exit_lines: tuple[ExitRow, ...]
    assurances: tuple[AssuranceRow, ...]

    @property
    def reference(self) -> str:
        return reference(Kind.MONITORING, self.id)

    @property
    def lines_met(self) -> int:
        return sum(line.assessment is ExitAssessment.MET for line in self.exit_lines)


def register(session: Session, viewer: Viewer, *, on: date) -> tuple[MonitoringRow, ...]:
    """Every spell and every proposal: open, proposed, then ended; the latest first. One statement."""
    return answer(together(session, questions(viewer)), on)


def questions(viewer: Viewer, area_code: str | None = None) -> dict[str, Question]:
    """What the register asks, for a page that asks other things in the same statement."""
    here = () if area_code is None else (col(FormalMonitoring.area_code) == area_code,)
    readable = source_readable(viewer, col(FormalMonitoring.inspection_id))
    return {
        "fm_spells": _spells(readable, *here),
        "fm_lines": _lines(readable, *here),
        "fm_assurances": _assurances(viewer, readable, *here),
    }


def _spells(*where: ColumnElement[bool]) -> Question:
    opener, closer = aliased(Person), aliased(Person)
    return (
        select(
            *picked(FormalMonitoring, MonitoringRow),
            col(Area.short_name).label("area_name"),
            col(opener.display_name).label("opened_by"),
            col(closer.display_name).label("closed_by"),
        )
        .join(Area, col(FormalMonitoring.area_code) == col(Area.gss_code))
        .outerjoin(opener, col(FormalMonitoring.opened_by_id) == col(opener.id))
        .outerjoin(closer, col(FormalMonitoring.closed_by_id) == col(closer.id))
        .where(*where)
    )


def _lines(*where: ColumnElement[bool]) -> Question:
    return (
        select(col(ExitLine.monitoring_id), *picked(ExitLine, ExitRow), col(Person.display_name).label("assessed_by"))
        .join(FormalMonitoring, col(ExitLine.monitoring_id) == col(FormalMonitoring.id))
        .outerjoin(Person, col(ExitLine.assessed_by_id) == col(Person.id))
        .where(*where)
    )


def _assurances(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    readable = free_text_readable(viewer, col(FormalMonitoring.area_code))
    return (
        select(
            col(AssuranceUpdate.monitoring_id),
            *picked(AssuranceUpdate, AssuranceRow, "summary"),
            only_if(readable, col(AssuranceUpdate.summary)).label("summary"),
            col(Person.display_name).label("given_by"),
        )
        .join(FormalMonitoring, col(AssuranceUpdate.monitoring_id) == col(FormalMonitoring.id))
        .outerjoin(Person, col(AssuranceUpdate.given_by_id) == col(Person.id))
        .where(*where)
    )


ORDER = {state: place for place, state in enumerate(("open", "proposed", "closed", "declined"))}


def answer(found: dict[str, list[Found]], on: date) -> tuple[MonitoringRow, ...]:
    """The register from what `questions` found."""
    lines = grouped(found["fm_lines"], "monitoring_id")
    assurances = grouped(in_order(found["fm_assurances"], "id", newest="given_on"), "monitoring_id")
    rows = [
        MonitoringRow(
            **one,
            days_overdue=days_overdue(one["next_review_on"], on) if one["state"] is MonitoringState.OPEN else 0,
            exit_lines=_scorecard(lines.get(one["id"], [])),
            assurances=tuple(AssuranceRow(**given) for given in assurances.get(one["id"], [])),
        )
        for one in in_order(found["fm_spells"], "id", newest="opened_on")
    ]
    return tuple(sorted(rows, key=lambda row: ORDER[row.state.value]))


def _scorecard(lines: list[Found]) -> tuple[ExitRow, ...]:
    """All five lines in their order, the unassessed among them."""
    known = {line["criterion"]: ExitRow(**line) for line in lines}
    blank = {one: ExitRow(None, one, ExitAssessment.UNASSESSED, "", None, None, None) for one in ExitCriterion}
    return tuple((blank | known).values())
