"""A disk that is full: a sentence, everything still readable, and writing again once there is room."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select

from data_models.database import build_engine, reading
from data_models.errors import RecordUnavailable
from data_models.seals import check_chain
from data_models.tables import Person
from tests.builders import a_person, changing

pytestmark = pytest.mark.fault
MANY = 4000
ROOT = Path(__file__).resolve().parents[2]
# The command line in a process whose files may not grow past a few pages.
WITHOUT_ROOM = """
import resource
from dashboard.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
main()
"""


@pytest.fixture
def nearly_full(sqlite_url: str) -> Iterator[tuple[Engine, dict[str, int]]]:
    """A record whose file may not grow: SQLite says what it says of a full disk. `room` gives it room again."""
    engine, room = build_engine(sqlite_url), {"pages": 1}

    @event.listens_for(engine, "checkout")
    def limit(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count={room['pages']}")

    yield engine, room
    engine.dispose()


def write_much(engine: Engine) -> None:
    with changing(engine) as session:
        for number in range(MANY):
            a_person_called(session, f"Somebody {number}")


def a_person_called(session: Any, name: str) -> None:
    session.add(Person(**{**a_person(session).model_dump(exclude={"id", "row_version"}), "display_name": name}))


def people(engine: Engine) -> int:
    with reading(engine) as session:
        return session.connection().scalar(select(func.count()).select_from(Person)) or 0


def test_a_full_disk_is_a_sentence_and_the_record_goes_on(nearly_full: tuple[Engine, dict[str, int]]) -> None:
    engine, room = nearly_full
    with pytest.raises(RecordUnavailable, match="The disk is full: nothing was saved. Free some space"):
        write_much(engine)
    assert people(engine) == 0
    room["pages"] = 1_000_000
    with changing(engine) as session:
        a_person(session)
    assert people(engine) == 1
    with reading(engine) as session:
        assert check_chain(session).holds


def test_a_backup_for_which_there_is_no_room_is_refused_and_leaves_nothing(
    migrated_on_sqlite: Path, tmp_path: Path
) -> None:
    shutil.copyfile(migrated_on_sqlite, tmp_path / "record.db")
    surroundings = {**os.environ, "LINK_INSPECTOR_DATA": str(tmp_path)}
    surroundings.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", WITHOUT_ROOM, "backup", str(tmp_path / "copy")]
    said = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True)
    assert (said.returncode, "no backup was kept" in said.stderr) == (1, True), said.stderr
    assert not (tmp_path / "copy").exists()
