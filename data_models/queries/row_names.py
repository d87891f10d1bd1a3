"""What a row is called, by the table it is of: a reference where it has one, else its noun."""

from collections.abc import Mapping
from typing import Any

from data_models.rules.references import Kind, reference

KIND_OF: dict[str, Kind] = {
    "inspection": Kind.INSPECTION,
    "evaluation": Kind.EVALUATION,
    "evaluation_total": Kind.EVALUATION_TOTAL,
    "action_plan": Kind.PLAN,
    "follow_up_candidate": Kind.CANDIDATE,
    "follow_up_decision": Kind.DECISION,
    "progress_review": Kind.PROGRESS_REVIEW,
    "formal_monitoring": Kind.MONITORING,
    "risk_flag": Kind.FLAG,
    "contact": Kind.CONTACT,
    "good_practice": Kind.PRACTICE,
    "person": Kind.PERSON,
    "assignment": Kind.ASSIGNMENT,
    "published_import": Kind.IMPORT,
    "meeting": Kind.MEETING,
    "meeting_action": Kind.MEETING_ACTION,
}
TABLE_OF = {kind: table for table, kind in KIND_OF.items()}
# Nouns that the name of the table does not say well.
NOUNS: dict[str, str] = {
    "agenda_item": "item of an agenda",
    "action_update": "report of progress",
    "contact_purpose": "purpose of a contact",
    "due_date_revision": "move of a date",
    "evaluation_total": "count of evaluations",
    "exit_line": "line of an exit scorecard",
    "factor": "what helps or hinders",
    "footprint_step": "step of a footprint",
    "inspection_area": "area of an inspection",
    "item_recommendation": "answer to a recommendation",
    "meeting_action": "action of a meeting",
    "meeting_attendance": "attendance of a meeting",
    "meeting_decision": "decision of a meeting",
    "partnership_area": "area of a partnership",
    "practice_share": "sharing of a practice",
    "programme_milestone": "milestone of a programme",
    "published_import": "imported file",
    "published_row": "line of an imported file",
    "record_marker": "mark of the record",
    "report_silence": "silence of a report",
    "review_notification": "review",
    "setting_value": "setting",
    "team_member": "place in a team",
    "thematic_participation": "part in a thematic review",
    "undone_change": "undoing",
}


def noun_of(table: str) -> str:
    """ "risk flag", "follow-up decision"."""
    return NOUNS.get(table) or table.replace("follow_up", "follow-up").replace("_", " ")


def reference_of(table: str, row: Mapping[Any, Any]) -> str | None:
    """RF-0003, or AP-0007/02 for an action; None where its kind has no references."""
    if table == "action_item":
        return reference(Kind.PLAN, row["plan_id"], row["number"])
    return reference(KIND_OF[table], row["id"]) if table in KIND_OF else None


def row_name(table: str, row: Mapping[Any, Any]) -> str:
    """How a row is spoken of in a sentence: "risk flag RF-0003", "milestone 7", "review SIR-2026-01"."""
    if table == "area":
        return str(row["short_name"])
    called = reference_of(table, row) or row.get("reference") or row.get("id") or row.get("key") or ""
    return f"{noun_of(table)} {called}".strip()
