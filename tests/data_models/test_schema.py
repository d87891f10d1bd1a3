"""Migrations: from nothing to today and back, whole or not at all, one process at a time."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic import op
from sqlalchemy import Engine, inspect, text

from data_models import schema
from data_models.database import build_engine, reading
from data_models.errors import RecordError
from data_models.seals import check_chain, hash_of
from data_models.tables import VERSION_TABLES, metadata
from data_models.visibility import SYSTEM
from seed_data.building import fill
from tests.data_models.whole_record import standing_now

ROOT = Path(__file__).resolve().parents[2]
SECOND_HAND = {"guard_action_item_reopening", "guard_action_item_second_hand"}
REVISIONS = ["0001", "0002", "0003", "0004", "0005", "0009", "0010", "0011", "0012"]


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    """On each database: before the first migration."""
    engine = build_engine(empty_database_url)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def columns(engine: Engine, table: str) -> set[str]:
    return {column["name"] for column in inspect(engine).get_columns(table)}


def test_every_revision_is_in_these_tests() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(schema.MIGRATIONS))
    assert sorted(one.revision for one in script.walk_revisions()) == REVISIONS


def test_an_empty_database_has_no_schema(empty: Engine) -> None:
    assert schema.current(empty) is None


def test_the_migrations_build_what_the_code_expects(engine: Engine) -> None:
    assert schema.current(engine) == schema.head()
    assert tables(engine) == set(metadata.tables)
    assert schema.differences(engine) == []


def test_down_to_nothing_and_up_again_is_the_same(engine: Engine) -> None:
    schema.downgrade(engine, "base")
    assert tables(engine) == set()
    schema.upgrade(engine)
    assert schema.differences(engine) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_row_is_lost_on_the_way_from_any_revision(engine: Engine, revision: str) -> None:
    fill_with_the_published_record(engine)
    before = standing_now(engine)
    schema.downgrade(engine, revision)
    schema.upgrade(engine)
    assert standing_now(engine) == before
    with reading(engine) as session:
        assert check_chain(session).holds


def fill_with_the_published_record(engine: Engine) -> None:
    fill(engine, "published", date(2026, 3, 3))


def test_a_migration_that_fails_half_way_leaves_nothing_behind(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.downgrade(engine, "0001")
    before = columns(engine, "area")

    def fail_half_way(*_: object) -> None:
        op.execute("ALTER TABLE area ADD COLUMN left_behind INTEGER")
        op.execute("CREATE TABLE left_behind (id INTEGER)")
        raise RuntimeError("in the middle of a migration")

    with monkeypatch.context() as patched:
        patched.setattr("alembic.operations.Operations.execute", fail_on_third(fail_half_way))
        with pytest.raises(RuntimeError, match="in the middle"):
            schema.upgrade(engine)
    assert schema.current(engine) == "0001"
    assert columns(engine, "area") == before
    assert "left_behind" not in tables(engine)
    schema.upgrade(engine)
    assert schema.differences(engine) == []


def fail_on_third(fail):
    """Let a migration do two things, then more, then fail."""
    from alembic.operations import Operations

    real, done = Operations.execute, []

    def execute(self, *given, **more):
        done.append(given)
        if len(done) == 3:
            fail()
        return real(self, *given, **more)

    return execute


def test_a_newer_record_is_refused_and_left(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordError, match="written by a newer version of this program \\(schema 9999\\)"):
        schema.upgrade(engine)
    assert schema.current(engine) == "9999"


def test_two_processes_that_migrate_at_once_migrate_once(empty: Engine) -> None:
    program = (
        "import sys; from data_models import schema; from data_models.database import build_engine\n"
        "engine = build_engine(sys.argv[1]); schema.upgrade(engine); engine.dispose()"
    )
    url = empty.url.render_as_string(hide_password=False)
    both = [subprocess.Popen([sys.executable, "-c", program, url], cwd=ROOT) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert schema.current(empty) == schema.head()
    assert schema.differences(empty) == []


def test_a_migration_that_would_orphan_rows_is_undone(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_with_the_published_record(sqlite_engine)
    before = standing_now(sqlite_engine)

    def orphan(_config: object, _to: str) -> None:
        _config.attributes["connection"].execute(text("DELETE FROM area"))  # type: ignore[attr-defined]

    monkeypatch.setattr("data_models.schema.command.upgrade", orphan)
    with pytest.raises(RecordError, match="left rows without their parents: nothing was changed"):
        schema.upgrade(sqlite_engine)
    assert standing_now(sqlite_engine) == before


@pytest.mark.parametrize("table", sorted(VERSION_TABLES))
def test_the_database_guards_the_past_of_every_table(guards: dict[str, set[str]], table: str) -> None:
    """A later migration that rebuilds a table on SQLite would drop its guards without a word."""
    version = VERSION_TABLES[table].name
    for database in guards.values():
        assert {f"guard_{version}_update", f"guard_{version}_delete"} <= database


@pytest.fixture(scope="module")
def guards(migrated_on_sqlite: Path, postgres, migrated_on_postgres: str) -> dict[str, set[str]]:
    """The names of the triggers that the migrations leave, on each database."""
    asked = {
        f"sqlite:///{migrated_on_sqlite}": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        postgres.url(migrated_on_postgres): "SELECT tgname FROM pg_trigger",
    }
    found = {}
    for url, question in asked.items():
        engine = build_engine(url)
        with engine.connect() as connection:
            found[url] = set(connection.execute(text(question)).scalars())
        engine.dispose()
    return found


@pytest.mark.parametrize(
    ("revision", "kept"),
    [("0003", {"guard_action_item_update"}), ("0004", {"guard_action_item_update", *SECOND_HAND})],
)
def test_an_action_keeps_its_guards_on_the_way_down_and_up(engine: Engine, revision: str, kept: set[str]) -> None:
    """A table that a migration builds anew on SQLite takes its guards with it."""
    schema.downgrade(engine, "0003")
    schema.upgrade(engine, revision)
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if engine.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger"
    )
    with engine.connect() as connection:
        found = set(connection.execute(text(question)).scalars())
    assert found & {"guard_action_item_update", *SECOND_HAND} == kept
    assert {"guard_action_item_version_update", "guard_action_item_version_delete"} <= found


def test_a_column_that_a_later_migration_adds_breaks_no_seal() -> None:
    row = {"id": 1, "short_name": "Angus", "note": None}
    assert hash_of({"area": [row | {"added_later": None}]}) == hash_of({"area": [row]})
    assert hash_of({"area": [row | {"added_later": ""}]}) != hash_of({"area": [row]})


def test_the_system_fills_a_new_record_by_its_own_name(sqlite_engine: Engine) -> None:
    fill_with_the_published_record(sqlite_engine)
    with sqlite_engine.connect() as connection:
        assert set(connection.execute(text("SELECT actor_name FROM change")).scalars()) == {SYSTEM.name}
