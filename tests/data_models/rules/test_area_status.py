"""The status of an area with its reasons, on both sides of every threshold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import area_status
from data_models.rules.area_status import AreaStanding, Reason, StatusRule, ranked, status_of
from data_models.rules.matters import Matter
from data_models.rules.settings import Thresholds
from data_models.vocabulary import AreaStatus, CoverRole, ImpactLevel, MatterKind, RiskDescriptor

ON = date(2026, 3, 3)
YESTERDAY, TOMORROW = ON - timedelta(days=1), ON + timedelta(days=1)
RED, AMBER, GREEN, GREY = AreaStatus.RED, AreaStatus.AMBER, AreaStatus.GREEN, AreaStatus.GREY


def matter(kind, due_on=None, record_id=1, **changes):
    return Matter(kind, "S12000017", f"M-{record_id:04}", "Something", record_id, due_on=due_on, **changes)


def flag(descriptor, impact=ImpactLevel.LOW, due_on=None, kind=MatterKind.FLAG_OPEN, record_id=1, **changes):
    return matter(kind, due_on, record_id, descriptor=descriptor, impact=impact, **changes)


def asked(*matters, has_data=True):
    status, reasons = status_of(matters, Thresholds(), ON, has_data=has_data)
    return status, [reason.rule for reason in reasons]


def test_every_rule_and_status_is_mapped():
    assert set(area_status.SEVERITY) == set(StatusRule) == set(area_status.HOLDS)
    assert set(area_status.RANK) == set(AreaStatus)
    assert set(area_status.IS_CONCERN) == set(RiskDescriptor)


def test_nothing_owed_is_green_and_nothing_known_is_grey():
    assert asked() == (GREEN, [])
    assert asked(has_data=False) == (GREY, [])


def test_open_monitoring_is_red_before_its_review_is_due():
    assert asked(matter(MatterKind.MONITORING_REVIEW, TOMORROW)) == (RED, [StatusRule.MONITORING_OPEN])
    assert asked(matter(MatterKind.MONITORING_PROPOSED, YESTERDAY)) == (GREEN, [])


def test_an_open_follow_up_is_amber_to_the_last_day_of_its_window_and_red_after():
    assert asked(matter(MatterKind.FOLLOW_UP_DUE, ON)) == (AMBER, [StatusRule.FOLLOW_UP_OPEN])
    past = [StatusRule.FOLLOW_UP_PAST_DUE, StatusRule.FOLLOW_UP_OPEN]
    assert asked(matter(MatterKind.FOLLOW_UP_DUE, YESTERDAY)) == (RED, past)
    assert asked(matter(MatterKind.FOLLOW_UP_DUE, None)) == (AMBER, [StatusRule.FOLLOW_UP_OPEN])


def test_a_decision_owed_is_amber_however_late():
    assert asked(matter(MatterKind.DECISION_OWED, date(2025, 1, 1))) == (AMBER, [StatusRule.FOLLOW_UP_OPEN])


@pytest.mark.parametrize("descriptor", RiskDescriptor)
@pytest.mark.parametrize("impact", [*ImpactLevel, None])
def test_only_a_concern_of_high_impact_makes_an_area_red(descriptor, impact):
    is_red = impact is ImpactLevel.HIGH and descriptor in (RiskDescriptor.CONCERN, RiskDescriptor.SIGNIFICANT_CONCERN)
    assert asked(flag(descriptor, impact))[0] is (RED if is_red else GREEN)


def test_a_muted_flag_counts_like_any_other():
    assert asked(flag(RiskDescriptor.CONCERN, ImpactLevel.HIGH, is_muted=True))[0] is RED


def test_an_uncertainty_is_amber_from_the_day_after_its_review():
    assert asked(flag(RiskDescriptor.UNCERTAINTY, due_on=ON))[0] is GREEN
    assert asked(flag(RiskDescriptor.UNCERTAINTY, due_on=YESTERDAY)) == (AMBER, [StatusRule.UNCERTAINTY_PAST_REVIEW])
    assert asked(flag(RiskDescriptor.CONCERN, due_on=YESTERDAY))[0] is GREEN


def test_a_flag_that_is_open_and_due_for_review_is_one_flag():
    twice = [flag(RiskDescriptor.UNCERTAINTY, due_on=YESTERDAY, kind=kind) for kind in area_status.FLAG_KINDS]
    _, (reason,) = status_of(twice, Thresholds(), ON)
    assert reason.count == 1


def test_a_plan_is_amber_from_the_day_after_it_was_due():
    assert asked(matter(MatterKind.PLAN_DUE, ON))[0] is GREEN
    assert asked(matter(MatterKind.PLAN_DUE, YESTERDAY)) == (AMBER, [StatusRule.PLAN_OVERDUE])


def test_an_action_is_amber_when_more_than_thirty_days_overdue():
    assert asked(matter(MatterKind.ACTION_DUE, ON - timedelta(days=30)))[0] is GREEN
    assert asked(matter(MatterKind.ACTION_DUE, ON - timedelta(days=31))) == (AMBER, [StatusRule.ACTIONS_OVERDUE])


def test_a_changed_threshold_changes_the_status():
    late = [matter(MatterKind.ACTION_DUE, ON - timedelta(days=31))]
    changed = Thresholds.from_overrides({"action_overdue_amber_days": "31"})
    assert status_of(late, changed, ON)[0] is GREEN


@pytest.mark.parametrize("role", CoverRole)
def test_a_missing_role_is_amber_today_and_not_before_its_first_uncovered_day(role):
    assert asked(matter(MatterKind.COVER_GAP, since=ON, role=role)) == (AMBER, [StatusRule.NO_COVER])
    assert asked(matter(MatterKind.COVER_GAP, since=TOMORROW, role=role))[0] is GREEN


def test_a_gap_that_never_had_a_beginning_is_amber_but_not_when_nothing_is_known():
    gap = matter(MatterKind.COVER_GAP, role=CoverRole.LINK_INSPECTOR)
    assert asked(gap)[0] is AMBER
    assert asked(gap, has_data=False) == (GREY, [])


def test_something_owed_is_never_grey():
    assert asked(matter(MatterKind.PLAN_DUE, YESTERDAY), has_data=False)[0] is AMBER


@pytest.mark.parametrize(
    "kind",
    [
        MatterKind.INTENTION_MISSING,
        MatterKind.NO_FOLLOW_UP_REVIEW,
        MatterKind.PLAN_TO_JUDGE,
        MatterKind.CLAIM_TO_VERIFY,
        MatterKind.CONTACT_DUE,
        MatterKind.PURPOSE_UNTOUCHED,
        MatterKind.MILESTONE_DUE,
        MatterKind.REVIEW_REPORT_DUE,
        MatterKind.REVIEW_FEEDBACK_DUE,
    ],
)
def test_our_own_overdue_work_does_not_colour_an_area(kind):
    assert asked(matter(kind, date(2024, 1, 1)))[0] is GREEN


def test_a_reason_counts_its_matters_and_names_the_longest_overdue():
    late = [matter(MatterKind.ACTION_DUE, ON - timedelta(days=40 + n), record_id=n) for n in range(3)]
    _, (reason,) = status_of(late, Thresholds(), ON)
    assert (reason.count, reason.worst_days, reason.references) == (3, 42, ("M-0002", "M-0001", "M-0000"))


def test_three_missing_roles_are_three_even_under_one_reference():
    gaps = [matter(MatterKind.COVER_GAP, since=ON - timedelta(days=9), role=role) for role in CoverRole]
    _, (reason,) = status_of(gaps, Thresholds(), ON)
    assert (reason.count, reason.worst_days) == (3, 9)


matters = st.builds(
    matter,
    st.sampled_from(MatterKind),
    st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    st.integers(1, 3),
    descriptor=st.none() | st.sampled_from(RiskDescriptor),
    impact=st.none() | st.sampled_from(ImpactLevel),
)


@given(st.lists(matters, max_size=6), matters)
def test_one_more_matter_never_improves_a_status(some, another):
    before, _ = status_of(some, Thresholds(), ON)
    after, reasons = status_of([*some, another], Thresholds(), ON)
    assert area_status.RANK[after] <= area_status.RANK[before]
    assert (after is GREEN) == (not reasons)


@given(st.lists(matters, max_size=6), st.randoms())
def test_the_order_of_matters_changes_no_status(some, random):
    shuffled = list(some)
    random.shuffle(shuffled)
    rules = [[one.rule for one in status_of(rows, Thresholds(), ON)[1]] for rows in (some, shuffled)]
    assert rules[0] == rules[1]


def standing(code, status, worst_days=0):
    reason = Reason(StatusRule.PLAN_OVERDUE, AMBER, 1, worst_days, ())
    return AreaStanding(code, status, (reason,) if status in (RED, AMBER) else ())


def test_areas_are_ranked_red_first_and_then_by_the_longest_overdue():
    areas = [
        standing("a", GREEN),
        standing("b", GREY),
        standing("c", AMBER, 200),
        standing("d", RED, 1),
        standing("f", RED, 9),
        standing("e", RED, 9),
    ]
    assert [one.area_code for one in ranked(areas)] == ["e", "f", "d", "c", "a", "b"]
