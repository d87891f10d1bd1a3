"""Rows of a small record, written as they are; each function returns the row's number."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from data_models.database import unit_of_work
from data_models.rules.settings import Thresholds
from data_models.tables import (
    ActionItem,
    ActionPlan,
    Area,
    Assignment,
    Evaluation,
    FollowUpCandidate,
    FollowUpDecision,
    Inspection,
    InspectionArea,
    Person,
    Programme,
    RiskFlag,
)
from data_models.visibility import SYSTEM, Viewer
from data_models.vocabulary import (
    CandidateState,
    CoverRole,
    DatePrecision,
    FollowUpChoice,
    Grade,
    ImpactLevel,
    PublicationState,
    RiskDescriptor,
    RiskTheme,
    RoleName,
    Scale,
    ScrutinyType,
    Stage,
    Strand,
    TriggerKind,
)

TODAY = date(2026, 3, 3)
DEFAULTS = Thresholds()
ANGUS, MORAY = "S12000041", "S12000020"
SENIOR = Viewer(name="Senior", role=RoleName.CHIEF_INSPECTOR)
OUTSIDER = Viewer(name="Elsewhere", role=RoleName.LINK_INSPECTOR, areas=frozenset({MORAY}))
SHARED = Viewer(name="Shared screen", role=RoleName.SHARED_SCREEN, shared_screen=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    with unit_of_work(engine, by=SYSTEM, deed="build_a_test") as session:
        yield session


def put(session: Session, row: SQLModel) -> int:
    session.add(row)
    session.flush()
    return int(getattr(row, "id", 0) or 0)


def area(session: Session, code: str = ANGUS, name: str = "Angus") -> str:
    put(
        session,
        Area(
            gss_code=code,
            short_name=name,
            official_name=f"{name} Council",
            health_board="NHS",
            health_board_code="S08000030",
            tile_row=1,
            tile_column=int(code[-2:]),
            tile_label=name[:12],
            tile_code=name[:3].upper(),
        ),
    )
    return code


def person(session: Session, name: str = "Pat", role: RoleName = RoleName.LINK_INSPECTOR, **more: Any) -> int:
    return put(session, Person(display_name=name, role=role, **more))


def assign(
    session: Session,
    person_id: int,
    code: str = ANGUS,
    role: CoverRole = CoverRole.LINK_INSPECTOR,
    starts_on: date = date(2025, 1, 1),
    ends_on: date | None = None,
) -> int:
    return put(
        session, Assignment(area_code=code, person_id=person_id, role=role, starts_on=starts_on, ends_on=ends_on)
    )


def fully_covered(session: Session, code: str = ANGUS, since: date = date(2025, 1, 1)) -> int:
    """An area with all three posts held by one person; the person's number."""
    one = person(session)
    for role in CoverRole:
        assign(session, one, code, role, since)
    return one


def programme(session: Session, code: str = "adults", **more: Any) -> int:
    values: dict[str, Any] = {
        "name": code.title(),
        "strand": Strand.ADULTS,
        "scrutiny_type": ScrutinyType.INSPECTION,
        "scale": Scale.SIX_POINT,
    }
    return put(session, Programme(code=code, **(values | more)))


def inspection(session: Session, programme_id: int, *codes: str, published_on: date | None, **more: Any) -> int:
    """A published inspection, or one under way where `published_on` is None."""
    values: dict[str, Any] = {
        "scrutiny_type": ScrutinyType.INSPECTION,
        "partnership_name": "Angus partnership",
        "stage": Stage.PUBLISHED if published_on else Stage.FIELDWORK,
        "publication_state": PublicationState.PUBLISHED if published_on else PublicationState.NOT_PUBLISHED,
        "published_precision": DatePrecision.DAY if published_on else DatePrecision.UNKNOWN,
    }
    number = put(session, Inspection(programme_id=programme_id, published_on=published_on, **(values | more)))
    for code in codes or (ANGUS,):
        put(session, InspectionArea(inspection_id=number, area_code=code))
    return number


def evaluation(session: Session, inspection_id: int, grade: Grade = Grade.WEAK, label: str = "Leadership") -> int:
    return put(session, Evaluation(inspection_id=inspection_id, label=label, scale=Scale.SIX_POINT, grade=grade))


def candidate(session: Session, inspection_id: int, state: CandidateState = CandidateState.OWED, **more: Any) -> int:
    """A duty to decide; the report that it comes from says what it should of follow-up, unless it was given words."""
    report = session.get_one(Inspection, inspection_id)
    if report.intention_recorded is None and report.timescale_text == "":
        report.intention_recorded, report.timescale_text = True, "within a year"
    values: dict[str, Any] = {"trigger": TriggerKind.GRADE, "opened_on": date(2026, 1, 1)}
    if state is CandidateState.CLOSED:
        values["close_reason"] = "Answered."
    return put(session, FollowUpCandidate(inspection_id=inspection_id, state=state, **(values | more)))


def decision(
    session: Session, inspection_id: int, choice: FollowUpChoice = FollowUpChoice.PROGRESS_REVIEW, **more: Any
) -> int:
    values: dict[str, Any] = {"decided_on": date(2026, 1, 20), "reason": "Because."}
    return put(session, FollowUpDecision(inspection_id=inspection_id, choice=choice, **(values | more)))


def plan(session: Session, inspection_id: int, **more: Any) -> int:
    return put(session, ActionPlan(inspection_id=inspection_id, **more))


def item(session: Session, plan_id: int, number: int = 1, due_on: date = TODAY, **more: Any) -> int:
    values: dict[str, Any] = {"text": "Train staff", "lead_agency": "Council", "original_due_on": due_on}
    return put(session, ActionItem(plan_id=plan_id, number=number, due_on=due_on, **(values | more)))


def flag(session: Session, code: str = ANGUS, **more: Any) -> int:
    values: dict[str, Any] = {
        "theme": RiskTheme.LEADERSHIP,
        "descriptor": RiskDescriptor.CONCERN,
        "title": "Leadership is thin",
        "potential_impact": "Decisions wait.",
        "impact_level": ImpactLevel.HIGH,
        "raised_on": date(2026, 1, 1),
        "review_on": TODAY,
    }
    return put(session, RiskFlag(area_code=code, **(values | more)))
