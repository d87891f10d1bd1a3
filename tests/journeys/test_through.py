"""Going through the months by keyboard: what the script draws is what the server says of that month."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from dashboard.session import today
from tests.journeys.visiting import Visit

pytestmark = pytest.mark.journey
LAST_MONTH = today().replace(day=1) - timedelta(days=1)
DRAWN = """() => [document.querySelector('.through h2').textContent,
  [...document.querySelectorAll('.through :is(.value, .meaning)')].map((one) => one.textContent),
  [...document.querySelectorAll('.through .tiles a')].map((a) =>
    [a.className, a.title, a.querySelector('.signs').textContent, a.getAttribute('href')])]"""


def opened(visit: Visit, month: str) -> Page:
    visit.go("overview", persona="senior-manager", through=month)
    expect(visit.page.locator(".through input")).to_be_visible()
    return visit.page


def test_a_month_drawn_in_the_page_is_the_month_the_server_shows(visit: Visit):
    page = opened(visit, f"{LAST_MONTH:%Y-%m}")
    from_the_server = page.evaluate(DRAWN)
    page.locator(".through input").focus()
    for key in ("Home", "End", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate(DRAWN) == from_the_server
    expect(page.locator(".through h2")).to_have_text(f"{LAST_MONTH:%B %Y}")
    expect(page.locator(".through input")).to_have_attribute("aria-valuetext", f"{LAST_MONTH:%B %Y}")
    assert f"through={LAST_MONTH:%Y-%m}" in page.url


def test_nothing_moves_by_itself_for_whoever_asked_for_less_motion(visit: Visit):
    page = opened(visit, "now")
    expect(page.locator(".through button")).to_have_count(0)
    page.emulate_media(reduced_motion="no-preference")
    page = opened(visit, f"{LAST_MONTH:%Y-%m}")
    page.get_by_role("button", name="Play").press("Enter")
    expect(page.locator(".through h2")).to_have_text(f"{today():%B %Y}")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
