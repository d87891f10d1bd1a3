"""How far the dates of actions have moved from what was first promised."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.footprint import dumbbells
from dashboard.charts.marks import as_days, day_axis, row_names, rows, today_line
from dashboard.charts.theme import Chart, finished
from dashboard.wording import count, span

ROW = 34


def slips(frame: pd.DataFrame, on: date) -> Chart | None:
    """The first promised day hollow, the day in force filled; actions in the order given. None where there is none.

    Columns: `reference`, `title`, `original` (date), `due` (date in force), `slips` (how often it was put off),
    `is_open` (bool: an open action past its day is red).
    """
    if frame.empty:
        return None
    days = as_days(frame, "original", "due").assign(
        late=lambda all_: all_["is_open"] & (all_["due"] < pd.Timestamp(on)),
        name=lambda all_: [_name(row) for row in all_.itertuples()],
    )
    days = days.rename(columns={"original": "from", "due": "to"})
    y = rows("reference", list(days["reference"]))
    x = day_axis([*days["from"], *days["to"], pd.Timestamp(on)], room=pd.Timedelta(days=14).to_pytimedelta())
    layers = [
        row_names(days, y, "name"),
        *dumbbells(days, y, x, ROW, ("First promised", "In force")),
        *today_line(on, x),
    ]
    return finished(layers, says=_said(days), height=ROW * len(days))


def _name(row: Any) -> str:
    days = (row.due - row.original).days
    times = row.slips
    moved = f"{count(times, 'move')}, {span(days)} later" if days > 0 else "not moved"
    return f"{row.reference}: {moved}. {row.title}"


def _said(days: pd.DataFrame) -> str:
    moved = days[days["to"] > days["from"]]
    worst = span(int((moved["to"] - moved["from"]).dt.days.max())) if len(moved) else "none"
    return (
        f"Dates of {count(len(days), 'action')}: {len(moved)} later than first promised, the furthest by {worst}; "
        f"{int(days['late'].sum())} open and past their day."
    )
