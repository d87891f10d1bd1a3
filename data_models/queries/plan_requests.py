"""After which published inspections is there no plan in the record?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlmodel import Session, col

from data_models.queries.places import Place, places_by_inspection, places_question
from data_models.queries.scope import IS_PUBLISHED
from data_models.queries.together import Question, in_order, together
from data_models.tables import ActionPlan, Inspection, InspectionArea, Programme
from data_models.visibility import SUPPORT, Viewer
from data_models.vocabulary import DatePrecision


@dataclass(frozen=True)
class Unplanned:
    """One published inspection without a plan."""

    id: int
    programme_name: str
    published_on: date | None
    published_precision: DatePrecision
    areas: tuple[Place, ...]


def without_plan(session: Session, viewer: Viewer, *, on: date) -> tuple[Unplanned, ...]:  # noqa: ARG001
    """Those this person may ask a plan for: of the areas they cover, for a support officer of every area. The newest
    first. One statement."""
    where = [IS_PUBLISHED, ~exists().where(col(ActionPlan.inspection_id) == col(Inspection.id))]
    if viewer.role not in SUPPORT:
        where.append(
            exists().where(
                col(InspectionArea.inspection_id) == col(Inspection.id),
                col(InspectionArea.area_code).in_(sorted(viewer.areas)),
            )
        )
    asked: Question = select(
        col(Inspection.id),
        col(Programme.name).label("programme_name"),
        col(Inspection.published_on),
        col(Inspection.published_precision),
    ).join(Programme, col(Inspection.programme_id) == col(Programme.id))
    found = together(session, {"inspections": asked.where(*where), "places": places_question()})
    places = places_by_inspection(found["places"])
    return tuple(
        Unplanned(**one, areas=places.get(one["id"], ()))
        for one in in_order(found["inspections"], "id", newest="published_on")
    )
