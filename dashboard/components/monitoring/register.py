"""The register of formal monitoring: why, since when, the assurance given, and how near its end is."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.links import anchor
from dashboard.components.mentions import and_soft, done, told
from dashboard.components.plans.register import late
from dashboard.components.section import facts
from dashboard.components.table import Column, table
from dashboard.text import words
from dashboard.wording import day, due, say
from data_models.queries.formal_monitoring import AssuranceRow, ExitRow, MonitoringRow
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
_CARD = Markup('<section class="card" id="fm-{0}" aria-label="{1}"{2}><h2>{3} {4}</h2>{5}{6}{7}</section>')
STANDING = (MonitoringState.OPEN, MonitoringState.PROPOSED)


def monitoring_register(rows: Sequence[MonitoringRow], on: date, chosen: int | None) -> Markup:
    """What is open and proposed in full, what has ended as a list; one that was asked for by its number comes first."""
    whole = [one for one in rows if one.state in STANDING or one.id == chosen]
    ended = [one for one in rows if one not in whole]
    whole = sorted(whole, key=lambda one: one.id != chosen)
    if not rows:
        return Markup('<p class="soft">{}</p>').format(
            "No area is or was under formal monitoring. A published report with significant concerns proposes it."
        )
    cards = Markup("").join(_card(one, on, one.id == chosen) for one in whole)
    return cards + (Markup("<h2>Ended or declined</h2>") + _ended(ended) if ended else Markup(""))


def _card(one: MonitoringRow, on: date, is_chosen: bool) -> Markup:
    return _CARD.format(
        one.id,
        f"{one.area_name}, {one.reference}",
        Markup(' aria-current="true"') if is_chosen else "",
        anchor(one.area_name, "area", area=one.area_code),
        and_soft(chip(STATE_TONES[one.state], say(one.state)), one.reference),
        _facts(one, on),
        _scorecard(one) if one.opened_on else Markup(""),
        _assurances(one) if one.opened_on else Markup(""),
    )


def _facts(one: MonitoringRow, on: date) -> Markup:
    said = due(one.next_review_on, on)
    update = late(said) if one.days_overdue else said
    seen = anchor("the inspection it comes from", "inspections", inspection=one.inspection_id)
    return facts(
        [
            ("Why", words(one.reason)),
            ("Comes from", seen if one.inspection_id else None),
            ("Proposed", one.proposed_on and day(one.proposed_on)),
            ("Opened", done(one.opened_on, one.opened_by)),
            ("Next update", and_soft(update, f"every {one.review_every_weeks} weeks") if one.next_review_on else None),
            ("Ended", done(one.closed_on, one.closed_by)),
            ("Because", told(one.close_reason)),
        ]
    )


def _scorecard(one: MonitoringRow) -> Markup:
    """The five lines that must all be assessed before it can end."""
    columns: list[Column[ExitRow]] = [
        Column("Exit line", lambda line: say(line.criterion), names_row=True),
        Column("Assessed", lambda line: chip(*_assessed(line))),
        Column("Evidence", lambda line: line.evidence, "words"),
        Column("When, by whom", lambda line: done(line.assessed_on, line.assessed_by)),
    ]
    caption = f"Exit scorecard of {one.area_name}: {one.lines_met} of {len(one.exit_lines)} lines met"
    return table(one.exit_lines, columns, caption=caption, empty="There are no lines.", show_caption=True)


def _assessed(line: ExitRow) -> tuple[Tone, str, str]:
    tone, symbol = ASSESSMENTS[line.assessment]
    return tone, say(line.assessment), symbol


def _assurances(one: MonitoringRow) -> Markup:
    columns: list[Column[AssuranceRow]] = [
        Column("Given", lambda given: done(given.given_on, given.given_by), names_row=True),
        Column("Was due", lambda given: given.due_on, "date"),
        Column("To", lambda given: given.audience),
        Column("What was said", lambda given: told(given.summary) or "not open to you"),
    ]
    return table(
        one.assurances,
        columns,
        caption=f"Assurance given on {one.area_name}, the newest first",
        empty="No assurance has been given yet.",
        show_caption=True,
    )


def _ended(rows: Sequence[MonitoringRow]) -> Markup:
    columns: list[Column[MonitoringRow]] = [
        Column("Area", lambda one: anchor(one.area_name, "area", area=one.area_code), names_row=True),
        Column("Ref", lambda one: anchor(one.reference, "follow-up", show="monitoring", monitoring=one.id)),
        Column("State", lambda one: chip(STATE_TONES[one.state], say(one.state))),
        Column("Opened", lambda one: one.opened_on, "date"),
        Column("Ended", lambda one: done(one.closed_on, one.closed_by)),
        Column("Because", lambda one: one.close_reason, "words"),
    ]
    return table(rows, columns, caption="Formal monitoring that ended or was declined", empty="None has ended.")
