"""The numbered changes: who, when, which deed, why, and the seal that shows tampering."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from data_models.tables.base import line, prose


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
