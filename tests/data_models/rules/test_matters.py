"""Matters in their queue."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data_models.rules.clocks import Urgency
from data_models.rules.matters import Matter, by_urgency, in_queue_order
from data_models.rules.settings import Thresholds
from data_models.vocabulary import MatterKind

ON = date(2026, 3, 3)


def matter(due_on, reference="AP-0001-01", since=None):
    return Matter(MatterKind.ACTION_DUE, "S12000017", reference, "Train staff", 1, since=since, due_on=due_on)


def test_a_matter_is_overdue_on_the_day_after_it_is_due():
    assert not matter(ON).is_overdue(ON)
    assert matter(ON - timedelta(days=1)).days_overdue(ON) == 1
    assert not matter(None).is_overdue(ON)
    assert matter(None, since=ON - timedelta(days=5)).days_since(ON) == 5


def test_the_earliest_due_comes_first_and_the_undated_last():
    rows = [matter(None), matter(ON, "B"), matter(ON, "A"), matter(ON - timedelta(days=9), "Z")]
    assert [row.reference for row in in_queue_order(rows)] == ["Z", "A", "B", "AP-0001-01"]


@given(st.lists(st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1))))
def test_every_matter_is_in_exactly_one_band(days):
    bands = by_urgency([matter(day) for day in days], ON, Thresholds())
    assert list(bands) == list(Urgency)
    assert sum(len(rows) for rows in bands.values()) == len(days)
    assert all(row.is_overdue(ON) == (band is Urgency.OVERDUE) for band, rows in bands.items() for row in rows)
