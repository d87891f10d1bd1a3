"""The register of formal monitoring: which areas, since when, how near each is to its end, and what ended."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.links import anchor
from dashboard.components.mentions import and_soft, done, whole
from dashboard.components.plans.register import late
from dashboard.components.section import section, soft
from dashboard.components.table import Column, table
from dashboard.text import plain
from dashboard.wording import day, due, say
from data_models.queries.formal_monitoring import ExitRow, MonitoringRow
from data_models.vocabulary import ExitAssessment, MonitoringState

STATE_TONES: dict[MonitoringState, Tone] = {
    MonitoringState.OPEN: "red",
    MonitoringState.PROPOSED: "amber",
    MonitoringState.CLOSED: "green",
    MonitoringState.DECLINED: "grey",
}
ASSESSMENTS: dict[ExitAssessment, tuple[Tone, str]] = {
    ExitAssessment.MET: ("green", "●"),
    ExitAssessment.PARTLY_MET: ("amber", "◐"),
    ExitAssessment.NOT_MET: ("amber", "○"),
    ExitAssessment.UNASSESSED: ("grey", "–"),
}
STANDING = (MonitoringState.OPEN, MonitoringState.PROPOSED)
NONE_EVER = "No area is or was under formal monitoring. A published report with significant concerns proposes it."


def monitoring_register(rows: Sequence[MonitoringRow], on: date) -> Markup:
    """What is open and proposed, then what has ended; each opens the page of its spell."""
    if not rows:
        return soft(NONE_EVER)
    ended = [one for one in rows if one.state not in STANDING]
    standing = _standing([one for one in rows if one.state in STANDING], on)
    return standing + (section("ended", "Ended or declined", _ended(ended)) if ended else Markup(""))


def state_chip(one: MonitoringRow) -> Markup:
    return chip(STATE_TONES[one.state], say(one.state))


def assessment_chip(line: ExitRow) -> Markup:
    tone, symbol = ASSESSMENTS[line.assessment]
    return chip(tone, say(line.assessment), symbol)


def spell_anchor(one: MonitoringRow) -> Markup:
    return whole(anchor(one.reference, "follow-up", monitoring=one.reference))


def next_update(one: MonitoringRow, on: date) -> Markup:
    """When the next assurance is due, late where it is; nothing where none is."""
    if one.next_review_on is None:
        return Markup("")
    said = due(one.next_review_on, on)
    return and_soft(day(one.next_review_on), late(said) if one.days_overdue else said)


def _standing(rows: Sequence[MonitoringRow], on: date) -> Markup:
    columns: list[Column[MonitoringRow]] = [
        Column("Ref", spell_anchor, names_row=True),
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code)),
        Column("State", state_chip),
        Column("Since", _since),
        Column("Next update", lambda one: next_update(one, on)),
        Column("Exit scorecard", _scores),
        Column("Why", lambda one: one.reason, "words"),
    ]
    return table(
        rows, columns, caption="Formal monitoring, open and proposed", empty="No area is under formal monitoring now."
    )


def _since(one: MonitoringRow) -> str:
    if one.opened_on is not None:
        return done(one.opened_on, one.opened_by) or ""
    return f"proposed {day(one.proposed_on)}" if one.proposed_on else ""


def _scores(one: MonitoringRow) -> Markup:
    """How many of the five lines are met, and how many nobody has assessed; none before it is opened."""
    if one.opened_on is None:
        return Markup("")
    unassessed = sum(line.assessment is ExitAssessment.UNASSESSED for line in one.exit_lines)
    return and_soft(
        plain(f"{one.lines_met} of {len(one.exit_lines)} met"), f"{unassessed} not assessed" if unassessed else ""
    )


def _ended(rows: Sequence[MonitoringRow]) -> Markup:
    columns: list[Column[MonitoringRow]] = [
        Column("Ref", spell_anchor, names_row=True),
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code)),
        Column("State", state_chip),
        Column("Opened", lambda one: one.opened_on, "date"),
        Column("Ended", lambda one: done(one.closed_on, one.closed_by)),
        Column("Because", lambda one: one.close_reason, "words"),
    ]
    return table(rows, columns, caption="Formal monitoring that ended or was declined", empty="None has ended.")
