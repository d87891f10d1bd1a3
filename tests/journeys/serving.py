"""A demonstration record told once for every journey, and the dashboard really served on a copy of it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

from sqlalchemy import Engine

from dashboard.session import today
from data_models.commands.engagement import NewContact, log_contact
from data_models.database import build_engine, reading, sqlite_url, unit_of_work
from data_models.queries.areas import all_areas
from data_models.queries.people import PersonRow, everyone
from data_models.visibility import SYSTEM, Deed, Viewer
from data_models.vocabulary import ContactKind, Purpose, RoleName
from seed_data.demonstration.under_way import EMBARGOED_AREA
from tests.told_once import copied, demonstration_of

COMMAND = Path(sys.executable).with_name("link-inspector")
# Said of one contact with the area under embargo, and nowhere else: whoever does not cover it must never be sent it.
CONTACT_WORDS = "Quillfeather Tide"
# Seconds a server may take to answer on a slow machine.
PATIENCE = 90


class Server:
    """`link-inspector serve` on a folder's record: started, killed, and started again at the same address."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment, self.port = folder, environment, free_port()
        self.log = folder / "server.log"
        self.start()

    def start(self) -> None:
        with self.log.open("a") as said:
            self._process = subprocess.Popen(
                [str(COMMAND), "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        _wait_until_ready(self._process, f"http://127.0.0.1:{self.port}/readyz", self.log)

    def kill(self) -> None:
        """As a power cut would: nothing is said, nothing is put away."""
        self._process.kill()
        self._process.wait(PATIENCE)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)


@dataclass(frozen=True)
class Dashboard:
    """A served dashboard: where it is, the record it serves, what it logged, and the server itself."""

    base: str
    record: Path
    log: Path
    server: Server

    def address(self, path: str, **params: object) -> str:
        query = urlencode({name: str(value) for name, value in params.items() if value is not None})
        return f"{self.base}/{path}?{query}" if query else f"{self.base}/{path}"

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        opened = build_engine(sqlite_url(self.record))
        yield opened
        opened.dispose()

    def failures(self) -> list[str]:
        """What the server logged of pages that failed, each with the last line of its traceback."""
        said = self.log.read_text().split("A page failed")[1:]
        return [f"A page failed{one.splitlines()[0]}: {one.strip().splitlines()[-1]}" for one in said]


def demonstration_in(folder: Path) -> Path:
    """The demonstration record of today, with one contact more; made by whichever worker comes first."""
    record = folder / "journeys.sqlite"
    with (folder / "journeys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not record.exists():
            part = copied(demonstration_of(today()), record.with_suffix(".part"))
            _log_a_contact_nobody_else_may_read(part)
            part.rename(record)
    return record


def area_code(engine: Engine, name: str) -> str:
    with reading(engine) as session:
        areas = all_areas(session, SYSTEM, on=today())
    return next(one.gss_code for one in areas if one.short_name == name)


def somebody(engine: Engine, role: RoleName, covering: str | None = None) -> tuple[PersonRow, Viewer]:
    """Somebody of this role who is here today, and covers this area if one is given."""
    with reading(engine) as session:
        found = next(
            one
            for one in everyone(session)
            if one.role is role and one.is_here_on(today()) and (covering is None or covering in one.areas_on(today()))
        )
    return found, Viewer(found.name, found.role, found.id, found.areas_on(today()))


@contextmanager
def serving(template: Path, folder: Path) -> Iterator[Dashboard]:
    """`link-inspector serve` on a copy of this record, until the tests are done with it."""
    folder.mkdir()
    shutil.copyfile(template, folder / "record.db")
    environment = {**os.environ, "LINK_INSPECTOR_DATA": str(folder), "LINK_INSPECTOR_DEMO": "1"}
    environment.pop("DATABASE_URL", None)
    server = Server(folder, environment)
    try:
        yield Dashboard(f"http://127.0.0.1:{server.port}", folder / "record.db", server.log, server)
    finally:
        server.stop()


def _log_a_contact_nobody_else_may_read(record: Path) -> None:
    engine = build_engine(sqlite_url(record))
    code = area_code(engine, EMBARGOED_AREA)
    _, inspector = somebody(engine, RoleName.LINK_INSPECTOR, code)
    summary = f"The partnership told of the {CONTACT_WORDS} pilot in confidence."
    contact = NewContact(code, today(), ContactKind.MEETING, frozenset({Purpose.RISKS_AND_IMPACT}), summary)
    with unit_of_work(engine, by=inspector, deed=Deed.LOG_CONTACT.value) as session:
        log_contact(session, by=inspector, on=today(), contact=contact)
    engine.dispose()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_until_ready(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"The dashboard was not served:\n{log.read_text()}")
