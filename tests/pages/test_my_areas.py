"""What needs me today? The page as everybody sees it."""

import re
from datetime import timedelta

import pytest

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.database import reading
from data_models.queries.my_areas import my_areas
from data_models.queries.record import thresholds
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
COVERING = ["link-inspector", "relationship-manager-adult", "relationship-manager-elc"]


def band_numbers(said):
    return {name: int(number) for name, number in re.findall(r'<h2 id="(\w+)">[^<:]+: (\d+)</h2>', said)}


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_can_open_it(full_record, visit, persona):
    said = words_of(visit("my-areas", persona))
    assert "<h1" in said
    assert "My areas" in said


@pytest.mark.parametrize("persona", [key for key in EVERYBODY if key != "support-officer"])
def test_a_record_without_people_says_where_to_look(empty_record, visit, persona):
    said = words_of(visit("my-areas", persona))
    assert "notice" in said
    assert "<table" not in said


def test_a_support_officer_is_asked_to_fill_every_post_of_a_new_record(empty_record, visit):
    assert band_numbers(words_of(visit("my-areas", "support-officer"))) == {"undated": 96}


@pytest.mark.parametrize("persona", EVERYBODY)
def test_a_record_without_areas_says_where_to_look(blank_record, visit, persona):
    assert "notice" in words_of(visit("my-areas", persona))


@pytest.mark.parametrize("persona", COVERING)
def test_whoever_covers_areas_sees_a_card_for_each(full_record, visit, persona):
    viewer = looking_as(full_record, persona)
    said = words_of(visit("my-areas", persona))
    assert said.count('class="area-card"') == len(viewer.areas) > 0
    assert "Last contact" in said


def test_the_bands_of_the_queue_count_their_rows(full_record, visit):
    said = words_of(visit("my-areas", "link-inspector"))
    shown = band_numbers(said)
    assert shown["overdue"] > 0
    band = said.split('<h2 id="overdue">')[1].split("</table>")[0]
    assert band.count('<th scope="row">') == shown["overdue"]


def test_a_chosen_kind_narrows_the_queue_and_stays_in_the_address(full_record, visit):
    app = visit("my-areas", "link-inspector")
    before = band_numbers(words_of(app))
    app.selectbox(key="choose kind").select("action_due").run()
    assert app.query_params["kind"] == "action_due"
    after = band_numbers(words_of(app))
    assert sum(after.values()) < sum(before.values())
    assert band_numbers(words_of(visit("my-areas", "link-inspector", kind="action_due"))) == after


def test_choosing_everything_again_takes_the_choice_out_of_the_address(full_record, visit):
    app = visit("my-areas", "link-inspector", kind="action_due")
    app.selectbox(key="choose kind").select("").run()
    assert "kind" not in app.query_params


@pytest.mark.parametrize("wrong", [{"kind": "nonsense"}, {"area": "S12009999"}])
def test_an_unknown_choice_in_the_address_is_said_with_a_way_back(full_record, visit, wrong):
    said = words_of(visit("my-areas", "link-inspector", **wrong))
    assert next(iter(wrong.values())) in said
    assert "Show everything" in said


def test_muted_flags_are_counted_and_listed(full_record, visit):
    with_muted = [key for key in COVERING if "Muted flags: " in words_of(visit("my-areas", key))]
    viewers = {key: looking_as(full_record, key) for key in COVERING}
    with reading(full_record) as session:
        expected = [
            key
            for key, viewer in viewers.items()
            if my_areas(session, viewer, on=today(), thresholds=thresholds(session)).muted
        ]
    assert with_muted == expected


def test_a_contact_can_be_logged_without_leaving_the_queue(full_record, visit):
    app = visit("my-areas", "link-inspector", do="log-contact")
    assert "Log a contact" in words_of(app)
    assert any(button.label == "Log this contact" for button in app.button)


def test_a_contact_form_is_not_shown_to_whoever_covers_nothing(full_record, visit):
    app = visit("my-areas", "senior-manager", do="log-contact")
    words_of(app)
    assert not app.button


def test_every_way_out_of_the_queue_leads_to_a_page_that_has_it(full_record, visit):
    said = words_of(visit("my-areas", "link-inspector")).replace("&amp;", "&")
    ways = set(re.findall(r'data-label="Where"><div><span class="whole"><a href="([^"]+)"', said))
    assert {way.split("?")[0] for way in ways} >= {"action-plans", "follow-up", "risk-flags", "area"}
    for way in ways:
        path, query = way.split("?")
        params = dict(part.split("=") for part in query.split("&"))
        opened = words_of(visit(path, **params))
        assert ">Not found<" not in opened, way
        assert "This form is not open" not in opened, way


def test_the_past_can_be_seen_and_not_written(full_record, visit):
    day = today() - timedelta(days=40)
    app = visit("my-areas", "link-inspector", as_of=day.isoformat(), do="log-contact")
    said = words_of(app)
    assert "The record as it stood then" in said
    assert "See the area" in said
    assert "Log a contact" not in said
    assert not app.button


def test_it_asks_at_most_eight_times_and_once_when_nothing_changed(full_record, visit):
    with counting_statements(full_record) as first:
        visit("my-areas", "link-inspector")
    with counting_statements(full_record) as second:
        visit("my-areas", "link-inspector")
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
