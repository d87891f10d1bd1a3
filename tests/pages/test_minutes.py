"""The minutes of a meeting as they leave: Word and PDF, opened by other libraries and compared with the screen."""

import io
from datetime import timedelta
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlmodel import col, select

from dashboard import session as dashboard_session
from dashboard.cli import main
from dashboard.documents import NOT_OUTSIDE
from dashboard.personas import PERSONAS
from dashboard.reports.minutes import DRAFT, FROZEN, WHAT_A_DRAFT_IS
from dashboard.session import today
from dashboard.wording import day, say
from data_models.commands.agenda import cover_agenda_item, defer_agenda_item
from data_models.commands.meeting_decisions import change_given_action, end_given_action, give_action, record_decision
from data_models.commands.meeting_notes import keep_notes
from data_models.commands.meetings import start_meeting
from data_models.database import reading, unit_of_work
from data_models.queries.meetings import Minutes, minutes
from data_models.tables import Area, MeetingAction, Person
from data_models.visibility import SYSTEM
from data_models.vocabulary import AgendaState, MeetingActionState, Presence, RoleName
from seed_data.demonstration.under_way import EMBARGOED_WORDS
from tests.builders import there
from tests.pages.test_reports import WORDS_IN, caption_of, refused, sent, words_in_pdf, words_in_word
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as

CLOSED, COMING = "MT-0001", "MT-0002"
READERS = [one.key for one in PERSONAS if one.role is not RoleName.SHARED_SCREEN]
HOSTILE = "Ask <b>them</b> =1+1 *now* {{x}}"
ENDINGS = pytest.mark.parametrize("ending", ["docx", "pdf"])


def held(engine, number: int = 1) -> Minutes:
    with reading(engine) as session:
        return there(minutes(session, SYSTEM, on=today(), meeting_id=number))


def chair(engine):
    return looking_as(engine, "senior-manager")


@pytest.fixture
def under_way(full_record):
    """The meeting of this week, with two items settled and the rest to come."""
    by = chair(full_record)
    given = {"by": by, "on": today()}
    with unit_of_work(full_record, by=by, deed="run_meeting") as session:
        start_meeting(session, **given, meeting_id=2)
    first, second = (one.id for one in held(full_record, 2).items[:2])
    with unit_of_work(full_record, by=by, deed="run_meeting") as session:
        keep_notes(session, **given, item_id=first, text="First line\nsecond line")
        record_decision(session, **given, item_id=first, text=HOSTILE)
        owner, due_on = there(by.person_id), today() + timedelta(days=9)
        give_action(session, **given, item_id=first, text=HOSTILE, owner_id=owner, due_on=due_on)
        cover_agenda_item(session, **given, item_id=first)
        defer_agenda_item(session, **given, item_id=second, reason="Its report comes next week")
    return full_record


def headings(content: bytes) -> list[str]:
    found: Any = docx.Document(io.BytesIO(content))
    return [one.text for one in found.paragraphs if one.style.name.startswith(("Heading", "Title"))]


def tables(content: bytes) -> dict[str, list[list[str]]]:
    found: Any = docx.Document(io.BytesIO(content))
    return {caption_of(one): [[cell.text for cell in row.cells] for row in one.rows] for one in found.tables}


def in_the_order(told: str, *words: str) -> None:
    place = 0
    for one in words:
        place = told.index(" ".join(one.split()), place) + 1


# --- what they say ---


@ENDINGS
def test_a_document_says_what_the_minutes_on_the_screen_say(full_record, visit, ending):
    screen = words_of(visit("meeting", "link-inspector", meeting=CLOSED))
    told = WORDS_IN[ending](sent("minutes", ending, meeting=CLOSED))
    meeting = held(full_record)
    assert [one for one in meeting.items if one.notes and one.decisions and one.actions]
    for item in meeting.items:
        actions = [words for one in item.actions for words in (one.reference, one.given_to, day(one.first_due_on))]
        said = [*item.notes.splitlines(), *(one.text for one in item.decisions), *actions, item.reason]
        for words in (item.title, *filter(None, said)):
            assert words in screen
            assert words in told
        in_the_order(told, f"{item.position}. {item.title}: {say(item.state).lower()}", *item.notes.splitlines())
    for one in meeting.attendance:
        assert one.name in screen
        assert one.name in told
    assert FROZEN in told
    assert DRAFT not in told
    assert f"As of the close of {CLOSED} on {day(there(meeting.closed_on))}" in told
    assert f"with change {there(meeting.closed_at_change):,}" in told


