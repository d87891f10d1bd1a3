"""How the past is kept: each unit of work becomes one numbered change and one version of every row it touched.

One mechanism serves the audit trail, the record as of a day, the difference between two days, merging of edits, undo,
the cache key and the evidence of tampering.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Table, event, insert, select, tuple_, update
from sqlalchemy.orm import InstanceState, ORMExecuteState, UOWTransaction
from sqlalchemy.orm import Session as AnySession
from sqlmodel import Session, col

from data_models.errors import AlreadyDone, CommandRefused
from data_models.seals import FIRST_SEAL, hash_of, seal_of, utc
from data_models.tables import VERSION_TABLES, Change, metadata
from data_models.tables.base import Versioned
from data_models.tables.versions import DELETED, INSERTED, UPDATED
from data_models.visibility import Viewer

TOUCHED = "touched rows"
KEPT_OUT = "no row of the record"
CONCLUDED = "what the deed itself says of it"
# Rows per statement when many are touched at once; SQLite refuses more than 32,766 parameters.
BATCH = 500
Touched = dict[str, dict[tuple[Any, ...], int]]


def begin(session: Session, token: str | None) -> str | None:
    """Start watching a session; refuse a deed whose token was saved before. Returns the token to record the deed by.

    Where what was saved has been undone since, it may be saved anew, once more, under a token that follows from both.
    """
    while token is not None and (done := _saved_by(session, token)) is not None:
        if done.undone_by is None:
            raise AlreadyDone(done.id)
        token = sha256(f"{token} {done.undone_by}".encode()).hexdigest()
    session.info[TOUCHED] = {}
    return token


def _saved_by(session: Session, token: str) -> Row[tuple[int, int | None]] | None:
    """The change that was saved under this token, and the one by which it stands undone now."""
    undone = VERSION_TABLES["undone_change"]
    stands = (undone.c.undone_id == col(Change.id)) & undone.c.superseded_by.is_(None) & (undone.c.operation != DELETED)
    question = select(col(Change.id), undone.c.change_id.label("undone_by")).outerjoin(undone, stands)
    return session.connection().execute(question.where(col(Change.token) == token)).first()


def keep_out(session: Session) -> None:
    """From now on this session may touch no row that has a history: nobody would number the change."""
    session.info[KEPT_OUT] = True


@contextmanager
def attempt(session: Session) -> Iterator[None]:
    """A part of a deed that may fail by itself: of one that raises nothing is kept, in the tables or in history."""
    session.flush()  # what was done before is no part of the attempt
    before = {name: dict(rows) for name, rows in session.info[TOUCHED].items()}
    try:
        with session.begin_nested():
            yield
    except BaseException:
        session.info[TOUCHED] = before
        raise


def conclude(session: Session, sentence: str) -> None:
    """Give a change its reason from within the deed. Such a change is written even where it touches no row."""
    session.info[CONCLUDED] = sentence


@event.listens_for(AnySession, "after_flush")
def _note_what_was_flushed(session: AnySession, _: UOWTransaction) -> None:
    if KEPT_OUT in session.info:
        touched_rows = [*session.new, *session.dirty, *session.deleted]
        assert not any(isinstance(row, Versioned) for row in touched_rows), "A row of the record needs a unit of work."
    touched: Touched | None = session.info.get(TOUCHED)
    if touched is None:
        return
    for row in session.new:
        _note(touched, row, INSERTED)
    for row in session.dirty:
        if session.is_modified(row):
            _note(touched, row, UPDATED)
    for row in session.deleted:
        _note(touched, row, DELETED)


def _note(touched: Touched, row: object, operation: int) -> None:
    if not isinstance(row, Versioned):
        return
    state: InstanceState[Any] = row._sa_instance_state  # type: ignore[attr-defined]
    identity = tuple(state.mapper.primary_key_from_instance(row))
    rows = touched.setdefault(str(state.mapper.persist_selectable.description), {})
    before = rows.get(identity)
    if operation == DELETED and before == INSERTED:
        del rows[identity]  # came and went inside one change: it never was
    elif operation == UPDATED and before is not None:
        return
    elif operation == INSERTED and before == DELETED:
        rows[identity] = UPDATED
    else:
        rows[identity] = operation


@event.listens_for(AnySession, "do_orm_execute")
def _refuse_what_history_would_not_see(state: ORMExecuteState) -> None:
    if TOUCHED in state.session.info and (state.is_update or state.is_delete):
        raise AssertionError("Change rows through the session: a bulk statement leaves no history.")


def record(
    session: Session, *, by: Viewer, deed: str, reason: str, at: datetime | None, token: str | None
) -> int | None:
    """Write the change and the versions of every row it touched. Returns its number, or None if nothing changed."""
    session.flush()
    touched = {name: rows for name, rows in session.info.pop(TOUCHED, {}).items() if rows}
    concluded: str | None = session.info.pop(CONCLUDED, None)
    if not touched and concluded is None:
        return None
    connection = session.connection()
    content = {name: _versions_of(connection, name, touched[name]) for name in VERSION_TABLES if name in touched}
    change = _next_change(connection, by=by, deed=deed, reason=concluded or reason, at=at, token=token)
    change["content_hash"] = hash_of(content)
    change["seal"] = seal_of(change, change.pop("previous_seal"))
    connection.execute(insert(Change), change)
    for name, rows in content.items():
        _keep(connection, name, rows, change["id"])
    session.info["change"] = change["id"]
    return int(change["id"])


def _versions_of(connection: Connection, name: str, rows: dict[tuple[Any, ...], int]) -> list[dict[str, Any]]:
    """The touched rows as they are now (for a deleted one: as it last was), ordered by key."""
    kept = [i for i, operation in rows.items() if operation != DELETED]
    gone = [i for i, operation in rows.items() if operation == DELETED]
    live = metadata.tables[name]
    found = [dict(r._mapping) for batch in _batches(kept) for r in connection.execute(_by_key(live, batch))]
    past = VERSION_TABLES[name]
    columns = [past.c[c.name] for c in live.columns]
    for batch in _batches(gone):
        last = select(*columns).where(_key_in(past, live, batch), past.c.superseded_by.is_(None))
        found += [dict(r._mapping) for r in connection.execute(last)]
    keys = [c.name for c in live.primary_key]
    for row in found:
        row["operation"] = rows[tuple(row[k] for k in keys)]
    return sorted(found, key=lambda row: tuple(row[k] for k in keys))


def _by_key(table: Table, identities: Sequence[tuple[Any, ...]]) -> Any:
    return select(table).where(_key_in(table, table, identities))


def _key_in(table: Table, live: Table, identities: Sequence[tuple[Any, ...]]) -> Any:
    keys = [table.c[c.name] for c in live.primary_key]
    if len(keys) == 1:
        return keys[0].in_([i[0] for i in identities])
    return tuple_(*keys).in_(identities)


def _batches(identities: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    for start in range(0, len(identities), BATCH):
        yield identities[start : start + BATCH]


def _keep(connection: Connection, name: str, rows: list[dict[str, Any]], number: int) -> None:
    live, past = metadata.tables[name], VERSION_TABLES[name]
    keys = [c.name for c in live.primary_key]
    for batch in _batches([tuple(row[k] for k in keys) for row in rows]):
        connection.execute(
            update(past).where(_key_in(past, live, batch), past.c.superseded_by.is_(None)).values(superseded_by=number)
        )
    connection.execute(insert(past), [{**row, "change_id": number} for row in rows])


def _next_change(
    connection: Connection, *, by: Viewer, deed: str, reason: str, at: datetime | None, token: str | None
) -> dict[str, Any]:
    last = connection.execute(
        select(col(Change.id), col(Change.recorded_at), col(Change.seal)).order_by(col(Change.id).desc()).limit(1)
    ).first()
    return {
        "id": last.id + 1 if last else 1,
        "recorded_at": _not_before(last, at),
        "actor_id": by.person_id,
        "actor_name": by.name,
        "actor_role": by.role.value,
        "deed": deed,
        "reason": reason,
        "token": token,
        "previous_seal": last.seal if last else FIRST_SEAL,
    }


def _not_before(last: Row[int, datetime, str] | None, at: datetime | None) -> datetime:
    """Moments never run backwards, or "as of a day" would have two answers."""
    if at is None:
        now = datetime.now(UTC)
        return max(now, utc(last.recorded_at)) if last else now
    if last and at < utc(last.recorded_at):
        raise CommandRefused(f"A change at {at:%d %b %Y %H:%M} cannot follow one at {last.recorded_at:%d %b %Y %H:%M}.")
    return at
