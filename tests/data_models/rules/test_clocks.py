"""Days, working days, months and bands on both sides of every boundary."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import clocks
from data_models.rules.clocks import Urgency
from data_models.rules.settings import Thresholds

CHRISTMAS = {date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 1, 2)}
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
holidays = st.frozensets(days, max_size=30)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 1, 1, 23, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 7, 2, 8, 0, tzinfo=timezone(timedelta(hours=9))), date(2026, 7, 2)),
    ],
)
def test_today_is_the_day_in_london_in_summer_and_winter_and_on_both_clock_changes(instant, day):
    assert clocks.london_date(instant) == day


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        clocks.london_date(datetime(2026, 7, 1, 12, 0))  # noqa: DTZ001


@given(days)
def test_a_london_day_begins_at_its_midnight(day):
    start = clocks.london_midnight(day)
    assert clocks.london_date(start) == day
    assert clocks.london_date(start - timedelta(seconds=1)) == day - timedelta(days=1)


def test_working_days_leave_out_weekends_and_bank_holidays():
    assert clocks.add_working_days(date(2025, 12, 23), 1, CHRISTMAS) == date(2025, 12, 24)
    assert clocks.add_working_days(date(2025, 12, 24), 1, CHRISTMAS) == date(2025, 12, 29)
    assert clocks.add_working_days(date(2025, 12, 24), 5, CHRISTMAS) == date(2026, 1, 6)
    assert clocks.add_working_days(date(2025, 12, 27), 0, CHRISTMAS) == date(2025, 12, 27)
    with pytest.raises(ValueError, match="forwards"):
        clocks.add_working_days(date(2025, 12, 27), -1, CHRISTMAS)


@given(days, st.integers(0, 60), holidays)
def test_so_many_working_days_lie_between_and_the_last_is_one(start, number, closed):
    end = clocks.add_working_days(start, number, closed)
    after = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    assert sum(clocks.is_working_day(day, closed) for day in after) == number
    assert number == 0 or clocks.is_working_day(end, closed)


@given(days, st.integers(0, 40), holidays)
def test_one_more_working_day_is_always_later(start, number, closed):
    assert clocks.add_working_days(start, number, closed) < clocks.add_working_days(start, number + 1, closed)


@given(days, st.integers(0, 40), st.integers(0, 20), holidays)
def test_a_later_start_never_ends_earlier(start, number, offset, closed):
    later = start + timedelta(days=offset)
    assert clocks.add_working_days(start, number, closed) <= clocks.add_working_days(later, number, closed)


def test_years_without_bank_holidays_are_named():
    assert clocks.years_without_holidays(date(2025, 12, 1), date(2027, 1, 5), CHRISTMAS) == (2027,)
    assert clocks.years_without_holidays(date(2025, 12, 1), date(2026, 12, 31), CHRISTMAS) == ()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 8, 31), 18, date(2027, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert clocks.add_months(day, months) == expected


def test_days_overdue_begin_on_the_day_after():
    due = date(2026, 3, 3)
    assert [clocks.days_overdue(due, due + timedelta(days=offset)) for offset in (-1, 0, 1, 31)] == [0, 0, 1, 31]
    assert clocks.days_overdue(None, due) == 0


@pytest.mark.parametrize(
    ("ahead", "band"),
    [
        (-1, Urgency.OVERDUE),
        (0, Urgency.THIS_WEEK),
        (7, Urgency.THIS_WEEK),
        (8, Urgency.THIS_MONTH),
        (31, Urgency.THIS_MONTH),
        (32, Urgency.LATER),
    ],
)
def test_a_due_day_falls_into_its_band(ahead, band):
    on = date(2026, 3, 3)
    assert clocks.urgency(on + timedelta(days=ahead), on, Thresholds()) is band


def test_what_has_no_due_day_is_undated_and_not_later():
    assert clocks.urgency(None, date(2026, 3, 3), Thresholds()) is Urgency.UNDATED
