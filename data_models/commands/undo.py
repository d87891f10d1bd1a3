"""Undoing a change as a new change: what it edited goes back, what it added goes, what it removed comes back."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select, update
from sqlmodel import Session

from data_models import tables
from data_models.commands.checked import Checked
from data_models.commands.undo_checks import breaches, check_the_office
from data_models.errors import CommandRefused, NotAllowed, NotFound
from data_models.queries.together import Found
from data_models.queries.touched import FIELDS, KEYS, Touched
from data_models.queries.undoing import Outlook, may_undo, outlook_of
from data_models.tables import VERSION_TABLES, UndoneChange, metadata
from data_models.tables.base import Versioned
from data_models.visibility import Deed, Viewer, authorise_in_any

MODEL_OF: dict[str, type[Any]] = {
    str(one.__tablename__): one
    for one in vars(tables).values()
    if isinstance(one, type) and issubclass(one, Versioned) and one is not Versioned
}


def undo_change(session: Session, *, by: Viewer, on: date, change_id: int, reason: str) -> UndoneChange:
    """Undo a change, whole, as a new change with its own reason; undoing that one gives it back.

    Refused, with the sentence that says what to do: where a later change rests on it; for what never vanishes (a duty
    to decide, a date that moved) and ends that are for good (a closed action, a published report); for imports, the
    reference lists and the story a demonstration was built with; where the ledger, the cover or the settings would no
    longer hold; and for whoever may not undo, or may not do the deed itself in all of its areas.
    """
    outlook = outlook_of(session, change_id)
    _authorise(by, outlook)
    if outlook is None:
        raise NotFound(f"The record has no change {change_id}. Go back to the list and choose one that is there.")
    ask = Checked(on)
    why = ask.text("reason", reason, needed="Say why this is undone.")
    ask.settle()
    if outlook.obstacles or outlook.deed is None:
        raise CommandRefused(f"Change {change_id} cannot be undone. {outlook.why_not}")
    before = breaches(session, on)
    _take_back(session, outlook.rows)
    undone = UndoneChange(undone_id=change_id, deed=outlook.deed.value, reason=why)
    session.add(undone)
    session.flush()
    check_the_office(session, on, outlook, before)
    return undone


def _authorise(by: Viewer, outlook: Outlook | None) -> None:
    """A change that is not there is said to be missing only to somebody who may undo something somewhere."""
    if outlook is None:
        authorise_in_any(by, Deed.UNDO, *sorted(getattr(by, "areas", ())))
        return
    for codes in outlook.areas or [()]:
        authorise_in_any(by, Deed.UNDO, *sorted(codes))
        if outlook.deed is not None:
            authorise_in_any(by, outlook.deed, *sorted(codes))
    if outlook.deed is not None and not may_undo(by, outlook):
        raise NotAllowed(
            "What a senior manager did is undone by a senior manager, and what you may not read by somebody who may."
            " Ask one of them."
        )


# --- the rows ---


def _take_back(session: Session, rows: tuple[Touched, ...]) -> None:
    """In an order in which no key and no constraint is broken on the way."""
    added = [one for one in rows if one.before is None]
    edited = [one for one in rows if one.before is not None and one.after is not None]
    removed = [one for one in rows if one.after is None]
    held = {target for one in edited for target in _targets(one.table, one.after)}
    awaited = {(one.table, one.key[0]) for one in removed}
    waiting = [one for one in edited if awaited & _targets(one.table, one.before)]
    _remove(session, [one for one in added if (one.table, one.key[0]) not in held])
    _set_back(session, [one for one in edited if one not in waiting])
    _bring_back(session, removed)
    _set_back(session, waiting)
    _remove(session, [one for one in added if (one.table, one.key[0]) in held])


def _targets(table: str, row: Found | None) -> set[tuple[str, object]]:
    """The rows that this one refers to, by table and key."""
    keys = metadata.tables[table].foreign_keys
    return {(key.column.table.name, row[key.parent.name]) for key in keys} if row is not None else set()


def _remove(session: Session, rows: list[Touched]) -> None:
    for one in reversed(rows):
        session.delete(_standing(session, one))
        session.flush()


def _set_back(session: Session, rows: list[Touched]) -> None:
    for one in rows:
        row = _standing(session, one)
        for name in one.fields:
            setattr(row, name, (one.before or {})[name])
        session.flush()


def _bring_back(session: Session, rows: list[Touched]) -> None:
    for one in rows:
        before = one.before or {}
        row = MODEL_OF[one.table](**{name: before[name] for name in FIELDS[one.table]})
        session.add(row)
        session.flush()
        # Its versions go on counting: a form opened on one of its former lives must not take this one for it.
        past, table = VERSION_TABLES[one.table], metadata.tables[one.table]
        lives = select(func.max(past.c.row_version)).where(*_is(past, one)).scalar_subquery()
        session.connection().execute(update(table).where(*_is(table, one)).values(row_version=lives + 1))
        session.refresh(row)


def _is(table: Table, one: Touched) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in zip(KEYS[one.table], one.key, strict=True)]


def _standing(session: Session, one: Touched) -> Any:
    return session.get_one(MODEL_OF[one.table], one.key[0] if len(one.key) == 1 else one.key)
