"""The record about itself: how new it is, what kind it is, and the thresholds in force."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, true
from sqlmodel import Session, col

from data_models.rules.settings import Thresholds
from data_models.rules.sign_ins import SignInTimes
from data_models.tables import Change, Person, RecordMarker, SettingValue, SignIn
from data_models.vocabulary import Origin


@dataclass(frozen=True)
class Head:
    """The state of the record in one row: its newest change, what kind it is, its thresholds, and, where one was asked
    for, what is known of a sign-in."""

    change: int
    changed_at: datetime | None
    kind: Origin | None
    thresholds: Thresholds
    sign_in: SignInTimes | None = None


def head(session: Session, sign_in: str | None = None) -> Head:
    """One statement: read at every rerun, it decides whether anything that was read before is stale.

    `sign_in` is the key of one to look up as well.
    """
    newest = select(func.max(col(Change.id)).label("id"), func.max(col(Change.recorded_at)).label("at")).subquery()
    statement: Select[*tuple[Any, ...]] = (
        select(newest.c.id, newest.c.at, col(RecordMarker.kind), col(SettingValue.key), col(SettingValue.value))
        .select_from(newest)
        .outerjoin(RecordMarker, true())
        .outerjoin(SettingValue, true())
    )
    if sign_in is not None:
        statement = (
            statement.add_columns(
                col(SignIn.person_id),
                col(SignIn.begun_at),
                col(SignIn.last_seen_at),
                col(SignIn.ended_at),
                col(Person.sign_ins_ended_at),
            )
            .outerjoin(SignIn, col(SignIn.key) == sign_in)
            .outerjoin(Person, col(Person.id) == col(SignIn.person_id))
        )
    rows = session.connection().execute(statement).all()
    first = rows[0]
    overrides = {row.key: row.value for row in rows if row.key is not None}
    times = None if sign_in is None else _times(first)
    return Head(first.id or 0, _aware(first.at), first.kind, Thresholds.from_overrides(overrides), times)


def _times(row: Row[*tuple[Any, ...]]) -> SignInTimes | None:
    if row.person_id is None:
        return None
    return SignInTimes(row.person_id, row.begun_at, row.last_seen_at, row.ended_at, row.sign_ins_ended_at)


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def thresholds(session: Session) -> Thresholds:
    """The thresholds in force: every default, but for those somebody set."""
    rows = session.connection().execute(select(col(SettingValue.key), col(SettingValue.value))).all()
    return Thresholds.from_overrides({row.key: row.value for row in rows})
