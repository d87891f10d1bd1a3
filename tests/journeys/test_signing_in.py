"""Signing in through a real OpenID provider: where one lands, who is let in, and when it is over."""

import os
import secrets
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from dashboard.navigation import SCREENS
from dashboard.session import now, today
from data_models.commands.administration import change_person, end_access, end_sign_ins, link_sign_in
from data_models.database import beside_the_record, build_engine, reading, sqlite_url, unit_of_work
from data_models.queries.people import PersonRow, everyone
from data_models.tables import SignIn
from data_models.visibility import SYSTEM
from data_models.vocabulary import RoleName
from tests.journeys.landmarks import Landmarks, landmarks_of
from tests.journeys.provider import CLIENT, SECRET, Provider, provider
from tests.journeys.serving import Dashboard, Server
from tests.journeys.test_how_it_looks import RULES, SMALL, STICKING_OUT, THEMES, Theme, grave_findings
from tests.journeys.visiting import Visit

pytestmark = pytest.mark.journey
INSPECTOR, OFFICER, LEAVING, STRANGER = "inspector-1", "officer-1", "leaving-1", "stranger-1"
E_MAIL = "the.inspector@example.org"
SECRETS = """[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{}"
client_id = "{}"
client_secret = "{}"
server_metadata_url = "{}"
"""


@pytest.fixture(scope="module")
def signing_in(
    demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Dashboard, Provider, dict[str, PersonRow]]]:
    """A dashboard at which one signs in with a provider, and the people who can."""
    folder = tmp_path_factory.mktemp("signing-in")
    shutil.copyfile(demonstration, folder / "record.db")
    with ExitStack() as stack:
        at = stack.enter_context(provider(INSPECTOR, OFFICER, LEAVING, STRANGER, e_mail=E_MAIL))
        people = _linked(folder / "record.db", at.issuer)
        kept = folder / "secrets.toml"
        kept.write_text(SECRETS.format(secrets.token_hex(32), CLIENT, SECRET, at.discovery))
        environment = {
            **os.environ,
            "LINK_INSPECTOR_DATA": str(folder),
            "LINK_INSPECTOR_DEMO": "",
            "STREAMLIT_SECRETS_FILES": str(kept),
        }
        environment.pop("DATABASE_URL", None)
        server = Server(folder, environment)
        stack.callback(server.stop)
        base = f"http://127.0.0.1:{server.port}"
        at.return_to = f"{base}/oauth2callback"
        yield Dashboard(base, folder / "record.db", server.log, server), at, people


def _linked(record: Path, issuer: str) -> dict[str, PersonRow]:
    """The link inspector who covers most, a support officer and a manager, each linked to an account."""
    engine = build_engine(sqlite_url(record))
    with reading(engine) as session:
        found = [one for one in everyone(session) if one.is_here_on(today())]
    inspector = max((one for one in found if one.role is RoleName.LINK_INSPECTOR), key=lambda one: len(one.covers))
    officer, leaving = (
        next(one for one in found if one.role is role) for role in (RoleName.SUPPORT_OFFICER, RoleName.SERVICE_MANAGER)
    )
    people = {INSPECTOR: inspector, OFFICER: officer, LEAVING: leaving}
    for subject, person in people.items():
        with unit_of_work(engine, by=SYSTEM, deed="change_person") as session:
            link_sign_in(session, by=SYSTEM, on=today(), person_id=person.id, issuer=issuer, subject=subject)
    with unit_of_work(engine, by=SYSTEM, deed="change_person") as session:
        change_person(session, by=SYSTEM, on=today(), person_id=inspector.id, work_email=E_MAIL)
    engine.dispose()
    return people


@pytest.fixture(scope="module")
def dashboard(signing_in: tuple[Dashboard, Provider, dict[str, PersonRow]]) -> Dashboard:
    return signing_in[0]


@pytest.fixture(scope="module")
def at(signing_in: tuple[Dashboard, Provider, dict[str, PersonRow]]) -> Provider:
    return signing_in[1]


@pytest.fixture(scope="module")
def people(signing_in: tuple[Dashboard, Provider, dict[str, PersonRow]]) -> dict[str, PersonRow]:
    return signing_in[2]


@pytest.fixture(scope="module")
def landmarks(dashboard: Dashboard) -> Landmarks:
    with dashboard.engine() as engine:
        return landmarks_of(engine)


@pytest.fixture
def visit(open_page: Callable[..., Page], dashboard: Dashboard) -> Visit:
    """Somebody in a browser of their own who is not signed in."""
    return Visit(open_page(reduced_motion="reduce"), dashboard)


def sign_in(visit: Visit, subject: str) -> Visit:
    """From the sign-in page through the provider, and back."""
    visit.page.get_by_role("button", name="Sign in").click()
    visit.page.get_by_role("button", name=subject, exact=True).click()
    visit.page.wait_for_url(f"{visit.dashboard.base}/**")
    visit.settle()
    return visit


