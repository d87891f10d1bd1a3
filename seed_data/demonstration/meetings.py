"""Meetings of the office: one that was held a month ago, with what came of it since, and one that is coming."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session, col, select

from data_models.commands.agenda import add_agenda_item, cover_agenda_item, defer_agenda_item
from data_models.commands.meeting_decisions import end_given_action, give_action, record_decision
from data_models.commands.meeting_notes import keep_notes
from data_models.commands.meetings import close_meeting, plan_meeting, record_attendance, start_meeting
from data_models.tables import AgendaItem
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import CoverRole, MeetingActionState, Presence
from seed_data.demonstration.diary import Do
from seed_data.demonstration.texts import Row, rows
from seed_data.demonstration.world import World

CHAIR, WRITER = "c01", "s01"
PRESENT, APOLOGIES = ("c01", "m01", "m02", "m04", "s01", "p04", "p09"), ("m03",)
PLANNED_DAYS_AGO, HELD_DAYS_AGO, NEXT_PLANNED_DAYS_AGO = 36, 30, 3
WHY_DEFERRED = "What the partnership says is done is being looked at: better discussed with the answer."


@dataclass
class Told:
    """A meeting as it is told; its numbers are known once it is planned."""

    title: str
    id: int = 0
    items: list[AgendaItem] = field(default_factory=list)
    actions: dict[str, int] = field(default_factory=dict)


def tell(world: World) -> None:
    held_on = world.diary.working_day(world.ago(days=HELD_DAYS_AGO))
    coming = world.diary.working_day(world.ago(days=-2))
    last, following = (Told(f"Link inspectors, {day:%B}") for day in (held_on, coming))
    _note(
        world,
        world.ago(days=PLANNED_DAYS_AGO),
        Deed.PLAN_MEETING,
        partial(_planned, told=last, held_on=held_on, world=world),
    )
    _note(world, held_on, Deed.PLAN_MEETING, partial(_attended, told=last, world=world))
    _note(world, held_on, Deed.RUN_MEETING, partial(_started, told=last))
    for row in rows("meetings"):
        _tell_item(world, held_on, last, row)
    _note(world, held_on, Deed.CLOSE_MEETING, partial(_closed, told=last))
    planned = world.diary.working_day(world.ago(days=NEXT_PLANNED_DAYS_AGO))
    _note(world, planned, Deed.PLAN_MEETING, partial(_planned, told=following, held_on=coming, world=world))
    _note(world, planned, Deed.PLAN_MEETING, partial(_other_business, told=following))


def _tell_item(world: World, held_on: date, told: Told, row: Row) -> None:
    if row["notes"]:
        _note(world, held_on, Deed.KEEP_NOTES, partial(_noted, told=told, row=row))
    if row["decision"]:
        _note(world, held_on, Deed.DECIDE_IN_MEETING, partial(_decided, told=told, row=row))
    if row["action"]:
        _note(world, held_on, Deed.GIVE_ACTION, partial(_given, told=told, row=row, world=world))
    _note(world, held_on, Deed.RUN_MEETING, partial(_settled, told=told, row=row))
    if row["ended_in_days"]:
        day = held_on + timedelta(days=int(row["ended_in_days"]))
        world.diary.note(day, world.cast.as_member(CHAIR), Deed.END_GIVEN_ACTION, partial(_ended, told=told, row=row))


def _note(world: World, day: date, deed: Deed, do: Do) -> None:
    world.diary.note(day, world.cast.as_member(WRITER), deed, do)


def _planned(session: Session, by: Viewer, on: date, *, told: Told, held_on: date, world: World) -> None:
    chair = world.cast.members[CHAIR].id
    told.id = plan_meeting(session, by=by, on=on, title=told.title, held_on=held_on, chair_id=chair).id
    _remember(session, told)


def _other_business(session: Session, by: Viewer, on: date, *, told: Told) -> None:
    title = "Timetable of inspections for next year"
    add_agenda_item(session, by=by, on=on, meeting_id=told.id, title=title, minutes=15)


def _attended(session: Session, by: Viewer, on: date, *, told: Told, world: World) -> None:
    for keys, presence in ((PRESENT, Presence.PRESENT), (APOLOGIES, Presence.APOLOGIES)):
        for key in keys:
            person = world.cast.members[key].id
            record_attendance(session, by=by, on=on, meeting_id=told.id, person_id=person, presence=presence)


def _started(session: Session, by: Viewer, on: date, *, told: Told) -> None:
    start_meeting(session, by=by, on=on, meeting_id=told.id)
    _remember(session, told)


def _remember(session: Session, told: Told) -> None:
    of_meeting = select(AgendaItem).where(col(AgendaItem.meeting_id) == told.id).order_by(col(AgendaItem.position))
    told.items = list(session.exec(of_meeting))


def _item(told: Told, row: Row) -> AgendaItem | None:
    """What is said is of one area: where it is not on the agenda, nothing is."""
    return next((one for one in told.items if one.title == row["area"]), None)


def _noted(session: Session, by: Viewer, on: date, *, told: Told, row: Row) -> None:
    if (item := _item(told, row)) is not None:
        keep_notes(session, by=by, on=on, item_id=item.id, text=row["notes"])


def _decided(session: Session, by: Viewer, on: date, *, told: Told, row: Row) -> None:
    if (item := _item(told, row)) is not None:
        record_decision(session, by=by, on=on, item_id=item.id, text=row["decision"])


def _given(session: Session, by: Viewer, on: date, *, told: Told, row: Row, world: World) -> None:
    """To whoever covers the area."""
    item = _item(told, row)
    if item is None or item.area_code is None:
        return
    owner = world.cast.members[world.cast.holder(item.area_code, CoverRole.LINK_INSPECTOR, on)].id
    due_on = on + timedelta(days=int(row["due_in_days"]))
    action = give_action(session, by=by, on=on, item_id=item.id, text=row["action"], owner_id=owner, due_on=due_on)
    told.actions[row["area"]] = action.id


def _settled(session: Session, by: Viewer, on: date, *, told: Told, row: Row) -> None:
    item = _item(told, row)
    if item is not None and row["notes"]:
        cover_agenda_item(session, by=by, on=on, item_id=item.id)
    elif item is not None:
        defer_agenda_item(session, by=by, on=on, item_id=item.id, reason=WHY_DEFERRED)


def _ended(session: Session, by: Viewer, on: date, *, told: Told, row: Row) -> None:
    number, done = told.actions.get(row["area"]), MeetingActionState.DONE
    if number is not None:
        end_given_action(session, by=by, on=on, action_id=number, outcome=done, reason=row["result"])


def _closed(session: Session, by: Viewer, on: date, *, told: Told) -> None:
    """What there was no time for is put off."""
    said = {row["area"] for row in rows("meetings")}
    for item in (one for one in told.items if one.title not in said):
        defer_agenda_item(session, by=by, on=on, item_id=item.id, reason="There was no time for it.")
    close_meeting(session, by=by, on=on, meeting_id=told.id)
