"""The history of one row as people read it: every change, field by field, with people by name."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.changes import Edit, FieldChange, history_of
from data_models.tables import Person
from data_models.visibility import Viewer

# Fields that hold the number of a person.
PEOPLE = frozenset(
    {"owner_id", "raised_by_id", "verified_by_id", "muted_by_id", "closed_by_id", "opened_by_id", "decided_by_id"}
    | {"signed_by_id", "assessed_by_id", "given_by_id", "claim_recorded_by_id"}
)


def row_history(session: Session, viewer: Viewer, *, on: date, table: str, key: int | str) -> tuple[Edit, ...]:  # noqa: ARG001
    """Every change of one row, the newest first; what this person may not read is marked. At most four statements."""
    edits = history_of(session, viewer, table, key)
    numbers = {value for edit in edits for one in edit.fields if one.field in PEOPLE for value in _numbers(one)}
    if not numbers:
        return edits
    asked = select(col(Person.id), col(Person.display_name)).where(col(Person.id).in_(sorted(numbers)))
    names = {row.id: row.display_name for row in session.connection().execute(asked)}
    return tuple(replace(edit, fields=tuple(_named(one, names) for one in edit.fields)) for edit in edits)


def _numbers(change: FieldChange) -> list[int]:
    return [value for value in (change.before, change.after) if isinstance(value, int)]


def _named(change: FieldChange, names: dict[int, str]) -> FieldChange:
    if change.field not in PEOPLE:
        return change
    before, after = (names.get(value) if isinstance(value, int) else None for value in (change.before, change.after))
    return replace(change, before=before, after=after)
