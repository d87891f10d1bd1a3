"""HTML that was made before: a long table is built once for each state of the record and each who may look."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.components.links import at_this_address, carried, keeping
from dashboard.components.table import is_taking
from dashboard.session import record, who

# One is up to sixty kilobytes; a day's pages for all roles are some hundred.
KEPT = 400


def kept(name: str, build: Callable[[], Markup]) -> Markup:
    """The HTML called `name`, built when nothing is kept for this change, day, viewer and address.

    `name` must say everything else that it depends on: which area, which filter.
    """
    if is_taking():
        return build()
    now = record()
    return at_this_address(_built(f"{name} {now.change} {now.on} {who(now.viewer)} {carried()}", build))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _built(key: str, _build: Callable[[], Markup]) -> Markup:  # noqa: ARG001 the cache finds it by its key
    with keeping():
        return _build()
