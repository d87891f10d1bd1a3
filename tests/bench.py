"""How long pages take to show and to answer a click, beside an empty Streamlit app measured in the same run.

    make bench            # builds the demonstration record in a folder of its own, serves both, prints a table

Each round loads and clicks the empty app and every page in turn, so that whatever else the machine does falls on all of
them alike. "Settled" is when the script has ended, nothing on the page is stale, and the changed words are painted.
"""

import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from data_models.database import build_engine, sqlite_url
from tests.journeys.landmarks import landmarks_of
from tests.real_browser import launch
from tests.serving import demonstration, served

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
CLICKS = 3
LIMIT = 1.5
# Milliseconds in which saving is acknowledged on the screen.
SAVED_WITHIN = 300

EMPTY_APP = """
import streamlit as st
if st.button("Click"):
    st.session_state.n = st.session_state.get("n", 0) + 1
st.write("Count", str(st.session_state.get("n", 0)))
"""

SETTLED = """() => { const a = document.querySelector('[data-testid="stApp"]');
  return a && a.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"], [data-stale="true"]')
    && document.querySelector(%r) }"""
CLICK = """([what, watch, number]) => new Promise((done, fail) => {
  const app = () => document.querySelector('[data-testid="stApp"]');
  const said = () => document.querySelector(watch)?.innerText ?? '';
  const targets = [...document.querySelectorAll(what)], before = said(), start = performance.now();
  if (!targets.length) return fail(new Error('nothing to click: ' + what));
  targets[number % targets.length].click();
  const look = () => {
    if (performance.now() - start > 15000) return fail(new Error('never settled: ' + what));
    const same = said() === before || !said();
    if (same || app().getAttribute('data-test-script-state') !== 'notRunning'
        || document.querySelector('[data-stale="true"]')) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0));
  };
  requestAnimationFrame(look); })"""


SAVE = """() => new Promise((done, fail) => {
  const buttons = [...document.querySelectorAll('[data-testid=stForm] button')];
  const button = buttons.find((b) => b.innerText.includes('Save'));
  const start = performance.now();
  button.click();
  const look = () => {
    if (performance.now() - start > 15000) return fail(new Error('never acknowledged'));
    if (!document.querySelector('.stHtml [role=status]')) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0));
  };
  requestAnimationFrame(look); })"""


@dataclass
class Subject:
    """One thing measured: its address, what shows it is there, what is clicked, and where the answer shows."""

    name: str
    address: str
    shows: str
    clicked: str
    watched: str
    loads: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)


def subjects(empty: str, ours: str) -> list[Subject]:
    persona = "persona=senior-manager"
    return [
        Subject(
            "empty app",
            empty,
            "[data-testid=stButton] button",
            "[data-testid=stButton] button",
            "[data-testid=stMarkdownContainer]:not(button *)",
        ),
        Subject(
            "overview",
            f"{ours}/overview?{persona}",
            ".tiles",
            ".tiles a:not([aria-current])",
            ".tiles a[aria-current] .vh",
        ),
        # South Ayrshire shares a partnership with two areas, whose links lead there and back.
        Subject(
            "area",
            f"{ours}/area?area=S12000028&{persona}",
            "nav.jump",
            "details.folded dl a[href*='area=S12']",
            ".frame h1",
        ),
        Subject(
            "action-plans",
            f"{ours}/action-plans?{persona}",
            ".table",
            "li > a[href*='show=']:not([aria-current], .menu a)",
            "ul:not(.mast ul, .menu ul) > li > a[aria-current]",
        ),
    ]


def load(browser: Browser, subject: Subject) -> Page:
    """A first visit: a new context has nothing in its cache."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True).new_page()
    start = time.perf_counter()
    page.goto(subject.address)
    page.wait_for_function(SETTLED % subject.shows, polling="raf", timeout=30_000)
    subject.loads.append((time.perf_counter() - start) * 1000)
    return page


def click(page: Page, subject: Subject) -> None:
    page.wait_for_timeout(500)
    for number in range(CLICKS + 1):
        spent = page.evaluate(CLICK, [subject.clicked, subject.watched, number])
        if number:  # the first click of a page also fetches what later ones have
            subject.clicks.append(spent)
        page.wait_for_timeout(150)


def measure(browser: Browser, measured: list[Subject]) -> None:
    for number in range(ROUNDS):
        for subject in measured:
            page = load(browser, subject)
            click(page, subject)
            page.context.close()
        print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)


def save(browser: Browser, base: str, item: int, number: int) -> float:
    """How long it takes until an update of an action is acknowledged, in milliseconds."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True).new_page()
    page.goto(f"{base}/action-plans?item={item}&persona=link-inspector&do=update-action")
    page.get_by_label("What the partnership told").fill(f"Told in round {number + 1}.")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    spent = float(page.evaluate(SAVE))
    page.context.close()
    return spent


def own_item(folder: Path) -> int:
    """An action that the link inspector of the demonstration may update."""
    engine = build_engine(sqlite_url(folder / "data" / "record.db"))
    found = landmarks_of(engine).own_item
    engine.dispose()
    return found


def report(measured: list[Subject]) -> bool:
    """Print the table; whether every page keeps within the limit."""
    empty, within = measured[0], True
    print("| page | first load, ms (min–max) | times empty | click settled, ms (min–max) | times empty | n |")
    print("|---|---:|---:|---:|---:|---|")
    for one in measured:
        ratios = [
            statistics.median(a) / statistics.median(b)
            for a, b in ((one.loads, empty.loads), (one.clicks, empty.clicks))
        ]
        within = within and max(ratios) <= LIMIT
        cells = [
            f"{statistics.median(times):.0f} ({min(times):.0f}–{max(times):.0f})" for times in (one.loads, one.clicks)
        ]
        counts = f"{len(one.loads)}, {len(one.clicks)}"
        print(f"| {one.name} | {cells[0]} | {ratios[0]:.2f} | {cells[1]} | {ratios[1]:.2f} | {counts} |")
    return within


def main() -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "empty.py").write_text(EMPTY_APP)
        plain = [sys.executable, "-m", "streamlit", "run", "empty.py", "--server.headless=true", "--server.port=8591"]
        empty = stack.enter_context(served(plain, 8591, folder))
        ours = stack.enter_context(demonstration(folder, 8592))
        playwright = stack.enter_context(sync_playwright())
        measured = subjects(empty, ours)
        browser = launch(playwright)
        measure(browser, measured)
        item = own_item(folder)
        saves = [save(browser, ours, item, number) for number in range(ROUNDS)]
        within = report(measured)
        typical = statistics.median(saves)
        print(f"\nSaving acknowledged in {typical:.0f} ms ({min(saves):.0f}–{max(saves):.0f}), n = {len(saves)}")
        return 0 if within and typical <= SAVED_WITHIN else 1


if __name__ == "__main__":
    sys.exit(main())
