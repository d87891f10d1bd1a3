"""Where is the risk, and is someone dealing with it?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.headlines import headlines
from dashboard.components.kept import kept
from dashboard.components.links import here
from dashboard.components.opening import open_page
from dashboard.components.overview.portfolio import (
    headline_cards,
    matrix_key,
    matrix_table,
    ranked_table,
    selected_area,
    tiles,
)
from dashboard.components.overview.through import show_through, way_in
from dashboard.components.overview.trend import show_trend
from dashboard.components.table import note_filter
from dashboard.components.tiles import tile_map
from dashboard.session import AddressError, record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries.overview import AreaTile, Overview, overview
from data_models.vocabulary import AreaStatus


def main() -> None:
    open_page("overview", points_at="area")
    if "through" in st.query_params:
        show_through()
    else:
        _now()


def _now() -> None:
    shown = record().ask(overview)
    show(headlines(headline_cards(shown.headlines, shown.on)))
    chosen = _chosen(shown)
    left, right = st.columns([5, 7], gap="medium")
    with left:
        show(tile_map(tiles(shown.ranked, chosen.code if chosen else None, shown.on)))
        show(way_in())
    with right:
        # Its own place, so that what stands below it is not drawn again when a tile is clicked.
        with st.container():
            if chosen:
                show(selected_area(chosen, shown.on))
        _needs_someone(shown)
    _trend(shown)
    show(kept("matrix", lambda: _matrix(shown)))


def _matrix(shown: Overview) -> Markup:
    return Markup("<h2>Areas by programme</h2>{}{}").format(matrix_key(shown.matrix), matrix_table(shown))


def _chosen(shown: Overview) -> AreaTile | None:
    code = st.query_params.get("area")
    found = next((one for one in shown.ranked if one.code == code), None)
    if code and found is None:
        raise AddressError(f"There is no area “{code}” in the record.", "See all areas", "overview", area=None)
    return found


def _needs_someone(shown: Overview) -> None:
    wanted = _statuses()
    rows = [one for one in shown.ranked if one.status.value in wanted]
    every = len(wanted) == len(AreaStatus)
    other = ("Only those that need someone", here(status=None)) if every else ("All areas", here(status="all"))
    heading = Markup('<h2>{}</h2><p class="soft">{} of {} areas. <a href="{}">{}</a></p>').format(
        "Every area, and why" if every else "What needs someone, and why",
        len(rows),
        len(shown.ranked),
        *reversed(other),
    )
    show(heading)
    show(kept(f"ranked {sorted(wanted)}", lambda: ranked_table(rows, shown.on, tall="25rem")))


def _statuses() -> frozenset[str]:
    asked = st.query_params.get("status", "red,amber")
    known = frozenset(one.value for one in AreaStatus)
    wanted = known if asked == "all" else frozenset(asked.split(","))
    if not wanted <= known:
        raise AddressError(
            f"“{asked}” is not a status. Use red, amber, green, grey or all.", "See what needs someone", "overview"
        )
    note_filter("status", "status", ", ".join(say(one).lower() for one in AreaStatus if one.value in wanted))
    return wanted


def _trend(shown: Overview) -> None:
    show(Markup("<h2>Is it getting better?</h2>"))
    show_trend(shown.trend, version=f"{record().change} {shown.on} {record().viewer.role}")


main()
