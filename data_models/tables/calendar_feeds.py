"""Who has a calendar feed. Kept beside the record: a secret of one person is no fact of the office."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class CalendarFeed(SQLModel, table=True):
    """One row is the calendar address of one person.

    `key` is made from the secret in the address and cannot be turned back into it: whoever reads the database can
    fetch nobody's calendar.
    """

    __tablename__ = "calendar_feed"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    key: str = Field(max_length=64, unique=True)
    made_at: datetime
