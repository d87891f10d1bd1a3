"""Whose calendar an address is, since when somebody has one, and the meetings that stand in it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.rules.references import Kind, reference
from data_models.tables import CalendarFeed, Meeting, MeetingAttendance
from data_models.visibility import Viewer
from data_models.vocabulary import MeetingState, Presence


@dataclass(frozen=True)
class MeetingToCome:
    """A meeting that is not closed yet."""

    id: int
    held_on: date

    @property
    def reference(self) -> str:
        return reference(Kind.MEETING, self.id)


def owner_of_feed(session: Session, key: str) -> int | None:
    """The number of the person whose address has this key; None when there is none. One statement."""
    query = select(col(CalendarFeed.person_id)).where(col(CalendarFeed.key) == key)
    return session.connection().execute(query).scalar_one_or_none()


def own_feed_made_at(session: Session, viewer: Viewer, *, on: date) -> datetime | None:  # noqa: ARG001
    """When whoever looks made the address of their calendar; None when they have none. One statement."""
    query = select(col(CalendarFeed.made_at)).where(col(CalendarFeed.person_id) == viewer.person_id)
    return session.connection().execute(query).scalar_one_or_none()


def meetings_to_come(session: Session, viewer: Viewer, *, on: date) -> tuple[MeetingToCome, ...]:  # noqa: ARG001
    """The meetings of the office that are not closed, the earliest first, without those that whoever looks sent
    apologies to: nobody is asked to one by name. One statement."""
    apologies = select(col(MeetingAttendance.meeting_id)).where(
        col(MeetingAttendance.person_id) == viewer.person_id, col(MeetingAttendance.presence) == Presence.APOLOGIES
    )
    query = (
        select(col(Meeting.id), col(Meeting.held_on))
        .where(col(Meeting.state) != MeetingState.CLOSED, col(Meeting.id).not_in(apologies))
        .order_by(col(Meeting.held_on), col(Meeting.id))
    )
    return tuple(MeetingToCome(row.id, row.held_on) for row in session.connection().execute(query))
