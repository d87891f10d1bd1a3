"""The whole record as one person may see it, in plain values: what `export portfolio` writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlmodel import Session

from data_models.queries import ledger as ledgers
from data_models.queries import portfolio_rows
from data_models.queries.ground import AreaGround
from data_models.queries.ledger_rows import Ledger, LedgerEntry
from data_models.queries.matters import Account, account_from, area_standings
from data_models.queries.matters_by_area import contact_due_on
from data_models.queries.owed import questions
from data_models.queries.together import Found, together
from data_models.rules.area_status import AreaStanding
from data_models.rules.references import Kind, reference
from data_models.rules.settings import Thresholds
from data_models.visibility import Viewer
from data_models.vocabulary import CandidateState, CoverRole

FORMAT = 1
Plain = dict[str, Any]
Rows = Mapping[str, list[Plain]]


def portfolio(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> Plain:
    """Nested dictionaries and lists of plain values: days as ISO dates, areas by GSS code, words as stored.

    Every list is in order of its numbers (areas by code), so that two exports of one day are equal. Nothing of the
    moment of export is in it. Three statements.
    """
    read = account_from(together(session, questions(viewer)), on, thresholds)
    found = together(session, portfolio_rows.questions(viewer))
    checked = ledgers.ledger_from(together(session, ledgers.questions()), read)
    rows = {name: [_row(one) for one in some] for name, some in found.items()}
    standings = {one.area_code: one for one in area_standings(read, on=on, thresholds=thresholds)}
    return {
        "format": FORMAT,
        "as_of": on.isoformat(),
        "areas": [_area(one, rows, read, standings, on, thresholds) for one in _in_order(rows["areas"], "gss_code")],
        "people": _numbered(rows["people"], Kind.PERSON),
        "inspections": _inspections(rows),
        "follow_up": _follow_up(rows, checked),
        "formal_monitoring": _with(
            _numbered(rows["monitorings"], Kind.MONITORING),
            assurance_updates=_children(rows["assurances"], "monitoring_id"),
            exit_lines=_children(rows["exit_lines"], "monitoring_id"),
        ),
        "action_plans": _plans(rows),
        "risk_flags": _numbered(rows["flags"], Kind.FLAG),
        "engagement": _engagement(rows),
        "good_practice": _with(
            _numbered(rows["practices"], Kind.PRACTICE), shared_with=_children(rows["shares"], "practice_id")
        ),
        "programmes": _programmes(rows),
        "planned_scrutiny": _in_order(rows["planned_scrutiny"], "id"),
        "reviews": _in_order(rows.get("reviews", []), "id"),
        "meetings": _meetings(rows),
        "contradictions": _in_order(rows["contradictions"], "id"),
        "owed": [_row(asdict(one)) for one in read.matters],
    }


# --- sections ---


def _area(
    row: Plain,
    rows: Rows,
    read: Account,
    standings: Mapping[str, AreaStanding],
    on: date,
    thresholds: Thresholds,
) -> Plain:
    code = row["gss_code"]
    ground, standing = read.ground_of(code), standings[code]
    partnerships = {one["id"]: one for one in rows["partnerships"]}
    names = {one["id"]: one["display_name"] for one in rows["people"]}
    theirs = sorted(one["partnership_id"] for one in rows["partnership_areas"] if one["area_code"] == code)
    return row | {
        "aliases": sorted(one["alias"] for one in rows["aliases"] if one["area_code"] == code),
        "partnerships": [partnerships[one] for one in theirs],
        "status": standing.status.value,
        "reasons": [
            {
                "rule": reason.rule.value,
                "severity": reason.severity.value,
                "count": reason.count,
                "worst_days": reason.worst_days,
                "references": list(reason.references),
            }
            for reason in standing.reasons
        ],
        "people": {} if ground is None else {role.value: _post(ground, role, names, on) for role in CoverRole},
        "last_contact_on": _plain(ground.last_contact_on) if ground else None,
        "contact_due_on": _plain(contact_due_on(ground, thresholds)) if ground else None,
    }


def _post(ground: AreaGround, role: CoverRole, names: Mapping[int, str], on: date) -> Plain | None:
    person_id = ground.person_in(role, on)
    if person_id is None:
        return None
    holding = [one for one in ground.covers if one.role is role and one.person_id == person_id and one.holds_on(on)]
    now = max(holding, key=lambda one: one.starts_on)
    return {
        "person_id": person_id,
        "name": names[person_id],
        "since": _plain(now.starts_on),
        "until": _plain(now.ends_on),
    }


def _inspections(rows: Rows) -> list[Plain]:
    listed = _numbered([*rows["inspections"], *rows["inspections_in_brief"]], Kind.INSPECTION)
    codes = {one["id"]: one["code"] for one in rows["programmes"]}
    areas: dict[int, list[str]] = {}
    for one in rows["inspection_areas"]:
        areas.setdefault(one["inspection_id"], []).append(one["area_code"])
    for one in listed:
        one["programme"] = codes[one["programme_id"]]
        one["area_codes"] = sorted(areas.get(one["id"], []))
    return _with(
        listed,
        evaluations=_children(_numbered(rows["evaluations"], Kind.EVALUATION), "inspection_id"),
        evaluation_totals=_children(_numbered(rows["totals"], Kind.EVALUATION_TOTAL), "inspection_id"),
        recommendations=_children(rows["recommendations"], "inspection_id"),
        milestones=_children(rows["milestones"], "inspection_id"),
        team=_children(rows["team"], "inspection_id"),
        surveys=_children(rows["surveys"], "inspection_id"),
        report_silences=_children(rows["silences"], "inspection_id"),
    )


def _follow_up(rows: Rows, checked: Ledger) -> Plain:
    """Accounts for every weak, unsatisfactory and adult protection weakness of the published record."""
    return {
        "calling": checked.calling,
        "accounted_for": checked.accounted_for,
        "by_state": {state.value: checked.standing_as(state) for state in CandidateState},
        "evaluations": [_entry(one) for one in sorted(checked.entries, key=lambda one: one.reference)],
        "breaches": [_row(asdict(one)) for one in checked.breaches],
        "candidates": _numbered(rows["candidates"], Kind.CANDIDATE),
        "decisions": _numbered(rows["decisions"], Kind.DECISION),
        "progress_reviews": _numbered(rows["progress_reviews"], Kind.PROGRESS_REVIEW),
    }


def _entry(one: LedgerEntry) -> Plain:
    sequel = one.closed_by_inspection_id
    return _row(asdict(one)) | {
        "inspection": reference(Kind.INSPECTION, one.inspection_id),
        "candidate": None if one.candidate_id is None else reference(Kind.CANDIDATE, one.candidate_id),
        "closed_by_inspection": None if sequel is None else reference(Kind.INSPECTION, sequel),
    }


def _plans(rows: Rows) -> list[Plain]:
    answers: dict[int, list[int]] = {}
    for one in rows["item_recommendations"]:
        answers.setdefault(one["item_id"], []).append(one["recommendation_id"])
    items = _with(
        _in_order(rows["items"], "id"),
        revisions=_children(rows["revisions"], "item_id"),
        updates=_children(rows["updates"], "item_id"),
    )
    for item in items:
        item["reference"] = reference(Kind.PLAN, item["plan_id"], item["number"])
        item["recommendation_ids"] = sorted(answers.get(item["id"], []))
    return _with(_numbered(rows["plans"], Kind.PLAN), items=_children(items, "plan_id"))


def _engagement(rows: Rows) -> Plain:
    purposes: dict[int, list[int]] = {}
    for one in rows["contact_purposes"]:
        purposes.setdefault(one["contact_id"], []).append(one["purpose"])
    contacts = _numbered(rows["contacts"], Kind.CONTACT)
    for contact in contacts:
        contact["purposes"] = sorted(purposes.get(contact["id"], []))
    return {"contacts": contacts, "factors": _in_order(rows["factors"], "id")}


def _meetings(rows: Rows) -> list[Plain]:
    """Each with its agenda; every item with what was decided and given."""
    items = _with(
        _in_order(rows["agenda_items"], "id"),
        decisions=_children(rows["meeting_decisions"], "item_id"),
        actions=_children(_numbered(rows["meeting_actions"], Kind.MEETING_ACTION), "item_id"),
    )
    return _with(
        _numbered(rows["meetings"], Kind.MEETING),
        items=_children(items, "meeting_id"),
        attendance=_children(rows["attendance"], "meeting_id"),
    )


def _programmes(rows: Rows) -> list[Plain]:
    return _with(
        _in_order(rows["programmes"], "id"),
        indicators=_children(rows["indicators"], "programme_id"),
        footprint=_children(rows["footprint_steps"], "programme_id"),
        milestones=_children(rows["programme_milestones"], "programme_id"),
        participations=_children(rows["participations"], "programme_id"),
        self_evaluations=_children(rows["self_evaluations"], "programme_id"),
    )


# --- plain values, in order ---


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _row(found: Found) -> Plain:
    return {key: _plain(value) for key, value in found.items()}


def _in_order(rows: Sequence[Plain], key: str) -> list[Plain]:
    return [dict(one) for one in sorted(rows, key=lambda one: one[key])]


def _numbered(rows: Sequence[Plain], kind: Kind) -> list[Plain]:
    """In order of their numbers, each with the reference that people know it by."""
    return [{"reference": reference(kind, one["id"])} | one for one in _in_order(rows, "id")]


def _children(rows: Sequence[Plain], parent: str) -> Callable[[int], list[Plain]]:
    """The rows of one parent, in order of their numbers."""
    theirs: dict[int, list[Plain]] = {}
    for one in _in_order(rows, "id"):
        theirs.setdefault(one.pop(parent), []).append(one)
    return lambda number: theirs.get(number, [])


def _with(rows: list[Plain], **children: Callable[[int], list[Plain]]) -> list[Plain]:
    return [one | {name: of(one["id"]) for name, of in children.items()} for one in rows]
