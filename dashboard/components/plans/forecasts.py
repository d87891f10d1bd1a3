"""What to expect of promised dates, with why, how it is made, and how the last forecasts compare with what happened."""

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dashboard.components.address import asked_word
from dashboard.components.choosers import chooser
from dashboard.components.helping.explaining import explained
from dashboard.components.kept import kept
from dashboard.components.links import anchor
from dashboard.components.mentions import and_soft, areas_linked, whole
from dashboard.components.section import section, soft
from dashboard.components.table import Column, note_filter, table
from dashboard.forecast_words import quiet_now, reasons, seen_from
from dashboard.help_texts import forecast_section
from dashboard.session import record
from dashboard.text import show, words
from dashboard.wording import count, day, say
from data_models.queries.forecasts import BandRecord, ForecastPicture, ForecastRow, ItemForecast, StoredRow
from data_models.rules.forecasts import Forecast, last_day_of
from data_models.rules.settings import Thresholds
from data_models.vocabulary import ForecastBand

BANDS = {one.value: say(one) for one in ForecastBand}
# The page answers its question first: those likely to be missed. The others are one choice away, and counted.
FIRST, EVERY = ForecastBand.LIKELY_MISSED.value, "all"
OTHERS = {EVERY: "Every forecast"} | {value: said for value, said in BANDS.items() if value != FIRST}
# Shapes alone tell the bands apart: a forecast has no colour, for colours say what is so.
_MARKS = {
    ForecastBand.LIKELY_MISSED: "◇",
    ForecastBand.UNCERTAIN: "◌",
    ForecastBand.LIKELY_KEPT: "◆",
    ForecastBand.TOO_FEW: "·",
}
_BAND = Markup('<span class="forecast"><span aria-hidden="true">{}</span> {}</span>')
_IN_SHORT = Markup(
    '<p class="soft">{} <a href="#last-quarter">All of last quarter’s</a> · '
    '<a href="#forecast">How the forecast is made</a></p>'
)
# One element, its lines broken by the style: there is one of these in each of up to a hundred rows.
_REASONS = Markup('<span class="reasons">{}\n<span class="soft">{}</span></span>')
_METHOD = Markup('<details class="folded"><summary>How the forecast is made</summary>{}</details>')


def band_words(band: ForecastBand) -> Markup:
    return _BAND.format(_MARKS[band], say(band))


def why(told: Forecast) -> Markup:
    """The three reasons, and from when they are seen: a line each."""
    return _REASONS.format("\n".join(reasons(told)), seen_from(told))


# --- every date to come ---


def choose_forecast() -> None:
    chooser("forecast", "Forecast", OTHERS, BANDS[FIRST])


def asked_band(path: str) -> str:
    """The forecasts that the address asks for: the likely misses unless it asks for others."""
    return asked_word("forecast", BANDS | OTHERS, "forecast", path) or FIRST


def show_forecast(picture: ForecastPicture, area: str | None, band: str) -> None:
    """Those of an area, where one is asked for, in a band or in every one."""
    note_filter("forecast", "forecast", (BANDS | OTHERS)[band])
    show(kept(f"forecast {area} {band}", lambda: _forecast_view(picture, area, band)))


def _forecast_view(picture: ForecastPicture, area: str | None, band: str) -> Markup:
    """How many dates to come are likely to be missed and how far to trust that, those of the area in the band, the last
    quarter's against what happened, and how they are made."""
    there = [one for one in picture.rows if area is None or area in {place.code for place in one.areas}]
    wanted = [one for one in there if band == EVERY or one.forecast.band.value == band]
    how = explained(forecast_section(record().thresholds))
    return outlook(there) + in_short(picture) + forecasts_table(wanted) + last_quarter(picture) + how


def outlook(rows: Sequence[ForecastRow]) -> Markup:
    """How many of the dates to come are likely to be missed, and what is expected of the others."""
    if not rows:
        return Markup("")
    found = Counter(one.forecast.band for one in rows)
    likely = found.pop(ForecastBand.LIKELY_MISSED, 0)
    others = "; ".join(f"{found[one]} {say(one).lower()}" for one in ForecastBand if found[one])
    of_all = f"{likely} of {count(len(rows), 'date')} to come {'is' if likely == 1 else 'are'} likely to be missed"
    return Markup('<p class="outlook"><strong>{}</strong>{}</p>').format(of_all, f" · {others}" if others else "")