@ENDINGS
def test_they_are_read_in_the_order_of_the_meeting(full_record, ending):
    meeting = held(full_record)
    items = [f"{one.position}. {one.title}: {say(one.state).lower()}" for one in meeting.items]
    expected = [
        f"{meeting.title}, {day(meeting.held_on)}: minutes",
        "Who was there",
        "What was said of each item",
        *items,
        "Deferred",
        "About this document",
    ]
    content = sent("minutes", ending, meeting=CLOSED)
    if ending == "docx":
        assert headings(content) == expected
    else:
        in_the_order(words_in_pdf(content), *expected)


def test_who_was_there_is_told_by_role_and_actions_with_owner_and_day(full_record):
    meeting, found = held(full_record), tables(sent("minutes", "docx", meeting=CLOSED))
    told = {row[0]: row[1:] for row in found["Who was there, by role"][1:]}
    for role in {one.role for one in meeting.attendance}:
        of_role = [one for one in meeting.attendance if one.role is role]
        assert told.pop(say(role)) == [
            ", ".join(one.name for one in of_role if one.presence is presence)
            for presence in (Presence.PRESENT, Presence.APOLOGIES)
        ]
    assert not told
    given = {caption: rows[1:] for caption, rows in found.items() if caption.startswith("Actions given")}
    assert given == {
        f"Actions given in item {item.position}": [
            [one.reference, one.text, one.given_to, day(one.first_due_on)] for one in item.actions
        ]
        for item in meeting.items
        if item.actions
    }


@ENDINGS
def test_what_was_put_off_stands_together_with_why(full_record, ending):
    told = WORDS_IN[ending](sent("minutes", ending, meeting=CLOSED))
    put_off = [one for one in held(full_record).items if one.state is AgendaState.DEFERRED]
    assert put_off
    in_the_order(told[told.rindex("Deferred") :], *(f"{one.position}. {one.title}: {one.reason}" for one in put_off))


# --- a draft ---


@ENDINGS
def test_a_meeting_under_way_has_a_draft_that_says_so_and_what_is_left(under_way, ending):
    told = WORDS_IN[ending](sent("minutes", ending, meeting=COMING))
    meeting = held(under_way, 2)
    left = [f"{one.position}. {one.title}" for one in meeting.left]
    assert len(left) == len(meeting.items) - 2
    in_the_order(told, DRAFT, WHAT_A_DRAFT_IS, "First line", "second line", "Neither covered nor deferred yet", *left)
    assert FROZEN not in told
    title = f"{meeting.title}, {day(meeting.held_on)}: draft minutes"
    pages = PdfReader(io.BytesIO(sent("minutes", "pdf", meeting=COMING))).pages
    assert len(pages) > 1
    assert all(title in " ".join(one.extract_text().split()) for one in pages)
    assert told.replace(" ", "").count(HOSTILE.replace(" ", "")) == 2


def test_one_that_has_not_begun_has_none(full_record):
    assert refused("minutes", meeting=COMING) == (
        404,
        f"The meeting {COMING} has not begun: there are no minutes of it yet.",
    )


# --- frozen ---


@ENDINGS
def test_closed_minutes_are_the_same_bytes_on_whatever_day_and_whatever_was_done_since(
    full_record, ending, monkeypatch
):
    first = sent("minutes", ending, meeting=CLOSED)
    by = chair(full_record)
    with unit_of_work(full_record, by=by, deed="x") as session:
        given = {"by": by, "on": today()}
        still_open = col(MeetingAction.state) == MeetingActionState.OPEN, col(MeetingAction.meeting_id) == 1
        passed_on, ended = session.exec(select(MeetingAction).where(*still_open).order_by(col(MeetingAction.id))).all()
        change_given_action(session, **given, action_id=passed_on.id, owner_id=there(by.person_id))
        end_given_action(session, **given, action_id=ended.id, outcome=MeetingActionState.DONE, reason="It is done")
        session.get_one(Person, ended.owner_id).display_name = "Another Name"
        session.get_one(Area, there(ended.area_code)).short_name = "Another place"
    assert sent("minutes", ending, meeting=CLOSED) == first
    yesterday, later = today() - timedelta(days=1), today() + timedelta(days=3)
    assert sent("minutes", ending, meeting=CLOSED, as_of=str(yesterday)) == first
    monkeypatch.setattr(dashboard_session, "today", lambda: later)
    assert sent("minutes", ending, meeting=CLOSED) == first


