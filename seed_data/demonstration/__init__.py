"""The demonstration world: an invented office at work for two years, told only by doing the deeds of the record.

Everybody in it is invented and every row says so. The areas and their published record are real; what is invented
about them hangs on inspections that are called invented in their title and in the name of their partnership.
"""

from datetime import date

from sqlalchemy import Engine

from data_models.database import unit_of_work
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import Origin
from seed_data.demonstration import (
    contacts,
    cover,
    factors,
    flags,
    inspections,
    monitoring,
    plans,
    practice,
    programmes,
    reviews,
    rule_flags,
    under_way,
)
from seed_data.demonstration.world import World, new_world
from seed_data.published import import_shipped_record
from seed_data.reference import load_reference

STORYLINES = (
    cover.tell,
    inspections.tell,
    under_way.tell,
    plans.tell,
    monitoring.tell,
    flags.tell,
    contacts.tell,
    factors.tell,
    practice.tell,
    reviews.tell,
    programmes.tell,
    rule_flags.tell,
)


def build_demonstration(engine: Engine, on: date) -> None:
    """Fill an empty, migrated record with the world as it stands on this day. The same day gives the same world."""
    world = new_world(on)
    _open_the_record(engine, world)
    for tell in STORYLINES:
        tell(world)
    world.diary.carry_out(engine)


def _open_the_record(engine: Engine, world: World) -> None:
    """The reference lists and the published record, before anybody invented does anything."""
    diary, reason = world.diary, "A new demonstration record"
    with unit_of_work(engine, by=SYSTEM, deed=Deed.LOAD_REFERENCE.value, reason=reason, at=diary.tick()) as session:
        load_reference(session, by=SYSTEM, kind=Origin.DEMONSTRATION, on=diary.first)
    import_shipped_record(engine, by=SYSTEM, on=diary.first, at=diary.tick())
