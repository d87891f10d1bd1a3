"""Who covers what on a day, where nobody does, and who leaves without a successor."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import coverage
from data_models.rules.coverage import Cover, Departure, Gap
from data_models.vocabulary import CoverRole

LINK, ADULT = CoverRole.LINK_INSPECTOR, CoverRole.RELATIONSHIP_MANAGER_ADULT
HIGHLAND, MORAY = "S12000017", "S12000020"
ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def cover(person, starts_on, ends_on=None, area=HIGHLAND, role=LINK):
    return Cover(area, role, person, starts_on, ends_on)


def test_the_last_day_is_covered_and_the_day_after_is_not():
    covers = [cover(1, FIRST, LAST)]
    by_day = [
        coverage.who_covers(covers, HIGHLAND, LINK, day) for day in (FIRST - ONE_DAY, FIRST, LAST, LAST + ONE_DAY)
    ]
    assert by_day == [None, 1, 1, None]


def test_another_role_or_area_covers_nothing_here():
    covers = [cover(1, FIRST, role=ADULT), cover(2, FIRST, area=MORAY)]
    assert coverage.who_covers(covers, HIGHLAND, LINK, LAST) is None


def test_of_two_at_once_the_one_who_started_last_covers():
    assert coverage.who_covers([cover(1, LAST), cover(2, FIRST)], HIGHLAND, LINK, LAST) == 1


def test_uncovered_lists_every_area_and_role_without_anybody():
    found = coverage.uncovered([cover(1, FIRST)], [HIGHLAND], LAST)
    assert found == ((HIGHLAND, ADULT), (HIGHLAND, CoverRole.RELATIONSHIP_MANAGER_ELC))


def test_a_gap_runs_from_the_day_after_to_the_day_before():
    covers = [cover(1, date(2025, 1, 1), date(2026, 1, 10)), cover(2, date(2026, 1, 20))]
    found = coverage.gaps(covers, HIGHLAND, LINK, FIRST, LAST)
    assert found == (Gap(HIGHLAND, LINK, date(2026, 1, 11), date(2026, 1, 19)),)


def test_a_successor_on_the_next_day_leaves_no_gap_and_nobody_is_one_long_gap():
    covers = [cover(1, FIRST, date(2026, 2, 1)), cover(2, date(2026, 2, 2))]
    assert coverage.gaps(covers, HIGHLAND, LINK, FIRST, LAST) == ()
    assert coverage.gaps([], HIGHLAND, LINK, FIRST, LAST) == (Gap(HIGHLAND, LINK, FIRST, LAST),)


offsets = st.integers(-20, 60)
some_covers = st.lists(
    st.tuples(offsets, st.none() | st.integers(0, 30)).map(
        lambda pair: cover(
            1,
            FIRST + timedelta(days=pair[0]),
            None if pair[1] is None else FIRST + timedelta(days=pair[0] + pair[1]),
        )
    ),
    max_size=5,
)


@given(some_covers, st.integers(0, 40))
def test_gaps_and_covered_days_partition_the_period(covers, length):
    end = FIRST + timedelta(days=length)
    found = coverage.gaps(covers, HIGHLAND, LINK, FIRST, end)
    in_gaps = [
        gap.starts_on + timedelta(days=n) for gap in found for n in range((gap.ends_on - gap.starts_on).days + 1)
    ]
    period = [FIRST + timedelta(days=n) for n in range(length + 1)]
    assert in_gaps == [day for day in period if coverage.who_covers(covers, HIGHLAND, LINK, day) is None]
    assert all(later.starts_on - earlier.ends_on > ONE_DAY for earlier, later in zip(found, found[1:], strict=False))


def test_overlap_begins_on_a_shared_day():
    covers = [cover(1, FIRST, LAST)]
    assert coverage.overlaps(covers, cover(2, LAST)) == (covers[0],)
    assert coverage.overlaps(covers, cover(2, LAST + ONE_DAY)) == ()
    assert coverage.overlaps(covers, cover(2, FIRST - ONE_DAY, FIRST)) == (covers[0],)
    assert coverage.overlaps(covers, cover(2, FIRST - ONE_DAY, FIRST - ONE_DAY)) == ()
    assert coverage.overlaps(covers, cover(2, LAST, area=MORAY)) == ()


def test_a_gap_is_dated_from_the_day_after_the_last_cover():
    assert coverage.uncovered_since([cover(1, FIRST, LAST)], HIGHLAND, LINK, LAST + 9 * ONE_DAY) == LAST + ONE_DAY
    future = [cover(1, FIRST, LAST), cover(2, FIRST + 300 * ONE_DAY)]
    assert coverage.uncovered_since(future, HIGHLAND, LINK, LAST + 9 * ONE_DAY) == LAST + ONE_DAY
    assert coverage.uncovered_since([cover(1, FIRST, LAST)], HIGHLAND, LINK, LAST) is None
    assert coverage.uncovered_since([], HIGHLAND, LINK, LAST) is None


@pytest.mark.parametrize(("within", "found"), [(88, 0), (89, 1)])
def test_a_departure_shows_from_its_notice_on(within, found):
    assert len(coverage.departures_without_successor([cover(1, FIRST, LAST)], FIRST, within)) == found


def test_a_departure_with_a_successor_on_the_next_day_is_none_and_a_day_later_is_one():
    leaving = cover(1, FIRST, LAST)
    assert coverage.departures_without_successor([leaving, cover(2, LAST + ONE_DAY)], FIRST, 92) == ()
    late = coverage.departures_without_successor([leaving, cover(2, LAST + 2 * ONE_DAY)], FIRST, 92)
    assert late == (Departure(HIGHLAND, LINK, 1, LAST),)
    assert late[0].uncovered_from == LAST + ONE_DAY


def test_what_a_person_leaves_behind_says_who_follows_on_the_day_after():
    highland, moray, follows = cover(1, FIRST), cover(1, FIRST, area=MORAY), cover(2, LAST + ONE_DAY, area=MORAY)
    covers = [highland, moray, follows]
    assert coverage.left_by(covers, 1, LAST) == ((highland, None), (moray, 2))
    assert coverage.left_by(covers, 1, LAST - ONE_DAY) == ((highland, None), (moray, None))
    assert coverage.left_by(covers, 3, LAST) == ()


def test_what_was_to_begin_after_a_last_day_is_left_too_and_what_is_over_is_not():
    to_come, over = cover(2, LAST + ONE_DAY, area=MORAY), cover(2, FIRST, LAST - ONE_DAY)
    assert coverage.left_by([to_come, over], 2, LAST) == ((to_come, None),)
    ends_that_day = cover(1, FIRST, LAST)
    assert coverage.left_by([ends_that_day], 1, LAST) == ((ends_that_day, None),)


def test_workload_counts_each_area_once_by_role():
    covers = [cover(1, FIRST), cover(1, FIRST), cover(1, FIRST, area=MORAY), cover(2, FIRST, LAST, role=ADULT)]
    assert coverage.workload(covers, LAST)[1] == {LINK: 2, ADULT: 0, CoverRole.RELATIONSHIP_MANAGER_ELC: 0}
    assert coverage.workload(covers, LAST)[2][ADULT] == 1
    assert list(coverage.workload(covers, LAST + ONE_DAY)) == [1]
