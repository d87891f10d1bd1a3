"""What an imported file tells of follow-up: reviews linked to their inspections, duties to decide opened or closed."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col

from data_models.commands.found import rows_of, the
from data_models.queries.published_import import STILL_OPEN, CandidatePlan, ImportPlan, label_of
from data_models.queries.record import thresholds
from data_models.rules.follow_up import decision_due_on
from data_models.rules.known_dates import KnownDate
from data_models.rules.published_facts import EvaluationFact, TotalFact
from data_models.rules.published_sequels import Account, Ground
from data_models.rules.published_words import known_text, plain_name
from data_models.tables import Evaluation, EvaluationTotal, FollowUpCandidate, Inspection, ProgressReview
from data_models.vocabulary import CandidateState, DatePrecision, Origin, Scale, TriggerKind

WHAT_FOLLOWED = {
    Ground.REVIEW_OF_IT: "A progress review followed",
    Ground.LATER_INSPECTION: "A later inspection of the same strand followed",
    Ground.SAID_TO_EXIST: "The source says that a progress review followed; its report is not in the record",
}
TRIGGER_ON = {Scale.SIX_POINT: TriggerKind.GRADE, Scale.ASP_STATEMENT: TriggerKind.ASP_STATEMENT}


def day_of(report: Inspection) -> date | None:
    """The day a report was published; None where only its month or year is known, which no column here can say."""
    return report.published_on if report.published_precision is DatePrecision.DAY else None


def link_reviews(session: Session, plan: ImportPlan, reports: Mapping[str, Inspection]) -> None:
    """Each new progress review becomes a review of the inspection it follows, in the order of their numbers."""
    taken: dict[int, set[int]] = {}
    for review in rows_of(session, ProgressReview):
        taken.setdefault(review.original_inspection_id, set()).add(review.sequence)
    for one in sorted(plan.new_inspections, key=lambda one: one.facts.programme.review_number or 0):
        if one.reviews is None:
            continue
        report, original = reports[one.facts.key], reports[one.reviews]
        report.follows_inspection_id = original.id
        used = taken.setdefault(original.id, set())
        sequence = _free(used, one.facts.programme.review_number or 1)
        used.add(sequence)
        session.add(
            ProgressReview(
                original_inspection_id=original.id,
                inspection_id=report.id,
                sequence=sequence,
                reported_on=day_of(report),
                outcome=one.facts.follow_up.outcome,
                outcome_text=one.facts.follow_up.stated,
                origin=Origin.PUBLISHED_RECORD,
            )
        )


def _free(used: set[int], wanted: int) -> int:
    return wanted if wanted not in used else max(used) + 1


def open_or_close(session: Session, plan: ImportPlan, reports: Mapping[str, Inspection]) -> None:
    """Open every duty to decide that the plan names, in its state; close those whose sequel the file tells."""
    session.flush()
    limits = thresholds(session)
    for one in plan.candidates:
        report = reports[one.account.inspection.key]
        if one.candidate_id is not None:
            _close(the(session, FollowUpCandidate, one.candidate_id), one.account, reports)
            continue
        candidate = _opened(session, one, report)
        if one.state is CandidateState.OWED:
            candidate.decide_by = decision_due_on(one.account.inspection.published, limits)
        if one.state is CandidateState.CLOSED:
            _close(candidate, one.account, reports)
        session.add(candidate)
    _recount(session, plan)


def _opened(session: Session, plan: CandidatePlan, report: Inspection) -> FollowUpCandidate:
    trigger = plan.account.trigger
    candidate = FollowUpCandidate(
        inspection_id=report.id,
        trigger=TriggerKind.GRADE,
        covers=plan.account.covers,
        state=plan.state,
        opened_on=day_of(report),
        sequel_note=plan.account.said,
        origin=Origin.PUBLISHED_RECORD,
    )
    if isinstance(trigger, TotalFact):
        candidate.evaluation_total_id = _total_id(session, report, trigger)
    else:
        candidate.evaluation_id = _evaluation_id(session, report, trigger)
        candidate.trigger = TRIGGER_ON[trigger.words.scale]
    return candidate


def _evaluation_id(session: Session, report: Inspection, fact: EvaluationFact) -> int:
    name, words = plain_name(label_of(fact)), fact.words
    value = (words.grade, words.statement, words.finding)
    return next(
        one.id
        for one in rows_of(session, Evaluation, col(Evaluation.inspection_id) == report.id)
        if plain_name(one.label) == name and (one.grade, one.statement, one.progress) == value
    )


def _total_id(session: Session, report: Inspection, fact: TotalFact) -> int:
    return next(
        one.id
        for one in rows_of(session, EvaluationTotal, col(EvaluationTotal.inspection_id) == report.id)
        if plain_name(one.label) == plain_name(fact.label) and one.grade is fact.grade
    )


def _close(candidate: FollowUpCandidate, account: Account, reports: Mapping[str, Inspection]) -> None:
    """Close a duty to decide by the first sequel that the sources tell, on the day that it was published."""
    candidate.state = CandidateState.CLOSED
    candidate.close_reason = f"{WHAT_FOLLOWED[account.ground]}."
    if account.said and account.said not in candidate.sequel_note:
        candidate.sequel_note = account.said
    if account.sequels:
        sequel = reports[account.sequels[0]]
        candidate.closed_by_inspection_id, candidate.closed_on = sequel.id, day_of(sequel)
        known = KnownDate(sequel.published_on, sequel.published_precision)
        when = known_text(known) if known.is_known else "date not stated"
        candidate.close_reason = f"{WHAT_FOLLOWED[account.ground]} ({when})."


def _recount(session: Session, plan: ImportPlan) -> None:
    """A count of evaluations without names shrinks where the file names some of them."""
    for number, fact in (changed for one in plan.inspections for changed in one.changed_totals):
        for candidate in rows_of(session, FollowUpCandidate, col(FollowUpCandidate.evaluation_total_id) == number):
            candidate.covers = max(1, fact.unnamed)
            if fact.unnamed == 0 and candidate.state in STILL_OPEN:
                candidate.state = CandidateState.CLOSED
                candidate.close_reason = "Every evaluation of this count is now named, and has its own candidate."
