"""Compact selection boxes whose choice lives in the address, by a short stable value that is not its label."""

from collections.abc import Callable, Mapping

import streamlit as st

ALL = ""


def chooser(name: str, label: str, known: Mapping[str, str], everything: str, *, collapsed: bool = True) -> None:
    """A native selection box for one parameter: value to label, with `everything` first for no choice at all,
    or for one that goes without saying."""
    labels = {ALL: everything, **known}
    key = f"choose {name}"
    asked = st.query_params.get(name, ALL)
    st.session_state[key] = asked if asked in labels else ALL
    st.selectbox(
        label,
        list(labels),
        format_func=lambda value: labels.get(value, value),
        key=key,
        on_change=_to_the_address(name, key),
        label_visibility="collapsed" if collapsed else "visible",
    )


def _to_the_address(name: str, key: str) -> Callable[[], None]:
    def change() -> None:
        value = st.session_state[key]
        if value == ALL:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value

    return change
