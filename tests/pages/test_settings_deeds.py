"""Changing a setting on the page of administration: seen before it is saved, and what was seen is what then changes."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.components.administration.setting_preview import BESIDES
from dashboard.components.first_look import NOT_YET
from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.administration import change_setting, reset_setting
from data_models.commands.rule_run import run_rules
from data_models.database import reading, unit_of_work
from data_models.queries.matters import account, area_standings
from data_models.queries.overview import overview
from data_models.queries.record import thresholds
from data_models.queries.setting_preview import if_set
from data_models.rules.owing import IS_A_TASK
from data_models.rules.settings import SETTINGS, NonsenseSettingError, Thresholds, as_text
from data_models.tables import ActionItem, SettingValue
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import ItemStatus
from tests.pages.forms_on_pages import field, fill, is_shown, opened, save
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

ADMINISTRATOR = "administrator"
OTHERS = [persona.key for persona in PERSONAS if persona.key != ADMINISTRATOR]
CHANGE, RESET = "change-setting", "reset-setting"
KEY = "action_overdue_amber_days"


def _set(engine, key: str, value: str) -> None:
    with unit_of_work(engine, by=SYSTEM, deed=Deed.CHANGE_SETTING.value) as session:
        change_setting(session, by=SYSTEM, on=today(), key=key, value=value, reason="Agreed")


def _value(engine, key: str = KEY) -> str | None:
    with reading(engine) as session:
        row = session.exec(select(SettingValue).where(col(SettingValue.key) == key)).first()
    return row.value if row else None


def _statuses(engine, viewer):
    """The status of every area with its reasons, as the overview tells it now."""
    with reading(engine) as session:
        seen = overview(session, viewer, on=today(), thresholds=thresholds(session))
    return {one.code: (one.status, [reason.rule for reason in one.reasons]) for one in seen.ranked}


def _overdue(engine, viewer) -> int:
    with reading(engine) as session:
        matters = account(session, viewer, on=today(), thresholds=thresholds(session)).matters
    return sum(IS_A_TASK[one.kind] and one.is_overdue(today()) for one in matters)


def _actions_become_late(engine) -> None:
    """A colleague's change that bears on what would change."""
    with unit_of_work(engine, by=SYSTEM, deed=Deed.REVISE_DUE_DATE.value) as session:
        open_ones = (col(ActionItem.status) == ItemStatus.IN_PROGRESS, col(ActionItem.due_on) > today())
        for item in session.exec(select(ActionItem).where(*open_ones)):
            item.due_on = today() - timedelta(days=2)


def _look(app):
    return save(app, CHANGE, "look")


# --- the preview is what then changes ---


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (KEY, "0"),
        (KEY, "366"),
        ("contact_days_routine", "31"),
        ("contact_days_enhanced", "7"),
        ("purpose_untouched_days", "28"),
        ("claim_verification_days", "1"),
        ("plan_judgement_days", "1"),
        ("departure_notice_days", "7"),
        ("milestone_overdue_days", "60"),
        ("due_this_month_days", "62"),
        ("review_feedback_days", "1"),
        ("plan_weeks", "20"),
        ("adequate_watch", "yes"),
    ],
)
@pytest.mark.parametrize("persona", ["administrator", "senior-manager"])
def test_what_is_shown_before_is_what_changes_for_all_areas_and_all_clocks(full_record, key, value, persona):
    viewer = looking_as(full_record, persona)
    before, overdue_before = _statuses(full_record, viewer), _overdue(full_record, viewer)
    with reading(full_record) as session:
        shown = if_set(session, viewer, on=today(), thresholds=thresholds(session), key=key, value=value)
    _set(full_record, key, value)
    then = {one.area_code: (one.after.status, [each.rule for each in one.after.reasons]) for one in shown.areas}
    assert _statuses(full_record, viewer) == before | then
    assert len(before) == 32
    assert shown.overdue == (overdue_before, _overdue(full_record, viewer))
    moved = shown.counted("become_overdue") - shown.counted("cease")
    added = sum(each.is_overdue(today()) for one in shown.clocks for each in one.appear)
    gone = sum(each.is_overdue(today()) for one in shown.clocks for each in one.disappear)
    assert shown.overdue[1] - shown.overdue[0] == moved + added - gone


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("flag_overdue_actions", "1"),
        ("flag_overdue_action_days", "0"),
        ("flag_postponements", "1"),
        ("flag_unverified_days", "28"),
        ("flag_missed_contacts", "1"),
        ("contact_days_routine", "60"),
        ("purpose_untouched_days", "60"),
        ("history_months", "12"),
    ],
)
def test_what_the_rules_would_raise_and_clear_is_what_they_do_when_they_look(full_record, key, value):
    def look():
        with unit_of_work(full_record, by=SYSTEM, deed=Deed.RUN_RULES.value) as session:
            return run_rules(session, by=SYSTEM, on=today())

    look()
    with reading(full_record) as session:
        limits = thresholds(session)
        shown = if_set(session, SYSTEM, on=today(), thresholds=limits, key=key, value=value).flags
    _set(full_record, key, value)
    run = look()
    raised = sum(one.is_raised for one in shown)
    assert (run.raised, run.cleared) == (raised, len(shown) - raised)


