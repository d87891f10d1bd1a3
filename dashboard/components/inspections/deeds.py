"""Every form of one inspection, and the deeds on it as a whole. The others are offered beside what they change."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.components.follow_up.intention import intention_form
from dashboard.components.forms import openers
from dashboard.components.inspections.correct import correction_forms
from dashboard.components.inspections.evaluate import evaluation_forms
from dashboard.components.inspections.panel import panel_forms
from dashboard.components.inspections.publish import publish_form, publish_offer
from dashboard.components.inspections.recommend import recommendation_forms
from dashboard.components.inspections.records import records_form
from dashboard.components.inspections.stages import cancel_offer, stage_forms, stage_offer
from dashboard.components.inspections.steps import step_forms
from dashboard.components.inspections.surveys import survey_forms
from dashboard.components.inspections.team import team_forms
from data_models.queries.inspection_rows import InspectionPicture
from data_models.queries.people import Colleague
from data_models.queries.programmes import ProgrammeRow


def inspection_openers(shown: InspectionPicture, programme: ProgrammeRow) -> Markup:
    """What may be done with the inspection as a whole."""
    return openers(publish_offer(shown, programme), stage_offer(shown), cancel_offer(shown))


def inspection_forms(shown: InspectionPicture, programme: ProgrammeRow, colleagues: Sequence[Colleague]) -> None:
    """The form that the address has open, whichever it is. `colleagues` are who can be named in a team."""
    publish_form(shown, programme)
    stage_forms(shown)
    step_forms(shown)
    team_forms(shown, colleagues)
    survey_forms(shown)
    records_form(shown)
    evaluation_forms(shown, programme)
    recommendation_forms(shown, programme)
    panel_forms(shown)
    intention_form(shown)
    correction_forms(shown)
