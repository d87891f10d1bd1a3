"""What somebody's last day would leave behind: their posts with all that goes with each, and what is theirs by name."""

from collections.abc import Iterable
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.chips import chip
from dashboard.components.choosers import chooser
from dashboard.components.cover.open_work import SHORT_GROUPS, Group, counts, work_lists
from dashboard.components.cover.posts import POST_HEADINGS, carriers
from dashboard.components.links import anchor
from dashboard.components.notices import notice
from dashboard.components.queue.rows import folded, matters_table
from dashboard.components.table import Column, table
from dashboard.text import show
from dashboard.wording import SHORT_ROLES, count
from dashboard.wording import day as day_words
from dashboard.written_days import HOW, day_of, written_day
from data_models.queries.coverage import Coverage
from data_models.queries.leaving import Leaving, PostLeft, if_leaves
from data_models.queries.open_work import UnderWay
from data_models.rules.clocks import is_in_reach
from data_models.vocabulary import CoverRole


def choose_leaver(shown: Coverage, person: str | None) -> Leaving | None:
    """Whose last day would it be, and when; and what that would mean, where somebody is chosen."""
    people = {str(one.person_id): one.person for one in carriers(shown.people)}
    show(Markup('<h2 id="leaving">If this person leaves</h2>'))
    who, when = st.columns([3, 2], gap="small")
    with who:
        chooser("person", "Person", people | _named(shown, person), "Choose a person", collapsed=False)
    with when:
        st.text_input("Last day", key="leaves", bind="query-params", placeholder=written_day(shown.on))
    if person is None:
        return None
    last_day, problem = _last_day(shown, int(person))
    if problem:
        show(notice(problem, tone="amber"))
    return if_leaves(shown, int(person), last_day)


def _named(shown: Coverage, person: str | None) -> dict[str, str]:
    return {str(one.person_id): one.person for one in shown.people if str(one.person_id) == person}


def _last_day(shown: Coverage, person: int) -> tuple[date, str]:
    """The day in the address; else the day they are known to leave, or today. With what was wrong with the address."""
    known = next((one.left_on for one in shown.people if one.person_id == person), None)
    usual = known if known is not None and known > shown.on else shown.on
    asked = st.query_params.get("leaves", "").strip()
    if not asked:
        return usual, ""
    day = day_of(asked, shown.on)
    if day is None:
        return usual, f"“{asked}” is not a day. {HOW}"
    if day < shown.on:
        return usual, "That day has passed. Choose today or a day to come."
    if not is_in_reach(day):
        return usual, f"The year of “{asked}” is a slip: check it."
    return day, ""


def leaving(found: Leaving, shown: Coverage, ways: Markup, *, unfolded: bool = False) -> Markup:
    """What somebody's last day would mean: posts, what goes with each, what is theirs by name. `ways` are the deeds."""
    title = f"If {found.person} leaves on {day_words(found.last_day)}"
    return Markup("<h3>{}</h3><p>{}</p>{}{}{}").format(
        title, _in_short(found), _posts_table(found), ways, _everything(found, shown, unfolded)
    )


def _in_short(found: Leaving) -> str:
    no_inspector = [one for one in found.left_without_anyone if one.cover.role is CoverRole.LINK_INSPECTOR]
    clocks = sum(len(one.work.matters) for one in no_inspector)
    left = f"{len(found.left_without_anyone)} of them with nobody after"
    falls = f"; {count(clocks, 'clock')} would fall to the managers" if clocks else ""
    theirs = [
        (len(found.by_name), "risk flag or signed decision", "risk flags and signed decisions"),
        (len(found.teams), "inspection to come that they are in the team of", "inspections to come they are in"),
    ]
    named = " and ".join(count(number, one, many) for number, one, many in theirs if number)
    by_name = f" Theirs by name: {named}." if named else ""
    return f"{count(len(found.posts), 'post')} held beyond that day, {left}{falls}.{by_name}"


def _posts_table(found: Leaving) -> Markup:
    columns: list[Column[PostLeft]] = [
        Column("Post", _post, names_row=True),
        Column("After that day", _after),
        *(_counted(group) for group in Group),
    ]
    return table(
        found.posts,
        columns,
        caption="Posts of this person, and how much goes with each",
        empty="No post is held beyond that day.",
    )


def _post(one: PostLeft) -> Markup:
    way = anchor(one.area_name, "area", area=one.cover.area_code)
    return Markup('{}<span class="about">{}</span>').format(way, POST_HEADINGS[one.cover.role])


def _after(one: PostLeft) -> Markup:
    return chip("red", "Nobody") if one.successor is None else chip("green", one.successor)


def _counted(group: Group) -> Column[PostLeft]:
    return Column(SHORT_GROUPS[group], lambda one: counts(one.work)[group] or "", "number")


def _everything(found: Leaving, shown: Coverage, unfolded: bool) -> Markup:
    areas = {one.code: one.name for one in shown.account.areas}
    people = {one.person_id: one.person for one in shown.people}
    parts = [(_called(one), work_lists(_called(one), one.work, areas, people, shown.on)) for one in found.posts]
    if found.by_name:
        rows = matters_table(found.by_name, areas, shown.on, caption="Theirs by name")
        parts.append((f"Theirs by name: {len(found.by_name)}", rows))
    if found.teams:
        parts.append((f"In the team of {count(len(found.teams), 'inspection')} to come", _teams(found.teams)))
    return Markup("").join(_part(title, inside, unfolded) for title, inside in parts)


def _part(title: str, inside: Markup, unfolded: bool) -> Markup:
    whole = Markup('<div class="part"><h3>{}</h3>{}</div>')
    return whole.format(title, inside) if unfolded else folded(title, inside)


def _called(one: PostLeft) -> str:
    return f"{one.area_name}, {SHORT_ROLES[one.cover.role]}"


def _teams(teams: Iterable[UnderWay]) -> Markup:
    line = Markup("<li>{} {}, {}</li>")
    lines = (
        line.format(anchor(one.reference, "inspections", inspection=one.id), one.programme_name, one.partnership_name)
        for one in teams
    )
    return Markup('<ul class="listed">{}</ul>').format(Markup("").join(lines))
