"""Who a persona of the demonstration stands for, for the tests of pages."""

from sqlalchemy import Engine

from dashboard.session import today
from data_models.database import reading
from data_models.queries.people import everyone, persona_viewer
from data_models.visibility import Viewer
from tests.builders import there


def looking_as(engine: Engine, persona: str = "link-inspector") -> Viewer:
    """The viewer that this persona is today."""
    with reading(engine) as session:
        return there(persona_viewer(everyone(session), persona, today()))
