"""Which review belongs to which inspection, and what accounts for every weak evaluation."""

from datetime import date
from pathlib import Path

import pytest

from data_models.rules.published_facts import InspectionFacts, TotalFact
from data_models.rules.published_file import ReadFile, VerbatimRow, read_published_rows
from data_models.rules.published_record import typed_facts
from data_models.rules.published_sequels import Ground, accounts, reviewed_inspections
from seed_data.reference_lists import area_names

ON = date(2026, 3, 3)
SHIPPED = Path(__file__).parents[3] / "seed_data" / "published" / "published_inspections.csv"
OLDER = "joint inspection: older people"
FIRST, SECOND = (f"progress review: children and young people ({nth})" for nth in ("first", "second"))
OLD, RISK = "joint inspection: children and young people (2012-17)", "joint inspection: children at risk of harm"
REVIEW = "progress review: children and young people"

EVERY_WEAK_EVALUATION = [
    # row, inspection, how many, sequels
    (4, "asp-phase-1/report/S12000028/undated", 1, ["asp-phase-2-year-2/review/S12000028/undated"]),
    (4, "asp-phase-1/report/S12000028/undated", 1, ["asp-phase-2-year-2/review/S12000028/undated"]),
    (14, "asp-phase-1/report/S12000013/2023-03-24", 1, ["asp-phase-2-year-2/review/S12000013/undated"]),
    (14, "asp-phase-1/report/S12000013/2023-03-24", 1, ["asp-phase-2-year-2/review/S12000013/undated"]),
    (55, "children-2012-17/report/S12000006/2014-04", 1,
     ["children-and-young-people/review-1/S12000006/2015-04", "children-and-young-people/review-2/S12000006/undated"]),
    (56, "children-2012-17/report/S12000006/2014-04", 3,
     ["children-and-young-people/review-1/S12000006/2015-04", "children-and-young-people/review-2/S12000006/undated"]),
    (62, "children-2012-17/report/S12000028/2016-10-04", 1, ["children-and-young-people/review/S12000028/undated"]),
    (63, "children-2012-17/report/S12000028/2016-10-04", 1, ["children-and-young-people/review/S12000028/undated"]),
    (77, "older-people-2013-17/report/S12000036/2017-05", 1, ["older-people-2013-17/review/S12000036/2018-12"]),
    (78, "older-people-2013-17/report/S12000036/2017-05", 4, ["older-people-2013-17/review/S12000036/2018-12"]),
    (84, "older-people-2013-17/report/S12000026/2017-09-28", 1, []),
    (85, "older-people-2013-17/report/S12000026/2017-09-28", 1, []),
    (88, "older-people-2013-17/report/S12000026/2017-09-28", 1, []),
]  # fmt: skip


def read(*rows: tuple[str, str, str, str, str]) -> tuple[InspectionFacts, ...]:
    """Rows of (area, programme, date, grade, follow-up)."""
    verbatim = tuple(
        VerbatimRow(number, area, "", programme, when, "Impact on families", grade, said, "")
        for number, (area, programme, when, grade, said) in enumerate(rows, 2)
    )
    found = typed_facts(ReadFile("utf-8", verbatim, ()), area_names(), ON)
    assert found.refusals == ()
    return found.inspections


@pytest.fixture(scope="module")
def shipped() -> tuple[InspectionFacts, ...]:
    return typed_facts(read_published_rows(SHIPPED.read_bytes()), area_names(), ON).inspections


def test_every_weak_evaluation_of_the_shipped_record_is_accounted_for(shipped):
    found = accounts(shipped)
    assert [(a.trigger.row, a.inspection.key, a.covers, list(a.sequels)) for a in found] == EVERY_WEAK_EVALUATION
    assert sum(a.covers for a in found) == 18
    assert sum(a.covers for a in found if isinstance(a.trigger, TotalFact)) == 7


def test_only_scottish_borders_has_no_sequel_and_what_is_told_of_it_is_kept(shipped):
    unknown = [a for a in accounts(shipped) if a.ground is Ground.NOT_ESTABLISHED]
    assert {a.inspection.area_codes for a in unknown} == {("S12000026",)}
    assert {a.said for a in unknown} == {
        "action plan submitted to Care Inspectorate and HIS, monthly contact with link inspector"
    }


