"""The visit of a progress review: an inspection of its own, of which one step is known, when it is on site."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.found import areas_of, only, origin_today, the
from data_models.rules.inspections import may_have_findings
from data_models.tables import FollowUpDecision, Inspection, InspectionArea, Milestone, ProgressReview
from data_models.vocabulary import FollowUpState, MilestoneKind, ScrutinyType


def visit_of(session: Session, review: ProgressReview) -> Inspection:
    """The review's own inspection, made when it has none."""
    if review.inspection_id is not None:
        return the(session, Inspection, review.inspection_id)
    original = the(session, Inspection, review.original_inspection_id)
    visit = Inspection(
        programme_id=original.programme_id,
        scrutiny_type=ScrutinyType.PROGRESS_REVIEW,
        title=f"Progress review {review.sequence}: {original.title}"[:200] if original.title else "",
        partnership_name=original.partnership_name,
        theme=original.theme,
        legal_basis=original.legal_basis,
        lead_id=original.lead_id,
        follows_inspection_id=original.id,
        origin=origin_today(session),
    )
    session.add(visit)
    session.flush()
    codes = areas_of(session, original.id)
    session.add_all(InspectionArea(inspection_id=visit.id, area_code=code) for code in codes)
    review.inspection_id = visit.id
    return visit


def keep_step_with(session: Session, visit: Inspection, began_on: date | None = None) -> None:
    """Once the visit of a scheduled review is on site, the review has begun: however that was recorded, and on that
    day where it was told. For an inspection that is no such visit nothing happens.
    """
    if not may_have_findings(visit.stage):
        return
    of_visit = (col(ProgressReview.inspection_id) == visit.id, col(ProgressReview.reported_on).is_(None))
    review = only(session, ProgressReview, *of_visit)
    if review is not None and review.decision_id is not None:
        decision = the(session, FollowUpDecision, review.decision_id)
        if decision.state is FollowUpState.SCHEDULED:
            decision.state = FollowUpState.IN_PROGRESS
            visit.starts_on = began_on or visit.starts_on


def plan_on_site(session: Session, visit: Inspection, first: date, last: date | None) -> None:
    """Keep the one step of the visit's footprint that is known, when it is on site; its clock runs until it begins."""
    step = on_site(session, visit)
    step.planned_from, step.planned_on = first if last is not None else None, last or first


def on_site(session: Session, visit: Inspection) -> Milestone:
    """That step; made where the visit has none."""
    of_visit = (col(Milestone.inspection_id) == visit.id, col(Milestone.kind) == MilestoneKind.ON_SITE)
    step = only(session, Milestone, *of_visit) or Milestone(
        inspection_id=visit.id, kind=MilestoneKind.ON_SITE, label="On site", position=1
    )
    session.add(step)
    return step
