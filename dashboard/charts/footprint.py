"""An inspection's footprint: each milestone as planned and as it was."""

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.marks import LASTING, as_days, day_axis, row_names, rows, said_day, today_line
from dashboard.charts.theme import ACCENT, EDGE, PAPER, RED_INK, Chart, finished
from dashboard.wording import count

ROW = 34


def footprint(frame: pd.DataFrame, on: date) -> Chart | None:
    """Planned days hollow, actual days filled, joined where they differ; milestones in the order given.

    Columns: `milestone`, `planned` (date or None), `actual` (date or None). None where no day is known.
    A milestone that should be past and is not is red, and says so.
    """
    days = as_days(frame, "planned", "actual").dropna(subset=["planned", "actual"], how="all")
    if days.empty:
        return None
    days = days.assign(
        late=lambda all_: all_["actual"].isna() & (all_["planned"] < pd.Timestamp(on)),
        told=lambda all_: [_told(row, on) for row in all_.itertuples()],
    ).assign(name=lambda all_: all_["milestone"] + ": " + all_["told"])
    y = rows("milestone", list(days["milestone"]))
    x = day_axis([*days["planned"], *days["actual"], pd.Timestamp(on)], room=pd.Timedelta(days=10).to_pytimedelta())
    layers = [row_names(days, y, "name"), *_dumbbells(days, y, x), *today_line(on, x)]
    return finished(layers, says=_said(days), height=ROW * len(days))


def _dumbbells(days: pd.DataFrame, y: alt.Y, x: alt.X) -> list[alt.Chart]:
    return dumbbells(days.rename(columns={"planned": "from", "actual": "to"}), y, x, ROW, ("Planned", "Actual"))


def dumbbells(days: pd.DataFrame, y: alt.Y, x: alt.X, row: int, names: tuple[str, str]) -> list[alt.Chart]:
    """A hollow point at `from`, a filled one at `to`, and the bar between; `late` ones are red squares."""
    place: dict[str, Any] = {"y": y, "yOffset": alt.value(row / 2 + 6)}
    between = alt.Chart(days.dropna(subset=["from", "to"]).assign(at=lambda all_: all_["from"]))
    hollow = alt.Chart(days.dropna(subset=["from"]).assign(at=lambda all_: all_["from"]))
    filled = alt.Chart(days.dropna(subset=["to"]).assign(at=lambda all_: all_["to"]))
    told = [alt.Tooltip("name:N", title="Row"), alt.Tooltip("from:T", title=names[0], format="%-d %b %Y")]
    told.append(alt.Tooltip("to:T", title=names[1], format="%-d %b %Y"))
    late: Any = {"condition": {"test": "datum.late", "value": RED_INK}, "value": ACCENT}
    shape = alt.condition("datum.late", alt.value("square"), alt.value("circle"))
    return [
        between.mark_rule(color=EDGE, strokeWidth=2, tooltip=None, aria=False).encode(x=LASTING, x2="to:T", **place),
        hollow.mark_point(size=70, fill=PAPER, strokeWidth=2, opacity=1).encode(
            x=x, stroke=late, shape=shape, tooltip=told, **place
        ),
        filled.mark_point(size=80, filled=True, opacity=1).encode(x=x, color=late, shape=shape, tooltip=told, **place),
    ]


def _told(row: Any, on: date) -> str:
    planned, actual = row.planned, row.actual
    if pd.isna(actual):
        late = (pd.Timestamp(on) - planned).days
        return f"planned {said_day(planned)}" + (f", {count(late, 'day')} overdue" if late > 0 else "")
    if pd.isna(planned):
        return f"{said_day(actual)}, not planned"
    days = (actual - planned).days
    if days == 0:
        return f"{said_day(actual)}, as planned"
    return f"{said_day(actual)}, {count(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def _said(days: pd.DataFrame) -> str:
    late = int(days["late"].sum())
    return (
        f"Footprint of the inspection: {count(len(days), 'milestone')}, {int(days['actual'].notna().sum())} reached, "
        f"{late} overdue. Planned days are hollow, actual days filled."
    )
