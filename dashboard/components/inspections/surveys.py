"""The surveys of an inspection: dates and a number, never an answer; and the deeds on them."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on, openers
from dashboard.components.inspections.rows import row_form, row_name
from dashboard.components.plans.item_deeds import covered
from dashboard.components.row_deeds import row_deeds
from dashboard.components.section import section
from dashboard.components.table import Column, table
from dashboard.session import Session, record
from dashboard.wording import say
from dashboard.written_days import day_if_any
from data_models.commands.editing import UNCHANGED
from data_models.commands.fieldwork import change_survey, record_survey
from data_models.queries.inspection_rows import InspectionPicture, SurveyRow
from data_models.rules.inspections import has_ended
from data_models.visibility import Deed
from data_models.vocabulary import Stage, SurveyKind

RECORD, CHANGE = "record-survey", "survey"
CANCELLED = "This inspection was cancelled: its surveys stay as they are."
OVER = "The report is published, or the inspection was cancelled: no survey is added any more."


def surveys_part(shown: InspectionPicture, small: int) -> Markup:
    """The surveys, and the deeds on them for whoever may do them. `small` numbers are withheld."""
    return section("surveys", "Surveys", openers(_record_offer(shown)), _table(shown, small))


def _table(shown: InspectionPicture, small: int) -> Markup:
    columns: list[Column[SurveyRow]] = [
        Column("Survey", lambda one: say(one.kind), names_row=True),
        Column("Opens", lambda one: one.opens_on or "", "date"),
        Column("Closes", lambda one: one.closes_on or "", "date"),
        Column("Respondents", lambda one: _respondents(one, small), "number"),
        Column("Shared with the partnership", lambda one: one.shared_with_partnership_on or "not yet", "date"),
    ]
    deeds = {one.id: _deeds(shown, one) for one in shown.surveys}
    if any(deeds.values()):
        columns.append(Column("Change", lambda one: deeds[one.id]))
    return table(shown.surveys, columns, caption="Surveys", empty="No survey is recorded for this inspection.")


def _respondents(one: SurveyRow, small: int) -> str:
    if one.is_withheld:
        return f"fewer than {small}, withheld"
    return "not recorded" if one.respondents is None else f"{one.respondents:,}"


# --- deeds ---


def _record_offer(shown: InspectionPicture) -> Offer:
    one = shown.inspection
    is_over = has_ended(one.stage)
    has_all = len(shown.surveys) == len(SurveyKind)
    why_not = OVER if is_over else "All three surveys are on record: change them instead."
    codes = covered(one.areas)
    return Offer(RECORD, "Record a survey", Deed.RECORD_SURVEY, codes, not is_over and not has_all, why_not)


def _change_offer(shown: InspectionPicture, row: SurveyRow) -> Offer:
    """Also once the report is out: what was found is shared with the partnership after the survey has closed."""
    one = shown.inspection
    is_possible = one.stage is not Stage.CANCELLED
    name, codes = row_name(CHANGE, row.id), covered(one.areas)
    return Offer(name, "change", Deed.RECORD_SURVEY, codes, is_possible, CANCELLED, row.row_version)


def _deeds(shown: InspectionPicture, row: SurveyRow) -> Markup:
    return row_deeds("inspections", say(row.kind), _change_offer(shown, row), inspection=shown.inspection.id)


def survey_forms(shown: InspectionPicture) -> None:
    """The form that the address has open, if it is one of these."""
    _record(shown)
    row_form(CHANGE, shown.surveys, lambda row: _change(shown, row))


def _fields(name: NameField, now: SurveyRow | None = None) -> Values:
    left, right = st.columns(2)
    with left:
        opens_on = day_field("Opens", name("opens"), value=now.opens_on if now else None)
        closes_on = day_field("Closes", name("closes"), value=now.closes_on if now else None)
    with right:
        number, is_withheld = (now.respondents, now.is_withheld) if now else (None, False)
        label = "Respondents (a small number is on record: empty leaves it)" if is_withheld else "Respondents"
        respondents = st.number_input(label, min_value=0, value=number, step=1, key=name("respondents"))
        shared = now.shared_with_partnership_on if now else None
        shared_on = day_field("What it found was shared with the partnership on", name("shared"), value=shared)
    return {"opens": opens_on, "closes": closes_on, "respondents": respondents, "shared": shared_on}


def _days(said: Values) -> Values:
    on = record().on
    return {
        "opens_on": day_if_any(said["opens"], "opens_on", on),
        "closes_on": day_if_any(said["closes"], "closes_on", on),
        "shared_with_partnership_on": day_if_any(said["shared"], "shared_with_partnership_on", on),
    }


def _record(shown: InspectionPicture) -> None:
    def fields(name: NameField) -> Values:
        kind = st.radio(
            "Whose survey", list(SurveyKind), index=None, format_func=say, horizontal=True, key=name("kind")
        )
        return {"kind": kind} | _fields(name)

    def do(session: Session, said: Values) -> str:
        kind = needed(said["kind"], "kind", "Choose whose survey it is.")
        record_survey(
            session,
            by=record().viewer,
            on=record().on,
            inspection_id=shown.inspection.id,
            kind=kind,
            respondents=said["respondents"],
            **_days(said),
        )
        return f"{say(kind)}: recorded."

    title = f"Record a survey of {shown.inspection.reference}"
    deed_form(_record_offer(shown), title=title, save="Record the survey", fields=fields, do=do, free_text=False)


def _change(shown: InspectionPicture, row: SurveyRow) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(row.row_version)
        return _fields(name, row) | {"opened": opened, "survey": row.id}

    def do(session: Session, said: Values) -> str:
        is_left = row.is_withheld and said["respondents"] is None
        change_survey(
            session,
            by=record().viewer,
            on=record().on,
            survey_id=row.id,
            respondents=UNCHANGED if is_left else said["respondents"],
            expected_version=said["opened"],
            **_days(said),
        )
        return f"{say(row.kind)}: changed."

    title = f"Change the {say(row.kind).lower()}"
    deed_form(_change_offer(shown, row), title=title, save="Save the survey", fields=fields, do=do, free_text=False)
