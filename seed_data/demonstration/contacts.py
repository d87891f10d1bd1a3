"""Contacts over two years: about every two months in an area, monthly where follow-up is open, longer ago in a few."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random

from sqlmodel import Session, col

from data_models.commands.engagement import NewContact, log_contact
from data_models.commands.found import rows_of
from data_models.tables import ActionPlan, InspectionArea
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ContactKind, CoverRole, Purpose, ScrutinyBody
from seed_data.demonstration.texts import Row, rows
from seed_data.demonstration.world import World

ROUTINE, ENHANCED = (48, 74), (22, 31)
# Weeks since which contact is enhanced, by area: those with formal monitoring or an open follow-up.
ENHANCED_SINCE = {
    "South Lanarkshire": 48,
    "Stirling": 20,
    "North Lanarkshire": 57,
    "Clackmannanshire": 36,
    "East Ayrshire": 46,
    "Inverclyde": 92,
}
# Days in which nobody was in contact.
QUIET_DAYS = {"Scottish Borders": 131, "Orkney Islands": 112, "Argyll and Bute": 104}
NEVER_TOUCHED = {"East Renfrewshire": Purpose.GOOD_PRACTICE}
OTHERS = (
    (CoverRole.RELATIONSHIP_MANAGER_ADULT, "adult", (150, 240)),
    (CoverRole.RELATIONSHIP_MANAGER_ELC, "elc", (170, 260)),
)


@dataclass
class Talk:
    """What is talked about in one area in one role: what was not for longest, and nothing twice in a while."""

    chance: Random
    known: list[Row]
    touched: dict[Purpose, date]
    recent: list[Row] = field(default_factory=list)

    def next(self, day: date) -> Row:
        fresh = [row for row in self.known if row not in self.recent]
        chosen = max(self.chance.sample(fresh, k=len(fresh)), key=lambda row: self._due(row, day))
        self.recent = [*self.recent, chosen][-(len(self.known) * 2 // 3) :]
        self.touched |= dict.fromkeys(_purposes(chosen), day)
        return chosen

    def _due(self, row: Row, day: date) -> int:
        """How long ago the purposes of a text were touched, the longest weighing most."""
        return sum((day - self.touched[one]).days ** 2 for one in _purposes(row))


def tell(world: World) -> None:
    for area in world.areas:
        chance = world.chance(f"contacts {area}")
        voices = ("link", "plan") if area in _with_plan() else ("link",)
        talk = _talk(world, chance, voices, NEVER_TOUCHED.get(area))
        for day in _days(world, area, chance):
            _note(world, area, CoverRole.LINK_INSPECTOR, day, talk.next(day))
        for role, who, rhythm in OTHERS:
            theirs = _talk(world, chance, (who,), NEVER_TOUCHED.get(area))
            for day in _rhythm(world, chance, rhythm, world.ago(days=QUIET_DAYS.get(area, 0))):
                if world.cast.is_covered(world.code(area), role, world.diary.working_day(day)):
                    _note(world, area, role, day, theirs.next(day))


def _with_plan() -> frozenset[str]:
    return frozenset(row["area"] for row in rows("plans"))


def _talk(world: World, chance: Random, voices: tuple[str, ...], never: Purpose | None) -> Talk:
    known = [row for row in rows("contacts") if row["who"] in voices and never not in _purposes(row)]
    return Talk(chance, known, dict.fromkeys(Purpose, world.diary.first))


def _purposes(row: Row) -> frozenset[Purpose]:
    return frozenset(Purpose(int(one)) for one in row["purposes"].split())


def _days(world: World, area: str, chance: Random) -> Iterator[date]:
    """The days of the link inspector's contacts: routine first, and enhanced since follow-up began."""
    quiet_from = world.ago(days=QUIET_DAYS.get(area, 0))
    raised_on = world.ago(weeks=ENHANCED_SINCE.get(area, -1))
    yield from _rhythm(world, chance, ROUTINE, min(raised_on, quiet_from))
    if area in ENHANCED_SINCE:
        yield from _rhythm(world, chance, ENHANCED, world.today, raised_on)


def _rhythm(
    world: World, chance: Random, between: tuple[int, int], until: date, since: date | None = None
) -> Iterator[date]:
    day = (since or world.diary.first) + timedelta(days=chance.randint(3, between[1]))
    while day < until:
        yield day
        day += timedelta(days=chance.randint(*between))


def _note(world: World, area: str, role: CoverRole, day: date, row: Row) -> None:
    who = world.cast.of_area(world.code(area), role)
    world.diary.note(day, who, Deed.LOG_CONTACT, partial(_logged, code=world.code(area), row=row))


def _logged(session: Session, by: Viewer, on: date, *, code: str, row: Row) -> None:
    contact = NewContact(
        area_code=code,
        held_on=on,
        kind=ContactKind(row["kind"]),
        purposes=_purposes(row),
        summary=row["summary"],
        signposted_to=row["signposted_to"],
        body=ScrutinyBody(row["body"]) if row["body"] else None,
        plan_id=_newest_plan(session, code) if row["who"] == "plan" else None,
    )
    log_contact(session, by=by, on=on, contact=contact)


def _newest_plan(session: Session, code: str) -> int | None:
    links = rows_of(session, InspectionArea, col(InspectionArea.area_code) == code)
    of_area = col(ActionPlan.inspection_id).in_([link.inspection_id for link in links])
    plans = rows_of(session, ActionPlan, of_area)
    return plans[-1].id if plans else None
