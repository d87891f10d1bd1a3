"""Every page: its path (a promise to bookmarks), its title, its file and its place in the menu."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

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
    Screen("coverage", "Coverage", "arranged", "Who covers what, and where is the gap?"),
    Screen("programmes", "Programmes", "arranged", "What are we doing nationally?"),
    Screen("reviews", "Reviews", "arranged", "Which reviews do we quality-assure, and are they on time?"),
    Screen("good-practice", "Good practice", "arranged", "What works, and who could use it?"),
    Screen("administration", "Administration", "explained", "Is the system in order?"),
    Screen("help", "Help", "explained", "What does this mean?"),
)
BY_PATH = {screen.path: screen for screen in SCREENS}


def pages() -> dict[str, Page]:
    """Path to page, in the order of the menu."""
    return {screen.path: _page(screen) for screen in SCREENS}


def _page(screen: Screen) -> Page:
    return st.Page(screen.file, title=screen.title, url_path=screen.path)
