"""Forecasts are stored once a quarter by the record itself, and nothing alters them."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from data_models.commands.action_items import revise_due_date
from data_models.commands.completion import claim_completion
from data_models.commands.forecasts import store_forecasts
from data_models.commands.undo import undo_change
from data_models.database import reading, unit_of_work
from data_models.errors import CommandRefused, NotAllowed
from data_models.past import reading_past
from data_models.queries.forecast_history import last_stored
from data_models.queries.forecasts import forecast_of_item, forecast_picture
from data_models.queries.record import head, thresholds
from data_models.rules.forecast_runs import ForecastRun, forecasts_said
from data_models.rules.forecasts import Share
from data_models.tables import StoredForecast
from data_models.visibility import SYSTEM, Deed, Viewer
from data_models.vocabulary import ForecastBand, ItemStatus, PlanState, PromiseOutcome, RoleName, SlipReason
from tests.builders import ANGUS, TODAY, a_person, a_plan, all_of, an_area, an_item

# The quarter after TODAY's, so that what was promised before can have ended.
QUARTER, NEXT = date(2026, 4, 1), date(2026, 7, 1)
DAY = timedelta(days=1)


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


@pytest.fixture
def record(engine: Engine) -> dict[str, int]:
    """Six actions that missed their date in March, and three to come: two in the quarter and one after it."""
    with unit_of_work(engine, by=SYSTEM, deed="build_a_test", at=at(TODAY)) as session:
        plan = a_plan(session, state=PlanState.AGREED)
        for number in range(6):
            an_item(session, plan, due_on=TODAY + (20 + number) * DAY)
        made = {
            "kept": an_item(session, plan, due_on=date(2026, 4, 20)).id,
            "moved": an_item(session, plan, due_on=date(2026, 4, 21)).id,
            "later": an_item(session, plan, due_on=date(2026, 8, 1)).id,
            "claimed": an_item(session, plan, due_on=date(2026, 6, 1), status=ItemStatus.CLAIMED).id,
            "clerk": a_person(session, RoleName.SUPPORT_OFFICER).id,
        }
    return made


def store(engine: Engine, on: date) -> ForecastRun | None:
    with unit_of_work(engine, by=SYSTEM, deed=Deed.STORE_FORECASTS.value, at=at(on)) as session:
        return store_forecasts(session, by=SYSTEM, on=on)


def stored(engine: Engine) -> list[StoredForecast]:
    with reading(engine) as session:
        return all_of(session, StoredForecast)


def newest(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


def picture(engine: Engine, on: date):
    with reading(engine) as session:
        return forecast_picture(session, SYSTEM, on=on, thresholds=thresholds(session))


def stored_of(session: Session, item_id: int):
    return forecast_of_item(session, SYSTEM, on=QUARTER, thresholds=thresholds(session), item_id=item_id).stored


# --- stored ---


def test_every_date_to_come_is_stored_with_the_counts_it_rests_on(engine: Engine, record: dict[str, int]) -> None:
    run = store(engine, QUARTER)
    found = {one.item_id: one for one in stored(engine)}
    assert set(found) == {record["kept"], record["moved"], record["later"]}
    assert run == ForecastRun(QUARTER, 3)
    one = found[record["kept"]]
    assert (one.quarter_on, one.made_on, one.due_on) == (QUARTER, QUARTER, date(2026, 4, 20))
    assert (one.band, one.alike_of, one.alike_missed) == (ForecastBand.LIKELY_MISSED, 6, 6)
    # No date in March had been promised four months ahead.
    assert (found[record["later"]].band, found[record["later"]].every_of) == (ForecastBand.TOO_FEW, 0)


def test_what_is_stored_is_what_the_page_says_that_day(engine: Engine, record: dict[str, int]) -> None:
    store(engine, QUARTER)
    today = picture(engine, QUARTER).by_item
    with reading(engine) as session:
        for number, told in today.items():
            one = forecast_of_item(session, SYSTEM, on=QUARTER, thresholds=thresholds(session), item_id=number)
            (kept,) = one.stored
            assert one.row is not None
            assert kept.forecast == one.row.forecast == told
            assert kept.outcome is None
    assert set(today) == {record["kept"], record["moved"], record["later"]}


def test_they_are_stored_once_a_quarter_also_on_a_later_day_and_where_there_are_none(engine: Engine) -> None:
    assert store(engine, QUARTER + 3 * DAY) == ForecastRun(QUARTER, 0)
    before = newest(engine)
    assert store(engine, QUARTER + 4 * DAY) is None
    assert store(engine, QUARTER - DAY) is None
    assert newest(engine) == before
    assert store(engine, NEXT) == ForecastRun(NEXT, 0)
    with reading(engine) as session:
        assert last_stored(session) == ForecastRun(NEXT, 0)


def test_of_several_processes_at_once_one_stores_them(engine: Engine, record: dict[str, int]) -> None:
    before, together, made = newest(engine), Barrier(3), []

    def look() -> None:
        together.wait()
        made.append(store(engine, QUARTER))

    threads = [Thread(target=look) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(one is not None for one in made) == 1
    assert (newest(engine), len(stored(engine))) == (before + 1, 3)
    assert record


@pytest.mark.parametrize("role", RoleName)
def test_nobody_but_the_record_itself_stores_them(sqlite_engine: Engine, role: RoleName) -> None:
    by = Viewer(name="Robin", role=role, areas=frozenset({ANGUS}))
    with unit_of_work(sqlite_engine, by=by, deed=Deed.STORE_FORECASTS.value) as session:
        an_area(session)
        with pytest.raises(NotAllowed):
            store_forecasts(session, by=by, on=QUARTER)


def test_the_sentence_kept_of_it_is_read_back() -> None:
    assert forecasts_said(ForecastRun(QUARTER, 41).sentence) == ForecastRun(QUARTER, 41)
    assert forecasts_said("something else") is None


# --- never altered ---


@pytest.mark.parametrize("table", ["forecast", "forecast_version"])
@pytest.mark.parametrize("event", ["UPDATE {} SET band = 'uncertain'", "DELETE FROM {}"])
def test_the_database_refuses_to_alter_or_remove_one(
    engine: Engine, record: dict[str, int], table: str, event: str
) -> None:
    store(engine, QUARTER)
    with engine.connect() as connection, pytest.raises(DBAPIError, match="never"):
        connection.execute(text(event.format(table)))
    assert [one.band for one in stored(engine)].count(ForecastBand.LIKELY_MISSED) == 2
    assert record


def test_it_is_not_undone(engine: Engine, record: dict[str, int]) -> None:
    store(engine, QUARTER)
    number, senior = newest(engine), Viewer(name="Ash", role=RoleName.CHIEF_INSPECTOR, person_id=record["clerk"])
    with (
        unit_of_work(engine, by=senior, deed=Deed.UNDO.value) as session,
        pytest.raises((CommandRefused, NotAllowed)),
    ):
        undo_change(session, by=senior, on=QUARTER, change_id=number, reason="It was wrong")
    assert len(stored(engine)) == 3


# --- against what happened ---


@pytest.fixture
def over(engine: Engine, record: dict[str, int]) -> dict[str, int]:
    """The quarter is over: one date was kept, the other was put off."""
    store(engine, QUARTER)
    clerk = Viewer(name="Sam", role=RoleName.SUPPORT_OFFICER, person_id=record["clerk"])
    inspector = Viewer(name="Kim", role=RoleName.LINK_INSPECTOR, person_id=record["clerk"], areas=frozenset({ANGUS}))
    with unit_of_work(engine, by=clerk, deed="build_a_test", at=at(date(2026, 4, 19))) as session:
        claim_completion(
            session,
            by=clerk,
            on=date(2026, 4, 19),
            item_id=record["kept"],
            claimed_by="Angus Council",
            evidence_note="Audit reports",
        )
    with unit_of_work(engine, by=inspector, deed="build_a_test", at=at(date(2026, 4, 20))) as session:
        revise_due_date(
            session,
            by=inspector,
            on=date(2026, 4, 20),
            item_id=record["moved"],
            to_due_on=date(2026, 9, 1),
            reason=SlipReason.STAFFING,
        )
    return record


def test_the_last_quarter_stands_beside_what_happened(engine: Engine, over: dict[str, int]) -> None:
    told = picture(engine, NEXT)
    assert (told.quarter_on, told.made_on, told.later) == (QUARTER, QUARTER, 1)
    by_band = {one.band: (one.said, one.missed, one.kept, one.not_counted) for one in told.compared}
    assert by_band[ForecastBand.LIKELY_MISSED] == (2, 1, 1, 0)
    assert by_band[ForecastBand.TOO_FEW] == (0, 0, 0, 0)
    ended = {one.item_id: one.outcome for one in told.stored}
    assert ended == {over["kept"]: PromiseOutcome.KEPT, over["moved"]: PromiseOutcome.MISSED}


def test_the_past_knows_the_forecast_of_then_and_not_what_came_after(engine: Engine, over: dict[str, int]) -> None:
    before = picture(engine, QUARTER)
    with unit_of_work(engine, by=SYSTEM, deed="build_a_test", at=at(date(2026, 4, 22))) as session:
        an_item(session, a_plan(session, state=PlanState.AGREED), due_on=date(2026, 12, 1))
    with reading(engine) as session:
        then = session.connection().scalar(text("SELECT min(change_id) FROM forecast_version"))
    with reading_past(engine, then) as session:
        past = forecast_picture(session, SYSTEM, on=QUARTER, thresholds=thresholds(session))
        (kept,) = stored_of(session, over["moved"])
    assert past.by_item[over["moved"]] == kept.forecast
    assert past.by_item[over["moved"]].every == Share(6, 6)
    assert set(past.by_item) == {over["kept"], over["moved"], over["later"]}
    # Looked at from today by the day alone, it is the same: the rule itself uses nothing that was told later.
    assert {number: past.by_item[number] for number in before.by_item} == before.by_item
    with reading_past(engine, then - 1) as session:
        assert stored_of(session, over["moved"]) == ()
