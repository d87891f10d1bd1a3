"""A chart on the page: built once for each state of the record, described in words, with its table under it."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.charts.theme import Chart
from dashboard.text import show

# One drawing is some ten kilobytes; each area, plan and inspection looked at has a few.
DRAWINGS_KEPT = 300
_TABLE = Markup('<details class="chart-table"><summary>Show as a table</summary>{}</details>')
_EMPTY = Markup('<p class="soft">{}</p>')


def show_chart(build: Callable[[], Chart | None], *, key: str, version: str, table: Markup, empty: str) -> None:
    """Show a chart, and what it shows as a table for those who would rather read it.

    `build` makes the data frame and the chart; it is called only when no drawing is kept under `key` and `version`.
    `version` must change with everything the chart depends on: the newest change, the day, the viewer, the selection.
    Where there is nothing to draw, the sentence `empty` says so, and the table still has the rest.
    """
    spec = _drawing(f"{key} {version}", build)
    if spec is None:
        show(Markup("{}{}").format(_EMPTY.format(empty), table))
        return
    st.vega_lite_chart(None, spec, width="stretch", height="content", theme="streamlit", key=key)
    show(_TABLE.format(table))


@st.cache_resource(show_spinner=False, max_entries=DRAWINGS_KEPT)
def _drawing(cached_as: str, _build: Callable[[], Chart | None]) -> dict[str, Any] | None:  # noqa: ARG001
    """Vega-Lite's own words for a chart. Building one takes 10 ms, showing a kept one less than 1."""
    chart = _build()
    return None if chart is None else chart.to_dict()
