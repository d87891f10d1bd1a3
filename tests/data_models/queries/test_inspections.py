from dataclasses import replace
from datetime import date

import pytest

from data_models.database import reading
from data_models.queries.inspection_picture import inspection_picture
from data_models.queries.inspections import inspections
from data_models.queries.portfolio_rows import _of_inspections
from data_models.queries.together import together
from data_models.tables import Inspection
from data_models.vocabulary import PublicationState, Stage, Strand, SurveyKind, TeamRole
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    OUTSIDER,
    SENIOR,
    SHARED,
    TODAY,
    area,
    inspection,
    programme,
    writing,
)
from tests.data_models.queries.whole_portfolio import DRAFT, PUBLISHED, whole_portfolio

REVIEW, SILENT = 2, 4


@pytest.fixture
def portfolio(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    return engine


def listed(engine, viewer=SENIOR, **more):
    with reading(engine) as session:
        return [one.id for one in inspections(session, viewer, on=TODAY, **more)]


def picture(engine, number, viewer=SENIOR):
    with reading(engine) as session:
        return inspection_picture(session, viewer, on=TODAY, thresholds=DEFAULTS, inspection_id=number)


def test_what_is_under_way_comes_before_the_published_latest_first(portfolio):
    assert listed(portfolio) == [DRAFT, REVIEW, PUBLISHED, SILENT]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"programme": "jsw"}, [SILENT]),
        ({"area_code": MORAY}, []),
        ({"area_code": ANGUS, "year": 2025}, [PUBLISHED, SILENT]),
        ({"strand": Strand.JUSTICE}, []),
        ({"stage": Stage.EMBARGOED}, [DRAFT]),
        ({"publication_state": PublicationState.PUBLISHED, "year": 2026}, [REVIEW]),
        ({"programme": "no such programme"}, []),
    ],
)
def test_the_list_is_narrowed_by_what_is_asked(portfolio, wanted, found):
    assert listed(portfolio, **wanted) == found


@pytest.mark.parametrize(
    ("stage", "is_told"), [(Stage.PLANNED, False), (Stage.CANCELLED, False), (Stage.NOTIFIED, True)]
)
def test_a_room_is_told_of_an_inspection_once_it_is_notified(portfolio, stage, is_told):
    with writing(portfolio) as session:
        session.get_one(Inspection, DRAFT).stage = stage
    for viewer in (SHARED, replace(SENIOR, shared_screen=True)):
        assert (DRAFT in listed(portfolio, viewer), picture(portfolio, DRAFT, viewer) is not None) == (is_told,) * 2
    with reading(portfolio) as session:
        exported = together(session, _of_inspections(SHARED))
    assert (DRAFT in {one["inspection_id"] for one in exported["milestones"]}) is is_told
    assert DRAFT in listed(portfolio, OUTSIDER)


def test_counts_are_of_what_the_viewer_may_read(portfolio):
    with reading(portfolio) as session:
        theirs = {one.id: one for one in inspections(session, OUTSIDER, on=TODAY)}
        ours = {one.id: one for one in inspections(session, SENIOR, on=TODAY)}
    assert (theirs[DRAFT].evaluations, ours[DRAFT].evaluations) == (0, 1)
    assert (theirs[PUBLISHED].evaluations, theirs[PUBLISHED].weak_or_worse, theirs[PUBLISHED].decisions_owed) == (
        3,
        1,
        2,
    )
    assert (theirs[SILENT].findings_readable, ours[SILENT].evaluations) == (False, 0)


def test_a_partnership_of_three_areas_names_them_by_name(engine):
    with writing(engine) as session:
        for code, name in (("S12000028", "South Ayrshire"), ("S12000008", "East Ayrshire")):
            area(session, code, name)
        number = inspection(session, programme(session), "S12000028", "S12000008", published_on=date(2020, 1, 1))
    assert [one.name for one in picture(engine, number).inspection.areas] == ["East Ayrshire", "South Ayrshire"]


def test_a_small_count_of_respondents_is_withheld(portfolio):
    surveys = {one.kind: one for one in picture(portfolio, PUBLISHED).surveys}
    assert (surveys[SurveyKind.STAFF].respondents, surveys[SurveyKind.STAFF].is_withheld) == (None, True)
    assert (surveys[SurveyKind.PARENTS].respondents, surveys[SurveyKind.PARENTS].is_withheld) == (5, False)


def test_the_team_is_led_by_its_lead_and_counts_everybody(portfolio):
    whole = picture(portfolio, PUBLISHED)
    assert [(one.role, one.person) for one in whole.team] == [(TeamRole.LEAD, "Pat"), (TeamRole.INSPECTOR, None)]
    assert whole.team_size == 3


def test_a_published_inspection_shows_its_findings_and_the_lines_it_came_from(portfolio):
    whole = picture(portfolio, PUBLISHED, OUTSIDER)
    assert whole.report.summary == "Told to all"
    assert [one.label for one in whole.evaluations] == ["Leadership", "Impact", "Self-evaluation"]
    assert [one.number for one in whole.recommendations] == [1, 2]
    assert [one.value_text for one in whole.published_rows] == ["weak"]
    assert (len(whole.candidates), whole.plan_id) == (2, 1)


def test_the_chain_of_reviews_is_told_in_both_directions(portfolio):
    original, review = picture(portfolio, PUBLISHED), picture(portfolio, REVIEW)
    assert (original.follows, [one.id for one in original.followed_by]) == ((), [REVIEW, DRAFT])
    assert ([one.id for one in review.follows], review.followed_by) == ([PUBLISHED], ())
    assert [one.sequence for one in original.reviews] == [1, 2]


def test_an_unknown_inspection_has_no_picture(engine):
    assert picture(engine, 1) is None
    assert listed(engine) == []
