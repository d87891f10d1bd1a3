"""Words of published reports, read as far as they are understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate
from data_models.rules.timescales import ReadTimescale, read_timescale

PUBLISHED = KnownDate(date(2014, 4, 30))


@pytest.mark.parametrize(
    ("text", "due_from", "due_to"),
    [
        ("A progress review will take place within one year.", None, date(2015, 4, 30)),
        ("second progress review within 18 months of publication", None, date(2015, 10, 30)),
        ("within eighteen months", None, date(2015, 10, 30)),
        ("within the next\n12 months", None, date(2015, 4, 30)),
        ("Within 6 weeks", None, date(2014, 6, 11)),
        ("we will return in 2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("by the end of March 2016", None, date(2016, 3, 31)),
        ("in February 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("in 2000", date(2000, 1, 1), date(2000, 12, 31)),
        ("in 2100", date(2100, 1, 1), date(2100, 12, 31)),
        ("before 2016", None, date(2015, 12, 31)),
    ],
)
def test_published_wordings_are_read(text, due_from, due_to):
    assert read_timescale(text, PUBLISHED) == ReadTimescale(due_from, due_to)


@pytest.mark.parametrize(
    "text", ["", "in due course", "within several months", "in 20181", "within 0 months", "in 1999", "in 2101"]
)
def test_what_is_not_understood_stays_words(text):
    assert read_timescale(text, PUBLISHED) is None


def test_a_span_from_an_unknown_publication_is_not_guessed():
    assert read_timescale("within one year", UNKNOWN_DATE) is None


@given(st.text())
def test_no_text_breaks_the_reading(text):
    read_timescale("within " + text, PUBLISHED)
    read_timescale(text, PUBLISHED)
