"""Copies of the record that are known to be good: each is checked whole before it is called a backup."""

import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, make_url, text

from data_models.database import build_engine, reading, sqlite_url
from data_models.errors import CommandRefused
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
    chain = _copy_sqlite(engine, to) if engine.dialect.name == "sqlite" else _dump_postgresql(engine, to)
    if not chain.holds:
        to.unlink()
        raise CommandRefused(f"The record's seals do not hold ({chain.why}): no backup was kept. Run `verify`.")
    manifest = Manifest(datetime.now(UTC).isoformat(), _sha256(to), schema, chain.changes, chain.head)
    manifest_of(to).write_text(json.dumps(asdict(manifest), indent=2) + "\n")
    return manifest


def _copy_sqlite(engine: Engine, to: Path) -> ChainCheck:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("VACUUM INTO ?", (str(to),))
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
    """Put a backup in the record's place, after checking it. The record it replaces is kept beside, never deleted."""
    manifest = read_manifest(backup)
    if make_url(url).get_backend_name() == "sqlite":
        _restore_file(Path(make_url(url).database or ""), backup, manifest)
    else:
        _run("pg_restore", build_engine(url), "--clean", "--if-exists", "--single-transaction", str(backup))
    return manifest


def read_manifest(backup: Path) -> Manifest:
    """The manifest beside a backup, after checking that the backup is the file it speaks of."""
    if not backup.exists() or not manifest_of(backup).exists():
        raise CommandRefused(f"{backup} and its manifest {manifest_of(backup).name} must both be there.")
    manifest = Manifest(**json.loads(manifest_of(backup).read_text()))
    if manifest.sha256 != _sha256(backup):
        raise CommandRefused(f"{backup} is not the file its manifest describes: nothing was restored.")
    return manifest


def _restore_file(record: Path, backup: Path, manifest: Manifest) -> None:
    part = record.with_name(record.name + ".restoring")
    part.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(backup, part)
    chain = check_file(part)
    if not chain.holds or chain.head != manifest.head_seal:
        part.unlink()
        raise CommandRefused("The backup's seals do not hold with this installation's key: nothing was restored.")
    if record.exists():
        replaced = record.with_name(f"{record.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        back_up_in_place(record, replaced)
    remove_side_files(record)
    os.replace(part, record)


def back_up_in_place(record: Path, to: Path) -> None:
    """Fold the write-ahead log into the file, then keep the file under another name."""
    engine = build_engine(sqlite_url(record))
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    shutil.copyfile(record, to)


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
