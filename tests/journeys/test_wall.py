"""A wall is left alone for a day: it goes round without growing, says when it is stale, and recovers by itself."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.serving import Dashboard, serving
from tests.journeys.visiting import Visit

# Of the strip: how many pages a round has.
ROUND = re.compile(r"Page \d+ of (\d+)")
ROUNDS = 3
# Milliseconds in which a server that was killed must be missed, and one that is back be found, on a slow machine.
NOTICED, RECOVERED = 40_000, 90_000
STALE = re.compile(r"No fresh data since \d\d:\d\d")


@pytest.fixture(scope="module")
def quick(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard of its own, whose walls may go on every second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LINK_INSPECTOR_SHORTEST_STAY", "1")
        with serving(demonstration, tmp_path_factory.mktemp("wall") / "data") as served:
            yield served


class Wall(Visit):
    def __init__(self, page: Page, dashboard: Dashboard) -> None:
        super().__init__(page, dashboard)
        self.connections = 0
        page.on("websocket", lambda _: setattr(self, "connections", self.connections + 1))

    def begin(self) -> int:
        """Let it go round; how many pages that is."""
        self.go("overview", persona="senior-manager", screen="shared", rotate=1)
        found = ROUND.search(self.page.locator(".wall").inner_text())
        assert found is not None
        return int(found[1])

    def read(self) -> str:
        return self.page.locator(".wall").get_attribute("data-read") or ""

    def goes_on(self, timeout: float = 30_000) -> None:
        """Wait for the next page."""
        before = self.read()
        self.page.wait_for_function(
            "before => { const read = document.querySelector('.wall')?.dataset.read; return read && read !== before; }",
            arg=before,
            timeout=timeout,
        )

    def comes_to_rest(self) -> None:
        """Wait for the page that was on its way when somebody stopped it."""
        before = None
        while before != (now := self.read()):
            before = now
            time.sleep(3)

    @property
    def said(self) -> str:
        return self.page.locator(".wall-state p").inner_text()


@pytest.fixture
def wall(open_page: Callable[..., Page], quick: Dashboard) -> Wall:
    return Wall(open_page(), quick)


def heap_and_nodes(cdp: CDPSession) -> tuple[float, float]:
    """Bytes that scripts hold and elements there are, after what is not needed was thrown away."""
    cdp.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
    return metrics["JSHeapUsedSize"], metrics["Nodes"]


def test_round_after_round_neither_the_browser_nor_the_server_grows(wall: Wall) -> None:
    cdp = wall.page.context.new_cdp_session(wall.page)
    cdp.send("Performance.enable")
    pages, heaps, nodes, shown = wall.begin(), [], [], set()
    for _ in range(ROUNDS):
        for _ in range(pages):
            wall.goes_on()
            shown.add(wall.heading.inner_text())
        heap, elements = heap_and_nodes(cdp)
        heaps.append(heap)
        nodes.append(elements)
    assert len(shown) >= pages - 1
    # The first round fills what is kept; from then on nothing may be added but noise.
    assert heaps[-1] < 1.15 * heaps[0], heaps
    assert nodes[-1] < 1.3 * nodes[0], nodes
    assert wall.connections == 1
    assert wall.complaints() == []


def test_space_and_the_button_pause_it_and_let_it_go_on(wall: Wall) -> None:
    wall.begin()
    for press in (lambda: wall.page.keyboard.press("Space"), lambda: wall.page.locator(".wall-state button").click()):
        wall.goes_on()
        press()
        expect(wall.page.locator(".wall-state button")).to_have_text("Go on (space)")
        wall.settle()
        before = wall.read()
        time.sleep(4)
        assert wall.read() == before
        press()
        wall.goes_on()


def test_a_page_that_somebody_stopped_at_does_not_pass_for_fresh(wall: Wall) -> None:
    wall.page.clock.install()
    wall.begin()
    state = wall.page.locator(".wall-state")
    expect(state.locator("button")).to_have_text("Pause (space)", timeout=NOTICED)
    wall.page.keyboard.press("Space")
    expect(state.locator("button")).to_have_text("Go on (space)")
    wall.comes_to_rest()
    wall.page.clock.fast_forward("14:00")
    expect(state.locator("p")).to_have_text("")
    wall.page.clock.fast_forward("02:00")
    expect(state.locator("p")).to_have_text(STALE)
    assert "is-stale" in (state.get_attribute("class") or "")
    wall.page.keyboard.press("Space")
    wall.goes_on(RECOVERED)
    expect(state.locator("p")).to_have_text("", timeout=RECOVERED)


def test_it_says_since_when_nothing_fresh_came_and_goes_on_by_itself_when_the_server_is_back(wall: Wall) -> None:
    wall.begin()
    wall.goes_on()
    heading = wall.heading.inner_text()
    wall.dashboard.server.kill()
    state = wall.page.locator(".wall-state")
    expect(state.locator("p")).to_have_text(STALE, timeout=NOTICED)
    assert "is-stale" in (state.get_attribute("class") or "")
    # The last page stays up: nothing goes blank.
    assert wall.heading.inner_text()
    assert heading
    wall.dashboard.server.start()
    expect(state.locator("p")).to_have_text("", timeout=RECOVERED)
    wall.goes_on(RECOVERED)
    wall.goes_on()


def test_an_address_without_a_time_has_neither_strip_nor_button(wall: Wall) -> None:
    wall.begin()
    wall.page.get_by_role("link", name="Stop changing pages").click()
    expect(wall.page.locator(".wall-state")).to_have_count(0)
    expect(wall.page.locator(".wall")).to_have_count(0)
    wall.go("overview", persona="senior-manager", screen="shared", rotate="abc")
    expect(wall.page.locator(".wall-state")).to_have_count(0)
    assert "is no time for a page to stay" in wall.words()
