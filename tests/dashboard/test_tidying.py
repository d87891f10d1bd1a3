"""Garbage is collected when nobody waits, and at last also when somebody always does."""

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from dashboard.tidying import Tidying, note_run


class Knot:
    """Refers to itself: only a collection takes it away."""

    def __init__(self) -> None:
        self.itself = self


@contextmanager
def tidied(*, quiet: float, longest: float) -> Iterator[None]:
    """Nothing but what is tried collects meanwhile."""
    gc.disable()
    tidying = Tidying(quiet=quiet, longest=longest)
    tidying.start()
    try:
        yield
    finally:
        tidying.stop()
        gc.unfreeze()
        gc.enable()


def gone_after(garbage: weakref.ref[Knot], seconds: float, *, running: bool = False) -> float | None:
    start = monotonic()
    while monotonic() - start < seconds:
        if running:
            note_run()
        if garbage() is None:
            return monotonic() - start
        sleep(0.01)
    return None


def test_what_a_run_left_is_collected_once_it_is_quiet():
    with tidied(quiet=0.3, longest=60):
        garbage = weakref.ref(Knot())
        note_run()
        taken = gone_after(garbage, 20)
        assert taken is not None
        assert taken >= 0.25, "while somebody may still be clicking, nothing is collected"


def test_nothing_is_collected_where_nothing_ran():
    with tidied(quiet=0.05, longest=60):
        garbage = weakref.ref(Knot())
        assert gone_after(garbage, 0.5) is None


def test_somebody_who_never_stops_clicking_does_not_keep_the_garbage():
    with tidied(quiet=5, longest=0.5):
        garbage = weakref.ref(Knot())
        # Each waits for quiet for so long that only the longest wait can end it.
        note_run()
        assert gone_after(garbage, 20, running=True) is not None
