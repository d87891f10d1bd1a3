"""Every meeting: the one under way or to come first, and those that are closed."""

from datetime import date

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.meetings.words import PATH, meeting_chip
from dashboard.components.notices import notice
from dashboard.components.table import Column, table
from dashboard.text import clean
from dashboard.wording import count, day
from data_models.queries.meetings import MeetingRow
from data_models.vocabulary import MeetingState


def meetings_table(rows: tuple[MeetingRow, ...]) -> Markup:
    columns: list[Column[MeetingRow]] = [
        Column("Meeting", lambda one: anchor(clean(one.title), PATH, meeting=one.reference), names_row=True),
        Column("Reference", lambda one: one.reference),
        Column("Day", lambda one: one.held_on, "date"),
        Column("State", lambda one: meeting_chip(one.state)),
        Column("Chair", lambda one: one.chair or "nobody yet"),
        Column("Items settled", lambda one: f"{one.settled} of {one.items}"),
        Column("Actions open", lambda one: f"{one.open_actions} of {one.actions}" if one.actions else "none given"),
    ]
    return table(rows, columns, caption="Meetings", empty="No meeting is on record yet.")


def what_is_next(rows: tuple[MeetingRow, ...], on: date) -> Markup:
    """The meeting under way, else the next one, as the way in; what to do where there is neither."""
    running = [one for one in rows if one.state is MeetingState.RUNNING]
    planned = [one for one in rows if one.state is MeetingState.PLANNED]
    for one in running:
        way = anchor("Go on with it", PATH, meeting=one.reference, item=1)
        return notice(Markup("{} is under way. {}").format(clean(one.title), way), tone="blue")
    for one in planned:
        when = "Today" if one.held_on == on else day(one.held_on)
        way = anchor("Look at its agenda", PATH, meeting=one.reference)
        return notice(Markup("{}: {}, {}. {}").format(when, clean(one.title), count(one.items, "item"), way))
    return notice("No meeting is planned. A senior manager or a strategic support officer plans one.")
