"""Records that pages are opened on, and the way to open a page as somebody."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from dashboard import session
from dashboard.daily_rules import run_if_due, store_if_due
from data_models import schema
from data_models.database import build_engine, sqlite_url, unit_of_work
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import Origin
from seed_data.reference import load_reference
from tests.scratch import engine_at
from tests.told_once import copied, demonstration_of

ENTRY = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
Visit = Callable[..., AppTest]


@pytest.fixture(scope="session")
def demonstration_file(sqlite_directory: Path) -> Path:
    """A demonstration record as the server finds and leaves it today: told once, and only ever copied."""
    path = copied(demonstration_of(session.today()), sqlite_directory / "demonstration.sqlite")
    engine = build_engine(sqlite_url(path))
    store_if_due(engine, session.today())
    run_if_due(engine, session.today())
    # Closing the last connection folds the write-ahead log into the file, which can then be copied.
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def reference_file(sqlite_directory: Path) -> Path:
    """A demonstration record with the reference lists alone: nobody works here and nothing has happened."""
    path = sqlite_directory / "reference.sqlite"
    engine = build_engine(sqlite_url(path))
    schema.upgrade(engine)
    with unit_of_work(engine, by=SYSTEM, deed=Deed.LOAD_REFERENCE.value) as opened:
        load_reference(opened, by=SYSTEM, kind=Origin.DEMONSTRATION, on=session.today())
    engine.dispose()
    return path


@pytest.fixture
def folder(sqlite_directory: Path) -> Path:
    """A data folder without a record: emptied for each test, at the one address that `engine_at` knows."""
    folder = sqlite_directory / "dashboard"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


@pytest.fixture
def full_record(demonstration_file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The dashboard on the demonstration record; the engine it reads with."""
    yield from _dashboard_on(demonstration_file, folder, monkeypatch)


@pytest.fixture
def empty_record(reference_file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The dashboard on the reference lists alone; the engine it reads with."""
    yield from _dashboard_on(reference_file, folder, monkeypatch)


@pytest.fixture
def blank_record(migrated_on_sqlite: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The dashboard on tables without a row: not even areas; the engine it reads with."""
    yield from _dashboard_on(migrated_on_sqlite, folder, monkeypatch)


@pytest.fixture
def visit() -> Visit:
    """Open a page as somebody: `visit("my-areas", "link-inspector", area="S12000036")`."""

    def open_page(path: str, persona: str = "senior-manager", **params: str) -> AppTest:
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        # Nobody by this name: the menu is made and no record is opened, so that the page itself is the first to ask.
        app.query_params["persona"] = "nobody"
        app.run()
        app.query_params.update({"persona": persona, **params})
        return app.switch_page(f"../pages/{path.replace('-', '_')}.py").run()

    return open_page


def _dashboard_on(template: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    shutil.copyfile(template, folder / "record.db")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("LINK_INSPECTOR_DATA", str(folder))
    monkeypatch.setenv("LINK_INSPECTOR_DEMO", "1")
    monkeypatch.setattr(session, "build_engine", engine_at)
    st.cache_resource.clear()
    engine = session.engine()
    yield engine
    engine.dispose()
    st.cache_resource.clear()
