"""Sentences about what is owed and why an area has its status: the same on every page and in every export."""

from collections.abc import Callable
from datetime import date

from dashboard.wording import SHORT_ROLES, count, day, due, say, span
from data_models.queries.ledger_rows import Breach, BreachKind
from data_models.rules.area_status import Reason, StatusRule
from data_models.rules.matters import Matter
from data_models.vocabulary import MatterKind, PlanJudgement

Sentence = Callable[[Matter, date], str]


def _clock(words: str) -> Sentence:
    return lambda matter, on: f"{words}: {due(matter.due_on, on)}"


def _follow_up(matter: Matter, on: date) -> str:
    if matter.due_on is None:
        return "Follow-up open, no visit awaited"
    default = " (our default window, none in the report)" if matter.is_default_date else ""
    return f"Follow-up window ends: {due(matter.due_on, on)}{default}"


def _plan(matter: Matter, on: date) -> str:
    default = " (default date)" if matter.is_default_date else ""
    return f"Action plan: {due(matter.due_on, on)}{default}"


def _claim(matter: Matter, on: date) -> str:
    waiting = f"claimed {span(matter.days_since(on))} ago" if matter.since and matter.since < on else "claimed today"
    return f"Completion {waiting}, waiting to be verified: {due(matter.due_on, on)}"


def _judged_plan(matter: Matter, on: date) -> str:
    said = say(PlanJudgement(matter.detail)).lower() if matter.detail else "judged"
    return f"Plan judged ({said}), to be agreed or returned: {due(matter.due_on, on)}"


def _dispute(matter: Matter, on: date) -> str:
    since = f"disputed {span(matter.days_since(on))} ago" if matter.since and matter.since < on else "disputed today"
    return f"Completion {since}, for a senior manager to settle: {due(matter.due_on, on)}"


def _flag(matter: Matter, _on: date) -> str:
    muted = ", muted" if matter.is_muted else ""
    return f"{say(matter.descriptor, 'Risk flag')}, {say(matter.impact, 'unknown').lower()} potential impact{muted}"


def _flag_review(matter: Matter, on: date) -> str:
    return f"{_flag(matter, on)}; review {due(matter.due_on, on)}"


def _purpose(matter: Matter, on: date) -> str:
    if matter.since is None:
        return f"Purpose {int(matter.purpose or 0)} never touched: {say(matter.purpose).lower()}"
    ago = span(matter.days_since(on))
    return f"Purpose {int(matter.purpose or 0)} not touched for {ago}: {say(matter.purpose).lower()}"


def _gap(matter: Matter, on: date) -> str:
    role = SHORT_ROLES[matter.role] if matter.role else "cover"
    if matter.since is None:
        return f"No {role} on record"
    return f"No {role} since {day(matter.since)}" if matter.since <= on else f"No {role} from {day(matter.since)}"


def _milestone(matter: Matter, on: date) -> str:
    return f"{say(matter.milestone, 'Milestone')}: {due(matter.due_on, on)}"


def _review(words: str) -> Sentence:
    return lambda matter, on: f"{say(matter.review_kind, 'Review')}, {words}: {due(matter.due_on, on)}"


SENTENCES: dict[MatterKind, Sentence] = {
    MatterKind.DECISION_OWED: _clock("Follow-up decision owed"),
    MatterKind.INTENTION_MISSING: lambda _, __: "The published report's intention or timescale is not on record",
    MatterKind.FOLLOW_UP_DUE: _follow_up,
    MatterKind.NO_FOLLOW_UP_REVIEW: _clock("Review of the decision not to follow up"),
    MatterKind.MONITORING_PROPOSED: lambda _, __: "Significant concerns: formal monitoring to be decided",
    MatterKind.MONITORING_REVIEW: _clock("Formal monitoring update"),
    MatterKind.PLAN_DUE: _plan,
    MatterKind.PLAN_TO_JUDGE: _clock("Plan received, to be judged"),
    MatterKind.PLAN_TO_SETTLE: _judged_plan,
    MatterKind.PLAN_TO_CLOSE: lambda _, __: "No action of this plan is open: close it, or add what is still to be done",
    MatterKind.PLAN_TO_SIGN_OFF: lambda _, __: (
        "Nothing of this plan was verified and none of it is open: a senior manager closes it, or an action is added"
    ),
    MatterKind.ACTION_DUE: _clock("Action"),
    MatterKind.CLAIM_TO_VERIFY: _claim,
    MatterKind.DISPUTE_TO_SETTLE: _dispute,
    MatterKind.FLAG_REVIEW: _flag_review,
    MatterKind.FLAG_OPEN: _flag,
    MatterKind.CONTACT_DUE: _clock("Contact with the area"),
    MatterKind.PURPOSE_UNTOUCHED: _purpose,
    MatterKind.COVER_GAP: _gap,
    MatterKind.MILESTONE_DUE: _milestone,
    MatterKind.NEXT_STEP_MISSING: lambda _, __: "No next step is planned for this inspection",
    MatterKind.REVIEW_DECISION_AWAITED: lambda matter, _: (
        f"{say(matter.review_kind, 'Review')}: the area has not said whether it proceeds"
    ),
    MatterKind.REVIEW_REPORT_DUE: _review("report due"),
    MatterKind.REVIEW_FEEDBACK_DUE: _review("our feedback due"),
    MatterKind.SELF_EVALUATION_DUE: _clock("Self-evaluation asked for"),
    MatterKind.VALIDATION_ANSWER_DUE: lambda matter, _: f"Validated self-evaluation: {matter.detail} still to go out",
    MatterKind.MEETING_ACTION_DUE: _clock("Action given in a meeting"),
    MatterKind.PRACTICE_TO_VALIDATE: lambda matter, _: (
        f"Good practice{f' noted {day(matter.since)}' if matter.since else ''}, to be validated before it is shared"
    ),
}


