"""What somebody's last day would leave behind."""

from collections.abc import Mapping
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.choosers import chooser
from dashboard.components.cover.posts import carriers
from dashboard.components.links import anchor
from dashboard.components.notices import notice
from dashboard.components.queue.rows import matters_table
from dashboard.text import show
from dashboard.wording import SHORT_ROLES, count
from dashboard.wording import day as day_words
from data_models.queries.coverage import Coverage, Leaving
from data_models.vocabulary import CoverRole


def show_leaving(shown: Coverage, person: str | None) -> None:
    """Whose last day would it be, and when; then what it would mean."""
    people = {str(one.person_id): one.person for one in carriers(shown.people)}
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


def leaving(found: Leaving, names: Mapping[str, str], on: date) -> Markup:
    """What somebody's last day would mean: areas, then what is left without anyone, then what is theirs by name."""
    title = f"If {found.person} leaves on {day_words(found.last_day)}"
    said = (
        f"{count(len(found.covers), 'post')} held then, {len(found.left_without_anyone)} of them with nobody after. "
        f"Theirs by name: {count(len(found.matters), 'task')} and {count(len(found.flags), 'open flag')}."
    )
    return Markup("<h3>{}</h3><p>{}</p>{}{}").format(title, said, _posts_left(found), _theirs(found, names, on))


def _posts_left(found: Leaving) -> Markup:
    if not found.covers:
        return Markup("")
    lines = Markup("").join(_post_left(one, one in found.left_without_anyone) for one in found.covers)
    return Markup('<ul class="listed">{}</ul>').format(lines)


def _post_left(post: tuple[str, str, CoverRole], is_left: bool) -> Markup:
    name, code, role = post
    mark = chip("red", "Nobody after") if is_left else chip("green", "Has a successor")
    return Markup("<li>{}, {} {}</li>").format(anchor(name, "area", area=code), SHORT_ROLES[role], mark)


def _theirs(found: Leaving, names: Mapping[str, str], on: date) -> Markup:
    rows = (*found.matters, *found.flags)
    if not rows:
        return Markup("")
    inside = matters_table(rows, names, on, caption="What would need somebody else")
    return Markup('<details class="folded"><summary>What would need somebody else: {}</summary>{}</details>').format(
        len(rows), inside
    )
