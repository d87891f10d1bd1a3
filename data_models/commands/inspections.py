"""Planning an inspection, moving it through its stages, and calling it off."""

import re
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import edit
from data_models.commands.found import areas_of, called, here, known_areas, only, origin_today, rows_of, sought, the
from data_models.commands.visits import keep_step_with
from data_models.errors import CommandRefused
from data_models.rules import inspections as rules
from data_models.rules.inspections import Holiday
from data_models.tables import (
    FootprintStep,
    Inspection,
    InspectionArea,
    Milestone,
    Person,
    Programme,
    ProgressReview,
    TeamMember,
)
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import MilestoneKind, PublicationState, ScrutinyType, Stage, TeamRole

PLAN_YEAR = re.compile(r"(\d{4}/\d{2})?")


def plan_inspection(
    session: Session,
    *,
    by: Viewer,
    on: date,
    programme_id: int,
    area_codes: Sequence[str],
    partnership_name: str,
    starts_on: date,
    lead_id: int | None = None,
    title: str = "",
    theme: str = "",
    mode: str = "",
    plan_year: str = "",
    scrutiny_type: ScrutinyType | None = None,
    holidays: Sequence[Holiday] = (),
) -> Inspection:
    """Plan an inspection of one partnership in one or several areas, from the week of its notification.

    Its milestones are laid out from the programme's footprint, holiday weeks left out; a programme without one gets
    none, and milestones are added one by one. A lead has the first place in its team. Refused without an area or a
    partnership, or with a lead who has left.
    """
    authorise(by, Deed.PLAN_INSPECTION, *area_codes)
    programme = the(session, Programme, programme_id)
    codes = known_areas(session, area_codes)
    ask = Checked(on)
    ask.that(bool(codes), "area_codes", "Choose at least one area.")
    partnership = ask.line("partnership_name", partnership_name, needed="Name the partnership that is inspected.")
    ask.in_reach("starts_on", starts_on)
    ask.that(bool(PLAN_YEAR.fullmatch(plan_year.strip())), "plan_year", "Write the year of the plan like 2026/27.")
    inspection = Inspection(
        programme_id=programme.id,
        scrutiny_type=scrutiny_type or programme.scrutiny_type,
        title=ask.line("title", title),
        partnership_name=partnership,
        theme=ask.line("theme", theme),
        mode=ask.line("mode", mode),
        legal_basis=programme.legal_basis,
        plan_year=plan_year.strip(),
        lead_id=here(the(session, Person, lead_id), on).id if lead_id is not None else None,
        starts_on=starts_on,
        origin=origin_today(session),
    )
    ask.settle()
    return _with_areas_and_milestones(session, inspection, codes, holidays)


def _with_areas_and_milestones(
    session: Session, inspection: Inspection, codes: Sequence[str], holidays: Sequence[Holiday]
) -> Inspection:
    session.add(inspection)
    session.flush()
    session.add_all(InspectionArea(inspection_id=inspection.id, area_code=code) for code in codes)
    milestones = _laid_out(session, inspection, holidays)
    session.add_all(milestones)
    if inspection.lead_id is not None:
        session.add(TeamMember(inspection_id=inspection.id, person_id=inspection.lead_id, role=TeamRole.LEAD))
    publication = [m.planned_on for m in milestones if m.kind is MilestoneKind.PUBLICATION]
    inspection.planned_publication_on = publication[0] if publication else None
    session.flush()
    return inspection


def _laid_out(session: Session, inspection: Inspection, holidays: Sequence[Holiday]) -> list[Milestone]:
    template = rows_of(session, FootprintStep, col(FootprintStep.programme_id) == inspection.programme_id)
    template.sort(key=lambda step: (step.position, step.week_from, step.id))
    if inspection.starts_on is None:
        return []
    steps = [rules.template_step(step.kind, step.week_from, step.week_to) for step in template]
    planned = rules.footprint(inspection.starts_on, steps, holidays)
    return [
        Milestone(
            inspection_id=inspection.id,
            kind=step.kind,
            label=step.label,
            planned_from=days.starts_on if days.ends_on else None,
            planned_on=days.ends_on or days.starts_on,
            position=place,
        )
        for place, (step, days) in enumerate(zip(template, planned, strict=True), start=1)
    ]


def set_stage(
    session: Session, *, by: Viewer, on: date, inspection_id: int, stage: Stage, expected_version: int | None = None
) -> Inspection:
    """Say how far an inspection has come, where no milestone tells it. A progress review begins with its visit.

    Refused for a step that is not onward or one back, and for embargo, publication and cancelling: they are deeds of
    their own.
    """
    inspection = running(session, by, Deed.RECORD_MILESTONE, inspection_id)
    if stage in (Stage.EMBARGOED, Stage.PUBLISHED, Stage.CANCELLED):
        raise CommandRefused("Embargo, publish or cancel the inspection instead of setting its stage.")
    if stage is not inspection.stage:
        must_may_become(inspection, stage)
    edit(session, inspection, {"stage": stage}, opened_on=expected_version)
    inspection.publication_state = rules.PUBLICATION_OF[stage]
    keep_step_with(session, inspection)
    session.flush()
    return inspection


def must_may_become(inspection: Inspection, stage: Stage) -> None:
    """Refuse a step that the stages do not allow."""
    if not rules.may_become(inspection.stage, stage):
        now, wanted = inspection.stage.value.replace("_", " "), stage.value.replace("_", " ")
        raise CommandRefused(
            f"The {called(Inspection, inspection.id)} is at the stage “{now}” and cannot become “{wanted}” from there."
            " Record the milestones it has reached first."
        )


def running(session: Session, by: Viewer, deed: Deed, inspection_id: int) -> Inspection:
    """The inspection, if this person may do this deed there and it has not ended."""
    inspection = sought(session, by, deed, Inspection, inspection_id, lambda one: areas_of(session, one.id))
    if inspection.stage is Stage.CANCELLED:
        raise CommandRefused("This inspection was cancelled. Plan a new one instead.")
    return inspection


def unpublished(session: Session, by: Viewer, deed: Deed, inspection_id: int) -> Inspection:
    """The inspection, if this person may do this deed there while its report is not out."""
    inspection = running(session, by, deed, inspection_id)
    if inspection.publication_state is PublicationState.PUBLISHED:
        raise CommandRefused("The report is published: what came before it can no longer be changed.")
    return inspection


def cancel_inspection(session: Session, *, by: Viewer, on: date, inspection_id: int, reason: str) -> Inspection:
    """Call an inspection off, with a reason. It stays in the record, and so do its drafts.

    Refused once the report is published, and for the visit of a progress review: its follow-up is closed instead.
    """
    inspection = running(session, by, Deed.CANCEL_INSPECTION, inspection_id)
    ask = Checked(on)
    why = ask.text("reason", reason, needed="Say why the inspection is cancelled.")
    ask.settle()
    if inspection.stage is Stage.PUBLISHED:
        raise CommandRefused("The report is published: the inspection can no longer be cancelled. Correct it instead.")
    if only(session, ProgressReview, col(ProgressReview.inspection_id) == inspection.id):
        raise CommandRefused("This is the visit of a progress review. Close the follow-up it belongs to instead.")
    inspection.stage = Stage.CANCELLED
    inspection.publication_state = rules.PUBLICATION_OF[Stage.CANCELLED]
    inspection.published_note = f"Cancelled on {on:%-d %B %Y}: {why}"[:4000]
    session.flush()
    return inspection
