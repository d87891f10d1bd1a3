"""The record's own rules at work in the story: week by week over half a year, then on every working day."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session

from data_models.commands.flags_by_rule import open_by_rule
from data_models.commands.risk_flags import review_risk_flag
from data_models.commands.rule_run import run_rules_of_the_day
from data_models.visibility import SYSTEM, Deed, Viewer
from seed_data.demonstration.world import World

WEEKS, DAYS = 26, 7
REVIEWED_AFTER = timedelta(days=85)


def tell(world: World) -> None:
    for day in sorted(set(_days(world))):
        world.diary.note(day, lambda _: SYSTEM, Deed.RUN_RULES, partial(_run, world=world))


def _run(session: Session, by: Viewer, on: date, *, world: World) -> None:
    run_rules_of_the_day(session, by=by, on=on)
    for flag in open_by_rule(session):
        if flag.raised_on == on:
            who, review = world.cast.of_area(flag.area_code), partial(_reviewed, flag_id=flag.id)
            world.diary.note(on + REVIEWED_AFTER, who, Deed.REVIEW_FLAG, review)


def _reviewed(session: Session, by: Viewer, on: date, *, flag_id: int) -> None:
    """Looked at again in time, where the rule still holds."""
    if any(flag.id == flag_id for flag in open_by_rule(session)):
        review_risk_flag(session, by=by, on=on, flag_id=flag_id)


def _days(world: World) -> Iterator[date]:
    """The days on which they look; a real record is looked at every day, which would tell nobody more here."""
    for weeks in range(1, WEEKS + 1):
        yield world.diary.working_day(world.ago(weeks=weeks))
    for days in range(1, DAYS + 1):
        day = world.ago(days=days)
        if world.diary.working_day(day) == day:
            yield day
