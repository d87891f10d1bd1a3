"""How much scrutiny falls on each area, quarter by quarter."""

import altair as alt
import pandas as pd

from dashboard.charts.theme import ACCENT, INK, LINE, Chart, finished
from dashboard.wording import count

ROW = 22


def scrutiny_load(frame: pd.DataFrame) -> Chart | None:
    """A cell for each area and quarter, darker for more, with its number printed. None where there is none.

    Columns: `area` (its name), `quarter` ("2026 Q1"), `load` (how many pieces of scrutiny, int). Areas and quarters
    are in the order in which they first appear; a pair that is absent is nought.
    """
    if frame.empty:
        return None
    cells = _whole(frame)
    areas, quarters = list(dict.fromkeys(frame["area"])), list(dict.fromkeys(frame["quarter"]))
    x = alt.X("quarter:N", sort=quarters, title=None, axis=_QUARTERS)
    y = alt.Y("area:N", sort=areas, title=None, axis=alt.Axis(ticks=False, domain=False))
    return finished(_cells(cells, x, y), says=_said(cells), height=ROW * len(areas))


# "2026 Q1" as "Q1" over "2026", the year once, so that eight quarters fit a telephone.
_SHORT = (
    "slice(datum.value, 5) == 'Q1' || datum.index == 0 "
    "? [slice(datum.value, 5), slice(datum.value, 0, 4)] : [slice(datum.value, 5)]"
)
_QUARTERS = alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False, labelPadding=19, labelExpr=_SHORT)


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    whole = frame.pivot_table(index="area", columns="quarter", values="load", aggfunc="sum", fill_value=0)
    return whole.reset_index().melt(id_vars="area", value_name="load")


def _cells(cells: pd.DataFrame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(cells).encode(x=x, y=y)
    # Never so dark that the number in it could not be read.
    depth = alt.Opacity(
        "load:Q", legend=None, scale=alt.Scale(type="threshold", domain=[1, 2, 3], range=[0, 0.12, 0.26, 0.4])
    )
    told = [
        alt.Tooltip("area:N", title="Area"),
        alt.Tooltip("quarter:N", title="Quarter"),
        alt.Tooltip("load:Q", title="Pieces of scrutiny"),
    ]
    frame = base.mark_rect(fill="transparent", stroke=LINE, tooltip=None, aria=False)
    number = base.transform_filter("datum.load > 0").mark_text(color=INK, tooltip=None, aria=False)
    return [frame, base.mark_rect(color=ACCENT).encode(opacity=depth, tooltip=told), number.encode(text="load:Q")]


def _said(cells: pd.DataFrame) -> str:
    heaviest = cells.sort_values("load", kind="stable").iloc[-1]
    return (
        f"Scrutiny load of {count(cells['area'].nunique(), 'area')} "
        f"over {count(cells['quarter'].nunique(), 'quarter')}: "
        f"{int(cells['load'].sum())} in all; most in {heaviest['area']}, {heaviest['quarter']}: {heaviest['load']}."
    )
