"""What shows tampering: each change is sealed with an HMAC over itself, its content and the seal before it.

A plain chain of hashes could be re-made by anyone who can write the database; the key of these seals is kept outside it.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.tables import VERSION_TABLES, Change, metadata

FIRST_SEAL = "0" * 64
# What of a change is under its seal, in this order.
SEALED = (
    "id",
    "recorded_at",
    "actor_id",
    "actor_name",
    "actor_role",
    "deed",
    "reason",
    "token",
    "content_hash",
)
Content = dict[str, list[dict[str, Any]]]


def seal_key() -> bytes:
    """The key of the seals, from LINK_INSPECTOR_SEAL_KEY. It is never in the database."""
    return os.environ.get("LINK_INSPECTOR_SEAL_KEY", "").encode()


def utc(moment: datetime) -> datetime:
    """The same moment, said to be in UTC where the database forgot to say so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(value: Any) -> Any:
    """A value as both databases agree on it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return utc(value).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def hash_of(content: Content) -> str:
    plain = {n: [{k: _plain(v) for k, v in sorted(r.items())} for r in rows] for n, rows in sorted(content.items())}
    written = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


SEALED = (
    "id",
    "recorded_at",
    "actor_id",
    "actor_name",
    "actor_role",
    "deed",
    "reason",
    "token",
    "content_hash",
)


def seal_of(change: dict[str, Any], previous: str) -> str:
    written = json.dumps([previous, *(_plain(change[name]) for name in SEALED)], ensure_ascii=True)
    return hmac.new(seal_key(), written.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class ChainCheck:
    """What a check of the seals found: how many changes, the newest seal, and the first change that does not hold."""

    changes: int
    head: str
    broken_at: int | None = None
    why: str = ""

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def check_chain(session: Session) -> ChainCheck:
    """Recompute every seal from the changes and versions in the database."""
    content = _content_by_change(session)
    previous, count = FIRST_SEAL, 0
    for row in session.connection().execute(select(Change.__table__).order_by(col(Change.id))):  # type: ignore[attr-defined]
        change = dict(row._mapping)
        count += 1
        if change["id"] != count:
            return ChainCheck(count, previous, count, f"change {count} is missing")
        if hash_of(content.pop(count, {})) != change["content_hash"]:
            return ChainCheck(count, previous, count, f"the content of change {count} was altered")
        if not hmac.compare_digest(seal_of(change, previous), change["seal"]):
            return ChainCheck(count, previous, count, f"the seal of change {count} does not fit")
        previous = change["seal"]
    if content:
        return ChainCheck(count, previous, min(content), f"change {min(content)} has versions but no entry")
    return ChainCheck(count, previous)


def _content_by_change(session: Session) -> dict[int, Content]:
    content: dict[int, Content] = {}
    for name, table in VERSION_TABLES.items():
        keys = [table.c[c.name] for c in metadata.tables[name].primary_key]
        for row in session.connection().execute(select(table).order_by(table.c.change_id, *keys)):
            version = dict(row._mapping)
            version.pop("superseded_by")
            number = version.pop("change_id")
            content.setdefault(number, {}).setdefault(name, []).append(version)
    return content
