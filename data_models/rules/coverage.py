"""Who covers an area in a role on a day, and where nobody does.

Care Inspectorate, Support for improvement: "Each strategic inspector acts as link inspector to one or more local
authority areas"; two relationship managers for each council area, one for adult services and one for early learning
and childcare. An assignment's `ends_on` is the last day covered, so a successor starts on the day after.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from data_models.vocabulary import CoverRole

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cover:
    """One person in one role for one area. `ends_on` is the last day covered; None is for now."""

    area_code: str
    role: CoverRole
    person_id: int
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Gap:
    """Days nobody covers, first and last included."""

    area_code: str
    role: CoverRole
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Departure:
    """Someone's cover ends soon and nobody follows on the next day."""

    area_code: str
    role: CoverRole
    person_id: int
    last_day: date

    @property
    def uncovered_from(self) -> date:
        return self.last_day + ONE_DAY


def who_covers(covers: Iterable[Cover], area_code: str, role: CoverRole, on: date) -> int | None:
    """The person on that day; where the record has two, the one who started last. None is a gap."""
    holding = [one for one in _of(covers, area_code, role) if one.holds_on(on)]
    return max(holding, key=lambda one: (one.starts_on, one.person_id)).person_id if holding else None


def uncovered(covers: Iterable[Cover], area_codes: Iterable[str], on: date) -> tuple[tuple[str, CoverRole], ...]:
    """Every area and role without anybody on that day, areas in the order given."""
    held = {(one.area_code, one.role) for one in covers if one.holds_on(on)}
    return tuple((code, role) for code in area_codes for role in CoverRole if (code, role) not in held)


def gaps(covers: Iterable[Cover], area_code: str, role: CoverRole, start: date, end: date) -> tuple[Gap, ...]:
    """The uncovered stretches of a period, both ends included, in order."""
    found, day = [], start
    for one in sorted(_of(covers, area_code, role), key=lambda one: one.starts_on):
        if one.starts_on > end or day > end:
            break
        if one.starts_on > day:
            found.append(Gap(area_code, role, day, one.starts_on - ONE_DAY))
        day = max(day, date.max if one.ends_on in (None, date.max) else _day_after(one))
    return (*found, Gap(area_code, role, day, end)) if day <= end else tuple(found)


def overlaps(covers: Iterable[Cover], candidate: Cover) -> tuple[Cover, ...]:
    """Cover of the same area and role that this one would double."""
    return tuple(
        one
        for one in _of(covers, candidate.area_code, candidate.role)
        if one.starts_on <= (candidate.ends_on or date.max) and candidate.starts_on <= (one.ends_on or date.max)
    )


def uncovered_since(covers: Iterable[Cover], area_code: str, role: CoverRole, on: date) -> date | None:
    """The first day of the gap that `on` lies in, where cover has ended before; None when it never began."""
    ended = [one.ends_on for one in _of(covers, area_code, role) if one.ends_on is not None and one.ends_on < on]
    return max(ended) + ONE_DAY if ended else None


def departures_without_successor(covers: Iterable[Cover], on: date, within_days: int) -> tuple[Departure, ...]:
    """Cover of today that ends within so many days and is followed by nobody the day after; soonest first."""
    known, horizon = tuple(covers), on + timedelta(days=within_days)
    found = {
        Departure(one.area_code, one.role, one.person_id, one.ends_on)
        for one in known
        if one.holds_on(on) and one.ends_on is not None and one.ends_on <= horizon and not _followed(known, one)
    }
    return tuple(sorted(found, key=lambda one: (one.last_day, one.area_code, one.role)))


def left_by(covers: Iterable[Cover], person_id: int, last_day: date) -> tuple[tuple[Cover, int | None], ...]:
    """What somebody holds beyond a day or was to hold, each with who follows on the day after; None is a gap."""
    known = tuple(covers)
    theirs = [one for one in known if one.person_id == person_id and (one.ends_on is None or one.ends_on >= last_day)]
    others = [one for one in known if one.person_id != person_id]
    return tuple(
        (one, who_covers(others, one.area_code, one.role, max(last_day + ONE_DAY, one.starts_on)))
        for one in sorted(theirs, key=lambda one: (one.area_code, one.role, one.starts_on))
    )


def workload(covers: Iterable[Cover], on: date) -> dict[int, dict[CoverRole, int]]:
    """How many areas each person covers in each role on that day; people in order of their number."""
    held = {(one.person_id, one.role, one.area_code) for one in covers if one.holds_on(on)}
    load: dict[int, dict[CoverRole, int]] = {}
    for person_id, role, _ in sorted(held):
        of_person = load.setdefault(person_id, dict.fromkeys(CoverRole, 0))
        of_person[role] += 1
    return load


def _of(covers: Iterable[Cover], area_code: str, role: CoverRole) -> list[Cover]:
    return [one for one in covers if one.area_code == area_code and one.role is role]


def _day_after(one: Cover) -> date:
    return date.max if one.ends_on is None else one.ends_on + ONE_DAY


def _followed(covers: Iterable[Cover], ending: Cover) -> bool:
    return who_covers(covers, ending.area_code, ending.role, _day_after(ending)) is not None
