"""One item on a screen: where the area stands and why, what is new, what is overdue, and what the meeting said."""

from datetime import date

from markupsafe import Markup

from dashboard.components.links import PARTS, anchor, anchor_to, here, link
from dashboard.components.meetings.words import item_chip, news_line, reference_link
from dashboard.components.overview.portfolio import status_chip
from dashboard.sentences import matter_sentence, reason_sentence
from dashboard.text import clean, plain, words
from dashboard.wording import count, day, due
from data_models.queries.meeting_item import ItemPicture
from data_models.queries.meetings import ActionRow, ItemRow, Minutes
from data_models.rules.area_status import Reason, StatusRule
from data_models.rules.matters import Matter

_NOTHING = Markup("")
# Lines of each list that a room can read at once; the rest are counted, and stand on the area's page.
IN_ROOM, AT_DESK = 3, 8
_PART = Markup('<section class="told"><h2>{}</h2>{}</section>')
_WAY = Markup('<nav class="way-on" aria-label="Items">{}<span class="place">Item {} of {}</span>{}{}</nav>')


def way_on(meeting: Minutes, item: ItemRow, *, is_room: bool) -> Markup:
    """Back and on, by link and by keyboard, and the clock of this item. A room is led and has no links."""
    clock = Markup('<span class="clock" data-clock="{}"></span>').format(item.id)
    if is_room:
        return _WAY.format(_NOTHING, item.position, len(meeting.items), _NOTHING, clock)
    back, following = _step(meeting, item, -1, "back", "‹ Back"), _step(meeting, item, 1, "next", "Next ›")
    return _WAY.format(back, item.position, len(meeting.items), following, clock)


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


def told(shown: ItemPicture, on: date, *, is_room: bool) -> Markup:
    """What the record knows of the area: status and reasons, what is new, what is overdue, what was given before."""
    most = IN_ROOM if is_room else AT_DESK
    return _NOTHING.join(
        (_standing(shown, on, most), _new(shown, most), _late(shown, on, most), _earlier(shown, on, most))
    )


def _standing(shown: ItemPicture, on: date, most: int) -> Markup:
    item = shown.item
    why = Markup('<p class="soft">{}</p>').format(clean(item.why)) if item.why else _NOTHING
    record = Markup("<p>About {}</p>").format(reference_link(item.subject) or clean(item.subject))
    about = record if item.subject else _NOTHING
    if shown.standing is None:
        return Markup("{}{}").format(about, why) if about or why else _NOTHING
    area = anchor(clean(item.area_name or item.title), "area", area=item.area_code)
    head = Markup("{} {}").format(area, status_chip(shown.standing.status))
    reasons = _lines(
        [_reason(one, on) for one in _told_once(shown.standing.reasons)], most, "Nothing calls for attention."
    )
    return _PART.format(head, about + reasons)


def _told_once(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """A follow-up whose window has passed is not also said to be open."""
    passed = any(one.rule is StatusRule.FOLLOW_UP_PAST_DUE for one in reasons)
    return tuple(one for one in reasons if not (passed and one.rule is StatusRule.FOLLOW_UP_OPEN))


def _reason(one: Reason, on: date) -> Markup:
    return plain(clean(reason_sentence(one, on)))


def _new(shown: ItemPicture, most: int) -> Markup:
    if shown.standing is None:
        return _NOTHING
    since = shown.minutes.since_on
    title = f"New since {day(since)}" if since else "New since the last meeting"
    nothing = "Nothing has changed." if since else "There was no meeting before this one."
    return _PART.format(title, _lines([news_line(one) for one in shown.news], most, nothing))


def _late(shown: ItemPicture, on: date, most: int) -> Markup:
    if shown.standing is None:
        return _NOTHING
    return _PART.format("Overdue", _lines([_matter(one, on) for one in shown.overdue], most, "Nothing is overdue."))


def _matter(one: Matter, on: date) -> Markup:
    return Markup("{} {}").format(matter_sentence(one, on), reference_link(one.reference))


def _earlier(shown: ItemPicture, on: date, most: int) -> Markup:
    if not shown.earlier:
        return _NOTHING
    return _PART.format("From earlier meetings", _lines([_given(one, on) for one in shown.earlier], most, ""))


def _given(one: ActionRow, on: date) -> Markup:
    return Markup("{}: {} <span class='soft'>{}</span>").format(clean(one.owner), words(one.text), due(one.due_on, on))


def _lines(said: list[Markup], most: int, nothing: str) -> Markup:
    if not said:
        return Markup('<p class="soft">{}</p>').format(nothing)
    line = Markup("<li>{}</li>")
    more = len(said) - most
    rest = (
        line.format(Markup('<span class="soft">and {}</span>').format(count(more, "more", "more")))
        if more > 0
        else _NOTHING
    )
    return Markup('<ul class="listed">{}{}</ul>').format(_NOTHING.join(line.format(one) for one in said[:most]), rest)


def said_so_far(item: ItemRow, *, is_room: bool) -> Markup:
    """What this meeting has said of the item: decisions and actions as they are recorded, notes as they are typed."""
    decided = _lines([words(one.text) for one in item.decisions], AT_DESK, "Nothing decided yet.")
    given = [
        Markup("<b>{}</b>, {}: {}").format(clean(one.owner), day(one.due_on), words(one.text)) for one in item.actions
    ]
    parts = _PART.format("Decided", decided) + _PART.format("Actions", _lines(given, AT_DESK, "No action given yet."))
    if not is_room:
        return parts
    notes = Markup('<p class="words" data-words="notes">{}</p>').format(clean(item.notes))
    return parts + _PART.format("Notes", notes)


def head_of(item: ItemRow) -> Markup:
    return Markup("{} {}").format(plain(clean(item.title)), item_chip(item.state))


def room_link(meeting: Minutes) -> Markup:
    """The address to open on the screen of the room: it follows what this screen does."""
    address = link("meeting", meeting=meeting.reference, follow=1, screen="shared")
    return Markup('<a href="{}" target="_blank">Open the room’s screen</a>').format(address)


def agenda_link(meeting: Minutes) -> Markup:
    return anchor_to(link("meeting", meeting=meeting.reference), "The whole agenda")
