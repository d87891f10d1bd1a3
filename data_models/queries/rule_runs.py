"""When did the rules last look, and what did they do?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_models.queries.together import Question
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
    found = session.connection().execute(last_run_question()).mappings().all()
    return read_last_run(found, on=on)


def last_run_question() -> Question:
    """The change in which the rules last looked: one row, or none."""
    newest = select(func.max(col(Change.id))).where(col(Change.deed) == Deed.RUN_RULES.value).scalar_subquery()
    return select(col(Change.recorded_at), col(Change.reason)).where(col(Change.id) == newest)


def read_last_run(found: Sequence[Mapping[Any, Any]], *, on: date) -> LastRun:
    """What the answer to `last_run_question` says."""
    run = run_said(found[0]["reason"]) if found else None
    if run is None:
        return LastRun(None, None, is_late(None, on))
    at = found[0]["recorded_at"]
    return LastRun(run, at if at.tzinfo else at.replace(tzinfo=UTC), is_late(run.on, on))
