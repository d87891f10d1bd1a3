"""What the rules that raise flags are read from: plain rows of published matters and days, as they are or were kept.

Neither what was said in a contact nor the evidence of a flag is read: what a rule says, everybody may read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_, select
from sqlmodel import Session

from data_models.queries.together import Found, Question, together
from data_models.tables import VERSION_TABLES, metadata
from data_models.tables.versions import DELETED

Rows = Mapping[str, list[Found]]

# The columns that are read of each table.
SOURCES: dict[str, tuple[str, ...]] = {
    "area": ("gss_code", "short_name"),
    "person": ("id", "left_on", "access_ended_on"),
    "assignment": ("id", "area_code", "role", "person_id", "starts_on", "ends_on"),
    "programme": ("id", "attributes_findings"),
    "inspection": (
        "id",
        "programme_id",
        "partnership_name",
        "publication_state",
        "published_on",
        "published_precision",
        "intention_recorded",
        "timescale_text",
    ),
    "inspection_area": ("inspection_id", "area_code"),
    "report_silence": ("id", "inspection_id"),
    "evaluation": ("id", "inspection_id", "indicator_id", "scale", "standing", "grade"),
    "follow_up_candidate": (
        "id",
        "inspection_id",
        "evaluation_id",
        "decision_id",
        "state",
        "covers",
        "opened_on",
        "decide_by",
    ),
    "follow_up_decision": ("id", "inspection_id", "choice", "state", "decided_on", "review_on", "signed_by_id"),
    "formal_monitoring": (
        "id",
        "area_code",
        "inspection_id",
        "state",
        "proposed_on",
        "opened_on",
        "review_every_weeks",
        "next_review_on",
    ),
    "action_plan": (
        "id",
        "inspection_id",
        "name",
        "state",
        "requested_on",
        "due_on",
        "due_is_default",
        "received_on",
        "judgement",
        "agreed_on",
    ),
    "action_item": (
        "id",
        "plan_id",
        "number",
        "status",
        "due_on",
        "claimed_on",
        "claim_recorded_by_id",
        "disputed_on",
    ),
    "due_date_revision": ("item_id", "from_due_on", "to_due_on"),
    "contact": ("id", "area_code", "held_on"),
    "contact_purpose": ("contact_id", "purpose"),
    "review_notification": ("area_code", "kind", "notified_on"),
    "risk_flag": ("area_code", "source_kind", "raised_on"),
}


def rows_now(session: Session) -> Rows:
    """Every row as the record has it. One statement."""
    return together(session, {name: _of(metadata.tables[name], name) for name in SOURCES})


def rows_then(session: Session, numbers: Iterable[int]) -> "Kept":
    """Every version that was in force at one of these changes. One statement."""
    known = sorted(set(numbers))
    asked = {}
    for name in SOURCES:
        table = VERSION_TABLES[name]
        life = (table.c.change_id, table.c.superseded_by)
        asked[name] = _of(table, name, *life).where(
            table.c.operation != DELETED, or_(*(_in_force(table, number) for number in known))
        )
    return Kept(together(session, asked))


class Kept:
    """Versions of rows, from which the rows of any of the changes asked for are taken."""

    def __init__(self, versions: Rows) -> None:
        self._versions = versions

    def at(self, number: int) -> Rows:
        """The rows as they were in force at a change."""
        return {name: [one for one in found if _held(one, number)] for name, found in self._versions.items()}


def _held(version: Found, number: int) -> bool:
    ended = version["superseded_by"]
    return bool(version["change_id"] <= number) and (ended is None or ended > number)


def _in_force(table: Table, number: int) -> ColumnElement[bool]:
    ended = table.c.superseded_by
    return and_(table.c.change_id <= number, or_(ended.is_(None), ended > number))


def _of(table: Table, name: str, *more: Any) -> Question:
    question: Question = select(*(table.c[column] for column in SOURCES[name]), *more)
    return question
