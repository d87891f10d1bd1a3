from datetime import date

import pytest

from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate
from data_models.rules.programmes import Course, StepStanding, course, slip_days, step_standing
from data_models.vocabulary import DatePrecision

TODAY = date(2026, 3, 3)
YEAR_2025 = KnownDate(date(2025, 1, 1), DatePrecision.YEAR)
YEAR_2026 = KnownDate(date(2026, 1, 1), DatePrecision.YEAR)


def test_a_programme_known_to_the_year_runs_to_the_last_day_of_it():
    assert course(YEAR_2025, YEAR_2026, date(2026, 12, 31)) is Course.UNDER_WAY
    assert course(YEAR_2025, YEAR_2026, date(2027, 1, 1)) is Course.ENDED


def test_a_programme_without_a_stated_end_is_not_said_to_be_under_way():
    assert course(YEAR_2025, UNKNOWN_DATE, TODAY) is Course.END_NOT_STATED


def test_a_programme_without_dates_says_so_unless_its_work_is_open():
    assert course(UNKNOWN_DATE, UNKNOWN_DATE, TODAY) is Course.NOT_STATED
    assert course(UNKNOWN_DATE, UNKNOWN_DATE, TODAY, has_open_work=True) is Course.UNDER_WAY


def test_a_programme_whose_first_possible_day_is_ahead_has_not_begun():
    assert course(KnownDate(date(2026, 4, 1)), UNKNOWN_DATE, TODAY) is Course.AHEAD


def test_open_work_keeps_a_programme_going_after_its_planned_end():
    assert course(YEAR_2025, YEAR_2025, TODAY, has_open_work=True) is Course.UNDER_WAY


@pytest.mark.parametrize(
    ("planned_by", "actual_on", "of", "expected"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), Course.UNDER_WAY, StepStanding.DONE),
        (date(2026, 3, 3), None, Course.UNDER_WAY, StepStanding.AHEAD),
        (date(2026, 3, 2), None, Course.UNDER_WAY, StepStanding.OVERDUE),
        (date(2026, 3, 2), None, Course.END_NOT_STATED, StepStanding.OVERDUE),
        (date(2026, 3, 2), None, Course.ENDED, StepStanding.NOT_ESTABLISHED),
        (None, None, Course.UNDER_WAY, StepStanding.NOT_ESTABLISHED),
    ],
)
def test_only_a_review_that_goes_on_can_be_late_with_a_step(planned_by, actual_on, of, expected):
    assert step_standing(planned_by, actual_on, TODAY, of) is expected


@pytest.mark.parametrize(
    ("planned", "actual", "days"),
    [
        ((date(2025, 5, 1), date(2025, 5, 31)), (date(2025, 6, 10), None), 10),
        ((date(2024, 11, 1), date(2024, 11, 30)), (date(2024, 11, 5), None), 0),
        ((date(2024, 7, 15), None), (date(2024, 7, 15), None), 0),
        ((date(2024, 7, 15), None), (date(2024, 7, 12), None), -3),
        ((date(2024, 2, 1), date(2024, 2, 29)), (date(2024, 2, 1), date(2024, 3, 31)), 31),
        ((None, None), (date(2024, 5, 1), None), 0),
        ((date(2024, 5, 1), None), (None, None), 0),
    ],
)
def test_a_slip_is_counted_from_the_last_day_planned(planned, actual, days):
    assert slip_days(*planned, *actual) == days
