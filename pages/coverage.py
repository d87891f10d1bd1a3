"""Who covers what, and where is the gap?"""

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.choosers import chooser
from dashboard.components.cover import (
    AreaPosts,
    Spell,
    by_area,
    carriers,
    cover_cards,
    gaps_table,
    history_table,
    leaving,
    posts_table,
    spells,
    workload_table,
)
from dashboard.components.headlines import headlines
from dashboard.components.links import anchor, here
from dashboard.components.notices import notice
from dashboard.components.opening import open_page
from dashboard.components.queue import folded
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
    show(headlines(cover_cards(shown)))
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _gaps(shown)
        _posts(areas, area)
        if area:
            _history(shown, area)
    with right:
        _if_somebody_leaves(shown)
        _workload(shown)
    if area is None:
        found = _spells(shown, None)
        show(folded(f"Who covered what, and when: {len(found)} assignments", history_table(found, shown.on)))


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


def _if_somebody_leaves(shown: Coverage) -> None:
    people = {str(one.person_id): one.person for one in carriers(shown.people)}
    person = asked_word("person", {str(one.person_id): one.person for one in shown.people}, "person", PATH)
    show(Markup('<h2 id="leaving">If this person leaves</h2>'))
    who, when = st.columns([3, 2], gap="small")
    with who:
        chooser("person", "Person", people | _named(shown, person), "Choose a person", collapsed=False)
    with when:
        st.text_input("Last day", key="leaves", bind="query-params", placeholder=shown.on.isoformat())
    if person is None:
        return
    last_day, problem = _last_day(shown, int(person))
    if problem:
        show(notice(problem, tone="amber"))
    found = shown.if_leaves(int(person), last_day)
    if found is not None:
        show(leaving(found, {one.code: one.name for one in shown.account.areas}, shown.on))


def _workload(shown: Coverage) -> None:
    note = "Tasks of unpublished inspections are counted only for those who may read them."
    head = Markup('<h2 id="workload">What each person carries</h2><p class="soft">{}</p>{}')
    show(head.format(note, workload_table(carriers(shown.people))))


def _named(shown: Coverage, person: str | None) -> dict[str, str]:
    return {str(one.person_id): one.person for one in shown.people if str(one.person_id) == person}


def _last_day(shown: Coverage, person: int) -> tuple[date, str]:
    """The day in the address; else the day they are known to leave, or today. With what was wrong with the address."""
    known = next((one.left_on for one in shown.people if one.person_id == person), None)
    usual = known if known is not None and known > shown.on else shown.on
    asked = st.query_params.get("leaves", "").strip()
    if not asked:
        return usual, ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return usual, f"“{asked}” is not a day. Write the last day like {usual.isoformat()}."
    if day < shown.on:
        return usual, "That day has passed. Choose today or a day to come."
    return day, ""


def _spells(shown: Coverage, area: str | None) -> tuple[Spell, ...]:
    areas = [one for one in shown.account.areas if area in (None, one.code)]
    return spells(areas, {one.person_id: one.person for one in shown.people})


def _history(shown: Coverage, area: str) -> None:
    name = next(one.name for one in shown.account.areas if one.code == area)
    way = anchor(f"Everything about {name}", "area", area=area)
    table = history_table(_spells(shown, area), shown.on, of_one_area=True)
    show(Markup("<h2>Who covered {}, and when</h2><p>{}</p>{}").format(name, way, table))


main()
