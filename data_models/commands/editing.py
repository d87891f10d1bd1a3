"""Saving a form that was opened a while ago, beside others who saved meanwhile."""

from enum import Enum
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from data_models.commands.found import called
from data_models.errors import CommandRefused, Conflict
from data_models.tables import VERSION_TABLES
from data_models.tables.base import Versioned


class Unchanged(Enum):
    """What a field of an edit is when the person left it alone; None is a value like any other."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED


def given(**fields: Any) -> dict[str, Any]:
    """The fields that were not left alone."""
    return {name: value for name, value in fields.items() if value is not UNCHANGED}


def edit(
    session: Session, row: Versioned, changes: dict[str, Any], *, opened_on: int | None, as_one: bool = False
) -> set[str]:
    """Set these fields of a row; returns the names of those that really changed.

    `opened_on` is the row version the form was opened on; None takes the row as it is now. Fields that somebody else
    changed since, to something else than asked for here, are refused together (`Conflict`) and nothing is set.
    Fields that nobody else touched are merged silently, unless they are one statement (`as_one`: a judgement with its
    note): half of one and half of another would be what nobody said.
    """
    wanted = merged(session, row, changes, opened_on=opened_on, as_one=as_one)
    for name, value in wanted.items():
        setattr(row, name, value)
    return set(wanted)


def merged(
    session: Session, row: Versioned, changes: dict[str, Any], *, opened_on: int | None, as_one: bool = False
) -> dict[str, Any]:
    """What `edit` would set, by field, for a command that must look at it first. Nothing is set."""
    base = as_it_was(session, row, opened_on) if opened_on not in (None, row.row_version) else None
    now = {name: getattr(row, name) for name in changes}
    if base is None:
        return {name: value for name, value in changes.items() if value != now[name]}
    theirs = {name for name in changes if now[name] != base[name]}
    all_at_once = as_one and bool(theirs)
    mine = {name: value for name, value in changes.items() if all_at_once or value != base[name]}
    wanted = {name: value for name, value in mine.items() if value != now[name]}
    clashes = {name: (base[name], now[name], wanted[name]) for name in wanted if all_at_once or name in theirs}
    if clashes:
        raise Conflict(_said(row, clashes), clashes)
    return wanted


def as_it_was(session: Session, row: Versioned, version: int | None) -> dict[str, Any]:
    """The row as it was when the form was opened, with the number of the change that made it so (`change_id`)."""
    table = VERSION_TABLES[str(row.__tablename__)]
    keys = [c for c in table.primary_key.columns if c.name != "change_id"]
    of_row = [c == getattr(row, c.name) for c in keys]
    found = session.connection().execute(select(table).where(*of_row, table.c.row_version == version)).mappings()
    kept = found.first()
    if kept is None:
        raise CommandRefused(
            f"This form was opened on a state of the {_name(row)} that the record does not have."
            " Copy what you typed, open it again and save."
        )
    return dict(kept)


def _said(row: Versioned, clashes: dict[str, Any]) -> str:
    fields = ", ".join(sorted(name.replace("_", " ") for name in clashes))
    return (
        f"Somebody else changed the {_name(row)} after you opened it ({fields})."
        " Nothing was saved: look at both, choose one and save again."
    )


def _name(row: Versioned) -> str:
    identity = getattr(row, "id", None)
    return called(type(row), identity) if identity is not None else str(row.__tablename__).replace("_", " ")
