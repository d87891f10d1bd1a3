"""The published record that comes with the program, in a record."""

from datetime import date

import pytest
from sqlmodel import col, func, select

from data_models.database import reading, unit_of_work
from data_models.queries.record import head
from data_models.tables import (
    Contradiction,
    Evaluation,
    EvaluationTotal,
    FollowUpCandidate,
    Inspection,
    InspectionArea,
    ProgressReview,
    PublishedRow,
    SelfEvaluation,
    ThematicParticipation,
)
from data_models.visibility import SYSTEM
from data_models.vocabulary import AspStatement, CandidateState, Grade, Origin, ReviewOutcome, Stage
from seed_data.published import import_shipped_record
from seed_data.reference import load_reference

ON = date(2026, 3, 3)


@pytest.fixture
def shipped(engine):
    """On each database: a record with the reference data and the published record."""
    with unit_of_work(engine, by=SYSTEM, deed="load_reference_data") as session:
        load_reference(session, by=SYSTEM, kind=Origin.OFFICE, on=ON)
    import_shipped_record(engine, by=SYSTEM, on=ON)
    return engine


def count(session, table, *where):
    return session.exec(select(func.count()).select_from(table).where(*where)).one()


def test_every_weak_evaluation_has_a_candidate_that_accounts_for_it(shipped):
    with reading(shipped) as session:
        weak = (col(Evaluation.grade) <= Grade.WEAK) | (col(Evaluation.statement) == AspStatement.IMPORTANT_WEAKNESS)
        named = set(session.exec(select(Evaluation.id).where(weak)))
        totals = set(
            session.exec(
                select(EvaluationTotal.id).where(col(EvaluationTotal.grade) <= Grade.WEAK, EvaluationTotal.unnamed > 0)
            )
        )
        candidates = session.exec(select(FollowUpCandidate)).all()
        assert {one.evaluation_id for one in candidates if one.evaluation_id} == named
        assert {one.evaluation_total_id for one in candidates if one.evaluation_total_id} == totals
        assert (len(named), len(totals), sum(one.covers for one in candidates)) == (11, 2, 18)


def test_history_owes_nobody_a_decision_today(shipped):
    with reading(shipped) as session:
        states = session.exec(
            select(FollowUpCandidate.state, func.sum(FollowUpCandidate.covers)).group_by(col(FollowUpCandidate.state))
        ).all()
        assert dict(states) == {CandidateState.CLOSED: 15, CandidateState.SEQUEL_NOT_ESTABLISHED: 3}


def test_a_closed_candidate_names_what_closed_it_and_an_open_end_keeps_what_is_told(shipped):
    with reading(shipped) as session:
        closed = session.exec(
            select(FollowUpCandidate).where(col(FollowUpCandidate.state) == CandidateState.CLOSED)
        ).all()
        unknown = session.exec(
            select(FollowUpCandidate).where(col(FollowUpCandidate.state) == CandidateState.SEQUEL_NOT_ESTABLISHED)
        ).all()
        assert all(one.closed_by_inspection_id and one.close_reason for one in closed)
        assert {one.sequel_note for one in unknown} == {
            "action plan submitted to Care Inspectorate and HIS, monthly contact with link inspector"
        }


def test_each_progress_review_follows_its_inspection_in_order(shipped):
    with reading(shipped) as session:
        moray = (
            select(Inspection.id)
            .join(InspectionArea)
            .where(col(InspectionArea.area_code) == "S12000020", col(Inspection.published_on) == date(2017, 2, 16))
        )
        reviews = session.exec(
            select(ProgressReview)
            .where(col(ProgressReview.original_inspection_id) == session.exec(moray).one())
            .order_by(col(ProgressReview.sequence))
        ).all()
        assert [(one.sequence, one.outcome) for one in reviews] == [
            (1, ReviewOutcome.CONTINUED_MONITORING),
            (2, ReviewOutcome.NO_FURTHER_INSPECTIONS),
        ]
        assert {one.reported_on for one in reviews} == {None}


def test_every_report_is_published_and_every_row_is_kept_word_for_word(shipped):
    with reading(shipped) as session:
        assert count(session, Inspection) == count(session, Inspection, col(Inspection.stage) == Stage.PUBLISHED) == 66
        assert count(session, PublishedRow) == 110
        assert count(session, ProgressReview) == 12


def test_what_the_report_says_of_follow_up_is_kept_and_silence_is_not_taken_for_an_answer(shipped):
    with reading(shipped) as session:
        told = session.exec(select(Inspection).where(col(Inspection.timescale_text) != "")).all()
        assert {(one.timescale_from, one.timescale_to) for one in told} == {
            (date(2018, 1, 1), date(2018, 12, 31)),
            (None, date(2016, 10, 30)),
        }
        assert {one.intention_recorded for one in session.exec(select(Inspection))} == {True, None}


def test_areas_that_took_part_are_listed_once_and_are_no_inspections(shipped):
    with reading(shipped) as session:
        assert count(session, ThematicParticipation, col(ThematicParticipation.phase) == "volunteer area") == 4
        assert count(session, ThematicParticipation, col(ThematicParticipation.phase) == "phase two area") == 4
        ayrshires = col(SelfEvaluation.note).contains("Ayrshire community justice partnership")
        assert count(session, SelfEvaluation, ayrshires) == 3


def test_doubtful_dates_are_noted_and_a_contradiction_stands_at_its_report(shipped):
    with reading(shipped) as session:
        assert count(session, Inspection, col(Inspection.published_note) != "") == 12
        linked = session.exec(select(Contradiction).where(col(Contradiction.inspection_id).is_not(None))).one()
        report = session.get(Inspection, linked.inspection_id)
        assert report is not None
        assert report.published_on == date(2016, 10, 4)


def test_importing_it_again_changes_nothing_and_draws_no_number(shipped):
    with reading(shipped) as session:
        before = head(session).change
    plan = import_shipped_record(shipped, by=SYSTEM, on=ON)
    with reading(shipped) as session:
        assert head(session).change == before
    assert (plan.rows_read, plan.rows) == (110, ())


@pytest.mark.parametrize("day", [date(2024, 3, 4), date(2024, 11, 4), date(2024, 11, 5)])
def test_a_past_that_begins_before_the_newest_report_has_the_record_whole(sqlite_engine, day):
    with unit_of_work(sqlite_engine, by=SYSTEM, deed="load_reference_data") as session:
        load_reference(session, by=SYSTEM, kind=Origin.DEMONSTRATION, on=day)
    assert len(import_shipped_record(sqlite_engine, by=SYSTEM, on=day).rows) == 110
