"""Whose calendar an address is, and since when somebody has one."""

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.tables import CalendarFeed
from data_models.visibility import Viewer


def owner_of_feed(session: Session, key: str) -> int | None:
    """The number of the person whose address has this key; None when there is none. One statement."""
    query = select(col(CalendarFeed.person_id)).where(col(CalendarFeed.key) == key)
    return session.connection().execute(query).scalar_one_or_none()


def own_feed_made_at(session: Session, viewer: Viewer, *, on: date) -> datetime | None:  # noqa: ARG001
    """When whoever looks made the address of their calendar; None when they have none. One statement."""
    query = select(col(CalendarFeed.made_at)).where(col(CalendarFeed.person_id) == viewer.person_id)
    return session.connection().execute(query).scalar_one_or_none()
