"""What the surroundings say: where the record is, where its key is, whether this is a demonstration."""

import os
import secrets
from pathlib import Path

from data_models.database import sqlite_url

RECORD_FILE = "record.db"
KEY_FILE = "seal.key"
KEY_VARIABLE = "LINK_INSPECTOR_SEAL_KEY"


def data_folder() -> Path:
    """Where this installation keeps its files: LINK_INSPECTOR_DATA, else `var`."""
    return Path(os.environ.get("LINK_INSPECTOR_DATA") or "var")


def database_url() -> str:
    """DATABASE_URL, else an SQLite file in the data folder."""
    return os.environ.get("DATABASE_URL") or sqlite_url(record_file())


def uses_file() -> bool:
    """Whether the record is a file in the data folder, rather than a database somebody else keeps."""
    return not os.environ.get("DATABASE_URL")


def record_file() -> Path:
    return (data_folder() / RECORD_FILE).resolve()


def wants_demonstration() -> bool:
    return os.environ.get("LINK_INSPECTOR_DEMO") == "1"


def shortest_stay() -> int:
    """Seconds a page of a wall stays at least: LINK_INSPECTOR_SHORTEST_STAY, for tests that cannot wait, else 5."""
    return int(os.environ.get("LINK_INSPECTOR_SHORTEST_STAY") or "5")


def find_seal_key(*, make: bool = False) -> bool:
    """Put the key of the seals where the record looks for it; `make` one on a new installation.

    The key is a file only its owner can read, outside the database, so that whoever can write the database still
    cannot seal a forged change. Back it up apart from the record: without it the seals cannot be checked.
    """
    if os.environ.get(KEY_VARIABLE):
        return True
    path = data_folder() / KEY_FILE
    if not path.exists():
        if not make:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    os.environ[KEY_VARIABLE] = path.read_text().strip()
    return True
