"""One spell of formal monitoring as a senior manager reads it: why, by whom, the assurance given, and the way out."""

from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import Markup

from dashboard.components.links import anchor
from dashboard.components.mentions import and_soft, done, told
from dashboard.components.monitoring.assessing import way_to_assess
from dashboard.components.monitoring.register import assessment_chip, next_update, state_chip
from dashboard.components.plans.register import late
from dashboard.components.row_history import Told
from dashboard.components.section import facts, section
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import count, day, due, say, span
from data_models.queries.formal_monitoring import AssuranceRow, ExitRow, MonitoringRow
from data_models.rules.monitoring import unassessed_lines
from data_models.rules.references import Kind, reference
from data_models.vocabulary import ExitAssessment, ExitCriterion, MonitoringState

_HALVES = Markup('<div class="halves">{}{}</div>')


def spell_top(one: MonitoringRow, on: date) -> Markup:
    """Why it was opened and by whom, beside what stands between here and its end."""
    return _HALVES.format(
        section("why", "Why", _why(one, on)),
        section("exit", "Between here and the exit", _the_way_out(one, on)),
    )


def _why(one: MonitoringRow, on: date) -> Markup:
    source = f"inspection {reference(Kind.INSPECTION, one.inspection_id)}" if one.inspection_id else ""
    return facts(
        [
            ("State", state_chip(one)),
            ("Why", words(one.reason)),
            ("Comes from", anchor(source, "inspections", inspection=one.inspection_id) if source else None),
            ("Proposed", one.proposed_on and day(one.proposed_on)),
            ("Opened", done(one.opened_on, one.opened_by)),
            ("Cadence", f"an update every {count(one.review_every_weeks, 'week')}" if one.opened_on else None),
            ("Last update", _last(one)),
            ("Next update", next_update(one, on) or None),
            ("Ended", done(one.closed_on, one.closed_by)),
            ("Because", told(one.close_reason)),
        ]
    )


def _last(one: MonitoringRow) -> str | None:
    if one.opened_on is None:
        return None
    return done(one.assurances[0].given_on, one.assurances[0].given_by) if one.assurances else "none given yet"


# --- the way out ---


def lines_unassessed(one: MonitoringRow) -> tuple[ExitCriterion, ...]:
    """The lines that nobody has assessed: with one of them it cannot be closed."""
    return unassessed_lines({line.criterion: line.assessment for line in one.exit_lines})


def named(lines: Iterable[ExitCriterion]) -> str:
    return ", ".join(say(line).lower() for line in lines)


def _the_way_out(one: MonitoringRow, on: date) -> Markup:
    line = Markup("<li>{}</li>")
    said = Markup("").join(line.format(sentence) for sentence in _stands_between(one, on))
    return Markup('<ul class="listed">{}</ul>').format(said)


def _stands_between(one: MonitoringRow, on: date) -> Iterator[Markup | str]:
    """Sentence by sentence what is still to be done, what must be done first in front."""
    if one.state is MonitoringState.PROPOSED:
        yield "A senior manager opens it with a cadence, or declines it with a reason."
        return
    if one.state is not MonitoringState.OPEN:
        yield f"It is {say(one.state).lower()}. What comes back is proposed anew."
        return
    if unassessed := lines_unassessed(one):
        yield Markup("<strong>{}</strong> {}: {}.").format(
            count(len(unassessed), "line"), "must be assessed first", named(unassessed)
        )
    for assessment in (ExitAssessment.NOT_MET, ExitAssessment.PARTLY_MET):
        if lines := tuple(line.criterion for line in one.exit_lines if line.assessment is assessment):
            yield f"{say(assessment)}: {named(lines)}. Whoever closes it answers for that in the reason."
    if one.days_overdue:
        yield late(f"The next update is {due(one.next_review_on, on)}.")
    yield "A senior manager closes it, with the reason." if unassessed else "A senior manager can close it now."


# --- scorecard ---


def scorecard(one: MonitoringRow) -> Markup:
    """The five lines with their evidence, each with the way to assess it."""
    ways = {line.criterion: way_to_assess(one, line) for line in one.exit_lines}
    columns: list[Column[ExitRow]] = [
        Column("Exit line", lambda line: say(line.criterion), names_row=True),
        Column("Assessed", assessment_chip),
        Column("Evidence", lambda line: line.evidence, "words"),
        Column("When, by whom", lambda line: done(line.assessed_on, line.assessed_by)),
    ]
    if any(ways.values()):
        columns.append(Column("To do", lambda line: ways[line.criterion]))
    title = f"Exit scorecard: {one.lines_met} of {len(one.exit_lines)} lines met"
    return section("scorecard", title, table(one.exit_lines, columns, caption=title, empty="There are no lines."))


# --- assurance ---


def spell_part(one: MonitoringRow, on: date) -> Markup:
    """The scorecard and the assurance given, once it was opened; a proposal has neither."""
    if one.opened_on is None:
        return Markup("")
    return scorecard(one) + assurance(one, on)


def assurance(one: MonitoringRow, on: date) -> Markup:
    """Every update in the order it was given, with what was said and to whom."""
    columns: list[Column[AssuranceRow]] = [
        Column("Given", lambda given: done(given.given_on, given.given_by), names_row=True),
        Column("Was due", _was_due),
        Column("To", lambda given: given.audience, "words"),
        Column("What was said", lambda given: told(given.summary) or "not open to you"),
    ]
    title = f"Assurance given: {count(len(one.assurances), 'update')}"
    empty = f"None has been given yet; the first is {due(one.next_review_on, on)}." if one.next_review_on else "None."
    in_time = tuple(reversed(one.assurances))
    return section("assurance", title, table(in_time, columns, caption=title, empty=empty))


def _was_due(given: AssuranceRow) -> Markup:
    if given.due_on is None:
        return plain("no date")
    days = (given.given_on - given.due_on).days
    return and_soft(day(given.due_on), f"{span(days)} late" if days > 0 else "")


def story(one: MonitoringRow) -> tuple[Told, ...]:
    """The records whose changes tell how it went: the spell, and each line of its scorecard."""
    lines = [
        Told(line.criterion.value, say(line.criterion), "exit_line", line.id) for line in one.exit_lines if line.id
    ]
    return (Told(one.reference, f"The spell {one.reference}", "formal_monitoring", one.id), *lines)
