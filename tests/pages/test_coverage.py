"""Who covers what, and where is the gap? The page as everybody sees it."""

from datetime import timedelta

import pytest

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.database import reading
from data_models.queries.people import everyone
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
EAST_LOTHIAN = "S12000010"


def rows_of(said, heading):
    return said.split(heading)[1].split("</table>")[0].split("<tr")[2:]


def leaver(engine):
    """Somebody who covers areas, by number, with the codes of the areas."""
    with reading(engine) as session:
        return next((one.id, one.areas_on(today())) for one in everyone(session) if one.areas_on(today()))


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_sees_every_area_with_three_posts(full_record, visit, persona):
    said = words_of(visit("coverage", persona))
    assert "32 of 32 areas" in said
    assert len(rows_of(said, "Who covers each area</h2>")) == 32


@pytest.mark.parametrize("persona", EVERYBODY)
def test_a_record_without_people_says_who_assigns(empty_record, visit, persona):
    said = words_of(visit("coverage", persona))
    assert "Nobody has been assigned to an area yet" in said
    assert "32 of 32 areas" in said


@pytest.mark.parametrize("persona", EVERYBODY)
def test_a_record_without_areas_says_what_to_do_first(blank_record, visit, persona):
    assert "The record has no areas yet" in words_of(visit("coverage", persona))


def test_gaps_come_first_with_since_when(full_record, visit):
    said = words_of(visit("coverage"))
    now, soon = rows_of(said, "Gaps, now and soon</h2>")
    assert ("Nobody" in now, "East Lothian" in now) == (True, True)
    assert "Soon nobody" in soon
    assert "East Lothian" in rows_of(said, "Who covers each area</h2>")[0]


def test_only_areas_with_a_gap_can_be_shown(full_record, visit):
    said = words_of(visit("coverage", show="gaps"))
    assert "1 of 32 areas" in said
    assert "All areas" in said


def test_one_area_shows_who_covered_it_and_when(full_record, visit):
    said = words_of(visit("coverage", area=EAST_LOTHIAN))
    assert "Who covered East Lothian, and when" in said
    assert len(rows_of(said, "Who covered East Lothian")) == 3
    assert "assignments</summary>" not in said


def test_what_a_leaver_would_leave_is_listed_for_the_day_asked(full_record, visit):
    number, areas = leaver(full_record)
    day = today() + timedelta(days=30)
    said = words_of(visit("coverage", person=str(number), leaves=day.isoformat()))
    assert f"leaves on {day.day} {day:%b %Y}" in said
    left = said.split("<h3>If ")[1]
    assert all(f"area={code}" in left for code in areas)
    assert "with nobody after" in left
    assert left.count(">Every clock, ") == len(areas)


def test_the_person_chosen_and_the_day_typed_are_kept_in_the_address(full_record, visit):
    number, _ = leaver(full_record)
    app = visit("coverage")
    app.selectbox(key="choose person").select(str(number)).run()
    assert app.query_params["person"] == str(number)
    assert "<h3>If " in words_of(app)


@pytest.mark.parametrize(
    ("typed", "said"), [("someday", "is not a day"), ("2001-01-01", "has passed"), ("31/12/9999", "is a slip")]
)
def test_a_day_that_cannot_be_is_said_without_losing_the_page(full_record, visit, typed, said):
    number, _ = leaver(full_record)
    shown = words_of(visit("coverage", person=str(number), leaves=typed))
    assert said in shown
    assert "32 of 32 areas" in shown


@pytest.mark.parametrize("wrong", [{"area": "S12009999"}, {"person": "9999"}, {"show": "nonsense"}])
def test_an_address_that_asks_for_what_is_not_there_gets_a_way_back(full_record, visit, wrong):
    said = words_of(visit("coverage", **wrong))
    assert next(iter(wrong.values())) in said
    assert 'href="coverage' in said


def test_the_past_shows_who_covered_then(full_record, visit):
    said = words_of(visit("coverage", as_of=(today() - timedelta(days=200)).isoformat()))
    assert "The record as it stood then" in said
    assert "Every post is held" in said


def test_it_asks_at_most_eight_times_and_once_when_nothing_changed(full_record, visit):
    with counting_statements(full_record) as first:
        visit("coverage")
    with counting_statements(full_record) as second:
        visit("coverage")
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
