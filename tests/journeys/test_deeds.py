"""The deeds done in a real browser: by whom they may be done, what they leave behind, and what is refused."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import BrowserContext, Locator, expect
from sqlalchemy import Engine

from dashboard.session import today
from data_models.commands.coverage import hand_over
from data_models.database import reading, unit_of_work
from data_models.queries.people import everyone, persona_viewer
from data_models.queries.record import head
from data_models.visibility import Deed
from data_models.vocabulary import CoverRole, RoleName
from seed_data.demonstration.under_way import EMBARGOED_WORDS
from tests.journeys.landmarks import Landmarks, landmarks_of
from tests.journeys.serving import Dashboard, serving, somebody
from tests.journeys.test_how_it_looks import RULES, THEMES, Theme, grave_findings
from tests.journeys.visiting import Visit

pytestmark = pytest.mark.journey
YESTERDAY = today() - timedelta(days=1)


@pytest.fixture(scope="module")
def changing(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard on a record of its own, in which the inspector of the demonstration took over the area under embargo:
    nobody whom one can look as could publish that report otherwise."""
    with serving(demonstration, tmp_path_factory.mktemp("changing") / "data") as served:
        with served.engine() as engine:
            _hand_over(engine)
        yield served


@pytest.fixture(scope="module")
def landmarks(changing: Dashboard) -> Landmarks:
    with changing.engine() as engine:
        return landmarks_of(engine)


@pytest.fixture
def visit(context: BrowserContext, changing: Dashboard) -> Iterator[Visit]:
    page = context.new_page()
    yield Visit(page, changing)
    page.close()


def _hand_over(engine: Engine) -> None:
    found = landmarks_of(engine)
    _, officer = somebody(engine, RoleName.SUPPORT_OFFICER)
    with reading(engine) as session:
        successor = persona_viewer(everyone(session), "link-inspector", today())
    assert successor is not None
    assert successor.person_id is not None
    with unit_of_work(engine, by=officer, deed=Deed.HAND_OVER.value, reason="A change of areas") as session:
        hand_over(
            session,
            by=officer,
            on=today(),
            area_code=found.embargoed_area,
            role=CoverRole.LINK_INSPECTOR,
            to_person_id=successor.person_id,
            last_day=YESTERDAY,
            reason="A change of areas",
        )


def changes(visit: Visit) -> int:
    """How many changes the record has."""
    with visit.dashboard.engine() as engine, reading(engine) as session:
        return head(session).change


def form(visit: Visit) -> Locator:
    return visit.page.locator('[data-testid="stForm"]')


def save(visit: Visit, name: str) -> None:
    form(visit).get_by_role("button", name=name, exact=True).click()


def says(visit: Visit, sentence: str | re.Pattern[str]) -> None:
    """The sentence about the deed just done is on the page, and the form is gone."""
    expect(visit.page.get_by_role("status").filter(has_text=sentence)).to_be_visible()
    visit.settle()
    expect(form(visit)).to_have_count(0)
    assert visit.complaints() == []


def type_day(visit: Visit, label: str, day: date) -> None:
    """Write a day as people write it."""
    form(visit).get_by_label(re.compile(f"^{label}")).fill(f"{day.day} {day:%b %Y}")


def is_refused(visit: Visit, sentence: str) -> None:
    expect(visit.page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(visit.page.get_by_role("alert")).to_contain_text("Nothing was saved. What you typed is still in the form.")
    visit.settle()
    assert visit.complaints() == []


# --- log a contact ---


def tabs_to(visit: Visit, name: str) -> list[str]:
    """Go on with the tabulator until what has this name has the focus; what had it on the way."""
    passed = []
    for _ in range(90):
        visit.page.keyboard.press("Tab")
        here = visit.page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.ariaLabel || e.labels?.[0]?.innerText || e.innerText || '').trim() }"
        )
        passed.append(here)
        # What scrolls is a stop too, and says everything that is in it.
        if here.startswith(name) and "\n" not in here:
            return passed
    raise AssertionError(f"“{name}” cannot be reached by keyboard")


# What a hand needs for one key, found its place, and for one letter of a sentence: 40 words a minute.
SECONDS_A_KEY, SECONDS_A_LETTER = 0.3, 0.3
SUMMARY = "Quarterly meeting on the plan."


