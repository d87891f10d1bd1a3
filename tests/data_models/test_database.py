"""Connecting and committing happen at one place, one writer at a time, and what goes wrong there is a sentence."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, func, select

from data_models.database import build_engine, normalise, ping, reading, sqlite_url, unit_of_work
from data_models.errors import RecordUnavailable
from data_models.seals import check_chain
from data_models.tables import Change, Person, SettingValue
from data_models.visibility import SYSTEM
from tests.builders import a_person, an_area, changing, put

THREADS, EACH = 4, 25


def test_changes_of_several_writers_are_numbered_without_a_gap(engine: Engine) -> None:
    failed: list[BaseException] = []

    def write(thread: int) -> None:
        try:
            for number in range(EACH):
                with unit_of_work(engine, by=SYSTEM, deed="load", reason=f"{thread}/{number}") as session:
                    put(session, SettingValue(key=f"{thread}-{number}", value="1"))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(thread,)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with reading(engine) as session:
        found = session.exec(select(Change).order_by(col(Change.id))).all()
        assert [change.id for change in found] == list(range(1, THREADS * EACH + 1))
        assert [change.recorded_at for change in found] == sorted(change.recorded_at for change in found)
        assert check_chain(session).holds


def test_a_reader_sees_one_moment_while_others_write(engine: Engine) -> None:
    with reading(engine) as session:
        before = session.exec(select(func.count(col(Person.id)))).one()
        with changing(engine) as writing:
            a_person(writing)
        assert session.exec(select(func.count(col(Person.id)))).one() == before == 0
    with reading(engine) as session:
        assert session.exec(select(func.count(col(Person.id)))).one() == 1


def test_a_reading_session_writes_nothing(engine: Engine) -> None:
    with reading(engine) as session:
        session.add(SettingValue(key="plan_weeks", value="8"))
    with reading(engine) as session:
        assert not session.exec(select(SettingValue)).all()


def test_keys_to_other_rows_are_enforced(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(
            text("INSERT INTO area_alias (area_code, alias, folded, row_version) VALUES ('X','a','a',1)")
        )


def test_a_database_that_is_away_is_a_sentence(tmp_path: Path) -> None:
    engine = build_engine(sqlite_url(tmp_path / "nowhere" / "record.sqlite"))
    assert not ping(engine)
    with pytest.raises(RecordUnavailable, match="cannot be reached just now: nothing was saved"):
        open_and_close(engine)
    engine.dispose()


def open_and_close(engine: Engine) -> None:
    with reading(engine) as session:
        session.connection().execute(text("SELECT 1"))


def test_a_database_that_answers_says_so(engine: Engine) -> None:
    assert ping(engine)


@contextmanager
def held_by_another(engine: Engine) -> Iterator[None]:
    with engine.connect().execution_options(writes=True) as other:
        other.begin()
        yield
        other.rollback()


def test_a_record_held_by_another_writer_is_a_sentence(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_models.database.BUSY_SECONDS", 0)
    engine = build_engine(sqlite_url)
    with held_by_another(engine), pytest.raises(RecordUnavailable, match="The record is busy: nothing was saved"):
        write_an_area(engine)
    engine.dispose()


def write_an_area(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:///var/record.sqlite", "sqlite:///var/record.sqlite"),
    ],
)
def test_a_url_means_the_driver_that_is_installed(given: str, meant: str) -> None:
    assert normalise(given) == meant


def test_sqlite_keeps_what_it_confirmed_and_enforces_its_keys(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        asked = ("foreign_keys", "synchronous", "recursive_triggers")
        assert [connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked] == [1, 2, 1]
