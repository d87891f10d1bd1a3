"""What was corrected of what is published: from what to what, by whom, when and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from data_models.queries.scope import IS_PUBLISHED
from data_models.queries.together import Found, Question, grouped, in_order
from data_models.tables import VERSION_TABLES, Change, Evaluation, Inspection, Programme
from data_models.visibility import Deed
from data_models.vocabulary import AspStatement, Grade, ProgressFinding, Standing


@dataclass(frozen=True)
class Judged:
    """A judgement as it stood, in its own scale and in the report's words."""

    standing: Standing
    grade: Grade | None
    statement: AspStatement | None
    progress: ProgressFinding | None
    verbatim: str


@dataclass(frozen=True)
class CorrectionRow:
    """One correction of one published evaluation."""

    evaluation_id: int
    corrected_on: date
    corrected_by: str
    reason: str
    before: Judged
    after: Judged


_PAST = VERSION_TABLES["evaluation"].c
_JUDGED = (_PAST.standing, _PAST.grade, _PAST.statement, _PAST.progress, _PAST.verbatim)


def corrections_question(*where: ColumnElement[bool]) -> Question:
    """Every version of each published evaluation that was corrected; open to everybody, as what is published is.

    Only up to the version that is seen: of the past, what was corrected later is not known yet.
    """
    return (
        select(
            _PAST.id.label("evaluation_id"),
            _PAST.row_version,
            _PAST.corrected_on,
            _PAST.correction_reason.label("reason"),
            *_JUDGED,
            col(Change.deed),
            col(Change.actor_name).label("corrected_by"),
        )
        .join(Evaluation, (col(Evaluation.id) == _PAST.id) & (_PAST.row_version <= col(Evaluation.row_version)))
        .join(Inspection, col(Evaluation.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .join(Change, _PAST.change_id == col(Change.id))
        .where(
            col(Evaluation.corrected_on).is_not(None),
            IS_PUBLISHED,
            col(Programme.attributes_findings).is_(True),
            *where,
        )
    )


def correction_rows(found: list[Found]) -> tuple[CorrectionRow, ...]:
    """By evaluation, the earliest correction first. What was a draft before publication is read by nobody."""
    return tuple(
        correction
        for number, versions in sorted(grouped(found, "evaluation_id").items())
        for correction in _corrections(number, in_order(versions, "row_version"))
    )


def _corrections(number: int, versions: list[Found]) -> Iterator[CorrectionRow]:
    for before, after in zip(versions, versions[1:], strict=False):
        if after["deed"] == Deed.CORRECT_EVALUATION:
            yield CorrectionRow(
                evaluation_id=number,
                corrected_on=after["corrected_on"],
                corrected_by=after["corrected_by"],
                reason=after["reason"],
                before=_judged(before),
                after=_judged(after),
            )


def _judged(version: Found) -> Judged:
    return Judged(*(version[column.name] for column in _JUDGED))
