"""National work that is invented: a round of self-evaluations, a thematic review, and scrutiny by other bodies.

What the sources tell of real programmes stays as they tell it; nothing here is added to a row of the published record.
"""

from datetime import date, timedelta
from functools import partial

from sqlmodel import Session, col

from data_models.commands.found import only
from data_models.commands.programmes import (
    DatedStep,
    Participation,
    give_participation_feedback,
    record_participation,
    record_planned_scrutiny,
    record_programme_milestone,
)
from data_models.commands.self_evaluations import (
    give_self_evaluation_feedback,
    issue_validation_letter,
    record_self_evaluation,
    validate_self_evaluation,
)
from data_models.tables import Programme, SelfEvaluation
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import MilestoneKind, ScrutinyBody
from seed_data.demonstration.texts import rows
from seed_data.demonstration.world import World

SELF_EVALUATION, THEMATIC = "community-justice-self-evaluation", "justice-throughcare-review"
INVENTED = "Demonstration: invented."
# These took part in the rounds the sources tell of: what is known of them is left alone.
TOOK_PART = (
    "Clackmannanshire",
    "East Ayrshire",
    "East Lothian",
    "North Ayrshire",
    "North Lanarkshire",
    "Shetland Islands",
    "South Ayrshire",
)
NOT_YET = ("Argyll and Bute", "Glasgow City", "Moray", "Orkney Islands", "Stirling")
VALIDATED = ("Fife", "Angus", "Perth and Kinross", "West Lothian")
TAKES_PART = ("Aberdeen City", "East Ayrshire", "Falkirk", "Highland")


def tell(world: World) -> None:
    _tell_self_evaluations(world)
    _tell_thematic_review(world)
    _tell_other_scrutiny(world)


def _tell_self_evaluations(world: World) -> None:
    """Asked of the areas that took no part in the published rounds; most have answered, four are validated."""
    support, due_on = world.cast.as_member("s02"), world.ago(weeks=6)
    asked = partial(_asked, world=world, due_on=due_on)
    world.diary.note(world.ago(weeks=20), support, Deed.RECORD_SELF_EVALUATION, asked)
    chance = world.chance("self-evaluations")
    for area in _asked_areas(world):
        day = due_on - timedelta(days=chance.randint(-3, 38))
        if area not in NOT_YET:
            world.diary.note(day, support, Deed.RECORD_SELF_EVALUATION, partial(_submitted, code=world.code(area)))
    for place, area in enumerate(VALIDATED):
        done = partial(_validated, code=world.code(area), with_letter=place < 3)
        world.diary.note(world.ago(days=20 - place), support, Deed.RECORD_SELF_EVALUATION, done)


def _asked_areas(world: World) -> list[str]:
    return [area for area in world.areas if area not in TOOK_PART]


def _programme_id(session: Session, code: str) -> int:
    programme = only(session, Programme, col(Programme.code) == code)
    assert programme is not None
    return programme.id


def _asked(session: Session, by: Viewer, on: date, *, world: World, due_on: date) -> None:
    programme_id = _programme_id(session, SELF_EVALUATION)
    for area in _asked_areas(world):
        record_self_evaluation(
            session,
            by=by,
            on=on,
            programme_id=programme_id,
            area_code=world.code(area),
            due_on=due_on,
            note=INVENTED,
        )


def _submitted(session: Session, by: Viewer, on: date, *, code: str) -> None:
    programme_id = _programme_id(session, SELF_EVALUATION)
    record_self_evaluation(session, by=by, on=on, programme_id=programme_id, area_code=code, submitted_on=on)


def _validated(session: Session, by: Viewer, on: date, *, code: str, with_letter: bool) -> None:
    of_both = (
        col(SelfEvaluation.programme_id) == _programme_id(session, SELF_EVALUATION),
        col(SelfEvaluation.area_code) == code,
    )
    row = only(session, SelfEvaluation, *of_both)
    assert row is not None
    validate_self_evaluation(session, by=by, on=on, self_evaluation_id=row.id)
    if with_letter:
        issue_validation_letter(session, by=by, on=on, self_evaluation_id=row.id)
        give_self_evaluation_feedback(session, by=by, on=on, self_evaluation_id=row.id)


def _tell_thematic_review(world: World) -> None:
    """Four areas take part in an invented phase; two have had their feedback."""
    support = world.cast.as_member("s01")
    for place, area in enumerate(TAKES_PART):
        took_part = partial(_took_part, world=world, area=area, has_feedback=place < 2)
        world.diary.note(world.ago(weeks=3, days=-place), support, Deed.RECORD_PARTICIPATION, took_part)
    world.diary.note(world.ago(weeks=24), support, Deed.RECORD_PROGRAMME_MILESTONE, partial(_stepped, world=world))


def _took_part(session: Session, by: Viewer, on: date, *, world: World, area: str, has_feedback: bool) -> None:
    participation = Participation(
        programme_id=_programme_id(session, THEMATIC),
        area_code=world.code(area),
        phase="Demonstration: invented phase",
        from_on=world.ago(weeks=14),
        to_on=world.ago(weeks=5),
        source=INVENTED,
    )
    row = record_participation(session, by=by, on=on, participation=participation)
    if has_feedback:
        give_participation_feedback(session, by=by, on=on, participation_id=row.id)


def _stepped(session: Session, by: Viewer, on: date, *, world: World) -> None:
    steps = (
        (MilestoneKind.NOTIFICATION, "Areas notified", 24, 24),
        (MilestoneKind.INTERVIEWS, "Interviews and focus groups", 12, None),
        (MilestoneKind.PUBLICATION, "National report", -9, None),
    )
    for kind, label, weeks, reached in steps:
        step = DatedStep(
            kind,
            f"Demonstration (invented): {label}",
            planned_on=world.ago(weeks=weeks),
            actual_on=None if reached is None else on,
            source=INVENTED,
        )
        programme_id = _programme_id(session, THEMATIC)
        record_programme_milestone(session, by=by, on=on, programme_id=programme_id, step=step)


def _tell_other_scrutiny(world: World) -> None:
    for row in rows("other_scrutiny"):
        who = world.cast.of_area(world.code(row["area"]))
        from_on = world.ago(days=int(row["starts_days_ago"]))
        recorded = partial(
            _recorded,
            code=world.code(row["area"]),
            body=ScrutinyBody(row["body"]),
            activity=f"{row['activity']} (invented)",
            from_on=from_on,
            to_on=from_on + timedelta(days=int(row["lasts_days"])),
        )
        day = min(from_on, world.today) - timedelta(days=40)
        world.diary.note(day, who, Deed.RECORD_SCRUTINY, recorded)


def _recorded(
    session: Session, by: Viewer, on: date, *, code: str, body: ScrutinyBody, activity: str, from_on: date, to_on: date
) -> None:
    record_planned_scrutiny(
        session,
        by=by,
        on=on,
        area_code=code,
        body=body,
        activity=activity,
        from_on=from_on,
        to_on=to_on,
        source=INVENTED,
    )
