"""The reviews that are quality-assured: notified, decided, reported, answered. Dates and references, never a case."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import only, origin_today, sought, the
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules.review_references import EXAMPLE, is_reference
from data_models.rules.reviews import (
    REASONS_NOT_TO_PROCEED,
    REPORT_EXPECTED,
    feedback_due_on,
    report_due_on,
    starts_a_clock,
)
from data_models.tables import Area, ReviewNotification
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import ReviewDecision, ReviewKind

NEEDS_REFERENCE = f"Enter the reference number, such as {EXAMPLE}."
NO_REFERENCE = (
    f"Enter a reference such as {EXAMPLE}: capital letters and numbers in groups. It must not point at a person."
)
NEEDS_KNOWN = "Write the day it became known: the clocks of this kind of review start from it."
KNOWN_LATER = "It was notified before it was known: check both days."


@dataclass(frozen=True)
class NewReview:
    """A review as an area notified it. `known_on` is the day its clocks start; None only for a kind without clocks."""

    area_code: str
    kind: ReviewKind
    reference: str
    known_on: date | None
    notified_on: date


def notify_review(session: Session, *, by: Viewer, on: date, review: NewReview) -> ReviewNotification:
    """Record that an area notified a review; the day its report is due follows from its kind, where one is stated.

    Refused for a reference that is not one or that is there already, for days ahead or in the wrong order, and without
    the day it was known where a clock runs from it.
    """
    authorise(by, Deed.NOTIFY_REVIEW, review.area_code)
    area = the(session, Area, review.area_code)
    ask = Checked(on)
    reference = _reference(session, ask, review.reference, None)
    _known_then_notified(ask, review.kind, review.known_on, review.notified_on, on)
    ask.settle()
    notified = ReviewNotification(
        area_code=area.gss_code,
        kind=review.kind,
        reference=reference,
        known_on=review.known_on,
        notified_on=review.notified_on,
        origin=origin_today(session),
    )
    notified.report_due_on = _report_due_on(session, notified)
    session.add(notified)
    session.flush()
    return notified


def correct_notification(
    session: Session,
    *,
    by: Viewer,
    on: date,
    review_id: int,
    reference: str | Unchanged = UNCHANGED,
    known_on: date | None | Unchanged = UNCHANGED,
    notified_on: date | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> ReviewNotification:
    """Put right what was recorded of a notification; the day its report is due follows. Refused as notifying is, and
    for a day of notification after what followed it."""
    review = _review(session, by, review_id)
    ask = Checked(on)
    if reference is not UNCHANGED:
        reference = _reference(session, ask, reference, review.id)
    then_known = review.known_on if known_on is UNCHANGED else known_on
    then_notified = review.notified_on if notified_on is UNCHANGED else notified_on
    _known_then_notified(ask, review.kind, then_known, then_notified, on)
    for later in (review.decided_on, review.report_received_on):
        ask.in_order("notified_on", then_notified, later)
    ask.settle()
    changes = given(reference=reference, known_on=known_on, notified_on=notified_on)
    edit(session, review, changes, opened_on=expected_version)
    review.report_due_on = _report_due_on(session, review)
    session.flush()
    return review


def decide_review(
    session: Session,
    *,
    by: Viewer,
    on: date,
    review_id: int,
    decision: ReviewDecision,
    reason: str = "",
    decided_on: date | None = None,
    expected_version: int | None = None,
) -> ReviewNotification:
    """Record the area's decision to proceed or not; without a review to come, no report is due any more.

    Refused without a reason of the list where it does not proceed and with one where it does, for a day ahead or
    before the notification, and once a report is here.
    """
    review = _review(session, by, review_id)
    if review.report_received_on is not None:
        raise CommandRefused("The report of this review is here, so the decision to proceed stays as it is.")
    proceeds = decision is not ReviewDecision.NOT_PROCEED
    ask = Checked(on)
    ask.that(proceeds or bool(reason), "reason", "Choose the area's reason for not proceeding.")
    ask.that(not proceeds or not reason, "reason", "A reason belongs to a review that does not proceed: leave it out.")
    ask.that(not reason or reason in REASONS_NOT_TO_PROCEED, "reason", "Choose one of the reasons of the list.")
    ask.that(decision is not ReviewDecision.PENDING, "decision", "Choose whether the review proceeds.")
    ask.not_ahead("decided_on", decided_on, on)
    ask.in_order("decided_on", review.notified_on, decided_on)
    ask.settle()
    changes = {"decision": decision, "decided_on": decided_on or on, "decision_reason": reason}
    edit(session, review, changes, opened_on=expected_version)
    review.report_due_on = _report_due_on(session, review)
    session.flush()
    return review


def receive_review_report(
    session: Session, *, by: Viewer, on: date, review_id: int, received_on: date | None = None
) -> ReviewNotification:
    """Record that the anonymised report is here; our observations are due from then.

    Refused for a review that does not proceed, for a second report, and for a day ahead or before the notification.
    """
    review = _review(session, by, review_id)
    if not REPORT_EXPECTED[review.decision]:
        raise CommandRefused("This review did not proceed, so no report is expected. Correct the decision first.")
    if review.report_received_on is not None:
        raise CommandRefused("The report of this review is here already. Give feedback on it.")
    received_on = received_on or on
    ask = Checked(on)
    ask.not_ahead("received_on", received_on, on)
    ask.in_order("received_on", review.notified_on, received_on)
    ask.settle()
    review.report_received_on = received_on
    review.feedback_due_on = feedback_due_on(received_on, thresholds(session))
    session.flush()
    return review


def give_review_feedback(
    session: Session, *, by: Viewer, on: date, review_id: int, given_on: date | None = None
) -> ReviewNotification:
    """Record that our observations went to the area. Refused while there is neither a report nor a decision not to
    proceed, for a second time, and for a day ahead."""
    review = _review(session, by, review_id)
    if review.feedback_given_on is not None:
        raise CommandRefused("Feedback on this review was given already.")
    if review.report_received_on is None and REPORT_EXPECTED[review.decision]:
        raise CommandRefused("There is nothing to give feedback on yet. Record the report, or the decision, first.")
    given_on = given_on or on
    ask = Checked(on)
    ask.not_ahead("given_on", given_on, on)
    ask.in_order("given_on", review.report_received_on or review.decided_on, given_on)
    ask.settle()
    review.feedback_given_on = given_on
    session.flush()
    return review


def _reference(session: Session, ask: Checked, typed: str, own_id: int | None) -> str:
    """The reference in capitals; it has the form of one, and no other review has it."""
    reference = ask.line("reference", typed, needed=NEEDS_REFERENCE).upper()
    ask.that(is_reference(reference), "reference", NO_REFERENCE)
    there = only(session, ReviewNotification, col(ReviewNotification.reference) == reference)
    is_free = there is None or there.id == own_id
    ask.that(is_free, "reference", "A review with this reference is in the record already: open that one.")
    return reference


def _known_then_notified(
    ask: Checked, kind: ReviewKind, known_on: date | None, notified_on: date | None, on: date
) -> None:
    ask.that(known_on is not None or not starts_a_clock(kind), "known_on", NEEDS_KNOWN)
    ask.not_ahead("known_on", known_on, on)
    ask.not_ahead("notified_on", notified_on, on)
    is_known_first = known_on is None or notified_on is None or known_on <= notified_on
    ask.that(is_known_first, "notified_on", KNOWN_LATER)


def _report_due_on(session: Session, review: ReviewNotification) -> date | None:
    start = review.known_on or review.notified_on
    return None if start is None else report_due_on(review.kind, start, review.decision, thresholds(session))


def _review(session: Session, by: Viewer, review_id: int) -> ReviewNotification:
    return sought(session, by, Deed.UPDATE_REVIEW, ReviewNotification, review_id, lambda one: (one.area_code,))
