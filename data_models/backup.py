"""Copies of the record that are known to be good: each is checked whole before it is called a backup."""

import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

from data_models.database import build_engine, reading, sqlite_url
from data_models.errors import CommandRefused, RecordError
from data_models.schema import current
from data_models.seals import ChainCheck, check_chain


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself, in a file beside it: the anchor against which a truncated record shows."""

    made_at: str
    sha256: str
    schema: str
    changes: int
    head_seal: str


def manifest_of(backup: Path) -> Path:
    return backup.with_name(backup.name + ".json")


def back_up(engine: Engine, to: Path) -> Manifest:
    """Copy the record to `to` while it is in use, check the copy, and write its manifest beside it."""
    if to.exists():
        raise CommandRefused(f"{to} is there already. Choose another name; a backup is never overwritten.")
    to.parent.mkdir(parents=True, exist_ok=True)
    schema = current(engine)
    if schema is None:
        raise CommandRefused("There is no record to back up yet. Run `link-inspector init` first.")
    try:
        chain = _copy_sqlite(engine, to) if engine.dialect.name == "sqlite" else _dump_postgresql(engine, to)
        if not chain.holds:
            raise CommandRefused(f"The record's seals do not hold ({chain.why}): no backup was kept. Run `verify`.")
    except RecordError:
        to.unlink(missing_ok=True)
        raise
    manifest = Manifest(datetime.now(UTC).isoformat(), _sha256(to), schema, chain.changes, chain.head)
    manifest_of(to).write_text(json.dumps(asdict(manifest), indent=2) + "\n")
    return manifest


def _copy_sqlite(engine: Engine, to: Path) -> ChainCheck:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        try:
            driver.execute("VACUUM INTO ?", (str(to),))
        except engine.dialect.loaded_dbapi.Error as error:
            raise CommandRefused(f"The record could not be copied to {to} ({error}): no backup was kept.") from error
    return check_file(to)


def check_file(path: Path) -> ChainCheck:
    """Whether an SQLite file is whole and its seals hold."""
    engine = build_engine(sqlite_url(path.resolve()))
    try:
        with reading(engine) as session:
            said = session.connection().scalar(text("PRAGMA integrity_check"))
            if said != "ok":
                raise CommandRefused(f"{path} is damaged: {said}.")
            return check_chain(session)
    except DBAPIError as error:
        raise CommandRefused(f"{path} is damaged: {error.orig}.") from error
    finally:
        engine.dispose()
        remove_side_files(path)


def remove_side_files(path: Path) -> None:
    """A left-over write-ahead log would be played into a file it does not belong to."""
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _dump_postgresql(engine: Engine, to: Path) -> ChainCheck:
    with reading(engine) as session:
        chain = check_chain(session)
    _run("pg_dump", engine, "--format=custom", f"--file={to}")
    return chain


def restore(url: str, backup: Path) -> Manifest:
    """Put a backup in the record's place, after checking it. The record it replaces is kept, never deleted.

    A file is kept beside the record, a PostgreSQL record beside the backup.
    """
    manifest = read_manifest(backup)
    _require_kind(backup, make_url(url).get_backend_name())
    if make_url(url).get_backend_name() == "sqlite":
        _restore_file(Path(make_url(url).database or ""), backup, manifest)
    else:
        engine = build_engine(url)
        try:
            _restore_postgresql(engine, backup, manifest)
        finally:
            engine.dispose()
    return manifest


def read_manifest(backup: Path) -> Manifest:
    """The manifest beside a backup, after checking that the backup is the file it speaks of."""
    if not backup.exists() or not manifest_of(backup).exists():
        raise CommandRefused(f"{backup} and its manifest {manifest_of(backup).name} must both be there.")
    try:
        manifest = Manifest(**json.loads(manifest_of(backup).read_text()))
    except (ValueError, TypeError) as error:
        raise CommandRefused(f"{manifest_of(backup)} is not a manifest: nothing was restored.") from error
    if manifest.sha256 != _sha256(backup):
        raise CommandRefused(f"{backup} is not the file its manifest describes: nothing was restored.")
    return manifest


def _require_kind(backup: Path, backend: str) -> None:
    with backup.open("rb") as file:
        is_file_of_sqlite = file.read(6) == b"SQLite"
    if is_file_of_sqlite != (backend == "sqlite"):
        raise CommandRefused(f"{backup} is a backup of another kind of database than this record: see DATABASE_URL.")


def _restore_file(record: Path, backup: Path, manifest: Manifest) -> None:
    part = record.with_name(record.name + ".restoring")
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(backup, part)
        _require_seals(check_file(part), manifest)
        if record.exists():
            _keep_aside(record, record.with_name(f"{record.name}.replaced-{_stamp()}"))
        remove_side_files(record)
        os.replace(part, record)
    finally:
        part.unlink(missing_ok=True)


def _require_seals(chain: ChainCheck, manifest: Manifest) -> None:
    if not chain.holds or chain.head != manifest.head_seal:
        raise CommandRefused("The backup's seals do not hold with this installation's key: nothing was restored.")


def _keep_aside(record: Path, to: Path) -> None:
    """Keep the file under another name; refused while it is in use. One that cannot be opened is kept as it is."""
    engine = build_engine(sqlite_url(record))
    try:
        with engine.connect() as connection:
            _fold_in(connection)
    except OperationalError as error:
        raise CommandRefused("The record is in use: nothing was restored. Stop the server, then restore.") from error
    except DBAPIError:
        for suffix in ("-wal", "-journal"):
            if (left := record.with_name(record.name + suffix)).exists():
                shutil.copyfile(left, to.with_name(to.name + suffix))
    finally:
        engine.dispose()
    shutil.copyfile(record, to)


def _fold_in(connection: Connection) -> None:
    """Play the write-ahead log into the file and leave that mode: possible only where nobody else has it open."""
    connection.exec_driver_sql("PRAGMA busy_timeout=500")
    connection.rollback()
    driver = connection.connection.driver_connection
    assert driver is not None
    try:
        driver.execute("PRAGMA journal_mode=DELETE")
    except connection.dialect.loaded_dbapi.OperationalError as error:
        raise OperationalError("PRAGMA journal_mode=DELETE", None, error) from error


def _restore_postgresql(engine: Engine, backup: Path, manifest: Manifest) -> None:
    """Load the backup in one transaction, check it where it stands, and put back what was there if it does not hold."""
    kept = backup.with_name(f"{backup.name}.replaced-{_stamp()}") if current(engine) is not None else None
    if kept is not None:
        _run("pg_dump", engine, "--format=custom", f"--file={kept}")
    _load(engine, backup)
    try:
        with reading(engine) as session:
            _require_seals(check_chain(session), manifest)
    except RecordError:
        if kept is not None:
            _load(engine, kept)
        raise


def _load(engine: Engine, dump: Path) -> None:
    _run("pg_restore", engine, "--clean", "--if-exists", "--single-transaction", str(dump))


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}"


def _run(program: str, engine: Engine, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise CommandRefused(f"`{program}` is needed for a PostgreSQL record and is not installed here.")
    url = engine.url.set(drivername="postgresql")
    connection = url.set(password=None).render_as_string()
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    done = subprocess.run(
        [found, "--no-owner", f"--dbname={connection}", *arguments], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise CommandRefused(f"`{program}` failed: {done.stderr.strip().splitlines()[-1]}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
