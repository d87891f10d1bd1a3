"""Calendar arithmetic: the day in London, working days of Scotland, months, and how soon a thing is due."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from data_models.rules.settings import Thresholds

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
# Ours: nothing is promised further ahead (a report's window ends within two years, an action within five), and nobody
# enters a day of long before the oldest reports that are followed, which are of this century.
AHEAD_YEARS, BACK_YEARS = 10, 30


class Urgency(StrEnum):
    """The bands of a work queue, most pressing first. What is owed with no date is its own band, never later."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    UNDATED = "undated"
    LATER = "later"


def london_date(instant: datetime) -> date:
    """The day it is in London at this moment."""
    if instant.tzinfo is None:
        raise ValueError("A moment needs its time zone before it can be turned into a day.")
    return instant.astimezone(LONDON).date()


def london_midnight(day: date) -> datetime:
    """The moment this day begins in London, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


def is_in_reach(day: date) -> bool:
    """Whether it is a day of this age, so that days can be counted from it and years drawn up to it."""
    return EARLIEST <= day <= LATEST


def may_be_meant(day: date, on: date) -> bool:
    """Whether somebody who enters a day now can mean this one."""
    return add_months(on, -12 * BACK_YEARS) <= day <= add_months(on, 12 * AHEAD_YEARS)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Monday to Friday, bank holidays of Scotland left out."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """The day that many working days after the start, itself not counted. 0 is the start, whatever day it is."""
    if days < 0:
        raise ValueError("Working days are counted forwards.")
    day = start
    for _ in range(days):
        day = _next_working_day(day, holidays)
    return day


def years_without_holidays(start: date, end: date, holidays: Collection[date]) -> tuple[int, ...]:
    """Years of this span for which no bank holiday is known: working days there are counted too many."""
    known = {day.year for day in holidays}
    return tuple(year for year in range(start.year, end.year + 1) if year not in known)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 29 February and a year is 28 February."""
    return day + relativedelta(months=months)


def days_overdue(due_on: date | None, on: date) -> int:
    """Days past the due day; 0 on the day itself, before it, and where there is none."""
    return 0 if due_on is None else max((on - due_on).days, 0)


def urgency(due_on: date | None, on: date, thresholds: Thresholds) -> Urgency:
    """The band of a due day. What is due today is not overdue."""
    if due_on is None:
        return Urgency.UNDATED
    ahead = (due_on - on).days
    if ahead < 0:
        return Urgency.OVERDUE
    if ahead <= thresholds.due_this_week_days:
        return Urgency.THIS_WEEK
    return Urgency.THIS_MONTH if ahead <= thresholds.due_this_month_days else Urgency.LATER


def _next_working_day(day: date, holidays: Collection[date]) -> date:
    day += timedelta(days=1)
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day
