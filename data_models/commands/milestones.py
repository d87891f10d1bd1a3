"""The steps of an inspection's footprint: what was planned and what happened, kept apart."""

from datetime import date
from typing import Any

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import areas_of, rows_of, sought
from data_models.commands.inspections import running
from data_models.commands.visits import keep_step_with
from data_models.rules.inspections import PUBLICATION_OF
from data_models.rules.milestones import HAS_ITS_OWN_DEED, stage_after
from data_models.tables import Inspection, Milestone
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import MilestoneKind


def record_milestone(
    session: Session,
    *,
    by: Viewer,
    on: date,
    milestone_id: int,
    actual_on: date | None | Unchanged = UNCHANGED,
    planned_on: date | Unchanged = UNCHANGED,
    planned_from: date | None | Unchanged = UNCHANGED,
    note: str = "",
    expected_version: int | None = None,
) -> Milestone:
    """Record the day a milestone was reached, or move the days it is planned for; what is not given stays.

    Reaching it moves the inspection on, never back, and leaves the planned days as they were; a progress review has
    begun once its visit is on site. None as the day says that it was not reached after all. A note is added to what was
    noted before. Refused: a day ahead as reached, a new plan for what is reached, and the embargoed report and
    publication, which are deeds of their own.
    """
    deed = Deed.RECORD_MILESTONE
    milestone = sought(session, by, deed, Milestone, milestone_id, lambda one: areas_of(session, one.inspection_id))
    inspection = running(session, by, deed, milestone.inspection_id)
    changes = given(actual_on=actual_on, planned_on=planned_on, planned_from=planned_from)
    noted = _checked(milestone, changes, note, on)
    edit(session, milestone, changes, opened_on=expected_version)
    milestone.note = noted
    if milestone.kind is MilestoneKind.PUBLICATION and "planned_on" in changes:
        inspection.planned_publication_on = milestone.planned_on
    if changes.get("actual_on") is not None:
        inspection.stage = stage_after(inspection.stage, milestone.kind)
        inspection.publication_state = PUBLICATION_OF[inspection.stage]
        keep_step_with(session, inspection, milestone.actual_on if milestone.kind is MilestoneKind.ON_SITE else None)
    session.flush()
    return milestone


def _checked(milestone: Milestone, changes: dict[str, Any], note: str, on: date) -> str:
    """Its note with what is added to it: whoever adds one may not be one who reads the others."""
    planned = {name: changes.get(name, getattr(milestone, name)) for name in ("planned_from", "planned_on")}
    moves = any(planned[name] != getattr(milestone, name) for name in planned)
    ask = Checked(on)
    ask.not_ahead("actual_on", changes.get("actual_on"), on)
    ask.that(
        changes.get("actual_on", milestone.actual_on) == milestone.actual_on or milestone.kind not in HAS_ITS_OWN_DEED,
        "actual_on",
        "Embargo or publish the report instead: this milestone is then reached by itself.",
    )
    ask.that(
        not moves or milestone.actual_on is None,
        "planned_on",
        "This milestone is reached: the day it was planned for stays as it was.",
    )
    ask.in_order("planned_on", planned["planned_from"], planned["planned_on"])
    noted = ask.text("note", f"{milestone.note}\n{note}")
    ask.settle()
    return noted


def add_milestone(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    kind: MilestoneKind,
    label: str,
    planned_on: date,
    planned_from: date | None = None,
) -> Milestone:
    """Add a milestone that the programme's footprint does not have, after the others. Nothing else happens."""
    inspection = running(session, by, Deed.RECORD_MILESTONE, inspection_id)
    ask = Checked(on)
    said = ask.line("label", label, needed="Say what the milestone is.")
    ask.in_order("planned_on", planned_from, planned_on)
    ask.settle()
    others = rows_of(session, Milestone, col(Milestone.inspection_id) == inspection.id)
    milestone = Milestone(
        inspection_id=inspection.id,
        kind=kind,
        label=said,
        planned_from=planned_from,
        planned_on=planned_on,
        position=max((m.position for m in others), default=0) + 1,
    )
    session.add(milestone)
    session.flush()
    return milestone


def reach(session: Session, inspection: Inspection, kind: MilestoneKind, on: date) -> None:
    """Mark the inspection's milestone of this kind, if it has one, as reached; the last one, where all of them are."""
    of_kind = rows_of(session, Milestone, col(Milestone.inspection_id) == inspection.id, col(Milestone.kind) == kind)
    waiting = [one for one in of_kind if one.actual_on is None]
    for milestone in waiting[:1] or of_kind[-1:]:
        milestone.actual_on = on
