"""An installation of its own for a test: a data folder or a PostgreSQL database, and the command line on it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, text

from dashboard.cli import main
from data_models.database import build_engine, sqlite_url, unit_of_work
from data_models.visibility import SYSTEM
from data_models.vocabulary import Origin
from seed_data.published import import_shipped_record
from seed_data.reference import load_reference

# A quarter to midnight on the last day of June in Scotland, and a quarter past, by the clock of UTC.
LAST_OF_JUNE = datetime(2025, 6, 30, 22, 45, tzinfo=UTC)
FIRST_OF_JULY = datetime(2025, 6, 30, 23, 15, tzinfo=UTC)


@dataclass
class Installation:
    """One data folder, the record in it or in a database, and what its command line says."""

    folder: Path
    url: str

    @property
    def file(self) -> Path:
        return self.folder / "record.db"

    def run(self, *arguments: object) -> Result:
        """What `link-inspector …` does here."""
        return CliRunner().invoke(main, [str(one) for one in arguments])

    def done(self, *arguments: object) -> Result:
        """The same, where it must succeed."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output + str(result.exc_info)
        return result

    def refused(self, *arguments: object) -> str:
        """The sentence with which it was refused."""
        result = self.run(*arguments)
        assert isinstance(result.exception, SystemExit), result.exc_info
        assert result.exit_code == 1
        return result.stderr

    def engine(self) -> Engine:
        return build_engine(self.url)

    def execute(self, *statements: str) -> None:
        """Statements at a database prompt: past every command and its history."""
        engine = self.engine()
        try:
            with engine.begin() as connection:
                for statement in statements:
                    connection.execute(text(statement))
        finally:
            engine.dispose()

    def count(self, table: str) -> int:
        engine = self.engine()
        with engine.connect() as connection:
            found = connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
        engine.dispose()
        return int(found)


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, url: str | None = None) -> Installation:
    """Point the command line at this folder, or at the database of `url`. There is no record in it yet."""
    monkeypatch.setenv("LINK_INSPECTOR_DATA", str(folder))
    monkeypatch.setenv("LINK_INSPECTOR_SEAL_KEY", "a key for tests alone")
    monkeypatch.delenv("LINK_INSPECTOR_DEMO", raising=False)
    if url is None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
    else:
        monkeypatch.setenv("DATABASE_URL", url)
    return Installation(folder, url or sqlite_url(folder / "record.db"))


def fill_with_a_past(engine: Engine) -> None:
    """Reference data on the last of June, the published record on the first of July."""
    at, deed = LAST_OF_JUNE, "load_reference"
    with unit_of_work(engine, by=SYSTEM, deed=deed, at=at) as session:
        load_reference(session, by=SYSTEM, kind=Origin.OFFICE, on=at.date())
    import_shipped_record(engine, by=SYSTEM, on=date(2025, 7, 1), at=FIRST_OF_JULY)
