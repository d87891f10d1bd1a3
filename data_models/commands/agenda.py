"""The agenda of a meeting: items added, moved, covered, or put off with the reason. None is ever taken away."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.found import rows_of, the
from data_models.commands.meeting_checks import item_not_closed, item_under_way, not_closed, open_item
from data_models.commands.meeting_notes import seal
from data_models.errors import CommandRefused
from data_models.rules.meetings import MINUTES_AN_ITEM, MOST_MINUTES, moved
from data_models.tables import AgendaItem, Area, Meeting
from data_models.tables.base import LINE
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import AgendaKind, AgendaState, MeetingState

NEEDS_TITLE = "Say what the item is about."
NEEDS_REASON = "Say why it is put off: the next meeting begins with it."
ON_IT_ALREADY = "{} is on the agenda already, as item {}."


def add_agenda_item(
    session: Session,
    *,
    by: Viewer,
    on: date,
    meeting_id: int,
    area_code: str | None = None,
    subject: str = "",
    title: str = "",
    minutes: int = MINUTES_AN_ITEM,
) -> AgendaItem:
    """Put an area, one record of it (its reference in `subject`), or other business at the end of the agenda.

    Refused once the meeting is closed, for an area that is on it already, and for other business without a title.
    """
    authorise(by, Deed.PLAN_MEETING)
    meeting = not_closed(session, meeting_id)
    area = None if area_code is None else the(session, Area, area_code)
    ask = Checked(on)
    subject = ask.line("subject", subject)
    title = ask.line("title", title, needed="" if area else NEEDS_TITLE)
    ask.that(1 <= minutes <= MOST_MINUTES, "minutes", f"Give it between 1 and {MOST_MINUTES} minutes.")
    ask.settle()
    if area is not None and not subject:
        _not_on_it_yet(session, meeting, area)
    named = title or (area.short_name if area else "")
    code = area.gss_code if area else None
    return put_on_agenda(session, meeting, area_code=code, subject=subject, title=named, minutes=minutes)


def move_agenda_item(session: Session, *, by: Viewer, on: date, item_id: int, to: int) -> AgendaItem:
    """Put an item in another place, counted from one; the others close up. Refused once the meeting is closed."""
    authorise(by, Deed.PLAN_MEETING)
    item = item_not_closed(session, item_id)
    items = {one.id: one for one in _items(session, item.meeting_id)}
    for place, number in enumerate(moved(items, item.id, to), start=1):
        if items[number].position != place:
            items[number].position = place
    session.flush()
    return item


def cover_agenda_item(session: Session, *, by: Viewer, on: date, item_id: int) -> AgendaItem:
    """Say that an item was dealt with; its notes are sealed. Refused unless it is open and the meeting under way."""
    authorise(by, Deed.RUN_MEETING)
    item = open_item(item_under_way(session, item_id))
    seal(session, item)
    item.state = AgendaState.COVERED
    session.flush()
    return item


def defer_agenda_item(session: Session, *, by: Viewer, on: date, item_id: int, reason: str) -> AgendaItem:
    """Put an item off to the next meeting, whose agenda begins with it. Refused without a reason, and unless open."""
    authorise(by, Deed.RUN_MEETING)
    item = open_item(item_not_closed(session, item_id))
    ask = Checked(on)
    reason = ask.text("reason", reason, needed=NEEDS_REASON)
    ask.settle()
    seal(session, item)
    item.state, item.reason = AgendaState.DEFERRED, reason
    session.flush()
    return item


def take_up_agenda_item(session: Session, *, by: Viewer, on: date, item_id: int) -> AgendaItem:
    """Open an item again that was covered or put off. Refused for one that is open, and once the meeting is closed."""
    authorise(by, Deed.RUN_MEETING)
    item = item_not_closed(session, item_id)
    if item.state is AgendaState.OPEN:
        raise CommandRefused("This item is still to come: nothing is to be taken up again.")
    item.state, item.reason = AgendaState.OPEN, ""
    session.flush()
    return item


# --- by the way, in other deeds ---


def put_on_agenda(
    session: Session,
    meeting: Meeting,
    *,
    area_code: str | None,
    title: str,
    subject: str = "",
    why: str = "",
    minutes: int = MINUTES_AN_ITEM,
    carried_from_id: int | None = None,
) -> AgendaItem:
    """A new item at the end of an agenda."""
    kind = AgendaKind.RECORD if subject else AgendaKind.AREA if area_code else AgendaKind.WORDS
    item = AgendaItem(
        meeting_id=meeting.id,
        position=len(_items(session, meeting.id)) + 1,
        kind=kind,
        area_code=area_code,
        subject=subject,
        title=title,
        why=why,
        minutes=minutes,
        carried_from_id=carried_from_id,
    )
    session.add(item)
    session.flush()
    return item


def carry_over(session: Session, meeting: Meeting, on: date) -> None:
    """What closed meetings put off and no meeting before this one takes up, oldest first, at the head of the agenda.
    The rest keeps the order that somebody has given it."""
    every = rows_of(session, AgendaItem)
    before = [one.id for one in _items(session, meeting.id)]
    meetings = {one.id: one for one in rows_of(session, Meeting)}
    taken = {one.carried_from_id for one in every if _comes_first(meetings[one.meeting_id], meeting, on)}
    for item in every:
        is_put_off = item.state is AgendaState.DEFERRED and meetings[item.meeting_id].state is MeetingState.CLOSED
        if is_put_off and item.id not in taken:
            put_on_agenda(
                session,
                meeting,
                area_code=item.area_code,
                subject=item.subject,
                title=item.title,
                why=_why_carried(item),
                minutes=item.minutes,
                carried_from_id=item.id,
            )
    _put_behind(session, meeting, before)


def _comes_first(other: Meeting, meeting: Meeting, on: date) -> bool:
    """Whether what is on that agenda need not be on this one: it is this one, has begun, or is to be held before it.

    One that is planned for a later day, or whose day passed without it, keeps nothing from the meeting that is held.
    """
    if other.id == meeting.id or other.state is not MeetingState.PLANNED:
        return True
    return meeting.state is MeetingState.PLANNED and on <= other.held_on <= meeting.held_on


def _why_carried(item: AgendaItem) -> str:
    """With the reason it was put off for, as far as there is room."""
    said = f"Carried over from the last meeting: {' '.join(item.reason.split())}"
    return said if len(said) <= LINE else f"{said[: LINE - 1]}…"


def _put_behind(session: Session, meeting: Meeting, behind: list[int]) -> None:
    """The items with these numbers after all others, each in the order they have."""
    in_order = sorted(_items(session, meeting.id), key=lambda one: (one.id in behind, one.position))
    for place, item in enumerate(in_order, start=1):
        if item.position != place:
            item.position = place
    session.flush()


def _not_on_it_yet(session: Session, meeting: Meeting, area: Area) -> None:
    for one in _items(session, meeting.id):
        if one.kind is AgendaKind.AREA and one.area_code == area.gss_code:
            raise CommandRefused(ON_IT_ALREADY.format(area.short_name, one.position))


def _items(session: Session, meeting_id: int) -> list[AgendaItem]:
    found = rows_of(session, AgendaItem, col(AgendaItem.meeting_id) == meeting_id)
    return sorted(found, key=lambda one: (one.position, one.id))
