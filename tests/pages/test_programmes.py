"""What are we doing nationally? The page as everybody sees it."""

import re
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dashboard.components.programmes.rotation import months_since, of_strand
from dashboard.components.programmes.words import short_name, stretch
from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.database import unit_of_work
from data_models.queries.programmes import LastLook, RotationRow
from data_models.tables import Programme, ThematicParticipation
from data_models.visibility import SYSTEM
from data_models.vocabulary import DatePrecision, RiskDescriptor, Strand
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]


def rows_of(said, caption):
    """How many rows the table of this caption has."""
    return said.split(f'aria-label="{caption}')[1].split("</table>")[0].count('<th scope="row">')


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_sees_every_programme_and_every_area(full_record, visit, persona):
    said = words_of(visit("programmes", persona))
    assert rows_of(said, "National programmes") == 19
    assert rows_of(said, "Months since the last") == 32
    assert rows_of(said, "Pieces of scrutiny") == 32


def test_a_record_of_reference_lists_shows_programmes_and_no_inspection(empty_record, visit):
    said = words_of(visit("programmes"))
    assert rows_of(said, "National programmes") == 19
    assert "none in record" in said


@pytest.mark.parametrize("persona", EVERYBODY)
def test_a_record_without_programmes_says_whom_to_ask(blank_record, visit, persona):
    assert "load the reference data" in words_of(visit("programmes", persona))


def test_a_strand_narrows_the_programmes_and_the_inspections_looked_at(full_record, visit):
    said = words_of(visit("programmes", strand="justice"))
    assert rows_of(said, "National programmes") == 4
    months = said.split('aria-label="Months since')[1].split("</thead>")[0]
    assert "Community payback orders" in months
    assert "Older people" not in months


def test_only_what_is_under_way_can_be_shown(full_record, visit):
    said = words_of(visit("programmes", show="under-way"))
    listed = said.split('aria-label="National programmes')[1].split("</table>")[0]
    assert 0 < listed.count('<th scope="row">') == listed.count("Under way")


@pytest.mark.parametrize("wrong", [{"programme": "nonsense"}, {"strand": "nonsense"}, {"show": "nonsense"}])
def test_an_unknown_word_in_the_address_is_said_with_a_way_back(full_record, visit, wrong):
    said = words_of(visit("programmes", **wrong))
    assert "nonsense" in said
    assert "<a href=" in said.split("nonsense")[1]


def test_the_misprinted_year_of_a_validation_is_kept_and_said(full_record, visit):
    said = words_of(visit("programmes", programme="jsw-self-evaluation-2024"))
    assert "prints 20 January to 24 February 2024" in said
    assert "20 Jan 2025 to 24 Feb 2025" in said


def test_planned_and_actual_are_apart_and_the_slip_is_counted(full_record, visit):
    said = words_of(visit("programmes", programme="jsw-self-evaluation-2024"))
    assert "May 2025" in said
    assert "10 Jun 2025" in said
    assert "10 days late" in said


def test_nothing_an_area_said_is_shown_where_findings_are_not_attributed(full_record, visit):
    with unit_of_work(full_record, by=SYSTEM, deed="record_participation") as session:
        review = session.exec(_some_part_of("thematic-disabled-children")).first()
        review.note = "canary of one area"
    said = words_of(visit("programmes", programme="thematic-disabled-children"))
    assert "not attributed to single areas" in said
    assert "canary" not in said


def _some_part_of(code):
    return (
        select(ThematicParticipation)
        .join(Programme, col(Programme.id) == col(ThematicParticipation.programme_id))
        .where(col(Programme.code) == code)
    )


def test_the_footprint_of_a_programme_says_where_its_weeks_are_from(full_record, visit):
    said = words_of(visit("programmes", programme="asp-phase-1"))
    assert rows_of(said, "Footprint") == 15
    assert said.count("only the total of 18 weeks is published") == 1


def test_the_strip_of_scrutiny_is_drawn_only_when_it_is_asked_for(full_record, visit):
    assert '<figure class="chart"' not in words_of(visit("programmes"))
    drawn = words_of(visit("programmes", draw="load"))
    assert drawn.count('<figure class="chart"') == 1
    assert "Scrutiny load of 32 areas over 13 quarters" in drawn
    assert rows_of(drawn, "Pieces of scrutiny") == 32


def test_the_past_shows_the_programmes_as_they_stood(full_record, visit):
    said = words_of(visit("programmes", as_of=(today() - timedelta(days=40)).isoformat()))
    assert "The record as it stood then" in said
    assert rows_of(said, "National programmes") == 19


def test_it_asks_at_most_eight_times_and_once_when_nothing_changed(full_record, visit):
    with counting_statements(full_record) as first:
        visit("programmes")
    with counting_statements(full_record) as second:
        visit("programmes")
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1


# --- words and order ---


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 8, 1), date(2024, 8, 31), "August 2024"),
        (date(2023, 9, 1), date(2024, 3, 31), "September 2023 to March 2024"),
        (date(2024, 8, 5), date(2024, 8, 16), "5 to 16 Aug 2024"),
        (date(2024, 8, 19), date(2024, 10, 4), "19 Aug 2024 to 4 Oct 2024"),
        (date(2024, 8, 1), None, "1 Aug 2024"),
        (None, None, ""),
    ],
)
def test_a_stretch_of_whole_months_is_said_in_months(first, last, said):
    assert stretch(first, last) == said


def test_names_are_told_without_the_words_that_most_begin_with():
    assert short_name("Joint inspections of services for older people") == "Older people"
    assert short_name("National review") == "National review"


def look(months, strand=Strand.ADULTS):
    return LastLook("code", "Name", strand, 1, None, DatePrecision.UNKNOWN, months, False)


def row(name, looks=(), flags=0, gravest=None, monitored=False):
    return RotationRow(name, name, tuple(looks), flags, gravest, monitored)


def test_areas_stand_by_open_risk_then_never_inspected_then_longest_ago():
    rows = [
        row("recent", [look(3)]),
        row("long ago", [look(90)]),
        row("never"),
        row("doubt", [look(1)], 1, RiskDescriptor.UNCERTAINTY),
        row("concern", [look(1)], 1, RiskDescriptor.CONCERN),
        row("monitored", [look(1)], monitored=True),
    ]
    ordered = [one.area_name for one in of_strand(rows, None)]
    assert ordered == ["monitored", "concern", "doubt", "never", "long ago", "recent"]


def test_months_are_those_since_the_latest_dated_inspection():
    assert months_since(row("Angus", [look(40), look(7), look(None)])) == 7
    assert months_since(row("Angus", [look(None)])) is None


def test_an_inspection_without_a_date_may_be_the_later_one(full_record, visit):
    said = words_of(visit("programmes"))
    assert re.search(r"at most \d+", said)
