"""What works, and who could use it? The page as everybody sees it."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.database import reading, unit_of_work
from data_models.queries.good_practice import matches, practices
from data_models.tables import GoodPractice, Indicator
from data_models.visibility import SYSTEM
from data_models.vocabulary import PracticeState
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
EAST_RENFREWSHIRE, SOUTH_AYRSHIRE = "S12000011", "S12000028"


def register_of(said):
    return said.split('aria-label="Good practice: noted')[1].split("</table>")[0].count('<th scope="row">')


def kept(engine):
    with reading(engine) as session:
        return practices(session, SYSTEM, on=today())


def note(engine, area_code, **about):
    """A validated practice on key processes of adult support and protection, phase 1."""
    with unit_of_work(engine, by=SYSTEM, deed="note_good_practice") as session:
        indicator = session.exec(select(Indicator.id).where(col(Indicator.name) == "Key processes")).first()
        practice = GoodPractice(
            **{
                "area_code": area_code,
                "title": "Canary of <b>practice</b>",
                "summary": "It works",
                "indicator_id": indicator,
                "state": PracticeState.VALIDATED,
                "noted_on": date(2025, 6, 1),
                **about,
            }
        )
        session.add(practice)
        session.flush()
        return practice.id


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_sees_the_register(full_record, visit, persona):
    assert register_of(words_of(visit("good-practice", persona))) == len(kept(full_record)) > 0


def test_an_empty_register_says_where_a_practice_is_noted(empty_record, visit):
    said = words_of(visit("good-practice"))
    assert "No good practice is noted" in said
    assert "nothing to match yet" in said


@pytest.mark.parametrize("persona", EVERYBODY)
def test_a_record_without_areas_opens_too(blank_record, visit, persona):
    assert "No good practice is noted" in words_of(visit("good-practice", persona))


@pytest.mark.parametrize("state", list(PracticeState))
def test_the_strip_counts_a_state_and_opens_it(full_record, visit, state):
    number = sum(one.state is state for one in kept(full_record))
    said = words_of(visit("good-practice", state=state.value))
    assert f"The register: {number} of " in said
    assert register_of(said) == number > 0


def test_a_practice_says_where_it_was_shared_and_what_came_of_it(full_record, visit):
    shared = next(one for one in kept(full_record) if any(share.result for share in one.shares))
    said = words_of(visit("good-practice", practice=str(shared.id)))
    card = said.split('<section class="card"')[1].split("</section>")[0]
    assert shared.reference in card
    assert all(share.area_name in card for share in shared.shares)
    assert any(share.result and share.result in card for share in shared.shares)


def test_a_match_says_the_need_the_strength_and_the_likeness(full_record, visit):
    number = note(full_record, EAST_RENFREWSHIRE)
    said = words_of(visit("good-practice", practice=str(number)))
    why = said.split('aria-label="Who could use it')[1].split("</table>")[0]
    assert "Key processes, South Ayrshire: important areas of weakness" in why
    assert "East Renfrewshire: very effective, major strengths" in why
    assert "The two areas are of similar size." in why


def test_an_area_weak_on_an_indicator_is_never_the_one_to_learn_it_from(full_record, visit):
    number = note(full_record, SOUTH_AYRSHIRE)
    said = words_of(visit("good-practice", practice=str(number)))
    assert 'aria-label="Who could use it' not in said
    with reading(full_record) as session:
        assert all(one.practice.id != number for one in matches(session, SYSTEM, on=today()))


def test_what_people_typed_is_never_markup(full_record, visit):
    number = note(full_record, EAST_RENFREWSHIRE)
    said = words_of(visit("good-practice", practice=str(number)))
    assert "<b>practice</b>" not in said
    assert "Canary of &lt;b&gt;practice&lt;/b&gt;" in said


@pytest.mark.parametrize(
    ("about", "said"),
    [({"state": PracticeState.NOTED}, "not validated yet"), ({"indicator_id": None}, "names no indicator")],
)
def test_a_practice_that_is_proposed_to_nobody_says_why(full_record, visit, about, said):
    number = note(full_record, EAST_RENFREWSHIRE, **about)
    assert said in words_of(visit("good-practice", practice=str(number)))


@pytest.mark.parametrize(
    "wrong", [{"practice": "9999"}, {"practice": "nonsense"}, {"state": "nonsense"}, {"strand": "nonsense"}]
)
def test_an_unknown_word_in_the_address_is_said_with_a_way_back(full_record, visit, wrong):
    said = words_of(visit("good-practice", **wrong))
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)
    assert 'href="good-practice' in said
    assert 'aria-label="Good practice: noted' not in said


def test_the_past_shows_the_register_as_it_stood(full_record, visit):
    said = words_of(visit("good-practice", as_of=(today() - timedelta(days=300)).isoformat()))
    assert "The record as it stood then" in said
    assert register_of(said) < len(kept(full_record))


def test_it_asks_at_most_eight_times_and_once_when_nothing_changed(full_record, visit):
    with counting_statements(full_record) as first:
        visit("good-practice")
    with counting_statements(full_record) as second:
        visit("good-practice")
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
