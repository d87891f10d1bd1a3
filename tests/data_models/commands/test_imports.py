"""Taking in a file of published inspections: what is planned is what is done, all of it or nothing."""

import contextlib
from datetime import date

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from data_models.commands.imports import import_published_record
from data_models.database import reading, unit_of_work
from data_models.errors import ImportRefused, NotAllowed
from data_models.queries.published_import import planned_import
from data_models.queries.record import head
from data_models.rules.gradings import calls_for_follow_up
from data_models.rules.published_file import COLUMNS
from data_models.rules.published_words import PROGRAMMES
from data_models.tables import (
    Contradiction,
    Evaluation,
    EvaluationTotal,
    FollowUpCandidate,
    Inspection,
    InspectionArea,
    Programme,
    ProgressReview,
    PublishedImport,
    PublishedRow,
)
from data_models.visibility import SYSTEM, Viewer
from data_models.vocabulary import (
    CandidateState,
    DatePrecision,
    Grade,
    Origin,
    PublicationState,
    RoleName,
    Scale,
    ScrutinyType,
    Stage,
    Standing,
    TriggerKind,
)
from seed_data.reference import load_reference

ON = date(2026, 3, 3)
HEADER = ",".join(COLUMNS)
RISK, OLD = "joint inspection: children at risk of harm", "joint inspection: children and young people (2012-17)"
SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)


@pytest.fixture
def record(sqlite_engine):
    """A record with the reference data alone."""
    with unit_of_work(sqlite_engine, by=SYSTEM, deed="load_reference_data") as session:
        load_reference(session, by=SYSTEM, kind=Origin.OFFICE, on=ON)
    return sqlite_engine


def line(
    area="Moray",
    programme=OLD,
    when="2017-02-16",
    indicator="Impact on families",
    says="weak",
    follow_up="",
    source="https://a.org",
    name="",
):
    return f'"{area}","{name}","{programme}",{when},"{indicator}","{says}","{follow_up}",{source}'


def file_of(*lines):
    return "\n".join((HEADER, *lines)).encode()


def take(record, *lines, by=SUPPORT, on=ON):
    with unit_of_work(record, by=by, deed="import_published_record") as session:
        return import_published_record(session, by=by, on=on, raw=file_of(*lines), file_name="file.csv")


def all_of(record, table, *where):
    with reading(record) as session:
        return list(session.exec(select(table).where(*where).order_by(*table.__table__.primary_key)))


def candidates(record):
    return [(one.state, one.covers) for one in all_of(record, FollowUpCandidate)]


# --- nothing, or everything ---


def test_what_is_planned_is_what_is_done(record):
    raw = file_of(
        line(),
        line(says="good", indicator="x"),
        line(area="Angus", indicator="nine quality indicators (total)", says="2 weak, 7 good"),
    )
    with reading(record) as session:
        plan = planned_import(session, on=ON, raw=raw, file_name="file.csv")
    assert all_of(record, Inspection) == []
    assert (len(plan.new_inspections), plan.new_evaluations, plan.new_totals, len(plan.new_candidates)) == (2, 2, 2, 2)
    with unit_of_work(record, by=SUPPORT, deed="x") as session:
        import_published_record(session, by=SUPPORT, on=ON, raw=raw, file_name="file.csv")
    found = [len(all_of(record, table)) for table in (Inspection, Evaluation, EvaluationTotal, FollowUpCandidate)]
    assert found == [2, 2, 2, 2]


def test_one_bad_row_refuses_the_whole_file_with_its_number_and_changes_nothing(record):
    with pytest.raises(ImportRefused) as refused:
        take(record, line(), line(area="Atlantis"), line(when="2024-02-31"))
    assert [row for row, _ in refused.value.rows] == [3, 4]
    assert "nothing was" in str(refused.value)
    assert all_of(record, Inspection) == all_of(record, PublishedImport) == []


