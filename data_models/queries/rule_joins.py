"""The rows that rules are read from, joined: the same joins whether they are today's or those of a past month.

Only what is published comes through, and no finding of a programme that attributes none to areas.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data_models.queries.rule_rows import Rows
from data_models.queries.together import Found
from data_models.rules.action_plans import OPEN_STATUSES
from data_models.vocabulary import (
    CandidateState,
    FollowUpState,
    MonitoringState,
    PublicationState,
    Scale,
    Standing,
)


def joined(rows: Rows) -> dict[str, list[Found]]:
    """Rows with the code of their area, under the names by which the account of what is owed asks for them."""
    published = {one["id"]: one for one in rows["inspection"] if one["publication_state"] is PublicationState.PUBLISHED}
    places = _Places(rows, published)
    attributed = {one["id"] for one in rows["programme"] if one["attributes_findings"]}
    return {
        "areas": [{**one, "area_code": one["gss_code"]} for one in rows["area"]],
        "assignments": _assignments(rows),
        "candidates": list(places.of(_candidates(rows))),
        "decisions": list(
            places.of(
                {"due_to": None, "window_is_default": False, **one}
                for one in rows["follow_up_decision"]
                if one["state"] is not FollowUpState.CLOSED
            )
        ),
        "monitorings": [
            {**one, "last_on": None, "partnership_name": ""}
            for one in rows["formal_monitoring"]
            if one["state"] in (MonitoringState.PROPOSED, MonitoringState.OPEN)
            and (one["inspection_id"] is None or one["inspection_id"] in published)
        ],
        "plans": list(places.of(rows["action_plan"])),
        "items": list(places.of(_items(rows))),
        "contacts": list(rows["contact"]),
        "purposes": _purposes(rows),
        "evaluations": [one for one in places.of(_evaluations(rows)) if one["programme_id"] in attributed],
    }


class _Places:
    """The areas of each published inspection."""

    def __init__(self, rows: Rows, published: Mapping[int, Found]) -> None:
        self._published = published
        self._codes: dict[int, list[str]] = {}
        for one in rows["inspection_area"]:
            self._codes.setdefault(one["inspection_id"], []).append(one["area_code"])

    def of(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Found]:
        """Rows that come from a published inspection, once for each of its areas, with what is told of it."""
        for one in rows:
            inspection = self._published.get(one["inspection_id"])
            if inspection is not None:
                told = {name: value for name, value in inspection.items() if name not in one}
                for code in self._codes.get(one["inspection_id"], []):
                    yield {**told, **one, "area_code": code}


def _assignments(rows: Rows) -> list[Found]:
    people = {one["id"]: one for one in rows["person"]}
    return [{**one, **_last_days(people.get(one["person_id"], {}))} for one in rows["assignment"]]


def _last_days(person: Found) -> Found:
    return {name: person.get(name) for name in ("left_on", "access_ended_on")}


def _candidates(rows: Rows) -> Iterator[Found]:
    decisions = {one["id"]: one for one in rows["follow_up_decision"]}
    silences = {one["inspection_id"]: one["id"] for one in rows["report_silence"]}
    for one in rows["follow_up_candidate"]:
        if one["state"] in (CandidateState.OWED, CandidateState.DECIDED):
            decision = decisions.get(one["decision_id"], {})
            yield {
                **one,
                "label": "",
                "choice": decision.get("choice"),
                "decision_state": decision.get("state"),
                "silence_id": silences.get(one["inspection_id"]),
            }


def _items(rows: Rows) -> Iterator[Found]:
    inspections = {one["id"]: one["inspection_id"] for one in rows["action_plan"]}
    postponed: dict[int, int] = {}
    for one in rows["due_date_revision"]:
        postponed[one["item_id"]] = postponed.get(one["item_id"], 0) + (one["to_due_on"] > one["from_due_on"])
    for one in rows["action_item"]:
        if one["status"] in OPEN_STATUSES and one["plan_id"] in inspections:
            yield {
                **one,
                "inspection_id": inspections[one["plan_id"]],
                "postponed": postponed.get(one["id"], 0),
                "text": "",
                "lead_agency": "",
            }


def _purposes(rows: Rows) -> list[Found]:
    held = {one["id"]: one for one in rows["contact"]}
    return [
        {"area_code": held[one["contact_id"]]["area_code"], "held_on": held[one["contact_id"]]["held_on"], **one}
        for one in rows["contact_purpose"]
        if one["contact_id"] in held
    ]


def _evaluations(rows: Rows) -> Iterator[Found]:
    answered = {one["evaluation_id"] for one in rows["follow_up_candidate"] if one["state"] is CandidateState.CLOSED}
    for one in rows["evaluation"]:
        has_grade = one["scale"] is Scale.SIX_POINT and one["standing"] is Standing.EVALUATED and one["grade"]
        if has_grade and one["indicator_id"] is not None:
            yield {**one, "is_answered": one["id"] in answered}
