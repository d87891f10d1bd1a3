"""Forecasts are stored once a quarter, at its start: before anybody can know what came of them."""

from datetime import date

from sqlmodel import Session

from data_models.history import conclude
from data_models.queries.forecast_history import actions_with_history, last_stored
from data_models.queries.record import thresholds
from data_models.rules.forecast_runs import ForecastRun
from data_models.rules.forecasts import Forecast, forecasts, quarter_of
from data_models.tables import StoredForecast
from data_models.visibility import SYSTEM, Deed, Viewer, authorise


def store_forecasts(session: Session, *, by: Viewer, on: date) -> ForecastRun | None:
    """Store the forecast of every action that has one, unless this quarter's were: then None, and nothing is done.

    Where the server was away on the first day of a quarter it is made on the first day it is there. Only the record
    itself (`SYSTEM`) stores them.
    """
    if by is not SYSTEM:
        authorise(by, Deed.STORE_FORECASTS)
    quarter_on, last = quarter_of(on), last_stored(session)
    if last is not None and last.quarter_on >= quarter_on:
        return None
    actions = actions_with_history(session)
    made = forecasts({one.id: one.history for one in actions}, on, thresholds(session))
    waiting = [one for one in actions if one.id in made and one.awaits_partnership]
    for one in waiting:
        session.add(_stored(one.id, made[one.id], on, quarter_on, one.due_on))
    session.flush()
    run = ForecastRun(quarter_on, len(waiting))
    conclude(session, run.sentence)
    return run


def _stored(item_id: int, made: Forecast, on: date, quarter_on: date, due_on: date) -> StoredForecast:
    return StoredForecast(
        item_id=item_id,
        quarter_on=quarter_on,
        made_on=on,
        due_on=due_on,
        band=made.band,
        postponed=made.postponed,
        quiet_days=made.quiet_days,
        quiet_from=made.quiet_from,
        quiet_to=made.quiet_to,
        put_off_of=made.put_off.of,
        put_off_missed=made.put_off.missed,
        quiet_of=made.quiet.of,
        quiet_missed=made.quiet.missed,
        alike_of=made.alike.of,
        alike_missed=made.alike.missed,
        every_of=made.every.of,
        every_missed=made.every.missed,
    )
