"""A meeting: planned with an agenda that proposes itself, begun, and closed once no item is left open."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_models.commands.agenda import carry_over, put_on_agenda
from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import here, only, origin_today, rows_of, the
from data_models.commands.meeting_checks import held, not_closed
from data_models.commands.meeting_notes import drafts_of, forget_live_words, seal
from data_models.errors import CommandRefused
from data_models.queries.meeting_proposals import proposals
from data_models.queries.record import thresholds
from data_models.rules.meetings import MOST_PROPOSED, is_settled, may_become
from data_models.tables import AgendaItem, Change, Meeting, MeetingAttendance, Person
from data_models.visibility import SENIOR, SUPPORT, Deed, Viewer, authorise
from data_models.vocabulary import MeetingState, Presence

NEEDS_TITLE = "Give the meeting a name, such as “Link inspectors, March”."
NOT_A_CHAIR = "{} cannot chair it: choose a senior manager or a strategic support officer."
OPEN_ITEMS = "The meeting cannot close while an item is neither covered nor deferred: {}."
OPEN_DRAFTS = "The meeting cannot close while words stand that are not recorded yet: {}. Record them, or clear them."


def plan_meeting(session: Session, *, by: Viewer, on: date, title: str, held_on: date, chair_id: int) -> Meeting:
    """Plan a meeting. What the last one put off comes first on its agenda, then the areas that need somebody, each with
    why: those with something new since the last closed meeting, or something overdue.

    Refused without a title, for a year nobody means, and for a chair who could not run it or has left.
    """
    authorise(by, Deed.PLAN_MEETING)
    ask = Checked(on)
    title = ask.line("title", title, needed=NEEDS_TITLE)
    ask.in_reach("held_on", held_on)
    ask.settle()
    chair = _chair(session, chair_id, on)
    meeting = Meeting(title=title, held_on=held_on, chair_id=chair.id, origin=origin_today(session))
    _since_the_last(session, meeting)
    session.add(meeting)
    session.flush()
    carry_over(session, meeting, on)
    # The agenda is shown to the room: only what the room may know puts an area on it.
    before_a_room = replace(by, shared_screen=True)
    proposed = proposals(session, before_a_room, on=on, thresholds=thresholds(session), meeting_id=meeting.id)
    for one in proposed[:MOST_PROPOSED]:
        put_on_agenda(session, meeting, area_code=one.area_code, title=one.area_name, why=one.why)
    return meeting


def change_meeting(
    session: Session,
    *,
    by: Viewer,
    on: date,
    meeting_id: int,
    title: str | Unchanged = UNCHANGED,
    held_on: date | Unchanged = UNCHANGED,
    chair_id: int | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Meeting:
    """Put right what a meeting is called, its day, or who chairs it. Refused once it is closed, and as in planning."""
    authorise(by, Deed.PLAN_MEETING)
    meeting = not_closed(session, meeting_id)
    ask = Checked(on)
    if title is not UNCHANGED:
        title = ask.line("title", title, needed=NEEDS_TITLE)
    if held_on is not UNCHANGED:
        ask.in_reach("held_on", held_on)
    ask.settle()
    if chair_id is not UNCHANGED:
        _chair(session, chair_id, on)
    edit(session, meeting, given(title=title, held_on=held_on, chair_id=chair_id), opened_on=expected_version)
    session.flush()
    return meeting


def record_attendance(
    session: Session, *, by: Viewer, on: date, meeting_id: int, person_id: int, presence: Presence
) -> MeetingAttendance:
    """Record that somebody is there or sent apologies, in the role they have today; or take back that they were
    expected. Refused once the meeting is closed, and for somebody who has left."""
    authorise(by, Deed.PLAN_MEETING)
    meeting = not_closed(session, meeting_id)
    person = here(the(session, Person, person_id), on)
    of_person = col(MeetingAttendance.meeting_id) == meeting.id, col(MeetingAttendance.person_id) == person.id
    row = only(session, MeetingAttendance, *of_person)
    if row is None:
        row = MeetingAttendance(meeting_id=meeting.id, person_id=person.id, role=person.role, presence=presence)
        session.add(row)
    row.role, row.presence = person.role, presence
    session.flush()
    return row


def start_meeting(session: Session, *, by: Viewer, on: date, meeting_id: int) -> Meeting:
    """Begin a meeting. What other meetings put off since it was planned comes on its agenda too.

    Refused for one that has begun or is closed.
    """
    authorise(by, Deed.RUN_MEETING)
    meeting = not_closed(session, meeting_id)
    if not may_become(meeting.state, MeetingState.RUNNING):
        raise CommandRefused("This meeting has begun already: go on with it.")
    _since_the_last(session, meeting)
    meeting.state, meeting.started_on = MeetingState.RUNNING, on
    session.flush()
    carry_over(session, meeting, on)
    return meeting


def close_meeting(session: Session, *, by: Viewer, on: date, meeting_id: int) -> Meeting:
    """Close a meeting: every word that was typed is sealed, and its minutes are frozen as they stand.

    Refused while an item is neither covered nor deferred, while words of a decision or an action stand that nobody has
    recorded, for one that has not begun, and for one that is closed.
    """
    authorise(by, Deed.CLOSE_MEETING)
    meeting = held(session, meeting_id)
    if not may_become(meeting.state, MeetingState.CLOSED):
        raise CommandRefused("Only a meeting that is under way can be closed.")
    items = rows_of(session, AgendaItem, col(AgendaItem.meeting_id) == meeting.id)
    _nothing_is_left(session, items)
    for item in items:
        seal(session, item)
    forget_live_words(session, meeting)
    # What it wrote stands before it is frozen: the database refuses any of it afterwards.
    session.flush()
    meeting.state, meeting.closed_on, meeting.closed_by_id = MeetingState.CLOSED, on, by.person_id
    # The writers' lock is held, so the number that this change will have is known.
    meeting.closed_at_change = (session.connection().scalar(select(func.max(col(Change.id)))) or 0) + 1
    session.flush()
    return meeting


def _nothing_is_left(session: Session, items: list[AgendaItem]) -> None:
    in_order = sorted(items, key=lambda one: one.position)
    left = [f"{one.position} {one.title}" for one in in_order if not is_settled(one.state)]
    if left:
        raise CommandRefused(OPEN_ITEMS.format("; ".join(left)))
    drafts = [f"{what} in item {one.position}" for one in in_order for what in drafts_of(session, one)]
    if drafts:
        raise CommandRefused(OPEN_DRAFTS.format("; ".join(drafts)))


def _since_the_last(session: Session, meeting: Meeting) -> None:
    """What is new is counted from where the last closed meeting ended; from the beginning where there was none."""
    closed = rows_of(session, Meeting, col(Meeting.state) == MeetingState.CLOSED)
    last = max(closed, key=lambda one: one.closed_at_change or 0, default=None)
    if last is not None:
        meeting.since_change, meeting.since_on = last.closed_at_change or 0, last.closed_on


def _chair(session: Session, chair_id: int, on: date) -> Person:
    chair = here(the(session, Person, chair_id), on)
    if chair.role not in SENIOR | SUPPORT:
        raise CommandRefused(NOT_A_CHAIR.format(chair.display_name))
    return chair
