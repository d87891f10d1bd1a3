"""What can be done with a plan as it stands: one offer for each form, and the links that open them."""

from dataclasses import replace

from markupsafe import Markup

from dashboard.components.forms import Offer, openers
from dashboard.components.plans.item_deeds import covered
from dashboard.components.section import soft
from dashboard.wording import count
from data_models.commands.action_plans import JUDGE_FIRST, NOT_ENDED, RETURN_INSTEAD, STILL_OPEN, WHAT_TO_DO
from data_models.queries.action_item_rows import PlanPicture
from data_models.queries.action_plans import PlanRow
from data_models.rules.action_plans import (
    TAKES_ITEMS,
    has_come_to_something,
    has_verified,
    plan_may_become,
    plan_may_go_back,
)
from data_models.visibility import Deed
from data_models.vocabulary import ItemStatus, PlanJudgement, PlanState

SIGNED = "Nothing of it was verified, so a senior manager closes it; or add what is still to be done."
# Looked at beside the form, because they are what it is about.
WITH_THE_MATRIX = ("judge-plan", "agree-plan", "return-plan")


def plan_offers(picture: PlanPicture) -> dict[str, Offer]:
    """Every deed on a plan, by the name of its form, in the order of a plan's life."""
    return {one.name: one for one in (*_coming_in(picture.plan), *_answering(picture.plan), *_going_on(picture))}


def plan_openers(picture: PlanPicture) -> Markup:
    """Links to the forms of the deeds that this person may do on this plan now, and what its closing waits for."""
    offers = plan_offers(picture)
    return openers(*offers.values()) + _closing_waits(picture, offers["close-plan"])


def _closing_waits(picture: PlanPicture, closing: Offer) -> Markup:
    if picture.plan.state is not PlanState.AGREED or not _may_close(closing):
        return Markup("")
    if picture.open_items:
        return soft(f"It can be closed when no action is open: {count(len(picture.open_items), 'is', 'are')} still.")
    return Markup("") if closing.is_allowed else soft(SIGNED)


def _may_close(closing: Offer) -> bool:
    return replace(closing, deed=Deed.CLOSE_PLAN).is_allowed


def _coming_in(plan: PlanRow) -> tuple[Offer, ...]:
    return (
        Offer(
            "receive-plan",
            "Record that it was received",
            Deed.RECEIVE_PLAN,
            covered(plan.areas),
            plan_may_become(plan.state, PlanState.RECEIVED),
            WHAT_TO_DO[plan.state],
        ),
    )


def _answering(plan: PlanRow) -> tuple[Offer, ...]:
    areas, is_here = covered(plan.areas), plan.state is PlanState.RECEIVED
    is_good = plan.judgement in (PlanJudgement.ANSWERS, PlanJudgement.PARTLY)
    return (
        Offer(
            "judge-plan",
            "Judge it again" if plan.judgement else "Judge whether it answers",
            Deed.JUDGE_PLAN,
            areas,
            plan.state in (PlanState.RECEIVED, PlanState.AGREED),
            WHAT_TO_DO[plan.state],
            opened=plan.row_version,
        ),
        Offer("agree-plan", "Agree it", Deed.JUDGE_PLAN, areas, is_here and is_good, _why_not_agreed(plan)),
        Offer("return-plan", "Return it", Deed.JUDGE_PLAN, areas, _may_go_back(plan), WHAT_TO_DO[plan.state]),
    )


def _may_go_back(plan: PlanRow) -> bool:
    return plan_may_go_back(plan.state, plan.judgement)


def _why_not_agreed(plan: PlanRow) -> str:
    if plan.state is not PlanState.RECEIVED:
        return WHAT_TO_DO[plan.state]
    return JUDGE_FIRST if plan.judgement is None else RETURN_INSTEAD


def _going_on(picture: PlanPicture) -> tuple[Offer, ...]:
    plan, areas = picture.plan, covered(picture.plan.areas)
    is_agreed = plan.state is PlanState.AGREED
    unfinished = ", ".join(one.reference for one in picture.open_items)
    return (
        Offer("add-action", "Add an action", Deed.ADD_ACTION, areas, plan.state in TAKES_ITEMS, WHAT_TO_DO[plan.state]),
        Offer(
            "set-clocks",
            "Set its clocks",
            Deed.RECEIVE_PLAN,
            areas,
            plan.state is not PlanState.CLOSED,
            WHAT_TO_DO[plan.state],
            opened=plan.row_version,
        ),
        Offer(
            "close-plan",
            "Close the plan",
            Deed.CLOSE_PLAN if unfinished or has_verified(_statuses(picture)) else Deed.END_UNVERIFIED,
            areas,
            is_agreed and not unfinished and has_come_to_something(_statuses(picture), plan.judgement),
            _why_not_closed(picture, unfinished),
        ),
    )


def _statuses(picture: PlanPicture) -> tuple[ItemStatus, ...]:
    return tuple(one.status for one in picture.items)


def _why_not_closed(picture: PlanPicture, unfinished: str) -> str:
    if picture.plan.state is not PlanState.AGREED:
        return WHAT_TO_DO[picture.plan.state]
    return STILL_OPEN.format(unfinished) if unfinished else NOT_ENDED.get(picture.plan.judgement, "")
