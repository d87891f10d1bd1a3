"""Action plans: how far each has come, and one plan with what it answers and what it leaves unanswered."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.links import anchor
from dashboard.components.mentions import and_soft, areas_linked, done, inspection_linked, report_linked, told, whole
from dashboard.components.plans.looks import LOOKS
from dashboard.components.section import facts
from dashboard.components.table import Column, table
from dashboard.wording import count, day, due, say, span
from data_models.queries.action_plans import PlanRow
from data_models.vocabulary import PlanJudgement, PlanState

STATE_TONES: dict[PlanState, Tone] = {
    PlanState.NOT_REQUESTED: "grey",
    PlanState.REQUESTED: "grey",
    PlanState.RECEIVED: "blue",
    PlanState.RETURNED: "amber",
    PlanState.AGREED: "green",
    PlanState.CLOSED: "grey",
}
STATE_SYMBOLS: dict[PlanState, str] = {
    PlanState.NOT_REQUESTED: "–",
    PlanState.REQUESTED: "○",
    PlanState.RECEIVED: "◐",
    PlanState.RETURNED: "▲",
    PlanState.AGREED: "●",
    PlanState.CLOSED: "✔",
}
JUDGEMENT_TONES: dict[PlanJudgement, Tone] = {
    PlanJudgement.ANSWERS: "green",
    PlanJudgement.PARTLY: "amber",
    PlanJudgement.DOES_NOT: "amber",
}
_BAR = Markup('<span class="bar" role="img" aria-label="{}">{}</span><span class="bar-words">{}</span>')
_PIECE = Markup('<span class="bar-{}" style="flex:{}"></span>')
_LATE = Markup('<span class="late whole">{}</span>')


def plan_chip(state: PlanState) -> Markup:
    return chip(STATE_TONES[state], say(state), STATE_SYMBOLS[state])


def plans_table(rows: Sequence[PlanRow], on: date, empty: str) -> Markup:
    """The plans with the longest lateness first, as the record gives them."""
    columns: list[Column[PlanRow]] = [
        Column("Plan", lambda one: whole(anchor(one.reference, "action-plans", plan=one.id)), names_row=True),
        Column("Area", lambda one: areas_linked(one.areas)),
        Column("Report", _report),
        Column("State", lambda one: plan_chip(one.state)),
        Column("Plan itself", lambda one: plan_clock(one, on)),
        Column("Actions done", progress),
        Column("Overdue", _overdue),
        Column("Next due", lambda one: one.next_due, "date"),
    ]
    return table(rows, columns, caption="Action plans, the longest overdue first", empty=empty)


def _report(plan: PlanRow) -> Markup:
    return report_linked(plan.inspection_id, say(plan.strand), plan.published_on, plan.published_precision)


def _inspection(plan: PlanRow) -> Markup:
    return inspection_linked(plan.inspection_id, plan.programme_name, plan.published_on, plan.published_precision)


def plan_clock(plan: PlanRow, on: date) -> Markup:
    """What the plan itself waits for: the partnership's plan, our judgement on it, or nothing."""
    if plan.days_overdue:
        return late(f"{span(plan.days_overdue)} overdue")
    if plan.judge_by is not None:
        words = f"to be judged by {day(plan.judge_by)}"
        return late(words) if plan.judge_by < on else Markup("{}").format(words)
    if plan.received_on is not None and plan.state is not PlanState.RETURNED:
        return whole(f"received {day(plan.received_on)}")
    return and_soft(due(plan.due_on, on), "default date" if plan.due_is_default and plan.due_on else "")


def late(words: str) -> Markup:
    """Words in the colour of what somebody must see to."""
    return _LATE.format(words)


def progress(plan: PlanRow) -> Markup:
    """A bar in pieces by status, and the same in words."""
    if not plan.items:
        return Markup('<span class="soft">no actions yet</span>')
    by_status = {one.status: one.items for one in plan.counts}
    pieces = Markup("").join(_PIECE.format(one.value, by_status[one]) for one in LOOKS if one in by_status)
    parts = ", ".join(f"{by_status[one]} {LOOKS[one][1].lower()}" for one in LOOKS if one in by_status)
    claimed = f", {plan.claimed} claimed" if plan.claimed else ""
    return _BAR.format(f"{count(plan.items, 'action')}: {parts}", pieces, f"{plan.verified} of {plan.items}{claimed}")


def _overdue(plan: PlanRow) -> Markup | None:
    return and_soft(late(str(plan.late)), f"worst {span(plan.worst_days)}") if plan.late else None


def progress_key() -> Markup:
    """What the colours of the bars mean."""
    marks = Markup("").join(
        Markup('<span><span class="bar-key bar-{}"></span>{}</span>').format(one.value, LOOKS[one][1]) for one in LOOKS
    )
    return Markup('<p class="key">{}</p>').format(marks)


def plan_facts(plan: PlanRow, on: date) -> Markup:
    """The plan itself: where it is from, its dates, and whether it answers the findings."""
    return facts(
        [
            ("State", plan_chip(plan.state)),
            ("Area", areas_linked(plan.areas)),
            ("Inspection", _inspection(plan)),
            ("Asked for", plan.requested_on and day(plan.requested_on)),
            ("Plan itself", plan_clock(plan, on)),
            ("Received", done(plan.received_on, plan.received_by)),
            ("Does it answer?", _judgement(plan)),
            ("Agreed", plan.agreed_on and day(plan.agreed_on)),
            ("Contact about it", plan.contact_every_days and f"every {span(plan.contact_every_days)}"),
            ("Closed", plan.closed_on and and_soft(day(plan.closed_on), told(plan.close_reason))),
            ("Actions done", progress(plan)),
        ]
    )


def _judgement(plan: PlanRow) -> Markup:
    if plan.judgement is None:
        return Markup('<span class="soft">not judged yet</span>')
    shown = chip(JUDGEMENT_TONES[plan.judgement], say(plan.judgement))
    note = told(plan.judgement_note) or ""
    said = Markup('{} <span class="soft">{}</span>').format(shown, done(plan.judged_on, plan.judged_by))
    return said + Markup("<br>{}").format(note) if note else said
