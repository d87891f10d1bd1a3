"""Bringing a database to the schema this code expects, and saying whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from data_models.database import hold_the_writers_lock, said_plainly
from data_models.errors import RecordError
from data_models.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The revision this code expects."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current(engine: Engine) -> str | None:
    """The revision the database is at; None for an empty one."""
    with said_plainly(), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, to: str = "head") -> None:
    """Migrate, in one transaction, one process at a time. Refuses a database that is newer than this code."""
    with _migrating(engine) as connection:
        at = MigrationContext.configure(connection).get_current_revision()
        if at is not None and at not in {s.revision for s in ScriptDirectory.from_config(_config()).walk_revisions()}:
            raise RecordError(
                f"The record was written by a newer version of this program (schema {at}). "
                "Install that version, or newer."
            )
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str) -> None:
    with _migrating(engine) as connection:
        command.downgrade(_config(connection), to)


def differences(engine: Engine) -> list[Any]:
    """What the tables in code and in the database disagree about; empty when they agree."""
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    with said_plainly(), engine.connect().execution_options(writes=True) as connection:
        sqlite = engine.dialect.name == "sqlite"
        driver: Any = connection.connection.driver_connection
        if sqlite:
            # Rebuilding a table with the keys enforced would delete its children; the check below makes up for it.
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            hold_the_writers_lock(connection)
            yield connection
            if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                raise RecordError("The migration would have left rows without their parents: nothing was changed.")
            connection.commit()
        finally:
            connection.rollback()
            if sqlite:
                driver.execute("PRAGMA foreign_keys=ON")
