"""Meetings: the agenda, who was there, what was decided and given to whom; and, beside it, words being typed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from data_models.rules.meetings import MINUTES_AN_ITEM
from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import (
    AgendaKind,
    AgendaState,
    MeetingActionState,
    MeetingState,
    Origin,
    Presence,
    RoleName,
)


class Meeting(Versioned, table=True):
    """One row is one meeting. Once it is closed, the database refuses to alter it and everything it wrote.

    `since_change` is the change that the meeting before it ended with: what is new is counted from there.
    `closed_at_change` is the change that closed it.
    """

    id: int = key()
    title: str = line()
    held_on: date = Field(index=True)
    state: MeetingState = word(MeetingState, default=MeetingState.PLANNED)
    chair_id: int | None = to("person.id", default=None)
    since_change: int = 0
    since_on: date | None = None
    started_on: date | None = None
    closed_on: date | None = None
    closed_by_id: int | None = to("person.id", default=None)
    closed_at_change: int | None = None
    origin: Origin = word(Origin, default=Origin.OFFICE)


class AgendaItem(Versioned, table=True):
    """One row is one item of one meeting, in its place, counted from one without gaps; none is ever removed.

    `subject` is the reference of the record it is about, if it is about one; `why` says why it was proposed.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint("state <> 'deferred' OR reason <> ''", name="deferred_says_why"),
        CheckConstraint("kind <> 'area' OR area_code IS NOT NULL", name="area_is_named"),
    )

    id: int = key()
    meeting_id: int = to("meeting.id")
    position: int
    kind: AgendaKind = word(AgendaKind)
    area_code: str | None = to("area.gss_code", default=None)
    subject: str = line(default="")
    title: str = line()
    why: str = line(default="")
    minutes: int = MINUTES_AN_ITEM
    state: AgendaState = word(AgendaState, default=AgendaState.OPEN)
    reason: str = prose(default="")
    notes: str = prose(default="")
    carried_from_id: int | None = to("agenda_item.id", default=None)


class MeetingAttendance(Versioned, table=True):
    """One row says how one person took part, in the role they had that day."""

    __tablename__ = "meeting_attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: int = key()
    meeting_id: int = to("meeting.id", index=False)
    person_id: int = to("person.id")
    role: RoleName = word(RoleName)
    presence: Presence = word(Presence)


class MeetingDecision(Versioned, table=True):
    """One row is one decision, taken on one item."""

    __tablename__ = "meeting_decision"

    id: int = key()
    meeting_id: int = to("meeting.id")
    item_id: int = to("agenda_item.id")
    text: str = prose()
    decided_on: date


class MeetingAction(Versioned, table=True):
    """One row is one action that a meeting gave somebody. It is never removed: it ends as done, or dropped with why.

    Whom and by when the meeting said is kept beside whose it is and when it is due now.
    """

    __tablename__ = "meeting_action"
    __table_args__ = (CheckConstraint("state <> 'dropped' OR reason <> ''", name="dropped_says_why"),)

    id: int = key()
    meeting_id: int = to("meeting.id")
    item_id: int = to("agenda_item.id")
    area_code: str | None = to("area.gss_code", default=None)
    text: str = prose()
    given_on: date
    given_to_id: int = to("person.id", index=False)
    first_due_on: date
    owner_id: int = to("person.id")
    due_on: date = Field(index=True)
    state: MeetingActionState = word(MeetingActionState, default=MeetingActionState.OPEN)
    ended_on: date | None = None
    ended_by_id: int | None = to("person.id", index=False, default=None)
    reason: str = prose(default="")


class LiveWords(SQLModel, table=True):
    """One row is what is being typed into one field of one item: beside the record, until it is sealed in it.

    `writer` is empty for the text of the field. Where two screens typed over each other, the later one's text stands
    aside under its own name until somebody has joined the two. `hand` and `stroke` say which screen saved it last and
    how far it had come, so that what is sent again is known for what it is. `stretch_since` is when the stretch of
    typing began that will be sealed as one change.
    """

    __tablename__ = "live_words"
    __table_args__ = (UniqueConstraint("item_id", "field", "writer"),)

    id: int = key()
    item_id: int = to("agenda_item.id", index=False)
    field: str = Field(max_length=32)
    writer: str = Field(default="", max_length=64)
    text: str = prose(default="")
    version: int = 1
    hand: str = Field(default="", max_length=64)
    stroke: int = 0
    by_name: str = line(default="")
    saved_at: datetime
    stretch_since: datetime


class OnShow(SQLModel, table=True):
    """One row says which item a meeting has on its screens, and since when it is discussed. Beside the record."""

    __tablename__ = "on_show"

    meeting_id: int = Field(primary_key=True, foreign_key="meeting.id", sa_column_kwargs={"autoincrement": False})
    item_id: int = to("agenda_item.id", index=False)
    since: datetime
