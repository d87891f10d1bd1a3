"""The pause of inspections in the pandemic: said beside a long interval, never subtracted from it.

Care Inspectorate, joint inspections of services for children and young people: inspections were paused in March 2020
and restarted in the spring of 2021. The days are ours: the first and last of the months named, spring taken to May.
"""

from datetime import date

PAUSED_FROM = date(2020, 3, 1)
PAUSED_TO = date(2021, 5, 31)


def spans_the_pause(start: date, end: date) -> bool:
    """Whether an interval touches the pause."""
    return start <= PAUSED_TO and end >= PAUSED_FROM
