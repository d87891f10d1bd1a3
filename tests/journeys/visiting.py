"""Somebody at a page in a real browser, with everything the browser hears and complains of kept."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, WebSocket, expect
from playwright.sync_api import TimeoutError as Late

from tests.journeys.serving import Dashboard

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MAIN = '[data-testid="stMainBlockContainer"]'
# Milliseconds in which a page must have settled on a slow machine.
PATIENCE = 20_000


class Visit:
    """One tab: where it goes, what it shows, what it was sent and what went wrong."""

    def __init__(self, page: Page, dashboard: Dashboard) -> None:
        self.page, self.dashboard = page, dashboard
        self.received: list[bytes] = []
        self.asked_for: list[str] = []
        self._complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", self._fail)
        page.on("request", self._ask)
        page.on("websocket", self._listen)

    def leave(self) -> None:
        """The tab is somebody else's from now on."""
        self.page.remove_listener("console", self._hear)
        self.page.remove_listener("pageerror", self._fail)
        self.page.remove_listener("request", self._ask)
        self.page.remove_listener("websocket", self._listen)

    # --- going somewhere ---

    def go(self, path: str = "", **params: object) -> "Visit":
        """Open an address of the dashboard, and wait until the page has been shown."""
        self.page.goto(self.dashboard.address(path, **params))
        self.settle()
        return self

    def settle(self) -> None:
        try:
            self.page.locator(SETTLED).wait_for()
            self.heading.wait_for()
        except Late:
            shown = self.words()[-400:]
            raise AssertionError(
                f"{self.page.url} never settled. It says: {shown!r}. The server: {self.dashboard.failures()}"
            ) from None

    def arrive(self, heading: str | re.Pattern[str]) -> None:
        """Wait for the page with this heading after something was clicked."""
        expect(self.heading).to_have_text(heading, timeout=PATIENCE)
        self.settle()

    # --- what is there ---

    @property
    def heading(self) -> Locator:
        return self.page.locator(".frame h1").last

    @property
    def content(self) -> Locator:
        return self.page.locator(MAIN)

    def words(self) -> str:
        """Everything written on the page, also what is laid out only when one comes to it."""
        return self.page.locator("body").text_content() or ""

    def menu(self, title: str) -> Locator:
        return self.page.locator('nav[aria-label="Pages"]').get_by_role("link", name=title, exact=True)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path.lstrip("/")

    # --- what was sent and what went wrong ---

    def was_sent(self, words: str) -> bool:
        """Whether these words came to the browser in any way, seen or not."""
        wanted = words.encode()
        return any(wanted in one for one in self.received) or words in self.page.content()

    def complaints(self) -> list[str]:
        """What is wrong with the page shown: script errors, requests elsewhere, an exception or a failure on it."""
        found = list(self._complaints)
        if self.page.locator('[data-testid="stException"]').count():
            found.append("an exception is on the page")
        words = self.words()
        if "This page could not be shown" in words:
            found.append("the page failed: " + "; ".join(self.dashboard.failures()[-1:]))
        if "Traceback" in words:
            found.append("a traceback is on the page")
        return found

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _fail(self, error: Error) -> None:
        self._complaints.append(f"script error: {error}")

    def _ask(self, request: Request) -> None:
        self.asked_for.append(request.url)
        if not request.url.startswith((self.dashboard.base, "data:", "blob:")):
            self._complaints.append(f"a request left for {request.url}")

    def _listen(self, socket: WebSocket) -> None:
        if not socket.url.startswith(self.dashboard.base.replace("http", "ws", 1)):
            self._complaints.append(f"a connection left for {socket.url}")
        socket.on("framereceived", self._receive)

    def _receive(self, frame: str | bytes) -> None:
        self.received.append(frame.encode() if isinstance(frame, str) else frame)
