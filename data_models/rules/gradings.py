"""What a judgement is worth on its own scale; nothing here or elsewhere orders two of different scales.

Care Inspectorate, "Change of grades" (six-point scale); joint inspections of adult support and protection
(evaluative statements); progress review reports (findings).
"""

from dataclasses import dataclass

from data_models.vocabulary import AspStatement, Grade, Scale, Standing


@dataclass(frozen=True)
class Judgement:
    """One judgement, or what stands in its place where there is none."""

    scale: Scale
    standing: Standing = Standing.EVALUATED
    grade: Grade | None = None
    statement: AspStatement | None = None


STATEMENT_RANK = {AspStatement.IMPORTANT_WEAKNESS: 1, AspStatement.EFFECTIVE: 2, AspStatement.VERY_EFFECTIVE: 3}

HAS_VALUE = {
    Standing.EVALUATED: True,
    Standing.NOT_EVALUATED: False,
    Standing.NOT_IN_SCOPE: False,
    Standing.MISSING: False,
    Standing.PRE_DATES_FRAMEWORK: False,
}


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
