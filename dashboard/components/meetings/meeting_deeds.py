"""The deeds of a whole meeting: planned, put right, who is there, begun, closed."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import choice_field, day_field, needed
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.links import anchor
from dashboard.components.meetings.agenda_deeds import CLOSED, is_open
from dashboard.components.meetings.words import PATH
from dashboard.components.section import soft
from dashboard.session import Session, record
from dashboard.text import clean, show
from dashboard.wording import count, say
from dashboard.written_days import needed_day
from data_models.commands.meetings import (
    change_meeting,
    close_meeting,
    plan_meeting,
    record_attendance,
    start_meeting,
)
from data_models.queries.meetings import Minutes
from data_models.queries.people import Colleague
from data_models.visibility import SENIOR, SUPPORT, Deed
from data_models.vocabulary import MeetingState, Presence, RoleName

NEEDS_DAY = "Write the day it is held."
NEEDS_CHAIR = "Choose who chairs it."
NOT_UNDER_WAY = "Only a meeting that is under way can be closed."
HAS_BEGUN = "This meeting has begun already."
People = tuple[Colleague, ...]


def plan_offer() -> Offer:
    return Offer("plan-meeting", "Plan a meeting", Deed.PLAN_MEETING)


def meeting_offers(meeting: Minutes) -> tuple[Offer, ...]:
    goes_on, state = is_open(meeting), meeting.state
    return (
        Offer("start-meeting", "Start the meeting", Deed.RUN_MEETING, (), state is MeetingState.PLANNED, HAS_BEGUN),
        Offer("attendance", "Who is there", Deed.PLAN_MEETING, (), goes_on, CLOSED),
        Offer(
            "change-meeting",
            "Change name, day or chair",
            Deed.PLAN_MEETING,
            (),
            goes_on,
            CLOSED,
            opened=meeting.row_version,
        ),
        Offer(
            "close-meeting",
            "Close the meeting",
            Deed.CLOSE_MEETING,
            (),
            state is MeetingState.RUNNING,
            CLOSED if state is MeetingState.CLOSED else NOT_UNDER_WAY,
        ),
    )


def plan_form(people: People) -> None:
    def do(session: Session, said: Values) -> str:
        meeting = plan_meeting(session, by=record().viewer, on=record().on, **_named(said))
        return f"{meeting.title} is planned, and its agenda is proposed: look at it, put it in order, add to it."

    deed_form(plan_offer(), title="Plan a meeting", save="Plan it", fields=lambda name: _fields(name, people), do=do)


def meeting_forms(meeting: Minutes, people: People) -> None:
    """Whichever form of the meeting the address has open."""
    start, attendance, change, close = meeting_offers(meeting)
    _start(meeting, start)
    _attendance(meeting, attendance, people)
    _change(meeting, change, people)
    _close(meeting, close)


def _fields(name: NameField, people: People, was: Minutes | None = None) -> Values:
    chairs = {one.id: one.name for one in people if one.role in SENIOR | SUPPORT}
    me = record().viewer.person_id
    left, middle, right = st.columns(3, gap="medium")
    with left:
        title = st.text_input("Name", value=was.title if was else "", key=name("title"))
    with middle:
        held_on = day_field("Day", name("held_on"), value=was.held_on if was else None)
    with right:
        chair = choice_field("Chair", chairs, name("chair"), value=was.chair_id if was else me)
    return {"title": title, "held_on": held_on, "chair": chair}


def _named(said: Values) -> Values:
    return {
        "title": said["title"],
        "held_on": needed_day(said["held_on"], "held_on", NEEDS_DAY, record().on),
        "chair_id": needed(said["chair"], "chair_id", NEEDS_CHAIR),
    }


def _change(meeting: Minutes, offer: Offer, people: People) -> None:
    def do(session: Session, said: Values) -> str:
        given = {**_named(said), "expected_version": said["opened"]}
        change_meeting(session, by=record().viewer, on=record().on, meeting_id=meeting.id, **given)
        return "The meeting is changed."

    deed_form(
        offer,
        title="Change name, day or chair",
        save="Save it",
        fields=lambda name: {"opened": opened_on(meeting.row_version)} | _fields(name, people, meeting),
        do=do,
    )


def _attendance(meeting: Minutes, offer: Offer, people: People) -> None:
    """Everybody who works here, by role, those noted already chosen."""
    roles = [role for role in RoleName if role is not RoleName.SHARED_SCREEN]
    names = {one.id: f"{one.name}, {say(role).lower()}" for role in roles for one in people if one.role is role}
    noted = {one.person_id: one.presence for one in meeting.attendance}

    def chosen(label: str, presence: Presence, key: str) -> list[int]:
        return st.multiselect(
            label,
            list(names),
            default=[one for one, is_noted in noted.items() if is_noted is presence and one in names],
            format_func=lambda one: clean(names.get(one, "no longer there")),
            placeholder="Choose some",
            key=key,
        )

    def fields(name: NameField) -> Values:
        return {
            "present": chosen("Present", Presence.PRESENT, name("present")),
            "apologies": chosen("Apologies", Presence.APOLOGIES, name("apologies")),
        }

    def do(session: Session, said: Values) -> str:
        wanted = dict.fromkeys(said["apologies"], Presence.APOLOGIES) | dict.fromkeys(said["present"], Presence.PRESENT)
        gone = {one: Presence.NOT_EXPECTED for one in noted if one in names and one not in wanted}
        for person_id, presence in sorted((wanted | gone).items()):
            if noted.get(person_id) is not presence:
                record_attendance(
                    session,
                    by=record().viewer,
                    on=record().on,
                    meeting_id=meeting.id,
                    person_id=person_id,
                    presence=presence,
                )
        return f"{count(len(said['present']), 'person', 'people')} present, {len(said['apologies'])} with apologies."

    deed_form(offer, title="Who is there", save="Save who is there", fields=fields, do=do, free_text=False)


def _start(meeting: Minutes, offer: Offer) -> None:
    def do(session: Session, _: Values) -> str:
        start_meeting(session, by=record().viewer, on=record().on, meeting_id=meeting.id)
        return "The meeting has begun: go through its items."

    deed_form(offer, title="Start the meeting", save="Start it", fields=lambda _: {}, do=do, free_text=False)


def _what_is_left(meeting: Minutes) -> Markup:
    """What keeps it from closing, each item with the way to it."""
    nobody = soft("Nobody is noted as present, and nobody can be once it is closed: see “Who is there”.")
    ahead = Markup("") if any(one.presence is Presence.PRESENT for one in meeting.attendance) else nobody
    if not meeting.left:
        return ahead + soft("Every item is covered or deferred.")
    line = Markup("<li>{} {}</li>")
    items = (
        line.format(one.position, anchor(clean(one.title), PATH, meeting=meeting.reference, item=one.position))
        for one in meeting.left
    )
    said = "Neither covered nor deferred yet. Cover or defer each, then close:"
    return ahead + Markup('<p>{}</p><ul class="listed">{}</ul>').format(said, Markup("").join(items))


def _close(meeting: Minutes, offer: Offer) -> None:
    def fields(_: NameField) -> Values:
        show(_what_is_left(meeting) + soft("Once it is closed its minutes are frozen: nobody can alter them."))
        return {}

    def do(session: Session, _: Values) -> str:
        close_meeting(session, by=record().viewer, on=record().on, meeting_id=meeting.id)
        return "The meeting is closed, and these are its minutes."

    deed_form(offer, title="Close the meeting", save="Close it", fields=fields, do=do, free_text=False)
