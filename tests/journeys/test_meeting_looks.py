"""A meeting under way as it looks: accessible at the desk, legible from four metres in the room, closed before both."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlmodel import Session

from dashboard.session import today
from data_models.commands.agenda import defer_agenda_item
from data_models.commands.meeting_decisions import give_action, record_decision
from data_models.commands.meeting_notes import keep_notes
from data_models.commands.meetings import plan_meeting, start_meeting
from data_models.database import unit_of_work
from data_models.queries.meetings import minutes
from data_models.queries.people import PersonRow
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName
from tests.journeys.serving import Dashboard, serving, somebody
from tests.journeys.test_how_it_looks import LARGE, RULES, SMALL, STICKING_OUT, THEMES, grave_findings
from tests.journeys.visiting import PATIENCE, Visit

pytestmark = pytest.mark.journey
BUSY, QUIET = "MT-0002", "MT-0003"
AREA, OTHER_BUSINESS = 4, 13
# Pixels of text that ISO 9241 prefers for four metres before a screen of 75 inches (20 minutes of arc).
LEGIBLE = {1920: 41, 3840: 82}
LONG = "What was said of it goes on and on, so that no screen holds all of it. " * 40
TOO_SMALL = """(least) => [...document.querySelectorAll('[data-testid="stMain"] *')].filter((one) =>
    one.checkVisibility() && !one.closest(".vh") &&
    [...one.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.textContent.trim()) &&
    parseFloat(getComputedStyle(one).fontSize) < least)
    .map((one) => `${one.className} ${one.textContent.slice(0, 40)}`)"""
# What lies below the screen of a room, or is cut off by its column, though nobody can scroll there.
OUT_OF_SIGHT = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const parts = [...document.querySelectorAll(".meeting.room > *, .meeting.room li:not([hidden])")];
    return [...(main.scrollHeight > main.clientHeight ? [`${main.scrollHeight} of ${main.clientHeight}`] : []),
        ...parts.filter((one) => one.scrollHeight > one.clientHeight + 1 ||
            one.getBoundingClientRect().bottom > innerHeight).map((one) => one.textContent.slice(0, 60))];
}"""


