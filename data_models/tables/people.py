"""Who works here, and who covers which area in which role, from when to when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import CoverRole, Origin, RoleName, Team


class Person(Versioned, table=True):
    """One row is one member of staff. Somebody who leaves is kept: what they did stays theirs.

    Whatever they were signed in with until `sign_ins_ended_at` no longer counts.
    """

    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: int = key()
    display_name: str = line()
    role: RoleName = word(RoleName)
    team: Team | None = word(Team, default=None)
    work_email: str | None = line(default=None)
    origin: Origin = word(Origin, default=Origin.OFFICE)
    started_on: date | None = None
    left_on: date | None = None
    access_ended_on: date | None = None
    issuer: str | None = line(default=None)
    subject: str | None = line(default=None)
    sign_ins_ended_at: datetime | None = None


class Assignment(Versioned, table=True):
    """One row is one person covering one area in one role; `ends_on` is the last day covered."""

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_starts"),
        Index(
            "uq_assignment_open_per_area_and_role",
            "area_code",
            "role",
            unique=True,
            sqlite_where=text("ends_on IS NULL"),
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    id: int = key()
    area_code: str = to("area.gss_code")
    person_id: int = to("person.id")
    role: CoverRole = word(CoverRole)
    starts_on: date
    ends_on: date | None = Field(default=None)
    reason: str = prose(default="")
