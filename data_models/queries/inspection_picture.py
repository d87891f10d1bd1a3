"""One inspection whole: how it ran, what it found, what was decided, and where the record has it from."""

from datetime import date

from sqlalchemy import ColumnElement, case, false, func, or_, select, true
from sqlmodel import Session, col

from data_models.queries import follow_up, inspections
from data_models.queries.corrections import correction_rows, corrections_question
from data_models.queries.evaluations import (
    evaluation_rows,
    evaluations_question,
    total_rows,
    totals_question,
)
from data_models.queries.first_known import first_known
from data_models.queries.inspection_rows import (
    ContradictionRow,
    InspectionPicture,
    LinkedInspection,
    MilestoneRow,
    PublishedRowRow,
    RecommendationRow,
    Report,
    Running,
    SurveyRow,
    TeamRow,
)
from data_models.queries.places import in_area
from data_models.queries.scope import findings_readable, only_if, told_of
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.clocks import days_overdue
from data_models.rules.settings import Thresholds
from data_models.tables import (
    ActionPlan,
    Contradiction,
    Indicator,
    Inspection,
    Milestone,
    Person,
    Programme,
    ProgressReview,
    PublishedImport,
    PublishedRow,
    Recommendation,
    Survey,
    TeamMember,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    ScrutinyBody,
    TeamRole,
)


def inspection_picture(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, inspection_id: int
) -> InspectionPicture | None:
    """One inspection whole, or None when the record has none of that number. One statement."""
    found = together(session, _questions(viewer, inspection_id))
    if not found["in_rows"]:
        return None
    return _answer(found, on, thresholds, inspection_id)


def _questions(viewer: Viewer, inspection_id: int) -> dict[str, Question]:
    this = col(Inspection.id) == inspection_id
    return (
        inspections.questions(viewer, this)
        | follow_up.questions(viewer, this)
        | _running_questions(viewer, this)
        | _findings_questions(viewer, this)
        | _sources_questions(viewer, inspection_id)
    )


def _running_questions(viewer: Viewer, this: ColumnElement[bool]) -> dict[str, Question]:
    return {
        "running": select(*picked(Inspection, Running), col(Programme.attributes_findings))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(this),
        "milestones": select(
            *picked(Milestone, MilestoneRow, "note"),
            only_if(findings_readable(viewer), col(Milestone.note)).label("note"),
            col(Milestone.position),
            first_known(Milestone, "actual_on"),
        )
        .join(Inspection, col(Milestone.inspection_id) == col(Inspection.id))
        .where(this),
        "visits": select(col(ProgressReview.id))
        .join(Inspection, col(ProgressReview.inspection_id) == col(Inspection.id))
        .where(this),
        "team": select(*picked(TeamMember, TeamRow), col(Person.display_name).label("person"))
        .join(Inspection, col(TeamMember.inspection_id) == col(Inspection.id))
        .outerjoin(Person, col(TeamMember.person_id) == col(Person.id))
        .where(this),
        "surveys": select(*picked(Survey, SurveyRow))
        .join(Inspection, col(Survey.inspection_id) == col(Inspection.id))
        .where(this),
    }


