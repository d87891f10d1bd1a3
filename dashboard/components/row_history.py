"""The whole history of one record: who changed what, when, from what to what."""

from datetime import date
from enum import Enum

from markupsafe import Markup

from dashboard.components.page_frame import moment
from dashboard.components.table import Column, table
from dashboard.history_words import NUMBERS_ONLY, field_words
from dashboard.text import words
from dashboard.wording import day, did, say
from data_models.queries.changes import Edit, FieldChange, Operation

_MOVED = Markup('<li><b>{}</b>: {} <span aria-hidden="true">→</span><span class="vh">became</span> {}</li>')
_SET = Markup("<li><b>{}</b>: {}</li>")
_NOTHING = Markup('<span class="soft">nothing</span>')


def history_table(edits: tuple[Edit, ...]) -> Markup:
    """Every change of a row, the newest first."""
    columns: list[Column[Edit]] = [
        Column("When", lambda one: moment(one.change.recorded_at), names_row=True),
        Column("Who did what", lambda one: f"{one.change.actor} {did(one.change.deed)}"),
        Column("Fields", _fields),
        Column("Why", lambda one: one.change.reason or None, "words"),
    ]
    return table(
        edits, columns, caption="Every change, the newest first", empty="Its history is not open to you.", tall="24rem"
    )


def _fields(edit: Edit) -> Markup:
    shown = [one for one in edit.fields if one.field not in NUMBERS_ONLY]
    is_new = edit.operation is Operation.ADDED
    lines = [_line(one, is_new) for one in shown if not (is_new and one.after in (None, ""))]
    return Markup('<ul class="dates">{}</ul>').format(Markup("").join(lines)) if lines else Markup("")


def _line(change: FieldChange, is_new: bool) -> Markup:
    name = field_words(change.field)
    if change.is_withheld:
        return _SET.format(name, Markup('<span class="soft">not open to you</span>'))
    if is_new:
        return _SET.format(name, _value(change.after))
    return _MOVED.format(name, _value(change.before), _value(change.after))


def _value(value: object) -> Markup:
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if isinstance(value, Enum):
        return words(say(value))
    return words(day(value) if isinstance(value, date) else str(value))
