"""Is it getting better? Open follow-up and overdue actions at each month end, drawn and as a table."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.charts.frames import trend_frame
from dashboard.charts.trend import month_end_trend
from dashboard.components.chart import show_chart
from dashboard.components.kept import kept
from dashboard.components.table import Column, table
from data_models.queries.trend import TrendPoint


def show_trend(points: tuple[TrendPoint, ...], *, version: str) -> None:
    show_chart(
        lambda: month_end_trend(trend_frame(points)),
        key="trend",
        version=version,
        table=kept("trend table", lambda: _trend_table(points)),
        empty="There are no months to compare yet.",
    )


def _trend_table(points: Iterable[TrendPoint]) -> Markup:
    columns: list[Column[TrendPoint]] = [
        Column("Month end", lambda one: one.day, "date", names_row=True),
        Column("Open follow-up", lambda one: one.open_follow_up, "number"),
        Column("Overdue actions", lambda one: one.overdue_actions, "number"),
    ]
    return table(points, columns, caption="Open follow-up and overdue actions", empty="No months yet.", tall="20rem")
