"""One assignment looked at, and what somebody's last day would leave behind; both read from the cover of a day."""

from dataclasses import dataclass
from datetime import date

from data_models.queries.coverage import Coverage, Workload, covers_of
from data_models.queries.ground import AreaGround
from data_models.queries.open_work import OpenWork, UnderWay
from data_models.rules.coverage import Cover, left_by
from data_models.rules.matters import Matter
from data_models.vocabulary import MatterKind

# What stays with the person it names when their area changes hands, until somebody moves it.
BY_NAME = frozenset({MatterKind.FLAG_OPEN, MatterKind.NO_FOLLOW_UP_REVIEW, MatterKind.MEETING_ACTION_DUE})


@dataclass(frozen=True)
class Assigned:
    """One assignment by its number. `cover` ends no later than its person leaves; `ends_on` is as it was written."""

    number: int
    row_version: int
    area_name: str
    person: str
    leaves: bool
    cover: Cover
    ends_on: date | None
    next_starts_on: date | None


@dataclass(frozen=True)
class PostLeft:
    """A post that somebody holds or was to hold beyond their last day; without a `successor_id` nobody follows."""

    assignment_id: int
    area_name: str
    cover: Cover
    successor_id: int | None
    successor: str | None
    work: OpenWork


@dataclass(frozen=True)
class Leaving:
    """What one person's last day would mean: their posts with all that goes with each, by area; open flags and signed
    decisions that are theirs by name, and the inspections whose team they are in.

    `last_changed` is the newest change of what they hold or held: it tells whether a form shows the latest state.
    """

    person_id: int
    person: str
    last_day: date
    posts: tuple[PostLeft, ...]
    by_name: tuple[Matter, ...]
    teams: tuple[UnderWay, ...]
    last_changed: int

    @property
    def left_without_anyone(self) -> tuple[PostLeft, ...]:
        return tuple(one for one in self.posts if one.successor_id is None)


def if_leaves(read: Coverage, person_id: int, last_day: date) -> Leaving | None:
    """What is left without anyone if this is somebody's last day; None for somebody the record does not know."""
    found = next((one for one in read.people if one.person_id == person_id), None)
    return None if found is None else _leaving(read, found, last_day)


def _leaving(read: Coverage, person: Workload, last_day: date) -> Leaving:
    areas = {area.code: area for area in read.account.areas}
    numbers = {cover: number for area in areas.values() for cover, number in area.assignment_ids}
    names = {one.person_id: one.person for one in read.people}
    posts = (
        PostLeft(
            assignment_id=numbers[cover],
            area_name=areas[cover.area_code].name,
            cover=cover,
            successor_id=successor,
            successor=None if successor is None else names[successor],
            work=read.work.with_post(cover.area_code, cover.role),
        )
        for cover, successor in left_by(covers_of(read.account), person.person_id, last_day)
    )
    return Leaving(
        person_id=person.person_id,
        person=person.person,
        last_day=last_day,
        posts=tuple(sorted(posts, key=lambda one: (one.area_name, one.cover.role, one.cover.starts_on))),
        by_name=tuple(one for one in read.account.matters if one.owner_id == person.person_id and one.kind in BY_NAME),
        teams=read.work.team_of(person.person_id),
        last_changed=dict(read.last_changed).get(person.person_id, 0),
    )


def assigned(read: Coverage, number: int) -> Assigned | None:
    """The assignment of this number, with who is named next after it; None where there is none."""
    area = next((one for one in read.account.areas if number in dict(one.assignment_ids).values()), None)
    return None if area is None else _assigned(read, area, number)


def _assigned(read: Coverage, area: AreaGround, number: int) -> Assigned:
    cover = next(cover for cover, known in area.assignment_ids if known == number)
    (row_version, ends_on) = next((version, ends) for known, version, ends in read.written if known == number)
    person = next(one for one in read.people if one.person_id == cover.person_id)
    later = [one.starts_on for one in area.covers if one.role is cover.role and one.starts_on > cover.starts_on]
    return Assigned(
        number=number,
        row_version=row_version,
        area_name=area.name,
        person=person.person,
        leaves=person.left_on is not None,
        cover=cover,
        ends_on=ends_on,
        next_starts_on=min(later, default=None),
    )
