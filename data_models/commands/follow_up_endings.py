"""How a duty to follow up ends: answered by a later inspection, closed with a reason, or taken up anew."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.consequences import published_of
from data_models.commands.follow_up import request_follow_up
from data_models.commands.follow_up_steps import must_may_become, the_candidate, the_decision
from data_models.commands.found import areas_of, called, programme_of, rows_of, the
from data_models.errors import CommandRefused
from data_models.rules import follow_up as rules
from data_models.rules.decisions import ending_needs_senior_manager
from data_models.rules.history import SEQUEL_IS, PastScrutiny, answers
from data_models.rules.known_dates import surely_before
from data_models.rules.references import Kind, reference
from data_models.tables import FollowUpCandidate, FollowUpDecision, Inspection, ProgressReview
from data_models.tables.base import PROSE
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import (
    CandidateState,
    FollowUpChoice,
    FollowUpState,
    PublicationState,
    Stage,
    TriggerKind,
)

OF_ITS_STRAND = "Choose one of the same strand that follows no other inspection, or the review that follows this one."
NO_CORRECTION = "An evaluation is corrected on its inspection. Say here why the follow-up itself ends."
# How many of the duties it answered a reopened decision names, and the room that naming them takes in its reason.
CITED, ROOM_TO_CITE = 12, 300


def establish_sequel(
    session: Session, *, by: Viewer, on: date, candidate_id: int, inspection_id: int, source_note: str
) -> FollowUpCandidate:
    """Link a candidate to the later inspection that the sources show answered it, and close it by that.

    Refused: a candidate decided or closed, a later inspection that is not published, not later for certain, of other
    areas, of another strand, following another inspection, or of a kind that answers no evaluation; no note of the
    source.
    """
    candidate = the_candidate(session, by, Deed.ESTABLISH_SEQUEL, candidate_id)
    if candidate.state not in (CandidateState.SEQUEL_NOT_ESTABLISHED, CandidateState.OWED):
        name = called(FollowUpCandidate, candidate.id)
        raise CommandRefused(f"The {name} is {candidate.state.value} already: it needs no sequel.")
    earlier = the(session, Inspection, candidate.inspection_id)
    later = the(session, Inspection, inspection_id)
    ask = Checked(on)
    note = ask.text("source_note", source_note, needed="Say which source tells that this inspection came after.")
    _check_sequel(session, earlier, later, ask)
    ask.settle()
    candidate.state = CandidateState.CLOSED
    candidate.closed_on = on
    candidate.closed_by_inspection_id = later.id
    candidate.sequel_note = note
    candidate.close_reason = f"Answered by the later {called(Inspection, later.id)}."
    session.flush()
    return candidate


def _check_sequel(session: Session, earlier: Inspection, later: Inspection, ask: Checked) -> None:
    is_public = later.publication_state is PublicationState.PUBLISHED
    shared = set(areas_of(session, earlier.id)) & set(areas_of(session, later.id))
    is_later = surely_before(published_of(earlier), published_of(later)) or later.follows_inspection_id == earlier.id
    is_answer = answers(_as_past(session, later), _as_past(session, earlier))
    field = "inspection_id"
    ask.that(is_public, field, "Choose an inspection whose report is published.")
    ask.that(bool(shared), field, "Choose an inspection of the same area.")
    ask.that(is_later and later.id != earlier.id, field, "Choose an inspection published later than this one.")
    ask.that(SEQUEL_IS[later.scrutiny_type] is not None, field, "Choose an inspection or a progress review.")
    ask.that(is_answer, field, OF_ITS_STRAND)


def _as_past(session: Session, one: Inspection) -> PastScrutiny:
    strand = programme_of(session, one).strand
    return PastScrutiny(one.id, one.scrutiny_type, strand, published_of(one), one.follows_inspection_id)


def close_follow_up(session: Session, *, by: Viewer, on: date, decision_id: int, reason: str) -> FollowUpDecision:
    """Close a follow-up with a reason, and with it every candidate it answers.

    A visit that was planned and not begun is called off, which is a senior manager's to sign, and so is the end of a
    decision not to follow up, and of support or monitoring on which no review has reported. Refused: no reason, the
    words of a correction, closed already, a review under way.
    """
    decision = the_decision(session, by, Deed.CLOSE_FOLLOW_UP, decision_id)
    ask = Checked(on)
    why = ask.text("reason", reason, needed="Say why the follow-up is closed.")
    ask.that(not why.startswith(rules.CORRECTED), "reason", NO_CORRECTION)
    ask.settle()
    must_may_become(decision, FollowUpState.CLOSED)
    reviews = rows_of(session, ProgressReview, col(ProgressReview.decision_id) == decision.id)
    reported = [review.inspection_id for review in reviews if review.reported_on is not None]
    if ending_needs_senior_manager(decision.choice, decision.state, is_reported=bool(reported)):
        authorise(by, Deed.END_UNVISITED, *areas_of(session, decision.inspection_id))
    decision.state, decision.closed_on, decision.close_reason = FollowUpState.CLOSED, on, why
    for review in reviews:
        _call_off(session, review)
    for candidate in rows_of(session, FollowUpCandidate, col(FollowUpCandidate.decision_id) == decision.id):
        if rules.candidate_may_become(candidate.state, CandidateState.CLOSED):
            candidate.state, candidate.closed_on, candidate.close_reason = CandidateState.CLOSED, on, why
            candidate.closed_by_inspection_id = reported[-1] if reported else None
    session.flush()
    return decision


def reopen_no_follow_up(session: Session, *, by: Viewer, on: date, decision_id: int, reason: str) -> FollowUpCandidate:
    """A decision not to follow up no longer stands: close it, and open the duty to decide anew, citing it.

    Signed by a senior manager; the new decision is due as any other from today. Refused for other decisions, closed
    ones, and without a reason.
    """
    decision = the_decision(session, by, Deed.REOPEN_NO_FOLLOW_UP, decision_id)
    if decision.choice is not FollowUpChoice.NONE or not rules.is_open(decision.state):
        raise CommandRefused("Only an open decision not to follow up is reopened. Close or schedule the others.")
    ask = Checked(on)
    why = ask.text("reason", reason, needed="Say why the decision no longer stands.", limit=PROSE - ROOM_TO_CITE)
    ask.settle()
    answered = rows_of(session, FollowUpCandidate, col(FollowUpCandidate.decision_id) == decision.id)
    cited = ", ".join(reference(Kind.CANDIDATE, one.id) for one in answered[:CITED])
    candidate = request_follow_up(
        session,
        by=by,
        on=on,
        inspection_id=decision.inspection_id,
        trigger=TriggerKind.OTHER,
        reason=f"Reopens {reference(Kind.DECISION, decision.id)} ({cited}): {why}",
    )
    again = reference(Kind.CANDIDATE, candidate.id)
    close_follow_up(session, by=by, on=on, decision_id=decision.id, reason=f"Reopened as {again}: {why}")
    return candidate


def _call_off(session: Session, review: ProgressReview) -> None:
    if review.inspection_id is not None and review.reported_on is None:
        the(session, Inspection, review.inspection_id).stage = Stage.CANCELLED
