"""What each rule would have raised, month by month: a strip of bars for each rule, all on one scale."""

import altair as alt
import pandas as pd

from dashboard.charts.marks import said_day
from dashboard.charts.theme import ACCENT, EDGE, INK, SMALL, SOFT, Chart, finished

# The height of one rule's strip, and of its bars in it; its name stands above them.
STRIP, BARS, NAME = 60, 28, 20


def raised_by_rule(frame: pd.DataFrame) -> Chart | None:
    """Strips in the order in which rules first appear. None where no month is told.

    Columns: `rule` (its title), `month_end` (date), `raised` (int); one row for each rule and month, oldest first.
    """
    if frame.empty:
        return None
    rules = list(dict.fromkeys(frame["rule"]))
    placed = _placed(frame, rules)
    height = STRIP * len(rules)
    x = alt.X("month:O", sort=list(dict.fromkeys(placed["month"])), title=None, axis=_months(placed["month_end"]))
    scale = alt.Scale(domain=[0, height], range=[0, height], nice=False)
    y = alt.Y("top:Q", scale=scale, axis=None)
    return finished(
        [*_bars(placed, x, y, alt.Y("base:Q", scale=scale, axis=None)), *_names(placed, y)],
        says=_said(frame, rules),
        height=height,
    )


def _months(ends: pd.Series) -> alt.Axis:
    """The first letter of each month, and the year under each January (or the first month, where there is none)."""
    at = "slice(datum.value, 5) == 'Jan'" if (ends.dt.month == 1).any() else "datum.index == 0"
    letter, year = "slice(datum.value, 5, 6)", "slice(datum.value, 0, 4)"
    words = f"{at} ? [{letter}, {year}] : [{letter}]"
    return alt.Axis(orient="bottom", labelAngle=0, ticks=False, labelFontSize=SMALL, labelExpr=words)


def _placed(frame: pd.DataFrame, rules: list[str]) -> pd.DataFrame:
    """Where each bar begins and ends, in points from the top; equal numbers are equally tall in every strip."""
    days = pd.to_datetime(frame["month_end"])
    base = frame["rule"].map({rule: STRIP * (place + 1) - 4 for place, rule in enumerate(rules)})
    most = max(int(frame["raised"].max()), 1)
    return frame.assign(
        month=days.dt.strftime("%Y %b"),
        month_end=days,
        base=base,
        top=base - BARS * frame["raised"] / most,
    )


def _bars(placed: pd.DataFrame, x: alt.X, y: alt.Y, ground: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(placed).encode(x=x)
    told = [
        alt.Tooltip("rule:N", title="Rule"),
        alt.Tooltip("month_end:T", title="By", format="%-d %b %Y"),
        alt.Tooltip("raised:Q", title="Would have been raised"),
    ]
    floor = base.mark_tick(color=EDGE, thickness=1, orient="horizontal", tooltip=None, aria=False).encode(y=ground)
    some = base.transform_filter("datum.raised > 0")
    bar = some.mark_bar(color=ACCENT).encode(y=y, y2="base:Q", tooltip=told)
    number = some.mark_text(baseline="bottom", dy=-1, fontSize=SMALL, color=INK, tooltip=None, aria=False)
    return [floor, bar, number.encode(y=y, text="raised:Q")]


def _names(placed: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    first = placed.groupby("rule", sort=False).agg(base=("base", "first"), total=("raised", "sum")).reset_index()
    named = first.assign(top=first["base"] - BARS - NAME, label=first["rule"] + ": " + first["total"].astype(str))
    fit = alt.ExprRef("width")
    mark = alt.Chart(named).mark_text(
        align="left", baseline="middle", x=0, fontSize=SMALL, color=SOFT, limit=fit, tooltip=None, aria=False
    )
    names: alt.Chart = mark.encode(y=y, text="label:N")
    return [names]


def _said(frame: pd.DataFrame, rules: list[str]) -> str:
    days = pd.to_datetime(frame["month_end"])
    totals = frame.groupby("rule", sort=False)["raised"].sum()
    told = "; ".join(f"{rule.lower()} {int(totals[rule])}" for rule in rules)
    return f"Flags that each rule would have raised from {said_day(days.min())} to {said_day(days.max())}: {told}."
