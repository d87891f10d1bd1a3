"""What happens on its way to the cookies of signing in: the address that was asked for survives, signing out is for
good, a browser that is closed forgets, and files are only for who is signed in."""

import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.navigation import own_address
from dashboard.sign_in import CALLBACK, COOKIE, Claim, claim_in_cookies

LOGIN, LOGOUT = "/auth/login", "/auth/logout"
RETURN_TO, FAILED = "link_inspector_return_to", "link_inspector_sign_in_failed"
# Long enough for a second factor; and for reading that it failed.
RETURN_SECONDS, FAILED_SECONDS = 900, 60
# Made for one person, or sent by one, who has a page open.
FILES = ("/media/", "/_stcore/upload_file")
REFUSED = {FILES: "Sign in first.", LOGOUT: "Sign out on the dashboard itself."}
_LASTING = re.compile(rb"; Max-Age=[1-9]\d*", re.IGNORECASE)


class SignInCookies:
    """Around Streamlit's own routes for signing in and out.

    `sign_out` ends a sign-in for good, `may_fetch` says whether one counts. Both may ask the database.
    """

    def __init__(
        self, app: ASGIApp, *, secret: str, sign_out: Callable[[Claim], None], may_fetch: Callable[[Claim], bool]
    ) -> None:
        self.app, self.secret, self.sign_out, self.may_fetch = app, secret, sign_out, may_fetch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refused = await self._refused(request)
        if refused is not None:
            await PlainTextResponse(refused, status_code=403)(scope, receive, send)
            return
        if scope["path"] == LOGOUT:
            await self._end(request)

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                await self._change(request, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_on)

    async def _refused(self, request: Request) -> str | None:
        path = request.url.path
        if path.startswith(FILES):
            claim = self._claim(request)
            counts = claim is not None and await run_in_threadpool(self.may_fetch, claim)
            return None if counts else REFUSED[FILES]
        # Nobody else's page may sign a person out by leading there.
        is_led = path == LOGOUT and request.headers.get("sec-fetch-site") == "cross-site"
        return REFUSED[LOGOUT] if is_led else None

    async def _change(self, request: Request, headers: MutableHeaders) -> None:
        path = request.url.path
        if path == LOGIN:
            # Where the person is now, which may be further than the page they loaded: inside, pages change without it.
            address = own_address(request.headers.get("referer", "")) or "/"
            _set(headers, RETURN_TO, quote(address, safe=""), RETURN_SECONDS, CALLBACK)
        elif path == CALLBACK and RETURN_TO in request.cookies:
            headers["location"] = own_address(unquote(request.cookies[RETURN_TO])) or "/"
            _set(headers, RETURN_TO, "", 0, CALLBACK)
            if _signs_in(headers):
                await self._end(request)
                _set(headers, FAILED, "", 0, "/")
            else:
                _set(headers, FAILED, "1", FAILED_SECONDS, "/")
        _forget_when_closed(headers)

    async def _end(self, request: Request) -> None:
        claim = self._claim(request)
        if claim is not None:
            await run_in_threadpool(self.sign_out, claim)

    def _claim(self, request: Request) -> Claim | None:
        return claim_in_cookies(request.cookies, self.secret)


def _set(headers: MutableHeaders, name: str, value: str, seconds: int, path: str) -> None:
    headers.append("set-cookie", f"{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax")


def _signs_in(headers: MutableHeaders) -> bool:
    """Whether this answer brings a sign-in, rather than taking one away."""
    brought = [one for one in headers.getlist("set-cookie") if one.startswith(f"{COOKIE}=")]
    return any("max-age=0" not in one.lower() for one in brought)


def _forget_when_closed(headers: MutableHeaders) -> None:
    """The cookies of a sign-in, which Streamlit would keep for a month, end with the browser."""
    ours = COOKIE.encode()
    changed = [
        (name, _LASTING.sub(b"", value) if name == b"set-cookie" and value.startswith(ours) else value)
        for name, value in headers.raw
    ]
    headers.raw[:] = changed
