"""A wall walks over the pages by itself, on a shared screen only, and says how fresh what it shows is."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.session import today
from data_models.database import reading
from data_models.queries.matters import account, area_standings
from data_models.queries.record import thresholds
from data_models.visibility import SYSTEM
from data_models.vocabulary import AreaStatus
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

NEXT = re.compile(r'<a class="wall-next" href="([^"]+)">Next: ([^<]+)</a>')


def on_the_wall(visit, path="overview", persona="senior-manager", **params):
    return words_of(visit(path, persona, **{"screen": "shared", "rotate": "30", **params}))


def following(said: str) -> tuple[str, dict[str, str]]:
    address = urlsplit(unescape(NEXT.findall(said)[0][0]))
    return address.path, {name: values[0] for name, values in parse_qs(address.query).items()}


def test_it_goes_round_the_pages_and_every_area_that_needs_somebody_and_begins_again(full_record, visit):
    with reading(full_record) as session:
        limits = thresholds(session)
        standings = area_standings(
            account(session, SYSTEM, on=today(), thresholds=limits), on=today(), thresholds=limits
        )
    needing = [one.area_code for one in standings if one.status in (AreaStatus.RED, AreaStatus.AMBER)]
    stops: list[tuple[str, str | None]] = []
    path, params = "overview", dict[str, str]()
    for _ in range(5 + len(needing)):
        stops.append((path, params.get("area")))
        path, params = following(on_the_wall(visit, path, **params))
        assert (params.pop("persona"), params.pop("screen"), params.pop("rotate")) == ("senior-manager", "shared", "30")
    pages = [(name, None) for name in ("overview", "changes", "risk-flags", "follow-up", "action-plans")]
    assert stops == pages + [("area", code) for code in needing]
    assert (path, params) == ("overview", {})
    assert len(needing) > 3


def test_its_strip_says_where_it_is_how_fresh_and_how_to_stop(full_record, visit):
    said = on_the_wall(visit)
    assert re.search(r"Page 1 of \d+\. Newest change \d+ \w+ \d{4}, \d\d:\d\d; read \d\d:\d\d\.", said)
    stop = re.findall(r'href="([^"]+)">Stop changing pages', said)[0]
    assert parse_qs(unescape(stop).removeprefix("?")) == {"persona": ["senior-manager"], "screen": ["shared"]}
    assert 'data-seconds="30"' in said


def test_a_page_it_does_not_come_by_leads_to_the_first(full_record, visit):
    said = on_the_wall(visit, "help")
    assert "Before the first of" in said
    assert following(said)[0] == "overview"


def test_it_goes_on_from_an_address_that_is_not_there(full_record, visit):
    said = on_the_wall(visit, "area", area="S99")
    assert "There is no area" in said
    assert following(said)[0] == "overview"


def test_the_shared_screen_of_the_office_is_one_without_being_told(full_record, visit):
    assert "wall-next" in words_of(visit("overview", "shared-screen", rotate="30"))


def test_an_empty_record_has_a_wall_of_its_pages(empty_record, visit):
    assert "Page 1 of 5." in on_the_wall(visit)


@pytest.mark.parametrize("persona", ["senior-manager", "link-inspector", "administrator"])
def test_at_ones_own_screen_pages_do_not_change_by_themselves(full_record, visit, persona):
    said = words_of(visit("overview", persona, rotate="30"))
    assert "Pages change by themselves on a shared screen only." in said
    assert "wall-next" not in said
    back = re.findall(r'<a href="([^"]+)">Stay on this page', said)[0]
    assert back == f"overview?persona={persona}"


@pytest.mark.parametrize("asked", ["0", "4", "abc", "", "-30", "30.5", "3601", "99999999999", "３０", "30 ", "1e2"])
def test_a_time_that_cannot_be_gets_a_sentence_and_a_way_back(full_record, visit, asked):
    said = on_the_wall(visit, "area", area="S12000036", rotate=asked)
    assert "is no time for a page to stay. Write rotate=30 for 30 seconds, from 5 to 3600." in said
    assert "wall-next" not in said
    assert said.count("<h1") == 1
    back = unescape(re.findall(r'<a href="([^"]+)">Stay on this page', said)[0])
    assert parse_qs(urlsplit(back).query) == {
        "persona": ["senior-manager"],
        "screen": ["shared"],
        "area": ["S12000036"],
    }


@pytest.mark.parametrize("asked", ["5", "3600"])
def test_the_shortest_and_the_longest_stay_are_taken(full_record, visit, asked):
    assert f'data-seconds="{asked}"' in on_the_wall(visit, rotate=asked)


@pytest.mark.parametrize("path", ["overview", "risk-flags", "follow-up", "action-plans", "area"])
def test_a_wall_costs_few_statements_and_one_when_nothing_changed(full_record, visit, path):
    area = {"area": "S12000036"} if path == "area" else {}
    with counting_statements(full_record) as first:
        on_the_wall(visit, path, **area)
    with counting_statements(full_record) as second:
        on_the_wall(visit, path, **area)
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert second.count == 1
