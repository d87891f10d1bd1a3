"""The moments from which people ask what changed: each has a name, and the newest comes first."""

from dataclasses import dataclass
from datetime import date, timedelta

from data_models.queries.meetings import ClosedMeeting
from data_models.rules.clocks import add_months

# How an address names the close of the last meeting that was closed, and how people write it.
LAST_MEETING = "last-meeting"
_MEANT = frozenset({"last meeting", "the last meeting", "last closed meeting", "the last closed meeting"})


@dataclass(frozen=True)
class StartingPoint:
    """A day to compare with, as it is called; of a meeting not the end of its day, but its close."""

    words: str
    day: date
    close: ClosedMeeting | None = None

    @property
    def written(self) -> str:
        return LAST_MEETING if self.close else self.day.isoformat()


def starting_points(on: date, last: ClosedMeeting | None) -> tuple[StartingPoint, ...]:
    """The close of the last meeting, where one was closed, and the usual distances back from a day."""
    usual = (
        StartingPoint("Since a week ago", on - timedelta(days=7)),
        StartingPoint("Since a month ago", add_months(on, -1)),
        StartingPoint("Since three months ago", add_months(on, -3)),
        StartingPoint("Since a year ago", add_months(on, -12)),
    )
    meeting = (StartingPoint("Since the last closed meeting", last.closed_on, last),) if last else ()
    return meeting + usual


def is_last_meeting(written: str) -> bool:
    """Whether this means the close of the last meeting."""
    return " ".join(written.casefold().replace("-", " ").split()) in _MEANT
