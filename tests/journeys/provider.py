"""A real OpenID provider on the loopback, for signing in: authorization code with PKCE, and ID tokens whose keys it
publishes. It refuses what a strict provider refuses."""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.journeys.serving import free_port

CLIENT, SECRET = "link-inspector-dashboard", secrets.token_urlsafe(24)
PAGE = """<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1><form method="post">
{buttons}<button name="subject" value="">Cancel</button></form>"""
BUTTON = '<button name="subject" value="{0}">{0}</button>'
ASKED_FOR = ("state", "nonce", "code_challenge")


@dataclass
class Provider:
    """Where it is, who has an account with it, where it leads back to, and what it was asked for.

    `e_mail` is the address it says that everybody has.
    """

    issuer: str
    subjects: tuple[str, ...]
    e_mail: str
    return_to: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "1", "use": "sig"}))
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def discovery(self) -> str:
        return f"{self.issuer}/.well-known/openid-configuration"

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._describe),
                Route("/keys", self._publish_keys),
                Route("/authorize", self._ask_who, methods=["GET", "POST"]),
                Route("/token", self._exchange, methods=["POST"]),
                Route("/leave", self._leave),
            ]
        )

    async def _describe(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/leave",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    async def _publish_keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def _ask_who(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if (
            asked.get("client_id") != CLIENT
            or asked.get("redirect_uri") != self.return_to
            or asked.get("response_type") != "code"
            or "openid" not in asked.get("scope", "").split()
            or asked.get("code_challenge_method") != "S256"
            or not all(asked.get(name) for name in ASKED_FOR)
        ):
            return Response(f"Refused: {asked}", status_code=400)
        if request.method == "GET":
            self.asked.append(asked)
            return HTMLResponse(PAGE.format(buttons="".join(BUTTON.format(escape(one)) for one in self.subjects)))
        subject = (await _form(request)).get("subject")
        answer = {"error": "access_denied"}
        if subject:
            answer = {"code": secrets.token_urlsafe(16)}
            self._codes[answer["code"]] = {**asked, "subject": subject}
        return RedirectResponse(f"{self.return_to}?{urlencode({**answer, 'state': asked['state']})}", status_code=303)

    async def _exchange(self, request: Request) -> Response:
        """A code for an ID token: once, for whom it was made, and with the secret that the challenge was made of."""
        given = await _form(request)
        known = self._codes.pop(given.get("code", ""), None)
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        if (
            known is None
            or request.headers.get("authorization") != basic
            or given.get("redirect_uri") != self.return_to
            or base64.urlsafe_b64encode(verifier).rstrip(b"=").decode() != known["code_challenge"]
        ):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": known["subject"],
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": known["nonce"],
            "email": self.e_mail,
            "roles": ["administrator"],
        }
        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        return JSONResponse(
            {"id_token": token, "access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 60}
        )

    async def _leave(self, request: Request) -> Response:
        address = request.query_params.get("post_logout_redirect_uri")
        return RedirectResponse(self.return_to) if address == self.return_to else Response(status_code=400)


async def _form(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}


@contextmanager
def provider(*subjects: str, e_mail: str) -> Iterator[Provider]:
    """A provider that is running, for people with these subjects."""
    port = free_port()
    made = Provider(f"http://127.0.0.1:{port}", subjects, e_mail)
    server = uvicorn.Server(uvicorn.Config(made.app(), port=port, log_level="warning", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield made
    finally:
        server.should_exit = True
        thread.join()
