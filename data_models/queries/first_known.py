"""The day on which the record first said that something was on the day it says, for a list of such things."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Label, func, select
from sqlmodel import SQLModel, col

from data_models.queries.changes import aware
from data_models.rules.clocks import london_date
from data_models.rules.late_entries import Entry
from data_models.tables import VERSION_TABLES, Change


def first_known(table: type[SQLModel], field: str) -> Label[datetime]:
    """A column `known_at` beside the rows of a table: when its day came to be known; none where there is no day."""
    live: Any = table.__table__.columns  # type: ignore[attr-defined]
    past = VERSION_TABLES[live.id.table.name]
    moment = (
        select(func.min(col(Change.recorded_at)))
        .join(past, past.c.change_id == col(Change.id))
        .where(past.c.id == live.id, past.c[field] == live[field])
        .correlate(live.id.table)
    )
    return moment.scalar_subquery().label("known_at")


def entry_of(field: str, told_of: date | None, known_at: datetime | None) -> Entry | None:
    """The day that is told of with the day it became known; None where no day is told of."""
    if told_of is None or known_at is None:
        return None
    return Entry(field, told_of, london_date(aware(known_at)))
