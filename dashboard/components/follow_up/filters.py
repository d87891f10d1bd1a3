"""What the address asks of the lists of follow-up: an area and a state, chosen in boxes beside the lists themselves."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.choosers import chooser
from dashboard.text import show
from dashboard.wording import say
from data_models.vocabulary import CandidateState

STATES = {one.value: say(one) for one in CandidateState}


def asked_area(areas: Mapping[str, str], path: str) -> str | None:
    return asked_word("area", areas, "area", path)


def asked_state(path: str) -> str | None:
    return asked_word("state", STATES, "state of follow-up", path)


def show_filters(views: Markup, areas: dict[str, str]) -> None:
    """The four lists beside the boxes for area and state."""
    by_view, by_area, by_state = st.columns([5, 2, 2], vertical_alignment="center")
    with by_view:
        show(views)
    with by_area:
        chooser("area", "Area", areas, "Every area")
    with by_state:
        chooser("state", "State", STATES, "Every state")
