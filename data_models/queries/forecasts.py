"""Which actions will probably miss their date, and how the last forecasts compare with what happened?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.forecast_history import ActionOver, actions_from, history_questions
from data_models.queries.places import Place
from data_models.queries.together import Found, together
from data_models.rules.forecasts import (
    Forecast,
    History,
    Share,
    forecasts,
    last_day_of,
    outcome,
    promises,
    quarter_before,
    quarter_of,
)
from data_models.rules.references import Kind, reference
from data_models.rules.settings import Thresholds
from data_models.tables import StoredForecast
from data_models.visibility import Viewer
from data_models.vocabulary import ForecastBand, PromiseOutcome

ENDS = (PromiseOutcome.MISSED, PromiseOutcome.KEPT, PromiseOutcome.NOT_COUNTED)
SHARES = ("put_off", "quiet", "alike", "every")


@dataclass(frozen=True)
class ForecastRow:
    """One action whose date is to come, with what to expect of it."""

    item_id: int
    plan_id: int
    number: int
    text: str
    lead_agency: str
    areas: tuple[Place, ...]
    due_on: date
    forecast: Forecast

    @property
    def reference(self) -> str:
        return reference(Kind.PLAN, self.plan_id, self.number)


@dataclass(frozen=True)
class StoredRow:
    """A forecast as it was stored on `made_on`, and what came of that date; None while it is not over."""

    item_id: int
    plan_id: int
    number: int
    quarter_on: date
    made_on: date
    due_on: date
    forecast: Forecast
    outcome: PromiseOutcome | None

    @property
    def reference(self) -> str:
        return reference(Kind.PLAN, self.plan_id, self.number)


@dataclass(frozen=True)
class BandRecord:
    """Of the dates of one quarter that were forecast in this band: how they ended."""

    band: ForecastBand
    missed: int
    kept: int
    not_counted: int

    @property
    def said(self) -> int:
        return self.missed + self.kept + self.not_counted


@dataclass(frozen=True)
class ForecastPicture:
    """The forecasts of today, those due first first; and those stored for the quarter before this against what came.

    `compared` are that quarter's dates alone, by band; `later` of its forecasts were of dates after it. `made_on` is
    the day they were stored; None where none were.
    """

    rows: tuple[ForecastRow, ...]
    quarter_on: date
    made_on: date | None
    compared: tuple[BandRecord, ...]
    stored: tuple[StoredRow, ...]
    later: int

    @property
    def by_item(self) -> dict[int, Forecast]:
        return {one.item_id: one.forecast for one in self.rows}


@dataclass(frozen=True)
class ItemForecast:
    """What to expect of one action today, None where nothing is; and what was stored of it, the newest first."""

    row: ForecastRow | None
    stored: tuple[StoredRow, ...]


def forecast_picture(session: Session, _: Viewer, *, on: date, thresholds: Thresholds) -> ForecastPicture:
    """Today's forecasts and the last whole quarter's; the same for everybody, from published reports. One statement."""
    before = quarter_before(quarter_of(on))
    stored_then = select(StoredForecast).where(col(StoredForecast.quarter_on) == before)
    found = together(session, history_questions() | {"fc_stored": stored_then})
    actions = actions_from(found)
    stored = _stored_rows(found["fc_stored"], actions, on)
    due_then = tuple(one for one in stored if one.due_on <= last_day_of(before))
    return ForecastPicture(
        rows=_rows(actions, on, thresholds),
        quarter_on=before,
        made_on=min((one.made_on for one in stored), default=None),
        compared=tuple(_record(band, due_then) for band in ForecastBand),
        stored=due_then,
        later=len(stored) - len(due_then),
    )


def forecast_of_item(session: Session, _: Viewer, *, on: date, thresholds: Thresholds, item_id: int) -> ItemForecast:
    """What to expect of one action's date, and every forecast that was stored of it. One statement."""
    stored = select(StoredForecast).where(col(StoredForecast.item_id) == item_id)
    found = together(session, history_questions() | {"fc_stored": stored})
    actions = actions_from(found)
    row = next((one for one in _rows(actions, on, thresholds) if one.item_id == item_id), None)
    return ItemForecast(row, _stored_rows(found["fc_stored"], actions, on)[::-1])


def _rows(actions: Iterable[ActionOver], on: date, thresholds: Thresholds) -> tuple[ForecastRow, ...]:
    known = {one.id: one for one in actions}
    made = forecasts({number: one.history for number, one in known.items()}, on, thresholds)
    rows = [
        ForecastRow(one.id, one.plan_id, one.number, one.text, one.lead_agency, one.areas, one.due_on, made[number])
        for number, one in known.items()
        if number in made and one.awaits_partnership
    ]
    return tuple(sorted(rows, key=lambda one: (one.due_on, one.plan_id, one.number)))


def _stored_rows(found: Iterable[Found], actions: Iterable[ActionOver], on: date) -> tuple[StoredRow, ...]:
    """By quarter, date and action."""
    known = {one.id: one for one in actions}
    rows = [_stored_row(one, known[one["item_id"]], on) for one in found if one["item_id"] in known]
    return tuple(sorted(rows, key=lambda one: (one.quarter_on, one.due_on, one.plan_id, one.number)))


def _stored_row(one: Found, action: ActionOver, on: date) -> StoredRow:
    return StoredRow(
        action.id,
        action.plan_id,
        action.number,
        one["quarter_on"],
        one["made_on"],
        one["due_on"],
        _as_stored(one),
        _ended(action.history, one["due_on"], one["made_on"]) if one["due_on"] < on else None,
    )


def _as_stored(one: Found) -> Forecast:
    kept: dict[str, Any] = {name: one[name] for name in ("band", "postponed", "quiet_days", "quiet_from", "quiet_to")}
    shares = {name: Share(one[f"{name}_of"], one[f"{name}_missed"]) for name in SHARES}
    return Forecast(days_ahead=(one["due_on"] - one["made_on"]).days, **kept | shares)


def _ended(history: History, due_on: date, made_on: date) -> PromiseOutcome:
    """How the promise ended that held when the forecast was stored."""
    meant = [one for one in promises(history) if one.due_on == due_on and one.made_on <= made_on]
    return outcome(history, meant[-1]) if meant else PromiseOutcome.NOT_COUNTED


def _record(band: ForecastBand, rows: Iterable[StoredRow]) -> BandRecord:
    ended = [one.outcome for one in rows if one.forecast.band is band]
    return BandRecord(band, *(ended.count(one) for one in ENDS))
