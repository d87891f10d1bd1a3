"""In which areas a row lies, and on which inspection it rests: found through what it belongs to, also after it is gone.

Numbers are never given twice and no row moves to another parent, so any version of a parent tells the way up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, false, or_, select
from sqlmodel import Session, col

from data_models.queries.together import Found, Question, together
from data_models.tables import VERSION_TABLES, Inspection, Programme, metadata
from data_models.vocabulary import PublicationState, Stage

Row = Mapping[Any, Any]
Ups = tuple[tuple[str, str], ...]
_AREA: Ups = (("area_code", "area"),)
_INSPECTION: Ups = (("inspection_id", "inspection"),)

# For each table: the columns that lead up, and to what. Nothing leads up from what belongs to the nation or the office.
UP: dict[str, Ups] = {
    "action_item": (("plan_id", "action_plan"),),
    "action_plan": _INSPECTION,
    "action_update": (("item_id", "action_item"),),
    "agenda_item": _AREA,
    "area": (("gss_code", "area"),),
    "area_alias": _AREA,
    "assignment": _AREA,
    "assurance_update": (("monitoring_id", "formal_monitoring"),),
    "contact": _AREA,
    "contact_purpose": (("contact_id", "contact"),),
    "contradiction": _AREA + _INSPECTION,
    "due_date_revision": (("item_id", "action_item"),),
    "evaluation": _INSPECTION,
    "evaluation_total": _INSPECTION,
    "exit_line": (("monitoring_id", "formal_monitoring"),),
    "factor": _AREA + _INSPECTION,
    "follow_up_candidate": _INSPECTION,
    "follow_up_decision": _INSPECTION,
    "footprint_step": (),
    "forecast": (("item_id", "action_item"),),
    "formal_monitoring": _AREA + _INSPECTION,
    "good_practice": _AREA + _INSPECTION,
    "indicator": (),
    "inspection": (("id", "inspection"),),
    "inspection_area": _INSPECTION + _AREA,
    "item_recommendation": (("item_id", "action_item"),),
    "meeting": (),
    "meeting_action": _AREA,
    "meeting_attendance": (),
    "meeting_decision": (("item_id", "agenda_item"),),
    "milestone": _INSPECTION,
    "partnership": (),
    "partnership_area": _AREA,
    "person": (),
    "planned_scrutiny": _AREA,
    "practice_share": (("practice_id", "good_practice"), *_AREA),
    "programme": (),
    "programme_milestone": (),
    "progress_review": (("original_inspection_id", "inspection"), *_INSPECTION),
    "published_import": (),
    "published_row": _INSPECTION,
    "recommendation": _INSPECTION,
    "record_marker": (),
    "report_silence": _INSPECTION,
    "review_notification": _AREA,
    "risk_flag": _AREA + _INSPECTION,
    "self_evaluation": _AREA,
    "setting_value": (),
    "survey": _INSPECTION,
    "team_member": _INSPECTION,
    "thematic_participation": _AREA,
    "undone_change": (),
}
# What stands between a row and its area or inspection.
BETWEEN = ("action_plan", "action_item", "formal_monitoring", "contact", "good_practice", "agenda_item")
# Where only one of the ways up says whose it is; the other says what it rests on.
RESTS_ON = {name for name, ups in UP.items() if set(_AREA + _INSPECTION) <= set(ups) and name != "inspection_area"}


@dataclass(frozen=True)
class Lies:
    """Where a row lies. `is_known` is False where the way up was lost: then nobody may be shown what is in it."""

    areas: frozenset[str] = frozenset()
    inspections: frozenset[int] = frozenset()
    is_known: bool = True


@dataclass(frozen=True)
class Reported:
    """How far the inspection that a row rests on has come."""

    is_published: bool
    is_planned: bool


@dataclass
class Whereabouts:
    """What was found out about the way up from some rows."""

    ups: dict[str, dict[int, Row]] = field(default_factory=dict)
    areas_of: dict[int, frozenset[str]] = field(default_factory=dict)
    reported: dict[int, Reported] = field(default_factory=dict)
    # Inspections and programmes whose findings are attributed to no area.
    silent_inspections: frozenset[int] = frozenset()
    silent_programmes: frozenset[int] = frozenset()

    def of(self, table: str, row: Row) -> Lies:
        """The areas and inspections of this row; a practice that is shared lies in both areas."""
        areas, inspections, is_known = set[str](), set[int](), True
        for column, parent in UP[table]:
            value = row.get(column)
            if value is None:
                continue
            if parent == "area":
                areas.add(value)
            elif parent == "inspection":
                inspections.add(value)
                if table not in RESTS_ON:
                    areas |= self.areas_of.get(value, frozenset())
            elif (between := self.ups.get(parent, {}).get(value)) is None:
                is_known = False
            else:
                above = self.of(parent, between)
                areas, inspections, is_known = areas | above.areas, inspections | above.inspections, above.is_known
        return Lies(frozenset(areas), frozenset(inspections), is_known)

    def above(self, table: str, row: Row) -> set[tuple[str, Any]]:
        """Everything that this row is under, by table and number, its areas by code."""
        lies = self.of(table, row)
        found: set[tuple[str, Any]] = {("area", code) for code in lies.areas}
        for column, parent in UP[table]:
            if (value := row.get(column)) is not None:
                found.add((parent, value))
                if (between := self.ups.get(parent, {}).get(value)) is not None:
                    found |= self.above(parent, between)
        return found

    def is_silent(self, table: str, row: Row) -> bool:
        """Whether it is of a programme whose findings are shown for no single area, to nobody."""
        of_programme = table != "programme" and row.get("programme_id") in self.silent_programmes
        return of_programme or not self.silent_inspections.isdisjoint(self.of(table, row).inspections)


def where_these_lie(session: Session, rows: Iterable[tuple[str, Row]]) -> Whereabouts:
    """The way up from these rows. One statement."""
    return whereabouts_from(together(session, whereabouts_questions(rows)))


def whereabouts_questions(rows: Iterable[tuple[str, Row]]) -> dict[str, Question]:
    """What must be asked to know where these rows lie."""
    needed: dict[str, set[int]] = {name: set() for name in BETWEEN}
    for table, row in rows:
        for column, parent in UP[table]:
            if parent in needed and row.get(column) is not None:
                needed[parent].add(row[column])
    asked = {f"wh_{name}": _ups(name, _with_those_of_items(name, needed)) for name in BETWEEN}
    areas = VERSION_TABLES["inspection_area"]
    return asked | {
        "wh_areas": select(areas.c.inspection_id, areas.c.area_code).distinct(),
        "wh_reported": select(
            col(Inspection.id),
            col(Inspection.publication_state),
            col(Inspection.stage),
            col(Inspection.programme_id),
        ),
        "wh_silent": select(col(Programme.id)).where(col(Programme.attributes_findings).is_(False)),
    }


def _with_those_of_items(name: str, needed: dict[str, set[int]]) -> ColumnElement[bool]:
    past = VERSION_TABLES[name]
    numbers = past.c.id.in_(sorted(needed[name]))
    if name != "action_plan":
        return numbers
    items = VERSION_TABLES["action_item"]
    return or_(numbers, past.c.id.in_(select(items.c.plan_id).where(items.c.id.in_(sorted(needed["action_item"])))))


def _ups(name: str, where: ColumnElement[bool]) -> Question:
    past = VERSION_TABLES[name]
    question: Question = select(past.c.id, *(past.c[column] for column, _ in UP[name])).where(where).distinct()
    return question


def whereabouts_from(found: Mapping[str, list[Found]]) -> Whereabouts:
    """From what the questions found."""
    areas: dict[int, set[str]] = {}
    for one in found["wh_areas"]:
        areas.setdefault(one["inspection_id"], set()).add(one["area_code"])
    silent = frozenset(one["id"] for one in found["wh_silent"])
    return Whereabouts(
        {name: {one["id"]: one for one in found[f"wh_{name}"]} for name in BETWEEN},
        {number: frozenset(codes) for number, codes in areas.items()},
        {
            one["id"]: Reported(
                one["publication_state"] is PublicationState.PUBLISHED,
                one["stage"] in (Stage.PLANNED, Stage.CANCELLED),
            )
            for one in found["wh_reported"]
        },
        frozenset(one["id"] for one in found["wh_reported"] if one["programme_id"] in silent),
        silent,
    )


# --- the way down ---


def within(name: str, ancestor: str, key: int | str, past: Table | None = None) -> ColumnElement[bool]:
    """Versions of this table that lie in an area, or under a row of another table, or are versions of that very row."""
    past = VERSION_TABLES[name] if past is None else past
    ways = [] if name != ancestor else [past.c[_key_of(name)] == key]
    for column, parent in UP[name]:
        if parent == ancestor:
            ways.append(past.c[column] == key)
        elif parent == "inspection" and ancestor == "area" and name not in RESTS_ON:
            covers = VERSION_TABLES["inspection_area"]
            ways.append(past.c[column].in_(select(covers.c.inspection_id).where(covers.c.area_code == key)))
        elif parent in BETWEEN and name not in RESTS_ON:
            above = VERSION_TABLES[parent].alias()
            ways.append(past.c[column].in_(select(above.c.id).where(within(parent, ancestor, key, above))))  # type: ignore[arg-type]
    return or_(*ways) if ways else false()


def _key_of(name: str) -> str:
    return next(iter(metadata.tables[name].primary_key)).name
