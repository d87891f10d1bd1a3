"""Every chart says what it shows, keeps its scale, and draws nothing rather than something wrong."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.back_test import BARS, STRIP, raised_by_rule
from dashboard.charts.evaluations import evaluations_over_time
from dashboard.charts.footprint import footprint
from dashboard.charts.load import scrutiny_load
from dashboard.charts.marks import PAUSE_WORDS
from dashboard.charts.slips import slips
from dashboard.charts.timeline import area_timeline
from dashboard.charts.trend import month_end_trend
from data_models.vocabulary import DatePrecision

ON = date(2026, 11, 22)
EVALUATION_COLUMNS = ["when", "precision", "grade", "label", "inspection", "programme"]


def evaluation(when=date(2017, 5, 17), grade=2, precision=DatePrecision.DAY, inspection="IN-0003", **more):
    row = {"when": when, "precision": precision, "grade": grade, "label": "Leadership", "inspection": inspection}
    return row | {"programme": "Older people"} | more


def event(day, kind="Inspections", until=None, title="Report"):
    return {"date": day, "until": until, "kind": kind, "title": title}


def milestone(name, planned, actual=None):
    return {"milestone": name, "planned": planned, "actual": actual}


def action(number, days=0, times=0, is_open=True, original=date(2026, 3, 1)):
    due = original + timedelta(days=days)
    row = {"reference": f"AP-0001/{number:02}", "title": "Chronologies", "original": original, "due": due}
    return row | {"slips": times, "is_open": is_open}


def drawn(chart) -> dict[str, Any]:
    """The chart in Vega-Lite's words; building them checks them against its schema."""
    assert chart is not None
    spec: dict[str, Any] = chart.to_dict()
    return spec


def values(spec: dict[str, Any], field: str) -> list[Any]:
    """Everything the drawing holds under a field, over all its layers."""
    return [row[field] for rows in spec["datasets"].values() for row in rows if field in row]


def scales(part: Any, channel: str) -> list[dict[str, Any]]:
    """Every scale given for a channel, in any layer."""
    if isinstance(part, list):
        return [one for each in part for one in scales(each, channel)]
    if not isinstance(part, dict):
        return []
    here = part.get("encoding", {}).get(channel, {})
    return ([here["scale"]] if "scale" in here else []) + scales(part.get("layer", []), channel)


# --- all of them ---

EVERY = {
    "evaluations": lambda: evaluations_over_time(pd.DataFrame([evaluation()]), ON),
    "timeline": lambda: area_timeline(pd.DataFrame([event(date(2024, 1, 1))]), ON),
    "trend": lambda: month_end_trend(
        pd.DataFrame([{"month_end": date(2026, 9, 30), "open_follow_up": 3, "overdue_actions": 9}])
    ),
    "footprint": lambda: footprint(pd.DataFrame([milestone("On site", ON)]), ON),
    "slips": lambda: slips(pd.DataFrame([action(1)]), ON),
    "load": lambda: scrutiny_load(pd.DataFrame([{"area": "Moray", "quarter": "2026 Q4", "load": 2}])),
}
EMPTY = {
    "evaluations": lambda: evaluations_over_time(pd.DataFrame(columns=EVALUATION_COLUMNS), ON),
    "timeline": lambda: area_timeline(pd.DataFrame(columns=["date", "until", "kind", "title"]), ON),
    "trend": lambda: month_end_trend(pd.DataFrame(columns=["month_end", "open_follow_up", "overdue_actions"])),
    "footprint": lambda: footprint(pd.DataFrame(columns=["milestone", "planned", "actual"]), ON),
    "slips": lambda: slips(pd.DataFrame(columns=["reference", "title", "original", "due", "slips", "is_open"]), ON),
    "load": lambda: scrutiny_load(pd.DataFrame(columns=["area", "quarter", "load"])),
}


@pytest.mark.parametrize("name", EVERY)
def test_every_chart_is_described_and_drawn_as_lines_with_colours_of_the_style_sheet(name):
    spec = drawn(EVERY[name]())
    assert spec["description"].endswith(".")
    assert any(digit in spec["description"] for digit in "123456789")
    assert spec["usermeta"]["embedOptions"]["renderer"] == "svg"
    assert "#" not in str({key: part for key, part in spec.items() if key != "$schema"})
    assert "var(--" in str(spec["layer"])


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_takes_the_width_it_is_given_and_never_one_of_its_own(name):
    spec = drawn(EVERY[name]())
    assert "width" not in spec
    assert spec["autosize"] == {"type": "fit-x", "contains": "padding"}


@pytest.mark.parametrize("name", EMPTY)
def test_with_nothing_to_draw_there_is_no_chart(name):
    assert EMPTY[name]() is None


# --- evaluations ---


def test_the_six_point_scale_runs_from_one_to_six_whatever_was_found():
    spec = drawn(evaluations_over_time(pd.DataFrame([evaluation(grade=4), evaluation(grade=5)]), ON))
    own = [scale for scale in scales(spec, "y") if "domain" in scale]
    assert {tuple(scale["domain"]) for scale in own} == {(1, 6)}


def test_equal_grades_of_one_inspection_are_one_square_with_their_number():
    rows = [evaluation(label="Leadership"), evaluation(label="Outcomes"), evaluation(grade=3, label="Processes")]
    spec = drawn(evaluations_over_time(pd.DataFrame(rows), ON))
    assert {"×2", ""} == set(values(spec, "times"))
    assert "Leadership; Outcomes" in values(spec, "labels")
    assert "3 evaluations from 1 inspection, 2 of them weak or unsatisfactory" in spec["description"]


def test_a_total_counts_as_many_evaluations_as_it_stands_for():
    spec = drawn(evaluations_over_time(pd.DataFrame([evaluation(grade=2, count=4), evaluation(grade=3, count=1)]), ON))
    assert "5 evaluations from 1 inspection, 4 of them weak" in spec["description"]


@pytest.mark.parametrize(
    ("precision", "begins", "ends", "said"),
    [
        (DatePrecision.DAY, "2014-02-10", "2014-02-10", "10 Feb 2014"),
        (DatePrecision.MONTH, "2014-02-01", "2014-02-28", "February 2014"),
        (DatePrecision.YEAR, "2014-01-01", "2014-12-31", "2014"),
    ],
)
def test_a_date_is_drawn_as_exactly_as_it_is_known(precision, begins, ends, said):
    spec = drawn(evaluations_over_time(pd.DataFrame([evaluation(date(2014, 2, 10), precision=precision)]), ON))
    bars = values(spec, "begins"), values(spec, "ends"), values(spec, "known")
    assert {one[:10] for one in bars[0]} == {begins}
    assert {one[:10] for one in bars[1]} == {ends}
    assert set(bars[2]) == {said}


def test_an_evaluation_without_a_date_is_not_drawn_and_is_told_of():
    rows = [evaluation(), evaluation(None, precision=DatePrecision.UNKNOWN, inspection="IN-0009")]
    spec = drawn(evaluations_over_time(pd.DataFrame(rows), ON))
    assert "IN-0009" not in values(spec, "inspection")
    assert "1 evaluation without a known date is in the table only." in spec["description"]


def test_the_pause_is_shaded_only_where_the_years_shown_touch_it():
    old = drawn(evaluations_over_time(pd.DataFrame([evaluation()]), ON))
    new = drawn(evaluations_over_time(pd.DataFrame([evaluation(date(2025, 1, 1))]), ON))
    assert PAUSE_WORDS in values(old, "label")
    assert PAUSE_WORDS not in values(new, "label")


# --- the others ---


def test_the_timeline_keeps_its_lanes_in_order_and_draws_what_is_planned_as_planned():
    rows = [event(date(2024, 1, 1)), event(date(2027, 1, 1)), event(date(2019, 1, 1), "Follow-up", date(2020, 1, 1))]
    spec = drawn(area_timeline(pd.DataFrame(rows), ON))
    assert spec["description"] == "Timeline of 3 events from 1 Jan 2019 to 1 Jan 2027: Inspections 2, Follow-up 1."
    assert sorted(set(values(spec, "planned"))) == [False, True]
    assert "today" in values(spec, "label")


def test_both_lines_of_the_trend_start_at_zero_on_scales_of_their_own():
    months = [
        {"month_end": date(2026, 9, 30), "open_follow_up": 3, "overdue_actions": 9},
        {"month_end": date(2026, 10, 31), "open_follow_up": 5, "overdue_actions": 7},
    ]
    spec = drawn(month_end_trend(pd.DataFrame(months)))
    assert {tuple(scale["domain"]) for scale in scales(spec, "y")} == {(0, 5), (0, 9)}
    tops = {tuple(scale["range"]) for scale in scales(spec, "y")}
    assert len(tops) == 2, "the two drawings must not lie on each other"
    assert spec["resolve"]["scale"]["y"] == "independent"
    assert "open follow-up from 3 to 5; overdue actions from 9 to 7" in spec["description"]


