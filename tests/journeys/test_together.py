"""Two people at one record, and a server that goes away in the middle: nothing typed is lost, nothing overwritten."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from dashboard.wording import say
from data_models.database import reading
from data_models.tables import ActionItem
from tests.journeys.landmarks import Landmarks, landmarks_of
from tests.journeys.serving import Dashboard, serving
from tests.journeys.visiting import PATIENCE, SETTLED, Visit

pytestmark = pytest.mark.journey
NOTE = "What the partnership told"


@pytest.fixture(scope="module")
def changing(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with serving(demonstration, tmp_path_factory.mktemp("together") / "data") as served:
        yield served


@pytest.fixture(scope="module")
def landmarks(changing: Dashboard) -> Landmarks:
    with changing.engine() as engine:
        return landmarks_of(engine)


@pytest.fixture
def two(browser: Browser, changing: Dashboard) -> Iterator[tuple[Visit, Visit]]:
    """Two browsers of two people who look at the same record."""
    contexts: list[BrowserContext] = [browser.new_context(viewport={"width": 1366, "height": 768}) for _ in range(2)]
    first, second = (Visit(context.new_page(), changing) for context in contexts)
    yield first, second
    for context in contexts:
        context.close()


def form(visit: Visit) -> Locator:
    return visit.page.locator('[data-testid="stForm"]')


def open_update(visit: Visit, item: int) -> None:
    visit.go("action-plans", persona="link-inspector", item=item, do="update-action")
    form(visit).wait_for()


def save(visit: Visit) -> None:
    form(visit).get_by_role("button", name="Save the update", exact=True).click()


def saved(visit: Visit) -> None:
    expect(visit.page.get_by_role("status").filter(has_text="is updated")).to_be_visible(timeout=PATIENCE)


def percent(visit: Visit) -> Locator:
    return form(visit).get_by_role("spinbutton", name="Percent, by its own account")


def stored(dashboard: Dashboard, item: int) -> ActionItem:
    with dashboard.engine() as engine, reading(engine) as session:
        return session.get_one(ActionItem, item)


def restart(dashboard: Dashboard, *visits: Visit) -> None:
    """Kill the server, start it again, and wait until every browser has found it."""
    dashboard.server.kill()
    dashboard.server.start()
    for visit in visits:
        visit.page.locator(SETTLED).wait_for(timeout=PATIENCE * 2)


@pytest.mark.parametrize(("is_restarted", "status"), [(False, "At risk"), (True, "In progress")])
def test_different_fields_of_one_action_merge(
    two: tuple[Visit, Visit], changing: Dashboard, landmarks: Landmarks, is_restarted: bool, status: str
):
    first, second = two
    item = landmarks.own_item
    open_update(first, item)
    open_update(second, item)
    given = (stored(changing, item).percent or 0) // 2 + 7
    percent(first).fill(str(given))
    form(second).get_by_text(status, exact=True).click()
    form(second).get_by_label(NOTE).fill("The trainer has left.")
    if is_restarted:
        restart(changing, first, second)
    save(first)
    saved(first)
    save(second)
    saved(second)
    kept = stored(changing, item)
    assert (kept.percent, say(kept.status)) == (given, status)


@pytest.mark.parametrize(("is_restarted", "theirs", "mine"), [(False, 35, 85), (True, 36, 86)])
def test_the_same_field_asks_and_shows_both(
    two: tuple[Visit, Visit], changing: Dashboard, landmarks: Landmarks, is_restarted: bool, theirs: int, mine: int
):
    first, second = two
    item = landmarks.own_item
    before = stored(changing, item).percent
    open_update(first, item)
    open_update(second, item)
    percent(first).fill(str(theirs))
    percent(second).fill(str(mine))
    form(second).get_by_label(NOTE).fill("Typed with care.")
    if is_restarted:
        restart(changing, first, second)
    save(first)
    saved(first)
    save(second)
    asked = second.page.get_by_role("alert")
    expect(asked).to_contain_text(f"now “{theirs}”, yours “{mine}”, when you opened the form “{before}”")
    expect(form(second).get_by_label(NOTE)).to_have_value("Typed with care.")
    assert stored(changing, item).percent == theirs
    second.content.get_by_role("link", name="let yours stand instead").click()
    second.settle()
    expect(percent(second)).to_have_value(str(mine))
    expect(form(second).get_by_label(NOTE)).to_have_value("Typed with care.")
    save(second)
    saved(second)
    assert stored(changing, item).percent == mine


def test_a_reload_keeps_the_words_that_were_not_sent_yet(two: tuple[Visit, Visit], landmarks: Landmarks):
    visit, _ = two
    open_update(visit, landmarks.own_item)
    form(visit).get_by_label(NOTE).fill("Half a sentence")
    visit.page.reload()
    visit.settle()
    expect(form(visit).get_by_label(NOTE)).to_have_value("Half a sentence")
    save(visit)
    saved(visit)
    expect(visit.content).to_contain_text("Half a sentence")


def test_saving_while_the_server_is_gone_says_so_and_saves_once_it_is_back(
    two: tuple[Visit, Visit], changing: Dashboard, landmarks: Landmarks
):
    visit, _ = two
    open_update(visit, landmarks.own_item)
    form(visit).get_by_label(NOTE).fill("Said while nobody listened.")
    changing.server.kill()
    expect(visit.page.get_by_text(re.compile("connect", re.IGNORECASE)).first).to_be_visible(timeout=PATIENCE)
    changing.server.start()
    visit.page.locator(SETTLED).wait_for(timeout=PATIENCE * 2)
    expect(form(visit).get_by_label(NOTE)).to_have_value("Said while nobody listened.")
    save(visit)
    saved(visit)