class Keys:
    """A keyboard that counts: the tabulator to what has this name, then a key on it."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.pressed = visit, 0

    def to(self, name: str, *keys: str) -> None:
        self.pressed += len(tabs_to(self.visit, name)) + len(keys)
        for key in keys:
            self.visit.page.keyboard.press(key)


@pytest.mark.parametrize("path", ["my-areas", "area"])
def test_a_contact_with_two_purposes_is_logged_by_keyboard_alone_in_20_seconds(
    visit: Visit, landmarks: Landmarks, path: str
):
    visit.go(path, persona="link-inspector", **({"area": landmarks.own_area} if path == "area" else {}))
    before, began, keys = changes(visit), monotonic(), Keys(visit)
    keys.to("Skip to the content", "Enter")
    keys.to("Log a contact", "Enter")
    expect(visit.page.locator("#form")).to_be_focused()
    assert keys.pressed <= 8
    # The browser draws the fields a moment after the heading has the focus: sooner than a hand is back on the keys.
    form(visit).get_by_label("What it was about").wait_for()
    if path == "my-areas":
        keys.to("Area", *landmarks.own_area_name[:3], "Enter")
    # The kind and the day stand as they are.
    keys.to("1 ", "Space")
    keys.to("6 ", "Space")
    keys.to("What it was about")
    visit.page.keyboard.type(SUMMARY)
    keys.to("Log this contact", "Enter")
    says(visit, f"Logged a contact with {landmarks.own_area_name}")
    waited = monotonic() - began
    expect(visit.page.get_by_role("status")).to_contain_text("for 2 purposes")
    by_hand = keys.pressed * SECONDS_A_KEY + len(SUMMARY) * SECONDS_A_LETTER
    assert max(by_hand, waited) < 20, (keys.pressed, waited)
    assert changes(visit) == before + 1
    if path == "area":
        expect(visit.content).to_contain_text(SUMMARY)


def test_what_was_said_of_a_deed_is_in_view_and_the_keyboard_goes_on_from_there(visit: Visit, landmarks: Landmarks):
    visit.go("area", persona="link-inspector", area=landmarks.own_area)
    visit.content.locator("a", has_text="Note what helps or hinders").click()
    expect(visit.page.locator("#form")).to_be_focused()
    expect(visit.page.locator("#form")).to_be_in_viewport()
    form(visit).get_by_text("hinders", exact=True).click()
    form(visit).get_by_label("What it is").fill("Two case systems that do not talk.")
    save(visit, "Note it")
    says(visit, "Noted what hinders")
    expect(visit.page.get_by_role("status")).to_be_in_viewport()
    expect(visit.page.get_by_role("status")).to_be_focused()


def test_a_contact_without_a_purpose_is_refused_and_what_was_typed_stays(visit: Visit, landmarks: Landmarks):
    visit.go("area", persona="link-inspector", area=landmarks.own_area, do="log-contact")
    before = changes(visit)
    form(visit).get_by_label("What it was about").fill("A call about the audit of chronologies.")
    save(visit, "Log this contact")
    is_refused(visit, "Choose at least one of the six purposes this contact served.")
    expect(form(visit).get_by_label("What it was about")).to_have_value("A call about the audit of chronologies.")
    assert changes(visit) == before


def test_a_double_click_on_save_writes_once(visit: Visit, landmarks: Landmarks):
    visit.go("area", persona="link-inspector", area=landmarks.own_area, do="log-contact")
    before = changes(visit)
    form(visit).get_by_text("5 Good practice").click()
    summary = form(visit).get_by_label("What it was about")
    summary.fill("Told of the peer review in a neighbouring area.")
    summary.press("Tab")
    form(visit).get_by_role("button", name="Log this contact", exact=True).dblclick()
    said = visit.page.get_by_role("status").filter(has_text=re.compile("Logged a contact|already saved"))
    expect(said).to_be_visible()
    visit.settle()
    assert changes(visit) == before + 1
    assert visit.complaints() == []


def test_a_form_sent_again_by_its_address_saves_nothing_twice(visit: Visit, landmarks: Landmarks):
    for expected in ("Logged a contact", "This was already saved; nothing was saved twice."):
        visit.go("area", persona="link-inspector", area=landmarks.own_area, do="log-contact", draft="twice")
        before = changes(visit)
        form(visit).get_by_text("2 Public protection").click()
        form(visit).get_by_label("What it was about").fill("Observed the protection committee.")
        save(visit, "Log this contact")
        says(visit, expected)
    assert changes(visit) == before


def test_words_that_look_like_markup_are_shown_as_they_were_typed(visit: Visit, landmarks: Landmarks):
    typed = "<img src=x onerror=alert(1)> **bold** [link](http://example.invalid) :red[x]"
    visit.go("area", persona="link-inspector", area=landmarks.own_area, do="log-contact")
    form(visit).get_by_text("3 What supports").click()
    form(visit).get_by_label("What it was about").fill(typed)
    save(visit, "Log this contact")
    says(visit, "Logged a contact")
    expect(visit.content).to_contain_text(typed)


# --- forms beside what they change ---


@THEMES
@pytest.mark.parametrize(
    ("path", "persona", "address"),
    [
        ("area", "link-inspector", {"do": "log-contact"}),
        ("area", "link-inspector", {"do": "note-factor"}),
        ("area", "link-inspector", {"do": "note-practice"}),
        ("reviews", "support-officer", {"do": "notify-review"}),
        ("programmes", "support-officer", {"do": "take-part", "programme": "justice-throughcare-review"}),
    ],
    ids=lambda one: one["do"] if isinstance(one, dict) else one,
)
def test_the_forms_of_engagement_are_accessible(
    visit: Visit, landmarks: Landmarks, theme: Theme, path: str, persona: str, address: dict[str, str]
):
    visit.page.emulate_media(color_scheme=theme)
    visit.go(path, persona=persona, **address, **({"area": landmarks.own_area} if path == "area" else {}))
    form(visit).wait_for()
    visit.page.evaluate(RULES)
    assert grave_findings(visit.page) == []
    assert visit.complaints() == []


# --- update an action ---


def test_an_action_is_updated_within_three_clicks_from_my_areas_and_its_history_shows_it(visit: Visit):
    visit.go("my-areas", persona="link-inspector")
    before = changes(visit)
    link = visit.content.locator(".table tbody a", has_text=re.compile(r"^Update AP-\d+/\d+$")).first
    reference = link.inner_text().removeprefix("Update ")
    link.click()  # the first
    visit.arrive(re.compile(reference))
    form(visit).get_by_text("At risk", exact=True).click()  # the second
    form(visit).get_by_label("What the partnership told").fill("The pathway is agreed; training begins next month.")
    save(visit, "Save the update")  # the third
    says(visit, f"{reference} is updated: at risk.")
    assert changes(visit) == before + 1
    expect(visit.content.get_by_text("The pathway is agreed; training begins next month.").first).to_be_visible()
    expect(visit.content.locator("table", has=visit.page.locator("caption", has_text="Every change"))).to_contain_text(
        re.compile("updated an action")
    )


# --- raise a risk flag ---


def test_a_link_inspector_raises_a_risk_flag(visit: Visit, landmarks: Landmarks):
    visit.go("risk-flags", persona="link-inspector", area=landmarks.own_area)
    before = changes(visit)
    visit.content.get_by_role("link", name="Raise a risk flag").click()
    form(visit).wait_for()
    form(visit).get_by_label("The risk in a few words").fill("Two senior posts are vacant at once")
    save(visit, "Raise the flag")
    is_refused(visit, "Choose what the risk is about.")
    expect(form(visit).get_by_label("The risk in a few words")).to_have_value("Two senior posts are vacant at once")
    about = form(visit).get_by_role("combobox", name=re.compile("What it is about"))
    about.press("ArrowDown")
    visit.page.get_by_role("option").first.wait_for()
    about.press("Enter")
    form(visit).get_by_text("Area of concern", exact=True).click()
    form(visit).get_by_text("Medium", exact=True).click()
    form(visit).get_by_role("textbox", name=re.compile("^Potential impact")).fill("Decisions on risk could wait.")
    form(visit).get_by_label("Evidence").fill("Told at the quarterly meeting.")
    save(visit, "Raise the flag")
    says(visit, re.compile(r"RF-\d{4} is raised\."))
    expect(visit.content).to_contain_text("Two senior posts are vacant at once")
    assert changes(visit) == before + 1


# --- decide a follow-up ---


def test_only_a_senior_manager_is_offered_the_decision_not_to_follow_up(visit: Visit, landmarks: Landmarks):
    visit.go("follow-up", persona="link-inspector", follow_up=landmarks.owed, do="decide-none")
    expect(visit.content).to_contain_text("This form is not open to you here, so it is not shown.")
    expect(form(visit)).to_have_count(0)
    expect(visit.content.get_by_role("link", name="Decide not to follow up")).to_have_count(0)


def test_a_decision_not_to_follow_up_needs_a_reason_and_a_review_date(visit: Visit, landmarks: Landmarks):
    visit.go("follow-up", persona="senior-manager", follow_up=landmarks.owed)
    before = changes(visit)
    visit.content.get_by_role("link", name="Decide not to follow up").click()
    form(visit).wait_for()
    decided_by = form(visit).get_by_label("Decided by")
    decided_by.fill("Strategic panel of November")
    save(visit, "Sign the decision")
    is_refused(visit, "Write the day on which it is looked at again.")
    expect(decided_by).to_have_value("Strategic panel of November")
    form(visit).get_by_label("Why", exact=True).fill("Oversight was put right during the inspection.")
    type_day(visit, "Looked at again on", today() + timedelta(days=3650))
    save(visit, "Sign the decision")
    is_refused(visit, "Choose an earlier review day: this one is too far off.")
    expect(form(visit).get_by_label("Why", exact=True)).to_have_value("Oversight was put right during the inspection.")
    assert changes(visit) == before
    soon = today() + timedelta(days=120)
    type_day(visit, "Looked at again on", soon)
    save(visit, "Sign the decision")
    says(visit, f"looked at again on {soon.day} {soon:%b %Y}")
    expect(visit.content).to_contain_text("Oversight was put right during the inspection.")
    assert changes(visit) == before + 1


# --- publish a report ---


@THEMES
@pytest.mark.parametrize("name", ["publish", "record-evaluation"])
def test_the_forms_of_a_report_under_way_are_accessible(visit: Visit, landmarks: Landmarks, name: str, theme: Theme):
    visit.page.emulate_media(color_scheme=theme)
    visit.go("inspections", persona="link-inspector", inspection=landmarks.embargoed_inspection, do=name)
    if visit.content.get_by_text("Draft, not published.").count() == 0:
        pytest.fail("the report is no longer under embargo: the forms cannot be seen")
    form(visit).wait_for()
    visit.page.evaluate(RULES)
    assert grave_findings(visit.page) == []


def test_the_inspector_publishes_a_report_and_its_weak_evaluation_calls_for_follow_up(
    visit: Visit, landmarks: Landmarks
):
    visit.go("follow-up", persona="senior-manager", area=landmarks.embargoed_area, state="owed")
    assert "Decision owed" not in _rows(visit)
    visit.go("inspections", persona="link-inspector", inspection=landmarks.embargoed_inspection)
    before = changes(visit)
    visit.content.get_by_role("link", name="Publish the report").click()
    form(visit).wait_for()
    expect(visit.content).to_contain_text("5.3")
    save(visit, "Publish the report")
    says(visit, re.compile(r"Published IN-\d{4} as of .*, with 4 evaluations"))
    assert changes(visit) == before + 1
    visit.go("follow-up", persona="relationship-manager-adult", area=landmarks.embargoed_area, state="owed")
    assert "5.3" in _rows(visit)
    # What was under embargo may now be read by everybody.
    visit.go("inspections", persona="shared-screen", inspection=landmarks.embargoed_inspection)
    assert EMBARGOED_WORDS[0] in visit.words()


def _rows(visit: Visit) -> str:
    return "\n".join(visit.content.locator(".table tbody tr").all_inner_texts())


# --- what may not be done ---

FORMS = (
    ("action-plans", "update-action", "item"),
    ("action-plans", "move-date", "item"),
    ("action-plans", "claim", "item"),
    ("follow-up", "decide", "owed"),
    ("follow-up", "decide-none", "owed"),
)


@pytest.mark.parametrize("persona", ["relationship-manager-adult", "relationship-manager-elc", "shared-screen"])
def test_who_may_not_do_a_deed_sees_neither_its_link_nor_its_form(visit: Visit, landmarks: Landmarks, persona: str):
    targets = {"item": {"item": landmarks.own_item}, "owed": {"follow_up": landmarks.other_owed}}
    for path, name, target in FORMS:
        visit.go(path, persona=persona, do=name, **targets[target])
        assert form(visit).count() == 0, f"{persona} was shown {name}"
        assert visit.content.locator("a.button").count() == 0, f"{persona} was offered a deed on {path}"
        expect(visit.content).to_contain_text("This form is not open to you here, so it is not shown.")


def test_a_relationship_manager_may_log_contacts_and_raise_flags_in_its_areas_only(visit: Visit, landmarks: Landmarks):
    visit.go("area", persona="relationship-manager-adult", area=landmarks.own_area, do="log-contact")
    form(visit).wait_for()
    visit.go("area", persona="relationship-manager-adult", area=landmarks.embargoed_area, do="log-contact")
    expect(form(visit)).to_have_count(0)
    expect(visit.content).to_contain_text("This form is not open to you here")


@pytest.mark.parametrize(
    ("path", "persona", "name", "target"),
    [
        ("area", "link-inspector", "log-contact", "area"),
        ("action-plans", "link-inspector", "update-action", "item"),
        ("risk-flags", "link-inspector", "raise-flag", "area"),
        ("follow-up", "senior-manager", "decide", "owed"),
        ("follow-up", "senior-manager", "decide-none", "owed"),
    ],
)
def test_nothing_can_be_changed_as_of_a_past_day(visit: Visit, landmarks: Landmarks, path, persona, name, target):
    targets: dict[str, dict[str, object]] = {
        "area": {"area": landmarks.own_area},
        "item": {"item": landmarks.own_item},
        "owed": {"follow_up": landmarks.other_owed},
    }
    visit.go(path, persona=persona, do=name, as_of=YESTERDAY.isoformat(), **targets[target])
    expect(visit.content).to_contain_text("Nothing can be changed here.")
    expect(form(visit)).to_have_count(0)
    expect(visit.content.locator("a.button")).to_have_count(0)
    assert visit.complaints() == []
