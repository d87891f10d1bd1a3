"""A closed meeting as it was closed: whatever page shows it, on whatever day, reads it at that change."""

from dataclasses import replace
from datetime import date

from dashboard.session import record
from data_models.queries.meeting_item import ItemPicture, item_picture_at_close
from data_models.queries.meetings import Minutes, frozen, minutes


def as_closed(meeting: Minutes) -> Minutes:
    """A meeting that is not closed stays as it is."""
    if meeting.closed_on is None or meeting.closed_at_change is None:
        return meeting
    then = record().ask_as_of(minutes, meeting.closed_on, meeting.closed_at_change, meeting_id=meeting.id)
    return meeting if then is None else frozen(then, meeting)


def item_as_closed(shown: ItemPicture) -> ItemPicture:
    """An item with where its area stood, and what was new and overdue, when its meeting was closed."""
    now = shown.minutes
    if now.closed_on is None or now.closed_at_change is None:
        return shown
    which = {"meeting_id": now.id, "position": shown.item.position}
    then = record().ask_as_of(item_picture_at_close, now.closed_on, now.closed_at_change, **which)
    if then is None:
        return shown
    whole = frozen(then.minutes, now)
    return replace(then, minutes=whole, item=whole.item(shown.item.position) or then.item)


def told_on(shown: ItemPicture) -> date:
    """The day that an item is told of: of a closed meeting the day it was closed."""
    return shown.minutes.closed_on or record().on
