"""The record as it stood: a past moment is a connection whose table names mean the rows then in force."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Table, and_, event, func, or_, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from data_models.tables import VERSION_TABLES, Change, metadata
from data_models.tables.versions import DELETED

# Where a table has more versions than this, and more than so many for each row, its rows are sought one by one.
MANY, VERSIONS_A_ROW = 1000, 4
# Connections on past days that wait for the next look: a meeting compares two days, and pages follow one another.
KEPT = 4


@dataclass(frozen=True)
class Moment:
    """The end of a day as the record knew it: its last change, and the way to a session that sees just that.

    `ends_day` is False where more was written on that day: a page as of the day shows more than this moment.
    """

    on: date
    change: int
    look: Callable[[], AbstractContextManager[Session]]
    ends_day: bool = True


def change_as_of(session: Session, day_ends: datetime) -> int:
    """The number of the last change before `day_ends`; 0 when the record did not exist yet."""
    newest = select(func.max(col(Change.id))).where(col(Change.recorded_at) < day_ends)
    return session.connection().scalar(newest) or 0


def past_views(change: int, often_changed: Collection[str] = ()) -> list[str]:
    """One temporary view per table, under the table's own name, holding the rows in force at `change`.

    Temporary names shadow the real ones on both databases, so that every query runs unchanged on the past.
    `often_changed` names tables that have many versions of each row: there, each row's version is sought by itself.
    """
    found = {
        name: (_row_by_row if name in often_changed else _all_at_once)(name, table, int(change))
        for name, table in VERSION_TABLES.items()
    }
    return [f'CREATE TEMP VIEW "{name}" AS {rows}' for name, rows in found.items()]


def _all_at_once(name: str, table: Table, change: int) -> str:
    """The versions that held at the change: reads them all, the best where a row has few."""
    in_force = and_(
        table.c.change_id <= change,
        or_(table.c.superseded_by.is_(None), table.c.superseded_by > change),
        table.c.operation != DELETED,
    )
    where = str(in_force.compile(compile_kwargs={"literal_binds": True}))
    return f'SELECT {_columns(name)} FROM "{table.name}" WHERE {where}'


def _row_by_row(name: str, table: Table, change: int) -> str:
    """Each row's last version up to the change, by two steps through an index: what holds costs nothing to skip."""
    rows = (
        f'WITH RECURSIVE row (id) AS (SELECT min(id) FROM "{table.name}" UNION ALL'
        f' SELECT (SELECT min(v.id) FROM "{table.name}" AS v WHERE v.id > row.id) FROM row WHERE row.id IS NOT NULL)'
    )
    newest = f'SELECT max(w.change_id) FROM "{table.name}" AS w WHERE w.id = row.id AND w.change_id <= {change}'
    return (
        f'{rows} SELECT {_columns(name, "v.")} FROM row JOIN "{table.name}" AS v ON v.id = row.id'
        f" AND v.change_id = ({newest}) WHERE v.operation <> {DELETED}"
    )


def _columns(name: str, of: str = "") -> str:
    return ", ".join(f'{of}"{c.name}"' for c in metadata.tables[name].columns)


def _often_changed(connection: Connection) -> set[str]:
    """Tables with so many versions for each row that reading all of them would cost more than seeking each row's."""
    found = connection.execute(text(_counts(connection.dialect.name))).all()
    return {
        name for name, versions, rows in found if (versions or 0) > MANY and versions > VERSIONS_A_ROW * (rows or 0)
    }


def _counts(dialect: str) -> str:
    """How many versions and how many rows each table has, near enough: the newest number is the count."""
    with_a_number = [name for name, table in VERSION_TABLES.items() if "id" in table.primary_key.columns]
    if dialect == "sqlite":
        newest = 'SELECT \'{0}\', (SELECT max(rowid) FROM "{0}_version"), (SELECT max(rowid) FROM "{0}")'
        return " UNION ALL ".join(newest.format(name) for name in with_a_number)
    names = ", ".join(f"'{name}'" for name in with_a_number)
    return (
        "SELECT live.relname, old.reltuples, live.reltuples FROM pg_class AS live JOIN pg_class AS old"
        " ON old.relname = live.relname || '_version' AND old.relnamespace = live.relnamespace"
        f" WHERE live.relkind = 'r' AND live.relname IN ({names}) AND live.relnamespace = 'public'::regnamespace"
    )


@contextmanager
def reading_past(engine: Engine, change: int) -> Iterator[Session]:
    """A session on the record as it stood at `change`, in which a write is impossible.

    Its connection is never the live pool's again: it is kept for the next look at the same change, or closed.
    """
    shelf = _shelf_of(engine)
    connection = shelf.take(change) or _opened(engine, change)
    try:
        with Session(connection, autoflush=False, expire_on_commit=False) as session:
            yield session
        connection.rollback()
    except BaseException:
        connection.close()
        raise
    shelf.put(change, connection)


class _Shelf:
    """Connections that look at the past, each on its own change, while nobody uses them. What stood then stays so."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: list[tuple[int, Connection]] = []

    def take(self, change: int) -> Connection | None:
        with self._lock:
            found = next((place for place, one in enumerate(self._idle) if one[0] == change), None)
            connection = None if found is None else self._idle.pop(found)[1]
        return connection if connection is not None and _answers(connection) else None

    def put(self, change: int, connection: Connection) -> None:
        with self._lock:
            self._idle.append((change, connection))
            too_many = [] if len(self._idle) <= KEPT else [self._idle.pop(0)]
        for _, oldest in too_many:
            oldest.close()

    def clear(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for _, connection in idle:
            connection.close()


_shelves: WeakKeyDictionary[Engine, _Shelf] = WeakKeyDictionary()
_making = Lock()


def _shelf_of(engine: Engine) -> _Shelf:
    with _making:
        if engine not in _shelves:
            shelf = _shelves[engine] = _Shelf()
            event.listen(engine, "engine_disposed", lambda _: shelf.clear())
        return _shelves[engine]


def _answers(connection: Connection) -> bool:
    """Whether the database is still there behind a connection that was put aside."""
    try:
        connection.execute(text("SELECT 1"))
        connection.rollback()
    except DBAPIError:
        connection.close()
        return False
    return True


def _opened(engine: Engine, change: int) -> Connection:
    """A new connection, taken out of the live pool for good before its names are turned to the past."""
    connection = engine.connect()
    try:
        connection.detach()
        _look_back(connection, change)
    except BaseException:
        connection.close()
        raise
    return connection


def _look_back(connection: Connection, change: int) -> None:
    """Let every table name mean the rows in force at `change`, and refuse every write."""
    for view in past_views(change, _often_changed(connection)):
        connection.execute(text(view))
    real = _real(connection, "change")
    connection.execute(text(f'CREATE TEMP VIEW "change" AS SELECT * FROM {real} WHERE id <= {int(change)}'))
    connection.commit()
    _make_read_only(connection)


def _real(connection: Connection, name: str) -> str:
    return f'main."{name}"' if connection.dialect.name == "sqlite" else f'public."{name}"'


def _make_read_only(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA query_only=ON"))
        connection.commit()
        return
    # Through the driver: it says with every BEGIN whether to write, which would outdo the default of the session.
    driver_connection: Any = connection.connection.dbapi_connection
    driver_connection.read_only = True