def matter_sentence(matter: Matter, on: date) -> str:
    """What is owed and how its clock stands, as one sentence."""
    return SENTENCES[matter.kind](matter, on)


def _monitoring(reason: Reason, on: date) -> str:
    return f"Formal monitoring: update {due(reason.matters[0].due_on, on)}"


def _past_due(reason: Reason, _: date) -> str:
    return f"Follow-up window passed {span(reason.worst_days)} ago"


def _concern(reason: Reason, _: date) -> str:
    title = reason.matters[0].subject
    more = f", and {reason.count - 1} more" if reason.count > 1 else ""
    return f"Concern with high potential impact: {title}{more}"


def _open_follow_up(reason: Reason, on: date) -> str:
    owed = [m for m in reason.matters if m.kind is MatterKind.DECISION_OWED]
    if owed:
        return f"Follow-up decision owed: {due(min((m.due_on for m in owed if m.due_on), default=None), on)}"
    dated = min((m.due_on for m in reason.matters if m.due_on), default=None)
    return "Follow-up open, no visit awaited" if dated is None else f"Follow-up open: {due(dated, on)}"


def _late_plan(reason: Reason, _: date) -> str:
    return f"Action plan {span(reason.worst_days)} late"


def _late_actions(reason: Reason, _: date) -> str:
    worst = f", worst {span(reason.worst_days)}" if reason.count > 1 else f" by {span(reason.worst_days)}"
    return f"{count(reason.count, 'action')} late{worst}"


def _uncertainty(reason: Reason, _: date) -> str:
    return f"Area of uncertainty {span(reason.worst_days)} past its review"


def _no_cover(reason: Reason, on: date) -> str:
    """One clause for all the roles that nobody ever held, one for each that somebody left."""
    never = [SHORT_ROLES[one.role] for one in reason.matters if one.role and one.since is None]
    left = [_gap(one, on) for one in reason.matters if one.since is not None]
    return "; ".join([*([f"No {' or '.join(never)} on record"] if never else []), *left])


REASONS: dict[StatusRule, Callable[[Reason, date], str]] = {
    StatusRule.MONITORING_OPEN: _monitoring,
    StatusRule.FOLLOW_UP_PAST_DUE: _past_due,
    StatusRule.HIGH_IMPACT_CONCERN: _concern,
    StatusRule.FOLLOW_UP_OPEN: _open_follow_up,
    StatusRule.PLAN_OVERDUE: _late_plan,
    StatusRule.ACTIONS_OVERDUE: _late_actions,
    StatusRule.UNCERTAINTY_PAST_REVIEW: _uncertainty,
    StatusRule.NO_COVER: _no_cover,
}


def reason_sentence(reason: Reason, on: date) -> str:
    """Why an area has its status, as one clause."""
    return REASONS[reason.rule](reason, on)


def because(reasons: tuple[Reason, ...], on: date) -> str:
    """Every reason in one line, the gravest first. A follow-up whose window has passed is not also said to be open."""
    passed = any(reason.rule is StatusRule.FOLLOW_UP_PAST_DUE for reason in reasons)
    said = [
        reason_sentence(reason, on) for reason in reasons if not (passed and reason.rule is StatusRule.FOLLOW_UP_OPEN)
    ]
    return "; ".join([*said[:1], *(clause[:1].lower() + clause[1:] for clause in said[1:])])


BREACHES: dict[BreachKind, str] = {
    BreachKind.TRIGGER_WITHOUT_CANDIDATE: "calls for follow-up and nobody is asked to decide",
    BreachKind.CANDIDATE_WITHOUT_TRIGGER: "asks for a decision on nothing that is published",
    BreachKind.COUNTS_DIFFER: "stands for another number of evaluations than were published",
    BreachKind.ANSWER_NOT_RECORDED: "is answered without a decision or reason on record",
    BreachKind.DUTY_WITHOUT_CLOCK: "is not ended, and no clock runs for it",
    BreachKind.CLOCK_WITHOUT_OWNER: "runs, and neither an owner nor a gap in cover is on record for it",
    BreachKind.PROMISE_WITHOUT_CANDIDATE: "says that follow-up is intended, and nobody is asked to decide on it",
    BreachKind.CORRECTED_AWAY: "calls for follow-up, and a correction that did not last ended the duty to decide",
}


def breach_sentence(breach: Breach) -> str:
    """What should never be, after the reference of the record it is about."""
    return BREACHES[breach.kind]
