"""Where the tests put their databases: in memory where there is room, for disks make each commit wait."""

import functools
import shutil
import tempfile
from pathlib import Path

from data_models.database import build_engine

ROOM_NEEDED = 1_000_000_000


def new_scratch_directory(prefix: str) -> Path:
    """Makes a directory; whoever asked for it removes it. The path is short, as sockets require."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_NEEDED
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if roomy else None))


# A server has one engine all day. So have the tests of a process, on one record after the other at the same address:
# most of what a short test costs is compiling its statements, and an engine keeps what it compiled.
engine_at = functools.cache(build_engine)
