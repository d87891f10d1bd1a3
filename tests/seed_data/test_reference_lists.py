"""The reference lists agree with themselves, with each other and with the reader of published files."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from data_models.rules.published_words import PROGRAMMES, plain_name
from data_models.vocabulary import DatePrecision, MilestoneKind, PartnershipKind, Scale
from seed_data import reference_lists as reference


def test_there_are_32_areas_on_32_tiles_with_32_codes():
    listed = reference.areas()
    for field in ("gss_code", "short_name", "official_name", "tile_code", "tile_label"):
        assert len({getattr(area, field) for area in listed}) == 32
    assert len({(area.tile_row, area.tile_col) for area in listed}) == 32


def test_the_populations_of_mid_2022_add_up_to_scotland():
    listed = reference.areas()
    assert {area.population_year for area in listed} == {2022}
    assert sum(area.population for area in listed) == 5_447_700


def test_dundee_has_its_own_code_and_east_ayrshire_another():
    names = reference.area_names()
    assert (names["dundee city"], names["east ayrshire"]) == ("S12000042", "S12000008")


def test_no_name_means_two_areas():
    said: dict[str, set[str]] = {}
    for area in reference.areas():
        for name in (area.short_name, area.official_name):
            said.setdefault(plain_name(name), set()).add(area.gss_code)
    for alias in reference.area_aliases():
        said.setdefault(plain_name(alias.alias), set()).add(alias.gss_code)
    assert [name for name, codes in said.items() if len(codes) > 1] == []


def test_31_health_and_social_care_partnerships_cover_the_32_areas_once():
    hscps = [p for p in reference.partnerships() if p.kind is PartnershipKind.HEALTH_AND_SOCIAL_CARE]
    assert len(hscps) == len({p.official_code for p in hscps}) == 31
    assert Counter(code for p in hscps for code in p.gss_codes) == Counter(a.gss_code for a in reference.areas())
    assert [p.name for p in hscps if len(p.gss_codes) == 2] == [
        "Clackmannanshire and Stirling Health and Social Care Partnership"
    ]


def test_every_programme_that_published_files_name_is_listed_with_the_same_strand_and_scale():
    listed = {programme.code: programme for programme in reference.programmes()}
    for read in PROGRAMMES.values():
        programme = listed[read.code]
        assert programme.strand is read.strand
        assert programme.evaluates is not read.takes_part
        if not read.is_review:
            assert (programme.scale, programme.scrutiny_type) == (read.scale, read.scrutiny_type)


def test_every_list_speaks_of_programmes_and_areas_that_exist():
    codes = {programme.code for programme in reference.programmes()}
    areas = {area.gss_code for area in reference.areas()}
    named: list[Any] = [*reference.indicators(), *reference.footprints(), *reference.programme_milestones()]
    placed: list[Any] = [*reference.participations(), *reference.self_evaluations()]
    assert {row.programme for row in [*named, *placed]} <= codes
    assert {row.gss_code for row in placed} <= areas
    assert {row.programme for row in reference.contradictions()} <= codes
    assert {row.gss_code for row in reference.contradictions()} <= areas | {""}


def test_findings_that_are_not_told_per_area_are_marked_so():
    hidden = {p.code for p in reference.programmes() if not p.attributes_findings}
    assert {"jsw-self-evaluation-2024", "thematic-care-experienced"} <= hidden
    assert all(not p.evaluates for p in reference.programmes() if p.code in hidden)


def test_an_indicator_has_the_scale_of_its_programme_or_is_voluntary_or_of_a_self_evaluation():
    scale = {p.code: p.scale for p in reference.programmes()}
    for one in reference.indicators():
        assert one.scale is scale[one.programme] or (one.voluntary and one.scale is Scale.NONE)


def test_indicators_have_one_name_and_place_each_within_their_programme():
    listed = reference.indicators()
    assert len({(one.programme, plain_name(one.name)) for one in listed}) == len(listed)
    assert len({(one.programme, one.position) for one in listed}) == len(listed)


@pytest.mark.parametrize(
    "programme", ["cso-at-home", "children-at-risk-of-harm", "asp-phase-1", "children-in-need-2018-20"]
)
def test_a_footprint_runs_from_notification_in_week_one_to_publication_in_the_published_week(programme):
    steps = [step for step in reference.footprints() if step.programme == programme]
    weeks = next(p.weeks_to_publication for p in reference.programmes() if p.code == programme)
    assert steps[0].kind is MilestoneKind.NOTIFICATION
    assert steps[0].week_from == 1
    assert [s.week_to for s in steps if s.kind is MilestoneKind.PUBLICATION] == [weeks]
    assert all(step.week_from <= step.week_to for step in steps)
    assert [step.week_from for step in steps] == sorted(step.week_from for step in steps)


def test_only_the_footprint_of_supervision_orders_is_published_whole():
    whole = {step.programme for step in reference.footprints() if not step.source.startswith("generic")}
    assert whole == {"cso-at-home"}


def test_planned_and_actual_dates_of_national_reviews_are_apart_and_the_misprint_is_noted():
    listed = {(one.programme, one.kind): one for one in reference.programme_milestones()}
    validation = listed["jsw-self-evaluation-2024", MilestoneKind.VALIDATION]
    report = listed["jsw-self-evaluation-2024", MilestoneKind.PUBLICATION]
    assert validation.planned_from.day == date(2025, 1, 20)
    assert "2024" in validation.note
    assert (report.planned_from.day, report.planned_from.precision) == (date(2025, 5, 1), DatePrecision.MONTH)
    assert (report.actual_from.day, report.actual_from.precision) == (date(2025, 6, 10), DatePrecision.DAY)


def test_a_date_known_to_the_month_is_stored_as_its_first_day():
    dates = [
        d for m in reference.programme_milestones() for d in (m.planned_from, m.planned_to, m.actual_from, m.actual_to)
    ]
    dates += [d for p in reference.programmes() for d in (p.starts, p.ends)]
    for one in dates:
        assert (one.day is None) == (one.precision is DatePrecision.UNKNOWN)
        if one.day and one.precision is not DatePrecision.DAY:
            assert one.day.day == 1


def test_the_four_areas_of_each_thematic_review_took_part_and_all_32_were_asked():
    parts = Counter((one.programme, one.phase) for one in reference.participations())
    assert parts["thematic-disabled-children", "volunteer area"] == 4
    assert parts["thematic-care-experienced", "phase two area"] == 4
    assert parts["governance-2024", "national review"] == 32


def test_every_contradiction_has_two_statements_and_two_sources():
    for one in reference.contradictions():
        assert one.statement_a != one.statement_b
        assert all((one.statement_a, one.source_a, one.statement_b, one.source_b))


# --- bank holidays ---

HOLIDAYS = reference.bank_holidays()


def test_bank_holidays_are_working_days_and_none_is_listed_twice():
    days = [holiday.day for holiday in HOLIDAYS]
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("year", "count"),
    [(2020, 9), (2021, 9), (2022, 11), (2023, 10), (2024, 9), (2025, 9), (2026, 10), (2027, 9), (2028, 9)],
)
def test_each_year_has_nine_bank_holidays_and_its_own_exceptions(year, count):
    assert len([holiday for holiday in HOLIDAYS if holiday.day.year == year]) == count


def test_every_day_of_the_rule_has_its_holiday_and_a_weekend_its_substitute():
    days = {holiday.day: holiday for holiday in HOLIDAYS}
    for year in range(2020, 2029):
        for month, day in ((1, 1), (1, 2), (11, 30), (12, 25), (12, 26)):
            fixed = date(year, month, day)
            assert (fixed in days) == (fixed.weekday() < 5)
            if fixed.weekday() >= 5:
                following = [days.get(fixed + timedelta(n)) for n in range(1, 4)]
                assert any(one is not None and one.substitute for one in following)


@pytest.mark.parametrize(
    "day",
    ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2026-06-15", "2024-12-02", "2021-12-28",
     "2022-01-04", "2025-04-18"],
)  # fmt: skip
def test_moved_and_single_holidays_are_listed(day):
    assert date.fromisoformat(day) in {holiday.day for holiday in HOLIDAYS}


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2025-04-21", "2026-04-06"])
def test_days_that_are_no_holiday_in_scotland_are_not_listed(day):
    assert date.fromisoformat(day) not in {holiday.day for holiday in HOLIDAYS}
