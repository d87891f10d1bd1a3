"""The life of a flag, on both sides of every threshold."""

from datetime import date, timedelta

from data_models.rules import risk_flags
from data_models.rules.risk_flags import MuteProblem
from data_models.rules.settings import Thresholds
from data_models.vocabulary import FlagState

DEFAULTS = Thresholds()
ON = date(2026, 3, 3)
ONE_DAY = timedelta(days=1)


def test_every_flag_state_is_mapped_and_a_closed_flag_never_reopens():
    assert set(risk_flags.MOVES) == set(FlagState)
    assert risk_flags.may_become(FlagState.OPEN, FlagState.CLOSED)
    assert not risk_flags.may_become(FlagState.CLOSED, FlagState.OPEN)


def test_the_review_of_a_new_flag_is_proposed_for_a_day():
    assert risk_flags.review_due_on(ON, DEFAULTS) == ON + timedelta(days=92)


def test_a_muted_flag_is_quiet_through_its_last_day_and_then_back_by_itself():
    assert risk_flags.is_muted(ON, ON)
    assert not risk_flags.is_muted(ON, ON + ONE_DAY)
    assert not risk_flags.is_muted(None, ON)


def test_a_mute_needs_a_reason_and_an_end_within_the_limit():
    furthest = ON + timedelta(days=92)
    assert risk_flags.mute_problems("Known.", furthest, ON, DEFAULTS) == ()
    assert risk_flags.mute_problems("Known.", furthest + ONE_DAY, ON, DEFAULTS) == (MuteProblem.TOO_LONG,)
    assert risk_flags.mute_problems(" ", ON, ON, DEFAULTS) == (MuteProblem.NO_REASON,)
    assert risk_flags.mute_problems("Known.", ON - ONE_DAY, ON, DEFAULTS) == (MuteProblem.NOT_LATER,)
