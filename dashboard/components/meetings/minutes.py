"""The minutes: who was there, and of each item what was noted, decided and given to whom by when."""

from datetime import date

from markupsafe import Markup

from dashboard.components.forms import openers
from dashboard.components.links import anchor
from dashboard.components.meetings.action_deeds import action_offers, decision_offer
from dashboard.components.meetings.words import action_chip, item_chip
from dashboard.components.section import facts, section
from dashboard.components.sending.offers import document_links
from dashboard.components.table import Column, table
from dashboard.session import record
from dashboard.text import clean, plain, words
from dashboard.wording import day, due, say
from data_models.queries.meetings import ActionRow, ItemRow, Minutes
from data_models.vocabulary import MeetingState, Presence, RoleName

_NOTHING = Markup("")
_LIST = Markup('<ul class="listed">{}</ul>')


def head(meeting: Minutes) -> Markup:
    """What meeting it is: day, chair, who is there, and when closed, with the record as it stood then."""
    closed = _NOTHING
    if meeting.closed_on is not None:
        by = f" by {clean(meeting.closed_by)}" if meeting.closed_by else ""
        as_then = anchor("the record as it stood that day", "overview", as_of=meeting.closed_on.isoformat())
        change = anchor(f"change {meeting.closed_at_change:,}", "changes", change=meeting.closed_at_change)
        closed = Markup("{}{}, with {}. The minutes are frozen; {}.").format(
            day(meeting.closed_on), by, change, as_then
        )
    before = f"the meeting closed on {day(meeting.since_on)}" if meeting.since_on else "the beginning: it is the first"
    return facts(
        (
            ("Day", day(meeting.held_on)),
            ("Chair", clean(meeting.chair or "nobody yet")),
            ("Present", _people(meeting, Presence.PRESENT) or "nobody noted yet"),
            ("Apologies", _people(meeting, Presence.APOLOGIES)),
            ("New is what came since", before),
            ("Closed", closed),
        )
    )


def files_of(meeting: Minutes) -> Markup:
    """The minutes as documents, for whoever may have files: of a meeting that has begun, on a screen of one's own."""
    if meeting.state is MeetingState.PLANNED or record().viewer.shared_screen:
        return _NOTHING
    words_of_state = "The minutes" if meeting.state is MeetingState.CLOSED else "The minutes so far, as a draft"
    links = document_links("minutes", meeting=meeting.reference)
    return Markup('<p class="deeds"><span class="soft">{}:</span> {}</p>').format(words_of_state, links)


def _people(meeting: Minutes, presence: Presence) -> Markup:
    """Their names, a line for each role."""
    line = Markup('<span class="by-role"><span class="soft">{}:</span> {}</span>')
    there = [one for one in meeting.attendance if one.presence is presence]
    names = {role: ", ".join(clean(one.name) for one in there if one.role is role) for role in RoleName}
    return _NOTHING.join(line.format(say(role), said) for role, said in names.items() if said)


def minutes_part(meeting: Minutes, on: date) -> Markup:
    """Every item with all that came of it."""
    return _NOTHING.join(_item(meeting, one, on) for one in meeting.items)


def _item(meeting: Minutes, item: ItemRow, on: date) -> Markup:
    title = Markup("{}. {} {}").format(item.position, plain(clean(item.title)), item_chip(item.state))
    return section(
        f"item-{item.position}",
        title,
        Markup("<p>{}</p>").format(words(item.reason)) if item.reason else _NOTHING,
        Markup('<div class="noted">{}</div>').format(words(item.notes)) if item.notes else _NOTHING,
        decisions_list(meeting, item),
        actions_table(item.actions, meeting, on, f"Actions given in item {item.position}")
        if item.actions
        else _NOTHING,
    )


def decisions_list(meeting: Minutes, item: ItemRow) -> Markup:
    if not item.decisions:
        return _NOTHING
    line = Markup("<li><strong>Decided:</strong> {}{}</li>")
    return _LIST.format(
        _NOTHING.join(line.format(words(one.text), openers(decision_offer(one, meeting))) for one in item.decisions)
    )


def actions_table(
    actions: tuple[ActionRow, ...],
    meeting: Minutes | None,
    on: date,
    caption: str = "Actions given",
    *,
    show_caption: bool = True,
) -> Markup:
    """What was given to whom by when, and how it stands now. No two tables of a page have one caption: it names their
    files."""
    offered = {one.id: openers(*action_offers(one, meeting)) for one in actions}
    columns: list[Column[ActionRow]] = [
        Column("Action", lambda one: one.text, "words", names_row=False),
        Column("Reference", lambda one: one.reference),
        Column("Owner", _owner),
        Column("Due", lambda one: _due(one, on), "date"),
        Column("State", _state),
    ]
    columns += [Column("", lambda one: offered[one.id])] if any(offered.values()) else []
    return table(actions, columns, caption=caption, empty="No action given yet.", show_caption=show_caption)


def _owner(one: ActionRow) -> Markup:
    given = "" if one.given_to == one.owner else f"given to {clean(one.given_to)}"
    return _with(plain(clean(one.owner)), given)


def _due(one: ActionRow, on: date) -> Markup:
    said = [due(one.due_on, on)] if one.is_open else []
    said += [f"first {day(one.first_due_on)}"] if one.first_due_on != one.due_on else []
    return _with(plain(day(one.due_on)), ", ".join(said))


def _state(one: ActionRow) -> Markup:
    ended = f"{day(one.ended_on)}: " if one.ended_on else ""
    return _with(action_chip(one.state), f"{ended}{clean(one.reason)}" if one.reason else "")


def _with(first: Markup, about: str) -> Markup:
    return Markup('{}<span class="about">{}</span>').format(first, about) if about else first


def earlier_part(meeting: Minutes, on: date) -> Markup:
    """What earlier meetings gave and is still open: before a meeting, to be asked about."""
    if meeting.state is MeetingState.CLOSED or not meeting.earlier_actions:
        return _NOTHING
    rows = actions_table(meeting.earlier_actions, meeting, on, "Still open from earlier meetings")
    return section("earlier", "Actions of earlier meetings", rows)
