"""The forms in which an evaluation is drafted, in its programme's own scale, and changed while it is a draft."""

import streamlit as st

from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.inspections.recommend import indicator_field
from dashboard.components.inspections.rows import row_form, row_name
from dashboard.components.plans.item_deeds import covered
from dashboard.session import Session, record
from dashboard.wording import say
from data_models.commands.drafts import change_evaluation
from data_models.commands.evaluations import WORDS_OF, Worth, record_evaluation
from data_models.queries.evaluations import EvaluationRow
from data_models.queries.inspection_rows import InspectionPicture
from data_models.queries.programmes import ProgrammeRow
from data_models.rules.inspections import may_have_findings
from data_models.visibility import Deed
from data_models.vocabulary import Scale, ScrutinyType, Standing

EVALUATE, CHANGE = "record-evaluation", "evaluation"
NOT_NOW = "An evaluation is drafted from the fieldwork until publication, where its programme evaluates."
_VALUE = {
    Scale.SIX_POINT: "Grade on the six-point scale",
    Scale.ASP_STATEMENT: "Evaluative statement",
    Scale.PROGRESS: "Progress found",
}
_KEY_AREA = {True: "Yes", False: "No"}


def scale_of(shown: InspectionPicture, programme: ProgrammeRow) -> Scale | None:
    """The scale an evaluation is recorded in; None where nothing is evaluated."""
    if programme.evaluates and programme.scale is not Scale.NONE:
        return programme.scale
    return Scale.PROGRESS if shown.inspection.scrutiny_type is ScrutinyType.PROGRESS_REVIEW else None


def evaluation_offer(shown: InspectionPicture, programme: ProgrammeRow) -> Offer:
    one = shown.inspection
    applies = may_have_findings(one.stage) and scale_of(shown, programme) is not None
    return Offer(EVALUATE, "Record an evaluation", Deed.RECORD_EVALUATION, covered(one.areas), applies, NOT_NOW)


def change_evaluation_offer(shown: InspectionPicture, row: EvaluationRow) -> Offer:
    one = shown.inspection
    codes, applies = covered(one.areas), may_have_findings(one.stage)
    name = row_name(CHANGE, row.id)
    return Offer(name, "change", Deed.RECORD_EVALUATION, codes, applies, NOT_NOW, row.row_version)


def evaluation_forms(shown: InspectionPicture, programme: ProgrammeRow) -> None:
    """The form that the address has open, if it is one of these."""
    _record(shown, programme)
    row_form(CHANGE, shown.evaluations, lambda row: _change(shown, row))


def worth_of(row: EvaluationRow) -> Worth | None:
    """Its value, in whichever scale it has one."""
    return row.grade or row.statement or row.progress


def value_fields(name: NameField, scale: Scale, now: EvaluationRow | None = None) -> Values:
    """Whether there is a value, which, and in which words; also of the form that corrects one."""
    standings, words = list(Standing), list[Worth](WORDS_OF[scale])
    worth = worth_of(now) if now else None
    standing = st.selectbox(
        "Is there a value?",
        standings,
        index=standings.index(now.standing) if now else 0,
        format_func=say,
        key=name("standing"),
    )
    chosen = st.selectbox(
        _VALUE[scale],
        words,
        index=None if worth is None else words.index(worth),
        format_func=_said,
        placeholder="no value",
        key=name("worth"),
    )
    return {"standing": standing, "worth": chosen}


def verbatim_field(name: NameField, now: EvaluationRow | None = None) -> str:
    return st.text_area("In the report’s words", now.verbatim if now else "", key=name("verbatim"))


def _said(worth: Worth) -> str:
    return f"{worth.value} {say(worth)}" if isinstance(worth.value, int) or len(worth.value) == 1 else say(worth)


def _key_area(name: NameField, now: bool | None = None) -> bool | None:
    return st.selectbox(
        "Is it a key area of practice?",
        list(_KEY_AREA),
        index=None if now is None else list(_KEY_AREA).index(now),
        format_func=lambda one: _KEY_AREA[one],
        placeholder="not known",
        key=name("key_area"),
    )


def _record(shown: InspectionPicture, programme: ProgrammeRow) -> None:
    scale = scale_of(shown, programme) or Scale.SIX_POINT

    def fields(name: NameField) -> Values:
        left, right = st.columns(2, gap="medium")
        with left:
            indicator = indicator_field(name, programme.indicators, None, "another, named below")
            label = st.text_input("What is evaluated, where it is no indicator of the list", key=name("label"))
            is_key_area = _key_area(name)
        with right:
            values = value_fields(name, scale)
        return values | {
            "indicator_id": indicator,
            "label": label,
            "is_key_area": is_key_area,
            "verbatim": verbatim_field(name),
        }

    def do(session: Session, said: Values) -> str:
        by, on, number = record().viewer, record().on, shown.inspection.id
        evaluation = record_evaluation(session, by=by, on=on, inspection_id=number, **said)
        return f"Recorded “{evaluation.label}” as a draft. Nothing is set in motion before publication."

    deed_form(
        evaluation_offer(shown, programme),
        title=f"Record an evaluation of {shown.inspection.reference}",
        save="Record this evaluation",
        fields=fields,
        do=do,
    )


def _change(shown: InspectionPicture, row: EvaluationRow) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(row.row_version)
        left, right = st.columns(2, gap="medium")
        with left:
            label = row.label
            if row.indicator_id is None:
                label = st.text_input("What is evaluated", row.label, key=name("label"))
            is_key_area = _key_area(name, row.is_key_area)
        with right:
            values = value_fields(name, row.scale, row)
        return values | {
            "evaluation_id": row.id,
            "label": label,
            "is_key_area": is_key_area,
            "verbatim": verbatim_field(name, row),
            "expected_version": opened,
        }

    def do(session: Session, said: Values) -> str:
        changed = change_evaluation(session, by=record().viewer, on=record().on, **said)
        return f"Changed the draft of “{changed.label}”."

    deed_form(
        change_evaluation_offer(shown, row),
        title=f"Change the draft of “{row.label}”",
        save="Save the draft",
        fields=fields,
        do=do,
    )
