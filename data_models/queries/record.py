"""The record about itself: how new it is, what kind it is, and the thresholds in force."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select, true
from sqlmodel import Session, col

from data_models.rules.settings import Thresholds
from data_models.tables import Change, RecordMarker, SettingValue
from data_models.vocabulary import Origin


@dataclass(frozen=True)
class Head:
    """The state of the record in one row: its newest change, what kind it is, and its thresholds."""

    change: int
    changed_at: datetime | None
    kind: Origin | None
    thresholds: Thresholds


def head(session: Session) -> Head:
    """One statement: read at every rerun, it decides whether anything that was read before is stale."""
    newest = select(func.max(col(Change.id)).label("id"), func.max(col(Change.recorded_at)).label("at")).subquery()
    statement = (
        select(newest.c.id, newest.c.at, col(RecordMarker.kind), col(SettingValue.key), col(SettingValue.value))
        .select_from(newest)
        .outerjoin(RecordMarker, true())
        .outerjoin(SettingValue, true())
    )
    rows = session.connection().execute(statement).all()
    first = rows[0]
    overrides = {row.key: row.value for row in rows if row.key is not None}
    return Head(first.id or 0, _aware(first.at), first.kind, Thresholds.from_overrides(overrides))


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def thresholds(session: Session) -> Thresholds:
    """The thresholds in force: every default, but for those somebody set."""
    rows = session.connection().execute(select(col(SettingValue.key), col(SettingValue.value))).all()
    return Thresholds.from_overrides({row.key: row.value for row in rows})
