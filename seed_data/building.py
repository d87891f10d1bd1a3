"""Making a new record: reference data, the published record, and for a demonstration an invented world on top."""

import os
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, make_url

from data_models import backup, schema
from data_models.database import build_engine, sqlite_url, unit_of_work
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import Origin


def build(url: str, kind: str, on: date) -> None:
    """Make the record at `url`. A file appears only when it is whole, so that a cut-off attempt leaves nothing.

    `kind` is "demo", "published" (reference data and the published record) or "empty" (reference data only).
    """
    if make_url(url).get_backend_name() != "sqlite":
        fill(build_engine(url), kind, on)
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


def _fold_in(engine: Engine) -> None:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _clear(part: Path) -> None:
    part.unlink(missing_ok=True)
    backup.remove_side_files(part)
