"""The register of sign-ins, which is kept beside the record and never in it."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from data_models import sign_ins
from data_models.commands.administration import end_sign_ins, link_sign_in
from data_models.database import beside_the_record, reading
from data_models.errors import CommandRefused, RecordUnavailable
from data_models.queries.record import head
from data_models.rules.sign_ins import SignInTimes
from data_models.seals import check_chain
from data_models.tables import Person, SignIn
from data_models.visibility import SYSTEM
from tests.builders import TODAY, a_person, asked, changing, there
from tests.statements import counting_statements

AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
KEY, OTHER = "a" * 64, "b" * 64
MINUTE = timedelta(minutes=1)


@pytest.fixture
def kim(engine: Engine) -> int:
    with changing(engine) as session:
        return a_person(session, name="Kim").id


def known(engine: Engine, key: str = KEY) -> SignInTimes | None:
    with reading(engine) as session:
        return head(session, key).sign_in


def test_a_sign_in_is_read_with_the_head_of_the_record_in_one_statement(engine: Engine, kim: int) -> None:
    sign_ins.begin(engine, KEY, person_id=kim, at=AT)
    with counting_statements(engine) as counted:
        found = known(engine)
    assert (counted.count, found) == (1, SignInTimes(kim, AT, AT))
    assert known(engine, OTHER) is None
    with reading(engine) as session:
        assert head(session).sign_in is None


def test_signing_in_draws_no_number_and_breaks_no_seal(engine: Engine, kim: int) -> None:
    sign_ins.begin(engine, KEY, person_id=kim, at=AT)
    sign_ins.note_seen(engine, KEY, last=AT, at=AT + 2 * MINUTE)
    sign_ins.end(engine, KEY, at=AT)
    with reading(engine) as session:
        assert head(session).change == 1
        assert check_chain(session).holds


def test_a_second_tab_changes_nothing_of_a_sign_in_that_is_known(engine: Engine, kim: int) -> None:
    sign_ins.begin(engine, KEY, person_id=kim, at=AT)
    sign_ins.end(engine, KEY, at=AT + MINUTE)
    sign_ins.begin(engine, KEY, person_id=kim, at=AT + 2 * MINUTE)
    assert known(engine) == SignInTimes(kim, AT, AT, AT + MINUTE)


def test_tabs_that_are_the_first_at_once_agree(engine: Engine, kim: int) -> None:
    with ThreadPoolExecutor(8) as tabs:
        list(tabs.map(lambda _: sign_ins.begin(engine, KEY, person_id=kim, at=AT), range(8)))
    assert known(engine) == SignInTimes(kim, AT, AT)


def test_being_seen_is_taken_down_once_a_minute_at_most(engine: Engine, kim: int) -> None:
    sign_ins.begin(engine, KEY, person_id=kim, at=AT)
    with counting_statements(engine) as counted:
        sign_ins.note_seen(engine, KEY, last=AT, at=AT + MINUTE - timedelta(seconds=1))
    assert counted.count == 0
    sign_ins.note_seen(engine, KEY, last=AT, at=AT + MINUTE)
    assert known(engine) == SignInTimes(kim, AT, AT + MINUTE)


def test_what_has_ended_stays_ended_as_it_did(engine: Engine, kim: int) -> None:
    sign_ins.begin(engine, KEY, person_id=kim, at=AT)
    assert sign_ins.end(engine, KEY, at=AT + MINUTE) == kim
    sign_ins.end(engine, KEY, at=AT + 5 * MINUTE)
    sign_ins.note_seen(engine, KEY, last=AT, at=AT + 5 * MINUTE)
    assert known(engine) == SignInTimes(kim, AT, AT, AT + MINUTE)


def test_ending_what_is_not_known_makes_nothing_known(engine: Engine) -> None:
    assert sign_ins.end(engine, KEY, at=AT) is None
    assert known(engine) is None


def test_a_sign_in_that_cannot_count_any_more_is_forgotten(engine: Engine, kim: int) -> None:
    sign_ins.begin(engine, KEY, person_id=kim, at=AT)
    sign_ins.begin(engine, OTHER, person_id=kim, at=AT + sign_ins.FORGOTTEN_AFTER + MINUTE)
    with reading(engine) as session:
        assert [one.key for one in session.exec(select(SignIn))] == [OTHER]


def test_nobody_waits_for_a_writer_to_take_down_that_they_are_there(sqlite_engine: Engine) -> None:
    with changing(sqlite_engine) as session:
        kim = a_person(session).id
    sign_ins.begin(sqlite_engine, KEY, person_id=kim, at=AT)
    with writing_for_long(sqlite_engine):
        began = time.monotonic()
        with pytest.raises(RecordUnavailable):
            sign_ins.note_seen(sqlite_engine, KEY, last=AT, at=AT + 2 * MINUTE)
        assert time.monotonic() - began < 5
    sign_ins.note_seen(sqlite_engine, KEY, last=AT, at=AT + 2 * MINUTE)
    assert known(sqlite_engine) == SignInTimes(kim, AT, AT + 2 * MINUTE)


@contextmanager
def writing_for_long(engine: Engine) -> Iterator[None]:
    with engine.connect().execution_options(writes=True) as connection:
        connection.execute(text("SELECT 1"))
        yield


def test_a_row_of_the_record_is_not_changed_beside_it(engine: Engine, kim: int) -> None:
    with pytest.raises(AssertionError, match="needs a unit of work"), beside_the_record(engine) as session:
        there(session.get(Person, kim)).display_name = "Somebody else"
    with reading(engine) as session:
        assert [one.display_name for one in session.exec(select(Person))] == ["Kim"]


# --- an administrator ends them ---


def test_an_administrator_ends_what_began_until_then_by_a_change_of_the_record(engine: Engine, kim: int) -> None:
    with changing(engine) as session:
        link_sign_in(session, **asked(by=SYSTEM, on=TODAY, person_id=kim, issuer="https://id.example", subject="42"))
    sign_ins.begin(engine, KEY, person_id=kim, at=AT)
    with changing(engine) as session:
        end_sign_ins(session, by=SYSTEM, on=TODAY, person_id=kim, at=AT + MINUTE, reason="A laptop was lost")
    assert known(engine) == SignInTimes(kim, AT, AT, None, AT + MINUTE)
    with reading(engine) as session:
        assert head(session).change == 3


@pytest.mark.parametrize(("reason", "sentence"), [("Doubt", "Kim has no sign-in"), (" ", "Give the reason for this")])
def test_without_a_reason_or_a_sign_in_none_is_ended(engine: Engine, kim: int, reason: str, sentence: str) -> None:
    with changing(engine) as session, pytest.raises(CommandRefused, match=sentence):
        end_sign_ins(session, by=SYSTEM, on=TODAY, person_id=kim, at=AT, reason=reason)


def test_the_past_of_when_they_were_ended_cannot_be_altered(engine: Engine, kim: int) -> None:
    with pytest.raises(DBAPIError, match="the past is never altered"), engine.begin() as connection:
        connection.execute(text("UPDATE person_version SET sign_ins_ended_at = '2026-01-01 00:00:00'"))
