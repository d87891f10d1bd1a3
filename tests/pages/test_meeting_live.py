"""What a meeting saves while it is typed: who may, from where, how much, and that nothing is done twice or lost."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import live, passes, sign_in
from dashboard.passes import Pass, signed
from dashboard.session import now, today
from data_models.commands.meetings import start_meeting
from data_models.database import reading, unit_of_work
from data_models.queries.meetings import Minutes, minutes
from data_models.queries.record import head
from data_models.tables import LiveWords
from data_models.vocabulary import AgendaState
from tests.journeys.serving import CONTACT_WORDS
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

RUNNING, CLOSED = 2, 1
OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
Post = Callable[..., Any]


@pytest.fixture
def under_way(full_record: Engine) -> Engine:
    """The demonstration, in the meeting that was planned for this week."""
    chair = looking_as(full_record, "senior-manager")
    with unit_of_work(full_record, by=chair, deed="run_meeting") as session:
        start_meeting(session, by=chair, on=today(), meeting_id=RUNNING)
    return full_record


@pytest.fixture
def browser(under_way: Engine) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=live.routes())) as client:
        yield client


def shown(engine: Engine, meeting_id: int = RUNNING) -> Minutes:
    with reading(engine) as session:
        found = minutes(session, looking_as(engine, "senior-manager"), on=today(), meeting_id=meeting_id)
    assert found is not None
    return found


def item(engine: Engine, meeting_id: int = RUNNING) -> int:
    return shown(engine, meeting_id).items[0].id


def a_pass(engine: Engine, **changed: Any) -> str:
    whose: dict[str, Any] = {"who": "senior-manager", "meeting_id": RUNNING, "item_id": item(engine), "room": False}
    return signed(Pass(**{**whose, "until": today().isoformat()} | changed))


def typed(engine: Engine, text: str = "Hello", **given: Any) -> dict[str, Any]:
    said = {"pass": a_pass(engine), "field": "notes", "text": text, "base": 1, "hand": "h", "stroke": 1, "joins": []}
    return said | given


def send(browser: TestClient, name: str, said: dict[str, Any], **headers: str) -> Any:
    return browser.post(f"/live/{name}", content=json.dumps(said), headers=OURS | headers)


def stands(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return [one.text for one in session.exec(select(LiveWords))]


def changes(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


def test_typed_words_are_in_the_database_at_once_and_no_change_yet(browser: TestClient, under_way: Engine) -> None:
    before = changes(under_way)
    answer = send(browser, "save", typed(under_way))
    assert (answer.status_code, answer.json()["version"], stands(under_way)) == (200, 2, ["Hello"])
    assert answer.headers["cache-control"] == "no-store"
    assert changes(under_way) == before


REFUSED: dict[str, tuple[dict[str, Any], dict[str, str], int]] = {
    "no pass": ({"pass": None}, {}, 403),
    "a pass of nobody": ({"pass": "x.y"}, {}, 403),
    "a number for a pass": ({"pass": 7}, {}, 403),
    "another page": ({}, {"Origin": "http://elsewhere.example"}, 403),
    "a page of a neighbour": ({}, {"Sec-Fetch-Site": "same-site"}, 403),
    "a number for a text": ({"text": 7}, {}, 422),
    "a truth for a number": ({"base": True}, {}, 422),
    "a field there is not": ({"field": "title"}, {}, 422),
    "no hand": ({"hand": ""}, {}, 422),
    "a long name for a hand": ({"hand": "h" * 65}, {}, 422),
    "a long text": ({"text": "x" * 4001}, {}, 422),
    "a huge text": ({"text": "x" * 70_000}, {}, 422),
    "a huge number": ({"stroke": 10**12}, {}, 422),
    "a word for a list": ({"joins": "h"}, {}, 422),
    "half a character in a pass": ({"pass": "\ud800.x"}, {}, 403),
    "half a character in its signature": ({"pass": "x.\ud800"}, {}, 403),
    "an address that is none": ({}, {"Origin": "http://[elsewhere"}, 403),
}


def test_what_is_not_understood_is_refused(browser: TestClient, under_way: Engine) -> None:
    whole = typed(under_way)
    for name, (changed, headers, status) in REFUSED.items():
        answer = send(browser, "save", whole | changed, **headers)
        assert (answer.status_code, bool(answer.json()["said"])) == (status, True), name
    assert stands(under_way) == []


def test_a_request_that_does_not_say_where_it_is_from_is_refused(browser: TestClient, under_way: Engine) -> None:
    answer = browser.post("/live/save", json=typed(under_way))
    assert (answer.status_code, stands(under_way)) == (403, [])


def test_what_is_no_object_is_refused(browser: TestClient) -> None:
    for body in (b"", b"[]", b"{", b"\xff", b"[" * 50_000):
        assert browser.post("/live/save", content=body, headers=OURS).status_code == 422


WRONG_PASSES: tuple[dict[str, Any], ...] = (
    {"who": "link-inspector"},
    {"who": "administrator"},
    {"who": "shared-screen"},
    {"who": "nobody"},
    {"who": ""},
    {"room": True},
    {"until": (today() - timedelta(days=1)).isoformat()},
    {"item_id": 10**12},
    {"item_id": -1},
)


def test_a_pass_saves_only_for_whoever_may(browser: TestClient, under_way: Engine) -> None:
    before, whole = changes(under_way), typed(under_way, what="decision", decision="x", token="t")
    for changed in WRONG_PASSES:
        for name in ("save", "show", "record"):
            answer = send(browser, name, whole | {"pass": a_pass(under_way, **changed)})
            assert answer.status_code in (403, 422), (changed, name)
    assert (stands(under_way), changes(under_way)) == ([], before)


def test_a_pass_that_was_altered_is_none(browser: TestClient, under_way: Engine) -> None:
    said, _, signature = a_pass(under_way, who="link-inspector").partition(".")
    other = a_pass(under_way).partition(".")[0]
    assert send(browser, "save", typed(under_way) | {"pass": f"{other}.{signature}"}).status_code == 403
    assert said != other


def test_where_people_sign_in_a_pass_is_good_only_with_their_cookie(
    browser: TestClient, under_way: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "wants_demonstration", lambda: False)
    monkeypatch.setattr(sign_in, "set_up", lambda: {"cookie_secret": "s" * 40})
    assert send(browser, "save", typed(under_way)).status_code == 403
    assert stands(under_way) == []


def test_a_pass_is_the_same_all_day_and_another_for_another_viewer(under_way: Engine) -> None:
    assert a_pass(under_way) == a_pass(under_way)
    assert a_pass(under_way) != a_pass(under_way, who="support-officer")
    assert passes.read_pass(a_pass(under_way), today()).meeting_id == RUNNING


def test_two_screens_keep_both_texts(browser: TestClient, under_way: Engine) -> None:
    send(browser, "save", typed(under_way, "Mine"))
    answer = send(browser, "save", typed(under_way, "Theirs", hand="other"))
    assert answer.status_code == 409
    assert answer.json()["words"]["text"] == "Mine"
    assert sorted(stands(under_way)) == ["Mine", "Theirs"]


def test_what_looks_like_personal_data_is_said_while_it_is_typed_and_kept(
    browser: TestClient, under_way: Engine
) -> None:
    answer = send(browser, "save", typed(under_way, "Call 0131 496 0000"))
    assert answer.json()["doubts"] == ["“0131 496 0000” (a telephone number)"]
    assert stands(under_way) == ["Call 0131 496 0000"]


def test_a_stretch_of_typing_becomes_one_change(
    browser: TestClient, under_way: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = changes(under_way)
    for number in range(1, 6):
        monkeypatch.setattr(live, "now", lambda number=number: now() + timedelta(seconds=40 * number))
        send(browser, "save", typed(under_way, "word " * number, base=number, stroke=number))
    assert changes(under_way) == before + 1
    assert shown(under_way).items[0].notes == ("word " * 4).strip()


def test_going_to_another_item_seals_the_notes_of_the_one_that_is_left(browser: TestClient, under_way: Engine) -> None:
    send(browser, "show", {"pass": a_pass(under_way)})
    send(browser, "save", typed(under_way, "Said of the first"))
    second = shown(under_way).items[1].id
    assert send(browser, "show", {"pass": a_pass(under_way, item_id=second)}).status_code == 200
    assert shown(under_way).items[0].notes == "Said of the first"


def test_a_room_sees_what_is_on_show_and_what_is_typed_and_nothing_of_a_contact(
    browser: TestClient, under_way: Engine
) -> None:
    send(browser, "show", {"pass": a_pass(under_way)})
    send(browser, "save", typed(under_way, "Seen by the room"))
    answer = send(browser, "look", {"pass": a_pass(under_way, who="shared-screen", room=True)})
    assert answer.json()["shown"]["position"] == 1
    assert [one["text"] for one in answer.json()["words"]] == ["Seen by the room"]
    assert CONTACT_WORDS not in answer.text


def test_a_room_on_another_item_is_never_sent_the_notes_of_the_one_on_show(
    browser: TestClient, under_way: Engine
) -> None:
    send(browser, "show", {"pass": a_pass(under_way)})
    send(browser, "save", typed(under_way, "Said of the first area"))
    for elsewhere in (0, shown(under_way).items[1].id):
        room = a_pass(under_way, who="shared-screen", room=True, item_id=elsewhere)
        assert send(browser, "look", {"pass": room}).json()["words"] == []


def test_a_look_costs_three_statements(browser: TestClient, under_way: Engine) -> None:
    said = {"pass": a_pass(under_way)}
    send(browser, "look", said)
    with counting_statements(under_way) as counted:
        send(browser, "look", said)
    assert counted.count <= 3


def test_a_decision_sent_twice_is_recorded_once(browser: TestClient, under_way: Engine) -> None:
    said = {"pass": a_pass(under_way), "what": "decision", "decision": "Keep it", "token": "t"}
    assert [send(browser, "record", said).status_code for _ in range(2)] == [200, 200]
    assert [one.text for one in shown(under_way).items[0].decisions] == ["Keep it"]


def test_a_deed_that_cannot_be_told_from_another_is_refused_and_not_taken_for_it(
    browser: TestClient, under_way: Engine
) -> None:
    for words in ("First", "Second"):
        said = {"pass": a_pass(under_way), "what": "decision", "decision": words}
        assert send(browser, "record", said).status_code == 422
    assert shown(under_way).items[0].decisions == ()


def test_half_a_character_is_refused_or_kept_as_one_that_is_missing(browser: TestClient, under_way: Engine) -> None:
    half = "\ud83d"
    assert send(browser, "save", typed(under_way, half, hand=half, joins=[half])).status_code == 200
    assert stands(under_way) == ["\ufffd"]
    said = {"pass": a_pass(under_way), "what": "decision", "decision": f"Keep {half}", "token": half}
    assert send(browser, "record", said).status_code == 200
    assert [one.text for one in shown(under_way).items[0].decisions] == ["Keep \ufffd"]
    action = {"what": "action", "action": "Ask", "action_owner": "1", "action_due": half}
    assert send(browser, "record", said | action).status_code == 422


def test_what_two_chairs_record_at_once_is_recorded_once(browser: TestClient, under_way: Engine) -> None:
    owner = looking_as(under_way, "link-inspector").person_id
    given = {"action": "Ask", "action_owner": f"{owner}", "action_due": "tomorrow", "decision": "Keep it"}
    for what in ("decision", "action"):
        said = {"pass": a_pass(under_way), "what": what, **given}
        answers = [send(browser, "record", said | {"token": token}) for token in ("mine", "theirs")]
        assert [one.status_code for one in answers] == [200, 422]
        assert "already, in these words" in answers[1].json()["said"]
    item = shown(under_way).items[0]
    assert (len(item.decisions), len(item.actions)) == (1, 1)


def test_an_action_is_recorded_with_its_day_as_it_was_written(browser: TestClient, under_way: Engine) -> None:
    owner = looking_as(under_way, "link-inspector").person_id
    said = {"pass": a_pass(under_way), "what": "action", "action": "Ask", "token": "t", "action_owner": f"{owner}"}
    for due, sentence in (("", "Write the day it is due"), ("soon", "is not a day"), ("yesterday", "is past")):
        answer = send(browser, "record", said | {"action_due": due})
        assert (answer.status_code, sentence in answer.json()["said"]) == (422, True)
    assert send(browser, "record", said | {"action_due": "tomorrow", "action_owner": ""}).status_code == 422
    assert send(browser, "record", said | {"action_due": "tomorrow"}).status_code == 200
    (action,) = shown(under_way).items[0].actions
    assert (action.owner_id, action.due_on) == (owner, today() + timedelta(days=1))


def test_covered_is_said_with_the_notes_that_were_typed(browser: TestClient, under_way: Engine) -> None:
    send(browser, "save", typed(under_way, "All is well"))
    said = {"pass": a_pass(under_way), "what": "cover", "token": "t"}
    assert send(browser, "record", said).status_code == 200
    first = shown(under_way).items[0]
    assert (first.state, first.notes) == (AgendaState.COVERED, "All is well")
    assert send(browser, "record", said | {"what": "close"}).status_code == 422


def test_a_closed_meeting_takes_no_words(browser: TestClient, under_way: Engine) -> None:
    answer = send(browser, "save", typed(under_way) | {"pass": a_pass(under_way, item_id=item(under_way, CLOSED))})
    assert answer.status_code == 422
    assert "Copy these words" in answer.json()["said"]
