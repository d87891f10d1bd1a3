"""Is it getting better: open follow-up and overdue actions, month by month."""

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.marks import said_day
from dashboard.charts.theme import ACCENT, EDGE, INK, SMALL, Chart, finished

# Two small drawings one above the other, each from zero on a scale of its own.
PANELS = (("open_follow_up", "Open follow-up"), ("overdue_actions", "Overdue actions"))
PANEL, TITLE = 70, 24


def month_end_trend(frame: pd.DataFrame) -> Chart | None:
    """Two lines under each other, each from zero, with its last value printed. None where there is no month.

    Columns: `month_end` (date), `open_follow_up` (int), `overdue_actions` (int); one row a month, oldest first.
    """
    if frame.empty:
        return None
    months = frame.assign(at=pd.to_datetime(frame["month_end"]))
    layers = [layer for number, (column, _) in enumerate(PANELS) for layer in _panel(months, column, number)]
    chart: Chart = finished(layers, says=_said(months), height=len(PANELS) * (PANEL + TITLE))
    apart: Chart = chart.resolve_scale(y="independent")
    return apart


def _panel(months: pd.DataFrame, column: str, number: int) -> list[alt.Chart]:
    name, top = PANELS[number][1], number * (PANEL + TITLE) + TITLE
    y = _scale(months[column], column, top)
    base = alt.Chart(months[["at", column]]).encode(x=_MONTHS, y=y)
    last = alt.Chart(months[["at", column]].tail(1)).encode(x=_MONTHS, y=y)
    told = [alt.Tooltip("at:T", title="Month end", format="%-d %b %Y"), alt.Tooltip(f"{column}:Q", title=name)]
    line = base.mark_line(color=ACCENT, strokeWidth=2, interpolate="linear", tooltip=None, aria=False)
    spot = base.mark_point(color=ACCENT, filled=True, size=18, opacity=1).encode(tooltip=told)
    value = last.mark_text(align="left", dx=6, fontSize=14, fontWeight=600, color=INK, tooltip=None, aria=False)
    # One layer, so that the three share their scale while the other drawing keeps its own.
    return [alt.layer(line, spot, value.encode(text=f"{column}:Q"), _title(name, top))]  # type: ignore[list-item]


def _scale(values: pd.Series, column: str, top: int) -> alt.Y:
    peak = max(int(values.max()), 1)
    axis = alt.Axis(values=[0, peak], orient="left", offset=0, grid=True, gridColor=EDGE, domain=False, ticks=False)
    scale = alt.Scale(domain=[0, peak], range=[top + PANEL, top], nice=False, zero=True)
    return alt.Y(f"{column}:Q", title=None, axis=axis, scale=scale)


def _title(name: str, top: int) -> alt.Chart:
    base = alt.Chart(pd.DataFrame({"label": [name]}))
    place: dict[str, Any] = {"align": "left", "baseline": "bottom", "x": 0, "y": top - 6}
    name_mark = base.mark_text(**place, fontWeight=600, color=INK, tooltip=None, aria=False)
    named: alt.Chart = name_mark.encode(text="label:N")
    return named


_MONTHS = alt.X(
    "at:T",
    title=None,
    axis=alt.Axis(format="%b %Y", tickCount=4, grid=False, labelFontSize=SMALL, labelOverlap="greedy"),
    scale=alt.Scale(nice=False, padding=14),
)


def _said(months: pd.DataFrame) -> str:
    first, last = months.iloc[0], months.iloc[-1]
    changes = "; ".join(f"{name.lower()} from {first[column]} to {last[column]}" for column, name in PANELS)
    return f"At month ends from {said_day(first['at'])} to {said_day(last['at'])}: {changes}."
