"""The page of meetings: the list, the agenda, one item at the desk and before the room, the frozen minutes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.meeting_decisions import change_given_action
from data_models.commands.meetings import start_meeting
from data_models.database import reading, unit_of_work
from data_models.queries.meetings import minutes
from data_models.tables import (
    ActionItem,
    AgendaItem,
    Area,
    Meeting,
    MeetingAction,
    MeetingAttendance,
    Person,
    SettingValue,
)
from data_models.visibility import SYSTEM, Viewer
from data_models.vocabulary import AgendaState, ItemStatus, MeetingActionState, MeetingState
from seed_data.demonstration.under_way import EMBARGOED_WORDS
from tests.builders import there
from tests.pages.deeds import PageDeed, closed_to, done, is_offered, not_in_the_past, refused
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

CLOSED, COMING = "MT-0001", "MT-0002"
Visit = Callable[..., AppTest]


@pytest.fixture
def under_way(full_record: Engine) -> Engine:
    """The demonstration, in the meeting that was planned for this week."""
    chair = looking_as(full_record, "senior-manager")
    with unit_of_work(full_record, by=chair, deed="run_meeting") as session:
        start_meeting(session, by=chair, on=today(), meeting_id=2)
    return full_record


def first(table: Any, *where: Any) -> Callable[[Engine], int]:
    def found(engine: Engine) -> int:
        with reading(engine) as session:
            return int(there(session.exec(select(table).where(*where).order_by(table.id)).first()).id)

    return found


an_item = first(AgendaItem, col(AgendaItem.meeting_id) == 2, col(AgendaItem.position) == 1)
an_open_action = first(MeetingAction, col(MeetingAction.state) == MeetingActionState.OPEN)


def state_of_item(session: Session, address: dict[str, str]) -> AgendaState:
    return session.get_one(AgendaItem, int(address["do"].rsplit("-", 1)[1])).state


NOT_MEETINGS = ("link-inspector", "relationship-manager-adult", "administrator", "shared-screen")
DEEDS = (
    PageDeed(
        "meeting",
        lambda _: {"do": "plan-meeting"},
        {"title": "Service managers", "held_on": "tomorrow"},
        "Service managers is planned, and its agenda is proposed",
        lambda session, _: session.get_one(Meeting, 3).held_on,
        today() + timedelta(days=1),
        {"title": " "},
        "Give the meeting a name",
        "senior-manager",
        NOT_MEETINGS,
    ),
    PageDeed(
        "meeting",
        lambda _: {"meeting": COMING, "do": "change-meeting"},
        {"title": "Spring meeting"},
        "The meeting is changed",
        lambda session, _: session.get_one(Meeting, 2).title,
        "Spring meeting",
        {"held_on": "some day"},
        "is not a day",
        "support-officer",
        NOT_MEETINGS,
    ),
    PageDeed(
        "meeting",
        lambda _: {"meeting": COMING, "do": "start-meeting"},
        {},
        "The meeting has begun",
        lambda session, _: session.get_one(Meeting, 2).state,
        MeetingState.RUNNING,
        by="senior-manager",
        not_by=NOT_MEETINGS,
    ),
    PageDeed(
        "meeting",
        lambda _: {"meeting": COMING, "do": "add-item"},
        {"title": "Budget"},
        "is on the agenda",
        lambda session, _: session.exec(select(AgendaItem).order_by(col(AgendaItem.id).desc())).first().title,  # type: ignore[union-attr]
        "Budget",
        {"title": ""},
        "Choose an area, or say what the item is about",
        "support-officer",
        NOT_MEETINGS,
    ),
    PageDeed(
        "meeting",
        lambda engine: {"meeting": COMING, "do": f"defer-item-{an_item(engine)}"},
        {"reason": "Its report comes next week"},
        "is deferred: the next meeting begins with it",
        state_of_item,
        AgendaState.DEFERRED,
        {"reason": ""},
        "Say why it is put off",
        "senior-manager",
        NOT_MEETINGS,
    ),
    PageDeed(
        "meeting",
        lambda engine: {"meeting": COMING, "do": f"move-item-{an_item(engine)}"},
        {"to": 3},
        "It is item 3 now",
        lambda session, address: session.get_one(AgendaItem, int(address["do"].rsplit("-", 1)[1])).position,
        3,
        by="senior-manager",
        not_by=NOT_MEETINGS,
    ),
    PageDeed(
        "meeting",
        lambda engine: {"meeting": CLOSED, "do": f"end-action-{an_open_action(engine)}"},
        {"outcome": MeetingActionState.DROPPED, "reason": "The figures are published now"},
        "is dropped",
        lambda session, address: session.get_one(MeetingAction, int(address["do"].rsplit("-", 1)[1])).state,
        MeetingActionState.DROPPED,
        {"reason": ""},
        "Say why",
        "senior-manager",
        ("administrator", "shared-screen", "support-officer"),
    ),
)
BY_FORM = pytest.mark.parametrize("deed", DEEDS, ids=["plan", "change", "start", "add", "defer", "move", "end-action"])


@BY_FORM
def test_whoever_may_is_offered_it_and_does_it_once(full_record: Engine, visit: Visit, deed: PageDeed) -> None:
    is_offered(deed, full_record, visit)
    done(deed, full_record, visit)


@pytest.mark.parametrize("deed", [one for one in DEEDS if one.wrongly], ids=lambda one: one.sentence)
def test_what_is_refused_keeps_what_was_typed(full_record: Engine, visit: Visit, deed: PageDeed) -> None:
    refused(deed, full_record, visit)


@BY_FORM
def test_whoever_may_not_sees_neither_link_nor_form(full_record: Engine, visit: Visit, deed: PageDeed) -> None:
    for persona in deed.not_by:
        closed_to(deed, full_record, visit, persona)
    not_in_the_past(deed, full_record, visit)


def test_closing_names_what_is_left_and_freezes_the_minutes(under_way: Engine, visit: Visit) -> None:
    said = words_of(visit("meeting", "senior-manager", meeting=COMING, do="close-meeting"))
    assert "Neither covered nor deferred yet." in said
    with reading(under_way) as session:
        left = session.exec(select(AgendaItem.title).where(col(AgendaItem.meeting_id) == 2)).all()
    assert [title for title in left if title not in said] == []
    assert "Nobody is noted as present" in said


def test_who_is_there_is_recorded_by_role(full_record: Engine, visit: Visit) -> None:
    app = visit("meeting", "support-officer", meeting=COMING, do="attendance")
    me = looking_as(full_record, "support-officer").person_id
    app.multiselect[0].set_value([me])
    next(one for one in app.button if one.label == "Save who is there").click()
    assert "1 person present" in words_of(app.run())
    with reading(full_record) as session:
        rows = session.exec(select(MeetingAttendance).where(col(MeetingAttendance.meeting_id) == 2)).all()
    assert [(one.person_id, one.role.value) for one in rows] == [(me, "strategic_support_officer")]


# --- reading ---


@pytest.mark.parametrize("persona", [one.key for one in PERSONAS])
def test_everybody_reads_every_view(under_way: Engine, visit: Visit, persona: str) -> None:
    for address in ({}, {"meeting": CLOSED}, {"meeting": COMING}, {"meeting": COMING, "item": "2"}):
        words_of(visit("meeting", persona, **address))


@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_without_meetings_it_says_what_to_do(request: pytest.FixtureRequest, visit: Visit, record: str) -> None:
    request.getfixturevalue(record)
    assert "No meeting is planned." in words_of(visit("meeting", "senior-manager"))


@pytest.mark.parametrize(
    "address",
    [{"meeting": "MT-0099"}, {"meeting": "x"}, {"meeting": COMING, "item": "99"}, {"meeting": "1", "item": "x"}],
)
def test_a_bad_address_gets_a_sentence_and_a_way_back(
    full_record: Engine, visit: Visit, address: dict[str, str]
) -> None:
    said = words_of(visit("meeting", "senior-manager", **address))
    assert "There is no" in said or "is not a number" in said or "is no place" in said


@pytest.mark.parametrize("address", [{}, {"meeting": CLOSED}, {"meeting": COMING}, {"meeting": COMING, "item": "2"}])
def test_it_costs_few_statements_and_one_when_nothing_changed(
    under_way: Engine, visit: Visit, address: dict[str, str]
) -> None:
    visit("meeting", "senior-manager", meeting=CLOSED)  # makes the connection that looks at its close
    with unit_of_work(under_way, by=SYSTEM, deed="change_setting") as session:
        session.add(SettingValue(key="contact_days_enhanced", value="30", reason="Agreed"))
    with counting_statements(under_way) as at_first:
        visit("meeting", "senior-manager", **address)
    with counting_statements(under_way) as again:
        visit("meeting", "senior-manager", **address)
    assert at_first.count <= 8
    assert again.count == 1


def test_the_minutes_say_who_was_there_what_was_decided_and_given_and_as_of_when(
    full_record: Engine, visit: Visit
) -> None:
    said = words_of(visit("meeting", "link-inspector", meeting=CLOSED))
    for words in (
        "The minutes are frozen",
        "the record as it stood that day",
        "Decided:",
        "MA-0001",
        "Done",
        "Deferred",
    ):
        assert words in said


def test_an_item_shows_why_the_area_is_looked_at_and_the_fields_to_whoever_keeps_the_minutes(
    under_way: Engine, visit: Visit
) -> None:
    said = words_of(visit("meeting", "support-officer", meeting=COMING, item="2"))
    for words in ("New since", "Overdue", 'data-live="notes"', 'data-do="cover"', "data-shows"):
        assert words in said
    said = words_of(visit("meeting", "link-inspector", meeting=COMING, item="2"))
    assert "data-live" not in said
    assert "data-shows" not in said


def test_a_room_is_shown_the_item_and_sent_nothing_to_press_or_unpublished(under_way: Engine, visit: Visit) -> None:
    for place in range(1, 13):
        said = words_of(
            visit("meeting", "senior-manager", meeting=COMING, item=str(place), screen="shared", follow="1")
        )
        assert "data-follow" in said
        for withheld in ("data-live", "data-do", "data-shows", "do=", *EMBARGOED_WORDS):
            assert withheld not in said


def test_whoever_only_reads_can_follow_on_a_screen_of_their_own(under_way: Engine, visit: Visit) -> None:
    said = words_of(visit("meeting", "link-inspector", meeting=COMING))
    assert "Follow it on this screen" in said
    assert "Begin with item 1" not in said
    assert "Begin with item 1" in words_of(visit("meeting", "support-officer", meeting=COMING))
    followed = words_of(visit("meeting", "link-inspector", meeting=COMING, item="2", follow="1"))
    assert "data-follow" in followed
    for way in ("data-go", "data-live", "data-shows"):
        assert way not in followed


def test_there_is_no_pass_in_the_past_nor_once_it_is_closed(under_way: Engine, visit: Visit) -> None:
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert "data-pass" not in words_of(visit("meeting", "senior-manager", meeting=COMING, item="2", as_of=yesterday))
    assert "data-pass" not in words_of(visit("meeting", "senior-manager", meeting=CLOSED, item="2"))
    assert "data-pass" in words_of(visit("meeting", "senior-manager", meeting=COMING, item="2"))


def test_an_open_action_leads_from_its_owners_queue_to_the_form_that_ends_it(full_record: Engine, visit: Visit) -> None:
    with reading(full_record) as session:
        action = session.get_one(MeetingAction, an_open_action(full_record))
        inspector = looking_as(full_record, "link-inspector")
    if action.owner_id != inspector.person_id:
        _give_to(full_record, action.id, inspector)
    assert f"do=end-action-{action.id}" in words_of(visit("my-areas", "link-inspector"))


def _give_to(engine: Engine, action_id: int, owner: Viewer) -> None:
    chair = looking_as(engine, "senior-manager")
    with unit_of_work(engine, by=chair, deed="x") as session:
        change_given_action(session, by=chair, on=today(), action_id=action_id, owner_id=owner.person_id or 0)


def test_what_was_put_off_heads_the_next_agenda(full_record: Engine) -> None:
    with reading(full_record) as session:
        found = minutes(session, looking_as(full_record, "senior-manager"), on=today(), meeting_id=2)
    assert found is not None
    assert found.items[0].carried_from_id is not None


def test_a_closed_meeting_offers_nothing_but_its_open_actions(full_record: Engine, visit: Visit) -> None:
    said = words_of(visit("meeting", "senior-manager", meeting=CLOSED))
    assert "do=end-action" in said
    for form in ("close-meeting", "start-meeting", "add-item", "attendance", "defer-item", "amend-decision"):
        assert f"do={form}" not in said


def test_closed_minutes_are_on_the_screen_what_they_were_when_they_closed(full_record: Engine, visit: Visit) -> None:
    """Names of people and areas, and where an area stood, are those of the close; owners are told as they are now."""
    views: tuple[dict[str, str], ...] = ({"meeting": CLOSED}, {"meeting": CLOSED, "item": "1"})
    before = [_told_in(visit, view) for view in views]
    with unit_of_work(full_record, by=SYSTEM, deed="change_person") as session:
        owners = set(session.exec(select(MeetingAction.owner_id)))
        looks = looking_as(full_record, "link-inspector").person_id
        for person in session.exec(select(Person).where(col(Person.id).not_in({*owners, looks}))):
            person.display_name = f"Renamed {person.id}"
        for area in session.exec(select(Area)):
            area.short_name = f"Renamed {area.gss_code}"
        for item in session.exec(select(ActionItem).where(col(ActionItem.status) == ItemStatus.IN_PROGRESS)):
            item.due_on = today() - timedelta(days=400)
    assert [_told_in(visit, view) for view in views] == before


def _told_in(visit: Visit, view: dict[str, str]) -> str:
    """What is told below the frame, which says when the page was read."""
    return words_of(visit("meeting", "link-inspector", **view)).split("</div>\n", 1)[1]
