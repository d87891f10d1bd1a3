"""What happened in an area, day by day, in lanes by kind."""

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.marks import LASTING, as_days, day_axis, pause_band, row_names, rows, said_day, today_line
from dashboard.charts.theme import ACCENT, PAPER, Chart, finished
from dashboard.wording import count

LANE = 40


def area_timeline(frame: pd.DataFrame, on: date) -> Chart | None:
    """Events as points, and as bars where they lasted; lanes in the order in which their kinds first appear.

    Columns: `date`, `until` (date or None), `kind` (the name of the lane), `title`. None where there is no event.
    Events after `on` are hollow: they are planned.
    """
    if frame.empty:
        return None
    events = as_days(frame, "date", "until").assign(
        at=lambda all_: all_["date"],
        planned=lambda all_: all_["date"] > pd.Timestamp(on),
        when=lambda all_: [_when(row) for row in all_.itertuples()],
    )
    first, last = events["at"].min(), max(events[["at", "until"]].max().max(), pd.Timestamp(on))
    lanes = list(dict.fromkeys(events["kind"]))
    y, x = rows("kind", lanes), day_axis([first, last])
    layers = [
        *pause_band(first.date(), last.date(), x),
        row_names(events, y, "kind"),
        *_events(events, y, x),
        *today_line(on, x),
    ]
    return finished(layers, says=_said(events, lanes), height=LANE * len(lanes))


def _events(events: pd.DataFrame, y: alt.Y, x: alt.X) -> list[alt.Chart]:
    told = [
        alt.Tooltip("title:N", title="What"),
        alt.Tooltip("when:N", title="When"),
        alt.Tooltip("kind:N", title="Kind"),
    ]
    base = alt.Chart(events).encode(x=x, y=y, yOffset=alt.value(LANE / 2 + 8), tooltip=told)
    lasting = alt.Chart(events[events["until"].notna()]).encode(
        x=LASTING, y=y, yOffset=alt.value(LANE / 2 + 8), tooltip=told
    )
    point = base.mark_point(size=90, filled=True, opacity=1, stroke=ACCENT, strokeWidth=1.5)
    return [
        lasting.mark_rule(color=ACCENT, opacity=0.45, strokeWidth=8, strokeCap="round").encode(x2="until:T"),
        point.encode(
            color=alt.condition("datum.planned", alt.value(PAPER), alt.value(ACCENT)),
        ),
    ]


def _when(row: Any) -> str:
    begins, until = row.date, row.until
    return said_day(begins) if pd.isna(until) else f"{said_day(begins)} to {said_day(until)}"


def _said(events: pd.DataFrame, lanes: list[str]) -> str:
    first, last = events["at"].min(), events["at"].max()
    parts = ", ".join(f"{lane} {int((events['kind'] == lane).sum())}" for lane in lanes)
    return f"Timeline of {count(len(events), 'event')} from {said_day(first)} to {said_day(last)}: {parts}."
