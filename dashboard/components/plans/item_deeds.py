"""What can be done with a promised action as it stands: one offer for each form, and the links that open them."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.forms import Offer, openers
from dashboard.components.section import soft
from dashboard.session import record
from dashboard.wording import day, say
from data_models.commands.completion import WHY_NOT_VERIFIED
from data_models.queries.action_item_rows import ItemPicture, ItemRow
from data_models.queries.action_plans import PlanRow, plans
from data_models.queries.places import Place
from data_models.rules.action_plans import TAKES_ITEMS, VerificationProblem, is_second_hand, item_may_become
from data_models.visibility import Deed
from data_models.vocabulary import ItemStatus

CLOSED = "This action is closed, and stays closed: what comes back is promised anew, citing it."
NO_CLAIM = "There is no claim of completion that waits for an answer."
CLAIM_WAITS = "Completion is claimed of this action as it stands: verify or dispute the claim first."
NOTHING_TO_ANSWER = "The published report's recommendations are not in the record, so there is nothing to choose from."
NO_DISPUTE = "No completion is disputed here, so there is nothing to settle."
STILL_OPEN = "This action is still open: go on with it instead of promising it anew."
NO_PLAN_TAKES_IT = "No plan of this area takes actions now. Ask for a plan first, or record that one was received."


def item_openers(picture: ItemPicture) -> Markup:
    """Links to the forms of the deeds that this person may do on this action as it stands; nothing for others."""
    offers = item_offers(picture)
    return openers(*offers.values()) + _second_hand(picture.item, offers["verify"])


def _second_hand(item: ItemRow, verifying: Offer) -> Markup:
    """Why somebody who may otherwise verify is not offered to: the other hand must."""
    is_barred = item.status is ItemStatus.CLAIMED and verifying.is_allowed and not verifying.applies
    return soft(verifying.why_not) if is_barred else Markup("")


def item_offers(picture: ItemPicture) -> dict[str, Offer]:
    """Every deed on an action, by the name of its form."""
    return {one.name: one for one in (*_progress(picture.item), *_keys(picture.item), *_promise(picture))}


def covered(places: Iterable[Place]) -> tuple[str, ...]:
    """The areas to ask leave for: of a shared partnership those this person covers, else all."""
    codes = tuple(one.code for one in places)
    return tuple(code for code in codes if record().viewer.covers(code)) or codes


def _progress(item: ItemRow) -> tuple[Offer, ...]:
    areas = covered(item.areas)
    return (
        Offer(
            "update-action",
            "Update this action",
            Deed.UPDATE_ACTION,
            areas,
            item.is_open,
            CLOSED,
            opened=item.row_version,
        ),
        Offer("move-date", "Move its date", Deed.REVISE_DUE_DATE, areas, item.is_open, CLOSED),
    )


def _keys(item: ItemRow) -> tuple[Offer, ...]:
    areas, is_claimed = covered(item.areas), item.status is ItemStatus.CLAIMED
    no_claim = f"As it stands ({say(item.status).lower()}), completion cannot be claimed."
    may_claim = item.is_open and item_may_become(item.status, ItemStatus.CLAIMED)
    may_verify = is_claimed and is_second_hand(item.claim_recorded_by_id, record().viewer.person_id)
    may_settle = item.status is ItemStatus.DISPUTED
    return (
        Offer("claim", "Record a claim of completion", Deed.CLAIM_COMPLETION, areas, may_claim, no_claim),
        Offer("verify", "Verify the claim", Deed.VERIFY_COMPLETION, areas, may_verify, _why_not_verified(item)),
        Offer("dispute", "Dispute the claim", Deed.DISPUTE_COMPLETION, areas, is_claimed, NO_CLAIM),
        Offer("settle", "Settle the dispute", Deed.SETTLE_DISPUTE, areas, may_settle, NO_DISPUTE),
    )


def _why_not_verified(item: ItemRow) -> str:
    if item.status is not ItemStatus.CLAIMED:
        return NO_CLAIM
    is_known = item.claim_recorded_by_id is not None
    return WHY_NOT_VERIFIED[VerificationProblem.ONE_HAND if is_known else VerificationProblem.RECORDER_UNKNOWN]


def _promise(picture: ItemPicture) -> tuple[Offer, ...]:
    item = picture.item
    areas, is_claimed = covered(item.areas), item.status is ItemStatus.CLAIMED
    may_change, may_choose = item.is_open and not is_claimed, item.is_open and bool(picture.of_plan)
    why_not = CLAIM_WAITS if is_claimed else CLOSED
    return (
        Offer(
            "change-action",
            "Change what it says",
            Deed.UPDATE_ACTION,
            areas,
            may_change,
            why_not,
            opened=item.row_version,
        ),
        Offer(
            "set-answers",
            "Set what it answers",
            Deed.UPDATE_ACTION,
            areas,
            may_choose,
            NOTHING_TO_ANSWER if item.is_open else CLOSED,
            opened=item.row_version,
        ),
        Offer(
            "withdraw",
            "Withdraw it",
            Deed.WITHDRAW_ACTION,
            areas,
            item_may_become(item.status, ItemStatus.WITHDRAWN),
            why_not,
        ),
        Offer(
            "promise-anew",
            "It has come back: promise it anew",
            Deed.ADD_ACTION,
            areas,
            not item.is_open and bool(plans_that_take(picture)),
            STILL_OPEN if item.is_open else NO_PLAN_TAKES_IT,
        ),
    )


def plans_that_take(picture: ItemPicture) -> dict[int, str]:
    """The plans in which what came back can be promised anew, by number: its own, else those of its areas."""
    own = picture.plan
    if own.state in TAKES_ITEMS:
        return {own.id: _named(own)}
    if picture.item.is_open:
        return {}
    places = set(picture.item.areas)
    found = (one for one in record().ask(plans) if one.state in TAKES_ITEMS and places.intersection(one.areas))
    return {one.id: _named(one) for one in sorted(found, key=lambda one: -one.id)}


def _named(plan: PlanRow) -> str:
    asked = f", asked for {day(plan.requested_on)}" if plan.requested_on else ""
    return f"{plan.reference} {plan.name}, {plan.programme_name}{asked}"
