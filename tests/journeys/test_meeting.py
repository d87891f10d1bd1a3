"""A meeting in a browser: server and browser are killed, two type at once, a room follows; no word is lost."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Route, expect
from playwright.sync_api import Error as Gone
from sqlmodel import col, select

from dashboard.session import today
from data_models.commands.meetings import start_meeting
from data_models.database import reading, unit_of_work
from data_models.queries.meetings import Minutes, minutes
from data_models.queries.people import everyone, persona_viewer
from data_models.tables import LiveWords
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName
from seed_data.demonstration.under_way import EMBARGOED_WORDS
from tests.journeys.serving import CONTACT_WORDS, Dashboard, serving, somebody
from tests.journeys.visiting import PATIENCE, Visit
from tests.real_browser import one_more

pytestmark = pytest.mark.journey
MEETING = 2
SAVED = re.compile("^Saved$")


@pytest.fixture(scope="module")
def meeting(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard whose meeting of this week has begun."""
    with serving(demonstration, tmp_path_factory.mktemp("meeting") / "data") as served:
        with served.engine() as engine:
            _, chair = somebody(engine, RoleName.CHIEF_INSPECTOR)
            with unit_of_work(engine, by=chair, deed="run_meeting") as session:
                start_meeting(session, by=chair, on=today(), meeting_id=MEETING)
        yield served


@pytest.fixture
def two(browser: Browser, meeting: Dashboard) -> Iterator[tuple[Visit, Visit]]:
    """Two browsers of two people."""
    contexts: list[BrowserContext] = [browser.new_context(viewport={"width": 1366, "height": 768}) for _ in range(2)]
    first, second = (Visit(context.new_page(), meeting) for context in contexts)
    yield first, second
    for context in contexts:
        context.close()


def at_item(visit: Visit, position: int, persona: str = "senior-manager", **more: object) -> Locator:
    """The notes of an item, ready to be typed into."""
    visit.go("meeting", persona=persona, meeting=f"MT-{MEETING:04d}", item=position, **more)
    notes = visit.page.get_by_label("Notes")
    notes.wait_for()
    return notes


def said(visit: Visit, field: str = "notes") -> Locator:
    return visit.page.locator(f'[data-said="{field}"]')


def item_number(dashboard: Dashboard, position: int) -> int:
    return in_minutes(dashboard).items[position - 1].id


def in_minutes(dashboard: Dashboard) -> Minutes:
    with dashboard.engine() as engine, reading(engine) as session:
        viewer = Viewer(name="Anybody", role=RoleName.SUPPORT_OFFICER)
        found = minutes(session, viewer, on=today(), meeting_id=MEETING)
    assert found is not None
    return found


def stored(dashboard: Dashboard, position: int, field: str = "notes") -> list[str]:
    """Every text of a field in the database: the one that stands, then what stands aside."""
    here = col(LiveWords.item_id) == item_number(dashboard, position), col(LiveWords.field) == field
    with dashboard.engine() as engine, reading(engine) as session:
        return [one.text for one in session.exec(select(LiveWords).where(*here).order_by(col(LiveWords.writer)))]


def wait_for(dashboard: Dashboard, position: int, words: list[str]) -> None:
    deadline = time.monotonic() + PATIENCE / 1000
    while stored(dashboard, position) != words and time.monotonic() < deadline:
        time.sleep(0.1)
    assert stored(dashboard, position) == words


def test_no_word_is_lost_when_the_server_is_killed_three_times_while_somebody_types(
    two: tuple[Visit, Visit], meeting: Dashboard
) -> None:
    visit, _ = two
    notes = at_item(visit, 1)
    typed = ""
    for number in range(1, 4):
        for part in (f"Part {number} begins, ", f"goes on while nobody listens {number}, ", f"and ends {number}. "):
            if part.startswith("goes"):
                meeting.server.kill()
            if part.startswith("and"):
                meeting.server.start()
            notes.press_sequentially(part, delay=12)
            typed += part
    expect(notes).to_have_value(typed)
    expect(said(visit)).to_have_text(SAVED, timeout=PATIENCE * 3)
    wait_for(meeting, 1, [typed])
    visit.page.reload()
    visit.settle()
    expect(visit.page.get_by_label("Notes")).to_have_value(typed)
    visit.page.get_by_role("button", name="Covered: on to the next").click()
    expect(visit.page.locator(".way-on .place")).to_have_text(re.compile("^Item 2 of"), timeout=PATIENCE)
    assert in_minutes(meeting).items[0].notes == typed.strip()


