"""What changed between any two moments of any history, laid over the earlier state, is the later one: for everybody."""

from collections import Counter
from datetime import date
from random import Random
from typing import Any, ClassVar

from sqlalchemy import Engine

from data_models.past import Moment, reading_past
from data_models.queries.difference import PART_OF, difference
from data_models.queries.difference_rows import Difference
from data_models.queries.states import STANDING, TABLE_OF, State, state
from data_models.rules.happenings import Happened
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName
from tests.data_models.conftest import Records
from tests.data_models.fuzz.machine import EveryCommand, machine, run
from tests.data_models.fuzz.seeing import Seen, see
from tests.data_models.fuzz.world import ELSEWHERE, LINK, SENIOR, SUPPORT

SHARED = Viewer(name="Shared screen", role=RoleName.SHARED_SCREEN)
EVERY_VIEWER = (SENIOR, LINK, ELSEWHERE, SUPPORT, SHARED)
RECORDS, STEPS, PAIRS = 2, 30, 2


def moment(engine: Engine, on: date, change: int) -> Moment:
    return Moment(on, change, lambda: reading_past(engine, change))


def state_at(one: Moment, viewer: Viewer) -> State:
    with one.look() as session:
        return state(session, viewer, on=one.on, change=one.change)


def laid_over(earlier: State, told: Difference) -> dict[str, dict[Any, Any]]:
    """The earlier state with the difference on top."""
    rows = {table: dict(found) for table, found in earlier.rows.items()}
    for one in told.rows:
        assert rows[one.table].get(one.key) == one.before
        if one.after is None:
            del rows[one.table][one.key]
        else:
            rows[one.table][one.key] = one.after
    return rows


def all_is_told_once(told: Difference) -> None:
    """Every row that differs is told by a line: its own, or that of the record it is a part of."""
    of_lines = Counter((one.table, one.key) for one in told.every_line)
    assert set(of_lines.values()) <= {1}
    parts = {(one.table, one.key) for line in told.every_line for one in line.parts}
    for one in told.rows:
        assert (one.table, one.key) in (parts if one.table in PART_OF else of_lines), one


def nothing_is_made_up(told: Difference, earlier: State, later: State) -> None:
    for line in told.every_line:
        assert line.before == earlier.rows[line.table].get(line.key)
        assert line.after == later.rows[line.table].get(line.key)
        assert line.what
        gone = line.after is None and line.table != "setting_value"
        assert (Happened.RECORD_REMOVED in line.what) is gone


class Differing(EveryCommand):
    """Remembers which day it was at every change, and compares some pairs of moments at the end."""

    compared: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.days = {self.seen.newest: self.on}

    def _look(self, chance: Random) -> None:
        self.seen = see(self.engine)
        self.moments[self.seen.newest] = self.seen.live
        self.days[self.seen.newest] = self.on

    def _all_holds(self, before: Seen | None) -> None:
        """The promises of every step are looked after by the fuzz itself."""

    def teardown(self) -> None:
        try:
            if self.is_whole:
                self._compare()
        finally:
            type(self).put_away(self.engine)

    def _compare(self) -> None:
        chance = self._chance(len(self.days))
        for _ in range(PAIRS):
            first, second = sorted(chance.choices(list(self.days), k=2))
            pair = [moment(self.engine, self.days[one], one) for one in (first, second)]
            for viewer in EVERY_VIEWER:
                self._holds(pair[0], pair[1], viewer)
            type(self).compared += first != second
        senior = state_at(moment(self.engine, self.on, self.seen.newest), SENIOR)
        a_senior_manager_sees_every_record(senior, self.seen)

    def _holds(self, earlier: Moment, later: Moment, viewer: Viewer) -> None:
        was, becomes = state_at(earlier, viewer), state_at(later, viewer)
        told = difference(earlier, later, viewer)
        assert laid_over(was, told) == becomes.rows
        all_is_told_once(told)
        nothing_is_made_up(told, was, becomes)


def a_senior_manager_sees_every_record(theirs: State, seen: Seen) -> None:
    """No difference could tell of a row that no state has."""
    for table in set(TABLE_OF.values()) - {"area_alias"}:
        assert theirs.rows[table].keys() == seen.live[table].keys(), table
    assert theirs.rows[STANDING].keys() == seen.live["area"].keys()


def test_the_earlier_state_with_the_difference_is_the_later_state(records: Records) -> None:
    of = type("DifferingInAnyOrder", (Differing, machine(records.new, records.put_away)), {"compared": 0})
    run(of, RECORDS, STEPS)
    assert of.compared >= RECORDS  # type: ignore[attr-defined]
