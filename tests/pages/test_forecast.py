"""Which promised dates will probably be missed? In words, with three reasons, for everybody who sees the plan."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select as sql_select
from sqlmodel import SQLModel, col, select

from dashboard.forecast_words import reasons
from dashboard.personas import PERSONAS
from dashboard.session import today
from dashboard.wording import day, say
from data_models.database import reading
from data_models.queries.forecasts import ForecastPicture, forecast_picture
from data_models.queries.record import thresholds
from data_models.rules.clocks import london_date
from data_models.rules.forecasts import Forecast, Share
from data_models.seals import utc
from data_models.tables import Change, StoredForecast
from data_models.visibility import SYSTEM
from data_models.vocabulary import ForecastBand, ItemStatus
from tests.builders import there
from tests.pages.plan_forms import their_item
from tests.pages.what_it_says import words_of

LIKELY = ForecastBand.LIKELY_MISSED


def picture(engine) -> ForecastPicture:
    with reading(engine) as session:
        return forecast_picture(session, SYSTEM, on=today(), thresholds=thresholds(session))


def listed(said: str) -> str:
    """The table of dates to come."""
    return said.split("Forecast of every date to come")[2].split("</table>")[0]


# --- the words ---


def told(band: ForecastBand = LIKELY, **changed: Any) -> Forecast:
    usual: dict[str, Any] = {"days_ahead": 40, "postponed": 2, "quiet_days": 60, "quiet_from": 46, "quiet_to": 92}
    shares = {"put_off": Share(9, 7), "quiet": Share(12, 5), "alike": Share(4, 3), "every": Share(40, 18)}
    return Forecast(band=band, **{**usual, **shares, **changed})


def test_the_reasons_are_three_sentences_with_their_counts():
    assert reasons(told()) == (
        "Postponed twice or more: 7 of 9 dates were missed.",
        "Quiet for 46 to 92 days: 5 of 12 dates were missed.",
        "Both together: 3 of 4 dates were missed (all dates: 18 of 40).",
    )


def test_too_few_precedents_are_said_to_be_too_few():
    few = told(ForecastBand.TOO_FEW, postponed=0, quiet_from=93, quiet_to=None, alike=Share(), put_off=Share(1, 1))
    assert reasons(few) == (
        "Never postponed: 1 of 1 date was missed.",
        "Quiet for 93 days or more: 5 of 12 dates were missed.",
        "Both together: no such date is known, too few to go by (all dates: 18 of 40).",
    )


# --- the list ---


@pytest.mark.parametrize("persona", [persona.key for persona in PERSONAS])
def test_everybody_reads_the_forecast_its_reasons_its_method_and_what_came_of_the_last(full_record, visit, persona):
    known = picture(full_record)
    said = words_of(visit("action-plans", persona, show="forecast"))
    assert f"Forecast</b> {len(known.rows)}" in said or f">{len(known.rows)}<" in said
    first = next(one for one in known.rows if one.forecast.band is LIKELY)
    for words in (first.reference, *reasons(first.forecast), "All seen"):
        assert words in said
    assert "How the forecast is made" in said
    assert "Last quarter’s forecast against what happened" in said
    assert f"Stored on {day(there(known.made_on))}" in said


def test_a_forecast_has_no_colour_and_no_number_of_its_own(full_record, visit):
    rows = listed(words_of(visit("action-plans", show="forecast", forecast="all")))
    assert "chip" not in rows
    assert 'class="late' not in rows
    assert "%" not in rows


@pytest.mark.parametrize("band", ForecastBand)
def test_it_is_filtered_by_forecast(full_record, visit, band):
    known = picture(full_record)
    said = words_of(visit("action-plans", show="forecast", forecast=band.value))
    wanted = [one for one in known.rows if one.forecast.band is band]
    if wanted:
        assert listed(said).count("<tr>") == len(wanted) + 1
        assert all(one.reference in said for one in wanted)
    else:
        assert "No date to come is like this" in said


def test_those_likely_to_be_missed_come_first_and_the_others_are_counted(full_record, visit):
    known = picture(full_record)
    likely = [one for one in known.rows if one.forecast.band is LIKELY]
    said = words_of(visit("action-plans", show="forecast"))
    assert f"<strong>{len(likely)} of {len(known.rows)} dates to come are likely to be missed</strong>" in said
    for band in ForecastBand:
        number = sum(one.forecast.band is band for one in known.rows)
        assert (f"{number} {say(band).lower()}" in said) is (number > 0 and band is not LIKELY)
    assert listed(said).count("<tr>") == len(likely) + 1 > 1
    assert listed(words_of(visit("action-plans", show="forecast", forecast="all"))).count("<tr>") == 1 + len(known.rows)


@pytest.mark.parametrize("view", [{"show": "forecast"}, {}])
def test_a_forecast_that_there_is_not_gets_a_sentence(full_record, visit, view):
    assert "There is no forecast “sunny” here" in words_of(visit("action-plans", forecast="sunny", **view))


def test_it_is_filtered_by_area(full_record, visit):
    known = picture(full_record)
    place = known.rows[0].areas[0]
    said = listed(words_of(visit("action-plans", show="forecast", forecast="all", area=place.code)))
    assert said.count("<tr>") == 1 + sum(place in one.areas for one in known.rows)


def test_last_quarter_says_of_how_many_it_was_said_and_how_many_missed(full_record, visit):
    known = picture(full_record)
    said = words_of(visit("action-plans", show="forecast"))
    table = said.split("Said and missed, by forecast")[2].split("</table>")[0]
    for one in known.compared:
        row = table.split(say(one.band))[1].split("</tr>")[0]
        assert [f"<div>{number}</div>" in row for number in (one.said, one.missed, one.kept)] == [True] * 3
    assert sum(one.said for one in known.compared) == len(known.stored) > 10


def test_an_empty_record_has_no_forecast_and_says_nothing_false(empty_record, visit):
    assert "No action plan is in the record yet" in words_of(visit("action-plans", show="forecast"))


# --- one action, one plan, one area ---


def test_an_action_shows_its_forecast_and_every_one_stored_of_it(full_record, visit):
    known = picture(full_record)
    with reading(full_record) as session:
        stored = {one.item_id: one for one in session.exec(select(StoredForecast)).all()}
    one = next(each for each in known.rows if each.item_id in stored)
    said = words_of(visit("action-plans", item=str(one.item_id))).split('id="forecast"')[1].split('id="dates"')[0]
    for words in (say(one.forecast.band), *reasons(one.forecast), "Forecasts stored before the outcome"):
        assert words in said
    assert f'<time datetime="{stored[one.item_id].made_on}">' in said


def test_a_closed_action_says_why_it_has_no_forecast(full_record, visit):
    item = their_item(full_record, ItemStatus.VERIFIED)
    assert "No forecast: its date has come, or completion is claimed" in words_of(
        visit("action-plans", item=str(item.id))
    )


def test_a_plan_has_the_forecast_as_a_column(full_record, visit):
    one = picture(full_record).rows[0]
    said = words_of(visit("action-plans", plan=str(one.plan_id)))
    row = said.split(f">{one.number:02d}</a>")[1].split("</tr>")[0]
    assert say(one.forecast.band) in row.split('data-label="Forecast"')[1].split("</td>")[0]


def test_an_area_leads_to_the_forecast_of_its_dates(full_record, visit):
    code = picture(full_record).rows[0].areas[0].code
    said = words_of(visit("area", area=code)).split('id="plans"')[1].split('id="flags"')[0]
    assert f"show=forecast&amp;area={code}" in said


# --- the past ---


def touched_since(engine, first, last) -> set[int]:
    """The actions that somebody wrote to on these days: what is expected of them may have changed meanwhile."""
    versions = SQLModel.metadata.tables["action_item_version"]
    asked = sql_select(versions.c.id, col(Change.recorded_at)).join(Change, versions.c.change_id == col(Change.id))
    with reading(engine) as session:
        found = session.connection().execute(asked).all()
    return {number for number, at in found if first <= london_date(utc(at)) <= last}


def test_a_past_day_shows_the_forecast_known_then(full_record, visit):
    with reading(full_record) as session:
        stored = session.exec(select(StoredForecast)).all()
    # The day after the last quarter but one was stored: what it says then is what was stored, a day later.
    on = sorted({one.made_on for one in stored})[-2] + timedelta(days=1)
    made = on - timedelta(days=1)
    touched = touched_since(full_record, made, on)
    then = {one.due_on for one in stored if one.made_on == made and one.due_on > on and one.item_id not in touched}
    said = words_of(visit("action-plans", show="forecast", forecast="all", as_of=on.isoformat()))
    assert "The record as it stood then" in said
    assert len(then) > 20
    assert [one for one in then if day(one) not in listed(said)] == []
    first = words_of(
        visit("action-plans", show="forecast", forecast="all", as_of=min(one.made_on for one in stored).isoformat())
    )
    assert say(LIKELY) not in listed(first)
    assert say(ForecastBand.TOO_FEW) in listed(first)
    assert "No forecast was stored for the quarter" in first
