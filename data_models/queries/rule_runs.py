"""When did the rules last look, and what did they do?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.rules.rule_runs import RuleRun, is_late, run_said
from data_models.tables import Change
from data_models.visibility import Deed, Viewer


@dataclass(frozen=True)
class LastRun:
    """The last run of the rules and the moment it was kept; both None where there was none. `is_late` is for a day."""

    run: RuleRun | None
    at: datetime | None
    is_late: bool


def last_run(session: Session, _: Viewer | None = None, *, on: date) -> LastRun:
    """The last run that is known. One statement; open to everybody, for it counts and names no finding."""
    newest = (
        select(col(Change.recorded_at), col(Change.reason))
        .where(col(Change.deed) == Deed.RUN_RULES.value)
        .order_by(col(Change.id).desc())
        .limit(1)
    )
    found = session.connection().execute(newest).first()
    run = run_said(found.reason) if found is not None else None
    if found is None or run is None:
        return LastRun(None, None, is_late(None, on))
    at = found.recorded_at if found.recorded_at.tzinfo else found.recorded_at.replace(tzinfo=UTC)
    return LastRun(run, at, is_late(run.on, on))
