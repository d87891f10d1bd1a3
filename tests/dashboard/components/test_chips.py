"""Marks: symbol and word or numeral, always."""

import pytest

from dashboard.components.chips import SYMBOLS, chip, grade_chip


@pytest.mark.parametrize("tone", SYMBOLS)
def test_a_chip_has_a_symbol_and_its_word(tone):
    shown = chip(tone, "Late <1 day")
    assert SYMBOLS[tone] in shown
    assert "Late &lt;1 day" in shown


@pytest.mark.parametrize("grade", range(1, 7))
@pytest.mark.parametrize("short", [True, False])
def test_a_grade_has_its_numeral_and_its_word_even_when_short(grade, short):
    shown = grade_chip(grade, short=short)
    assert f"<b>{grade}</b>" in shown
    assert shown.count({1: "Unsatisfactory", 6: "Excellent"}.get(grade, "")) >= 1


def test_a_word_of_another_time_can_stand_in_for_the_grades_own():
    assert "Satisfactory" in grade_chip(3, "Satisfactory")