def test_a_shorter_patience_turns_areas_amber_and_a_longer_one_turns_them_back(full_record):
    viewer = looking_as(full_record, "senior-manager")
    with reading(full_record) as session:
        shown = [
            if_set(session, viewer, on=today(), thresholds=thresholds(session), key=KEY, value=value)
            for value in ("0", "366")
        ]
    assert all(one.areas for one in shown)
    assert any(one.other_status for one in shown)


@pytest.mark.parametrize("key", [key for key in SETTINGS if key not in BESIDES])
def test_a_setting_that_says_nothing_else_moves_something_of_today(full_record, key):
    """What no clock, status or rule of today would follow is said in words instead."""
    setting, viewer = SETTINGS[key], looking_as(full_record, "senior-manager")
    found: list[object] = []
    with reading(full_record) as session:
        for number in (setting.minimum, setting.default // 2, setting.default * 2, setting.maximum):
            if _is_another(key, number):
                shown = if_set(session, viewer, on=today(), thresholds=Thresholds(), key=key, value=str(number))
                found += [*shown.areas, *shown.clocks, *shown.flags]
    assert found, key


def _is_another(key: str, number: int) -> bool:
    try:
        return Thresholds().with_value(key, str(number)) != Thresholds()
    except NonsenseSettingError:
        return False


# --- the form ---


def test_nothing_is_saved_before_it_was_seen(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting=KEY)
    fill(app, CHANGE, value="0", reason="A shorter patience")
    app = save(app, CHANGE)
    said = words_of(app)
    assert NOT_YET in said
    assert "From 30 to 0 days overdue: what it would change today" in said
    assert _value(full_record) is None
    assert field(app, "text_area", CHANGE, "reason").value == "A shorter patience"
    said = words_of(save(app, CHANGE))
    assert "Overdue action turns an area amber is 0 from now on." in said
    assert _value(full_record) == "0"


def test_what_was_seen_may_be_saved_and_another_value_is_seen_first(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting=KEY)
    app = _look(fill(app, CHANGE, value="5", reason="Agreed"))
    assert NOT_YET not in words_of(app)
    app = save(fill(app, CHANGE, value="6"), CHANGE)
    assert NOT_YET in words_of(app)
    assert "From 30 to 6 days overdue" in words_of(app)
    assert "is 6 from now on" in words_of(save(app, CHANGE))


def test_what_changed_since_it_was_seen_is_seen_again(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting=KEY)
    app = _look(fill(app, CHANGE, value="0", reason="Agreed"))
    _actions_become_late(full_record)
    app = save(app, CHANGE)
    assert NOT_YET in words_of(app)
    assert "is 0 from now on" in words_of(save(app, CHANGE))


def test_the_sentence_and_the_tables_say_the_same_as_the_preview(full_record, visit):
    viewer = looking_as(full_record, ADMINISTRATOR)
    with reading(full_record) as session:
        shown = if_set(session, viewer, on=today(), thresholds=thresholds(session), key=KEY, value="0")
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting=KEY)
    said = words_of(_look(fill(app, CHANGE, value="0", reason="Agreed")))
    number = len(shown.other_status) or len(shown.other_reasons)
    assert number
    assert f'<p class="lead">{number} area' in said
    table = said.split("Areas that would change</caption>")[1].split("</table>")[0]
    assert table.count("<tr") - 1 == len(shown.areas)


def test_a_setting_that_changes_nothing_today_says_when_it_counts(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting="plan_weeks")
    said = words_of(_look(fill(app, CHANGE, value="8", reason="Agreed")))
    assert "No status, no clock and no flag of today would change." in said
    assert "It counts for plans requested from now on" in said


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "enter a whole number"),
        ("soon", "enter a whole number"),
        ("9999", "enter a number from 0 to 366"),
        ("30", "is 30 already"),
    ],
)
@pytest.mark.parametrize("button", ["look", "save"])
def test_a_value_that_cannot_be_is_refused_and_stays_typed(full_record, visit, value, sentence, button):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting=KEY)
    app = save(fill(app, CHANGE, value=value, reason="Kept"), CHANGE, button)
    assert sentence in words_of(app)
    assert field(app, "text_area", CHANGE, "reason").value == "Kept"
    assert _value(full_record) is None


def test_a_value_that_contradicts_another_setting_is_refused(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting="core_team_minimum")
    app = _look(fill(app, CHANGE, value="15", reason="Agreed"))
    assert "must not be more than" in words_of(app)


def test_a_change_without_a_reason_is_refused(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting=KEY)
    app = save(_look(fill(app, CHANGE, value="0")), CHANGE)
    assert "Give the reason for this change." in words_of(app)
    assert field(app, "text_input", CHANGE, "value").value == "0"


