"""The clocks of the reviews that are quality-assured. Care Inspectorate, Notifications.

A serious incident review is notified within five working days. The death of a looked after child is notified
within 24 hours and reported within 28 days. For learning reviews no number of days was found: they have no clock.
"""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from math import ceil

from data_models.rules.clocks import add_working_days
from data_models.rules.settings import Thresholds
from data_models.vocabulary import MatterKind, ReviewDecision, ReviewKind

Clock = Callable[[date, Collection[date], Thresholds], date]


def _five_working_days(event_on: date, holidays: Collection[date], thresholds: Thresholds) -> date:
    return add_working_days(event_on, thresholds.sir_notify_working_days, holidays)


def _twenty_four_hours(event_on: date, _: Collection[date], thresholds: Thresholds) -> date:
    return event_on + timedelta(days=ceil(thresholds.child_death_notify_hours / 24))


NOTIFICATION_CLOCK: dict[ReviewKind, Clock | None] = {
    ReviewKind.LEARNING_REVIEW_CHILD: None,
    ReviewKind.LEARNING_REVIEW_ADULT: None,
    ReviewKind.SERIOUS_INCIDENT_REVIEW: _five_working_days,
    ReviewKind.LOOKED_AFTER_CHILD_DEATH: _twenty_four_hours,
}

REPORT_DAYS: dict[ReviewKind, Callable[[Thresholds], int] | None] = {
    ReviewKind.LEARNING_REVIEW_CHILD: None,
    ReviewKind.LEARNING_REVIEW_ADULT: None,
    ReviewKind.SERIOUS_INCIDENT_REVIEW: None,
    ReviewKind.LOOKED_AFTER_CHILD_DEATH: lambda thresholds: thresholds.child_death_report_days,
}

# Why an area does not go on to a review, as it may be recorded here. No source lists them: they are ours, and a list so
# that no case can be told in a reason.
REASONS_NOT_TO_PROCEED = (
    "The criteria are not met",
    "Another process already looks at it",
    "The learning is taken forward in another way",
    "It was notified in error",
    "The reason is in the area's notification, which is not kept here",
)

# A decision not to proceed still gets an answer on its reasons, but there is no report to wait for.
REPORT_EXPECTED = {ReviewDecision.PENDING: True, ReviewDecision.PROCEED: True, ReviewDecision.NOT_PROCEED: False}


def review_asks(decision: ReviewDecision, *, is_reported: bool, has_report_clock: bool) -> MatterKind:
    """What a review without our observations asks of somebody: its report, then those, which a decision
    not to proceed gets too.

    Until the area has decided, a report is awaited only where a source gives its clock.
    """
    if is_reported or not REPORT_EXPECTED[decision]:
        return MatterKind.REVIEW_FEEDBACK_DUE
    is_awaited = decision is ReviewDecision.PROCEED or has_report_clock
    return MatterKind.REVIEW_REPORT_DUE if is_awaited else MatterKind.REVIEW_DECISION_AWAITED


def starts_a_clock(kind: ReviewKind) -> bool:
    """Whether something is due so many days after the event became known."""
    return NOTIFICATION_CLOCK[kind] is not None or REPORT_DAYS[kind] is not None


def notification_due_on(
    kind: ReviewKind, event_on: date, holidays: Collection[date], thresholds: Thresholds
) -> date | None:
    """The last day to notify; None for a kind without a stated clock. In days, 24 hours is the day after."""
    clock = NOTIFICATION_CLOCK[kind]
    return None if clock is None else clock(event_on, holidays, thresholds)


def was_notified_late(
    kind: ReviewKind, event_on: date, notified_on: date, holidays: Collection[date], thresholds: Thresholds
) -> bool:
    due_on = notification_due_on(kind, event_on, holidays, thresholds)
    return due_on is not None and notified_on > due_on


def report_due_on(kind: ReviewKind, event_on: date, decision: ReviewDecision, thresholds: Thresholds) -> date | None:
    """The day a report is due, from the event: the source does not say from what, and this is the stricter."""
    days = REPORT_DAYS[kind]
    return None if days is None or not REPORT_EXPECTED[decision] else event_on + timedelta(days=days(thresholds))


def feedback_due_on(report_received_on: date | None, thresholds: Thresholds) -> date | None:
    """The day our observations are due; None until a report is here."""
    return None if report_received_on is None else report_received_on + timedelta(days=thresholds.review_feedback_days)
