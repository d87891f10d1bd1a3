"""What changed: between two days, area by area; and every change, when, by whom, why."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_place, asked_word
from dashboard.components.changes import difference as parts
from dashboard.components.changes.filters import PATH, asked_for, filters
from dashboard.components.changes.kinds import KINDS
from dashboard.components.changes.listing import trail_table
from dashboard.components.changes.one import change_top, edits_table, undo_form
from dashboard.components.changes.two_days import TwoDays, asked_days, day_boxes, ways_in
from dashboard.components.headlines import headlines
from dashboard.components.kept import kept
from dashboard.components.opening import open_page
from dashboard.session import AddressError, record
from dashboard.text import show
from data_models.queries.difference import difference
from data_models.queries.difference_rows import Difference
from data_models.queries.trail import change_picture, trail


def main() -> None:
    asked = asked_place("change", PATH)
    if asked is not None:
        _one(asked)
    elif days := asked_days():
        _between(days)
    else:
        _every()


def _every() -> None:
    wanted = asked_for()
    found = record().ask(trail, asked=wanted)
    open_page(PATH)
    ways_in(None)
    filters(found)
    show(trail_table(found))


def _between(days: TwoDays) -> None:
    told = record().compare(difference, days.since, days.until, days.since_change)
    kind = asked_word("kind", {name: one.words for name, one in KINDS.items()}, "kind of change", PATH)
    open_page(PATH)
    day_boxes(days)
    show(headlines(parts.difference_cards(told)))
    show(kept(f"difference {days} {kind} {st.query_params.get('area')}", lambda: _told(told, kind, days)))


def _told(told: Difference, kind: str | None, days: TwoDays) -> Markup:
    names = {one.place.code: one.place.name for one in told.areas} | {one.code: one.name for one in told.unchanged}
    code = asked_word("area", names, "area", PATH)
    if code:
        area = next((one for one in told.areas if one.place.code == code), None)
        return parts.one_area(told, area, names[code], code, kind)
    return Markup("{}{}{}").format(
        parts.kind_heading(kind, told, days), parts.areas_table(told, kind), parts.elsewhere(told, kind)
    )


def _one(number: int) -> None:
    picture = record().ask(change_picture, number=number)
    if picture is None:
        raise AddressError(f"There is no change {number:,} in the record.", "See every change", PATH)
    open_page(PATH, f"Change {number:,}")
    show(change_top(picture))
    undo_form(picture)
    show(Markup("{}").format(edits_table(picture)))


main()
