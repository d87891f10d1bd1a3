"""The diary of the demonstration: deeds noted for days, done in order in the office hours of Scottish working days."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import Engine
from sqlmodel import Session

from data_models.database import unit_of_work
from data_models.rules.clocks import LONDON, is_working_day
from data_models.visibility import Deed, Viewer

Who = Callable[[date], Viewer]
Do = Callable[[Session, Viewer, date], object]
OPENS, GROWS_LATE = time(9, 5), time(16, 0)


@dataclass(order=True)
class Entry:
    """One deed noted for one day; what is noted first is done first."""

    day: date
    number: int
    who: Who = field(compare=False)
    deed: Deed = field(compare=False)
    do: Do = field(compare=False)
    reason: str = field(compare=False, default="")


class Diary:
    """What will be done, and the clock it is done by. What is noted for after the last day has not happened yet."""

    def __init__(self, first: date, last: date, holidays: frozenset[date]) -> None:
        self.holidays = holidays
        self.first, self.last = self.working_day(first), self.working_day_before(last + timedelta(days=1))
        self.now = self._opening(self.first)
        self._entries: list[Entry] = []
        self._number = 0
        self._chance = Random(f"clock {last}")

    def working_day(self, day: date) -> date:
        """This day, or the next one on which the office works."""
        while not is_working_day(day, self.holidays):
            day += timedelta(days=1)
        return day

    def working_day_before(self, day: date) -> date:
        """The last day before this one on which the office worked."""
        day -= timedelta(days=1)
        while not is_working_day(day, self.holidays):
            day -= timedelta(days=1)
        return day

    def note(self, day: date, who: Who, deed: Deed, do: Do, reason: str = "") -> None:
        """Note a deed. One for a day that is past is done next: it was entered late."""
        self._number += 1
        day = self.working_day(max(day, self.now.astimezone(LONDON).date()))
        if day <= self.last:
            heapq.heappush(self._entries, Entry(day, self._number, who, deed, do, reason))

    def carry_out(self, engine: Engine) -> None:
        """Do everything that is noted, and what is noted meanwhile, each in a change of its own."""
        while self._entries:
            entry = heapq.heappop(self._entries)
            moment = self.tick(entry.day)
            by = entry.who(entry.day)
            with unit_of_work(engine, by=by, deed=entry.deed.value, reason=entry.reason, at=moment) as session:
                entry.do(session, by, entry.day)

    def tick(self, day: date | None = None) -> datetime:
        """The next moment, later than every one before it; on another day, some time after the office opens."""
        local = self.now.astimezone(LONDON)
        if day is not None and day > local.date():
            self.now = self._opening(day) + timedelta(seconds=self._chance.randint(0, 1800))
        else:
            longest = 420 if local.time() < GROWS_LATE else 20
            self.now += timedelta(seconds=self._chance.randint(5, longest))
        return self.now

    def _opening(self, day: date) -> datetime:
        return datetime.combine(day, OPENS, tzinfo=LONDON).astimezone(UTC)
