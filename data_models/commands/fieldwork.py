"""What an inspection is done on: its surveys and the records it reads."""

from datetime import date
from typing import Any

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given, merged
from data_models.commands.found import areas_of, only, sought
from data_models.commands.inspections import running, unpublished
from data_models.errors import CommandRefused
from data_models.tables import Inspection, Survey
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import SurveyKind

NAMES: dict[SurveyKind, str] = {
    SurveyKind.STAFF: "staff",
    SurveyKind.CHILDREN: "children and young people",
    SurveyKind.PARENTS: "parents and carers",
}


def record_survey(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    kind: SurveyKind,
    opens_on: date | None = None,
    closes_on: date | None = None,
    respondents: int | None = None,
    shared_with_partnership_on: date | None = None,
) -> Survey:
    """Record a survey: its dates and the number of respondents, never an answer.

    Refused: a second one of the same kind, a close before the opening, a count below nothing, results shared on a day
    ahead.
    """
    inspection = running(session, by, Deed.RECORD_SURVEY, inspection_id)
    of_kind = (col(Survey.inspection_id) == inspection.id, col(Survey.kind) == kind)
    if only(session, Survey, *of_kind) is not None:
        raise CommandRefused(f"The survey of {NAMES[kind]} is on record already: change that one.")
    survey = Survey(
        inspection_id=inspection.id,
        kind=kind,
        opens_on=opens_on,
        closes_on=closes_on,
        respondents=respondents,
        shared_with_partnership_on=shared_with_partnership_on,
    )
    _check(survey, {}, on)
    session.add(survey)
    session.flush()
    return survey


def change_survey(
    session: Session,
    *,
    by: Viewer,
    on: date,
    survey_id: int,
    opens_on: date | None | Unchanged = UNCHANGED,
    closes_on: date | None | Unchanged = UNCHANGED,
    respondents: int | None | Unchanged = UNCHANGED,
    shared_with_partnership_on: date | None | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Survey:
    """Change the dates or the count of a survey; what is not given stays. Refused for the same reasons as recording."""
    deed = Deed.RECORD_SURVEY
    survey = sought(session, by, deed, Survey, survey_id, lambda one: areas_of(session, one.inspection_id))
    running(session, by, deed, survey.inspection_id)
    changes = given(
        opens_on=opens_on,
        closes_on=closes_on,
        respondents=respondents,
        shared_with_partnership_on=shared_with_partnership_on,
    )
    _check(survey, merged(session, survey, changes, opened_on=expected_version), on)
    edit(session, survey, changes, opened_on=expected_version)
    session.flush()
    return survey


def _check(survey: Survey, changes: dict[str, Any], on: date) -> None:
    """Check the survey as it will be: what it has, with what changes."""
    ask = Checked(on)
    ask.in_order("closes_on", changes.get("opens_on", survey.opens_on), changes.get("closes_on", survey.closes_on))
    ask.count("respondents", changes.get("respondents", survey.respondents))
    shared = changes.get("shared_with_partnership_on", survey.shared_with_partnership_on)
    ask.not_ahead("shared_with_partnership_on", shared, on)
    ask.settle()


def record_records_read(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    planned: int | None | Unchanged = UNCHANGED,
    read: int | None | Unchanged = UNCHANGED,
    double_read: int | None | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Inspection:
    """Record how many records were planned, read, and read twice; what is not given stays. Nothing else happens.

    Refused: counts below nothing, more read twice than read. More read than planned is accepted: it happens.
    """
    inspection = unpublished(session, by, Deed.RECORD_MILESTONE, inspection_id)
    changes = given(records_planned=planned, records_read=read, records_double_read=double_read)
    wanted = merged(session, inspection, changes, opened_on=expected_version)
    ask = Checked(on)
    for field, number in wanted.items():
        ask.count(field, number)
    all_read = wanted.get("records_read", inspection.records_read)
    twice = wanted.get("records_double_read", inspection.records_double_read)
    ask.that((twice or 0) <= (all_read or 0), "double_read", "No more records can be read twice than were read.")
    ask.settle()
    edit(session, inspection, changes, opened_on=expected_version)
    session.flush()
    return inspection
