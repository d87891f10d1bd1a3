"""The list of changes: number, when, who did what, where, to which records, and why."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.administration.register import role_words
from dashboard.components.links import anchor, here
from dashboard.components.mentions import areas_linked
from dashboard.components.table import Column, table
from dashboard.session import record
from dashboard.text import plain
from dashboard.wording import count, did, moment
from data_models.queries.changes import ChangeRow, Operation
from data_models.queries.places import Place
from data_models.queries.trail import RowEdit, Trail, TrailRow

PATH = "changes"
# So many areas are named; a change of the whole country is said to be one.
NAMED = 3
SOFT = Markup('<span class="soft">{}</span>')
ABOUT = Markup('{}<span class="about">{}</span>')
# Where a record of each kind is looked at, by the parameter of its page.
PAGE_OF: dict[str, tuple[str, str]] = {
    "inspection": ("inspections", "inspection"),
    "action_plan": ("action-plans", "plan"),
    "action_item": ("action-plans", "item"),
    "risk_flag": ("risk-flags", "flag"),
    "follow_up_candidate": ("follow-up", "follow_up"),
    "follow_up_decision": ("follow-up", "follow_up"),
}
DONE: dict[Operation, str] = {Operation.ADDED: "added", Operation.CHANGED: "changed", Operation.REMOVED: "removed"}


def trail_table(found: Trail) -> Markup:
    """The changes of a page of the trail, and the way to older ones."""
    columns: list[Column[TrailRow]] = [
        Column("Change", lambda one: change_link(one.change.number), names_row=True),
        Column("When", lambda one: Markup('<span class="whole">{}</span>').format(moment(one.change.recorded_at))),
        Column("Who", lambda one: ABOUT.format(one.change.actor, role_words(one.change.actor_role))),
        Column("What", _what),
        Column("Where", lambda one: places_said(one.places)),
        Column("Records", _records),
        Column("Why", lambda one: one.change.reason or None, "words"),
    ]
    rows = table(found.rows, columns, caption="Changes, the newest first", empty=_nothing(found))
    if found.older is None:
        return rows
    return Markup('{}<p><a href="{}">Older changes</a></p>').format(rows, here(before=found.older))


def _nothing(found: Trail) -> str:
    if found.older is not None:
        return "Nothing of these is open to you. Go on to older changes, or choose another area, person, deed or day."
    return "No change is like this. Choose another area, person, deed, day or record."


def change_link(number: int) -> Markup:
    """The number as people write it, leading to the change."""
    return anchor(f"{number:,}", PATH, change=number)


def _what(row: TrailRow) -> Markup:
    said = plain(did(row.change.deed))
    mark = undone_words(row)
    return ABOUT.format(said, mark) if mark else said


def undone_words(row: TrailRow) -> Markup:
    """Which change this one undid, or which one undid it."""
    said = [Markup("undid change {}").format(change_link(row.undoes))] if row.undoes else []
    said += [Markup("undone by change {}").format(change_link(row.undone_by))] if row.undone_by else []
    return Markup(", ").join(said)


def places_said(places: tuple[Place, ...]) -> Markup:
    if len(places) <= NAMED:
        return areas_linked(places)
    return Markup("{} and {} more").format(areas_linked(places[:NAMED]), len(places) - NAMED)


def _records(row: TrailRow) -> Markup:
    line = Markup("<li>{} {}</li>")
    listed = [line.format(record_name(one), SOFT.format(DONE[one.operation])) for one in row.edits]
    listed += [Markup("<li>{}</li>").format(SOFT.format(f"and {row.untold:,} more"))] if row.untold else []
    listed += [Markup("<li>{}</li>").format(SOFT.format(hidden_words(row.hidden)))] if row.hidden else []
    return Markup('<ul class="dates">{}</ul>').format(Markup("").join(listed)) if listed else Markup("")


def hidden_words(hidden: int) -> str:
    return f"{count(hidden, 'record')} not open to you"


def record_name(edit: RowEdit) -> Markup:
    """What a row is called, linked to the page it is looked at on while it is there."""
    at = PAGE_OF.get(edit.table)
    if at is None or edit.operation is Operation.REMOVED:
        return plain(edit.name)
    path, name = at
    return anchor(edit.name, path, **{name: edit.reference if edit.table.startswith("follow_up") else edit.key[0]})


def last_changes_table(changes: Iterable[ChangeRow]) -> Markup:
    """The newest changes in short, each leading to the trail."""
    columns: list[Column[ChangeRow]] = [
        Column("Number", lambda one: change_link(one.number), names_row=True),
        Column("When", lambda one: Markup('<span class="whole">{}</span>').format(moment(one.recorded_at))),
    ]
    if not record().viewer.shared_screen:
        columns += [
            Column("Who", lambda one: ABOUT.format(one.actor, role_words(one.actor_role))),
            Column("What", lambda one: did(one.deed)),
        ]
    rows = table(
        changes, columns, caption="Last changes, the newest first", empty="Nothing has been changed yet.", tall="26rem"
    )
    return Markup("{}<p>{}</p>").format(rows, anchor("Every change, with why, before and after", PATH))
