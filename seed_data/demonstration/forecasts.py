"""The record's own forecasts in the story: stored on the first working day of every quarter, as far as it was known."""

from datetime import date

from sqlmodel import Session

from data_models.commands.forecasts import store_forecasts
from data_models.rules.clocks import add_months
from data_models.rules.forecasts import quarter_of
from data_models.visibility import SYSTEM, Deed, Viewer
from seed_data.demonstration.world import World


def tell(world: World) -> None:
    quarter_on = quarter_of(world.diary.first)
    while (quarter_on := add_months(quarter_on, 3)) <= world.diary.last:
        world.diary.note(quarter_on, lambda _: SYSTEM, Deed.STORE_FORECASTS, _stored)


def _stored(session: Session, by: Viewer, on: date) -> None:
    store_forecasts(session, by=by, on=on)
