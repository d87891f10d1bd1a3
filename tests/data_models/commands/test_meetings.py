"""Meetings: planned, held, closed; nothing they say is lost, nothing they gave vanishes, closed minutes stay."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data_models import live_words
from data_models.commands.agenda import (
    add_agenda_item,
    cover_agenda_item,
    defer_agenda_item,
    move_agenda_item,
    take_up_agenda_item,
)
from data_models.commands.meeting_decisions import (
    amend_decision,
    change_given_action,
    end_given_action,
    give_action,
    record_decision,
)
from data_models.commands.meeting_notes import keep_notes
from data_models.commands.meetings import (
    change_meeting,
    close_meeting,
    plan_meeting,
    record_attendance,
    start_meeting,
)
from data_models.commands.undo import undo_change
from data_models.database import reading, unit_of_work
from data_models.errors import CommandRefused, Conflict, NotAllowed
from data_models.past import reading_past
from data_models.queries.ledger import ledger
from data_models.queries.meetings import Minutes, meetings, minutes
from data_models.queries.my_areas import my_areas
from data_models.queries.record import head, thresholds
from data_models.rules.live_words import DECISION, NOTES, Stroke
from data_models.seals import check_chain
from data_models.visibility import Viewer
from data_models.vocabulary import AgendaState, MatterKind, MeetingActionState, MeetingState, Presence
from tests.builders import ANGUS, TODAY
from tests.data_models.fuzz.world import COLLEAGUE, FIFE, LINK, SENIOR, SUPPORT

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
# Of the small office: MT-0001 is closed, MT-0002 is under way with nothing left, MT-0003 is under way, MT-0004 planned.
CLOSED, DONE, RUNNING, PLANNED = 1, 2, 3, 4


def do(engine: Engine, deed: Callable[..., Any], *, by: Viewer = SENIOR, **given: Any) -> Any:
    with unit_of_work(engine, by=by, deed="x") as session:
        return deed(session, by=by, on=TODAY, **given)


def shown(engine: Engine, meeting_id: int) -> Minutes:
    with reading(engine) as session:
        found = minutes(session, SENIOR, on=TODAY, meeting_id=meeting_id)
    assert found is not None
    return found


def first_item(engine: Engine, meeting_id: int = RUNNING) -> int:
    return shown(engine, meeting_id).items[0].id


def owed_by(engine: Engine, viewer: Viewer) -> set[str]:
    with reading(engine) as session:
        found = my_areas(session, viewer, on=TODAY, thresholds=thresholds(session))
    every = (one for _, matters in found.bands for one in matters)
    return {one.reference for one in every if one.kind is MatterKind.MEETING_ACTION_DUE}


def keep(
    engine: Engine, item_id: int, words: str, *, hand: str = "a", stroke: int = 1, **given: Any
) -> live_words.Kept:
    base, field = given.pop("base", 1), given.pop("field", NOTES)
    said = Stroke(field, words, base, hand, stroke, given.pop("joins", ()))
    return live_words.keep(engine, by=given.pop("by", SENIOR), at=given.pop("at", AT), item_id=item_id, stroke=said)


# --- the agenda ---


def test_what_was_put_off_comes_first_and_once_and_then_the_areas_that_need_somebody(office: Engine) -> None:
    put_off = [one.id for one in shown(office, CLOSED).items if one.state is AgendaState.DEFERRED]
    second = shown(office, DONE)
    assert [one.carried_from_id for one in second.items[: len(put_off)]] == put_off
    assert not [one for one in shown(office, PLANNED).items if one.carried_from_id in put_off]
    assert [one.position for one in second.items] == list(range(1, len(second.items) + 1))
    assert all(one.why for one in second.items)


def test_what_a_meeting_puts_off_while_the_next_is_planned_already_comes_on_that_when_it_starts(office: Engine) -> None:
    for item in shown(office, RUNNING).items:
        do(office, defer_agenda_item, item_id=item.id, reason="No time")
    do(office, close_meeting, meeting_id=RUNNING)
    put_off = {one.id for one in shown(office, RUNNING).items}
    do(office, start_meeting, meeting_id=PLANNED)
    assert put_off <= {one.carried_from_id for one in shown(office, PLANNED).items}


def test_the_order_that_somebody_gave_an_agenda_is_kept_when_the_meeting_starts(office: Engine) -> None:
    for item in shown(office, RUNNING).items:
        do(office, defer_agenda_item, item_id=item.id, reason="No time")
    do(office, close_meeting, meeting_id=RUNNING)
    chair = SENIOR.person_id
    following = do(office, plan_meeting, title="April", held_on=TODAY, chair_id=chair)
    number = following.id
    do(office, add_agenda_item, meeting_id=number, title="Budget")
    proposed = shown(office, number).items
    assert proposed[0].why == "Carried over from the last meeting: No time"
    do(office, move_agenda_item, item_id=proposed[-1].id, to=1)
    do(office, start_meeting, meeting_id=number)
    given = [one.id for one in shown(office, number).items]
    assert given == [proposed[-1].id, *(one.id for one in proposed[:-1])]


@pytest.mark.parametrize("days", [365, -1])
def test_what_was_put_off_comes_in_the_meeting_that_is_held_next_and_not_in_the_one_that_was_planned_first(
    office: Engine, days: int
) -> None:
    for item in shown(office, RUNNING).items:
        do(office, defer_agenda_item, item_id=item.id, reason="No time")
    do(office, close_meeting, meeting_id=RUNNING)
    put_off = {one.id for one in shown(office, RUNNING).items}
    chair, other_day = SENIOR.person_id, TODAY + timedelta(days=days)
    planned_first = do(office, plan_meeting, title="Another day", held_on=other_day, chair_id=chair).id
    assert put_off <= {one.carried_from_id for one in shown(office, planned_first).items}
    following = do(office, plan_meeting, title="Tomorrow", held_on=TODAY + timedelta(days=1), chair_id=chair).id
    assert put_off <= {one.carried_from_id for one in shown(office, following).items}
    do(office, start_meeting, meeting_id=PLANNED)
    assert put_off <= {one.carried_from_id for one in shown(office, PLANNED).items}
    last = do(office, plan_meeting, title="Once more", held_on=TODAY, chair_id=chair).id
    assert not put_off & {one.carried_from_id for one in shown(office, last).items}


def test_an_item_is_moved_and_the_others_close_up(office: Engine) -> None:
    before = [one.id for one in shown(office, RUNNING).items]
    do(office, move_agenda_item, item_id=before[0], to=99)
    assert [one.id for one in shown(office, RUNNING).items] == [*before[1:], before[0]]


def test_an_area_is_on_an_agenda_once_and_other_business_needs_a_title(office: Engine) -> None:
    do(office, add_agenda_item, meeting_id=RUNNING, area_code=FIFE)
    with pytest.raises(CommandRefused, match="is on the agenda already, as item"):
        do(office, add_agenda_item, meeting_id=RUNNING, area_code=FIFE)
    with pytest.raises(CommandRefused, match="Say what the item is about"):
        do(office, add_agenda_item, meeting_id=RUNNING)


def test_a_covered_item_is_taken_up_again(office: Engine) -> None:
    item = first_item(office)
    do(office, cover_agenda_item, item_id=item)
    with pytest.raises(CommandRefused, match="covered already"):
        do(office, defer_agenda_item, item_id=item, reason="Later")
    do(office, take_up_agenda_item, item_id=item)
    assert shown(office, RUNNING).items[0].state is AgendaState.OPEN


def test_what_is_new_is_counted_from_the_change_that_closed_the_last_meeting(office: Engine) -> None:
    closed = shown(office, CLOSED)
    assert shown(office, PLANNED).since_change == closed.closed_at_change
    with reading(office) as session:
        assert head(session).change >= (closed.closed_at_change or 0)
    with reading_past(office, closed.closed_at_change or 0) as session:
        then = minutes(session, SENIOR, on=TODAY, meeting_id=CLOSED)
    assert then == closed


# --- closing ---


def test_closing_is_refused_while_an_item_is_neither_covered_nor_deferred(office: Engine) -> None:
    with pytest.raises(CommandRefused, match="neither covered nor deferred: 1 "):
        do(office, close_meeting, meeting_id=RUNNING)
    with pytest.raises(CommandRefused, match="under way can be closed"):
        do(office, close_meeting, meeting_id=PLANNED)
    do(office, close_meeting, meeting_id=DONE)
    assert shown(office, DONE).state is MeetingState.CLOSED


def test_closing_is_refused_while_a_typed_decision_is_not_recorded(office: Engine) -> None:
    item = first_item(office, DONE)
    keep(office, item, "Half a decision", field=DECISION)
    with pytest.raises(CommandRefused, match="a decision in item 1"):
        do(office, close_meeting, meeting_id=DONE)
    keep(office, item, "", field=DECISION, base=2, stroke=2)
    do(office, close_meeting, meeting_id=DONE)


EVERY_DEED: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "add": (add_agenda_item, {"meeting_id": CLOSED, "title": "More"}),
    "move": (move_agenda_item, {"item_id": 1, "to": 2}),
    "take up": (take_up_agenda_item, {"item_id": 1}),
    "note": (keep_notes, {"item_id": 1, "text": "More"}),
    "decide": (record_decision, {"item_id": 1, "text": "More"}),
    "give": (give_action, {"item_id": 1, "text": "More", "owner_id": 1, "due_on": TODAY}),
    "attend": (record_attendance, {"meeting_id": CLOSED, "person_id": 1, "presence": Presence.PRESENT}),
    "rename": (change_meeting, {"meeting_id": CLOSED, "title": "Another"}),
    "start": (start_meeting, {"meeting_id": CLOSED}),
    "close": (close_meeting, {"meeting_id": CLOSED}),
    "reword": (change_given_action, {"action_id": 1, "text": "Another"}),
}


@pytest.mark.parametrize("name", EVERY_DEED)
def test_closed_minutes_take_nothing_more(sqlite_office: Engine, name: str) -> None:
    deed, given = EVERY_DEED[name]
    before = shown(sqlite_office, CLOSED)
    with pytest.raises(CommandRefused):
        do(sqlite_office, deed, **given)
    assert shown(sqlite_office, CLOSED) == before


def test_the_closing_of_a_meeting_is_not_undone(office: Engine) -> None:
    number = shown(office, CLOSED).closed_at_change
    with pytest.raises(CommandRefused):
        do(office, undo_change, change_id=number, reason="Too soon")


def test_the_database_itself_keeps_closed_minutes_and_every_action(office: Engine) -> None:
    refused = (
        "UPDATE meeting SET title = 'x' WHERE id = 1",
        "UPDATE agenda_item SET notes = 'x' WHERE meeting_id = 1",
        "UPDATE agenda_item SET meeting_id = 1 WHERE meeting_id = 3",
        "DELETE FROM agenda_item WHERE meeting_id = 1",
        "UPDATE meeting_action SET text = 'x' WHERE meeting_id = 1",
        "UPDATE meeting_action SET first_due_on = '2030-01-01' WHERE meeting_id = 1",
        "DELETE FROM meeting_action",
        "DELETE FROM meeting WHERE id = 1",
    )
    for statement in refused:
        with pytest.raises(DBAPIError, match="is never|are never"), office.begin() as connection:
            connection.execute(text(statement))


# --- what was decided and given ---


def test_an_action_is_in_its_owners_queue_at_once_and_its_clock_in_the_ledger(office: Engine) -> None:
    action = do(office, give_action, item_id=first_item(office), text="Ask", owner_id=2, due_on=TODAY)
    assert f"MA-{action.id:04d}" in owed_by(office, COLLEAGUE)
    assert f"MA-{action.id:04d}" not in owed_by(office, LINK) | owed_by(office, SENIOR)
    with reading(office) as session:
        assert ledger(session, on=TODAY, thresholds=thresholds(session)).is_sound


def test_an_action_of_somebody_who_has_left_is_in_the_senior_managers_queue(office: Engine) -> None:
    action = do(office, give_action, item_id=first_item(office), text="Ask", owner_id=5, due_on=TODAY)
    with office.begin() as connection:
        connection.execute(text("UPDATE person SET left_on = '2026-03-02' WHERE id = 5"))
    assert f"MA-{action.id:04d}" in owed_by(office, SENIOR)


def test_an_action_ends_by_its_owner_or_a_senior_manager_and_only_the_latter_drops_it(office: Engine) -> None:
    action = do(office, give_action, item_id=first_item(office), text="Ask", owner_id=2, due_on=TODAY)
    done: dict[str, Any] = {"action_id": action.id, "outcome": MeetingActionState.DONE, "reason": "They answered"}
    with pytest.raises(NotAllowed, match="somebody else's"):
        do(office, end_given_action, by=LINK, **done)
    with pytest.raises(NotAllowed, match="dropped by a senior manager"):
        do(office, end_given_action, by=COLLEAGUE, **done | {"outcome": MeetingActionState.DROPPED})
    do(office, end_given_action, by=COLLEAGUE, **done)
    assert f"MA-{action.id:04d}" not in owed_by(office, COLLEAGUE)
    with pytest.raises(CommandRefused, match="has ended"):
        do(office, end_given_action, **done)


def test_an_action_that_is_passed_on_keeps_what_the_meeting_said(office: Engine) -> None:
    do(office, change_given_action, by=LINK, action_id=1, owner_id=2, due_on=TODAY + timedelta(days=40))
    (action,) = shown(office, CLOSED).items[0].actions
    assert (action.owner_id, action.due_on) == (2, TODAY + timedelta(days=40))
    assert action.first_due_on == TODAY + timedelta(days=14)
    with pytest.raises(CommandRefused, match="is past"):
        do(office, change_given_action, action_id=1, due_on=TODAY - timedelta(days=1))


def test_an_action_put_right_while_its_meeting_lasts_is_what_the_meeting_said(office: Engine) -> None:
    action = do(office, give_action, item_id=first_item(office), text="Ask", owner_id=2, due_on=TODAY)
    later = TODAY + timedelta(days=7)
    do(office, change_given_action, by=SUPPORT, action_id=action.id, text="Ask again", due_on=later)
    kept = shown(office, RUNNING).items[0].actions[0]
    assert (kept.text, kept.first_due_on, kept.due_on) == ("Ask again", later, later)


def test_an_administrator_or_somebody_who_left_is_given_nothing(office: Engine) -> None:
    with pytest.raises(CommandRefused, match="cannot be given an action"):
        do(office, give_action, item_id=first_item(office), text="Ask", owner_id=9, due_on=TODAY)


def test_two_who_put_the_same_decision_right_are_asked(office: Engine) -> None:
    decision = do(office, record_decision, item_id=first_item(office), text="Wait")
    do(office, amend_decision, decision_id=decision.id, text="Wait a week", expected_version=1)
    with pytest.raises(Conflict):
        do(office, amend_decision, decision_id=decision.id, text="Wait a month", expected_version=1)


@pytest.mark.parametrize("viewer", [LINK, COLLEAGUE])
def test_who_neither_chairs_nor_writes_runs_no_meeting(sqlite_office: Engine, viewer: Viewer) -> None:
    for deed, given in (
        (plan_meeting, {"title": "Ours", "held_on": TODAY, "chair_id": 7}),
        (record_decision, {"item_id": first_item(sqlite_office), "text": "Ours"}),
        (keep_notes, {"item_id": first_item(sqlite_office), "text": "Ours"}),
    ):
        with pytest.raises(NotAllowed):
            do(sqlite_office, deed, by=viewer, **given)


def test_meetings_are_listed_under_way_first(office: Engine) -> None:
    with reading(office) as session:
        found = meetings(session, LINK, on=TODAY)
    assert [one.state for one in found][:2] == [MeetingState.RUNNING] * 2
    assert found[-1].state is MeetingState.CLOSED
    assert (found[-1].settled, found[-1].actions, found[-1].open_actions) == (found[-1].items, 1, 1)


# --- words typed live ---


def test_words_are_kept_as_they_are_typed_and_are_no_change_of_the_record_until_they_are_sealed(office: Engine) -> None:
    item, before = first_item(office), _changes(office)
    for number, words in enumerate(("H", "Hel", "Hello "), start=1):
        assert not keep(office, item, words, base=number, stroke=number).is_clash
    assert _changes(office) == before
    do(office, keep_notes, item_id=item)
    assert shown(office, RUNNING).items[0].notes == "Hello"
    assert _changes(office) == before + 1
    with reading(office) as session:
        assert check_chain(session).holds


def test_a_stretch_of_typing_is_to_be_sealed_after_two_minutes(office: Engine) -> None:
    item = first_item(office)
    times = [AT, AT + timedelta(minutes=1), AT + timedelta(minutes=3), AT + timedelta(minutes=4)]
    kept = [keep(office, item, f"{n}", base=n, stroke=n, at=at) for n, at in enumerate(times, start=1)]
    assert [one.is_to_seal for one in kept] == [False, False, True, False]


def test_a_saving_that_comes_again_or_late_changes_nothing(office: Engine) -> None:
    item = first_item(office)
    keep(office, item, "one two", stroke=2)
    again = [keep(office, item, "one", stroke=1), keep(office, item, "one two", stroke=2)]
    assert [(one.words.text, one.is_clash) for one in again] == [("one two", False)] * 2


def test_a_screen_whose_answer_was_lost_goes_on(office: Engine) -> None:
    item = first_item(office)
    keep(office, item, "one", stroke=1)
    kept = keep(office, item, "one two", stroke=2, base=1)
    assert (kept.words.text, kept.is_clash) == ("one two", False)


def test_two_screens_never_overwrite_each_other_unseen(office: Engine) -> None:
    item = first_item(office)
    keep(office, item, "Mine", hand="a")
    clash = keep(office, item, "Theirs", hand="b", by=SUPPORT)
    assert (clash.is_clash, clash.words.text) == (True, "Mine")
    with reading(office) as session:
        assert [(one.writer, one.text) for one in live_words.standing(session, item)] == [("", "Mine"), ("b", "Theirs")]
    joined = keep(office, item, "Mine\nTheirs", hand="b", base=clash.words.version, stroke=2, by=SUPPORT)
    assert not joined.is_clash
    with reading(office) as session:
        assert [one.text for one in live_words.standing(session, item)] == ["Mine\nTheirs"]


def test_what_stands_aside_is_in_the_minutes_when_nobody_has_joined_it(office: Engine) -> None:
    item = first_item(office)
    keep(office, item, "Mine", hand="a")
    keep(office, item, "Theirs", hand="b", by=SUPPORT)
    do(office, cover_agenda_item, item_id=item)
    assert shown(office, RUNNING).items[0].notes == f"Mine\n\nTyped at the same time by {SUPPORT.name}:\nTheirs"


def test_a_closed_meeting_takes_no_words_and_says_what_to_do_with_them(office: Engine) -> None:
    with pytest.raises(CommandRefused, match="Copy these words"):
        keep(office, 1, "Too late")


def test_only_what_is_under_way_is_put_on_the_screens(office: Engine) -> None:
    item = first_item(office)
    assert live_words.show(office, by=SENIOR, at=AT, item_id=item) is None
    with reading(office) as session:
        found = live_words.on_show(session, RUNNING, at=AT + timedelta(seconds=75))
    assert found is not None
    assert (found.item_id, found.position, found.seconds, found.minutes) == (item, 1, 75, 10)
    with pytest.raises(CommandRefused, match="has not begun"):
        live_words.show(office, by=SENIOR, at=AT, item_id=first_item(office, PLANNED))
    with pytest.raises(NotAllowed):
        live_words.show(office, by=LINK, at=AT, item_id=item)


def test_two_people_take_part_and_one_is_struck_off(office: Engine) -> None:
    for person, presence in ((1, Presence.PRESENT), (2, Presence.APOLOGIES), (2, Presence.NOT_EXPECTED)):
        do(office, record_attendance, meeting_id=RUNNING, person_id=person, presence=presence)
    assert [one.person_id for one in shown(office, RUNNING).attendance] == [1]


def _changes(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


def test_a_meeting_looks_at_areas_of_the_office(office: Engine) -> None:
    assert ANGUS in {one.area_code for one in shown(office, DONE).items}
