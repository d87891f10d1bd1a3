"""Writers that are killed: what was confirmed is there, what was not is not half there, and the seals hold."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from data_models.database import build_engine, reading
from data_models.seals import check_chain
from data_models.tables import Change, Person

pytestmark = pytest.mark.fault
ROOT = Path(__file__).resolve().parents[2]
ROUNDS, WRITERS = 2, 2
# Adds people for ever, and says each number once the record has confirmed it.
WRITER = """
import sys
from data_models.database import build_engine
from tests.builders import a_person, changing
engine = build_engine(sys.argv[1])
while True:
    with changing(engine) as session:
        number = a_person(session).id
    print(number, flush=True)
"""


def confirmed_before_the_kill(url: str) -> set[int]:
    """The numbers that writers confirmed before each was killed in the middle of its work."""
    command = [sys.executable, "-c", WRITER, url]
    writers = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(WRITERS)]
    first = [int(one.stdout.readline()) for one in writers if one.stdout]
    time.sleep(0.25)
    for one in writers:
        os.kill(one.pid, signal.SIGKILL)
    rest = [line for one in writers for line in one.communicate()[0].splitlines(keepends=True)]
    return {*first, *(int(line) for line in rest if line.endswith("\n"))}


def stored(engine: Engine) -> set[int]:
    with reading(engine) as session:
        return set(session.exec(select(col(Person.id))).scalars())  # type: ignore[call-overload]


def changes(engine: Engine) -> int:
    with reading(engine) as session:
        return len(session.exec(select(col(Change.id))).all())  # type: ignore[call-overload]


def test_nothing_confirmed_is_lost_when_writers_are_killed(database_url: str) -> None:
    confirmed: set[int] = set()
    for _ in range(ROUNDS):
        confirmed |= confirmed_before_the_kill(database_url)
        engine = build_engine(database_url)
        found = stored(engine)
        assert confirmed <= found
        assert changes(engine) == len(found)  # no row without its change, and no change without its row
        with reading(engine) as session:
            assert check_chain(session).why == ""
        engine.dispose()
    assert len(confirmed) >= ROUNDS * WRITERS * 2
