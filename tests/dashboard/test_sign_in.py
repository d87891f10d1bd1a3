"""How signing in may be set up, and what counts as having done it."""

import json
import secrets
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.navigation import own_address
from dashboard.sign_in import COOKIE, claim_in, claim_in_cookies, is_encrypted, problems_with, whole

ROOT = Path(__file__).resolve().parents[2]
SECRET = secrets.token_hex(32)
SAFE = {
    "redirect_uri": "https://dashboard.example.org/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "dashboard",
    "client_secret": "known to the provider",
    "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
}
SAID = {"is_logged_in": True, "iss": "https://id.example.org", "sub": "42", "iat": 1_772_528_400, "nonce": "once"}


# --- set up ---


def test_signing_in_by_https_with_a_secret_of_its_own_is_safe() -> None:
    assert problems_with(SAFE) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"cookie_secret": ""}, "Make cookie_secret anew"),
        ({"cookie_secret": "xxx"}, "Make cookie_secret anew"),
        ({"cookie_secret": "change-me"}, "Make cookie_secret anew"),
        ({"cookie_secret": "0" * 64}, "Make cookie_secret anew"),
        ({"cookie_secret": "abab" * 16}, "Make cookie_secret anew"),
        ({"client_id": ""}, "Put client_id into [auth]."),
        ({"client_secret": None}, "Put client_secret into [auth]."),
        ({"server_metadata_url": ""}, "Put server_metadata_url into [auth]."),
        ({"server_metadata_url": "http://id.example.org/x"}, "Write server_metadata_url with https."),
        ({"redirect_uri": "http://dashboard.example.org/oauth2callback"}, "Write redirect_uri like"),
        ({"redirect_uri": "https://dashboard.example.org/"}, "Write redirect_uri like"),
        ({"redirect_uri": ""}, "Write redirect_uri like"),
    ],
)
def test_what_would_let_strangers_in_is_said(wrong: dict[str, Any], says: str) -> None:
    assert [one[: len(says)] for one in problems_with({**SAFE, **wrong})] == [says]


def test_a_header_that_anybody_may_send_is_no_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda name: {"X-User": "email"} if "trusted" in name else None)
    assert "server.trustedUserHeaders" in problems_with(SAFE)[0]


def test_on_this_very_machine_it_may_be_tried_without_https() -> None:
    here = {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "server_metadata_url": "http://localhost:8080/.well-known/openid-configuration",
    }
    assert problems_with({**SAFE, **here}) == []
    assert not is_encrypted({**SAFE, **here})
    assert is_encrypted(SAFE)
    assert not is_encrypted(None)


def test_a_code_is_always_bound_to_this_server_and_only_who_it_is_is_asked() -> None:
    asked = whole({**SAFE, "client_kwargs": {"code_challenge_method": "plain", "prompt": "login"}})["client_kwargs"]
    assert asked == {"scope": "openid", "prompt": "login", "code_challenge_method": "S256"}


# --- a claim ---


def test_a_claim_is_an_issuer_a_subject_and_a_moment() -> None:
    claim = claim_in({**SAID, "email": "kim@example.org"})
    assert claim is not None
    assert (claim.issuer, claim.subject) == ("https://id.example.org", "42")
    assert claim.issued_at == datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    assert claim == claim_in(SAID)


@pytest.mark.parametrize("name", SAID)
def test_what_lacks_anything_is_no_claim(name: str) -> None:
    assert claim_in({key: value for key, value in SAID.items() if key != name}) is None
    assert claim_in({**SAID, name: ""}) is None


@pytest.mark.parametrize("other", [{"iss": "https://other"}, {"sub": "43"}, {"iat": 1_772_528_401}, {"nonce": "twice"}])
def test_another_sign_in_has_another_key(other: dict[str, Any]) -> None:
    one, two = claim_in(SAID), claim_in({**SAID, **other})
    assert one is not None
    assert two is not None
    assert one.key != two.key


def cookie(said: dict[str, Any], secret: str = SECRET) -> str:
    return create_signed_value(secret, COOKIE, json.dumps(said)).decode()


def test_a_cookie_counts_where_it_is_signed_with_our_secret() -> None:
    assert claim_in_cookies({COOKIE: cookie(SAID)}, SECRET) == claim_in(SAID)
    assert claim_in_cookies({COOKIE: cookie(SAID, "another" * 8)}, SECRET) is None
    assert claim_in_cookies({COOKIE: cookie(SAID)[:-4]}, SECRET) is None
    assert claim_in_cookies({COOKIE: "not signed"}, SECRET) is None
    assert claim_in_cookies({}, SECRET) is None


def test_a_sign_in_too_large_for_one_cookie_counts_whole_or_not_at_all() -> None:
    """Providers that send somebody's groups send more than a browser keeps in one."""
    large, kept = {**SAID, "groups": [secrets.token_hex(16) for _ in range(400)]}, {}

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(SECRET, name, value)

    def keep(name: str, value: str) -> None:
        kept[name] = sign(name, value).decode()

    set_cookie_with_chunks(keep, sign, COOKIE, large, cookie_attr_size=60)
    assert len(kept) > 2
    assert claim_in_cookies(kept, SECRET) == claim_in(SAID)
    assert claim_in_cookies({name: value for name, value in kept.items() if name != f"{COOKIE}_2"}, SECRET) is None


def test_one_sign_in_written_in_two_ways_has_one_key() -> None:
    """The last letter of the signature carries bits that nobody reads: a register of raw cookies could be got round."""
    raw = cookie(SAID)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twins = [raw[:-1] + one for one in letters if one != raw[-1]]
    same = [claim_in_cookies({COOKIE: one, f"{COOKIE}_7": "x"}, SECRET) for one in twins]
    assert [one for one in same if one is not None] == [claim_in(SAID)] * 3


# --- where somebody comes back to ---


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://dashboard.example.org/area?area=S12000036&as_of=2026-03-03", "/area?area=S12000036&as_of=2026-03-03"),
        ("/overview", "/overview"),
        ("/help?x=", "/help?x="),
        ("/area?note=a%0D%0ASet-Cookie:%20x", "/area?note=a%0D%0ASet-Cookie%3A+x"),
        ("/area?area=" + "9" * 3000, "/area"),
        ("https://dashboard.example.org/", None),
        ("//evil.example/overview/x", None),
        ("https://evil.example/phish", None),
        ("javascript:alert(1)", None),
        ("/_stcore/health", None),
        ("/overview/../../x", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_one_comes_back_to_a_page_of_ours_and_nowhere_else(address: str, own: str | None) -> None:
    assert own_address(address) == own


def test_the_example_is_safe_as_soon_as_it_is_filled_in() -> None:
    example = tomllib.loads((ROOT / "deploy" / "secrets.example.toml").read_text())["auth"]
    blank = sorted(name for name, value in example.items() if not value)
    assert blank == ["client_id", "client_secret", "cookie_secret"]
    assert len(problems_with(example)) == 3
    assert problems_with({**example, **{name: SAFE[name] for name in blank}}) == []