def test_as_of_a_day_before_it_was_closed_it_had_none(full_record):
    before = there(held(full_record).closed_on) - timedelta(days=1)
    assert refused("minutes", meeting=CLOSED, as_of=str(before))[0] == 404


# --- who may have them ---


@pytest.mark.parametrize(
    "params",
    [{"for": "outside"}, {"screen": "shared"}, {"persona": "shared-screen"}],
    ids=str,
)
def test_nobody_outside_and_no_room_is_sent_minutes(full_record, visit, params):
    assert refused("minutes", meeting=CLOSED, **params) == (403, NOT_OUTSIDE)


def test_everybody_who_may_read_them_is_sent_the_same(full_record):
    told = {one: words_in_word(sent("minutes", "docx", meeting=CLOSED, persona=one)) for one in READERS}
    assert len({one[: one.index("About this document")] for one in told.values()}) == 1
    assert not [words for words in EMBARGOED_WORDS for one in told.values() if words in one]


@pytest.mark.parametrize(
    ("meeting", "says"),
    [
        ("", "Say which meeting"),
        ("x", "is not a number of the record"),
        ("AP-0001", "is not a number of the record"),
        ("MT-0099", "There is no meeting MT-0099"),
    ],
)
def test_what_there_is_not_is_a_sentence(full_record, meeting, says):
    answered, words = refused("minutes", meeting=meeting)
    assert (answered, says in words) == (404, True)


# --- the ways to them ---


def test_the_page_of_a_meeting_leads_to_its_minutes(under_way, visit):
    closed, running = (words_of(visit("meeting", "link-inspector", meeting=one)) for one in (CLOSED, COMING))
    assert f"reports/minutes.docx?persona=link-inspector&amp;meeting={CLOSED}" in closed
    assert f"reports/minutes.pdf?persona=link-inspector&amp;meeting={COMING}" in running
    assert "as a draft" in running
    assert "as a draft" not in closed


def test_no_way_leads_there_before_a_room_nor_before_it_has_begun(full_record, visit):
    for params in ({"meeting": CLOSED, "screen": "shared"}, {"meeting": COMING}):
        assert "reports/minutes" not in words_of(visit("meeting", "senior-manager", **params))


def test_the_page_of_documents_offers_them_of_the_meeting_chosen_to_whoever_may_have_them(full_record, visit):
    assert "Choose a meeting above." in words_of(visit("reports"))
    assert f"meeting={CLOSED}" in words_of(visit("reports", meeting=CLOSED))
    outside = words_of(visit("reports", meeting=CLOSED, **{"for": "outside"}))
    assert "reports/minutes" not in outside
    assert "for nobody outside" in outside
    assert "There is no meeting with minutes" in words_of(visit("reports", meeting=COMING))


def test_without_meetings_the_page_of_documents_says_so(empty_record, visit):
    assert "No meeting has begun yet." in words_of(visit("reports"))


def test_the_command_line_writes_them_and_says_what_it_cannot(full_record, tmp_path):
    for ending in ("docx", "pdf"):
        done = CliRunner().invoke(
            main, ["export", "minutes", CLOSED, "--format", ending, "--output", str(tmp_path / ending)]
        )
        assert done.exit_code == 0, done.output
        assert FROZEN in WORDS_IN[ending]((tmp_path / ending).read_bytes())
    assert "has not begun" in CliRunner().invoke(main, ["export", "minutes", COMING]).stderr
    assert len(PdfReader(tmp_path / "pdf").pages) < 5
