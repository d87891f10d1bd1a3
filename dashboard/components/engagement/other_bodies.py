"""Scrutiny of an area that other bodies plan or carry out, and the form in which it is recorded or put right."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.inspections.values import source_link
from dashboard.components.row_deeds import row_deeds
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.text import words
from dashboard.wording import day, say
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.programmes import record_planned_scrutiny
from data_models.queries.areas import AreaPicture, ScrutinyRow
from data_models.visibility import Deed
from data_models.vocabulary import Origin, ScrutinyBody

RECORD_SCRUTINY = "record-scrutiny"
# Scrutiny of our own is planned as an inspection.
BODIES: list[ScrutinyBody] = [one for one in ScrutinyBody if one is not ScrutinyBody.CARE_INSPECTORATE]


def other_bodies_part(shown: AreaPicture) -> Markup:
    """What other bodies plan here, and what this person may do with it."""
    code = shown.area.gss_code
    link = row_deeds("area", "", _record_offer(code), area=code)
    above = Markup("<p>{}</p>").format(link) if link else link
    return above + _scrutiny_table(shown.planned_scrutiny, code)


def _scrutiny_table(rows: Iterable[ScrutinyRow], code: str) -> Markup:
    columns: list[Column[ScrutinyRow]] = [
        Column("Body", lambda one: say(one.body), names_row=True),
        Column("Activity", lambda one: one.activity),
        Column("From", lambda one: one.from_on, "date"),
        Column("To", lambda one: one.to_on or "", "date"),
        Column("Source", _source),
    ]
    if _record_offer(code).is_allowed:
        deeds = Column[ScrutinyRow](
            "Change", lambda one: row_deeds("area", one.activity, _amend_offer(one, code), area=code)
        )
        columns.append(deeds)
    return table(
        rows, columns, caption="Planned scrutiny by other bodies", empty="No scrutiny by other bodies is recorded."
    )


def _source(one: ScrutinyRow) -> Markup:
    """An address of the published record opens; what people typed never does."""
    return source_link(one.source) if one.origin is Origin.PUBLISHED_RECORD else words(one.source)


def _record_offer(code: str) -> Offer:
    return Offer(RECORD_SCRUTINY, "Record scrutiny by another body", Deed.RECORD_SCRUTINY, (code,))


def _amend_offer(one: ScrutinyRow, code: str) -> Offer:
    return Offer(f"amend-scrutiny-{one.id}", "Put right", Deed.RECORD_SCRUTINY, (code,), opened=one.row_version)


def scrutiny_forms(shown: AreaPicture) -> None:
    """The form that the address has open, if it is one of these."""
    _form(shown, _record_offer(shown.area.gss_code), None)
    for one in shown.planned_scrutiny:
        _form(shown, _amend_offer(one, shown.area.gss_code), one)


def _form(shown: AreaPicture, offer: Offer, was: ScrutinyRow | None) -> None:
    def fields(name: NameField) -> Values:
        return {"opened": opened_on(was.row_version) if was else None} | _fields(name, was)

    def do(session: Session, said: Values) -> str:
        row = record_planned_scrutiny(
            session,
            by=record().viewer,
            on=record().on,
            area_code=shown.area.gss_code,
            body=needed(said["body"], "body", "Choose the body."),
            activity=said["activity"],
            from_on=needed_day(said["from_on"], "from_on", "Write the day it begins.", record().on),
            to_on=day_if_any(said["to_on"], "to_on", record().on),
            source=said["source"],
            scrutiny_id=was.id if was else None,
            expected_version=said["opened"],
        )
        return f"Recorded: {say(row.body)} in {shown.area.short_name} from {day(row.from_on)}."

    deed_form(
        offer,
        title=f"Scrutiny of {shown.area.short_name} by another body",
        save="Save it" if was else "Record it",
        fields=fields,
        do=do,
    )


def _fields(name: NameField, was: ScrutinyRow | None) -> Values:
    left, right = st.columns([2, 3], gap="medium")
    with left:
        body = st.selectbox(
            "Body", BODIES, index=BODIES.index(was.body) if was else None, format_func=say, key=name("body")
        )
    with right:
        activity = st.text_input("What it will do", value=was.activity if was else "", key=name("activity"))
    first, last, source = st.columns(3, gap="medium")
    with first:
        from_on = day_field("First day", name("from"), value=was.from_on if was else None)
    with last:
        to_on = day_field("Last day, if it is known", name("to"), value=was.to_on if was else None)
    with source:
        told = st.text_input("Where it is published, if it is", value=was.source if was else "", key=name("source"))
    return {"body": body, "activity": activity, "from_on": from_on, "to_on": to_on, "source": told}
