"""What is asked before the first visitor arrives, so that nobody waits for a cold start."""

import logging

import vl_convert

from dashboard.environment import wants_demonstration
from dashboard.looking import looking_as
from dashboard.personas import PERSONAS
from dashboard.session import open_record
from data_models.errors import RecordError
from data_models.queries.action_plans import plans
from data_models.queries.areas import all_areas
from data_models.queries.my_areas import my_areas
from data_models.queries.overview import overview

log = logging.getLogger("link_inspector.warming")
FIRST_QUESTIONS = (overview, my_areas, plans, all_areas)


def warm_answers() -> None:
    """Draw once, and ask the first questions of a demonstration's personas. A record that is away stops nothing."""
    vl_convert.vegalite_to_svg({"mark": "point", "data": {"values": []}})
    if not wants_demonstration():
        return
    try:
        for persona in PERSONAS:
            with open_record(persona.key, looking_as(persona)) as record:
                for question in FIRST_QUESTIONS:
                    record.ask(question)
    except RecordError as error:
        log.warning("Not warmed: %s", error)
