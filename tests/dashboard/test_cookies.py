"""What happens to the cookies of signing in on their way in and out."""

import json
import secrets
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.cookies import FAILED, RETURN_TO, SignInCookies
from dashboard.headers import SecurityHeaders
from dashboard.sign_in import COOKIE, Claim

SECRET = secrets.token_hex(32)
SAID = {"is_logged_in": True, "iss": "https://id.example.org", "sub": "42", "iat": 1_772_528_400, "nonce": "once"}
RAW = create_signed_value(SECRET, COOKIE, json.dumps(SAID)).decode()


async def sign_in(request: Request) -> Response:
    """As Streamlit answers the provider: always to the front door, with a cookie for a month where it succeeded."""
    answer = RedirectResponse("/", status_code=302)
    if "code" in request.query_params:
        answer.set_cookie(COOKIE, "new", max_age=30 * 24 * 60 * 60, httponly=True, samesite="lax")
    else:
        answer.delete_cookie(COOKIE)
    return answer


async def anything(_request: Request) -> Response:
    return PlainTextResponse("answered")


@dataclass
class Register:
    """Who signed out, and whether anybody may fetch."""

    counts: bool = True
    signed_out: list[str] = field(default_factory=list)

    def sign_out(self, claim: Claim) -> None:
        self.signed_out.append(claim.subject)

    def may_fetch(self, claim: Claim) -> bool:
        return self.counts


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def browser(register: Register) -> TestClient:
    """Somebody outside, at a server with our layers around routes that answer as Streamlit's do."""
    ours = Middleware(SignInCookies, secret=SECRET, sign_out=register.sign_out, may_fetch=register.may_fetch)
    routes = [Route("/oauth2callback", sign_in), Route("/{rest:path}", anything)]
    app = Starlette(routes=routes, middleware=[Middleware(SecurityHeaders, policy=""), ours])
    return TestClient(app, base_url="https://dashboard.example.org", follow_redirects=False)


def set_by(answer: object) -> dict[str, str]:
    """The cookies an answer sets, each with all that is said of it."""
    lines = answer.headers.get_list("set-cookie")  # type: ignore[attr-defined]
    return {line.partition("=")[0]: line.partition("=")[2] for line in lines}


def leave(browser: TestClient, referer: str) -> str:
    return set_by(browser.get("/auth/login", headers={"referer": referer}))[RETURN_TO]


def test_leaving_to_sign_in_keeps_the_address_for_the_way_back_alone(browser: TestClient) -> None:
    kept = leave(browser, "https://dashboard.example.org/area?area=S12000036")
    assert kept == ("%2Farea%3Farea%3DS12000036; Path=/oauth2callback; Max-Age=900; HttpOnly; SameSite=Lax; Secure")


def test_who_signed_in_comes_back_to_the_address_and_is_forgotten_with_the_browser(browser: TestClient) -> None:
    leave(browser, "https://dashboard.example.org/area?area=S12000036")
    answer = browser.get("/oauth2callback?code=1")
    assert answer.headers["location"] == "/area?area=S12000036"
    cookies = set_by(answer)
    assert cookies[COOKIE] == "new; HttpOnly; Path=/; SameSite=lax; Secure"
    assert "Max-Age=0" in cookies[RETURN_TO]
    assert "Max-Age=0" in cookies[FAILED]


def test_who_did_not_sign_in_comes_back_too_and_is_told(browser: TestClient) -> None:
    leave(browser, "https://dashboard.example.org/help")
    answer = browser.get("/oauth2callback?error=access_denied")
    assert answer.headers["location"] == "/help"
    assert set_by(answer)[FAILED].startswith("1; Path=/; Max-Age=60; HttpOnly")


@pytest.mark.parametrize("referer", ["https://evil.example/phish", "https://dashboard.example.org/", ""])
def test_nobody_is_led_anywhere_but_to_a_page_of_ours(browser: TestClient, referer: str) -> None:
    leave(browser, referer)
    assert browser.get("/oauth2callback?code=1").headers["location"] == "/"


def test_a_forged_way_back_is_not_taken(browser: TestClient) -> None:
    browser.cookies.set(RETURN_TO, "https%3A%2F%2Fevil.example%2Foverview%2Fx")
    assert browser.get("/oauth2callback?code=1").headers["location"] == "/"


def test_a_provider_that_leads_back_after_signing_out_is_left_alone(browser: TestClient) -> None:
    answer = browser.get("/oauth2callback")
    assert answer.headers["location"] == "/"
    assert FAILED not in set_by(answer)


def test_signing_out_ends_the_sign_in_whose_cookie_is_shown(browser: TestClient, register: Register) -> None:
    browser.get("/auth/logout")
    browser.get("/auth/logout", headers={"cookie": f"{COOKIE}={RAW}x"})
    assert register.signed_out == []
    browser.get("/auth/logout", headers={"cookie": f"{COOKIE}={RAW}"})
    assert register.signed_out == ["42"]


def test_a_foreign_page_signs_nobody_out(browser: TestClient, register: Register) -> None:
    answer = browser.get("/auth/logout", headers={"cookie": f"{COOKIE}={RAW}", "sec-fetch-site": "cross-site"})
    assert (answer.status_code, register.signed_out) == (403, [])


def test_signing_in_again_ends_what_was_before(browser: TestClient, register: Register) -> None:
    kept = leave(browser, "https://dashboard.example.org/help").partition(";")[0]
    browser.get("/oauth2callback?code=1", headers={"cookie": f"{COOKIE}={RAW}; {RETURN_TO}={kept}"})
    assert register.signed_out == ["42"]


@pytest.mark.parametrize("path", ["/media/0123.csv", "/_stcore/upload_file/1/2"])
def test_files_are_for_who_is_signed_in(browser: TestClient, register: Register, path: str) -> None:
    assert browser.get(path).status_code == 403
    assert browser.get(path, headers={"cookie": f"{COOKIE}={RAW}x"}).status_code == 403
    assert browser.get(path, headers={"cookie": f"{COOKIE}={RAW}"}).text == "answered"
    register.counts = False
    assert browser.get(path, headers={"cookie": f"{COOKIE}={RAW}"}).status_code == 403


@pytest.mark.parametrize("path", ["/overview", "/livez", "/readyz", "/_stcore/health"])
def test_what_everybody_may_see_is_answered_to_everybody(browser: TestClient, path: str) -> None:
    assert browser.get(path).text == "answered"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_what_streamlit_tells_anybody_of_itself_is_told_to_nobody(browser: TestClient, path: str) -> None:
    answer = browser.get(path, headers={"cookie": f"{COOKIE}={RAW}"})
    assert (answer.status_code, answer.text) == (404, "Not found")
