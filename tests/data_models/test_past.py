"""The past is a place: every query reads it unchanged, and nothing can be written there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from data_models import past
from data_models.database import reading, unit_of_work
from data_models.past import change_as_of, reading_past
from data_models.tables import VERSION_TABLES, ActionItem, Change, Person, RiskFlag, SettingValue
from data_models.visibility import SYSTEM
from data_models.vocabulary import ItemStatus
from tests.builders import a_flag, a_person, changing, put
from tests.data_models.one_of_everything import lay_down
from tests.data_models.whole_record import Everything, standing, standing_now


def _set(session: Session) -> None:
    put(session, SettingValue(key="plan_weeks", value="8"))


def _work(session: Session) -> None:
    session.exec(select(ActionItem)).one().status = ItemStatus.IN_PROGRESS
    session.exec(select(SettingValue)).one().value = "9"


def _reset(session: Session) -> None:
    session.delete(session.exec(select(SettingValue)).one())


STORY: tuple[Callable[[Session], object], ...] = (lay_down, _set, _work, a_flag, _reset, _set)


def lived(engine: Engine) -> list[Everything]:
    """The record after nothing, and after each step of the story."""
    seen = [standing_now(engine)]
    for step in STORY:
        with changing(engine) as session:
            step(session)
        seen.append(standing_now(engine))
    return seen


def test_every_past_moment_is_what_stood_then(engine: Engine) -> None:
    for change, then in enumerate(lived(engine)):
        with reading_past(engine, change) as session:
            assert standing(session) == then


def test_seeking_each_row_finds_the_same_as_reading_all_versions(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = lived(engine)
    sought = {name for name, table in VERSION_TABLES.items() if "id" in table.primary_key.columns}
    assert len(sought) > 20
    monkeypatch.setattr(past, "_often_changed", lambda _connection: sought)
    for change, expected in enumerate(then):
        with reading_past(engine, change) as session:
            assert standing(session) == expected


def test_a_table_that_changes_often_is_noticed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    lived(engine)
    monkeypatch.setattr(past, "MANY", 1)
    monkeypatch.setattr(past, "VERSIONS_A_ROW", 1)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    with engine.connect() as connection:
        assert "action_item" in past._often_changed(connection)


def test_the_past_ends_at_its_change(engine: Engine) -> None:
    lived(engine)
    with reading_past(engine, 3) as session:
        assert session.exec(select(func.max(col(Change.id)))).one() == 3


def test_a_query_written_for_today_reads_the_past(engine: Engine) -> None:
    lived(engine)
    with reading_past(engine, 3) as session:
        open_items = select(ActionItem.text, RiskFlag.title).join(RiskFlag, col(RiskFlag.id) == ActionItem.id)
        assert session.exec(open_items.where(col(ActionItem.status) == ItemStatus.IN_PROGRESS)).all() == [
            ("Audit", "A risk")
        ]


def test_the_present_is_untouched_after_a_look_back(engine: Engine) -> None:
    now = lived(engine)[-1]
    for _ in range(12):  # more often than the pool has connections
        with reading_past(engine, 2) as session:
            standing(session)
    assert standing_now(engine) == now


def write_to_the_past(engine: Engine, statement: str) -> None:
    with reading_past(engine, 1) as session:
        session.connection().execute(text(statement))
        session.connection().commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET display_name = 'Somebody'",
        "DELETE FROM person",
        "INSERT INTO setting_value (key, value, reason, row_version) VALUES ('a', 'b', '', 1)",
        "INSERT INTO setting_value_version (key, change_id, operation) VALUES ('a', 1, 0)",
        "UPDATE change SET reason = 'tidier'",
    ],
)
def test_nothing_can_be_written_in_the_past(engine: Engine, statement: str) -> None:
    now = lived(engine)[-1]
    with pytest.raises(DBAPIError):
        write_to_the_past(engine, statement)
    assert standing_now(engine) == now


def test_a_row_cannot_be_changed_in_the_past_through_the_session(engine: Engine) -> None:
    lived(engine)
    with reading_past(engine, 1) as session:
        session.get_one(Person, 1).display_name = "Somebody"
        with pytest.raises(Exception):  # noqa: B017, PT011 - each database refuses in its own class
            session.flush()


def test_a_day_of_the_past_is_the_last_change_before_it_ended(engine: Engine) -> None:
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    for hours in (0, 1, 30):
        with unit_of_work(engine, by=SYSTEM, deed="load", at=noon + timedelta(hours=hours)) as session:
            a_person(session)
    midnights = [datetime(2026, 3, day, tzinfo=UTC) for day in (3, 4, 5)]
    with reading(engine) as session:
        assert [change_as_of(session, midnight) for midnight in midnights] == [0, 2, 3]
