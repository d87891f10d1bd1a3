"""The databases and the browser of the tests: real ones, fresh for every test."""

import functools
import gc
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import Engine
from streamlit.components.v2 import manifest_scanner

from data_models.database import build_engine
from data_models.schema import upgrade
from tests.real_browser import BrowserMissing, launch
from tests.real_postgres import PostgresMissing, RealPostgres, running_postgres
from tests.scratch import engine_at, new_scratch_directory

TESTS = Path(__file__).resolve().parent
MIGRATED = "migrated"
# Where a test takes longest, in order.
SLOWEST = ("data_models/fuzz", "journeys", "faults", "pages")

# Records made by tests are sealed with a key of their own.
os.environ.setdefault("LINK_INSPECTOR_SEAL_KEY", "a key for tests alone")

# Whenever a test opens a page, Streamlit reads again what every installed package says of itself, in search of
# components: a fifth of a second, nine tenths of opening it. What is installed does not change meanwhile.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)


def _drawn_once(draw: Callable[[dict[str, Any]], str]) -> Callable[[dict[str, Any]], str]:
    """Whatever is drawn is a function of its specification, and the records of tests are copies: each picture once."""
    by_text = functools.cache(lambda text: draw(json.loads(text)))
    return lambda spec: by_text(json.dumps(spec))


# Drawing is half of what the test of a page costs.
vl_convert.vegalite_to_svg = _drawn_once(vl_convert.vegalite_to_svg)  # type: ignore[assignment]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: one that is begun at the end is waited for by whoever has nothing else to do."""
    tests_in = Counter(item.path for item in items)
    items.sort(key=lambda item: (_place_of(item.path), -tests_in[item.path], item.path))


def _place_of(path: Path) -> int:
    return next((place for place, slow in enumerate(SLOWEST) if (TESTS / slow) in path.parents), len(SLOWEST))


def pytest_collection_finish() -> None:
    """Set aside what stays to the end, modules and tests: every full collection would look through it in vain."""
    gc.collect()
    gc.freeze()


# A slow machine is no fault of the code, and a run in CI says the same twice.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("steady")


# --- databases ---


@pytest.fixture(scope="session")
def postgres() -> Iterator[RealPostgres]:
    """A PostgreSQL server of this worker's own. Its absence fails: nothing is skipped."""
    try:
        with running_postgres() as server:
            yield server
    except PostgresMissing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="session")
def migrated_on_postgres(postgres: RealPostgres) -> str:
    """The name of a database that the migrations built and that is only ever copied."""
    _migrate(postgres.create(MIGRATED))
    return MIGRATED


@pytest.fixture(scope="session")
def sqlite_directory() -> Iterator[Path]:
    directory = new_scratch_directory("sqlite-")
    yield directory
    shutil.rmtree(directory)


@pytest.fixture(scope="session")
def migrated_on_sqlite(sqlite_directory: Path) -> Path:
    """A file that the migrations built and that is only ever copied."""
    template = sqlite_directory / f"{MIGRATED}.sqlite"
    _migrate(f"sqlite:///{template}")
    return template


@pytest.fixture
def empty_sqlite_url(sqlite_directory: Path) -> Iterator[str]:
    """The URL of a SQLite database before its first migration."""
    path = sqlite_directory / "test.sqlite"
    yield f"sqlite:///{path}"
    for left in sqlite_directory.glob(f"{path.name}*"):
        left.unlink()


@pytest.fixture
def sqlite_url(empty_sqlite_url: str, migrated_on_sqlite: Path) -> str:
    """The URL of a fresh, migrated, empty record on SQLite."""
    shutil.copyfile(migrated_on_sqlite, empty_sqlite_url.removeprefix("sqlite:///"))
    return empty_sqlite_url


@pytest.fixture
def empty_postgresql_url(postgres: RealPostgres) -> str:
    """The URL of a PostgreSQL database before its first migration."""
    return postgres.create("empty")


@pytest.fixture
def postgresql_url(postgres: RealPostgres, migrated_on_postgres: str) -> str:
    """The URL of a fresh, migrated, empty record on PostgreSQL."""
    return postgres.create("test", migrated_on_postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """On each database: a URL before the first migration."""
    return str(request.getfixturevalue(f"empty_{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """On each database: the URL of a fresh, migrated, empty record."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """On each database: an engine on a fresh, migrated, empty record."""
    yield from _engine_on(database_url)


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """An engine on a fresh record on SQLite alone, for tests in which the database makes no difference."""
    yield from _engine_on(sqlite_url)


def _engine_on(url: str) -> Iterator[Engine]:
    engine = engine_at(url)
    yield engine
    engine.dispose()


def _migrate(url: str) -> None:
    engine = build_engine(url)
    upgrade(engine)
    # Closing the last connection folds SQLite's write-ahead log into the file, which can then be copied.
    engine.dispose()


# --- browser ---


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. Its absence fails: nothing is skipped.

    One per file, because Playwright keeps an event loop running, beside which no other test could start its own.
    """
    with sync_playwright() as playwright:
        try:
            chromium = launch(playwright)
        except BrowserMissing as missing:
            pytest.fail(str(missing), pytrace=False)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a page in a context of its own: `open_page(color_scheme="dark", viewport=…)`."""
    contexts = []

    def open_one(**context: object) -> Page:
        defaults = {
            "viewport": {"width": 1366, "height": 768},
            "locale": "en-GB",
            "timezone_id": "Europe/London",
        }
        contexts.append(browser.new_context(**{**defaults, **context}))  # type: ignore[arg-type]
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One page in a real Chromium, in London, 1366 by 768."""
    return open_page()
