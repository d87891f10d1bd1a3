"""What calls for follow-up; four absences are no low grade."""

from typing import Any

import pytest

from data_models.rules import gradings
from data_models.vocabulary import AspStatement, Grade, Scale, Standing


def test_every_word_that_drives_a_value_is_mapped():
    assert set(gradings.HAS_VALUE) == set(Standing)
    assert set(gradings.STATEMENT_RANK) == set(AspStatement)


@pytest.mark.parametrize("grade", [*Grade, None])
def test_weak_or_worse_ends_below_adequate(grade):
    assert gradings.is_weak_or_worse(grade) is (grade in (Grade.WEAK, Grade.UNSATISFACTORY))


def calls(**changes):
    judged: dict[str, Any] = {"scale": Scale.SIX_POINT, "grade": Grade.WEAK, "statement": None}
    return gradings.calls_for_follow_up(**judged | {"standing": Standing.EVALUATED, "published": True} | changes)


def test_a_published_weak_evaluation_calls_for_follow_up_and_an_adequate_one_does_not():
    assert calls()
    assert calls(grade=Grade.UNSATISFACTORY)
    assert not calls(grade=Grade.ADEQUATE)
    assert not calls(grade=None)


def test_nothing_calls_for_follow_up_before_publication():
    assert not calls(published=False)
    assert not calls(scale=Scale.ASP_STATEMENT, grade=None, statement=AspStatement.IMPORTANT_WEAKNESS, published=False)


@pytest.mark.parametrize("statement", AspStatement)
def test_only_the_statement_of_important_weakness_calls_for_follow_up(statement):
    called = calls(scale=Scale.ASP_STATEMENT, grade=None, statement=statement)
    assert called is (statement is AspStatement.IMPORTANT_WEAKNESS)


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.EVALUATED])
def test_an_absent_evaluation_calls_for_nothing(standing):
    assert not calls(standing=standing)


@pytest.mark.parametrize("scale", [Scale.PROGRESS, Scale.NONE])
def test_a_scale_without_a_trigger_calls_for_nothing(scale):
    assert not calls(scale=scale)


@pytest.mark.parametrize(
    ("word", "grade", "kept"),
    [
        ("Satisfactory", Grade.ADEQUATE, "Satisfactory"),
        ("adequate", Grade.ADEQUATE, None),
        ("very  good", Grade.VERY_GOOD, None),
        ("Unsatisfactory", Grade.UNSATISFACTORY, None),
    ],
)
def test_words_are_read_and_an_older_word_is_kept(word, grade, kept):
    assert gradings.grade_from_word(word) == gradings.ReadGrade(grade, kept)


@pytest.mark.parametrize("word", ["", "fair", "4", "satisfactory plus"])
def test_a_word_that_is_no_grade_is_not_guessed(word):
    assert gradings.grade_from_word(word) is None


@pytest.mark.parametrize(("grade", "watched"), [(Grade.WEAK, False), (Grade.ADEQUATE, True), (Grade.GOOD, False)])
def test_only_adequate_is_watched_and_only_when_the_office_asks(grade, watched):
    assert gradings.is_watched(grade, adequate_watch=True) is watched
    assert not gradings.is_watched(grade, adequate_watch=False)
