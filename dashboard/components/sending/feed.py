"""One's own calendar: making its address, which is told once, and stopping it."""

from urllib.parse import urljoin

import streamlit as st
from markupsafe import Markup

from dashboard.calendar_feed import address_of
from dashboard.components.links import here
from dashboard.components.notices import notice
from dashboard.components.section import section, soft
from dashboard.session import engine, now, record
from dashboard.text import show
from dashboard.wording import moment
from data_models import calendar_feeds
from data_models.errors import CommandRefused, RecordUnavailable
from data_models.queries.calendar_feeds import own_feed_made_at

OPEN = "calendar"
WHAT = (
    "A calendar can subscribe to your clocks and to the meetings to come: each day on which something of yours is due "
    "or the office meets. It names the kind of clock, the area and the reference, and nothing that anybody wrote or "
    "found."
)
SECRET = (
    "Whoever has this address sees your clocks and meetings. It is shown this once; make a new one and the old one "
    "stops working."
)


def show_feed() -> None:
    """The way to one's calendar; its state is asked for only when it is looked at."""
    opened = record()
    if opened.viewer.person_id is None or opened.is_past:
        return
    is_open = OPEN in st.query_params
    way = Markup('<a class="button" href="{}">{}</a>').format(
        here(**{OPEN: None if is_open else "mine"}), "Close" if is_open else "Set up or stop your calendar"
    )
    show(section("calendar", "Your calendar", soft(WHAT), Markup('<div class="deeds">{}</div>').format(way)))
    if is_open:
        with st.container(border=True):
            _set_up(opened.viewer.person_id)


def _set_up(person_id: int) -> None:
    said = st.empty()
    with st.container(horizontal=True):
        is_made = st.button("Make a new address", key="make calendar")
        is_stopped = st.button("Stop your calendar", key="stop calendar")
    try:
        if is_made:
            _told(calendar_feeds.make(engine(), person_id=person_id, at=now()))
        elif is_stopped:
            calendar_feeds.stop(engine(), person_id=person_id)
    except (CommandRefused, RecordUnavailable) as refused:
        show(notice(str(refused), tone="red"))
    with said:
        show(notice(_stands(), tone="grey"))


def _told(secret: str) -> None:
    show(notice(SECRET, tone="green"))
    # The page's own address as the browser has it, so that it is right behind a proxy too.
    st.code(urljoin(st.context.url or "", address_of(secret)), language=None, wrap_lines=True)


def _stands() -> str:
    made_at = record().look(own_feed_made_at)
    return f"Its address was made on {moment(made_at)}." if made_at else "You have no calendar address."
