"""What inspections judged, in their own scales: the rows that several pages show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import col

from data_models.queries.scope import findings_readable
from data_models.queries.together import Found, Question, in_order, picked
from data_models.rules.references import Kind, reference
from data_models.tables import Evaluation, EvaluationTotal, Indicator, Inspection, Programme, Recommendation
from data_models.visibility import Viewer
from data_models.vocabulary import (
    AspStatement,
    DatePrecision,
    Grade,
    ProgressFinding,
    PublicationState,
    Scale,
    ScrutinyType,
    Standing,
    Strand,
)


@dataclass(frozen=True)
class EvaluationRow:
    """One judgement with where and when it was made. A draft is one whose report is not published."""

    id: int
    inspection_id: int
    label: str
    scale: Scale
    standing: Standing
    grade: Grade | None
    statement: AspStatement | None
    progress: ProgressFinding | None
    is_key_area: bool | None
    verbatim: str
    original_word: str
    words_suggest_weakness: bool
    corrected_on: date | None
    correction_reason: str
    source: str
    position: int
    indicator_id: int | None
    indicator_number: str | None
    indicator_name: str | None
    recommendation_number: int | None
    recommendation_text: str | None
    programme_name: str
    strand: Strand
    scrutiny_type: ScrutinyType
    publication_state: PublicationState
    published_on: date | None
    published_precision: DatePrecision
    row_version: int

    @property
    def reference(self) -> str:
        return reference(Kind.EVALUATION, self.id)

    @property
    def is_draft(self) -> bool:
        return self.publication_state is not PublicationState.PUBLISHED


@dataclass(frozen=True)
class TotalRow:
    """A count without names: "4 weak". `unnamed` are those not also there as named evaluations."""

    id: int
    inspection_id: int
    label: str
    grade: Grade
    total: int
    unnamed: int
    verbatim: str
    source: str
    programme_name: str
    strand: Strand
    publication_state: PublicationState
    published_on: date | None
    published_precision: DatePrecision

    @property
    def reference(self) -> str:
        return reference(Kind.EVALUATION_TOTAL, self.id)


def evaluations_question(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    """Judgements this person may read; never those of programmes whose findings are not attributed to areas."""
    return (
        select(
            *picked(Evaluation, EvaluationRow),
            col(Indicator.number).label("indicator_number"),
            col(Indicator.name).label("indicator_name"),
            col(Recommendation.number).label("recommendation_number"),
            col(Recommendation.text).label("recommendation_text"),
            *_of_inspection(),
            col(Inspection.scrutiny_type),
        )
        .join(Inspection, col(Evaluation.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .outerjoin(Indicator, col(Evaluation.indicator_id) == col(Indicator.id))
        .outerjoin(Recommendation, col(Evaluation.recommendation_id) == col(Recommendation.id))
        .where(_attributed_and_readable(viewer), *where)
    )


def totals_question(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    return (
        select(*picked(EvaluationTotal, TotalRow), *_of_inspection())
        .join(Inspection, col(EvaluationTotal.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(_attributed_and_readable(viewer), *where)
    )


def evaluation_rows(found: list[Found]) -> tuple[EvaluationRow, ...]:
    """Oldest inspection first, each in the report's own order; unknown dates last."""
    return tuple(EvaluationRow(**one) for one in in_order(found, "published_on", "inspection_id", "position", "id"))


def total_rows(found: list[Found]) -> tuple[TotalRow, ...]:
    """Oldest inspection first, within one the highest grade first."""
    ordered = sorted(in_order(found, "id"), key=lambda one: -one["grade"])
    return tuple(TotalRow(**one) for one in in_order(ordered, "published_on", "inspection_id", "label"))


def _of_inspection() -> list[Any]:
    return [
        col(Programme.name).label("programme_name"),
        col(Programme.strand),
        col(Inspection.publication_state),
        col(Inspection.published_on),
        col(Inspection.published_precision),
    ]


def _attributed_and_readable(viewer: Viewer) -> ColumnElement[bool]:
    return and_(col(Programme.attributes_findings).is_(True), findings_readable(viewer))
