"""The fields that the forms of a flag share: in a new one nothing is chosen, in a review what is so now."""

from collections.abc import Iterable

import streamlit as st

from dashboard.text import clean, esc
from dashboard.wording import say
from data_models.queries.flag_picture import Able
from data_models.vocabulary import ImpactLevel, RiskDescriptor, RiskTheme

DESCRIPTORS: dict[RiskDescriptor, str] = {
    RiskDescriptor.NO_SIGNIFICANT_CONCERNS: "Looked at, and nothing that needs more",
    RiskDescriptor.UNCERTAINTY: "Activity must answer it",
    RiskDescriptor.CONCERN: "Action is required to improve",
    RiskDescriptor.SIGNIFICANT_CONCERN: "Also proposes formal monitoring",
}


def theme_field(key: str, now: RiskTheme | None = None) -> RiskTheme | None:
    themes = list(RiskTheme)
    index = None if now is None else themes.index(now)
    chosen: RiskTheme | None = st.selectbox("What it is about", themes, index=index, format_func=say, key=key)
    return chosen


def descriptor_field(key: str, now: RiskDescriptor | None = None) -> RiskDescriptor | None:
    words = list(RiskDescriptor)
    chosen: RiskDescriptor | None = st.radio(
        "Descriptor",
        words,
        index=None if now is None else words.index(now),
        format_func=say,
        captions=[DESCRIPTORS[one] for one in words],
        key=key,
    )
    return chosen


def level_field(key: str, now: ImpactLevel | None = None) -> ImpactLevel | None:
    levels = list(ImpactLevel)
    chosen: ImpactLevel | None = st.radio(
        "Level of the potential impact",
        levels,
        index=None if now is None else levels.index(now),
        format_func=say,
        horizontal=True,
        key=key,
    )
    return chosen


def owner_field(label: str, key: str, people: Iterable[Able]) -> int | None:
    """Somebody who can see to the flag, by number; None while nobody is chosen."""
    named = {one.id: f"{one.name}, {say(one.role).lower()}" for one in people}
    chosen: int | None = st.selectbox(
        esc(label), list(named), index=None, format_func=lambda number: clean(named[number]), key=key
    )
    return chosen
