"""The rules that raise flags, on both sides of every threshold; their words; and how what fired them is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import flag_firing as firing
from data_models.rules import flag_rules
from data_models.rules.clocks import add_months
from data_models.rules.flag_firing import Fired, Graded
from data_models.rules.flag_rules import RULES
from data_models.rules.flag_values import KEPT_SINCE, MOST_RECORDS, records_in, values_in, with_end, written
from data_models.rules.settings import Thresholds
from data_models.tables.base import PROSE
from data_models.vocabulary import CoverRole, Grade, Purpose

DEFAULTS = Thresholds()
ON = date(2026, 3, 3)
ONE_DAY = timedelta(days=1)


def ago(days: int) -> date:
    return ON - timedelta(days=days)


# --- words ---


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_it_means_and_what_clears_it(code):
    rule = RULES[code]
    for sentence in (rule.sentence_for(DEFAULTS), rule.cleared_by_for(DEFAULTS), rule.potential_impact):
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert rule.title
    assert not rule.title.endswith(".")
    assert rule.version >= 1


def test_a_rules_sentence_carries_the_threshold_in_force():
    changed = Thresholds.from_overrides({"flag_overdue_actions": "4"})
    assert flag_rules.ACTIONS_OVERDUE.sentence_for(changed).startswith("At least 4 actions are more than 30 days")


# --- when each holds ---


def test_three_actions_more_than_thirty_days_overdue_raise_a_flag():
    fired = firing.several_actions_overdue({"A": ago(31), "C": ago(50), "B": ago(31), "D": ago(30)}, ON, DEFAULTS)
    values = (("actions", 3), ("earliest_due_on", ago(50)))
    assert fired == Fired(flag_rules.ACTIONS_OVERDUE, values, ("A", "B", "C"))
    assert firing.several_actions_overdue({"A": ago(31), "B": ago(30), "C": ago(50)}, ON, DEFAULTS) is None
    assert firing.several_actions_overdue({}, ON, DEFAULTS) is None


def test_an_overdue_plan_raises_a_flag_from_its_first_day():
    assert firing.plan_is_overdue("AP-0001", None, ON) is None
    assert firing.plan_is_overdue("AP-0001", ON, ON) is None
    fired = Fired(flag_rules.PLAN_OVERDUE, (("due_on", ago(1)),), ("AP-0001",))
    assert firing.plan_is_overdue("AP-0001", ago(1), ON) == fired


@pytest.mark.parametrize(("missed", "fires"), [(0, False), (1, False), (2, True)])
def test_two_intervals_without_contact_raise_a_flag(missed, fires):
    assert (firing.contact_is_missed("S12000017", ago(200), ago(100), missed, DEFAULTS) is not None) is fires


def test_an_area_whose_clock_never_began_has_missed_nothing():
    assert firing.contact_is_missed("S12000017", None, None, 9, DEFAULTS) is None


@pytest.mark.parametrize(("times", "fires"), [(0, False), (1, False), (2, True), (3, True)])
def test_the_second_postponement_raises_a_flag(times, fires):
    assert (firing.is_postponed_again("AP-0001/02", times, ON, DEFAULTS) is not None) is fires


def graded(reference: str, grade: Grade, published_on: date = ON, *, answered: bool = False) -> Graded:
    return Graded(reference, grade, published_on, answered)


def test_weak_twice_in_a_row_raises_a_flag_and_adequate_clears_it():
    weak, adequate = graded("I-1", Grade.WEAK, ago(900)), graded("I-2", Grade.ADEQUATE)
    worse = graded("I-3", Grade.UNSATISFACTORY)
    fired = firing.is_weak_twice([adequate, weak, worse], ON, DEFAULTS)
    values = (("earlier_grade", 2), ("earlier_on", ago(900)), ("later_grade", 1), ("later_on", ON))
    assert fired == Fired(flag_rules.WEAK_TWICE, values, ("I-1", "I-3"))
    assert firing.is_weak_twice([weak, worse, adequate], ON, DEFAULTS) is None
    assert firing.is_weak_twice([weak, adequate, worse], ON, DEFAULTS) is None
    assert firing.is_weak_twice([weak], ON, DEFAULTS) is None


def test_weak_twice_lets_go_of_history_and_of_what_is_answered():
    first, last_day = graded("I-1", Grade.WEAK, ago(2000)), add_months(ON, -24)
    assert firing.is_weak_twice([first, graded("I-2", Grade.WEAK, last_day)], ON, DEFAULTS) is not None
    assert firing.is_weak_twice([first, graded("I-2", Grade.WEAK, last_day - ONE_DAY)], ON, DEFAULTS) is None
    assert firing.is_weak_twice([first, graded("I-2", Grade.WEAK, answered=True)], ON, DEFAULTS) is None


@pytest.mark.parametrize(("days", "fires"), [(56, False), (57, True)])
def test_a_claim_that_nobody_verifies_raises_a_flag(days, fires):
    assert (firing.claim_is_unverified("AP-0001/03", ago(days), ON, DEFAULTS) is not None) is fires


@pytest.mark.parametrize(("days", "fires"), [(28, False), (29, True)])
def test_a_dispute_that_nobody_settles_raises_a_flag(days, fires):
    assert (firing.dispute_is_unsettled("AP-0001/03", ago(days), ON, DEFAULTS) is not None) is fires


def test_a_post_that_nobody_holds_raises_a_flag_that_says_since_when():
    assert firing.is_uncovered("S12000017", {}) is None
    gaps = {CoverRole.RELATIONSHIP_MANAGER_ELC: None, CoverRole.LINK_INSPECTOR: ago(3)}
    values = (("link_inspector", ago(3)), ("relationship_manager_elc", "never held"))
    assert firing.is_uncovered("S12000017", gaps) == Fired(flag_rules.NO_COVER, values, ("S12000017",))


def test_two_purposes_untouched_for_long_raise_a_flag():
    one: dict[Purpose, date | None] = {Purpose.GOOD_PRACTICE: ago(200)}
    assert firing.purposes_are_untouched("S12000017", one, DEFAULTS) is None
    fired = firing.purposes_are_untouched("S12000017", {**one, Purpose.PUBLIC_PROTECTION: ago(190)}, DEFAULTS)
    values = (("purpose_2_since", ago(190)), ("purpose_5_since", ago(200)))
    assert fired == Fired(flag_rules.PURPOSES_UNTOUCHED, values, ("S12000017",))


@pytest.mark.parametrize(("published_on", "fires"), [(ago(14), False), (ago(15), True), (None, False)])
def test_a_report_that_stays_without_intention_raises_a_flag(published_on, fires):
    assert (firing.intention_is_missing("IN-0001", "timescale", published_on, ON, DEFAULTS) is not None) is fires


BEGINS = add_months(ON, -24)


@pytest.mark.parametrize(
    ("last_on", "kept_since", "fires"),
    [
        (None, None, False),
        (None, BEGINS + ONE_DAY, False),
        (None, BEGINS, True),
        (BEGINS, BEGINS, False),
        (BEGINS - ONE_DAY, BEGINS - ONE_DAY, True),
    ],
)
def test_an_area_that_notifies_nothing_raises_a_flag_once_the_register_is_old_enough(last_on, kept_since, fires):
    assert (firing.nothing_is_notified("S12000017", last_on, kept_since, ON, DEFAULTS) is not None) is fires


@given(st.dictionaries(st.text(max_size=4), st.integers(0, 400), max_size=8))
def test_what_fired_is_enough_to_fire_again(overdue_days_of):
    due_on_of = {name: ago(days) for name, days in overdue_days_of.items()}
    fired = firing.several_actions_overdue(due_on_of, ON, DEFAULTS)
    if fired is not None:
        named = {reference: due_on_of[reference] for reference in fired.records}
        assert firing.several_actions_overdue(named, ON, DEFAULTS) == fired


# --- how it is kept ---

FIRED = Fired(flag_rules.ACTIONS_OVERDUE, (("actions", 3), ("earliest_due_on", ON)), ("AP-0001/01", "AP-0001/02"))


def test_what_fired_is_read_back_as_it_was_written():
    kept = written(FIRED)
    assert values_in(kept) == (("actions", "3"), ("earliest_due_on", "2026-03-03"))
    assert records_in(kept) == FIRED.records


def test_the_day_a_rule_stopped_to_hold_is_noted_once_and_before_the_rest():
    ended = with_end(written(FIRED), ON)
    assert values_in(ended) == ((KEPT_SINCE, "2026-03-03"), *values_in(written(FIRED)))
    assert records_in(ended) == FIRED.records
    assert with_end(ended, ON + ONE_DAY) == ended


def test_a_flag_without_values_has_no_records_either():
    assert (values_in(""), records_in("")) == ((), ())


def test_what_fired_has_room_in_a_flag_however_many_records_there_are():
    due_on_of = {f"AP-{number:04d}/{number:02d}": ago(40) for number in range(1, 2000)}
    fired = firing.several_actions_overdue(due_on_of, ON, DEFAULTS)
    assert fired is not None
    kept = written(fired)
    assert len(kept) < PROSE
    assert dict(values_in(kept))["actions"] == "1999"
    assert records_in(kept) == fired.records[:MOST_RECORDS]