def test_at_most_two_seconds_of_typing_are_lost_when_the_browser_is_killed(
    browser: Browser, meeting: Dashboard
) -> None:
    doomed = one_more(browser)
    visit = Visit(doomed.new_page(), meeting)
    notes = at_item(visit, 2)
    notes.click()
    process = next(
        one["id"]
        for one in doomed.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        if one["type"] == "browser"
    )
    typed, at = "", []
    for number in range(40):
        part = f"word{number} "
        visit.page.keyboard.type(part, delay=15)
        typed += part
        at.append((time.monotonic(), len(typed)))
    os.kill(process, signal.SIGKILL)
    killed = time.monotonic()
    time.sleep(1)
    (kept,) = stored(meeting, 2)
    assert typed.startswith(kept)
    assert len(kept) >= max((length for when, length in at if when < killed - 2), default=0) > 0
    with suppress(Gone):
        doomed.close()


def test_words_that_a_dead_server_never_got_come_from_the_browser_after_a_reload(
    two: tuple[Visit, Visit], meeting: Dashboard
) -> None:
    visit, _ = two
    notes = at_item(visit, 3)
    notes.fill("Said before.")
    expect(said(visit)).to_have_text(SAVED)
    meeting.server.kill()
    notes.press_sequentially(" Said while it was gone.", delay=5)
    expect(said(visit)).to_contain_text("Not saved yet", timeout=PATIENCE)
    meeting.server.start()
    visit.page.reload()
    visit.settle()
    expect(visit.page.get_by_label("Notes")).to_have_value("Said before. Said while it was gone.", timeout=PATIENCE)
    wait_for(meeting, 3, ["Said before. Said while it was gone."])


def test_keys_that_come_before_the_words_are_there_follow_them(two: tuple[Visit, Visit], meeting: Dashboard) -> None:
    first, second = two
    notes = at_item(first, 7)
    notes.fill("Said before.")
    expect(said(first)).to_have_text(SAVED)
    held: list[Route] = []
    second.page.route("**/live/look", lambda route: held.append(route))
    eager = at_item(second, 7)
    eager.press_sequentially(" Typed at once", delay=5)
    expect(eager).to_have_value("")
    for one in held:
        one.continue_()
    second.page.unroute_all(behavior="wait")
    expect(eager).to_have_value("Said before. Typed at once", timeout=PATIENCE)
    eager.press_sequentially(", and on.", delay=5)
    wait_for(meeting, 7, ["Said before. Typed at once, and on."])


def test_the_clock_warns_when_the_time_is_over_and_cuts_nobody_short(
    two: tuple[Visit, Visit], meeting: Dashboard
) -> None:
    visit, _ = two

    def an_hour_later(route: Route) -> None:
        answer = route.fetch()
        said = answer.json()
        said["shown"]["seconds"] += 3600
        route.fulfill(response=answer, json=said)

    notes = at_item(visit, 8)
    clock = visit.page.locator("[data-clock]")
    expect(clock).to_have_text(re.compile(r"^0:\d\d of 10 minutes$"), timeout=PATIENCE)
    visit.page.route("**/live/look", an_hour_later)
    expect(clock).to_have_text(re.compile(r"^▲ 60:\d\d, over the 10 minutes meant for it$"), timeout=PATIENCE)
    expect(clock).to_have_class(re.compile(r"\bover\b"))
    notes.press_sequentially("Said after the time was over.", delay=5)
    wait_for(meeting, 8, ["Said after the time was over."])
    expect(visit.page.get_by_role("button", name="Record the decision")).to_be_enabled()
    visit.page.unroute_all(behavior="ignoreErrors")


def test_two_who_type_at_once_keep_both_texts_and_are_shown_both(two: tuple[Visit, Visit], meeting: Dashboard) -> None:
    first, second = two
    mine, theirs = at_item(first, 4), at_item(second, 4, "support-officer")
    first.page.context.set_offline(True)
    mine.fill("Typed by the chair.")
    theirs.fill("Typed by the writer.")
    expect(said(second)).to_have_text(SAVED)
    first.page.context.set_offline(False)
    expect(first.page.locator('[data-beside="notes"]')).to_contain_text("Typed by the writer.", timeout=PATIENCE)
    assert stored(meeting, 4) == ["Typed by the writer.", "Typed by the chair."]
    first.page.get_by_role("button", name="Keep both").click()
    wait_for(meeting, 4, ["Typed by the writer.\nTyped by the chair."])
    expect(theirs).to_have_value("Typed by the writer.\nTyped by the chair.", timeout=PATIENCE)


