from datetime import date

from sqlmodel import select

from data_models.database import reading
from data_models.queries.follow_up import register
from data_models.queries.formal_monitoring import register as monitoring_register
from data_models.rules.follow_up import Lack
from data_models.rules.gradings import calls_for_follow_up
from data_models.tables import Evaluation, EvaluationTotal, Inspection
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    ExitAssessment,
    ExitCriterion,
    Grade,
    ProgressFinding,
    PublicationState,
    Scale,
    Standing,
)
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    SENIOR,
    TODAY,
    area,
    candidate,
    evaluation,
    inspection,
    programme,
    put,
    writing,
)
from tests.data_models.queries.whole_portfolio import whole_portfolio


def asked(engine, **more):
    with reading(engine) as session:
        return register(session, SENIOR, on=TODAY, thresholds=DEFAULTS, **more)


def test_an_empty_record_owes_nothing_and_says_so(engine):
    found = asked(engine)
    assert (found.candidates, found.calling, found.accounted_for, found.unaccounted) == ((), 0, 0, ())
    assert [one.evaluations for one in found.counts] == [0] * len(CandidateState)


def test_totals_count_for_as_many_evaluations_as_they_cover(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    found = asked(engine)
    assert (found.calling, found.accounted_for, found.unaccounted) == (3, 3, ())
    counted = {one.state: (one.evaluations, one.candidates) for one in found.counts}
    assert counted[CandidateState.OWED] == (2, 1)
    assert counted[CandidateState.DECIDED] == (1, 1)


def test_an_evaluation_without_a_candidate_is_named_as_unaccounted(engine):
    with writing(engine) as session:
        area(session)
        number = inspection(session, programme(session), published_on=date(2026, 1, 1))
        evaluation(session, number, label="Left out")
    found = asked(engine)
    assert [(one.label, one.evaluations, one.areas[0].name) for one in found.unaccounted] == [("Left out", 1, "Angus")]


def test_the_number_that_calls_for_follow_up_is_that_of_the_rule_asked_row_by_row(engine):
    with writing(engine) as session:
        area(session)
        adults = programme(session)
        for published in (date(2026, 1, 1), None):
            number = inspection(session, adults, published_on=published)
            for grade in Grade:
                evaluation(session, number, grade, label=f"Grade {grade}")
                put(session, EvaluationTotal(inspection_id=number, label="All", grade=grade, total=3, unnamed=2))
            for statement in AspStatement:
                put(
                    session,
                    Evaluation(inspection_id=number, label=statement, scale=Scale.ASP_STATEMENT, statement=statement),
                )
            put(
                session,
                Evaluation(inspection_id=number, label="P", scale=Scale.PROGRESS, progress=ProgressFinding.NONE),
            )
            put(
                session,
                Evaluation(inspection_id=number, label="-", scale=Scale.SIX_POINT, standing=Standing.MISSING),
            )
    with reading(engine) as session:
        slowly = sum(_calls(session, one) for one in session.exec(select(Evaluation)))
        slowly += sum(_calls(session, one) * one.unnamed for one in session.exec(select(EvaluationTotal)))
    assert asked(engine).calling == slowly == 7


def _calls(session, one):
    of = session.get(Inspection, one.inspection_id)
    return calls_for_follow_up(
        scale=getattr(one, "scale", Scale.SIX_POINT),
        grade=one.grade,
        statement=getattr(one, "statement", None),
        standing=getattr(one, "standing", Standing.EVALUATED),
        published=of.publication_state is PublicationState.PUBLISHED,
    )


def test_what_is_owed_comes_first_with_its_lateness_and_a_window_marked_as_ours(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    first, second = asked(engine).candidates
    assert (first.state, first.label, first.grade, first.days_overdue) == (
        CandidateState.OWED,
        "Other",
        Grade.UNSATISFACTORY,
        30,
    )
    assert first.window is not None
    assert (first.window.due_to, first.window.is_default) == (date(2026, 10, 1), True)
    assert second.decision is not None
    assert (second.label, second.decision.due_to, second.is_live) == ("Leadership", date(2026, 10, 1), True)


def test_a_candidate_comes_with_its_reviews_and_their_findings(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        found = register(session, SENIOR, on=TODAY, thresholds=DEFAULTS).candidates
    one = next(row for row in found if row.id == 1)
    assert [(review.sequence, [f.label for f in review.findings]) for review in one.reviews] == [
        (1, ["Priority 1"]),
        (2, ["canary label"]),
    ]


def test_a_report_without_intention_or_timescale_is_listed_once(engine):
    with writing(engine) as session:
        area(session)
        bare = inspection(
            session,
            programme(session),
            published_on=date(2026, 1, 1),
            intention_recorded=False,
            timescale_text="",
        )
        for label in ("One", "Two"):
            candidate(session, bare, evaluation_id=evaluation(session, bare, label=label))
    assert [one.lacks for one in asked(engine).lacking] == [(Lack.INTENTION, Lack.TIMESCALE)]


def test_a_sequel_is_told_with_its_date(engine):
    with writing(engine) as session:
        area(session)
        adults = programme(session)
        weak = inspection(session, adults, published_on=date(2014, 1, 1))
        later = inspection(session, adults, published_on=date(2016, 1, 1))
        candidate(
            session,
            weak,
            CandidateState.CLOSED,
            evaluation_id=evaluation(session, weak),
            closed_by_inspection_id=later,
        )
    (closed,) = asked(engine).candidates
    assert closed.sequel is not None
    assert (closed.sequel.inspection_id, closed.sequel.published_on) == (later, date(2016, 1, 1))
    assert (closed.window, closed.days_overdue, closed.is_live) == (None, 0, False)


def test_words_that_suggest_weakness_are_listed_without_a_grade(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    assert [one.verbatim for one in asked(engine).said_in_words] == ["needs to improve"]


def test_one_areas_register_leaves_the_others_out(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    assert len(asked(engine, area_code=ANGUS).candidates) == 2
    assert asked(engine, area_code=MORAY).candidates == ()


def test_formal_monitoring_shows_all_five_exit_lines_and_how_late_its_review_is(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        spell, proposal = monitoring_register(session, SENIOR, on=TODAY)
    assert [line.criterion for line in spell.exit_lines] == list(ExitCriterion)
    assert [line.assessment for line in spell.exit_lines].count(ExitAssessment.UNASSESSED) == 4
    assert (spell.lines_met, spell.days_overdue, spell.opened_by, len(spell.assurances)) == (1, 11, "Pat", 1)
    assert proposal.days_overdue == 0
