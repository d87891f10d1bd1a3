"""The minutes in full: of a closed meeting, read at the change that closed it, the same whatever comes later."""

from dataclasses import replace

from sqlalchemy import Engine
from sqlmodel import col, select

from data_models.commands.meeting_decisions import end_given_action
from data_models.database import reading, unit_of_work
from data_models.past import reading_past
from data_models.queries.meeting_minutes import MinutesInFull, minutes_in_full
from data_models.queries.meetings import minutes
from data_models.tables import Area, MeetingAction, Person
from data_models.vocabulary import MeetingActionState
from tests.builders import TODAY, there
from tests.data_models.fuzz.world import LINK, SENIOR, SUPPORT
from tests.statements import counting_statements

CLOSED = 1


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
