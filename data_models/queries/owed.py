"""What is read to know everything that somebody owes: one question per noun, all put in one statement.

The answers are rows as the record has them; what they come to on a day is worked out from the rules.
"""

from sqlalchemy import ColumnElement, exists, func, literal, select
from sqlmodel import col

from data_models.queries.scope import IS_PUBLISHED, findings_readable, source_readable
from data_models.queries.together import Question
from data_models.rules.action_plans import OPEN_STATUSES, PLAN_HAS_ENDED
from data_models.rules.inspections import is_under_way
from data_models.rules.matters import NOWHERE
from data_models.tables import (
    ActionItem,
    ActionPlan,
    Area,
    Assignment,
    AssuranceUpdate,
    Contact,
    ContactPurpose,
    DueDateRevision,
    Evaluation,
    EvaluationTotal,
    FollowUpCandidate,
    FollowUpDecision,
    FormalMonitoring,
    GoodPractice,
    Inspection,
    InspectionArea,
    MeetingAction,
    Milestone,
    Person,
    Programme,
    ProgressReview,
    ReportSilence,
    ReviewNotification,
    RiskFlag,
    SelfEvaluation,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    CandidateState,
    FlagState,
    FollowUpState,
    ItemStatus,
    MeetingActionState,
    MonitoringState,
    Origin,
    PlanState,
    PracticeState,
    Stage,
)

AREA = col(InspectionArea.area_code)
IS_A_STEP_TO_COME = col(Milestone.actual_on).is_(None) & func.coalesce(
    col(Milestone.planned_on), col(Milestone.planned_from)
).is_not(None)
OPEN_PLANS = tuple(state for state in PlanState if state not in PLAN_HAS_ENDED)


def questions(viewer: Viewer) -> dict[str, Question]:
    """Everything that can be owed, as far as this person may know of it."""
    asked = {
        "areas": select(col(Area.gss_code), col(Area.short_name)),
        "assignments": _assignments(),
        "staff": _staff(),
        "inspected": _inspected(),
        "candidates": _candidates(),
        "decisions": _decisions(),
        "reviews_to_come": _reviews_to_come(),
        "monitorings": _monitorings(viewer),
        "plans": _plans(viewer),
        "items": _items(viewer),
        "with_verified": _with_verified(),
        "flags": _flags(viewer),
        "flagged": select(col(RiskFlag.area_code)).distinct(),
        "contacts": _contacts(),
        "purposes": _purposes(),
        "milestones": _milestones(viewer),
        "without_step": _without_step(viewer),
        "self_evaluations": _self_evaluations(),
        "meeting_actions": _meeting_actions(),
        "noted_practices": _noted_practices(viewer),
    }
    # Reviews of deaths and incidents are no published fact: a shared screen is not sent them.
    return asked if viewer.shared_screen else asked | {"quality_assured": _quality_assured()}


def _assignments() -> Question:
    return select(
        col(Assignment.id),
        col(Assignment.area_code),
        col(Assignment.role),
        col(Assignment.person_id),
        col(Assignment.starts_on),
        col(Assignment.ends_on),
        col(Person.left_on),
        col(Person.access_ended_on),
    ).join(Person, col(Assignment.person_id) == col(Person.id))


def _staff() -> Question:
    """Who works here as what, so that nothing is thought owned by somebody who may not act, or by a role nobody has."""
    return select(
        col(Person.id), col(Person.role), col(Person.started_on), col(Person.left_on), col(Person.access_ended_on)
    )


def _inspected() -> Question:
    return (
        select(AREA.label("area_code"))
        .join(Inspection, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED)
        .distinct()
    )


def _candidates() -> Question:
    return (
        select(
            AREA.label("area_code"),
            col(FollowUpCandidate.id),
            col(FollowUpCandidate.inspection_id),
            col(FollowUpCandidate.state),
            col(FollowUpCandidate.covers),
            col(FollowUpCandidate.opened_on),
            col(FollowUpCandidate.decide_by),
            func.coalesce(col(Evaluation.label), col(EvaluationTotal.label), "").label("label"),
            col(FollowUpDecision.choice),
            col(FollowUpDecision.state).label("decision_state"),
            col(Inspection.partnership_name),
            col(Inspection.published_on),
            col(Inspection.published_precision),
            col(Inspection.intention_recorded),
            col(Inspection.timescale_text),
            col(ReportSilence.id).label("silence_id"),
        )
        .join(Inspection, col(FollowUpCandidate.inspection_id) == col(Inspection.id))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .outerjoin(FollowUpDecision, col(FollowUpCandidate.decision_id) == col(FollowUpDecision.id))
        .outerjoin(ReportSilence, col(ReportSilence.inspection_id) == col(Inspection.id))
        .outerjoin(Evaluation, col(FollowUpCandidate.evaluation_id) == col(Evaluation.id))
        .outerjoin(EvaluationTotal, col(FollowUpCandidate.evaluation_total_id) == col(EvaluationTotal.id))
        .where(IS_PUBLISHED, col(FollowUpCandidate.state).in_([CandidateState.OWED, CandidateState.DECIDED]))
    )


