"""What may be done with an inspection that is not published: record an evaluation, publish the report."""

from markupsafe import Markup

from dashboard.components.forms import openers
from dashboard.components.inspections.evaluate import evaluation_offer
from dashboard.components.inspections.publish import publish_offer
from data_models.queries.inspection_picture import InspectionPicture
from data_models.queries.programmes import ProgrammeRow


def inspection_openers(shown: InspectionPicture, programme: ProgrammeRow, codes: tuple[str, ...]) -> Markup:
    """Links to the forms that are open to whoever looks."""
    return openers(evaluation_offer(shown, programme, codes), publish_offer(shown, codes))
