"""Addresses inside the dashboard. Every one carries who is looking, as of when, and on what kind of screen."""

from contextvars import ContextVar
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard.text import plain

CARRIED = ("persona", "as_of", "screen")


_carried: ContextVar[dict[str, str] | None] = ContextVar("parameters carried by every link", default=None)


def carry() -> None:
    """Read once, at the start of a run, what every link carries: a page has hundreds of links."""
    _carried.set(_read())


def carried() -> dict[str, str]:
    """The parameters that every link of this run carries."""
    known = _carried.get()
    return _read() if known is None else known


def _read() -> dict[str, str]:
    current = st.query_params.to_dict()
    return {name: current[name] for name in CARRIED if name in current}


def link(path: str, **params: object) -> str:
    """The address of a page with these parameters; a parameter of None is left out."""
    return _address(path, carried() | params)


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
