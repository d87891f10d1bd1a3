"""The machine that does every command in random order, and looks after each step whether every promise is kept."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from typing import ClassVar

from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import seed as seed_of_chance
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import Engine

from data_models.database import reading, unit_of_work
from data_models.errors import CommandRefused
from data_models.past import reading_past
from data_models.seals import check_chain
from tests.builders import TODAY
from tests.data_models.fuzz.arguments import Ask, Asker
from tests.data_models.fuzz.deeds import COMMANDS
from tests.data_models.fuzz.promises import (
    history_is_whole,
    ledger_is_sound,
    nothing_promised_is_lost,
    rules_of_the_office_hold,
    seals_hold_from,
    stood,
    undone_is_as_before,
)
from tests.data_models.fuzz.seeing import Rows, Seen, live_rows, see

# Up to here hypothesis draws evenly; from larger ranges it draws small numbers again and again.
SEED = st.integers(0, 2**24 - 1)
# What happens between deeds, in about the share in which it is named here.
TRIES = 5
BESIDES = ["days_pass"] * 3 + ["look_back"]
# Deeds that are tried more often than others, because much can go wrong with them.
OFTEN = ["undo_change"] * 12


@dataclass
class Tally:
    """How often each command was done, and refused with which sentence; over a whole run."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    steps: int = 0


class EveryCommand(RuleBasedStateMachine):
    """One record, from its first change on. Rules are added below: one for each command there is."""

    names: ClassVar[list[str]]
    new_record: ClassVar[Callable[[], Engine]]
    put_away: ClassVar[Callable[[Engine], None]]
    tally: ClassVar[Tally]
    chances: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.engine = type(self).new_record()
        self.on = TODAY
        self.seen = see(self.engine)
        self.moments: dict[int, Rows] = {self.seen.newest: self.seen.live}
        self._all_holds(None)
        self.taken, self.is_whole = 0, True

    def teardown(self) -> None:
        """The whole chain of seals, and a look far back; what a step has found broken already is not said again."""
        try:
            if not self.is_whole:
                return
            with reading(self.engine) as session:
                check = check_chain(session)
            assert check.holds, check.why
            self._look_back(min(self.moments))
        finally:
            type(self).put_away(self.engine)

    def do(self, name: str, seed: int) -> None:
        """Ask a command until it does its deed, a few times at most. Each refusal is looked at too."""
        for attempt in range(TRIES):
            self.tally.steps += 1
            chance = self._chance(seed, attempt)
            ask = Asker(self.seen.standing, self.on, chance).ask(COMMANDS[name])
            if self._done(name, ask):
                self.tally.done[name] += 1
                self._look(chance)
                if (undone := ask.given.get("change_id")) is not None and undone - 1 in self.moments:
                    undone_is_as_before(self.seen, undone, self.moments[undone - 1])
                return

    def _chance(self, *of: int) -> Random:
        """What is left to chance in a step: the same in the same run, another in another, whatever hypothesis draws."""
        return Random(f"{self.chances} {self.taken} {of}")

    def _done(self, name: str, ask: Ask) -> bool:
        refusal = None
        try:
            token = f"{self.tally.steps}"
            with unit_of_work(self.engine, by=ask.by, deed=ask.deed.value, reason="Fuzz", token=token) as session:
                COMMANDS[name](session, by=ask.by, on=self.on, **ask.given)
        except CommandRefused as refused:
            refusal = str(refused)
        if refusal is None:
            return True
        self.tally.refused[f"{name}: {refusal}"] += 1
        assert refusal.strip(), f"{name} refused without a sentence"
        assert see(self.engine) == self.seen, f"{name} refused, and changed the record all the same"
        return False

    def _look(self, chance: Random) -> None:
        before, self.seen = self.seen, see(self.engine)
        assert self.seen.newest - before.newest <= 1, "more than one number was drawn"
        self.moments[self.seen.newest] = self.seen.live
        nothing_promised_is_lost(before, self.seen)
        self._all_holds(before)
        earlier = chance.choice(list(self.moments))
        assert stood(self.seen, earlier) == self.moments[earlier], f"the past as of {earlier} has changed"

    def _all_holds(self, before: Seen | None) -> None:
        history_is_whole(self.seen, before)
        seals_hold_from(self.engine, self.seen, before.newest if before else 0)
        rules_of_the_office_hold(self.seen)
        ledger_is_sound(self.engine, self.on)

    def _look_back(self, change: int) -> None:
        with reading_past(self.engine, change) as session:
            assert live_rows(session.connection()) == self.moments[change], f"the past as of {change} is another"

    def days_pass(self, seed: int) -> None:
        self.tally.steps += 1
        self.on += timedelta(days=1 + seed % 40)
        ledger_is_sound(self.engine, self.on)

    def look_back(self, seed: int) -> None:
        self.tally.steps += 1
        self._look_back(self._chance(seed).choice(list(self.moments)))


def machine(
    new_record: Callable[[], Engine], put_away: Callable[[Engine], None], only: frozenset[str] | None = None
) -> type[EveryCommand]:
    """A machine of its own with a rule for every command, or for these."""

    class InAnyOrder(EveryCommand):
        names = sorted(only) if only else sorted(COMMANDS) + OFTEN + BESIDES

        @rule(seed=SEED)
        def step(self, seed: int) -> None:
            # Drawn evenly: hypothesis itself would draw the first of them ten times as often as the last.
            self.taken += 1
            name = self._chance(seed).choice(self.names)
            note(f"{self.on}: {name}")
            self.is_whole = False
            (getattr(self, name) if name in BESIDES else partial(self.do, name))(seed)
            self.is_whole = True

    InAnyOrder.new_record, InAnyOrder.put_away = staticmethod(new_record), staticmethod(put_away)
    InAnyOrder.tally = Tally()
    return InAnyOrder


def run(of: type[EveryCommand], records: int, steps: int, *, chances: int = 0, shrink: bool = False) -> None:
    """So many records from their first change on, so many steps on each; the same `chances` make the same run.

    From the eleventh record on hypothesis repeats parts of earlier ones: rather run more often, with other chances.
    """
    of.chances = chances
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    run_state_machine_as_test(
        seed_of_chance(chances)(of),
        settings=settings(
            max_examples=records,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=False,
            phases=phases,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )
