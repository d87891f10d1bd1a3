"""The entry script, run at every interaction: page settings, the menu, the open record, and the page asked for."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page

from dashboard.components.forms import keep_what_was_typed
from dashboard.components.links import anchor_to, carry, here
from dashboard.components.masthead import demonstration_strip, masthead
from dashboard.components.notices import notice, way_back
from dashboard.components.page_frame import page_frame
from dashboard.document import ASSETS
from dashboard.environment import wants_demonstration
from dashboard.looking import looking_as, nobody, on_shared_screen
from dashboard.navigation import SCREENS, pages
from dashboard.personas import BY_KEY, DEFAULT, PERSONAS, Persona
from dashboard.session import AddressError, open_record
from dashboard.text import plain, show
from data_models.errors import RecordError

# A room reads from further away; what is shown scales with the width of its screen.
LARGE_TYPE = Markup("<style>html { font-size: max(16px, 1.25vw) !important; }</style>")


def main() -> None:
    st.set_page_config(page_icon=str(ASSETS / "icon.svg"), layout="wide", initial_sidebar_state="collapsed")
    carry()
    screens = pages()
    persona = BY_KEY.get(st.query_params.get("persona", DEFAULT.key))
    page = st.navigation([_front_door(screens, persona), *screens.values()], position="hidden")
    strip = demonstration_strip(PERSONAS, persona) if wants_demonstration() else Markup("")
    show(masthead([screen for screen in SCREENS if screen.path in screens], page.url_path, strip))
    if persona is None:
        _unknown_persona()
    else:
        _with_the_record(persona, page.run)


def _with_the_record(persona: Persona, run: Callable[[], None]) -> None:
    """Run a page on the open record; whatever cannot be opened or found is a sentence and a way back."""
    choose, asked_as = looking_as(persona) if wants_demonstration() else nobody, persona.key
    if _is_shared():
        show(LARGE_TYPE)
        choose, asked_as = on_shared_screen(choose), f"{persona.key} on a shared screen"
    opened = None
    try:
        with open_record(asked_as, choose, as_of=st.query_params.get("as_of")) as opened:
            run()
    except AddressError as error:
        if opened is None or not opened.has_its_head:
            page_frame("Not found", "What was asked for?")
        way_back(str(error), error.label, error.path or persona.landing, **error.params)
    except RecordError as error:
        keep_what_was_typed()
        page_frame("Not available", "What is wrong?")
        show(notice(Markup("{} {}").format(plain(error), anchor_to(here(), "Try again")), tone="red"))


def _is_shared() -> bool:
    """Whether the address asks for a room's screen. A word that is not known is taken for one: the safe reading."""
    return "screen" in st.query_params


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
