"""Which changes are asked for: every filter is in the address, so that a link shows the same to whoever may read it."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_number, asked_place, asked_word
from dashboard.components.choosers import chooser
from dashboard.components.links import here
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import DEEDS
from dashboard.written_days import HOW, day_of
from data_models.queries.row_names import TABLE_OF
from data_models.queries.trail import NOBODY, Asked, Trail
from data_models.rules.clocks import is_in_reach
from data_models.rules.references import Kind

PATH = "changes"
FILTERS = ("area", "by", "deed", "day", "record", "before")
WHAT = {deed.value: f"{said[:1].upper()}{said[1:]}" for deed, said in sorted(DEEDS.items(), key=lambda one: one[1])}


def asked_for() -> Asked:
    """What the address asks for. AddressError, with the way back, for what is no person, deed, day or record."""
    by, before = asked_number("by", PATH, Kind.PERSON), asked_place("before", PATH)
    of = asked_number("record", PATH, *(kind for kind in Kind if kind in TABLE_OF))
    return Asked(
        st.query_params.get("area") or None,
        None if of is None else (TABLE_OF[of[0]], of[1]),
        None if by is None else by[1],
        asked_word("deed", WHAT, "deed", PATH),
        _asked_day(),
        before,
    )


def _asked_day() -> date | None:
    written = st.query_params.get("day", "").strip()
    if not written:
        return None
    if (found := day_of(written, record().on)) is None:
        raise AddressError(f"“{written}” is not a day. {HOW}", "See every day", PATH, day=None)
    if not is_in_reach(found):
        raise AddressError(f"The year of “{written}” is a slip: check it.", "See every day", PATH, day=None)
    return found


def filters(found: Trail) -> None:
    """Boxes for the filters, and the way back to every change."""
    people = {str(NOBODY): "The record itself"} | {str(number): name for number, name in found.people}
    places = {one.code: one.name for one in found.areas}
    asked_word("area", places, "area", PATH)
    by_area, by_person, by_deed, by_day, by_record = st.columns(5)
    with by_area:
        chooser("area", "Area", places, "Every area")
    with by_person:
        chooser("by", "Who", people, "Everybody")
    with by_deed:
        chooser("deed", "What was done", WHAT, "Every deed")
    with by_day:
        written("day", "Day", "Day, like 3 Mar 2026")
    with by_record:
        written("record", "Record", "Record, like AP-0007")
    if any(name in st.query_params for name in FILTERS):
        show(Markup('<p><a href="{}">Every change, the newest first</a></p>').format(here(**dict.fromkeys(FILTERS))))


def written(name: str, label: str, example: str, shown: str | None = None) -> None:
    """A box for one parameter of the address, as it is typed; what it means is asked of the address.

    `shown` is how it is read where the address says it otherwise.
    """
    key = f"write {name}"
    st.session_state[key] = st.query_params.get(name, "") if shown is None else shown
    st.text_input(
        label,
        key=key,
        placeholder=example,
        on_change=_to_the_address(name, key),
        label_visibility="collapsed" if shown is None else "visible",
    )


def _to_the_address(name: str, key: str) -> Callable[[], None]:
    def change() -> None:
        typed: str = st.session_state[key].strip()
        others: Mapping[str, str] = {k: v for k, v in st.query_params.items() if k not in (name, "before")}
        st.query_params.from_dict({**others, **({name: typed} if typed else {})})

    return change
