"""Fields that several forms have in common, and what to say when one that is needed was left empty."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

import streamlit as st

from dashboard.text import clean
from dashboard.written_days import written_day
from data_models.errors import Invalid

Given = TypeVar("Given")
Chosen = TypeVar("Chosen", int, str)


def day_field(label: str, key: str, *, value: date | None = None, because: str | None = None) -> str:
    """A day, written: read it with `needed_day` or `day_if_any` of `dashboard.written_days`.

    A field of words and no calendar: a calendar falls back to the day proposed when it is emptied, and to nothing
    when half a day is typed, and would then save what nobody wrote.
    """
    return st.text_input(label, written_day(value), key=key, help=because, placeholder="3 Mar 2027 or 3/3/2027")


def prose_field(label: str, key: str, *, value: str = "", because: str | None = None) -> str:
    """Room for some sentences."""
    return st.text_area(label, value=value, height=90, key=key, help=because)


def choice_field(
    label: str,
    names: Mapping[Chosen, str],
    key: str,
    *,
    value: Chosen | None = None,
    because: str | None = None,
    nothing: str = "Choose one",
) -> Chosen | None:
    """One of these by its name; none is proposed unless it is the `value`. `nothing` says what an empty field means.

    The names stand in a list as they are: options of a list, unlike those of a radio, are never read as Markdown.
    """
    known = list(names)
    return st.selectbox(
        label,
        known,
        index=known.index(value) if value is not None and value in names else None,
        format_func=lambda one: clean(names.get(one, "no longer there")),
        placeholder=nothing,
        key=key,
        help=because,
    )


def several_field(label: str, names: Mapping[Chosen, str], key: str, everything: str) -> list[Chosen]:
    """Some of these by their names, or all of them at once by the box that `everything` names."""
    chosen = st.multiselect(
        label,
        list(names),
        format_func=lambda one: clean(names.get(one, "no longer there")),
        placeholder="Choose some",
        key=key,
    )
    return list(names) if st.checkbox(f"{everything}: {len(names)}", key=f"{key} all") else chosen


def needed(given: Given | None, field: str, sentence: str) -> Given:
    """What was chosen; refused with the sentence where nothing was."""
    if given is None:
        raise Invalid({field: sentence})
    return given
