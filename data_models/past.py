"""The record as it stood: a past moment is a connection whose table names mean the rows then in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, func, or_, select, text
from sqlmodel import Session, col

from data_models.tables import VERSION_TABLES, Change, metadata
from data_models.tables.versions import DELETED


def change_as_of(session: Session, day_ends: datetime) -> int:
    """The number of the last change before `day_ends`; 0 when the record did not exist yet."""
    newest = select(func.max(col(Change.id))).where(col(Change.recorded_at) < day_ends)
    return session.connection().scalar(newest) or 0


def past_views(change: int) -> list[str]:
    """One temporary view per table, under the table's own name, holding the rows in force at `change`.

    Temporary names shadow the real ones on both databases, so that every query runs unchanged on the past.
    """
    return [_past_view(name, table, int(change)) for name, table in VERSION_TABLES.items()]


def _past_view(name: str, table: Table, change: int) -> str:
    columns = ", ".join(f'"{c.name}"' for c in metadata.tables[name].columns)
    in_force = and_(
        table.c.change_id <= change,
        or_(table.c.superseded_by.is_(None), table.c.superseded_by > change),
        table.c.operation != DELETED,
    )
    where = str(in_force.compile(compile_kwargs={"literal_binds": True}))
    return f'CREATE TEMP VIEW "{name}" AS SELECT {columns} FROM "{table.name}" WHERE {where}'


@contextmanager
def reading_past(engine: Engine, change: int) -> Iterator[Session]:
    """A session on the record as it stood at `change`. A write is impossible, and the connection is thrown away."""
    with engine.connect() as connection:
        try:
            _look_back(connection, change)
            with Session(connection, autoflush=False, expire_on_commit=False) as session:
                yield session
        finally:
            # Whatever happened: a connection whose tables mean the past must never be handed out as the present.
            connection.invalidate()


def _look_back(connection: Connection, change: int) -> None:
    """Let every table name mean the rows in force at `change`, and refuse every write."""
    for view in past_views(change):
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
    driver_connection: Any = connection.connection.driver_connection
    driver_connection.read_only = True
