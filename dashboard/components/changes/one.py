"""One change whole: every record it touched, before and after, field by field, and the form that undoes it."""

from markupsafe import Markup

from dashboard.components.administration.register import role_words
from dashboard.components.changes.listing import (
    DONE,
    PATH,
    hidden_words,
    places_said,
    record_name,
    undone_words,
)
from dashboard.components.form_fields import prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opener
from dashboard.components.links import anchor
from dashboard.components.notices import notice
from dashboard.components.row_history import fields_listed
from dashboard.components.section import facts, soft
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import words
from dashboard.wording import did, moment
from data_models.commands.undo import undo_change
from data_models.queries.changes import Operation
from data_models.queries.trail import ChangePicture, RowEdit
from data_models.visibility import Deed


def change_top(picture: ChangePicture) -> Markup:
    """Who did what, when, where and why; and whether it can be undone, with what stands in the way where it cannot."""
    row = picture.row
    back = Markup('<p class="back">{}</p>').format(anchor("Every change", PATH))
    if row.is_closed:
        return Markup("{}{}").format(back, facts((("When", moment(row.change.recorded_at)),)))
    told = facts(
        (
            ("When", moment(row.change.recorded_at)),
            ("Who", Markup("{} ({})").format(row.change.actor, role_words(row.change.actor_role))),
            ("What", did(row.change.deed)),
            ("Where", places_said(row.places)),
            ("Why", words(row.change.reason) if row.change.reason else None),
            ("Undoing", undone_words(row)),
        )
    )
    return Markup("{}{}{}").format(back, told, _undoing(picture))


def _undoing(picture: ChangePicture) -> Markup:
    if picture.outlook is None or record().is_only_read:
        return Markup("")
    if picture.outlook.obstacles:
        return notice(f"This cannot be undone. {picture.outlook.why_not}")
    return Markup('<div class="deeds">{}</div>').format(opener(_offer(picture)))


def _offer(picture: ChangePicture) -> Offer:
    outlook = picture.outlook
    return Offer(
        "undo",
        "Undo this change",
        Deed.UNDO,
        picture.undo_areas,
        applies=outlook is not None and not outlook.obstacles,
        why_not=f"This cannot be undone. {outlook.why_not}" if outlook is not None else "",
        is_theirs=outlook is not None,
    )


def undo_form(picture: ChangePicture) -> None:
    """The form in which this change is undone, where the address has it open."""
    number = picture.row.change.number

    def fields(name: NameField) -> Values:
        return {"reason": prose_field("Why it is undone", name("reason"))}

    def do(session: Session, said: Values) -> str:
        undo_change(session, by=record().viewer, on=record().on, change_id=number, reason=said["reason"])
        return f"Change {number:,} is undone, by a change of its own: undo that one to have it back."

    deed_form(_offer(picture), title=f"Undo change {number:,}", save="Undo it", fields=fields, do=do)


def edits_table(picture: ChangePicture) -> Markup:
    """Every record the change touched, each with its fields before and after."""
    row = picture.row
    columns: list[Column[RowEdit]] = [
        Column("Record", record_name, names_row=True),
        Column("What happened to it", lambda one: DONE[one.operation]),
        Column("Fields", lambda one: fields_listed(one.fields, is_new=one.operation is Operation.ADDED)),
    ]
    empty = "Nothing of what it touched is open to you." if row.hidden else "It marked an undoing, and nothing else."
    rows = table(row.edits, columns, caption="What it touched, before and after", empty=empty)
    more = soft(f"And {row.untold:,} more records, which are not told one by one.") if row.untold else Markup("")
    closed = soft(f"And {hidden_words(row.hidden)}.") if row.hidden and row.edits else Markup("")
    return Markup("<h2>Before and after</h2>{}{}{}").format(rows, more, closed)
