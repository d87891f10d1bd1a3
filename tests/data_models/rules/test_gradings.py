"""Order within one scale, never across; four absences are no low grade."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import gradings
from data_models.rules.gradings import Judgement, NotComparableError
from data_models.vocabulary import AspStatement, Grade, ProgressFinding, Scale, Standing


def graded(grade, indicator="2.1", standing=Standing.EVALUATED):
    return Judgement(Scale.SIX_POINT, standing, grade=grade, indicator=indicator)


def stated(statement, indicator="key processes"):
    return Judgement(Scale.ASP_STATEMENT, statement=statement, indicator=indicator)


def test_every_word_that_drives_an_order_is_mapped():
    assert set(gradings.RANK_ON) == set(Scale)
    assert set(gradings.HAS_VALUE) == set(Standing)
    assert set(gradings.STATEMENT_RANK) == set(AspStatement)
    assert set(gradings.FINDING_RANK) == set(ProgressFinding)


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
def test_an_absent_evaluation_calls_for_nothing_and_has_no_rank(standing):
    assert not calls(standing=standing)
    assert gradings.rank(graded(Grade.WEAK, standing=standing)) is None


@pytest.mark.parametrize("scale", [Scale.PROGRESS, Scale.NONE])
def test_a_scale_without_a_trigger_calls_for_nothing(scale):
    assert not calls(scale=scale)


def test_scales_are_never_compared():
    with pytest.raises(NotComparableError, match="six_point scale is never compared with the asp_statement"):
        gradings.compare(graded(Grade.GOOD), stated(AspStatement.EFFECTIVE))


def test_a_change_is_told_in_steps_within_one_indicator():
    assert gradings.change_between(graded(Grade.WEAK), graded(Grade.GOOD)) == 2
    assert gradings.change_between(stated(AspStatement.EFFECTIVE), stated(AspStatement.IMPORTANT_WEAKNESS)) == -1
    with pytest.raises(NotComparableError):
        gradings.change_between(graded(Grade.WEAK), graded(Grade.GOOD, "9.2"))


def test_totals_without_an_indicator_have_no_change():
    with pytest.raises(NotComparableError):
        gradings.change_between(graded(Grade.WEAK, None), graded(Grade.GOOD, None))


def test_too_early_to_say_has_no_place_in_the_order():
    some = Judgement(Scale.PROGRESS, finding=ProgressFinding.SOME)
    assert gradings.compare(some, Judgement(Scale.PROGRESS, finding=ProgressFinding.MINIMAL)) > 0
    with pytest.raises(NotComparableError):
        gradings.compare(some, Judgement(Scale.PROGRESS, finding=ProgressFinding.TOO_EARLY))


@given(st.sampled_from(Grade), st.sampled_from(Grade))
def test_a_change_and_its_reverse_cancel(first, second):
    there = gradings.change_between(graded(first), graded(second))
    assert there == -gradings.change_between(graded(second), graded(first)) == second - first


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
