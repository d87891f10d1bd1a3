"""The status of an area and every reason for it.

No source states colours or thresholds: the status and its thresholds are ours, and are always shown with their reasons.
Red: formal monitoring is open, a follow-up is past the end of its window, or an open flag is a concern with high
potential impact. Amber: a follow-up is open, a plan is overdue, an action is overdue by more than 30 days, a flag of
uncertainty is past its review, or a link inspector or relationship manager is missing today. Green: none of these.
Grey: nothing is known. A muted flag counts like any other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_models.rules.matters import Matter
from data_models.rules.settings import Thresholds
from data_models.vocabulary import AreaStatus, ImpactLevel, MatterKind, RiskDescriptor


class StatusRule(StrEnum):
    """Every reason an area can have for red or amber, in the order they are read out."""

    MONITORING_OPEN = "monitoring_open"
    FOLLOW_UP_PAST_DUE = "follow_up_past_due"
    HIGH_IMPACT_CONCERN = "high_impact_concern"
    FOLLOW_UP_OPEN = "follow_up_open"
    PLAN_OVERDUE = "plan_overdue"
    ACTIONS_OVERDUE = "actions_overdue"
    UNCERTAINTY_PAST_REVIEW = "uncertainty_past_review"
    NO_COVER = "no_cover"


SEVERITY: dict[StatusRule, AreaStatus] = {
    StatusRule.MONITORING_OPEN: AreaStatus.RED,
    StatusRule.FOLLOW_UP_PAST_DUE: AreaStatus.RED,
    StatusRule.HIGH_IMPACT_CONCERN: AreaStatus.RED,
    StatusRule.FOLLOW_UP_OPEN: AreaStatus.AMBER,
    StatusRule.PLAN_OVERDUE: AreaStatus.AMBER,
    StatusRule.ACTIONS_OVERDUE: AreaStatus.AMBER,
    StatusRule.UNCERTAINTY_PAST_REVIEW: AreaStatus.AMBER,
    StatusRule.NO_COVER: AreaStatus.AMBER,
}

IS_CONCERN: dict[RiskDescriptor, bool] = {
    RiskDescriptor.NO_SIGNIFICANT_CONCERNS: False,
    RiskDescriptor.UNCERTAINTY: False,
    RiskDescriptor.CONCERN: True,
    RiskDescriptor.SIGNIFICANT_CONCERN: True,
}

FLAG_KINDS = frozenset({MatterKind.FLAG_OPEN, MatterKind.FLAG_REVIEW})
# A decision owed is a follow-up whose decision is pending: it is open from its trigger on.
FOLLOW_UP_KINDS = frozenset({MatterKind.DECISION_OWED, MatterKind.FOLLOW_UP_DUE})


@dataclass(frozen=True)
class Reason:
    """One reason for a status. `worst_days`: the longest overdue, or the longest lasting where nothing is due."""

    rule: StatusRule
    severity: AreaStatus
    count: int
    worst_days: int
    matters: tuple[Matter, ...]

    @property
    def references(self) -> tuple[str, ...]:
        return tuple(matter.reference for matter in self.matters)


@dataclass(frozen=True)
class AreaStanding:
    """One area, its status and its reasons, red ones first."""

    area_code: str
    status: AreaStatus
    reasons: tuple[Reason, ...] = ()

    @property
    def worst_days(self) -> int:
        return max((reason.worst_days for reason in self.reasons), default=0)


def _is_uncovered(matter: Matter, _: Thresholds, on: date) -> bool:
    return matter.kind is MatterKind.COVER_GAP and (matter.since is None or matter.since <= on)


def _is_high_impact_concern(matter: Matter, _: Thresholds, __: date) -> bool:
    is_concern = matter.descriptor is not None and IS_CONCERN[matter.descriptor]
    return matter.kind in FLAG_KINDS and is_concern and matter.impact is ImpactLevel.HIGH


def _is_stale_uncertainty(matter: Matter, _: Thresholds, on: date) -> bool:
    return matter.kind in FLAG_KINDS and matter.descriptor is RiskDescriptor.UNCERTAINTY and matter.is_overdue(on)


def _is_late_action(matter: Matter, thresholds: Thresholds, on: date) -> bool:
    late = matter.days_overdue(on) > thresholds.action_overdue_amber_days
    return matter.kind is MatterKind.ACTION_DUE and late


# An open monitoring always has its next review, and only an open one has.
HOLDS: dict[StatusRule, Callable[[Matter, Thresholds, date], bool]] = {
    StatusRule.MONITORING_OPEN: lambda matter, _, __: matter.kind is MatterKind.MONITORING_REVIEW,
    StatusRule.FOLLOW_UP_PAST_DUE: lambda matter, _, on: (
        matter.kind is MatterKind.FOLLOW_UP_DUE and matter.is_overdue(on)
    ),
    StatusRule.HIGH_IMPACT_CONCERN: _is_high_impact_concern,
    StatusRule.FOLLOW_UP_OPEN: lambda matter, _, __: matter.kind in FOLLOW_UP_KINDS,
    StatusRule.PLAN_OVERDUE: lambda matter, _, on: matter.kind is MatterKind.PLAN_DUE and matter.is_overdue(on),
    StatusRule.ACTIONS_OVERDUE: _is_late_action,
    StatusRule.UNCERTAINTY_PAST_REVIEW: _is_stale_uncertainty,
    StatusRule.NO_COVER: _is_uncovered,
}

RANK = {AreaStatus.RED: 0, AreaStatus.AMBER: 1, AreaStatus.GREEN: 2, AreaStatus.GREY: 3}


def status_of(
    matters: Iterable[Matter], thresholds: Thresholds, on: date, *, has_data: bool = True
) -> tuple[AreaStatus, tuple[Reason, ...]]:
    """The status of one area from its matters, with every reason that holds, red ones first.

    `has_data` is False when the record knows no published inspection, plan, flag, contact or assignment of the area: it
    is then grey, unless a matter says otherwise. That nobody covers it does not: nothing known is not a finding.
    """
    known = tuple(matters)
    reasons = tuple(reason for rule in StatusRule if (reason := _reason(rule, known, thresholds, on)))
    if not has_data and all(reason.rule is StatusRule.NO_COVER for reason in reasons):
        return AreaStatus.GREY, ()
    return (reasons[0].severity if reasons else AreaStatus.GREEN), reasons


def ranked(standings: Iterable[AreaStanding]) -> tuple[AreaStanding, ...]:
    """Red first, then amber, green and grey; within each the longest overdue, then the most reasons, then by code."""
    return tuple(
        sorted(standings, key=lambda one: (RANK[one.status], -one.worst_days, -len(one.reasons), one.area_code))
    )


def _reason(rule: StatusRule, matters: tuple[Matter, ...], thresholds: Thresholds, on: date) -> Reason | None:
    found = _one_per_record(matter for matter in matters if HOLDS[rule](matter, thresholds, on))
    if not found:
        return None
    worst = max(_days(matter, on) for matter in found)
    return Reason(rule, SEVERITY[rule], len(found), worst, found)


def _one_per_record(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    # A flag is in the queue twice, as open and as due for review, and is one flag.
    first: dict[tuple[object, ...], Matter] = {}
    for matter in matters:
        kind = MatterKind.FLAG_OPEN if matter.kind in FLAG_KINDS else matter.kind
        first.setdefault((kind, matter.record_id, matter.role), matter)
    return tuple(sorted(first.values(), key=lambda one: (one.due_on or date.max, one.reference)))


def _days(matter: Matter, on: date) -> int:
    return matter.days_since(on) if matter.due_on is None else matter.days_overdue(on)
