"""One risk flag whole: the records that fired its rule, who could see to it, and what stands beside it in the area."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from data_models.queries.people import everyone, viewer_for
from data_models.queries.risk_flags import FlagRow, flag_rows, flags_question
from data_models.queries.scope import IS_PUBLISHED, source_readable
from data_models.queries.together import Found, Question, together
from data_models.rules.references import Kind, reference
from data_models.tables import (
    ActionItem,
    ActionPlan,
    Evaluation,
    FormalMonitoring,
    Inspection,
    InspectionArea,
    RiskFlag,
)
from data_models.visibility import SENIOR, Deed, Viewer, may
from data_models.vocabulary import MonitoringState, RoleName


@dataclass(frozen=True)
class FlagPicture:
    """`items` and `evaluations` lead from a reference to a number: of the action, and of the evaluation's inspection.

    `monitoring` is the formal monitoring that is open or proposed in the area, if any that this person may know of.
    """

    flag: FlagRow
    items: tuple[tuple[str, int], ...]
    evaluations: tuple[tuple[str, int], ...]
    monitoring: MonitoringState | None


@dataclass(frozen=True)
class Able:
    """Somebody who can see to flags: in these areas, or in every one (None)."""

    id: int
    name: str
    role: RoleName
    areas: frozenset[str] | None

    def sees_to(self, area_code: str) -> bool:
        return self.areas is None or area_code in self.areas


def flag_picture(session: Session, viewer: Viewer, *, on: date, flag_id: int) -> FlagPicture | None:
    """One flag; None when there is none such to be read. One statement."""
    found = together(session, _questions(viewer, flag_id))
    flag = next(iter(flag_rows(found["flags"], on)), None)
    if flag is None:
        return None
    states = [one["state"] for one in found["monitorings"]]
    standing = (state for state in (MonitoringState.OPEN, MonitoringState.PROPOSED) if state in states)
    return FlagPicture(
        flag=flag,
        items=_numbered(found["items"], lambda one: reference(Kind.PLAN, one["plan_id"], one["number"]), "id"),
        evaluations=_numbered(found["evaluations"], lambda one: reference(Kind.EVALUATION, one["id"]), "inspection_id"),
        monitoring=next(standing, None),
    )


def able_to_review(session: Session, _: Viewer, *, on: date) -> tuple[Able, ...]:
    """Everybody here who may review flags somewhere that day, by name. One statement; open to everybody."""
    people = everyone(session)
    seen = [viewer_for(people, one.id, on) for one in people if one.is_here_on(on)]
    able = [
        Able(one.person_id, one.name, one.role, None if one.role in SENIOR else one.areas)
        for one in seen
        if one is not None and one.person_id is not None and may(one, Deed.REVIEW_FLAG, one.areas)
    ]
    return tuple(sorted(able, key=lambda one: (one.name.casefold(), one.id)))


def _questions(viewer: Viewer, flag_id: int) -> dict[str, Question]:
    area = select(col(RiskFlag.area_code)).where(col(RiskFlag.id) == flag_id).scalar_subquery()
    standing = (MonitoringState.PROPOSED, MonitoringState.OPEN)
    items: Question = select(col(ActionItem.id), col(ActionItem.plan_id), col(ActionItem.number))
    evaluations: Question = select(col(Evaluation.id), col(Evaluation.inspection_id))
    return {
        "flags": flags_question(viewer, col(RiskFlag.id) == flag_id),
        "items": items.join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id)).where(
            _published_there(col(ActionPlan.inspection_id), area)
        ),
        "evaluations": evaluations.where(_published_there(col(Evaluation.inspection_id), area)),
        "monitorings": select(col(FormalMonitoring.state)).where(
            col(FormalMonitoring.area_code) == area,
            col(FormalMonitoring.state).in_(standing),
            source_readable(viewer, col(FormalMonitoring.inspection_id)),
        ),
    }


def _published_there(inspection_id: Any, area: Any) -> ColumnElement[bool]:
    """Rows of inspections of the area that are published: a rule looks at no others."""
    there = (
        select(col(InspectionArea.inspection_id))
        .join(Inspection, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(col(InspectionArea.area_code) == area, IS_PUBLISHED)
    )
    condition: ColumnElement[bool] = inspection_id.in_(there)
    return condition


def _numbered(found: list[Found], name: Any, number: str) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((name(one), one[number]) for one in found))
