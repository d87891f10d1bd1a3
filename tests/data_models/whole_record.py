"""Everything that stands in a record, to compare one moment with another."""

from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import Session

from data_models.database import reading
from data_models.tables import VERSION_TABLES, metadata

Everything = dict[str, list[tuple[Any, ...]]]


def standing(session: Session) -> Everything:
    """Every row of every table the office edits, by table, in the order of the keys."""
    found = {}
    for name in VERSION_TABLES:
        table = metadata.tables[name]
        rows = session.connection().execute(select(table).order_by(*table.primary_key.columns))
        found[name] = [tuple(row) for row in rows]
    return found


def standing_now(engine: Engine) -> Everything:
    with reading(engine) as session:
        return standing(session)


def versions(engine: Engine, name: str) -> list[dict[str, Any]]:
    """Every version of every row of one table, oldest first."""
    table = VERSION_TABLES[name]
    with reading(engine) as session:
        rows = session.connection().execute(select(table).order_by(table.c.change_id, *table.primary_key.columns))
        return [dict(row._mapping) for row in rows]
