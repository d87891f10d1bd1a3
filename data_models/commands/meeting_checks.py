"""What every deed of a meeting begins with: the meeting itself, still open, and held until the deed is done."""

from sqlmodel import Session, col, select

from data_models.commands.found import the
from data_models.errors import CommandRefused
from data_models.tables import AgendaItem, Meeting
from data_models.vocabulary import AgendaState, MeetingState

CLOSED = "This meeting is closed and its minutes are frozen. Put right what is wrong in the next meeting."
NOT_BEGUN = "This meeting has not begun. Start it first."
ITEM_IS_SETTLED = "This item is {} already. Take it up again first."


def held(session: Session, meeting_id: int) -> Meeting:
    """The meeting, which nobody else changes meanwhile."""
    the(session, Meeting, meeting_id)
    # What another screen saved a moment ago counts, whatever was read before.
    asked = select(Meeting).where(col(Meeting.id) == meeting_id).with_for_update()
    return session.exec(asked.execution_options(populate_existing=True)).one()


def not_closed(session: Session, meeting_id: int) -> Meeting:
    meeting = held(session, meeting_id)
    if meeting.state is MeetingState.CLOSED:
        raise CommandRefused(CLOSED)
    return meeting


def under_way(session: Session, meeting_id: int) -> Meeting:
    meeting = not_closed(session, meeting_id)
    if meeting.state is not MeetingState.RUNNING:
        raise CommandRefused(NOT_BEGUN)
    return meeting


def item_not_closed(session: Session, item_id: int) -> AgendaItem:
    item = the(session, AgendaItem, item_id)
    not_closed(session, item.meeting_id)
    return item


def item_under_way(session: Session, item_id: int) -> AgendaItem:
    item = the(session, AgendaItem, item_id)
    under_way(session, item.meeting_id)
    return item


def open_item(item: AgendaItem) -> AgendaItem:
    if item.state is not AgendaState.OPEN:
        raise CommandRefused(ITEM_IS_SETTLED.format(item.state.value))
    return item