def do(visit: Visit, command: Callable[..., Any], person: PersonRow, **fields: Any) -> None:
    """What an administrator does to somebody meanwhile."""
    with visit.dashboard.engine() as engine, unit_of_work(engine, by=SYSTEM, deed="change_person") as session:
        command(session, by=SYSTEM, on=today(), person_id=person.id, **fields)


def click_on(visit: Visit) -> None:
    """Do something: open the page of explanations."""
    visit.menu("Help").click()


def is_outside(visit: Visit, sentence: str) -> None:
    """The sentence is all there is: no menu on the page, and nothing of the pages or the record was ever sent."""
    expect(visit.page.locator(".door")).to_contain_text(sentence)
    expect(visit.page.locator("nav")).to_have_count(0)


def was_sent_nothing(visit: Visit, people: dict[str, PersonRow]) -> None:
    # Streamlit's own messages have a word for help.
    words = [word for screen in SCREENS if screen.path != "help" for word in (screen.title, screen.description)]
    words += [person.name for person in people.values()] + ["Edinburgh", "Highland"]
    assert [word for word in words if visit.was_sent(word)] == []


# --- coming in ---


def test_who_signs_in_lands_where_they_wanted_to_go(
    visit: Visit, at: Provider, people: dict[str, PersonRow], landmarks: Landmarks
):
    day = (today() - timedelta(days=30)).isoformat()
    visit.go("area", area=landmarks.own_area, as_of=day)
    wanted = visit.page.url
    is_outside(visit, "Please sign in.")
    was_sent_nothing(visit, people)
    assert "Page not found" not in visit.words()
    assert visit.complaints() == []
    sign_in(visit, INSPECTOR)
    assert visit.page.url == wanted
    expect(visit.heading).to_have_text(landmarks.own_area_name)
    expect(visit.page.locator(".who")).to_contain_text(f"Signed in as {people[INSPECTOR].name}, link inspector")
    expect(visit.content).to_contain_text("The record as it stood then.")
    assert (at.asked[-1]["scope"], at.asked[-1]["code_challenge_method"]) == ("openid", "S256")


def test_the_front_door_leads_to_the_page_of_the_role_and_a_reload_stays(visit: Visit):
    sign_in(visit.go(), OFFICER)
    visit.arrive("Coverage")
    visit.page.reload()
    visit.settle()
    assert visit.path == "coverage"
    kept = {one["name"]: one for one in visit.page.context.cookies()}
    user = kept["_streamlit_user"]
    assert (user["httpOnly"], user["sameSite"], user["expires"]) == (True, "Lax", -1)
    assert "link_inspector_return_to" not in kept


def test_who_turns_back_at_the_provider_comes_back_to_the_address_and_is_told(visit: Visit):
    sign_in(visit.go("inspections", stage="planned"), "Cancel")
    is_outside(visit, "Signing in did not succeed. Try again; if it fails again, tell the administrator.")
    assert visit.page.url.endswith("/inspections?stage=planned")
    sign_in(visit, OFFICER)
    visit.arrive("Inspections")


# --- who is let in ---


def test_somebody_unknown_is_told_their_subject_and_nothing_else(
    visit: Visit, at: Provider, people: dict[str, PersonRow]
):
    """The provider says that they have the link inspector's address, and that they are an administrator."""
    sign_in(visit.go("overview"), STRANGER)
    is_outside(visit, f"give the administrator the subject {STRANGER} of the issuer {at.issuer}.")
    was_sent_nothing(visit, people)
    visit.page.get_by_role("link", name="Sign out").click()
    visit.settle()
    is_outside(visit, "Please sign in.")


def test_a_role_that_changes_meanwhile_holds_from_the_next_click(visit: Visit, people: dict[str, PersonRow]):
    sign_in(visit.go("administration"), OFFICER)
    hidden = "E-mail addresses and sign-ins are shown to administrators only."
    expect(visit.content).to_contain_text(hidden)
    do(visit, change_person, people[OFFICER], role=RoleName.ADMINISTRATOR)
    click_on(visit)
    visit.arrive("Help")
    expect(visit.page.locator(".who")).to_contain_text(f"{people[OFFICER].name}, administrator")
    visit.menu("Administration").click()
    visit.arrive("Administration")
    expect(visit.content).not_to_contain_text(hidden)


def test_somebody_whose_access_ends_meanwhile_is_outside_from_the_next_click(
    visit: Visit, people: dict[str, PersonRow]
):
    sign_in(visit.go("overview"), LEAVING)
    visit.arrive("Overview")
    do(visit, end_access, people[LEAVING], last_day=today() - timedelta(days=1))
    click_on(visit)
    is_outside(visit, f"give the administrator the subject {LEAVING}")
    visit.received.clear()
    visit.go("overview")
    is_outside(visit, "Your access ended on")
    was_sent_nothing(visit, people)


