"""Dates that are known only so well: to the day, the month, the year, or not at all."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from data_models.vocabulary import DatePrecision

T = TypeVar("T")


@dataclass(frozen=True)
class KnownDate:
    """A date and how exactly it is known. `day` is any day of the known period, or None."""

    day: date | None
    precision: DatePrecision = DatePrecision.DAY

    @property
    def is_known(self) -> bool:
        return self.day is not None and self.precision is not DatePrecision.UNKNOWN

    @property
    def earliest(self) -> date | None:
        """The first day it can have been."""
        if self.day is None:
            return None
        return FIRST_DAY[self.precision](self.day)

    @property
    def latest(self) -> date | None:
        """The last day it can have been. A clock that starts here never calls anybody late too soon."""
        if self.day is None:
            return None
        return LAST_DAY[self.precision](self.day)


UNKNOWN_DATE = KnownDate(None, DatePrecision.UNKNOWN)

FIRST_DAY: dict[DatePrecision, Callable[[date], date | None]] = {
    DatePrecision.DAY: lambda day: day,
    DatePrecision.MONTH: lambda day: day.replace(day=1),
    DatePrecision.YEAR: lambda day: day.replace(month=1, day=1),
    DatePrecision.UNKNOWN: lambda _: None,
}

LAST_DAY: dict[DatePrecision, Callable[[date], date | None]] = {
    DatePrecision.DAY: lambda day: day,
    DatePrecision.MONTH: lambda day: day.replace(day=monthrange(day.year, day.month)[1]),
    DatePrecision.YEAR: lambda day: day.replace(month=12, day=31),
    DatePrecision.UNKNOWN: lambda _: None,
}

FINENESS = {DatePrecision.UNKNOWN: 0, DatePrecision.YEAR: 1, DatePrecision.MONTH: 2, DatePrecision.DAY: 3}


def surely_before(first: KnownDate, second: KnownDate) -> bool:
    """True only when no reading of the two dates puts them the other way round or on one day."""
    if first.latest is None or second.earliest is None:
        return False
    return first.latest < second.earliest


@dataclass(frozen=True)
class Latest(Generic[T]):
    """The one chosen as latest, and those that may be as late or later: none when it is certain."""

    chosen: T
    rivals: tuple[T, ...] = ()

    @property
    def is_certain(self) -> bool:
        return not self.rivals


def latest(items: Iterable[T], when: Callable[[T], KnownDate]) -> Latest[T] | None:
    """The latest, by the first day it can have been; where that ties, the more exactly known; then the last given.

    A date not known at all never wins over a known one and never vanishes: it is a rival, since it may be later.
    """
    ranked = sorted(items, key=lambda item: _rank(when(item)))
    if not ranked:
        return None
    chosen = ranked[-1]
    return Latest(chosen, tuple(item for item in ranked[:-1] if not surely_before(when(item), when(chosen))))


def _rank(known: KnownDate) -> tuple[date, int]:
    return known.earliest or date.min, FINENESS[known.precision]
