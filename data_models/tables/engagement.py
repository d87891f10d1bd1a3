"""A link inspector's contacts with an area by the six purposes, what helps and hinders there, and good practice."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import (
    ContactKind,
    FactorKind,
    Origin,
    PracticeState,
    Purpose,
    ScrutinyBody,
    Strand,
)


class Contact(Versioned, table=True):
    """One row is one contact. Its summary is read by the area's own team and senior managers only."""

    __table_args__ = (CheckConstraint("kind <> 'signpost' OR signposted_to <> ''", name="signpost_says_where"),)

    id: int = key()
    area_code: str = to("area.gss_code")
    held_on: date = Field(index=True)
    kind: ContactKind = word(ContactKind)
    summary: str = prose()
    signposted_to: str = line(default="")
    body: ScrutinyBody | None = word(ScrutinyBody, default=None)
    plan_id: int | None = to("action_plan.id", default=None)
    recorded_by_id: int | None = to("person.id", default=None)
    origin: Origin = word(Origin, default=Origin.OFFICE)


class ContactPurpose(Versioned, table=True):
    """One row says that a contact served one of the six purposes."""

    __tablename__ = "contact_purpose"

    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    purpose: Purpose = Field(primary_key=True, sa_type=word(Purpose).sa_type)


class Factor(Versioned, table=True):
    """One row is something that helps, or hinders, good outcomes in an area (purpose 3)."""

    id: int = key()
    area_code: str = to("area.gss_code")
    kind: FactorKind = word(FactorKind)
    text: str = prose()
    noted_on: date
    noted_by_id: int | None = to("person.id", default=None)
    inspection_id: int | None = to("inspection.id", default=None)
    ended_on: date | None = None
    origin: Origin = word(Origin, default=Origin.OFFICE)


class GoodPractice(Versioned, table=True):
    """One row is one practice that works: noted, then validated, then disseminated (purpose 5)."""

    __tablename__ = "good_practice"

    id: int = key()
    area_code: str = to("area.gss_code")
    title: str = line()
    summary: str = prose()
    strand: Strand | None = word(Strand, default=None)
    indicator_id: int | None = to("indicator.id", default=None)
    inspection_id: int | None = to("inspection.id", default=None)
    state: PracticeState = word(PracticeState, default=PracticeState.NOTED)
    noted_on: date
    noted_by_id: int | None = to("person.id", default=None)
    validated_on: date | None = None
    validated_by_id: int | None = to("person.id", default=None)
    disseminated_on: date | None = None
    origin: Origin = word(Origin, default=Origin.OFFICE)


class PracticeShare(Versioned, table=True):
    """One row is one sharing of a practice with one area, and what came of it."""

    __tablename__ = "practice_share"

    id: int = key()
    practice_id: int = to("good_practice.id")
    area_code: str = to("area.gss_code")
    shared_on: date
    shared_by_id: int | None = to("person.id", default=None)
    result: str = prose(default="")
