"""The steps of an inspection's footprint: what was planned and what happened, kept apart."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import edit
from data_models.commands.found import areas_of, only, rows_of, sought
from data_models.commands.inspections import running
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
    actual_on: date | None = None,
    planned_on: date | None = None,
    note: str | None = None,
    expected_version: int | None = None,
) -> Milestone:
    """Record the day a milestone was reached, or move the day it is planned for; what is not given stays.

    Reaching it moves the inspection on, never back, and leaves the planned day as it was. Refused: a day ahead as
    reached, a new plan for what is reached, and the embargoed report and publication, which are deeds of their own.
    """
    deed = Deed.RECORD_MILESTONE
    milestone = sought(session, by, deed, Milestone, milestone_id, lambda one: areas_of(session, one.inspection_id))
    inspection = running(session, by, deed, milestone.inspection_id)
    ask = Checked()
    ask.not_ahead("actual_on", actual_on, on)
    ask.that(
        actual_on is None or milestone.kind not in HAS_ITS_OWN_DEED,
        "actual_on",
        "Embargo or publish the report instead: this milestone is then reached by itself.",
    )
    ask.that(
        planned_on is None or planned_on == milestone.planned_on or milestone.actual_on is None,
        "planned_on",
        "This milestone is reached: the day it was planned for stays as it was.",
    )
    given = {"actual_on": actual_on, "planned_on": planned_on, "note": None if note is None else ask.text("note", note)}
    ask.settle()
    edit(session, milestone, {k: v for k, v in given.items() if v is not None}, opened_on=expected_version)
    if milestone.kind is MilestoneKind.PUBLICATION and planned_on is not None:
        inspection.planned_publication_on = planned_on
    if actual_on is not None:
        inspection.stage = stage_after(inspection.stage, milestone.kind)
        inspection.publication_state = PUBLICATION_OF[inspection.stage]
    session.flush()
    return milestone


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
    ask = Checked()
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
    """Mark the inspection's unreached milestone of this kind, if it has one, as reached."""
    milestone = only(
        session,
        Milestone,
        col(Milestone.inspection_id) == inspection.id,
        col(Milestone.kind) == kind,
        col(Milestone.actual_on).is_(None),
    )
    if milestone is not None:
        milestone.actual_on = on
