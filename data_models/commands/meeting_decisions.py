"""What a meeting decides, and whom it gives what to do by when: each is in the record, and in a queue, at once."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import here, only, rows_of, the
from data_models.commands.meeting_checks import CLOSED, held, item_under_way, not_closed
from data_models.commands.meeting_notes import clear_draft
from data_models.errors import CommandRefused, NotAllowed
from data_models.rules.live_words import ACTION, DECISION
from data_models.tables import AgendaItem, Meeting, MeetingAction, MeetingDecision, Person
from data_models.visibility import Deed, Viewer, authorise, may
from data_models.vocabulary import MeetingActionState, MeetingState

NEEDS_DECISION = "Say what was decided."
NEEDS_ACTION = "Say what is to be done."
NEEDS_REASON = "Say why."
# Two who press the button at once mean one deed; and a decision, once it is recorded, is never taken out again.
DECIDED_ALREADY = "This decision is recorded already, in these words."
GIVEN_ALREADY = "{} has this action for this day already, in these words."
PAST_DUE = "This day is past: choose today or a later day."
CANNOT_OWN = "{} cannot be given an action: choose somebody who works with the areas."
NOT_THEIRS = "This action is somebody else's. Ask its owner, or a senior manager."
NOT_OPEN = "This action has ended. What comes back is given anew, in a meeting."
ONLY_SENIOR = "What a meeting asked for is dropped by a senior manager. Ask one of them, or say that it is done."


def record_decision(session: Session, *, by: Viewer, on: date, item_id: int, text: str) -> MeetingDecision:
    """Record a decision on an item. Refused without words, where it is recorded in the same words already, and unless
    the meeting is under way."""
    authorise(by, Deed.DECIDE_IN_MEETING)
    item = item_under_way(session, item_id)
    ask = Checked(on)
    said = ask.text("text", text, needed=NEEDS_DECISION)
    ask.settle()
    if only(session, MeetingDecision, col(MeetingDecision.item_id) == item.id, col(MeetingDecision.text) == said):
        raise CommandRefused(DECIDED_ALREADY)
    decision = MeetingDecision(meeting_id=item.meeting_id, item_id=item.id, text=said, decided_on=on)
    session.add(decision)
    clear_draft(session, item, DECISION, said)
    session.flush()
    return decision


def amend_decision(
    session: Session, *, by: Viewer, on: date, decision_id: int, text: str, expected_version: int | None = None
) -> MeetingDecision:
    """Put the words of a decision right. Refused without words, and once the meeting is closed."""
    authorise(by, Deed.DECIDE_IN_MEETING)
    decision = the(session, MeetingDecision, decision_id)
    not_closed(session, decision.meeting_id)
    ask = Checked(on)
    said = ask.text("text", text, needed=NEEDS_DECISION)
    ask.settle()
    edit(session, decision, {"text": said}, opened_on=expected_version)
    session.flush()
    return decision


def give_action(
    session: Session, *, by: Viewer, on: date, item_id: int, text: str, owner_id: int, due_on: date
) -> MeetingAction:
    """Give somebody something to do by a day; it is in their queue at once. Refused without words, for a day that is
    past, for somebody who has left or cannot see to it, for what they have to do by then already, and unless the
    meeting is under way."""
    authorise(by, Deed.GIVE_ACTION)
    item = item_under_way(session, item_id)
    owner = _owner(session, owner_id, on)
    ask = Checked(on)
    said = ask.text("text", text, needed=NEEDS_ACTION)
    _not_past(ask, due_on, on)
    ask.settle()
    _not_given_already(session, item, owner, said, due_on)
    action = MeetingAction(
        meeting_id=item.meeting_id,
        item_id=item.id,
        area_code=item.area_code,
        text=said,
        given_on=on,
        given_to_id=owner.id,
        first_due_on=due_on,
        owner_id=owner.id,
        due_on=due_on,
    )
    session.add(action)
    clear_draft(session, item, ACTION, said)
    session.flush()
    return action


def change_given_action(
    session: Session,
    *,
    by: Viewer,
    on: date,
    action_id: int,
    text: str | Unchanged = UNCHANGED,
    owner_id: int | Unchanged = UNCHANGED,
    due_on: date | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> MeetingAction:
    """Put an action right while its meeting lasts; afterwards pass it on, or move its day: what the meeting said stays.

    Refused for whoever neither owns it nor is a senior manager (or keeps the minutes, while the meeting lasts), once it
    has ended, for other words once the meeting is closed, for a new day that is past, and for an owner who has left.
    """
    authorise(by, Deed.END_GIVEN_ACTION)
    action, meeting = _to_change(session, by, action_id)
    is_closed = meeting.state is MeetingState.CLOSED
    ask = Checked(on)
    if text is not UNCHANGED:
        text = ask.text("text", text, needed=NEEDS_ACTION)
        if is_closed and text != action.text:
            raise CommandRefused(CLOSED)
    if due_on is not UNCHANGED and due_on != action.due_on:
        _not_past(ask, due_on, on)
    ask.settle()
    if owner_id is not UNCHANGED and owner_id != action.owner_id:
        _owner(session, owner_id, on)
    edit(session, action, given(text=text, owner_id=owner_id, due_on=due_on), opened_on=expected_version)
    if not is_closed:
        action.given_to_id, action.first_due_on = action.owner_id, action.due_on
    session.flush()
    return action


def end_given_action(
    session: Session, *, by: Viewer, on: date, action_id: int, outcome: MeetingActionState, reason: str
) -> MeetingAction:
    """Say that an action is done and with what result, or drop it with the reason. Refused without words, for one that
    has ended, for whoever neither owns it nor is a senior manager; only the latter may drop one."""
    authorise(by, Deed.END_GIVEN_ACTION)
    action, _ = _to_change(session, by, action_id)
    ask = Checked(on)
    said = ask.text("reason", reason, needed=NEEDS_REASON)
    ask.that(outcome is not MeetingActionState.OPEN, "outcome", "Say whether it is done or dropped.")
    ask.settle()
    if outcome is MeetingActionState.DROPPED and not by.is_senior:
        raise NotAllowed(ONLY_SENIOR)
    action.state, action.reason, action.ended_on, action.ended_by_id = outcome, said, on, by.person_id
    session.flush()
    return action


def _to_change(session: Session, by: Viewer, action_id: int) -> tuple[MeetingAction, Meeting]:
    action = the(session, MeetingAction, action_id)
    meeting = held(session, action.meeting_id)
    is_theirs = by.is_senior or (by.person_id is not None and by.person_id == action.owner_id)
    keeps_minutes = meeting.state is not MeetingState.CLOSED and may(by, Deed.GIVE_ACTION)
    if not is_theirs and not keeps_minutes:
        raise NotAllowed(NOT_THEIRS)
    if action.state is not MeetingActionState.OPEN:
        raise CommandRefused(NOT_OPEN)
    return action, meeting


def _owner(session: Session, owner_id: int, on: date) -> Person:
    owner = here(the(session, Person, owner_id), on)
    if not may(Viewer(owner.display_name, owner.role, owner.id), Deed.END_GIVEN_ACTION):
        raise CommandRefused(CANNOT_OWN.format(owner.display_name))
    return owner


def _not_given_already(session: Session, item: AgendaItem, owner: Person, said: str, due_on: date) -> None:
    is_open = col(MeetingAction.state) == MeetingActionState.OPEN
    of_item = rows_of(session, MeetingAction, col(MeetingAction.item_id) == item.id, is_open)
    if any((one.owner_id, one.text, one.due_on) == (owner.id, said, due_on) for one in of_item):
        raise CommandRefused(GIVEN_ALREADY.format(owner.display_name))


def _not_past(ask: Checked, due_on: date, on: date) -> None:
    ask.in_reach("due_on", due_on)
    ask.that(due_on >= on, "due_on", PAST_DUE)
