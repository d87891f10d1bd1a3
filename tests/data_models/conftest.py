"""The small office on each database: told once, and copied for every record that is tried, behind an engine that has
compiled its statements before."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_models.database import build_engine
from data_models.schema import upgrade
from tests.data_models.fuzz.world import begin
from tests.real_postgres import RealPostgres

NUMBER = itertools.count(1)


@dataclass(frozen=True)
class Records:
    """How a new record is made on a database, and put away."""

    database: str
    new: Callable[[], Engine]
    put_away: Callable[[Engine], None]


@pytest.fixture(scope="session")
def records_on_sqlite(sqlite_directory: Path) -> Records:
    told = sqlite_directory / "fuzz.sqlite"
    _tell(f"sqlite:///{told}")

    idle: list[Engine] = []

    def new() -> Engine:
        path = sqlite_directory / f"fuzz-{next(NUMBER)}.sqlite"
        engine = idle.pop() if idle else build_engine(f"sqlite:///{path}", throwaway=True)
        shutil.copyfile(told, str(engine.url.database))
        return engine

    def put_away(engine: Engine) -> None:
        engine.dispose()
        for left in sqlite_directory.glob(f"{Path(engine.url.database or '').name}*"):
            left.unlink()
        idle.append(engine)

    return Records("sqlite", new, put_away)


@pytest.fixture(scope="session")
def records_on_postgres(postgres: RealPostgres) -> Records:
    _tell(postgres.create("fuzz"))
    idle: list[Engine] = []

    def new() -> Engine:
        engine = idle.pop() if idle else build_engine(postgres.url(f"fuzz_{next(NUMBER)}"))
        postgres.create(str(engine.url.database), "fuzz")
        return engine

    def put_away(engine: Engine) -> None:
        engine.dispose()
        idle.append(engine)

    return Records("postgres", new, put_away)


@pytest.fixture(params=["sqlite", "postgres"])
def records(request: pytest.FixtureRequest) -> Records:
    """On each database."""
    found: Records = request.getfixturevalue(f"records_on_{request.param}")
    return found


def _tell(url: str) -> None:
    engine = build_engine(url)
    upgrade(engine)
    begin(engine)
    engine.dispose()


@pytest.fixture
def office(records: Records) -> Iterator[Engine]:
    """On each database: a small office with work in every stage of it."""
    engine = records.new()
    yield engine
    records.put_away(engine)


@pytest.fixture
def sqlite_office(records_on_sqlite: Records) -> Iterator[Engine]:
    """The same on SQLite alone, for tests in which the database makes no difference."""
    engine = records_on_sqlite.new()
    yield engine
    records_on_sqlite.put_away(engine)
