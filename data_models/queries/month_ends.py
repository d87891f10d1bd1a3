"""The ends of the months since the record began, each with the last change that was known then."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sqlalchemy import func, literal, select, union_all
from sqlmodel import Session, col

from data_models.queries.changes import aware
from data_models.rules.clocks import add_months, london_date, london_midnight
from data_models.tables import Change
from data_models.visibility import Viewer


@dataclass(frozen=True)
class MonthEnd:
    """The last day of a month, or the day looked at in its last month, and the last change until then."""

    day: date
    change: int


def month_ends(session: Session, viewer: Viewer, *, on: date) -> tuple[MonthEnd, ...]:  # noqa: ARG001
    """From the month in which the record began to that of `on`, earliest first. At most two statements."""
    begun = session.connection().scalar(select(func.min(col(Change.recorded_at))))
    if begun is None:
        return ()
    days = _days(london_date(aware(begun)), on)
    parts = [
        select(
            literal(number).label("number"),
            select(func.max(col(Change.id)))
            .where(col(Change.recorded_at) < london_midnight(day + timedelta(days=1)).astimezone(UTC))
            .scalar_subquery()
            .label("change"),
        )
        for number, day in enumerate(days)
    ]
    found = {row.number: row.change for row in session.connection().execute(union_all(*parts))}
    return tuple(MonthEnd(day, found[number]) for number, day in enumerate(days))


def _days(begun: date, on: date) -> list[date]:
    days, first = [], begun.replace(day=1)
    while (last := add_months(first, 1) - timedelta(days=1)) < on:
        days.append(last)
        first = add_months(first, 1)
    return [*days, on]
