"""What is sent on the whole country: the national pack, and the list of who covers what."""

from collections.abc import Iterable

from dashboard.charts.frames import trend_frame
from dashboard.charts.trend import month_end_trend
from dashboard.reports.about import About
from dashboard.reports.document import Block, Document, Heading, Numbers, Picture, Text, table_of
from dashboard.reports.tables import Sheet
from data_models.queries.trend import TrendPoint

# The parts of the pack after its first page: a heading, and which table of which page it is.
PACK: tuple[tuple[str, str, str], ...] = (
    ("Formal monitoring", "monitoring", "formal-monitoring-open-and-proposed"),
    ("Follow-up that is owed or open", "follow-up", "the-register-of-follow-up-what-is-owed-first"),
    ("Action plans", "action-plans", "action-plans-the-longest-overdue-first"),
    ("Open risk flags", "risk-flags", "risk-flags-the-gravest-first"),
    ("Posts without anyone", "coverage", "posts-without-anyone-now-and-soon"),
    ("National programmes", "programmes", "national-programmes-by-strand"),
)
RANKED, TREND = "areas-the-most-pressing-first", "open-follow-up-and-overdue-actions"
GAPS, POSTS = "posts-without-anyone-now-and-soon", "who-covers-each-area-areas-with-a-gap-first"
NONE = "There is none today."
Cards = tuple[tuple[str, str, str], ...]


def national_pack(
    about: About, marking: str, cards: Cards, trend: tuple[TrendPoint, ...], sheets: dict[tuple[str, str], Sheet]
) -> Document:
    """`cards` are the headline numbers, `sheets` the tables of the pages by page and name."""
    blocks: list[Block] = [
        Numbers(cards[:3]),
        Numbers(cards[3:]),
        Heading(1, "What needs someone, and why"),
        *_table(sheets.get(("overview", RANKED))),
        Heading(1, "Is it getting better?"),
        *_trend(trend, sheets.get(("overview", TREND))),
    ]
    for heading, page, key in PACK:
        blocks += [Heading(1, heading), *_table(sheets.get((page, key)))]
    return Document(about.title, about, marking, tuple(blocks))


def coverage_list(about: About, marking: str, cards: Cards, sheets: dict[str, Sheet]) -> Document:
    """Who covers each area in each role, since when; roles and names, and no way to reach anybody."""
    blocks: list[Block] = [
        Numbers(cards),
        Heading(1, "Posts without anyone, now and soon"),
        *_table(sheets.get(GAPS)),
        Heading(1, "Who covers each area"),
        *_table(sheets.get(POSTS)),
    ]
    return Document(about.title, about, marking, tuple(blocks))


def _table(sheet: Sheet | None) -> Iterable[Block]:
    yield table_of(sheet) if sheet is not None and sheet.rows else Text(NONE)


def _trend(points: tuple[TrendPoint, ...], sheet: Sheet | None) -> Iterable[Block]:
    chart = month_end_trend(trend_frame(points))
    if chart is not None:
        spec = chart.to_dict()
        yield Picture(spec, spec["description"])
    yield from _table(sheet)
