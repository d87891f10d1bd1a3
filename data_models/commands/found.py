"""Small finders every command begins with: the row itself, or a sentence that says it is not there."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from data_models.errors import CommandRefused, NotFound
from data_models.rules.references import LARGEST_NUMBER, Kind, reference
from data_models.tables import (
    ActionItem,
    ActionPlan,
    Area,
    Assignment,
    Contact,
    Evaluation,
    EvaluationTotal,
    FollowUpCandidate,
    FollowUpDecision,
    FormalMonitoring,
    GoodPractice,
    Inspection,
    InspectionArea,
    Meeting,
    MeetingAction,
    Person,
    Programme,
    ProgressReview,
    RecordMarker,
    RiskFlag,
)
from data_models.visibility import Deed, Viewer, authorise_in_any
from data_models.vocabulary import Origin

T = TypeVar("T", bound=SQLModel)

KINDS: dict[type[SQLModel], Kind] = {
    Inspection: Kind.INSPECTION,
    Evaluation: Kind.EVALUATION,
    EvaluationTotal: Kind.EVALUATION_TOTAL,
    ActionPlan: Kind.PLAN,
    FollowUpCandidate: Kind.CANDIDATE,
    FollowUpDecision: Kind.DECISION,
    ProgressReview: Kind.PROGRESS_REVIEW,
    FormalMonitoring: Kind.MONITORING,
    RiskFlag: Kind.FLAG,
    Contact: Kind.CONTACT,
    GoodPractice: Kind.PRACTICE,
    Person: Kind.PERSON,
    Assignment: Kind.ASSIGNMENT,
    Meeting: Kind.MEETING,
    MeetingAction: Kind.MEETING_ACTION,
}


def the(session: Session, table: type[T], identity: int | str) -> T:
    """The row with this number (for an area: this code); NotFound with a sentence when there is none."""
    row = row_or_none(session, table, identity)
    if row is None:
        raise NotFound(
            f"The record has no {called(table, identity)}. Go back to the list and choose one that is there."
        )
    return row


def sought(
    session: Session, by: Viewer, deed: Deed, table: type[T], identity: int, areas: Callable[[T], Iterable[str]]
) -> T:
    """The row, once it is sure that this person may do this deed to it: whoever covers one of its areas may.

    A row that is not there is said to be missing only to somebody who may do the deed somewhere.
    """
    row = row_or_none(session, table, identity)
    authorise_in_any(by, deed, *(areas(row) if row is not None else getattr(by, "areas", ())))
    return the(session, table, identity)


def row_or_none(session: Session, table: type[T], identity: int | str) -> T | None:
    """The row; None also for a number no row can have, which a database would refuse to look for."""
    if isinstance(identity, int) and not 0 < identity <= LARGEST_NUMBER:
        return None
    return session.get(table, identity)


def called(table: type[SQLModel], identity: int | str) -> str:
    """How a row is spoken of in a sentence: "inspection IN-0012", "milestone 7"."""
    noun = str(table.__tablename__).replace("follow_up", "follow-up").replace("_", " ")
    kind = KINDS.get(table)
    return f"{noun} {reference(kind, identity)}" if kind and isinstance(identity, int) else f"{noun} {identity}"


def rows_of(session: Session, table: type[T], *where: Any) -> list[T]:
    """The rows that meet all conditions, in the order of their keys."""
    keys = [col(getattr(table, key.name)) for key in table.__table__.primary_key]  # type: ignore[attr-defined]
    return list(session.exec(select(table).where(*where).order_by(*keys)))


def only(session: Session, table: type[T], *where: Any) -> T | None:
    """The first row that meets all conditions, or None."""
    return next(iter(rows_of(session, table, *where)), None)


def areas_of(session: Session, inspection_id: int) -> tuple[str, ...]:
    """The codes of the areas an inspection covers, in their order."""
    links = rows_of(session, InspectionArea, col(InspectionArea.inspection_id) == inspection_id)
    return tuple(link.area_code for link in links)


def inspection_of_plan(session: Session, plan: ActionPlan) -> Inspection:
    return the(session, Inspection, plan.inspection_id)


def plan_of_item(session: Session, item: ActionItem) -> ActionPlan:
    return the(session, ActionPlan, item.plan_id)


def programme_of(session: Session, inspection: Inspection) -> Programme:
    return the(session, Programme, inspection.programme_id)


def known_areas(session: Session, codes: Iterable[str]) -> tuple[str, ...]:
    """These area codes, each once, in the order given; NotFound at the first the record does not have."""
    return tuple(the(session, Area, code).gss_code for code in dict.fromkeys(codes))


def here(person: Person, on: date) -> Person:
    """The person, if they still work here on that day; a refusal otherwise."""
    if person.left_on is not None and person.left_on < on:
        raise CommandRefused(
            f"{person.display_name} left on {person.left_on:%d %B %Y}. Choose somebody who works here."
        )
    return person


def origin_today(session: Session) -> Origin:
    """What a row that people make in this record is: invented in a demonstration, the office's own anywhere else."""
    marker = session.get(RecordMarker, 1)
    return Origin.DEMONSTRATION if marker is not None and marker.kind is Origin.DEMONSTRATION else Origin.OFFICE
