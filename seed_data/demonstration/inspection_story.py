"""One invented inspection from its planning to its publication, milestone by milestone, as far as time has come."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session, col

from data_models.commands.found import only, rows_of
from data_models.commands.inspections import plan_inspection
from data_models.commands.milestones import record_milestone
from data_models.tables import Milestone, Programme
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import MilestoneKind
from seed_data.demonstration import inspection_steps as steps
from seed_data.demonstration.diary import Do
from seed_data.demonstration.inspection_told import INVENTED, Story, Told
from seed_data.demonstration.world import World

PROGRAMME = "cso-at-home"
LEAD_TIME = timedelta(weeks=30)
WEEKS_TO_PUBLICATION = 20
KEPT = (MilestoneKind.EMBARGOED_REPORT, MilestoneKind.PUBLICATION)
LEADS = ("p01", "p05", "p08", "p09", "p04", "p12")

# Steps that are a deed of their own, or several.
OF_ITS_OWN: dict[MilestoneKind, Callable[[World, Told, Milestone, date], None]] = {
    MilestoneKind.STAFF_SURVEY: steps.survey_staff,
    MilestoneKind.CHILDREN_AND_PARENT_SURVEY: steps.survey_families,
    MilestoneKind.RECORDS_READ: steps.read_records,
    MilestoneKind.DISCUSSION_3: steps.draft_findings,
    MilestoneKind.PANEL: steps.sit_as_panel,
    MilestoneKind.EMBARGOED_REPORT: steps.embargo,
    MilestoneKind.PUBLICATION: steps.publish,
}


def tell_inspection(world: World, story: Story) -> Told:
    """Note the planning of an inspection; its steps are noted once it is in the record."""
    first_day = world.ago(weeks=story.published_weeks_ago + WEEKS_TO_PUBLICATION, days=story.days)
    told = Told(story, world.diary.working_day(first_day))
    planned = partial(_planned, world=world, told=told)
    steps.by_support(world, max(told.starts_on - LEAD_TIME, world.diary.first), Deed.PLAN_INSPECTION, planned)
    return told


def _planned(session: Session, by: Viewer, on: date, *, world: World, told: Told) -> None:
    area = told.story.area
    programme = only(session, Programme, col(Programme.code) == PROGRAMME)
    assert programme is not None
    inspection = plan_inspection(
        session,
        by=by,
        on=on,
        programme_id=programme.id,
        area_codes=[world.code(area)],
        partnership_name=f"{area} (invented inspection)",
        starts_on=told.starts_on,
        lead_id=_lead_id(world, told),
        title=f"{INVENTED} of services for children at home on supervision, {area}",
        mode="on site and remote",
        plan_year=_plan_year(told.starts_on),
    )
    told.inspection_id = inspection.id
    steps.by_support(world, max(told.starts_on, on), Deed.SET_TEAM, partial(steps.team_set, world=world, told=told))
    for milestone in rows_of(session, Milestone, col(Milestone.inspection_id) == inspection.id):
        if milestone.kind not in told.story.waits:
            _note(world, told, milestone)


def _lead_id(world: World, told: Told) -> int:
    """A lead from another part of the country."""
    others = [key for key in LEADS if told.story.area not in world.cast.members[key].areas]
    return world.cast.members[others[len(told.story.area) % len(others)]].id


def _plan_year(day: date) -> str:
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def _note(world: World, told: Told, milestone: Milestone) -> None:
    planned = milestone.planned_on or milestone.planned_from
    assert planned is not None
    slips = world.chance(f"{told.story.area} {milestone.kind}").choice((0, 0, 1, 1, 2, 4))
    day = planned if milestone.kind in KEPT else planned + timedelta(days=slips)
    OF_ITS_OWN.get(milestone.kind, _note_reached)(world, told, milestone, day)


def _note_reached(world: World, _: Told, milestone: Milestone, day: date) -> None:
    steps.by_support(world, day, Deed.RECORD_MILESTONE, reached(milestone.id, world.diary.working_day(day)))


def reached(milestone_id: int, day: date) -> Do:
    return lambda session, by, on: record_milestone(session, by=by, on=on, milestone_id=milestone_id, actual_on=day)
