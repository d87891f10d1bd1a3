"""Correcting a published evaluation, and the corrections that everybody sees beside it from then on."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.inspections.evaluate import value_fields, verbatim_field
from dashboard.components.inspections.rows import row_form, row_name
from dashboard.components.inspections.values import value_of
from dashboard.components.plans.item_deeds import covered
from dashboard.components.section import soft
from dashboard.session import Session, record
from dashboard.text import show, words
from dashboard.wording import day
from data_models.commands.corrections import correct_evaluation
from data_models.queries.corrections import CorrectionRow
from data_models.queries.evaluations import EvaluationRow
from data_models.queries.inspection_rows import InspectionPicture
from data_models.visibility import Deed
from data_models.vocabulary import Scale

CORRECT = "correct"
NOT_PUBLISHED = "A published evaluation is corrected; one that is not published is changed."
SEEN = (
    "Everybody sees the correction beside the evaluation: what it was, what it is, why, by whom and when. One that now"
    " calls for follow-up opens a decision; one that no longer does closes it, with your reason."
)
_LINE = Markup('<span class="about">Corrected on {} by {}: {}{}. Why: {}</span>')


def correct_offer(shown: InspectionPicture, row: EvaluationRow) -> Offer:
    return Offer(
        row_name(CORRECT, row.id),
        "correct",
        Deed.CORRECT_EVALUATION,
        covered(shown.inspection.areas),
        not row.is_draft and row.scale is not Scale.NONE,
        NOT_PUBLISHED,
        row.row_version,
    )


def correction_forms(shown: InspectionPicture) -> None:
    """The form, if the address has it open for one of the evaluations."""
    correctable = (row for row in shown.evaluations if row.scale is not Scale.NONE)
    row_form(CORRECT, correctable, lambda row: _correct(shown, row))


def corrections_said(corrections: Iterable[CorrectionRow]) -> Markup:
    """What was corrected of one evaluation, the latest first."""
    return Markup("").join(_said(one) for one in reversed(list(corrections)))


def _said(one: CorrectionRow) -> Markup:
    before, after = one.before, one.after
    was = value_of(before.standing, before.grade, before.statement, before.progress)
    became = value_of(after.standing, after.grade, after.statement, after.progress)
    moved = Markup('from {} <span aria-hidden="true">→</span><span class="vh">to</span> {}').format(was, became)
    if was == became:
        moved = Markup("the words")
    unsaid = Markup("")
    if before.verbatim != after.verbatim:
        unsaid = Markup(", which were “{}”" if was == became else "; the words were “{}”").format(
            words(before.verbatim or "none")
        )
    return _LINE.format(day(one.corrected_on), one.corrected_by, moved, unsaid, words(one.reason))


def _correct(shown: InspectionPicture, row: EvaluationRow) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(row.row_version)
        show(soft(SEEN))
        left, right = st.columns(2, gap="medium")
        with left:
            values = value_fields(name, row.scale, row)
        with right:
            reason = prose_field("Why it is corrected", name("reason"))
        return values | {
            "evaluation_id": row.id,
            "verbatim": verbatim_field(name, row),
            "reason": reason,
            "expected_version": opened,
        }

    def do(session: Session, said: Values) -> str:
        correct_evaluation(session, by=record().viewer, on=record().on, **said)
        return f"Corrected “{row.label}”. The correction is shown beside it, with its reason."

    deed_form(
        correct_offer(shown, row),
        title=f"Correct the published evaluation of “{row.label}”",
        save="Correct it",
        fields=fields,
        do=do,
    )
