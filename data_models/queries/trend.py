"""How open follow-up and overdue actions stood at each month's end, worked out from dated facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.scope import IS_PUBLISHED
from data_models.queries.together import Found, Question, grouped, together
from data_models.rules.action_plans import due_in_force, item_days_overdue
from data_models.rules.clocks import add_months
from data_models.tables import (
    ActionItem,
    ActionPlan,
    ActionUpdate,
    DueDateRevision,
    FollowUpCandidate,
    FollowUpDecision,
    Inspection,
)
from data_models.vocabulary import CandidateState, FollowUpChoice, FollowUpState, ItemStatus

MONTHS = 24


@dataclass(frozen=True)
class TrendPoint:
    """One day: inspections whose follow-up was owed or open, and actions past the date then in force."""

    day: date
    open_follow_up: int
    overdue_actions: int


def trend(session: Session, *, on: date) -> tuple[TrendPoint, ...]:
    """The last 24 month ends and the day itself, earliest first. Published facts and their plans. One statement."""
    return trend_from(together(session, questions()), on)


def questions() -> dict[str, Question]:
    """What the trend asks, for a page that asks other things in the same statement."""
    return {
        "tr_items": _items(),
        "tr_revisions": select(
            col(DueDateRevision.item_id),
            col(DueDateRevision.sequence),
            col(DueDateRevision.to_due_on),
            col(DueDateRevision.revised_on),
        ),
        "tr_updates": select(
            col(ActionUpdate.item_id), col(ActionUpdate.id), col(ActionUpdate.updated_on), col(ActionUpdate.status)
        ),
        "tr_candidates": _candidates(),
        "tr_decisions": _decisions(),
    }


def trend_from(found: Mapping[str, list[Found]], on: date) -> tuple[TrendPoint, ...]:
    """The same, from what `questions` found."""
    stories = _stories(found)
    spells = [*_owed_spells(found), *_open_spells(found)]
    return tuple(
        TrendPoint(
            day,
            len({inspection for inspection, start, end in spells if start <= day and (end is None or day < end)}),
            sum(story.is_overdue(day) for story in stories),
        )
        for day in month_ends(on)
    )


def month_ends(on: date) -> tuple[date, ...]:
    """The last days of the 24 months before the one of `on`, and `on`."""
    first = on.replace(day=1)
    return (*(add_months(first, -back) - timedelta(days=1) for back in range(MONTHS - 1, -1, -1)), on)


@dataclass(frozen=True)
class _Story:
    """One item through time: every date promised and every status told, each with the day it was."""

    promised_on: date
    original_due_on: date
    revisions: tuple[tuple[date, date], ...]
    statuses: tuple[tuple[date, ItemStatus], ...]
    status: ItemStatus

    def is_overdue(self, day: date) -> bool:
        if day < self.promised_on:
            return False
        moved = [due_on for revised_on, due_on in self.revisions if revised_on <= day]
        return item_days_overdue(self._status_on(day), due_in_force(self.original_due_on, moved), day) > 0

    def _status_on(self, day: date) -> ItemStatus:
        told = [status for told_on, status in self.statuses if told_on <= day]
        if len(told) == len(self.statuses):
            return self.status
        return told[-1] if told else ItemStatus.NOT_STARTED


def _stories(found: Mapping[str, list[Found]]) -> list[_Story]:
    revisions, updates = grouped(found["tr_revisions"], "item_id"), grouped(found["tr_updates"], "item_id")
    return [_story(one, revisions.get(one["id"], []), updates.get(one["id"], [])) for one in found["tr_items"]]


def _story(item: Found, revisions: list[Found], updates: list[Found]) -> _Story:
    told = [(one["updated_on"], one["id"], one["status"]) for one in updates]
    # Withdrawing leaves no report of progress, only its day.
    ended = [] if item["withdrawn_on"] is None else [(item["withdrawn_on"], 0, ItemStatus.WITHDRAWN)]
    # A plan that came back anew has a later receipt than items that were in it before.
    seen = [one["updated_on"] for one in updates] + [one["revised_on"] for one in revisions]
    return _Story(
        promised_on=min([item["received_on"] or item["requested_on"] or date.min, *seen]),
        original_due_on=item["original_due_on"],
        revisions=tuple(
            (one["revised_on"], one["to_due_on"]) for one in sorted(revisions, key=lambda one: one["sequence"])
        ),
        statuses=tuple((day, status) for day, _, status in chain(sorted(told, key=lambda one: one[:2]), ended)),
        status=item["status"],
    )


Spell = tuple[int, date, date | None]


def _owed_spells(found: Mapping[str, list[Found]]) -> list[Spell]:
    """From the day a decision was owed to the day it was taken, or the duty closed."""
    spells: list[Spell] = []
    for one in found["tr_candidates"]:
        end = one["decided_on"] or one["closed_on"]
        if one["opened_on"] is not None and (one["state"] is CandidateState.OWED or end is not None):
            spells.append((one["inspection_id"], one["opened_on"], end))
    return spells


def _open_spells(found: Mapping[str, list[Found]]) -> list[Spell]:
    return [
        (one["inspection_id"], one["decided_on"], one["closed_on"])
        for one in found["tr_decisions"]
        if one["state"] is not FollowUpState.CLOSED or one["closed_on"] is not None
    ]


def _items() -> Question:
    return (
        select(
            col(ActionItem.id),
            col(ActionItem.original_due_on),
            col(ActionItem.status),
            col(ActionItem.withdrawn_on),
            col(ActionPlan.received_on),
            col(ActionPlan.requested_on),
        )
        .join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED)
    )


def _candidates() -> Question:
    return (
        select(
            col(FollowUpCandidate.inspection_id),
            col(FollowUpCandidate.state),
            col(FollowUpCandidate.opened_on),
            col(FollowUpCandidate.closed_on),
            col(FollowUpDecision.decided_on),
        )
        .join(Inspection, col(FollowUpCandidate.inspection_id) == col(Inspection.id))
        .outerjoin(FollowUpDecision, col(FollowUpCandidate.decision_id) == col(FollowUpDecision.id))
        .where(IS_PUBLISHED, col(FollowUpCandidate.state) != CandidateState.SEQUEL_NOT_ESTABLISHED)
    )


def _decisions() -> Question:
    return (
        select(
            col(FollowUpDecision.inspection_id),
            col(FollowUpDecision.state),
            col(FollowUpDecision.decided_on),
            col(FollowUpDecision.closed_on),
        )
        .join(Inspection, col(FollowUpDecision.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED, col(FollowUpDecision.choice) != FollowUpChoice.NONE)
    )
