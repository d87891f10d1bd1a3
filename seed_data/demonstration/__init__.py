"""The demonstration world: an invented office at work for two years, told only by doing the deeds of the record.

Everybody in it is invented and every row says so. The areas and their published record are real; what is invented
about them hangs on inspections that are called invented in their title and in the name of their partnership.
"""

from datetime import date

from sqlalchemy import Engine

from data_models.database import unit_of_work
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import Origin
from seed_data.demonstration.contacts import tell as tell_contacts
from seed_data.demonstration.cover import tell as tell_cover
from seed_data.demonstration.factors import tell as tell_factors
from seed_data.demonstration.flags import tell as tell_flags
from seed_data.demonstration.forecasts import tell as tell_forecasts
from seed_data.demonstration.inspections import tell as tell_inspections
from seed_data.demonstration.meetings import tell as tell_meetings
from seed_data.demonstration.monitoring import tell as tell_monitoring
from seed_data.demonstration.plans import tell as tell_plans
from seed_data.demonstration.practice import tell as tell_practice
from seed_data.demonstration.programmes import tell as tell_programmes
from seed_data.demonstration.reviews import tell as tell_reviews
from seed_data.demonstration.rule_flags import tell as tell_rule_flags
from seed_data.demonstration.under_way import tell as tell_under_way
from seed_data.demonstration.world import World, new_world
from seed_data.published import import_shipped_record
from seed_data.reference import load_reference

STORYLINES = (
    # First, so that a quarter's are stored before anything else happens on its first day.
    tell_forecasts,
    tell_cover,
    tell_inspections,
    tell_under_way,
    tell_plans,
    tell_monitoring,
    tell_flags,
    tell_contacts,
    tell_factors,
    tell_practice,
    tell_reviews,
    tell_programmes,
    tell_rule_flags,
    tell_meetings,
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
