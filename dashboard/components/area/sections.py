"""The rest of what is known of an area, noun by noun: plans, flags, follow-up, monitoring, what helps, practice."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.inspections.values import source_link, statement
from dashboard.components.links import anchor
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import count, day, due, known_day, say
from data_models.queries.action_plans import PlanRow
from data_models.queries.areas import AreaPicture
from data_models.queries.follow_up_rows import CandidateRow
from data_models.queries.formal_monitoring import MonitoringRow
from data_models.queries.inspection_rows import ContradictionRow
from data_models.queries.risk_flags import FlagRow
from data_models.vocabulary import CandidateState, MonitoringState, RiskDescriptor


def plans_table(plans: Iterable[PlanRow], on: date) -> Markup:
    columns: list[Column[PlanRow]] = [
        Column("Plan", lambda one: anchor(f"{one.reference} {one.name}", "action-plans", plan=one.id), names_row=True),
        Column("After", lambda one: f"{one.programme_name}, {known_day(one.published_on, one.published_precision)}"),
        Column("State", lambda one: say(one.state)),
        Column("Progress", lambda one: _progress(one)),
        Column("Late", lambda one: _late(one)),
        Column("Next day", lambda one: due(one.next_due, on) if one.next_due else ""),
    ]
    return table(plans, columns, caption="Action plans", empty="No action plan has been asked for yet.")


def to_forecast(shown: AreaPicture) -> Markup:
    """The way to what is expected of the dates of these plans; nothing where there are none."""
    if not any(plan.items for plan in shown.plans):
        return Markup("")
    asked = {"show": "forecast", "area": shown.area.gss_code}
    return Markup("<p>{}</p>").format(anchor("Which of their dates will probably be missed?", "action-plans", **asked))


def _progress(plan: PlanRow) -> str:
    if not plan.items:
        return "no actions recorded yet"
    claimed = f", {plan.claimed} claimed" if plan.claimed else ""
    return f"{plan.verified} of {plan.items} verified{claimed}"


def _late(plan: PlanRow) -> Markup:
    if plan.days_overdue:
        return chip("red", f"plan {count(plan.days_overdue, 'day')} late")
    return chip("amber", f"{plan.late}, worst {count(plan.worst_days, 'day')}") if plan.late else plain("none")


def flags_table(flags: Iterable[FlagRow], on: date) -> Markup:
    columns: list[Column[FlagRow]] = [
        Column("Flag", lambda one: anchor(f"{one.reference} {one.title}", "risk-flags", flag=one.id), names_row=True),
        Column("Judged as", lambda one: _descriptor(one)),
        Column("Potential impact", lambda one: Markup("{}: {}").format(say(one.impact_level), words(_impact(one)))),
        Column("Since", lambda one: one.raised_on, "date"),
        Column("Review", lambda one: f"{due(one.review_on, on)}" + _muted(one)),
    ]
    return table(flags, columns, caption="Open risk flags", empty="No risk flag is open.")


def _impact(flag: FlagRow) -> str:
    return flag.potential_impact or "not described"


def _muted(flag: FlagRow) -> str:
    return f"; muted until {day(flag.muted_until)}" if flag.is_muted and flag.muted_until else ""


def _descriptor(flag: FlagRow) -> Markup:
    is_concern = flag.descriptor in (RiskDescriptor.CONCERN, RiskDescriptor.SIGNIFICANT_CONCERN)
    return chip("red" if is_concern else "amber", say(flag.descriptor))


def candidates_table(candidates: Iterable[CandidateRow], on: date, caption: str = "Follow-up") -> Markup:
    """Every duty to decide, with what answered it; what the sources do not tell is said to be so."""
    columns: list[Column[CandidateRow]] = [
        Column("Trigger", lambda one: _trigger(one), names_row=True),
        Column("From", lambda one: f"{one.programme_name}, {known_day(one.published_on, one.published_precision)}"),
        Column("State", lambda one: _state(one, on)),
        Column("What followed", lambda one: _answer(one), "words"),
    ]
    return table(candidates, columns, caption=caption, empty="No evaluation calls for follow-up.")


def closed_candidates(candidates: list[CandidateRow], on: date) -> Markup:
    """What is accounted for and asks for nobody, folded away."""
    if not candidates:
        return Markup("")
    rows = candidates_table(candidates, on, "Closed follow-up")
    return Markup('<details class="folded"><summary>Closed: {}</summary>{}</details>').format(len(candidates), rows)


def _trigger(one: CandidateRow) -> Markup:
    value = plain(say(one.grade)) if one.grade is not None else plain(say(one.trigger))
    if one.statement is not None:
        value = statement(one.statement)
    many = f" ({one.covers})" if one.covers > 1 else ""
    named = Markup("{}: {}{}").format(value, one.label, many) if one.label else value
    return Markup("{} {}").format(anchor(one.reference, "follow-up", follow_up=one.id), named)


def _state(one: CandidateRow, on: date) -> Markup:
    if one.state is CandidateState.OWED:
        return chip("red" if one.days_overdue else "amber", f"Decision owed, {due(one.decide_by, on)}")
    if one.decision is not None and one.decision.is_open:
        is_late = one.decision.is_past_due
        return chip("red" if is_late else "amber", f"{say(one.decision.state)}, {due(one.decision.due_to, on)}")
    return plain(say(one.state))


def _answer(one: CandidateRow) -> Markup:
    decided = f"{say(one.decision.choice)}: {one.decision.reason}" if one.decision else ""
    sequel = ""
    if one.sequel is not None:
        when = known_day(one.sequel.published_on, one.sequel.published_precision)
        sequel = f"{say(one.sequel.scrutiny_type)} published {when}."
    said = [text for text in (decided, sequel, one.close_reason, one.sequel_note) if text]
    return words(" ".join(dict.fromkeys(said)))


def monitoring_table(spells: Iterable[MonitoringRow], on: date) -> Markup:
    columns: list[Column[MonitoringRow]] = [
        Column("Spell", lambda one: anchor(one.reference, "follow-up", show="monitoring"), names_row=True),
        Column("State", lambda one: _monitoring_state(one, on)),
        Column("Why", lambda one: words(one.reason), "words"),
        Column("From", lambda one: one.opened_on or one.proposed_on, "date"),
        Column("To", lambda one: one.closed_on or "", "date"),
        Column("Exit lines met", lambda one: f"{one.lines_met} of {len(one.exit_lines)}"),
        Column("Last assurance", lambda one: one.assurances[0].given_on if one.assurances else "none yet", "date"),
    ]
    return table(spells, columns, caption="Formal monitoring", empty="This area was never under formal monitoring.")


def _monitoring_state(one: MonitoringRow, on: date) -> Markup:
    if one.state is MonitoringState.OPEN:
        return chip("red", f"Open, update {due(one.next_review_on, on)}")
    is_proposed = one.state is MonitoringState.PROPOSED
    return chip("amber", "Proposed, to be decided") if is_proposed else plain(say(one.state))


def contradictions_table(rows: Iterable[ContradictionRow]) -> Markup:
    """Two sources that disagree, side by side; neither is corrected."""
    columns: list[Column[ContradictionRow]] = [
        Column("About", lambda one: one.subject, names_row=True),
        Column("One source says", lambda one: _said(one.statement_a, one.source_a), "words"),
        Column("Another says", lambda one: _said(one.statement_b, one.source_b), "words"),
        Column("Here", lambda one: words(one.note), "words"),
    ]
    return table(rows, columns, caption="Where sources disagree", empty="No sources are known to disagree.")


def _said(said: str, source: str) -> Markup:
    return Markup('“{}” <span class="soft">{}</span>').format(words(said), source_link(source))
