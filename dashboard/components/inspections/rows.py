"""Forms that change one row of an inspection: the address names the form and the number of its row."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import streamlit as st

from dashboard.components.notices import notice
from dashboard.text import show

GONE = "What this form was for is not on record any more, or not open to you. Copy what you typed before you close it."


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Numbered)


def row_name(deed: str, number: int) -> str:
    """The name of the form that does this deed on the row of this number."""
    return f"{deed}-{number}"


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
