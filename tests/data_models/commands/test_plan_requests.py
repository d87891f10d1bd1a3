"""A plan can be asked for after a report that came in without one."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col

from data_models.commands.plan_requests import ask_for_plan
from data_models.errors import CommandRefused, Invalid, NotAllowed
from data_models.tables import ActionPlan, Inspection
from data_models.vocabulary import PlanState
from tests.builders import ANGUS, MORAY, TODAY, a_published_inspection, a_viewer, all_of, an_inspection, changing


def _without_a_plan(session: Session) -> Inspection:
    inspection = a_published_inspection(session, published_on=TODAY - timedelta(days=400))
    for plan in all_of(session, ActionPlan, col(ActionPlan.inspection_id) == inspection.id):
        session.delete(plan)
    session.flush()
    return inspection


def test_a_plan_asked_for_without_a_day_is_due_six_weeks_from_today_as_a_default(engine: Engine) -> None:
    with changing(engine) as session:
        by, inspection = a_viewer(session, areas=[ANGUS]), _without_a_plan(session)
        plan = ask_for_plan(session, by=by, on=TODAY, inspection_id=inspection.id)
        assert (plan.state, plan.requested_on) == (PlanState.REQUESTED, TODAY)
        assert (plan.due_on, plan.due_is_default) == (TODAY + timedelta(weeks=6), True)


def test_a_stated_day_is_no_default_and_must_be_ahead(engine: Engine) -> None:
    with changing(engine) as session:
        by, inspection = a_viewer(session, areas=[ANGUS]), _without_a_plan(session)
        with pytest.raises(Invalid):
            ask_for_plan(session, by=by, on=TODAY, inspection_id=inspection.id, due_on=TODAY)
        due_on = TODAY + timedelta(days=1)
        plan = ask_for_plan(session, by=by, on=TODAY, inspection_id=inspection.id, due_on=due_on)
        assert (plan.due_on, plan.due_is_default) == (due_on, False)


def test_a_second_plan_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        by, inspection = a_viewer(session, areas=[ANGUS]), _without_a_plan(session)
        ask_for_plan(session, by=by, on=TODAY, inspection_id=inspection.id)
        with pytest.raises(CommandRefused, match="already"):
            ask_for_plan(session, by=by, on=TODAY, inspection_id=inspection.id)


def test_no_plan_is_asked_for_before_publication(engine: Engine) -> None:
    with changing(engine) as session:
        by, inspection = a_viewer(session, areas=[ANGUS]), an_inspection(session)
        with pytest.raises(CommandRefused, match="Publish it first"):
            ask_for_plan(session, by=by, on=TODAY, inspection_id=inspection.id)


def test_only_the_areas_own_team_or_support_asks(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = _without_a_plan(session)
        with pytest.raises(NotAllowed):
            ask_for_plan(session, by=a_viewer(session, areas=[MORAY]), on=TODAY, inspection_id=inspection.id)
