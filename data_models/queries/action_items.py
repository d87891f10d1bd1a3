"""What was promised item by item: every date there ever was, every update, and the two keys that close it."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data_models.queries import action_plans
from data_models.queries.action_item_rows import (
    ItemPicture,
    ItemRow,
    Kin,
    PlanPicture,
    RecommendationRow,
    RevisionRow,
    UpdateRow,
)
from data_models.queries.first_known import first_known
from data_models.queries.places import in_area, places_by_inspection, places_question
from data_models.queries.scope import findings_readable
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.action_plans import (
    days_waiting,
    item_days_overdue,
    postponements,
    slip_days,
    verification_due_on,
)
from data_models.rules.settings import Thresholds
from data_models.tables import (
    ActionItem,
    ActionPlan,
    ActionUpdate,
    DueDateRevision,
    Indicator,
    Inspection,
    ItemRecommendation,
    Person,
    Recommendation,
)
from data_models.visibility import Viewer
from data_models.vocabulary import ItemStatus


def items(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, area_code: str | None = None
) -> tuple[ItemRow, ...]:
    """The items of every plan, or of one area's plans: the longest overdue first, then by due day. One statement."""
    here = [] if area_code is None else [in_area(area_code)]
    found = together(session, _questions(viewer, *here) | {"places": places_question()})
    rows = _item_rows(found, on, thresholds)
    return tuple(sorted(rows, key=lambda one: (-one.days_overdue, one.due_on, one.plan_id, one.number)))


def plan_picture(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, plan_id: int
) -> PlanPicture | None:
    """One plan whole; None when there is none such to be read. One statement."""
    found = together(session, _of_one_plan(viewer, on, plan_id))
    return _plan_picture(found, on, thresholds)


def item_picture(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, item_id: int
) -> ItemPicture | None:
    """One item with its whole history and the version its form opens on; None when there is none. Two statements."""
    plan_id = session.connection().scalar(select(col(ActionItem.plan_id)).where(col(ActionItem.id) == item_id))
    if plan_id is None:
        return None
    found = together(session, _of_one_plan(viewer, on, plan_id) | {"kin": _kin(viewer, item_id)})
    whole = _plan_picture(found, on, thresholds)
    if whole is None:
        return None
    item = next(one for one in whole.items if one.id == item_id)
    kin = [Kin(**one) for one in in_order(found["kin"], "plan_id", "number")]
    return ItemPicture(
        item,
        whole.plan,
        whole.recommendations,
        next((one for one in kin if one.id == item.recurs_from_id), None),
        tuple(one for one in kin if one.recurs_from_id == item.id),
    )


def _of_one_plan(viewer: Viewer, on: date, plan_id: int) -> dict[str, Question]:
    this = col(ActionPlan.id) == plan_id
    asked = _questions(viewer, this) | {"recommendations": _recommendations(this)}
    return asked | action_plans.questions(viewer, on, None, this)


def _plan_picture(found: dict[str, list[Found]], on: date, thresholds: Thresholds) -> PlanPicture | None:
    plans = action_plans.answer(found, on, thresholds)
    if not plans:
        return None
    rows = _item_rows(found, on, thresholds)
    return PlanPicture(plans[0], rows, _recommendation_rows(found["recommendations"], rows))


def _questions(viewer: Viewer, *where: ColumnElement[bool]) -> dict[str, Question]:
    here = (*where, findings_readable(viewer))
    return {
        "items": _of_plan(_items(), *here),
        "revisions": _of_plan(_revisions(), *here),
        "updates": _of_plan(_updates(), *here),
        "links": _of_plan(_links(), *here),
    }


def _of_plan(question: Question, *where: ColumnElement[bool]) -> Question:
    return (
        question.join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .where(*where)
    )


def _items() -> Question:
    recorder = aliased(Person)
    return (
        select(
            *picked(ActionItem, ItemRow),
            col(ActionPlan.state).label("plan_state"),
            col(ActionPlan.inspection_id),
            col(Person.display_name).label("verified_by"),
            col(recorder.display_name).label("claim_recorded_by"),
        )
        .select_from(ActionItem)
        .outerjoin(Person, col(ActionItem.verified_by_id) == col(Person.id))
        .outerjoin(recorder, col(ActionItem.claim_recorded_by_id) == col(recorder.id))
    )


