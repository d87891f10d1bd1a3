"""A queue of what is owed to HTML: its bands, where each thing is done, and a card for each area."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from markupsafe import Markup

from dashboard.components.follow_up.deeds import NEXT
from dashboard.components.follow_up.intention import RECORD_INTENTION
from dashboard.components.headlines import Headline
from dashboard.components.links import anchor, anchor_to, link
from dashboard.components.meetings.action_deeds import end_action_form_name, may_end
from dashboard.components.monitoring.deeds import ASSURE, OPEN
from dashboard.components.overview.portfolio import status_chip
from dashboard.components.table import Column, day, table
from dashboard.sentences import because, matter_sentence
from dashboard.session import record
from dashboard.wording import count, due, say, span
from data_models.queries.my_areas import AreaCard
from data_models.rules.clocks import Urgency
from data_models.rules.matters import NOWHERE, Matter
from data_models.rules.owing import answers_for, falls_to_manager
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed, may
from data_models.vocabulary import MatterKind, PlanJudgement

Bands = tuple[tuple[Urgency, tuple[Matter, ...]], ...]
Address = Callable[[Matter], str]

BAND_TITLES: dict[Urgency, str] = {
    Urgency.OVERDUE: "Overdue",
    Urgency.THIS_WEEK: "This week",
    Urgency.THIS_MONTH: "This month",
    Urgency.UNDATED: "Without a date",
    Urgency.LATER: "Later",
}
BAND_EMPTY: dict[Urgency, str] = {
    Urgency.OVERDUE: "Nothing is overdue.",
    Urgency.THIS_WEEK: "Nothing more is due this week.",
    Urgency.THIS_MONTH: "Nothing more is due this month.",
    Urgency.UNDATED: "Everything owed has a date.",
    Urgency.LATER: "Nothing is due later.",
}


def _follow_up(matter: Matter) -> str:
    # By its reference: a candidate and a decision may have the same number.
    return link("follow-up", follow_up=matter.reference, do=_form(matter))


def _intention(matter: Matter) -> str:
    return link("follow-up", follow_up=reference(Kind.CANDIDATE, matter.parent_id or 0), do=_form(matter))


def _monitoring(matter: Matter) -> str:
    return link("follow-up", monitoring=matter.reference, do=_form(matter))


def _plan(matter: Matter) -> str:
    return link("action-plans", plan=matter.record_id, do=_form(matter))


def _judged_plan(matter: Matter) -> str:
    """The answer that its judgement points to; the page offers the other one beside it."""
    is_bad = matter.detail == PlanJudgement.DOES_NOT
    form = _form(matter)
    return link("action-plans", plan=matter.record_id, do="return-plan" if form and is_bad else form)


def _item(matter: Matter) -> str:
    return link("action-plans", plan=matter.parent_id, item=matter.record_id, do=_form(matter))


def _flag(matter: Matter) -> str:
    return link("risk-flags", flag=matter.record_id)


def _contact(matter: Matter) -> str:
    return link("area", area=matter.area_code, do="log-contact" if may_log_contact(matter.area_code) else None)


def _gap(matter: Matter) -> str:
    return link("coverage", area=matter.area_code)


def _milestone(matter: Matter) -> str:
    return link("inspections", inspection=matter.parent_id)


def _programme(matter: Matter) -> str:
    return link("programmes", programme=matter.reference)


def _given(matter: Matter) -> str:
    form = end_action_form_name(matter.record_id) if may_end(matter.owner_id) else None
    return link("meeting", meeting=matter.parent_id, do=form)


def _practice(matter: Matter) -> str:
    return link("good-practice", practice=matter.record_id, do=_form(matter))


def _review(matter: Matter) -> str:
    return link("reviews", review=matter.record_id)


ADDRESSES: dict[MatterKind, Address] = {
    MatterKind.DECISION_OWED: _follow_up,
    MatterKind.INTENTION_MISSING: _intention,
    MatterKind.FOLLOW_UP_DUE: _follow_up,
    MatterKind.NO_FOLLOW_UP_REVIEW: _follow_up,
    MatterKind.MONITORING_PROPOSED: _monitoring,
    MatterKind.MONITORING_REVIEW: _monitoring,
    MatterKind.PLAN_DUE: _plan,
    MatterKind.PLAN_TO_JUDGE: _plan,
    MatterKind.PLAN_TO_SETTLE: _judged_plan,
    MatterKind.PLAN_TO_CLOSE: _plan,
    MatterKind.PLAN_TO_SIGN_OFF: _plan,
    MatterKind.ACTION_DUE: _item,
    MatterKind.CLAIM_TO_VERIFY: _item,
    MatterKind.DISPUTE_TO_SETTLE: _item,
    MatterKind.FLAG_REVIEW: _flag,
    MatterKind.FLAG_OPEN: _flag,
    MatterKind.CONTACT_DUE: _contact,
    MatterKind.PURPOSE_UNTOUCHED: _contact,
    MatterKind.COVER_GAP: _gap,
    MatterKind.MILESTONE_DUE: _milestone,
    MatterKind.NEXT_STEP_MISSING: _milestone,
    MatterKind.REVIEW_DECISION_AWAITED: _review,
    MatterKind.REVIEW_REPORT_DUE: _review,
    MatterKind.REVIEW_FEEDBACK_DUE: _review,
    MatterKind.SELF_EVALUATION_DUE: _programme,
    MatterKind.VALIDATION_ANSWER_DUE: _programme,
    MatterKind.MEETING_ACTION_DUE: _given,
    MatterKind.PRACTICE_TO_VALIDATE: _practice,
}
# The form that ends a matter, opened at once for whoever may save it: how it is called, and the deed.
FORMS: dict[MatterKind, tuple[str, str, Deed]] = {
    # Of a follow-up the page knows how far it has come, and opens whatever comes next.
    MatterKind.DECISION_OWED: (NEXT, "Decide", Deed.DECIDE_FOLLOW_UP),
    MatterKind.FOLLOW_UP_DUE: (NEXT, "See to", Deed.SCHEDULE_REVIEW),
    MatterKind.NO_FOLLOW_UP_REVIEW: (NEXT, "Look again at", Deed.REVIEW_NO_FOLLOW_UP),
    MatterKind.INTENTION_MISSING: (RECORD_INTENTION, "Record from", Deed.RECORD_INTENTION),
    MatterKind.MONITORING_PROPOSED: (OPEN, "Answer", Deed.OPEN_MONITORING),
    MatterKind.MONITORING_REVIEW: (ASSURE, "Update", Deed.GIVE_ASSURANCE),
    MatterKind.PLAN_DUE: ("receive-plan", "Receive", Deed.RECEIVE_PLAN),
    MatterKind.PLAN_TO_JUDGE: ("judge-plan", "Judge", Deed.JUDGE_PLAN),
    MatterKind.PLAN_TO_SETTLE: ("agree-plan", "Answer", Deed.JUDGE_PLAN),
    MatterKind.PLAN_TO_CLOSE: ("close-plan", "Close", Deed.CLOSE_PLAN),
    MatterKind.PLAN_TO_SIGN_OFF: ("close-plan", "Close", Deed.END_UNVERIFIED),
    MatterKind.ACTION_DUE: ("update-action", "Update", Deed.UPDATE_ACTION),
    MatterKind.CLAIM_TO_VERIFY: ("verify", "Verify", Deed.VERIFY_COMPLETION),
    MatterKind.DISPUTE_TO_SETTLE: ("settle", "Settle", Deed.SETTLE_DISPUTE),
    MatterKind.PRACTICE_TO_VALIDATE: ("validate-practice", "Validate", Deed.VALIDATE_PRACTICE),
}
SECOND_HAND = "Falls to the managers: the area’s link inspector took this claim down"
LAPSED_OWNER = "Its owner may not act in this area now: give it to somebody who may"
# What is owed about an area as such has no record of its own to name: the link says what to do instead.
LOG_A_CONTACT = "Log a contact"
TO_DO: dict[MatterKind, str] = {
    MatterKind.CONTACT_DUE: LOG_A_CONTACT,
    MatterKind.PURPOSE_UNTOUCHED: LOG_A_CONTACT,
    MatterKind.COVER_GAP: "See the cover",
    MatterKind.SELF_EVALUATION_DUE: "See the self-evaluations",
    MatterKind.VALIDATION_ANSWER_DUE: "See the self-evaluations",
}


def address_of(matter: Matter) -> str:
    """The page, and on it the very record, where this can be done."""
    return ADDRESSES[matter.kind](matter)


def may_log_contact(area_code: str) -> bool:
    """Whether whoever looks may log a contact with this area here and now."""
    return not record().is_only_read and may(record().viewer, Deed.LOG_CONTACT, frozenset({area_code}))


def _form(matter: Matter) -> str | None:
    """The form of the deed that ends it; None where whoever looks may not do it, here or now."""
    name, _, deed = FORMS[matter.kind]
    is_barred = matter.not_for_id is not None and matter.not_for_id == record().viewer.person_id
    allowed = not record().is_only_read and may(record().viewer, deed, frozenset({matter.area_code}))
    return name if allowed and not is_barred else None


def _called(matter: Matter) -> str:
    """By what is done there, and the reference of the record it is done to."""
    if matter.kind in FORMS and _form(matter):
        return f"{FORMS[matter.kind][1]} {matter.reference}"
    return TO_DO.get(matter.kind, matter.reference)


def way_to(matter: Matter) -> Markup:
    """The link to where it is done, called by the record's reference."""
    label = _called(matter)
    if label == LOG_A_CONTACT and not may_log_contact(matter.area_code):
        label = "See the area"
    return anchor_to(address_of(matter), label)


