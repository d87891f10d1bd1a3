"""Names, dates, programmes and addresses as published files write them."""

from datetime import date

import pytest

from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate
from data_models.rules.published_words import (
    PROGRAMMES,
    known_date,
    known_text,
    number_said,
    plain_name,
    programme_read,
    sources_read,
)
from data_models.vocabulary import DatePrecision, ScrutinyType, Strand

DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", UNKNOWN_DATE),
        ("2024", KnownDate(date(2024, 1, 1), YEAR)),
        ("2018-07", KnownDate(date(2018, 7, 1), MONTH)),
        ("2016-10-04", KnownDate(date(2016, 10, 4), DAY)),
        ("2024-02-29", KnownDate(date(2024, 2, 29), DAY)),
        ("2000", KnownDate(date(2000, 1, 1), YEAR)),
    ],
)
def test_a_date_is_read_with_its_precision_and_written_back_as_it_was(text, known):
    assert known_date(text) == known
    assert known_text(known) == (text or "undated")


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2024-02-31",
        "2024-13",
        "2024-00",
        "2024-1",
        "24",
        "1999",
        "0000",
        "Octember",
        "4/10/2016",
        "2016-10-04T00:00",
        "2016-10-",
        "٢٠٢٤",
        "October 2016",
    ],
)
def test_what_is_no_such_date_is_none(text):
    assert known_date(text) is None


def test_names_are_compared_without_case_ampersand_dash_article_or_doubled_blanks():
    assert plain_name(" The  Argyll & Bute ") == plain_name("argyll AND bute")
    assert plain_name("Na h‑Eileanan Siar") == plain_name("Na h-Eileanan Siar")
    assert plain_name("Angus") != plain_name("Moray")


@pytest.mark.parametrize(
    ("text", "number"), [("nine", 9), ("4", 4), ("13", 13), ("many", None), ("", None), ("²", None)]
)
def test_numbers_are_read_in_words_and_digits(text, number):
    assert number_said(text) == number


@pytest.mark.parametrize(
    ("text", "code", "kind", "number"),
    [
        ("ASP phase 1", "asp-phase-1", ScrutinyType.INSPECTION, None),
        ("asp  PHASE 1", "asp-phase-1", ScrutinyType.INSPECTION, None),
        ("ASP phase 2 (re-inspection of 2017/18 areas)", "asp-phase-2-year-1", ScrutinyType.INSPECTION, None),
        ("ASP progress review", "asp-phase-2-year-2", ScrutinyType.PROGRESS_REVIEW, None),
        ("progress review: children and young people", "children-and-young-people", ScrutinyType.PROGRESS_REVIEW, None),
        ("progress review: children and young people (first)", "children-and-young-people",
         ScrutinyType.PROGRESS_REVIEW, 1),
        ("progress review: children and young people (second)", "children-and-young-people",
         ScrutinyType.PROGRESS_REVIEW, 2),
        ("joint inspection: children and young people (2012-17) (first published)", "children-2012-17",
         ScrutinyType.INSPECTION, None),
        ("community justice supported and validated self-evaluation", "community-justice-self-evaluation",
         ScrutinyType.SUPPORTED_SELF_EVALUATION, None),
    ],
)  # fmt: skip
def test_programme_words_are_resolved(text, code, kind, number):
    read = programme_read(text)
    assert read is not None
    assert (read.code, read.scrutiny_type, read.review_number) == (code, kind, number)


def test_an_interim_report_is_its_own():
    read = programme_read("joint inspection: children at risk of harm (interim report)")
    full = programme_read("joint inspection: children at risk of harm")
    assert read is not None
    assert full is not None
    assert (read.code, read.interim, full.interim) == (full.code, True, False)


def test_the_care_group_of_an_adult_inspection_is_its_theme():
    read = programme_read("joint inspection: adult services (mental illness)")
    assert read is not None
    assert (read.code, read.theme, read.strand) == ("adults-integration", "mental illness", Strand.ADULTS)


@pytest.mark.parametrize(
    "text",
    ["", "ASP phase 3", "joint inspection: older people (second)", "joint inspection: older people (pilot)",
     "progress review: children and young people (fourth)", "joint inspection: children and young people (1999-2001)",
     "(first)", "joint inspection: adult services ()"],
)  # fmt: skip
def test_an_unknown_programme_is_none_rather_than_the_nearest(text):
    assert programme_read(text) is None


def test_only_reviews_and_inspections_can_hold_evaluations():
    assert {read.takes_part for read in PROGRAMMES.values() if read.is_review} == {False}
    assert all(read.scrutiny_type is not ScrutinyType.INSPECTION for read in PROGRAMMES.values() if read.takes_part)


def test_addresses_are_separated_and_a_stored_page_is_called_one():
    assert sources_read("https://a.org ; https://b.org") == ("https://a.org", "https://b.org")
    assert sources_read("seed:004_e877.txt") == ("Care Inspectorate web page, stored copy 004",)
    assert sources_read("") == ()
