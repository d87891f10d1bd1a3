"""Publishing is the one moment that sets things in motion, and nothing is in motion before."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.evaluations import record_evaluation, record_recommendation
from data_models.commands.inspections import cancel_inspection
from data_models.commands.panel import embargo_report, record_accuracy_response, record_panel_decision
from data_models.commands.publication import publish_report, record_intention
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.tables import (
    ActionPlan,
    Change,
    EvaluationTotal,
    FollowUpCandidate,
    FormalMonitoring,
    Inspection,
    Milestone,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    DatePrecision,
    Grade,
    MilestoneKind,
    MonitoringState,
    Origin,
    PlanState,
    PublicationState,
    RoleName,
    Scale,
    Stage,
    Standing,
    TriggerKind,
)
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_footprint,
    a_programme,
    a_published_inspection,
    a_viewer,
    all_of,
    an_inspection,
    asked,
    changing,
)

SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)


def draft(session: Session, inspection: Inspection, *grades: Grade) -> None:
    for place, grade in enumerate(grades, start=1):
        record_evaluation(
            session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=grade, label=f"Indicator {place}"
        )


def publish_and_fail(engine: Engine, inspection_id: int) -> None:
    with changing(engine) as session:
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection_id)
        raise ZeroDivisionError


def test_publishing_a_weak_and_an_unsatisfactory_evaluation_opens_a_candidate_for_each(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.WEAK, Grade.ADEQUATE, Grade.UNSATISFACTORY])
        candidates = all_of(session, FollowUpCandidate)
    assert [c.state for c in candidates] == [CandidateState.OWED, CandidateState.OWED]
    assert {c.trigger for c in candidates} == {TriggerKind.GRADE}
    assert {c.inspection_id for c in candidates} == {inspection.id}
    assert {c.decide_by for c in candidates} == {TODAY + timedelta(days=28)}


def test_a_statement_of_important_weakness_opens_a_candidate(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, a_programme(session, Scale.ASP_STATEMENT))
        for label, worth in (
            ("Key processes", AspStatement.IMPORTANT_WEAKNESS),
            ("Leadership", AspStatement.EFFECTIVE),
        ):
            record_evaluation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=worth, label=label)
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        candidates = all_of(session, FollowUpCandidate)
    assert [c.trigger for c in candidates] == [TriggerKind.ASP_STATEMENT]


def test_a_count_without_names_opens_one_candidate_that_covers_the_unnamed(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        for grade, total, unnamed in ((Grade.WEAK, 4, 3), (Grade.ADEQUATE, 4, 4), (Grade.UNSATISFACTORY, 1, 0)):
            session.add(
                EvaluationTotal(
                    inspection_id=inspection.id, label="Evaluations", grade=grade, total=total, unnamed=unnamed
                )
            )
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        candidates = all_of(session, FollowUpCandidate)
    assert [c.covers for c in candidates] == [3]


def intend(session: Session, inspection: Inspection, **said: object) -> None:
    record_intention(
        session,
        by=SUPPORT,
        on=TODAY,
        inspection_id=inspection.id,
        **asked(recorded=True, intention_text="We will return.", timescale_text="Within a year.", **said),
    )


@pytest.mark.parametrize("is_written_later", [False, True])
def test_a_report_that_promises_follow_up_without_a_weakness_asks_somebody_to_decide(
    engine: Engine, is_written_later: bool
) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session) if is_written_later else an_inspection(session)
        if not is_written_later:
            draft(session, inspection, Grade.GOOD)
        intend(session, inspection)
        if not is_written_later:
            publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        (candidate,) = all_of(session, FollowUpCandidate)
    assert (candidate.trigger, candidate.state) == (TriggerKind.OTHER, CandidateState.OWED)
    assert candidate.decide_by == TODAY + timedelta(days=28)
    assert candidate.sequel_note == "The report itself says that follow-up is intended: We will return."


def test_a_promise_that_is_accounted_for_or_of_the_published_past_opens_no_second_duty(engine: Engine) -> None:
    with changing(engine) as session:
        for grades, origin in (([Grade.WEAK], Origin.OFFICE), ([Grade.GOOD], Origin.PUBLISHED_RECORD)):
            inspection = a_published_inspection(session, grades)
            inspection.origin = origin
            intend(session, inspection)
            intend(session, inspection, timescale_to=TODAY + timedelta(days=365))
        candidates = all_of(session, FollowUpCandidate)
    assert [one.trigger for one in candidates] == [TriggerKind.GRADE]


def test_nothing_is_triggered_before_publication(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        draft(session, inspection, Grade.UNSATISFACTORY)
        record_recommendation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, text="Improve plans.")
        record_panel_decision(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, decision="A review.")
        record_accuracy_response(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        embargo_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        triggered = all_of(session, FollowUpCandidate), all_of(session, ActionPlan), all_of(session, FormalMonitoring)
    assert triggered == ([], [], [])
    assert inspection.stage is Stage.EMBARGOED
    assert inspection.publication_state is PublicationState.EMBARGOED


def test_publishing_a_recommendation_requests_the_plan_of_the_programme(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, a_programme(session, plan_weeks=8))
        draft(session, inspection, Grade.GOOD)
        record_recommendation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, text="Improve plans.")
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        (plan,) = all_of(session, ActionPlan)
    assert (plan.state, plan.name) == (PlanState.REQUESTED, "joint action plan")
    assert (plan.requested_on, plan.due_on) == (TODAY, TODAY + timedelta(weeks=8))
    assert plan.due_is_default is True


def test_a_plan_is_due_on_the_day_the_report_states(engine: Engine) -> None:
    due = TODAY + timedelta(days=60)
    with changing(engine) as session:
        inspection = an_inspection(session)
        draft(session, inspection, Grade.GOOD)
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, requests_plan=True, plan_due_on=due)
        (plan,) = all_of(session, ActionPlan)
    assert (plan.due_on, plan.due_is_default) == (due, False)


def test_without_a_plan_of_its_own_the_default_weeks_count(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        draft(session, inspection, Grade.GOOD)
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, requests_plan=True)
        (plan,) = all_of(session, ActionPlan)
    assert plan.due_on == TODAY + timedelta(weeks=6)


def test_a_report_that_recommends_nothing_requests_no_plan(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.GOOD])
        plans = all_of(session, ActionPlan)
    assert plans == []


def test_significant_concerns_propose_formal_monitoring_of_each_area_whatever_the_grades(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, areas=(ANGUS, MORAY))
        draft(session, inspection, Grade.VERY_GOOD)
        publish_report(
            session,
            by=SUPPORT,
            on=TODAY,
            inspection_id=inspection.id,
            has_significant_concerns=True,
            significant_concerns_text="Screening is not reliable.",
        )
        proposals = all_of(session, FormalMonitoring)
    assert {p.area_code for p in proposals} == {ANGUS, MORAY}
    assert {(p.state, p.reason) for p in proposals} == {(MonitoringState.PROPOSED, "Screening is not reliable.")}


def test_weak_grades_alone_propose_no_formal_monitoring(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.UNSATISFACTORY])
        proposals = all_of(session, FormalMonitoring)
    assert proposals == []


def test_publishing_marks_the_milestone_and_the_day_and_leaves_the_planned_day(engine: Engine) -> None:
    with changing(engine) as session:
        programme = a_programme(session)
        a_footprint(session, programme)
        inspection = an_inspection(session, programme)
        draft(session, inspection, Grade.GOOD)
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        (publication,) = [m for m in all_of(session, Milestone) if m.kind is MilestoneKind.PUBLICATION]
    assert (inspection.stage, inspection.publication_state) == (Stage.PUBLISHED, PublicationState.PUBLISHED)
    assert (inspection.published_on, inspection.published_precision) == (TODAY, DatePrecision.DAY)
    assert (publication.planned_on, publication.actual_on) == (date(2026, 1, 19), TODAY)


def test_publishing_twice_is_refused_and_opens_nothing_twice(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.WEAK])
        with pytest.raises(CommandRefused, match="published already"):
            publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        candidates = all_of(session, FollowUpCandidate)
    assert len(candidates) == 1


def test_publishing_before_analysis_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, stage=Stage.FIELDWORK)
        draft(session, inspection, Grade.GOOD)
        with pytest.raises(CommandRefused, match="Record the milestones"):
            publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)


def test_an_evaluating_programme_is_not_published_without_an_evaluation(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        with pytest.raises(CommandRefused, match="no evaluation is recorded"):
            publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        record_evaluation(
            session,
            by=SUPPORT,
            on=TODAY,
            inspection_id=inspection.id,
            standing=Standing.MISSING,
            label="Impact",
        )
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
    assert inspection.stage is Stage.PUBLISHED


def test_a_programme_that_does_not_evaluate_is_published_without_an_evaluation(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, a_programme(session, Scale.NONE))
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
    assert inspection.publication_state is PublicationState.PUBLISHED


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(2025, 8, 31)])
def test_a_report_is_not_published_ahead_or_before_the_inspection_began(engine: Engine, day: date) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        draft(session, inspection, Grade.WEAK)
        with pytest.raises(Invalid) as refused:
            publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, published_on=day)
        candidates = all_of(session, FollowUpCandidate)
    assert set(refused.value.problems) == {"published_on"}
    assert candidates == []
    assert inspection.publication_state is PublicationState.NOT_PUBLISHED


def test_words_on_concerns_without_concerns_are_refused_and_leave_everything_as_it_was(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        draft(session, inspection, Grade.WEAK)
        with pytest.raises(Invalid):
            publish_report(
                session,
                by=SUPPORT,
                on=TODAY,
                inspection_id=inspection.id,
                summary="A summary",
                significant_concerns_text="There are some.",
            )
    assert (inspection.summary, inspection.significant_concerns_text) == ("", "")


def test_somebody_of_another_area_cannot_publish(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        elsewhere = a_viewer(session, areas=[MORAY])
        with pytest.raises(NotAllowed, match="only in areas you cover"):
            publish_report(session, by=elsewhere, on=TODAY, inspection_id=inspection.id)


def test_a_failure_after_publishing_saves_neither_the_report_nor_its_candidates(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        draft(session, inspection, Grade.WEAK)
    with pytest.raises(ZeroDivisionError):
        publish_and_fail(engine, inspection.id)
    with changing(engine) as session:
        again = session.get(Inspection, inspection.id)
        candidates, changes = all_of(session, FollowUpCandidate), all_of(session, Change)
    assert again is not None
    assert again.publication_state is PublicationState.NOT_PUBLISHED
    assert (candidates, len(changes)) == ([], 1)


def test_words_of_a_report_stay_where_nothing_is_said_and_go_where_they_are_emptied(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        draft(session, inspection, Grade.GOOD)
        inspection.summary, inspection.report_url = "Strengths.", "https://example.org/report"
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, report_url="")
    assert (inspection.summary, inspection.report_url) == ("Strengths.", "")


def test_words_that_somebody_changed_meanwhile_are_asked_about_and_nothing_is_published(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        draft(session, inspection, Grade.WEAK)
        deed = asked(by=SUPPORT, on=TODAY, inspection_id=inspection.id, expected_version=inspection.row_version)
    with changing(engine) as session:
        session.get_one(Inspection, inspection.id).summary = "Their words."
    with changing(engine) as session:
        with pytest.raises(Conflict):
            publish_report(session, **deed, summary="My words.")
        assert all_of(session, FollowUpCandidate) == []
    with changing(engine) as session:
        assert publish_report(session, **deed, requests_plan=True).summary == "Their words."


# --- before publication ---


def test_the_panel_is_reached_with_its_words_and_not_before_it_has_any(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        with pytest.raises(Invalid, match="what the panel decided"):
            record_panel_decision(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, decision=" ")
        record_panel_decision(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, decision="Review in a year.")
    assert (inspection.stage, inspection.panel_decision) == (Stage.PANEL, "Review in a year.")
    assert inspection.panel_decided_on == TODAY


def test_the_day_of_a_decision_and_of_its_milestone_are_changed_together(engine: Engine) -> None:
    with changing(engine) as session:
        programme = a_programme(session)
        a_footprint(session, programme)
        inspection = an_inspection(session, programme)
        own = a_viewer(session, areas=[ANGUS])
        (panel,) = all_of(session, Milestone, Milestone.kind == MilestoneKind.PANEL)
        decided = asked(inspection_id=inspection.id, decision="A review.", accuracy_response_due_on=TODAY)
        record_panel_decision(session, by=SUPPORT, on=TODAY, **decided)
        assert panel.actual_on == TODAY
        record_panel_decision(session, by=own, on=TODAY, **decided, decided_on=TODAY - timedelta(days=1))
        assert (panel.actual_on, inspection.accuracy_response_due_on) == (TODAY - timedelta(days=1), TODAY)
        record_panel_decision(
            session, by=own, on=TODAY, inspection_id=inspection.id, decision="A review.", accuracy_response_due_on=None
        )
        assert inspection.accuracy_response_due_on is None


def test_the_day_of_the_accuracy_check_is_put_right_and_a_change_by_two_people_is_asked_about(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, stage=Stage.PANEL)
        deed = asked(by=SUPPORT, on=TODAY, inspection_id=inspection.id, expected_version=inspection.row_version)
    with changing(engine) as session:
        record_accuracy_response(session, **deed)
    with changing(engine) as session:
        now = session.get_one(Inspection, inspection.id)
        assert (now.stage, now.accuracy_responded_on) == (Stage.ACCURACY_CHECK, TODAY)
        with pytest.raises(Conflict):
            record_accuracy_response(session, **deed, responded_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize("stage", [Stage.NOTIFIED, Stage.SCOPING, Stage.FIELDWORK])
def test_no_report_is_put_under_embargo_before_its_findings_are_analysed(engine: Engine, stage: Stage) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, stage=stage)
        with pytest.raises(CommandRefused, match="cannot become “embargoed”"):
            embargo_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)


def test_an_embargo_has_the_day_it_was_issued_on(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        with pytest.raises(Invalid, match="has not happened yet"):
            embargo_report(
                session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, issued_on=TODAY + timedelta(days=1)
            )
        embargo_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, summary="Strengths.")
        embargo_again = asked(by=SUPPORT, on=TODAY, inspection_id=inspection.id, summary="Other words.")
        inspection.stage = Stage.ACCURACY_CHECK
        with pytest.raises(NotAllowed, match="do not read this draft"):
            embargo_report(session, **embargo_again)
    assert inspection.summary == "Strengths."


def test_a_late_panel_decision_moves_nothing_back(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session, stage=Stage.ACCURACY_CHECK)
        record_panel_decision(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, decision="A review.")
    assert inspection.stage is Stage.ACCURACY_CHECK


def test_the_report_s_words_on_follow_up_need_the_words(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        with pytest.raises(Invalid) as refused:
            record_intention(
                session,
                by=SUPPORT,
                on=TODAY,
                inspection_id=inspection.id,
                recorded=True,
                timescale_from=TODAY,
                timescale_to=TODAY - timedelta(days=1),
            )
    assert set(refused.value.problems) == {"intention_text", "timescale_text", "timescale_to"}


def test_a_report_without_intention_is_recorded_as_such(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        record_intention(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, recorded=False)
    assert inspection.intention_recorded is False


def test_a_cancelled_inspection_is_never_embargoed_or_published(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        cancel_inspection(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, reason="Replaced.")
        for deed in (embargo_report, publish_report):
            with pytest.raises(CommandRefused, match="was cancelled"):
                deed(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