@pytest.fixture(scope="module")
def meeting(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard with a meeting under way, much said of one of its items, and another one that is planned."""
    with serving(demonstration, tmp_path_factory.mktemp("looks") / "data") as served:
        with served.engine() as engine:
            _, chair = somebody(engine, RoleName.CHIEF_INSPECTOR)
            owner, _ = somebody(engine, RoleName.LINK_INSPECTOR)
            with unit_of_work(engine, by=chair, deed="run_meeting") as session:
                start_meeting(session, by=chair, on=today(), meeting_id=2)
                found = minutes(session, chair, on=today(), meeting_id=2)
                assert found is not None
                for position in (AREA, OTHER_BUSINESS):
                    _say_much(session, chair, owner, found.items[position - 1].id)
                plan_meeting(
                    session,
                    by=chair,
                    on=today(),
                    title="After this one",
                    held_on=today(),
                    chair_id=chair.person_id or 0,
                )
        yield served


def _say_much(session: Session, chair: Viewer, owner: PersonRow, item_id: int) -> None:
    given: dict[str, Any] = {"by": chair, "on": today(), "item_id": item_id}
    keep_notes(session, **given, text=LONG)
    for number in range(6):
        record_decision(session, **given, text=f"Decision {number} of the meeting on this area")
        text = f"Ask for the figures of quarter {number} and say what they show"
        give_action(session, **given, text=text, owner_id=owner.id, due_on=today())


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=LARGE)
    yield context.new_page()
    context.close()


def _in_room(page: Page, meeting: Dashboard, width: int, item: int) -> Visit:
    page.set_viewport_size(ViewportSize(width=width, height=width * 9 // 16))
    visit = Visit(page, meeting)
    visit.go("meeting", persona="shared-screen", screen="shared", meeting=BUSY, item=item)
    page.evaluate("document.fonts.ready")
    return visit


@pytest.mark.parametrize("item", [1, AREA, 6, 9, OTHER_BUSINESS])
@pytest.mark.parametrize("width", list(LEGIBLE))
def test_a_room_reads_all_it_is_shown_from_four_metres_without_scrolling(
    page: Page, meeting: Dashboard, width: int, item: int
) -> None:
    _in_room(page, meeting, width, item)
    assert page.evaluate(TOO_SMALL, LEGIBLE[width]) == []
    assert page.evaluate(OUT_OF_SIGHT) == []


def test_of_long_notes_a_room_sees_the_end_and_of_many_lines_how_many_there_are_more(
    page: Page, meeting: Dashboard
) -> None:
    _in_room(page, meeting, 1920, AREA)
    notes, tail = page.locator(".tail .words"), page.locator(".tail")
    expect(notes).to_have_text(LONG.strip())
    whole, seen = notes.bounding_box(), tail.bounding_box()
    assert whole
    assert seen
    assert whole["height"] > seen["height"] >= 2 * LEGIBLE[1920]
    assert abs(whole["y"] + whole["height"] - seen["y"] - seen["height"]) <= 1
    decided = page.locator(".said-here .told").first
    hidden = decided.locator("li[hidden]").count()
    assert hidden > 0
    expect(decided.locator("li").first).to_have_text("Decision 5 of the meeting on this area")
    expect(decided.locator("[data-rest]")).to_have_text(f"and {hidden} more")


DESK: dict[str, dict[str, object]] = {
    "agenda": {"meeting": BUSY},
    "item": {"meeting": BUSY, "item": AREA},
    "other-business": {"meeting": BUSY, "item": OTHER_BUSINESS},
    "close-form": {"meeting": BUSY, "do": "close-meeting"},
    "room": {"meeting": BUSY, "item": AREA, "screen": "shared"},
}


@THEMES
@pytest.mark.parametrize("view", list(DESK))
def test_no_view_of_a_meeting_under_way_has_a_serious_accessibility_finding_or_is_cut_off(
    page: Page, meeting: Dashboard, view: str, theme: str
) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    visit = Visit(page, meeting).go("meeting", persona="senior-manager", **DESK[view])
    if view == "item":
        visit.page.get_by_role("link", name="Defer", exact=True).click()
        visit.page.locator("[data-testid=stForm]").wait_for()
    page.evaluate(RULES)
    assert grave_findings(page) == []
    page.set_viewport_size(SMALL)
    assert page.evaluate(STICKING_OUT) == []
    assert visit.complaints() == []


def test_a_chair_types_a_decision_and_an_action_without_scrolling(page: Page, meeting: Dashboard) -> None:
    visit = Visit(page, meeting).go("meeting", persona="senior-manager", meeting=BUSY, item=AREA)
    box = visit.page.get_by_role("button", name="Record the action").bounding_box()
    assert box
    assert box["y"] + box["height"] < LARGE["height"]


def test_an_item_is_not_left_as_covered_while_a_decision_is_typed_and_not_recorded(
    page: Page, meeting: Dashboard
) -> None:
    visit = Visit(page, meeting).go("meeting", persona="senior-manager", meeting=BUSY, item=OTHER_BUSINESS)
    said = visit.page.locator('[data-said="decision"]')
    visit.page.get_by_label("A decision").fill("Publish it in March")
    expect(said).to_have_text("Saved", timeout=PATIENCE)
    cover = visit.page.get_by_role("button", name="Covered")
    cover.click()
    expect(visit.content).to_contain_text("A decision is typed and not recorded.")
    visit.page.get_by_role("button", name="Record the decision").click()
    expect(visit.content).to_contain_text("Decided: Publish it in March", timeout=PATIENCE)
    expect(said).to_have_text("")
    cover.click()
    expect(cover).to_have_count(0, timeout=PATIENCE)


def test_a_room_waits_for_its_meeting_follows_it_and_says_when_it_is_closed(
    browser: Browser, page: Page, meeting: Dashboard
) -> None:
    room = Visit(browser.new_context(viewport={"width": 1920, "height": 1080}).new_page(), meeting)
    room.go("meeting", persona="shared-screen", screen="shared", meeting=QUIET, follow=1)
    expect(room.content).to_contain_text("It has not begun yet.")
    assert room.page.evaluate(OUT_OF_SIGHT) == []
    chair = Visit(page, meeting).go("meeting", persona="senior-manager", meeting=QUIET)
    chair.page.get_by_role("link", name="Start the meeting").click()
    chair.page.get_by_role("button", name="Start it").click()
    chair.page.get_by_role("link", name=re.compile("^Begin with item 1, ")).click()
    expect(room.page.locator(".way-on .place")).to_have_text(re.compile("^Item 1 of"), timeout=PATIENCE)
    with meeting.engine() as engine:
        _, by = somebody(engine, RoleName.CHIEF_INSPECTOR)
        with unit_of_work(engine, by=by, deed="run_meeting") as session:
            found = minutes(session, by, on=today(), meeting_id=3)
            assert found is not None
            for one in found.items:
                defer_agenda_item(session, by=by, on=today(), item_id=one.id, reason="Tried")
    chair.go("meeting", persona="senior-manager", meeting=QUIET, do="close-meeting")
    chair.page.get_by_role("button", name="Close it").click()
    expect(room.content).to_contain_text("It is closed, and its minutes are frozen.", timeout=PATIENCE)
    assert room.page.evaluate(TOO_SMALL, LEGIBLE[1920]) == []
    room.page.context.close()
