"""The mark on a day that came to be known long after it."""

from datetime import date

from markupsafe import Markup

from dashboard.components.table import day
from dashboard.wording import day as day_words
from dashboard.wording import span
from data_models.rules.late_entries import Entry


def dated(on: date | None, entry: Entry | None) -> Markup:
    """The day, and where it was entered late, when it became known."""
    if on is None:
        return Markup("")
    return Markup("{}{}").format(day(on), entered_late(entry))


def entered_late(entry: Entry | None) -> Markup:
    if entry is None or not entry.is_late:
        return Markup("")
    said = f"entered {span(entry.days_late)} later, on {day_words(entry.known_on)}"
    return Markup('<span class="about">{}</span>').format(said)
