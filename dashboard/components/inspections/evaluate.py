"""The form in which one evaluation of a report not yet published is recorded, in its programme's own scale."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components.forms import NameField, Offer, Values, deed_form
from dashboard.session import Session, record
from dashboard.text import esc
from dashboard.wording import say
from data_models.commands.evaluations import WORDS_OF, Worth, record_evaluation
from data_models.queries.inspection_picture import InspectionPicture
from data_models.queries.programmes import IndicatorRow, ProgrammeRow
from data_models.visibility import Deed
from data_models.vocabulary import PublicationState, Scale, ScrutinyType, Stage, Standing

EVALUATE = "record-evaluation"
_VALUE = {
    Scale.SIX_POINT: "Grade on the six-point scale",
    Scale.ASP_STATEMENT: "Evaluative statement",
    Scale.PROGRESS: "Progress found",
}


def scale_of(shown: InspectionPicture, programme: ProgrammeRow) -> Scale | None:
    """The scale an evaluation may be recorded in; None where the report is out, or nothing is evaluated."""
    one = shown.inspection
    if one.publication_state is PublicationState.PUBLISHED or one.stage is Stage.CANCELLED:
        return None
    if programme.evaluates and programme.scale is not Scale.NONE:
        return programme.scale
    return Scale.PROGRESS if one.scrutiny_type is ScrutinyType.PROGRESS_REVIEW else None


def evaluation_offer(shown: InspectionPicture, programme: ProgrammeRow, area_codes: tuple[str, ...]) -> Offer:
    return Offer(
        EVALUATE,
        "Record an evaluation",
        Deed.RECORD_EVALUATION,
        area_codes,
        applies=scale_of(shown, programme) is not None,
        why_not="This inspection is published, was cancelled, or evaluates nothing: no draft can be recorded.",
    )


def show_evaluation_form(shown: InspectionPicture, programme: ProgrammeRow, area_codes: tuple[str, ...]) -> None:
    """The form, when the address has it open. The same indicator again changes the draft."""
    scale = scale_of(shown, programme) or programme.scale
    deed_form(
        evaluation_offer(shown, programme, area_codes),
        title=f"Record an evaluation of {shown.inspection.reference}",
        save="Record this evaluation",
        fields=lambda name: _fields(name, programme.indicators, scale),
        do=lambda session, values: _record(session, values, shown.inspection.id),
    )


def _fields(name: NameField, indicators: Sequence[IndicatorRow], scale: Scale) -> Values:
    named = {one.id: f"{one.number} {one.name}" if one.number else one.name for one in indicators}
    left, right = st.columns(2, gap="medium")
    with left:
        values = _what(name, named)
    with right:
        values |= _value(name, scale)
    said = st.text_area("In the report’s words", key=name("verbatim"))
    return values | {"verbatim": said}


def _what(name: NameField, named: dict[int, str]) -> Values:
    indicator = None
    if named:
        indicator = st.selectbox(
            "Indicator",
            list(named),
            index=None,
            format_func=lambda one: esc(named[one]),
            placeholder="another, named below",
            key=name("indicator"),
        )
    label = st.text_input("What is evaluated, where it is no indicator of the list", key=name("label"))
    key_area = st.selectbox(
        "Is it a key area of practice?",
        [True, False],
        index=None,
        format_func=lambda one: "Yes" if one else "No",
        placeholder="not known",
        key=name("key_area"),
    )
    return {"indicator_id": indicator, "label": label, "is_key_area": key_area}


def _value(name: NameField, scale: Scale) -> Values:
    standing = st.selectbox("Is there a value?", list(Standing), format_func=say, key=name("standing"))
    words: list[Worth] = list(WORDS_OF[scale])
    worth = st.selectbox(_VALUE[scale], words, index=None, format_func=_said, placeholder="no value", key=name("worth"))
    return {"standing": standing, "worth": worth}


def _said(worth: Worth) -> str:
    return f"{worth.value} {say(worth)}" if isinstance(worth.value, int) or len(worth.value) == 1 else say(worth)


def _record(session: Session, values: Values, number: int) -> str:
    evaluation = record_evaluation(
        session,
        by=record().viewer,
        on=record().on,
        inspection_id=number,
        worth=values["worth"],
        standing=values["standing"],
        indicator_id=values["indicator_id"],
        label=values["label"],
        is_key_area=values["is_key_area"],
        verbatim=values["verbatim"],
    )
    return f"Recorded “{evaluation.label}” as a draft. Nothing is set in motion before publication."
