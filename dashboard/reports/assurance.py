"""The note that assures a senior manager of one spell of formal monitoring: why, how near its end, what was said."""

from collections.abc import Iterable
from datetime import date

from dashboard.reports.about import About
from dashboard.reports.document import Block, Document, Facts, Heading, Mark, Points, Table, Text, Tone
from dashboard.wording import count, day, due, known_day, say
from data_models.queries.action_plans import PlanRow
from data_models.queries.areas import AreaPicture
from data_models.queries.formal_monitoring import AssuranceRow, MonitoringRow
from data_models.vocabulary import ExitAssessment, MonitoringState

TONES: dict[MonitoringState, Tone] = {MonitoringState.OPEN: "red", MonitoringState.PROPOSED: "amber"}
NOT_OPEN_TO_YOU = "not open to the reader of this note"


def assurance_note(about: About, marking: str, shown: AreaPicture, spell: MonitoringRow) -> Document:
    """`shown` is the area of the spell."""
    on = about.on
    title = f"Exit scorecard: {spell.lines_met} of {len(spell.exit_lines)} lines met"
    blocks: list[Block] = [
        Mark(TONES.get(spell.state, "grey"), f"Formal monitoring: {say(spell.state).lower()}"),
        Facts(tuple(pair for pair in _what_it_is(spell, on) if pair[1])),
        Heading(1, "Why"),
        Text(spell.reason or "No reason is on record."),
        Heading(1, title),
        Table(title, ("Exit line", "Assessed", "Evidence", "When, by whom"), tuple(_lines(spell))),
        Heading(1, "What stands between here and its end"),
        Points(tuple(_between(spell, on))),
        Heading(1, "Is the promised improvement happening?"),
        *_plans(shown.plans, on),
        Heading(1, f"Assurance given: {count(len(spell.assurances), 'update')}"),
        *_given(spell.assurances),
    ]
    return Document(about.title, about, marking, tuple(blocks))


def _what_it_is(spell: MonitoringRow, on: date) -> Iterable[tuple[str, str]]:
    yield "Record", spell.reference
    yield "Proposed", day(spell.proposed_on) if spell.proposed_on else ""
    yield "Opened", _done(spell.opened_on, spell.opened_by)
    yield "Cadence", f"an update every {count(spell.review_every_weeks, 'week')}" if spell.opened_on else ""
    yield "Next update", f"{day(spell.next_review_on)}, {due(spell.next_review_on, on)}" if spell.next_review_on else ""
    yield "Ended", _done(spell.closed_on, spell.closed_by)
    yield "Because", spell.close_reason


def _done(on: date | None, by: str | None) -> str:
    return "" if on is None else day(on) + (f" by {by}" if by else "")


def _lines(spell: MonitoringRow) -> Iterable[tuple[str, str, str, str]]:
    for line in spell.exit_lines:
        yield say(line.criterion), say(line.assessment), line.evidence, _done(line.assessed_on, line.assessed_by)


def _between(spell: MonitoringRow, on: date) -> Iterable[str]:
    if spell.state is not MonitoringState.OPEN:
        yield f"It is {say(spell.state).lower()}."
        return
    for assessment in (ExitAssessment.UNASSESSED, ExitAssessment.NOT_MET, ExitAssessment.PARTLY_MET):
        lines = [say(line.criterion).lower() for line in spell.exit_lines if line.assessment is assessment]
        if lines:
            yield f"{say(assessment)}: {', '.join(lines)}."
    if spell.days_overdue:
        yield f"The next update is {due(spell.next_review_on, on)}."
    if spell.lines_met == len(spell.exit_lines):
        yield "Every line is met. A senior manager can close it, with the reason."


def _plans(plans: tuple[PlanRow, ...], on: date) -> list[Block]:
    if not plans:
        return [Text("No action plan has been asked for.")]
    headings = ("Plan", "After", "State", "Verified", "Claimed", "Late", "Next day")
    rows = tuple(
        (
            f"{one.reference} {one.name}",
            f"{one.programme_name}, {known_day(one.published_on, one.published_precision)}",
            say(one.state),
            f"{one.verified} of {one.items}",
            one.claimed,
            one.late,
            due(one.next_due, on) if one.next_due else "",
        )
        for one in plans
    )
    return [Table("Action plans of the area", headings, rows)]


def _given(assurances: tuple[AssuranceRow, ...]) -> list[Block]:
    if not assurances:
        return [Text("None has been given yet.")]
    rows = tuple(
        (_done(one.given_on, one.given_by), one.due_on, one.audience, one.summary or NOT_OPEN_TO_YOU)
        for one in assurances
    )
    return [Table("Assurance given, the latest first", ("Given", "Was due", "To", "What was said"), rows)]
