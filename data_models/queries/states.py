"""The whole portfolio at one moment as one person may see it: rows by table and key, and the status of each area.

What the clocks alone bring about (something late, a mute that ended, a cover that began) is worked out for the day and
stands in the rows beside what was written, so that two states tell everything that changed between them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, union
from sqlmodel import Session, col

from data_models.queries import owed, portfolio_rows
from data_models.queries.matters import Account, account_from, area_standings
from data_models.queries.together import Found, together
from data_models.queries.whereabouts import BETWEEN, Whereabouts
from data_models.rules.area_status import AreaStanding
from data_models.rules.risk_flags import is_muted
from data_models.rules.settings import Thresholds
from data_models.tables import VERSION_TABLES, Assignment, Contact, ContactPurpose, SettingValue, metadata
from data_models.visibility import Viewer
from data_models.vocabulary import MatterKind, PublicationState

Key = tuple[Any, ...]
Rows = Mapping[str, Mapping[Key, Found]]

# The table of each section of the portfolio.
TABLE_OF: dict[str, str] = {
    "areas": "area",
    "aliases": "area_alias",
    "partnerships": "partnership",
    "partnership_areas": "partnership_area",
    "people": "person",
    "cover": "assignment",
    "settings": "setting_value",
    "programmes": "programme",
    "indicators": "indicator",
    "footprint_steps": "footprint_step",
    "programme_milestones": "programme_milestone",
    "participations": "thematic_participation",
    "self_evaluations": "self_evaluation",
    "planned_scrutiny": "planned_scrutiny",
    "inspections": "inspection",
    "inspections_in_brief": "inspection",
    "inspection_areas": "inspection_area",
    "milestones": "milestone",
    "team": "team_member",
    "surveys": "survey",
    "silences": "report_silence",
    "evaluations": "evaluation",
    "totals": "evaluation_total",
    "recommendations": "recommendation",
    "contradictions": "contradiction",
    "candidates": "follow_up_candidate",
    "decisions": "follow_up_decision",
    "progress_reviews": "progress_review",
    "monitorings": "formal_monitoring",
    "assurances": "assurance_update",
    "exit_lines": "exit_line",
    "plans": "action_plan",
    "items": "action_item",
    "item_recommendations": "item_recommendation",
    "revisions": "due_date_revision",
    "updates": "action_update",
    "flags": "risk_flag",
    "contacts": "contact",
    "contact_purposes": "contact_purpose",
    "factors": "factor",
    "practices": "good_practice",
    "shares": "practice_share",
    "reviews": "review_notification",
    "meetings": "meeting",
    "agenda_items": "agenda_item",
    "attendance": "meeting_attendance",
    "meeting_decisions": "meeting_decision",
    "meeting_actions": "meeting_action",
}
# The record that is late where a matter of this kind is overdue.
LATE: dict[MatterKind, str] = {
    MatterKind.ACTION_DUE: "action_item",
    MatterKind.PLAN_DUE: "action_plan",
    MatterKind.DECISION_OWED: "follow_up_candidate",
    MatterKind.FOLLOW_UP_DUE: "follow_up_decision",
    MatterKind.MONITORING_REVIEW: "formal_monitoring",
}
# What is told of an inspection only while the inspection itself is.
PARTS = ("inspection_area", "milestone", "team_member", "survey", "report_silence")
STANDING = "standing"


@dataclass(frozen=True)
class State:
    """One moment. `rows` are what is compared; `standings` say in full why each area has its status."""

    on: date
    change: int
    rows: Rows
    standings: Mapping[str, AreaStanding]


def state(session: Session, viewer: Viewer, *, on: date, change: int, between: tuple[int, int] | None = None) -> State:
    """Everything of the portfolio that this person may see at the moment the session sees. One statement.

    With `between` the contacts are those alone that a change after the one number and up to the other wrote to: there
    are many, and what is read of one changes with itself alone.
    """
    wanted = _questions(viewer) | ({} if between is None else _contacts_written(viewer, *between))
    asked = owed.questions(viewer) | {f"st_{name}": question for name, question in wanted.items()}
    found = together(session, asked)
    settings = {one["key"]: one["value"] for one in found["st_settings"]}
    thresholds = Thresholds.from_overrides(settings)
    read = account_from(found, on, thresholds)
    standings = {one.area_code: one for one in area_standings(read, on=on, thresholds=thresholds)}
    rows = _rows(found)
    _hide_parts_of_what_is_not_told(rows)
    _add_what_the_clocks_say(rows, read, on)
    return State(on, change, rows | {STANDING: _standing_rows(standings.values())}, standings)


def _questions(viewer: Viewer) -> dict[str, Any]:
    return portfolio_rows.questions(viewer) | {
        "cover": portfolio_rows.rows(Assignment, "reason"),
        "settings": portfolio_rows.rows(SettingValue, "reason"),
    }


def _contacts_written(viewer: Viewer, after: int, until: int) -> dict[str, Any]:
    contacts, purposes = VERSION_TABLES["contact"], VERSION_TABLES["contact_purpose"]
    written = union(
        select(contacts.c.id).where(contacts.c.change_id > after, contacts.c.change_id <= until),
        select(purposes.c.contact_id).where(purposes.c.change_id > after, purposes.c.change_id <= until),
    )
    questions = portfolio_rows.questions(viewer)
    return {
        "contacts": questions["contacts"].where(col(Contact.id).in_(written)),
        "contact_purposes": questions["contact_purposes"].where(col(ContactPurpose.contact_id).in_(written)),
    }


def _rows(found: Mapping[str, list[Found]]) -> dict[str, dict[Key, Found]]:
    rows: dict[str, dict[Key, Found]] = {name: {} for name in TABLE_OF.values()}
    for section, table in TABLE_OF.items():
        rows[table] |= {_key(table, one): one for one in found.get(f"st_{section}", [])}
    return rows


def _key(table: str, row: Found) -> Key:
    names = [column.name for column in metadata.tables[table].primary_key]
    return tuple(row[name] for name in (names if all(name in row for name in names) else sorted(row)))


def _hide_parts_of_what_is_not_told(rows: dict[str, dict[Key, Found]]) -> None:
    told = {one["id"] for one in rows["inspection"].values()}
    for table in PARTS:
        rows[table] = {key: one for key, one in rows[table].items() if one["inspection_id"] in told}


def _add_what_the_clocks_say(rows: dict[str, dict[Key, Found]], read: Account, on: date) -> None:
    late = {(LATE[one.kind], one.record_id) for one in read.matters if one.kind in LATE and one.is_overdue(on)}
    for table in LATE.values():
        for one in rows[table].values():
            one["is_late"] = (table, one["id"]) in late
    for one in rows["risk_flag"].values():
        one["is_muted"] = is_muted(one["muted_until"], on)
    for one in rows["assignment"].values():
        one["holds"] = one["starts_on"] <= on and (one["ends_on"] is None or on <= one["ends_on"])
    published = {
        one["id"] for one in rows["inspection"].values() if one["publication_state"] is PublicationState.PUBLISHED
    }
    for table in ("evaluation", "evaluation_total"):
        for one in rows[table].values():
            one["is_published"] = one["inspection_id"] in published


def _standing_rows(standings: Iterable[AreaStanding]) -> dict[Key, Found]:
    """The status of each area and what it rests on; how many days late something is, is no change by itself."""
    return {
        (one.area_code,): {
            "area_code": one.area_code,
            "status": one.status,
            "reasons": tuple((reason.rule.value, reason.references) for reason in one.reasons),
        }
        for one in standings
    }


def whereabouts_of(*states: State) -> Whereabouts:
    """In which areas the rows of these states lie, as the states themselves tell it."""
    ups: dict[str, dict[int, Any]] = {name: {} for name in BETWEEN}
    areas: dict[int, set[str]] = {}
    for one in states:
        for name in BETWEEN:
            ups[name] |= {row["id"]: row for row in one.rows[name].values()}
        for row in one.rows["inspection_area"].values():
            areas.setdefault(row["inspection_id"], set()).add(row["area_code"])
    return Whereabouts(ups, {number: frozenset(codes) for number, codes in areas.items()})