def test_a_value_that_somebody_set_meanwhile_is_shown_beside_ones_own(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting=KEY)
    default = as_text(KEY, SETTINGS[KEY].default)
    _set(full_record, KEY, "10")
    app = save(_look(fill(app, CHANGE, value="0", reason="Mine")), CHANGE)
    said = words_of(app)
    assert f"now “10”, yours “0”, when you opened the form “{default}”" in said
    assert _value(full_record) == "10"


def test_a_yes_or_no_is_chosen(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting="adequate_watch")
    app = _look(fill(app, CHANGE, value="yes", reason="The office keeps an eye on them"))
    assert "Marks on the overview follow it at once" in words_of(app)
    save(app, CHANGE)
    assert _value(full_record, "adequate_watch") == "yes"
    assert ">watched<" in words_of(visit("overview")).replace("</span>watched</span>", "</span>>watched<")
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.CHANGE_SETTING.value) as session:
        reset_setting(session, by=SYSTEM, on=today(), key="adequate_watch", reason="Enough")
    assert "watched" not in words_of(visit("overview"))


# --- back to the default ---


def test_a_setting_goes_back_to_its_default_once_that_was_seen(full_record, visit):
    _set(full_record, KEY, "0")
    assert f"do={RESET}" in words_of(visit("administration", ADMINISTRATOR, setting=KEY))
    app = opened(visit, "administration", RESET, ADMINISTRATOR, setting=KEY)
    app = save(fill(app, RESET, reason="The old patience"), RESET)
    assert "From 0 to 30 days overdue: what it would change today" in words_of(app)
    assert _value(full_record) == "0"
    said = words_of(save(app, RESET))
    assert "is back to its default, 30." in said
    assert "back to its default: Olwen" not in said
    assert "The old patience" in said
    assert _value(full_record) is None


def test_what_is_at_its_default_is_not_put_back(full_record, visit):
    assert f"do={RESET}" not in words_of(visit("administration", ADMINISTRATOR, setting=KEY))
    app = opened(visit, "administration", RESET, ADMINISTRATOR, setting=KEY)
    assert "there is nothing to put back" in words_of(app)


# --- who may, and what a setting tells ---


@pytest.mark.parametrize("persona", OTHERS)
def test_nobody_else_sees_a_link_or_a_form(full_record, visit, persona):
    said = words_of(visit("administration", persona, setting=KEY))
    assert "Is the default stated?" in said
    assert f"do={CHANGE}" not in said
    for do in (CHANGE, RESET):
        assert not is_shown(opened(visit, "administration", do, persona, setting=KEY))


def test_a_setting_tells_its_source_its_bounds_and_every_change(full_record, visit):
    _set(full_record, KEY, "12")
    _set(full_record, KEY, "14")
    said = words_of(visit("administration", "senior-manager", setting=KEY)).split('id="setting"')[1]
    assert "Not stated in any published source we found" in said
    assert "0 to 366" in said
    history = said.split("Every change, the newest first</caption>")[1].split("</table>")[0]
    assert "14" in history
    assert "12" in history
    assert "Agreed" not in words_of(visit("administration", "senior-manager", setting=KEY, screen="shared"))


def test_a_past_day_tells_the_value_of_that_day(full_record, visit):
    _set(full_record, KEY, "12")
    yesterday = str(today() - timedelta(days=1))
    said = words_of(visit("administration", ADMINISTRATOR, setting=KEY, as_of=yesterday))
    assert "<strong>30</strong>" in said.split('id="setting"')[1]
    assert "Nobody ever changed it." in said


def test_an_unknown_setting_gets_a_way_back(full_record, visit):
    assert "no_such_setting" in words_of(visit("administration", ADMINISTRATOR, setting="no_such_setting"))


def test_a_look_costs_two_statements_more_and_within_eight(full_record, visit):
    app = opened(visit, "administration", CHANGE, ADMINISTRATOR, setting=KEY)
    fill(app, CHANGE, value="0", reason="Agreed")
    with counting_statements(full_record) as first:
        app = _look(app)
    assert sum("SELECT" in one for one in first.texts) in (3, 4), first.texts
    with counting_statements(full_record) as fresh:
        visit("administration", ADMINISTRATOR, setting=KEY)
    assert sum("SELECT" in one for one in fresh.texts) + 2 <= 8


def test_the_standings_compared_are_those_of_every_page(full_record):
    """The preview compares what the one function of statuses says; so does the overview."""
    viewer = looking_as(full_record, "senior-manager")
    with reading(full_record) as session:
        limits = thresholds(session)
        found = account(session, viewer, on=today(), thresholds=limits)
        standings = area_standings(found, on=today(), thresholds=limits)
    assert {one.area_code: one.status for one in standings} == {
        code: status for code, (status, _) in _statuses(full_record, viewer).items()
    }
