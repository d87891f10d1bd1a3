"""The words for the fields of a record in its history, where the name it is kept under would not be understood."""

from datetime import date
from enum import Enum

from dashboard.wording import day, say

FIELDS: dict[str, str] = {
    "text": "what is promised",
    "due_on": "due",
    "original_due_on": "first promised for",
    "last_update_on": "last told",
    "percent": "percent, by its own account",
    "evidence_note": "evidence",
    "claim_recorded_by_id": "claim taken down by",
    "is_key_area": "key area of practice",
    "decide_by": "to be decided by",
    "sequel_note": "what came after",
    "source_kind": "raised by",
    "rule_code": "rule",
    "rule_values": "values that fired the rule",
    "clears_when": "what would clear it",
    "review_on": "review due",
    "strand": "strand of service",
    "covers": "evaluations it stands for",
    "decided_by_body": "decided by",
    "decided_by_id": "entered by",
    "due_from": "window from",
    "due_to": "window until",
    "window_is_default": "our default window",
    "review_every_weeks": "weeks between updates",
    "next_review_on": "next update",
    "sequence": "number of the review",
}
# Numbers of other records, which say nothing to a reader; what they stand for is on the page beside them.
NUMBERS_ONLY = frozenset(
    {"id", "plan_id", "inspection_id", "evaluation_id", "evaluation_total_id", "recurs_from_id", "area_code"}
    | {"decision_id", "closed_by_inspection_id", "original_inspection_id", "monitoring_id", "origin", "number"}
)


def value_words(value: object) -> str:
    """A value of a field as a person says it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return say(value)
    return day(value) if isinstance(value, date) else str(value)


def field_words(field: str) -> str:
    return FIELDS.get(field, field.removesuffix("_on").removesuffix("_id").replace("_", " "))
