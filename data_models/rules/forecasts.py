"""Forecasts: which promised actions will probably miss their date, by how the promises before them fared.

No source states how to forecast, or that one should be made; the method is ours, and plain enough to be checked by
hand. Every date that was ever promised for any action is looked at as it stood the same number of days before its date.
Those that had been put off as often, and had been quiet for as long, are the precedents of a forecast: it says how many
of them missed. A forecast says what usually happens. It is no finding, and changes nothing.

A promise is *missed* when its date is moved later while it holds, or when that day ends and completion is neither
claimed nor verified. A claim that is disputed by then does not keep it. A promise that is brought forward, and one
whose action is withdrawn before its date, is not counted: it neither kept nor missed the day.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from data_models.rules.action_plans import AWAITS_PARTNERSHIP
from data_models.rules.clocks import add_months
from data_models.rules.settings import Thresholds
from data_models.vocabulary import ForecastBand, ItemStatus, PromiseOutcome

# Put off never, once, and twice or more: more often is so rare that each would be alone in its cell.
MOST_POSTPONED = 2
Cell = tuple[int, int]


@dataclass(frozen=True)
class History:
    """One action with all that bears on its dates: `moves` are (day agreed, date promised), `told` (day, status).

    Both in order, the earliest first. `begun_on` is the day the record first knew of it.
    """

    first_due_on: date
    begun_on: date
    moves: tuple[tuple[date, date], ...] = ()
    told: tuple[tuple[date, ItemStatus], ...] = ()
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class Promise:
    """One date that was promised, from which day it held, and when another took its place: a later one or not.

    `postponed` is how often the date had been put off by then.
    """

    due_on: date
    made_on: date
    postponed: int = 0
    replaced_on: date | None = None
    replaced_by_later: bool = False


@dataclass(frozen=True)
class Share:
    """So many promises, of which so many missed their date."""

    of: int = 0
    missed: int = 0


@dataclass(frozen=True)
class Forecast:
    """What to expect of one promise, and why: the counts that the three reasons are said with.

    `postponed` and `quiet_days` are its own; `put_off` are the promises put off as often, `quiet` those quiet for as
    long (`quiet_from` to `quiet_to` days, without end where None), `alike` those that are both, `every` all of them.
    """

    band: ForecastBand
    days_ahead: int
    postponed: int
    quiet_days: int
    quiet_from: int
    quiet_to: int | None
    put_off: Share
    quiet: Share
    alike: Share
    every: Share


# --- promises, and how they ended ---


def promises(history: History) -> tuple[Promise, ...]:
    """Every date promised, the first one first."""
    made = [(history.begun_on, history.first_due_on), *history.moves]
    found, postponed = [], 0
    for number, (made_on, due_on) in enumerate(made):
        if number:
            postponed += due_on > made[number - 1][1]
        following = made[number + 1] if number + 1 < len(made) else None
        later = following is not None and following[1] > due_on
        found.append(Promise(due_on, made_on, postponed, following[0] if following else None, later))
    return tuple(found)


def promise_on(history: History, day: date) -> Promise | None:
    """The promise in force at the end of a day; None before the record knew of the action."""
    made = [one for one in promises(history) if one.made_on <= day]
    return made[-1] if made else None


def status_on(history: History, day: date) -> ItemStatus:
    """The status at the end of a day, as it was told by then."""
    if history.withdrawn_on is not None and history.withdrawn_on <= day:
        return ItemStatus.WITHDRAWN
    told = [status for when, status in history.told if when <= day]
    return told[-1] if told else ItemStatus.NOT_STARTED


def outcome(history: History, promise: Promise) -> PromiseOutcome:
    """How a promise ended whose date is over. Nothing that happened after its date counts."""
    if promise.replaced_on is not None and promise.replaced_on <= promise.due_on:
        return PromiseOutcome.MISSED if promise.replaced_by_later else PromiseOutcome.NOT_COUNTED
    status = status_on(history, promise.due_on)
    if status is ItemStatus.WITHDRAWN:
        return PromiseOutcome.NOT_COUNTED
    return PromiseOutcome.MISSED if AWAITS_PARTNERSHIP[status] else PromiseOutcome.KEPT


def quiet_days(history: History, on: date) -> int:
    """Days since anything was told of the action or its date was moved; since it was promised where nothing was."""
    days = [history.begun_on, *(day for day, _ in history.told), *(day for day, _ in history.moves)]
    return (on - max(day for day in days if day <= on)).days


# --- precedents ---


@dataclass(frozen=True)
class Stretch:
    """Days before its date on which one promise stood in one cell, from the nearest to the furthest; how it ended."""

    nearest: int
    furthest: int
    cell: Cell
    missed: bool


def stretches(histories: Iterable[History], on: date, thresholds: Thresholds) -> tuple[Stretch, ...]:
    """All promises whose date was over before this day, as they stood on each day before their date.

    Only a promise that still waited for the partnership on a day stands there. No promise counts whose date is not
    over: those that were put off already would count, and those that will be kept could not.
    """
    found: list[Stretch] = []
    for history in histories:
        for promise in promises(history):
            if promise.due_on < on and (ended := outcome(history, promise)) is not PromiseOutcome.NOT_COUNTED:
                missed = ended is PromiseOutcome.MISSED
                found += _stretches_of(history, promise, missed, quiet_bounds(thresholds))
    return tuple(found)


def _stretches_of(history: History, promise: Promise, missed: bool, bounds: Sequence[int]) -> Iterator[Stretch]:
    over = min(one for one in (promise.due_on, promise.replaced_on, history.withdrawn_on) if one is not None)
    days = [history.begun_on, *(day for day, _ in history.told), *(day for day, _ in history.moves)]
    turns = sorted({day for day in days if day < over})
    for number, told_on in enumerate(turns):
        until = turns[number + 1] if number + 1 < len(turns) else over
        if not AWAITS_PARTNERSHIP[status_on(history, told_on)]:
            continue
        for group, (first, last) in enumerate(_groups(bounds)):
            begins = max(told_on + timedelta(days=first), promise.made_on)
            ends = until - timedelta(days=1)
            if last is not None:
                ends = min(ends, told_on + timedelta(days=last))
            if begins <= ends:
                yield Stretch(
                    (promise.due_on - ends).days, (promise.due_on - begins).days, (_put_off(promise), group), missed
                )


def _groups(bounds: Sequence[int]) -> Iterator[tuple[int, int | None]]:
    """The first and the last number of quiet days of each group; the last group has no end."""
    yield from zip((0, *(bound + 1 for bound in bounds)), (*bounds, None), strict=True)


def _put_off(promise: Promise) -> int:
    return min(promise.postponed, MOST_POSTPONED)


def quiet_bounds(thresholds: Thresholds) -> tuple[int, int]:
    """The most days of the first and of the second group of quiet."""
    return thresholds.forecast_quiet_days, thresholds.forecast_long_quiet_days


Tally = Mapping[Cell, Share]


def tallies(found: Iterable[Stretch], days_ahead: Iterable[int]) -> dict[int, Tally]:
    """For each of these numbers of days ahead: the promises that stood there, by cell."""
    stretched = list(found)
    comes = sorted(stretched, key=lambda one: one.nearest)
    goes = sorted(stretched, key=lambda one: one.furthest)
    standing, came, went = Counter[tuple[Cell, bool]](), 0, 0
    told: dict[int, Tally] = {}
    for ahead in sorted(set(days_ahead)):
        while came < len(comes) and comes[came].nearest <= ahead:
            standing[comes[came].cell, comes[came].missed] += 1
            came += 1
        while went < len(goes) and goes[went].furthest < ahead:
            standing[goes[went].cell, goes[went].missed] -= 1
            went += 1
        told[ahead] = _shares(standing)
    return told


def _shares(standing: Mapping[tuple[Cell, bool], int]) -> Tally:
    shares: dict[Cell, Share] = {}
    for (cell, missed), number in standing.items():
        before = shares.get(cell, Share())
        shares[cell] = Share(before.of + number, before.missed + number * missed)
    return shares


def together_where(tally: Tally, *, put_off: int | None = None, quiet: int | None = None) -> Share:
    """The promises of several cells as one."""
    taken = [share for (times, group), share in tally.items() if put_off in (None, times) and quiet in (None, group)]
    return Share(sum(one.of for one in taken), sum(one.missed for one in taken))


# --- the forecast ---


def is_forecast(history: History, on: date) -> bool:
    """Whether there is anything to expect: the date is to come, and the partnership has not claimed completion."""
    promise = promise_on(history, on)
    return promise is not None and promise.due_on > on and AWAITS_PARTNERSHIP[status_on(history, on)]


def forecasts(histories: Mapping[int, History], on: date, thresholds: Thresholds) -> dict[int, Forecast]:
    """The forecast of every action that has one, from all the promises there were.

    Nothing that was told after the day is used, of an action or of its precedents.
    """
    ahead = {
        number: promise
        for number, history in histories.items()
        if is_forecast(history, on) and (promise := promise_on(history, on)) is not None
    }
    wanted = {(promise.due_on - on).days for promise in ahead.values()}
    found = tallies(stretches(histories.values(), on, thresholds), wanted)
    return {
        number: _forecast(promise, quiet_days(histories[number], on), on, found, thresholds)
        for number, promise in ahead.items()
    }


def _forecast(promise: Promise, quiet: int, on: date, found: Mapping[int, Tally], thresholds: Thresholds) -> Forecast:
    days_ahead, bounds = (promise.due_on - on).days, quiet_bounds(thresholds)
    tally, times = found[days_ahead], _put_off(promise)
    group = bisect_right([bound + 1 for bound in bounds], quiet)
    first, last = list(_groups(bounds))[group]
    alike, every = tally.get((times, group), Share()), together_where(tally)
    return Forecast(
        band=band_of(alike, every, thresholds),
        days_ahead=days_ahead,
        postponed=promise.postponed,
        quiet_days=quiet,
        quiet_from=first,
        quiet_to=last,
        put_off=together_where(tally, put_off=times),
        quiet=together_where(tally, quiet=group),
        alike=alike,
        every=every,
    )


def smoothed(alike: Share, every: Share, thresholds: Thresholds) -> Fraction:
    """The share that missed among those alike, drawn towards the share of all by so many promises of the usual kind."""
    usual = Fraction(every.missed, every.of)
    weight = thresholds.forecast_pseudo_count
    return (alike.missed + weight * usual) / (alike.of + weight)


def band_of(alike: Share, every: Share, thresholds: Thresholds) -> ForecastBand:
    """The band in words; too few where the record knows fewer precedents than a setting asks for."""
    if alike.of < thresholds.forecast_fewest:
        return ForecastBand.TOO_FEW
    percent = 100 * smoothed(alike, every, thresholds)
    if percent <= thresholds.forecast_kept_percent:
        return ForecastBand.LIKELY_KEPT
    return ForecastBand.LIKELY_MISSED if percent >= thresholds.forecast_missed_percent else ForecastBand.UNCERTAIN


# --- quarters ---


def quarter_of(day: date) -> date:
    """The first day of the quarter of the year that this day is in."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def quarter_before(quarter_on: date) -> date:
    return add_months(quarter_on, -3)


def last_day_of(quarter_on: date) -> date:
    return add_months(quarter_on, 3) - timedelta(days=1)
