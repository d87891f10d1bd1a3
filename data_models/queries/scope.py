"""Who may read what, as conditions on rows: what somebody may not read never leaves the database."""

from typing import Any

from sqlalchemy import ColumnElement, case, exists, false, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from data_models.tables import Inspection, InspectionArea, TeamMember
from data_models.visibility import Viewer
from data_models.vocabulary import PublicationState, Stage

IS_PUBLISHED = col(Inspection.publication_state) == PublicationState.PUBLISHED


# Before its notification an inspection is nobody's business outside the office, and neither is one that was called off.
_OF_THE_OFFICE = (Stage.PLANNED, Stage.CANCELLED)


def told_of(viewer: Viewer) -> ColumnElement[bool]:
    """Inspections that this person is told there are: a shared screen of none that is planned only, or called off.

    The area itself may not have been notified. Whoever works here knows what is planned; what is found is
    `findings_readable`.
    """
    return or_(IS_PUBLISHED, col(Inspection.stage).not_in(_OF_THE_OFFICE)) if viewer.shared_screen else true()


def findings_readable(viewer: Viewer) -> ColumnElement[bool]:
    """Inspections whose findings this person reads: the published, those of areas whose unpublished they read, and
    those that they lead or are in the team of.
    """
    if viewer.shared_screen:
        return IS_PUBLISHED
    if viewer.is_senior:
        return true()
    # Under a name of its own, or it would melt into the areas that the outer question may list.
    theirs = aliased(InspectionArea)
    own = exists().where(
        col(theirs.inspection_id) == col(Inspection.id), col(theirs.area_code).in_(sorted(viewer.areas))
    )
    return or_(IS_PUBLISHED, own, *_of_the_team(viewer))


def _of_the_team(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    if viewer.person_id is None:
        return ()
    # As above, for the outer question may list the team.
    place = aliased(TeamMember)
    has_place = exists().where(col(place.inspection_id) == col(Inspection.id), col(place.person_id) == viewer.person_id)
    return (has_place, col(Inspection.lead_id) == viewer.person_id)


def source_readable(viewer: Viewer, inspection_id: Any) -> ColumnElement[bool]:
    """Rows that come from no inspection, or from one whose findings this person reads."""
    return or_(inspection_id.is_(None), inspection_id.in_(select(col(Inspection.id)).where(findings_readable(viewer))))


def free_text_readable(viewer: Viewer, area_code: Any) -> ColumnElement[bool]:
    """Rows of areas whose contact log this person reads in full."""
    if viewer.shared_screen:
        return false()
    return true() if viewer.is_senior else area_code.in_(sorted(viewer.areas))


def only_if(readable: ColumnElement[bool], text: Any) -> ColumnElement[str]:
    """The text where it may be read; empty otherwise."""
    return case((readable, text), else_="")
