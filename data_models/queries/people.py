"""Who works here, what each covers and when, and who is looking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, or_, select
from sqlmodel import Session, col

from data_models.queries.together import Question
from data_models.rules.coverage import Cover
from data_models.tables import Assignment, Person
from data_models.visibility import COVER_ROLE_OF, SENIOR, Viewer
from data_models.vocabulary import Origin, RoleName, Team

PERSONA_ROLES: dict[str, tuple[RoleName, ...]] = {
    "link-inspector": (RoleName.LINK_INSPECTOR,),
    "relationship-manager-adult": (RoleName.RELATIONSHIP_MANAGER_ADULT,),
    "relationship-manager-elc": (RoleName.RELATIONSHIP_MANAGER_ELC,),
    "senior-manager": (RoleName.CHIEF_INSPECTOR, RoleName.SERVICE_MANAGER),
    "support-officer": (RoleName.SUPPORT_OFFICER,),
    "administrator": (RoleName.ADMINISTRATOR,),
}
SHARED_SCREEN = Viewer(name="Shared screen", role=RoleName.SHARED_SCREEN, shared_screen=True)


@dataclass(frozen=True)
class PersonRow:
    """One member of staff with every assignment they ever had, earliest first; one they left lasts no longer than they.

    Without contact details: these reach shared screens too.
    """

    id: int
    name: str
    role: RoleName
    team: Team | None
    origin: Origin
    started_on: date | None
    left_on: date | None
    access_ended_on: date | None = None
    covers: tuple[Cover, ...] = ()

    def areas_on(self, on: date) -> frozenset[str]:
        """The areas covered that day in the role the person is here for."""
        role = COVER_ROLE_OF.get(self.role)
        return frozenset(one.area_code for one in self.covers if one.role is role and one.holds_on(on))

    def is_here_on(self, on: date) -> bool:
        return (self.started_on is None or self.started_on <= on) and (self.left_on is None or on <= self.left_on)


@dataclass(frozen=True)
class Colleague:
    """Somebody who works here, to be named in a form."""

    id: int
    name: str
    role: RoleName


def colleagues(session: Session, _: Viewer, *, on: date) -> tuple[Colleague, ...]:
    """Everybody who works here on that day, by name. One statement; open to everybody."""
    here = (
        or_(col(Person.started_on).is_(None), col(Person.started_on) <= on),
        or_(col(Person.left_on).is_(None), col(Person.left_on) >= on),
    )
    names = col(Person.display_name), col(Person.id)
    asked = select(col(Person.id), col(Person.display_name), col(Person.role)).where(*here).order_by(*names)
    return tuple(Colleague(row.id, row.display_name, row.role) for row in session.connection().execute(asked))


def everyone(session: Session) -> tuple[PersonRow, ...]:
    """Everybody with their assignments, by number. One statement."""
    return _people(session, _everybody())


def signing_in_as(session: Session, *, issuer: str, subject: str) -> PersonRow | None:
    """The person this sign-in is linked to, by the issuer and its subject and nothing else. One statement."""
    linked = (col(Person.issuer) == issuer) & (col(Person.subject) == subject)
    return next(iter(_people(session, _everybody().where(linked))), None)


def _everybody() -> Question:
    return (
        select(
            col(Person.id),
            col(Person.display_name),
            col(Person.role),
            col(Person.team),
            col(Person.origin),
            col(Person.started_on),
            col(Person.left_on),
            col(Person.access_ended_on),
            col(Assignment.area_code),
            col(Assignment.role).label("cover_role"),
            col(Assignment.starts_on),
            col(Assignment.ends_on),
        )
        .outerjoin(Assignment, col(Assignment.person_id) == col(Person.id))
        .order_by(col(Person.id), col(Assignment.starts_on), col(Assignment.area_code), col(Assignment.id))
    )


def _people(session: Session, statement: Question) -> tuple[PersonRow, ...]:
    rows: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    for row in session.connection().execute(statement):
        rows.setdefault(row.id, []).append(row)
    return tuple(_person(of_person) for of_person in rows.values())


def viewer_for(people: Iterable[PersonRow], person_id: int, on: date) -> Viewer | None:
    """This person as somebody who looks, with the areas covered that day; None when there is none such."""
    found = next((one for one in people if one.id == person_id), None)
    return None if found is None else _as_viewer(found, on)


def persona_viewer(people: Iterable[PersonRow], persona: str, on: date) -> Viewer | None:
    """A person to look as in a demonstration, always the same one: of that role and still here, whoever covers the
    most areas that day, then the lowest number. None when the record has nobody of that role, or no such persona is
    known.
    """
    if persona == "shared-screen":
        return SHARED_SCREEN
    for role in PERSONA_ROLES.get(persona, ()):
        theirs = [one for one in people if one.role is role and one.is_here_on(on)]
        if theirs:
            return _as_viewer(max(theirs, key=lambda one: (len(one.areas_on(on)), -one.id)), on)
    return None


def effective_end(ends_on: date | None, *last_days: date | None) -> date | None:
    """The last day somebody really covers: an assignment outlasts neither the person's employment nor their access."""
    return min((day for day in (ends_on, *last_days) if day is not None), default=None)


def _as_viewer(person: PersonRow, on: date) -> Viewer:
    # Senior managers read every area by their role; whoever has left reads none.
    areas = person.areas_on(on) if person.role not in SENIOR and person.is_here_on(on) else frozenset()
    return Viewer(name=person.name, role=person.role, person_id=person.id, areas=areas)


def _person(rows: list[Row[*tuple[Any, ...]]]) -> PersonRow:
    first = rows[0]
    last_day = effective_end(first.left_on, first.access_ended_on)
    covers = (
        Cover(row.area_code, row.cover_role, row.id, row.starts_on, effective_end(row.ends_on, last_day))
        for row in rows
        if row.area_code is not None and (last_day is None or row.starts_on <= last_day)
    )
    return PersonRow(
        id=first.id,
        name=first.display_name,
        role=first.role,
        team=first.team,
        origin=first.origin,
        started_on=first.started_on,
        left_on=first.left_on,
        access_ended_on=first.access_ended_on,
        covers=tuple(covers),
    )
