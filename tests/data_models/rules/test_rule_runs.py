"""A run of the rules is one sentence in the list of changes, which is read back as it was written."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from data_models.rules.rule_runs import RuleRun, is_due, is_late, run_said

ON = date(2026, 3, 3)
COUNT = st.integers(0, 10**6)
CODES = st.lists(st.from_regex(r"S12[0-9]{6}", fullmatch=True), max_size=32).map(tuple)


@given(st.dates(min_value=date(1000, 1, 1)), COUNT, COUNT, COUNT, COUNT, CODES)
def test_a_run_is_read_back_as_it_was_said(on, raised, cleared, renewed, standing, failed):
    run = RuleRun(on, raised, cleared, renewed, standing, failed)
    assert run_said(run.sentence) == run


def test_any_other_sentence_tells_of_no_run():
    said = RuleRun(ON).sentence
    for other in ("", "Some reason", said + " ", said.replace("0 raised", "none raised")):
        assert run_said(other) is None


def test_a_run_is_due_once_a_day_and_again_only_where_an_area_was_left_out():
    whole, partly = RuleRun(ON), RuleRun(ON, failed=("S12000041",))
    yesterday, ahead = date(2026, 3, 2), date(2026, 3, 4)
    assert is_due(None, ON)
    assert is_due(whole, ahead)
    for again in (False, True):
        assert is_due(partly, ON, again=again) is again
        assert not is_due(whole, ON, again=again)
        assert not is_due(partly, yesterday, again=again)


def test_a_run_is_late_once_a_whole_day_went_by_without_one():
    assert not is_late(ON, ON)
    assert not is_late(date(2026, 3, 2), ON)
    assert is_late(date(2026, 3, 1), ON)
    assert is_late(None, ON)
