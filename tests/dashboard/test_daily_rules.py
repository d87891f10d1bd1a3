"""The server runs the rules by itself: once a day, whichever process is first, and again after whatever went wrong."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dashboard import daily_rules
from dashboard.daily_rules import DailyRules, run_if_due, store_if_due
from data_models.database import reading
from data_models.queries.record import head
from data_models.queries.rule_runs import last_run
from data_models.tables import FollowUpCandidate, RiskFlag
from data_models.vocabulary import Grade
from tests.builders import ANGUS, TODAY, a_plan, a_published_inspection, a_viewer, all_of, an_item, changing
from tests.statements import counting_statements

DAY = timedelta(days=1)


@pytest.fixture
def late(engine: Engine) -> Engine:
    """A record in which three actions are long overdue."""
    with changing(engine) as session:
        plan = a_plan(session)
        for _ in range(3):
            an_item(session, plan, due_on=TODAY - timedelta(days=40))
    return engine


@pytest.fixture
def poisoned(late: Engine) -> Engine:
    """The same with a day in it that no clock can be run from."""
    with changing(late) as session:
        a_viewer(session, areas=[ANGUS])
        inspection = a_published_inspection(session, grades=[Grade.WEAK])
        _candidate(session, inspection.id).opened_on = date.max
    return late


def mend(engine: Engine) -> None:
    with changing(engine) as session:
        newest = max(one.inspection_id for one in all_of(session, FollowUpCandidate))
        _candidate(session, newest).opened_on = TODAY


def _candidate(session: Session, inspection_id: int) -> FollowUpCandidate:
    return all_of(session, FollowUpCandidate, col(FollowUpCandidate.inspection_id) == inspection_id)[-1]


def flags(engine: Engine) -> int:
    with reading(engine) as session:
        return len(session.exec(select(RiskFlag)).all())


def newest(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


@contextmanager
def looked_after(engine: Callable[[], Engine], today: Callable[[], date], retry: float = 60) -> Iterator[None]:
    rules = DailyRules(engine, today, every=0.02, retry=retry)
    rules.start()
    try:
        yield
    finally:
        rules.stop()


def eventually(holds: Callable[[], bool]) -> bool:
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.02)
    return False


# --- the run of a day ---


def test_the_run_of_a_day_is_made_once(late: Engine) -> None:
    made = run_if_due(late, TODAY)
    assert made is not None
    assert made.raised == flags(late) > 0
    after = newest(late)
    assert run_if_due(late, TODAY) is None
    assert newest(late) == after


def test_asking_whether_it_is_due_is_one_read(late: Engine) -> None:
    run_if_due(late, TODAY)
    with counting_statements(late) as statements:
        run_if_due(late, TODAY)
    asked = [one for one in statements.texts if one.lstrip().upper().startswith("SELECT")]
    assert len(asked) == len([one for one in statements.texts if "INSERT" not in one]) == 1


def test_after_three_days_without_a_run_one_makes_them_good(late: Engine) -> None:
    run_if_due(late, TODAY - 4 * DAY)
    before, there = newest(late), flags(late)
    with changing(late) as session:
        a_plan(session).due_on = TODAY - 2 * DAY
    made = run_if_due(late, TODAY)
    assert made is not None
    assert (flags(late) - there, newest(late)) == (made.raised, before + 2)
    assert made.raised == 1


def test_a_clock_that_was_set_back_makes_no_second_run(late: Engine) -> None:
    run_if_due(late, TODAY)
    assert run_if_due(late, TODAY - DAY) is None


def test_a_run_that_left_an_area_out_is_made_again_only_when_that_is_asked(poisoned: Engine) -> None:
    made = run_if_due(poisoned, TODAY)
    assert made is not None
    assert (made.failed, flags(poisoned)) == ((ANGUS,), 0)
    assert run_if_due(poisoned, TODAY) is None
    mend(poisoned)
    again = run_if_due(poisoned, TODAY, again=True)
    assert again is not None
    assert (again.failed, again.raised) == ((), flags(poisoned))
    assert flags(poisoned) > 0
    assert run_if_due(poisoned, TODAY, again=True) is None


# --- the server's own look-out ---


def test_it_is_run_at_the_start_before_the_first_visitor(late: Engine) -> None:
    with looked_after(lambda: late, lambda: TODAY):
        assert flags(late) > 0


def test_it_is_run_again_once_another_day_begins_and_never_twice_a_day(late: Engine) -> None:
    clock = [TODAY]
    with looked_after(lambda: late, lambda: clock[0]):
        after = newest(late)
        clock[0] = TODAY + DAY
        assert eventually(lambda: newest(late) == after + 1)
        time.sleep(0.1)
        assert newest(late) == after + 1


def test_a_record_that_is_away_today_is_looked_at_when_it_is_back(late: Engine) -> None:
    away = [True]

    def record() -> Engine:
        if away[0]:
            raise OSError("the disk is away")
        return late

    with looked_after(record, lambda: TODAY):
        assert flags(late) == 0
        away[0] = False
        assert eventually(lambda: flags(late) > 0)


def test_a_server_tries_an_area_again_while_it_runs_and_never_in_a_tight_loop(poisoned: Engine) -> None:
    with looked_after(lambda: poisoned, lambda: TODAY, retry=60):
        mend(poisoned)
        time.sleep(0.2)
        assert flags(poisoned) == 0
    with looked_after(lambda: poisoned, lambda: TODAY):
        assert flags(poisoned) > 0


def test_each_retry_that_fails_waits_twice_as_long_as_the_one_before(
    poisoned: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock, tried = [0.0], []
    monkeypatch.setattr(daily_rules, "monotonic", lambda: clock[0])
    rules = DailyRules(lambda: poisoned, lambda: TODAY, retry=100)
    for now in range(0, 1000, 50):
        clock[0] = float(now)
        caplog.clear()
        rules._look()
        tried += [now] if any("could not look at" in one.message for one in caplog.records) else []
    assert tried == [0, 100, 300, 700]


def test_two_servers_on_one_record_make_one_run(late: Engine) -> None:
    before = newest(late)
    with looked_after(lambda: late, lambda: TODAY), looked_after(lambda: late, lambda: TODAY):
        time.sleep(0.1)
    # The run, and the quarter's forecasts.
    assert newest(late) == before + 2
    with reading(late) as session:
        assert last_run(session, on=TODAY).run is not None


# --- the forecasts of a quarter ---


def test_the_forecasts_of_a_quarter_are_stored_once_and_asking_is_one_read(late: Engine) -> None:
    made = store_if_due(late, TODAY)
    assert made is not None
    assert made.quarter_on == date(2026, 1, 1)
    after = newest(late)
    with counting_statements(late) as statements:
        assert store_if_due(late, TODAY + 28 * DAY) is None
    assert len(statements.texts) == len([one for one in statements.texts if "INSERT" not in one])
    assert sum("SELECT" in one for one in statements.texts) == 1
    assert newest(late) == after
    assert store_if_due(late, date(2026, 4, 1)) is not None


def test_a_record_whose_rules_fail_still_has_its_forecasts_stored(
    late: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_engine: Engine, _on: date, *, again: bool) -> None:
        raise OSError("the rules cannot be run")

    monkeypatch.setattr("dashboard.daily_rules.run_if_due", fail)
    before = newest(late)
    with looked_after(lambda: late, lambda: TODAY):
        assert newest(late) == before + 1
