"""What every storyline of the demonstration shares: the day it is told on, the diary, the cast and the areas."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from data_models.errors import CommandRefused
from data_models.rules.clocks import add_months
from seed_data import reference_lists
from seed_data.demonstration.cast import Cast, new_cast
from seed_data.demonstration.diary import Diary
from seed_data.demonstration.inspection_told import Told
from seed_data.reference_rows import ListedArea

MONTHS_OF_LIFE = 24
EARLIEST = date(2026, 1, 1)


@dataclass(frozen=True)
class World:
    """The invented office. Nothing here reads a clock or chance of its own: all follows from `today`."""

    today: date
    diary: Diary
    cast: Cast
    areas: dict[str, ListedArea]
    inspections: dict[str, Told] = field(default_factory=dict)

    def ago(self, *, weeks: int = 0, days: int = 0) -> date:
        """A day so long before today; a negative count is a day ahead."""
        return self.today - timedelta(weeks=weeks, days=days)

    def chance(self, about: str) -> Random:
        """A source of variety for one storyline, which no other storyline disturbs."""
        return Random(f"{self.today} {about}")

    def code(self, area: str) -> str:
        return self.areas[area].gss_code


def new_world(on: date) -> World:
    """The empty office on the day it is told. Refused for a day so early that real reports would lie ahead of it."""
    if on < EARLIEST:
        raise CommandRefused(f"The demonstration can be made for days from {EARLIEST:%d %B %Y} on: check the clock.")
    holidays = frozenset(one.day for one in reference_lists.bank_holidays())
    diary = Diary(add_months(on, -MONTHS_OF_LIFE), on - timedelta(days=1), holidays)
    areas = {one.short_name: one for one in reference_lists.areas()}
    return World(on, diary, new_cast(areas, diary), areas)