def test_two_who_choose_somebody_at_once_are_told_by_name_and_end_with_the_same(
    two: tuple[Visit, Visit], meeting: Dashboard
) -> None:
    first, second = two
    at_item(first, 4), at_item(second, 4, "support-officer")
    mine, theirs = (one.page.get_by_label("Who", exact=True) for one in two)
    expect(mine).to_be_enabled(timeout=PATIENCE)
    first.page.context.set_offline(True)
    mine.select_option(index=1)
    theirs.select_option(index=2)
    expect(said(second, "action_owner")).to_have_text(SAVED)
    first.page.context.set_offline(False)
    beside = first.page.locator('[data-beside="action_owner"]')
    expect(beside.locator("blockquote")).to_have_text(name_of(theirs, 2), timeout=PATIENCE)
    expect(beside.get_by_role("button")).to_have_text(["Keep mine", "Take theirs"])
    beside.get_by_role("button", name="Keep mine").click()
    expect(theirs).to_have_value(mine.input_value(), timeout=PATIENCE)


def name_of(field: Locator, option: int) -> str:
    return field.locator("option").nth(option).inner_text()


def test_a_room_follows_the_chair_and_is_sent_nothing_unpublished(two: tuple[Visit, Visit], meeting: Dashboard) -> None:
    chair, room = two
    notes = at_item(chair, 5)
    room.go("meeting", persona="shared-screen", meeting=f"MT-{MEETING:04d}", screen="shared", follow=1)
    place = room.page.locator(".way-on .place")
    expect(place).to_have_text(re.compile("^Item 5 of"), timeout=PATIENCE)
    notes.press_sequentially("Seen by everybody.", delay=5)
    expect(room.page.locator('[data-words="notes"]')).to_have_text("Seen by everybody.", timeout=5000)
    chair.page.get_by_label("A decision").fill("Wait for the figures")
    chair.page.get_by_role("button", name="Record the decision").click()
    expect(room.content).to_contain_text("Wait for the figures", timeout=PATIENCE)
    notes.press("ArrowRight")
    expect(chair.page.locator(".way-on .place")).to_have_text(re.compile("^Item 5 of"))
    notes.evaluate("field => field.blur()")
    for position in range(6, len(in_minutes(meeting).items) + 1):
        chair.page.keyboard.press("ArrowRight" if position % 2 else "PageDown")
        expect(place).to_have_text(re.compile(f"^Item {position} of"), timeout=PATIENCE)
        room.settle()
    chair.page.keyboard.press("ArrowLeft")
    expect(place).to_have_text(re.compile(f"^Item {len(in_minutes(meeting).items) - 1} of"), timeout=PATIENCE)
    assert in_minutes(meeting).items[4].notes == "Seen by everybody."
    assert [words for words in (*EMBARGOED_WORDS, CONTACT_WORDS) if room.was_sent(words)] == []
    assert not room.was_sent("data-live")
    assert room.complaints() == []


def test_an_action_is_in_its_owners_queue_at_once(two: tuple[Visit, Visit], meeting: Dashboard) -> None:
    chair, owner = two
    at_item(chair, 6)
    chair.page.get_by_label("An action").fill("Ask for the figures of the spring")
    chair.page.get_by_label("Who").select_option(label=inspector(meeting))
    chair.page.get_by_label("By when").fill("tomorrow")
    chair.page.get_by_role("button", name="Record the action").click()
    expect(chair.content).to_contain_text("Ask for the figures of the spring", timeout=PATIENCE)
    expect(chair.page.get_by_label("An action")).to_have_value("", timeout=PATIENCE)
    owner.go("my-areas", persona="link-inspector")
    expect(owner.content).to_contain_text("Ask for the figures of the spring", timeout=PATIENCE)


def inspector(dashboard: Dashboard) -> str:
    """The name of the link inspector that one looks as."""
    with dashboard.engine() as engine, reading(engine) as session:
        found = persona_viewer(everyone(session), "link-inspector", today())
    assert found is not None
    return found.name
