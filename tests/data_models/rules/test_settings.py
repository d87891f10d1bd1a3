"""Every setting has bounds and a source, and nonsense is refused in sentences."""

from dataclasses import fields

import pytest

from data_models.rules.settings import SETTINGS, NonsenseSettingError, Thresholds, as_text, problem_with


def test_every_threshold_has_its_setting_with_a_default_inside_its_bounds():
    assert set(SETTINGS) == {one.name for one in fields(Thresholds)}
    for key, setting in SETTINGS.items():
        assert setting.minimum <= setting.default <= setting.maximum, key
        assert getattr(Thresholds(), key) == setting.default
        assert setting.source.endswith((".", '"')), key
        assert setting.affects.endswith("."), key


def test_a_setting_says_that_it_is_stated_only_where_a_source_states_it():
    assert {key for key, setting in SETTINGS.items() if setting.is_stated} == {
        "core_team_minimum",
        "core_team_maximum",
        "child_death_notify_hours",
        "child_death_report_days",
        "sir_notify_working_days",
        "sign_in_hours",
        "sign_in_idle_minutes",
    }


def test_the_defaults_do_not_contradict_each_other():
    assert Thresholds().disagreements() == {}


@pytest.mark.parametrize("key", SETTINGS)
def test_both_bounds_are_accepted_and_one_past_them_is_not(key):
    setting = SETTINGS[key]
    if setting.is_yes_or_no:
        assert [problem_with(key, text) is None for text in ("yes", "NO", "1", "")] == [True, True, False, False]
        return
    assert problem_with(key, str(setting.minimum)) is None
    assert problem_with(key, str(setting.maximum)) is None
    assert problem_with(key, str(setting.minimum - 1))
    assert problem_with(key, str(setting.maximum + 1))


@pytest.mark.parametrize("text", ["", "six", "6.5", "-6", "1e3", "٦", "9" * 5000, "6 weeks", "\x00"])
def test_what_is_no_whole_number_is_refused_with_a_sentence(text):
    with pytest.raises(NonsenseSettingError) as refused:
        Thresholds.from_overrides({"plan_weeks": text})
    assert refused.value.problems["plan_weeks"].endswith("for example 6.")


def test_overrides_replace_the_defaults_and_leave_the_rest():
    chosen = Thresholds.from_overrides({"plan_weeks": " 8 ", "adequate_watch": "yes"})
    assert (chosen.plan_weeks, chosen.adequate_watch, chosen.decision_due_days) == (8, True, 28)


def test_one_typed_value_takes_the_place_of_its_own_and_no_others():
    chosen = Thresholds(plan_weeks=9).with_value("contact_days_routine", " 60 ")
    assert (chosen.contact_days_routine, chosen.plan_weeks) == (60, 9)
    assert Thresholds().with_value("adequate_watch", "Yes").adequate_watch is True


@pytest.mark.parametrize(
    ("key", "text", "problem"),
    [
        ("no_such", "1", "no_such"),
        ("plan_weeks", "0", "plan_weeks"),
        ("contact_days_routine", "30", "contact_days_enhanced"),
    ],
)
def test_a_value_that_cannot_be_takes_no_place(key, text, problem):
    with pytest.raises(NonsenseSettingError) as refused:
        Thresholds().with_value(key, text)
    assert set(refused.value.problems) == {problem}


def test_every_default_survives_being_written_and_read():
    texts = {key: as_text(key, getattr(Thresholds(), key)) for key in SETTINGS}
    assert Thresholds.from_overrides(texts) == Thresholds()


def test_an_unknown_key_is_refused():
    with pytest.raises(NonsenseSettingError, match='no setting called "plan_wekes"'):
        Thresholds.from_overrides({"plan_wekes": "6"})


def test_settings_that_contradict_each_other_are_refused():
    assert Thresholds.from_overrides({"core_team_minimum": "10"}).core_team_minimum == 10
    with pytest.raises(NonsenseSettingError, match="must not be more than"):
        Thresholds.from_overrides({"core_team_minimum": "11"})
