"""The demonstration record of a day, told once on this machine for each state of the code that tells it.

Telling it takes some ten seconds of work; every process that tests pages needs one, and only ever copies it.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from data_models.database import sqlite_url
from seed_data.building import build

ROOT = Path(__file__).resolve().parents[1]
TELLERS = ("data_models", "seed_data")
# Records of earlier states of the code that are left lying about.
KEPT = 4


def demonstration_of(on: date) -> Path:
    """A file that is only ever copied."""
    folder = Path(tempfile.gettempdir()) / f"link-inspector-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    told = folder / f"{on}-{_fingerprint()}.sqlite"
    with (folder / f"{told.stem}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            _make_room(folder)
            build(sqlite_url(told), "demo", on)
    return told


def copied(told: Path, to: Path) -> Path:
    shutil.copyfile(told, to)
    return to


def _fingerprint() -> str:
    """Of everything that the record is made from, and of the key that seals it."""
    whole = hashlib.sha256(os.environ["LINK_INSPECTOR_SEAL_KEY"].encode())
    for part in TELLERS:
        for path in sorted((ROOT / part).rglob("*")):
            if path.suffix in (".py", ".csv"):
                whole.update(f"{path.relative_to(ROOT)}".encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def _make_room(folder: Path) -> None:
    oldest_first = sorted(folder.glob("*.sqlite"), key=lambda one: one.stat().st_mtime)
    for left in oldest_first[:-KEPT]:
        left.unlink(missing_ok=True)
