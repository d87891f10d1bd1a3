"""The deeds on people: add somebody, and change their name, role, team or address."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from dashboard.components.administration.access_deeds import access_forms, access_offers
from dashboard.components.form_fields import day_field, needed
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on, openers
from dashboard.session import Session, record
from dashboard.wording import say
from dashboard.written_days import day_if_any
from data_models.commands.administration import add_person, change_person
from data_models.queries.administration import StaffRow
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed
from data_models.vocabulary import RoleName, Team

ROLES: list[RoleName] = [role for role in RoleName if role is not RoleName.SHARED_SCREEN]
ADD = Offer("add-person", "Add a person", Deed.ADD_PERSON)


def add_opener() -> Markup:
    return openers(ADD)


def person_openers(one: StaffRow) -> Markup:
    """Links to every form about this person that may be used now; nothing for those who may not."""
    return openers(_change_offer(one), *access_offers(one))


def people_forms(people: Iterable[StaffRow], person: str | None) -> None:
    """The form that the address has open, if it is one of these."""
    _add()
    for one in people:
        if str(one.id) == person:
            _change(one, _change_offer(one))
            access_forms(one)


def _change_offer(one: StaffRow) -> Offer:
    return Offer("change-person", "Change", Deed.CHANGE_PERSON, opened=one.row_version)


def _who(name: NameField, one: StaffRow | None = None) -> Values:
    left, right = st.columns(2)
    with left:
        called = st.text_input("Name at work", one.display_name if one else "", key=name("name"))
        address = st.text_input("Work e-mail (optional)", (one.work_email if one else "") or "", key=name("email"))
    with right:
        role = st.selectbox(
            "Role", ROLES, index=ROLES.index(one.role) if one else None, format_func=say, key=name("role")
        )
        teams = list(Team)
        at = teams.index(one.team) if one and one.team else None
        team = st.selectbox("Team (optional)", teams, index=at, format_func=say, key=name("team"))
    return {"name": called, "email": address, "role": role, "team": team}


def _add() -> None:
    def fields(name: NameField) -> Values:
        return _who(name) | {"started": day_field("Works here from", name("started"), value=record().on)}

    def do(session: Session, said: Values) -> str:
        made = add_person(
            session,
            by=record().viewer,
            on=record().on,
            display_name=said["name"],
            role=needed(said["role"], "role", "Choose the role."),
            team=said["team"],
            work_email=said["email"],
            started_on=day_if_any(said["started"], "started", record().on),
        )
        number = reference(Kind.PERSON, made.id)
        return f"{made.display_name} is added as {number}. They can sign in once their sign-in is linked."

    deed_form(ADD, title="Add a person", save="Add this person", fields=fields, do=do, free_text=False)


def _change(one: StaffRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(one.row_version)
        return _who(name, one) | {"opened": opened}

    def do(session: Session, said: Values) -> str:
        changed = change_person(
            session,
            by=record().viewer,
            on=record().on,
            person_id=one.id,
            display_name=said["name"],
            role=needed(said["role"], "role", "Choose the role."),
            team=said["team"],
            work_email=said["email"],
            expected_version=said["opened"],
        )
        return f"{one.reference} is changed: {changed.display_name}, {say(changed.role).lower()}."

    title = f"Change {one.display_name}"
    deed_form(offer, title=title, save="Save the change", fields=fields, do=do, free_text=False)
