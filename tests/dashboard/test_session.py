"""The open record: answered from memory until something changes, at a past day unchangeable."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import streamlit as st
from sqlalchemy import Engine, func, select
from sqlmodel import Session

from dashboard import session
from dashboard.session import AddressError, Record, open_record, record, today
from data_models.commands.administration import change_setting
from data_models.database import unit_of_work
from data_models.errors import NotAllowed, RecordError
from data_models.queries.record import Head
from data_models.rules.settings import Thresholds
from data_models.tables import Person
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import RoleName
from tests.builders import a_person, changing
from tests.dashboard.installation import Installation
from tests.statements import counting_statements

SOMEBODY = Viewer(name="Somebody", role=RoleName.CHIEF_INSPECTOR)
ON_A_WALL = Viewer(name="The wall", role=RoleName.SHARED_SCREEN, shared_screen=True)


def somebody(_session: Session, _on: date, _head: Head) -> Viewer:
    return SOMEBODY


def on_a_wall(_session: Session, _on: date, _head: Head) -> Viewer:
    return ON_A_WALL


def people(session: Session, viewer: Viewer, *, on: date) -> int:
    return session.connection().scalar(select(func.count()).select_from(Person)) or 0


def thresholds_in_force(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> Thresholds:
    return thresholds


def failing(session: Session, viewer: Viewer, *, on: date) -> int:
    people(session, viewer, on=on)
    raise ZeroDivisionError


@pytest.fixture
def dashboard(on_each: Installation) -> Iterator[Engine]:
    """The dashboard's engine, on the published record of last summer."""
    st.cache_resource.clear()
    yield session.engine()
    session.engine().dispose()
    st.cache_resource.clear()


def ask(question: Callable[..., object], as_of: str | None = None) -> object:
    with open_record("somebody", somebody, as_of=as_of) as opened:
        return opened.ask(question)


def add_a_person(engine: Engine) -> None:
    with changing(engine) as writing:
        a_person(writing)


# --- answers from memory ---


def test_nothing_changed_costs_one_statement(dashboard: Engine) -> None:
    ask(people)
    with counting_statements(dashboard) as counted:
        assert ask(people) == 0
    assert counted.count == 1


def test_what_another_connection_writes_is_seen_at_once(dashboard: Engine, on_each: Installation) -> None:
    assert ask(people) == 0
    another = on_each.engine()
    add_a_person(another)
    another.dispose()
    assert ask(people) == 1


def test_answers_of_different_people_are_kept_apart(dashboard: Engine) -> None:
    def who(_session: Session, viewer: Viewer, *, on: date) -> str:
        return viewer.name

    first = ask(who)
    with open_record("the wall", on_a_wall) as opened:
        assert (first, opened.ask(who)) == ("Somebody", "The wall")


def test_answers_to_different_particulars_are_kept_apart(dashboard: Engine) -> None:
    def given_back(_session: Session, _viewer: Viewer, *, on: date, given: str) -> str:
        return given

    with open_record("somebody", somebody) as opened:
        assert [opened.ask(given_back, given=one) for one in ("a", "b", "a")] == ["a", "b", "a"]


def test_pages_find_the_record_that_is_open_for_their_run(dashboard: Engine) -> None:
    with open_record("somebody", somebody) as opened:
        assert record() is opened
    with pytest.raises(AssertionError):
        record()


# --- the past ---


def test_a_past_day_shows_what_stood_then(dashboard: Engine) -> None:
    add_a_person(dashboard)
    assert (ask(people, "2025-07-01"), ask(people)) == (0, 1)


def test_a_past_day_has_the_thresholds_of_its_time(dashboard: Engine) -> None:
    before = ask(thresholds_in_force, "2025-07-01")
    admin = Viewer(name="Admin", role=RoleName.ADMINISTRATOR)
    with unit_of_work(dashboard, by=admin, deed=Deed.CHANGE_SETTING.value) as writing:
        change_setting(writing, by=admin, on=today(), key="decision_due_days", value="11", reason="A trial")
    assert ask(thresholds_in_force, "2025-07-01") == before
    assert ask(thresholds_in_force) != before


def test_today_is_the_present_and_not_a_past_day(dashboard: Engine) -> None:
    with open_record("somebody", somebody, as_of=today().isoformat()) as opened:
        assert not opened.is_past


@pytest.mark.parametrize(
    ("as_of", "sentence"),
    [
        ("yesterday", "“yesterday” is not a day. Write the as-of day like 2026-03-03."),
        ("2025-02-30", "is not a day"),
        ((date.today() + timedelta(days=2)).isoformat(), "has not come yet"),  # noqa: DTZ011 near enough
        ("2025-06-29", "The record did not exist yet on 29 Jun 2025."),
        ("0001-01-01", "did not exist yet"),
    ],
)
def test_a_day_that_cannot_be_shown_is_a_sentence_with_a_way_back(dashboard: Engine, as_of: str, sentence: str) -> None:
    with pytest.raises(AddressError) as refused, open_record("somebody", somebody, as_of=as_of):
        pass
    assert sentence in str(refused.value)
    assert refused.value.params == {"as_of": None}


def test_a_page_that_fails_on_a_past_day_leaves_the_present_alone(dashboard: Engine) -> None:
    add_a_person(dashboard)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            ask(failing, "2025-07-01")
    add_a_person(dashboard)
    assert ask(people) == 2


# --- writing ---


def write(opened: Record) -> None:
    with opened.write(Deed.RAISE_FLAG) as writing:
        a_person(writing)


def test_what_is_written_is_a_change_by_the_one_who_looks(dashboard: Engine) -> None:
    with open_record("somebody", somebody) as opened:
        write(opened)
    with open_record("somebody", somebody) as opened:
        assert (opened.head.change, opened.ask(people)) == (3, 1)


def test_nothing_is_written_on_a_past_day(dashboard: Engine) -> None:
    with (
        open_record("somebody", somebody, as_of="2025-07-01") as opened,
        pytest.raises(NotAllowed, match="as it stood on a past day: nothing can be changed"),
    ):
        write(opened)
    assert ask(people) == 0


def test_nothing_is_written_from_a_shared_screen(dashboard: Engine) -> None:
    with open_record("wall", on_a_wall) as opened, pytest.raises(NotAllowed, match="from a shared screen"):
        write(opened)
    assert ask(people) == 0


# --- what kind of record ---


def test_a_record_that_is_no_demonstration_is_not_opened_as_one(
    dashboard: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINK_INSPECTOR_DEMO", "1")
    with pytest.raises(RecordError, match="not a demonstration record"), open_record("somebody", somebody):
        pass


def test_a_ready_record_says_so(dashboard: Engine) -> None:
    assert session.readiness() == {"database": True, "schema": True, "seals": True}


def test_a_record_that_was_altered_is_not_ready(dashboard: Engine, on_each: Installation) -> None:
    on_each.execute("UPDATE area SET population = 1 WHERE gss_code = 'S12000041'")
    assert session.readiness() == {"database": True, "schema": True, "seals": False}


def test_a_record_of_an_older_schema_is_not_ready(dashboard: Engine, on_each: Installation) -> None:
    on_each.execute("UPDATE alembic_version SET version_num = '0001'")
    assert session.readiness() == {"database": True, "schema": False, "seals": False}


def test_the_day_in_scotland_begins_at_its_own_midnight(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 6, 30, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(session, "datetime", Clock)
    assert today() == date(2026, 7, 1)
