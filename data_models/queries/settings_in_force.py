"""Every threshold with the value in force, and who changed it last, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from data_models.rules.settings import SETTINGS, Setting, as_text
from data_models.tables import VERSION_TABLES, Change
from data_models.tables.versions import DELETED
from data_models.visibility import Viewer

NEVER_CHANGED = 0


@dataclass(frozen=True)
class SettingRow:
    """One threshold: `value` is in force, `default` is ours; who changed it last, when and why where somebody did.

    With `is_set` false and somebody's name it was put back to its default. `changed_in` is the number of the change
    that made it so, `NEVER_CHANGED` where none did: a number that never comes again, as that of a row may.
    """

    setting: Setting
    value: str
    default: str
    is_set: bool
    reason: str
    set_by: str | None
    set_at: datetime | None
    changed_in: int


def setting_rows(session: Session, viewer: Viewer) -> tuple[SettingRow, ...]:
    """All of them in the registry's order; a shared screen is sent no reasons, which are free text. One statement."""
    changed = {row.key: row._mapping for row in session.connection().execute(_question())}
    with_reason = not viewer.shared_screen
    return tuple(_row(one, changed.get(key), with_reason=with_reason) for key, one in SETTINGS.items())


def _question() -> Any:
    """Settings that were ever changed, each as its newest change left it: set, or put back to its default."""
    past = VERSION_TABLES["setting_value"]
    # By the changes there are to see: a past day knows fewer.
    newest = (
        select(past.c.key, func.max(past.c.change_id).label("change_id"))
        .join(Change, past.c.change_id == col(Change.id))
        .group_by(past.c.key)
        .subquery()
    )
    return (
        select(
            past.c.key,
            past.c.value,
            case((past.c.operation == DELETED, col(Change.reason)), else_=past.c.reason).label("reason"),
            past.c.change_id,
            (past.c.operation == DELETED).label("is_back"),
            col(Change.actor_name),
            col(Change.recorded_at),
        )
        .join(newest, (past.c.key == newest.c.key) & (past.c.change_id == newest.c.change_id))
        .join(Change, past.c.change_id == col(Change.id))
    )


def _row(setting: Setting, found: Mapping[Any, Any] | None, *, with_reason: bool) -> SettingRow:
    default = as_text(setting.key, setting.default)
    if found is None:
        return SettingRow(setting, default, default, False, "", None, None, NEVER_CHANGED)
    at: datetime = found["recorded_at"]
    moment = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    is_set = not found["is_back"]
    return SettingRow(
        setting,
        found["value"] if is_set else default,
        default,
        is_set,
        found["reason"] if with_reason else "",
        found["actor_name"],
        moment,
        found["change_id"],
    )
