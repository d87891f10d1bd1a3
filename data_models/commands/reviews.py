"""The reviews that are quality-assured: notified, decided, reported, answered. Dates and references, never a case."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import edit
from data_models.commands.found import only, origin_today, sought, the
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules.review_references import EXAMPLE, is_reference
from data_models.rules.reviews import REPORT_EXPECTED, feedback_due_on, report_due_on
from data_models.tables import Area, ReviewNotification
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import ReviewDecision, ReviewKind


@dataclass(frozen=True)
class NewReview:
    """A review as an area notified it. `known_on` is the day its clocks start."""

    area_code: str
    kind: ReviewKind
    reference: str
    known_on: date
    notified_on: date


def notify_review(session: Session, *, by: Viewer, on: date, review: NewReview) -> ReviewNotification:
    """Record that an area notified a review; the day its report is due follows from its kind, where one is stated.

    Refused for a reference that is not one or that is there already, and for days ahead or in the wrong order.
    """
    authorise(by, Deed.NOTIFY_REVIEW, review.area_code)
    area = the(session, Area, review.area_code)
    ask = Checked()
    reference = ask.line(
        "reference", review.reference, needed=f"Enter the reference number, such as {EXAMPLE}."
    ).upper()
    ask.that(
        is_reference(reference),
        "reference",
        f"Enter a reference such as {EXAMPLE}: capital letters and numbers in groups. It must not point at a person.",
    )
    there = only(session, ReviewNotification, col(ReviewNotification.reference) == reference)
    ask.that(there is None, "reference", "A review with this reference is in the record already: open that one.")
    ask.not_ahead("known_on", review.known_on, on)
    ask.not_ahead("notified_on", review.notified_on, on)
    ask.in_order("notified_on", review.known_on, review.notified_on)
    ask.settle()
    notified = ReviewNotification(
        area_code=area.gss_code,
        kind=review.kind,
        reference=reference,
        known_on=review.known_on,
        notified_on=review.notified_on,
        report_due_on=report_due_on(review.kind, review.known_on, ReviewDecision.PENDING, thresholds(session)),
        origin=origin_today(session),
    )
    session.add(notified)
    session.flush()
    return notified


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

    Refused without a reason where it does not proceed, and once a report is here.
    """
    review = _review(session, by, review_id)
    ask = Checked()
    needed = "Give the area's reason for not proceeding." if decision is ReviewDecision.NOT_PROCEED else ""
    reason = ask.text("reason", reason, needed=needed)
    ask.that(decision is not ReviewDecision.PENDING, "decision", "Choose whether the review proceeds.")
    ask.not_ahead("decided_on", decided_on, on)
    ask.settle()
    if review.report_received_on is not None:
        raise CommandRefused("The report of this review is here, so the decision to proceed stays as it is.")
    start = review.known_on or review.notified_on
    due_on = None if start is None else report_due_on(review.kind, start, decision, thresholds(session))
    changes = {
        "decision": decision,
        "decided_on": decided_on or on,
        "decision_reason": reason,
        "report_due_on": due_on,
    }
    edit(session, review, changes, opened_on=expected_version)
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
    ask = Checked()
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
    ask = Checked()
    ask.not_ahead("given_on", given_on, on)
    ask.in_order("given_on", review.report_received_on or review.decided_on, given_on)
    ask.settle()
    review.feedback_given_on = given_on
    session.flush()
    return review


def _review(session: Session, by: Viewer, review_id: int) -> ReviewNotification:
    return sought(session, by, Deed.UPDATE_REVIEW, ReviewNotification, review_id, lambda one: (one.area_code,))