def _kin(viewer: Viewer, item_id: int) -> Question:
    earlier = select(col(ActionItem.recurs_from_id)).where(col(ActionItem.id) == item_id).scalar_subquery()
    related = or_(col(ActionItem.recurs_from_id) == item_id, col(ActionItem.id) == earlier)
    return _of_plan(select(*picked(ActionItem, Kin)), related, findings_readable(viewer))


def _revisions() -> Question:
    return (
        select(
            col(DueDateRevision.item_id),
            *picked(DueDateRevision, RevisionRow),
            col(Person.display_name).label("agreed_by"),
            first_known(DueDateRevision, "revised_on"),
        )
        .select_from(DueDateRevision)
        .join(ActionItem, col(DueDateRevision.item_id) == col(ActionItem.id))
        .outerjoin(Person, col(DueDateRevision.agreed_by_id) == col(Person.id))
    )


def _updates() -> Question:
    return (
        select(
            col(ActionUpdate.item_id),
            *picked(ActionUpdate, UpdateRow),
            col(Person.display_name).label("recorded_by"),
            first_known(ActionUpdate, "updated_on"),
        )
        .select_from(ActionUpdate)
        .join(ActionItem, col(ActionUpdate.item_id) == col(ActionItem.id))
        .outerjoin(Person, col(ActionUpdate.recorded_by_id) == col(Person.id))
    )


def _links() -> Question:
    return (
        select(col(ItemRecommendation.item_id), col(Recommendation.number))
        .select_from(ItemRecommendation)
        .join(Recommendation, col(ItemRecommendation.recommendation_id) == col(Recommendation.id))
        .join(ActionItem, col(ItemRecommendation.item_id) == col(ActionItem.id))
    )


def _recommendations(*where: ColumnElement[bool]) -> Question:
    return (
        select(*picked(Recommendation, RecommendationRow), col(Indicator.name).label("indicator_name"))
        .select_from(Recommendation)
        .join(ActionPlan, col(ActionPlan.inspection_id) == col(Recommendation.inspection_id))
        .outerjoin(Indicator, col(Recommendation.indicator_id) == col(Indicator.id))
        .where(*where)
    )


def _recommendation_rows(found: list[Found], rows: tuple[ItemRow, ...]) -> tuple[RecommendationRow, ...]:
    answering = [one for one in rows if one.status is not ItemStatus.WITHDRAWN]
    return tuple(
        RecommendationRow(**one, items=tuple(row.number for row in answering if one["number"] in row.recommendations))
        for one in in_order(found, "number")
    )


def _item_rows(found: dict[str, list[Found]], on: date, thresholds: Thresholds) -> tuple[ItemRow, ...]:
    """Items by plan and number."""
    places = places_by_inspection(found["places"])
    revisions = grouped(in_order(found["revisions"], "sequence"), "item_id")
    updates = grouped(in_order(found["updates"], "id", newest="updated_on"), "item_id")
    links = grouped(in_order(found["links"], "number"), "item_id")
    rows = []
    for one in in_order(found["items"], "plan_id", "number"):
        moved = tuple(RevisionRow(**each) for each in revisions.get(one["id"], []))
        told = one["last_update_on"]
        claimed = one["claimed_on"] if one["status"] is ItemStatus.CLAIMED else None
        rows.append(
            ItemRow(
                **one,
                areas=places.get(one["inspection_id"], ()),
                revisions=moved,
                updates=tuple(UpdateRow(**each) for each in updates.get(one["id"], [])),
                recommendations=tuple(each["number"] for each in links.get(one["id"], [])),
                slip_days=slip_days(one["original_due_on"], one["due_on"]),
                postponements=postponements(one["original_due_on"], [each.to_due_on for each in moved]),
                days_overdue=item_days_overdue(one["status"], one["due_on"], on),
                quiet_days=None if told is None else max((on - told).days, 0),
                waiting_days=None if claimed is None else days_waiting(claimed, on),
                verify_by=None if claimed is None else verification_due_on(claimed, thresholds),
            )
        )
    return tuple(rows)
