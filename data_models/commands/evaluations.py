"""What an inspection found: evaluations in their programme's scale, and recommendations."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.found import only, programme_of, rows_of, the
from data_models.commands.inspections import running
from data_models.errors import CommandRefused
from data_models.tables import Evaluation, Indicator, Inspection, Recommendation
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import (
    AspStatement,
    Grade,
    ProgressFinding,
    PublicationState,
    Scale,
    ScrutinyType,
    Standing,
)

Worth = Grade | AspStatement | ProgressFinding
FIELD_OF = {Scale.SIX_POINT: "grade", Scale.ASP_STATEMENT: "statement", Scale.PROGRESS: "progress"}
WORDS_OF: dict[Scale, type[Worth]] = {
    Scale.SIX_POINT: Grade,
    Scale.ASP_STATEMENT: AspStatement,
    Scale.PROGRESS: ProgressFinding,
}
CHOOSE: dict[Scale, str] = {
    Scale.SIX_POINT: "Choose a grade from unsatisfactory to excellent, or say why there is none.",
    Scale.ASP_STATEMENT: "Choose one of the three evaluative statements, or say why there is none.",
    Scale.PROGRESS: "Choose how much progress was found, or say why nothing can be said.",
}


@dataclass(frozen=True)
class Value:
    """What was evaluated, in one scale; with any standing but "evaluated" there is no value."""

    worth: Worth | None = None
    standing: Standing = Standing.EVALUATED

    def columns(self, scale: Scale) -> dict[str, Any]:
        """The evaluation's columns for this value: one filled at most."""
        empty: dict[str, Any] = dict.fromkeys(FIELD_OF.values())
        return empty | {"scale": scale, "standing": self.standing, FIELD_OF[scale]: self.worth}

    def check(self, scale: Scale, ask: Checked) -> None:
        field = FIELD_OF[scale]
        if self.standing is Standing.EVALUATED:
            ask.that(isinstance(self.worth, WORDS_OF[scale]), field, CHOOSE[scale])
        else:
            ask.that(self.worth is None, field, "Clear the value, or choose “evaluated”: it cannot be both.")


def record_evaluation(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    worth: Worth | None = None,
    standing: Standing = Standing.EVALUATED,
    indicator_id: int | None = None,
    recommendation_id: int | None = None,
    label: str = "",
    is_key_area: bool | None = None,
    verbatim: str = "",
) -> Evaluation:
    """Draft what an inspection found on one indicator, or on something it names itself.

    The programme decides the scale; a progress review's own inspection is also judged in findings on progress. Nothing
    is triggered before publication. Refused: a second draft of the same, a programme that does not evaluate, a value of
    another scale, an indicator of another programme, and whatever is published, which is corrected instead.
    """
    inspection = draft_of(session, by, Deed.RECORD_EVALUATION, inspection_id)
    scale = _scale_for(session, inspection, worth, standing)
    ask = Checked(on)
    value = Value(worth, standing)
    value.check(scale, ask)
    name = _name_of(session, inspection, indicator_id, label, ask)
    _check_recommendation(session, inspection, recommendation_id, ask)
    said = ask.text("verbatim", verbatim)
    ask.settle()
    if _same(session, inspection, indicator_id, name):
        raise CommandRefused(f"A draft of “{name}” is on record already: change that one.")
    evaluation = Evaluation(
        inspection_id=inspection.id,
        indicator_id=indicator_id,
        recommendation_id=recommendation_id,
        label=name,
        is_key_area=is_key_area,
        verbatim=said,
        position=len(rows_of(session, Evaluation, col(Evaluation.inspection_id) == inspection.id)) + 1,
        **value.columns(scale),
    )
    session.add(evaluation)
    session.flush()
    return evaluation


def draft_of(session: Session, by: Viewer, deed: Deed, inspection_id: int) -> Inspection:
    """The inspection, if this person may do this deed there while its findings are drafts."""
    inspection = running(session, by, deed, inspection_id)
    if inspection.publication_state is PublicationState.PUBLISHED:
        raise CommandRefused("The report is published: correct the evaluation instead, with the reason.")
    return inspection


def _scale_for(session: Session, inspection: Inspection, worth: Worth | None, standing: Standing) -> Scale:
    programme = programme_of(session, inspection)
    is_review = inspection.scrutiny_type is ScrutinyType.PROGRESS_REVIEW
    if is_review and (isinstance(worth, ProgressFinding) or not programme.evaluates):
        return Scale.PROGRESS
    if not programme.evaluates or programme.scale is Scale.NONE:
        raise CommandRefused(
            f"The programme “{programme.name}” does not evaluate partnerships. Record a recommendation instead."
        )
    return programme.scale


def _name_of(session: Session, inspection: Inspection, indicator_id: int | None, label: str, ask: Checked) -> str:
    if indicator_id is None:
        return ask.line("label", label, needed="Choose an indicator, or write what is evaluated.")
    indicator = the(session, Indicator, indicator_id)
    same = indicator.programme_id == inspection.programme_id
    ask.that(same, "indicator_id", "This indicator belongs to another programme: choose one of this inspection's.")
    numbered = f"{indicator.number} {indicator.name}" if indicator.number else indicator.name
    return ask.line("label", label) or numbered


def _check_recommendation(
    session: Session, inspection: Inspection, recommendation_id: int | None, ask: Checked
) -> None:
    if recommendation_id is None:
        return
    recommended_by = the(session, Recommendation, recommendation_id).inspection_id
    belongs = recommended_by in (inspection.id, inspection.follows_inspection_id)
    ask.that(belongs, "recommendation_id", "This recommendation is of another inspection: choose one of this one's.")


def _same(session: Session, inspection: Inspection, indicator_id: int | None, label: str) -> Evaluation | None:
    same = col(Evaluation.label) == label if indicator_id is None else col(Evaluation.indicator_id) == indicator_id
    return only(session, Evaluation, col(Evaluation.inspection_id) == inspection.id, same)


def record_recommendation(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    text: str,
    is_priority: bool = False,
    indicator_id: int | None = None,
) -> Recommendation:
    """Draft the inspection's next recommendation. The plan that answers it is requested when the report is published.

    Refused on a published report, and for an indicator of another programme.
    """
    inspection = draft_of(session, by, Deed.RECORD_RECOMMENDATION, inspection_id)
    said = checked_words(session, inspection, text, indicator_id)
    others = rows_of(session, Recommendation, col(Recommendation.inspection_id) == inspection.id)
    recommendation = Recommendation(
        inspection_id=inspection.id,
        number=max((one.number for one in others), default=0) + 1,
        text=said,
        is_priority=is_priority,
        indicator_id=indicator_id,
    )
    session.add(recommendation)
    session.flush()
    return recommendation


def checked_words(session: Session, inspection: Inspection, text: str, indicator_id: int | None) -> str:
    """The words of a recommendation, cleaned; refused where there are none, or with another programme's indicator."""
    ask = Checked()
    said = ask.text("text", text, needed="Write what the partnership should do.")
    if indicator_id is not None:
        _name_of(session, inspection, indicator_id, "", ask)
    ask.settle()
    return said
