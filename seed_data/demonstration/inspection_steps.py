"""The steps of an invented inspection that are deeds of their own: team, surveys, findings, panel, embargo, report."""

from datetime import date, timedelta
from functools import partial

from sqlmodel import Session, col

from data_models.commands.evaluations import record_evaluation, record_recommendation
from data_models.commands.fieldwork import change_survey, record_records_read, record_survey
from data_models.commands.found import rows_of, the
from data_models.commands.milestones import record_milestone
from data_models.commands.panel import embargo_report, record_accuracy_response, record_panel_decision
from data_models.commands.publication import publish_report, record_intention
from data_models.commands.team import Place, add_place
from data_models.rules.clocks import add_months
from data_models.tables import Indicator, Inspection, Milestone
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import Grade, ScrutinyBody, SurveyKind, TeamRole
from seed_data.demonstration.diary import Do
from seed_data.demonstration.inspection_told import INDICATORS, INVENTED, NOT_REAL, Told
from seed_data.demonstration.texts import rows
from seed_data.demonstration.world import World

ACCURACY_DAYS = 14
OPEN_WEEKS = timedelta(weeks=4)


def by_support(world: World, day: date, deed: Deed, do: Do) -> None:
    world.diary.note(day, world.cast.as_member("s02"), deed, do)


def team_set(session: Session, by: Viewer, on: date, *, world: World, told: Told) -> None:
    """A deputy beside the lead, and inspectors of four bodies; partner bodies' people are counted."""
    places = [
        Place(TeamRole.DEPUTY_LEAD),
        Place(TeamRole.INSPECTOR, headcount=2),
        Place(TeamRole.INSPECTOR, ScrutinyBody.HEALTHCARE_IMPROVEMENT_SCOTLAND),
        Place(TeamRole.INSPECTOR, ScrutinyBody.HMICS),
        Place(TeamRole.INSPECTOR, ScrutinyBody.EDUCATION_SCOTLAND),
        Place(TeamRole.ASSOCIATE_ASSESSOR),
        Place(TeamRole.YOUNG_INSPECTION_VOLUNTEER),
        Place(TeamRole.SUPPORT_OFFICER, person_id=world.cast.members["s02"].id),
    ]
    for place in places:
        add_place(session, by=by, on=on, inspection_id=told.inspection_id, place=place)


def survey_staff(world: World, told: Told, milestone: Milestone, day: date) -> None:
    _survey(world, told, milestone, day, SurveyKind.STAFF, (140, 420))


def survey_families(world: World, told: Told, milestone: Milestone, day: date) -> None:
    _survey(world, told, milestone, day, SurveyKind.CHILDREN, (12, 60))
    _survey(world, told, None, day, SurveyKind.PARENTS, (10, 45))


def _survey(
    world: World, told: Told, milestone: Milestone | None, day: date, kind: SurveyKind, size: tuple[int, int]
) -> None:
    """The survey opens, closes four weeks later with a number of answers, and is shared with the partnership."""
    answered = world.chance(f"{told.story.area} {kind}").randint(*size)
    opens = day - OPEN_WEEKS
    number = 0

    def opened(session: Session, by: Viewer, on: date) -> None:
        nonlocal number
        survey = record_survey(
            session, by=by, on=on, inspection_id=told.inspection_id, kind=kind, opens_on=opens, closes_on=day
        )
        number = survey.id

    def closed(session: Session, by: Viewer, on: date) -> None:
        change_survey(session, by=by, on=on, survey_id=number, respondents=answered)
        if milestone is not None:
            record_milestone(session, by=by, on=on, milestone_id=milestone.id, actual_on=day)

    def shared(session: Session, by: Viewer, on: date) -> None:
        change_survey(session, by=by, on=on, survey_id=number, shared_with_partnership_on=on)

    by_support(world, opens, Deed.RECORD_SURVEY, opened)
    by_support(world, day + timedelta(days=1), Deed.RECORD_SURVEY, closed)
    if kind is SurveyKind.STAFF:
        by_support(world, day + timedelta(weeks=5), Deed.RECORD_SURVEY, shared)


