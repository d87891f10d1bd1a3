"""The answer to a published report that says nothing on when follow-up is to come: that it gives none, and why."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.found import only
from data_models.commands.inspections import running
from data_models.errors import CommandRefused
from data_models.rules.follow_up import report_lacks
from data_models.tables import Inspection, ReportSilence
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import PublicationState

NOT_PUBLISHED = "The report is not published yet: what it should say on follow-up can still be written into it."
ALREADY = "This was noted on {} already. Record what the report says instead."
NOTHING_LACKS = "The report's intention and timescale are on record: there is nothing that it does not give."


def note_report_gives_none(session: Session, *, by: Viewer, on: date, inspection_id: int, reason: str) -> ReportSilence:
    """Record that a published report gives no intention or no timescale, and why follow-up stands without: the alert is
    answered, and stays in sight as answered.

    It holds until what the report says is recorded anew. Refused before publication, where both are on record, a second
    time, and without a reason.
    """
    inspection = running(session, by, Deed.NOTE_SILENCE, inspection_id)
    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Say why follow-up stands without the report's words.")
    ask.settle()
    if inspection.publication_state is not PublicationState.PUBLISHED:
        raise CommandRefused(NOT_PUBLISHED)
    if not report_lacks(bool(inspection.intention_recorded), inspection.timescale_text):
        raise CommandRefused(NOTHING_LACKS)
    there = silence_of(session, inspection)
    if there is not None:
        raise CommandRefused(ALREADY.format(f"{there.noted_on:%-d %B %Y}"))
    silence = ReportSilence(inspection_id=inspection.id, reason=reason, noted_on=on, noted_by_id=by.person_id)
    session.add(silence)
    session.flush()
    return silence


def silence_of(session: Session, inspection: Inspection) -> ReportSilence | None:
    return only(session, ReportSilence, col(ReportSilence.inspection_id) == inspection.id)


def is_broken(session: Session, inspection: Inspection) -> None:
    """What the report says was recorded anew, so that the answer no longer holds."""
    there = silence_of(session, inspection)
    if there is not None:
        session.delete(there)
