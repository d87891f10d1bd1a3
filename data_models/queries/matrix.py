"""Areas by programmes: the latest published evaluation of each, in the scale it was made in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.scope import IS_PUBLISHED
from data_models.queries.together import Found, Question, in_order, together
from data_models.rules.gradings import HAS_VALUE
from data_models.rules.known_dates import KnownDate, latest
from data_models.tables import Evaluation, EvaluationTotal, Inspection, InspectionArea, Programme
from data_models.vocabulary import AspStatement, DatePrecision, Grade, Scale, Standing, Strand

# A national report belongs to no area, and so to no cell.
HAS_AREA = col(Inspection.id).in_(select(col(InspectionArea.inspection_id)))
# Some programmes promise that their findings are not attributed to single areas.
IS_ATTRIBUTED = col(Inspection.programme_id).in_(
    select(col(Programme.id)).where(col(Programme.attributes_findings).is_(True))
)


@dataclass(frozen=True)
class ProgrammeColumn:
    """One programme that has a published inspection."""

    id: int
    code: str
    name: str
    strand: Strand
    scale: Scale


@dataclass(frozen=True)
class Cell:
    """The latest published inspection of one area in one programme that gave a value, or else the latest.

    `grades` and `statements` say how many judgements had which value, lowest first; of the two only the one of `scale`
    is filled. Without a value, `standing` says why. `is_certain` is False where another may be as late, its date being
    known less exactly. An area and programme without a cell has no published inspection: that is not a grade.
    """

    area_code: str
    programme_id: int
    inspection_id: int
    published_on: date | None
    published_precision: DatePrecision
    is_certain: bool
    scale: Scale
    standing: Standing
    grades: tuple[tuple[Grade, int], ...] = ()
    statements: tuple[tuple[AspStatement, int], ...] = ()

    @property
    def lowest(self) -> Grade | None:
        return self.grades[0][0] if self.grades else None


@dataclass(frozen=True)
class Matrix:
    """Programmes by strand and name, cells by area and programme."""

    programmes: tuple[ProgrammeColumn, ...]
    cells: tuple[Cell, ...]

    def cell(self, area_code: str, programme_id: int) -> Cell | None:
        return next((one for one in self.cells if (one.area_code, one.programme_id) == (area_code, programme_id)), None)


def matrix(session: Session) -> Matrix:
    """Published facts only, the same for everybody. One statement."""
    return matrix_from(together(session, questions()))


def questions() -> dict[str, Question]:
    """What the matrix asks, for a page that asks other things in the same statement."""
    return {"mx_inspections": _inspections(), "mx_evaluations": _evaluations(), "mx_totals": _totals()}


def matrix_from(found: Mapping[str, list[Found]]) -> Matrix:
    """The same, from what `questions` found."""
    judged = {one["inspection_id"]: _Judged(one["scale"], one["evaluates"]) for one in found["mx_inspections"]}
    for one in found["mx_evaluations"]:
        judged[one["inspection_id"]].take(one)
    for one in found["mx_totals"]:
        judged[one["inspection_id"]].grades[one["grade"]] += one["unnamed"]
    theirs: dict[tuple[str, int], list[Found]] = {}
    for one in in_order(found["mx_inspections"], "inspection_id"):
        theirs.setdefault((one["area_code"], one["programme_id"]), []).append(one)
    return Matrix(_columns(found), tuple(_cell(some, judged) for _, some in sorted(theirs.items())))


class _Judged:
    """What one inspection judged, gathered."""

    def __init__(self, scale: Scale, evaluates: bool) -> None:
        self.scale, self.evaluates = scale, evaluates
        self.grades: Counter[Grade] = Counter()
        self.statements: Counter[AspStatement] = Counter()
        self.standings: set[Standing] = set()

    def take(self, one: Found) -> None:
        if not HAS_VALUE[one["standing"]]:
            self.standings.add(one["standing"])
        elif one["grade"] is not None:
            self.grades[one["grade"]] += 1
        elif one["statement"] is not None:
            self.statements[one["statement"]] += 1

    @property
    def has_value(self) -> bool:
        return bool(+self.grades or self.statements)

    @property
    def scale_used(self) -> Scale:
        """An inspection that used both scales shows its programme's own; the other is on its page."""
        if self.grades and self.statements:
            return Scale.ASP_STATEMENT if self.scale is Scale.ASP_STATEMENT else Scale.SIX_POINT
        if self.has_value:
            return Scale.SIX_POINT if self.grades else Scale.ASP_STATEMENT
        return self.scale

    @property
    def standing(self) -> Standing:
        if self.has_value:
            return Standing.EVALUATED
        if self.standings:
            return min(self.standings, key=list(Standing).index)
        return Standing.MISSING if self.evaluates else Standing.NOT_EVALUATED


def _cell(inspections: list[Found], judged: Mapping[int, _Judged]) -> Cell:
    valued = [one for one in inspections if judged[one["inspection_id"]].has_value] or inspections
    last = latest(valued, lambda one: KnownDate(one["published_on"], one["published_precision"]))
    chosen = valued[-1] if last is None else last.chosen
    what = judged[chosen["inspection_id"]]
    scale = what.scale_used
    return Cell(
        area_code=chosen["area_code"],
        programme_id=chosen["programme_id"],
        inspection_id=chosen["inspection_id"],
        published_on=chosen["published_on"],
        published_precision=chosen["published_precision"],
        is_certain=last is not None and last.is_certain,
        scale=scale,
        standing=what.standing,
        grades=tuple(sorted((+what.grades).items())) if scale is Scale.SIX_POINT else (),
        statements=tuple(sorted(what.statements.items(), reverse=True)) if scale is Scale.ASP_STATEMENT else (),
    )


def _columns(found: Mapping[str, list[Found]]) -> tuple[ProgrammeColumn, ...]:
    seen = {
        one["programme_id"]: ProgrammeColumn(one["programme_id"], one["code"], one["name"], one["strand"], one["scale"])
        for one in found["mx_inspections"]
    }
    strands = list(Strand)
    return tuple(sorted(seen.values(), key=lambda one: (strands.index(one.strand), one.name, one.id)))


def _inspections() -> Question:
    question: Question = select(
        col(InspectionArea.area_code),
        col(Inspection.id).label("inspection_id"),
        col(Inspection.published_on),
        col(Inspection.published_precision),
        col(Programme.id).label("programme_id"),
        col(Programme.code),
        col(Programme.name),
        col(Programme.strand),
        col(Programme.scale),
        (col(Programme.evaluates) & col(Programme.attributes_findings)).label("evaluates"),
    )
    return (
        question.join(Inspection, col(InspectionArea.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(IS_PUBLISHED)
    )


def _evaluations() -> Question:
    """Progress findings are left out: they judge the way since an inspection, and stand on no scale of grades."""
    return (
        select(
            col(Evaluation.inspection_id), col(Evaluation.standing), col(Evaluation.grade), col(Evaluation.statement)
        )
        .join(Inspection, col(Evaluation.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED, HAS_AREA, IS_ATTRIBUTED, col(Evaluation.scale) != Scale.PROGRESS)
    )


def _totals() -> Question:
    return (
        select(col(EvaluationTotal.inspection_id), col(EvaluationTotal.grade), col(EvaluationTotal.unnamed))
        .join(Inspection, col(EvaluationTotal.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED, HAS_AREA, IS_ATTRIBUTED)
    )
