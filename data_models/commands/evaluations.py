"""What an inspection found: evaluations in their programme's scale, and recommendations."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import edit
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

    def columns(self, scale: Scale) -> dict[str, object]:
        """The evaluation's columns for this value: one filled at most."""
        empty: dict[str, object] = dict.fromkeys(FIELD_OF.values())
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
    expected_version: int | None = None,
) -> Evaluation:
    """Draft what an inspection found on one indicator; recording the same indicator (or label) again changes the draft.

    The programme decides the scale; a progress review's own inspection is also judged in findings on progress. Nothing
    is triggered before publication. Refused: a programme that does not evaluate, a value of another scale, an indicator
    of another programme, and whatever is published, which is corrected instead.
    """
    inspection = _draft(session, by, Deed.RECORD_EVALUATION, inspection_id)
    scale = _scale_for(session, inspection, worth, standing)
    ask = Checked()
    value = Value(worth, standing)
    value.check(scale, ask)
    name = _name_of(session, inspection, indicator_id, label, ask)
    _check_recommendation(session, inspection, recommendation_id, ask)
    said = ask.text("verbatim", verbatim)
    ask.settle()
    changes = value.columns(scale) | {
        "label": name,
        "recommendation_id": recommendation_id,
        "is_key_area": is_key_area,
        "verbatim": said,
    }
    evaluation = _same(session, inspection, indicator_id, name)
    if evaluation is None:
        position = len(rows_of(session, Evaluation, col(Evaluation.inspection_id) == inspection.id)) + 1
        evaluation = Evaluation(
            inspection_id=inspection.id, indicator_id=indicator_id, label=name, scale=scale, position=position
        )
    edit(session, evaluation, changes, opened_on=expected_version)
    session.add(evaluation)
    session.flush()
    return evaluation


def _draft(session: Session, by: Viewer, deed: Deed, inspection_id: int) -> Inspection:
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
    number: int | None = None,
    is_priority: bool = False,
    indicator_id: int | None = None,
    expected_version: int | None = None,
) -> Recommendation:
    """Draft a recommendation; without a number it is the next one, with the number of an earlier one it changes that.

    The plan that answers it is requested when the report is published. Refused on a published report.
    """
    inspection = _draft(session, by, Deed.RECORD_RECOMMENDATION, inspection_id)
    ask = Checked()
    said = ask.text("text", text, needed="Write what the partnership should do.")
    ask.count("number", number, least=1)
    if indicator_id is not None:
        _name_of(session, inspection, indicator_id, "", ask)
    ask.settle()
    others = {r.number: r for r in rows_of(session, Recommendation, col(Recommendation.inspection_id) == inspection.id)}
    place = number or max(others, default=0) + 1
    recommendation = others.get(place) or Recommendation(inspection_id=inspection.id, number=place, text=said)
    changes = {"text": said, "is_priority": is_priority, "indicator_id": indicator_id}
    edit(session, recommendation, changes, opened_on=expected_version)
    session.add(recommendation)
    session.flush()
    return recommendation
