"""How every page opens: its head with how fresh it is, and what was said of the deed just done."""

from datetime import datetime, time

from markupsafe import Markup

from dashboard.components.forms import what_was_said
from dashboard.components.links import on_page
from dashboard.components.page_frame import Known, page_frame
from dashboard.components.table import note_title
from dashboard.navigation import BY_PATH
from dashboard.session import LONDON, now, record


def open_page(path: str, title: str | Markup | None = None, *, points_at: str | None = None) -> None:
    """Show the head of the page at `path`; `title` where one record of its kind is looked at. `points_at` is the
    parameter of the address that only picks something out and narrows nothing."""
    screen = BY_PATH[path]
    on_page(path, points_at)
    note_title(title or screen.title)
    page_frame(title or screen.title, screen.description, _known())
    record().has_its_head = True
    what_was_said()


def _known() -> Known:
    opened = record()
    if opened.as_of is None:
        return Known(now(), opened.head.changed_at)
    return Known(datetime.combine(opened.as_of, time(23, 59), LONDON), past=True)
