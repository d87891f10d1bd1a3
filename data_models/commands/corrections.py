"""Corrections of what is published: visible as such, and followed through to the duties that rested on it."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.consequences import open_candidate, trigger_of
from data_models.commands.editing import edit
from data_models.commands.evaluations import Value, Worth
from data_models.commands.found import areas_of, only, sought, the
from data_models.errors import CommandRefused, Invalid
from data_models.rules.follow_up import CORRECTED, candidate_may_become, is_open, was_corrected_away
from data_models.tables import Evaluation, FollowUpCandidate, FollowUpDecision, Inspection
from data_models.tables.base import PROSE
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import CandidateState, PublicationState, Scale, Standing


def correct_evaluation(
    session: Session,
    *,
    by: Viewer,
    on: date,
    evaluation_id: int,
    reason: str,
    worth: Worth | None = None,
    standing: Standing = Standing.EVALUATED,
    verbatim: str | None = None,
    expected_version: int | None = None,
) -> Evaluation:
    """Correct a published evaluation. The correction stays visible, with its day and its reason.

    One that now calls for follow-up opens the duty to decide; one that no longer does closes it with this reason, and
    a decision already taken stays until somebody closes it. Once it calls again, that decision stands if it is open
    still, and else a decision is owed anew. Refused: no reason, an unpublished evaluation (that is
    still a draft), a value of another scale.
    """
    deed = Deed.CORRECT_EVALUATION
    evaluation = sought(session, by, deed, Evaluation, evaluation_id, lambda one: areas_of(session, one.inspection_id))
    inspection = the(session, Inspection, evaluation.inspection_id)
    if inspection.publication_state is not PublicationState.PUBLISHED:
        raise CommandRefused("This evaluation is not published yet: change the draft instead.")
    if evaluation.scale is Scale.NONE:
        raise CommandRefused("This was published without an evaluation, so there is no value to correct.")
    ask = Checked(on)
    value = Value(worth, standing)
    value.check(evaluation.scale, ask)
    why = ask.text("reason", reason, needed="Say why the published evaluation is corrected.")
    words = {} if verbatim is None else {"verbatim": ask.text("verbatim", verbatim)}
    ask.settle()
    if not edit(session, evaluation, value.columns(evaluation.scale) | words, opened_on=expected_version):
        raise Invalid({"worth": "This is what the record says already: there is nothing to correct."})
    evaluation.corrected_on = on
    evaluation.correction_reason = why
    _settle_candidate(session, inspection, evaluation, on, why)
    session.flush()
    return evaluation


def _settle_candidate(session: Session, inspection: Inspection, evaluation: Evaluation, on: date, why: str) -> None:
    candidate = only(session, FollowUpCandidate, col(FollowUpCandidate.evaluation_id) == evaluation.id)
    calls = trigger_of(inspection, evaluation) is not None
    if candidate is None:
        open_candidate(session, inspection, evaluation, on)
    elif not calls and candidate_may_become(candidate.state, CandidateState.CLOSED):
        candidate.state = CandidateState.CLOSED
        candidate.closed_on = on
        candidate.close_reason = f"{CORRECTED}{why}"[:PROSE]
    elif calls and was_corrected_away(candidate.state, candidate.close_reason):
        _take_up_again(session, candidate, on)


def _take_up_again(session: Session, candidate: FollowUpCandidate, on: date) -> None:
    # An evaluation has one candidate for good. The correction that closed it did not hold, so neither does the closing:
    # a decision that is still followed stands, and one that was closed meanwhile answered another evaluation.
    decided = None if candidate.decision_id is None else the(session, FollowUpDecision, candidate.decision_id)
    if decided is not None and is_open(decided.state):
        candidate.state = CandidateState.DECIDED
    else:
        candidate.state, candidate.decision_id, candidate.opened_on = CandidateState.OWED, None, on
    candidate.closed_on = None
    candidate.close_reason = ""
