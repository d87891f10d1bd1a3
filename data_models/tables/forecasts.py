"""Forecasts as they were stored, before anybody could know what came of them."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from data_models.tables.base import Versioned, key, to, word
from data_models.vocabulary import ForecastBand


class StoredForecast(Versioned, table=True):
    """One row is what was expected of one action's date at the start of a quarter, with the counts it rests on.

    Rows are only ever added; the database refuses to alter or remove one.
    """

    __tablename__ = "forecast"
    __table_args__ = (
        UniqueConstraint("item_id", "quarter_on"),
        CheckConstraint("made_on < due_on", name="made_before_its_date"),
        CheckConstraint(
            "put_off_missed <= put_off_of AND quiet_missed <= quiet_of"
            " AND alike_missed <= alike_of AND every_missed <= every_of",
            name="a_share_is_a_share",
        ),
    )

    id: int = key()
    item_id: int = to("action_item.id", index=False)
    quarter_on: date
    made_on: date
    due_on: date
    band: ForecastBand = word(ForecastBand)
    postponed: int
    quiet_days: int
    quiet_from: int
    quiet_to: int | None = None
    put_off_of: int
    put_off_missed: int
    quiet_of: int
    quiet_missed: int
    alike_of: int
    alike_missed: int
    every_of: int
    every_missed: int
