"""What the documents are about: the area and the meeting that the address names."""

import streamlit as st

from dashboard.components.address import asked_word
from dashboard.components.choosers import chooser
from dashboard.components.sending.offers import OUTSIDE, Chosen
from dashboard.documents import NOT_OUTSIDE
from dashboard.session import record
from dashboard.text import clean
from dashboard.wording import day, say
from data_models.queries.formal_monitoring import register
from data_models.queries.meetings import meetings
from data_models.vocabulary import MeetingState, MonitoringState

PATH = "reports"
NO_MEETING = "No meeting has begun yet."


def meetings_held() -> dict[str, str]:
    """Those that have minutes, by reference."""
    return {
        one.reference: f"{clean(one.title)}, {day(one.held_on)}"
        + ("" if one.state is MeetingState.CLOSED else f", {say(one.state).lower()}")
        for one in record().ask(meetings)
        if one.state is not MeetingState.PLANNED
    }


def chosen(areas: dict[str, str], held: dict[str, str]) -> Chosen:
    """What the address names. AddressError for what is not there."""
    asked = {
        "area": (asked_word("area", areas, "area", PATH), areas),
        "meeting": (asked_word("meeting", held, "meeting with minutes", PATH), held),
    }
    return {about: (code, named[code]) for about, (code, named) in asked.items() if code}


def choose(areas: dict[str, str], held: dict[str, str]) -> None:
    with st.container(horizontal=True):
        with st.container(width=360):
            chooser("area", "Area", areas, "Choose an area", collapsed=False)
        if held:
            with st.container(width=360):
                chooser("meeting", "Meeting", held, "Choose a meeting", collapsed=False)


def why_not(reader: str, about: Chosen, areas: dict[str, str], held: dict[str, str]) -> dict[str, str]:
    """What stands in the way of each kind of document that is about an area or a meeting."""
    return _why_no_area(about, areas) | _why_no_minutes(reader, about, held)


def _why_no_area(about: Chosen, areas: dict[str, str]) -> dict[str, str]:
    if "area" not in about:
        monitored = {one.area_code for one in record().ask(register) if one.state is MonitoringState.OPEN}
        named = ", ".join(sorted(areas[one] for one in monitored)) or "no area"
        choose_one = "Choose an area above."
        return {"area-briefing": choose_one, "assurance-note": f"{choose_one} Under formal monitoring: {named}."}
    code, name = about["area"]
    if any(one.area_code == code for one in record().ask(register)):
        return {}
    return {"assurance-note": f"{name} was never under formal monitoring."}


def _why_no_minutes(reader: str, about: Chosen, held: dict[str, str]) -> dict[str, str]:
    if reader == OUTSIDE:
        return {"minutes": NOT_OUTSIDE}
    if "meeting" in about:
        return {}
    return {"minutes": "Choose a meeting above." if held else NO_MEETING}
