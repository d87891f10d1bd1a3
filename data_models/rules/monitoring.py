"""Formal monitoring: what proposes it, its cadence, and the way out.

Care Inspectorate, Support for improvement: where the findings identify "significant concerns", the link inspector "may
have a more formal monitoring role" to give senior managers and scrutiny partners assurance. No grade comes into it.
The five exit lines are those of the US GAO's High-Risk criteria; the cadence is ours.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from data_models.rules.decisions import SENIOR_MANAGERS
from data_models.rules.settings import Thresholds
from data_models.vocabulary import ExitAssessment, ExitCriterion, MonitoringState, RiskDescriptor, RoleName

MOVES: dict[MonitoringState, frozenset[MonitoringState]] = {
    MonitoringState.PROPOSED: frozenset({MonitoringState.OPEN, MonitoringState.DECLINED}),
    MonitoringState.OPEN: frozenset({MonitoringState.CLOSED}),
    MonitoringState.DECLINED: frozenset(),
    MonitoringState.CLOSED: frozenset(),
}

IS_ASSESSED: dict[ExitAssessment, bool] = {
    ExitAssessment.UNASSESSED: False,
    ExitAssessment.NOT_MET: True,
    ExitAssessment.PARTLY_MET: True,
    ExitAssessment.MET: True,
}

PROPOSES: dict[RiskDescriptor, bool] = {
    RiskDescriptor.NO_SIGNIFICANT_CONCERNS: False,
    RiskDescriptor.UNCERTAINTY: False,
    RiskDescriptor.CONCERN: False,
    RiskDescriptor.SIGNIFICANT_CONCERN: True,
}


class ExitProblem(StrEnum):
    """Why formal monitoring cannot end yet."""

    LINES_UNASSESSED = "lines_unassessed"
    NO_REASON = "no_reason"
    NEEDS_SENIOR_MANAGER = "needs_senior_manager"


def proposes_monitoring(*, significant_concerns: bool, published: bool) -> bool:
    """Significant concerns in published findings propose it, to a senior manager. No grade is asked."""
    return significant_concerns and published


def flag_proposes_monitoring(descriptor: RiskDescriptor) -> bool:
    """A flag in the words "significant concern" proposes it; "area of concern" does not."""
    return PROPOSES[descriptor]


def may_become(current: MonitoringState, new: MonitoringState) -> bool:
    return new in MOVES[current]


def may_sign(role: RoleName) -> bool:
    """In and out of formal monitoring is a senior manager's."""
    return role in SENIOR_MANAGERS


def next_review_due(
    opened_on: date, last_update_on: date | None, review_every_weeks: int | None, thresholds: Thresholds
) -> date:
    """When the next assurance update is due: its own cadence, or the default, after the last update or the opening."""
    weeks = review_every_weeks or thresholds.monitoring_review_weeks
    return (last_update_on or opened_on) + timedelta(weeks=weeks)


def unassessed_lines(assessments: Mapping[ExitCriterion, ExitAssessment]) -> tuple[ExitCriterion, ...]:
    """The lines nobody has assessed, in their order. A line that is absent is unassessed."""
    return tuple(line for line in ExitCriterion if not IS_ASSESSED[assessments.get(line, ExitAssessment.UNASSESSED)])


def exit_problems(
    assessments: Mapping[ExitCriterion, ExitAssessment], *, reason: str, role: RoleName
) -> tuple[ExitProblem, ...]:
    """All that stands against ending. A line that is not met does not: the senior manager's reason answers for it."""
    found = {
        ExitProblem.LINES_UNASSESSED: bool(unassessed_lines(assessments)),
        ExitProblem.NO_REASON: not reason.strip(),
        ExitProblem.NEEDS_SENIOR_MANAGER: not may_sign(role),
    }
    return tuple(one for one, holds in found.items() if holds)
