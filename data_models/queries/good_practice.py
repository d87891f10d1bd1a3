"""What works, and who could use it?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data_models.queries.evaluations import EvaluationRow, evaluation_rows, evaluations_question
from data_models.queries.places import places_by_inspection, places_question
from data_models.queries.scope import IS_PUBLISHED, source_readable
from data_models.queries.together import Found, Question, grouped, in_order, picked, together
from data_models.rules.gradings import STATEMENT_RANK, is_weak_or_worse
from data_models.rules.references import Kind, reference
from data_models.rules.similar_areas import are_similar
from data_models.tables import Area, GoodPractice, Indicator, Person, PracticeShare
from data_models.visibility import Viewer
from data_models.vocabulary import AspStatement, Grade, Origin, PracticeState, Scale, Standing, Strand

STRONG = Grade.GOOD


@dataclass(frozen=True)
class ShareRow:
    """One sharing with one area, and what came of it."""

    id: int
    area_code: str
    area_name: str
    shared_on: date
    shared_by: str | None
    result: str
    row_version: int


@dataclass(frozen=True)
class PracticeRow:
    """One practice with everyone it was shared with, the latest first."""

    id: int
    area_code: str
    area_name: str
    title: str
    summary: str
    strand: Strand | None
    indicator_id: int | None
    indicator_name: str | None
    inspection_id: int | None
    state: PracticeState
    noted_on: date
    noted_by: str | None
    validated_on: date | None
    validated_by: str | None
    disseminated_on: date | None
    origin: Origin
    row_version: int
    shares: tuple[ShareRow, ...]

    @property
    def reference(self) -> str:
        return reference(Kind.PRACTICE, self.id)


@dataclass(frozen=True)
class Match:
    """A practice of an area that is strong on an indicator, and another that is weak on it. `need` is the weak
    judgement, `strength` the strong one. Proposed where `is_similar`: the two areas are alike in size or both islands.
    """

    area_code: str
    area_name: str
    practice: PracticeRow
    need: EvaluationRow
    strength: EvaluationRow
    is_similar: bool


def practices(
    session: Session,
    viewer: Viewer,
    *,
    on: date,  # noqa: ARG001
    area_code: str | None = None,
    strand: Strand | None = None,
    state: PracticeState | None = None,
) -> tuple[PracticeRow, ...]:
    """The register: noted, validated, disseminated, each latest first. One statement."""
    asked = {GoodPractice.area_code: area_code, GoodPractice.strand: strand, GoodPractice.state: state}
    where = [col(column) == value for column, value in asked.items() if value is not None]
    return practice_rows(together(session, practice_questions(viewer, *where)))


def practice_questions(viewer: Viewer, *where: ColumnElement[bool]) -> dict[str, Question]:
    """What the register asks, for a page that asks other things in the same statement."""
    noter, validator = aliased(Person), aliased(Person)
    readable = source_readable(viewer, col(GoodPractice.inspection_id))
    return {
        "gp_practices": select(
            *picked(GoodPractice, PracticeRow),
            col(Area.short_name).label("area_name"),
            col(Indicator.name).label("indicator_name"),
            col(noter.display_name).label("noted_by"),
            col(validator.display_name).label("validated_by"),
        )
        .join(Area, col(GoodPractice.area_code) == col(Area.gss_code))
        .outerjoin(Indicator, col(GoodPractice.indicator_id) == col(Indicator.id))
        .outerjoin(noter, col(GoodPractice.noted_by_id) == col(noter.id))
        .outerjoin(validator, col(GoodPractice.validated_by_id) == col(validator.id))
        .where(readable, *where),
        "gp_shares": select(
            col(PracticeShare.practice_id),
            *picked(PracticeShare, ShareRow),
            col(Area.short_name).label("area_name"),
            col(Person.display_name).label("shared_by"),
        )
        .join(GoodPractice, col(PracticeShare.practice_id) == col(GoodPractice.id))
        .join(Area, col(PracticeShare.area_code) == col(Area.gss_code))
        .outerjoin(Person, col(PracticeShare.shared_by_id) == col(Person.id))
        .where(readable, *where),
    }


def practice_rows(found: dict[str, list[Found]]) -> tuple[PracticeRow, ...]:
    """By state, each latest first."""
    shares = grouped(in_order(found["gp_shares"], "id", newest="shared_on"), "practice_id")
    states = list(PracticeState)
    rows = [
        PracticeRow(**one, shares=tuple(ShareRow(**each) for each in shares.get(one["id"], [])))
        for one in in_order(found["gp_practices"], "id", newest="noted_on")
    ]
    return tuple(sorted(rows, key=lambda row: states.index(row.state)))


def matches(session: Session, viewer: Viewer, *, on: date) -> tuple[Match, ...]:  # noqa: ARG001
    """Practices beside areas whose latest published judgement on the same indicator is weak: similar areas first.

    Only validated or disseminated practice, from an area that is itself strong on the indicator, and not shared with
    the area before. One statement.
    """
    found = together(
        session,
        practice_questions(viewer)
        | {
            "evaluations": evaluations_question(viewer, IS_PUBLISHED),
            "places": places_question(),
            "areas": select(col(Area.gss_code), col(Area.short_name), col(Area.population)),
        },
    )
    latest = _latest_by_area(found)
    areas = {one["gss_code"]: one for one in found["areas"]}
    proposed = [
        match
        for practice in practice_rows(found)
        if practice.state is not PracticeState.NOTED
        for match in _matches_of(practice, latest, areas)
    ]
    return tuple(sorted(proposed, key=lambda one: (not one.is_similar, one.area_name, one.practice.id)))


Judged = dict[tuple[str, int], EvaluationRow]


def _latest_by_area(found: dict[str, list[Found]]) -> Judged:
    """The latest judgement with a value per area and indicator; rows come oldest first, unknown dates last."""
    places = places_by_inspection(found["places"])
    rows = evaluation_rows(found["evaluations"])
    dated = [one for one in rows if one.standing is Standing.EVALUATED and one.indicator_id is not None]
    latest: Judged = {}
    for one in sorted(dated, key=lambda row: row.published_on or date.min):
        for place in places.get(one.inspection_id, ()):
            latest[(place.code, one.indicator_id or 0)] = one
    return latest


def _matches_of(practice: PracticeRow, latest: Judged, areas: dict[str, Found]) -> list[Match]:
    indicator = practice.indicator_id
    strength = None if indicator is None else latest.get((practice.area_code, indicator))
    if strength is None or not is_strong(strength):
        return []
    source = areas[practice.area_code]
    told = {one.area_code for one in practice.shares}
    return [
        Match(code, areas[code]["short_name"], practice, need, strength, _similar(source, areas[code]))
        for (code, judged), need in latest.items()
        if judged == indicator and code not in told and is_weak(need)
    ]


def _similar(first: Found, second: Found) -> bool:
    return are_similar(first["gss_code"], first["population"], second["gss_code"], second["population"])


def is_weak(one: EvaluationRow) -> bool:
    if one.scale is Scale.ASP_STATEMENT:
        return one.statement is AspStatement.IMPORTANT_WEAKNESS
    return is_weak_or_worse(one.grade)


def is_strong(one: EvaluationRow) -> bool:
    """Good or better; for statements, anything but important weakness."""
    if one.scale is Scale.ASP_STATEMENT and one.statement is not None:
        return STATEMENT_RANK[one.statement] > STATEMENT_RANK[AspStatement.IMPORTANT_WEAKNESS]
    return one.grade is not None and one.grade >= STRONG
