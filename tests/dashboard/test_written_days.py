"""A day as people write it: read as they mean it, or refused with their own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.written_days import day_if_any, day_of, needed_day, stretches_of, written_day
from data_models.errors import Invalid

ON = date(2026, 11, 25)


@pytest.mark.parametrize(
    "written",
    ["3 Mar 2027", "3 march 2027", "03/03/2027", "3/3/27", "3.3.2027", "3-3-2027", "2027-03-03", " 3rd  Mar, 2027 "],
)
def test_one_day_is_read_however_it_is_written(written: str):
    assert day_of(written, ON) == date(2027, 3, 3)


def test_the_day_comes_before_the_month():
    assert day_of("4/3/2027", ON) == date(2027, 3, 4)


@pytest.mark.parametrize(("written", "meant"), [("Today", 25), ("yesterday", 24), ("tomorrow", 26)])
def test_a_word_for_a_day_counts_from_today(written: str, meant: int):
    assert day_of(written, ON) == date(2026, 11, meant)


@pytest.mark.parametrize("month", ["sep", "sept", "september"])
def test_september_is_shortened_in_both_ways(month: str):
    assert day_of(f"1 {month} 2027", ON) == date(2027, 9, 1)


@pytest.mark.parametrize(
    "written",
    ["", "soon", "31 Feb 2027", "29/2/2027", "32/1/2027", "3/13/2027", "3 Mar", "2027", "0/0/00", "3 ma 2027"],
)
def test_what_is_no_day_is_not_guessed_at(written: str):
    assert day_of(written, ON) is None


def test_an_emptied_field_is_refused_and_not_filled_in():
    with pytest.raises(Invalid) as refused:
        needed_day("  ", "due_on", "Write the new date.", ON)
    assert refused.value.problems["due_on"].startswith("Write the new date.")


def test_half_a_day_is_refused_with_what_was_written():
    with pytest.raises(Invalid) as refused:
        day_if_any("12/2026", "due_on", ON)
    assert "“12/2026” is not a day." in refused.value.problems["due_on"]


@pytest.mark.parametrize("written", ["31/12/9999", "1/1/2200", "2/3/0026", "31 Dec 1899"])
def test_a_year_that_nobody_means_is_refused_with_what_was_written(written: str):
    with pytest.raises(Invalid) as refused:
        day_if_any(written, "due_on", ON)
    assert refused.value.problems == {"due_on": f"The year of “{written}” is a slip: check it."}
    with pytest.raises(Invalid, match="not a stretch"):
        stretches_of(f"1/1/2000 to {written}", "pauses", ON)


def test_a_day_that_may_be_empty_may_be_empty():
    assert day_if_any(" ", "due_on", ON) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_a_field_shows_is_read_as_the_same_day(day: date):
    assert day_of(written_day(day), ON) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(written: str):
    day_of(written, ON)


@pytest.mark.parametrize(
    "written",
    ["6 Apr 2027 to 16 Apr 2027", "6/4/2027 – 16/4/2027", " 6 april 2027 UNTIL 16.4.27 ", "2027-04-06 - 2027-04-16"],
)
def test_a_stretch_of_days_is_read_however_it_is_written(written: str):
    assert stretches_of(written, "holidays", ON) == ((date(2027, 4, 6), date(2027, 4, 16)),)


def test_stretches_stand_one_a_line_and_one_day_is_one():
    read = stretches_of("6 Apr 2027 to 16 Apr 2027\n\n3 May 2027\n", "holidays", ON)
    assert read == ((date(2027, 4, 6), date(2027, 4, 16)), (date(2027, 5, 3), date(2027, 5, 3)))
    assert stretches_of(" \n", "holidays", ON) == ()


@pytest.mark.parametrize("written", ["Easter", "16 Apr 2027 to 6 Apr 2027", "6 Apr 2027 to", "6 Apr 2027 to soon"])
def test_what_is_no_stretch_is_refused_with_its_own_words(written: str):
    with pytest.raises(Invalid, match=f"“{written}” is not a stretch of days"):
        stretches_of(written, "holidays", ON)
