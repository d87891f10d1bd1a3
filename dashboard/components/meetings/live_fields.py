"""What is typed live: fields that our script saves as they are typed, and the passes it saves with.

The fields never change while an item is shown, so that no run of the page takes a half-typed word away; all that
changes stands beside them.
"""

from collections.abc import Mapping

from markupsafe import Markup

from dashboard.components.links import here
from dashboard.passes import pass_for
from dashboard.session import record
from dashboard.text import clean
from data_models.queries.meetings import ItemRow, Minutes
from data_models.rules.live_words import ACTION, ACTION_DUE, ACTION_OWNER, DECISION, MOST, NOTES
from data_models.visibility import Deed, may
from data_models.vocabulary import AgendaState, MeetingState

_SCREEN = Markup(
    '<span class="vh" data-pass="{}" data-of="{}" data-position="{}" data-change="{}" data-sealed="{}"{}></span>'
)
_FIELDS = Markup(
    '<div class="live" data-item="{item}">'
    '<div class="live-field"><label for="live-notes">Notes</label>{notes_said}'
    '<textarea id="live-notes" data-live="{notes}" rows="6" maxlength="{most}" readonly></textarea>{notes_beside}</div>'
    '<div class="live-field"><label for="live-decision">A decision</label>{decision_said}'
    '<textarea id="live-decision" data-live="{decision}" rows="2" maxlength="{most}" readonly></textarea>'
    "{decision_beside}"
    '<p class="live-deed"><button type="button" data-do="decision" data-clears="{decision}">'
    "Record the decision</button><span data-deed-said></span></p></div>"
    '<div class="live-field"><label for="live-action">An action</label>{action_said}'
    '<textarea id="live-action" data-live="{action}" rows="2" maxlength="{most}" readonly></textarea>{action_beside}'
    '<div class="live-pair"><div><label for="live-owner">Who</label>{owner_said}'
    '<select id="live-owner" data-live="{owner}" disabled><option value="">Choose one</option>{owners}</select>'
    "{owner_beside}</div>"
    '<div><label for="live-due">By when</label>{due_said}'
    '<input id="live-due" type="text" data-live="{due}" maxlength="40" placeholder="3 Mar 2027 or tomorrow" readonly>'
    "{due_beside}</div></div>"
    '<p class="live-deed"><button type="button" data-do="action" data-clears="{action} {owner} {due}">'
    "Record the action</button><span data-deed-said></span></p></div></div>"
)
_SAID = Markup('<span class="live-said" data-said="{}" aria-live="polite"></span>')
_BESIDE = Markup('<p class="live-doubt" data-doubt="{0}" hidden></p><div class="live-beside" data-beside="{0}"></div>')
_COVER = Markup(
    '<span class="live-deed" data-item="{}"><button type="button" data-do="cover" data-then="{}">{}</button>'
    "<span data-deed-said></span></span>"
)
LOST = Markup(
    '<p class="notice notice-amber" data-lost hidden>The server does not answer just now. What is typed is '
    "kept in this browser, and sent as soon as it does.</p>"
)


def keeps_the_minutes(meeting: Minutes) -> bool:
    """Whether whoever looks types here: they may, the meeting is under way, and this is no room's screen."""
    is_under_way = meeting.state is MeetingState.RUNNING
    return is_under_way and not record().is_past and may(record().viewer, Deed.KEEP_NOTES)


def screen(meeting: Minutes, item: ItemRow | None, *, follows: bool) -> Markup:
    """What the script looks after: which item this page shows, and whether it leads the others or follows them.

    In a past there is nothing to look after. A screen that follows waits for a meeting that has not begun.
    """
    is_awaited = follows and meeting.state is MeetingState.PLANNED
    if record().is_past or not (is_awaited or meeting.state is MeetingState.RUNNING):
        return Markup("")
    leads = keeps_the_minutes(meeting) and not follows
    number = item.id if item else 0
    shown = pass_for(meeting.id, number, room=record().viewer.shared_screen, on=record().on)
    marks = Markup(" data-shows") if leads and item else Markup("")
    marks += Markup(" data-follow") if follows else Markup("")
    position, notes = (item.position, clean(item.notes)) if item else ("", "")
    return _SCREEN.format(shown, number, position, record().change, notes, marks)


def live_fields(item: ItemRow, owners: Mapping[str, Mapping[int, str]]) -> Markup:
    """Notes, a decision and an action, each saved while it is typed. `owners` are names by role."""
    group, option = Markup('<optgroup label="{}">{}</optgroup>'), Markup('<option value="{}">{}</option>')
    options = Markup("").join(
        group.format(role, Markup("").join(option.format(number, clean(name)) for number, name in names.items()))
        for role, names in owners.items()
    )
    return _FIELDS.format(
        item=item.id,
        most=MOST,
        owners=options,
        notes=NOTES,
        decision=DECISION,
        action=ACTION,
        owner=ACTION_OWNER,
        due=ACTION_DUE,
        notes_said=_SAID.format(NOTES),
        decision_said=_SAID.format(DECISION),
        action_said=_SAID.format(ACTION),
        notes_beside=_BESIDE.format(NOTES),
        decision_beside=_BESIDE.format(DECISION),
        action_beside=_BESIDE.format(ACTION),
        owner_said=_SAID.format(ACTION_OWNER),
        owner_beside=_BESIDE.format(ACTION_OWNER),
        due_said=_SAID.format(ACTION_DUE),
        due_beside=_BESIDE.format(ACTION_DUE),
    )


def cover_button(meeting: Minutes, item: ItemRow) -> Markup:
    """Covered, and on to the next item that is to come; after the last, to the agenda."""
    if item.state is not AgendaState.OPEN:
        return Markup("")
    following = next((one for one in meeting.items if one.position > item.position and not one.is_settled), None)
    words = "Covered: on to the next" if following else "Covered"
    return _COVER.format(item.id, here(item=following.position if following else None), words)
