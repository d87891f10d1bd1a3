"""The minutes of one meeting: who was there, and of each item where it stood and what came of it."""

from collections.abc import Iterable
from datetime import date

from dashboard.reports.about import About
from dashboard.reports.document import Block, Document, Facts, Heading, Mark, Numbers, Points, Table, Text
from dashboard.sentences import because
from dashboard.wording import count, day, say
from data_models.queries.meeting_minutes import MinutesInFull
from data_models.queries.meetings import ActionRow, ItemRow, Minutes
from data_models.rules.area_status import AreaStanding
from data_models.vocabulary import AgendaState, MeetingState, Presence, RoleName

FROZEN = "Closed: these minutes are frozen"
DRAFT = "Draft, not closed"
WHAT_A_DRAFT_IS = (
    "The meeting is not closed: what stands here may still be altered, and words that are being typed and not recorded "
    "yet are not in it."
)
AS_GIVEN = "Actions are told as the meeting left them. How each stands now is in the record, under its reference."
PRESENCES = (Presence.PRESENT, Presence.APOLOGIES)


def minutes_document(about: About, marking: str, found: MinutesInFull) -> Document:
    """`about` is of the moment that `found` was read at: of a closed meeting, the one that closed it."""
    meeting = found.minutes
    blocks: list[Block] = [
        *_what_they_are(meeting),
        Facts(tuple(pair for pair in _what_it_was(meeting) if pair[1])),
        Numbers(_numbers(meeting)),
        Heading(1, "Who was there"),
        _attendance(meeting),
        Heading(1, "What was said of each item"),
    ]
    for item in meeting.items:
        blocks += _item(item, found.standing(item.area_code), about.on)
    blocks += _put_off(meeting)
    return Document(about.title, about, marking, tuple(blocks))


def _what_they_are(meeting: Minutes) -> list[Block]:
    if meeting.state is MeetingState.CLOSED:
        return [Mark("green", FROZEN), Text(AS_GIVEN, soft=True)]
    return [Mark("amber", DRAFT), Text(WHAT_A_DRAFT_IS)]


def _what_it_was(meeting: Minutes) -> Iterable[tuple[str, str]]:
    yield "Record", meeting.reference
    yield "Day", day(meeting.held_on)
    is_another_day = meeting.started_on is not None and meeting.started_on != meeting.held_on
    yield "Begun", day(meeting.started_on) if meeting.started_on and is_another_day else ""
    yield "Chair", meeting.chair or "nobody"
    by = f" by {meeting.closed_by}" if meeting.closed_by else ""
    closed = f"{day(meeting.closed_on)}{by}, with change {meeting.closed_at_change:,}" if meeting.closed_on else ""
    yield "Closed", closed
    since = f"from the meeting closed on {day(meeting.since_on)}" if meeting.since_on else "there was no meeting before"
    yield "What was new was counted", since


def _numbers(meeting: Minutes) -> tuple[tuple[str, str, str], ...]:
    states = [one.state for one in meeting.items]
    actions = [each for one in meeting.items for each in one.actions]
    said = [f"{states.count(one)} {say(one).lower()}" for one in AgendaState if one in states]
    owners = len({one.given_to for one in actions})
    return (
        _card(len(states), "item", ", ".join(said) or "nothing was on the agenda"),
        _card(sum(len(one.decisions) for one in meeting.items), "decision", "taken"),
        _card(len(actions), "action", f"given to {count(owners, 'person', 'people')}" if actions else "none given"),
    )


def _card(number: int, what: str, meaning: str) -> tuple[str, str, str]:
    figure, words = count(number, what).split(" ", 1)
    return figure, words, meaning


def _attendance(meeting: Minutes) -> Block:
    roles = [role for role in RoleName if any(one.role is role for one in meeting.attendance)]
    if not roles:
        return Text("Nobody was noted.")
    rows = tuple((say(role), *(_names(meeting, role, presence) for presence in PRESENCES)) for role in roles)
    return Table("Who was there, by role", ("Role", *(say(one) for one in PRESENCES)), rows)


def _names(meeting: Minutes, role: RoleName, presence: Presence) -> str:
    return ", ".join(one.name for one in meeting.attendance if one.role is role and one.presence is presence)


def _item(item: ItemRow, standing: AreaStanding | None, on: date) -> list[Block]:
    blocks: list[Block] = [Heading(2, f"{item.position}. {item.title}: {say(item.state).lower()}")]
    facts = tuple(pair for pair in _what_is_known(item, standing, on) if pair[1])
    blocks += [Facts(facts)] if facts else []
    blocks += [Text(line) for line in item.notes.splitlines() if line.strip()]
    blocks += [Points(tuple(f"Decided: {one.text}" for one in item.decisions))] if item.decisions else []
    blocks += [_actions(item)] if item.actions else []
    if item.state is AgendaState.COVERED and not (item.notes.strip() or item.decisions or item.actions):
        blocks.append(Text("Nothing was noted.", soft=True))
    return blocks


def _what_is_known(item: ItemRow, standing: AreaStanding | None, on: date) -> Iterable[tuple[str, str]]:
    yield "Area", item.area_name or "" if item.area_name != item.title else ""
    yield "About", item.subject
    yield "On the agenda because", item.why
    if standing is not None:
        why = because(standing.reasons, on)
        yield "Where it stood", f"{say(standing.status)}: {why[:1].lower()}{why[1:]}" if why else say(standing.status)
    yield "Deferred because" if item.state is AgendaState.DEFERRED else "Reason", item.reason


def _actions(item: ItemRow) -> Table:
    """To whom and for when the meeting gave them, whoever has them now."""
    rows = tuple((one.reference, _what(one), one.given_to, one.first_due_on) for one in item.actions)
    return Table(f"Actions given in item {item.position}", ("Action", "What is to be done", "Owner", "Due"), rows)


def _what(one: ActionRow) -> str:
    if one.is_open or one.ended_on is None:
        return one.text
    return f"{one.text}\n{say(one.state)} on {day(one.ended_on)}: {one.reason}"


def _put_off(meeting: Minutes) -> list[Block]:
    """What the next meeting begins with; of a draft also what is still to be settled."""
    put_off = tuple(f"{_named(one)}: {one.reason}" for one in meeting.items if one.state is AgendaState.DEFERRED)
    blocks: list[Block] = [Heading(1, "Deferred"), Points(put_off) if put_off else Text("Nothing was deferred.")]
    if meeting.left:
        blocks += [Heading(1, "Neither covered nor deferred yet"), Points(tuple(_named(one) for one in meeting.left))]
    return blocks


def _named(item: ItemRow) -> str:
    return f"{item.position}. {item.title}"
