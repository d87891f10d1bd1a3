"""Meetings: which there are, and the minutes of one. What a meeting wrote may be read by everybody, and in the room."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data_models.queries.together import Found, Question, picked, together
from data_models.rules.meetings import is_settled
from data_models.rules.references import LARGEST_NUMBER, Kind, reference
from data_models.tables import AgendaItem, Area, Meeting, MeetingAction, MeetingAttendance, MeetingDecision, Person
from data_models.visibility import Viewer
from data_models.vocabulary import (
    AgendaKind,
    AgendaState,
    MeetingActionState,
    MeetingState,
    Origin,
    Presence,
    RoleName,
)


@dataclass(frozen=True)
class MeetingRow:
    """One meeting in the list, with how many items it has, how many are settled, and how many actions are open."""

    id: int
    title: str
    held_on: date
    state: MeetingState
    chair: str | None
    items: int
    settled: int
    actions: int
    open_actions: int

    @property
    def reference(self) -> str:
        return reference(Kind.MEETING, self.id)


@dataclass(frozen=True)
class AttendanceRow:
    """How one person took part, in the role they had."""

    person_id: int
    name: str
    role: RoleName
    presence: Presence


@dataclass(frozen=True)
class DecisionRow:
    """One decision."""

    id: int
    item_id: int
    text: str
    decided_on: date
    row_version: int


@dataclass(frozen=True)
class ActionRow:
    """One action: what the meeting said (`given_to`, `first_due_on`), and whose it is and when it is due now."""

    id: int
    meeting_id: int
    item_id: int
    area_code: str | None
    area_name: str | None
    text: str
    given_on: date
    given_to: str
    first_due_on: date
    owner_id: int
    owner: str
    due_on: date
    state: MeetingActionState
    ended_on: date | None
    reason: str
    row_version: int

    @property
    def reference(self) -> str:
        return reference(Kind.MEETING_ACTION, self.id)

    @property
    def is_open(self) -> bool:
        return self.state is MeetingActionState.OPEN


@dataclass(frozen=True)
class ItemRow:
    """One item of the agenda with all that came of it. `position` is its number, counted from one."""

    id: int
    position: int
    kind: AgendaKind
    area_code: str | None
    area_name: str | None
    subject: str
    title: str
    why: str
    minutes: int
    state: AgendaState
    reason: str
    notes: str
    carried_from_id: int | None
    row_version: int
    decisions: tuple[DecisionRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()

    @property
    def is_settled(self) -> bool:
        return is_settled(self.state)


@dataclass(frozen=True)
class Minutes:
    """One meeting whole: who was there by name, items in their order; before it is closed also what
    closed meetings gave and is still open.

    `closed_at_change` is the change that closed it: what the record said then is what the meeting knew.
    """

    id: int
    title: str
    held_on: date
    state: MeetingState
    chair_id: int | None
    chair: str | None
    since_change: int
    since_on: date | None
    started_on: date | None
    closed_on: date | None
    closed_by: str | None
    closed_at_change: int | None
    origin: Origin
    row_version: int
    attendance: tuple[AttendanceRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    earlier_actions: tuple[ActionRow, ...] = ()

    @property
    def reference(self) -> str:
        return reference(Kind.MEETING, self.id)

    @property
    def left(self) -> tuple[ItemRow, ...]:
        """The items that keep it from closing."""
        return tuple(one for one in self.items if not one.is_settled)

    def item(self, position: int) -> ItemRow | None:
        return next((one for one in self.items if one.position == position), None)


def meetings(session: Session, _: Viewer, *, on: date) -> tuple[MeetingRow, ...]:  # noqa: ARG001
    """Every meeting: what is under way, then what is to come, then what is closed, the latest first. One statement."""
    settled = [one for one in AgendaState if is_settled(one)]
    asked = select(
        *picked(Meeting, MeetingRow),
        col(Person.display_name).label("chair"),
        _how_many(AgendaItem).label("items"),
        _how_many(AgendaItem, col(AgendaItem.state).in_(settled)).label("settled"),
        _how_many(MeetingAction).label("actions"),
        _how_many(MeetingAction, col(MeetingAction.state) == MeetingActionState.OPEN).label("open_actions"),
    ).outerjoin(Person, col(Meeting.chair_id) == col(Person.id))
    rows = [MeetingRow(**one) for one in together(session, {"mt": asked})["mt"]]
    order = (MeetingState.RUNNING, MeetingState.PLANNED, MeetingState.CLOSED)
    return tuple(sorted(rows, key=lambda one: (order.index(one.state), _when(one), one.id)))


def _when(one: MeetingRow) -> int:
    return -one.held_on.toordinal() if one.state is MeetingState.CLOSED else one.held_on.toordinal()


def _how_many(table: Any, *where: Any) -> Any:
    of = col(table.meeting_id) == col(Meeting.id)
    return select(func.count()).select_from(table).where(of, *where).correlate(Meeting).scalar_subquery()


@dataclass(frozen=True)
class ClosedMeeting:
    """The moment that a meeting was closed at: what it knew is what the record said after that change."""

    id: int
    closed_on: date
    closed_at_change: int

    @property
    def reference(self) -> str:
        return reference(Kind.MEETING, self.id)


def last_closed(session: Session, viewer: Viewer, *, on: date) -> ClosedMeeting | None:  # noqa: ARG001
    """The meeting that was closed last; None where none was. One statement."""
    asked = (
        select(*picked(Meeting, ClosedMeeting))
        .where(col(Meeting.closed_at_change).is_not(None))
        .order_by(col(Meeting.closed_at_change).desc())
        .limit(1)
    )
    found = session.connection().execute(asked).mappings().one_or_none()
    return ClosedMeeting(**found) if found else None


def minutes(session: Session, viewer: Viewer, *, on: date, meeting_id: int) -> Minutes | None:  # noqa: ARG001
    """The meeting as it stands; once it is closed, the frozen minutes. None where there is none. One statement.

    Words that are being typed and are not sealed yet are not in it.
    """
    if not 0 < meeting_id <= LARGEST_NUMBER:
        return None
    return minutes_from(together(session, questions(meeting_id)))


def frozen(then: Minutes, now: Minutes) -> Minutes:
    """The minutes as they were known at their close, people's names and all; of what they gave, how each stands now."""
    standing = {one.id: one for item in now.items for one in item.actions}
    return replace(then, items=tuple(replace(one, actions=_given_then(one, standing)) for one in then.items))


