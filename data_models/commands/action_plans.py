"""The plan a partnership promised: received, judged, returned or agreed, and closed when nothing in it is open."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import edit, merged
from data_models.commands.found import areas_of, rows_of, sought
from data_models.errors import CommandRefused
from data_models.history import conclude
from data_models.rules.action_plans import (
    has_come_to_something,
    has_verified,
    is_open,
    plan_may_become,
    plan_may_close,
    plan_may_go_back,
)
from data_models.rules.references import Kind, reference
from data_models.tables import ActionItem, ActionPlan, ItemRecommendation, Recommendation
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import ItemStatus, PlanJudgement, PlanState

WHAT_TO_DO = {
    PlanState.NOT_REQUESTED: "No plan was requested for this inspection. Record that one was received first.",
    PlanState.REQUESTED: "This plan has not been received yet. Record its receipt first.",
    PlanState.RECEIVED: "This plan is here already and waits to be judged. Judge it, then agree or return it.",
    PlanState.RETURNED: "This plan was returned to the partnership. Record the receipt of the new one first.",
    PlanState.AGREED: "This plan is agreed. Follow its items, and close it when none of them is open.",
    PlanState.CLOSED: "This plan is closed and stays closed. What comes back is a new item of a later plan.",
}

JUDGE_FIRST = "Judge first whether this plan answers the findings; then it can be agreed."
NEEDS_WHY = "Say why the plan is due on another day than was set."
STILL_OPEN = "These items are still open: {}. Verify or withdraw each of them first."
RETURN_INSTEAD = "This plan was judged not to answer the findings. Return it to the partnership instead."
COMES_TO_NOTHING = "No action of this plan was verified. Add one, or judge the plan again and say why it answers."
# What comes first with an agreed plan that has come to nothing.
NOT_ENDED: dict[PlanJudgement | None, str] = {
    PlanJudgement.DOES_NOT: RETURN_INSTEAD,
    PlanJudgement.PARTLY: COMES_TO_NOTHING,
    None: COMES_TO_NOTHING,
}


def receive_plan(
    session: Session,
    *,
    by: Viewer,
    on: date,
    plan_id: int,
    received_on: date,
    received_by: str = "Care Inspectorate",
    name: str | None = None,
) -> ActionPlan:
    """The plan arrived, for the first time or again after it was returned; the judgement on it is then ours to give.

    A judgement on an earlier version is cleared (its history keeps it). Refused once the plan is agreed or closed.
    """
    plan = _plan(session, by, Deed.RECEIVE_PLAN, plan_id)
    ask = Checked(on)
    ask.not_ahead("received_on", received_on, on)
    ask.that(
        plan.requested_on is None or received_on >= plan.requested_on,
        "received_on",
        "This is before the plan was requested: check the day.",
    )
    ask.that(
        plan.state is not PlanState.RETURNED or plan.judged_on is None or received_on >= plan.judged_on,
        "received_on",
        "This is before the plan was returned to the partnership: check the day.",
    )
    received_by = ask.line("received_by", received_by, needed="Say who received the plan.")
    name = ask.line("name", plan.name if name is None else name, needed="Say what the partnership calls this plan.")
    ask.settle()
    _move(plan, PlanState.RECEIVED)
    plan.name, plan.received_on, plan.received_by = name, received_on, received_by
    plan.judgement, plan.judgement_note, plan.judged_on, plan.judged_by_id = None, "", None, None
    session.flush()
    return plan


def judge_plan(
    session: Session,
    *,
    by: Viewer,
    on: date,
    plan_id: int,
    judgement: PlanJudgement,
    note: str = "",
    expected_version: int | None = None,
) -> ActionPlan:
    """Say whether the plan itself answers the findings. Anything short of "answers" needs a note on what is missing;
    "answers" needs one on why where a recommendation has no action.

    It neither agrees nor returns the plan. Refused unless the plan is received and waiting, or agreed. A judgement that
    somebody else gave after `expected_version` is a `Conflict`, with its note: the two are one statement.
    """
    plan = _plan(session, by, Deed.JUDGE_PLAN, plan_id)
    if plan.state not in (PlanState.RECEIVED, PlanState.AGREED):
        raise CommandRefused(WHAT_TO_DO[plan.state])
    ask = Checked(on)
    note = ask.text("note", note, needed=_note_needed(session, plan, judgement))
    ask.settle()
    edit(
        session,
        plan,
        {"judgement": judgement, "judgement_note": note},
        opened_on=expected_version,
        as_one=True,
    )
    plan.judged_on, plan.judged_by_id = on, by.person_id
    session.flush()
    return plan


def _note_needed(session: Session, plan: ActionPlan, judgement: PlanJudgement) -> str:
    if judgement is not PlanJudgement.ANSWERS:
        return "Say which findings the plan does not answer."
    open_ends = _unanswered(session, plan)
    if not open_ends:
        return ""
    numbers = ", ".join(str(one) for one in open_ends)
    return f"No action answers recommendation {numbers}: say why the plan answers the findings all the same."


def _unanswered(session: Session, plan: ActionPlan) -> list[int]:
    """The numbers of the recommendations that no action answers; a withdrawn one answers nothing."""
    standing = [one.id for one in _items(session, plan) if one.status is not ItemStatus.WITHDRAWN]
    links = rows_of(session, ItemRecommendation, col(ItemRecommendation.item_id).in_(standing))
    answered = {link.recommendation_id for link in links}
    asked = rows_of(session, Recommendation, col(Recommendation.inspection_id) == plan.inspection_id)
    return sorted(one.number for one in asked if one.id not in answered)


def agree_plan(session: Session, *, by: Viewer, on: date, plan_id: int) -> ActionPlan:
    """Agree a judged plan. Refused before it is judged, and for one judged not to answer the findings."""
    plan = _plan(session, by, Deed.JUDGE_PLAN, plan_id)
    if not plan_may_become(plan.state, PlanState.AGREED):
        raise CommandRefused(WHAT_TO_DO[plan.state])
    if plan.judgement is None:
        raise CommandRefused(JUDGE_FIRST)
    if plan.judgement is PlanJudgement.DOES_NOT:
        raise CommandRefused(RETURN_INSTEAD)
    _move(plan, PlanState.AGREED)
    plan.agreed_on = on
    session.flush()
    return plan


def return_plan(
    session: Session, *, by: Viewer, on: date, plan_id: int, reason: str, due_on: date | None = None
) -> ActionPlan:
    """Send the plan back to the partnership with what is missing; it is awaited again, by `due_on` where one is given.

    Refused unless it is received and not yet agreed, or agreed and judged since not to answer the findings.
    """
    plan = _plan(session, by, Deed.JUDGE_PLAN, plan_id)
    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Say what the partnership must add or change.")
    ask.that(due_on is None or due_on > on, "due_on", "Choose a day after today for the new plan.")
    ask.in_reach("due_on", due_on)
    ask.settle()
    if not plan_may_go_back(plan.state, plan.judgement):
        raise CommandRefused(WHAT_TO_DO[plan.state])
    _move(plan, PlanState.RETURNED)
    plan.agreed_on = None
    plan.judgement = plan.judgement or PlanJudgement.DOES_NOT
    plan.judgement_note, plan.judged_on, plan.judged_by_id = reason, on, by.person_id
    if due_on is not None:
        plan.due_on, plan.due_is_default = due_on, False
    session.flush()
    return plan


def set_plan_clocks(
    session: Session,
    *,
    by: Viewer,
    on: date,
    plan_id: int,
    due_on: date | None,
    contact_every_days: int | None,
    reason: str = "",
    expected_version: int | None = None,
) -> ActionPlan:
    """Set when the plan is due and how often the link inspector is in contact about it (None: the general default).

    A day that moves takes its reason, which is the change's; the day before stays in the plan's history. Refused once
    the plan is closed, and for a day that is past unless it is the plan's already. Clocks that somebody else set after
    `expected_version` are a `Conflict`.
    """
    plan = _plan(session, by, Deed.RECEIVE_PLAN, plan_id)
    if plan.state is PlanState.CLOSED:
        raise CommandRefused(WHAT_TO_DO[plan.state])
    changes = {"due_on": due_on, "contact_every_days": contact_every_days}
    wanted = merged(session, plan, changes, opened_on=expected_version)
    moves = "due_on" in wanted and plan.due_on is not None
    ask = Checked(on)
    reason = ask.text("reason", reason, needed=NEEDS_WHY if moves else "")
    ask.count("contact_every_days", contact_every_days, least=1)
    if "due_on" in wanted:
        ask.that(due_on is not None, "due_on", "A plan keeps a due date: choose another day.")
        ask.that(due_on is None or due_on >= on, "due_on", "Choose today or a later day for the plan.")
        ask.in_reach("due_on", due_on)
    ask.settle()
    if "due_on" in edit(session, plan, wanted, opened_on=None):
        plan.due_is_default = False
    if moves:
        conclude(session, reason)
    session.flush()
    return plan


def close_plan(session: Session, *, by: Viewer, on: date, plan_id: int, reason: str) -> ActionPlan:
    """End a plan. Refused while any item is neither verified nor withdrawn, without a reason, while it is judged not to
    answer the findings, and where nothing of it was verified unless it is judged to answer them all the same, and then
    to anybody but a senior manager."""
    plan = _plan(session, by, Deed.CLOSE_PLAN, plan_id)
    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Give the reason for closing this plan.")
    ask.settle()
    items = _items(session, plan)
    if not plan_may_close(item.status for item in items):
        unfinished = (reference(Kind.PLAN, plan.id, item.number) for item in items if is_open(item.status))
        raise CommandRefused(STILL_OPEN.format(", ".join(unfinished)))
    if plan.state is PlanState.AGREED and not has_come_to_something((item.status for item in items), plan.judgement):
        raise CommandRefused(NOT_ENDED[plan.judgement])
    if not has_verified(item.status for item in items):
        authorise(by, Deed.END_UNVERIFIED, *areas_of(session, plan.inspection_id))
    _move(plan, PlanState.CLOSED)
    plan.closed_on, plan.close_reason = on, reason
    session.flush()
    return plan


def _plan(session: Session, by: Viewer, deed: Deed, plan_id: int) -> ActionPlan:
    return sought(session, by, deed, ActionPlan, plan_id, lambda plan: areas_of(session, plan.inspection_id))


def _items(session: Session, plan: ActionPlan) -> list[ActionItem]:
    return rows_of(session, ActionItem, col(ActionItem.plan_id) == plan.id)


def _move(plan: ActionPlan, new: PlanState) -> None:
    if not plan_may_become(plan.state, new):
        raise CommandRefused(WHAT_TO_DO[plan.state])
    plan.state = new