def _decisions() -> Question:
    return (
        select(
            AREA.label("area_code"),
            col(FollowUpDecision.id),
            col(FollowUpDecision.inspection_id),
            col(FollowUpDecision.choice),
            col(FollowUpDecision.state),
            col(FollowUpDecision.decided_on),
            col(FollowUpDecision.signed_by_id),
            col(FollowUpDecision.review_on),
            col(FollowUpDecision.due_to),
            col(FollowUpDecision.window_is_default),
            col(Inspection.partnership_name),
        )
        .join(Inspection, col(FollowUpDecision.inspection_id) == col(Inspection.id))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED, col(FollowUpDecision.state) != FollowUpState.CLOSED)
    )


def _reviews_to_come() -> Question:
    return select(col(ProgressReview.decision_id), col(ProgressReview.sequence), col(ProgressReview.due_to)).where(
        col(ProgressReview.reported_on).is_(None), col(ProgressReview.decision_id).is_not(None)
    )


def _monitorings(viewer: Viewer) -> Question:
    given = (
        select(col(AssuranceUpdate.monitoring_id), func.max(col(AssuranceUpdate.given_on)).label("last_on"))
        .group_by(col(AssuranceUpdate.monitoring_id))
        .subquery()
    )
    return (
        select(
            col(FormalMonitoring.area_code),
            col(FormalMonitoring.id),
            col(FormalMonitoring.inspection_id),
            col(FormalMonitoring.state),
            col(FormalMonitoring.proposed_on),
            col(FormalMonitoring.opened_on),
            col(FormalMonitoring.review_every_weeks),
            col(FormalMonitoring.next_review_on),
            given.c.last_on,
            func.coalesce(col(Inspection.partnership_name), "").label("partnership_name"),
        )
        .outerjoin(given, given.c.monitoring_id == col(FormalMonitoring.id))
        .outerjoin(Inspection, col(FormalMonitoring.inspection_id) == col(Inspection.id))
        .where(
            col(FormalMonitoring.state).in_([MonitoringState.PROPOSED, MonitoringState.OPEN]),
            source_readable(viewer, col(FormalMonitoring.inspection_id)),
        )
    )


def _plans(viewer: Viewer) -> Question:
    return (
        select(
            AREA.label("area_code"),
            col(ActionPlan.id),
            col(ActionPlan.inspection_id),
            col(ActionPlan.name),
            col(ActionPlan.state),
            col(ActionPlan.requested_on),
            col(ActionPlan.due_on),
            col(ActionPlan.due_is_default),
            col(ActionPlan.received_on),
            col(ActionPlan.judgement),
            col(ActionPlan.judged_on),
            col(ActionPlan.agreed_on),
            col(Inspection.partnership_name),
        )
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(findings_readable(viewer), col(ActionPlan.state).in_(OPEN_PLANS))
    )


def _items(viewer: Viewer) -> Question:
    later = col(DueDateRevision.to_due_on) > col(DueDateRevision.from_due_on)
    postponed = (
        select(col(DueDateRevision.item_id), func.count().label("times"))
        .where(later)
        .group_by(col(DueDateRevision.item_id))
        .subquery()
    )
    return (
        select(
            AREA.label("area_code"),
            col(ActionItem.id),
            col(ActionItem.plan_id),
            col(ActionItem.number),
            col(ActionItem.text),
            col(ActionItem.lead_agency),
            col(ActionItem.status),
            col(ActionItem.due_on),
            col(ActionItem.claimed_on),
            col(ActionItem.claim_recorded_by_id),
            col(ActionItem.disputed_on),
            func.coalesce(postponed.c.times, 0).label("postponed"),
        )
        .join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .outerjoin(postponed, postponed.c.item_id == col(ActionItem.id))
        .where(findings_readable(viewer), col(ActionItem.status).in_(sorted(OPEN_STATUSES)))
    )


def _with_verified() -> Question:
    """The open plans of which something was seen done."""
    return (
        select(col(ActionItem.plan_id))
        .join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
        .where(col(ActionItem.status) == ItemStatus.VERIFIED, col(ActionPlan.state).in_(OPEN_PLANS))
        .distinct()
    )


