"""Meetings of the office: when one may close, and how long an item is meant to take. No source says so: all ours."""

from collections.abc import Iterable

from data_models.vocabulary import AgendaState, AreaStatus, MatterKind, MeetingState

# Minutes an item is given unless somebody says otherwise. The clock warns after them and never cuts.
MINUTES_AN_ITEM, MOST_MINUTES = 10, 240
# Areas that are put on an agenda by themselves; every other one stays on offer.
MOST_PROPOSED = 12

# An inspector's own round of contacts: it is in their queue, and no meeting need hear of each.
ROUTINE = frozenset({MatterKind.CONTACT_DUE, MatterKind.PURPOSE_UNTOUCHED})

MAY_BECOME: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.RUNNING}),
    MeetingState.RUNNING: frozenset({MeetingState.CLOSED}),
    MeetingState.CLOSED: frozenset(),
}


def may_become(state: MeetingState, wanted: MeetingState) -> bool:
    return wanted in MAY_BECOME[state]


def is_settled(state: AgendaState) -> bool:
    """Whether a meeting may close over an item in this state: it was covered, or put off with a reason."""
    return state is not AgendaState.OPEN


def moved(order: Iterable[int], item: int, to: int) -> tuple[int, ...]:
    """The numbers in their new order, with this one in the place `to`, counted from one; past either end is the end."""
    others = [one for one in order if one != item]
    place = min(max(to - 1, 0), len(others))
    return (*others[:place], item, *others[place:])


def why_proposed(status: AreaStatus, overdue: int, new: int) -> str:
    """Why an area is proposed for an agenda, in a line: "Red: 3 overdue, 2 new since the last meeting"."""
    said = [f"{overdue} overdue"] if overdue else []
    said += [f"{new} new since the last meeting"] if new else []
    return f"{status.value.capitalize()}: {', '.join(said)}"


def concerns_a_meeting(kind: MatterKind) -> bool:
    """Whether a meeting is told when this is overdue."""
    return kind not in ROUTINE
