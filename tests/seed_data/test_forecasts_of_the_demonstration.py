"""The forecasts of the demonstration hold up against what happened in it, and were stored before it happened."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlmodel import Session, col

from data_models.database import build_engine, reading
from data_models.past import change_as_of, reading_past
from data_models.queries.forecast_history import actions_with_history
from data_models.queries.forecasts import StoredRow, forecast_of_item, forecast_picture
from data_models.queries.record import thresholds
from data_models.rules.clocks import add_months, london_midnight
from data_models.rules.forecasts import History, forecasts, outcome, promise_on, quarter_of
from data_models.rules.settings import Thresholds
from data_models.tables import StoredForecast
from data_models.visibility import SYSTEM
from data_models.vocabulary import ForecastBand, PromiseOutcome
from tests.told_once import copied, demonstration_of

ON = date(2026, 11, 25)
# How far the share that missed may lie from what its band says, in percentage points.
TOLERANCE = 10
Ended = Counter[PromiseOutcome]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = copied(demonstration_of(ON), tmp_path_factory.mktemp("forecasts") / "world.sqlite")
    engine = build_engine(f"sqlite:///{path}", throwaway=True)
    yield engine
    engine.dispose()


@pytest.fixture
def session(world: Engine) -> Iterator[Session]:
    with reading(world) as session:
        yield session


def histories(session: Session) -> dict[int, History]:
    return {one.id: one.history for one in actions_with_history(session)}


def stored_of(session: Session, item_id: int) -> tuple[StoredRow, ...]:
    return forecast_of_item(session, SYSTEM, on=ON, thresholds=thresholds(session), item_id=item_id).stored


def month_starts() -> list[date]:
    """The first days of the last fourteen months whose next three are over."""
    newest = ON.replace(day=1)
    return [add_months(newest, -back) for back in range(3, 17)]


def what_came_of_them(known: dict[int, History]) -> dict[ForecastBand, Ended]:
    """How the dates of the next three months ended that were forecast on each of those days, by what was said."""
    ended: dict[ForecastBand, Ended] = {band: Counter() for band in ForecastBand}
    for on in month_starts():
        for number, told in forecasts(known, on, Thresholds()).items():
            promise = promise_on(known[number], on)
            assert promise is not None
            if promise.due_on <= add_months(on, 3):
                ended[told.band][outcome(known[number], promise)] += 1
    return ended


def test_in_each_band_the_share_that_missed_is_what_the_band_says_out_of_sample(session: Session) -> None:
    ended = what_came_of_them(histories(session))
    percent = {
        band: 100 * each[PromiseOutcome.MISSED] / (each[PromiseOutcome.MISSED] + each[PromiseOutcome.KEPT])
        for band, each in ended.items()
    }
    assert all(each.total() >= 50 for each in ended.values()), ended
    kept, uncertain, missed = (
        percent[band] for band in (ForecastBand.LIKELY_KEPT, ForecastBand.UNCERTAIN, ForecastBand.LIKELY_MISSED)
    )
    assert kept < uncertain < missed, percent
    settings = Thresholds()
    assert kept <= settings.forecast_kept_percent + TOLERANCE, percent
    assert settings.forecast_kept_percent - TOLERANCE <= uncertain <= settings.forecast_missed_percent + TOLERANCE
    assert missed >= settings.forecast_missed_percent - TOLERANCE, percent


def test_forecasts_were_stored_at_the_start_of_every_quarter(session: Session) -> None:
    made = session.connection().execute(
        select(col(StoredForecast.quarter_on), func.min(col(StoredForecast.made_on)), func.count())
        .group_by(col(StoredForecast.quarter_on))
        .order_by(col(StoredForecast.quarter_on))
    )
    found = made.all()
    assert [one[0] for one in found][-4:] == [add_months(quarter_of(ON), -3 * back) for back in (3, 2, 1, 0)]
    assert all((made_on - quarter_on).days <= 5 for quarter_on, made_on, _ in found)
    assert min(count for *_, count in found[-4:]) > 50


def test_what_was_stored_is_what_the_history_of_today_says_of_that_day(session: Session) -> None:
    """Everything that happened since is in the history now: none of it changes what is said of then."""
    known = histories(session)
    made: dict[date, set[int]] = {}
    for item_id, made_on in session.connection().execute(
        select(col(StoredForecast.item_id), col(StoredForecast.made_on))
    ):
        made.setdefault(made_on, set()).add(item_id)
    for made_on, items in list(made.items())[-3:]:
        again = forecasts(known, made_on, thresholds(session))
        for number in items & again.keys():
            then = next(one for one in stored_of(session, number) if one.made_on == made_on)
            # On the day itself something was told of a few of them after their forecast was stored.
            if not any(day == made_on for day, _ in (*known[number].told, *known[number].moves)):
                assert (then.forecast.postponed, then.forecast.quiet_days, then.forecast.every) == (
                    again[number].postponed,
                    again[number].quiet_days,
                    again[number].every,
                )


def test_a_past_day_shows_what_was_forecast_then(world: Engine, session: Session) -> None:
    last = session.connection().scalar(select(func.max(col(StoredForecast.made_on))))
    assert last is not None
    on = last + timedelta(days=20)
    number = change_as_of(session, london_midnight(on + timedelta(days=1)))
    known = histories(session)
    with reading_past(world, number) as past:
        then = forecast_picture(past, SYSTEM, on=on, thresholds=thresholds(past))
    assert then.by_item == {key: one for key, one in forecasts(known, on, Thresholds()).items() if key in then.by_item}
    assert len(then.by_item) > 50
