"""Dates known to the day, month or year are ordered only as far as they are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules.known_dates import (
    FINENESS,
    FIRST_DAY,
    LAST_DAY,
    UNKNOWN_DATE,
    KnownDate,
    Latest,
    latest,
    surely_before,
)
from data_models.vocabulary import DatePrecision

known_dates = st.builds(
    KnownDate, st.none() | st.dates(date(2000, 1, 1), date(2003, 12, 31)), st.sampled_from(DatePrecision)
)


@pytest.mark.parametrize("mapped", [FIRST_DAY, LAST_DAY, FINENESS])
def test_every_precision_is_mapped(mapped):
    assert set(mapped) == set(DatePrecision)


@pytest.mark.parametrize(
    ("precision", "earliest", "last"),
    [
        (DatePrecision.DAY, date(2024, 2, 10), date(2024, 2, 10)),
        (DatePrecision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (DatePrecision.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        (DatePrecision.UNKNOWN, None, None),
    ],
)
def test_a_date_spans_what_is_known_of_it(precision, earliest, last):
    known = KnownDate(date(2024, 2, 10), precision)
    assert (known.earliest, known.latest) == (earliest, last)
    assert known.is_known is (earliest is not None)


def test_a_month_is_surely_before_the_next_and_not_before_a_day_in_itself():
    march = KnownDate(date(2013, 3, 1), DatePrecision.MONTH)
    assert surely_before(march, KnownDate(date(2013, 4, 1)))
    assert not surely_before(march, KnownDate(date(2013, 3, 31)))
    assert not surely_before(march, UNKNOWN_DATE)
    assert not surely_before(UNKNOWN_DATE, march)


def test_an_unknown_date_never_wins_and_never_vanishes():
    found = latest([KnownDate(date(2011, 1, 1)), UNKNOWN_DATE], lambda known: known)
    assert found == Latest(KnownDate(date(2011, 1, 1)), rivals=(UNKNOWN_DATE,))


def test_a_year_that_may_be_later_makes_the_choice_uncertain():
    year, day = KnownDate(date(2013, 1, 1), DatePrecision.YEAR), KnownDate(date(2013, 3, 5))
    assert latest([year, day], lambda known: known) == Latest(day, rivals=(year,))
    assert latest([KnownDate(date(2012, 12, 31)), day], lambda known: known) == Latest(day)
    assert Latest(day).is_certain
    assert not Latest(day, rivals=(year,)).is_certain


def test_of_equal_starts_the_more_exact_wins_and_then_the_last_given():
    year, day = KnownDate(date(2013, 1, 1), DatePrecision.YEAR), KnownDate(date(2013, 1, 1))
    assert latest([day, year], lambda known: known) == Latest(day, rivals=(year,))
    assert latest([("a", day), ("b", day)], lambda pair: pair[1]) == Latest(("b", day), rivals=(("a", day),))
    assert latest([], lambda known: known) is None


@given(st.lists(known_dates, min_size=1, max_size=6))
def test_a_certain_choice_is_surely_after_all_others_and_unknown_wins_only_alone(items):
    found = latest(items, lambda known: known)
    assert found is not None
    if found.is_certain:
        others = list(items)
        others.remove(found.chosen)
        assert all(surely_before(other, found.chosen) for other in others)
    assert found.chosen.is_known or not any(item.is_known for item in items)


@given(known_dates, known_dates)
def test_two_dates_are_never_each_before_the_other(first, second):
    assert not (surely_before(first, second) and surely_before(second, first))
