"""The minutes in full: of a closed meeting, read at the change that closed it, the same whatever comes later."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col, select

from data_models.commands.meeting_decisions import end_given_action
from data_models.commands.meetings import change_meeting, close_meeting, record_attendance
from data_models.database import reading, unit_of_work
from data_models.past import reading_past
from data_models.queries.calendar_feeds import meetings_to_come
from data_models.queries.meeting_minutes import MinutesInFull, minutes_in_full
from data_models.queries.meetings import last_closed, meetings, minutes
from data_models.tables import Area, MeetingAction, Person
from data_models.visibility import Viewer
from data_models.vocabulary import MeetingActionState, MeetingState, Presence
from tests.builders import TODAY, there
from tests.data_models.fuzz.world import LINK, SENIOR, SUPPORT
from tests.statements import counting_statements

CLOSED, DONE = 1, 2


def as_closed(engine: Engine) -> MinutesInFull:
    with reading(engine) as session:
        meeting = there(minutes(session, SUPPORT, on=TODAY, meeting_id=CLOSED))
    with reading_past(engine, there(meeting.closed_at_change)) as session:
        return there(minutes_in_full(session, SUPPORT, on=there(meeting.closed_on), meeting_id=CLOSED))


def test_what_was_known_at_the_close_stays_whatever_is_done_and_renamed_later(office: Engine) -> None:
    before = as_closed(office)
    with unit_of_work(office, by=SENIOR, deed="x") as session:
        action = there(session.exec(select(MeetingAction).where(col(MeetingAction.meeting_id) == CLOSED)).first())
        outcome = MeetingActionState.DONE
        end_given_action(session, by=SENIOR, on=TODAY, action_id=action.id, outcome=outcome, reason="Asked")
        session.get_one(Person, action.owner_id).display_name = "Somebody Else"
        session.get_one(Area, there(action.area_code)).short_name = "Elsewhere"
    assert as_closed(office) == before
    with reading(office) as session:
        now = there(minutes_in_full(session, SUPPORT, on=TODAY, meeting_id=CLOSED))
    assert now.minutes != before.minutes


def test_every_area_on_the_agenda_has_its_standing_as_the_room_was_told(office: Engine) -> None:
    found = as_closed(office)
    codes = [one.area_code for one in found.minutes.items if one.area_code]
    assert [one.area_code for one in found.standings] == codes
    assert all(there(found.standing(code)).status for code in codes)
    with reading(office) as session:
        seen = [
            minutes_in_full(session, viewer, on=TODAY, meeting_id=CLOSED)
            for viewer in (SENIOR, LINK, SUPPORT, replace(SENIOR, shared_screen=True))
        ]
    assert seen == seen[:1] * 4


def test_there_are_none_of_a_meeting_there_is_not_and_it_costs_two_statements(office: Engine) -> None:
    with reading(office) as session:
        for number in (0, 99, 10**30):
            assert minutes_in_full(session, SENIOR, on=TODAY, meeting_id=number) is None
        with counting_statements(office) as asked:
            minutes_in_full(session, SENIOR, on=TODAY, meeting_id=CLOSED)
    assert sum("SELECT" in one for one in asked.texts) == 2


# --- the meetings that others count from and go to ---


def test_the_last_closed_is_the_one_that_was_closed_last_whatever_day_it_was_held_on(office: Engine) -> None:
    first = asked(office, last_closed, SENIOR)
    with reading(office) as session:
        meeting = there(minutes(session, SENIOR, on=TODAY, meeting_id=CLOSED))
    assert (first.id, first.closed_on, first.closed_at_change) == (
        CLOSED,
        meeting.closed_on,
        meeting.closed_at_change,
    )
    with unit_of_work(office, by=SENIOR, deed="x") as session:
        earlier = TODAY - timedelta(days=90)
        change_meeting(session, by=SENIOR, on=TODAY, meeting_id=DONE, held_on=earlier)
        close_meeting(session, by=SENIOR, on=TODAY, meeting_id=DONE)
    assert asked(office, last_closed, SENIOR).id == DONE
    with reading_past(office, first.closed_at_change - 1) as session:
        assert last_closed(session, SENIOR, on=TODAY) is None


def test_the_meetings_to_come_are_those_not_closed_without_those_one_is_away_from(office: Engine) -> None:
    every = asked(office, meetings_to_come, LINK)
    going_on = [one for one in asked(office, meetings, LINK) if one.state is not MeetingState.CLOSED]
    assert len(going_on) > 2
    assert [one.reference for one in every] == [
        one.reference for one in sorted(going_on, key=lambda one: (one.held_on, one.id))
    ]
    person: dict[str, Any] = {"person_id": there(LINK.person_id), "presence": Presence.APOLOGIES}
    with unit_of_work(office, by=SUPPORT, deed="x") as session:
        record_attendance(session, by=SUPPORT, on=TODAY, meeting_id=3, **person)
    assert asked(office, meetings_to_come, LINK) == tuple(one for one in every if one.id != 3)
    assert asked(office, meetings_to_come, SENIOR) == every


def asked(engine: Engine, question: Any, viewer: Viewer) -> Any:
    with reading(engine) as session:
        return question(session, viewer, on=TODAY)
