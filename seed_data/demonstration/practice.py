"""Good practice: noted, validated, disseminated, and shared with areas that could use it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session, col, select

from data_models.commands.good_practice import (
    NewPractice,
    disseminate_good_practice,
    note_good_practice,
    share_good_practice,
    validate_good_practice,
)
from data_models.tables import Indicator, Programme
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import Strand
from seed_data.demonstration.texts import Row, rows
from seed_data.demonstration.world import World

RESULTS = (
    "A visit took place; the area is trying it in one team.",
    "Taken up, with changes for a smaller area.",
    "Considered; the area has a similar arrangement already.",
    "",
)


@dataclass
class Practice:
    """One practice as it is told; its number is known once it is noted."""

    row: Row
    id: int = 0


def tell(world: World) -> None:
    for row in rows("practice"):
        practice, day = Practice(row), world.ago(days=int(row["days_ago"]))
        who = world.cast.of_area(world.code(row["area"]))
        world.diary.note(day, who, Deed.NOTE_PRACTICE, partial(_noted, practice=practice, world=world))
        if row["fate"] != "noted":
            day += timedelta(days=35)
            world.diary.note(day, who, Deed.VALIDATE_PRACTICE, partial(_validated, practice=practice))
        if row["fate"] == "shared":
            day += timedelta(days=28)
            world.diary.note(day, who, Deed.DISSEMINATE_PRACTICE, partial(_disseminated, practice=practice))
            _note_shares(world, practice, day)


def _note_shares(world: World, practice: Practice, day: date) -> None:
    chance = world.chance(practice.row["title"])
    who = world.cast.of_area(world.code(practice.row["area"]))
    others = [area for area in world.areas if area != practice.row["area"]]
    for area in chance.sample(others, k=chance.randint(1, 4)):
        day += timedelta(days=chance.randint(5, 30))
        shared = partial(_shared, practice=practice, code=world.code(area), result=chance.choice(RESULTS))
        world.diary.note(day, who, Deed.SHARE_PRACTICE, shared)


def _noted(session: Session, by: Viewer, on: date, *, practice: Practice, world: World) -> None:
    row = practice.row
    strand, indicator = Strand(row["strand"]), _indicator(session, row["indicator"])
    new = NewPractice(world.code(row["area"]), row["title"], row["summary"], strand, indicator)
    practice.id = note_good_practice(session, by=by, on=on, practice=new).id


def _indicator(session: Session, wanted: str) -> int | None:
    """The number of an indicator written "programme|name"; a practice need not have one."""
    if not wanted:
        return None
    programme, name = wanted.split("|")
    found = select(col(Indicator.id)).join(Programme, col(Programme.id) == col(Indicator.programme_id))
    number: int = session.exec(found.where(col(Programme.code) == programme, col(Indicator.name) == name)).one()
    return number


def _validated(session: Session, by: Viewer, on: date, *, practice: Practice) -> None:
    validate_good_practice(session, by=by, on=on, practice_id=practice.id)


def _disseminated(session: Session, by: Viewer, on: date, *, practice: Practice) -> None:
    disseminate_good_practice(session, by=by, on=on, practice_id=practice.id)


def _shared(session: Session, by: Viewer, on: date, *, practice: Practice, code: str, result: str) -> None:
    share_good_practice(session, by=by, on=on, practice_id=practice.id, area_code=code, shared_on=on, result=result)
