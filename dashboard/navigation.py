"""Every page: its path (a promise to bookmarks), its title, its file, its place in the menu, and who lands on which."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from data_models.vocabulary import RoleName

FOLDER = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True, slots=True)
class Screen:
    """One page. `group` separates the menu: what is owed, what is known, what is arranged, what explains."""

    path: str
    title: str
    group: str
    description: str

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.path.replace('-', '_')}.py"


SCREENS = (
    Screen("overview", "Overview", "owed", "Where is the risk, and is someone dealing with it?"),
    Screen("my-areas", "My areas", "owed", "What needs me today?"),
    Screen("area", "Area", "owed", "What do we know about this area?"),
    Screen("inspections", "Inspections", "known", "What has been, is and will be inspected?"),
    Screen("action-plans", "Action plans", "known", "Is the promised improvement happening?"),
    Screen("risk-flags", "Risk flags", "known", "What could go wrong, and why do we think so?"),
    Screen("follow-up", "Follow-up", "known", "Is every weak or unsatisfactory evaluation accounted for?"),
    Screen("meeting", "Meetings", "arranged", "What must we decide together?"),
    Screen("coverage", "Coverage", "arranged", "Who covers what, and where is the gap?"),
    Screen("programmes", "Programmes", "arranged", "What are we doing nationally?"),
    Screen("reviews", "Reviews", "arranged", "Which reviews do we quality-assure, and are they on time?"),
    Screen("good-practice", "Good practice", "arranged", "What works, and who could use it?"),
    Screen("changes", "Changes", "explained", "What changed, when, by whom, why?"),
    Screen("reports", "Reports", "explained", "What do I send?"),
    Screen("administration", "Administration", "explained", "Is the system in order?"),
    Screen("help", "Help", "explained", "What does this mean?"),
)
BY_PATH = {screen.path: screen for screen in SCREENS}
# Where each role begins.
LANDING: dict[RoleName, str] = {
    RoleName.LINK_INSPECTOR: "my-areas",
    RoleName.RELATIONSHIP_MANAGER_ADULT: "my-areas",
    RoleName.RELATIONSHIP_MANAGER_ELC: "my-areas",
    RoleName.SERVICE_MANAGER: "overview",
    RoleName.CHIEF_INSPECTOR: "overview",
    RoleName.SUPPORT_OFFICER: "coverage",
    RoleName.ADMINISTRATOR: "administration",
    RoleName.SHARED_SCREEN: "meeting",
}
# An address is kept in a cookie while somebody signs in; browsers keep 4 kB of one.
LONGEST_ADDRESS = 2000


def pages() -> dict[str, Page]:
    """Path to page, in the order of the menu."""
    return {screen.path: _page(screen) for screen in SCREENS}


def _page(screen: Screen) -> Page:
    return st.Page(screen.file, title=screen.title, url_path=screen.path)


def own_address(address: str) -> str | None:
    """The path and the parameters of this address where it is one of our pages; None for every other, so that nobody is
    led elsewhere by it. Of one that is too long the page alone."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = parts.path.removeprefix("/")
    if path not in BY_PATH:
        return None
    found = f"/{path}?{urlencode(parse_qsl(parts.query, keep_blank_values=True))}".removesuffix("?")
    return found if len(found) <= LONGEST_ADDRESS else f"/{path}"