def read_records(world: World, told: Told, milestone: Milestone, day: date) -> None:
    read = world.chance(f"{told.story.area} records").randint(54, 60)

    def do(session: Session, by: Viewer, on: date) -> None:
        record_records_read(
            session, by=by, on=on, inspection_id=told.inspection_id, planned=60, read=read, double_read=7
        )
        record_milestone(session, by=by, on=on, milestone_id=milestone.id, actual_on=world.diary.working_day(day))

    by_support(world, day, Deed.RECORD_MILESTONE, do)


def draft_findings(world: World, told: Told, milestone: Milestone, day: date) -> None:
    """Drafts of evaluations and recommendations, two days before they are discussed with the partnership."""
    reach = partial(record_milestone, milestone_id=milestone.id, actual_on=world.diary.working_day(day))
    by_support(world, day - timedelta(days=2), Deed.RECORD_EVALUATION, partial(_drafted, told=told))
    by_support(world, day, Deed.RECORD_MILESTONE, lambda session, by, on: reach(session, by=by, on=on))


def _drafted(session: Session, by: Viewer, on: date, *, told: Told) -> None:
    programme_id = the(session, Inspection, told.inspection_id).programme_id
    known = {one.number: one.id for one in rows_of(session, Indicator, col(Indicator.programme_id) == programme_id)}
    for number, grade in zip(INDICATORS, told.story.grades, strict=True):
        record_evaluation(
            session,
            by=by,
            on=on,
            inspection_id=told.inspection_id,
            worth=Grade(grade),
            indicator_id=known[number],
            is_key_area=number not in told.story.not_key,
            verbatim=NOT_REAL,
        )
    for row in rows("recommendations"):
        recommendation = record_recommendation(
            session,
            by=by,
            on=on,
            inspection_id=told.inspection_id,
            text=row["text"],
            is_priority=row["priority"] == "yes",
            indicator_id=known[row["indicator"]],
        )
        told.recommendation_ids.append(recommendation.id)


def sit_as_panel(world: World, told: Told, _: Milestone, day: date) -> None:
    """The panel decides; the partnership then has two weeks for the accuracy check."""
    due = day + timedelta(days=ACCURACY_DAYS)

    def decided(session: Session, by: Viewer, on: date) -> None:
        record_panel_decision(
            session,
            by=by,
            on=on,
            inspection_id=told.inspection_id,
            decision=told.story.panel,
            decided_on=min(world.diary.working_day(day), on),
            accuracy_response_due_on=due,
        )

    by_support(world, day, Deed.RECORD_PANEL, decided)
    answered = partial(record_accuracy_response, responded_on=due - timedelta(days=1))
    answer_day = due - timedelta(days=1)
    by_support(
        world,
        answer_day,
        Deed.RECORD_PANEL,
        lambda session, by, on: answered(session, by=by, on=on, inspection_id=told.inspection_id),
    )


def embargo(world: World, told: Told, _: Milestone, day: date) -> None:
    def embargoed(session: Session, by: Viewer, on: date) -> None:
        embargo_report(session, by=by, on=on, inspection_id=told.inspection_id, summary=_summary(told))

    by_support(world, day, Deed.EMBARGO_REPORT, embargoed)


def _summary(told: Told) -> str:
    said = told.story.summary or "Important strengths, with some areas for improvement."
    return f"{INVENTED}. {said}"


def publish(world: World, told: Told, _: Milestone, day: date) -> None:
    """What the report says on follow-up is recorded, it is published, and what waited for that begins."""
    story = told.story

    def intended(session: Session, by: Viewer, on: date) -> None:
        record_intention(
            session,
            by=by,
            on=on,
            inspection_id=told.inspection_id,
            recorded=bool(story.intention),
            intention_text=story.intention,
            timescale_text=story.timescale,
            timescale_to=add_months(on, story.window_months) if story.timescale else None,
        )

    def published(session: Session, by: Viewer, on: date) -> None:
        publish_report(
            session,
            by=by,
            on=on,
            inspection_id=told.inspection_id,
            summary=_summary(told),
            requests_plan=True,
            has_significant_concerns=bool(story.concerns),
            significant_concerns_text=story.concerns,
        )
        for begin in told.once_published:
            begin(session, on)

    if story.intention:
        by_support(world, day, Deed.RECORD_INTENTION, intended)
    by_support(world, day, Deed.PUBLISH_REPORT, published)
