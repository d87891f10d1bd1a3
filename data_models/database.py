"""The only place that connects, and the only place that commits.

SQLite in a file by default, PostgreSQL where a URL says so; the same record on both.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session

from data_models import history, refusals
from data_models.errors import CommandRefused, RecordUnavailable
from data_models.visibility import Viewer

# SQLite's write-ahead log could lose commits before these releases (sqlite.org/wal.html#walresetbug).
WAL_IS_SOUND_FROM = (3, 51, 3)
BUSY_SECONDS = 30
# How long a note beside the record waits for a writer: nobody should wait for it on a page.
NOTE_SECONDS = 0.25
CONNECT_SECONDS = 3
# One writer at a time, so that change numbers commit in the order they are drawn. Any constant will do.
WRITERS_LOCK = 740_001


def _sqlite_driver() -> ModuleType:
    """The SQLite to use: the packaged one, whose write-ahead log is sound, else Python's own."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:
        return import_module("sqlite3.dbapi2")


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def normalise(url: str) -> str:
    """`postgres://` and `postgresql://` both mean the psycopg driver."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def build_engine(url: str, *, throwaway: bool = False) -> Engine:
    """An engine for the record at `url`. Nothing is read or written yet.

    `throwaway` does not wait for the disk: for a file that is made anew if the power fails while it is being made.
    """
    url = normalise(url)
    if make_url(url).get_backend_name() == "sqlite":
        return _build_sqlite(url, "OFF" if throwaway else "FULL")
    return create_engine(url, pool_pre_ping=True, pool_size=10, connect_args={"connect_timeout": CONNECT_SECONDS})


def _build_sqlite(url: str, synchronous: str) -> Engine:
    driver = _sqlite_driver()
    journal = "WAL" if driver.sqlite_version_info >= WAL_IS_SOUND_FROM else "DELETE"
    engine = create_engine(url, module=driver, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for pragma in (
            "foreign_keys=ON",
            f"busy_timeout={BUSY_SECONDS * 1000}",
            f"journal_mode={journal}",
            f"synchronous={synchronous}",
            "recursive_triggers=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Writers queue at BEGIN; a deferred transaction that turns into a writer fails at once instead.
        writes = connection.get_execution_options().get("writes", False)
        driver_connection: Any = connection.connection.dbapi_connection
        try:
            driver_connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        except driver.Error as error:
            # Raised past SQLAlchemy, which would have wrapped it: a record that stays locked must still be a sentence.
            raise OperationalError("BEGIN", None, error) from error

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one moment of the record and cannot write."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with said_plainly(), engine.connect().execution_options(**options) as connection:
        with Session(connection, autoflush=False, expire_on_commit=False) as session:
            yield session
        connection.rollback()


@contextmanager
def unit_of_work(
    engine: Engine,
    *,
    by: Viewer,
    deed: str,
    reason: str = "",
    at: datetime | None = None,
    token: str | None = None,
) -> Iterator[Session]:
    """Everything done inside is one numbered change, or nothing.

    `at` is given only where a past is re-told (the demonstration, a restore); `token` makes a second saving of the
    same form a refusal (`AlreadyDone`) instead of a second deed. A unit that changes nothing draws no number, unless
    the deed concludes it with a sentence (`history.conclude`).
    """
    with said_plainly(), engine.connect().execution_options(writes=True) as connection:
        hold_the_writers_lock(connection)
        with Session(connection, expire_on_commit=False, join_transaction_mode="control_fully") as session:
            token = history.begin(session, token)
            yield session
            history.record(session, by=by, deed=deed, reason=reason, at=at, token=token)
            session.commit()


@contextmanager
def beside_the_record(engine: Engine, *, may_wait: bool = True) -> Iterator[Session]:
    """A session for what is no part of the record, such as who is signed in: no change is numbered, nothing is sealed.

    A row of the record may not be touched here. With `may_wait` false it gives up soon when SQLite has a writer.
    """
    with (
        said_plainly(),
        engine.connect().execution_options(writes=True) as connection,
        _patience(connection, BUSY_SECONDS if may_wait else NOTE_SECONDS),
        Session(connection, expire_on_commit=False, join_transaction_mode="control_fully") as session,
    ):
        history.keep_out(session)
        yield session
        session.commit()


@contextmanager
def _patience(connection: Connection, seconds: float) -> Iterator[None]:
    driver_connection: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver_connection.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")
    try:
        yield
    finally:
        driver_connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def hold_the_writers_lock(connection: Connection) -> None:
    connection.begin()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn a database that is away, locked or full, or that refuses a row, into a sentence; let all else through."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise RecordUnavailable(_sentence_for(error)) from error
    except DBAPIError as error:
        if type(error) is DatabaseError:  # SQLite's word for a file that is cut short, overwritten or no database
            raise RecordUnavailable("The record is damaged: nothing can be read. Restore the last backup.") from error
        if (sentence := refusals.sentence_for(error)) is None:
            raise
        raise CommandRefused(sentence) from error


def _sentence_for(error: DBAPIError) -> str:
    said = str(error.orig).lower()
    if "full" in said:
        return "The disk is full: nothing was saved. Free some space, then try again."
    if "locked" in said:
        return "The record is busy: nothing was saved. Try again in a moment."
    if "readonly" in said or "read-only" in said or "read only" in said:
        return "The record is open for reading only: nothing was saved."
    return "The database cannot be reached just now: nothing was saved. Try again in a moment."


def ping(engine: Engine) -> bool:
    """Whether the database answers."""
    try:
        with engine.connect() as connection:
            return bool(connection.scalar(text("SELECT 1")) == 1)
    except DBAPIError:
        return False
