"""Installations with the published record: built once, copied for each test."""

import shutil
from pathlib import Path

import pytest

from data_models import schema
from data_models.database import build_engine, sqlite_url
from tests.dashboard.installation import Installation, fill_with_a_past, install
from tests.real_postgres import RealPostgres

PUBLISHED = "published"


@pytest.fixture(scope="session")
def published_file(sqlite_directory: Path) -> Path:
    """A record file with the published record, that is only ever copied."""
    path = sqlite_directory / f"{PUBLISHED}.sqlite"
    _fill(sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def published_database(postgres: RealPostgres) -> str:
    """The name of a PostgreSQL database with the published record, that is only ever copied."""
    _fill(postgres.create(PUBLISHED))
    return PUBLISHED


@pytest.fixture
def new_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """A data folder without a record."""
    return install(tmp_path, monkeypatch)


@pytest.fixture
def installation(new_place: Installation, published_file: Path) -> Installation:
    """A data folder with the published record, taken in last summer."""
    shutil.copyfile(published_file, new_place.file)
    return new_place


@pytest.fixture
def new_place_on_postgres(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_postgresql_url: str) -> Installation:
    """A PostgreSQL database without a record."""
    return install(tmp_path, monkeypatch, empty_postgresql_url)


@pytest.fixture
def installation_on_postgres(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres: RealPostgres, published_database: str
) -> Installation:
    """A PostgreSQL database with the published record, taken in last summer."""
    return install(tmp_path, monkeypatch, postgres.create("installation", published_database))


@pytest.fixture(params=["sqlite", "postgresql"])
def on_each(request: pytest.FixtureRequest) -> Installation:
    """On each database: the published record."""
    name = "installation" if request.param == "sqlite" else "installation_on_postgres"
    found: Installation = request.getfixturevalue(name)
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def new_on_each(request: pytest.FixtureRequest) -> Installation:
    """On each database: no record yet."""
    name = "new_place" if request.param == "sqlite" else "new_place_on_postgres"
    found: Installation = request.getfixturevalue(name)
    return found


def _fill(url: str) -> None:
    engine = build_engine(url)
    schema.upgrade(engine)
    fill_with_a_past(engine)
    engine.dispose()
