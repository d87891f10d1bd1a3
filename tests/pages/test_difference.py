"""What changed between two days, as the page tells it: to everybody what they may read, in sentences with both days."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from dashboard.components.changes.kinds import KINDS
from dashboard.components.changes.two_days import NONE_CLOSED
from dashboard.happening_words import SUBJECTS, TELLERS
from dashboard.session import today
from dashboard.wording import day
from data_models.commands.agenda import cover_agenda_item
from data_models.commands.meetings import close_meeting, start_meeting
from data_models.database import reading, unit_of_work
from data_models.queries.record import head
from data_models.queries.states import TABLE_OF
from data_models.rules.happenings import Happened
from data_models.tables import AgendaItem, Contact, Inspection, InspectionArea, Meeting, TeamMember
from data_models.visibility import SYSTEM
from data_models.vocabulary import ContactKind, PublicationState, TeamRole
from tests.builders import there
from tests.data_models.queries.small_record import put
from tests.pages.test_changes import EVERYBODY, OUTSIDERS, OWN, SECRET, SENIOR, contacted, muted, own_area, own_flag
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements


def since(days: int) -> dict[str, str]:
    return {"from": f"{today() - timedelta(days=days)}"}


def between(first: int, last: int) -> dict[str, str]:
    return since(first) | {"to": f"{today() - timedelta(days=last)}"}


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_reads_what_changed(full_record, visit, persona):
    said = words_of(visit("changes", persona, **between(55, 24)))
    assert "Areas that got worse" in said
    assert said.index("Areas that got worse") < said.index("Area by area") < said.index("Status, then and now")


def test_every_change_leads_to_the_usual_days(full_record, visit):
    said = words_of(visit("changes"))
    assert "Since a week ago" in said
    assert f"from={today() - timedelta(days=7)}" in said


# --- since the last closed meeting ---

LAST = {"from": "last-meeting"}


def closed_now(engine):
    """The coming meeting, held and closed at once; the change that closed it."""
    by = looking_as(engine, SENIOR)
    given: dict[str, Any] = {"by": by, "on": today()}
    with unit_of_work(engine, by=by, deed="run_meeting") as session:
        start_meeting(session, **given, meeting_id=2)
        for item in session.exec(select(AgendaItem).where(col(AgendaItem.meeting_id) == 2)).all():
            cover_agenda_item(session, **given, item_id=item.id)
    with unit_of_work(engine, by=by, deed="close_meeting") as session:
        close_meeting(session, **given, meeting_id=2)
        return session.get_one(Meeting, 2).closed_at_change


def test_the_last_closed_meeting_is_where_people_begin(full_record, visit):
    with reading(full_record) as session:
        meeting = session.get_one(Meeting, 1)
    closed_on = day(there(meeting.closed_on))
    assert "from=last-meeting" in words_of(visit("changes"))
    said = words_of(visit("changes", OWN, **LAST))
    assert 'aria-current="true">Since the last closed meeting' in said
    assert f"What came after MT-0001 was closed on {closed_on}" in said
    assert "meeting=MT-0001" in said
    assert f"From the close of MT-0001 on {closed_on} to this moment" in said
    newest = head_of(full_record)
    assert f"{newest - there(meeting.closed_at_change):,} changes of the record" in said
    assert "From the close of MT-0001" in words_of(visit("changes", OWN, **{"from": "the Last  meeting"}))


def head_of(engine) -> int:
    with reading(engine) as session:
        return head(session).change


def test_what_was_done_after_the_close_on_the_same_day_is_told_and_what_was_done_before_it_is_not(full_record, visit):
    muted(full_record)
    closed_now(full_record)
    nothing = words_of(visit("changes", OWN, **LAST))
    assert "From the close of MT-0002" in nothing
    assert "flag muted until" not in nothing
    contacted(full_record)
    said = words_of(visit("changes", OWN, **LAST, area=own_area(full_record)))
    assert SECRET in said
    assert "flag muted until" not in said


def test_looking_back_it_is_the_last_that_was_closed_by_then(full_record, visit):
    closed_now(full_record)
    said = words_of(visit("changes", OWN, **LAST, as_of=f"{today() - timedelta(days=1)}"))
    assert "From the close of MT-0001" in said


def test_it_ends_on_a_day_that_is_asked_for_and_not_before_the_meeting(full_record, visit):
    asked = LAST | {"to": f"{today() - timedelta(days=9)}"}
    assert f"to the end of {day(today() - timedelta(days=9))}" in words_of(visit("changes", **asked))
    before = LAST | {"to": f"{today() - timedelta(days=90)}"}
    assert "so there is nothing between them" in words_of(visit("changes", **before))


@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_where_no_meeting_was_closed_there_is_no_such_choice_and_a_sentence_for_the_address(request, visit, record):
    request.getfixturevalue(record)
    assert "last-meeting" not in words_of(visit("changes"))
    said = words_of(visit("changes", **LAST))
    assert NONE_CLOSED in said
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)


def test_before_the_first_was_closed_there_is_no_such_choice_either(full_record, visit):
    with reading(full_record) as session:
        before = there(session.get_one(Meeting, 1).closed_on) - timedelta(days=1)
    assert "last-meeting" not in words_of(visit("changes", as_of=f"{before}"))
    assert NONE_CLOSED in words_of(visit("changes", **LAST, as_of=f"{before}"))


def test_what_was_done_today_is_told_with_its_change_and_both_days(full_record, visit):
    number = muted(full_record)
    said = words_of(visit("changes", OWN, **since(1), kind="flags"))
    assert f"flag muted until {day(today() + timedelta(days=10))}" in said
    assert f">{number:,}</a>" in said
    assert f"as_of={today() - timedelta(days=1)}" in said


def test_one_area_is_told_with_every_field(full_record, visit):
    muted(full_record)
    said = words_of(visit("changes", OWN, **since(1), area=own_flag(full_record).area_code, kind="flags"))
    assert "Fields, before and after" in said
    assert "<b>mute reason</b>" in said


@pytest.mark.parametrize("kind", KINDS)
def test_each_number_opens_what_it_counts(full_record, visit, kind):
    said = words_of(visit("changes", SENIOR, **since(300), kind=kind))
    assert KINDS[kind].words in said
    assert "Everything that changed" in said


def test_an_entry_long_after_its_day_is_seen_as_late(full_record, visit):
    held = today() - timedelta(days=40)
    with unit_of_work(full_record, by=SYSTEM, deed="log_contact") as session:
        area = own_area(full_record)
        put(session, Contact(area_code=area, held_on=held, kind=ContactKind.MEETING, summary="Met"))
    said = words_of(visit("changes", OWN, **since(1), area=area, kind="late"))
    assert "entered late" in said
    assert f"about {day(held)}, entered 6 weeks later, on {day(today())}" in said


@pytest.mark.parametrize("persona", EVERYBODY)
def test_what_contacts_were_about_is_told_to_the_areas_own_and_senior_managers(full_record, visit, persona):
    contacted(full_record)
    area = own_area(full_record)
    said = words_of(visit("changes", persona, **since(1), area=area))
    reads = persona in (OWN, SENIOR) or SECRET in said
    assert (SECRET in said) is reads
    if persona in OUTSIDERS:
        assert SECRET not in said


@pytest.mark.parametrize("persona", [*EVERYBODY, "before a room"])
def test_what_is_not_published_is_not_told(full_record, visit, persona):
    with unit_of_work(full_record, by=SYSTEM, deed="record_evaluation") as session:
        embargoed = col(Inspection.publication_state) == PublicationState.EMBARGOED
        draft = there(session.exec(select(Inspection).where(embargoed)).first())
        draft.summary = SECRET
    shared = {"screen": "shared"} if persona == "before a room" else {}
    role = SENIOR if persona == "before a room" else persona
    said = words_of(visit("changes", role, **since(1), **shared))
    for one in areas_of(full_record, draft.id):
        said += words_of(visit("changes", role, **since(1), area=one, **shared))
    if persona == SENIOR:
        assert SECRET in said
    if persona in (*OUTSIDERS, "before a room"):
        assert SECRET not in said


def areas_of(engine, inspection_id):
    with reading(engine) as session:
        wanted = col(InspectionArea.inspection_id) == inspection_id
        return [one.area_code for one in session.exec(select(InspectionArea).where(wanted))]


@pytest.mark.parametrize(
    "address",
    [
        {"from": "yesteryear"},
        {"from": "1 Jan 0001"},
        {"from": "2026-10-01", "to": "31 Dec 9999"},
        {"from": "1 Jan 1999"},
        {"from": "2026-10-01", "to": "2026-09-01"},
        {"from": "2026-10-01", "to": "2026-10-01"},
        {"from": "2026-10-01", "to": "1 Jan 2999"},
        {"to": "2026-10-01"},
        {"from": "2026-10-01", "kind": "nonsense"},
        {"from": "2026-10-01", "area": "S99"},
    ],
    ids=str,
)
def test_a_bad_address_gets_a_sentence_and_a_way_back(full_record, visit, address):
    said = words_of(visit("changes", **address))
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)


def test_it_is_told_of_the_past_too(full_record, visit):
    """Looking back, the later day is the one looked at, and nothing that came after it is told."""
    muted(full_record)
    said = words_of(visit("changes", OWN, **since(30), as_of=f"{today() - timedelta(days=1)}"))
    assert f"flag muted until {day(today() + timedelta(days=10))}" not in said
    assert "Area by area" in said


def test_it_opens_where_nothing_has_happened(empty_record, visit):
    assert "did not exist yet" in words_of(visit("changes", **since(1)))


def test_it_costs_few_questions_and_one_statement_when_nothing_changed(full_record, visit):
    visit("changes", SENIOR, **between(60, 30))  # makes the connections that look at the past
    muted(full_record)
    with counting_statements(full_record) as first:
        visit("changes", SENIOR, **between(60, 30))
    with counting_statements(full_record) as second:
        visit("changes", SENIOR, **between(60, 30))
    assert (first.count <= 8, second.count) == (True, 1), first.texts


# --- words ---


def test_everything_that_can_happen_has_a_sentence():
    assert set(TELLERS) == set(Happened)


def test_every_record_that_is_known_by_its_number_alone_is_told_with_what_it_is_about():
    told_by_name = {"area", "area_alias", "partnership", "partnership_area", "indicator", "contradiction"}
    parts = {"contact_purpose", "due_date_revision", "inspection_area", "item_recommendation"}
    of_others = {"action_update", "assurance_update", "formal_monitoring", "practice_share", "setting_value"}
    assert set(TABLE_OF.values()) - set(SUBJECTS) == told_by_name | parts | of_others


def test_before_never_leads_to_what_came_after_the_meeting_on_the_day_it_was_closed(full_record, visit):
    closed_now(full_record)
    muted(full_record)
    for area in ({}, {"area": own_flag(full_record).area_code}):
        said = words_of(visit("changes", OWN, **LAST, kind="flags", **area))
        assert f"as_of={today()}" not in said
        assert ">before</a>" not in said
        assert "<b>mute reason</b>" in said


def test_a_place_in_a_team_is_told_to_everybody_and_nothing_is_said_to_be_unchanged_there(full_record, visit):
    with unit_of_work(full_record, by=SYSTEM, deed="change_team") as session:
        gone = there(session.exec(select(TeamMember).where(col(TeamMember.role) == TeamRole.LEAD)).first())
        where = gone.inspection_id
        session.delete(gone)
    area = areas_of(full_record, where)[0]
    said = words_of(visit("changes", SENIOR, **since(1), kind="people"))
    assert "left the team, inspection lead until then" in said
    assert area in said
