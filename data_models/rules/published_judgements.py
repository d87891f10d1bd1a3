"""The judgement that a published row's words state, typed only as far as they state it."""

import re
from dataclasses import dataclass

from data_models.rules.gradings import grade_from_word
from data_models.rules.published_words import ProgrammeReading, number_said
from data_models.vocabulary import AspStatement, Grade, ProgressFinding, Scale, Standing

# Care Inspectorate, joint inspections of adult support and protection: the three evaluative statements, in the
# wordings in which reports and the inspectorates' own releases print them.
STATEMENT_WORDINGS = {
    AspStatement.VERY_EFFECTIVE: re.compile(r"\bvery effective\b|\bmajor strengths\b"),
    AspStatement.EFFECTIVE: re.compile(
        r"(?<!very )\beffective,? with areas for improvement\b"
        r"|\bclear strengths\b.*\boutweighed the areas for improvement\b"
        r"|\bareas for improvement,? (?:collectively )?outweighed by clear strengths\b"
    ),
    AspStatement.IMPORTANT_WEAKNESS: re.compile(r"\bimportant areas of weakness\b"),
}
WHOLE_STATEMENTS = {
    "very effective and demonstrated major strengths": AspStatement.VERY_EFFECTIVE,
    "effective with areas for improvement": AspStatement.EFFECTIVE,
    "clear strengths which collectively outweighed the areas for improvement": AspStatement.EFFECTIVE,
    "important areas of weakness that could adversely affect experiences and outcomes": (
        AspStatement.IMPORTANT_WEAKNESS
    ),
    "important areas of weakness that could adversely affect experiences and outcomes; "
    "substantial areas for improvement": AspStatement.IMPORTANT_WEAKNESS,
}
FINDINGS = {
    "significant": ProgressFinding.SIGNIFICANT,
    "some": ProgressFinding.SOME,
    "minimal": ProgressFinding.MINIMAL,
    "no": ProgressFinding.NONE,
}
FINDING = re.compile(r"(significant|some|minimal|no) progress(?: (?:was |has been )?made)?")
DENIAL = re.compile(r"\b(?:not|no|never|neither|nor|without|from being)\b")
WEAKNESS = re.compile(
    r"\bweak\b|\bweakness|\bunsatisfactory\b|\bsignificant challenges\b|\b(?:serious|significant) concern"
    r"|\bcritical failing|\bor below\b"
)
NOT_EVALUATED = re.compile(r"\bnot evaluat(?:ed|ing)\b")
GRADE_WORD = r"unsatisfactory|satisfactory|weak|adequate|very good|good|excellent"
TOTALS = re.compile(rf"\s*([a-z]+|[0-9]+) ({GRADE_WORD})\s*(?:,\s*and\b|[,;]|and\b|$)")
NUMERAL = re.compile(r"(?:grade |evaluation )?([+-]?[0-9]+(?:\.[0-9]+)?)(?: ?/ ?6| out of 6)?")
COUNTED = re.compile(
    r"(?:all )?(\w+)(?: of (?:the )?(\w+))?(?: (?:other|remaining))? quality indicators\b(.*)", re.DOTALL
)


@dataclass(frozen=True)
class Words:
    """What the words of one row state. `standing` says why there is no value where there is none."""

    verbatim: str
    scale: Scale
    standing: Standing
    grade: Grade | None = None
    statement: AspStatement | None = None
    finding: ProgressFinding | None = None
    original_word: str = ""
    suggest_weakness: bool = False


@dataclass(frozen=True)
class Counted:
    """An indicator cell that counts instead of naming: 'nine quality indicators (total)'.

    A total overlaps the named evaluations of the same report; 'four other' and 'three of nine' do not.
    """

    count: int
    is_total: bool


def counted_read(indicator: str) -> Counted | None:
    """How many indicators the cell counts; None when it names one."""
    match = COUNTED.fullmatch(" ".join(indicator.casefold().split()))
    count = number_said(match[1]) if match else None
    return Counted(count, "total" in match[3]) if match and count else None


