"""Who covers what, and where is the gap?"""

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.cover.assigning import assign_form, post_openers
from dashboard.components.cover.ending import ending_form
from dashboard.components.cover.handover import show_leaving
from dashboard.components.cover.leaving import choose_leaver
from dashboard.components.cover.past_posts import everywhere, of_area
from dashboard.components.cover.posts import (
    AreaPosts,
    by_area,
    carriers,
    cover_cards,
    gaps_table,
    posts_table,
    workload_table,
)
from dashboard.components.headlines import headlines
from dashboard.components.links import here
from dashboard.components.notices import notice
from dashboard.components.opening import open_page
from dashboard.session import AddressError, record
from dashboard.text import show
from data_models.queries.coverage import Coverage, coverage

PATH = "coverage"


def main() -> None:
    open_page(PATH)
    shown = record().ask(coverage)
    if not shown.posts:
        show(notice("The record has no areas yet. An administrator loads the reference lists first.", tone="blue"))
        return
    areas = by_area(shown.posts)
    area = asked_word("area", {one.code: one.name for one in areas}, "area", PATH)
    person = asked_word("person", {str(one.person_id): one.person for one in shown.people}, "person", PATH)
    ending_form(shown)
    if area:
        assign_form(shown, area)
    if person:
        show_leaving(shown, person)
    show(headlines(cover_cards(shown)))
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _gaps(shown)
        _posts(areas, area)
        if area:
            show(post_openers(shown, area) + of_area(shown, area))
    with right:
        if not person:
            choose_leaver(shown, None)
        _workload(shown)
    if area is None:
        show(everywhere(shown))


def _gaps(shown: Coverage) -> None:
    nobody_yet = len(shown.gaps_now) == len(shown.posts)
    if nobody_yet:
        show(
            notice(
                "Nobody has been assigned to an area yet. A strategic support officer assigns the posts.", tone="amber"
            )
        )
        return
    show(Markup('<h2 id="gaps">Gaps, now and soon</h2>{}').format(gaps_table(shown)))


def _posts(areas: tuple[AreaPosts, ...], area: str | None) -> None:
    asked = st.query_params.get("show", "")
    if asked not in ("", "gaps"):
        raise AddressError(f"“{asked}” is not a choice here. Use gaps, or nothing.", "Show every area", PATH, show=None)
    rows = [one for one in areas if (one.gaps or asked != "gaps") and area in (None, one.code)]
    narrowed = bool(asked or area)
    way = Markup('<a href="{}">{}</a>').format(
        here(show=None if narrowed else "gaps", area=None), "All areas" if narrowed else "Only areas with a gap"
    )
    head = Markup('<h2>Who covers each area</h2><p class="soft">{} of {} areas. {}</p>')
    show(head.format(len(rows), len(areas), way) + posts_table(rows, area, record().on))


def _workload(shown: Coverage) -> None:
    note = "Tasks of unpublished inspections are counted only for those who may read them."
    head = Markup('<h2 id="workload">What each person carries</h2><p class="soft">{}</p>{}')
    show(head.format(note, workload_table(carriers(shown.people))))


main()
