"""Facts from rows: what is refused, what belongs together, and every row of the shipped record as checked by hand."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_models.rules.published_facts import InspectionFacts
from data_models.rules.published_file import COLUMNS, ReadFile, VerbatimRow, read_published_rows
from data_models.rules.published_parts import ParticipationFacts
from data_models.rules.published_record import TypedFile, typed_facts
from data_models.rules.published_words import PROGRAMMES, known_text
from data_models.vocabulary import AspStatement, Grade, Scale, Standing
from seed_data.reference_lists import area_names, areas

ON = date(2026, 3, 3)
SHIPPED = Path(__file__).parents[3] / "seed_data" / "published" / "published_inspections.csv"
NAMES = area_names()
CHILDREN = "joint inspection: children and young people (2012-17)"

# row | programme | area tiles | date | what the row states; "3 weak (3)" is a total with its unnamed remainder, and "!"
# marks words that suggest weakness without an evaluation.
EVERY_ROW = """
2 | asp-phase-1 | IVC | 2021-06-08 | missing
3 | asp-phase-1 | EAY | undated | missing
4 | asp-phase-1 | SAY | undated | important_weakness, important_weakness
5 | asp-phase-1 | ABE | 2022-06-21 | effective
6 | asp-phase-1 | ABE | 2022-06-21 | very_effective
7 | asp-phase-1 | MRY | undated | missing
8 | asp-phase-1 | PKN | undated | effective
9 | asp-phase-1 | PKN | undated | very_effective
10 | asp-phase-1 | GLG | undated | missing
11 | asp-phase-1 | SCB | undated | missing
12 | asp-phase-1 | SCB | undated | missing
13 | asp-phase-1 | SLK | undated | missing
14 | asp-phase-1 | ELS | 2023-03-24 | important_weakness, important_weakness
15 | asp-phase-1 | ZET | 2023-03 | effective, effective
16 | asp-phase-1 | ERW | undated | very_effective
17 | asp-phase-1 | ERW | undated | effective
18 | asp-phase-1 | ELN | undated | missing
19 | asp-phase-1 | EDH | undated | missing
20 | asp-phase-2-year-1 | DND | undated | missing
21 | asp-phase-2-year-1 | EDU | 2024 | effective, effective
22 | asp-phase-2-year-1 | ABD | undated | effective
23 | asp-phase-2-year-1 | HLD | undated | effective, effective
24 | asp-phase-2-year-1 | MLN | undated | missing
25 | asp-phase-2-year-1 | NAY | undated | missing
26 | asp-phase-2-year-2 review | SAY | undated | missing
27 | asp-phase-2-year-2 review | MRY | undated | significant
28 | asp-phase-2-year-2 review | EDH | 2024 | some
29 | asp-phase-2-year-2 review | EDH | 2024 | significant
30 | asp-phase-2-year-2 review | EDH | 2024 | significant
31 | asp-phase-2-year-2 review | EDH | 2024 | significant
32 | asp-phase-2-year-2 review | EDH | 2024 | significant
33 | asp-phase-2-year-2 review | EDH | 2024 | minimal
34 | asp-phase-2-year-2 review | ELS | undated | significant
35 | asp-2017-18 | MLN | 2018-07 | very_good
36 | asp-2017-18 | MLN | 2018-07 | good
37 | asp-2017-18 | MLN | 2018-07 | good
38 | asp-2017-18 | NAY | 2018-07 |
39 | asp-2017-18 | HLD | 2018-07 |
40 | asp-2017-18 | DND | 2018-07 |
41 | asp-2017-18 | ABD | 2018-07 |
42 | asp-2017-18 | EDU | 2018-07 |
43 | children-at-risk-of-harm | DND | 2022-01-11 | good
44 | children-at-risk-of-harm interim | WDU | 2022-05 | missing!
45 | children-at-risk-of-harm | HLD | undated | missing
46 | children-at-risk-of-harm | ABD | 2023-01-24 | very_good
47 | children-at-risk-of-harm | EDU | 2023-04-18 | good
48 | children-at-risk-of-harm | MRY | undated | adequate
49 | children-at-risk-of-harm | ELN | 2024-05-07 | very_good
50 | cso-at-home | ELS | undated | missing!
51 | children-in-need-2018-20 | ORK | 2020-02 | missing!
52 | children-and-young-people review 1 | ORK | undated | missing
53 | children-and-young-people review 2 | ORK | undated | missing
54 | children-in-need-2018-20 | AGB | undated | missing
55 | children-2012-17 | DGY | 2014-04 | unsatisfactory
56 | children-2012-17 | DGY | 2014-04 | 3 weak (3)
57 | children-and-young-people review 1 | DGY | 2015-04 | missing
58 | children-and-young-people review 2 | DGY | undated | missing
59 | children-2012-17 | SAY | 2016-10-04 | good
60 | children-2012-17 | SAY | 2016-10-04 | good
61 | children-2012-17 | SAY | 2016-10-04 | good
62 | children-2012-17 | SAY | 2016-10-04 | weak
63 | children-2012-17 | SAY | 2016-10-04 | weak
64 | children-2012-17 | SAY | 2016-10-04 | 4 adequate (4)
65 | children-and-young-people review | SAY | undated | missing
66 | children-2012-17 | MRY | 2017-02-16 | missing!
67 | children-and-young-people review 1 | MRY | undated | some
68 | children-and-young-people review 2 | MRY | 2019 | missing
69 | children-2012-17 | WDU | 2017-02-28 | good
70 | children-2012-17 | WDU | 2017-02-28 | very_good
71 | children-2012-17 | WDU | 2017-02-28 | 3 very_good (2), 4 good (3), 2 adequate (2)
72 | children-2012-17 | ABE | undated | 6 good (6), 3 adequate (3)
73 | children-2012-17 | PKN | undated | missing
74 | children-2012-17 | DND | 2016-03-08 |
75 | children-2012-17 | AGB | 2013-09-18 | very_good
76 | children-2012-17 | EDH | undated | missing
77 | older-people-2013-17 | EDH | 2017-05 | unsatisfactory
78 | older-people-2013-17 | EDH | 2017-05 | 4 adequate (4), 4 weak (4), 1 unsatisfactory (0)
79 | older-people-2013-17 review | EDH | 2018-12 | missing
80 | older-people-2013-17 | SCB | 2017-09-28 | adequate
81 | older-people-2013-17 | SCB | 2017-09-28 | adequate
82 | older-people-2013-17 | SCB | 2017-09-28 | adequate
83 | older-people-2013-17 | SCB | 2017-09-28 | good
84 | older-people-2013-17 | SCB | 2017-09-28 | weak
85 | older-people-2013-17 | SCB | 2017-09-28 | weak
86 | older-people-2013-17 | SCB | 2017-09-28 | adequate
87 | older-people-2013-17 | SCB | 2017-09-28 | adequate
88 | older-people-2013-17 | SCB | 2017-09-28 | weak
89 | adults-strategic-planning | NLK | undated | good
90 | adults-strategic-planning | NLK | undated | adequate
91 | adults-integration | HLD | undated | missing
92 | jsw-community-payback-orders | SCB | undated | missing
93 | jsw-community-payback-orders | WDU | 2019-08 | missing!
94 | jsw-community-payback-orders | ABE | 2021-02 | missing
95 | jsw-community-payback-orders | IVC | undated | missing
96 | jsw-community-payback-orders | DGY | undated | missing
97 | community-justice-self-evaluation | NLK | undated | part: participated
98 | community-justice-self-evaluation | CLK | undated | part: participated
99 | community-justice-self-evaluation | NAY SAY EAY | undated | part: participated
100 | community-justice-self-evaluation | NAY SAY EAY | undated | part: participated
101 | community-justice-self-evaluation | NAY SAY EAY | undated | part: participated
102 | community-justice-self-evaluation | ZET | undated | part: participated
103 | community-justice-self-evaluation | ELN | undated | part: participated
104 | thematic-disabled-children | ABE | undated | part: volunteer area
105 | thematic-disabled-children | DND | undated | part: volunteer area
106 | thematic-disabled-children | DGY | undated | part: volunteer area
107 | thematic-disabled-children | ELS | undated | part: volunteer area
108 | thematic-care-experienced | ZET | 2024-11-05 | part: phase two area
109 | thematic-care-experienced | EDH | 2024-11-05 | part: phase two area
110 | thematic-care-experienced | DGY | 2024-11-05 | part: phase two area
111 | thematic-care-experienced | NLK | 2024-11-05 | part: phase two area
"""


def row(number: int = 2, **cells: str) -> VerbatimRow:
    given = {
        "area": "Moray",
        "partnership_name": "",
        "programme": CHILDREN,
        "published_date": "2017-02-16",
        "indicator": "Impact on families",
        "grade_or_statement": "good",
        "follow_up_stated": "",
        "source_url": "https://example.org",
    } | cells
    return VerbatimRow(number, **given)


def facts(*rows: VerbatimRow) -> TypedFile:
    return typed_facts(ReadFile("utf-8", rows, ()), NAMES, ON)


def reports(*cells: dict[str, str]) -> tuple[InspectionFacts, ...]:
    found = facts(*(row(number, **one) for number, one in enumerate(cells, 2)))
    assert found.refusals == ()
    return found.inspections


def rows_taken(read: TypedFile) -> list[int]:
    return [n for one in read.inspections for n in one.rows] + [n for one in read.participations for n in one.rows]


def only_reason(*rows: VerbatimRow) -> str:
    refusals = facts(*rows).refusals
    assert len(refusals) == 1
    return refusals[0].reason


# --- the shipped record ---


@pytest.fixture(scope="module")
def shipped() -> TypedFile:
    return typed_facts(read_published_rows(SHIPPED.read_bytes()), NAMES, ON)


def test_every_row_of_the_shipped_record_is_taken_and_none_is_refused(shipped):
    assert shipped.refusals == ()
    assert sorted(rows_taken(shipped)) == list(range(2, 112))


def test_every_row_of_the_shipped_record_means_what_was_checked_by_hand(shipped):
    assert as_written(shipped) == EVERY_ROW.strip().splitlines()


def as_written(read: TypedFile) -> list[str]:
    tile = {area.gss_code: area.tile_code for area in areas()}
    lines: dict[int, tuple[str, list[str]]] = {}
    everything: list[InspectionFacts | ParticipationFacts] = [*read.inspections, *read.participations]
    for one in everything:
        kind = f"review {one.programme.review_number or ''}" if one.programme.is_review else ""
        name = f"{one.programme.code} {'interim' if one.programme.interim else kind}".strip()
        places = " ".join(tile[code] for code in one.area_codes)
        for number in one.rows:
            lines[number] = (f"{number} | {name} | {places} | {known_text(one.published)} |", [])
    for report in read.inspections:
        for fact in report.evaluations:
            value = fact.words.grade or fact.words.statement or fact.words.finding
            said = value.name.lower() if value else fact.words.standing.value
            lines[fact.row][1].append(said + "!" * fact.words.suggest_weakness)
        for total in report.totals:
            lines[total.row][1].append(f"{total.total} {total.grade.name.lower()} ({total.unnamed})")
    for part in read.participations:
        for number in part.rows:
            lines[number][1].append(f"part: {part.phase}")
    return [f"{lines[number][0]} {', '.join(lines[number][1])}".rstrip() for number in sorted(lines)]


# --- refusals ---


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"area": "Atlantis"}, "'Atlantis' is not one of the 32 areas"),
        ({"area": ""}, "is not one of the 32 areas"),
        ({"programme": "joint inspection: dragons"}, "'joint inspection: dragons' is not a programme"),
        ({"published_date": "2017-02-31"}, "'2017-02-31' is not a date"),
        ({"published_date": "Octember"}, "'Octember' is not a date"),
        ({"published_date": "2026-03-04"}, "still to come"),
        ({"published_date": "2027"}, "still to come"),
        ({"grade_or_statement": "7"}, "not on the scale"),
        ({"indicator": "three quality indicators", "grade_or_statement": "2 weak, 2 good"}, "adds up to 4"),
        ({"programme": "thematic review participation: disabled children and young people",
          "grade_or_statement": "weak"}, "does not evaluate"),
        ({"programme": "community justice supported and validated self-evaluation",
          "grade_or_statement": "2 weak, 1 good"}, "does not evaluate"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_true_is_refused_with_its_number_and_a_reason(cells, says):
    assert says in only_reason(row(9, **cells))
    assert facts(row(9, **cells)).refusals[0].row == 9


@pytest.mark.parametrize("text", ["2026-03-03", "2026-03", "2026", ""])
def test_a_report_of_today_this_month_this_year_or_undated_is_taken(text):
    assert facts(row(published_date=text)).refusals == ()


def test_a_row_twice_is_refused_and_names_the_first():
    assert "repeats row 2" in only_reason(row(2), row(5))


def test_one_bad_row_does_not_hide_another():
    assert [r.row for r in facts(row(2, area="x"), row(3), row(4, programme="x")).refusals] == [2, 4]


def test_refusals_of_reading_the_file_are_carried_along_in_order():
    read = read_published_rows((",".join(COLUMNS) + "\nAtlantis,,,,,,,\nMoray").encode())
    assert [r.row for r in typed_facts(read, NAMES, ON).refusals] == [2, 3]


def test_unreadable_grade_words_are_kept_with_a_warning_and_not_refused():
    found = facts(row(grade_or_statement="pretty decent"))
    assert found.refusals == ()
    assert [w.row for w in found.warnings] == [2]
    assert found.inspections[0].evaluations[0].words.standing is Standing.MISSING


# --- names of areas ---


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Western Isles", "S12000013"), ("Na h-Eileanan an Iar", "S12000013"), ("Na h‑Eileanan Siar", "S12000013"),
        ("Edinburgh", "S12000036"), ("aberdeen city", "S12000033"), ("Argyll & Bute", "S12000035"),
        ("The Highland Council", "S12000017"), ("Shetland", "S12000027"), ("S12000046", "S12000049"),
        ("Comhairle nan Eilean Siar", "S12000013"), ("Dundee City Council", "S12000042"),
    ],
)  # fmt: skip
def test_an_area_is_known_by_its_other_names(name, code):
    assert reports({"area": name})[0].area_codes == (code,)


# --- what belongs together ---


def test_rows_of_one_area_programme_and_date_are_one_report():
    found = reports({}, {"indicator": "Impact on children and young people"})
    assert [len(one.evaluations) for one in found] == [2]
    assert found[0].rows == (2, 3)


@pytest.mark.parametrize(
    "other",
    [{"area": "Angus"}, {"published_date": "2017-02"}, {"published_date": ""}, {"programme": "ASP phase 1"},
     {"programme": "joint inspection: older people"}],
)  # fmt: skip
def test_another_area_date_or_programme_is_another_report_with_another_key(other):
    found = reports({}, other)
    assert len({one.key for one in found}) == 2


def test_an_interim_report_and_each_numbered_review_are_reports_of_their_own():
    base = "joint inspection: children at risk of harm"
    review = "progress review: children and young people"
    names = [base, f"{base} (interim report)", review, f"{review} (first)", f"{review} (second)"]
    assert len({one.key for one in reports(*({"programme": name} for name in names))}) == 5


def test_a_named_partnership_of_several_areas_is_one_inspection_of_them_all():
    shared = {"partnership_name": "Clackmannanshire and Stirling partnership"}
    found = reports({"area": "Stirling", **shared}, {"area": "Clackmannanshire", **shared, "indicator": "x"})
    assert [one.area_codes for one in found] == [("S12000030", "S12000005")]


def test_areas_without_a_partnership_name_are_not_thrown_together():
    assert len(reports({"area": "Stirling"}, {"area": "Clackmannanshire"})) == 2


def test_the_key_of_a_report_does_not_depend_on_the_order_of_its_rows():
    shared = {"partnership_name": "p"}
    one = reports({"area": "Stirling", **shared}, {"area": "Clackmannanshire", **shared})
    other = reports({"area": "Clackmannanshire", **shared}, {"area": "Stirling", **shared})
    assert one[0].key == other[0].key


def test_the_three_ayrshires_took_part_as_one_partnership(shipped):
    ayrshires = [one for one in shipped.participations if "S12000008" in one.area_codes]
    assert [one.area_codes for one in ayrshires] == [("S12000021", "S12000028", "S12000008")]


def test_a_review_that_evaluated_nobody_is_not_an_inspection(shipped):
    evaluated = {one.programme.code for one in shipped.inspections}
    parts = [one for one in shipped.participations if one.programme.code == "thematic-care-experienced"]
    assert "thematic-care-experienced" not in evaluated
    assert {part.standing for part in parts} == {Standing.NOT_EVALUATED}


# --- evaluations and totals ---


def test_one_row_on_two_adult_protection_indicators_is_two_evaluations():
    words = "important areas of weakness; substantial areas for improvement"
    both = "key processes and strategic leadership"
    found = reports({"programme": "ASP phase 1", "indicator": both, "grade_or_statement": words})
    assert [(e.indicator, e.words.statement) for e in found[0].evaluations] == [
        ("key processes", AspStatement.IMPORTANT_WEAKNESS),
        ("strategic leadership", AspStatement.IMPORTANT_WEAKNESS),
    ]


def test_a_total_counts_only_once_what_is_also_named():
    found = reports(
        {"indicator": "Delivery of key processes", "grade_or_statement": "unsatisfactory"},
        {"indicator": "nine quality indicators (total)", "grade_or_statement": "4 adequate, 4 weak, 1 unsatisfactory"},
    )
    assert {t.grade: (t.total, t.unnamed) for t in found[0].totals} == {
        Grade.ADEQUATE: (4, 4),
        Grade.WEAK: (4, 4),
        Grade.UNSATISFACTORY: (1, 0),
    }
    assert [t.grade for t in found[0].totals if t.calls_for_follow_up] == [Grade.WEAK]


def test_a_total_leaves_out_what_another_row_of_the_report_counts_without_names():
    found = reports(
        {"indicator": "four other quality indicators", "grade_or_statement": "weak"},
        {"indicator": "nine quality indicators (total)", "grade_or_statement": "6 weak, 3 good"},
    )
    weak = [(t.total, t.unnamed) for t in found[0].totals if t.grade is Grade.WEAK]
    assert sum(unnamed for _, unnamed in weak) == 6
    assert weak == [(4, 4), (6, 2)]


def test_four_others_do_not_overlap_the_named_ones():
    found = reports({"grade_or_statement": "weak"},
                    {"indicator": "four other quality indicators", "grade_or_statement": "weak"})  # fmt: skip
    assert [t.unnamed for t in found[0].totals] == [4]


def test_more_named_than_the_total_says_is_kept_with_a_warning_and_never_below_zero():
    found = facts(
        row(2, grade_or_statement="weak"), row(3, indicator="b", grade_or_statement="weak"),
        row(4, indicator="nine quality indicators (total)", grade_or_statement="1 weak, 8 good"),
    )  # fmt: skip
    assert [t.unnamed for t in found.inspections[0].totals] == [0, 8]
    assert [w.row for w in found.warnings] == [4]


def test_the_same_evaluation_from_two_sources_is_one_with_both_sources():
    found = reports({"source_url": "https://a.org"}, {"source_url": "https://b.org"})
    assert [e.sources for e in found[0].evaluations] == [("https://a.org", "https://b.org")]


def test_two_sources_that_disagree_are_both_kept_with_a_warning():
    found = facts(row(2), row(3, grade_or_statement="weak"))
    assert [e.words.grade for e in found.inspections[0].evaluations] == [Grade.GOOD, Grade.WEAK]
    assert "both are kept" in found.warnings[0].sentence


@pytest.mark.parametrize(("when", "warned"), [("2012-11", False), ("2013", False), ("2014-01-01", True), ("", False)])
def test_satisfactory_is_unexpected_only_in_reports_after_2013(when, warned):
    found = facts(row(published_date=when, grade_or_statement="satisfactory"))
    assert found.inspections[0].evaluations[0].words.grade is Grade.ADEQUATE
    assert bool(found.warnings) is warned


def test_a_grade_in_a_programme_of_statements_is_taken_and_pointed_out():
    found = facts(row(programme="ASP phase 1", indicator="key processes", grade_or_statement="weak"))
    assert found.inspections[0].evaluations[0].words.scale is Scale.SIX_POINT
    assert "check it" in found.warnings[0].sentence


def test_a_row_without_indicator_and_words_tells_only_that_there_was_an_inspection():
    found = reports({"indicator": "", "grade_or_statement": ""})
    assert (len(found), found[0].evaluations, found[0].totals) == (1, (), ())


# --- anything at all ---

CELL = st.one_of(
    st.sampled_from(["", "Moray", "weak", "satisfactory", "4 weak, 5 good", "nine quality indicators (total)", "2017"]),
    st.sampled_from(sorted(PROGRAMMES)),
    st.text(max_size=30),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(*([CELL] * len(COLUMNS))), max_size=6))
def test_no_cells_at_all_raise_an_exception_and_every_row_is_taken_or_refused(cells):
    rows = tuple(VerbatimRow(number, *one) for number, one in enumerate(cells, 2))
    found = facts(*rows)
    taken = rows_taken(found)
    assert sorted(taken + [r.row for r in found.refusals]) == [r.number for r in rows]
    assert len({one.key for one in found.inspections}) == len(found.inspections)
