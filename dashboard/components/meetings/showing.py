"""One item on a screen: where the area stands and why, what is new, what is overdue, and what the meeting said."""

from datetime import date

from markupsafe import Markup

from dashboard.components.links import PARTS, anchor, anchor_to, here, link
from dashboard.components.meetings.minutes import actions_table, decisions_list
from dashboard.components.meetings.words import item_chip, news_line, reference_link
from dashboard.components.overview.portfolio import status_chip
from dashboard.sentences import matter_sentence, reason_sentence
from dashboard.text import clean, plain, words
from dashboard.wording import day, due
from data_models.queries.meeting_item import ItemPicture
from data_models.queries.meetings import ActionRow, ItemRow, Minutes
from data_models.rules.area_status import Reason, StatusRule
from data_models.rules.matters import Matter
from data_models.vocabulary import AgendaKind, MeetingState

_NOTHING, _HIDDEN = Markup(""), Markup(" hidden")
# Lines of each list; the rest are counted, and stand on the area's page. A room shows as many as it has place for.
MOST = 8
_WAYS = Markup('<p class="ways">{} {}</p>')
_PART = Markup('<section class="told"><h2>{}</h2>{}</section>')
_WAY = Markup(
    '<div class="bar-of-item"><nav class="way-on" aria-label="Items">{}<span class="place">Item {} of {}</span>{}</nav>'
    '{}<span class="clock" data-clock="{}"></span></div>'
)


def way_on(meeting: Minutes, item: ItemRow, *, is_led: bool, deeds: Markup = _NOTHING) -> Markup:
    """Back and on, by link and by keyboard, the deeds on the item, and its clock. A screen that is led has no links."""
    back, following = _step(meeting, item, -1, "back", "‹ Back"), _step(meeting, item, 1, "next", "Next ›")
    ways = (_NOTHING, _NOTHING) if is_led else (back, following)
    return _WAY.format(ways[0], item.position, len(meeting.items), ways[1], deeds, item.id)


def _step(meeting: Minutes, item: ItemRow, by: int, way: str, label: str) -> Markup:
    to = meeting.item(item.position + by)
    if to is None:
        return Markup('<span class="soft">{}</span>').format(label)
    address = here(item=to.position, **dict.fromkeys(PARTS))
    return Markup('<a id="go-{0}" data-go="{0}" class="button" href="{1}" title="{2}">{3}</a>').format(
        way, address, clean(to.title), label
    )


def strip(meeting: Minutes, item: ItemRow) -> Markup:
    """Every item as a link, with how far it has come: the chair goes anywhere."""
    line = Markup('<li><a href="{}"{}>{} {} {}</a></li>')
    current = Markup(' aria-current="true"')
    items = (
        line.format(
            here(item=one.position, **dict.fromkeys(PARTS)),
            current if one.id == item.id else _NOTHING,
            one.position,
            clean(one.title),
            Markup('<span class="soft">{}</span>').format("✓" if one.is_settled else ""),
        )
        for one in meeting.items
    )
    return Markup('<nav class="choices" aria-label="Agenda"><ul>{}</ul></nav>').format(_NOTHING.join(items))


def told(shown: ItemPicture, on: date) -> Markup:
    """What the record knows of the area: status and reasons, what is overdue, what is new, what was given before."""
    return _NOTHING.join((_standing(shown, on), _late(shown, on), _new(shown), _earlier(shown, on)))


def _standing(shown: ItemPicture, on: date) -> Markup:
    item = shown.item
    if shown.standing is None:
        return _about(item)
    area = anchor("Where it stands", "area", area=item.area_code)
    head = Markup("{} {}").format(area, status_chip(shown.standing.status))
    reasons = [_reason(one, on) for one in _told_once(shown.standing.reasons)]
    return _listed(head, reasons, "Nothing calls for attention.", ahead=_about(item))


def _about(item: ItemRow) -> Markup:
    """The record it is about, and why it is here or not looked at today, where the area's own reasons do not say so."""
    is_told = item.kind is not AgendaKind.AREA or item.carried_from_id is not None
    record = Markup("About {}").format(reference_link(item.subject) or clean(item.subject)) if item.subject else ""
    deferred = Markup("Put off: {}").format(words(item.reason)) if item.reason else ""
    line = Markup('<p class="soft">{}</p>')
    return _NOTHING.join(line.format(one) for one in (record, clean(item.why) if is_told else "", deferred) if one)


