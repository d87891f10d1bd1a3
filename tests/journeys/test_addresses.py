"""Finding one's way: links change the page without loading it again, the address keeps the view, and a bad one ends in
a sentence with a way back."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from dashboard.navigation import SCREENS
from dashboard.personas import PERSONAS
from dashboard.session import today
from tests.journeys.landmarks import Landmarks
from tests.journeys.visiting import Visit

pytestmark = pytest.mark.journey


def mark(visit: Visit) -> None:
    """Leave a mark that a document loaded anew would not have."""
    visit.page.evaluate("window.stayed = true")


def stayed(visit: Visit) -> bool:
    return bool(visit.page.evaluate("window.stayed === true"))


def asked(visit: Visit) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(visit.page.url).query).items()}


# --- links ---


def test_every_link_of_the_menu_changes_the_page_without_loading_it_again(visit: Visit):
    visit.go("help", persona="link-inspector")
    mark(visit)
    for screen in SCREENS:
        visit.menu(screen.title).click()
        visit.page.wait_for_url(f"**/{screen.path}?*")
        visit.arrive("Choose an area" if screen.path == "area" else screen.title)
        assert stayed(visit), f"{screen.path} loaded the document again"
        assert asked(visit)["persona"] == "link-inspector"
    assert visit.complaints() == []


def test_a_tile_of_the_map_selects_its_area_without_loading_the_page_again(visit: Visit):
    visit.go("overview", persona="senior-manager")
    mark(visit)
    tile = visit.page.locator(".tiles a", has_text="Renfrewshire").last
    wanted = parse_qs(urlsplit(tile.get_attribute("href") or "").query)["area"][0]
    tile.click()
    expect(visit.page.locator('.tiles a[aria-current="true"]')).to_have_count(1)
    assert asked(visit) == {"persona": "senior-manager", "area": wanted}
    assert stayed(visit)
    assert visit.complaints() == []


def test_a_link_in_a_table_opens_its_area_and_back_and_forward_work(visit: Visit):
    visit.go("overview", persona="senior-manager", status="all")
    mark(visit)
    link = visit.content.locator(".table tbody a[href*='area?']").first
    name = link.inner_text()
    link.click()
    visit.page.wait_for_url("**/area?*")
    visit.arrive(name)
    visit.page.go_back()
    visit.page.wait_for_url("**/overview?*")
    visit.arrive("Overview")
    assert asked(visit)["status"] == "all"
    visit.page.go_forward()
    visit.page.wait_for_url("**/area?*")
    visit.arrive(name)
    assert stayed(visit)
    assert visit.complaints() == []


def test_the_new_page_is_announced_by_moving_to_its_heading(visit: Visit):
    visit.go("overview", persona="senior-manager")
    visit.menu("Follow-up").click()
    visit.arrive("Follow-up")
    expect(visit.heading).to_be_focused()


@pytest.mark.parametrize("how", ["middle", "control"])
def test_a_link_can_be_opened_in_a_tab_of_its_own(visit: Visit, how: str):
    visit.go("overview", persona="senior-manager")
    link = visit.menu("Coverage")
    with visit.page.context.expect_page() as opened:
        if how == "middle":
            link.click(button="middle")
        else:
            link.click(modifiers=["Control"])
    tab = opened.value
    expect(tab.locator(".frame h1")).to_have_text("Coverage")
    assert visit.path == "overview"
    tab.close()


@pytest.mark.parametrize(
    ("path", "persona"),
    [("overview", "senior-manager"), ("my-areas", "link-inspector"), ("area", "link-inspector")],
)
def test_every_link_inside_carries_who_is_looking_and_as_of_when(
    visit: Visit, landmarks: Landmarks, path: str, persona: str
):
    day = (today() - timedelta(days=30)).isoformat()
    visit.go(path, persona=persona, as_of=day, **({"area": landmarks.own_area} if path == "area" else {}))
    astray = []
    for address in visit.page.evaluate("[...document.querySelectorAll('.stHtml a[href]')].map((one) => one.href)"):
        parts = urlsplit(address)
        if not address.startswith(visit.dashboard.base) or parts.fragment:
            continue
        query = parse_qs(parts.query)
        if "persona" not in query or ("as_of" not in query and "Return to today" not in visit.words()):
            astray.append(address)
    assert astray == []


# --- the address keeps the view ---


def test_a_reload_keeps_filters_and_what_was_selected(visit: Visit):
    visit.go("inspections", persona="senior-manager")
    everything = visit.content.locator(".table tbody tr").count()
    choose(visit, "Stage", "Planned")
    expect(visit.content.locator(".table tbody tr")).not_to_have_count(everything)
    assert asked(visit)["stage"] == "planned"
    few = visit.content.locator(".table tbody tr").count()
    assert 0 < few < everything
    visit.page.reload()
    visit.settle()
    expect(visit.content.locator(".table tbody tr")).to_have_count(few)
    expect(box(visit, "Stage")).to_have_value("Planned")
    assert visit.complaints() == []


def test_back_after_a_filter_takes_the_filter_away_again(visit: Visit):
    visit.go("risk-flags", persona="senior-manager")
    everything = visit.content.locator(".table tbody tr").count()
    visit.go("risk-flags", persona="senior-manager", state="closed")
    expect(box(visit, "State")).to_have_value("Closed")
    visit.page.go_back()
    visit.arrive("Risk flags")
    expect(visit.content.locator(".table tbody tr")).to_have_count(everything)
    expect(box(visit, "State")).to_have_value("Open")


def test_looking_as_somebody_else_keeps_the_page(visit: Visit, landmarks: Landmarks):
    visit.go("area", persona="senior-manager", area=landmarks.own_area)
    for persona in PERSONAS:
        visit.page.locator(".demo summary").click()
        visit.page.locator(".demo").get_by_role("link", name=persona.words, exact=True).click()
        expect(visit.page.locator(".demo summary")).to_have_text(f"Looking as {persona.words}")
        visit.arrive(landmarks.own_area_name)
        assert asked(visit) == {"persona": persona.key, "area": landmarks.own_area}
    assert visit.complaints() == []


def box(visit: Visit, label: str) -> Locator:
    return visit.content.get_by_role("combobox", name=re.compile(label))


def choose(visit: Visit, label: str, option: str) -> None:
    box(visit, label).click()
    visit.page.get_by_role("option", name=option, exact=True).click()


# --- bad addresses ---

UNKNOWN = ("<script>alert(1)</script>", "99999999999999999999")
ASKED = (
    ("area", "area"),
    ("overview", "area"),
    ("inspections", "inspection"),
    ("inspections", "area"),
    ("action-plans", "plan"),
    ("action-plans", "item"),
    ("risk-flags", "flag"),
    ("follow-up", "follow_up"),
    ("follow-up", "show"),
    ("coverage", "area"),
    ("coverage", "person"),
    ("programmes", "programme"),
    ("reviews", "kind"),
    ("good-practice", "practice"),
    ("overview", "status"),
    ("my-areas", "kind"),
    ("administration", "check"),
)


def refused(visit: Visit) -> Locator:
    """The sentence that says what is wrong with the address. It stands alone, under one heading."""
    sentence = visit.content.locator(".notice-amber", has=visit.page.locator("a"))
    expect(sentence).to_have_count(1)
    expect(visit.page.locator("h1")).to_have_count(1)
    assert visit.complaints() == []
    return sentence


def goes_back(visit: Visit, sentence: Locator) -> None:
    """The link in the sentence leads to a page that works."""
    said = sentence.inner_text()[:40]
    sentence.locator("a").last.click()
    expect(visit.content.get_by_text(said)).to_have_count(0)
    visit.settle()
    expect(visit.heading).not_to_have_text("Not found")
    assert visit.complaints() == []


@pytest.mark.parametrize(("path", "name"), ASKED, ids=lambda one: one)
def test_an_unknown_value_gets_a_sentence_and_a_way_back(visit: Visit, path: str, name: str):
    for value in UNKNOWN:
        visit.go(path, persona="senior-manager", **{name: value})
        sentence = refused(visit)
        assert value in sentence.inner_text() or "no " in sentence.inner_text(), value
    goes_back(visit, sentence)


@pytest.mark.parametrize(
    ("path", "name", "number"),
    [
        ("inspections", "inspection", 99999),
        ("action-plans", "plan", "AP-9999"),
        ("action-plans", "item", 99999),
        ("risk-flags", "flag", "RF-9999"),
        ("follow-up", "follow_up", "FU-9999"),
        ("follow-up", "follow_up", "FD-9999"),
        ("good-practice", "practice", "GP-9999"),
    ],
)
def test_a_number_the_record_does_not_have_gets_a_sentence_and_a_way_back(visit: Visit, path, name, number):
    visit.go(path, persona="link-inspector", **{name: number})
    goes_back(visit, refused(visit))


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("yesterday", "is not a day"),
        ("2026-13-45", "is not a day"),
        ((today() + timedelta(days=1)).isoformat(), "has not come yet"),
        ("2001-01-01", "did not exist yet"),
    ],
)
@pytest.mark.parametrize("path", ["overview", "help"])
def test_a_bad_as_of_day_gets_a_sentence_and_the_way_to_today(visit: Visit, path: str, day: str, says: str):
    visit.go(path, persona="senior-manager", as_of=day)
    sentence = refused(visit)
    expect(sentence).to_contain_text(says)
    goes_back(visit, sentence)
    assert "as_of" not in asked(visit)


@pytest.mark.parametrize("path", [screen.path for screen in SCREENS])
def test_a_past_day_opens_every_page_and_says_that_it_is_past(visit: Visit, path: str):
    visit.go(path, persona="senior-manager", as_of=(today() - timedelta(days=90)).isoformat())
    expect(visit.content).to_contain_text("The record as it stood then. Nothing can be changed here.")
    expect(visit.content.get_by_role("link", name="Return to today")).to_be_visible()
    # What is left to press are documents of that day.
    assert visit.content.locator('a.button:not([href*="reports/"])').count() == 0
    assert visit.complaints() == []


@pytest.mark.parametrize("persona", ["nobody", "", "SENIOR-MANAGER", "<b>x</b>"])
def test_an_unknown_persona_gets_a_sentence_and_a_way_back(visit: Visit, persona: str):
    visit.go("overview", persona=persona)
    sentence = refused(visit)
    expect(sentence).to_contain_text("link-inspector, relationship-manager-adult")
    goes_back(visit, sentence)
    assert asked(visit)["persona"] == "senior-manager"
