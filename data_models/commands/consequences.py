"""What follows by itself once findings are published: duties to decide, a plan requested, monitoring proposed."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.found import areas_of, only, origin_today, programme_of, rows_of
from data_models.queries.record import thresholds
from data_models.rules import action_plans, follow_up, monitoring
from data_models.rules.gradings import Judgement
from data_models.rules.known_dates import KnownDate
from data_models.tables import (
    ActionPlan,
    Evaluation,
    EvaluationTotal,
    FollowUpCandidate,
    FormalMonitoring,
    Inspection,
    ProgressReview,
    Recommendation,
)
from data_models.tables.base import PROSE
from data_models.vocabulary import (
    CandidateState,
    MonitoringState,
    Origin,
    PlanState,
    PublicationState,
    Scale,
    TriggerKind,
)

PROMISED = "The report itself says that follow-up is intended: "


def published_of(inspection: Inspection) -> KnownDate:
    """When its report was published, as exactly as that is known."""
    return KnownDate(inspection.published_on, inspection.published_precision)


def judgement_of(evaluation: Evaluation) -> Judgement:
    return Judgement(
        scale=evaluation.scale,
        standing=evaluation.standing,
        grade=evaluation.grade,
        statement=evaluation.statement,
    )


def trigger_of(inspection: Inspection, evaluation: Evaluation) -> follow_up.Trigger | None:
    """Why this evaluation calls for a decision on follow-up, or None. Never before publication."""
    is_published = inspection.publication_state is PublicationState.PUBLISHED
    return follow_up.trigger_of(judgement_of(evaluation), published=is_published, is_key_area=evaluation.is_key_area)


def open_candidates(session: Session, inspection: Inspection, on: date) -> list[FollowUpCandidate]:
    """Open the duty to decide on every evaluation, and every count without names, that calls for it and has none."""
    evaluations = rows_of(session, Evaluation, col(Evaluation.inspection_id) == inspection.id)
    totals = rows_of(session, EvaluationTotal, col(EvaluationTotal.inspection_id) == inspection.id)
    found = [open_candidate(session, inspection, evaluation, on) for evaluation in evaluations]
    found += [_open_for_total(session, inspection, total, on) for total in totals]
    return [candidate for candidate in found if candidate is not None]


def open_candidate(
    session: Session, inspection: Inspection, evaluation: Evaluation, on: date
) -> FollowUpCandidate | None:
    """Open the duty to decide on one evaluation, if it calls for it and has none yet."""
    trigger = trigger_of(inspection, evaluation)
    if trigger is None or only(session, FollowUpCandidate, col(FollowUpCandidate.evaluation_id) == evaluation.id):
        return None
    candidate = _candidate(session, inspection, trigger.kind, on)
    candidate.evaluation_id = evaluation.id
    candidate.is_key_area = evaluation.is_key_area
    return candidate


def _open_for_total(
    session: Session, inspection: Inspection, total: EvaluationTotal, on: date
) -> FollowUpCandidate | None:
    is_published = inspection.publication_state is PublicationState.PUBLISHED
    trigger = follow_up.trigger_of(Judgement(Scale.SIX_POINT, grade=total.grade), published=is_published)
    has_one = only(session, FollowUpCandidate, col(FollowUpCandidate.evaluation_total_id) == total.id)
    if trigger is None or total.unnamed == 0 or has_one:
        return None
    candidate = _candidate(session, inspection, trigger.kind, on)
    candidate.evaluation_total_id = total.id
    candidate.covers = total.unnamed
    return candidate


def open_for_intention(session: Session, inspection: Inspection, on: date) -> FollowUpCandidate | None:
    """Open a duty to decide on the follow-up that a published report promises, if nothing it evaluates opened one."""
    promises = follow_up.promises_follow_up(
        published=inspection.publication_state is PublicationState.PUBLISHED,
        intention_recorded=bool(inspection.intention_recorded),
        is_history=inspection.origin is Origin.PUBLISHED_RECORD,
        is_return_visit=only(session, ProgressReview, col(ProgressReview.inspection_id) == inspection.id) is not None,
    )
    if not promises or only(session, FollowUpCandidate, col(FollowUpCandidate.inspection_id) == inspection.id):
        return None
    candidate = _candidate(session, inspection, TriggerKind.OTHER, on)
    candidate.sequel_note = f"{PROMISED}{inspection.intention_text}"[:PROSE]
    return candidate


def _candidate(session: Session, inspection: Inspection, trigger: TriggerKind, on: date) -> FollowUpCandidate:
    candidate = FollowUpCandidate(
        inspection_id=inspection.id,
        trigger=trigger,
        state=CandidateState.OWED,
        opened_on=on,
        decide_by=follow_up.decision_due_on(published_of(inspection), thresholds(session)),
        origin=origin_today(session),
    )
    session.add(candidate)
    return candidate


def request_plan(session: Session, inspection: Inspection, stated_due_on: date | None = None) -> ActionPlan | None:
    """Request the partnership's plan where the report asks for one or recommends anything; its day is the report's own,
    else the programme's number of weeks, else the default, and then marked as a default."""
    recommends = only(session, Recommendation, col(Recommendation.inspection_id) == inspection.id) is not None
    has_one = only(session, ActionPlan, col(ActionPlan.inspection_id) == inspection.id) is not None
    if has_one or not (inspection.requests_plan or recommends):
        return None
    programme = programme_of(session, inspection)
    weeks = action_plans.weeks_to_plan(programme.plan_weeks, thresholds(session))
    plan = ActionPlan(
        inspection_id=inspection.id,
        name=programme.plan_name,
        state=PlanState.REQUESTED,
        requested_on=inspection.published_on,
        due_on=stated_due_on or action_plans.plan_due_on(published_of(inspection), weeks),
        due_is_default=stated_due_on is None,
        origin=origin_today(session),
    )
    session.add(plan)
    return plan


def propose_monitoring_of(session: Session, inspection: Inspection, on: date) -> list[FormalMonitoring]:
    """Propose formal monitoring of each area where the findings identify significant concerns, whatever the grades.

    Also where an area is under it already: a senior manager answers every proposal.
    """
    is_published = inspection.publication_state is PublicationState.PUBLISHED
    concerns = inspection.has_significant_concerns
    if not monitoring.proposes_monitoring(significant_concerns=concerns, published=is_published):
        return []
    reason = inspection.significant_concerns_text or "The published findings identify significant concerns."
    return [propose(session, code, reason, on, inspection.id) for code in areas_of(session, inspection.id)]


def propose(
    session: Session, area_code: str, reason: str, on: date, inspection_id: int | None = None
) -> FormalMonitoring:
    """Put formal monitoring of an area before a senior manager. It starts nothing."""
    proposal = FormalMonitoring(
        area_code=area_code,
        inspection_id=inspection_id,
        state=MonitoringState.PROPOSED,
        reason=reason,
        proposed_on=on,
        review_every_weeks=thresholds(session).monitoring_review_weeks,
        origin=origin_today(session),
    )
    session.add(proposal)
    return proposal
