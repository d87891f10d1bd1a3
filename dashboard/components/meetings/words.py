"""How meetings are said: their states, what is new in an area, where an item stands."""

from markupsafe import Markup

from dashboard.components.chips import Tone, chip
from dashboard.components.links import anchor
from dashboard.text import plain
from dashboard.wording import say
from data_models.queries.meeting_news import News, NewsKind
from data_models.rules.references import Kind
from data_models.vocabulary import AgendaState, MeetingActionState, MeetingState

PATH = "meeting"
_ITEM_TONES: dict[AgendaState, Tone] = {
    AgendaState.OPEN: "grey",
    AgendaState.COVERED: "green",
    AgendaState.DEFERRED: "amber",
}
_MEETING_TONES: dict[MeetingState, Tone] = {
    MeetingState.RUNNING: "blue",
    MeetingState.PLANNED: "grey",
    MeetingState.CLOSED: "green",
}
_ACTION_TONES: dict[MeetingActionState, Tone] = {
    MeetingActionState.OPEN: "grey",
    MeetingActionState.DONE: "green",
    MeetingActionState.DROPPED: "amber",
}
NEW: dict[NewsKind, str] = {
    NewsKind.MONITORING_OPENED: "Formal monitoring opened",
    NewsKind.REPORT_PUBLISHED: "Report published",
    NewsKind.DECISION_OWED: "Follow-up to be decided",
    NewsKind.FLAG_RAISED: "Risk flag raised",
    NewsKind.COMPLETION_DISPUTED: "Completion disputed",
    NewsKind.DATE_MOVED: "Date of an action moved",
    NewsKind.COVER_CHANGED: "Cover changed",
    NewsKind.FOLLOW_UP_DECIDED: "Follow-up decided",
    NewsKind.COMPLETION_CLAIMED: "Completion claimed",
    NewsKind.COMPLETION_VERIFIED: "Completion verified",
    NewsKind.PLAN_RECEIVED: "Action plan received",
    NewsKind.PLAN_AGREED: "Action plan agreed",
    NewsKind.FLAG_CLOSED: "Risk flag closed",
    NewsKind.FOLLOW_UP_CLOSED: "Follow-up closed",
    NewsKind.MONITORING_CLOSED: "Formal monitoring closed",
}
# The page that each kind of reference is looked at on, and the parameter that names it there.
PLACES: dict[str, tuple[str, str]] = {
    Kind.INSPECTION.value: ("inspections", "inspection"),
    Kind.CANDIDATE.value: ("follow-up", "follow_up"),
    Kind.DECISION.value: ("follow-up", "follow_up"),
    Kind.PLAN.value: ("action-plans", "plan"),
    Kind.MONITORING.value: ("follow-up", "monitoring"),
}


def item_chip(state: AgendaState) -> Markup:
    return chip(_ITEM_TONES[state], say(state))


def meeting_chip(state: MeetingState) -> Markup:
    return chip(_MEETING_TONES[state], say(state))


def action_chip(state: MeetingActionState) -> Markup:
    return chip(_ACTION_TONES[state], say(state))


def news_line(one: News) -> Markup:
    """What is new, of which record, and what that is called."""
    subject = Markup(' <span class="soft">{}</span>').format(plain(one.subject)) if one.subject else Markup("")
    return Markup("{} {}{}").format(NEW[one.kind], reference_link(one.reference), subject)


def reference_link(name: str) -> Markup:
    """A reference as a link to its page; of a record that has none of its own, the bare reference, or nothing."""
    letters, _, number = name.partition("-")
    if letters == Kind.FLAG.value:
        return anchor(name, "risk-flags", flag=int(number))
    if letters in PLACES:
        path, parameter = PLACES[letters]
        return anchor(name, path, **{parameter: name.partition("/")[0]})
    return Markup("")
