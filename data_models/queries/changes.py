"""What changed, when, by whom, and why?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import RowMapping, select
from sqlmodel import Session, col

from data_models.errors import NotFound
from data_models.queries.touched import FIELDS
from data_models.queries.whereabouts import UP, Whereabouts, where_these_lie
from data_models.queries.withheld import Reader
from data_models.rules.clocks import london_date
from data_models.tables import VERSION_TABLES, Change
from data_models.tables.versions import DELETED, INSERTED, UPDATED
from data_models.visibility import Viewer


class Operation(IntEnum):
    ADDED = INSERTED
    CHANGED = UPDATED
    REMOVED = DELETED


@dataclass(frozen=True)
class ChangeRow:
    """One numbered change of the record."""

    number: int
    recorded_at: datetime
    actor: str
    actor_role: str
    deed: str
    reason: str

    @property
    def on(self) -> date:
        """The day it was in London."""
        return london_date(self.recorded_at)


@dataclass(frozen=True)
class FieldChange:
    """One field before and after. Where `is_withheld` it stands for all of a row that this person may not read."""

    field: str
    before: object
    after: object
    is_withheld: bool = False


@dataclass(frozen=True)
class Edit:
    """One change as one row saw it: who, when, which deed, and each field it moved."""

    change: ChangeRow
    operation: Operation
    fields: tuple[FieldChange, ...]


def last_changes(session: Session, viewer: Viewer, *, on: date, limit: int = 50) -> tuple[ChangeRow, ...]:  # noqa: ARG001
    """The newest changes first, without their reasons: who may read a reason follows from what its change touched.

    A room is sent only that and when there was one: who did what may tell of a report under embargo. One statement.
    """
    rows = session.connection().execute(select(Change).order_by(col(Change.id).desc()).limit(limit))
    told = (change_row(row._mapping, with_reason=False) for row in rows)
    return tuple(unnamed(one) if viewer.shared_screen else one for one in told)


def unnamed(change: ChangeRow) -> ChangeRow:
    """Only that there was a change, and when."""
    return ChangeRow(change.number, change.recorded_at, "", "", "", "")


def history_of(session: Session, viewer: Viewer, table: str, key: int | str | tuple[Any, ...]) -> tuple[Edit, ...]:
    """Every change of one row, the newest first, with the fields before and after.

    What this person may not read is marked as withheld. At most two statements. NotFound for a table without history.
    """
    versions = _versions(session, table, key)
    if not versions:
        return ()
    newest = versions[-1]
    where = where_these_lie(session, [(table, newest)]) if UP[table] else Whereabouts()
    reader = Reader(viewer, where)
    if not reader.sees(table, newest):
        return ()
    edits, before = [], None
    for one in versions:
        actor = one["change_actor_id"]
        edit = _edit(table, one, before, reader, with_reason=reader.reads_reason(actor, [(table, newest)]))
        if not edit.fields or any(not field.is_withheld for field in edit.fields) or reader.is_theirs(actor):
            edits.append(edit)
        before = one
    return tuple(reversed(edits))


def _versions(session: Session, table: str, key: int | str | tuple[Any, ...]) -> list[RowMapping]:
    past = VERSION_TABLES.get(table)
    if past is None:
        raise NotFound(f'The record keeps no history called "{table}". Choose one of its tables.')
    keys = [column for column in past.primary_key.columns if column.name != "change_id"]
    values = key if isinstance(key, tuple) else (key,)
    question = (
        select(past, Change.__table__.columns.id.label("change_number"), *_of_change())  # type: ignore[attr-defined]
        .join(Change, past.c.change_id == col(Change.id))
        .where(*(column == value for column, value in zip(keys, values, strict=True)))
        .order_by(past.c.change_id)
    )
    return [row._mapping for row in session.connection().execute(question)]


def _of_change() -> list[Any]:
    names = ("recorded_at", "actor_id", "actor_name", "actor_role", "deed", "reason")
    return [Change.__table__.c[name].label(f"change_{name}") for name in names]  # type: ignore[attr-defined]


def _edit(table: str, now: RowMapping, before: RowMapping | None, reader: Reader, *, with_reason: bool) -> Edit:
    operation = Operation(now["operation"])
    was = before if operation is not Operation.ADDED else None
    becomes = None if operation is Operation.REMOVED else now
    change = ChangeRow(
        now["change_number"],
        aware(now["change_recorded_at"]),
        now["change_actor_name"],
        now["change_actor_role"],
        now["change_deed"],
        now["change_reason"] if with_reason else "",
    )
    return Edit(change, operation, field_changes(reader, table, was, becomes))


def field_changes(
    reader: Reader, table: str, before: Mapping[Any, Any] | None, after: Mapping[Any, Any] | None
) -> tuple[FieldChange, ...]:
    """The fields that differ; None stands for a row that was not there.

    What is withheld is not named, since which words of a report were written tells what will be in it: one field
    without a name, the last, says that there is more. A room is not told even that.
    """
    row, was, becomes = after or before or {}, before or {}, after or {}
    differ = [name for name in FIELDS[table] if was.get(name) != becomes.get(name)]
    told = [FieldChange(name, was.get(name), becomes.get(name)) for name in differ if reader.reads(table, row, name)]
    if len(told) < len(differ) and not reader.viewer.shared_screen:
        told.append(FieldChange("", None, None, is_withheld=True))
    return tuple(told)


def change_row(row: RowMapping, *, with_reason: bool) -> ChangeRow:
    reason = row["reason"] if with_reason else ""
    return ChangeRow(row["id"], aware(row["recorded_at"]), row["actor_name"], row["actor_role"], row["deed"], reason)


def aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
