"""Clocks of quality-assured reviews."""

from datetime import date

import pytest

from data_models.rules import reviews
from data_models.rules.settings import Thresholds
from data_models.vocabulary import ReviewDecision, ReviewKind

DEFAULTS = Thresholds()
DEATH, SIR = ReviewKind.LOOKED_AFTER_CHILD_DEATH, ReviewKind.SERIOUS_INCIDENT_REVIEW
MAUNDY_THURSDAY = date(2026, 4, 2)
GOOD_FRIDAY = frozenset({date(2026, 4, 3)})


def test_every_kind_and_every_decision_is_mapped():
    assert set(reviews.NOTIFICATION_CLOCK) == set(ReviewKind) == set(reviews.REPORT_DAYS)
    assert set(reviews.REPORT_EXPECTED) == set(ReviewDecision)


def test_a_serious_incident_review_has_five_working_days_of_scotland():
    assert reviews.notification_due_on(SIR, MAUNDY_THURSDAY, (), DEFAULTS) == date(2026, 4, 9)
    assert reviews.notification_due_on(SIR, MAUNDY_THURSDAY, GOOD_FRIDAY, DEFAULTS) == date(2026, 4, 10)


def test_a_death_is_notified_in_24_hours_and_reported_in_28_days():
    assert reviews.notification_due_on(DEATH, date(2026, 2, 28), (), DEFAULTS) == date(2026, 3, 1)
    assert reviews.report_due_on(DEATH, date(2026, 2, 1), ReviewDecision.PENDING, DEFAULTS) == date(2026, 3, 1)


@pytest.mark.parametrize("kind", [ReviewKind.LEARNING_REVIEW_ADULT, ReviewKind.LEARNING_REVIEW_CHILD])
def test_a_learning_review_has_no_invented_clock(kind):
    assert reviews.notification_due_on(kind, MAUNDY_THURSDAY, (), DEFAULTS) is None
    assert reviews.report_due_on(kind, MAUNDY_THURSDAY, ReviewDecision.PROCEED, DEFAULTS) is None
    assert not reviews.was_notified_late(kind, MAUNDY_THURSDAY, date(2030, 1, 1), (), DEFAULTS)


def test_a_notification_on_the_last_day_is_not_late():
    assert not reviews.was_notified_late(SIR, MAUNDY_THURSDAY, date(2026, 4, 10), GOOD_FRIDAY, DEFAULTS)
    assert reviews.was_notified_late(SIR, MAUNDY_THURSDAY, date(2026, 4, 11), GOOD_FRIDAY, DEFAULTS)


def test_no_report_is_awaited_after_a_decision_not_to_proceed():
    assert reviews.report_due_on(DEATH, MAUNDY_THURSDAY, ReviewDecision.NOT_PROCEED, DEFAULTS) is None


def test_feedback_is_due_once_a_report_is_here():
    assert reviews.feedback_due_on(None, DEFAULTS) is None
    assert reviews.feedback_due_on(date(2026, 2, 1), DEFAULTS) == date(2026, 3, 1)
