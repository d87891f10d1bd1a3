"""Forms on action plans as a test opens, fills and saves them, and the rows they are about."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from dashboard.session import today
from data_models.commands.action_plans import agree_plan, judge_plan, receive_plan, return_plan
from data_models.database import reading, unit_of_work
from data_models.tables import ActionItem, ActionPlan, InspectionArea, Recommendation
from data_models.vocabulary import ItemStatus, PlanJudgement, PlanState
from tests.builders import there
from tests.pages.conftest import Visit
from tests.pages.who_looks import looking_as

DRAFT = "0123456789ab"
LATER = today() + timedelta(days=200)
Row = ActionItem | ActionPlan | None
Typed = Mapping[tuple[str, str], Any]


def their_item(engine: Engine, status: ItemStatus = ItemStatus.IN_PROGRESS) -> ActionItem:
    """An action with this status in an agreed plan, in an area of the demonstration's link inspector."""
    with reading(engine) as session:
        return _freed(
            session,
            session.exec(
                select(ActionItem)
                .join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
                .join(InspectionArea, col(InspectionArea.inspection_id) == col(ActionPlan.inspection_id))
                .where(col(ActionItem.status) == status, col(InspectionArea.area_code).in_(looking_as(engine).areas))
                .where(col(ActionPlan.state) == PlanState.AGREED)
                .order_by(col(ActionItem.id))
            ).first(),
        )


def their_plan(engine: Engine, state: PlanState, *, has_items: bool = False) -> ActionPlan:
    """A plan of that link inspector's areas in this state; the one that is only requested, taken there by commands."""
    if has_items:
        return _plan_with_items(engine, state)
    plan, by, on = _requested(engine), looking_as(engine), today()
    with unit_of_work(engine, by=by, deed="build_a_test") as session:
        if state is not PlanState.REQUESTED:
            receive_plan(session, by=by, on=on, plan_id=plan.id, received_on=on)
        if state is PlanState.RETURNED:
            return_plan(session, by=by, on=on, plan_id=plan.id, reason="Say how each outcome is measured.")
        if state is PlanState.AGREED:
            note = "The partnership adds its actions now."
            judge_plan(session, by=by, on=on, plan_id=plan.id, judgement=PlanJudgement.PARTLY, note=note)
            agree_plan(session, by=by, on=on, plan_id=plan.id)
    return now(engine, plan)


def judged(engine: Engine, plan: ActionPlan, judgement: PlanJudgement, note: str = "Nothing answers 3.") -> ActionPlan:
    by = looking_as(engine)
    with unit_of_work(engine, by=by, deed="build_a_test") as session:
        judge_plan(session, by=by, on=today(), plan_id=plan.id, judgement=judgement, note=note)
    return now(engine, plan)


def _requested(engine: Engine) -> ActionPlan:
    return _plan_in(engine, PlanState.REQUESTED)


def _plan_with_items(engine: Engine, state: PlanState) -> ActionPlan:
    return _plan_in(engine, state, col(ActionPlan.id).in_(select(col(ActionItem.plan_id))))


def _plan_in(engine: Engine, state: PlanState, *where: Any) -> ActionPlan:
    with reading(engine) as session:
        return _freed(
            session,
            session.exec(
                select(ActionPlan)
                .join(InspectionArea, col(InspectionArea.inspection_id) == col(ActionPlan.inspection_id))
                .where(col(ActionPlan.state) == state, col(InspectionArea.area_code).in_(looking_as(engine).areas))
                .where(*where)
                .order_by(col(ActionPlan.id))
            ).first(),
        )


def _freed(session: Session, found: Any) -> Any:
    session.expunge(there(found))
    return found


def now(engine: Engine, row: Any) -> Any:
    """The row as the record has it now."""
    with reading(engine) as session:
        return _freed(session, session.get(type(row), row.id))


def recommendations(engine: Engine, plan_id: int) -> list[int]:
    """The numbers of the rows of the recommendations that a plan is to answer."""
    with reading(engine) as session:
        plan = session.get_one(ActionPlan, plan_id)
        asked = select(col(Recommendation.id)).where(col(Recommendation.inspection_id) == plan.inspection_id)
        return list(session.exec(asked.order_by(col(Recommendation.number))))


def open_form(visit: Visit, form: str, about: Row, persona: str = "link-inspector") -> AppTest:
    """The page with this form open, on the version that the row has as it is given."""
    if about is None:
        return visit("action-plans", persona, do=form, draft=DRAFT)
    noun = "item" if isinstance(about, ActionItem) else "plan"
    return visit("action-plans", persona, do=form, draft=DRAFT, opened=str(about.row_version), **{noun: str(about.id)})


def field(app: AppTest, form: str, kind: str, name: str) -> Any:
    return getattr(app, kind)(key=f"{form} {DRAFT} {name}")


def fill(app: AppTest, form: str, typed: Typed) -> None:
    for (kind, name), value in typed.items():
        field(app, form, kind, name).set_value(value)


def save(app: AppTest) -> AppTest:
    return app.button[0].click().run()
