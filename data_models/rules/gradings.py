"""What a judgement is worth: order within one scale, never across scales.

Care Inspectorate, "Change of grades" (six-point scale); joint inspections of adult support and protection
(evaluative statements); progress review reports (findings).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from data_models.vocabulary import AspStatement, Grade, ProgressFinding, Scale, Standing

T = TypeVar("T")


class NotComparableError(ValueError):
    """Two judgements that have no order between them; the text says why."""


@dataclass(frozen=True)
class Judgement:
    """One judgement on one indicator. `indicator` is None where a source gives only totals."""

    scale: Scale
    standing: Standing = Standing.EVALUATED
    grade: Grade | None = None
    statement: AspStatement | None = None
    finding: ProgressFinding | None = None
    indicator: str | int | None = None


STATEMENT_RANK = {AspStatement.IMPORTANT_WEAKNESS: 1, AspStatement.EFFECTIVE: 2, AspStatement.VERY_EFFECTIVE: 3}

# "Too early to say" is not a place between two others: it has no rank.
FINDING_RANK: dict[ProgressFinding, int | None] = {
    ProgressFinding.NONE: 1,
    ProgressFinding.MINIMAL: 2,
    ProgressFinding.SOME: 3,
    ProgressFinding.SIGNIFICANT: 4,
    ProgressFinding.TOO_EARLY: None,
}

RANK_ON: dict[Scale, Callable[[Judgement], int | None]] = {
    Scale.SIX_POINT: lambda one: None if one.grade is None else int(one.grade),
    Scale.ASP_STATEMENT: lambda one: None if one.statement is None else STATEMENT_RANK[one.statement],
    Scale.PROGRESS: lambda one: None if one.finding is None else FINDING_RANK[one.finding],
    Scale.NONE: lambda _: None,
}

HAS_VALUE = {
    Standing.EVALUATED: True,
    Standing.NOT_EVALUATED: False,
    Standing.NOT_IN_SCOPE: False,
    Standing.MISSING: False,
    Standing.PRE_DATES_FRAMEWORK: False,
}


def rank(judgement: Judgement) -> int | None:
    """Its place on its own scale, 1 the lowest; None when it has no value there."""
    if not HAS_VALUE[judgement.standing]:
        return None
    return RANK_ON[judgement.scale](judgement)


def compare(first: Judgement, second: Judgement) -> int:
    """Below 0 when the first is lower, 0 when equal, above 0 when higher.

    NotComparableError across scales, or where one has no value.
    """
    if first.scale is not second.scale:
        raise NotComparableError(f"The {first.scale} scale is never compared with the {second.scale} scale.")
    low, high = rank(first), rank(second)
    if low is None or high is None:
        raise NotComparableError("A judgement that has no value has no order.")
    return low - high


def change_between(earlier: Judgement, later: Judgement) -> int:
    """Steps up (positive) or down on one scale and one indicator; NotComparableError otherwise.

    Which came first is the caller's to know.
    """
    if earlier.indicator is None or earlier.indicator != later.indicator:
        raise NotComparableError("A change is told only within one indicator.")
    return compare(later, earlier)


def is_weak_or_worse(grade: Grade | None) -> bool:
    """Weak: "important weaknesses - priority action required". Unsatisfactory: "major weaknesses"."""
    return grade is not None and grade <= Grade.WEAK


def calls_for_follow_up(
    *, scale: Scale, grade: Grade | None, statement: AspStatement | None, standing: Standing, published: bool
) -> bool:
    """Must somebody decide on follow-up? Never before publication, and only where there is a value.

    Care Inspectorate, Support for improvement: after a weak or unsatisfactory evaluation follow-up "may" be carried
    out. An adult protection statement of important areas of weakness calls for it too: the source speaks of
    "partnerships where areas of weakness outweighed strengths"; that either indicator alone is enough is our reading.
    """
    if not published or not HAS_VALUE[standing]:
        return False
    if scale is Scale.SIX_POINT:
        return is_weak_or_worse(grade)
    return scale is Scale.ASP_STATEMENT and statement is AspStatement.IMPORTANT_WEAKNESS


def is_watched(grade: Grade | None, *, adequate_watch: bool) -> bool:
    """Adequate opens nothing in any source; an office may choose to keep an eye on it."""
    return adequate_watch and grade is Grade.ADEQUATE


@dataclass(frozen=True)
class ReadGrade:
    """A grade read from a source's word, and that word where it is not today's."""

    grade: Grade
    word_kept: str | None = None


def grade_from_word(word: str) -> ReadGrade | None:
    """The grade a report's word means; None when it is not one.

    Reports before about 2013 say satisfactory where later ones say adequate: the word is kept.
    """
    plain = " ".join(word.split()).lower()
    if plain == "satisfactory":
        return ReadGrade(Grade.ADEQUATE, word.strip())
    named = {grade.name.lower().replace("_", " "): grade for grade in Grade}
    return ReadGrade(named[plain]) if plain in named else None