def _told_once(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """A follow-up whose window has passed is not also said to be open."""
    passed = any(one.rule is StatusRule.FOLLOW_UP_PAST_DUE for one in reasons)
    return tuple(one for one in reasons if not (passed and one.rule is StatusRule.FOLLOW_UP_OPEN))


def _reason(one: Reason, on: date) -> Markup:
    return plain(clean(reason_sentence(one, on)))


def _new(shown: ItemPicture) -> Markup:
    if shown.standing is None:
        return _NOTHING
    since = shown.minutes.since_on
    title = f"New since {day(since)}" if since else "New since the last meeting"
    nothing = "Nothing has changed." if since else "There was no meeting before this one."
    return _listed(title, [news_line(one) for one in shown.news], nothing)


def _late(shown: ItemPicture, on: date) -> Markup:
    if shown.standing is None:
        return _NOTHING
    return _listed("Overdue", [_matter(one, on) for one in shown.overdue], "Nothing is overdue.")


def _matter(one: Matter, on: date) -> Markup:
    return Markup("{} {}").format(matter_sentence(one, on), reference_link(one.reference))


def _earlier(shown: ItemPicture, on: date) -> Markup:
    if not shown.earlier:
        return _NOTHING
    return _listed("From earlier meetings", [_given(one, on) for one in shown.earlier])


def _given(one: ActionRow, on: date) -> Markup:
    return Markup("<b>{}</b>, {}: {}").format(clean(one.owner), due(one.due_on, on), words(one.text))


def _listed(title: object, said: list[Markup], nothing: str = "", ahead: Markup = _NOTHING) -> Markup:
    """Lines under a heading that says how many are not shown; our script hides more where a room has no place."""
    if not said:
        return _PART.format(title, ahead + Markup('<p class="soft">{}</p>').format(nothing))
    more = max(len(said) - MOST, 0)
    rest = Markup(' <span class="soft" data-rest{}>and {} more</span>').format(_NOTHING if more else _HIDDEN, more)
    lines = _NOTHING.join(Markup("<li><span>{}</span></li>").format(one) for one in said[:MOST])
    listed = Markup('<ul class="listed" data-more="{}">{}</ul>').format(more, lines)
    return _PART.format(Markup("{}{}").format(title, rest), ahead + listed)


def said_so_far(item: ItemRow) -> Markup:
    """What this meeting has said of the item: the latest decision and action first, notes as they are typed."""
    decided = [words(one.text) for one in reversed(item.decisions)]
    given = [
        Markup("<b>{}</b>, {}: {}").format(clean(one.owner), day(one.due_on), words(one.text))
        for one in reversed(item.actions)
    ]
    notes = Markup('<div class="tail"><p class="words" data-words="notes">{}</p></div>').format(clean(item.notes))
    return (
        _listed("Decided", decided, "Nothing decided yet.")
        + _listed("Actions", given, "No action given yet.")
        + Markup('<section class="told noting"><h2>Notes</h2>{}</section>').format(notes)
    )


def recorded(meeting: Minutes, item: ItemRow, on: date) -> Markup:
    """The same beside the fields it is typed in, with what can be put right of it."""
    decided = decisions_list(meeting, item) or Markup('<p class="soft">Nothing decided yet.</p>')
    given = actions_table(item.actions, meeting, on, show_caption=False)
    return _PART.format("Decided", decided) + _PART.format("Actions", given)


def awaiting(meeting: Minutes) -> Markup:
    """What a room sees while no item is on its screen: how far the meeting is, and its agenda."""
    chair = f", with {clean(meeting.chair)} in the chair" if meeting.chair else ""
    said = {
        MeetingState.PLANNED: f"{day(meeting.held_on)}{chair}. It has not begun yet.",
        MeetingState.RUNNING: f"{day(meeting.held_on)}{chair}. It begins in a moment.",
        MeetingState.CLOSED: f"{day(meeting.held_on)}{chair}. It is closed, and its minutes are frozen.",
    }[meeting.state]
    line = Markup("<li>{} {} {}</li>")
    items = (
        line.format(one.position, clean(one.title), item_chip(one.state) if one.is_settled else _NOTHING)
        for one in meeting.items
    )
    body = Markup("<p>{}</p><ol>{}</ol>").format(said, _NOTHING.join(items))
    return Markup('<div class="meeting room awaiting">{}</div>').format(body)


def head_of(item: ItemRow) -> Markup:
    return Markup("{} {}").format(plain(clean(item.title)), item_chip(item.state))


def room_link(meeting: Minutes) -> Markup:
    """The address to open on the screen of the room: it follows what this screen does."""
    address = link("meeting", meeting=meeting.reference, follow=1, screen="shared")
    return Markup('<a href="{}" target="_blank">Open the room’s screen</a>').format(address)


def ways_in(meeting: Minutes, *, leads: bool) -> Markup:
    """From the agenda to the item that comes next, or for whoever does not lead to the one on the screens; and to the
    screen of the room, which can wait there beforehand."""
    if meeting.state is not MeetingState.RUNNING:
        return _WAYS.format(_NOTHING, room_link(meeting))
    if not leads:
        address = link("meeting", meeting=meeting.reference, follow=1)
        follows = Markup('<a class="button" href="{}">Follow it on this screen</a>').format(address)
        return _WAYS.format(follows, room_link(meeting))
    if not meeting.left:
        return _WAYS.format("Every item is covered or deferred: the meeting can be closed.", room_link(meeting))
    following = meeting.left[0]
    verb = "Begin" if len(meeting.left) == len(meeting.items) else "Go on"
    address = link("meeting", meeting=meeting.reference, item=following.position)
    goes_on = Markup('<a class="button" href="{}">{} with item {}, {}</a>').format(
        address, verb, following.position, clean(following.title)
    )
    return _WAYS.format(goes_on, room_link(meeting))


def agenda_link(meeting: Minutes) -> Markup:
    return anchor_to(link("meeting", meeting=meeting.reference), "The whole agenda")
