"""The duty to decide on follow-up: deciding, deciding again, asking for it. Nothing is deleted."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from data_models.commands.checked import Checked
from data_models.commands.editing import edit
from data_models.commands.follow_up_steps import ADDED, added_to, open_review, the_candidate, the_decision
from data_models.commands.found import called, origin_today, the
from data_models.commands.inspections import running
from data_models.commands.publication import follow_the_report
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules import follow_up as rules
from data_models.rules.decisions import DecisionProblem, decision_problems
from data_models.rules.known_dates import KnownDate
from data_models.tables import Evaluation, FollowUpCandidate, FollowUpDecision, Inspection
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import (
    CandidateState,
    FollowUpChoice,
    FollowUpState,
    PublicationState,
    TriggerKind,
)

PANEL = "Quality and Consistency Panel"

# The field a problem belongs to, and what to do about it.
SAID_OF: dict[DecisionProblem, tuple[str, str]] = {
    DecisionProblem.NO_REASON: ("reason", "Give the reason for the decision."),
    DecisionProblem.MAY_NOT_DECIDE: ("choice", "A link inspector or a senior manager decides. Ask one of them."),
    DecisionProblem.NEEDS_SENIOR_MANAGER: ("choice", "A decision not to follow up is signed by a senior manager."),
    DecisionProblem.NEEDS_REVIEW_DATE: ("review_on", "Choose the day on which this decision is looked at again."),
    DecisionProblem.REVIEW_NOT_LATER: ("review_on", "Choose a review day after the day of the decision."),
    DecisionProblem.REVIEW_TOO_FAR: (
        "review_on",
        "Choose an earlier review day: this one is too far off.",
    ),
    DecisionProblem.DATED_AHEAD: ("decided_on", "This has not happened yet: choose today or an earlier day."),
}
CHOICE_BEGINS: dict[FollowUpChoice, FollowUpState] = {
    FollowUpChoice.PROGRESS_REVIEW: FollowUpState.DECIDED,
    FollowUpChoice.IMPROVEMENT_SUPPORT: FollowUpState.CONTINUED_MONITORING,
    FollowUpChoice.LINK_INSPECTOR_MONITORING: FollowUpState.CONTINUED_MONITORING,
    FollowUpChoice.NONE: FollowUpState.DECIDED,
}


def decide_follow_up(
    session: Session,
    *,
    by: Viewer,
    on: date,
    candidate_ids: Sequence[int],
    choice: FollowUpChoice,
    reason: str,
    decided_by_body: str = PANEL,
    decided_on: date | None = None,
    review_on: date | None = None,
) -> FollowUpDecision:
    """Decide on follow-up for one or several candidates of one inspection.

    A progress review opens a review in the report's own window, else in our default one, marked as a default; it is not
    scheduled by that. Improvement support and link inspector monitoring go on until they are closed. "None" carries a
    senior manager's signature and a day on which it is looked at again. Refused: candidates decided or closed already
    or of several inspections, no reason, a day ahead.
    """
    deed = Deed.DECIDE_NO_FOLLOW_UP if choice is FollowUpChoice.NONE else Deed.DECIDE_FOLLOW_UP
    candidates = [the_candidate(session, by, deed, one) for one in dict.fromkeys(candidate_ids)]
    inspection = _one_inspection(session, candidates)
    for candidate in candidates:
        _must_be_undecided(candidate)
    day = decided_on or on
    ask = Checked(on)
    why = ask.text("reason", reason)
    ask.in_reach("decided_on", day)
    body = ask.line("decided_by_body", decided_by_body, needed="Say which body decided.")
    _check_decision(session, by, on, choice, why, day, review_on, ask)
    ask.settle()
    decision = FollowUpDecision(
        inspection_id=inspection.id,
        choice=choice,
        state=CHOICE_BEGINS[choice],
        decided_on=day,
        decided_by_body=body,
        decided_by_id=by.person_id,
        signed_by_id=by.person_id if choice is FollowUpChoice.NONE else None,
        reason=why,
        review_on=review_on,
        origin=origin_today(session),
    )
    session.add(decision)
    session.flush()
    for candidate in candidates:
        candidate.state, candidate.decision_id = CandidateState.DECIDED, decision.id
    if choice is FollowUpChoice.PROGRESS_REVIEW:
        review = open_review(session, inspection, decision)
        decision.due_from, decision.due_to = review.due_from, review.due_to
        follow_the_report(session, inspection, decision)
    session.flush()
    return decision


def _one_inspection(session: Session, candidates: Sequence[FollowUpCandidate]) -> Inspection:
    inspections = {candidate.inspection_id for candidate in candidates}
    if len(inspections) != 1:
        raise CommandRefused("Choose one or more follow-up candidates of one inspection, and decide on those.")
    return the(session, Inspection, inspections.pop())


def _must_be_undecided(candidate: FollowUpCandidate) -> None:
    if not rules.candidate_may_become(candidate.state, CandidateState.DECIDED):
        name = called(FollowUpCandidate, candidate.id)
        raise CommandRefused(f"The {name} is {candidate.state.value} already: leave it out and decide on the others.")


def _check_decision(
    session: Session,
    by: Viewer,
    on: date,
    choice: FollowUpChoice,
    reason: str,
    decided_on: date,
    review_on: date | None,
    ask: Checked,
) -> None:
    found = decision_problems(
        choice,
        reason=reason,
        role=by.role,
        decided_on=decided_on,
        review_on=review_on,
        on=on,
        thresholds=thresholds(session),
    )
    for problem in found:
        ask.that(False, *SAID_OF[problem])
    signed = choice is not FollowUpChoice.NONE or by.person_id is not None
    ask.that(signed, "choice", "A decision not to follow up carries a signature: sign in as a person of this record.")


def review_no_follow_up(
    session: Session,
    *,
    by: Viewer,
    on: date,
    decision_id: int,
    review_on: date,
    reason: str,
    expected_version: int | None = None,
) -> FollowUpDecision:
    """Look again at a decision not to follow up, and let it stand until another day; signed by a senior manager.

    Where it no longer stands it is reopened instead. Refused for other decisions and closed ones.
    """
    decision = the_decision(session, by, Deed.REVIEW_NO_FOLLOW_UP, decision_id)
    if decision.choice is not FollowUpChoice.NONE or not rules.is_open(decision.state):
        raise CommandRefused("Only an open decision not to follow up is looked at again. Close or schedule the others.")
    ask = Checked(on)
    why = ask.text("reason", reason, limit=ADDED)
    _check_decision(session, by, on, decision.choice, why, on, review_on, ask)
    ask.settle()
    edit(session, decision, {"review_on": review_on}, opened_on=expected_version)
    decision.signed_by_id = by.person_id
    decision.reason = added_to(decision.reason, f"Looked at again on {on:%-d %B %Y}: {why}")
    session.flush()
    return decision


def request_follow_up(
    session: Session, *, by: Viewer, on: date, inspection_id: int, trigger: TriggerKind, reason: str
) -> FollowUpCandidate:
    """Open a duty to decide that no evaluation opened: a ministerial request, a significant concern, or another.

    The reason is kept with the candidate, and the decision is due as for any other from today. Refused before
    publication, and for the triggers that only an evaluation is.
    """
    inspection = running(session, by, Deed.REQUEST_FOLLOW_UP, inspection_id)
    if inspection.publication_state is not PublicationState.PUBLISHED:
        raise CommandRefused("Nothing calls for follow-up before the report is published. Publish it first.")
    ask = Checked(on)
    own = trigger not in (TriggerKind.GRADE, TriggerKind.ASP_STATEMENT)
    ask.that(own, "trigger", "Evaluations open their own candidates: choose another kind of request.")
    why = ask.text("reason", reason, needed="Say who asked for follow-up, and why.")
    ask.settle()
    candidate = FollowUpCandidate(
        inspection_id=inspection.id,
        trigger=trigger,
        state=CandidateState.OWED,
        opened_on=on,
        decide_by=rules.decision_due_on(KnownDate(on), thresholds(session)),
        sequel_note=why,
        origin=origin_today(session),
    )
    session.add(candidate)
    session.flush()
    return candidate


def set_key_area(
    session: Session,
    *,
    by: Viewer,
    on: date,
    candidate_id: int,
    is_key_area: bool,
    expected_version: int | None = None,
) -> FollowUpCandidate:
    """Say whether a candidate's evaluation is of a key area of practice. The duty to decide stays either way."""
    candidate = the_candidate(session, by, Deed.SET_KEY_AREA, candidate_id)
    edit(session, candidate, {"is_key_area": is_key_area}, opened_on=expected_version)
    if candidate.evaluation_id is not None:
        the(session, Evaluation, candidate.evaluation_id).is_key_area = is_key_area
    session.flush()
    return candidate
