"""How long after the day it is about something came to be known to the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

# Later than this an entry is called late. Not stated in any published source we found: our default.
LATE_AFTER_DAYS = 7

# The day that a record tells of, by its table: each may be told by another change.
TELLS_OF: dict[str, tuple[str, ...]] = {
    "action_item": ("claimed_on", "verified_on", "disputed_on", "withdrawn_on"),
    "action_plan": ("requested_on", "received_on", "judged_on", "agreed_on", "closed_on"),
    "action_update": ("updated_on",),
    "assignment": ("starts_on", "ends_on"),
    "assurance_update": ("given_on",),
    "contact": ("held_on",),
    "due_date_revision": ("revised_on",),
    "exit_line": ("assessed_on",),
    "factor": ("noted_on", "ended_on"),
    "follow_up_candidate": ("closed_on",),
    "follow_up_decision": ("decided_on", "closed_on"),
    "formal_monitoring": ("proposed_on", "opened_on", "closed_on"),
    "good_practice": ("noted_on", "validated_on", "disseminated_on"),
    "inspection": ("published_on", "panel_decided_on"),
    "milestone": ("actual_on",),
    "practice_share": ("shared_on",),
    "progress_review": ("reported_on",),
    "review_notification": ("known_on", "notified_on", "report_received_on", "feedback_given_on"),
    "risk_flag": ("raised_on", "muted_on", "closed_on"),
    "self_evaluation": ("submitted_on", "validated_on", "letter_issued_on"),
}


@dataclass(frozen=True)
class Entry:
    """A day that a record tells of, and the day on which the record came to tell it."""

    field: str
    told_of: date
    known_on: date

    @property
    def days_late(self) -> int:
        return max((self.known_on - self.told_of).days, 0)

    @property
    def is_late(self) -> bool:
        return self.days_late > LATE_AFTER_DAYS


def latest_entry(entries: Iterable[Entry]) -> Entry | None:
    """The one that came to be known longest after its day."""
    return max(entries, key=lambda one: (one.days_late, one.field), default=None)


def newly_told(table: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The fields of a record that tell of a day they did not tell of before."""
    if after is None:
        return ()
    was = before or {}
    return tuple(
        name for name in TELLS_OF.get(table, ()) if after.get(name) is not None and after[name] != was.get(name)
    )
