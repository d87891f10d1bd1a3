"""Action plans and their items: due dates, lateness, slip, two keys to closure.

Care Inspectorate, Support for improvement: the link inspector works with the partnership "with an appropriate level of
focus on improvement activity recorded in the CPP's action plan". No source states when a plan is due or which statuses
an action has; both are ours. What is claimed by the partnership and what is verified by us are kept apart.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from data_models.rules.clocks import days_overdue
from data_models.rules.decisions import SENIOR_MANAGERS
from data_models.rules.known_dates import KnownDate
from data_models.rules.settings import Thresholds
from data_models.vocabulary import ItemStatus, MatterKind, PlanJudgement, PlanState, RoleName

PLAN_MOVES: dict[PlanState, frozenset[PlanState]] = {
    PlanState.NOT_REQUESTED: frozenset({PlanState.REQUESTED, PlanState.RECEIVED}),
    PlanState.REQUESTED: frozenset({PlanState.RECEIVED}),
    PlanState.RECEIVED: frozenset({PlanState.RETURNED, PlanState.AGREED}),
    PlanState.RETURNED: frozenset({PlanState.RECEIVED}),
    PlanState.AGREED: frozenset({PlanState.RETURNED, PlanState.CLOSED}),
    PlanState.CLOSED: frozenset(),
}

# The partnership owes us a plan: only then can one be overdue.
PLAN_IS_AWAITED: dict[PlanState, bool] = {
    PlanState.NOT_REQUESTED: False,
    PlanState.REQUESTED: True,
    PlanState.RECEIVED: False,
    PlanState.RETURNED: True,
    PlanState.AGREED: False,
    PlanState.CLOSED: False,
}

# Nothing is promised before a plan is asked for, and nothing after it is closed.
PLAN_HAS_ENDED = frozenset({PlanState.NOT_REQUESTED, PlanState.CLOSED})

# A plan takes new items from the day it is here until it is closed.
TAKES_ITEMS = frozenset({PlanState.RECEIVED, PlanState.RETURNED, PlanState.AGREED})

# A closed item never reopens: what comes back is a new item that cites the old one.
ITEM_MOVES: dict[ItemStatus, frozenset[ItemStatus]] = {
    ItemStatus.NOT_STARTED: frozenset(
        {ItemStatus.IN_PROGRESS, ItemStatus.AT_RISK, ItemStatus.CLAIMED, ItemStatus.WITHDRAWN}
    ),
    ItemStatus.IN_PROGRESS: frozenset({ItemStatus.AT_RISK, ItemStatus.CLAIMED, ItemStatus.WITHDRAWN}),
    ItemStatus.AT_RISK: frozenset({ItemStatus.IN_PROGRESS, ItemStatus.CLAIMED, ItemStatus.WITHDRAWN}),
    ItemStatus.CLAIMED: frozenset({ItemStatus.VERIFIED, ItemStatus.DISPUTED, ItemStatus.IN_PROGRESS}),
    ItemStatus.DISPUTED: frozenset(
        {ItemStatus.IN_PROGRESS, ItemStatus.AT_RISK, ItemStatus.CLAIMED, ItemStatus.VERIFIED, ItemStatus.WITHDRAWN}
    ),
    ItemStatus.VERIFIED: frozenset(),
    ItemStatus.WITHDRAWN: frozenset(),
}

# Claimed is open, for it is not verified; but its clock is now ours and not the partnership's.
AWAITS_PARTNERSHIP: dict[ItemStatus, bool] = {
    ItemStatus.NOT_STARTED: True,
    ItemStatus.IN_PROGRESS: True,
    ItemStatus.AT_RISK: True,
    ItemStatus.CLAIMED: False,
    ItemStatus.DISPUTED: True,
    ItemStatus.VERIFIED: False,
    ItemStatus.WITHDRAWN: False,
}

OPEN_STATUSES = frozenset(status for status, moves in ITEM_MOVES.items() if moves)

FURTHEST_YEARS = 5


# --- the plan ---


def plan_due_on(published: KnownDate, weeks: int) -> date | None:
    """When a plan is due: weeks after the last day publication can have been; None when that is not known."""
    return None if published.latest is None else published.latest + timedelta(weeks=weeks)


def weeks_to_plan(programme_weeks: int | None, thresholds: Thresholds) -> int:
    """The programme's own number of weeks, or the default."""
    return programme_weeks if programme_weeks is not None else thresholds.plan_weeks


def judgement_due_on(received_on: date | None, thresholds: Thresholds) -> date | None:
    """When we owe a judgement on the plan itself; None until it is here."""
    return None if received_on is None else received_on + timedelta(days=thresholds.plan_judgement_days)


def plan_asks(
    state: PlanState, judgement: PlanJudgement | None, *, has_open_items: bool, has_verified: bool
) -> MatterKind | None:
    """What a plan asks of somebody as it stands. None where nothing is promised, or where its open items ask.

    One whose end a senior manager signs asks them. A judgement ends nothing: until the plan is agreed or returned its
    clock runs on. One that is agreed and judged later not to answer the findings is to be settled again, whatever its
    items ask.
    """
    if state in PLAN_HAS_ENDED:
        return None
    if PLAN_IS_AWAITED[state]:
        return MatterKind.PLAN_DUE
    if state is PlanState.RECEIVED:
        return MatterKind.PLAN_TO_JUDGE if judgement is None else MatterKind.PLAN_TO_SETTLE
    if judgement is PlanJudgement.DOES_NOT:
        return MatterKind.PLAN_TO_SETTLE
    if has_open_items:
        return None
    is_to_be_signed = judgement is PlanJudgement.ANSWERS and not has_verified
    return MatterKind.PLAN_TO_SIGN_OFF if is_to_be_signed else MatterKind.PLAN_TO_CLOSE


