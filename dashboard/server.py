"""The ASGI app: the pages, the two health routes, the response headers, and what happens when a page fails."""

import importlib
import logging
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dashboard import live, sign_in
from dashboard.calendar_feed import CALENDAR, calendar_file
from dashboard.components.forms import keep_what_was_typed
from dashboard.cookies import SignInCookies
from dashboard.daily_rules import DailyRules
from dashboard.document import ASSETS, document
from dashboard.documents import KINDS as DOCUMENTS
from dashboard.documents import WRITERS, Kind, document_file
from dashboard.environment import wants_demonstration
from dashboard.headers import SecurityHeaders, content_security_policy
from dashboard.looking import end_sign_in, may_fetch
from dashboard.navigation import SCREENS, Screen
from dashboard.page_files import KINDS, page_file
from dashboard.session import engine, readiness, today
from dashboard.text import show
from dashboard.tidying import Tidying
from dashboard.warming import warm_answers

log = logging.getLogger("link_inspector.server")
_DOCUMENT = document()
# Imported before the first visitor arrives: together they take about two seconds.
_HEAVY = ("pandas", "pyarrow", "altair", "sqlmodel")


def page_document(_request: Request) -> Response:
    return HTMLResponse(_DOCUMENT.html, headers={"Cache-Control": "no-cache"})


def to_its_page(request: Request) -> Response:
    """Nothing lives below a page: an address with more to it leads to the page, its parameters kept."""
    page = request.url.path.split("/")[1]
    return RedirectResponse(f"/{page}?{request.url.query}" if request.url.query else f"/{page}")


def livez(_request: Request) -> Response:
    """The process lives."""
    return JSONResponse({"alive": True})


def readyz(_request: Request) -> Response:
    """The record can be used: each check by name, and 503 when one fails."""
    checks = readiness()
    ready = all(checks.values())
    return JSONResponse({"ready": ready, "checks": checks}, status_code=200 if ready else 503)


class Assets(StaticFiles):
    """Our style sheet, script and icon; their addresses change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def say_page_failed(problem: Exception) -> bool:
    """Instead of a traceback: a sentence and a reference that is also in the log."""
    reference = secrets.token_hex(4).upper()
    log.error("A page failed, reference %s", reference, exc_info=problem)
    keep_what_was_typed()
    show(Markup(_FAILED).format(reference))
    return True


_FAILED = """<div class="notice notice-red" role="alert"><strong>This page could not be shown.</strong>
Nothing was changed. Load the page again; if it happens again, report the reference <code>{}</code>
to the administrator.</div>"""


@asynccontextmanager
async def warmed(_app: st.App) -> AsyncIterator[None]:
    """Import what the pages need, run today's rules, ask what every page asks first, then keep it all out of the
    collections that follow; and see to the daily run for as long as the server is there.

    What is imported and kept here stays: collections that looked through it would cost 80 ms each.
    """
    for name in _HEAVY:
        importlib.import_module(name)
    # Before the first answers are kept, which a run may change.
    rules = DailyRules(engine, today)
    rules.start()
    warm_answers()
    tidying = Tidying()
    tidying.start()
    yield
    tidying.stop()
    rules.stop()


def _writes(screen: Screen, ending: str) -> Callable[[Request], Response]:
    return lambda request: page_file(request, screen, ending)


def _sends(kind: Kind, ending: str) -> Callable[[Request], Response]:
    return lambda request: document_file(request, kind, ending)


def _routes() -> list[BaseRoute]:
    addresses = ("/", *(f"/{screen.path}" for screen in SCREENS))
    papers = [(kind, ending) for kind in DOCUMENTS for ending in WRITERS]
    files = [(screen, ending) for screen in SCREENS for ending in KINDS]
    return [
        Route("/livez", livez),
        Route("/readyz", readyz),
        *live.routes(),
        Mount("/assets", Assets(directory=ASSETS)),
        *(Route(address, page_document) for address in addresses),
        Route(CALENDAR, calendar_file),
        *(Route(f"/reports/{kind.key}.{ending}", _sends(kind, ending)) for kind, ending in papers),
        *(Route(f"/{screen.path}.{ending}", _writes(screen, ending)) for screen, ending in files),
        *(Route(f"/{screen.path}/{{rest:path}}", to_its_page) for screen in SCREENS),
    ]


def _sign_in_as_set_up() -> dict[str, Any] | None:
    """How signing in is set up; the server does not start with one that would let strangers in."""
    auth = sign_in.set_up()
    if auth is not None and (problems := sign_in.problems_with(auth)):
        sys.exit(
            "Signing in is not set up safely in Streamlit's secrets, so nothing is served.\n" + "\n".join(problems)
        )
    return auth and sign_in.whole(auth)


def _middleware(auth: dict[str, Any] | None) -> list[Middleware]:
    policy = content_security_policy(_DOCUMENT.script_hashes)
    found = [Middleware(SecurityHeaders, policy=policy, encrypted=sign_in.is_encrypted(auth))]
    if auth is not None:
        keys = {"secret": auth["cookie_secret"], "sign_out": end_sign_in, "may_fetch": may_fetch}
        found.append(Middleware(SignInCookies, **keys))
    return found


_AUTH = None if wants_demonstration() else _sign_in_as_set_up()
app = st.App(
    Path(__file__).resolve().parent / "app.py",
    routes=_routes(),
    middleware=_middleware(_AUTH),
    lifespan=warmed,
    on_script_error=say_page_failed,
    secrets={"auth": _AUTH} if _AUTH else None,
)
