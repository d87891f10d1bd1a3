"""The steps a follow-up goes through, and the opening of its next review: shared by the deeds that take them."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.consequences import published_of
from data_models.commands.found import areas_of, origin_today, rows_of, sought
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules import follow_up as rules
from data_models.tables import FollowUpCandidate, FollowUpDecision, Inspection, ProgressReview
from data_models.tables.base import PROSE
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import FollowUpState

NEXT_STEP: dict[FollowUpState, str] = {
    FollowUpState.DECIDED: "Schedule the progress review first.",
    FollowUpState.RECORDED_IN_REPORT: "Schedule the progress review first.",
    FollowUpState.SCHEDULED: "Start the progress review first.",
    FollowUpState.IN_PROGRESS: "A progress review is under way: report it first.",
    FollowUpState.REPORTED: "Call a further review first, or close the follow-up.",
    FollowUpState.FURTHER_REVIEW: "Schedule the further review first.",
    FollowUpState.CONTINUED_MONITORING: "Call a progress review first, or close the follow-up.",
    FollowUpState.CLOSED: "It is closed: what comes back is requested as a new follow-up.",
}


def must_may_become(decision: FollowUpDecision, state: FollowUpState) -> None:
    """Refuse a step that follow-up does not allow, and say which comes first."""
    if not rules.follow_up_may_become(decision.state, state):
        raise CommandRefused(f"This step cannot be taken yet. {NEXT_STEP[decision.state]}")


def open_review(
    session: Session,
    inspection: Inspection,
    decision: FollowUpDecision,
    stated_from: date | None = None,
    stated_to: date | None = None,
) -> ProgressReview:
    """Open the next progress review after an inspection, in the stated window, else a default one. No day is set.

    The first review takes the report's window where none is stated here; `window_is_default` is kept on the decision.
    """
    earlier = reviews_of(session, inspection)
    reported = sum(is_over(review) for review in earlier)
    if not reported and stated_to is None:
        stated_from, stated_to = inspection.timescale_from, inspection.timescale_to
    window = rules.follow_up_window(published_of(inspection), stated_from, stated_to, thresholds(session), reported)
    decision.window_is_default = window.is_default
    review = ProgressReview(
        original_inspection_id=inspection.id,
        decision_id=decision.id,
        sequence=max((review.sequence for review in earlier), default=0) + 1,
        due_from=window.due_from,
        due_to=window.due_to,
        origin=origin_today(session),
    )
    session.add(review)
    return review


def reviews_of(session: Session, inspection: Inspection) -> list[ProgressReview]:
    """Every return visit after an inspection, whichever decision it belongs to."""
    return rows_of(session, ProgressReview, col(ProgressReview.original_inspection_id) == inspection.id)


def is_over(review: ProgressReview) -> bool:
    """Reported here, or part of the published past, whose reports may have no known day."""
    return review.reported_on is not None or review.decision_id is None


# What is added to a reason leaves room for the day it was added and for how the reason began.
ADDED = PROSE - 600
CUT = "\n\n[What was written between is in the history.]"


def added_to(reason: str, later: str) -> str:
    """A reason with what was added to it later; where both are too long, what was added between makes room."""
    whole = f"{reason}\n\n{later}"
    if len(whole) <= PROSE:
        return whole
    room = PROSE - len(CUT) - len(later) - 2
    return f"{reason[:room]}{CUT}\n\n{later}"


def the_candidate(session: Session, by: Viewer, deed: Deed, candidate_id: int) -> FollowUpCandidate:
    """The candidate, if this person may do this deed in one of its areas."""
    return sought(session, by, deed, FollowUpCandidate, candidate_id, lambda one: areas_of(session, one.inspection_id))


def the_decision(session: Session, by: Viewer, deed: Deed, decision_id: int) -> FollowUpDecision:
    """The decision, if this person may do this deed in one of its areas."""
    return sought(session, by, deed, FollowUpDecision, decision_id, lambda one: areas_of(session, one.inspection_id))