def _given_then(item: ItemRow, standing: Mapping[int, ActionRow]) -> tuple[ActionRow, ...]:
    return tuple(replace(standing.get(one.id, one), given_to=one.given_to) for one in item.actions)


def questions(meeting_id: int) -> dict[str, Question]:
    """What the minutes ask, for a page that asks other things in the same statement."""
    chair, closer, owner, given_to = (aliased(Person) for _ in range(4))
    here = col(Meeting.id) == meeting_id
    mine = col(MeetingAction.meeting_id) == meeting_id
    left_open = and_(
        col(MeetingAction.state) == MeetingActionState.OPEN,
        col(MeetingAction.meeting_id) != meeting_id,
        col(Meeting.state) == MeetingState.CLOSED,
    )
    return {
        "mt_meeting": select(
            *picked(Meeting, Minutes),
            col(chair.display_name).label("chair"),
            col(closer.display_name).label("closed_by"),
        )
        .outerjoin(chair, col(Meeting.chair_id) == col(chair.id))
        .outerjoin(closer, col(Meeting.closed_by_id) == col(closer.id))
        .where(here),
        "mt_attendance": select(*picked(MeetingAttendance, AttendanceRow), col(Person.display_name).label("name"))
        .join(Person, col(MeetingAttendance.person_id) == col(Person.id))
        .where(col(MeetingAttendance.meeting_id) == meeting_id),
        "mt_items": select(*picked(AgendaItem, ItemRow), col(Area.short_name).label("area_name"))
        .outerjoin(Area, col(AgendaItem.area_code) == col(Area.gss_code))
        .where(col(AgendaItem.meeting_id) == meeting_id),
        "mt_decisions": select(*picked(MeetingDecision, DecisionRow)).where(
            col(MeetingDecision.meeting_id) == meeting_id
        ),
        "mt_actions": select(
            *picked(MeetingAction, ActionRow),
            col(Area.short_name).label("area_name"),
            col(owner.display_name).label("owner"),
            col(given_to.display_name).label("given_to"),
        )
        .join(Meeting, col(MeetingAction.meeting_id) == col(Meeting.id))
        .join(owner, col(MeetingAction.owner_id) == col(owner.id))
        .join(given_to, col(MeetingAction.given_to_id) == col(given_to.id))
        .outerjoin(Area, col(MeetingAction.area_code) == col(Area.gss_code))
        .where(or_(mine, left_open)),
    }


def minutes_from(found: Mapping[str, list[Found]]) -> Minutes | None:
    """The same, from what `questions` found."""
    meeting = next(iter(found["mt_meeting"]), None)
    if meeting is None:
        return None
    is_closed = meeting["state"] is MeetingState.CLOSED
    every = [ActionRow(**one) for one in sorted(found["mt_actions"], key=lambda one: (one["due_on"], one["id"]))]
    decisions = [DecisionRow(**one) for one in sorted(found["mt_decisions"], key=lambda one: one["id"])]
    items = (
        ItemRow(
            **one,
            decisions=tuple(each for each in decisions if each.item_id == one["id"]),
            actions=tuple(each for each in sorted(every, key=_number) if each.item_id == one["id"]),
        )
        for one in sorted(found["mt_items"], key=lambda one: (one["position"], one["id"]))
    )
    attendance = (
        AttendanceRow(**one)
        for one in sorted(found["mt_attendance"], key=lambda one: (one["name"], one["person_id"]))
        if one["presence"] is not Presence.NOT_EXPECTED
    )
    return Minutes(
        **meeting,
        attendance=tuple(attendance),
        items=tuple(items),
        earlier_actions=() if is_closed else tuple(one for one in every if one.meeting_id != meeting["id"]),
    )


def _number(one: ActionRow) -> int:
    return one.id
