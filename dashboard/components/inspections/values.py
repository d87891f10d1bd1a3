"""Judgements as they were made: a grade, a statement, a finding of progress, or why there is none. Never mixed."""

from urllib.parse import urlsplit

from markupsafe import Markup

from dashboard.components.chips import chip, grade_chip
from dashboard.text import clean, plain
from dashboard.wording import say
from data_models.queries.evaluations import EvaluationRow
from data_models.vocabulary import AspStatement, Grade, ProgressFinding, Standing

_STATEMENT = Markup('<span class="statement statement-{0}"><b>{0}</b>{1}</span>')
_ORIGINAL = Markup('{} <span class="soft">(the report says “{}”)</span>')


def judgement(row: EvaluationRow, *, marks_drafts: bool = True) -> Markup:
    """The value in its own scale; in the report's own word where that word was another one."""
    value = value_of(row.standing, row.grade, row.statement, row.progress)
    named = _ORIGINAL.format(value, row.original_word) if row.original_word else value
    return Markup("{} {}").format(named, draft_chip()) if row.is_draft and marks_drafts else named


def value_of(
    standing: Standing, grade: Grade | None, evaluative: AspStatement | None, progress: ProgressFinding | None
) -> Markup:
    """The one value there is, in its own scale, or why there is none."""
    if standing is not Standing.EVALUATED:
        return Markup('<span class="soft">{}</span>').format(say(standing))
    if grade is not None:
        return grade_of(grade)
    return statement(evaluative) if evaluative is not None else plain(say(progress))


def grade_of(grade: Grade) -> Markup:
    return grade_chip(int(grade), say(grade))


def statement(value: AspStatement) -> Markup:
    """A statement of adult support and protection, with its letter; it is not a grade and has no grade's colour."""
    return _STATEMENT.format(value.value, say(value))


def draft_chip() -> Markup:
    return chip("blue", "Draft, not published", "◇")


def source_link(address: str) -> Markup:
    """Where a fact is from: secure addresses as links, anything else as the words it is."""
    # Where a fact has several sources, the published record parts them like this.
    return Markup("; ").join(_source(one) for one in clean(address).split(" ; "))


def _source(text: str) -> Markup:
    if urlsplit(text).scheme != "https" or any(character.isspace() for character in text):
        return plain(text)
    return Markup('<a class="source" href="{0}" rel="noopener noreferrer" target="_blank">{0}</a>').format(text)
