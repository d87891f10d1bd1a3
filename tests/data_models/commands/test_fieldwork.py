"""The surveys of an inspection and the records it reads."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.fieldwork import change_survey, record_records_read, record_survey
from data_models.errors import CommandRefused, Conflict, Invalid
from data_models.tables import Inspection, Survey
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName, SurveyKind
from tests.builders import TODAY, a_published_inspection, all_of, an_inspection, asked, changing

SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
MONDAY = date(2026, 3, 2)


def surveyed(session: Session) -> Survey:
    inspection = an_inspection(session)
    return record_survey(
        session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, kind=SurveyKind.STAFF, opens_on=MONDAY
    )


def test_a_survey_is_changed_where_something_is_given(engine: Engine) -> None:
    with changing(engine) as session:
        survey = surveyed(session)
        change_survey(session, by=SUPPORT, on=TODAY, survey_id=survey.id, respondents=412)
        assert (survey.opens_on, survey.respondents) == (MONDAY, 412)
        change_survey(session, by=SUPPORT, on=TODAY, survey_id=survey.id, opens_on=None)
        assert (survey.opens_on, survey.respondents) == (None, 412)


def test_a_second_survey_of_the_same_kind_is_refused_and_replaces_nothing(engine: Engine) -> None:
    with changing(engine) as session:
        survey = surveyed(session)
        with pytest.raises(CommandRefused, match="survey of staff is on record already"):
            record_survey(
                session, by=SUPPORT, on=TODAY, inspection_id=survey.inspection_id, kind=SurveyKind.STAFF, respondents=9
            )
        kept = [one.respondents for one in all_of(session, Survey)]
    assert kept == [None]


def test_a_survey_does_not_close_before_it_opens(engine: Engine) -> None:
    wrong = asked(
        closes_on=MONDAY - timedelta(days=1), respondents=-1, shared_with_partnership_on=TODAY + timedelta(days=1)
    )
    with changing(engine) as session:
        survey = surveyed(session)
        with pytest.raises(Invalid) as refused:
            change_survey(session, by=SUPPORT, on=TODAY, survey_id=survey.id, **wrong)
        assert set(refused.value.problems) == set(wrong)
        with pytest.raises(Invalid) as refused:
            record_survey(
                session,
                by=SUPPORT,
                on=TODAY,
                inspection_id=survey.inspection_id,
                kind=SurveyKind.CHILDREN,
                opens_on=MONDAY,
                **wrong,
            )
        assert set(refused.value.problems) == set(wrong)


def test_a_count_that_no_database_holds_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        survey = surveyed(session)
        with pytest.raises(Invalid, match="at most 1,000,000"):
            change_survey(session, by=SUPPORT, on=TODAY, survey_id=survey.id, respondents=10**12)


def test_a_survey_changed_by_two_people_at_once_asks_about_the_same_field_and_merges_others(engine: Engine) -> None:
    with changing(engine) as session:
        survey = surveyed(session)
        deed = asked(by=SUPPORT, on=TODAY, survey_id=survey.id, expected_version=survey.row_version)
    with changing(engine) as session:
        change_survey(session, by=SUPPORT, on=TODAY, survey_id=survey.id, respondents=412)
    with changing(engine) as session:
        change_survey(session, **deed, opens_on=MONDAY, closes_on=TODAY, respondents=None)
        with pytest.raises(Conflict) as disputed:
            change_survey(session, **deed, respondents=410)
        now = all_of(session, Survey)[0]
    assert set(disputed.value.fields) == {"respondents"}
    assert (now.closes_on, now.respondents) == (TODAY, 412)


def test_the_two_ends_of_a_survey_set_by_two_people_must_still_be_in_order(engine: Engine) -> None:
    with changing(engine) as session:
        survey = surveyed(session)
        deed = asked(by=SUPPORT, on=TODAY, survey_id=survey.id, expected_version=survey.row_version)
    with changing(engine) as session:
        change_survey(session, **deed, opens_on=TODAY + timedelta(days=9))
    with changing(engine) as session, pytest.raises(Invalid, match="before the first"):
        change_survey(session, **deed, opens_on=MONDAY, closes_on=TODAY)


# --- records ---


def read_records(inspection: Inspection) -> tuple[int | None, int | None, int | None]:
    return inspection.records_planned, inspection.records_read, inspection.records_double_read


def test_no_more_records_are_read_twice_than_are_read(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        record_records_read(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, planned=120, read=117)
        with pytest.raises(Invalid, match="read twice"):
            record_records_read(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, double_read=118)
        record_records_read(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, double_read=12)
    assert read_records(inspection) == (120, 117, 12)


def test_a_count_of_records_can_be_taken_back(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        for planned in (120, None):
            record_records_read(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, planned=planned, read=3)
    assert read_records(inspection) == (None, 3, None)


def test_how_an_inspection_was_done_stays_once_published(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session)
        with pytest.raises(CommandRefused, match="can no longer be changed"):
            record_records_read(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, read=10)
