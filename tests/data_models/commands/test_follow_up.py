"""From the duty to decide to its end: decisions, reviews, sequels, closings. Nothing is ever deleted."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.evaluations import record_evaluation, record_recommendation
from data_models.commands.follow_up import decide_follow_up, request_follow_up, review_no_follow_up, set_key_area
from data_models.commands.follow_up_endings import close_follow_up, establish_sequel, reopen_no_follow_up
from data_models.commands.inspections import cancel_inspection, set_stage
from data_models.commands.milestones import record_milestone
from data_models.commands.progress_reviews import (
    Finding,
    call_further_review,
    report_progress_review,
    schedule_progress_review,
    start_progress_review,
)
from data_models.commands.publication import publish_report, record_intention
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed, NotFound
from data_models.rules.follow_up import CORRECTED
from data_models.tables import (
    Evaluation,
    FollowUpCandidate,
    FollowUpDecision,
    Inspection,
    Milestone,
    ProgressReview,
    Recommendation,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    CandidateState,
    FollowUpChoice,
    FollowUpState,
    Grade,
    MilestoneKind,
    ProgressFinding,
    PublicationState,
    ReviewOutcome,
    RoleName,
    Scale,
    ScrutinyType,
    Stage,
    Strand,
    TriggerKind,
)
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_programme,
    a_published_inspection,
    a_viewer,
    all_of,
    an_inspection,
    asked,
    changing,
)

SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
IN_A_YEAR = date(2027, 3, 3)
SOME = [Finding(ProgressFinding.SOME, label="Leadership")]


def decide(
    session: Session,
    choice: FollowUpChoice = FollowUpChoice.PROGRESS_REVIEW,
    reason: str = "The weaknesses are serious.",
    by: Viewer | None = None,
    review_on: date | None = None,
) -> FollowUpDecision:
    return decide_follow_up(
        session,
        by=by or a_viewer(session, RoleName.CHIEF_INSPECTOR),
        on=TODAY,
        candidate_ids=[c.id for c in all_of(session, FollowUpCandidate)],
        choice=choice,
        reason=reason,
        review_on=review_on,
    )


def only_review(session: Session) -> ProgressReview:
    return all_of(session, ProgressReview)[0]


def begun(session: Session) -> ProgressReview:
    """A progress review that has begun."""
    a_published_inspection(session, [Grade.WEAK])
    decide(session)
    review = only_review(session)
    schedule_progress_review(session, by=SUPPORT, on=TODAY, review_id=review.id, scheduled_on=IN_A_YEAR)
    return start_progress_review(session, by=SUPPORT, on=IN_A_YEAR, review_id=review.id)


def report(
    session: Session, review: ProgressReview, outcome: ReviewOutcome, findings: list[Finding] = SOME
) -> ProgressReview:
    return report_progress_review(
        session, by=SUPPORT, on=IN_A_YEAR, review_id=review.id, findings=findings, outcome=outcome
    )


# --- deciding ---


def test_one_decision_answers_several_candidates_and_opens_a_review_with_a_default_window(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.WEAK, Grade.UNSATISFACTORY])
        decision = decide(session)
        candidates, review = all_of(session, FollowUpCandidate), only_review(session)
    assert {(c.state, c.decision_id) for c in candidates} == {(CandidateState.DECIDED, decision.id)}
    assert (decision.state, decision.decided_by_body) == (FollowUpState.DECIDED, "Quality and Consistency Panel")
    assert (decision.due_to, decision.window_is_default) == (IN_A_YEAR, True)
    assert (review.original_inspection_id, review.sequence, review.due_to) == (inspection.id, 1, IN_A_YEAR)
    assert (review.scheduled_on, review.inspection_id) == (None, None)


def test_the_window_is_the_report_s_own_where_it_has_one(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.WEAK])
        record_intention(
            session,
            by=SUPPORT,
            on=TODAY,
            inspection_id=inspection.id,
            recorded=True,
            intention_text="We will return.",
            timescale_text="by September 2026",
            timescale_to=date(2026, 9, 30),
        )
        decision = decide(session)
    assert (decision.due_to, decision.window_is_default) == (date(2026, 9, 30), False)
    assert decision.state is FollowUpState.RECORDED_IN_REPORT


def test_the_report_s_words_entered_later_replace_our_default_window(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.WEAK])
        decision = decide(session)
        record_intention(
            session,
            by=SUPPORT,
            on=TODAY,
            inspection_id=inspection.id,
            recorded=True,
            intention_text="We will return.",
            timescale_text="by September 2026",
            timescale_to=date(2026, 9, 30),
        )
        review = only_review(session)
    assert (decision.due_to, decision.window_is_default) == (date(2026, 9, 30), False)
    assert review.due_to == date(2026, 9, 30)
    assert decision.state is FollowUpState.RECORDED_IN_REPORT


@pytest.mark.parametrize("choice", [FollowUpChoice.IMPROVEMENT_SUPPORT, FollowUpChoice.LINK_INSPECTOR_MONITORING])
def test_support_and_monitoring_go_on_without_a_review(engine: Engine, choice: FollowUpChoice) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decision = decide(session, choice)
        reviews = all_of(session, ProgressReview)
    assert (decision.state, reviews) == (FollowUpState.CONTINUED_MONITORING, [])


def test_no_follow_up_is_signed_by_a_senior_manager_and_looked_at_again(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        senior = a_viewer(session, RoleName.CHIEF_INSPECTOR)
        decision = decide(session, FollowUpChoice.NONE, by=senior, review_on=date(2026, 9, 1))
    assert (decision.signed_by_id, decision.review_on) == (senior.person_id, date(2026, 9, 1))


def test_a_link_inspector_cannot_sign_no_follow_up(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        own = a_viewer(session, areas=[ANGUS])
        with pytest.raises(NotAllowed):
            decide(session, FollowUpChoice.NONE, by=own, review_on=date(2026, 9, 1))
        decided = all_of(session, FollowUpDecision)
    assert decided == []


@pytest.mark.parametrize("review_on", [None, TODAY, date(2027, 3, 4)])
def test_no_follow_up_needs_a_review_day_within_a_year(engine: Engine, review_on: date | None) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        with pytest.raises(Invalid) as refused:
            decide(session, FollowUpChoice.NONE, review_on=review_on)
    assert set(refused.value.problems) == {"review_on"}


def test_no_follow_up_is_not_signed_by_nobody(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        nameless = Viewer(name="Nameless", role=RoleName.CHIEF_INSPECTOR)
        with pytest.raises(Invalid, match="carries a signature"):
            decide(session, FollowUpChoice.NONE, by=nameless, review_on=date(2026, 9, 1))


def test_a_decision_without_a_reason_leaves_the_duty_owed(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        with pytest.raises(Invalid, match="Give the reason"):
            decide(session, reason=" ")
        states = [c.state for c in all_of(session, FollowUpCandidate)]
        decided = all_of(session, FollowUpDecision)
    assert (states, decided) == ([CandidateState.OWED], [])


def test_a_candidate_is_decided_once(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decide(session)
        with pytest.raises(CommandRefused, match="is decided already"):
            decide(session)


def test_candidates_of_two_inspections_are_not_decided_together(engine: Engine) -> None:
    with changing(engine) as session:
        for _ in range(2):
            a_published_inspection(session, [Grade.WEAK])
        with pytest.raises(CommandRefused, match="of one inspection"):
            decide(session)


def test_a_decision_on_nothing_is_refused(engine: Engine) -> None:
    with changing(engine) as session, pytest.raises(CommandRefused, match="of one inspection"):
        decide(session)


def test_somebody_of_another_area_does_not_decide(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        with pytest.raises(NotAllowed, match="only in areas you cover"):
            decide(session, by=a_viewer(session, areas=[MORAY]))


def test_a_decision_not_to_follow_up_stands_until_another_day(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decision = decide(session, FollowUpChoice.NONE, review_on=date(2026, 9, 1))
        senior = a_viewer(session, RoleName.SERVICE_MANAGER)
        review_no_follow_up(
            session,
            by=senior,
            on=date(2026, 9, 1),
            decision_id=decision.id,
            review_on=date(2027, 1, 5),
            reason="Still so.",
        )
    assert (decision.review_on, decision.signed_by_id) == (date(2027, 1, 5), senior.person_id)
    assert decision.reason.endswith("Looked at again on 1 September 2026: Still so.")


def test_two_people_who_look_at_it_again_at_once_are_asked(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decision = decide(session, FollowUpChoice.NONE, review_on=date(2026, 9, 1))
        opened_on, senior = decision.row_version, a_viewer(session, RoleName.SERVICE_MANAGER)
    again = asked(by=senior, on=TODAY, decision_id=decision.id, reason="Still so.", expected_version=opened_on)
    with changing(engine) as session:
        review_no_follow_up(session, review_on=date(2026, 11, 2), **again)
    with changing(engine) as session, pytest.raises(Conflict) as refused:
        review_no_follow_up(session, review_on=date(2026, 12, 1), **again)
    assert set(refused.value.fields) == {"review_on"}


def test_what_is_added_to_a_reason_never_pushes_out_how_it_began(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decision = decide(session, FollowUpChoice.NONE, reason="Began so. " + "x" * 3900, review_on=date(2026, 9, 1))
        senior = a_viewer(session, RoleName.SERVICE_MANAGER)
        for words in ("y" * 3400, "z" * 3400):
            review_no_follow_up(
                session, by=senior, on=TODAY, decision_id=decision.id, review_on=date(2026, 11, 2), reason=words
            )
        with pytest.raises(Invalid, match="Shorten this to 3,400 characters"):
            review_no_follow_up(
                session, by=senior, on=TODAY, decision_id=decision.id, review_on=IN_A_YEAR, reason="z" * 3401
            )
    assert decision.reason.startswith("Began so.")
    assert decision.reason.endswith("z" * 3400)
    assert "is in the history" in decision.reason
    assert len(decision.reason) <= 4000


def test_only_a_decision_not_to_follow_up_is_looked_at_again(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decision = decide(session)
        with pytest.raises(CommandRefused, match="Only an open decision not to follow up"):
            review_no_follow_up(
                session,
                by=a_viewer(session, RoleName.SERVICE_MANAGER),
                on=TODAY,
                decision_id=decision.id,
                review_on=IN_A_YEAR,
                reason="So.",
            )


def test_a_decision_not_to_follow_up_that_no_longer_stands_is_owed_again_citing_it(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decision = decide(session, FollowUpChoice.NONE, review_on=date(2026, 9, 1))
        senior = a_viewer(session, RoleName.SERVICE_MANAGER)
        again = reopen_no_follow_up(
            session, by=senior, on=date(2026, 9, 1), decision_id=decision.id, reason="It fell back."
        )
        first = all_of(session, FollowUpCandidate)[0]
    assert (again.state, again.trigger, again.decide_by) == (
        CandidateState.OWED,
        TriggerKind.OTHER,
        date(2026, 9, 29),
    )
    assert again.sequel_note == "Reopens FD-0001 (FU-0001): It fell back."
    assert (decision.state, first.state) == (FollowUpState.CLOSED, CandidateState.CLOSED)
    assert first.close_reason == "Reopened as FU-0002: It fell back."


def test_only_an_open_decision_not_to_follow_up_is_reopened_and_by_a_senior_manager(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        senior, own = a_viewer(session, RoleName.SERVICE_MANAGER), a_viewer(session, areas=[ANGUS])
        decision = decide(session)
        asking = asked(on=TODAY, decision_id=decision.id)
        with pytest.raises(CommandRefused, match="Only an open decision not to follow up"):
            reopen_no_follow_up(session, by=senior, reason="So.", **asking)
        decision.choice, decision.signed_by_id, decision.review_on = FollowUpChoice.NONE, senior.person_id, IN_A_YEAR
        with pytest.raises(NotAllowed):
            reopen_no_follow_up(session, by=own, reason="So.", **asking)
        with pytest.raises(Invalid, match="no longer stands"):
            reopen_no_follow_up(session, by=senior, reason=" ", **asking)
        assert len(all_of(session, FollowUpCandidate)) == 1


# --- requests and key areas ---


def test_a_ministerial_request_opens_a_candidate_without_an_evaluation(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.GOOD])
        candidate = request_follow_up(
            session,
            by=a_viewer(session, RoleName.CHIEF_INSPECTOR),
            on=TODAY,
            inspection_id=inspection.id,
            trigger=TriggerKind.MINISTERIAL_REQUEST,
            reason="Asked for in a letter of 1 March.",
        )
    assert (candidate.evaluation_id, candidate.state) == (None, CandidateState.OWED)
    assert candidate.decide_by == TODAY + timedelta(days=28)


def test_nobody_requests_follow_up_before_publication_or_in_place_of_an_evaluation(engine: Engine) -> None:
    with changing(engine) as session:
        draft, done = an_inspection(session), a_published_inspection(session)
        senior = a_viewer(session, RoleName.CHIEF_INSPECTOR)
        for inspection, trigger in ((draft, TriggerKind.OTHER), (done, TriggerKind.GRADE)):
            with pytest.raises(CommandRefused):
                request_follow_up(
                    session, by=senior, on=TODAY, inspection_id=inspection.id, trigger=trigger, reason="So."
                )
        candidates = all_of(session, FollowUpCandidate)
    assert candidates == []


def test_a_key_area_is_set_on_the_candidate_and_its_evaluation(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        (candidate,) = all_of(session, FollowUpCandidate)
        own = a_viewer(session, areas=[ANGUS])
        set_key_area(session, by=own, on=TODAY, candidate_id=candidate.id, is_key_area=False)
        (evaluation,) = all_of(session, Evaluation)
    assert (candidate.is_key_area, evaluation.is_key_area) == (False, False)
    assert candidate.state is CandidateState.OWED


# --- the review ---


def test_scheduling_gives_the_review_an_inspection_of_its_own(engine: Engine) -> None:
    with changing(engine) as session:
        original = a_published_inspection(session, [Grade.WEAK])
        decision = decide(session)
        review = only_review(session)
        for day in (date(2027, 1, 11), IN_A_YEAR):
            schedule_progress_review(session, by=SUPPORT, on=TODAY, review_id=review.id, scheduled_on=day)
        (visit,) = [i for i in all_of(session, Inspection) if i.id != original.id]
    assert (review.scheduled_on, review.inspection_id) == (IN_A_YEAR, visit.id)
    assert (visit.scrutiny_type, visit.follows_inspection_id) == (ScrutinyType.PROGRESS_REVIEW, original.id)
    assert decision.state is FollowUpState.SCHEDULED


def test_a_scheduled_visit_has_a_clock_until_it_begins(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decide(session)
        planned = asked(by=SUPPORT, on=TODAY, review_id=only_review(session).id)
        schedule_progress_review(session, scheduled_on=date(2026, 9, 7), **planned)
        schedule_progress_review(session, scheduled_on=date(2026, 9, 14), until=date(2026, 9, 18), **planned)
        (step,) = all_of(session, Milestone)
        days = (step.kind, step.planned_from, step.planned_on, step.actual_on)
        start_progress_review(session, by=SUPPORT, on=date(2026, 9, 15), review_id=planned["review_id"])
    assert days == (MilestoneKind.ON_SITE, date(2026, 9, 14), date(2026, 9, 18), None)
    assert (step.planned_on, step.actual_on) == (date(2026, 9, 18), date(2026, 9, 15))


def by_its_step(session: Session, visit: Inspection) -> None:
    (step,) = all_of(session, Milestone)
    record_milestone(session, by=SUPPORT, on=date(2026, 9, 5), milestone_id=step.id, actual_on=date(2026, 9, 4))


def by_its_stage(session: Session, visit: Inspection) -> None:
    set_stage(session, by=SUPPORT, on=date(2026, 9, 5), inspection_id=visit.id, stage=Stage.FIELDWORK)


@pytest.mark.parametrize(("how", "starts_on"), [(by_its_step, date(2026, 9, 4)), (by_its_stage, date(2026, 9, 7))])
def test_a_review_has_begun_once_its_visit_is_on_site_however_that_was_recorded(
    engine: Engine, how: Callable[[Session, Inspection], None], starts_on: date
) -> None:
    with changing(engine) as session:
        original = a_published_inspection(session, [Grade.WEAK])
        decision, review = decide(session), only_review(session)
        when = asked(by=SUPPORT, on=TODAY, scheduled_on=date(2026, 9, 7))
        schedule_progress_review(session, review_id=review.id, **when)
        (visit,) = [one for one in all_of(session, Inspection) if one.id != original.id]
        how(session, visit)
        assert (decision.state, visit.starts_on) == (FollowUpState.IN_PROGRESS, starts_on)
        with pytest.raises(CommandRefused, match="report it first"):
            start_progress_review(session, by=SUPPORT, on=date(2026, 9, 8), review_id=review.id)
        told = asked(by=SUPPORT, on=date(2026, 9, 9), findings=SOME, outcome=ReviewOutcome.NOT_STATED)
        report_progress_review(session, review_id=review.id, **told)
    assert decision.state is FollowUpState.REPORTED


def test_a_step_before_the_visit_is_on_site_begins_no_review(engine: Engine) -> None:
    with changing(engine) as session:
        original = a_published_inspection(session, [Grade.WEAK])
        decision, review = decide(session), only_review(session)
        schedule_progress_review(session, by=SUPPORT, on=TODAY, review_id=review.id, scheduled_on=IN_A_YEAR)
        (visit,) = [one for one in all_of(session, Inspection) if one.id != original.id]
        set_stage(session, by=SUPPORT, on=TODAY, inspection_id=visit.id, stage=Stage.NOTIFIED)
    assert decision.state is FollowUpState.SCHEDULED


def test_a_visit_does_not_end_before_it_begins(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decide(session)
        review = only_review(session)
        with pytest.raises(Invalid, match="last day is before the first"):
            schedule_progress_review(
                session, by=SUPPORT, on=TODAY, review_id=review.id, scheduled_on=IN_A_YEAR, until=TODAY
            )
    assert review.scheduled_on is None


def test_a_review_is_not_begun_before_it_is_scheduled(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decide(session)
        with pytest.raises(CommandRefused, match="Schedule the progress review first"):
            start_progress_review(session, by=SUPPORT, on=TODAY, review_id=only_review(session).id)


def test_a_review_is_not_reported_before_it_is_begun(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decide(session)
        review = only_review(session)
        schedule_progress_review(session, by=SUPPORT, on=TODAY, review_id=review.id, scheduled_on=IN_A_YEAR)
        with pytest.raises(CommandRefused, match="Start the progress review first"):
            report(session, review, ReviewOutcome.NO_FURTHER_INSPECTIONS)


def test_findings_are_published_on_the_scale_of_progress_for_each_recommendation(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        record_recommendation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, text="Improve plans.")
        record_evaluation(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, worth=Grade.WEAK, label="Impact")
        publish_report(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id)
        decide(session)
        (recommendation,) = all_of(session, Recommendation)
        review = only_review(session)
        schedule_progress_review(session, by=SUPPORT, on=TODAY, review_id=review.id, scheduled_on=IN_A_YEAR)
        start_progress_review(session, by=SUPPORT, on=IN_A_YEAR, review_id=review.id)
        finding = Finding(ProgressFinding.SIGNIFICANT, recommendation.id)
        report(session, review, ReviewOutcome.NO_FURTHER_INSPECTIONS, [finding])
        (found,) = all_of(session, Evaluation, Evaluation.scale == Scale.PROGRESS)
        visit = session.get(Inspection, review.inspection_id)
    assert (found.progress, found.label) == (ProgressFinding.SIGNIFICANT, "Recommendation 1")
    assert found.inspection_id == review.inspection_id
    assert visit is not None
    assert (visit.publication_state, visit.published_on) == (PublicationState.PUBLISHED, IN_A_YEAR)
    assert (review.reported_on, review.outcome) == (IN_A_YEAR, ReviewOutcome.NO_FURTHER_INSPECTIONS)


def test_a_further_review_opens_with_its_own_default_window(engine: Engine) -> None:
    with changing(engine) as session:
        report(session, begun(session), ReviewOutcome.FURTHER_REVIEW)
        first, second = all_of(session, ProgressReview)
        (decision,) = all_of(session, FollowUpDecision)
    assert (first.sequence, second.sequence, second.reported_on) == (1, 2, None)
    assert second.due_to == date(2027, 9, 3)  # 18 months after the original report
    assert (decision.state, decision.due_to) == (FollowUpState.FURTHER_REVIEW, second.due_to)
    assert decision.window_is_default is True


def the_report_says_by_september(session: Session, inspection_id: int) -> None:
    record_intention(
        session,
        by=SUPPORT,
        on=IN_A_YEAR,
        inspection_id=inspection_id,
        recorded=True,
        intention_text="We will return.",
        timescale_text="by September 2026",
        timescale_to=date(2026, 9, 30),
    )


def test_the_report_s_window_is_that_of_the_first_return_not_of_a_further_review(engine: Engine) -> None:
    with changing(engine) as session:
        review = report(session, begun(session), ReviewOutcome.FURTHER_REVIEW)
        the_report_says_by_september(session, review.original_inspection_id)
        (decision,) = all_of(session, FollowUpDecision)
        second = all_of(session, ProgressReview)[1]
    assert (decision.due_to, second.due_to) == (date(2027, 9, 3), date(2027, 9, 3))


def test_two_decisions_on_one_report_both_take_its_window(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session, [Grade.WEAK, Grade.WEAK])
        senior = a_viewer(session, RoleName.CHIEF_INSPECTOR)
        for candidate in all_of(session, FollowUpCandidate):
            choice = asked(choice=FollowUpChoice.PROGRESS_REVIEW, reason="So.", candidate_ids=[candidate.id])
            decide_follow_up(session, by=senior, on=TODAY, **choice)
        the_report_says_by_september(session, inspection.id)
        ends = [one.due_to for one in all_of(session, FollowUpDecision)]
        ends += [one.due_to for one in all_of(session, ProgressReview)]
    assert set(ends) == {date(2026, 9, 30)}
    assert len(ends) == 4


def test_continued_monitoring_stays_open_and_may_call_a_further_review(engine: Engine) -> None:
    with changing(engine) as session:
        review = report(session, begun(session), ReviewOutcome.CONTINUED_MONITORING)
        (decision,) = all_of(session, FollowUpDecision)
        state = decision.state
        again = call_further_review(
            session,
            by=a_viewer(session, areas=[ANGUS]),
            on=IN_A_YEAR,
            decision_id=decision.id,
            reason="Progress has stopped.",
            due_to=date(2028, 1, 31),
        )
    assert state is FollowUpState.CONTINUED_MONITORING
    assert (again.sequence, again.due_to) == (review.sequence + 1, date(2028, 1, 31))
    assert decision.window_is_default is False


def test_a_further_review_is_not_called_while_one_is_to_come(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decision = decide(session)
        with pytest.raises(CommandRefused, match="Schedule the progress review first"):
            call_further_review(
                session,
                by=a_viewer(session, areas=[ANGUS]),
                on=TODAY,
                decision_id=decision.id,
                reason="So.",
            )


@pytest.mark.parametrize(
    "findings",
    [
        [],
        [Finding(ProgressFinding.SOME)],
        [Finding(ProgressFinding.SOME, label="Plans"), Finding(ProgressFinding.MINIMAL, label="Plans")],
        [Finding(ProgressFinding.SOME, recommendation_id=999)],
    ],
)
def test_findings_that_cannot_be_are_refused_and_nothing_is_reported(engine: Engine, findings: list[Finding]) -> None:
    with changing(engine) as session:
        review = begun(session)
        with pytest.raises(Invalid) as refused:
            report(session, review, ReviewOutcome.FURTHER_REVIEW, findings)
        graded = all_of(session, Evaluation, Evaluation.scale == Scale.PROGRESS)
    assert set(refused.value.problems) == {"findings"}
    assert (graded, review.reported_on) == ([], None)


def test_a_window_is_stated_for_a_further_review_alone(engine: Engine) -> None:
    with changing(engine) as session:
        review = begun(session)
        with pytest.raises(Invalid, match="Only a further review has a window"):
            report_progress_review(
                session,
                by=SUPPORT,
                on=IN_A_YEAR,
                review_id=review.id,
                findings=SOME,
                outcome=ReviewOutcome.CONTINUED_MONITORING,
                next_to=date(2028, 1, 31),
            )
    assert review.reported_on is None


def test_a_review_is_reported_once(engine: Engine) -> None:
    with changing(engine) as session:
        review = report(session, begun(session), ReviewOutcome.CONTINUED_ENGAGEMENT)
        with pytest.raises(CommandRefused, match="reported already"):
            report(session, review, ReviewOutcome.NO_FURTHER_INSPECTIONS)


def test_the_visit_of_a_review_is_neither_published_nor_cancelled_by_itself(engine: Engine) -> None:
    with changing(engine) as session:
        review = begun(session)
        visit_id = review.inspection_id or 0
        with pytest.raises(CommandRefused, match="report the review instead"):
            publish_report(session, by=SUPPORT, on=IN_A_YEAR, inspection_id=visit_id)
        with pytest.raises(CommandRefused, match="Close the follow-up"):
            cancel_inspection(session, by=SUPPORT, on=IN_A_YEAR, inspection_id=visit_id, reason="So.")


def test_a_visit_is_not_planned_for_a_year_that_nobody_means(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decide(session)
        with pytest.raises(Invalid, match="The year 2199 is a slip"):
            schedule_progress_review(
                session, by=SUPPORT, on=TODAY, review_id=only_review(session).id, scheduled_on=date(2199, 3, 3)
            )
        assert only_review(session).scheduled_on is None


# --- endings ---


def test_closing_after_a_review_closes_the_candidates_by_it(engine: Engine) -> None:
    with changing(engine) as session:
        review = report(session, begun(session), ReviewOutcome.NO_FURTHER_INSPECTIONS)
        (decision,) = all_of(session, FollowUpDecision)
        own = a_viewer(session, areas=[ANGUS])
        close_follow_up(session, by=own, on=IN_A_YEAR, decision_id=decision.id, reason="Progress was made.")
        (candidate,) = all_of(session, FollowUpCandidate)
    assert (decision.state, decision.closed_on) == (FollowUpState.CLOSED, IN_A_YEAR)
    assert (candidate.state, candidate.close_reason) == (CandidateState.CLOSED, "Progress was made.")
    assert candidate.closed_by_inspection_id == review.inspection_id


def test_closing_before_the_visit_calls_it_off(engine: Engine) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        decision = decide(session)
        review = only_review(session)
        schedule_progress_review(session, by=SUPPORT, on=TODAY, review_id=review.id, scheduled_on=IN_A_YEAR)
        senior = a_viewer(session, RoleName.SERVICE_MANAGER)
        close_follow_up(session, by=senior, on=TODAY, decision_id=decision.id, reason="Overtaken.")
        visit = session.get(Inspection, review.inspection_id)
    assert visit is not None
    assert visit.stage is Stage.CANCELLED


@pytest.mark.parametrize("choice", FollowUpChoice)
def test_a_link_inspector_alone_ends_no_follow_up_on_which_no_review_has_reported(
    engine: Engine, choice: FollowUpChoice
) -> None:
    with changing(engine) as session:
        a_published_inspection(session, [Grade.WEAK])
        review_on = IN_A_YEAR if choice is FollowUpChoice.NONE else None
        decision = decide(session, choice, review_on=review_on)
        own = a_viewer(session, areas=[ANGUS])
        with pytest.raises(NotAllowed, match="cannot end follow up unvisited"):
            close_follow_up(session, by=own, on=TODAY, decision_id=decision.id, reason="Enough.")
    assert decision.closed_on is None


def test_a_follow_up_is_not_closed_without_a_reason_or_while_a_review_is_under_way(engine: Engine) -> None:
    with changing(engine) as session:
        begun(session)
        (decision,) = all_of(session, FollowUpDecision)
        own = a_viewer(session, areas=[ANGUS])
        for said in ("", ".", "1"):
            with pytest.raises(Invalid, match="why the follow-up is closed"):
                close_follow_up(session, by=own, on=IN_A_YEAR, decision_id=decision.id, reason=said)
        with pytest.raises(Invalid, match="corrected on its inspection"):
            close_follow_up(session, by=own, on=IN_A_YEAR, decision_id=decision.id, reason=f"{CORRECTED}it is good.")
        with pytest.raises(CommandRefused, match="under way: report it first"):
            close_follow_up(session, by=own, on=IN_A_YEAR, decision_id=decision.id, reason="Enough.")
    assert decision.closed_on is None


def an_old_trigger(session: Session) -> FollowUpCandidate:
    a_published_inspection(session, [Grade.WEAK], published_on=date(2020, 5, 1))
    (candidate,) = all_of(session, FollowUpCandidate)
    candidate.state = CandidateState.SEQUEL_NOT_ESTABLISHED
    return candidate


def test_a_sequel_that_a_source_tells_closes_the_candidate(engine: Engine) -> None:
    with changing(engine) as session:
        candidate = an_old_trigger(session)
        later = a_published_inspection(session, [Grade.GOOD])
        own = a_viewer(session, areas=[ANGUS])
        establish_sequel(
            session,
            by=own,
            on=TODAY,
            candidate_id=candidate.id,
            inspection_id=later.id,
            source_note="Council committee paper, May 2021.",
        )
    assert (candidate.state, candidate.closed_by_inspection_id) == (CandidateState.CLOSED, later.id)
    assert candidate.sequel_note == "Council committee paper, May 2021."


def test_an_earlier_inspection_or_one_elsewhere_or_of_another_strand_is_no_sequel(engine: Engine) -> None:
    with changing(engine) as session:
        candidate = an_old_trigger(session)
        of_adults = a_programme(session, code="adults", strand=Strand.ADULTS)
        on_adults = a_published_inspection(session, programme=of_adults)
        of_another = a_published_inspection(session)
        of_another.follows_inspection_id = on_adults.id
        earlier = a_published_inspection(session, published_on=date(2015, 5, 1))
        elsewhere = a_published_inspection(session, areas=(MORAY,))
        draft = an_inspection(session)
        own = a_viewer(session, areas=[ANGUS])
        for other in (earlier, elsewhere, draft, on_adults, of_another):
            with pytest.raises(Invalid):
                establish_sequel(
                    session,
                    by=own,
                    on=TODAY,
                    candidate_id=candidate.id,
                    inspection_id=other.id,
                    source_note="A paper.",
                )
    assert candidate.state is CandidateState.SEQUEL_NOT_ESTABLISHED


def test_a_follow_up_that_is_not_there_is_said_so_in_a_sentence(engine: Engine) -> None:
    with changing(engine) as session:
        senior = a_viewer(session, RoleName.CHIEF_INSPECTOR)
        with pytest.raises(NotFound, match="no follow-up decision FD-0042. Go back to the list"):
            close_follow_up(session, by=senior, on=TODAY, decision_id=42, reason="So.")