def test_a_file_that_is_no_such_file_is_refused_at_its_header(record):
    with unit_of_work(record, by=SUPPORT, deed="x") as session, pytest.raises(ImportRefused) as refused:
        import_published_record(session, by=SUPPORT, on=ON, raw=b"a,b\n1,2\n", file_name="x.csv")
    assert refused.value.rows[0][0] == 1


def test_a_cell_too_long_for_the_record_is_refused_and_one_that_just_fits_is_taken(record):
    with pytest.raises(ImportRefused, match="cannot be taken") as refused:
        take(record, line(indicator="x" * 201))
    assert "shorten it to 200" in refused.value.rows[0][1]
    take(record, line(indicator="x" * 200))
    assert len(all_of(record, Evaluation)) == 1


def test_a_programme_that_this_record_does_not_hold_is_refused(sqlite_engine):
    with pytest.raises(ImportRefused):
        take(sqlite_engine, line())


def test_a_link_inspector_may_not_import(record):
    with pytest.raises(NotAllowed):
        take(record, line(), by=Viewer(name="Link", role=RoleName.LINK_INSPECTOR, areas=frozenset({"S12000020"})))


def test_a_second_import_changes_nothing_and_draws_no_number(record):
    take(record, line(), line(indicator="x", says="adequate"))
    with reading(record) as session:
        before = head(session).change
    plan = take(record, line(), line(indicator="x", says="adequate"))
    with reading(record) as session:
        assert head(session).change == before
    assert (plan.rows_read, plan.rows, plan.inspections) == (2, (), ())


def test_a_column_that_is_not_read_is_told_before_and_after(record):
    header, row = f"{HEADER},reviewer\n", f"{line()},Somebody\n"
    raw = (header + row).encode()
    with reading(record) as session:
        before = planned_import(session, on=ON, raw=raw, file_name="more.csv")
    assert [(one.row, one.sentence) for one in before.warnings] == [
        (1, "The column 'reviewer' is none that is read: what it holds is not kept.")
    ]


def test_the_same_rows_in_another_file_order_and_encoding_change_nothing(record):
    take(record, line(), line(indicator="Café", says="adequate"))
    raw = file_of(line(indicator="Café", says="adequate"), line()).decode().encode("utf-16")
    with reading(record) as session:
        plan = planned_import(session, on=ON, raw=raw, file_name="other.csv")
    assert (plan.encoding, plan.rows) == ("utf-16", ())


def test_every_row_is_kept_word_for_word_beside_what_it_became(record):
    take(record, line(area="the moray", says="Satisfactory", when="2012-05"))
    kept, evaluation = all_of(record, PublishedRow)[0], all_of(record, Evaluation)[0]
    assert (kept.area_text, kept.value_text, kept.inspection_id) == (
        "the moray",
        "Satisfactory",
        evaluation.inspection_id,
    )
    assert (evaluation.grade, evaluation.original_word) == (Grade.ADEQUATE, "Satisfactory")


# --- the report ---


def test_a_report_has_its_areas_date_and_precision_and_its_indicator_where_the_catalogue_has_it(record):
    take(record, line(programme=RISK, when="2022-05", indicator="2.1 Impact on children and young people"))
    report, evaluation = all_of(record, Inspection)[0], all_of(record, Evaluation)[0]
    assert (report.published_on, report.published_precision) == (date(2022, 5, 1), DatePrecision.MONTH)
    assert (report.stage, report.publication_state) == (Stage.PUBLISHED, PublicationState.PUBLISHED)
    assert (report.origin, report.partnership_name) == (Origin.PUBLISHED_RECORD, "Moray")
    assert [one.area_code for one in all_of(record, InspectionArea)] == ["S12000020"]
    assert evaluation.indicator_id is not None


def test_an_indicator_that_the_catalogue_lacks_is_not_invented(record):
    take(record, line(indicator="Weather"))
    evaluation = all_of(record, Evaluation)[0]
    assert (evaluation.indicator_id, evaluation.label) == (None, "Weather")