def plan_may_become(current: PlanState, new: PlanState) -> bool:
    return new in PLAN_MOVES[current]


def plan_may_go_back(state: PlanState, judgement: PlanJudgement | None) -> bool:
    """While it waits for our answer; an agreed one only once it is judged not to answer the findings."""
    is_agreed = state is PlanState.AGREED
    return plan_may_become(state, PlanState.RETURNED) and (not is_agreed or judgement is PlanJudgement.DOES_NOT)


def plan_days_overdue(state: PlanState, due_on: date | None, on: date) -> int:
    """Days the partnership is late with its plan; 0 while none is awaited."""
    return days_overdue(due_on, on) if PLAN_IS_AWAITED[state] else 0


def plan_may_close(statuses: Iterable[ItemStatus]) -> bool:
    """A plan ends when every item is verified or withdrawn."""
    return not any(is_open(status) for status in statuses)


def has_come_to_something(statuses: Iterable[ItemStatus], judgement: PlanJudgement | None) -> bool:
    """Ours: a plan ends with an action of it verified, or judged to answer the findings without; never while it is
    judged not to answer them."""
    if judgement is PlanJudgement.DOES_NOT:
        return False
    return judgement is PlanJudgement.ANSWERS or has_verified(statuses)


def has_verified(statuses: Iterable[ItemStatus]) -> bool:
    """Whether anything promised was seen done. Ours: a plan of which nothing was ends with a senior manager's name, for
    whoever judges that it answers all the same would else end it alone."""
    return any(status is ItemStatus.VERIFIED for status in statuses)


# --- dates of an item ---


def due_in_force(original_due_on: date | None, revisions: Sequence[date]) -> date | None:
    """The date that counts: the last one promised. Revisions in the order they were agreed."""
    return revisions[-1] if revisions else original_due_on


def slip_days(original_due_on: date | None, current_due_on: date | None) -> int:
    """Days between the first promise and the one in force; negative when brought forward; 0 when one is unknown."""
    if original_due_on is None or current_due_on is None:
        return 0
    return (current_due_on - original_due_on).days


def postponements(original_due_on: date | None, revisions: Sequence[date]) -> int:
    """How often the date moved later. A date brought forward is not one."""
    promised = [day for day in (original_due_on, *revisions) if day is not None]
    return sum(later > earlier for earlier, later in zip(promised, promised[1:], strict=False))


def item_days_overdue(status: ItemStatus, due_on: date | None, on: date) -> int:
    """Days past the date in force; 0 on the day itself and where the partnership has nothing left to do."""
    return days_overdue(due_on, on) if AWAITS_PARTNERSHIP[status] else 0


# --- statuses and the two keys ---


class VerificationProblem(StrEnum):
    """Why a completion cannot be verified."""

    NOT_CLAIMED = "not_claimed"
    RECORDER_UNKNOWN = "recorder_unknown"
    ONE_HAND = "one_hand"
    NO_EVIDENCE = "no_evidence"
    NEEDS_SENIOR_MANAGER = "needs_senior_manager"


def is_open(status: ItemStatus) -> bool:
    return status in OPEN_STATUSES


def item_may_become(current: ItemStatus, new: ItemStatus) -> bool:
    """The legal steps. Nothing but a claim, or a senior manager's ruling on a dispute, leads to verified."""
    return new in ITEM_MOVES[current]


def move_needs_senior_manager(current: ItemStatus, new: ItemStatus) -> bool:
    """Ruling that a disputed completion stands after all."""
    return current is ItemStatus.DISPUTED and new is ItemStatus.VERIFIED


def is_second_hand(recorder: int | None, verifier: int | None) -> bool:
    """The claim is the partnership's; whoever took it down for the partnership holds that key, and not the second."""
    return recorder is not None and verifier is not None and recorder != verifier


def verification_problems(
    status: ItemStatus, *, recorder: int | None, verifier: int, role: RoleName, evidence: str
) -> tuple[VerificationProblem, ...]:
    """All that stands against verifying: two keys, two hands, and evidence seen.

    `recorder` is the person who took the claim down. Where the record does not say who did, nobody can be the other.
    """
    is_claimed = item_may_become(status, ItemStatus.VERIFIED)
    found = {
        VerificationProblem.NOT_CLAIMED: not is_claimed,
        VerificationProblem.RECORDER_UNKNOWN: is_claimed and recorder is None,
        VerificationProblem.ONE_HAND: recorder == verifier,
        VerificationProblem.NO_EVIDENCE: not evidence.strip(),
        VerificationProblem.NEEDS_SENIOR_MANAGER: (
            move_needs_senior_manager(status, ItemStatus.VERIFIED) and role not in SENIOR_MANAGERS
        ),
    }
    return tuple(one for one, holds in found.items() if holds)


def days_waiting(claimed_on: date, on: date) -> int:
    """Days a claim has waited for us."""
    return max((on - claimed_on).days, 0)


def verification_due_on(claimed_on: date, thresholds: Thresholds) -> date:
    return claimed_on + timedelta(days=thresholds.claim_verification_days)


def is_percent(value: int) -> bool:
    """A percentage is the partnership's word on activity. It is kept, and changes no status whatever it says."""
    return 0 <= value <= 100
