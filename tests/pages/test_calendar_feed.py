"""One's clocks as a calendar: whoever owns the address, as the record has them at every fetch, and nobody's words."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlmodel import col
from sqlmodel import select as sqlmodel_select
from starlette.requests import Request

from dashboard.calendar_feed import calendar_file
from dashboard.reports.calendar import CALLED
from dashboard.session import now, today
from data_models import calendar_feeds
from data_models.commands.agenda import cover_agenda_item
from data_models.commands.meeting_decisions import give_action
from data_models.commands.meetings import change_meeting, close_meeting, record_attendance, start_meeting
from data_models.database import reading, unit_of_work
from data_models.queries.my_areas import my_areas
from data_models.queries.record import thresholds
from data_models.tables import ActionItem, AgendaItem, Area, Meeting, Person, RiskFlag
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import MatterKind, Presence
from seed_data.demonstration.under_way import EMBARGOED_WORDS
from tests.builders import there
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as

OWNERS = ["link-inspector", "relationship-manager-elc", "senior-manager", "support-officer"]


@pytest.fixture(params=OWNERS)
def owner(request, full_record):
    return looking_as(full_record, request.param)


@pytest.fixture
def inspector(full_record):
    return looking_as(full_record, "link-inspector")


def fetched(secret: str):
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    return calendar_file(Request({**scope, "path_params": {"secret": secret}}))


def address(engine, viewer) -> str:
    return calendar_feeds.make(engine, person_id=there(viewer.person_id), at=now())


def clocks(engine, viewer):
    with reading(engine) as session:
        owed = my_areas(session, viewer, on=today(), thresholds=thresholds(session))
    return [one for _, band in owed.bands for one in band if one.due_on is not None]


def every_event(answer):
    assert answer.status_code == 200
    return Calendar.from_ical(answer.body).walk("VEVENT")


def is_meeting(event) -> bool:
    return str(event["uid"]).startswith("meeting-")


def events(answer):
    """Those that are clocks."""
    return [one for one in every_event(answer) if not is_meeting(one)]


def meetings_in(answer):
    return {str(one["uid"]): one for one in every_event(answer) if is_meeting(one)}


def test_every_clock_with_a_day_is_an_event_on_it_under_a_name_of_its_own(full_record, owner):
    owed, found = clocks(full_record, owner), events(fetched(address(full_record, owner)))
    days = [one.decoded("dtstart") for one in found]
    assert sorted(days) == sorted(one.due_on for one in owed)
    assert owed
    assert all(type(one) is date for one in days)
    assert all(one.decoded("dtend") - one.decoded("dtstart") == timedelta(days=1) for one in found)
    assert len({one["uid"] for one in found}) == len(found)


def test_every_kind_of_clock_has_a_name_for_calendars():
    assert set(CALLED) == set(MatterKind)


def test_a_feed_holds_nothing_that_anybody_wrote_or_found(full_record, owner):
    told = fetched(address(full_record, owner)).body.decode().replace("\r\n ", "")
    with reading(full_record) as session:
        written = [*session.scalars(select(col(ActionItem.text))), *session.scalars(select(col(RiskFlag.title)))]
    assert len(written) > 50
    assert not [one for one in (*written, *EMBARGOED_WORDS) if there(one) in told]
    assert "Embargo" not in told


def test_a_clock_that_is_moved_keeps_its_name(full_record, inspector):
    secret = address(full_record, inspector)
    item = next(one for one in clocks(full_record, inspector) if one.kind is MatterKind.ACTION_DUE)
    before = {one["uid"]: one.decoded("dtstart") for one in events(fetched(secret))}
    moved = there(item.due_on) + timedelta(days=5)
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.REVISE_DUE_DATE.value) as session:
        there(session.get(ActionItem, item.record_id)).due_on = moved
    after = {one["uid"]: one.decoded("dtstart") for one in events(fetched(secret))}
    assert after.keys() == before.keys()
    assert [(before[uid], day) for uid, day in after.items() if before[uid] != day] == [(item.due_on, moved)]


# --- meetings ---

COMING = "meeting-2@link-inspector-dashboard"


def test_a_planned_meeting_stands_on_its_day_in_everybodys_calendar_and_keeps_its_name_when_it_is_moved(
    full_record, owner
):
    secret = address(full_record, owner)
    with reading(full_record) as session:
        held_on = session.get_one(Meeting, 2).held_on
    found = meetings_in(fetched(secret))
    assert list(found) == [COMING]
    assert (str(found[COMING]["summary"]), found[COMING].decoded("dtstart")) == ("Meeting (MT-0002)", held_on)
    assert found[COMING].decoded("dtend") == held_on + timedelta(days=1)
    moved = held_on + timedelta(days=7)
    by = looking_as(full_record, "senior-manager")
    with unit_of_work(full_record, by=by, deed=Deed.PLAN_MEETING.value) as session:
        change_meeting(session, by=by, on=today(), meeting_id=2, title="CANARY of the chair", held_on=moved)
    answer = fetched(secret)
    assert {uid: one.decoded("dtstart") for uid, one in meetings_in(answer).items()} == {COMING: moved}
    assert b"CANARY" not in answer.body


def test_a_meeting_leaves_the_calendar_of_who_sent_apologies_and_of_everybody_once_it_is_closed(full_record, inspector):
    by = looking_as(full_record, "senior-manager")
    theirs, ours = address(full_record, inspector), address(full_record, by)
    given: dict[str, Any] = {"by": by, "on": today()}
    with unit_of_work(full_record, by=by, deed=Deed.PLAN_MEETING.value) as session:
        person_id = there(inspector.person_id)
        record_attendance(session, **given, meeting_id=2, person_id=person_id, presence=Presence.APOLOGIES)
    assert [list(meetings_in(fetched(one))) for one in (theirs, ours)] == [[], [COMING]]
    with unit_of_work(full_record, by=by, deed=Deed.RUN_MEETING.value) as session:
        start_meeting(session, **given, meeting_id=2)
        for item in session.exec(select_items(2)).all():
            cover_agenda_item(session, **given, item_id=item.id)
    assert list(meetings_in(fetched(ours))) == [COMING]
    with unit_of_work(full_record, by=by, deed=Deed.CLOSE_MEETING.value) as session:
        close_meeting(session, **given, meeting_id=2)
    assert not meetings_in(fetched(ours))


def select_items(meeting_id: int):
    return sqlmodel_select(AgendaItem).where(col(AgendaItem.meeting_id) == meeting_id)


def test_what_a_meeting_gave_is_a_clock_of_its_owner_alone_also_where_it_is_about_no_area(full_record, inspector):
    by = looking_as(full_record, "senior-manager")
    given: dict[str, Any] = {"by": by, "on": today()}
    words, due_on = "CANARY said in the meeting", today() + timedelta(days=11)
    with unit_of_work(full_record, by=by, deed=Deed.RUN_MEETING.value) as session:
        start_meeting(session, **given, meeting_id=2)
        items = {bool(one.area_code): one for one in session.exec(select_items(2)).all()}
        owner: dict[str, Any] = {"owner_id": there(inspector.person_id), "due_on": due_on}
        actions = [
            give_action(session, **given, item_id=items[is_area].id, text=words, **owner) for is_area in (False, True)
        ]
        numbers, area_code = [one.id for one in actions], there(items[True].area_code)
        area = session.get_one(Area, area_code).short_name
    answer = fetched(address(full_record, inspector))
    found = {str(one["summary"]): one for one in events(answer) if str(one["uid"]).startswith("meeting_action_due")}
    elsewhere, here = (f"MA-{number:04}" for number in numbers)
    for said in (f"Action given in a meeting due ({elsewhere})", f"Action given in a meeting due: {area} ({here})"):
        assert found[said].decoded("dtstart") == due_on
    assert b"CANARY" not in answer.body
    other = fetched(address(full_record, by)).body.decode()
    assert elsewhere not in other
    assert here not in other


def test_two_fetches_of_one_record_are_equal_byte_for_byte(full_record, inspector):
    secret = address(full_record, inspector)
    assert fetched(secret).body == fetched(secret).body


def test_an_address_that_was_replaced_stopped_or_guessed_is_nobodys(full_record, inspector):
    first, second = address(full_record, inspector), address(full_record, inspector)
    assert [fetched(one).status_code for one in (first, second, "guessed")] == [404, 200, 404]
    calendar_feeds.stop(full_record, person_id=there(inspector.person_id))
    assert fetched(second).status_code == 404


@pytest.mark.parametrize("how", ["left_on", "access_ended_on"])
def test_who_left_has_no_calendar_any_more(full_record, inspector, how):
    secret = address(full_record, inspector)
    assert fetched(secret).status_code == 200
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.CHANGE_PERSON.value) as session:
        setattr(there(session.get(Person, inspector.person_id)), how, today() - timedelta(days=1))
    answer = fetched(secret)
    assert (answer.status_code, answer.body) == (404, b"There is no calendar at this address.")


# --- the page ---


def pressed(app, key: str):
    return next(one for one in app.button if one.key == key).click().run()


def test_the_address_is_made_told_once_and_stopped_on_the_page(full_record, visit):
    app = visit("reports", "link-inspector", calendar="mine")
    assert "You have no calendar address." in words_of(app)
    app = pressed(app, "make calendar")
    (told,) = [one.value for one in app.code]
    secret = told.rsplit("/", 1)[1].removesuffix(".ics")
    assert events(fetched(secret))
    assert "Its address was made on" in words_of(app)
    app = pressed(app, "stop calendar")
    assert not app.code
    assert "You have no calendar address." in words_of(app)
    assert fetched(secret).status_code == 404


@pytest.mark.parametrize("params", [{"screen": "shared"}, {"as_of": str(today() - timedelta(days=9))}], ids=str)
def test_no_address_is_made_before_a_room_or_in_the_past(full_record, visit, params):
    app = visit("reports", "link-inspector", calendar="mine", **params)
    assert not app.button
    assert "Your calendar" not in words_of(app)
