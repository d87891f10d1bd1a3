"""When were we last in touch, for which of the six purposes, and what helps or hinders there?"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from data_models.queries.first_known import entry_of, first_known
from data_models.queries.scope import free_text_readable, only_if, source_readable
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.late_entries import Entry
from data_models.rules.references import Kind, reference
from data_models.tables import Area, Contact, ContactPurpose, Factor, Person
from data_models.visibility import Viewer
from data_models.vocabulary import ContactKind, FactorKind, Origin, Purpose, ScrutinyBody


@dataclass(frozen=True)
class ContactRow:
    """One contact. Outside the area's own team and senior managers, `summary` and `signposted_to` are empty
    and `is_withheld` says so."""

    id: int
    area_code: str
    area_name: str
    held_on: date
    kind: ContactKind
    summary: str
    signposted_to: str
    body: ScrutinyBody | None
    plan_id: int | None
    recorded_by: str | None
    origin: Origin
    row_version: int
    known_at: datetime
    purposes: tuple[Purpose, ...]
    is_withheld: bool

    @property
    def reference(self) -> str:
        return reference(Kind.CONTACT, self.id)

    @property
    def entry(self) -> Entry | None:
        """Its day, with the day on which the record came to know of it."""
        return entry_of("held_on", self.held_on, self.known_at)


@dataclass(frozen=True)
class PurposeLast:
    """When a purpose was last served in an area; None when never."""

    purpose: Purpose
    held_on: date | None
    contacts: int


@dataclass(frozen=True)
class FactorRow:
    """Something that helps, or hinders, good outcomes in an area."""

    id: int
    area_code: str
    kind: FactorKind
    text: str
    noted_on: date
    noted_by: str | None
    inspection_id: int | None
    ended_on: date | None
    origin: Origin
    row_version: int

    def holds(self, on: date) -> bool:
        return self.ended_on is None or self.ended_on > on


def contacts(
    session: Session,
    viewer: Viewer,
    *,
    on: date,
    area_code: str | None = None,
    kind: ContactKind | None = None,
    purpose: Purpose | None = None,
    since: date | None = None,
) -> tuple[ContactRow, ...]:
    """Contacts up to this day, the latest first. One statement."""
    where: list[ColumnElement[bool]] = [col(Contact.held_on) <= on]
    where += [] if area_code is None else [col(Contact.area_code) == area_code]
    where += [] if kind is None else [col(Contact.kind) == kind]
    where += [] if since is None else [col(Contact.held_on) >= since]
    rows = contact_rows(together(session, contact_questions(viewer, *where)))
    return tuple(row for row in rows if purpose is None or purpose in row.purposes)


def contact_questions(viewer: Viewer, *where: ColumnElement[bool]) -> dict[str, Question]:
    """What a list of contacts asks, for a page that asks other things in the same statement."""
    readable = free_text_readable(viewer, col(Contact.area_code))
    return {
        "ct_contacts": select(
            *picked(Contact, ContactRow, "summary", "signposted_to"),
            only_if(readable, col(Contact.summary)).label("summary"),
            only_if(readable, col(Contact.signposted_to)).label("signposted_to"),
            col(Area.short_name).label("area_name"),
            col(Person.display_name).label("recorded_by"),
            first_known(Contact, "held_on"),
        )
        .join(Area, col(Contact.area_code) == col(Area.gss_code))
        .outerjoin(Person, col(Contact.recorded_by_id) == col(Person.id))
        .where(*where),
        "ct_purposes": select(col(ContactPurpose.contact_id), col(ContactPurpose.purpose))
        .join(Contact, col(ContactPurpose.contact_id) == col(Contact.id))
        .where(*where),
    }


def contact_rows(found: dict[str, list[Found]]) -> tuple[ContactRow, ...]:
    """The latest first. An empty summary is a withheld one: nobody can record a contact without a summary."""
    purposes = grouped(in_order(found["ct_purposes"], "purpose"), "contact_id")
    return tuple(
        ContactRow(
            **one,
            purposes=tuple(each["purpose"] for each in purposes.get(one["id"], [])),
            is_withheld=not one["summary"],
        )
        for one in in_order(found["ct_contacts"], "id", newest="held_on")
    )


def factors_question(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    """What helps and hinders or once did, but for what rests on findings this person may not read yet."""
    return (
        select(*picked(Factor, FactorRow), col(Person.display_name).label("noted_by"))
        .outerjoin(Person, col(Factor.noted_by_id) == col(Person.id))
        .where(source_readable(viewer, col(Factor.inspection_id)), *where)
    )


def factor_rows(found: list[Found]) -> tuple[FactorRow, ...]:
    """What helps first, each kind latest first."""
    kinds = list(FactorKind)
    rows = [FactorRow(**one) for one in in_order(found, "id", newest="noted_on")]
    return tuple(sorted(rows, key=lambda row: kinds.index(row.kind)))
