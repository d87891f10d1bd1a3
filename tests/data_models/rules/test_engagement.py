"""Contact and purpose clocks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import engagement
from data_models.rules.engagement import Attention
from data_models.rules.settings import Thresholds

DEFAULTS = Thresholds()
DAY = date(2026, 3, 3)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_every_level_of_attention_has_its_interval():
    assert set(engagement.CONTACT_DAYS) == set(Attention)
    assert {one: engagement.contact_interval_days(one, DEFAULTS) for one in Attention} == {
        Attention.ROUTINE: 92,
        Attention.ENHANCED: 31,
        Attention.FORMAL: 31,
    }


@pytest.mark.parametrize(
    ("monitoring", "follow_up", "level"),
    [
        (False, False, Attention.ROUTINE),
        (False, True, Attention.ENHANCED),
        (True, False, Attention.FORMAL),
        (True, True, Attention.FORMAL),
    ],
)
def test_attention_follows_monitoring_and_follow_up(monitoring, follow_up, level):
    assert engagement.attention(monitoring_open=monitoring, follow_up_open=follow_up) is level


def test_contact_is_due_an_interval_after_the_last_or_after_cover_began():
    due = engagement.next_contact_due
    assert due(DAY, date(2020, 1, 1), Attention.ROUTINE, DEFAULTS) == DAY + timedelta(days=92)
    assert due(None, DAY, Attention.FORMAL, DEFAULTS) == DAY + timedelta(days=31)
    assert due(None, None, Attention.ROUTINE, DEFAULTS) is None


def test_raising_attention_makes_nobody_late_for_days_already_past():
    raised = DAY + timedelta(days=50)
    due = engagement.next_contact_due(DAY, None, Attention.ENHANCED, DEFAULTS, raised_on=raised)
    assert due == raised + timedelta(days=31)


@given(days, days)
def test_raised_attention_is_never_later_than_routine_nor_before_a_full_interval(last, raised):
    due = engagement.next_contact_due(last, None, Attention.ENHANCED, DEFAULTS, raised_on=raised)
    assert last + timedelta(days=31) <= due <= last + timedelta(days=92)


def test_a_purpose_is_due_so_long_after_it_was_touched_or_after_cover_began():
    later = DAY + timedelta(days=300)
    assert engagement.next_purpose_due(DAY, None, DEFAULTS) == DAY + timedelta(days=183)
    assert engagement.next_purpose_due(None, DAY, DEFAULTS) == DAY + timedelta(days=183)
    assert engagement.next_purpose_due(later, DAY, DEFAULTS) == later + timedelta(days=183)
    assert engagement.next_purpose_due(None, None, DEFAULTS) is None
