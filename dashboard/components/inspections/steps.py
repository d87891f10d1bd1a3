"""The deeds on a footprint: the day a step was reached, the day it is planned for, a step more."""

import streamlit as st

from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.inspections.rows import row_form, row_name
from dashboard.components.plans.item_deeds import covered
from dashboard.session import Session, record
from dashboard.wording import day, say, span
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.milestones import add_milestone, record_milestone
from data_models.queries.inspection_rows import InspectionPicture, MilestoneRow
from data_models.rules.inspections import has_ended
from data_models.rules.milestones import HAS_ITS_OWN_DEED
from data_models.visibility import Deed
from data_models.vocabulary import MilestoneKind, Stage

REACH, MOVE, ADD = "reach", "move", "add-step"
CANCELLED = "This inspection was cancelled: its steps stay as they are."
ITS_OWN = "This step is reached by a deed of its own: put the report under embargo, or publish it."
REACHED = "This step is reached: the day it was planned for stays as it was."
OVER = "The report is published, or the inspection was cancelled: no step is added any more."
NOTE = "A note, if any: it is added to what was noted before"


def next_step(shown: InspectionPicture) -> MilestoneRow | None:
    """The earliest step that is planned and not reached, of an inspection that has not ended."""
    if has_ended(shown.inspection.stage):
        return None
    waiting = [one for one in shown.milestones if one.actual_on is None and one.planned_on is not None]
    return min(waiting, key=lambda one: (one.planned_on, one.id), default=None)


def reach_offer(shown: InspectionPicture, step: MilestoneRow) -> Offer:
    is_cancelled = shown.inspection.stage is Stage.CANCELLED
    return Offer(
        row_name(REACH, step.id),
        "reached" if step.actual_on is None else "put right",
        Deed.RECORD_MILESTONE,
        covered(shown.inspection.areas),
        not is_cancelled and step.kind not in HAS_ITS_OWN_DEED,
        CANCELLED if is_cancelled else ITS_OWN,
        opened=step.row_version,
    )


def move_offer(shown: InspectionPicture, step: MilestoneRow) -> Offer:
    is_cancelled = shown.inspection.stage is Stage.CANCELLED
    return Offer(
        row_name(MOVE, step.id),
        "move" if step.planned_on is not None else "plan",
        Deed.RECORD_MILESTONE,
        covered(shown.inspection.areas),
        not is_cancelled and step.actual_on is None,
        CANCELLED if is_cancelled else REACHED,
        opened=step.row_version,
    )


def add_step_offer(shown: InspectionPicture) -> Offer:
    one = shown.inspection
    is_over = has_ended(one.stage)
    return Offer(ADD, "Add a step", Deed.RECORD_MILESTONE, covered(one.areas), not is_over, OVER)


def step_forms(shown: InspectionPicture) -> None:
    """The form that the address has open, if it is one of these."""
    row_form(REACH, shown.milestones, lambda step: _reach(shown, step))
    row_form(MOVE, shown.milestones, lambda step: _move(shown, step))
    _add(shown)


def _reach(shown: InspectionPicture, step: MilestoneRow) -> None:
    is_reached = step.actual_on is not None

    def fields(name: NameField) -> Values:
        opened = opened_on(step.row_version)
        empty = " (empty: it was not reached after all)" if is_reached else ""
        reached_on = day_field(f"Day it was reached{empty}", name("on"), value=step.actual_on)
        return {"on": reached_on, "note": prose_field(NOTE, name("note")), "opened": opened}

    def do(session: Session, said: Values) -> str:
        on = record().on
        read = day_if_any(said["on"], "actual_on", on)
        reached_on = read if is_reached else needed_day(said["on"], "actual_on", "Write the day it was reached.", on)
        changed = record_milestone(
            session,
            by=record().viewer,
            on=on,
            milestone_id=step.id,
            actual_on=reached_on,
            note=said["note"],
            expected_version=said["opened"],
        )
        if changed.actual_on is None:
            return f"{step.label}: not reached yet."
        days = 0 if changed.planned_on is None else (changed.actual_on - changed.planned_on).days
        later = "" if days == 0 else f", {span(abs(days))} {'later' if days > 0 else 'earlier'} than planned"
        return f"{step.label}: reached on {day(changed.actual_on)}{later}."

    deed_form(reach_offer(shown, step), title=f"{step.label}: the day", save="Record the day", fields=fields, do=do)


def _move(shown: InspectionPicture, step: MilestoneRow) -> None:
    is_span = step.planned_from is not None

    def fields(name: NameField) -> Values:
        opened = opened_on(step.row_version)
        left, right = st.columns(2)
        with left:
            first = day_field("Planned from", name("from"), value=step.planned_from) if is_span else ""
            last = day_field("Planned until" if is_span else "Planned for", name("to"), value=step.planned_on)
        with right:
            note = prose_field(NOTE, name("note"))
        return {"from": first, "to": last, "note": note, "opened": opened}

    def do(session: Session, said: Values) -> str:
        on = record().on
        moved = record_milestone(
            session,
            by=record().viewer,
            on=on,
            milestone_id=step.id,
            planned_on=needed_day(said["to"], "planned_on", "Write the day it is planned for.", on),
            planned_from=day_if_any(said["from"], "planned_from", on),
            note=said["note"],
            expected_version=said["opened"],
        )
        return f"{step.label}: planned for {day(moved.planned_on)}." if moved.planned_on else f"{step.label}: planned."

    deed_form(move_offer(shown, step), title=f"{step.label}: move it", save="Move it", fields=fields, do=do)


def _add(shown: InspectionPicture) -> None:
    def fields(name: NameField) -> Values:
        left, right = st.columns(2)
        with left:
            kind = st.selectbox("Kind of step", list(MilestoneKind), index=None, format_func=say, key=name("kind"))
            label = st.text_input("What it is called (empty: as its kind)", key=name("label"))
        with right:
            first = day_field("Planned from, where it runs over several days", name("from"))
            last = day_field("Planned for, or until", name("to"))
        return {"kind": kind, "label": label, "from": first, "to": last}

    def do(session: Session, said: Values) -> str:
        on = record().on
        kind = needed(said["kind"], "kind", "Choose the kind of step.")
        added = add_milestone(
            session,
            by=record().viewer,
            on=on,
            inspection_id=shown.inspection.id,
            kind=kind,
            label=said["label"].strip() or say(kind),
            planned_from=day_if_any(said["from"], "planned_from", on),
            planned_on=needed_day(said["to"], "planned_on", "Write the day it is planned for.", on),
        )
        return f"{added.label} is added to the footprint."

    title = f"Add a step to the footprint of {shown.inspection.reference}"
    deed_form(add_step_offer(shown), title=title, save="Add the step", fields=fields, do=do)
