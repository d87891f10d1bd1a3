"""The team of an inspection by role and body, and the deeds on its places, one at a time."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import needed
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on, openers
from dashboard.components.inspections.rows import naming, row_form, row_name
from dashboard.components.notices import notice
from dashboard.components.plans.item_deeds import covered
from dashboard.components.row_deeds import row_deeds
from dashboard.components.section import section, soft
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import clean, show
from dashboard.wording import count, say
from data_models.commands.team import MOST, Place, add_place, change_place, remove_place
from data_models.queries.inspection_rows import InspectionPicture, TeamRow
from data_models.queries.people import Colleague
from data_models.rules.inspections import TeamSize, has_ended, team_size
from data_models.rules.settings import Thresholds
from data_models.visibility import Deed
from data_models.vocabulary import ScrutinyBody, Stage, TeamRole

ADD, CHANGE, REMOVE = "add-place", "place", "remove-place"
OVER = "The report is published, or the inspection was cancelled: its team stays as it was."


def team_part(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    """The team with its warning, and the deeds on it for whoever may do them."""
    return section("team", "Team", openers(_add_offer(shown)), _size(shown, thresholds), _table(shown))


def _table(shown: InspectionPicture) -> Markup:
    columns: list[Column[TeamRow]] = [
        Column("Role", lambda one: say(one.role), names_row=True),
        Column("Body", lambda one: say(one.body)),
        Column("People", lambda one: one.headcount, "number"),
        Column("Who", lambda one: one.person or ""),
    ]
    deeds = {one.id: _deeds(shown, one) for one in shown.team}
    if any(deeds.values()):
        columns.append(Column("Change", lambda one: deeds[one.id]))
    return table(shown.team, columns, caption="Team", empty="No team is recorded for this inspection.")


def _size(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    """Outside the usual size it is a warning once the inspection has begun; before, a team is still being found."""
    people = shown.team_size
    if not people:
        return Markup("")
    usual = f"{thresholds.core_team_minimum} to {thresholds.core_team_maximum}"
    if team_size(people, thresholds) is TeamSize.USUAL:
        return soft(f"{count(people, 'person', 'people')}; a core team has {usual}.")
    which = "smaller" if people < thresholds.core_team_minimum else "larger"
    said = f"{count(people, 'person', 'people')}: {which} than the usual core team of {usual}."
    return soft(said) if shown.inspection.stage is Stage.PLANNED else notice(said, tone="amber")


# --- deeds ---


def _offer(shown: InspectionPicture, name: str, words: str, opened: int | None = None) -> Offer:
    one = shown.inspection
    is_over = has_ended(one.stage)
    return Offer(name, words, Deed.SET_TEAM, covered(one.areas), not is_over, OVER, opened)


def _add_offer(shown: InspectionPicture) -> Offer:
    return _offer(shown, ADD, "Add a place")


def _change_offer(shown: InspectionPicture, row: TeamRow) -> Offer:
    return _offer(shown, row_name(CHANGE, row.id), "change", row.row_version)


def _remove_offer(shown: InspectionPicture, row: TeamRow) -> Offer:
    return _offer(shown, row_name(REMOVE, row.id), "remove", row.row_version)


def _deeds(shown: InspectionPicture, row: TeamRow) -> Markup:
    offers = _change_offer(shown, row), _remove_offer(shown, row)
    return row_deeds("inspections", _called(row), *offers, inspection=shown.inspection.id)


def _called(row: TeamRow) -> str:
    return f"{say(row.role)}, {row.person or say(row.body)}"


def team_forms(shown: InspectionPicture, colleagues: Sequence[Colleague]) -> None:
    """The form that the address has open, if it is one of these. `colleagues` are who can be named."""
    _add(shown, colleagues)
    row_form(CHANGE, shown.team, lambda row: _change(shown, row, colleagues))
    row_form(REMOVE, shown.team, lambda row: _remove(shown, row))


def _fields(name: NameField, colleagues: Sequence[Colleague], now: TeamRow | None = None) -> Values:
    names = {one.id: f"{one.name}, {say(one.role).lower()}" for one in colleagues}
    if now is not None and now.person_id is not None:
        names.setdefault(now.person_id, now.person or "")
    roles, bodies, people = list(TeamRole), list(ScrutinyBody), list(names)
    first, second, third = st.columns([3, 3, 1])
    with first:
        index = None if now is None else roles.index(now.role)
        role = st.selectbox("Role in the team", roles, index=index, format_func=say, key=name("role"))
        index = None if now is None or now.person_id is None else people.index(now.person_id)
        person = st.selectbox(
            "Who, if it is somebody of ours to be named",
            people,
            index=index,
            format_func=lambda one: clean(names[one]),
            placeholder="nobody named",
            key=name("person"),
        )
    with second:
        index = None if now is None else bodies.index(now.body)
        body = st.selectbox("Body", bodies, index=index, format_func=say, key=name("body"))
    with third:
        headcount = st.number_input(
            "How many",
            min_value=1,
            max_value=MOST,
            value=1 if now is None else now.headcount,
            step=1,
            key=name("headcount"),
        )
    return {"role": role, "person": person, "body": body, "headcount": headcount}


def _place(said: Values) -> Place:
    return Place(
        needed(said["role"], "role", "Choose the role in the team."),
        needed(said["body"], "body", "Choose the body."),
        said["person"],
        said["headcount"],
    )


def _add(shown: InspectionPicture, colleagues: Sequence[Colleague]) -> None:
    def do(session: Session, said: Values) -> str:
        place = _place(said)
        by, on, number = record().viewer, record().on, shown.inspection.id
        added = add_place(session, by=by, on=on, inspection_id=number, place=place)
        return f"Added to the team: {say(place.role).lower()}, {say(place.body)}. {added.warning}"

    deed_form(
        _add_offer(shown),
        title=f"Add a place to the team of {shown.inspection.reference}",
        save="Add the place",
        fields=lambda name: _fields(name, colleagues),
        do=do,
        free_text=False,
    )


def _change(shown: InspectionPicture, row: TeamRow, colleagues: Sequence[Colleague]) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(row.row_version)
        return _fields(name, colleagues, row) | {"opened": opened, "member": row.id}

    def do(session: Session, said: Values) -> str:
        by, on, place = record().viewer, record().on, _place(said)
        with naming("person_id", "who", {one.id: one.name for one in colleagues}):
            changed = change_place(
                session, by=by, on=on, team_member_id=row.id, place=place, expected_version=said["opened"]
            )
        return f"Changed in the team: {_called(row)}. {changed.warning}"

    deed_form(
        _change_offer(shown, row),
        title=f"Change a place in the team: {_called(row)}",
        save="Change the place",
        fields=fields,
        do=do,
        free_text=False,
    )


def _taken_out(row: TeamRow) -> Values:
    opened = opened_on(row.row_version)
    show(soft("The other places stay as they are, and this one stays in the history."))
    return {"opened": opened, "member": row.id}


def _remove(shown: InspectionPicture, row: TeamRow) -> None:
    def do(session: Session, said: Values) -> str:
        removed = remove_place(
            session,
            by=record().viewer,
            on=record().on,
            team_member_id=row.id,
            expected_version=said["opened"],
        )
        return f"Taken out of the team: {_called(row)}. It stays in the history. {removed.warning}"

    deed_form(
        _remove_offer(shown, row),
        title=f"Take out of the team: {_called(row)}",
        save="Take it out",
        fields=lambda _: _taken_out(row),
        do=do,
        free_text=False,
    )
