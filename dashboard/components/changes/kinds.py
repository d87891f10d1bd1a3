"""The kinds of what can happen, by which a difference is narrowed: the numbers at its top open these."""

from collections.abc import Iterable
from dataclasses import dataclass

from data_models.queries.difference_rows import Line
from data_models.rules.happenings import Happened


@dataclass(frozen=True)
class Kind:
    """What a number at the top stands for, in words, and what happened in it."""

    words: str
    what: frozenset[Happened]


LATE = "late"
KINDS: dict[str, Kind] = {
    "status": Kind(
        "Status of areas", frozenset({Happened.STATUS_WORSE, Happened.STATUS_BETTER, Happened.REASONS_CHANGED})
    ),
    "evaluations": Kind("Evaluations in", frozenset({Happened.EVALUATION_IN, Happened.REPORT_PUBLISHED})),
    "actions": Kind(
        "Actions gone late, claimed, verified, disputed",
        frozenset(
            {
                Happened.WENT_LATE,
                Happened.NO_LONGER_LATE,
                Happened.COMPLETION_CLAIMED,
                Happened.COMPLETION_VERIFIED,
                Happened.COMPLETION_DISPUTED,
                Happened.ACTION_WITHDRAWN,
            }
        ),
    ),
    "dates": Kind("Dates moved", frozenset({Happened.DATE_MOVED})),
    "follow-up": Kind(
        "Follow-up opened, decided, closed",
        frozenset(
            {
                Happened.FOLLOW_UP_OPENED,
                Happened.FOLLOW_UP_DECIDED,
                Happened.FOLLOW_UP_MET,
                Happened.REVIEW_REPORTED,
            }
        ),
    ),
    "flags": Kind(
        "Flags raised, closed, muted",
        frozenset({Happened.FLAG_RAISED, Happened.FLAG_CLOSED, Happened.FLAG_MUTED, Happened.FLAG_UNMUTED}),
    ),
    "people": Kind(
        "People, cover and teams",
        frozenset(
            {
                Happened.COVER_BEGAN,
                Happened.COVER_ENDED,
                Happened.TEAM_CHANGED,
                Happened.PERSON_JOINED,
                Happened.PERSON_CHANGED,
            }
        ),
    ),
    "contacts": Kind("Contacts", frozenset({Happened.CONTACT_LOGGED})),
    "corrections": Kind(
        "Corrections and removals", frozenset({Happened.EVALUATION_CORRECTED, Happened.RECORD_REMOVED})
    ),
    LATE: Kind("Entered late", frozenset()),
}


def of_kind(kind: str | None, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of a kind, or all."""
    if kind is None:
        return tuple(lines)
    if kind == LATE:
        return tuple(one for one in lines if one.is_late_entry)
    return tuple(one for one in lines if not KINDS[kind].what.isdisjoint(one.what))
