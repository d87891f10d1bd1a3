"""How far each action plan is: its actions by status."""

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.marks import row_names, rows
from dashboard.charts.theme import ACCENT, AMBER, GREEN, GREY, INK, LINE, ON_SOLID, PANEL, PAPER, RED, Chart, finished
from dashboard.wording import count
from data_models.vocabulary import ItemStatus

ROW = 44
# From what is done to what is not; the symbol says without colour what the colour says. What asks for nobody is a tint.
LOOKS: dict[ItemStatus, tuple[str, str, str, str]] = {
    ItemStatus.VERIFIED: ("✔", "Verified", GREEN, ON_SOLID),
    ItemStatus.CLAIMED: ("◐", "Claimed", ACCENT, ON_SOLID),
    ItemStatus.IN_PROGRESS: ("▶", "In progress", GREY, ON_SOLID),
    ItemStatus.NOT_STARTED: ("○", "Not started", LINE, INK),
    ItemStatus.AT_RISK: ("▲", "At risk", AMBER, ON_SOLID),
    ItemStatus.DISPUTED: ("■", "Disputed", RED, ON_SOLID),
    ItemStatus.WITHDRAWN: ("–", "Withdrawn", PANEL, INK),
}


def plan_progress(frame: pd.DataFrame) -> Chart | None:
    """One bar for each plan, in pieces by status, each with its symbol and number. None where there is no action.

    Columns: `plan` (its reference and name), `status` (ItemStatus), `count` (int). Plans in the order given.
    """
    counted = frame[frame["count"] > 0]
    if counted.empty:
        return None
    pieces = _placed(counted)
    y = rows("plan", list(dict.fromkeys(pieces["plan"])))
    layers = [row_names(pieces, y, "plan"), *_bars(pieces, y)]
    return finished(layers, says=_said(pieces), height=ROW * pieces["plan"].nunique() - 6)


def _placed(counted: pd.DataFrame) -> pd.DataFrame:
    """Each piece with where it begins and ends in its bar, and its words."""
    order = {status.value: place for place, status in enumerate(LOOKS)}
    pieces = counted.assign(order=[order[ItemStatus(one).value] for one in counted["status"]])
    pieces = pieces.sort_values("order", kind="stable")
    end = pieces.groupby("plan", sort=False)["count"].cumsum()
    looks = [LOOKS[ItemStatus(one)][0] for one in pieces["status"]]
    words = [_words(ItemStatus(one)) for one in pieces["status"]]
    said = [f"{look} {number}" for look, number in zip(looks, pieces["count"], strict=True)]
    inks = [LOOKS[ItemStatus(one)][3] for one in pieces["status"]]
    placed = pieces.assign(begin=end - pieces["count"], end=end, words=words, said=said, ink=inks)
    return placed.sort_index(kind="stable")


def _words(status: ItemStatus) -> str:
    symbol, word, _, _ = LOOKS[status]
    return f"{symbol} {word}"


def _bars(pieces: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    widest = int(pieces["end"].max())
    x = alt.X("begin:Q", title=None, axis=None, scale=alt.Scale(domain=[0, widest], nice=False))
    used = list(pieces.sort_values("order")["words"].unique())
    looks = {_words(status): colour for status, (_, _, colour, _) in LOOKS.items()}
    legend = alt.Legend(orient="top", columns=3, symbolType="square", rowPadding=2, columnPadding=8)
    colour = alt.Color("words:N", legend=legend, scale=alt.Scale(domain=used, range=[looks[one] for one in used]))
    told = [
        alt.Tooltip("plan:N", title="Plan"),
        alt.Tooltip("words:N", title="Status"),
        alt.Tooltip("count:Q", title="Actions"),
    ]
    place: dict[str, Any] = {"y": y, "yOffset": alt.value(ROW / 2 + 10)}
    bar = alt.Chart(pieces).encode(x=x, x2="end:Q", tooltip=told, color=colour, **place)
    middle = alt.Chart(pieces.assign(middle=(pieces["begin"] + pieces["end"]) / 2))
    # The paper between two pieces is their gap of two pixels.
    return [
        bar.mark_bar(size=20, stroke=PAPER, strokeWidth=2),
        middle.mark_text(text=_label(widest), fontWeight=600, tooltip=None, aria=False).encode(
            x=alt.X("middle:Q"), color=alt.Color("ink:N", scale=None), **place
        ),
    ]


def _label(widest: int) -> alt.ExprRef:
    """The symbol and number, and the number alone where a narrow window leaves no room for both."""
    return alt.ExprRef(f"(datum.end - datum.begin) / {widest} * width > 30 ? datum.said : datum.count")


def _said(pieces: pd.DataFrame) -> str:
    by_status = pieces.groupby("status", sort=False)["count"].sum()
    parts = ", ".join(
        f"{by_status[status.value]} {LOOKS[status][1].lower()}" for status in LOOKS if status.value in by_status.index
    )
    total = count(int(pieces["count"].sum()), "action")
    return f"Progress of {count(pieces['plan'].nunique(), 'plan')} with {total}: {parts}."
