"""Addresses inside the dashboard. Every one carries who is looking, as of when, and on what kind of screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard.text import plain

CARRIED = ("persona", "as_of", "screen", "rotate")
# What of the address belongs to an open form: which, which draft of it, the state of the row it was opened on, and how
# many lines there is room for.
PARTS = ("do", "draft", "opened", "lines")

_carried: ContextVar[dict[str, str] | None] = ContextVar("parameters carried by every link", default=None)
_page: ContextVar[str | None] = ContextVar("the page that is run", default=None)
_pointing: ContextVar[str | None] = ContextVar("what of the address its tables do not depend on", default=None)
_keeping: ContextVar[bool] = ContextVar("whether HTML is made that other addresses will show too", default=False)
# Stands in kept HTML for the rest of the address; no address has this character.
_REST = "\ue000"


def carry() -> None:
    """Read once, at the start of a run, what every link carries: a page has hundreds of links."""
    _carried.set(_read())
    _page.set(None)
    _pointing.set(None)


def on_page(path: str, points_at: str | None = None) -> None:
    """Say which page this run is of: its tables can then be had as files. `points_at` is a parameter of its address
    that they do not depend on: with it left out, pointing at something else draws none of them anew."""
    _page.set(path)
    _pointing.set(points_at)


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


def as_file(ending: str, table: str) -> str | None:
    """The address of a table of this page as a file: the same page, filters, day and viewer. None where none is to be
    had: on a room's screen, and outside a page."""
    if _page.get() is None or "screen" in carried():
        return None
    return f"{_page.get()}.{ending}?table={table}{_REST if _keeping.get() else _rest()}"


@contextmanager
def off_the_page() -> Iterator[None]:
    """What is made inside is part of a form, which no file has."""
    token = _page.set(None)
    try:
        yield
    finally:
        _page.reset(token)


@contextmanager
def keeping() -> Iterator[None]:
    """HTML made inside is kept for other addresses too: `at_this_address` has to be asked before it is shown."""
    token = _keeping.set(True)
    try:
        yield
    finally:
        _keeping.reset(token)


def at_this_address(kept: Markup) -> Markup:
    return kept.replace(_REST, _rest()) if _REST in kept else kept


def _rest() -> str:
    left_out = {*PARTS, _pointing.get()}
    asked = {name: value for name, value in st.query_params.to_dict().items() if name not in left_out}
    return f"&{urlencode(asked)}" if asked else ""


def anchor(label: object, path: str, **params: object) -> Markup:
    """A link to a page as HTML; the label is escaped unless it is Markup."""
    return anchor_to(link(path, **params), label)


def anchor_to(address: str, label: object) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, plain(label))


def _address(path: str, params: dict[str, object]) -> str:
    query = urlencode([(name, str(value)) for name, value in params.items() if value is not None])
    return f"{path}?{query}" if query or not path else path
