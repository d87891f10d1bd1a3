"""The agenda of one meeting: items in their order, why each is on it, and how far each has come."""

from markupsafe import Markup

from dashboard.components.forms import openers
from dashboard.components.links import anchor
from dashboard.components.meetings.agenda_deeds import item_offers
from dashboard.components.meetings.words import PATH, item_chip, reference_link
from dashboard.components.table import Column, table
from dashboard.text import clean, plain, words
from data_models.queries.meetings import ItemRow, Minutes
from data_models.vocabulary import MeetingState

_WHY = Markup('{}<span class="about">{}</span>')


def agenda_table(meeting: Minutes) -> Markup:
    """With the deeds on each item for whoever may do them; a file has none."""
    offered = {one.id: openers(*item_offers(meeting, one)) for one in meeting.items}
    columns: list[Column[ItemRow]] = [
        Column("Item", lambda one: one.position, "number"),
        Column("About", lambda one: _about(meeting, one), names_row=True),
        Column("Minutes", lambda one: one.minutes, "number"),
        Column("State", lambda one: _state(one)),
    ]
    columns += [Column("", lambda one: offered[one.id])] if any(offered.values()) else []
    return table(meeting.items, columns, caption="Agenda", empty="Nothing is on the agenda yet. Add an item.")


def _about(meeting: Minutes, one: ItemRow) -> Markup:
    named = plain(clean(one.title))
    if meeting.state is not MeetingState.PLANNED:
        named = anchor(named, PATH, meeting=meeting.reference, item=one.position)
    elif one.area_code:
        named = anchor(named, "area", area=one.area_code)
    record = Markup(" {}").format(reference_link(one.subject) or clean(one.subject)) if one.subject else Markup("")
    return _WHY.format(named + record, clean(one.why)) if one.why else named + record


def _state(one: ItemRow) -> Markup:
    return Markup("{} {}").format(item_chip(one.state), words(one.reason)) if one.reason else item_chip(one.state)
