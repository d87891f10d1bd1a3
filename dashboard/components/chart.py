"""A chart on the page: drawn once for each state of the record, described in words, with its table under it.

The drawing is a vector picture made on the server. Vega in the browser would cost most of a second on a first screen
(measured; see the performance notes); a picture costs nothing, prints, and grows with the type on a large screen.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote

import streamlit as st
import vl_convert
from markupsafe import Markup

from dashboard.charts.theme import Chart
from dashboard.components.table import is_taking
from dashboard.document import ASSETS
from dashboard.text import show

# One drawing is some ten kilobytes; each area, plan and inspection looked at has a few.
DRAWINGS_KEPT = 300
# Two drawings of each: type stays legible on a telephone only if the picture is made for its width.
WIDE, NARROW = 600, 300
_FIGURE = Markup(
    '<figure class="chart"><img class="wide" alt="{0}" src="{1}"><img class="narrow" alt="{0}" src="{2}"></figure>'
)
_TABLE = Markup('<details class="chart-table"><summary>Show as a table</summary>{}</details>')
_EMPTY = Markup('<p class="soft">{}</p>')


def show_chart(
    build: Callable[[], Chart | None], *, key: str, version: str, table: Markup, empty: str, wide: int = WIDE
) -> None:
    """Show a chart, and what it shows as a table for those who would rather read it.

    `build` makes the data frame and the chart; it is called only when no drawing is kept under `key` and `version`.
    `version` must change with everything the chart depends on: the newest change, the day, the viewer, the selection.
    Where there is nothing to draw, the sentence `empty` says so, and the table still has the rest. `wide` is the width
    in pixels of the picture where there is room.
    """
    if is_taking():
        return
    drawn = _drawing(f"{key} {version} {wide}", wide, build)
    show(_EMPTY.format(empty) + table if drawn is None else drawn + _TABLE.format(table))


@st.cache_resource(show_spinner=False, max_entries=DRAWINGS_KEPT)
def _drawing(cached_as: str, wide: int, _build: Callable[[], Chart | None]) -> Markup | None:  # noqa: ARG001
    """The figure. Building and drawing a chart takes a tenth of a second, showing a kept one nothing."""
    chart = _build()
    if chart is None:
        return None
    spec = chart.to_dict()
    return _FIGURE.format(spec["description"], _picture(spec, wide), _picture(spec, NARROW))


def _picture(spec: dict[str, Any], width: int) -> str:
    """A data address of the drawing, `width` pixels wide."""
    drawn: str = vl_convert.vegalite_to_svg({**spec, "width": width})
    styled = re.sub(r"(<svg[^>]*>)", rf"\1<style>{_palette()}</style>", drawn, count=1)
    return "data:image/svg+xml," + quote(styled, safe=" =:;,/()")


@cache
def _palette() -> str:
    """The colours of the style sheet by name. A picture takes light or dark from the element that shows it."""
    sheet = (ASSETS / "dashboard.css").read_text(encoding="utf-8")
    names = re.search(r":root \{([^}]*)\}", sheet)
    assert names is not None, "The style sheet begins with the colours by name."
    return ":root{color-scheme:light dark;" + re.sub(r"/\*.*?\*/|\s+", " ", names[1]) + "}text{font-family:sans-serif}"
