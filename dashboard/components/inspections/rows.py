"""Forms that change one row of an inspection: the address names the form and the number of its row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, TypeVar

import streamlit as st

from dashboard.components.notices import notice
from dashboard.text import show
from data_models.errors import Conflict

GONE = "What this form was for is not on record any more, or not open to you. Copy what you typed before you close it."


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Numbered)


def row_name(deed: str, number: int) -> str:
    """The name of the form that does this deed on the row of this number."""
    return f"{deed}-{number}"


@contextmanager
def naming(field: str, words: str, names: Mapping[int, str]) -> Iterator[None]:
    """Where two people changed this field, which holds a number of another row, say what the numbers stand for."""
    try:
        yield
    except Conflict as both:
        fields = dict(both.fields)
        if field in fields:
            opened, now, mine = fields.pop(field)
            fields[words] = _named(opened, names), _named(now, names), _named(mine, names)
        raise Conflict(str(both), fields) from both


def _named(value: object, names: Mapping[int, str]) -> object:
    return names.get(value, value) if isinstance(value, int) else value


def row_form(deed: str, rows: Iterable[Row], form: Callable[[Row], None]) -> None:
    """The form, if the address has it open for one of these rows. A row that is not there is said not to be."""
    opened = st.query_params.get("do", "")
    name, _, number = opened.rpartition("-")
    if name != deed or not number.isdigit():
        return
    found = next((row for row in rows if row_name(deed, row.id) == opened), None)
    if found is None:
        show(notice(GONE, tone="amber"))
    else:
        form(found)
