"""What is asked before the first visitor arrives, so that nobody waits for a cold start."""

import logging

from dashboard.environment import wants_demonstration
from dashboard.looking import looking_as
from dashboard.personas import DEFAULT
from dashboard.session import open_record
from data_models.errors import RecordError
from data_models.queries.action_plans import plans
from data_models.queries.areas import all_areas
from data_models.queries.overview import overview

log = logging.getLogger("link_inspector.warming")
FIRST_QUESTIONS = (overview, plans, all_areas)


def warm_answers() -> None:
    """Ask the first questions of a demonstration's default persona. A record that is away does not stop the server."""
    if not wants_demonstration():
        return
    try:
        with open_record(DEFAULT.key, looking_as(DEFAULT)) as record:
            for question in FIRST_QUESTIONS:
                record.ask(question)
    except RecordError as error:
        log.warning("Not warmed: %s", error)
