"""How every chart looks: colours by the names of the style sheet, so that one drawing serves light, dark and paper."""

from typing import Any, TypeAlias

import altair as alt

Chart: TypeAlias = alt.LayerChart

# The browser resolves these names in the drawing as in the rest of the page: nothing is rebuilt when the theme changes.
INK, SOFT, PAPER = "var(--ink)", "var(--soft)", "var(--paper)"
LINE, EDGE, PANEL, ACCENT = "var(--line)", "var(--edge)", "var(--panel)", "var(--accent)"
RED, RED_INK, RED_TINT = "var(--red)", "var(--red-ink)", "var(--red-tint)"
AMBER, GREEN, GREY, BLUE = "var(--amber-edge)", "var(--green-ink)", "var(--grey-ink)", "var(--blue-ink)"
GRADES = {grade: f"var(--grade-{grade})" for grade in range(1, 7)}
# White in the light theme and black in the dark one, for words on a solid colour.
ON_SOLID = "var(--grade-on)"

SMALL, TEXT = 11, 12


def finished(layers: list[alt.Chart], *, says: str, height: int) -> Chart:
    """The layers as one chart with its description for those who do not see it. Its width is its container's."""
    chart = alt.layer(*layers).properties(height=height, description=says)
    fitted: Chart = chart.properties(usermeta=_AS_VECTOR, autosize=_FIT, padding=_PADDING).configure(**_CONFIG)
    return fitted


# Canvas would lose the marks' own descriptions, and colours by name.
_AS_VECTOR = {"embedOptions": {"renderer": "svg"}}
# The width is given; the height is that of the drawing, whatever its axes and legend need beside it.
_FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
_PADDING = {"left": 0, "top": 4, "right": 6, "bottom": 4}
_AXIS = {
    "labelColor": SOFT,
    "titleColor": SOFT,
    "gridColor": LINE,
    "tickColor": LINE,
    "domainColor": EDGE,
    "labelPadding": 6,
    "labelLimit": 180,
    "labelOverlap": False,
    "labelFlush": False,
    "labelFontSize": TEXT,
    "title": None,
}
_CONFIG: dict[str, Any] = {
    "background": "transparent",
    "axis": _AXIS,
    "axisY": {"grid": False},
    "axisTemporal": {"grid": True, "ticks": False, "domain": False},
    "legend": {"labelColor": INK, "title": None, "labelFontSize": TEXT, "padding": 0, "offset": 4, "symbolSize": 120},
    "text": {"color": INK, "fontSize": TEXT},
    "view": {"stroke": "transparent"},
}
