"""The register of follow-up: how many evaluations stand at each step, and the rows."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.inspections.values import grade_of, statement
from dashboard.components.links import anchor, here
from dashboard.components.mentions import and_soft, areas_linked, report_linked, whole
from dashboard.components.plans.register import late
from dashboard.components.table import Column, table
from dashboard.text import plain, words
from dashboard.wording import day, due, say, span
from data_models.queries.follow_up_rows import CandidateRow
from data_models.rules.follow_up import AWAITS_REVIEW, Lack, Window
from data_models.vocabulary import CandidateState, FollowUpChoice, FollowUpState, Origin

STATE_TONES: dict[CandidateState, Tone] = {
    CandidateState.OWED: "amber",
    CandidateState.DECIDED: "blue",
    CandidateState.CLOSED: "green",
    CandidateState.SEQUEL_NOT_ESTABLISHED: "grey",
}
STATE_SYMBOLS: dict[CandidateState, str] = {
    CandidateState.OWED: "▲",
    CandidateState.DECIDED: "◐",
    CandidateState.CLOSED: "✔",
    CandidateState.SEQUEL_NOT_ESTABLISHED: "?",
}
# The steps a candidate goes through, in order, under the word the address uses for each.
OWED, UNKNOWN = "owed", "sequel_not_established"
STEPS: dict[str, str] = {
    OWED: "Decision owed",
    FollowUpState.DECIDED.value: "Decided",
    FollowUpState.RECORDED_IN_REPORT.value: "Recorded in the report",
    FollowUpState.SCHEDULED.value: "Scheduled",
    FollowUpState.IN_PROGRESS.value: "In progress",
    FollowUpState.REPORTED.value: "Reported",
    FollowUpState.FURTHER_REVIEW.value: "Further review",
    FollowUpState.CONTINUED_MONITORING.value: "Continued monitoring",
    FollowUpState.CLOSED.value: "Closed",
    UNKNOWN: "Sequel not established",
}


def step_of(row: CandidateRow) -> str:
    """Where one evaluation stands: before its decision by its own state, after it by the decision's."""
    if row.state is CandidateState.DECIDED and row.decision is not None:
        return row.decision.state.value
    return row.state.value


def strip(rows: Sequence[CandidateRow], chosen: str | None) -> Markup:
    """The way from candidate to closed, with how many evaluations stand at each step; each step opens its rows."""
    at = {step: sum(one.covers for one in rows if step_of(one) == step) for step in STEPS}
    parts = Markup("").join(
        Markup('<li{}><a href="{}"{}><b>{}</b> {}</a></li>').format(
            Markup(' class="empty"') if not at[step] else "",
            here(step=None if step == chosen else step, state=None, show=None),
            Markup(' aria-current="true"') if step == chosen else "",
            at[step],
            said,
        )
        for step, said in STEPS.items()
    )
    return Markup('<nav class="strip" aria-label="Evaluations by step"><ol>{}</ol></nav>').format(parts)


# --- the register ---


def register_table(rows: Sequence[CandidateRow], on: date, empty: str) -> Markup:
    """What is owed first, then what is open, then the latest published."""
    columns: list[Column[CandidateRow]] = [
        Column("Ref", lambda one: whole(anchor(one.reference, "follow-up", follow_up=one.id)), names_row=True),
        Column("Area", lambda one: areas_linked(one.areas)),
        Column("What was judged", _judged),
        Column("Judgement", judgement_of),
        Column("Where it stands", standing),
        Column("By when", lambda one: by_when(one, on)),
        Column("The report says", report_says),
    ]
    return table(rows, columns, caption="The register of follow-up, what is owed first", empty=empty)


def _judged(row: CandidateRow) -> Markup:
    seen = report_linked(row.inspection_id, say(row.strand), row.published_on, row.published_precision)
    return Markup('{}<span class="about">{}</span>').format(words(row.label or say(row.trigger)), seen)


def judgement_of(row: CandidateRow) -> Markup:
    """The value in its own scale, how often where it is a total, and the report's own word where it was another."""
    value = grade_of(row.grade) if row.grade is not None else plain(say(row.trigger))
    if row.statement is not None:
        value = statement(row.statement)
    many = f"{row.covers} × " if row.covers > 1 else ""
    original = f"the report says “{row.original_word}”" if row.original_word else ""
    return and_soft(Markup("{}{}").format(many, value), original)


def standing(row: CandidateRow) -> Markup:
    """The state as a chip, and after a decision what was chosen and how far it has come."""
    shown = chip(STATE_TONES[row.state], say(row.state), STATE_SYMBOLS[row.state])
    if row.decision is None:
        return shown
    step = "" if row.decision.state is FollowUpState.DECIDED else f", {say(row.decision.state).lower()}"
    return Markup('{}<span class="about">{}{}</span>').format(shown, say(row.decision.choice), step)


def by_when(row: CandidateRow, on: date) -> Markup:
    """When the decision is due while it is owed, else the window of what was decided; late where it is past."""
    if row.state is CandidateState.OWED:
        said = f"decide: {due(row.decide_by, on)}"
        return late(said) if row.days_overdue else plain(said)
    if row.decision is None or not row.decision.is_open or row.window is None:
        return Markup("")
    if row.decision.choice is FollowUpChoice.NONE and row.decision.review_on is not None:
        return plain(f"looked at again {day(row.decision.review_on)}")
    if not AWAITS_REVIEW[row.decision.state]:
        return Markup("")
    passed = Markup(" {}").format(late(f"passed {span(row.days_overdue)} ago")) if row.days_overdue else ""
    return Markup("{}{}").format(window_of(row.window), passed)


def window_of(window: Window) -> Markup:
    """From when to when, and that it is our default where the report gives none."""
    if window.due_to is None:
        return Markup('<span class="soft">no window</span>')
    start = f"{day(window.due_from)} to " if window.due_from else "by "
    return and_soft(f"{start}{day(window.due_to)}", "default, none in the report" if window.is_default else "")


def report_says(row: CandidateRow) -> Markup:
    """The report's words on its timescale; what it lacks; or that our extract of it does not tell."""
    if row.timescale_text.strip():
        return words(row.timescale_text)
    if is_silent_extract(row):
        return Markup('<span class="soft">not in the extract</span>')
    if row.lacks and row.silence is not None:
        return Markup('<span class="soft">gives none: answered {}</span>').format(day(row.silence.noted_on))
    if row.lacks:
        return chip("amber", f"lacks {lacks_words(row.lacks)}")
    return Markup('<span class="soft">intention without a timescale</span>' if row.intention_recorded else "")


def is_silent_extract(row: CandidateRow) -> bool:
    """Of a published report only an extract is in the record: what that does not tell may well be in the report."""
    return row.origin is Origin.PUBLISHED_RECORD and row.intention_recorded is None


def lacks_words(lacks: Iterable[Lack]) -> str:
    return " and ".join(one.value for one in lacks)
