"""Making a new record: reference data, the published record, and for a demonstration an invented world on top."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from data_models import backup, schema
from data_models.database import build_engine, said_plainly, sqlite_url, unit_of_work
from data_models.errors import CommandRefused
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import Origin

# Where a PostgreSQL record is while it is being built; what a cut-off attempt left there is dropped by the next.
BEING_BUILT = "link_inspector_being_built"
# One maker at a time. Any constant will do, but for the writers' own.
MAKERS_LOCK = 740_002
BEING_MADE = (
    "Another `link-inspector init` is making this record just now, so this one did nothing. "
    "Wait until that one says that the record is ready."
)
MOVE_INTO_PLACE = f"""
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT relname FROM pg_class WHERE relnamespace = '{BEING_BUILT}'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE {BEING_BUILT}.%I SET SCHEMA public', one.relname);
    END LOOP;
    FOR one IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = '{BEING_BUILT}'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s SET SCHEMA public', one.name);
    END LOOP;
    DROP SCHEMA {BEING_BUILT};
END $$
"""


@contextmanager
def alone(url: str, *, wait: bool) -> Iterator[None]:
    """Let nobody else make the record at `url` meanwhile. `wait` for who does; without it, refused with a sentence.

    The lock is the system's own, on the folder or in the database: it ends with the process that holds it.
    """
    with _alone_in_folder(url, wait) if make_url(url).get_backend_name() == "sqlite" else _alone_in_database(url, wait):
        yield


@contextmanager
def _alone_in_folder(url: str, wait: bool) -> Iterator[None]:
    folder = Path(make_url(url).database or "").parent
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        _take(held, wait)
        yield
    finally:
        os.close(held)


def _take(held: int, wait: bool) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CommandRefused(BEING_MADE) from error


@contextmanager
def _alone_in_database(url: str, wait: bool) -> Iterator[None]:
    engine = build_engine(url)
    take = "SELECT true FROM pg_advisory_lock(:lock)" if wait else "SELECT pg_try_advisory_lock(:lock)"
    with said_plainly():
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        if not connection.scalar(text(take), {"lock": MAKERS_LOCK}):
            raise CommandRefused(BEING_MADE)
        yield
    finally:
        connection.close()
        engine.dispose()


def build(url: str, kind: str, on: date) -> None:
    """Make the record at `url`. It appears only when it is whole, so that a cut-off attempt leaves no half record.

    `kind` is "demo", "published" (reference data and the published record) or "empty" (reference data only).
    """
    if make_url(url).get_backend_name() != "sqlite":
        _build_in_database(url, kind, on)
        return
    final = Path(make_url(url).database or "")
    final.parent.mkdir(parents=True, exist_ok=True)
    part = final.with_name(final.name + ".part")
    _clear(part)
    engine = build_engine(sqlite_url(part), throwaway=True)
    fill(engine, kind, on)
    _fold_in(engine)
    engine.dispose()
    backup.remove_side_files(part)
    os.replace(part, final)


def fill(engine: Engine, kind: str, on: date) -> None:
    """Put the data of a new record of this kind into an empty database."""
    schema.upgrade(engine)
    if kind == "demo":
        from seed_data.demonstration import build_demonstration

        build_demonstration(engine, on)
        return
    from seed_data.published import import_shipped_record
    from seed_data.reference import load_reference

    with unit_of_work(engine, by=SYSTEM, deed=Deed.LOAD_REFERENCE.value, reason="A new record") as session:
        load_reference(session, by=SYSTEM, kind=Origin.OFFICE, on=on)
    if kind == "published":
        import_shipped_record(engine, by=SYSTEM, on=on)


def _build_in_database(url: str, kind: str, on: date) -> None:
    """Fill a schema that nobody reads, then move every table into place by one statement."""
    with _able_to_make_a_schema():
        _execute(url, f"DROP SCHEMA IF EXISTS {BEING_BUILT} CASCADE", f"CREATE SCHEMA {BEING_BUILT}")
    apart = build_engine(_with_search_path(url, BEING_BUILT))
    try:
        fill(apart, kind, on)
    finally:
        apart.dispose()
    _execute(url, MOVE_INTO_PLACE)


def _execute(url: str, *statements: str) -> None:
    engine = build_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@contextmanager
def _able_to_make_a_schema() -> Iterator[None]:
    try:
        with said_plainly():
            yield
    except ProgrammingError as error:
        raise CommandRefused(
            "The database account may not create a schema, which making a new record needs. "
            "Grant it CREATE on the database."
        ) from error


def _with_search_path(url: str, schema: str) -> str:
    parsed = make_url(url)
    options = " ".join(filter(None, (str(parsed.query.get("options", "")), f"-csearch_path={schema}")))
    return parsed.update_query_dict({"options": options}).render_as_string(hide_password=False)


def _fold_in(engine: Engine) -> None:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _clear(part: Path) -> None:
    part.unlink(missing_ok=True)
    backup.remove_side_files(part)
