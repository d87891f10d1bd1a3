"""Fields that several forms have in common, and what to say when one that is needed was left empty."""

from datetime import date
from typing import TypeVar

import streamlit as st

from data_models.errors import Invalid

Given = TypeVar("Given")
# What the record keeps of one text; the commands refuse more.


def day_field(label: str, value: date | None, key: str, *, because: str | None = None) -> date | None:
    """A day, written as people here write it."""
    return st.date_input(label, value=value, format="DD/MM/YYYY", key=key, help=because)


def prose_field(label: str, key: str, *, value: str = "", because: str | None = None) -> str:
    """Room for some sentences."""
    return st.text_area(label, value=value, height=90, key=key, help=because)


def needed(given: Given | None, field: str, sentence: str) -> Given:
    """What was chosen; refused with the sentence where nothing was."""
    if given is None:
        raise Invalid({field: sentence})
    return given
