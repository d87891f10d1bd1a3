"""The entry script, run at every interaction: page settings, who is looking, the menu, and the page asked for."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page

from dashboard import sign_in
from dashboard.components.forms import keep_what_was_typed
from dashboard.components.links import carry
from dashboard.components.masthead import demonstration_strip, masthead
from dashboard.components.notices import way_back
from dashboard.components.page_frame import page_frame
from dashboard.components.signing_in import NOT_SET_UP, ask_to_sign_in, closed, not_available, shut_out, signed_in_strip
from dashboard.components.wall import asked_stay, wall
from dashboard.cookies import FAILED
from dashboard.document import ASSETS
from dashboard.environment import wants_demonstration
from dashboard.looking import before_a_room, looking_as, whoever_signed_in
from dashboard.navigation import LANDING, SCREENS, pages
from dashboard.personas import BY_KEY, DEFAULT, PERSONAS, Persona
from dashboard.session import AddressError, Record, Visitor, admitted
from dashboard.sign_in import Claim
from dashboard.text import show
from dashboard.tidying import note_run
from data_models.errors import NotAllowed, RecordError, SignInOver
from data_models.visibility import Viewer

# A room reads from further away; what is shown scales with the width of its screen.
LARGE_TYPE = Markup("<style>html { font-size: max(16px, 1.25vw) !important; }</style>")
# What somebody sees who is not let in, by what stands in the way.
OUTSIDE: dict[type[RecordError], Callable[[str], None]] = {SignInOver: ask_to_sign_in, NotAllowed: shut_out}
Strip = Callable[[Viewer], Markup]


def main() -> None:
    st.set_page_config(page_icon=str(ASSETS / "icon.svg"), layout="wide", initial_sidebar_state="collapsed")
    note_run()
    carry()
    if wants_demonstration():
        _as_a_persona(BY_KEY.get(st.query_params.get("persona", DEFAULT.key)))
    elif sign_in.set_up() is not None:
        _as_whoever_signed_in(sign_in.claim_of_this_run())
    else:
        closed(lambda: not_available(NOT_SET_UP))


def _as_a_persona(persona: Persona | None) -> None:
    if persona is None:
        _arrive(DEFAULT.landing, demonstration_strip(PERSONAS, None))
        _unknown_persona()
        return
    _let_in(Visitor(persona.key, looking_as(persona)), lambda _: demonstration_strip(PERSONAS, persona))


def _as_whoever_signed_in(claim: Claim | None) -> None:
    if claim is None:
        has_failed = FAILED in st.context.cookies
        closed(lambda: ask_to_sign_in(has_failed=has_failed))
        return
    _let_in(whoever_signed_in(claim), signed_in_strip)


def _let_in(visitor: Visitor, strip: Strip) -> None:
    """Run the page asked for on the open record. Whoever may not look at it sees a sentence and nothing else."""
    if _is_shared():
        visitor = before_a_room(visitor)
    page = None
    try:
        with admitted(visitor) as opened:
            page = _arrive(LANDING[opened.viewer.role], strip(opened.viewer))
            _run(opened, page)
    except RecordError as error:
        keep_what_was_typed()
        why, say_why = str(error), OUTSIDE.get(type(error), not_available)
        if page is None:
            closed(lambda: say_why(why))
        else:
            not_available(why)


def _arrive(landing: str, strip: Markup) -> Page:
    """Make the menu known and show it; the page that the address asks for."""
    screens = pages()
    page = st.navigation([_front_door(screens[landing]), *screens.values()], position="hidden")
    show(masthead([screen for screen in SCREENS if screen.path in screens], page.url_path, strip))
    return page


def _run(opened: Record, page: Page) -> None:
    """Run a page; what its address asks for and is not there is a sentence and a way back. A wall goes on from both."""
    if _is_shared():
        show(LARGE_TYPE)
    stay = None
    try:
        opened.look_back_to(st.query_params.get("as_of"))
        stay = asked_stay(page.url_path)
        page.run()
    except AddressError as error:
        if not opened.has_its_head:
            page_frame("Not found", "What was asked for?")
        way_back(str(error), error.label, error.path or LANDING[opened.viewer.role], **error.params)
    if stay is not None:
        show(wall(stay, page.url_path))


def _is_shared() -> bool:
    """Whether the address asks for a room's screen. A word that is not known is taken for one: the safe reading."""
    return "screen" in st.query_params


def _front_door(landing: Page) -> Page:
    """`/` sends each role to its landing page, and keeps the rest of the address."""

    def enter() -> None:
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
