"""Forecasts: what missed means, what a precedent is, and that nothing told later is ever used."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules.forecasts import (
    Cell,
    History,
    Share,
    band_of,
    forecasts,
    is_forecast,
    last_day_of,
    outcome,
    promise_on,
    promises,
    quarter_before,
    quarter_of,
    quiet_bounds,
    quiet_days,
    smoothed,
    status_on,
    stretches,
    tallies,
)
from data_models.rules.settings import SETTINGS, UNSTATED, Thresholds
from data_models.vocabulary import ForecastBand, ItemStatus, PromiseOutcome

START = date(2026, 1, 1)
DEFAULTS = Thresholds()
CLAIMED, VERIFIED, DISPUTED = ItemStatus.CLAIMED, ItemStatus.VERIFIED, ItemStatus.DISPUTED
IN_PROGRESS = ItemStatus.IN_PROGRESS
KEPT, MISSED, NOT_COUNTED = PromiseOutcome.KEPT, PromiseOutcome.MISSED, PromiseOutcome.NOT_COUNTED


def day(number: int) -> date:
    return START + timedelta(days=number)


def history(due: int, *, moves=(), told=(), withdrawn=None, begun=0) -> History:
    return History(
        day(due),
        day(begun),
        tuple((day(when), day(to)) for when, to in moves),
        tuple((day(when), status) for when, status in told),
        None if withdrawn is None else day(withdrawn),
    )


# --- what missed means ---


@pytest.mark.parametrize(
    ("one", "ended"),
    [
        (history(50), MISSED),
        (history(50, told=[(50, CLAIMED)]), KEPT),
        (history(50, told=[(51, CLAIMED)]), MISSED),
        (history(50, told=[(40, CLAIMED), (45, VERIFIED)]), KEPT),
        (history(50, told=[(40, CLAIMED), (60, DISPUTED)]), KEPT),
        (history(50, told=[(40, CLAIMED), (50, DISPUTED)]), MISSED),
        (history(50, told=[(30, CLAIMED), (40, DISPUTED), (50, CLAIMED)]), KEPT),
        (history(50, told=[(40, IN_PROGRESS)]), MISSED),
        (history(50, moves=[(50, 90)]), MISSED),
        (history(50, moves=[(20, 90)], told=[(40, CLAIMED)]), MISSED),
        (history(50, moves=[(51, 90)], told=[(40, CLAIMED)]), KEPT),
        (history(50, moves=[(51, 90)]), MISSED),
        (history(50, moves=[(20, 30)]), NOT_COUNTED),
        (history(50, withdrawn=50), NOT_COUNTED),
        (history(50, withdrawn=51), MISSED),
        (history(50, moves=[(20, 90)], withdrawn=30), MISSED),
    ],
)
def test_how_the_first_promise_ended(one, ended):
    assert outcome(one, promises(one)[0]) is ended


def test_every_date_ever_promised_is_a_promise_and_tells_how_often_it_had_been_put_off():
    made = promises(history(50, moves=[(40, 90), (60, 80), (70, 120)]))
    assert [one.due_on for one in made] == [day(50), day(90), day(80), day(120)]
    assert [one.postponed for one in made] == [0, 1, 1, 2]
    assert [one.replaced_on for one in made] == [day(40), day(60), day(70), None]
    assert [one.replaced_by_later for one in made] == [True, False, True, False]


@pytest.mark.parametrize(
    ("one", "holds"),
    [
        (history(50), True),
        (history(10), False),
        (history(9), False),
        (history(50, told=[(10, CLAIMED)]), False),
        (history(50, told=[(11, CLAIMED)]), True),
        (history(50, withdrawn=10), False),
        (history(9, moves=[(10, 50)]), True),
        (history(50, begun=11), False),
    ],
)
def test_what_has_a_forecast_on_the_tenth_day(one, holds):
    assert is_forecast(one, day(10)) is holds


def test_an_action_is_quiet_since_it_was_told_of_or_moved_or_promised():
    one = history(90, moves=[(30, 120)], told=[(20, IN_PROGRESS)])
    assert [quiet_days(one, day(number)) for number in (5, 20, 29, 30, 41)] == [5, 0, 9, 0, 11]


# --- the forecast ---


def alike(missed: int, kept: int) -> dict[int, History]:
    """Actions never put off and told of once at the start, due one after another."""
    every = [history(60 + n) for n in range(missed)]
    every += [history(60 + n, told=[(60 + n, CLAIMED)]) for n in range(kept)]
    return dict(enumerate(every))


def test_a_forecast_counts_its_precedents_at_the_same_age():
    known = alike(missed=7, kept=2) | {100: history(130, begun=70)}
    told = forecasts(known, day(100), DEFAULTS)[100]
    assert (told.days_ahead, told.postponed, told.quiet_days) == (30, 0, 30)
    assert told.alike == told.quiet == Share(9, 7)
    assert told.every == told.put_off == Share(9, 7)
    assert told.band is ForecastBand.LIKELY_MISSED


def test_with_too_few_precedents_it_says_so():
    known = alike(missed=4, kept=0) | {100: history(130, begun=70)}
    assert forecasts(known, day(100), DEFAULTS)[100].band is ForecastBand.TOO_FEW
    assert forecasts({1: history(130)}, day(100), DEFAULTS)[1].band is ForecastBand.TOO_FEW


def test_few_precedents_are_drawn_towards_the_share_of_all():
    assert smoothed(Share(6, 6), Share(100, 20), DEFAULTS) == Fraction(68, 100)
    assert band_of(Share(6, 6), Share(100, 20), DEFAULTS) is ForecastBand.LIKELY_MISSED
    assert band_of(Share(5, 4), Share(100, 20), DEFAULTS) is ForecastBand.UNCERTAIN
    strongly = replace(DEFAULTS, forecast_pseudo_count=100)
    assert band_of(Share(6, 6), Share(100, 20), strongly) is ForecastBand.LIKELY_KEPT
    assert smoothed(Share(5, 4), Share(100, 20), replace(DEFAULTS, forecast_pseudo_count=0)) == Fraction(4, 5)


@pytest.mark.parametrize(
    ("missed", "band"),
    [
        (33, ForecastBand.LIKELY_KEPT),
        (34, ForecastBand.UNCERTAIN),
        (59, ForecastBand.UNCERTAIN),
        (60, ForecastBand.LIKELY_MISSED),
    ],
)
def test_the_bands_begin_where_the_settings_say(missed, band):
    assert band_of(Share(100, missed), Share(100, missed), DEFAULTS) is band


def test_every_number_of_the_method_is_a_setting_that_says_that_nobody_states_it():
    ours = [one for key, one in SETTINGS.items() if key.startswith("forecast_")]
    assert len(ours) == 6
    assert all(one.source == UNSTATED for one in ours)


def test_quarters():
    assert [quarter_of(date(2026, month, 17)).month for month in range(1, 13)] == [1] * 3 + [4] * 3 + [7] * 3 + [10] * 3
    assert quarter_before(date(2026, 1, 1)) == date(2025, 10, 1)
    assert last_day_of(date(2026, 10, 1)) == date(2026, 12, 31)


# --- whatever happened ---

DAYS = st.integers(0, 200)
TOLD = st.sampled_from([one for one in ItemStatus if one is not ItemStatus.WITHDRAWN])


@st.composite
def any_history(draw) -> History:
    begun = draw(st.integers(0, 100))
    after = st.integers(begun, 250)
    moves = draw(st.lists(st.tuples(after, st.integers(0, 300)), max_size=4))
    told = draw(st.lists(st.tuples(after, TOLD), max_size=5))
    return history(
        draw(st.integers(0, 300)),
        moves=sorted(moves, key=lambda one: one[0]),
        told=sorted(told, key=lambda one: one[0]),
        withdrawn=draw(st.one_of(st.none(), st.integers(max([begun, *(one[0] for one in (*moves, *told))]), 260))),
        begun=begun,
    )


ANY_HISTORIES = st.lists(any_history(), max_size=6)


def counted_one_by_one(histories: list[History], on: date, ahead: int) -> dict[Cell, Share]:
    """The obvious way: each promise is looked at on the very day that lies so many days before its date."""
    found: dict[Cell, Share] = {}
    for one in histories:
        for number, promise in enumerate(promises(one)):
            seen_on, ended = promise.due_on - timedelta(days=ahead), outcome(one, promise)
            made = [place for place, other in enumerate(promises(one)) if other.made_on <= seen_on]
            stands = made and made[-1] == number and status_on(one, seen_on) not in (CLAIMED, VERIFIED)
            is_withdrawn = status_on(one, seen_on) is ItemStatus.WITHDRAWN
            if promise.due_on >= on or ended is NOT_COUNTED or not stands or is_withdrawn:
                continue
            group = sum(quiet_days(one, seen_on) > bound for bound in quiet_bounds(DEFAULTS))
            cell = (min(promise.postponed, 2), group)
            before = found.get(cell, Share())
            found[cell] = Share(before.of + 1, before.missed + (ended is MISSED))
    return found


@given(ANY_HISTORIES, DAYS, st.integers(1, 200))
def test_precedents_are_those_counted_one_by_one(histories, on, ahead):
    swept = tallies(stretches(histories, day(on), DEFAULTS), [ahead, ahead + 7])[ahead]
    assert {cell: share for cell, share in swept.items() if share.of} == counted_one_by_one(histories, day(on), ahead)


def known_by(one: History, on: date) -> History:
    """What was known of an action at the end of a day."""
    return replace(
        one,
        moves=tuple(move for move in one.moves if move[0] <= on),
        told=tuple(each for each in one.told if each[0] <= on),
        withdrawn_on=one.withdrawn_on if one.withdrawn_on is not None and one.withdrawn_on <= on else None,
    )


@given(ANY_HISTORIES, DAYS)
def test_nothing_that_is_told_later_changes_a_forecast(histories, on):
    everything = dict(enumerate(histories))
    then = {number: known_by(one, day(on)) for number, one in everything.items() if one.begun_on <= day(on)}
    assert forecasts(everything, day(on), DEFAULTS) == forecasts(then, day(on), DEFAULTS)


@given(ANY_HISTORIES, DAYS)
def test_how_a_date_ended_is_known_when_it_is_over_and_never_changes(histories, on):
    for one in histories:
        for number, promise in enumerate(promises(known_by(one, day(on)))):
            if promise.due_on <= day(on):
                then = known_by(one, day(on))
                assert outcome(then, promises(then)[number]) is outcome(one, promises(one)[number])


@given(ANY_HISTORIES, DAYS)
def test_whoever_has_a_forecast_waits_for_the_partnership_and_has_a_date_to_come(histories, on):
    everything = dict(enumerate(histories))
    for number, told in forecasts(everything, day(on), DEFAULTS).items():
        promise = promise_on(everything[number], day(on))
        assert promise is not None
        assert told.days_ahead == (promise.due_on - day(on)).days > 0
        assert told.alike.of <= min(told.put_off.of, told.quiet.of) <= told.every.of
        assert told.quiet_from <= told.quiet_days <= (told.quiet_to or told.quiet_days)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 200), st.integers(0, 200))
def test_more_misses_never_make_a_kinder_forecast(missed, kept, all_missed, all_kept):
    order = [ForecastBand.LIKELY_KEPT, ForecastBand.UNCERTAIN, ForecastBand.LIKELY_MISSED]
    every = Share(missed + kept + 1 + all_missed + all_kept, missed + all_missed)
    fewer, more = (band_of(Share(missed + kept + 1, missed + one), every, DEFAULTS) for one in (0, 1))
    if ForecastBand.TOO_FEW not in (fewer, more):
        assert order.index(fewer) <= order.index(more)
