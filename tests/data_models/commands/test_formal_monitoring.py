"""Formal monitoring: proposed by anybody, opened, declined and closed by a senior manager."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.formal_monitoring import (
    assess_exit_line,
    close_monitoring,
    decline_monitoring,
    give_assurance_update,
    open_monitoring,
    propose_monitoring,
)
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.tables import AssuranceUpdate, ExitLine, FormalMonitoring
from data_models.visibility import Viewer
from data_models.vocabulary import ExitAssessment, ExitCriterion, MonitoringState, RoleName
from tests.builders import ANGUS, MORAY, TODAY, a_published_inspection, a_viewer, all_of, an_area, changing

SENIOR = Viewer(name="Senior", role=RoleName.CHIEF_INSPECTOR)


def a_link_inspector(session: Session) -> Viewer:
    return a_viewer(session, areas=[ANGUS])


def proposed(session: Session, by: Viewer | None = None) -> FormalMonitoring:
    an_area(session)
    return propose_monitoring(
        session,
        by=by or a_link_inspector(session),
        on=TODAY,
        area_code=ANGUS,
        reason="Screening is not reliable.",
    )


def opened(session: Session) -> FormalMonitoring:
    return open_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=proposed(session, SENIOR).id)


def assess(
    session: Session,
    monitoring: FormalMonitoring,
    criterion: ExitCriterion,
    assessment: ExitAssessment = ExitAssessment.MET,
    evidence: str = "Minutes of the chief officers group.",
    expected_version: int | None = None,
) -> ExitLine:
    return assess_exit_line(
        session,
        by=SENIOR,
        on=TODAY,
        monitoring_id=monitoring.id,
        criterion=criterion,
        assessment=assessment,
        evidence=evidence,
        expected_version=expected_version,
    )


def test_a_proposal_starts_nothing_until_a_senior_manager_answers(engine: Engine) -> None:
    with changing(engine) as session:
        monitoring = proposed(session)
        lines = all_of(session, ExitLine)
    assert (monitoring.state, monitoring.opened_on, monitoring.next_review_on) == (
        MonitoringState.PROPOSED,
        None,
        None,
    )
    assert lines == []


def test_one_proposal_at_a_time_waits_for_an_answer(engine: Engine) -> None:
    with changing(engine) as session:
        own = a_link_inspector(session)
        proposed(session, own)
        with pytest.raises(CommandRefused, match="FM-0001 is proposed already"):
            proposed(session, own)


def test_a_proposal_comes_from_an_inspection_of_the_area_or_from_none(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
        elsewhere = a_published_inspection(session, areas=[MORAY])
        with pytest.raises(Invalid, match="an inspection of this area"):
            propose_monitoring(session, by=SENIOR, on=TODAY, area_code=ANGUS, reason="So.", inspection_id=elsewhere.id)
        assert all_of(session, FormalMonitoring) == []


def test_opening_lays_out_five_unassessed_lines_and_the_first_review(engine: Engine) -> None:
    with changing(engine) as session:
        monitoring = opened(session)
        lines = all_of(session, ExitLine)
    assert (monitoring.state, monitoring.opened_on) == (MonitoringState.OPEN, TODAY)
    assert monitoring.next_review_on == TODAY + timedelta(weeks=4)
    assert {line.criterion for line in lines} == set(ExitCriterion)
    assert {line.assessment for line in lines} == {ExitAssessment.UNASSESSED}


def test_a_link_inspector_neither_opens_nor_declines_nor_closes(engine: Engine) -> None:
    with changing(engine) as session:
        own = a_link_inspector(session)
        monitoring = proposed(session, own)
        with pytest.raises(NotAllowed):
            open_monitoring(session, by=own, on=TODAY, monitoring_id=monitoring.id)
        for deed in (decline_monitoring, close_monitoring):
            with pytest.raises(NotAllowed):
                deed(session, by=own, on=TODAY, monitoring_id=monitoring.id, reason="So.")
    assert monitoring.state is MonitoringState.PROPOSED


def test_an_area_under_formal_monitoring_is_not_opened_again(engine: Engine) -> None:
    with changing(engine) as session:
        opened(session)
        second = propose_monitoring(session, by=SENIOR, on=TODAY, area_code=ANGUS, reason="Again.")
        with pytest.raises(CommandRefused, match="under formal monitoring already"):
            open_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=second.id)
    assert second.state is MonitoringState.PROPOSED


def test_declining_needs_a_reason_and_is_final(engine: Engine) -> None:
    with changing(engine) as session:
        monitoring = proposed(session)
        with pytest.raises(Invalid, match="why formal monitoring is not opened"):
            decline_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=monitoring.id, reason="")
        decline_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=monitoring.id, reason="In hand.")
        with pytest.raises(CommandRefused, match="is declined: it cannot become open"):
            open_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=monitoring.id)
    assert (monitoring.closed_on, monitoring.close_reason) == (TODAY, "In hand.")


@pytest.mark.parametrize("weeks", [0, 27])
def test_a_cadence_is_from_one_to_twenty_six_weeks(engine: Engine, weeks: int) -> None:
    with changing(engine) as session:
        monitoring = proposed(session)
        with pytest.raises(Invalid, match="from 1 to 26 weeks"):
            open_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=monitoring.id, review_every_weeks=weeks)


def test_an_assurance_update_moves_the_next_one_on(engine: Engine) -> None:
    given_on = TODAY + timedelta(days=20)
    with changing(engine) as session:
        own = a_link_inspector(session)
        monitoring = opened(session)
        give_assurance_update(session, by=own, on=given_on, monitoring_id=monitoring.id, summary="Screening is daily.")
        (update,) = all_of(session, AssuranceUpdate)
    assert (update.due_on, update.given_on) == (TODAY + timedelta(weeks=4), given_on)
    assert monitoring.next_review_on == given_on + timedelta(weeks=4)


@pytest.mark.parametrize("given_on", [TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_an_assurance_is_given_neither_before_the_opening_nor_ahead(engine: Engine, given_on: date) -> None:
    with changing(engine) as session:
        own = a_link_inspector(session)
        monitoring = opened(session)
        with pytest.raises(Invalid):
            give_assurance_update(
                session, by=own, on=TODAY, monitoring_id=monitoring.id, summary="So.", given_on=given_on
            )
        updates = all_of(session, AssuranceUpdate)
    assert updates == []


def test_no_assurance_is_given_under_a_proposal(engine: Engine) -> None:
    with changing(engine) as session:
        own = a_link_inspector(session)
        monitoring = proposed(session, own)
        with pytest.raises(CommandRefused, match="is proposed. Only an open one goes on"):
            give_assurance_update(session, by=own, on=TODAY, monitoring_id=monitoring.id, summary="So.")


def test_an_exit_line_needs_evidence_and_stays_assessed(engine: Engine) -> None:
    with changing(engine) as session:
        monitoring = opened(session)
        with pytest.raises(Invalid) as refused:
            assess(session, monitoring, ExitCriterion.PLAN, ExitAssessment.UNASSESSED, evidence=" ")
        line = assess(session, monitoring, ExitCriterion.PLAN, ExitAssessment.PARTLY_MET)
        lines = all_of(session, ExitLine)
    assert set(refused.value.problems) == {"assessment", "evidence"}
    assert (line.assessment, line.assessed_on, len(lines)) == (ExitAssessment.PARTLY_MET, TODAY, 5)


def test_two_people_who_assess_one_line_differently_are_asked(engine: Engine) -> None:
    with changing(engine) as session:
        monitoring = opened(session)
    with changing(engine) as session:
        opened_on = all_of(session, ExitLine)[0].row_version
        assess(session, monitoring, ExitCriterion.LEADERSHIP_COMMITMENT)
    with changing(engine) as session, pytest.raises(Conflict) as asked:
        assess(
            session,
            monitoring,
            ExitCriterion.LEADERSHIP_COMMITMENT,
            ExitAssessment.NOT_MET,
            expected_version=opened_on,
        )
    assert set(asked.value.fields) == {"assessment"}


def test_monitoring_is_not_closed_while_a_line_is_unassessed(engine: Engine) -> None:
    with changing(engine) as session:
        monitoring = opened(session)
        for criterion in list(ExitCriterion)[:4]:
            assess(session, monitoring, criterion)
        with pytest.raises(Invalid, match="Assess these lines first: demonstrated progress"):
            close_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=monitoring.id, reason="Enough.")
    assert monitoring.state is MonitoringState.OPEN


def test_monitoring_is_closed_with_a_reason_once_five_lines_are_assessed(engine: Engine) -> None:
    with changing(engine) as session:
        monitoring = opened(session)
        for criterion in ExitCriterion:
            assess(session, monitoring, criterion, ExitAssessment.PARTLY_MET)
        with pytest.raises(Invalid, match="why formal monitoring ends"):
            close_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=monitoring.id, reason="")
        close_monitoring(session, by=SENIOR, on=TODAY, monitoring_id=monitoring.id, reason="The plan holds.")
    assert (monitoring.state, monitoring.close_reason) == (MonitoringState.CLOSED, "The plan holds.")
    assert monitoring.next_review_on is None
