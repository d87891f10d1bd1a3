"""Servers for what is measured and pictured: a program on a port, and the demonstration in a folder of its own."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOOL = str(Path(sys.executable).with_name("link-inspector"))


@contextmanager
def served(command: list[str], port: int, folder: Path, **environment: str) -> Iterator[str]:
    base = f"http://127.0.0.1:{port}"
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env={**os.environ, **environment})
    try:
        _wait_for(base)
        yield base
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(base: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{base}/_stcore/health", timeout=2).read()
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"Nothing answers at {base}.")


@contextmanager
def demonstration(folder: Path, port: int) -> Iterator[str]:
    """A new demonstration record, served; gives its address."""
    data = {"LINK_INSPECTOR_DATA": str(folder / "data"), "LINK_INSPECTOR_DEMO": "1"}
    start = time.perf_counter()
    subprocess.run([TOOL, "init", "--demo"], check=True, env={**os.environ, **data}, stdout=sys.stderr)
    print(f"demonstration record made in {time.perf_counter() - start:.1f} s", file=sys.stderr)
    with served([TOOL, "serve", "--port", str(port)], port, folder, **data) as base:
        yield base
