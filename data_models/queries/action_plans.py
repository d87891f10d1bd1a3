"""Is the promised improvement happening? Plans and how far they have come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlmodel import Session, col

from data_models.queries.places import Place, in_area, places_by_inspection, places_question
from data_models.queries.scope import findings_readable
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.action_plans import AWAITS_PARTNERSHIP, judgement_due_on, plan_days_overdue
from data_models.rules.references import Kind, reference
from data_models.rules.settings import Thresholds
from data_models.tables import ActionItem, ActionPlan, Inspection, Person, Programme
from data_models.visibility import Viewer
from data_models.vocabulary import DatePrecision, ItemStatus, Origin, PlanJudgement, PlanState, Strand

AWAITED = sorted(status for status, awaits in AWAITS_PARTNERSHIP.items() if awaits)


@dataclass(frozen=True)
class StatusCount:
    status: ItemStatus
    items: int


@dataclass(frozen=True)
class PlanRow:
    """One plan with the state of its items. `late` items are past the date in force, the worst by `worst_days`.

    `days_overdue` is the plan's own lateness; `judge_by` is when we owe a judgement on it.
    """

    id: int
    inspection_id: int
    name: str
    state: PlanState
    requested_on: date | None
    due_on: date | None
    due_is_default: bool
    received_on: date | None
    received_by: str
    judgement: PlanJudgement | None
    judgement_note: str
    judged_on: date | None
    judged_by: str | None
    agreed_on: date | None
    contact_every_days: int | None
    closed_on: date | None
    close_reason: str
    origin: Origin
    row_version: int
    programme_name: str
    strand: Strand
    partnership_name: str
    published_on: date | None
    published_precision: DatePrecision
    areas: tuple[Place, ...]
    counts: tuple[StatusCount, ...]
    items: int
    late: int
    worst_days: int
    next_due: date | None
    days_overdue: int
    judge_by: date | None

    @property
    def reference(self) -> str:
        return reference(Kind.PLAN, self.id)

    @property
    def verified(self) -> int:
        return self._count(ItemStatus.VERIFIED)

    @property
    def claimed(self) -> int:
        return self._count(ItemStatus.CLAIMED)

    @property
    def withdrawn(self) -> int:
        return self._count(ItemStatus.WITHDRAWN)

    def _count(self, status: ItemStatus) -> int:
        return sum(one.items for one in self.counts if one.status is status)


def plans(
    session: Session,
    viewer: Viewer,
    *,
    on: date,
    thresholds: Thresholds,
    area_code: str | None = None,
    state: PlanState | None = None,
    inspection_id: int | None = None,
) -> tuple[PlanRow, ...]:
    """Plans with their counts: those with the longest lateness first, then by reference. One statement."""
    where = [] if state is None else [col(ActionPlan.state) == state]
    where += [] if inspection_id is None else [col(ActionPlan.inspection_id) == inspection_id]
    return answer(together(session, questions(viewer, on, area_code, *where)), on, thresholds)


def questions(
    viewer: Viewer, on: date, area_code: str | None = None, *where: ColumnElement[bool]
) -> dict[str, Question]:
    """What the list asks, for a page that asks other things in the same statement."""
    here = list(where) + [findings_readable(viewer)]
    here += [] if area_code is None else [in_area(area_code)]
    return {
        "ap_plans": _plans(*here),
        "ap_counts": _counts(on, *here),
        "places": places_question(),
    }


def _plans(*where: ColumnElement[bool]) -> Question:
    return (
        select(
            *picked(ActionPlan, PlanRow),
            col(Person.display_name).label("judged_by"),
            col(Programme.name).label("programme_name"),
            col(Programme.strand),
            col(Inspection.partnership_name),
            col(Inspection.published_on),
            col(Inspection.published_precision),
        )
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .outerjoin(Person, col(ActionPlan.judged_by_id) == col(Person.id))
        .where(*where)
    )


def _counts(on: date, *where: ColumnElement[bool]) -> Question:
    """Per plan and status: how many items, how many late, the oldest late day and the next day to come."""
    is_awaited = col(ActionItem.status).in_(AWAITED)
    is_late = and_(is_awaited, col(ActionItem.due_on) < on)
    is_ahead = and_(is_awaited, col(ActionItem.due_on) >= on)
    return (
        select(
            col(ActionItem.plan_id),
            col(ActionItem.status),
            func.count(col(ActionItem.id)).label("items"),
            func.count(case((is_late, col(ActionItem.id)))).label("late"),
            func.min(case((is_late, col(ActionItem.due_on)))).label("oldest_late"),
            func.min(case((is_ahead, col(ActionItem.due_on)))).label("next_due"),
        )
        .join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .where(*where)
        .group_by(col(ActionItem.plan_id), col(ActionItem.status))
    )


def answer(found: dict[str, list[Found]], on: date, thresholds: Thresholds) -> tuple[PlanRow, ...]:
    """The plans from what `questions` found."""
    places = places_by_inspection(found["places"])
    counts = grouped(found["ap_counts"], "plan_id")
    rows = [
        PlanRow(
            **one,
            **_progress(counts.get(one["id"], []), on),
            areas=places.get(one["inspection_id"], ()),
            days_overdue=plan_days_overdue(one["state"], one["due_on"], on),
            judge_by=judgement_due_on(one["received_on"], thresholds) if _awaits_us(one["state"]) else None,
        )
        for one in in_order(found["ap_plans"], "id")
    ]
    return tuple(sorted(rows, key=lambda row: (-max(row.worst_days, row.days_overdue), row.id)))


def _awaits_us(state: PlanState) -> bool:
    return state is PlanState.RECEIVED


def _progress(counts: list[Found], on: date) -> dict[str, Any]:
    order = list(ItemStatus)
    late = [one["oldest_late"] for one in counts if one["oldest_late"] is not None]
    ahead = [one["next_due"] for one in counts if one["next_due"] is not None]
    by_status = sorted(counts, key=lambda one: order.index(one["status"]))
    return {
        "counts": tuple(StatusCount(one["status"], one["items"]) for one in by_status),
        "items": sum(one["items"] for one in counts),
        "late": sum(one["late"] for one in counts),
        "worst_days": (on - min(late)).days if late else 0,
        "next_due": min(ahead, default=None),
    }
