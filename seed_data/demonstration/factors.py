"""What helps and what hinders in each area, as link inspectors noted it."""

from datetime import date
from functools import partial

from sqlmodel import Session

from data_models.commands.engagement import note_factor
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import FactorKind
from seed_data.demonstration.texts import Row, rows
from seed_data.demonstration.world import World


def tell(world: World) -> None:
    """One thing that helps and one that hinders in most areas, on days spread over the two years."""
    for kind in FactorKind:
        known = [row for row in rows("factors") if row["kind"] == kind]
        chance = world.chance(f"factors {kind}")
        for place, area in enumerate(world.areas):
            day = world.ago(days=chance.randint(20, 690))
            code = world.code(area)
            noted = partial(_noted, code=code, row=known[place % len(known)])
            world.diary.note(day, world.cast.of_area(code), Deed.NOTE_FACTOR, noted)


def _noted(session: Session, by: Viewer, on: date, *, code: str, row: Row) -> None:
    note_factor(session, by=by, on=on, area_code=code, kind=FactorKind(row["kind"]), text=row["text"])