def test_a_trend_of_noughts_still_has_a_scale():
    spec = drawn(
        month_end_trend(pd.DataFrame([{"month_end": date(2026, 9, 30), "open_follow_up": 0, "overdue_actions": 0}]))
    )
    assert {tuple(scale["domain"]) for scale in scales(spec, "y")} == {(0, 1)}


def test_a_milestone_says_how_late_or_early_it_was_and_one_that_waits_says_so():
    rows = [
        milestone("Notification", date(2026, 7, 6), date(2026, 7, 9)),
        milestone("Briefing", date(2026, 7, 20), date(2026, 7, 19)),
        milestone("On site", date(2026, 11, 9)),
        milestone("Publication", date(2026, 12, 7)),
        milestone("Feedback", None, date(2026, 8, 1)),
        milestone("Other", None),
    ]
    spec = drawn(footprint(pd.DataFrame(rows), ON))
    assert set(values(spec, "told")) == {
        "9 Jul 2026, 3 days late",
        "19 Jul 2026, 1 day early",
        "planned 9 Nov 2026, 13 days overdue",
        "planned 7 Dec 2026",
        "1 Aug 2026, not planned",
    }
    assert "5 milestones, 3 reached, 1 overdue" in spec["description"]


def test_slips_say_how_often_and_how_far_and_only_open_actions_are_late():
    spec = drawn(slips(pd.DataFrame([action(1, 45, 2), action(2, is_open=False), action(3, 400, 1)]), ON))
    assert "AP-0001/01: 2 moves, 6 weeks later. Chronologies" in values(spec, "name")
    assert "AP-0001/02: not moved. Chronologies" in values(spec, "name")
    late = {row["reference"]: row["late"] for rows in spec["datasets"].values() for row in rows if "late" in row}
    assert late == {"AP-0001/01": True, "AP-0001/02": False, "AP-0001/03": False}
    assert "3 actions: 2 later than first promised, the furthest by 13 months; 1 open and past" in spec["description"]


def test_a_quarter_without_scrutiny_is_a_cell_with_nought():
    rows = [{"area": "Moray", "quarter": "2026 Q3", "load": 2}, {"area": "Fife", "quarter": "2026 Q4", "load": 1}]
    spec = drawn(scrutiny_load(pd.DataFrame(rows)))
    assert sorted(values(spec, "load")) == [0, 0, 1, 2]
    assert "2 areas over 2 quarters: 3 in all; most in Moray, 2026 Q3: 2." in spec["description"]


# --- the back-test of the rules ---


def raised(*numbers: int, rule: str = "No contact", first: date = date(2026, 1, 31)) -> list[dict[str, Any]]:
    ends = [(pd.Timestamp(first) + pd.offsets.MonthEnd(place)).date() for place in range(len(numbers))]
    return [{"rule": rule, "month_end": end, "raised": number} for end, number in zip(ends, numbers, strict=True)]


def test_equal_numbers_are_equally_tall_in_every_strip_and_the_most_fills_its_own():
    spec = drawn(raised_by_rule(pd.DataFrame([*raised(0, 2), *raised(4, 2, rule="No cover")])))
    rows = [row for rows in spec["datasets"].values() for row in rows if "month" in row]
    tall = {(row["rule"], row["month"]): row["base"] - row["top"] for row in rows}
    assert tall["No contact", "2026 Feb"] == tall["No cover", "2026 Feb"] == BARS / 2
    assert (tall["No cover", "2026 Jan"], tall["No contact", "2026 Jan"]) == (BARS, 0)
    assert spec["height"] == 2 * STRIP
    assert all(0 <= row["top"] <= row["base"] <= spec["height"] for row in rows)


def test_the_back_test_says_how_many_each_rule_would_have_raised():
    says = drawn(raised_by_rule(pd.DataFrame([*raised(0, 2), *raised(4, 2, rule="No cover")])))["description"]
    assert says == ("Flags that each rule would have raised from 31 Jan 2026 to 28 Feb 2026: no contact 2; no cover 6.")


def test_without_a_month_there_is_no_back_test_to_draw():
    assert raised_by_rule(pd.DataFrame(columns=["rule", "month_end", "raised"])) is None
