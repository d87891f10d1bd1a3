"""The rows that some changes touched, each as it was before and after."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, literal, or_, select, union
from sqlmodel import Session

from data_models.queries.together import Found, Question, together
from data_models.tables import VERSION_TABLES, metadata
from data_models.tables.versions import DELETED, INSERTED

BOOKKEEPING = frozenset({"row_version", "change_id", "superseded_by", "operation"})
Key = tuple[object, ...]
KEYS: dict[str, tuple[str, ...]] = {
    name: tuple(column.name for column in metadata.tables[name].primary_key) for name in VERSION_TABLES
}
FIELDS: dict[str, tuple[str, ...]] = {
    name: tuple(column.name for column in metadata.tables[name].columns if column.name not in BOOKKEEPING)
    for name in VERSION_TABLES
}


@dataclass(frozen=True)
class Touched:
    """One row as one change touched it. `before` is None where it was added, `after` where it was removed."""

    table: str
    key: Key
    before: Found | None
    after: Found | None

    @property
    def row(self) -> Found:
        """The row as it was, whichever side of the change it was on."""
        found = self.after if self.after is not None else self.before
        assert found is not None, "a change touched a row that never was"
        return found

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ before and after."""
        before, after = self.before or {}, self.after or {}
        return tuple(name for name in FIELDS[self.table] if before.get(name) != after.get(name))


def touched(session: Session, numbers: Collection[int]) -> dict[int, tuple[Touched, ...]]:
    """By change: what it touched, parents before their children, then by key. At most two statements."""
    written = set(session.connection().scalars(_written(numbers))) if numbers else set()
    found = together(session, {name: _versions(name, numbers) for name in VERSION_TABLES if name in written})
    rows: dict[int, list[Touched]] = {number: [] for number in numbers}
    for name, versions in found.items():
        for number, one in _paired(name, versions, numbers):
            rows[number].append(one)
    return {number: tuple(theirs) for number, theirs in rows.items()}


def _written(numbers: Collection[int]) -> CompoundSelect[str]:
    """Which tables the changes wrote to: few of the many there are, so that only those are read."""
    return union(
        *(
            select(literal(name)).where(select(table.c.change_id).where(table.c.change_id.in_(numbers)).exists())
            for name, table in VERSION_TABLES.items()
        )
    )


def _versions(name: str, numbers: Collection[int]) -> Question:
    past = VERSION_TABLES[name]
    question: Question = select(past)
    return question.where(or_(past.c.change_id.in_(numbers), past.c.superseded_by.in_(numbers)))


def _paired(name: str, versions: list[Found], numbers: Collection[int]) -> Iterator[tuple[int, Touched]]:
    """Each version that one of the changes wrote, with the one it took the place of."""
    keys = KEYS[name]
    ended = {(one["superseded_by"], *(one[k] for k in keys)): one for one in versions}
    for one in sorted(versions, key=lambda one: tuple(one[k] for k in keys)):
        if (number := one["change_id"]) in numbers:
            key = tuple(one[k] for k in keys)
            before = None if one["operation"] == INSERTED else ended.get((number, *key))
            yield number, Touched(name, key, before, None if one["operation"] == DELETED else one)