def forecasts_table(rows: Sequence[ForecastRow]) -> Markup:
    """The dates that are likely to be missed first, then by date."""
    columns: list[Column[ForecastRow]] = [
        Column("Action", _link, names_row=True),
        Column("Area", lambda one: areas_linked(one.areas)),
        Column("Promised", lambda one: words(one.text)),
        Column("Date", lambda one: whole(day(one.due_on))),
        Column("Forecast", lambda one: band_words(one.forecast.band)),
        Column("Why", lambda one: why(one.forecast)),
    ]
    order = list(ForecastBand)
    by_band = sorted(rows, key=lambda one: order.index(one.forecast.band))
    empty = (
        "No date to come is like this: choose another forecast or area. A date that has come, and an action claimed "
        "as complete, has no forecast."
    )
    return table(
        by_band, columns, caption="Forecast of every date to come, those likely to be missed first", empty=empty
    )


def _link(one: ForecastRow | StoredRow) -> Markup:
    return whole(anchor(one.reference, "action-plans", plan=one.plan_id, item=one.item_id))


# --- last quarter ---


def in_short(picture: ForecastPicture) -> Markup:
    """What came of last quarter's in a line, with the ways to the whole of it and to the method."""
    said = ", ".join(
        f"{one.missed} of {one.said} said to be “{say(one.band).lower()}”"
        for one in picture.compared
        if one.said and one.band is not ForecastBand.TOO_FEW
    )
    told = f"Last quarter were missed: {said}." if said else "There is no last quarter’s forecast to compare with yet."
    return _IN_SHORT.format(told)


def last_quarter(picture: ForecastPicture) -> Markup:
    """What was said of last quarter's dates before it began, and how they ended."""
    quarter = f"{day(picture.quarter_on)} to {day(last_day_of(picture.quarter_on))}"
    title = "Last quarter’s forecast against what happened"
    if picture.made_on is None:
        none = f"No forecast was stored for the quarter {quarter}. The next is stored when the next quarter begins."
        return section("last-quarter", title, soft(none))
    later = f" {count(picture.later, 'forecast')} of dates after the quarter not counted here." if picture.later else ""
    said = f"Stored on {day(picture.made_on)}, never altered since; of dates from {quarter}.{later}"
    return section("last-quarter", title, soft(said), _record_table(picture.compared), _stored_table(picture.stored))


def _record_table(compared: Sequence[BandRecord]) -> Markup:
    columns: list[Column[BandRecord]] = [
        Column("Forecast", lambda one: band_words(one.band), names_row=True),
        Column("Dates it was said of", lambda one: one.said, "number"),
        Column("Missed", lambda one: one.missed, "number"),
        Column("Kept", lambda one: one.kept, "number"),
        Column("Withdrawn or brought forward", lambda one: one.not_counted, "number"),
    ]
    return table(compared, columns, caption="Said and missed, by forecast", empty="No forecast was of this quarter.")


def _stored_table(stored: Sequence[StoredRow]) -> Markup:
    if not stored:
        return Markup("")
    columns: list[Column[StoredRow]] = [
        Column("Action", _link, names_row=True),
        Column("Date then", lambda one: one.due_on, "date"),
        Column("Forecast", lambda one: band_words(one.forecast.band)),
        Column("What happened", lambda one: say(one.outcome, "date to come")),
    ]
    rows = table(stored, columns, caption="Each date of the quarter", empty="No forecast was of this quarter.")
    return Markup('<details class="folded"><summary>Each of the {}</summary>{}</details>').format(
        count(len(stored), "date"), rows
    )


# --- one action ---


def item_forecast(known: ItemForecast, thresholds: Thresholds) -> Markup:
    """What to expect of this action's date today, and every forecast stored of it before."""
    none = "No forecast: its date has come, or completion is claimed, or its plan follows no published report."
    now = soft(none) if known.row is None else _now(known.row)
    method = _METHOD.format(explained(forecast_section(thresholds)))
    return section("forecast", "Forecast", now, _item_stored(known.stored), method)


def _now(row: ForecastRow) -> Markup:
    told = and_soft(band_words(row.forecast.band), f"{day(row.due_on)}; {quiet_now(row.forecast)}")
    return Markup("<p>{}</p>{}").format(told, why(row.forecast))


def _item_stored(stored: Sequence[StoredRow]) -> Markup:
    columns: list[Column[StoredRow]] = [
        Column("Stored", lambda one: one.made_on, "date", names_row=True),
        Column("Date then", lambda one: one.due_on, "date"),
        Column("Forecast", lambda one: band_words(one.forecast.band)),
        Column("Why", lambda one: why(one.forecast)),
        Column("What happened", lambda one: say(one.outcome, "date to come")),
    ]
    empty = "No forecast was stored of it yet: that is done at the start of each quarter."
    return table(stored, columns, caption="Forecasts stored before the outcome, the newest first", empty=empty)


# --- elsewhere ---


def band_of_item(forecasts: Mapping[int, Forecast], item_id: int) -> Markup | None:
    """For a column of a list of actions."""
    told = forecasts.get(item_id)
    return None if told is None else band_words(told.band)
