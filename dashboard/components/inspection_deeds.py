"""What may be done with an inspection that is not published: record an evaluation, publish the report."""

from markupsafe import Markup

from dashboard.components.forms import opener
from dashboard.components.inspection_evaluate import EVALUATE, scale_of
from dashboard.components.inspection_publish import PUBLISH, may_be_published
from data_models.queries.inspection_picture import InspectionPicture
from data_models.queries.programmes import ProgrammeRow
from data_models.visibility import Deed


def inspection_openers(shown: InspectionPicture, programme: ProgrammeRow, codes: tuple[str, ...]) -> Markup:
    """Links to the forms that are open to whoever looks."""
    evaluate = publish = Markup("")
    if scale_of(shown, programme) is not None:
        evaluate = opener(EVALUATE, "Record an evaluation", Deed.RECORD_EVALUATION, *codes)
    if may_be_published(shown):
        publish = opener(PUBLISH, "Publish the report", Deed.PUBLISH_REPORT, *codes)
    return Markup('<p class="deeds">{} {}</p>').format(evaluate, publish) if evaluate or publish else Markup("")
