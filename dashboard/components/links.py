"""Addresses inside the dashboard. Every one carries who is looking, as of when, and on what kind of screen."""

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard.text import plain

CARRIED = ("persona", "as_of", "screen")


def link(path: str, **params: object) -> str:
    """The address of a page with these parameters; a parameter of None is left out."""
    current = st.query_params
    kept = {name: current[name] for name in CARRIED if name in current}
    return _address(path, kept | params)


def here(**changes: object) -> str:
    """The address of this page with some parameters changed; None takes one away."""
    return _address("", st.query_params.to_dict() | changes)


def anchor(label: object, path: str, **params: object) -> Markup:
    """A link to a page as HTML; the label is escaped unless it is Markup."""
    return anchor_to(link(path, **params), label)


def anchor_to(address: str, label: object) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, plain(label))


def _address(path: str, params: dict[str, object]) -> str:
    query = urlencode([(name, str(value)) for name, value in params.items() if value is not None])
    return f"{path}?{query}" if query or not path else path
