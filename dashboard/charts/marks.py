"""What several charts are drawn with: the line of today, the pause of 2020, names above rows, frames of days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.theme import PANEL, SMALL, SOFT, TEXT
from data_models.rules.covid_pause import PAUSED_FROM, PAUSED_TO, spans_the_pause

PAUSE_WORDS = "Covid-19 pause"
ROOM = timedelta(days=45)
YEARLY_FROM = 3 * 365


# A bar from one day to another leaves the scale to the other layers: of two it would be told twice.
LASTING = alt.X("at:T", title=None)


def day_axis(days: Iterable[object], *, room: timedelta = ROOM) -> alt.X:
    """A horizontal axis of days that holds all of these with a little room on both sides."""
    known = [pd.Timestamp(day) for day in days if not pd.isna(day)]  # type: ignore[call-overload,arg-type]
    first, last = min(known), max(known)
    ticks: Any = "year" if (last - first).days > YEARLY_FROM else 6
    axis = alt.Axis(labelOverlap="greedy", labelFlush=True, tickCount=ticks)
    scale = alt.Scale(domain=[_as_read(first - room), _as_read(last + room)], nice=False)
    return alt.X("at:T", title=None, axis=axis, scale=scale)


def _as_read(day: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def today_line(on: date, x: alt.X) -> list[alt.Chart]:
    """A line at the day the record is looked at, with its name above."""
    frame = pd.DataFrame({"at": [pd.Timestamp(on)], "label": ["today"]})
    base = alt.Chart(frame).encode(x=x)
    line = base.mark_rule(color=SOFT, strokeDash=[3, 3], tooltip=None, aria=False)
    return [line, _above(base)]


def pause_band(first: date, last: date, x: alt.X) -> list[alt.Chart]:
    """The pause of inspections, where it lies within the days shown."""
    if not spans_the_pause(first, last):
        return []
    begins, ends = pd.Timestamp(PAUSED_FROM), pd.Timestamp(PAUSED_TO)
    frame = pd.DataFrame({"at": [begins], "until": [ends], "label": [PAUSE_WORDS]})
    band = alt.Chart(frame).mark_rect(color=PANEL, tooltip=None, aria=False)
    middle = alt.Chart(frame.assign(at=begins + (ends - begins) / 2)).encode(x=x)
    return [band.encode(x=LASTING, x2="until:T", y=alt.value(0), y2=alt.value("height")), _above(middle)]


def _above(base: alt.Chart) -> alt.Chart:
    """The label of a line or band, above the drawing and so clear of what is in it."""
    name = base.mark_text(y=-5, baseline="bottom", color=SOFT, fontSize=SMALL, tooltip=None, aria=False)
    named: alt.Chart = name.encode(text="label:N")
    return named


def row_names(frame: pd.DataFrame, rows: alt.Y, name: str) -> alt.Chart:
    """The name of each row printed above its marks, so that a narrow window keeps its width for them."""
    base = alt.Chart(frame.drop_duplicates(name)).encode(y=rows)
    fit = alt.ExprRef("width")
    mark = base.mark_text(
        align="left", baseline="middle", x=0, dy=-11, fontSize=TEXT, limit=fit, tooltip=None, aria=False
    )
    named: alt.Chart = mark.encode(text=alt.Text(f"{name}:N"))
    return named


def rows(field: str, order: list[str]) -> alt.Y:
    """Rows in the order given, without an axis: their names are printed above them."""
    return alt.Y(f"{field}:N", sort=order, axis=None, scale=alt.Scale(padding=0))


def as_days(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A copy in which these columns are days as charts read them; absent ones are empty."""
    return frame.assign(**{column: pd.to_datetime(frame[column]) for column in columns})


def said_day(day: pd.Timestamp | date) -> str:
    """ "3 Mar 2026"."""
    return f"{day.day} {day:%b %Y}"