def band_cards(bands: Bands, on: date) -> tuple[Headline, ...]:
    """How much is owed in each band; each opens its rows further down."""
    return tuple(
        Headline(
            BAND_TITLES[band],
            len(matters),
            _what_kinds(matters, on) if matters else BAND_EMPTY[band].rstrip("."),
            f"#{band.value}" if matters else None,
            pressing=band is Urgency.OVERDUE and bool(matters),
        )
        for band, matters in bands
        if matters or band is not Urgency.UNDATED
    )


def _what_kinds(matters: tuple[Matter, ...], on: date) -> str:
    worst = max(one.days_overdue(on) for one in matters)
    if worst:
        return f"the longest by {span(worst)}"
    dated = [one.due_on for one in matters if one.due_on is not None]
    return f"the first {due(min(dated), on)}" if dated else "owed, with no day set"


def queue(bands: Bands, areas: Mapping[str, str], on: date) -> Markup:
    """Each band that has something, under its title; what is due later is folded away."""
    return Markup("").join(_band(band, matters, areas, on) for band, matters in bands if matters)


def _band(band: Urgency, matters: tuple[Matter, ...], areas: Mapping[str, str], on: date) -> Markup:
    title = f"{BAND_TITLES[band]}: {len(matters)}"
    rows = matters_table(matters, areas, on, caption=BAND_TITLES[band])
    if band is Urgency.LATER:
        return folded(title, Markup('<div id="{}">{}</div>').format(band.value, rows))
    return Markup('<section class="band"><h2 id="{}">{}</h2>{}</section>').format(band.value, title, rows)


