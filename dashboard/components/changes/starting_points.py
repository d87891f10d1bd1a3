"""The days from which people ask what changed: each has a name, and the newest comes first."""

from dataclasses import dataclass
from datetime import date, timedelta

from data_models.rules.clocks import add_months


@dataclass(frozen=True)
class StartingPoint:
    """A day to compare with, as it is called."""

    words: str
    day: date


def starting_points(on: date) -> tuple[StartingPoint, ...]:
    """The usual distances back from a day."""
    return (
        StartingPoint("Since a week ago", on - timedelta(days=7)),
        StartingPoint("Since a month ago", add_months(on, -1)),
        StartingPoint("Since three months ago", add_months(on, -3)),
        StartingPoint("Since a year ago", add_months(on, -12)),
    )
