"""What shows tampering: each change is sealed with an HMAC over itself, its content and the seal before it.

A plain chain of hashes could be re-made by anyone who can write the database; the key of these seals is kept outside.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Select, Table, inspect, select
from sqlmodel import Session, col

from data_models.errors import RecordError
from data_models.tables import VERSION_TABLES, Change, metadata
from data_models.tables.versions import DELETED

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
Version = dict[str, Any]
Content = dict[str, list[Version]]
Key = tuple[Any, ...]


def seal_key() -> bytes:
    """The key of the seals, from LINK_INSPECTOR_SEAL_KEY. It is never in the database, and never empty."""
    key = os.environ.get("LINK_INSPECTOR_SEAL_KEY", "")
    if not key:
        raise RecordError(
            "The key of the seals is missing, so nothing can be saved or checked. Set LINK_INSPECTOR_SEAL_KEY."
        )
    return key.encode()


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
    """The hash of the rows of one change. Empty values are left out: a column added later alters no old hash."""
    plain = {name: [_filled(row) for row in rows] for name, rows in sorted(content.items())}
    written = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _filled(row: Version) -> Version:
    return {name: _plain(value) for name, value in row.items() if value is not None}


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
    """Recompute every seal from the changes and versions in the database, and hold the tables against their versions.

    Changes removed from the end leave a shorter chain that holds: only a seal kept elsewhere (an anchor) shows that.
    """
    try:
        there = _there(session)
        return _check(session, _kept(session, there), there)
    except (ValueError, TypeError, LookupError) as error:
        return ChainCheck(0, FIRST_SEAL, 0, f"the record holds a value that no change can have written: {error}")


# The columns of each table that this record has: one that waits for its upgrade is backed up first, and checked.
There = dict[str, frozenset[str]]


def _there(session: Session) -> There:
    found = inspect(session.connection()).get_multi_columns()
    return {name: frozenset(str(one["name"]) for one in columns) for (_, name), columns in found.items()}


def _all_of(table: Table, there: There) -> Select[Any]:
    """Every column of a table that the record has; what it has not yet, no change of it can have filled."""
    return select(*(column for column in table.columns if column.name in there.get(table.name, ())))


def _check(session: Session, kept: "_Kept", there: There) -> ChainCheck:
    previous, count = FIRST_SEAL, 0
    changes = _all_of(metadata.tables["change"], there).order_by(col(Change.id))
    for row in session.connection().execute(changes):
        change = dict(row._mapping)
        count += 1
        if change["id"] != count:
            return ChainCheck(count, previous, count, f"change {count} is missing")
        if hash_of(kept.content.pop(count, {})) != change["content_hash"]:
            return ChainCheck(count, previous, count, f"the content of change {count} was altered")
        if not hmac.compare_digest(seal_of(change, previous), change["seal"]):
            return ChainCheck(count, previous, count, f"the seal of change {count} does not fit")
        previous = change["seal"]
    if kept.content:
        first = min(kept.content)
        return ChainCheck(count, previous, first, f"change {first} has versions but no entry")
    if kept.astray:
        return ChainCheck(
            count, previous, min(kept.astray), f"the order of versions at change {min(kept.astray)} was altered"
        )
    if (differing := _first_difference(session, kept, there)) is not None:
        return ChainCheck(count, previous, *differing)
    return ChainCheck(count, previous)


@dataclass
class _Kept:
    """All versions: by change, the newest of each row by table, and the changes at which their order does not hold."""

    content: dict[int, Content]
    newest: dict[str, dict[Key, Version]]
    astray: set[int]


def _kept(session: Session, there: There) -> _Kept:
    kept = _Kept({}, {}, set())
    for name, table in VERSION_TABLES.items():
        if table.name not in there:
            continue
        newest = kept.newest.setdefault(name, {})
        keys = [c.name for c in metadata.tables[name].primary_key]
        in_order = _all_of(table, there).order_by(table.c.change_id, *(table.c[k] for k in keys))
        for row in session.connection().execute(in_order):
            version = dict(row._mapping)
            number = version["change_id"]
            identity = tuple(version[k] for k in keys)
            if identity in newest and newest[identity]["superseded_by"] != number:
                kept.astray.add(number)
            newest[identity] = version
            plain = {k: v for k, v in version.items() if k not in ("superseded_by", "change_id")}
            kept.content.setdefault(number, {}).setdefault(name, []).append(plain)
        kept.astray.update(v["change_id"] for v in newest.values() if v["superseded_by"] is not None)
    return kept


def _first_difference(session: Session, kept: _Kept, there: There) -> tuple[int, str] | None:
    """Where what stands in a table is not what its newest version says: after which change, and in words."""
    for name, newest in kept.newest.items():
        live, standing = metadata.tables[name], {k: v for k, v in newest.items() if v["operation"] != DELETED}
        keys = [c.name for c in live.primary_key]
        for row in session.connection().execute(_all_of(live, there)):
            found = dict(row._mapping)
            version = standing.pop(tuple(found[k] for k in keys), None)
            if version is None or any(_plain(found[k]) != _plain(version[k]) for k in found):
                return (version or {}).get("change_id", 0), f"a row of {name} is not what its last change left there"
        if standing:
            return min(v["change_id"] for v in standing.values()), f"a row of {name} was removed outside any change"
    return None
