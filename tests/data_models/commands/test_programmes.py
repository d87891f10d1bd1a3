"""National programmes: who takes part, planned and actual days apart, self-evaluations step by step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.programmes import (
    DatedStep,
    Participation,
    give_participation_feedback,
    record_participation,
    record_planned_scrutiny,
    record_programme_milestone,
)
from data_models.commands.self_evaluations import (
    give_self_evaluation_feedback,
    issue_validation_letter,
    record_self_evaluation,
    validate_self_evaluation,
)
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.tables import PlannedScrutiny, ProgrammeMilestone, SelfEvaluation, ThematicParticipation
from data_models.visibility import Viewer
from data_models.vocabulary import MilestoneKind, RoleName, Scale, ScrutinyBody
from tests.builders import ANGUS, MORAY, TODAY, a_programme, a_viewer, all_of, an_area, asked, changing

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def support(session: Session) -> Viewer:
    an_area(session)
    return a_viewer(session, RoleName.SUPPORT_OFFICER)


def a_review(session: Session, code: str = "governance") -> int:
    return a_programme(session, Scale.NONE, code=code).id


def test_an_area_takes_part_once_in_each_phase(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        for phase, note in (("Phase 1", ""), ("Phase 2", ""), ("Phase 1", "Survey only")):
            part = Participation(review, ANGUS, phase, from_on=YESTERDAY, note=note)
            record_participation(session, by=by, on=TODAY, participation=part)
        found = [(one.phase, one.note) for one in all_of(session, ThematicParticipation)]
        assert found == [("Phase 1", "Survey only"), ("Phase 2", "")]


def test_an_area_that_takes_part_already_is_not_recorded_over(engine: Engine) -> None:
    with changing(engine) as session:
        by, part = support(session), Participation(a_review(session), ANGUS, "Phase 1", note="First")
        deed = asked(by=by, on=TODAY, only_new=True)
        record_participation(session, **deed, participation=part)
        with pytest.raises(Invalid, match="Angus takes part in this already"):
            record_participation(session, **deed, participation=replace(part, note="Second"))
        record_participation(session, **deed, participation=replace(part, phase="Phase 2"))
        assert [one.note for one in all_of(session, ThematicParticipation)] == ["First", "First"]


def test_two_people_putting_one_part_right_are_asked(engine: Engine) -> None:
    with changing(engine) as session:
        by, part = support(session), Participation(a_review(session), ANGUS, note="First")
        version = record_participation(session, by=by, on=TODAY, participation=part).row_version
    with changing(engine) as session:
        record_participation(session, by=by, on=TODAY, participation=replace(part, note="Theirs"))
    with changing(engine) as session:
        mine = asked(by=by, on=TODAY, expected_version=version)
        with pytest.raises(Conflict):
            record_participation(session, **mine, participation=replace(part, note="Mine"))
        kept = record_participation(session, **mine, participation=replace(part, from_on=YESTERDAY))
        assert (kept.note, kept.from_on) == ("Theirs", YESTERDAY)


def test_nothing_is_noted_of_an_area_where_findings_are_not_attributed(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_programme(session, Scale.NONE, code="unattributed")
        review.attributes_findings = False
        deed = asked(by=by, on=TODAY)
        with pytest.raises(Invalid, match="not attributed to areas"):
            record_participation(session, **deed, participation=Participation(review.id, ANGUS, note="What it said"))
        of_area = asked(programme_id=review.id, area_code=ANGUS)
        with pytest.raises(Invalid, match="not attributed to areas"):
            record_self_evaluation(session, **deed, **of_area, note="What it said")
        record_participation(session, **deed, participation=Participation(review.id, ANGUS))
        record_self_evaluation(session, **deed, **of_area, due_on=TOMORROW)
        assert len(all_of(session, ThematicParticipation)) == len(all_of(session, SelfEvaluation)) == 1


def test_a_part_does_not_end_before_it_begins(engine: Engine) -> None:
    with changing(engine) as session:
        by, part = support(session), Participation(a_review(session), ANGUS, from_on=TODAY, to_on=YESTERDAY)
        with pytest.raises(Invalid):
            record_participation(session, by=by, on=TODAY, participation=part)
        assert not all_of(session, ThematicParticipation)


def test_an_area_is_given_its_feedback_once_and_not_ahead(engine: Engine) -> None:
    with changing(engine) as session:
        by, part = support(session), Participation(a_review(session), ANGUS, from_on=YESTERDAY)
        row = record_participation(session, by=by, on=TODAY, participation=part)
        deed = asked(by=by, on=TODAY, participation_id=row.id)
        for day in (TOMORROW, YESTERDAY - timedelta(days=1)):
            with pytest.raises(Invalid):
                give_participation_feedback(session, **deed, given_on=day)
        assert give_participation_feedback(session, **deed).feedback_given_on == TODAY
        with pytest.raises(CommandRefused, match="given on 03 March 2026 already"):
            give_participation_feedback(session, **deed)


def test_a_step_keeps_planned_and_actual_days_apart(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        deed = asked(by=by, on=TODAY, programme_id=review)
        planned = DatedStep(MilestoneKind.PUBLICATION, "National report", planned_on=date(2025, 3, 17))
        row = record_programme_milestone(session, **deed, step=planned)
        happened = DatedStep(
            MilestoneKind.PUBLICATION, "National report", planned_on=date(2025, 3, 17), actual_on=date(2025, 6, 26)
        )
        record_programme_milestone(session, **deed, step=happened, milestone_id=row.id)
        kept = [(one.planned_on, one.actual_on) for one in all_of(session, ProgrammeMilestone)]
        assert kept == [(date(2025, 3, 17), date(2025, 6, 26))]


@pytest.mark.parametrize(
    ("field", "step"),
    [
        ("label", DatedStep(MilestoneKind.BRIEFING, "", planned_on=TODAY)),
        ("planned_on", DatedStep(MilestoneKind.BRIEFING, "Briefing")),
        ("planned_to", DatedStep(MilestoneKind.BRIEFING, "Briefing", planned_on=TODAY, planned_to=YESTERDAY)),
        ("actual_on", DatedStep(MilestoneKind.BRIEFING, "Briefing", actual_on=TOMORROW)),
        ("actual_to", DatedStep(MilestoneKind.BRIEFING, "Briefing", actual_on=TODAY, actual_to=TOMORROW)),
        ("actual_on", DatedStep(MilestoneKind.BRIEFING, "Briefing", planned_on=TODAY, actual_to=TODAY)),
        ("planned_on", DatedStep(MilestoneKind.BRIEFING, "Briefing", actual_on=TODAY, planned_to=TODAY)),
    ],
)
def test_a_step_without_sense_is_refused_by_field(engine: Engine, field: str, step: DatedStep) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        with pytest.raises(Invalid) as refusal:
            record_programme_milestone(session, by=by, on=TODAY, programme_id=review, step=step)
        assert set(refusal.value.problems) == {field}
        assert not all_of(session, ProgrammeMilestone)


def test_a_step_of_another_programme_is_not_touched(engine: Engine) -> None:
    with changing(engine) as session:
        by, step = support(session), DatedStep(MilestoneKind.BRIEFING, "Briefing", planned_on=TODAY)
        row = record_programme_milestone(session, by=by, on=TODAY, programme_id=a_review(session), step=step)
        other = a_review(session, "throughcare")
        with pytest.raises(CommandRefused, match="another programme"):
            record_programme_milestone(session, by=by, on=TODAY, programme_id=other, step=step, milestone_id=row.id)


def test_scrutiny_by_another_body_is_recorded_by_whoever_covers_the_area(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        an_area(session, MORAY)
        deed = asked(by=by, on=TODAY, body=ScrutinyBody.AUDIT_SCOTLAND, activity="Best Value audit", from_on=TODAY)
        row = record_planned_scrutiny(session, **deed, area_code=ANGUS)
        record_planned_scrutiny(session, **deed, area_code=ANGUS, to_on=TOMORROW, scrutiny_id=row.id)
        assert [(one.activity, one.to_on) for one in all_of(session, PlannedScrutiny)] == [
            ("Best Value audit", TOMORROW)
        ]
        with pytest.raises(NotAllowed):
            record_planned_scrutiny(session, **deed, area_code=MORAY)


def test_scrutiny_of_our_own_is_planned_as_an_inspection(engine: Engine) -> None:
    with changing(engine) as session:
        by = support(session)
        with pytest.raises(Invalid) as refusal:
            record_planned_scrutiny(
                session,
                by=by,
                on=TODAY,
                area_code=ANGUS,
                body=ScrutinyBody.CARE_INSPECTORATE,
                activity=" ",
                from_on=TODAY,
                to_on=YESTERDAY,
            )
        assert set(refusal.value.problems) == {"body", "activity", "to_on"}


def test_a_self_evaluation_goes_from_due_to_answered(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        asked_of = asked(by=by, on=TODAY, programme_id=review, area_code=ANGUS)
        record_self_evaluation(session, **asked_of, due_on=TODAY)
        row = record_self_evaluation(session, **asked_of, submitted_on=YESTERDAY)
        deed = asked(by=by, on=TODAY, self_evaluation_id=row.id)
        validate_self_evaluation(session, **deed)
        issue_validation_letter(session, **deed)
        give_self_evaluation_feedback(session, **deed)
        assert (row.due_on, row.submitted_on, row.is_validated) == (TODAY, YESTERDAY, True)
        assert (row.validated_on, row.letter_issued_on, row.feedback_given_on) == (TODAY, TODAY, TODAY)
        for again in (validate_self_evaluation, issue_validation_letter, give_self_evaluation_feedback):
            with pytest.raises(CommandRefused, match="already"):
                again(session, **deed)


def test_no_step_of_a_self_evaluation_is_skipped(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        row = record_self_evaluation(session, by=by, on=TODAY, programme_id=review, area_code=ANGUS, due_on=TODAY)
        deed = asked(by=by, on=TODAY, self_evaluation_id=row.id)
        for too_early in (validate_self_evaluation, issue_validation_letter, give_self_evaluation_feedback):
            with pytest.raises(CommandRefused, match="first"):
                too_early(session, **deed)


def test_a_submission_is_neither_ahead_nor_taken_back_once_validated(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        asked_of = asked(by=by, on=TODAY, programme_id=review, area_code=ANGUS)
        with pytest.raises(Invalid):
            record_self_evaluation(session, **asked_of, submitted_on=TOMORROW)
        row = record_self_evaluation(session, **asked_of, submitted_on=TODAY)
        validate_self_evaluation(session, by=by, on=TODAY, self_evaluation_id=row.id)
        with pytest.raises(Invalid, match="is validated, so it was submitted"):
            record_self_evaluation(session, **asked_of, submitted_on=None)


def test_an_area_is_asked_for_its_self_evaluation_once(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        asked_of = asked(by=by, on=TODAY, programme_id=review, area_code=ANGUS, only_new=True)
        record_self_evaluation(session, **asked_of, due_on=TODAY)
        with pytest.raises(Invalid, match="Angus was asked already"):
            record_self_evaluation(session, **asked_of, due_on=TOMORROW)
        assert [one.due_on for one in all_of(session, SelfEvaluation)] == [TODAY]


def test_a_submission_is_not_moved_behind_what_followed_it(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        asked_of = asked(by=by, on=TODAY, programme_id=review, area_code=ANGUS)
        row = record_self_evaluation(session, **asked_of, submitted_on=YESTERDAY)
        given = asked(by=by, on=TODAY, self_evaluation_id=row.id, given_on=YESTERDAY)
        give_self_evaluation_feedback(session, **given)
        for day, said in ((TODAY, "answered before that"), (None, "Feedback was given")):
            with pytest.raises(Invalid, match=said):
                record_self_evaluation(session, **asked_of, submitted_on=day)
        assert row.submitted_on == YESTERDAY


def test_two_people_recording_one_self_evaluation_are_asked(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = support(session), a_review(session)
        asked_of = asked(by=by, on=TODAY, programme_id=review, area_code=ANGUS)
        version = record_self_evaluation(session, **asked_of, due_on=TODAY).row_version
    with changing(engine) as session:
        record_self_evaluation(session, **asked_of, due_on=TOMORROW)
    with changing(engine) as session, pytest.raises(Conflict):
        record_self_evaluation(session, **asked_of, due_on=YESTERDAY, expected_version=version)
    with changing(engine) as session:
        assert [one.due_on for one in all_of(session, SelfEvaluation)] == [TOMORROW]
