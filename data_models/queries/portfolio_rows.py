"""What goes into the portfolio: which columns of which tables, and which rows this person may see."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select, true
from sqlmodel import SQLModel, col

from data_models.queries.scope import findings_readable, free_text_readable, only_if, source_readable, told_of
from data_models.queries.together import Question
from data_models.rules.inspections import is_under_way
from data_models.tables import (
    ActionItem,
    ActionPlan,
    ActionUpdate,
    AgendaItem,
    Area,
    AreaAlias,
    AssuranceUpdate,
    Contact,
    ContactPurpose,
    Contradiction,
    DueDateRevision,
    Evaluation,
    EvaluationTotal,
    ExitLine,
    Factor,
    FollowUpCandidate,
    FollowUpDecision,
    FootprintStep,
    FormalMonitoring,
    GoodPractice,
    Indicator,
    Inspection,
    InspectionArea,
    ItemRecommendation,
    Meeting,
    MeetingAction,
    MeetingAttendance,
    MeetingDecision,
    Milestone,
    Partnership,
    PartnershipArea,
    Person,
    PlannedScrutiny,
    PracticeShare,
    Programme,
    ProgrammeMilestone,
    ProgressReview,
    Recommendation,
    ReportSilence,
    ReviewNotification,
    RiskFlag,
    SelfEvaluation,
    Survey,
    TeamMember,
    ThematicParticipation,
)
from data_models.visibility import Viewer
from data_models.vocabulary import Stage

# Never exported: how to reach or recognise a person, and what only the storage needs.
PRIVATE = frozenset({"row_version", "work_email", "sign_ins_ended_at", "issuer", "subject", "access_ended_on"})


def questions(viewer: Viewer) -> dict[str, Question]:
    """Rows by section; each has the columns of its table under their own names."""
    asked = (
        _open_to_all()
        | _of_meetings()
        | _of_inspections(viewer)
        | _of_follow_up(viewer)
        | _of_plans(viewer)
        | _of_areas(viewer)
    )
    return asked if viewer.shared_screen else asked | {"reviews": rows(ReviewNotification)}


def rows(table: type[SQLModel], *without: str, where: ColumnElement[bool] | None = None, **instead: Any) -> Question:
    """Every column of a table but the private ones; `instead` puts an expression in a column's place."""
    columns = [
        instead[column.name].label(column.name) if column.name in instead else column
        for column in table.__table__.columns  # type: ignore[attr-defined]
        if column.name not in PRIVATE | set(without)
    ]
    question: Question = select(*columns)
    return question if where is None else question.where(where)


def _open_to_all() -> dict[str, Question]:
    return {
        "areas": rows(Area),
        "aliases": rows(AreaAlias, "id", "folded"),
        "partnerships": rows(Partnership),
        "partnership_areas": rows(PartnershipArea),
        "people": rows(Person),
        "programmes": rows(Programme),
        "indicators": rows(Indicator),
        "footprint_steps": rows(FootprintStep),
        "programme_milestones": rows(ProgrammeMilestone),
        "participations": rows(ThematicParticipation, note=_attributed(ThematicParticipation)),
        "self_evaluations": rows(SelfEvaluation, note=_attributed(SelfEvaluation)),
        "planned_scrutiny": rows(PlannedScrutiny),
    }


def _attributed(table: type[ThematicParticipation] | type[SelfEvaluation]) -> ColumnElement[str]:
    """The note, but for programmes whose findings are not attributed to single areas."""
    return only_if(col(table.programme_id).in_(_attributing()), col(table.note))


def _attributing() -> Select[int]:
    """Programmes whose findings are attributed to single areas."""
    return select(col(Programme.id)).where(col(Programme.attributes_findings).is_(True))


def _of_meetings() -> dict[str, Question]:
    """What a meeting wrote is read by everybody, and in the room it was written before."""
    return {
        "meetings": rows(Meeting),
        "agenda_items": rows(AgendaItem),
        "attendance": rows(MeetingAttendance),
        "meeting_decisions": rows(MeetingDecision),
        "meeting_actions": rows(MeetingAction),
    }


