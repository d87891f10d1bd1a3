"""Which areas an inspection covers, for every list that names them."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from data_models.queries.together import Found, Question
from data_models.tables import Area, Inspection, InspectionArea


@dataclass(frozen=True, order=True)
class Place:
    """An area by name and code."""

    name: str
    code: str


def places_question(*where: ColumnElement[bool]) -> Question:
    """Inspection and area pairs: inspection_id, area_code, area_name."""
    return (
        select(
            col(InspectionArea.inspection_id), col(InspectionArea.area_code), col(Area.short_name).label("area_name")
        )
        .join(Area, col(InspectionArea.area_code) == col(Area.gss_code))
        .where(*where)
    )


def places_by_inspection(found: list[Found]) -> dict[int, tuple[Place, ...]]:
    """The areas of each inspection, by name."""
    places: dict[int, list[Place]] = {}
    for one in found:
        places.setdefault(one["inspection_id"], []).append(Place(one["area_name"], one["area_code"]))
    return {inspection_id: tuple(sorted(some)) for inspection_id, some in places.items()}


def in_area(area_code: str) -> ColumnElement[bool]:
    """Inspections that cover an area."""
    these = select(col(InspectionArea.inspection_id)).where(col(InspectionArea.area_code) == area_code)
    return col(Inspection.id).in_(these)
