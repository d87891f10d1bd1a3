"""Where the record has an inspection from: the source, the imported lines word for word, and what contradicts them."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.area.sections import contradictions_table
from dashboard.components.inspections.values import source_link
from dashboard.components.section import facts, soft
from dashboard.components.table import Column, table
from data_models.queries.inspection_rows import InspectionPicture, PublishedRowRow


def sources_part(shown: InspectionPicture) -> Markup:
    """The source as an address to read on, then every line of the imported file that speaks of this inspection."""
    source = shown.running.source
    named = facts([("Source", source_link(source))]) if source else soft("Recorded by hand; no source is named.")
    both = contradictions_table(shown.contradictions) if shown.contradictions else Markup("")
    return named + both + _published_rows(shown.published_rows)


def _published_rows(rows: Iterable[PublishedRowRow]) -> Markup:
    lines = list(rows)
    if not lines:
        return Markup("")
    columns: list[Column[PublishedRowRow]] = [
        Column("Line", lambda one: f"{one.file_name}, {one.row_number}", names_row=True),
        Column("Area", lambda one: one.area_text),
        Column("Published", lambda one: one.published_text),
        Column("Indicator", lambda one: one.indicator_text),
        Column("Value", lambda one: one.value_text),
        Column("Follow-up stated", lambda one: one.follow_up_text),
        Column("Source", lambda one: source_link(one.source_url)),
    ]
    caption = "As it was imported, word for word"
    return table(lines, columns, caption=caption, empty="", show_caption=True)