def test_an_undated_report_has_no_date(record):
    take(record, line(when=""))
    report = all_of(record, Inspection)[0]
    assert (report.published_on, report.published_precision) == (None, DatePrecision.UNKNOWN)


def test_words_that_are_no_evaluation_are_kept_without_a_value_or_a_candidate(record):
    take(record, line(indicator="", says="major weaknesses"))
    evaluation = all_of(record, Evaluation)[0]
    assert (evaluation.standing, evaluation.words_suggest_weakness) == (Standing.MISSING, True)
    assert (evaluation.label, evaluation.verbatim) == ("whole report", "major weaknesses")
    assert candidates(record) == []


def test_a_later_file_adds_to_the_report_that_is_there(record):
    take(record, line(), line(indicator="nine quality indicators (total)", says="3 weak, 6 good"))
    take(record, line(indicator="Leadership of improvement and change", source="https://b.org"))
    assert len(all_of(record, Inspection)) == 1
    assert [one.label for one in all_of(record, Evaluation)] == [
        "Impact on families",
        "Leadership of improvement and change",
    ]
    totals = {one.grade: (one.total, one.unnamed) for one in all_of(record, EvaluationTotal)}
    assert totals == {Grade.WEAK: (3, 1), Grade.GOOD: (6, 6)}


def test_naming_what_was_only_counted_never_changes_how_many_are_accounted_for(record):
    take(record, line(indicator="nine quality indicators (total)", says="2 weak, 7 good"))
    assert candidates(record) == [(CandidateState.SEQUEL_NOT_ESTABLISHED, 2)]
    take(record, line(indicator="Impact on families"))
    assert candidates(record) == [
        (CandidateState.SEQUEL_NOT_ESTABLISHED, 1),
        (CandidateState.SEQUEL_NOT_ESTABLISHED, 1),
    ]


def test_a_count_whose_evaluations_are_all_named_is_closed_with_that_reason(record):
    take(record, line(indicator="nine quality indicators (total)", says="1 weak, 8 good"))
    take(record, line(indicator="Impact on families"))
    first, second = all_of(record, FollowUpCandidate)
    assert (first.state, second.state) == (CandidateState.CLOSED, CandidateState.SEQUEL_NOT_ESTABLISHED)
    assert "now named" in first.close_reason


def test_the_same_evaluation_from_another_source_is_not_counted_twice(record):
    take(record, line())
    take(record, line(source="https://b.org"))
    assert len(all_of(record, Evaluation)) == 1
    assert len(all_of(record, PublishedRow)) == 2


# --- sources that disagree ---


@pytest.mark.parametrize("files", [[[line(), line(says="good", source="https://b.org")]],
                                   [[line()], [line(says="good", source="https://b.org")]]])  # fmt: skip
def test_two_sources_that_disagree_are_both_kept_as_a_contradiction(record, files):
    for lines in files:
        take(record, *lines)
    assert [one.grade for one in all_of(record, Evaluation)] == [Grade.WEAK, Grade.GOOD]
    contradiction = all_of(record, Contradiction, col(Contradiction.inspection_id).is_not(None))[0]
    assert (contradiction.statement_a, contradiction.statement_b) == ("weak", "good")
    assert (contradiction.source_a, contradiction.source_b) == ("https://a.org", "https://b.org")
    assert len(candidates(record)) == 1


def office_report(record, grade):
    with unit_of_work(record, by=SYSTEM, deed="x") as session:
        programme = session.exec(select(Programme).where(col(Programme.code) == "children-at-risk-of-harm")).one()
        report = Inspection(
            programme_id=programme.id, scrutiny_type=ScrutinyType.INSPECTION, partnership_name="Moray",
            stage=Stage.PUBLISHED, publication_state=PublicationState.PUBLISHED,
            published_on=date(2025, 6, 10), published_precision=DatePrecision.DAY, report_url="https://office",
        )  # fmt: skip
        session.add(report)
        session.flush()
        session.add(InspectionArea(inspection_id=report.id, area_code="S12000020"))
        session.add(
            Evaluation(
                inspection_id=report.id,
                label="2.1 Impact on children and young people",
                scale=Scale.SIX_POINT,
                grade=grade,
            )
        )
        return report.id


