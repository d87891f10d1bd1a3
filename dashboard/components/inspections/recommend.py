"""The forms in which a recommendation is drafted, and changed while its report is not published."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components.form_fields import prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.inspections.rows import naming, row_form, row_name
from dashboard.components.plans.item_deeds import covered
from dashboard.session import Session, record
from dashboard.text import clean
from data_models.commands.drafts import change_recommendation
from data_models.commands.evaluations import record_recommendation
from data_models.queries.inspection_rows import InspectionPicture, RecommendationRow
from data_models.queries.programmes import IndicatorRow, ProgrammeRow
from data_models.rules.inspections import may_have_findings
from data_models.visibility import Deed

RECORD, CHANGE = "record-recommendation", "recommendation"
TOO_SOON_OR_LATE = "A recommendation is drafted from the fieldwork on, and no longer once the report is published."


def recommendation_offer(shown: InspectionPicture) -> Offer:
    one = shown.inspection
    codes, is_time = covered(one.areas), may_have_findings(one.stage)
    return Offer(RECORD, "Record a recommendation", Deed.RECORD_RECOMMENDATION, codes, is_time, TOO_SOON_OR_LATE)


def change_recommendation_offer(shown: InspectionPicture, row: RecommendationRow) -> Offer:
    one = shown.inspection
    codes, is_time = covered(one.areas), may_have_findings(one.stage)
    name = row_name(CHANGE, row.id)
    return Offer(name, "change", Deed.RECORD_RECOMMENDATION, codes, is_time, TOO_SOON_OR_LATE, row.row_version)


def recommendation_forms(shown: InspectionPicture, programme: ProgrammeRow) -> None:
    """The form that the address has open, if it is one of these."""
    _record(shown, programme)
    row_form(CHANGE, shown.recommendations, lambda row: _change(shown, programme, row))


def indicator_field(name: NameField, indicators: Sequence[IndicatorRow], now: int | None, otherwise: str) -> int | None:
    """The indicator of the programme that something is about, if it is one of the list."""
    named = {one.id: f"{one.number} {one.name}" if one.number else one.name for one in indicators}
    if not named:
        return None
    return st.selectbox(
        "Indicator",
        list(named),
        index=list(named).index(now) if now in named else None,
        format_func=lambda one: clean(named[one]),
        placeholder=otherwise,
        key=name("indicator"),
    )


def _fields(name: NameField, programme: ProgrammeRow, now: RecommendationRow | None = None) -> Values:
    text = prose_field("What the partnership should do", name("text"), value=now.text if now else "")
    left, right = st.columns(2)
    with left:
        indicator = indicator_field(name, programme.indicators, now.indicator_id if now else None, "none of the list")
    with right:
        is_priority = st.checkbox("It is a priority", now.is_priority if now else False, key=name("priority"))
    return {"text": text, "indicator_id": indicator, "is_priority": is_priority}


def _record(shown: InspectionPicture, programme: ProgrammeRow) -> None:
    def do(session: Session, said: Values) -> str:
        by, on, number = record().viewer, record().on, shown.inspection.id
        drafted = record_recommendation(session, by=by, on=on, inspection_id=number, **said)
        return f"Recommendation {drafted.number} is recorded as a draft."

    deed_form(
        recommendation_offer(shown),
        title=f"Record a recommendation of {shown.inspection.reference}",
        save="Record the recommendation",
        fields=lambda name: _fields(name, programme),
        do=do,
    )


def _change(shown: InspectionPicture, programme: ProgrammeRow, row: RecommendationRow) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(row.row_version)
        return _fields(name, programme, row) | {"expected_version": opened, "recommendation_id": row.id}

    def do(session: Session, said: Values) -> str:
        indicators = {one.id: one.name for one in programme.indicators}
        with naming("indicator_id", "indicator", indicators), naming("text", "what the partnership should do", {}):
            change_recommendation(session, by=record().viewer, on=record().on, **said)
        return f"Recommendation {row.number} is changed."

    deed_form(
        change_recommendation_offer(shown, row),
        title=f"Change recommendation {row.number} of {shown.inspection.reference}",
        save="Save the recommendation",
        fields=fields,
        do=do,
    )
