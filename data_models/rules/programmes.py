"""Where a programme and the steps of a national review stand on a day.

Care Inspectorate pages print what was planned and seldom what then happened; plan and fact are kept apart. A step whose
review is over and of which nothing more is told is not late: what happened is not established.
"""

from datetime import date
from enum import StrEnum

from data_models.rules.known_dates import KnownDate


class Course(StrEnum):
    """How far a programme has come."""

    UNDER_WAY = "under_way"
    END_NOT_STATED = "end_not_stated"
    AHEAD = "ahead"
    ENDED = "ended"
    NOT_STATED = "not_stated"


class StepStanding(StrEnum):
    """What is known of a planned step."""

    DONE = "done"
    AHEAD = "ahead"
    OVERDUE = "overdue"
    NOT_ESTABLISHED = "not_established"


def course(starts: KnownDate, ends: KnownDate, on: date, *, has_open_work: bool = False) -> Course:
    """Under way while any of its work is open, and between its first and last possible day."""
    if has_open_work:
        return Course.UNDER_WAY
    if ends.latest is not None and ends.latest < on:
        return Course.ENDED
    if starts.earliest is None:
        return Course.NOT_STATED
    if starts.earliest > on:
        return Course.AHEAD
    return Course.END_NOT_STATED if ends.latest is None else Course.UNDER_WAY


def step_standing(planned_by: date | None, actual_on: date | None, on: date, of: Course) -> StepStanding:
    """`planned_by` is the last day it was planned for. Only a review that is still going on can be late."""
    if actual_on is not None:
        return StepStanding.DONE
    if planned_by is not None and planned_by >= on:
        return StepStanding.AHEAD
    is_going_on = of in (Course.UNDER_WAY, Course.END_NOT_STATED)
    return StepStanding.OVERDUE if is_going_on and planned_by is not None else StepStanding.NOT_ESTABLISHED


def slip_days(planned_on: date | None, planned_to: date | None, happened_on: date | None, until: date | None) -> int:
    """Days it ended after the last day planned; negative before the first; 0 within, and where either is not told.

    A month is a stretch from its first to its last day, so that what is known to the month is never late too soon.
    """
    if planned_on is None or happened_on is None:
        return 0
    ended = until or happened_on
    late = (ended - (planned_to or planned_on)).days
    return late if late > 0 else min((ended - planned_on).days, 0)
