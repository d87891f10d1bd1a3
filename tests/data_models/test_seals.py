"""Each change is sealed: an edit anywhere in the past, or behind the back of history, is found and named."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text
from sqlmodel import col, select

from data_models.database import reading
from data_models.seals import FIRST_SEAL, SEALED, ChainCheck, check_chain
from data_models.tables import Change, Person
from tests.builders import a_flag, a_person, changing
from tests.data_models.one_of_everything import lay_down


def three_changes(engine: Engine) -> None:
    with changing(engine) as session:
        lay_down(session)
    with changing(engine) as session:
        session.get_one(Person, 1).display_name = "Robin Sample"
    with changing(engine) as session:
        a_flag(session)


def checked(engine: Engine) -> ChainCheck:
    with reading(engine) as session:
        return check_chain(session)


@contextmanager
def behind_its_back(engine: Engine) -> Iterator[Connection]:
    """Write as somebody who owns the database and has taken its guards away."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        if engine.dialect.name == "sqlite":
            driver.execute("PRAGMA foreign_keys=OFF")
            driver.execute("PRAGMA ignore_check_constraints=ON")
            guards = driver.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (guard,) in guards:
                driver.execute(f"DROP TRIGGER {guard}")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        yield connection
        connection.commit()
        connection.invalidate()


def tamper(engine: Engine, statement: str, **values: Any) -> None:
    with behind_its_back(engine) as connection:
        assert connection.execute(text(statement), values).rowcount > 0


def test_an_untouched_record_holds(engine: Engine) -> None:
    assert checked(engine) == ChainCheck(0, FIRST_SEAL)
    three_changes(engine)
    check = checked(engine)
    assert (check.holds, check.changes) == (True, 3)


OTHER = {"id": 9, "actor_id": 1, "recorded_at": "2020-01-01 00:00:00", "content_hash": "0" * 64}


@pytest.mark.parametrize("column", [*SEALED, "seal"])
def test_an_edit_of_any_column_of_a_change_is_found(engine: Engine, column: str) -> None:
    three_changes(engine)
    tamper(engine, f"UPDATE change SET {column} = :other WHERE id = 2", other=OTHER.get(column, "other"))
    assert checked(engine).broken_at == 2


def test_every_column_of_a_change_is_under_its_seal() -> None:
    assert {*SEALED, "seal"} == set(Change.model_fields)


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("display_name", "Somebody Else"),
        ("role", "administrator"),
        ("left_on", "2026-01-01"),
        ("row_version", 7),
        ("operation", 2),
    ],
)
def test_an_edit_of_a_kept_version_is_found(engine: Engine, column: str, other: object) -> None:
    three_changes(engine)
    tamper(engine, f"UPDATE person_version SET {column} = :other WHERE change_id = 2", other=other)
    check = checked(engine)
    assert (check.broken_at, check.why) == (2, "the content of change 2 was altered")


def test_a_version_removed_or_slipped_in_is_found(engine: Engine) -> None:
    three_changes(engine)
    tamper(engine, "DELETE FROM risk_flag_version WHERE change_id = 3")
    assert checked(engine).broken_at == 3


def test_a_version_moved_to_another_change_is_found(engine: Engine) -> None:
    three_changes(engine)
    tamper(engine, "UPDATE person_version SET change_id = 3 WHERE change_id = 2")
    assert checked(engine).broken_at == 2


@pytest.mark.parametrize(("change", "until"), [(1, "NULL"), (1, "3"), (2, "3")])
def test_a_version_made_to_hold_longer_or_shorter_is_found(engine: Engine, change: int, until: str) -> None:
    three_changes(engine)
    tamper(engine, f"UPDATE person_version SET superseded_by = {until} WHERE change_id = {change}")
    check = checked(engine)
    assert not check.holds
    assert "order of versions" in check.why


def test_a_change_removed_from_the_middle_is_found(engine: Engine) -> None:
    three_changes(engine)
    tamper(engine, "DELETE FROM person_version WHERE change_id = 2")
    tamper(engine, "DELETE FROM change WHERE id = 2")
    check = checked(engine)
    assert (check.broken_at, check.why) == (2, "change 2 is missing")


def test_what_is_edited_in_a_table_outside_any_change_is_found(engine: Engine) -> None:
    three_changes(engine)
    tamper(engine, "UPDATE person SET display_name = 'Somebody Else' WHERE id = 1")
    check = checked(engine)
    assert (check.broken_at, check.why) == (2, "a row of person is not what its last change left there")


def test_what_is_removed_from_a_table_outside_any_change_is_found(engine: Engine) -> None:
    three_changes(engine)
    tamper(engine, "DELETE FROM risk_flag WHERE id = 2")
    assert checked(engine).why == "a row of risk_flag was removed outside any change"


def test_what_is_added_to_a_table_outside_any_change_is_found(engine: Engine) -> None:
    three_changes(engine)
    tamper(engine, "INSERT INTO setting_value (key, value, reason, row_version) VALUES ('plan_weeks', '52', '', 1)")
    assert checked(engine).why == "a row of setting_value is not what its last change left there"


def test_a_chain_cut_off_at_its_end_still_holds_and_only_an_anchor_shows_it(engine: Engine) -> None:
    three_changes(engine)
    anchor = checked(engine)
    tamper(engine, "DELETE FROM risk_flag WHERE id = 2")
    tamper(engine, "DELETE FROM risk_flag_version WHERE change_id = 3")
    tamper(engine, "DELETE FROM change WHERE id = 3")
    cut = checked(engine)
    assert cut.holds
    assert (cut.changes, cut.head) != (anchor.changes, anchor.head)


def test_a_chain_made_again_without_the_key_does_not_hold(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINK_INSPECTOR_SEAL_KEY", "a forger's guess")
    three_changes(engine)
    assert checked(engine).holds
    monkeypatch.setenv("LINK_INSPECTOR_SEAL_KEY", "the office's own key")
    assert (checked(engine).broken_at, checked(engine).why) == (1, "the seal of change 1 does not fit")


def test_the_head_of_the_chain_is_the_newest_seal(engine: Engine) -> None:
    with changing(engine) as session:
        a_person(session)
    with reading(engine) as session:
        change = session.exec(select(Change).order_by(col(Change.id))).one()
        assert check_chain(session).head == change.seal
