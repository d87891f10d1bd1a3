"""The numbered changes: who, when, which deed, why, the seal that shows tampering, and which were undone."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from data_models.tables.base import Versioned, line, prose


class Change(SQLModel, table=True):
    """One row is one write of the record. Rows are only ever added; the database refuses anything else.

    The actor's name is kept beside the number, so that it reads the same after the person has left.
    `seal` is an HMAC over this row, its content and the seal before it; the key is kept outside the database.
    """

    __table_args__ = (UniqueConstraint("token"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    recorded_at: datetime = Field(index=True)
    actor_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    actor_name: str = line()
    actor_role: str = line()
    deed: str = line(index=True)
    reason: str = prose(default="")
    token: str | None = Field(default=None, max_length=64)
    content_hash: str = Field(max_length=64)
    seal: str = Field(max_length=64)


class UndoneChange(Versioned, table=True):
    """One row says that a change was undone, and why. The change that wrote the row is the one that undid it.

    Undoing that one removes the row: what was undone and done again is as it was. `deed` is the one behind it all,
    also where an undoing was undone: whoever may do that may undo this.
    """

    __tablename__ = "undone_change"

    undone_id: int = Field(primary_key=True, foreign_key="change.id", sa_column_kwargs={"autoincrement": False})
    deed: str = line()
    reason: str = prose()
