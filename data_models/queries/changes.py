"""What changed, when, by whom, and why?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import RowMapping, select
from sqlmodel import Session, col

from data_models.errors import NotFound
from data_models.rules.clocks import london_date
from data_models.tables import VERSION_TABLES, Change, FormalMonitoring, Inspection, InspectionArea
from data_models.tables.versions import DELETED, INSERTED, UPDATED
from data_models.visibility import Viewer
from data_models.vocabulary import PublicationState, RoleName


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
    """One field before and after; both None where `is_withheld` from this person."""

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


@dataclass(frozen=True)
class _Reader:
    """What of a row's history somebody may read."""

    reads_drafts: bool
    reads_access: bool
    is_room: bool


BOOKKEEPING = frozenset({"row_version", "change_id", "superseded_by", "operation"})
# What may be read of an inspection by whoever may not read its unpublished findings. A draft stays one for ever:
# publication opens what was published, not what was written before.
OPEN_OF_FINDINGS = {
    "inspection": frozenset(
        {"id", "programme_id", "scrutiny_type", "partnership_name", "stage", "plan_year", "lead_id", "starts_on"}
        | {"planned_publication_on", "publication_state", "published_on", "published_precision"}
    ),
    "milestone": frozenset(
        {"id", "inspection_id", "kind", "label", "planned_from", "planned_on", "actual_on", "position"}
    ),
    "evaluation": frozenset({"id", "inspection_id"}),
    "evaluation_total": frozenset({"id", "inspection_id"}),
    "recommendation": frozenset({"id", "inspection_id", "number"}),
}
PRIVATE_WORDS = {
    "contact": frozenset({"summary", "signposted_to"}),
    "assurance_update": frozenset({"summary"}),
    "review_notification": frozenset({"decision_reason"}),
}
ACCESS = frozenset({"work_email", "issuer", "subject"})
# Words that may rest on a contact: everybody reads them at their own screen, and no shared one is sent them.
NOT_FOR_A_ROOM = {"risk_flag": frozenset({"evidence", "mute_reason", "close_reason"})}


def last_changes(session: Session, viewer: Viewer, *, on: date, limit: int = 50) -> tuple[ChangeRow, ...]:  # noqa: ARG001
    """The newest changes first; a shared screen is sent no reasons, which are free text. One statement."""
    rows = session.connection().execute(select(Change).order_by(col(Change.id).desc()).limit(limit))
    return tuple(_change(row._mapping, with_reason=not viewer.shared_screen) for row in rows)


def history_of(session: Session, viewer: Viewer, table: str, key: int | str | tuple[Any, ...]) -> tuple[Edit, ...]:
    """Every change of one row, the newest first, with the fields before and after.

    What this person may not read is marked as withheld. At most three statements. NotFound for a table without history.
    """
    versions = _versions(session, table, key)
    if not versions:
        return ()
    areas = _areas_of(session, table, versions[-1])
    if _is_hidden(session, viewer, table, versions[-1], areas):
        return ()
    reader = _Reader(
        reads_drafts=not viewer.shared_screen
        and (viewer.is_senior or any(viewer.reads_unpublished(code) for code in areas)),
        reads_access=viewer.role is RoleName.ADMINISTRATOR and not viewer.shared_screen,
        is_room=viewer.shared_screen,
    )
    edits, before = [], None
    for one in versions:
        edits.append(_edit(table, one, before, reader, with_reason=not viewer.shared_screen))
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
    names = ("recorded_at", "actor_name", "actor_role", "deed", "reason")
    return [Change.__table__.c[name].label(f"change_{name}") for name in names]  # type: ignore[attr-defined]


def _areas_of(session: Session, table: str, row: RowMapping) -> frozenset[str]:
    if row.get("area_code") is not None:
        return frozenset({row["area_code"]})
    if row.get("monitoring_id") is not None:
        question: Any = select(col(FormalMonitoring.area_code)).where(col(FormalMonitoring.id) == row["monitoring_id"])
        return frozenset(session.connection().scalars(question))
    inspection_id = row["id"] if table == "inspection" else row.get("inspection_id")
    if inspection_id is None:
        return frozenset()
    question = select(col(InspectionArea.area_code)).where(col(InspectionArea.inspection_id) == inspection_id)
    return frozenset(session.connection().scalars(question))


def _is_hidden(session: Session, viewer: Viewer, table: str, row: RowMapping, areas: frozenset[str]) -> bool:
    """A row that rests on findings this person may not read yet is not there for them."""
    inspection_id = row.get("inspection_id")
    if inspection_id is None or table in OPEN_OF_FINDINGS or any(viewer.reads_unpublished(code) for code in areas):
        return False
    state = session.connection().scalar(
        select(col(Inspection.publication_state)).where(col(Inspection.id) == inspection_id)
    )
    return state is not PublicationState.PUBLISHED


def _edit(table: str, now: RowMapping, before: RowMapping | None, reader: _Reader, *, with_reason: bool) -> Edit:
    operation = Operation(now["operation"])
    names = [column.name for column in VERSION_TABLES[table].columns if column.name not in BOOKKEEPING]
    was = {name: before[name] if before is not None else None for name in names}
    becomes = {name: None if operation is Operation.REMOVED else now[name] for name in names}
    return Edit(
        ChangeRow(
            now["change_number"],
            _aware(now["change_recorded_at"]),
            now["change_actor_name"],
            now["change_actor_role"],
            now["change_deed"],
            now["change_reason"] if with_reason else "",
        ),
        operation,
        tuple(_field(table, name, was[name], becomes[name], reader) for name in names if was[name] != becomes[name]),
    )


def _field(table: str, name: str, before: object, after: object, reader: _Reader) -> FieldChange:
    withheld = _is_withheld(table, name, reader)
    return FieldChange(name, None if withheld else before, None if withheld else after, withheld)


def _is_withheld(table: str, name: str, reader: _Reader) -> bool:
    if table == "person" and name in ACCESS:
        return not reader.reads_access
    if reader.is_room and name in NOT_FOR_A_ROOM.get(table, frozenset()):
        return True
    is_private = name in PRIVATE_WORDS.get(table, frozenset()) or (name not in OPEN_OF_FINDINGS.get(table, {name}))
    return is_private and not reader.reads_drafts


def _change(row: RowMapping, *, with_reason: bool) -> ChangeRow:
    reason = row["reason"] if with_reason else ""
    return ChangeRow(row["id"], _aware(row["recorded_at"]), row["actor_name"], row["actor_role"], row["deed"], reason)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
