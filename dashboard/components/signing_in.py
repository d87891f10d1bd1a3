"""The door: what somebody sees who is not signed in, or may not come in. No page, no menu, nothing of the record."""

from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from dashboard.components.links import anchor_to, here
from dashboard.components.notices import notice
from dashboard.components.page_frame import frame, page_frame
from dashboard.navigation import BY_PATH
from dashboard.text import plain, show
from dashboard.wording import say
from data_models.visibility import Viewer

TITLE = "Link inspector dashboard"
# Where a browser leaves off being signed in; the server answers it, not a page.
SIGN_OUT = "auth/logout"
COMING_BACK = "Sign in, and you come back to where you are; what you typed into a form is kept in this tab."
FAILED = "Signing in did not succeed. Try again; if it fails again, tell the administrator."
NOT_SET_UP = "Sign-in is not set up for this record, so it is shown to nobody. Ask the administrator to set it up."
_DOOR = Markup('<div class="door">{}{}</div>')
_STRIP = Markup('<div class="who"><p>Signed in as <b>{}</b>, {}</p><a href="{}">Sign out</a></div>')
_ANOTHER = Markup('<p><a href="{}">Sign out</a>, to sign in as somebody else.</p>')


def closed(say_why: Callable[[], None]) -> None:
    """Show this and nothing else. The browser keeps its address and is told of no page but the one it asked for."""
    pages = [st.Page(say_why, title=TITLE, default=True, visibility="hidden")]
    asked = urlsplit(st.context.url or "").path.strip("/")
    if asked in BY_PATH:
        pages.append(st.Page(say_why, title=TITLE, url_path=asked, visibility="hidden"))
    st.navigation(pages, position="hidden").run()


def ask_to_sign_in(why: str = "", *, has_failed: bool = False) -> None:
    """The sign-in page; `why` says what ended a former sign-in."""
    failed = notice(FAILED, tone="amber") if has_failed else ""
    show(_DOOR.format(frame(TITLE, "Please sign in."), notice(f"{why} {COMING_BACK}", tone="blue") if why else failed))
    st.button("Sign in", type="primary", on_click=st.login)


def shut_out(why: str) -> None:
    """One sentence to somebody who signed in and may not come in."""
    sentence = Markup("{}{}").format(notice(why, tone="amber"), _ANOTHER.format(SIGN_OUT))
    show(_DOOR.format(frame(TITLE, "You are signed in, but may not look at this record."), sentence))


def not_available(why: str) -> None:
    """One sentence while the record cannot be shown to anybody."""
    page_frame("Not available", "What is wrong?")
    show(notice(Markup("{} {}").format(plain(why), anchor_to(here(), "Try again")), tone="red"))


def signed_in_strip(viewer: Viewer) -> Markup:
    """Under the menu: who one is here, and the way out."""
    return _STRIP.format(viewer.name, say(viewer.role).lower(), SIGN_OUT)