def folded(title: str, inside: Markup) -> Markup:
    return Markup('<details class="folded"><summary>{}</summary>{}</details>').format(title, inside)


def matters_table(
    matters: Iterable[Matter], areas: Mapping[str, str], on: date, *, caption: str, empty: str = "Nothing is owed."
) -> Markup:
    """What is owed, in which area, where it is done, and when."""
    columns: list[Column[Matter]] = [
        Column("What is owed", lambda one: _owed(one, areas, on), names_row=True),
        Column("Area", lambda one: _whole(_where(one, areas))),
        Column("Where", lambda one: _whole(way_to(one))),
        Column("Due", lambda one: _due(one, on), "date"),
    ]
    return table(matters, columns, caption=caption, empty=empty)


def _where(matter: Matter, areas: Mapping[str, str]) -> Markup:
    if matter.area_code == NOWHERE:
        return Markup("no single area")
    return anchor(areas.get(matter.area_code, matter.area_code), "area", area=matter.area_code)


def _whole(words: Markup) -> Markup:
    return Markup('<span class="whole">{}</span>').format(words)


def _owed(matter: Matter, areas: Mapping[str, str], on: date) -> Markup:
    about = "" if matter.subject in (areas.get(matter.area_code), matter.reference) else matter.subject
    line = Markup('<span class="about" title="{0}">{0}</span>').format(about) if about else Markup("")
    return Markup('<span class="owed">{}</span>{}{}').format(
        matter_sentence(matter, on), line, _to_the_managers(matter)
    )


def _to_the_managers(matter: Matter) -> Markup:
    """Why something that somebody else would see to is in a manager's queue, or in whoever's stands in for them."""
    why = _whom_it_falls_to(matter)
    if matter.has_lapsed_owner:
        why += Markup('<span class="about">{}</span>').format(LAPSED_OWNER)
    return why


