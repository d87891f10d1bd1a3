"""Stages, footprints, teams and record reading."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import inspections
from data_models.rules.inspections import FootprintStep, Holiday, PlannedMilestone, TeamSize
from data_models.rules.settings import Thresholds
from data_models.vocabulary import MilestoneKind, PublicationState, Stage

DEFAULTS = Thresholds()
MONDAY = date(2026, 3, 2)
EASTER = Holiday(date(2026, 4, 3), date(2026, 4, 17))


def test_every_stage_is_mapped():
    assert set(inspections.STAGE_MOVES) == set(Stage) == set(inspections.PUBLICATION_OF)


@pytest.mark.parametrize("ended", [Stage.PUBLISHED, Stage.CANCELLED])
def test_nothing_leaves_an_end(ended):
    assert not any(inspections.may_become(ended, one) for one in Stage)


@pytest.mark.parametrize("stage", Stage)
def test_embargo_and_publication_need_an_analysis_and_cancelling_needs_only_that_it_has_not_ended(stage):
    analysed = stage in (Stage.ANALYSIS, Stage.PANEL, Stage.ACCURACY_CHECK, Stage.EMBARGOED)
    assert inspections.may_become(stage, Stage.PUBLISHED) is analysed
    assert inspections.may_become(stage, Stage.EMBARGOED) is (analysed and stage is not Stage.EMBARGOED)
    assert inspections.may_become(stage, Stage.CANCELLED) is (stage not in (Stage.PUBLISHED, Stage.CANCELLED))


def test_stages_go_onward_and_one_step_back():
    assert inspections.may_become(Stage.NOTIFIED, Stage.FIELDWORK)
    assert inspections.may_become(Stage.FIELDWORK, Stage.SCOPING)
    assert not inspections.may_become(Stage.FIELDWORK, Stage.NOTIFIED)
    assert not any(inspections.may_become(stage, stage) for stage in Stage)


def test_only_an_embargoed_report_is_embargoed_and_only_a_published_one_published():
    by_state = {state: [s for s in Stage if inspections.PUBLICATION_OF[s] is state] for state in PublicationState}
    assert by_state[PublicationState.EMBARGOED] == [Stage.EMBARGOED]
    assert by_state[PublicationState.PUBLISHED] == [Stage.PUBLISHED]


def test_an_inspection_is_under_way_from_notification_to_its_end():
    assert [s for s in Stage if not inspections.is_under_way(s)] == [Stage.PLANNED, Stage.PUBLISHED, Stage.CANCELLED]


def test_weeks_are_counted_from_one_and_a_span_ends_on_its_last_day():
    steps = [FootprintStep(MilestoneKind.NOTIFICATION, 1), FootprintStep(MilestoneKind.STAFF_SURVEY, 4, 7)]
    assert inspections.footprint(MONDAY, steps) == (
        PlannedMilestone(MilestoneKind.NOTIFICATION, MONDAY, None),
        PlannedMilestone(MilestoneKind.STAFF_SURVEY, date(2026, 3, 23), date(2026, 4, 19)),
    )
    assert inspections.footprint(MONDAY, []) == ()


def test_weeks_that_are_mostly_school_holiday_are_not_counted():
    weeks = inspections.counted_weeks(MONDAY, 7, [EASTER])
    assert weeks[4:] == (date(2026, 3, 30), date(2026, 4, 20), date(2026, 4, 27))


@pytest.mark.parametrize(("days", "second_week"), [(2, date(2026, 3, 9)), (3, date(2026, 3, 16))])
def test_a_week_is_left_out_from_three_holidays_on(days, second_week):
    closed = Holiday(date(2026, 3, 9), date(2026, 3, 8) + timedelta(days=days))
    assert inspections.counted_weeks(MONDAY, 2, [closed])[1] == second_week


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 40), st.integers(0, 60), st.integers(0, 60))
def test_holidays_only_ever_delay_and_keep_the_weekday(start, number, offset, length):
    first = start + timedelta(days=offset)
    holiday = Holiday(first, first + timedelta(days=length))
    plain, delayed = inspections.counted_weeks(start, number, []), inspections.counted_weeks(start, number, [holiday])
    assert len(delayed) == number
    assert all(with_it >= without for with_it, without in zip(delayed, plain, strict=True))
    assert {day.weekday() for day in delayed} == {start.weekday()}


@pytest.mark.parametrize(
    ("people", "size"), [(5, TeamSize.SMALL), (6, TeamSize.USUAL), (10, TeamSize.USUAL), (11, TeamSize.LARGE)]
)
def test_a_core_team_has_six_to_ten_people(people, size):
    assert inspections.team_size(people, DEFAULTS) is size


@pytest.mark.parametrize(("read", "twice", "missing"), [(0, 0, 0), (60, 6, 0), (60, 5, 1), (61, 6, 1), (60, 9, 0)])
def test_a_share_of_records_is_read_twice(read, twice, missing):
    assert inspections.double_reads_missing(read, twice, DEFAULTS) == missing