OFFICIAL = {"programme": RISK, "when": "2025-06-10", "indicator": "2.1 Impact on children and young people"}


def test_a_report_that_people_entered_is_recognised_and_what_they_wrote_is_not_overwritten(record):
    number = office_report(record, Grade.GOOD)
    plan = take(record, line(**OFFICIAL, says="good"))
    assert [one.id for one in all_of(record, Inspection)] == [number]
    assert (plan.new_inspections, plan.new_evaluations) == ((), 0)
    assert all_of(record, Inspection)[0].report_url == "https://office"


def test_a_report_that_people_entered_otherwise_is_a_contradiction_and_a_weak_evaluation_is_not_lost(record):
    number = office_report(record, Grade.GOOD)
    take(record, line(**OFFICIAL, says="weak"))
    assert [one.grade for one in all_of(record, Evaluation)] == [Grade.GOOD, Grade.WEAK]
    assert [one.inspection_id for one in all_of(record, Contradiction) if one.inspection_id] == [number]
    assert candidates(record) == [(CandidateState.OWED, 1)]


def test_an_intention_that_a_file_brings_to_a_report_that_people_entered_asks_somebody_to_decide(record):
    office_report(record, Grade.GOOD)
    take(record, line(**OFFICIAL, says="good", follow_up="progress review within one year of publication"))
    assert [(one.trigger, one.state) for one in all_of(record, FollowUpCandidate)] == [
        (TriggerKind.OTHER, CandidateState.OWED)
    ]


# --- what is owed ---


@pytest.mark.parametrize(
    ("when", "state"),
    [("2024-03-03", CandidateState.OWED), ("2024-03-02", CandidateState.SEQUEL_NOT_ESTABLISHED),
     ("2024-03", CandidateState.OWED), ("2024-02", CandidateState.SEQUEL_NOT_ESTABLISHED),
     ("", CandidateState.SEQUEL_NOT_ESTABLISHED)],
)  # fmt: skip
def test_a_weak_evaluation_is_owed_a_decision_only_while_it_is_recent(record, when, state):
    take(record, line(programme=RISK, when=when))
    assert candidates(record) == [(state, 1)]


def test_an_owed_decision_has_a_day_and_history_has_none(record):
    take(record, line(programme=RISK, when="2026-02-20"), line(area="Angus"))
    owed = {one.state: one.decide_by for one in all_of(record, FollowUpCandidate)}
    assert owed == {CandidateState.OWED: date(2026, 3, 20), CandidateState.SEQUEL_NOT_ESTABLISHED: None}


def test_a_review_in_a_later_file_closes_what_was_open(record):
    take(record, line())
    take(
        record,
        line(
            programme="progress review: children and young people",
            when="2018-05-04",
            indicator="",
            says="some progress",
        ),
    )
    candidate, review = all_of(record, FollowUpCandidate)[0], all_of(record, ProgressReview)[0]
    first, second = all_of(record, Inspection)
    assert (candidate.state, candidate.closed_by_inspection_id) == (CandidateState.CLOSED, second.id)
    assert (review.original_inspection_id, review.inspection_id) == (first.id, second.id)
    assert (second.follows_inspection_id, second.programme_id) == (first.id, first.programme_id)
    assert (candidate.closed_on, review.reported_on) == (date(2018, 5, 4), date(2018, 5, 4))


def test_a_decision_that_people_made_is_left_to_them(record):
    take(record, line())
    with unit_of_work(record, by=SYSTEM, deed="x") as session:
        candidate = session.exec(select(FollowUpCandidate)).one()
        candidate.state, candidate.close_reason = CandidateState.CLOSED, "Ours"
    take(record, line(programme="progress review: children and young people", when="2018-05-04", indicator="", says=""))
    assert all_of(record, FollowUpCandidate)[0].close_reason == "Ours"


