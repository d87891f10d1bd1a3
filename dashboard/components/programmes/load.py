"""How much scrutiny is asked of each area, quarter by quarter: as numbers, and drawn where that is asked for."""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.charts.load import scrutiny_load
from dashboard.components.chart import show_chart
from dashboard.components.links import anchor, here
from dashboard.components.table import Column, table
from dashboard.text import show
from data_models.queries.programme_load import Demand, Load, LoadRow, Quarter
from data_models.queries.programmes import RotationRow

DEMANDS: dict[Demand, str] = {
    Demand.INSPECTION: "inspection",
    Demand.PARTICIPATION: "thematic review",
    Demand.SELF_EVALUATION: "self-evaluation",
    Demand.OTHER_BODY: "another body",
}


def show_load(load: Load, areas: Sequence[RotationRow], on: date, *, version: str) -> None:
    """The numbers; with `draw=load` in the address the chart above them."""
    numbers = load_table(load, areas, on)
    drawn = st.query_params.get("draw") == "load"
    show(
        Markup('<h2 id="load">How much is asked of each area</h2><p class="soft">{} <a href="{}">{}</a></p>').format(
            "Inspections, thematic reviews, self-evaluations and scrutiny by other bodies that touch a quarter.",
            here(draw=None if drawn else "load"),
            "Show the numbers only" if drawn else "Draw it as a chart",
        )
    )
    if not drawn:
        show(numbers)
        return
    show_chart(
        lambda: scrutiny_load(load_frame(load, areas)),
        key="load",
        version=version,
        table=numbers,
        empty="Nothing is asked of any area in these quarters.",
        wide=1100,
    )


def load_table(load: Load, areas: Sequence[RotationRow], on: date) -> Markup:
    """Areas by quarters: pieces of scrutiny of every body that touch the quarter."""
    found = _by_place(load.rows)
    now = Quarter.of(on)
    columns: list[Column[RotationRow]] = [
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True),
        *(_quarter(quarter, found, quarter == now) for quarter in load.quarters),
    ]
    return table(
        sorted(areas, key=lambda one: one.area_name),
        columns,
        caption="Pieces of scrutiny, by area and quarter",
        empty="There are no areas yet. Load the reference data to begin.",
        tall="30rem",
    )


Found = dict[tuple[str, Quarter], list[LoadRow]]


def _by_place(rows: Iterable[LoadRow]) -> Found:
    found: Found = {}
    for row in rows:
        found.setdefault((row.area_code, row.quarter), []).append(row)
    return found


def _quarter(quarter: Quarter, found: Found, is_now: bool) -> Column[RotationRow]:
    heading = quarter_words(quarter) + (" (now)" if is_now else "")
    return Column(heading, lambda one: _pieces(found.get((one.area_code, quarter), ())), "number")


def _pieces(rows: Sequence[LoadRow]) -> Markup:
    if not rows:
        return Markup("")
    kinds = "; ".join(f"{DEMANDS[row.demand]}: {row.activities}" for row in rows)
    return Markup('<span title="{}">{}</span>').format(kinds, sum(row.activities for row in rows))


def quarter_words(quarter: Quarter) -> str:
    return f"{quarter.year} Q{quarter.number}"


def load_frame(load: Load, areas: Sequence[RotationRow]) -> pd.DataFrame:
    """The same as a frame for the chart, with noughts, areas and quarters in order; empty where nothing is asked."""
    found = _by_place(load.rows)
    rows = [
        (one.area_name, quarter_words(quarter), sum(row.activities for row in found.get((one.area_code, quarter), ())))
        for one in sorted(areas, key=lambda one: one.area_name)
        for quarter in load.quarters
    ]
    return pd.DataFrame(rows if load.rows else [], columns=["area", "quarter", "load"])
