"""Evaluations of one area over the years on the six-point scale; statements stand in a table of their own."""

from collections.abc import Iterable
from datetime import date

import altair as alt
import pandas as pd

from dashboard.charts.marks import LASTING, day_axis, pause_band
from dashboard.charts.theme import (
    EDGE,
    GRADES,
    INK,
    ON_SOLID,
    PAPER,
    RED_TINT,
    SMALL,
    SOFT,
    Chart,
    finished,
)
from dashboard.wording import count, known_day, say
from data_models.rules.known_dates import KnownDate
from data_models.vocabulary import DatePrecision, Grade

WEAKEST_ADEQUATE = int(Grade.ADEQUATE)


def evaluations_over_time(frame: pd.DataFrame, on: date) -> Chart | None:
    """Grades as numbered squares, one for equal grades of one inspection; None where no date or grade is known.

    Columns: `when` (date or None), `precision` (DatePrecision), `grade` (1 to 6), `label` (the indicator), `inspection`
    (its reference), `programme`, and `count` (how many this row stands for; 1 where the column is absent).
    A date known to the month or year is a bar over it. `on` is the day the record is looked at.
    """
    known = _dated(frame)
    if known.empty:
        return None
    points = _together(known, "grade").assign(words=lambda all_: [_words(grade) for grade in all_["grade"]])
    first, last = points["begins"].min(), max(points["ends"].max(), pd.Timestamp(on))
    x = day_axis([first, last], room=_ROOM)
    layers = [*_below_adequate(), *pause_band(first.date(), last.date(), x), *_points(points, x)]
    return finished(layers, says=_said(frame, points), height=230)


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with a date, and the first and last day it can have been."""
    precisions = [DatePrecision(one) for one in frame["precision"]]
    spans = [KnownDate(_day(when), precision) for when, precision in zip(frame["when"], precisions, strict=True)]
    days = frame.assign(
        begins=_moments(one.earliest for one in spans),
        ends=_moments(one.latest for one in spans),
        known=[known_day(one.day, one.precision) for one in spans],
    )
    return days.dropna(subset=["begins"])


def _moments(days: Iterable[date | None]) -> "pd.Series[pd.Timestamp]":
    return pd.Series([pd.Timestamp(day) if day else pd.NaT for day in days], dtype="datetime64[s]")


def _day(when: object) -> date | None:
    return when if isinstance(when, date) and not pd.isna(when) else None


def _together(known: pd.DataFrame, value: str) -> pd.DataFrame:
    """Equal judgements of one inspection as one row with their number and their indicators."""
    known = known if "count" in known else known.assign(count=1)
    keys = ["begins", "ends", "known", "inspection", "programme", value]
    joined = known.groupby(keys, as_index=False, sort=True).agg(count=("count", "sum"), labels=("label", "; ".join))
    middle = joined["begins"] + (joined["ends"] - joined["begins"]) / 2
    times = [f"×{number}" if number > 1 else "" for number in joined["count"]]
    return joined.assign(at=middle.dt.normalize(), times=times)


def _words(grade: int) -> str:
    return f"{grade} {say(Grade(grade))}"


def _below_adequate() -> list[alt.Chart]:
    frame = pd.DataFrame({"top": [2.5], "label": ["below adequate"]})
    base = alt.Chart(frame)
    band = base.mark_rect(color=RED_TINT, opacity=0.6, tooltip=None, aria=False).encode(
        y=alt.Y("top:Q"), y2=alt.value("height"), x=alt.value(0), x2=alt.value("width")
    )
    name = base.mark_text(
        align="right", baseline="top", dy=3, dx=-4, color=SOFT, fontSize=SMALL, tooltip=None, aria=False
    )
    return [band, name.encode(y=alt.Y("top:Q"), x=alt.value("width"), text="label:N")]


def _grade_axis() -> alt.Y:
    names = [""] + [say(Grade(grade)) for grade in range(1, 7)]
    # In a narrow window the numeral alone leaves the drawing its room.
    label = f"width < 300 ? datum.value : datum.value + ' ' + {names}[datum.value]"
    axis = alt.Axis(values=list(range(1, 7)), labelExpr=label, grid=True, domain=False, ticks=False)
    return alt.Y("grade:Q", title=None, axis=axis, scale=alt.Scale(domain=[1, 6], padding=16, nice=False))


def _points(points: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    base = alt.Chart(points).encode(x=x, y=_grade_axis())
    colour = alt.Color("grade:O", legend=None, scale=alt.Scale(domain=list(GRADES), range=list(GRADES.values())))
    square = base.mark_point(shape="square", size=300, filled=True, opacity=1, stroke=PAPER, strokeWidth=1)
    numeral = base.mark_text(color=ON_SOLID, fontWeight=600, tooltip=None, aria=False).encode(text="grade:Q")
    number = base.mark_text(align="left", dx=10, dy=-8, color=INK, fontSize=SMALL, tooltip=None, aria=False)
    return [
        _period(points).encode(y=_grade_axis()),
        square.encode(color=colour, tooltip=_TOLD, description="labels:N"),
        numeral,
        number.encode(text="times:N"),
    ]


def _period(points: pd.DataFrame) -> alt.Chart:
    vague = points[points["begins"] < points["ends"]].assign(at=lambda all_: all_["begins"])
    bar = alt.Chart(vague).mark_rule(color=EDGE, strokeWidth=6, strokeCap="round", tooltip=None, aria=False)
    drawn: alt.Chart = bar.encode(x=LASTING, x2="ends:T")
    return drawn


_ROOM = pd.Timedelta(days=200).to_pytimedelta()
_TOLD = [
    alt.Tooltip("words:N", title="Evaluation"),
    alt.Tooltip("labels:N", title="Of"),
    alt.Tooltip("known:N", title="Published"),
    alt.Tooltip("programme:N", title="Programme"),
    alt.Tooltip("inspection:N", title="Inspection"),
]


def _said(frame: pd.DataFrame, points: pd.DataFrame) -> str:
    weak = int(points.loc[points["grade"] < WEAKEST_ADEQUATE, "count"].sum())
    total, last = int(points["count"].sum()), points.sort_values("at").iloc[-1]
    undated = len(frame) - len(_dated(frame))
    more = (
        f" {count(undated, 'evaluation')} without a known date {'is' if undated == 1 else 'are'} in the table only."
        if undated
        else ""
    )
    return (
        f"Evaluations on the six-point scale over time: {count(total, 'evaluation')} "
        f"from {count(points['inspection'].nunique(), 'inspection')}, {weak} of them weak or unsatisfactory. "
        f"The latest: {last['words']}, {last['known']}.{more}"
    )
