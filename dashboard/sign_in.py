"""Signing in: how it is set up in Streamlit's secrets, and what a browser shows for having done it.

A person is an issuer and a subject. Everything else an identity provider says (a name, an address, groups) is left
aside: names and addresses are given to somebody else one day, and roles are the record's to say.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

COOKIE = "_streamlit_user"
CALLBACK = "/oauth2callback"
NEEDED = ("client_id", "client_secret", "server_metadata_url")
# 128 bits and more, however they are written; and no single character over and over.
SECRET_LENGTH, SECRET_VARIETY = 32, 8
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# Only who it is is asked for. The code that comes back is bound to this server (PKCE), also where the provider does not
# say that it can do so.
ASKED = {"scope": "openid", "prompt": "select_account"}
BOUND = {"code_challenge_method": "S256"}


@dataclass(frozen=True)
class Claim:
    """What a browser shows: who it is for whom, when that was said, and a key of this one sign-in."""

    issuer: str
    subject: str
    issued_at: datetime
    key: str


@cache
def set_up() -> dict[str, Any] | None:
    """The section [auth] of Streamlit's secrets as it was at the start, when it was checked; None without one."""
    try:
        found = st.secrets.get("auth")
    except StreamlitSecretNotFoundError:
        return None
    return found.to_dict() if found else None


def whole(auth: Mapping[str, Any]) -> dict[str, Any]:
    """The section as it is used: what is asked of the provider is not left to whoever sets it up."""
    return {**auth, "client_kwargs": {**ASKED, **auth.get("client_kwargs", {}), **BOUND}}


def problems_with(auth: Mapping[str, Any]) -> list[str]:
    """Why signing in cannot be used as it is set up, each with what to do. Empty when it can."""
    found = [f"Put {name} into [auth]." for name in NEEDED if not auth.get(name)]
    address = urlsplit(str(auth.get("redirect_uri", "")).replace("{port}", "1"))
    if address.path != CALLBACK or not _is_private(address.scheme, address.hostname):
        found.append(f"Write redirect_uri like https://dashboard.example.org{CALLBACK}: https, and this path alone.")
    provider = urlsplit(str(auth.get("server_metadata_url", "")))
    if provider.scheme and not _is_private(provider.scheme, provider.hostname):
        found.append("Write server_metadata_url with https.")
    secret = str(auth.get("cookie_secret", ""))
    if len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY:
        found.append(
            'Make cookie_secret anew, with: python3 -c "import secrets; print(secrets.token_hex(32))". '
            "Whoever can guess it can sign in as anybody."
        )
    if st.get_option("server.trustedUserHeaders"):
        found.append("Unset server.trustedUserHeaders: with it anybody who reaches this port can be anybody.")
    return found


def _is_private(scheme: str, host: str | None) -> bool:
    """Whether nobody can listen in: encrypted, or on this very machine."""
    return scheme == "https" or (scheme == "http" and host in LOOPBACK)


def is_encrypted(auth: Mapping[str, Any] | None) -> bool:
    """Whether browsers reach the dashboard by https, whatever the last stretch behind a proxy is."""
    return auth is not None and urlsplit(str(auth.get("redirect_uri", ""))).scheme == "https"


def claim_in(said: Mapping[str, Any]) -> Claim | None:
    """The claim in what a provider said and this server signed; None for what is no finished sign-in.

    The key is of the content: a cookie can be written in more than one way and still be the same sign-in.
    """
    issuer, subject, issued_at, nonce = (said.get(name) for name in ("iss", "sub", "iat", "nonce"))
    if not (said.get("is_logged_in") is True and issuer and subject and nonce and isinstance(issued_at, int | float)):
        return None
    content = json.dumps([issuer, subject, issued_at, nonce])
    return Claim(
        str(issuer), str(subject), datetime.fromtimestamp(issued_at, UTC), sha256(content.encode()).hexdigest()
    )


def claim_of_this_run() -> Claim | None:
    """What the browser of this run shows, checked by Streamlit: signed by this server, sent from its own pages."""
    return claim_in(st.user.to_dict())


def claim_in_cookies(cookies: Mapping[str, str], secret: str) -> Claim | None:
    """The same from the cookies of a request that runs no page; None where they are not signed with this secret."""

    def signed(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies[name].encode("latin-1")) if name in cookies else None

    content = get_cookie_with_chunks(signed, COOKIE)
    said = json.loads(content) if content else None
    return claim_in(said) if isinstance(said, dict) else None
