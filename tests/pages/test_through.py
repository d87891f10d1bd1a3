"""The record month by month on the overview: what each month shows is what the overview showed at its end."""

import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from dashboard.components.overview.through import LETTERS
from dashboard.session import today
from data_models.database import reading, unit_of_work
from data_models.past import change_as_of, reading_past
from data_models.queries.month_ends import month_ends
from data_models.queries.overview import overview
from data_models.queries.portraits import portrait
from data_models.queries.record import thresholds
from data_models.rules.clocks import add_months, london_midnight
from data_models.visibility import SYSTEM
from data_models.vocabulary import AreaStatus, RoleName
from tests.builders import a_person
from tests.data_models.queries.small_record import SHARED
from tests.pages.test_changes import EVERYBODY, muted
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements


def frames(said: str) -> list[dict[str, Any]]:
    found = re.search(r'data-months="(.*?)"', said)
    assert found is not None
    return list(json.loads(unescape(found[1])))


def last_month() -> date:
    return today().replace(day=1) - timedelta(days=1)


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_may_go_through_the_months(full_record, visit, persona):
    said = words_of(visit("overview", persona, through="now"))
    assert f'<h2 tabindex="-1">{today():%B %Y}</h2>' in said
    assert "The numbers, month by month" in said
    assert "Areas that needed somebody, month by month" in said


def test_the_overview_leads_to_it_and_it_leads_back(full_record, visit):
    assert "through=now" in words_of(visit("overview"))
    assert "Back to the overview" in words_of(visit("overview", through="now"))


def test_every_month_since_the_record_began_is_there_once(full_record, visit):
    found = frames(words_of(visit("overview", through="now")))
    names = [one["name"] for one in found]
    first = date.fromisoformat(f"{names[0]}-01")
    assert names == [f"{add_months(first, number):%Y-%m}" for number in range(len(names))]
    assert names[-1] == f"{today():%Y-%m}"
    assert len(names) > 20


@pytest.mark.parametrize("persona", ["senior-manager", "shared-screen"])
def test_a_month_shows_what_the_overview_showed_at_its_end(full_record, visit, persona):
    frame = frames(words_of(visit("overview", persona, through="now")))[-2]
    viewer = SHARED if persona == "shared-screen" else looking_as(full_record, persona)
    with reading(full_record) as session:
        change = change_as_of(session, london_midnight(last_month() + timedelta(days=1)))
    with reading_past(full_record, change) as session:
        then = overview(session, viewer, on=last_month(), thresholds=thresholds(session))
    assert frame["day"] == str(last_month())
    tiles = {one.tile_code: one for one in then.ranked}
    drawn: dict[str, str] = frame["tiles"]
    assert {code: letters[0] for code, letters in drawn.items()} == {
        code: LETTERS[one.status.value] for code, one in tiles.items()
    }
    assert {code for code, letters in drawn.items() if "F" in letters} == {
        code for code, one in tiles.items() if one.has_follow_up
    }
    assert [card[0] for card in frame["cards"]] == [
        str(number)
        for number in (
            then.headlines.need_someone,
            then.headlines.decisions_owed,
            then.headlines.calling,
            then.headlines.monitoring_open,
            then.headlines.actions_overdue,
            then.headlines.posts_uncovered,
        )
    ]


def test_every_status_has_a_letter_of_its_own():
    assert set(LETTERS) == {one.value for one in AreaStatus}
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_without_a_script_the_months_are_links(full_record, visit):
    said = words_of(visit("overview", through=f"{last_month():%Y-%m}"))
    assert f'<h2 tabindex="-1">{last_month():%B %Y}</h2>' in said
    assert f"Later: {today():%B %Y}" in said
    assert "Earlier: " in said


def test_looking_back_the_months_end_with_the_day_looked_at(full_record, visit):
    found = frames(words_of(visit("overview", through="now", as_of=f"{last_month() - timedelta(days=3)}")))
    assert found[-1]["name"] == f"{last_month():%Y-%m}"


@pytest.mark.parametrize("asked", ["1999-01", "x"])
def test_a_month_there_is_not_gets_a_sentence_and_a_way_back(full_record, visit, asked):
    said = words_of(visit("overview", through=asked))
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)


def test_a_record_without_anything_says_so(blank_record, visit):
    assert "there is no month to show" in words_of(visit("overview", through="now"))


def test_months_that_are_over_are_worked_out_once(full_record, visit):
    """A change costs the newest month again and no other; without one a look costs one statement."""
    visit("overview", through="now")
    muted(full_record)
    with counting_statements(full_record) as after_a_change:
        visit("overview", through="now")
    with counting_statements(full_record) as again:
        visit("overview", through="now")
    assert (after_a_change.count <= 8, again.count) == (True, 1), after_a_change.texts


# --- the questions ---


def test_months_begin_with_the_first_change_and_know_the_last_of_each(engine):
    for number, day in enumerate((date(2026, 1, 31), date(2026, 2, 1), date(2026, 4, 1)), start=1):
        with unit_of_work(engine, by=SYSTEM, deed="load", at=london_midnight(day)) as session:
            a_person(session, RoleName.LINK_INSPECTOR, ())
            assert number
    with reading(engine) as session:
        found = month_ends(session, SYSTEM, on=date(2026, 4, 10))
    assert [(one.day, one.change) for one in found] == [
        (date(2026, 1, 31), 1),
        (date(2026, 2, 28), 2),
        (date(2026, 3, 31), 2),
        (date(2026, 4, 10), 3),
    ]


def test_a_portrait_costs_one_statement(full_record):
    senior = looking_as(full_record, "senior-manager")
    with counting_statements(full_record) as statements, reading(full_record) as session:
        portrait(session, senior, on=today())
    assert statements.count == 1
