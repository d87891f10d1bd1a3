"""The invented cast: who is who, who covers what from when to when, and as whom a deed is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from data_models.visibility import COVER_ROLE_OF, Viewer
from data_models.vocabulary import CoverRole, RoleName, Team
from seed_data.demonstration.diary import Diary, Who
from seed_data.demonstration.texts import rows
from seed_data.reference_rows import ListedArea

HANDED_OVER_WEEKS_AGO = 13
GAP_WEEKS_AGO = 5
LEAVER, LEAVES_IN_WEEKS = "p12", 6
PREDECESSOR, SUCCESSOR = "p15", "p13"
GAP_AREA, GAP_HOLDER = "East Lothian", "e03"


@dataclass
class Member:
    """One invented member of staff; `id` is known once they are in the record."""

    key: str
    name: str
    role: RoleName
    team: Team | None
    areas: tuple[str, ...]
    id: int = 0


@dataclass(frozen=True)
class Spell:
    """One member covering one area; `ends_on` is the last day."""

    area_code: str
    role: CoverRole
    key: str
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass
class Cast:
    """Everybody, by key, with all they cover over the two years."""

    members: dict[str, Member]
    spells: list[Spell] = field(default_factory=list)

    def as_member(self, key: str) -> Who:
        """Acting as this person, with the areas they cover that day."""
        return lambda day: self._viewer(key, day)

    def of_area(self, area_code: str, role: CoverRole = CoverRole.LINK_INSPECTOR) -> Who:
        """Acting as whoever covers this area in this role that day."""
        return lambda day: self._viewer(self.holder(area_code, role, day), day)

    def holder(self, area_code: str, role: CoverRole, day: date) -> str:
        return next(s.key for s in self.spells if (s.area_code, s.role) == (area_code, role) and s.holds_on(day))

    def is_covered(self, area_code: str, role: CoverRole, day: date) -> bool:
        return any((s.area_code, s.role) == (area_code, role) and s.holds_on(day) for s in self.spells)

    def areas_of(self, key: str, day: date) -> frozenset[str]:
        return frozenset(s.area_code for s in self.spells if s.key == key and s.holds_on(day))

    def _viewer(self, key: str, day: date) -> Viewer:
        member = self.members[key]
        return Viewer(member.name, member.role, member.id, self.areas_of(key, day))


def new_cast(areas: Mapping[str, ListedArea], diary: Diary) -> Cast:
    cast = Cast({member.key: member for member in _listed()})
    for member in cast.members.values():
        role = COVER_ROLE_OF.get(member.role)
        for area in member.areas if role else ():
            cast.spells += _spells(areas[area].gss_code, area, role, member.key, diary) if role else []
    return cast


def _spells(code: str, area: str, role: CoverRole, key: str, diary: Diary) -> list[Spell]:
    """One spell from the first day on; two where the area was handed over; one that ended where there is a gap."""
    if key == PREDECESSOR:
        last = handover_day(diary)
        return [
            Spell(code, role, key, diary.first, last),
            Spell(code, role, SUCCESSOR, last + timedelta(days=1)),
        ]
    if (key, area) == (GAP_HOLDER, GAP_AREA):
        return [Spell(code, role, key, diary.first, gap_day(diary))]
    return [Spell(code, role, key, diary.first)]


def handover_day(diary: Diary) -> date:
    """The last day of the predecessor."""
    return diary.working_day(diary.last - timedelta(weeks=HANDED_OVER_WEEKS_AGO))


def gap_day(diary: Diary) -> date:
    """The last day on which the area of the gap was covered."""
    return diary.working_day(diary.last - timedelta(weeks=GAP_WEEKS_AGO))


def last_day_of_leaver(diary: Diary) -> date:
    return diary.working_day(diary.last + timedelta(weeks=LEAVES_IN_WEEKS))


def _listed() -> list[Member]:
    return [
        Member(
            key=row["key"],
            name=row["name"],
            role=RoleName(row["role"]),
            team=Team(row["team"]) if row["team"] else None,
            areas=tuple(filter(None, row["areas"].split("|"))),
        )
        for row in rows("people")
    ]
