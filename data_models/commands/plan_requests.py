"""Asking for a plan where publication did not: the report came in with the published record, or asked for none."""

from datetime import date, timedelta

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.found import areas_of, only, origin_today, programme_of, the
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules.action_plans import weeks_to_plan
from data_models.tables import ActionPlan, Inspection
from data_models.visibility import Deed, Viewer, authorise_in_any
from data_models.vocabulary import PlanState, PublicationState


def ask_for_plan(
    session: Session, *, by: Viewer, on: date, inspection_id: int, due_on: date | None = None
) -> ActionPlan:
    """Ask a partnership for its plan after a published inspection that has none in the record.

    Without a day it is due after the programme's number of weeks, else the default one, and marked as a default.
    Refused before publication, where there is a plan already, and for a day that is not ahead.
    """
    inspection = the(session, Inspection, inspection_id)
    authorise_in_any(by, Deed.RECEIVE_PLAN, *areas_of(session, inspection.id))
    if inspection.publication_state is not PublicationState.PUBLISHED:
        raise CommandRefused("The plan is requested by itself when the report is published. Publish it first.")
    if only(session, ActionPlan, col(ActionPlan.inspection_id) == inspection.id) is not None:
        raise CommandRefused("This inspection has its plan in the record already. Open that one.")
    ask = Checked(on)
    ask.that(due_on is None or due_on > on, "due_on", "Choose a day after today for the plan.")
    ask.in_reach("due_on", due_on)
    ask.settle()
    programme = programme_of(session, inspection)
    weeks = weeks_to_plan(programme.plan_weeks, thresholds(session))
    plan = ActionPlan(
        inspection_id=inspection.id,
        name=programme.plan_name,
        state=PlanState.REQUESTED,
        requested_on=on,
        due_on=due_on or on + timedelta(weeks=weeks),
        due_is_default=due_on is None,
        origin=origin_today(session),
    )
    session.add(plan)
    session.flush()
    return plan
