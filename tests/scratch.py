"""Where the tests put their databases: in memory where there is room, for disks make each commit wait."""

import shutil
import tempfile
from pathlib import Path

ROOM_NEEDED = 1_000_000_000


def new_scratch_directory(prefix: str) -> Path:
    """Makes a directory; whoever asked for it removes it. The path is short, as sockets require."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_NEEDED
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if roomy else None))