def _of_inspections(viewer: Viewer) -> dict[str, Question]:
    # Findings that are attributed to no area are exported to nobody, as they are shown to nobody.
    attributed = col(Inspection.programme_id).in_(_attributing())
    readable = and_(findings_readable(viewer), attributed)
    theirs = select(col(Inspection.id)).where(readable)
    known = select(col(Inspection.id)).where(told_of(viewer))
    under_way = col(Inspection.stage).in_([stage for stage in Stage if is_under_way(stage)])
    brief: Question = select(
        col(Inspection.id),
        col(Inspection.programme_id),
        col(Inspection.partnership_name),
        col(Inspection.stage),
        col(Inspection.starts_on),
        col(Inspection.planned_publication_on),
        col(Inspection.publication_state),
        col(Inspection.published_on),
        col(Inspection.published_precision),
    ).where(not_(readable), or_(under_way, and_(findings_readable(viewer), not_(attributed))))
    return {
        "inspections": rows(Inspection, where=readable),
        "inspections_in_brief": brief,
        "inspection_areas": rows(InspectionArea, where=col(InspectionArea.inspection_id).in_(known)),
        "milestones": rows(
            Milestone,
            where=col(Milestone.inspection_id).in_(known),
            note=only_if(col(Milestone.inspection_id).in_(theirs), col(Milestone.note)),
        ),
        "team": rows(TeamMember, where=col(TeamMember.inspection_id).in_(known)),
        # A count so small could point at somebody, and what is small is a setting that may change: no count leaves.
        "surveys": rows(Survey, "respondents", where=col(Survey.inspection_id).in_(known)),
        "silences": rows(
            ReportSilence,
            where=col(ReportSilence.inspection_id).in_(known),
            reason=only_if(col(ReportSilence.inspection_id).in_(theirs), col(ReportSilence.reason)),
        ),
        "evaluations": rows(Evaluation, where=col(Evaluation.inspection_id).in_(theirs)),
        "totals": rows(EvaluationTotal, where=col(EvaluationTotal.inspection_id).in_(theirs)),
        "recommendations": rows(Recommendation, where=col(Recommendation.inspection_id).in_(theirs)),
        "contradictions": rows(Contradiction, where=source_readable(viewer, col(Contradiction.inspection_id))),
    }


def _of_follow_up(viewer: Viewer) -> dict[str, Question]:
    theirs = select(col(Inspection.id)).where(findings_readable(viewer))
    seen = source_readable(viewer, col(FormalMonitoring.inspection_id))
    of_seen = select(col(FormalMonitoring.id)).where(seen)
    inside = free_text_readable(viewer, col(FormalMonitoring.area_code))
    told = col(AssuranceUpdate.monitoring_id).in_(select(col(FormalMonitoring.id)).where(inside))
    assessed = col(ExitLine.monitoring_id).in_(select(col(FormalMonitoring.id)).where(inside))
    outcome = source_readable(viewer, col(ProgressReview.inspection_id))
    return {
        "candidates": rows(FollowUpCandidate, where=col(FollowUpCandidate.inspection_id).in_(theirs)),
        "decisions": rows(FollowUpDecision, where=col(FollowUpDecision.inspection_id).in_(theirs)),
        "progress_reviews": rows(
            ProgressReview,
            "outcome",
            where=col(ProgressReview.original_inspection_id).in_(theirs),
            outcome_text=only_if(outcome, col(ProgressReview.outcome_text)),
        ),
        "monitorings": rows(FormalMonitoring, where=seen, reason=only_if(inside, col(FormalMonitoring.reason))),
        "assurances": rows(
            AssuranceUpdate,
            where=col(AssuranceUpdate.monitoring_id).in_(of_seen),
            summary=only_if(told, col(AssuranceUpdate.summary)),
        ),
        "exit_lines": rows(
            ExitLine,
            where=col(ExitLine.monitoring_id).in_(of_seen),
            evidence=only_if(assessed, col(ExitLine.evidence)),
        ),
    }


def _of_plans(viewer: Viewer) -> dict[str, Question]:
    inspections = select(col(Inspection.id)).where(findings_readable(viewer))
    plans = select(col(ActionPlan.id)).where(col(ActionPlan.inspection_id).in_(inspections))
    items = select(col(ActionItem.id)).where(col(ActionItem.plan_id).in_(plans))
    return {
        "plans": rows(ActionPlan, where=col(ActionPlan.inspection_id).in_(inspections)),
        "items": rows(ActionItem, where=col(ActionItem.plan_id).in_(plans)),
        "item_recommendations": rows(ItemRecommendation, where=col(ItemRecommendation.item_id).in_(items)),
        "revisions": rows(DueDateRevision, where=col(DueDateRevision.item_id).in_(items)),
        "updates": rows(ActionUpdate, where=col(ActionUpdate.item_id).in_(items)),
    }


def _of_areas(viewer: Viewer) -> dict[str, Question]:
    inside = free_text_readable(viewer, col(Contact.area_code))
    inside_factor = free_text_readable(viewer, col(Factor.area_code))
    inside_flag = free_text_readable(viewer, col(RiskFlag.area_code))
    own_screen = false() if viewer.shared_screen else true()
    noted = source_readable(viewer, col(GoodPractice.inspection_id))
    shared = col(PracticeShare.practice_id).in_(select(col(GoodPractice.id)).where(noted))
    return {
        "flags": rows(
            RiskFlag,
            where=source_readable(viewer, col(RiskFlag.inspection_id)),
            evidence=only_if(inside_flag, col(RiskFlag.evidence)),
            mute_reason=only_if(own_screen, col(RiskFlag.mute_reason)),
            close_reason=only_if(own_screen, col(RiskFlag.close_reason)),
        ),
        "contacts": rows(
            Contact,
            summary=only_if(inside, col(Contact.summary)),
            signposted_to=only_if(inside, col(Contact.signposted_to)),
        ),
        "contact_purposes": rows(ContactPurpose),
        "factors": rows(
            Factor,
            where=source_readable(viewer, col(Factor.inspection_id)),
            text=only_if(inside_factor, col(Factor.text)),
        ),
        "practices": rows(GoodPractice, where=noted),
        "shares": rows(PracticeShare, where=shared),
    }
