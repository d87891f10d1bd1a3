"""The fields of a contact, in the order a hand on the keyboard needs them: what few contacts have comes last."""

from collections.abc import Collection, Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import choice_field, day_field, prose_field
from dashboard.components.forms import NameField, Values
from dashboard.session import record
from dashboard.text import show
from dashboard.wording import say
from data_models.queries.engagement import ContactRow
from data_models.vocabulary import ContactKind, Purpose, ScrutinyBody

KINDS, BODIES = list(ContactKind), list(ScrutinyBody)


def contact_fields(
    name: NameField, areas: Mapping[str, str], plans: Mapping[int, str], was: ContactRow | None = None
) -> Values:
    """With whom, how and when, what for, what about, to whom; `was` is the contact that is put right."""
    values = _how_and_when(name, areas, was)
    values["purposes"] = _purposes(name, was.purposes if was else ())
    summary = prose_field("What it was about, in a sentence or two", name("summary"), value=was.summary if was else "")
    return values | {"summary": summary} | _to_whom(name, plans, was)


def _how_and_when(name: NameField, areas: Mapping[str, str], was: ContactRow | None) -> Values:
    code = next(iter(areas)) if len(areas) == 1 else None
    *first, left, right = st.columns([5, 3] if code else [4, 6, 3], gap="medium")
    for column in first:
        with column:
            # Of several none is proposed: a contact logged with the wrong area would stop its clocks.
            code = choice_field("Area", areas, name("area"))
    with left:
        kind = st.radio(
            "Kind of contact",
            KINDS,
            index=KINDS.index(was.kind) if was else 0,
            format_func=say,
            horizontal=True,
            key=name("kind"),
        )
    with right:
        held_on = day_field("Day it was held", name("held_on"), value=was.held_on if was else record().on)
    return {"area_code": code, "kind": kind, "held_on": held_on}


def _purposes(name: NameField, served: Collection[Purpose]) -> list[Purpose]:
    """Six boxes rather than a list to choose from: all six are seen each time a contact is logged."""
    show(Markup("<p>Purposes it served (at least one)</p>"))
    purposes, columns = list(Purpose), st.columns(2, gap="medium")
    half = len(purposes) // 2
    chosen = []
    for column, some in zip(columns, (purposes[:half], purposes[half:]), strict=True):
        with column:
            chosen += [
                one
                for one in some
                if st.checkbox(f"{int(one)} {say(one)}", value=one in served, key=name(f"purpose {int(one)}"))
            ]
    return chosen


def _to_whom(name: NameField, plans: Mapping[int, str], was: ContactRow | None) -> Values:
    left, middle, right = st.columns(3, gap="medium") if plans else (*st.columns(2, gap="medium"), None)
    with left:
        signposted = st.text_input(
            "To whom or what it signposted", value=was.signposted_to if was else "", key=name("signposted_to")
        )
    with middle:
        body = st.selectbox(
            "Scrutiny body, if it was one",
            BODIES,
            index=BODIES.index(was.body) if was and was.body else None,
            format_func=say,
            placeholder="none",
            key=name("body"),
        )
    if right is None:
        return {"signposted_to": signposted, "body": body, "plan_id": None}
    with right:
        plan = choice_field(
            "Plan it was about", plans, name("plan"), value=was.plan_id if was else None, nothing="none"
        )
    return {"signposted_to": signposted, "body": body, "plan_id": plan}