# --- when it is over ---


def test_signing_out_is_for_good_in_every_tab_and_for_a_copied_cookie(
    visit: Visit, people: dict[str, PersonRow], open_page: Callable[..., Page]
):
    sign_in(visit.go("help"), INSPECTOR)
    other_tab = Visit(visit.page.context.new_page(), visit.dashboard).go("overview")
    cookies: list[Any] = list(visit.page.context.cookies())
    visit.page.get_by_role("link", name="Sign out").click()
    visit.settle()
    is_outside(visit, "Please sign in.")
    assert [one for one in visit.page.context.cookies() if one["name"].startswith("_streamlit_user")] == []
    click_on(other_tab)
    is_outside(other_tab, "You have signed out.")
    for copy in (cookies, rewritten(cookies)):
        thief = Visit(open_page(), visit.dashboard)
        thief.page.context.add_cookies(copy)
        thief.go("overview")
        is_outside(thief, "You have signed out.")
        was_sent_nothing(thief, people)


def rewritten(cookies: list[Any]) -> list[Any]:
    """The same sign-in in other letters: the last of a signature carries bits that nobody reads."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    changed = []
    for one in cookies:
        last = letters.index(one["value"][-1]) if one["name"].startswith("_streamlit_user") else None
        changed.append(one if last is None else {**one, "value": one["value"][:-1] + letters[last ^ 1]})
    return [*changed, {**cookies[0], "name": "_streamlit_user_7", "value": "x"}]


def test_what_was_typed_outlives_a_sign_in_that_went_idle(visit: Visit, landmarks: Landmarks):
    sign_in(visit.go("area", area=landmarks.own_area, do="log-contact"), INSPECTOR)
    form = visit.page.locator('[data-testid="stForm"]')
    form.get_by_text("2 Public protection").click()
    form.get_by_label("What it was about").fill("Observed the protection committee.")
    went_idle(visit)
    form.get_by_role("button", name="Log this contact", exact=True).click()
    is_outside(visit, "You were signed out because nothing was done for 30 minutes.")
    sign_in(visit, INSPECTOR)
    expect(form.get_by_label("What it was about")).to_have_value("Observed the protection committee.")
    form.get_by_text("2 Public protection").click()
    form.get_by_role("button", name="Log this contact", exact=True).click()
    expect(visit.page.get_by_role("status").filter(has_text="Logged a contact")).to_be_visible()


def went_idle(visit: Visit) -> None:
    """Let half an hour pass for everybody who is signed in."""
    with visit.dashboard.engine() as engine, beside_the_record(engine) as session:
        for one in session.exec(select(SignIn)):
            one.last_seen_at = now() - timedelta(minutes=31)


def test_an_administrator_ends_the_sign_ins_of_somebody(visit: Visit, people: dict[str, PersonRow]):
    sign_in(visit.go("overview"), INSPECTOR)
    do(visit, end_sign_ins, people[INSPECTOR], at=now(), reason="A laptop was lost")
    click_on(visit)
    is_outside(visit, "An administrator has ended this sign-in.")
    sign_in(visit, INSPECTOR)
    visit.arrive("Help")


def test_a_server_that_starts_again_knows_who_is_signed_in(visit: Visit, dashboard: Dashboard):
    sign_in(visit.go("overview"), INSPECTOR)
    dashboard.server.kill()
    dashboard.server.start()
    visit.go("help")
    visit.arrive("Help")


# --- what is asked past the pages ---


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("livez", 200),
        ("readyz", 200),
        ("media/" + "0" * 32, 403),
        ("_stcore/metrics", 404),
        ("_stcore/agent/openapi.json", 404),
    ],
)
def test_somebody_outside_is_answered_that_it_lives_and_nothing_else(dashboard: Dashboard, path: str, status: int):
    assert answered(f"{dashboard.base}/{path}") == status


def answered(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return int(refused.code)


def test_cookies_are_kept_to_https_where_a_proxy_says_that_it_is_spoken(dashboard: Dashboard):
    asked = urllib.request.Request(f"{dashboard.base}/_stcore/health", headers={"X-Forwarded-Proto": "https"})
    with urllib.request.urlopen(asked) as answer:
        cookies = answer.headers.get_all("set-cookie") or []
    assert cookies
    assert all(one.endswith("; Secure") for one in cookies)


# --- how it looks ---


@THEMES
def test_the_door_is_accessible_and_fits_a_telephone(visit: Visit, theme: Theme):
    visit.page.emulate_media(color_scheme=theme)
    visit.go("overview")
    visit.page.evaluate(RULES)
    assert grave_findings(visit.page) == []
    visit.page.set_viewport_size(SMALL)
    assert visit.page.evaluate(STICKING_OUT) == []
    visit.page.get_by_role("button", name="Sign in").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("heading")).to_have_text("Who are you?")
