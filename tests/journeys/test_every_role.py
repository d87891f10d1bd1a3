"""Every role opens every page of a served dashboard: it works, keeps to itself, and is sent only what it may read."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.navigation import SCREENS, Screen
from dashboard.personas import PERSONAS, Persona
from seed_data.demonstration.under_way import EMBARGOED_WORDS
from tests.journeys.landmarks import Landmarks
from tests.journeys.serving import CONTACT_WORDS, Dashboard
from tests.journeys.visiting import Visit

pytestmark = pytest.mark.journey
# Without an area in the address the page lets one choose.
HEADINGS = {"area": "Choose an area"}
SECRETS = (*EMBARGOED_WORDS, CONTACT_WORDS)
# Who reads the area under embargo: senior managers, and whoever covers it (the relationship manager for ELC does).
OUTSIDE = ("link-inspector", "relationship-manager-adult", "support-officer", "administrator", "shared-screen")
INSIDE = ("senior-manager", "relationship-manager-elc")
EVERYBODY = pytest.mark.parametrize("persona", PERSONAS, ids=lambda one: one.key)


def sent(visit: Visit) -> list[str]:
    return [words for words in SECRETS if visit.was_sent(words)]


# --- every page for every role ---


@pytest.fixture(
    scope="module",
    params=[(persona, screen) for persona in PERSONAS for screen in SCREENS],
    ids=lambda pair: f"{pair[1].path}-as-{pair[0].key}",
)
def opened(request: pytest.FixtureRequest, tab: Page, dashboard: Dashboard) -> Iterator[tuple[Persona, Screen, Visit]]:
    """One page opened by one role."""
    persona, screen = request.param
    visit = Visit(tab, dashboard).go(screen.path, persona=persona.key)
    yield persona, screen, visit
    visit.leave()


def test_every_page_opens_for_every_role_without_an_error_and_asks_nobody_else(
    opened: tuple[Persona, Screen, Visit],
):
    persona, screen, visit = opened
    assert visit.complaints() == []
    expect(visit.heading).to_have_text(HEADINGS.get(screen.path, screen.title))
    strip = visit.page.locator(".demo")
    expect(strip).to_contain_text("Demonstration: invented people and plans.")
    expect(strip.locator("summary")).to_have_text(f"Looking as {persona.words}")
    assert visit.path == screen.path


def test_no_page_is_sent_what_its_reader_may_not_read(opened: tuple[Persona, Screen, Visit]):
    persona, _screen, visit = opened
    assert visit.received, "nothing was heard of what the server sent"
    if persona.key in OUTSIDE:
        assert sent(visit) == []


@EVERYBODY
def test_the_front_door_sends_each_role_to_its_landing_page(visit: Visit, persona: Persona):
    visit.page.goto(visit.dashboard.address("", persona=persona.key))
    visit.page.wait_for_url(f"**/{persona.landing}?*")
    visit.settle()
    assert visit.path == persona.landing
    assert f"persona={persona.key}" in visit.page.url
    assert visit.complaints() == []


def test_the_front_door_without_a_persona_opens_the_overview(visit: Visit):
    visit.page.goto(visit.dashboard.address(""))
    visit.arrive("Overview")
    assert visit.path == "overview"
    assert visit.complaints() == []


# --- what is withheld ---


def _where_it_would_be(landmarks: Landmarks) -> list[tuple[str, dict[str, object]]]:
    """The pages on which the report under embargo and the confidential contact stand for those who may read them."""
    area, inspection = landmarks.embargoed_area, landmarks.embargoed_inspection
    return [
        ("inspections", {"inspection": inspection}),
        ("inspections", {"inspection": inspection, "do": "publish"}),
        ("inspections", {"inspection": inspection, "do": "record-evaluation"}),
        ("inspections", {"area": area}),
        ("area", {"area": area}),
        ("follow-up", {"area": area}),
        ("action-plans", {"area": area}),
        ("risk-flags", {"area": area, "state": "all"}),
        ("overview", {"area": area}),
        ("my-areas", {"area": area}),
    ]


@pytest.mark.parametrize("persona", OUTSIDE)
def test_the_embargo_and_confidential_contacts_reach_nobody_outside_the_team(
    visit: Visit, landmarks: Landmarks, persona: str
):
    leaks = []
    for path, params in _where_it_would_be(landmarks):
        visit.received.clear()
        visit.go(path, persona=persona, **params)
        assert visit.received
        leaks += [f"{path} {params}: {words}" for words in sent(visit)]
    assert leaks == []


@pytest.mark.parametrize("persona", INSIDE)
def test_the_areas_own_team_and_senior_managers_do_read_them(visit: Visit, landmarks: Landmarks, persona: str):
    visit.go("inspections", persona=persona, inspection=landmarks.embargoed_inspection)
    for words in EMBARGOED_WORDS:
        assert words in visit.words()
        assert visit.was_sent(words)
    visit.go("area", persona=persona, area=landmarks.embargoed_area)
    assert CONTACT_WORDS in visit.words()


def test_a_team_sees_no_embargoed_report_of_another_area(visit: Visit, landmarks: Landmarks):
    visit.go("inspections", persona="link-inspector", inspection=landmarks.embargoed_inspection)
    expect(visit.content).to_contain_text("Findings are not shown before publication.")
    expect(visit.heading).to_have_text(re.compile("Dundee City"))
