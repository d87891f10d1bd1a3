"""What the record does by itself: the rules of risk flags once a day, the forecasts once a quarter.

Whichever of the server's processes is first does it.

Nothing is scheduled that could be missed. While the server runs it asks now and then whether today's run was made, and
this quarter's forecasts stored, and sees to it where not: after midnight, after a night without power, after a day on
which the record was away. A run that could not look at an area is made again: at once where the server starts, for it
may have been mended, then after an hour, and after twice as long each time that it fails again.
"""

import logging
from collections.abc import Callable
from datetime import date
from threading import Event, Thread
from time import monotonic

from sqlalchemy import Engine

from data_models.commands.forecasts import store_forecasts
from data_models.commands.rule_run import run_rules_of_the_day
from data_models.database import reading, unit_of_work
from data_models.queries.forecast_history import last_stored
from data_models.queries.rule_runs import last_run
from data_models.rules.forecast_runs import ForecastRun
from data_models.rules.forecasts import quarter_of
from data_models.rules.rule_runs import RuleRun, is_due
from data_models.visibility import SYSTEM, Deed

log = logging.getLogger("link_inspector.rules")
LOOK_EVERY_SECONDS = 600
RETRY_SECONDS, LONGEST_RETRY_SECONDS = 3_600, 4 * 3_600
# How long the server waits for its first look before it answers: so the first visitor finds today's flags.
FIRST_LOOK_SECONDS = 10
LONGEST_FAREWELL_SECONDS = 5


def run_if_due(engine: Engine, on: date, *, again: bool = False) -> RuleRun | None:
    """Make the run of this day, unless it was made: None then. Asking costs one read, and holds up no writer.

    `again` makes one good that could not look at every area.
    """
    with reading(engine) as session:
        last = last_run(session, on=on).run
    if not is_due(last, on, again=again):
        return None
    # Asked again inside, where writers queue: of two processes the second finds the run of the first.
    with unit_of_work(engine, by=SYSTEM, deed=Deed.RUN_RULES.value) as session:
        return run_rules_of_the_day(session, by=SYSTEM, on=on, again=again)


def store_if_due(engine: Engine, on: date) -> ForecastRun | None:
    """Store the forecasts of this day's quarter, unless they were: None then. Asking costs one read."""
    with reading(engine) as session:
        last = last_stored(session)
    if last is not None and last.quarter_on >= quarter_of(on):
        return None
    with unit_of_work(engine, by=SYSTEM, deed=Deed.STORE_FORECASTS.value) as session:
        return store_forecasts(session, by=SYSTEM, on=on)


class DailyRules:
    """Looks after the daily run in a thread of its own, from `start` until `stop`."""

    def __init__(
        self,
        engine: Callable[[], Engine],
        today: Callable[[], date],
        *,
        every: float = LOOK_EVERY_SECONDS,
        retry: float = RETRY_SECONDS,
    ) -> None:
        self._engine, self._today, self._every, self._retry = engine, today, every, retry
        self._wait, self._again_at = retry, monotonic()
        self._looked, self._over = Event(), Event()
        self._thread = Thread(target=self._look_after, name="daily rules", daemon=True)

    def start(self, *, wait: float = FIRST_LOOK_SECONDS) -> None:
        """Begin, and wait so long for the first look to be over."""
        self._thread.start()
        self._looked.wait(wait)

    def stop(self) -> None:
        """End after the look under way; a run that is cut off by the end of the process is made by the next."""
        self._over.set()
        self._thread.join(LONGEST_FAREWELL_SECONDS)

    def _look_after(self) -> None:
        while not self._over.is_set():
            self._look()
            self._looked.set()
            self._over.wait(self._every)

    def _look(self) -> None:
        # The quarter's forecasts first: they are made before anything else of its first day is known.
        self._try("forecasts of the quarter", self._store)
        self._try("rules of risk flags", self._run)

    def _try(self, what: str, do: Callable[[], None]) -> None:
        try:
            do()
        except Exception:  # a record that is away today is there tomorrow: the thread must outlive it
            log.exception("The %s were not run; they are tried again in %d seconds", what, self._every)

    def _store(self) -> None:
        made = store_if_due(self._engine(), self._today())
        if made is not None:
            log.info("%s", made.sentence)

    def _run(self) -> None:
        made = run_if_due(self._engine(), self._today(), again=monotonic() >= self._again_at)
        if made is not None:
            log.info("%s", made.sentence)
            self._plan_retry(failed=bool(made.failed))

    def _plan_retry(self, *, failed: bool) -> None:
        self._again_at = monotonic() + self._wait
        self._wait = min(2 * self._wait, LONGEST_RETRY_SECONDS) if failed else self._retry
