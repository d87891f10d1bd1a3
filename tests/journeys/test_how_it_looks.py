"""What somebody at a page can make out: accessible in both themes, whole at 320 pixels, answered above the fold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize

from dashboard.navigation import SCREENS
from tests.journeys.landmarks import Landmarks
from tests.journeys.serving import Dashboard
from tests.journeys.visiting import Visit
from tests.real_browser import axe_script

pytestmark = pytest.mark.journey
GRAVE = ("serious", "critical")
LARGE, SMALL = ViewportSize(width=1366, height=768), ViewportSize(width=320, height=640)
Theme = Literal["light", "dark"]
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
RULES = axe_script().read_text(encoding="utf-8")
FINDINGS = """() => axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.map((one) =>
    [one.impact, one.id, one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")]))"""
# What sticks out to the right although nothing around it scrolls by itself.
STICKING_OUT = """() => {
    const scrolls = (one) => one && (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one).overflowX) &&
        !one.matches('[data-testid="stMain"], [data-testid="stApp"], body, html') || scrolls(one.parentElement));
    const main = document.querySelector('[data-testid="stMain"]');
    if (main.scrollWidth <= main.clientWidth && document.documentElement.scrollWidth <= innerWidth) return [];
    return ["sideways", ...[...main.querySelectorAll("*")].filter((one) =>
        one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one.parentElement))
        .slice(-4).map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.slice(0, 30)}`)];
}"""


@dataclass(frozen=True)
class View:
    """One page as somebody has it before them; `params` are found in the record."""

    name: str
    path: str
    persona: str = "senior-manager"
    params: Callable[[Landmarks], dict[str, object]] = field(default=lambda _: {})
    form: str | None = None


def _form(name: str, path: str, persona: str, params: Callable[[Landmarks], dict[str, object]]) -> View:
    return View(f"form-{name}", path, persona, lambda at: {**params(at), "do": name}, name)


PAGES = tuple(View(screen.path, screen.path) for screen in SCREENS)
DETAILS = (
    View("my-areas-of-an-inspector", "my-areas", "link-inspector"),
    View("one-area", "area", "link-inspector", lambda at: {"area": at.own_area}),
    View("area-on-the-map", "overview", "senior-manager", lambda at: {"area": at.own_area}),
    View("one-inspection", "inspections", params=lambda at: {"inspection": at.own_inspection}),
    View("inspection-under-way", "inspections", params=lambda at: {"inspection": at.embargoed_inspection}),
    View("one-plan", "action-plans", params=lambda at: {"plan": at.own_plan}),
    View("one-action", "action-plans", "link-inspector", lambda at: {"item": at.own_item}),
    View("one-flag", "risk-flags", params=lambda at: {"flag": at.own_flag}),
    View("back-test", "risk-flags", params=lambda _: {"show": "back-test"}),
    View("one-follow-up", "follow-up", params=lambda at: {"follow_up": at.owed}),
    View("formal-monitoring", "follow-up", params=lambda _: {"show": "monitoring"}),
    View("one-programme", "programmes", params=lambda _: {"draw": "load"}),
    View("cover-of-one-area", "coverage", "support-officer", lambda at: {"area": at.own_area}),
    View("one-practice", "good-practice", params=lambda at: {"practice": at.practice}),
    View("closed-minutes", "meeting", params=lambda _: {"meeting": "MT-0001"}),
    View("planned-meeting", "meeting", params=lambda _: {"meeting": "MT-0002"}),
    View("planned-meeting-in-a-room", "meeting", "shared-screen", lambda _: {"meeting": "MT-0002", "follow": 1}),
    View("a-bad-address", "area", params=lambda _: {"area": "nowhere"}),
    View("shared-screen", "overview", "shared-screen"),
)
FORMS = (
    _form("log-contact", "area", "link-inspector", lambda at: {"area": at.own_area}),
    _form("update-action", "action-plans", "link-inspector", lambda at: {"item": at.own_item}),
    _form("move-date", "action-plans", "link-inspector", lambda at: {"item": at.own_item}),
    _form("claim", "action-plans", "link-inspector", lambda at: {"item": at.own_item}),
    _form("change-action", "action-plans", "link-inspector", lambda at: {"item": at.own_item}),
    _form("judge-plan", "action-plans", "link-inspector", lambda at: {"plan": at.own_plan}),
    _form("add-action", "action-plans", "link-inspector", lambda at: {"plan": at.own_plan}),
    _form("ask-for-plan", "action-plans", "support-officer", lambda _: {}),
    _form("settle", "action-plans", "senior-manager", lambda at: {"item": at.disputed_item}),
    _form("raise-flag", "risk-flags", "link-inspector", lambda at: {"area": at.own_area}),
    _form("review-flag", "risk-flags", "link-inspector", lambda at: {"flag": at.own_flag}),
    _form("mute-flag", "risk-flags", "link-inspector", lambda at: {"flag": at.own_flag}),
    _form("plan-meeting", "meeting", "senior-manager", lambda _: {}),
    _form("attendance", "meeting", "support-officer", lambda _: {"meeting": "MT-0002"}),
    _form("add-item", "meeting", "support-officer", lambda _: {"meeting": "MT-0002"}),
    _form("decide", "follow-up", "link-inspector", lambda at: {"follow_up": at.owed}),
    _form("decide-none", "follow-up", "senior-manager", lambda at: {"follow_up": at.owed}),
)
# Cells of one number that stands on more than one line.
BROKEN_NUMBERS = """() => [...document.querySelectorAll('.table td.number > div')].filter((one) => {
    const said = document.createRange();
    said.selectNodeContents(one);
    const lines = new Set([...said.getClientRects()].map((line) => line.top));
    return /^[0-9,]+$/.test(one.innerText.trim()) && lines.size > 1;
  }).map((one) => `${one.parentElement.dataset.label}: ${one.innerText.trim()}`)"""
# What of each page answers its question, and must be there without scrolling.
FIRST_ROW = ".table tbody tr"
ANSWERS = {
    "overview": (".tiles", FIRST_ROW),
    "help": (".help .part",),
    "reports": (".offers a.button",),
}


@pytest.fixture(scope="module", params=(*PAGES, *DETAILS, *FORMS), ids=lambda view: view.name)
def seen(
    request: pytest.FixtureRequest, tab: Page, dashboard: Dashboard, landmarks: Landmarks
) -> Iterator[tuple[View, Visit]]:
    """One view, opened once for all that is asked of it; the browser's rules of content stay in force."""
    view = request.param
    # As the last view left the tab it would be narrow.
    tab.set_viewport_size(LARGE)
    tab.emulate_media(color_scheme="light")
    visit = Visit(tab, dashboard).go(view.path, persona=view.persona, **view.params(landmarks))
    if view.form:
        tab.locator("form, [data-testid=stForm]").first.wait_for()
    tab.evaluate(RULES)
    yield view, visit
    visit.leave()


def grave_findings(page: Page) -> list[str]:
    return [f"{impact} {rule}: {where}" for impact, rule, where in page.evaluate(FINDINGS) if impact in GRAVE]


@THEMES
def test_no_view_has_a_serious_accessibility_finding(seen: tuple[View, Visit], theme: Theme):
    _view, visit = seen
    visit.page.set_viewport_size(LARGE)
    visit.page.emulate_media(color_scheme=theme)
    visit.page.locator(f'html[style*="color-scheme: {theme}"]').wait_for(state="attached")
    assert grave_findings(visit.page) == []
    assert visit.complaints() == []


def test_nothing_has_to_be_scrolled_sideways_at_320_pixels(seen: tuple[View, Visit]):
    _view, visit = seen
    visit.page.set_viewport_size(SMALL)
    assert visit.page.evaluate(STICKING_OUT) == []


def test_no_number_is_broken_over_two_lines_at_320_pixels(seen: tuple[View, Visit]):
    _view, visit = seen
    visit.page.set_viewport_size(SMALL)
    assert visit.page.evaluate(BROKEN_NUMBERS) == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: one.path)
def test_every_page_answers_its_question_above_the_fold(visit: Visit, screen):
    persona = "link-inspector" if screen.path == "my-areas" else "senior-manager"
    visit.go(screen.path, persona=persona)
    below = []
    for selector in ("h1", *ANSWERS.get(screen.path, (FIRST_ROW,))):
        box = visit.content.locator(selector).first.bounding_box()
        assert box, f"{selector} is not on the page"
        if box["y"] + box["height"] > LARGE["height"]:
            below.append(f"{selector} ends {box['y'] + box['height']:.0f} pixels down")
    assert below == []


# --- the keyboard ---


@pytest.mark.parametrize("path", ["overview", "administration", "help"])
def test_the_keyboard_can_skip_the_menu(visit: Visit, path: str):
    visit.go(path, persona="senior-manager")
    focused = visit.page.locator(":focus")
    # The stops before it are the application's own menu and the page as a whole, which the arrow keys scroll.
    for _ in range(3):
        visit.page.keyboard.press("Tab")
        if focused.get_attribute("class") == "skip":
            break
    assert focused.inner_text() == "Skip to the content"
    box = focused.bounding_box()
    assert box
    assert box["x"] >= 0, "whoever uses the keyboard does not see the link"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "content"
    visit.page.keyboard.press("Tab")
    is_past_the_menu = visit.page.evaluate("document.activeElement.closest('.mast') === null")
    assert is_past_the_menu


# The drawing of a box that is ticked stands for it: its input is too small to see.
OUTLINE = """(one) => {
    const style = getComputedStyle(["checkbox", "radio"].includes(one.type) ? one.closest("label") : one);
    return [style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


@THEMES
def test_whoever_uses_the_keyboard_sees_where_they_are(visit: Visit, landmarks: Landmarks, theme: Theme):
    visit.page.emulate_media(color_scheme=theme)
    visit.go("area", persona="link-inspector", area=landmarks.own_area, do="log-contact")
    visit.page.locator("[data-testid=stForm]").wait_for()
    unseen: list[str] = []
    kinds: set[tuple[str, str]] = set()
    label = ""
    while label != "Close without saving" and len(kinds) < 80:
        visit.page.keyboard.press("Tab")
        focused = visit.page.locator(":focus")
        label = focused.evaluate("(one) => (one.ariaLabel || one.innerText || one.id).slice(0, 60)")
        kinds.add((focused.evaluate("(one) => one.type || one.tagName"), label))
        style, width = focused.evaluate(OUTLINE)
        if style == "none" or width < 2:
            unseen.append(f"{label}: outline {style} {width}")
    assert unseen == []
    assert {"A", "text", "checkbox", "textarea", "submit"} <= {kind for kind, _ in kinds}
