"""People and access to HTML: who works here, and one person with what they cover and what was changed about them."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.components.links import anchor, here
from dashboard.components.row_history import history_table
from dashboard.components.section import facts, section
from dashboard.components.table import Column, day, table
from dashboard.wording import SHORT_ROLES, say
from data_models.queries.administration import Covered, StaffRow
from data_models.queries.changes import Edit


def people_table(people: Iterable[StaffRow], selected: str | None = None, *, with_access: bool) -> Markup:
    """Who works here. E-mail and sign-in are columns only for whoever was sent them."""
    columns: list[Column[StaffRow]] = [
        Column("Name", _name, names_row=True),
        Column("Number", lambda one: Markup('<span class="whole">{}</span>').format(one.reference)),
        Column("Role", lambda one: say(one.role)),
        Column("Team", lambda one: say(one.team)),
        Column("Covers", lambda one: _covers(one.covers)),
        Column("Since", lambda one: one.started_on, "date"),
        Column("Left", lambda one: one.left_on, "date"),
        Column("Access ended", lambda one: one.access_ended_on, "date"),
    ]
    if with_access:
        columns += [
            Column("E-mail", lambda one: one.work_email or ""),
            Column("Sign-in", lambda one: "linked" if one.has_sign_in else "none"),
        ]
    empty = "Nobody is on record yet. An administrator adds people, and a strategic support officer assigns areas."
    return table(
        people,
        columns,
        caption="People and access",
        empty=empty,
        tall="36rem",
        is_selected=lambda one: str(one.id) == selected,
    )


def _name(one: StaffRow) -> Markup:
    return Markup('<a href="{}#person">{}</a>').format(here(person=one.id, setting=None), one.display_name)


def _covers(covers: tuple[Covered, ...]) -> Markup:
    roles = {one.role for one in covers}
    links = (
        Markup("{}{}").format(
            anchor(one.area_name, "area", area=one.area_code),
            f" ({SHORT_ROLES[one.role]})" if len(roles) > 1 else "",
        )
        for one in covers
    )
    return Markup(", ").join(links)


def one_person(one: StaffRow, edits: tuple[Edit, ...], ways: Markup, *, with_access: bool) -> Markup:
    """One member of staff: what is on record, the deeds on it, and everything that was ever changed."""
    access = [("E-mail", one.work_email or "none"), ("Sign-in", _sign_in(one))] if with_access else []
    pairs: list[tuple[str, object]] = [
        ("Role", say(one.role)),
        ("Team", say(one.team, "none")),
        ("Works here", _span(one)),
        ("Access", _access(one)),
        ("Covers today", _covers(one.covers) or "no area"),
        *access,
    ]
    close = Markup('<p><a href="{}">Everybody</a></p>').format(here(person=None))
    title = Markup("{} ({})").format(one.display_name, one.reference)
    return section("person", title, facts(pairs), ways, history_table(edits), close)


def _span(one: StaffRow) -> Markup:
    since = day(one.started_on) if one.started_on else Markup("a day not on record")
    return Markup("from {}{}").format(since, Markup(" to {}").format(day(one.left_on)) if one.left_on else "")


def _access(one: StaffRow) -> Markup:
    return Markup("until {}").format(day(one.access_ended_on)) if one.access_ended_on else Markup("has access")


def _sign_in(one: StaffRow) -> Markup:
    if one.issuer is None or one.subject is None:
        return Markup("none is linked: this person cannot sign in")
    return Markup('<span class="source">{} at {}</span>').format(one.subject, one.issuer)
