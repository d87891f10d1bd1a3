"""Where is the risk, and is someone dealing with it? The page as everybody sees it."""

import re

import pytest

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.database import reading
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.overview import overview
from data_models.queries.record import thresholds
from data_models.vocabulary import AreaStatus
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]


def _overview(engine, viewer=WHOLE_RECORD):
    with reading(engine) as session:
        return overview(session, viewer, on=today(), thresholds=thresholds(session))


def _ranked_rows(said: str) -> int:
    """Rows of the table that ranks areas, which is the first on the page."""
    return said.split("<table")[1].split("</table>")[0].count('<th scope="row">')


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_sees_all_32_areas_on_the_map(full_record, visit, persona):
    said = words_of(visit("overview", persona))
    tiles = said.split('class="tiles"')[1].split("</div>")[0]
    assert len(set(re.findall(r"area=(S12\d{6})", tiles))) == 32


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_it_opens_on_a_record_in_which_nothing_has_happened(request, visit, record, persona):
    request.getfixturevalue(record)
    assert "Overview" in words_of(visit("overview", persona))


def test_the_table_lists_those_that_need_someone_with_their_reasons(full_record, visit):
    shown = _overview(full_record, looking_as(full_record, "senior-manager"))
    needing = [one for one in shown.ranked if one.status in (AreaStatus.RED, AreaStatus.AMBER)]
    said = words_of(visit("overview"))
    assert _ranked_rows(said) == len(needing) > 0
    assert f"{len(needing)} of 32 areas." in said


@pytest.mark.parametrize("status", [one.value for one in AreaStatus])
def test_a_status_in_the_address_narrows_the_table(full_record, visit, status):
    expected = [one for one in _overview(full_record).ranked if one.status.value == status]
    said = words_of(visit("overview", status=status))
    assert f"{len(expected)} of 32 areas." in said


def test_an_area_in_the_address_is_told_of(full_record, visit):
    chosen = _overview(full_record).ranked[0]
    said = words_of(visit("overview", area=chosen.code))
    assert re.search(rf"area\?[^\"]*area={chosen.code}\"[^>]*>[^<]*{chosen.name}", said)


def test_the_headline_of_weak_evaluations_says_that_all_are_accounted_for(full_record, visit):
    headlines = _overview(full_record).headlines
    said = words_of(visit("overview"))
    assert f"all {headlines.calling} accounted for" in said


@pytest.mark.parametrize("wrong", [{"area": "S12009999"}, {"status": "purple"}])
def test_a_bad_address_gets_a_sentence_and_a_way_back(full_record, visit, wrong):
    said = words_of(visit("overview", **wrong))
    assert said.count("notice-amber") == 1
    assert 'href="overview?' in said


@pytest.mark.parametrize("persona", EVERYBODY)
def test_it_costs_few_statements_and_one_when_nothing_changed(full_record, visit, persona):
    with counting_statements(full_record) as first:
        visit("overview", persona)
    with counting_statements(full_record) as second:
        visit("overview", persona)
    assert (first.count <= 8, second.count) == (True, 1), first.texts