def _findings_questions(viewer: Viewer, this: ColumnElement[bool]) -> dict[str, Question]:
    may = findings_readable(viewer), col(Programme.attributes_findings).is_(True)
    return {
        "report": select(*picked(Inspection, Report))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(this, *may),
        "evaluations": evaluations_question(viewer, this),
        "corrections": corrections_question(this),
        "totals": totals_question(viewer, this),
        "recommendations": select(
            *picked(Recommendation, RecommendationRow), col(Indicator.name).label("indicator_name")
        )
        .join(Inspection, col(Recommendation.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .outerjoin(Indicator, col(Recommendation.indicator_id) == col(Indicator.id))
        .where(this, *may),
    }


def _sources_questions(viewer: Viewer, inspection_id: int) -> dict[str, Question]:
    return {
        "chain": _chain(viewer, inspection_id),
        "plan": select(col(ActionPlan.id), col(ActionPlan.state))
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .where(col(Inspection.id) == inspection_id, findings_readable(viewer)),
        "contradictions": contradictions_question(viewer, col(Contradiction.inspection_id) == inspection_id),
        "published_rows": select(*picked(PublishedRow, PublishedRowRow), col(PublishedImport.file_name))
        .join(PublishedImport, col(PublishedRow.import_id) == col(PublishedImport.id))
        .join(Inspection, col(PublishedRow.inspection_id) == col(Inspection.id))
        .where(col(Inspection.id) == inspection_id, findings_readable(viewer)),
    }


def _chain(viewer: Viewer, inspection_id: int) -> Question:
    """What this one follows, and what followed it, by their own word or by a progress review's."""
    before = or_(
        col(Inspection.id).in_(
            select(col(Inspection.follows_inspection_id)).where(col(Inspection.id) == inspection_id).correlate(None)
        ),
        col(Inspection.id).in_(
            select(col(ProgressReview.original_inspection_id)).where(col(ProgressReview.inspection_id) == inspection_id)
        ),
    )
    after = or_(
        func.coalesce(col(Inspection.follows_inspection_id), 0) == inspection_id,
        col(Inspection.id).in_(
            select(func.coalesce(col(ProgressReview.inspection_id), 0)).where(
                col(ProgressReview.original_inspection_id) == inspection_id
            )
        ),
    )
    return (
        select(
            *picked(Inspection, LinkedInspection),
            col(Programme.name).label("programme_name"),
            case((after, true()), else_=false()).label("comes_after"),
        )
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(or_(before, after), told_of(viewer))
    )


def contradictions_question(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    """Disagreements between sources, where the inspection they concern may be read."""
    return (
        select(*picked(Contradiction, ContradictionRow))
        .outerjoin(Inspection, col(Contradiction.inspection_id) == col(Inspection.id))
        .where(or_(col(Contradiction.inspection_id).is_(None), findings_readable(viewer)), *where)
    )


def contradictions_of_area(viewer: Viewer, area_code: str) -> Question:
    return contradictions_question(
        viewer,
        or_(
            col(Contradiction.area_code) == area_code,
            in_area(area_code),
        ),
    )


def contradiction_rows(found: list[Found]) -> tuple[ContradictionRow, ...]:
    return tuple(ContradictionRow(**one) for one in in_order(found, "subject", "id"))


def _answer(found: dict[str, list[Found]], on: date, thresholds: Thresholds, inspection_id: int) -> InspectionPicture:
    running = dict(found["running"][0])
    attributes_findings = running.pop("attributes_findings")
    register = follow_up.answer(found, on, thresholds)
    chain = grouped(in_order(found["chain"], "published_on", "id"), "comes_after")
    plan = found["plan"][0] if found["plan"] else {}
    return InspectionPicture(
        inspection=inspections.answer(found, on)[0],
        running=Running(**running),
        attributes_findings=attributes_findings,
        is_return_visit=bool(found["visits"]),
        milestones=_milestones(found["milestones"], on),
        team=_team(found["team"]),
        surveys=_surveys(found["surveys"], thresholds.small_count),
        report=Report(**found["report"][0]) if found["report"] else None,
        evaluations=evaluation_rows(found["evaluations"]),
        corrections=correction_rows(found["corrections"]),
        totals=total_rows(found["totals"]),
        recommendations=tuple(RecommendationRow(**one) for one in in_order(found["recommendations"], "number")),
        candidates=register.candidates,
        reviews=follow_up.review_rows(found["fu_reviews"], found["fu_findings"]).get(inspection_id, ()),
        follows=tuple(LinkedInspection(**one) for one in chain.get(False, [])),
        followed_by=tuple(LinkedInspection(**one) for one in chain.get(True, [])),
        plan_id=plan.get("id"),
        plan_state=plan.get("state"),
        contradictions=contradiction_rows(found["contradictions"]),
        published_rows=tuple(PublishedRowRow(**one) for one in in_order(found["published_rows"], "file_name", "id")),
    )


def _milestones(found: list[Found], on: date) -> tuple[MilestoneRow, ...]:
    rows = []
    for one in in_order(found, "position", "planned_on", "id"):
        step = dict(one)
        del step["position"]
        rows.append(MilestoneRow(**step, days_late=days_overdue(step["planned_on"], step["actual_on"] or on)))
    return tuple(rows)


def _team(found: list[Found]) -> tuple[TeamRow, ...]:
    """The lead first; within a role our own people before partner bodies'."""
    roles, bodies = list(TeamRole), list(ScrutinyBody)
    ordered = sorted(found, key=lambda one: (roles.index(one["role"]), bodies.index(one["body"]), one["id"]))
    return tuple(TeamRow(**one) for one in ordered)


def _surveys(found: list[Found], small: int) -> tuple[SurveyRow, ...]:
    """A count below the threshold could point at somebody: it is left out, and said to be."""
    rows = []
    for one in in_order(found, "opens_on", "id"):
        count = one["respondents"]
        is_small = count is not None and count < small
        told = {**one, "respondents": None if is_small else count}
        rows.append(SurveyRow(**told, is_withheld=is_small))
    return tuple(rows)