def test_a_review_known_to_the_year_is_given_no_day(record):
    take(
        record, line(), line(programme="progress review: children and young people", when="2018", indicator="", says="")
    )
    assert [one.reported_on for one in all_of(record, ProgressReview)] == [None]
    assert [(one.closed_on, one.close_reason) for one in all_of(record, FollowUpCandidate)] == [
        (None, "A progress review followed (2018).")
    ]


def test_a_sequel_that_is_only_said_to_exist_closes_with_what_is_said(record):
    take(record, line(follow_up="later: two progress reviews"))
    candidate = all_of(record, FollowUpCandidate)[0]
    assert (candidate.state, candidate.sequel_note) == (CandidateState.CLOSED, "two progress reviews")
    assert "its report is not in the record" in candidate.close_reason


def test_a_later_inspection_of_the_strand_closes_where_no_review_does(record):
    take(record, line(), line(programme=RISK, when="2022-01-11", says="good"))
    candidate = all_of(record, FollowUpCandidate)[0]
    assert (candidate.state, candidate.closed_on) == (CandidateState.CLOSED, date(2022, 1, 11))
    assert candidate.close_reason == "A later inspection of the same strand followed (2022-01-11)."


def test_what_looks_like_personal_data_is_pointed_out(record):
    with reading(record) as session:
        plan = planned_import(session, on=ON, raw=file_of(line(says="ask jo@example.org")), file_name="x.csv")
    assert any("personal data" in one.sentence for one in plan.warnings)


# --- anything at all ---

CELL = st.one_of(
    st.sampled_from(
        ["", "weak", "good", "good or very good", "3 weak, 2 good", "later: progress review", "some progress"]
    ),
    st.text(alphabet=st.characters(exclude_characters='"', exclude_categories=["Cs"]), max_size=12),
)
LINES = st.lists(
    st.builds(
        line,
        area=st.sampled_from(["Moray", "Angus", "Stirling", "Clackmannanshire"]),
        programme=st.sampled_from(sorted(PROGRAMMES)),
        when=st.sampled_from(["", "2014", "2018-05", "2022-01-11", "2025-06-10"]),
        indicator=st.one_of(
            st.sampled_from(["nine quality indicators (total)", "five other quality indicators", ""]), CELL
        ),
        says=CELL,
        follow_up=CELL,
        name=st.sampled_from(["", "", "shared partnership"]),
    ),
    min_size=1,
    max_size=8,
)


class UndoneError(Exception):
    """Ends an example without saving it."""


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=LINES, second=LINES)
def test_any_file_is_taken_whole_or_refused_and_a_second_time_changes_nothing(record, first, second):
    with contextlib.suppress(UndoneError), unit_of_work(record, by=SUPPORT, deed="x") as session:
        for lines in (first, second):
            raw = file_of(*lines)
            try:
                import_published_record(session, by=SUPPORT, on=ON, raw=raw, file_name="x.csv")
            except ImportRefused:
                event("refused")
                continue
            event("taken")
            assert planned_import(session, on=ON, raw=raw, file_name="x.csv").rows == ()
            assert unaccounted(session) == []
        raise UndoneError


def unaccounted(session):
    """Every weak evaluation without a candidate, asked the slow and obvious way."""
    session.flush()
    found = session.exec(select(FollowUpCandidate)).all()
    named = {one.evaluation_id for one in found}
    counted = {one.evaluation_total_id for one in found}
    weak = [one.id for one in session.exec(select(Evaluation)) if calls_for_follow_up(
        scale=one.scale, grade=one.grade, statement=one.statement, standing=one.standing, published=True)]  # fmt: skip
    totals = [one.id for one in session.exec(select(EvaluationTotal)) if one.grade <= Grade.WEAK and one.unnamed]
    return [one for one in weak if one not in named] + [one for one in totals if one not in counted]