def totals_read(words: str, counted: Counted | None) -> dict[Grade, int] | None:
    """'4 adequate, 4 weak, 1 unsatisfactory' -> the counts; one grade alone counts for all that are counted.

    None when the words are anything else.
    """
    alone = grade_from_word(words)
    if alone:
        return {alone.grade: counted.count} if counted else None
    found: dict[Grade, int] = {}
    plain, at = " ".join(words.casefold().split()), 0
    while at < len(plain):
        match = TOTALS.match(plain, at)
        number = number_said(match[1]) if match else None
        said = grade_from_word(match[2]) if match else None
        if match is None or number is None or said is None:
            return None
        found[said.grade] = found.get(said.grade, 0) + number
        at = match.end()
    return {grade: number for grade, number in found.items() if number} or None


def impossible_grade(words: str) -> bool:
    """A number where a grade stands that is not on the scale of 1 to 6: '7', '0', '4.5', 'grade 9'."""
    match = NUMERAL.fullmatch(words.casefold())
    return match is not None and match[1] not in {"1", "2", "3", "4", "5", "6"}


def words_read(words: str, indicator: str, programme: ProgrammeReading) -> Words:
    """What the words state, on the scale they are expressed in.

    A six-point grade is read in any programme: a weak evaluation is never lost for standing in an unexpected place.
    """
    grade = _grade(words)
    if grade:
        return Words(words, Scale.SIX_POINT, Standing.EVALUATED, grade=grade[0], original_word=grade[1])
    if programme.scale is Scale.ASP_STATEMENT:
        statement = whole_statement(words) if is_whole(indicator) else indicator_statement(words)
        if statement:
            return Words(words, programme.scale, Standing.EVALUATED, statement=statement)
    finding = progress_finding(words) if programme.is_review else None
    if finding:
        return Words(words, Scale.PROGRESS, Standing.EVALUATED, finding=finding)
    return _without_value(words, programme.scale)


def is_whole(indicator: str) -> bool:
    """The cell speaks of the report as a whole: it names no indicator."""
    return indicator.casefold() in {"", "overall statement"}


def indicator_statement(words: str) -> AspStatement | None:
    """The adult support and protection statement made on one indicator; None when the words are no such statement.

    'Very effective' or 'major strengths' is A; 'effective with areas for improvement', or clear strengths that
    outweighed the areas for improvement, is B; 'important areas of weakness', said by no other statement, is C.
    'Clear strengths in ensuring adults at risk of harm are safe, protected and supported; areas which could further
    improve' is the wording of announcements, not of the scale: it does not say which outweighs, and stays verbatim. So
    does 'highly effective'. A denial ('not effective with ...') or two statements at once is left to a person.
    """
    plain = " ".join(words.casefold().split())
    if DENIAL.search(plain):
        return None
    found = [statement for statement, wording in STATEMENT_WORDINGS.items() if wording.search(plain)]
    return found[0] if len(found) == 1 else None


def whole_statement(words: str) -> AspStatement | None:
    """A statement on the whole partnership is typed only if its wording is exactly one of the three."""
    plain = " ".join(words.casefold().split()).rstrip(".")
    return WHOLE_STATEMENTS.get(plain.removesuffix(" for adults at risk of harm"))


def progress_finding(words: str) -> ProgressFinding | None:
    """'Significant progress', 'some progress made', 'minimal progress', and nothing looser.

    'Encouraging progress', 'significant improvement' and 'improvements made or well underway; too early to be sure of
    their impact' are not words of the scale: to type the last as too early would hide the improvements it reports.
    """
    match = FINDING.fullmatch(" ".join(words.casefold().split()).rstrip("."))
    return FINDINGS[match[1]] if match else None


def suggest_weakness(words: str) -> bool:
    """The words speak of weakness without an evaluation: to be seen by a person, never a trigger."""
    return WEAKNESS.search(words.casefold()) is not None


def _grade(words: str) -> tuple[Grade, str] | None:
    said = grade_from_word(words.rstrip("."))
    if said:
        return said.grade, said.word_kept or ""
    number = NUMERAL.fullmatch(words.casefold())
    if number and not impossible_grade(words):
        return Grade(int(number[1])), words
    return None


def _without_value(words: str, scale: Scale) -> Words:
    standing = Standing.NOT_EVALUATED if NOT_EVALUATED.search(words.casefold()) else Standing.MISSING
    return Words(words, scale, standing, suggest_weakness=suggest_weakness(words))
