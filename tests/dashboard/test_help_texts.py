"""The help page says what the sources say, and the numbers in force."""

import re
from dataclasses import replace

from markupsafe import Markup

from dashboard.components.helping.explaining import explained, settings_table
from dashboard.help_parts import Listed, Terms
from dashboard.help_texts import CLOCKS, sections
from dashboard.wording import say
from data_models.rules.flag_rules import RULES
from data_models.rules.settings import UNSTATED, Thresholds
from data_models.vocabulary import Grade, Purpose, Standing


def page(thresholds: Thresholds = Thresholds()) -> str:  # noqa: B008 frozen
    return str(Markup("").join(explained(one) for one in sections(thresholds)))


def section(key: str):
    return next(one for one in sections(Thresholds()) if one.key == key)


def test_there_are_six_purposes_and_they_are_numbered():
    listed = [part for part in section("purposes").parts if isinstance(part, Listed)]
    assert [len(part.items) for part in listed] == [len(Purpose)]
    assert "<ol" in explained(section("purposes"))


def test_every_grade_and_every_way_of_having_none_is_explained():
    words = page()
    for word in (*Grade, *(one for one in Standing if one is not Standing.EVALUATED)):
        assert say(word) in words, word


def test_all_four_absences_are_told_apart():
    (terms,) = [part for part in section("absences").parts if isinstance(part, Terms)]
    assert len(terms.pairs) == len({meaning for _, meaning in terms.pairs}) == 4


def test_every_rule_that_raises_flags_is_explained_with_the_thresholds_in_force():
    words = page(Thresholds.from_overrides({"flag_overdue_actions": "4"}))
    assert "At least 4 actions are more than 30 days overdue." in words
    for rule in RULES.values():
        assert rule.title in words


def test_the_numbers_are_those_in_force():
    changed = replace(Thresholds(), action_overdue_amber_days=47, small_count=9, decision_due_days=33)
    words = page(changed)
    assert "more than 47 days" in words
    assert "below 9 are withheld" in words
    assert "due 33 days after publication" in words


def test_the_clocks_say_that_nobody_states_them():
    shown = settings_table(CLOCKS, Thresholds())
    assert shown.count("<tr>") == len(CLOCKS) + 1
    assert shown.count(UNSTATED.rstrip(".")) == len(CLOCKS)


def test_safety_comes_first_and_sends_the_reader_to_the_protection_service():
    first = sections(Thresholds())[0]
    assert first.key == "safety"
    assert "never logged here" in explained(first)
    assert "0800 1111" in explained(first)


def test_every_section_has_a_place_of_its_own_and_no_word_is_markup_by_accident():
    keys = [one.key for one in sections(Thresholds())]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z-]+", key) for key in keys)
    assert "&lt;" not in page()


def test_the_glossary_is_in_alphabetical_order():
    (terms,) = [part for part in section("glossary").parts if isinstance(part, Terms)]
    names = [str(term).casefold() for term, _ in terms.pairs]
    assert names == sorted(names)


def test_writing_down_tells_of_the_numbers_in_force():
    words = page(replace(Thresholds(), plan_judgement_days=17, claim_verification_days=23, flag_mute_days=41))
    assert "due 17 days after it came" in words
    assert "within 23 days" in words
    assert "A mute lasts 41 days at most" in words


def test_whatever_a_link_inspector_may_do_to_an_area_can_be_looked_up():
    said = explained(section("writing-down"))
    for looked_up in ("Action plans", "Two keys", "Follow-up", "Formal monitoring", "Risk flags", "Contacts", "Days"):
        assert looked_up in said, looked_up
