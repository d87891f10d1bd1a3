"""The whole history of one record, or of several that make one story: who changed what, when, from what to what."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.choices import Choice, choices
from dashboard.components.links import here
from dashboard.components.section import section
from dashboard.components.table import Column, table
from dashboard.history_words import NUMBERS_ONLY, field_words, value_words
from dashboard.session import record
from dashboard.text import words
from dashboard.wording import did, moment
from data_models.queries.changes import Edit, FieldChange, Operation
from data_models.queries.row_history import row_history

_MOVED = Markup('<li><b>{}</b>: {} <span aria-hidden="true">→</span><span class="vh">became</span> {}</li>')
_SET = Markup("<li><b>{}</b>: {}</li>")
_NOTHING = Markup('<span class="soft">nothing</span>')


@dataclass(frozen=True)
class Told:
    """One of the records whose histories make a story: its name in the address, what it is, and where it is kept."""

    name: str
    words: str
    table: str
    key: int


def story_part(told: Sequence[Told], path: str) -> Markup:
    """The history of the first, or of the one that the address names (`story`), with links to the others."""
    known = {one.name: one.words for one in told}
    chosen = asked_word("story", known, "history", path) or told[0].name
    one = next(one for one in told if one.name == chosen)
    offered = [Choice(words, here(story=name), name == chosen) for name, words in known.items()]
    row = choices("Whose history", offered) if len(offered) > 1 else Markup("")
    edits = record().ask(row_history, table=one.table, key=one.key)
    return section("history", "Every change, field by field", row, history_table(edits))


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
    return fields_listed(edit.fields, is_new=edit.operation is Operation.ADDED)


def fields_listed(fields: tuple[FieldChange, ...], *, is_new: bool) -> Markup:
    """Each field before and after; of a record that is new, what it was begun with."""
    shown = [one for one in fields if one.field not in NUMBERS_ONLY and not _is_bare_number(one)]
    lines = [_line(one, is_new) for one in shown if one.is_withheld or not (is_new and one.after in (None, ""))]
    return Markup('<ul class="dates">{}</ul>').format(Markup("").join(lines)) if lines else Markup("")


def _is_bare_number(change: FieldChange) -> bool:
    """The number of another record, which nobody put a name to: it says nothing to a reader."""
    values = [one for one in (change.before, change.after) if one is not None]
    return change.field.endswith("_id") and bool(values) and all(isinstance(one, int) for one in values)


def _line(change: FieldChange, is_new: bool) -> Markup:
    if change.is_withheld:
        return Markup('<li class="soft">{}</li>').format("More of it is not open to you.")
    name = field_words(change.field)
    if is_new:
        return _SET.format(name, _value(change.after))
    return _MOVED.format(name, _value(change.before), _value(change.after))


def _value(value: object) -> Markup:
    return _NOTHING if value is None or value == "" else words(value_words(value))
