"""Garbage is collected when nobody waits for a page.

Streamlit collects everything after each run, before the last words of that run have left: on a record whose answers are
kept that holds up a click by 30 to 40 ms. That is switched off (`runner.postScriptGC`) and done here a moment later.
"""

import gc
from threading import Event, Thread
from time import monotonic

# Without a run for so long, nobody is in the middle of clicking; with runs all the time, it is done all the same.
QUIET_SECONDS, LONGEST_SECONDS = 1.5, 60.0

_ran = Event()


def note_run() -> None:
    """A page is run: what it leaves behind is collected later. Costs nothing."""
    _ran.set()


class Tidying:
    """Collects in a thread of its own, from `start` until `stop`."""

    def __init__(self, *, quiet: float = QUIET_SECONDS, longest: float = LONGEST_SECONDS) -> None:
        self._quiet, self._longest = quiet, longest
        self._over = Event()
        self._thread = Thread(target=self._look_after, name="tidying", daemon=True)

    def start(self) -> None:
        """Collect what the start left behind and set aside what it made to stay, then go on by itself."""
        gc.collect()
        gc.freeze()
        _ran.clear()
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        _ran.set()
        self._thread.join()

    def _look_after(self) -> None:
        while _ran.wait() and not self._over.is_set():
            self._wait_for_quiet()
            gc.collect()

    def _wait_for_quiet(self) -> None:
        until = monotonic() + self._longest
        while _ran.is_set() and (left := until - monotonic()) > 0 and not self._over.is_set():
            _ran.clear()
            self._over.wait(min(self._quiet, left))
