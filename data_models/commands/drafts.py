"""Changing what an inspection found while it is a draft. Whatever is published is corrected instead."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.evaluations import Value, Worth, checked_words, draft_of
from data_models.commands.found import areas_of, rows_of, sought
from data_models.errors import NotAllowed
from data_models.tables import Evaluation, Inspection, Recommendation, TeamMember
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import Standing


def change_evaluation(
    session: Session,
    *,
    by: Viewer,
    on: date,
    evaluation_id: int,
    worth: Worth | None = None,
    standing: Standing = Standing.EVALUATED,
    label: str | Unchanged = UNCHANGED,
    is_key_area: bool | None | Unchanged = UNCHANGED,
    verbatim: str | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Evaluation:
    """Change a draft. Refused to whoever does not read it, for a value of another scale, without a name, for a name
    that another draft has, and once it is published.
    """
    deed = Deed.RECORD_EVALUATION
    evaluation = sought(session, by, deed, Evaluation, evaluation_id, lambda one: areas_of(session, one.inspection_id))
    inspection = draft_of(session, by, deed, evaluation.inspection_id)
    must_read(session, by, inspection)
    ask = Checked(on)
    value = Value(worth, standing)
    value.check(evaluation.scale, ask)
    named = UNCHANGED if label is UNCHANGED else ask.line("label", label, needed="Write what is evaluated.")
    said = UNCHANGED if verbatim is UNCHANGED else ask.text("verbatim", verbatim)
    others = rows_of(session, Evaluation, col(Evaluation.inspection_id) == inspection.id)
    is_taken = any(one.label == named for one in others if one is not evaluation)
    ask.that(not is_taken, "label", "Another draft has this name already: change that one.")
    ask.settle()
    changes = value.columns(evaluation.scale) | given(label=named, is_key_area=is_key_area, verbatim=said)
    edit(session, evaluation, changes, opened_on=expected_version)
    session.flush()
    return evaluation


def change_recommendation(
    session: Session,
    *,
    by: Viewer,
    on: date,
    recommendation_id: int,
    text: str,
    is_priority: bool | Unchanged = UNCHANGED,
    indicator_id: int | None | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Recommendation:
    """Change a recommendation that is still a draft. Refused to whoever does not read it, and as recording one is."""
    deed, table = Deed.RECORD_RECOMMENDATION, Recommendation
    changed = sought(session, by, deed, table, recommendation_id, lambda one: areas_of(session, one.inspection_id))
    inspection = draft_of(session, by, deed, changed.inspection_id)
    must_read(session, by, inspection)
    said = checked_words(session, inspection, text, None if indicator_id is UNCHANGED else indicator_id)
    changes = given(text=said, is_priority=is_priority, indicator_id=indicator_id)
    edit(session, changed, changes, opened_on=expected_version)
    session.flush()
    return changed


def must_read(session: Session, by: Viewer, inspection: Inspection) -> None:
    """Refuse to change a draft to whoever does not read it: nobody replaces words unseen."""
    reads_area = any(by.reads_unpublished(code) for code in areas_of(session, inspection.id))
    if not reads_area and not _is_in_its_team(session, by, inspection):
        raise NotAllowed(
            "You do not read this draft, so you cannot change it. Ask its team, whoever covers the area, or a senior"
            " manager."
        )


def _is_in_its_team(session: Session, by: Viewer, inspection: Inspection) -> bool:
    if by.person_id is None or by.shared_screen:
        return False
    places = (col(TeamMember.inspection_id) == inspection.id, col(TeamMember.person_id) == by.person_id)
    return inspection.lead_id == by.person_id or bool(rows_of(session, TeamMember, *places))
