"""A real Chromium for the tests: one that is installed, else Playwright's download, else Debian's package."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
HOW_TO_GET_ONE = (
    "No Chromium or Chrome could be started: install one (on Debian: `apt-get install chromium`) "
    "or name it in LINK_INSPECTOR_CHROMIUM."
)


class BrowserMissing(RuntimeError):
    """No browser could be started; the message says how to get one."""


def launch(playwright: Playwright) -> Browser:
    """Starts the first browser that will; if LINK_INSPECTOR_CHROMIUM names one, no other is tried."""
    return _launch(playwright.chromium)


def one_more(browser: Browser) -> Browser:
    """Another browser of the same kind, in a process of its own, which a test may kill."""
    return _launch(browser.browser_type)


def _launch(chromium: BrowserType) -> Browser:
    reasons = []
    for program in _candidates(chromium):
        try:
            return chromium.launch(executable_path=program)
        except PlaywrightError as refusal:
            reasons.append(f"{program}: {refusal.message.strip().splitlines()[0]}")
    raise BrowserMissing("\n".join([HOW_TO_GET_ONE, *reasons]))


def axe_script() -> Path:
    """The accessibility rules (axe-core) as a script to put into a page."""
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        raise FileNotFoundError("axe-core is not installed: run `make test`, which installs it.")
    return Path(package.origin).with_name("axe.min.js")


def get() -> str:
    """Makes sure that a browser starts, fetching one where none does, and returns its version."""
    for fetch in (None, _fetch_with_playwright, _fetch_with_debian):
        if fetch is not None:
            fetch()
        try:
            return _version()
        except BrowserMissing as missing:
            failure = missing
            if os.environ.get("LINK_INSPECTOR_CHROMIUM"):
                break
    raise failure


def _version() -> str:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            return browser.version
        finally:
            browser.close()


def _candidates(chromium: BrowserType) -> Iterator[str]:
    named = os.environ.get("LINK_INSPECTOR_CHROMIUM")
    if named:
        yield named
        return
    places = [shutil.which(name) for name in NAMES] + [MAC_CHROME, chromium.executable_path]
    yield from (place for place in places if place and Path(place).exists())


def _fetch_with_playwright() -> None:
    print("No browser is installed: Playwright downloads one (once) ...", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _fetch_with_debian() -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("That did not give one that starts: installing Debian's package chromium (once) ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=quiet, check=False)


if __name__ == "__main__":
    try:
        print(f"Browser: Chromium {get()}")
    except BrowserMissing as missing:
        sys.exit(str(missing))
