"""Sequels that sources tell, sequels they do not, and what is owed today."""

from datetime import date

import pytest

from data_models.rules import history
from data_models.rules.history import PastScrutiny, SequelKind
from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate
from data_models.rules.settings import Thresholds
from data_models.vocabulary import CandidateState, DatePrecision, ScrutinyType, Strand

WEAK_2011 = PastScrutiny(1, ScrutinyType.INSPECTION, Strand.CHILDREN, KnownDate(date(2011, 6, 1)))


def later(number, kind=ScrutinyType.INSPECTION, strand=Strand.CHILDREN, when=date(2014, 5, 1), follows=None):
    return PastScrutiny(number, kind, strand, KnownDate(when), follows)


def test_every_scrutiny_type_is_a_sequel_or_is_not():
    assert set(history.SEQUEL_IS) == set(ScrutinyType)


def test_a_later_inspection_of_the_same_strand_is_the_sequel():
    sequel = history.sequel_of(WEAK_2011, [later(2, when=date(2016, 1, 1)), later(3)])
    assert sequel == history.Sequel(SequelKind.LATER_INSPECTION, 3, is_named=False)


def test_a_review_that_names_the_inspection_comes_before_an_earlier_one_that_does_not():
    review = later(9, ScrutinyType.PROGRESS_REVIEW, strand=None, when=date(2018, 1, 1), follows=1)
    named = history.Sequel(SequelKind.PROGRESS_REVIEW, 9, is_named=True)
    assert history.sequel_of(WEAK_2011, [later(2), review]) == named


@pytest.mark.parametrize(
    "other",
    [
        later(2, strand=Strand.ADULTS),
        later(2, when=date(2010, 1, 1)),
        later(2, kind=ScrutinyType.THEMATIC_REVIEW),
        later(2, kind=ScrutinyType.PROGRESS_REVIEW, follows=77),
        PastScrutiny(2, ScrutinyType.INSPECTION, Strand.CHILDREN, KnownDate(date(2011, 1, 1), DatePrecision.YEAR)),
        PastScrutiny(2, ScrutinyType.INSPECTION, Strand.CHILDREN, UNKNOWN_DATE),
        PastScrutiny(2, ScrutinyType.INSPECTION, None, KnownDate(date(2014, 1, 1))),
        WEAK_2011,
    ],
)
def test_nothing_is_established_by_another_strand_an_earlier_day_or_an_uncertain_order(other):
    assert history.sequel_of(WEAK_2011, [other]) is None


def test_a_trigger_is_history_on_the_day_after_its_months_and_when_its_date_is_unknown():
    published = KnownDate(date(2024, 3, 3))
    assert not history.is_history(published, date(2026, 3, 3), Thresholds())
    assert history.is_history(published, date(2026, 3, 4), Thresholds())
    assert history.is_history(UNKNOWN_DATE, date(2026, 3, 4), Thresholds())


def test_a_trigger_enters_closed_not_established_or_owed():
    on, old, recent = date(2026, 3, 3), WEAK_2011.published, KnownDate(date(2025, 12, 1))
    assert history.state_on_entry(old, on, Thresholds(), has_sequel=True) is CandidateState.CLOSED
    assert history.state_on_entry(old, on, Thresholds(), has_sequel=False) is CandidateState.SEQUEL_NOT_ESTABLISHED
    assert history.state_on_entry(recent, on, Thresholds(), has_sequel=False) is CandidateState.OWED
