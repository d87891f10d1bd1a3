"""The three pages of meetings: the list, one meeting, one item on the screens."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.components.forms import openers
from dashboard.components.meetings import live_fields as live
from dashboard.components.meetings import showing
from dashboard.components.meetings.action_deeds import action_forms, decision_forms, owners_by_role
from dashboard.components.meetings.agenda import agenda_table
from dashboard.components.meetings.agenda_deeds import add_offer, agenda_forms, defer_form, defer_offer
from dashboard.components.meetings.closed import told_on
from dashboard.components.meetings.meeting_deeds import meeting_forms, meeting_offers
from dashboard.components.meetings.minutes import earlier_part, files_of, head, minutes_part
from dashboard.components.section import section
from dashboard.session import record
from dashboard.text import show
from data_models.queries.meeting_item import ItemPicture
from data_models.queries.meetings import Minutes
from data_models.queries.people import Colleague
from data_models.vocabulary import MeetingState

KEYS = Markup(
    '<p class="soft">Arrow keys and Page Up and Down move between items while no field has the focus. What is typed is '
    "shown to the room and kept for ever.</p>"
)
_DESK, _ROOM = Markup('<div class="meeting desk">{}</div>'), Markup('<div class="meeting room">{}{}</div>')


def is_followed() -> bool:
    """Whether the address asks for a screen that goes where the meeting goes."""
    return "follow" in st.query_params


def one_meeting(meeting: Minutes, people: tuple[Colleague, ...], areas: Mapping[str, str]) -> None:
    """The agenda before and while it is held; the frozen minutes afterwards. A room that is led waits for its item."""
    show(live.screen(meeting, None, follows=is_followed()))
    if record().viewer.shared_screen and is_followed():
        show(showing.awaiting(meeting))
        return
    show(head(meeting) + files_of(meeting) + openers(*meeting_offers(meeting), add_offer(meeting)))
    meeting_forms(meeting, people)
    agenda_forms(meeting, areas)
    action_forms([*meeting.earlier_actions, *(one for item in meeting.items for one in item.actions)], people, meeting)
    decision_forms(meeting)
    if meeting.state is MeetingState.CLOSED:
        show(minutes_part(meeting, record().on))
        return
    if not record().viewer.shared_screen and not record().is_past:
        show(showing.ways_in(meeting, leads=live.keeps_the_minutes(meeting)))
    show(section("agenda", "Agenda", agenda_table(meeting)))
    show(earlier_part(meeting, record().on))
    if any(one.notes or one.decisions or one.actions for one in meeting.items):
        show(section("minutes", "The minutes so far", minutes_part(meeting, record().on)))


def one_item(shown: ItemPicture, people: tuple[Colleague, ...]) -> None:
    """One item: in a room in large type and nothing to press, at a desk with the fields to type in."""
    if record().viewer.shared_screen:
        _in_the_room(shown)
    else:
        _at_the_desk(shown, people)


def _in_the_room(shown: ItemPicture) -> None:
    meeting, item, on = shown.minutes, shown.item, told_on(shown)
    ahead = live.LOST + live.screen(meeting, item, follows=is_followed())
    show(ahead + showing.way_on(meeting, item, is_led=is_followed()))
    known, said = showing.told(shown, on), Markup('<div class="said-here">{}</div>').format(showing.said_so_far(item))
    show(_ROOM.format(Markup('<div class="known-of">{}</div>').format(known) if known else known, said))


def _at_the_desk(shown: ItemPicture, people: tuple[Colleague, ...]) -> None:
    meeting, item, on = shown.minutes, shown.item, told_on(shown)
    types = live.keeps_the_minutes(meeting)
    cover = live.cover_button(meeting, item) if types else Markup("")
    deeds = Markup('<div class="deeds">{}{}</div>').format(cover, openers(defer_offer(meeting, item)))
    ahead = live.LOST + live.screen(meeting, item, follows=is_followed())
    is_led = is_followed()
    strip = Markup("") if is_led else showing.strip(meeting, item)
    show(ahead + showing.way_on(meeting, item, is_led=is_led, deeds=deeds) + strip)
    defer_form(meeting, item)
    action_forms([*shown.earlier, *item.actions], people, meeting)
    decision_forms(meeting)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        show(_DESK.format(showing.told(shown, on)))
    with right:
        if types:
            show(live.live_fields(item, owners_by_role(people)))
        show(_DESK.format(showing.recorded(meeting, item, on) if types else showing.said_so_far(item)))
    is_over = meeting.state is MeetingState.CLOSED
    room = Markup("") if is_over else Markup(" · {}").format(showing.room_link(meeting))
    show(Markup("<p>{}{}</p>{}").format(showing.agenda_link(meeting), room, KEYS if types else ""))