def _flags(viewer: Viewer) -> Question:
    return select(
        col(RiskFlag.area_code),
        col(RiskFlag.id),
        col(RiskFlag.inspection_id),
        col(RiskFlag.title),
        col(RiskFlag.theme),
        col(RiskFlag.descriptor),
        col(RiskFlag.impact_level),
        col(RiskFlag.raised_on),
        col(RiskFlag.review_on),
        col(RiskFlag.muted_until),
        col(RiskFlag.owner_id),
    ).where(col(RiskFlag.state) == FlagState.OPEN, source_readable(viewer, col(RiskFlag.inspection_id)))


def _contacts() -> Question:
    """Days only: what was said is nobody's business here."""
    return select(col(Contact.area_code), col(Contact.held_on)).distinct()


def _purposes() -> Question:
    return (
        select(col(Contact.area_code), col(ContactPurpose.purpose), col(Contact.held_on))
        .join(Contact, col(ContactPurpose.contact_id) == col(Contact.id))
        .distinct()
    )


def _milestones(viewer: Viewer) -> Question:
    return (
        select(
            AREA.label("area_code"),
            col(Milestone.id),
            col(Milestone.inspection_id),
            col(Milestone.kind),
            col(Milestone.label),
            col(Milestone.planned_from),
            col(Milestone.planned_on),
            col(Inspection.partnership_name),
        )
        .join(Inspection, col(Milestone.inspection_id) == col(Inspection.id))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(is_to_come(viewer), IS_A_STEP_TO_COME)
    )


def _without_step(viewer: Viewer) -> Question:
    """Inspections to come of which no step is: not the visit of a follow-up, whose own clock runs."""
    has_step = exists().where(col(Milestone.inspection_id) == col(Inspection.id), IS_A_STEP_TO_COME)
    is_visit = exists().where(
        col(ProgressReview.inspection_id) == col(Inspection.id),
        col(ProgressReview.decision_id).is_not(None),
        col(ProgressReview.reported_on).is_(None),
    )
    return (
        select(AREA.label("area_code"), col(Inspection.id), col(Inspection.partnership_name), col(Inspection.starts_on))
        .join(Inspection, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(is_to_come(viewer), ~has_step, ~is_visit)
    )


def is_to_come(viewer: Viewer) -> ColumnElement[bool]:
    """That an inspection is under way is no secret once it is notified; one that is only planned is."""
    under_way = [stage for stage in Stage if is_under_way(stage)]
    is_planned = (col(Inspection.stage) == Stage.PLANNED) & findings_readable(viewer)
    return col(Inspection.stage).in_(under_way) | is_planned


def _self_evaluations() -> Question:
    """Those of the office that are not answered. Of the published past no more is known, and nobody is asked."""
    own = SelfEvaluation
    is_answered = col(own.letter_issued_on).is_not(None) & col(own.feedback_given_on).is_not(None)
    return (
        select(
            col(own.area_code),
            col(own.id),
            col(own.programme_id),
            col(own.due_on),
            col(own.submitted_on),
            col(own.is_validated),
            col(own.validated_on),
            col(own.letter_issued_on),
            col(own.feedback_given_on),
            col(Programme.code),
            col(Programme.name),
        )
        .join(Programme, col(own.programme_id) == col(Programme.id))
        .where(
            col(own.origin) != Origin.PUBLISHED_RECORD,
            col(own.submitted_on).is_(None) | (col(own.is_validated) & ~is_answered),
        )
    )


def _meeting_actions() -> Question:
    """What a meeting said may be read by everybody in the office, and on the screen it was said before."""
    return select(
        func.coalesce(col(MeetingAction.area_code), literal(NOWHERE)).label("area_code"),
        col(MeetingAction.id),
        col(MeetingAction.meeting_id),
        col(MeetingAction.text),
        col(MeetingAction.given_on),
        col(MeetingAction.owner_id),
        col(MeetingAction.due_on),
    ).where(col(MeetingAction.state) == MeetingActionState.OPEN)


def _noted_practices(viewer: Viewer) -> Question:
    return select(
        col(GoodPractice.area_code),
        col(GoodPractice.id),
        col(GoodPractice.inspection_id),
        col(GoodPractice.title),
        col(GoodPractice.noted_on),
    ).where(col(GoodPractice.state) == PracticeState.NOTED, source_readable(viewer, col(GoodPractice.inspection_id)))


def _quality_assured() -> Question:
    return select(
        col(ReviewNotification.area_code),
        col(ReviewNotification.id),
        col(ReviewNotification.kind),
        col(ReviewNotification.reference),
        col(ReviewNotification.known_on),
        col(ReviewNotification.notified_on),
        col(ReviewNotification.decision),
        col(ReviewNotification.decided_on),
        col(ReviewNotification.report_due_on),
        col(ReviewNotification.report_received_on),
        col(ReviewNotification.feedback_due_on),
    ).where(col(ReviewNotification.feedback_given_on).is_(None))
