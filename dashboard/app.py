"""The entry script, run at every interaction: page settings, the menu, and the page asked for."""

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page

from dashboard.components.masthead import demonstration_strip, masthead
from dashboard.components.notices import way_back
from dashboard.components.page_frame import page_frame
from dashboard.document import ASSETS
from dashboard.environment import wants_demonstration
from dashboard.navigation import SCREENS, pages
from dashboard.personas import BY_KEY, DEFAULT, PERSONAS, Persona
from dashboard.text import show


def main() -> None:
    st.set_page_config(page_icon=str(ASSETS / "icon.svg"), layout="wide", initial_sidebar_state="collapsed")
    screens = pages()
    persona = BY_KEY.get(st.query_params.get("persona", DEFAULT.key))
    page = st.navigation([_front_door(screens, persona), *screens.values()], position="hidden")
    strip = demonstration_strip(PERSONAS, persona) if wants_demonstration() else Markup("")
    show(masthead([screen for screen in SCREENS if screen.path in screens], page.url_path, strip))
    if persona is None:
        _unknown_persona()
    else:
        page.run()


def _front_door(screens: dict[str, Page], persona: Persona | None) -> Page:
    """`/` sends each role to its landing page, and keeps the rest of the address."""

    def enter() -> None:
        landing = screens[(persona or DEFAULT).landing]
        st.switch_page(landing, query_params=st.query_params.to_dict())

    return st.Page(enter, title="Link inspector dashboard", default=True, visibility="hidden")


def _unknown_persona() -> None:
    page_frame("Nobody by that name", "Who are you looking as?")
    known = ", ".join(persona.key for persona in PERSONAS)
    way_back(
        f"The address asks for a persona this demonstration does not have. It has: {known}.",
        f"Look as {DEFAULT.words.lower()}",
        DEFAULT.landing,
        persona=DEFAULT.key,
    )


main()
