"""The audit trail: what changed, when, by whom and why, each change with every row it touched, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, RowMapping, Select, func, select, union
from sqlmodel import Session, col

from data_models.queries.changes import ChangeRow, FieldChange, Operation, change_row, field_changes, unnamed
from data_models.queries.places import Place
from data_models.queries.row_names import reference_of, row_name
from data_models.queries.together import together
from data_models.queries.touched import Touched, touched
from data_models.queries.undoing import Outlook, may_undo, outlook_from
from data_models.queries.whereabouts import whereabouts_from, whereabouts_questions, within
from data_models.queries.withheld import Reader
from data_models.rules.clocks import LONDON
from data_models.rules.references import LARGEST_NUMBER
from data_models.tables import VERSION_TABLES, Area, Change, Person, UndoneChange, metadata
from data_models.tables.versions import INSERTED
from data_models.visibility import Viewer

PAGE = 20
# A file of published facts touches hundreds of rows: so many are told one by one, the rest are counted.
TOLD_IN_LIST, TOLD_IN_FULL = 3, 100


@dataclass(frozen=True)
class Asked:
    """Which changes are asked for: all, or those of an area, a record, a person, a deed, a day; older than one."""

    area_code: str | None = None
    record: tuple[str, int] | None = None
    actor_id: int | None = None
    deed: str | None = None
    day: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class RowEdit:
    """One row as a change touched it. `name` says what it is; `reference` is None where its kind has none."""

    table: str
    key: tuple[object, ...]
    name: str
    reference: str | None
    operation: Operation
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class TrailRow:
    """One change. `hidden` rows of it are not open to this person; `untold` are more than are told one by one.

    Where it `is_closed`, nothing that it touched is open to them, and neither are who did what, where and why.
    """

    change: ChangeRow
    places: tuple[Place, ...]
    edits: tuple[RowEdit, ...]
    hidden: int
    untold: int
    undoes: int | None
    undone_by: int | None
    is_closed: bool = False


@dataclass(frozen=True)
class Trail:
    """Changes, the newest first; `older` is the number to go on before, None at the beginning of the record."""

    rows: tuple[TrailRow, ...]
    older: int | None
    people: tuple[tuple[int, str], ...]
    areas: tuple[Place, ...]


@dataclass(frozen=True)
class ChangePicture:
    """One change whole. `outlook` is None for whoever may not undo it, whatever stands in the way.

    `undo_areas` are the areas to ask leave for: of several those this person covers, else all.
    """

    row: TrailRow
    outlook: Outlook | None
    undo_areas: tuple[str, ...]


EVERY_CHANGE = Asked()
# The number asked for where nobody did it: the record itself, when it was begun and when its rules looked.
NOBODY = 0


def trail(
    session: Session,
    viewer: Viewer,
    *,
    on: date,  # noqa: ARG001
    asked: Asked = EVERY_CHANGE,
    limit: int = PAGE,
) -> Trail:
    """The changes asked for, the newest first, at most so many. Four statements.

    Only what this person may see is told: a change of which nothing is left is left out.
    """
    wanted = _changes().where(*_conditions(asked)).order_by(col(Change.id).desc()).limit(limit + 1)
    changes = list(session.connection().execute(wanted).mappings())
    shown = changes[:limit]
    read = _read(session, viewer, shown)
    rows = (_told(read, one, TOLD_IN_LIST) for one in shown if read.is_asked_for(one, asked))
    return Trail(
        tuple(rows),
        shown[-1]["id"] if len(changes) > limit else None,
        tuple(sorted(read.people.items(), key=lambda one: (one[1], one[0]))),
        tuple(sorted(Place(name, code) for code, name in read.areas.items())),
    )


def change_picture(session: Session, viewer: Viewer, *, on: date, number: int) -> ChangePicture | None:  # noqa: ARG001
    """One change with all it touched, and what undoing it would meet. At most five statements."""
    if not 0 < number <= LARGEST_NUMBER:
        return None
    change = session.connection().execute(_changes().where(col(Change.id) == number)).mappings().first()
    if change is None:
        return None
    read = _read(session, viewer, [change])
    outlook = outlook_from(session, change, read.rows[number], read.reader.where)
    codes = frozenset[str]().union(*outlook.areas)
    covered = tuple(sorted(codes & viewer.areas)) or tuple(sorted(codes))
    return ChangePicture(_told(read, change, TOLD_IN_FULL), outlook if may_undo(viewer, outlook) else None, covered)


# --- which changes ---


def _changes() -> Select[Any]:
    """Changes, each with the number it was undone by, as far as that is known at the moment looked at."""
    past = VERSION_TABLES["undone_change"]
    by = select(func.max(past.c.change_id)).where(
        past.c.undone_id == col(UndoneChange.undone_id),
        past.c.operation == INSERTED,
        past.c.change_id <= select(func.max(col(Change.id))).correlate(None).scalar_subquery(),
    )
    return select(
        *Change.__table__.columns,  # type: ignore[attr-defined]
        col(UndoneChange.undone_id),
        by.scalar_subquery().label("undone_by"),
    ).outerjoin(UndoneChange, col(UndoneChange.undone_id) == col(Change.id))


def _conditions(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.area_code is not None:
        yield col(Change.id).in_(_touching("area", asked.area_code))
    if asked.record is not None:
        yield col(Change.id).in_(_touching(*asked.record))
    if asked.actor_id is not None:
        yield col(Change.actor_id).is_(None) if asked.actor_id == NOBODY else col(Change.actor_id) == asked.actor_id
    if asked.deed is not None:
        yield col(Change.deed) == asked.deed
    if asked.day is not None:
        begins, ends = (datetime.combine(day, time(), LONDON) for day in (asked.day, asked.day + timedelta(days=1)))
        yield col(Change.recorded_at) >= begins.astimezone(UTC)
        yield col(Change.recorded_at) < ends.astimezone(UTC)
    if asked.before is not None:
        yield col(Change.id) < asked.before


def _touching(ancestor: str, key: int | str) -> CompoundSelect[Any]:
    """The numbers of the changes that touched a row in an area, or under a record, or that record itself."""
    return union(
        *(select(past.c.change_id).where(within(name, ancestor, key)) for name, past in VERSION_TABLES.items())
    )


# --- what of them this person may read ---


@dataclass(frozen=True)
class _Read:
    """What some changes touched, who reads it, and the names of people and areas."""

    rows: Mapping[int, tuple[Touched, ...]]
    reader: Reader
    people: Mapping[int, str]
    areas: Mapping[str, str]

    def seen(self, number: int) -> list[Touched]:
        return [one for one in self.rows[number] if self.reader.sees_any(one.table, one.row, one.fields)]

    def is_closed(self, change: RowMapping) -> bool:
        """Whether nothing of what a change touched is open to them, and they did not make it themselves."""
        rows = [one for one in self.rows[change["id"]] if one.table != "undone_change"]
        seen = [one for one in self.seen(change["id"]) if one.table != "undone_change"]
        return bool(rows) and not seen and not self.reader.is_theirs(change["actor_id"])

    def is_asked_for(self, change: RowMapping, asked: Asked) -> bool:
        """Whether what is seen of a change lies where was asked."""
        number: int = change["id"]
        if self.is_closed(change):
            return False
        sought: set[tuple[str, object]] = {asked.record} if asked.record is not None else set()
        sought |= {("area", asked.area_code)} if asked.area_code is not None else set()
        found = {place for one in self.seen(number) for place in self.reader.where.above(one.table, one.row)}
        return sought <= found | {(one.table, one.key[0]) for one in self.seen(number)}


def _read(session: Session, viewer: Viewer, changes: Sequence[RowMapping]) -> _Read:
    rows = touched(session, [one["id"] for one in changes])
    every = [(one.table, one.row) for theirs in rows.values() for one in theirs]
    found = together(
        session,
        whereabouts_questions(every)
        | {
            "tr_people": select(col(Person.id), col(Person.display_name)),
            "tr_areas": select(col(Area.gss_code), col(Area.short_name)),
        },
    )
    return _Read(
        rows,
        Reader(viewer, whereabouts_from(found)),
        {one["id"]: one["display_name"] for one in found["tr_people"]},
        {one["gss_code"]: one["short_name"] for one in found["tr_areas"]},
    )


def _told(read: _Read, change: RowMapping, most: int) -> TrailRow:
    rows, seen, where = read.rows[change["id"]], read.seen(change["id"]), read.reader.where
    if read.is_closed(change):
        told_of = unnamed(change_row(change, with_reason=False))
        return TrailRow(told_of, (), (), len(rows), 0, None, None, is_closed=True)
    with_reason = read.reader.reads_reason(change["actor_id"], [(one.table, one.row) for one in rows])
    codes = {code for one in seen for code in where.of(one.table, one.row).areas}
    marks = [one for one in rows if one.table == "undone_change" and one.before is None]
    told = [one for one in seen if one.table != "undone_change"]
    return TrailRow(
        change_row(change, with_reason=with_reason),
        tuple(sorted(Place(read.areas.get(code, code), code) for code in codes)),
        tuple(_edit(read, one) for one in told[:most]),
        len(rows) - len(seen),
        max(len(told) - most, 0),
        marks[0].row["undone_id"] if marks else None,
        change["undone_by"] if change["undone_id"] is not None else None,
    )


def _edit(read: _Read, one: Touched) -> RowEdit:
    operation = Operation.ADDED if one.before is None else Operation.REMOVED if one.after is None else Operation.CHANGED
    fields = field_changes(read.reader, one.table, one.before, one.after)
    name, reference = row_name(one.table, one.row), reference_of(one.table, one.row)
    named = tuple(_named(read, one.table, field) for field in fields)
    return RowEdit(one.table, one.key, name, reference, operation, named)


# Fields that hold the number of a person or the code of an area, by table.
PEOPLE, PLACES = (
    {
        name: {key.parent.name for key in metadata.tables[name].foreign_keys if key.column.table.name == target}
        for name in VERSION_TABLES
    }
    for target in ("person", "area")
)


def _named(read: _Read, table: str, field: FieldChange) -> FieldChange:
    """People and areas by their names."""
    of_people, of_places = field.field in PEOPLE[table], field.field in PLACES[table]
    if not (of_people or of_places):
        return field
    names: Mapping[Any, str] = read.people if of_people else read.areas
    before: Any = field.before
    after: Any = field.after
    return replace(field, before=names.get(before, before), after=names.get(after, after))
