"""The answer to a report that gives no intention or timescale: the form that records it, and how it is told."""

from markupsafe import Markup

from dashboard.components.follow_up.case import Case
from dashboard.components.form_fields import prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form
from dashboard.components.mentions import told
from dashboard.session import Session, record
from dashboard.wording import day
from data_models.commands.report_silence import NOT_PUBLISHED, NOTHING_LACKS, note_report_gives_none
from data_models.queries.follow_up_rows import CandidateRow
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed
from data_models.vocabulary import PublicationState

GIVES_NONE = "report-gives-none"
NOT_ASKED = "Nothing more is owed on this follow-up, so nobody asks what the report gives."
ANSWERED = "It is noted already that the report gives none, and why."


def silence_offer(case: Case) -> Offer:
    is_published = case.shown.inspection.publication_state is PublicationState.PUBLISHED
    return Offer(
        GIVES_NONE,
        "The report gives none: say why that stands",
        Deed.NOTE_SILENCE,
        case.areas,
        is_published and case.row.is_live and case.row.is_silence_open,
        _why_not(case.row, is_published=is_published),
    )


def _why_not(row: CandidateRow, *, is_published: bool) -> str:
    if not is_published:
        return NOT_PUBLISHED
    if row.silence is not None:
        return ANSWERED
    return NOTHING_LACKS if row.is_live else NOT_ASKED


def silence_form(case: Case, offer: Offer) -> None:
    inspection = reference(Kind.INSPECTION, case.row.inspection_id)

    def fields(name: NameField) -> Values:
        return {"reason": prose_field("Why follow-up stands without the report’s words", name("reason"))}

    def do(session: Session, said: Values) -> str:
        note_report_gives_none(
            session,
            by=record().viewer,
            on=record().on,
            inspection_id=case.row.inspection_id,
            reason=said["reason"],
        )
        return f"It is noted that the report of {inspection} gives none. The alert is answered."

    deed_form(
        offer, title=f"The report of {inspection} gives none", save="Note that it gives none", fields=fields, do=do
    )


def silence_told(row: CandidateRow) -> Markup:
    """That the report gives none, since when that is noted, and why; nothing where nobody has answered."""
    if row.silence is None:
        return Markup("")
    noted = Markup('<span class="soft">The report gives none, as noted on {}:</span> {}')
    return noted.format(day(row.silence.noted_on), told(row.silence.reason))