def _whom_it_falls_to(matter: Matter) -> Markup:
    if matter.is_unheld:
        missing = " or ".join(sorted(say(role).lower() for role in answers_for(matter.kind)))
        way = anchor(f"nobody here is a {missing}", "administration")
        return Markup('<span class="about">A gap: {}</span>').format(way)
    if not falls_to_manager(matter.kind, matter.owner_id):
        return Markup("")
    if matter.needs_second_hand:
        return Markup('<span class="about">{}</span>').format(SECOND_HAND)
    way = anchor("no link inspector covers the area", "coverage", area=matter.area_code)
    return Markup('<span class="about">Falls to the managers: {}</span>').format(way)


def _due(matter: Matter, on: date) -> Markup:
    if matter.due_on is None:
        return Markup('<span class="soft">no date</span>')
    words = due(matter.due_on, on)
    said = Markup("") if words in matter_sentence(matter, on) else Markup('<span class="about">{}</span>').format(words)
    return day(matter.due_on) + said


def kinds_owed(matters: Iterable[Matter]) -> dict[str, str]:
    """The kinds that are in the queue, as the address and as a person would say them, with how many of each."""
    counts: dict[MatterKind, int] = {}
    for one in matters:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return {kind.value: f"{say(kind)} ({counts[kind]})" for kind in MatterKind if kind in counts}


def areas_owed(matters: Iterable[Matter], areas: Mapping[str, str]) -> dict[str, str]:
    """The areas that something is owed in, by name, with how much."""
    counts: dict[str, int] = {}
    for one in matters:
        counts[one.area_code] = counts.get(one.area_code, 0) + 1
    named = {code: areas.get(code, code) for code in counts if code != NOWHERE}
    return {code: f"{name} ({counts[code]})" for code, name in sorted(named.items(), key=lambda pair: pair[1])}


def only(bands: Bands, kind: str | None, area: str | None) -> Bands:
    """The same bands with only the matters of this kind and this area."""
    return tuple((band, tuple(one for one in matters if _is_asked_for(one, kind, area))) for band, matters in bands)


def _is_asked_for(matter: Matter, kind: str | None, area: str | None) -> bool:
    return kind in (None, matter.kind.value) and area in (None, matter.area_code)


_CARD = Markup('<li class="area-card"><h3>{}{}</h3>{}<p>{}</p><p>{}</p><p class="soft">{}</p></li>')
# Who else works for the area, as short as a card needs it.
POSTS: tuple[tuple[str, Callable[[AreaCard], int | None]], ...] = (
    ("Link inspector", lambda card: card.link_inspector_id),
    ("Adult", lambda card: card.relationship_manager_adult_id),
    ("ELC", lambda card: card.relationship_manager_elc_id),
)


def area_cards(
    cards: Iterable[AreaCard],
    names: Mapping[int, str],
    log: Callable[[str], Markup],
    on: date,
    *,
    looked_at_by: int | None,
) -> Markup:
    """Each area in a few lines, without the name of who looks. `log` gives the way to log a contact there."""
    shown = Markup("").join(_card(one, names, log, on, looked_at_by) for one in cards)
    return Markup('<ul class="area-cards" role="list">{}</ul>').format(shown)


def _card(card: AreaCard, names: Mapping[int, str], log: Callable[[str], Markup], on: date, me: int | None) -> Markup:
    why = because(card.reasons, on)
    return _CARD.format(
        anchor(card.name, "area", area=card.code),
        status_chip(card.status),
        Markup("<p>{}</p>").format(why) if why else Markup(""),
        _next(card, on),
        Markup("{} {}").format(_contact_said(card, on), log(card.code)),
        _who_else(card, names, me),
    )


def _next(card: AreaCard, on: date) -> Markup:
    late = f", {card.overdue} overdue" if card.overdue else ""
    owed = f"{count(card.tasks, 'task')}{late}."
    if card.next_due is None:
        return Markup("{} None has a date.").format(owed) if card.tasks else Markup("Nothing is owed.")
    first = anchor_to(address_of(card.next_due), say(card.next_due.kind))
    return Markup("{} First: {}, {}.").format(owed, first, due(card.next_due.due_on, on))


def _contact_said(card: AreaCard, on: date) -> str:
    if card.last_contact_on is None:
        last = "No contact on record"
    elif card.last_contact_on == on:
        last = "Last contact today"
    else:
        last = f"Last contact {span((on - card.last_contact_on).days)} ago"
    return f"{last}, the next {due(card.contact_due_on, on)}." if card.contact_due_on else f"{last}."


def _who_else(card: AreaCard, names: Mapping[int, str], me: int | None) -> str:
    held = [(post, who(card)) for post, who in POSTS]
    return " · ".join(
        f"{post}: {names.get(one, 'nobody') if one else 'nobody'}" for post, one in held if not me or one != me
    )
