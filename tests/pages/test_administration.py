"""Is the system in order? The page as everybody sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from dashboard.daily_rules import run_if_due
from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.administration import add_person, change_setting
from data_models.database import unit_of_work
from data_models.rules.settings import SETTINGS
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import RoleName
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
ADDRESS = "pat@office.example"


def _add_pat(engine, **more):
    with unit_of_work(engine, by=SYSTEM, deed=Deed.ADD_PERSON.value, reason="New colleague") as session:
        add_person(session, by=SYSTEM, on=today(), display_name="Pat Somebody", role=RoleName.LINK_INSPECTOR, **more)


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_can_read_it(full_record, visit, persona):
    said = words_of(visit("administration", persona))
    assert all(f'id="{part}"' in said for part in ("checks", "changes", "people", "settings", "imports"))
    assert "Does not hold" not in said


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
def test_it_opens_on_a_record_without_anything(request, visit, persona, record):
    request.getfixturevalue(record)
    said = words_of(visit("administration", persona))
    assert "Nobody is on record yet" in said
    assert "No file of published facts has been imported yet" in said


def test_it_says_when_the_rules_of_risk_flags_last_looked_and_fails_once_that_is_late(empty_record, visit):
    never = words_of(visit("administration", "administrator"))
    assert "The rules have not looked at this record yet. The rules have never looked" in never
    run_if_due(empty_record, today() - timedelta(days=2))
    assert "The rules have not looked since" in words_of(visit("administration", "administrator"))
    run_if_due(empty_record, today())
    said = words_of(visit("administration", "administrator"))
    assert "The rules look at every area once a day, last on" in said
    assert "Does not hold" not in said


def test_a_record_without_areas_fails_its_checks_and_says_what_to_do(blank_record, visit):
    assert "0 of 32. Load the reference lists." in words_of(visit("administration", "administrator"))


@pytest.mark.parametrize("persona", EVERYBODY)
def test_contact_details_reach_administrators_only(full_record, visit, persona):
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.ADD_PERSON.value) as session:
        add_person(
            session,
            by=SYSTEM,
            on=today(),
            display_name="Pat Somebody",
            role=RoleName.LINK_INSPECTOR,
            work_email=ADDRESS,
        )
    said = words_of(visit("administration", persona))
    assert "Pat Somebody" in said
    assert (ADDRESS in said) == (persona == "administrator")
    assert ("Sign-in</th>" in said) == (persona == "administrator")


def test_every_setting_is_shown_with_its_source_and_who_changed_it(full_record, visit):
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.CHANGE_SETTING.value, reason="Agreed") as session:
        change_setting(session, by=SYSTEM, on=today(), key="plan_weeks", value="8", reason="Agreed by the managers")
    said = words_of(visit("administration", "administrator"))
    assert all(one.name in said for one in SETTINGS.values())
    assert "<strong>8</strong>" in said
    assert "Agreed by the managers" in said
    assert f"of {len(SETTINGS)}; the rest are defaults" in said


def test_the_last_changes_are_said_in_words_with_their_number(full_record, visit):
    _add_pat(full_record)
    newest = words_of(visit("administration")).split('id="changes"')[1].split("<tr")[2]
    assert "added a person" in newest
    assert "New colleague" not in newest  # why is read where it is known what the change touched
    number = newest.split("change=")[1].split('"')[0]
    assert "New colleague" in words_of(visit("changes", "administrator", change=number))
    for persona in ("senior-manager", "link-inspector", "support-officer", "shared-screen"):
        assert "New colleague" not in words_of(visit("changes", persona, change=number)), persona
    in_a_room = words_of(visit("administration", "shared-screen")).split('id="changes"')[1].split("</table>")[0]
    assert f"change={number}" in in_a_room
    assert "added a person" not in in_a_room


def test_the_whole_check_is_made_when_asked_for(full_record, visit):
    assert "Not checked" in words_of(visit("administration"))
    said = words_of(visit("administration", check="all"))
    assert "Not checked" not in said
    assert "recomputed over the whole record" in said


def test_a_change_altered_behind_the_record_does_not_hold(full_record, visit):
    with full_record.connect().execution_options(writes=True) as connection:
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text("UPDATE change SET actor_name = 'Somebody else' WHERE id = 5"))
        connection.commit()
    said = words_of(visit("administration", check="all"))
    assert "Does not hold" in said
    assert "Somebody altered the record outside this program" in said


def test_an_unknown_check_gets_a_way_back(full_record, visit):
    said = words_of(visit("administration", check="nonsense"))
    assert "nonsense" in said
    assert 'href="administration' in said


def test_it_asks_at_most_eight_times_and_once_when_nothing_changed(full_record, visit):
    with counting_statements(full_record) as first:
        visit("administration", "administrator")
    with counting_statements(full_record) as second:
        visit("administration", "administrator")
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
