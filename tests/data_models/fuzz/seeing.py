"""The whole record as it stands, read past every query of ours: rows, versions and changes from the database itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Engine, Table

from data_models.tables import VERSION_TABLES, Change, metadata

Key = tuple[Any, ...]
Row = dict[str, Any]
DELETED = 2


@dataclass(frozen=True)
class Layout:
    """The columns of a table by name, and where its key is among them."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[int, ...]
    select: str

    def key(self, values: tuple[Any, ...]) -> Key:
        return tuple(values[place] for place in self.keys)


def _layout(table: Table, keys: Iterable[str]) -> Layout:
    columns = tuple(column.name for column in table.columns)
    chosen = ", ".join(f'"{name}"' for name in columns)
    return Layout(
        table.name, columns, tuple(columns.index(key) for key in keys), f'SELECT {chosen} FROM "{table.name}"'
    )


LIVE = {
    name: _layout(metadata.tables[name], [c.name for c in metadata.tables[name].primary_key]) for name in VERSION_TABLES
}
PAST = {
    name: _layout(table, [c.name for c in metadata.tables[name].primary_key]) for name, table in VERSION_TABLES.items()
}
CHANGES = _layout(Change.__table__, ["id"])  # type: ignore[attr-defined]

Rows = dict[str, dict[Key, tuple[Any, ...]]]


@dataclass(frozen=True)
class Seen:
    """One moment of the record: every row by table and key, every version, and every change."""

    live: Rows
    versions: dict[str, list[tuple[Any, ...]]]
    changes: list[tuple[Any, ...]]

    @property
    def newest(self) -> int:
        return len(self.changes)

    @cached_property
    def standing(self) -> dict[str, list[Row]]:
        """The rows as mappings, for whoever chooses among them."""
        found = {
            name: [dict(zip(LIVE[name].columns, row, strict=True)) for row in rows.values()]
            for name, rows in self.live.items()
        }
        return found | {"change": [dict(zip(CHANGES.columns, row, strict=True)) for row in self.changes]}

    def row(self, table: str, key: Key) -> Row | None:
        values = self.live[table].get(key)
        return None if values is None else dict(zip(LIVE[table].columns, values, strict=True))


def see(engine: Engine) -> Seen:
    with engine.connect() as connection:
        found = Seen(live_rows(connection), _versions(connection), sorted(_all(connection, CHANGES)))
        connection.rollback()
    return found


def live_rows(connection: Connection) -> Rows:
    """Every row that stands, whatever "stands" means to this connection: the present, or a moment of the past."""
    return {name: {layout.key(row): row for row in _all(connection, layout)} for name, layout in LIVE.items()}


def _versions(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {name: _all(connection, layout) for name, layout in PAST.items()}


def _all(connection: Connection, layout: Layout) -> list[tuple[Any, ...]]:
    driver: Any = connection.connection.dbapi_connection
    cursor = driver.cursor()
    try:
        cursor.execute(layout.select)
        return [tuple(row) for row in cursor.fetchall()]
    finally:
        cursor.close()