def test_every_progress_review_of_the_shipped_record_finds_its_inspection(shipped):
    assert {one.key for one in shipped if one.programme.is_review} == set(reviewed_inspections(shipped))


def test_a_review_belongs_to_the_one_inspection_of_its_strand_in_its_area():
    found = read(("Moray", OLD, "2014", "weak", ""), ("Angus", OLD, "2014", "weak", ""),
                 ("Moray", OLDER, "2014", "weak", ""), ("Moray", REVIEW, "", "", ""))  # fmt: skip
    assert reviewed_inspections(found) == {found[3].key: found[0].key}


def test_a_review_before_an_inspection_does_not_belong_to_it():
    found = read(("Moray", OLD, "2016", "weak", ""), ("Moray", REVIEW, "2015", "", ""))
    assert reviewed_inspections(found) == {}
    assert [a.ground for a in accounts(found)] == [Ground.NOT_ESTABLISHED]


def test_a_review_of_the_same_year_may_belong_to_it():
    found = read(("Moray", OLD, "2016-03", "weak", ""), ("Moray", REVIEW, "2016", "", ""))
    assert [a.sequels for a in accounts(found)] == [(found[1].key,)]


def test_an_undated_first_review_is_no_later_than_its_second():
    found = read(("Moray", OLD, "2017-02-16", "weak", ""), ("Moray", RISK, "", "weak", ""),
                 ("Moray", FIRST, "", "", ""), ("Moray", SECOND, "2019", "", ""))  # fmt: skip
    assert reviewed_inspections(found) == {found[2].key: found[0].key, found[3].key: found[0].key}


def test_an_undated_review_after_either_of_two_inspections_stays_unlinked():
    found = read(("Moray", OLD, "2014", "weak", ""), ("Moray", RISK, "2022", "weak", ""), ("Moray", REVIEW, "", "", ""))
    assert reviewed_inspections(found) == {}


def test_the_report_that_is_said_to_have_been_reviewed_decides_between_two():
    found = read(("Moray", OLD, "2014", "weak", "later: progress review"), ("Moray", RISK, "2022", "good", ""),
                 ("Moray", REVIEW, "", "", ""))  # fmt: skip
    assert reviewed_inspections(found) == {found[2].key: found[0].key}


def test_a_dated_review_belongs_to_the_last_inspection_before_it():
    found = read(
        ("Moray", OLD, "2014", "weak", ""), ("Moray", RISK, "2022", "weak", ""), ("Moray", REVIEW, "2023", "", "")
    )
    assert reviewed_inspections(found) == {found[2].key: found[1].key}


def test_the_programme_of_a_review_decides_before_the_strand():
    found = read(("Moray", OLDER, "2014", "weak", ""),
                 ("Moray", "joint inspection: adults strategic planning", "2018", "weak", ""),
                 ("Moray", "progress review: older people", "", "", ""))  # fmt: skip
    assert reviewed_inspections(found) == {found[2].key: found[0].key}


def test_a_later_inspection_of_the_strand_accounts_where_no_review_does():
    found = read(("Moray", OLD, "2014", "weak", ""), ("Moray", RISK, "2022", "good", ""))
    assert [(a.ground, a.sequels) for a in accounts(found)] == [(Ground.LATER_INSPECTION, (found[1].key,))]


@pytest.mark.parametrize(
    "other", [("Moray", RISK, "", "good", ""), ("Angus", RISK, "2022", "good", ""), ("Moray", RISK, "2021", "good", ""),
              ("Moray", OLDER, "2023", "good", "")],
)  # fmt: skip
def test_an_undated_other_area_earlier_or_other_strand_inspection_accounts_for_nothing(other):
    found = read(("Moray", OLD, "2021", "weak", ""), other)
    assert accounts(found)[0].ground is Ground.NOT_ESTABLISHED


def test_a_sequel_that_is_only_said_to_exist_is_told_as_such():
    found = read(("Moray", OLD, "2014", "weak", "later: two progress reviews"))
    assert [(a.ground, a.sequels, a.said) for a in accounts(found)] == [
        (Ground.SAID_TO_EXIST, (), "two progress reviews")
    ]


def test_adequate_and_better_open_no_account():
    assert accounts(read(("Moray", OLD, "2014", "adequate", ""), ("Angus", OLD, "2014", "major weaknesses", ""))) == ()
