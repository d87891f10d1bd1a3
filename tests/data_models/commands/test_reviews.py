"""Quality-assured reviews: their reference, their clocks, and that nothing of a case has a place."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.reviews import (
    NewReview,
    correct_notification,
    decide_review,
    give_review_feedback,
    notify_review,
    receive_review_report,
)
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.rules.review_references import is_reference
from data_models.rules.reviews import REASONS_NOT_TO_PROCEED
from data_models.tables import ReviewNotification
from data_models.visibility import Viewer
from data_models.vocabulary import ReviewDecision, ReviewKind, RoleName
from tests.builders import ANGUS, MORAY, TODAY, a_viewer, all_of, an_area, asked, changing

KNOWN = TODAY - timedelta(days=3)
REASON = REASONS_NOT_TO_PROCEED[0]


def notified(**fields: Any) -> NewReview:
    usual = asked(
        area_code=ANGUS,
        kind=ReviewKind.LOOKED_AFTER_CHILD_DEATH,
        reference="lac-2026-0003",
        known_on=KNOWN,
        notified_on=TODAY - timedelta(days=2),
    )
    return NewReview(**{**usual, **fields})


def a_review(session: Session, **fields: Any) -> tuple[Viewer, ReviewNotification]:
    by = a_viewer(session, areas=[ANGUS])
    return by, notify_review(session, by=by, on=TODAY, review=notified(**fields))


@pytest.mark.parametrize("text", ["SIR-2026-0007", "LR/ANG/12", "AB-1"])
def test_a_reference_is_letters_and_groups_of_letters_and_numbers(text: str) -> None:
    assert is_reference(text)


@pytest.mark.parametrize("text", ["", "12-2026", "SIR 2026", "SIR-", "Jane Brown", "CHI-010190-1234", "DD-EH1-1AA x"])
def test_what_could_point_at_a_person_is_no_reference(text: str) -> None:
    assert not is_reference(text)


def test_a_notified_death_has_its_report_due_28_days_after_it_was_known(engine: Engine) -> None:
    with changing(engine) as session:
        _, review = a_review(session)
        assert (review.reference, review.report_due_on) == ("LAC-2026-0003", KNOWN + timedelta(days=28))
        assert review.decision is ReviewDecision.PENDING


def test_a_learning_review_has_no_stated_clock(engine: Engine) -> None:
    with changing(engine) as session:
        _, review = a_review(session, kind=ReviewKind.LEARNING_REVIEW_ADULT)
        assert review.report_due_on is None


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("reference", asked(reference="the Brown case")),
        ("reference", asked(reference="")),
        ("known_on", asked(known_on=TODAY + timedelta(days=1), notified_on=TODAY + timedelta(days=1))),
        ("notified_on", asked(notified_on=KNOWN - timedelta(days=1))),
        ("known_on", asked(known_on=None)),
        ("known_on", asked(known_on=None, kind=ReviewKind.SERIOUS_INCIDENT_REVIEW)),
    ],
)
def test_a_notification_without_sense_is_refused(engine: Engine, field: str, wrong: dict[str, Any]) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        with pytest.raises(Invalid) as refusal:
            notify_review(session, by=by, on=TODAY, review=notified(**wrong))
        assert field in refusal.value.problems
        assert not all_of(session, ReviewNotification)


def test_a_learning_review_may_be_notified_without_the_day_it_was_known(engine: Engine) -> None:
    with changing(engine) as session:
        _, review = a_review(session, kind=ReviewKind.LEARNING_REVIEW_CHILD, known_on=None)
        assert (review.known_on, review.report_due_on) == (None, None)


@pytest.mark.parametrize(
    ("decision", "reason", "said"),
    [
        (ReviewDecision.NOT_PROCEED, "The family did not want it", "one of the reasons of the list"),
        (ReviewDecision.NOT_PROCEED, "", "reason for not proceeding"),
        (ReviewDecision.PROCEED, REASON, "leave it out"),
    ],
)
def test_no_case_can_be_told_in_a_reason(engine: Engine, decision: ReviewDecision, reason: str, said: str) -> None:
    with changing(engine) as session:
        by, review = a_review(session)
        with pytest.raises(Invalid, match=said) as refusal:
            decide_review(session, by=by, on=TODAY, review_id=review.id, decision=decision, reason=reason)
        assert set(refusal.value.problems) == {"reason"}
        assert review.decision is ReviewDecision.PENDING


def test_a_decision_is_neither_ahead_nor_before_the_notification(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = a_review(session)
        for day in (TODAY + timedelta(days=1), KNOWN):
            with pytest.raises(Invalid):
                decide_review(
                    session,
                    by=by,
                    on=TODAY,
                    review_id=review.id,
                    decision=ReviewDecision.PROCEED,
                    decided_on=day,
                )
        assert review.decided_on is None


def test_a_notification_is_put_right_and_the_report_is_due_from_the_right_day(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = a_review(session)
        earlier = KNOWN - timedelta(days=2)
        correct_notification(session, by=by, on=TODAY, review_id=review.id, reference="lac-2026-0009", known_on=earlier)
        assert (review.reference, review.known_on) == ("LAC-2026-0009", earlier)
        assert review.report_due_on == earlier + timedelta(days=28)


def test_a_notification_is_not_put_wrong(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = a_review(session)
        notify_review(session, by=by, on=TODAY, review=notified(reference="LAC-2026-0004"))
        deed = asked(by=by, on=TODAY, review_id=review.id)
        decide_review(session, **deed, decision=ReviewDecision.PROCEED, decided_on=TODAY - timedelta(days=1))
        for field, wrong in (
            ("reference", asked(reference="Jane Brown")),
            ("reference", asked(reference="LAC-2026-0004")),
            ("known_on", asked(known_on=None)),
            ("notified_on", asked(notified_on=TODAY)),
            ("notified_on", asked(notified_on=KNOWN - timedelta(days=1))),
        ):
            with pytest.raises(Invalid) as refusal:
                correct_notification(session, **deed, **wrong)
            assert set(refusal.value.problems) == {field}
        correct_notification(session, **deed, reference=review.reference)
        assert (review.reference, review.known_on) == ("LAC-2026-0003", KNOWN)


def test_two_people_putting_one_notification_right_are_asked(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = a_review(session)
        deed, version = asked(by=by, on=TODAY, review_id=review.id), review.row_version
    with changing(engine) as session:
        correct_notification(session, **deed, reference="LAC-2026-0010")
    with changing(engine) as session:
        mine = asked(**deed, expected_version=version)
        with pytest.raises(Conflict):
            correct_notification(session, **mine, reference="LAC-2026-0011")
        kept = correct_notification(session, **mine, known_on=KNOWN - timedelta(days=1))
        assert (kept.reference, kept.known_on) == ("LAC-2026-0010", KNOWN - timedelta(days=1))


def test_a_reference_is_given_once(engine: Engine) -> None:
    with changing(engine) as session:
        by, _ = a_review(session)
        with pytest.raises(Invalid, match="open that one"):
            notify_review(session, by=by, on=TODAY, review=notified(reference=" LAC-2026-0003"))


def test_a_review_that_does_not_proceed_has_no_report_due_and_a_reason(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = a_review(session)
        deed = asked(by=by, on=TODAY, review_id=review.id)
        with pytest.raises(Invalid, match="reason for not proceeding"):
            decide_review(session, **deed, decision=ReviewDecision.NOT_PROCEED)
        with pytest.raises(Invalid, match="whether the review proceeds"):
            decide_review(session, **deed, decision=ReviewDecision.PENDING)
        decide_review(session, **deed, decision=ReviewDecision.NOT_PROCEED, reason=REASON)
        assert (review.report_due_on, review.decided_on) == (None, TODAY)
        with pytest.raises(CommandRefused, match="no report is expected"):
            receive_review_report(session, **deed)
        assert give_review_feedback(session, **deed).feedback_given_on == TODAY


def test_a_received_report_starts_the_clock_of_our_feedback(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = a_review(session)
        deed = asked(by=by, on=TODAY, review_id=review.id)
        decide_review(session, **deed, decision=ReviewDecision.PROCEED)
        with pytest.raises(CommandRefused, match="nothing to give feedback on yet"):
            give_review_feedback(session, **deed)
        receive_review_report(session, **deed)
        assert review.feedback_due_on == TODAY + timedelta(days=28)
        give_review_feedback(session, **deed)
        for again in (receive_review_report, give_review_feedback):
            with pytest.raises(CommandRefused, match="already"):
                again(session, **deed)
        with pytest.raises(CommandRefused, match="report of this review is here"):
            decide_review(session, **deed, decision=ReviewDecision.NOT_PROCEED, reason=REASON)


def test_a_report_is_received_neither_ahead_nor_before_the_notification(engine: Engine) -> None:
    with changing(engine) as session:
        by, review = a_review(session)
        for day in (TODAY + timedelta(days=1), KNOWN):
            with pytest.raises(Invalid):
                receive_review_report(session, by=by, on=TODAY, review_id=review.id, received_on=day)
        assert review.report_received_on is None


def test_reviews_are_the_areas_own_and_the_offices(engine: Engine) -> None:
    with changing(engine) as session:
        elsewhere = a_viewer(session, areas=[MORAY])
        an_area(session)
        with pytest.raises(NotAllowed):
            notify_review(session, by=elsewhere, on=TODAY, review=notified())
        by = a_viewer(session, RoleName.SUPPORT_OFFICER)
        assert notify_review(session, by=by, on=TODAY, review=notified()).area_code == ANGUS
