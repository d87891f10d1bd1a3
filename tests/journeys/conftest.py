"""What the journeys share: one served dashboard to read on, tabs to visit it in, and what is where in its record."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.landmarks import Landmarks, landmarks_of
from tests.journeys.serving import Dashboard, demonstration_in, serving
from tests.journeys.visiting import Visit


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration record of today: told once for all workers, and only ever copied."""
    folder = tmp_path_factory.getbasetemp()
    return demonstration_in(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(scope="session")
def dashboard(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard for journeys that change nothing."""
    with serving(demonstration, tmp_path_factory.mktemp("reading") / "data") as served:
        yield served


@pytest.fixture(scope="session")
def landmarks(dashboard: Dashboard) -> Landmarks:
    with dashboard.engine() as engine:
        return landmarks_of(engine)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window in London, 1366 by 768, kept for a whole file so that each page finds the last one's scripts."""
    opened = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce"
    )
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def tab(context: BrowserContext) -> Iterator[Page]:
    """One tab, for views that are opened one after the other by their addresses: a new one costs more than a page."""
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture
def visit(context: BrowserContext, dashboard: Dashboard) -> Iterator[Visit]:
    """A fresh tab of that window."""
    page = context.new_page()
    yield Visit(page, dashboard)
    page.close()
