"""The form in which a contact with an area is logged, by the six purposes it served."""

from collections.abc import Mapping

import streamlit as st

from dashboard.components.form_fields import day_field
from dashboard.components.forms import NameField, Offer, Values, deed_form
from dashboard.session import Session, record
from dashboard.text import esc
from dashboard.wording import count, day, say
from dashboard.written_days import needed_day
from data_models.commands.engagement import NewContact, log_contact
from data_models.visibility import Deed
from data_models.vocabulary import ContactKind, Purpose, ScrutinyBody

LOG_CONTACT = "log-contact"


def contact_offer(area_codes: tuple[str, ...]) -> Offer:
    return Offer(LOG_CONTACT, "Log a contact", Deed.LOG_CONTACT, area_codes)


def show_contact_form(areas: Mapping[str, str], plans: Mapping[int, str] | None = None) -> None:
    """The form, when the address has it open. `areas` and `plans` are the choices: code or number to name."""
    known = plans or {}
    deed_form(
        contact_offer(tuple(areas)),
        title="Log a contact" if len(areas) > 1 else f"Log a contact with {next(iter(areas.values()), 'an area')}",
        save="Log this contact",
        fields=lambda name: _fields(name, areas, known),
        do=lambda session, values: _log(session, values, areas),
    )


def _fields(name: NameField, areas: Mapping[str, str], plans: Mapping[int, str]) -> Values:
    left, right = st.columns(2, gap="medium")
    with left:
        values = _when_and_how(name, areas) | _where_to(name, plans)
    with right:
        values["purposes"] = _purposes(name)
    summary = st.text_area("What it was about, in a sentence or two", key=name("summary"))
    return values | {"summary": summary}


def _when_and_how(name: NameField, areas: Mapping[str, str]) -> Values:
    on = record().on
    code = next(iter(areas), "")
    if len(areas) > 1:
        code = st.selectbox("Area", list(areas), format_func=lambda one: esc(areas[one]), key=name("area"))
    held_on = day_field("Day it was held", name("held_on"), value=on)
    kind = st.selectbox("Kind of contact", list(ContactKind), format_func=say, key=name("kind"))
    return {"area_code": code, "held_on": held_on, "kind": kind}


def _where_to(name: NameField, plans: Mapping[int, str]) -> Values:
    signposted = st.text_input("Signposted to (only for a signpost)", key=name("signposted_to"))
    body = st.selectbox(
        "Scrutiny body it was signposted to, if any",
        list(ScrutinyBody),
        index=None,
        format_func=say,
        placeholder="none",
        key=name("body"),
    )
    plan = None
    if plans:
        plan = st.selectbox(
            "About the plan, if any",
            list(plans),
            index=None,
            format_func=lambda one: esc(plans[one]),
            placeholder="none",
            key=name("plan"),
        )
    return {"signposted_to": signposted, "body": body, "plan_id": plan}


def _purposes(name: NameField) -> list[Purpose]:
    """Six boxes rather than a list to choose from: all six are seen each time a contact is logged."""
    st.markdown("Purposes it served (at least one)")
    return [one for one in Purpose if st.checkbox(f"{int(one)} {say(one)}", key=name(f"purpose {int(one)}"))]


def _log(session: Session, values: Values, areas: Mapping[str, str]) -> str:
    contact = NewContact(
        area_code=values["area_code"],
        held_on=needed_day(values["held_on"], "held_on", "Write the day it was held.", record().on),
        kind=values["kind"],
        purposes=frozenset(values["purposes"]),
        summary=values["summary"],
        signposted_to=values["signposted_to"],
        body=values["body"],
        plan_id=values["plan_id"],
    )
    logged = log_contact(session, by=record().viewer, on=record().on, contact=contact)
    served = count(len(contact.purposes), "purpose")
    return f"Logged a contact with {areas[logged.area_code]} on {day(logged.held_on)}, for {served}."
