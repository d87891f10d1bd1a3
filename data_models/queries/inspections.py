"""What has been, is and will be inspected?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlmodel import Session, col

from data_models.queries.places import Place, in_area, places_by_inspection, places_question
from data_models.queries.scope import findings_readable, told_of
from data_models.queries.together import Found, Question, in_order, picked, together
from data_models.rules.clocks import days_overdue
from data_models.rules.references import Kind, reference
from data_models.tables import Evaluation, EvaluationTotal, FollowUpCandidate, Inspection, Milestone, Person, Programme
from data_models.visibility import Viewer
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    DatePrecision,
    Grade,
    MilestoneKind,
    Origin,
    PublicationState,
    Scale,
    ScrutinyType,
    Stage,
    Strand,
)


@dataclass(frozen=True)
class InspectionRow:
    """One inspection in a list. Counts are of evaluations this person may read; 0 where they may read none.

    `lowest_grade` counts totals without names too; `weakest_statement` is of another scale and never compared with it.
    `next_step` is the earliest step of the footprint planned and not yet done, `days_overdue` its lateness.
    """

    id: int
    title: str
    partnership_name: str
    scrutiny_type: ScrutinyType
    theme: str
    stage: Stage
    plan_year: str
    starts_on: date | None
    planned_publication_on: date | None
    publication_state: PublicationState
    published_on: date | None
    published_precision: DatePrecision
    origin: Origin
    follows_inspection_id: int | None
    programme_id: int
    programme_code: str
    programme_name: str
    strand: Strand
    scale: Scale
    lead: str | None
    findings_readable: bool
    areas: tuple[Place, ...]
    evaluations: int
    weak_or_worse: int
    lowest_grade: Grade | None
    weakest_statement: AspStatement | None
    decisions_owed: int
    next_step: str | None
    next_step_on: date | None
    days_overdue: int

    @property
    def reference(self) -> str:
        return reference(Kind.INSPECTION, self.id)

    @property
    def year(self) -> int | None:
        """The year it belongs to: of publication, else of its planned publication, else of its start."""
        day = self.published_on or self.planned_publication_on or self.starts_on
        return None if day is None else day.year


def inspections(
    session: Session,
    viewer: Viewer,
    *,
    on: date,
    programme: str | None = None,
    area_code: str | None = None,
    strand: Strand | None = None,
    stage: Stage | None = None,
    publication_state: PublicationState | None = None,
    year: int | None = None,
) -> tuple[InspectionRow, ...]:
    """Inspections under way and to come first (the next planned step first), then the published, latest first.

    `programme` is a programme's code; `year` is the row's `year`. One statement.
    """
    wanted: dict[ColumnElement[bool], bool] = {
        col(Programme.code) == programme: programme is not None,
        col(Programme.strand) == strand: strand is not None,
        col(Inspection.stage) == stage: stage is not None,
        col(Inspection.publication_state) == publication_state: publication_state is not None,
    }
    where = [condition for condition, is_wanted in wanted.items() if is_wanted]
    where += [] if area_code is None else [in_area(area_code)]
    rows = answer(together(session, questions(viewer, *where)), on)
    return tuple(row for row in rows if year is None or row.year == year)


def questions(viewer: Viewer, *where: ColumnElement[bool]) -> dict[str, Question]:
    """What the list asks, for a page that asks other things in the same statement."""
    return {
        "in_rows": _rows(viewer, *where),
        "in_counts": _counts(viewer),
        "in_totals": _totals(viewer),
        "in_steps": _open_steps(),
        "in_owed": _owed(),
        "places": places_question(),
    }


def _rows(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    return (
        select(
            *picked(Inspection, InspectionRow),
            col(Programme.code).label("programme_code"),
            col(Programme.name).label("programme_name"),
            col(Programme.strand),
            col(Programme.scale),
            col(Person.display_name).label("lead"),
            and_(findings_readable(viewer), col(Programme.attributes_findings).is_(True)).label("findings_readable"),
        )
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .outerjoin(Person, col(Inspection.lead_id) == col(Person.id))
        .where(told_of(viewer), *where)
    )


def _counts(viewer: Viewer) -> Question:
    return (
        select(
            col(Evaluation.inspection_id),
            func.count(col(Evaluation.id)).label("evaluations"),
            func.count(col(Evaluation.id)).filter(col(Evaluation.grade) <= Grade.WEAK).label("weak_or_worse"),
            func.min(col(Evaluation.grade)).label("lowest_grade"),
            # The statements are lettered from the best to the weakest.
            func.max(col(Evaluation.statement)).label("weakest_statement"),
        )
        .join(Inspection, col(Evaluation.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(findings_readable(viewer), col(Programme.attributes_findings).is_(True))
        .group_by(col(Evaluation.inspection_id))
    )


def _totals(viewer: Viewer) -> Question:
    return (
        select(col(EvaluationTotal.inspection_id), func.min(col(EvaluationTotal.grade)).label("lowest_grade"))
        .join(Inspection, col(EvaluationTotal.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(findings_readable(viewer), col(Programme.attributes_findings).is_(True))
        .group_by(col(EvaluationTotal.inspection_id))
    )


def _open_steps() -> Question:
    return (
        select(col(Milestone.inspection_id), col(Milestone.label), col(Milestone.kind), col(Milestone.planned_on))
        .join(Inspection, col(Milestone.inspection_id) == col(Inspection.id))
        .where(
            col(Milestone.actual_on).is_(None),
            col(Milestone.planned_on).is_not(None),
            col(Inspection.stage).not_in([Stage.PUBLISHED, Stage.CANCELLED]),
        )
    )


def _owed() -> Question:
    return (
        select(col(FollowUpCandidate.inspection_id), func.sum(col(FollowUpCandidate.covers)).label("owed"))
        .where(col(FollowUpCandidate.state) == CandidateState.OWED)
        .group_by(col(FollowUpCandidate.inspection_id))
    )


def answer(found: dict[str, list[Found]], on: date) -> tuple[InspectionRow, ...]:
    """The list from what `questions` found."""
    places = places_by_inspection(found["places"])
    counts = {one["inspection_id"]: one for one in found["in_counts"]}
    totals = {one["inspection_id"]: one["lowest_grade"] for one in found["in_totals"]}
    owed = {one["inspection_id"]: one["owed"] for one in found["in_owed"]}
    steps = _first_steps(found["in_steps"])
    rows = []
    for one in in_order(found["in_rows"], "id", newest="published_on"):
        count, step = counts.get(one["id"], {}), steps.get(one["id"], {})
        rows.append(
            InspectionRow(
                **one,
                areas=places.get(one["id"], ()),
                evaluations=count.get("evaluations", 0),
                weak_or_worse=count.get("weak_or_worse", 0),
                lowest_grade=min(filter(None, (count.get("lowest_grade"), totals.get(one["id"]))), default=None),
                weakest_statement=count.get("weakest_statement"),
                decisions_owed=owed.get(one["id"], 0),
                next_step=step.get("label"),
                next_step_on=step.get("planned_on"),
                days_overdue=days_overdue(step.get("planned_on"), on),
            )
        )
    return tuple(sorted(rows, key=_current_first))


def _first_steps(found: list[Found]) -> dict[int, Found]:
    first: dict[int, Found] = {}
    kinds = list(MilestoneKind)
    for one in sorted(found, key=lambda step: (step["planned_on"], kinds.index(step["kind"]), step["label"])):
        first.setdefault(one["inspection_id"], one)
    return first


def _current_first(row: InspectionRow) -> tuple[bool, date]:
    is_past = row.stage in (Stage.PUBLISHED, Stage.CANCELLED)
    return is_past, date.max if is_past else row.next_step_on or row.planned_publication_on or date.max
