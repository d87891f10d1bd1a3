"""The office sets up: people are added and areas assigned; later a handover, a gap, and somebody who leaves soon."""

from datetime import date, timedelta
from functools import partial

from sqlmodel import Session

from data_models.commands.administration import add_person, end_access
from data_models.commands.coverage import assign, cover_of, end_assignment, hand_over
from data_models.visibility import COVER_ROLE_OF, SYSTEM, Deed, Viewer
from data_models.vocabulary import CoverRole
from seed_data.demonstration.cast import (
    GAP_AREA,
    LEAVER,
    PREDECESSOR,
    SUCCESSOR,
    Member,
    gap_day,
    handover_day,
    last_day_of_leaver,
)
from seed_data.demonstration.diary import Do
from seed_data.demonstration.world import World

LINK = CoverRole.LINK_INSPECTOR


def tell(world: World) -> None:
    for member in world.cast.members.values():
        first = handover_day(world.diary) - timedelta(weeks=2) if member.key == SUCCESSOR else world.diary.first
        world.diary.note(first, lambda _: SYSTEM, Deed.ADD_PERSON, _added(member), "The invented cast")
    for member in world.cast.members.values():
        if member.areas:
            who = world.cast.as_member("s01")
            world.diary.note(world.diary.first, who, Deed.ASSIGN, _assigned(world, member), "The first assignments")
    _hand_over(world)
    _open_a_gap(world)
    _announce_a_departure(world)


def _added(member: Member) -> Do:
    def do(session: Session, by: Viewer, on: date) -> None:
        added = add_person(session, by=by, on=on, display_name=member.name, role=member.role, team=member.team)
        member.id = added.id

    return do


def _assigned(world: World, member: Member) -> Do:
    def do(session: Session, by: Viewer, on: date) -> None:
        role = COVER_ROLE_OF[member.role]
        for area in member.areas:
            code = world.code(area)
            assign(session, by=by, on=on, area_code=code, person_id=member.id, role=role, starts_on=on)

    return do


def _hand_over(world: World) -> None:
    """Two areas go to a successor; what was open goes with them, and the predecessor's access ends."""
    last, diary = handover_day(world.diary), world.diary
    successor, predecessor = world.cast.members[SUCCESSOR], world.cast.members[PREDECESSOR]
    for area in predecessor.areas:
        given = partial(_given, code=world.code(area), to=successor, last_day=last)
        diary.note(last - timedelta(days=3), world.cast.as_member("s01"), Deed.HAND_OVER, given, "Retirement")
    diary.note(
        last,
        world.cast.as_member("d01"),
        Deed.CHANGE_PERSON,
        lambda session, by, on: end_access(session, by=by, on=on, person_id=predecessor.id, last_day=last),
        "Retirement",
    )


def _given(session: Session, by: Viewer, on: date, *, code: str, to: Member, last_day: date) -> None:
    reason = "The predecessor retires; all plans and flags were gone through together."
    hand_over(session, by=by, on=on, area_code=code, role=LINK, to_person_id=to.id, last_day=last_day, reason=reason)


def _open_a_gap(world: World) -> None:
    code, last = world.code(GAP_AREA), gap_day(world.diary)
    why = "Moved to other areas; recruitment is under way."
    ended = partial(_ended, code=code, role=CoverRole.RELATIONSHIP_MANAGER_ELC, last_day=last, why=why)
    world.diary.note(last - timedelta(days=6), world.cast.as_member("s02"), Deed.END_ASSIGNMENT, ended)


def _announce_a_departure(world: World) -> None:
    last = last_day_of_leaver(world.diary)
    for area in world.cast.members[LEAVER].areas:
        ended = partial(_ended, code=world.code(area), role=LINK, last_day=last, why="Leaves for another post.")
        told = world.ago(weeks=2)
        world.diary.note(told, world.cast.as_member("s01"), Deed.END_ASSIGNMENT, ended, "Notice given")


def _ended(session: Session, by: Viewer, on: date, *, code: str, role: CoverRole, last_day: date, why: str) -> None:
    current = cover_of(session, code, role)[-1]
    end_assignment(session, by=by, on=on, assignment_id=current.id, ends_on=last_day, reason=why)
