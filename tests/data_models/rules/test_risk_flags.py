"""The life of a flag, and the rules that raise one, on both sides of every threshold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import risk_flags
from data_models.rules.risk_flags import Fired, MuteProblem
from data_models.rules.settings import Thresholds
from data_models.vocabulary import FlagState, Grade

DEFAULTS = Thresholds()
ON = date(2026, 3, 3)
ONE_DAY = timedelta(days=1)


def test_every_flag_state_is_mapped_and_a_closed_flag_never_reopens():
    assert set(risk_flags.MOVES) == set(FlagState)
    assert risk_flags.may_become(FlagState.OPEN, FlagState.CLOSED)
    assert not risk_flags.may_become(FlagState.CLOSED, FlagState.OPEN)


def test_a_review_is_due_on_its_day_and_only_while_the_flag_is_open():
    assert risk_flags.review_due_on(ON, DEFAULTS) == ON + timedelta(days=92)
    assert not risk_flags.is_review_due(FlagState.OPEN, ON, ON - ONE_DAY)
    assert risk_flags.is_review_due(FlagState.OPEN, ON, ON)
    assert not risk_flags.is_review_due(FlagState.CLOSED, ON, ON)
    assert not risk_flags.is_review_due(FlagState.OPEN, None, ON)


def test_a_muted_flag_is_quiet_through_its_last_day_and_then_back_by_itself():
    assert risk_flags.is_muted(ON, ON)
    assert not risk_flags.is_muted(ON, ON + ONE_DAY)
    assert not risk_flags.is_muted(None, ON)


def test_a_flag_is_counted_as_long_as_it_is_open():
    assert [state for state in FlagState if risk_flags.is_counted(state)] == [FlagState.OPEN]


def test_a_mute_needs_a_reason_and_an_end_within_the_limit():
    furthest = ON + timedelta(days=92)
    assert risk_flags.mute_problems("Known.", furthest, ON, DEFAULTS) == ()
    assert risk_flags.mute_problems("Known.", furthest + ONE_DAY, ON, DEFAULTS) == (MuteProblem.TOO_LONG,)
    assert risk_flags.mute_problems(" ", ON, ON, DEFAULTS) == (MuteProblem.NO_REASON,)
    assert risk_flags.mute_problems("Known.", ON - ONE_DAY, ON, DEFAULTS) == (MuteProblem.NOT_LATER,)


@pytest.mark.parametrize("code", risk_flags.RULES)
def test_every_rule_says_what_it_means_and_what_clears_it(code):
    rule = risk_flags.RULES[code]
    for sentence in (rule.sentence_for(DEFAULTS), rule.cleared_by_for(DEFAULTS)):
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert rule.version >= 1


def test_a_rules_sentence_carries_the_threshold_in_force():
    changed = Thresholds.from_overrides({"flag_overdue_actions": "4"})
    assert risk_flags.ACTIONS_OVERDUE.sentence_for(changed).startswith("At least 4 actions are more than 30 days")


def test_three_actions_more_than_thirty_days_overdue_raise_a_flag():
    fired = risk_flags.several_actions_overdue({"A": 31, "C": 50, "B": 31, "D": 30}, DEFAULTS)
    values = (("actions", 3), ("longest_days", 50))
    assert fired == Fired(risk_flags.ACTIONS_OVERDUE, values, ("A", "B", "C"))
    assert risk_flags.several_actions_overdue({"A": 31, "B": 30, "C": 50}, DEFAULTS) is None
    assert risk_flags.several_actions_overdue({}, DEFAULTS) is None


def test_an_overdue_plan_raises_a_flag_from_its_first_day():
    assert risk_flags.plan_is_overdue("AP-0001", 0) is None
    fired = Fired(risk_flags.PLAN_OVERDUE, (("days", 1),), ("AP-0001",))
    assert risk_flags.plan_is_overdue("AP-0001", 1) == fired


@pytest.mark.parametrize(("days", "fires"), [(183, False), (184, True)])
def test_two_whole_intervals_without_contact_raise_a_flag(days, fires):
    fired = risk_flags.contact_is_missed("S12000017", ON - timedelta(days=days), 92, ON, DEFAULTS)
    assert (fired is not None) is fires


def test_an_area_whose_clock_never_began_has_missed_nothing():
    assert risk_flags.contact_is_missed("S12000017", None, 92, ON, DEFAULTS) is None


@pytest.mark.parametrize(("times", "fires"), [(0, False), (1, False), (2, True), (3, True)])
def test_the_second_postponement_raises_a_flag(times, fires):
    assert (risk_flags.is_postponed_again("AP-0001-02", times, DEFAULTS) is not None) is fires


def test_weak_twice_in_a_row_raises_a_flag_and_adequate_clears_it():
    weak, adequate, worse = ("I-1", Grade.WEAK), ("I-2", Grade.ADEQUATE), ("I-3", Grade.UNSATISFACTORY)
    fired = risk_flags.is_weak_twice([adequate, weak, worse])
    assert fired == Fired(risk_flags.WEAK_TWICE, (("earlier", 2), ("later", 1)), ("I-1", "I-3"))
    assert risk_flags.is_weak_twice([weak, worse, adequate]) is None
    assert risk_flags.is_weak_twice([weak, adequate, worse]) is None
    assert risk_flags.is_weak_twice([weak]) is None


@pytest.mark.parametrize(("days", "fires"), [(56, False), (57, True)])
def test_a_claim_that_nobody_verifies_raises_a_flag(days, fires):
    fired = risk_flags.claim_is_unverified("AP-0001-03", ON - timedelta(days=days), ON, DEFAULTS)
    assert (fired is not None) is fires


@given(st.dictionaries(st.text(max_size=4), st.integers(0, 400), max_size=8))
def test_what_fired_is_enough_to_fire_again(overdue_days_of):
    fired = risk_flags.several_actions_overdue(overdue_days_of, DEFAULTS)
    if fired is not None:
        named = {reference: overdue_days_of[reference] for reference in fired.records}
        assert risk_flags.several_actions_overdue(named, DEFAULTS) == fired
