"""A database that goes away and comes back: sentences meanwhile, and everything as before without a restart."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from data_models.database import build_engine, ping, reading
from data_models.errors import RecordUnavailable
from data_models.tables import Person
from seed_data.building import build
from tests.builders import TODAY, a_person, changing
from tests.real_postgres import RealPostgres, running_postgres

pytestmark = pytest.mark.fault
ROOT = Path(__file__).resolve().parents[2]
AWAY = "The database cannot be reached just now: nothing was saved. Try again in a moment."


@pytest.fixture(scope="module")
def server() -> Iterator[RealPostgres]:
    """A PostgreSQL server that these tests alone stop and start."""
    with running_postgres() as running:
        yield running


@contextmanager
def away(server: RealPostgres, mode: str = "immediate") -> Iterator[None]:
    server.stop(mode)
    try:
        yield
    finally:
        server.start()


@pytest.fixture(scope="module")
def url(server: RealPostgres) -> str:
    """An empty record on that server, which keeps what it confirmed also when it is stopped at once."""
    made = server.create("record")
    engine = build_engine(made)
    with engine.begin() as connection:
        connection.execute(text("ALTER DATABASE record SET synchronous_commit = on"))
    engine.dispose()
    build(made, "empty", TODAY)
    return made


def test_a_database_that_goes_away_is_a_sentence_and_comes_back_by_itself(server: RealPostgres, url: str) -> None:
    engine = build_engine(url)
    with changing(engine) as session:
        a_person(session)
    with away(server):
        assert not ping(engine)
        began = time.monotonic()
        for attempt in (reading(engine), changing(engine)):
            with pytest.raises(RecordUnavailable) as refused, attempt as session:
                session.connection()
            assert str(refused.value) == AWAY
        assert time.monotonic() - began < 3
    with changing(engine) as session:
        a_person(session)
    with reading(engine) as session:
        assert session.connection().scalar(select(func.count()).select_from(Person)) == 2
    engine.dispose()


def test_what_was_not_confirmed_when_the_database_fell_is_not_there(server: RealPostgres, url: str) -> None:
    engine = build_engine(url)
    with reading(engine) as session:
        before = session.connection().scalar(select(func.count()).select_from(Person))
    with pytest.raises(RecordUnavailable):
        add_a_person_while_it_falls(engine, server)
    with reading(engine) as session:
        assert session.connection().scalar(select(func.count()).select_from(Person)) == before
    engine.dispose()


def add_a_person_while_it_falls(engine: Engine, server: RealPostgres) -> None:
    with changing(engine) as session:
        a_person(session)
        with away(server):
            pass


def test_the_server_says_that_it_lives_but_is_not_ready(server: RealPostgres, url: str, tmp_path: Path) -> None:
    with serving(url, tmp_path) as address:
        assert asked(f"{address}/readyz") == (200, {"ready": True, "checks": dict.fromkeys(CHECKS, True)})
        with away(server):
            assert asked(f"{address}/livez") == (200, {"alive": True})
            assert asked(f"{address}/readyz") == (503, {"ready": False, "checks": {"database": False}})
        assert asked(f"{address}/readyz")[0] == 200


CHECKS = ("database", "schema", "seals")


def asked(address: str) -> tuple[int, object]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)


@contextmanager
def serving(url: str, folder: Path) -> Iterator[str]:
    """The dashboard as it is served; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {**os.environ, "DATABASE_URL": url, "LINK_INSPECTOR_DATA": str(folder)}
    surroundings.pop("LINK_INSPECTOR_DEMO", None)
    command = [sys.executable, "-c", "from dashboard.cli import main; main()", "serve", "--port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/livez", process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(log.read_text())
