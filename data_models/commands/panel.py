"""Between the draft and the report: the Quality and Consistency Panel, the accuracy check, the embargo."""

from datetime import date

from sqlmodel import Session

from data_models.commands.checked import Checked
from data_models.commands.drafts import must_read
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.inspections import must_may_become, unpublished
from data_models.commands.milestones import reach
from data_models.tables import Inspection
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import MilestoneKind, PublicationState, Stage


def record_panel_decision(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    decision: str,
    decided_on: date | None = None,
    accuracy_response_due_on: date | None | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Inspection:
    """Record what the Quality and Consistency Panel said, on follow-up among the rest, or change what was recorded.

    Its milestone is reached and the stage moves on. It opens no follow-up: that happens on publication. Refused on a
    published report, without words, dated ahead, and to whoever would replace words that they do not read.
    """
    inspection = unpublished(session, by, Deed.RECORD_PANEL, inspection_id)
    if inspection.panel_decision:
        must_read(session, by, inspection)
    day = decided_on or on
    ask = Checked(on)
    said = ask.text("decision", decision, needed="Write what the panel decided, on follow-up too.")
    ask.not_ahead("decided_on", day, on)
    if accuracy_response_due_on is not UNCHANGED:
        ask.in_reach("accuracy_response_due_on", accuracy_response_due_on)
    ask.settle()
    changes = given(panel_decision=said, panel_decided_on=day, accuracy_response_due_on=accuracy_response_due_on)
    changed = edit(session, inspection, changes, opened_on=expected_version)
    _move_to(inspection, Stage.PANEL)
    if "panel_decided_on" in changed:
        reach(session, inspection, MilestoneKind.PANEL, day)
    session.flush()
    return inspection


def record_accuracy_response(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    responded_on: date | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Record that the partnership answered the accuracy check, or on which other day it did.

    Its milestone is reached and the stage moves on. Refused on a published report, or dated ahead.
    """
    inspection = unpublished(session, by, Deed.RECORD_PANEL, inspection_id)
    day = responded_on or on
    ask = Checked(on)
    ask.not_ahead("responded_on", day, on)
    ask.settle()
    changed = edit(session, inspection, {"accuracy_responded_on": day}, opened_on=expected_version)
    _move_to(inspection, Stage.ACCURACY_CHECK)
    if changed:
        reach(session, inspection, MilestoneKind.ACCURACY_CHECK, day)
    session.flush()
    return inspection


def embargo_report(
    session: Session,
    *,
    by: Viewer,
    on: date,
    inspection_id: int,
    issued_on: date | None = None,
    summary: str = "",
) -> Inspection:
    """Issue the report under embargo: only the area's own team and senior managers see it. It triggers nothing.

    Its milestone is reached; without a summary the one on record stays. Refused before the findings are analysed, once
    published, cancelled or embargoed, or dated ahead.
    """
    inspection = unpublished(session, by, Deed.EMBARGO_REPORT, inspection_id)
    must_may_become(inspection, Stage.EMBARGOED)
    day = issued_on or on
    ask = Checked(on)
    ask.not_ahead("issued_on", day, on)
    said = ask.text("summary", summary)
    ask.settle()
    if said and inspection.summary:
        must_read(session, by, inspection)
    inspection.summary = said or inspection.summary
    inspection.stage = Stage.EMBARGOED
    inspection.publication_state = PublicationState.EMBARGOED
    reach(session, inspection, MilestoneKind.EMBARGOED_REPORT, day)
    session.flush()
    return inspection


def _move_to(inspection: Inspection, stage: Stage) -> None:
    """Move on to the stage, unless the inspection is there or past it."""
    order = list(Stage)
    if order.index(inspection.stage) < order.index(stage):
        must_may_become(inspection, stage)
        inspection.stage = stage
