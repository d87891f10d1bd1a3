"""Several questions put to the database in one statement, so that a page asks as seldom as it can."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    CompoundSelect,
    Date,
    DateTime,
    Integer,
    Select,
    String,
    cast,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Session, SQLModel

from data_models.tables.base import Numeral, Word

Found = dict[str, Any]
Question = Select[*tuple[Any, ...]]

# The few plain types that every column of ours is stored as; both databases can lay these under one another.
PLAIN: dict[str, TypeEngine[Any]] = {
    "yes": Boolean(),
    "whole": Integer(),
    "day": Date(),
    "moment": DateTime(),
    "text": String(),
}


@dataclass(frozen=True)
class LaidOut:
    """Questions as one statement, and per question how its columns are read from the rows of the answer."""

    statement: CompoundSelect[Any]
    readers: dict[str, list[tuple[str, int, Callable[[Any], Any]]]]


def together(session: Session, questions: Mapping[str, Question]) -> dict[str, list[Found]]:
    """Ask every question at once. Per question: its rows as mappings by column name, in no order."""
    return asked(session, laid_out(questions)) if questions else {}


def laid_out(questions: Mapping[str, Question]) -> LaidOut:
    """The same, made ready once for questions that never differ: laying them out costs more than asking them."""
    slots = {name: _slots_of(question) for name, question in questions.items()}
    every = sorted({slot for taken in slots.values() for slot in taken})
    parts = [_laid_out(name, question, slots[name], every) for name, question in questions.items()]
    columns = {name: list(question.selected_columns) for name, question in questions.items()}
    place = {slot: number for number, slot in enumerate(every, start=1)}
    readers = {
        name: [(str(c.key), place[slot], _reader(c.type)) for c, slot in zip(columns[name], slots[name], strict=True)]
        for name in questions
    }
    return LaidOut(union_all(*parts), readers)


def asked(session: Session, laid: LaidOut) -> dict[str, list[Found]]:
    """The answers to questions that were laid out before. One statement."""
    found: dict[str, list[Found]] = {name: [] for name in laid.readers}
    for row in session.connection().execute(laid.statement):
        found[row[0]].append({key: read(row[at]) for key, at, read in laid.readers[row[0]]})
    return found


def picked(table: type[SQLModel], row: type[Any], *without: str) -> list[Column[Any]]:
    """The columns of a table that a row of this dataclass has a field of the same name for."""
    wanted = {one.name for one in fields(row)} - set(without)
    return [column for column in table.__table__.columns if column.name in wanted]  # type: ignore[attr-defined]


def in_order(found: Iterable[Found], *names: str, newest: str | None = None) -> list[Found]:
    """Sorted by these columns, what is empty last; `newest` is a day that comes first, latest first."""
    ordered = sorted(found, key=lambda one: tuple((one[name] is None, one[name]) for name in names))
    if newest is None:
        return ordered
    return sorted(ordered, key=lambda one: -one[newest].toordinal() if one[newest] else 0)


def grouped(found: Iterable[Found], name: str) -> dict[Any, list[Found]]:
    """The same rows by the value of one column, which is left out of them."""
    groups: dict[Any, list[Found]] = {}
    for one in found:
        rest = dict(one)
        groups.setdefault(rest.pop(name), []).append(rest)
    return groups


def _slots_of(question: Question) -> list[tuple[str, int]]:
    taken: dict[str, int] = {}
    slots = []
    for column in question.selected_columns:
        kind = _plain_kind(column.type)
        taken[kind] = taken.get(kind, 0) + 1
        slots.append((kind, taken[kind]))
    return slots


def _plain_kind(kind: TypeEngine[Any]) -> str:
    stored = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    for name, plain in PLAIN.items():
        if isinstance(stored, type(plain)):
            return name
    raise TypeError(f"A column of type {kind!r} cannot be asked for together with others.")


def _laid_out(name: str, question: Question, slots: list[tuple[str, int]], every: list[tuple[str, int]]) -> Question:
    inner = question.subquery()
    given = dict(zip(slots, inner.columns, strict=True))
    return select(
        literal(name).label("question"),
        *(
            (type_coerce(given[slot], PLAIN[slot[0]]) if slot in given else cast(null(), PLAIN[slot[0]])).label(
                f"{slot[0]}_{slot[1]}"
            )
            for slot in every
        ),
    )


def _reader(kind: TypeEngine[Any]) -> Any:
    if isinstance(kind, Word):
        return lambda value: None if value is None else kind.words(value)
    if isinstance(kind, Numeral):
        return lambda value: None if value is None else kind.numbers(value)
    return lambda value: value
