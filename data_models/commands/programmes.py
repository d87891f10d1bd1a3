"""What is done nationally: who takes part, the milestones of a review, and scrutiny by other bodies."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import only, origin_today, the
from data_models.errors import CommandRefused
from data_models.tables import Area, PlannedScrutiny, Programme, ProgrammeMilestone, ThematicParticipation
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import MilestoneKind, ScrutinyBody


@dataclass(frozen=True)
class Participation:
    """One area in one phase of a thematic review."""

    programme_id: int
    area_code: str
    phase: str = ""
    from_on: date | None = None
    to_on: date | None = None
    note: str | Unchanged = UNCHANGED
    source: str | Unchanged = UNCHANGED


@dataclass(frozen=True)
class DatedStep:
    """One step of a national review, as planned and as it went."""

    kind: MilestoneKind
    label: str
    planned_on: date | None = None
    planned_to: date | None = None
    actual_on: date | None = None
    actual_to: date | None = None
    note: str = ""
    source: str = ""


NOT_ATTRIBUTED = "Findings of this programme are not attributed to areas: leave the note of an area empty."


def record_participation(
    session: Session,
    *,
    by: Viewer,
    on: date,
    participation: Participation,
    only_new: bool = False,
    expected_version: int | None = None,
) -> ThematicParticipation:
    """Record that an area takes part in a phase of a review, or correct it: one row for area, programme and phase.

    Refused for days in the wrong order, for a note where findings are not attributed to areas, and with `only_new`
    for an area that takes part in the phase already.
    """
    authorise(by, Deed.RECORD_PARTICIPATION, participation.area_code)
    programme, area = the(session, Programme, participation.programme_id), the(session, Area, participation.area_code)
    ask = Checked(on)
    phase = ask.line("phase", participation.phase)
    note, source = participation.note, participation.source
    if note is not UNCHANGED:
        note = ask.text("note", note)
        ask.that(programme.attributes_findings or not note, "note", NOT_ATTRIBUTED)
    if source is not UNCHANGED:
        source = ask.text("source", source)
    ask.in_order("to_on", participation.from_on, participation.to_on)
    there = only(
        session,
        ThematicParticipation,
        col(ThematicParticipation.programme_id) == programme.id,
        col(ThematicParticipation.area_code) == area.gss_code,
        col(ThematicParticipation.phase) == phase,
    )
    already = f"{area.short_name} takes part in this already: put its entry right instead."
    ask.that(not (only_new and there), "area_code", already)
    ask.settle()
    row = there or ThematicParticipation(
        programme_id=programme.id, area_code=area.gss_code, phase=phase, origin=origin_today(session)
    )
    changes = given(from_on=participation.from_on, to_on=participation.to_on, note=note, source=source)
    edit(session, row, changes, opened_on=expected_version if there else None)
    session.add(row)
    session.flush()
    return row


def give_participation_feedback(
    session: Session, *, by: Viewer, on: date, participation_id: int, given_on: date | None = None
) -> ThematicParticipation:
    """Record the day an area was given its own feedback. Refused for a day ahead, before its phase, and twice."""
    authorise(by, Deed.RECORD_PARTICIPATION)
    row = the(session, ThematicParticipation, participation_id)
    if row.feedback_given_on is not None:
        raise CommandRefused(f"Feedback was given on {row.feedback_given_on:%d %B %Y} already.")
    given_on = given_on or on
    ask = Checked(on)
    ask.not_ahead("given_on", given_on, on)
    ask.in_order("given_on", row.from_on, given_on)
    ask.settle()
    row.feedback_given_on = given_on
    session.flush()
    return row


def record_programme_milestone(
    session: Session,
    *,
    by: Viewer,
    on: date,
    programme_id: int,
    step: DatedStep,
    milestone_id: int | None = None,
    expected_version: int | None = None,
) -> ProgrammeMilestone:
    """Add a step to a national review, or set the days of one that is there (`milestone_id`): planned and actual apart.

    Refused without any day, for a last day without a first one, for days in the wrong order, for an actual day ahead,
    and for a step of another programme.
    """
    authorise(by, Deed.RECORD_PROGRAMME_MILESTONE)
    programme = the(session, Programme, programme_id)
    row = _milestone(session, programme.id, milestone_id)
    ask = Checked(on)
    changes: dict[str, Any] = {
        "kind": step.kind,
        "label": ask.line("label", step.label, needed="Say what this step is."),
        "planned_on": step.planned_on,
        "planned_to": step.planned_to,
        "actual_on": step.actual_on,
        "actual_to": step.actual_to,
        "note": ask.text("note", step.note),
        "source": ask.text("source", step.source),
    }
    ask.that(bool(step.planned_on or step.actual_on), "planned_on", "Choose the day this is planned for, or happened.")
    ask.in_order("planned_to", step.planned_on, step.planned_to)
    ask.in_order("actual_to", step.actual_on, step.actual_to)
    ask.not_ahead("actual_on", step.actual_on, on)
    ask.not_ahead("actual_to", step.actual_to, on)
    for first, last in (("planned_on", "planned_to"), ("actual_on", "actual_to")):
        has_first = changes[first] is not None or changes[last] is None
        ask.that(has_first, first, "Write the first day too, or only the first.")
    ask.settle()
    edit(session, row, changes, opened_on=expected_version if milestone_id is not None else None)
    session.add(row)
    session.flush()
    return row


def record_planned_scrutiny(
    session: Session,
    *,
    by: Viewer,
    on: date,
    area_code: str,
    body: ScrutinyBody,
    activity: str,
    from_on: date,
    to_on: date | None = None,
    source: str = "",
    scrutiny_id: int | None = None,
    expected_version: int | None = None,
) -> PlannedScrutiny:
    """Record scrutiny of an area by another body, or correct an entry (`scrutiny_id`).

    Refused without saying what it is, for our own body (plan an inspection instead), and for days in the wrong order.
    """
    authorise(by, Deed.RECORD_SCRUTINY, area_code)
    area = the(session, Area, area_code)
    ask = Checked(on)
    activity = ask.line("activity", activity, needed="Say what the other body will do.")
    source = ask.text("source", source)
    ours = body is ScrutinyBody.CARE_INSPECTORATE
    ask.that(not ours, "body", "Scrutiny of our own is planned as an inspection: do that instead.")
    ask.in_order("to_on", from_on, to_on)
    ask.settle()
    row = _scrutiny(session, by, scrutiny_id) or PlannedScrutiny(
        area_code=area.gss_code, body=body, activity=activity, from_on=from_on, origin=origin_today(session)
    )
    changes = given(area_code=area.gss_code, body=body, activity=activity, from_on=from_on, to_on=to_on, source=source)
    edit(session, row, changes, opened_on=expected_version if scrutiny_id is not None else None)
    session.add(row)
    session.flush()
    return row


def _scrutiny(session: Session, by: Viewer, scrutiny_id: int | None) -> PlannedScrutiny | None:
    if scrutiny_id is None:
        return None
    row = the(session, PlannedScrutiny, scrutiny_id)
    authorise(by, Deed.RECORD_SCRUTINY, row.area_code)
    return row


def _milestone(session: Session, programme_id: int, milestone_id: int | None) -> ProgrammeMilestone:
    if milestone_id is None:
        return ProgrammeMilestone(programme_id=programme_id)
    row = the(session, ProgrammeMilestone, milestone_id)
    if row.programme_id != programme_id:
        raise CommandRefused("This step belongs to another programme. Open it there.")
    return row
