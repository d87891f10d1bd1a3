from datetime import date

import pytest

from data_models.database import reading
from data_models.queries.areas import all_areas, area_named, area_picture
from data_models.queries.chronicle import EventKind
from data_models.tables import Area, Contact, Evaluation
from data_models.vocabulary import ContactKind, CoverRole, DatePrecision, Purpose, Scale, Standing
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    OUTSIDER,
    SENIOR,
    TODAY,
    area,
    assign,
    inspection,
    person,
    programme,
    put,
    writing,
)
from tests.data_models.queries.whole_portfolio import whole_portfolio


@pytest.fixture
def portfolio(engine):
    with writing(engine) as session:
        whole_portfolio(session)
        session.get_one(Area, ANGUS).retired_gss_code = "S12000099"
    return engine


def picture(engine, code=ANGUS, viewer=SENIOR):
    with reading(engine) as session:
        return area_picture(session, viewer, on=TODAY, thresholds=DEFAULTS, area_code=code)


@pytest.mark.parametrize("said", ["S12000041", " s12000041 ", "S12000099", "Angus", "ANGUS  council", "forfarshire"])
def test_an_area_is_found_by_code_retired_code_name_or_alias_in_any_spelling(portfolio, said):
    with reading(portfolio) as session:
        found = area_named(session, said)
    assert found is not None
    assert found.gss_code == ANGUS


@pytest.mark.parametrize("said", ["", "  ", "Atlantis", "S12"])
def test_what_names_no_area_finds_none(portfolio, said):
    with reading(portfolio) as session:
        assert area_named(session, said) is None


def test_areas_come_by_name(portfolio):
    with reading(portfolio) as session:
        assert [one.short_name for one in all_areas(session)] == ["Angus", "Moray"]


def test_an_unknown_area_has_no_picture(engine):
    assert picture(engine) is None


def test_an_area_of_which_nothing_is_known_still_has_a_picture(engine):
    with writing(engine) as session:
        area(session)
    found = picture(engine)
    assert found is not None
    assert (found.chronicle, found.evaluations, found.plans, found.flags) == ((), (), (), ())
    assert [one.held_on for one in found.purposes] == [None] * 6


def test_an_areas_partnerships_name_who_shares_them(portfolio):
    (partnership,) = picture(portfolio).partnerships
    assert (partnership.name, [one.name for one in partnership.shared_with]) == ("Angus and Moray", ["Moray"])


def test_judgements_of_different_scales_are_kept_apart(portfolio):
    found = picture(portfolio, viewer=OUTSIDER)
    assert [one.label for one in found.grades] == ["Leadership", "Impact"]
    assert [one.label for one in found.findings_of_progress] == ["Priority 1"]
    assert [one.label for one in found.not_evaluated] == ["Self-evaluation"]
    assert [(one.label, one.total, one.unnamed) for one in found.totals] == [("Other", 3, 2)]


def test_who_was_responsible_when_is_told_by_role_latest_first(engine):
    with writing(engine) as session:
        area(session)
        assign(session, person(session, "Former"), ends_on=date(2025, 6, 30))
        assign(session, person(session, "Present"), starts_on=date(2025, 7, 1))
        assign(session, person(session, "Adult"), role=CoverRole.RELATIONSHIP_MANAGER_ADULT)
    rows = picture(engine).assignments
    assert [(one.person, one.is_current) for one in rows] == [("Present", True), ("Former", False), ("Adult", True)]


def test_the_chronicle_tells_everything_dated_in_order(portfolio):
    events = picture(portfolio).chronicle
    told = {one.kind for one in events}
    assert told == set(EventKind) - {
        EventKind.REVIEW_SCHEDULED,
        EventKind.MONITORING_CLOSED,
        EventKind.PLAN_RECEIVED,
        EventKind.PLAN_AGREED,
        EventKind.PLAN_CLOSED,
        EventKind.PRACTICE_DISSEMINATED,
        EventKind.COVER_ENDED,
        EventKind.TOOK_PART,
    }
    days = [one.on for one in events]
    assert days == sorted(days)


def test_a_contact_of_two_purposes_is_one_event_and_touches_both(portfolio):
    found = picture(portfolio, viewer=OUTSIDER)
    (contact,) = [one for one in found.chronicle if one.kind is EventKind.CONTACT]
    assert (contact.value, contact.note) == (ContactKind.SIGNPOST, "")
    assert contact.purposes == (Purpose.SOCIAL_WORK_QUALITY, Purpose.GOOD_PRACTICE)
    touched = {one.purpose: one.held_on for one in found.purposes if one.held_on}
    assert touched == dict.fromkeys(contact.purposes, date(2026, 1, 5))


def test_a_contact_that_is_yet_to_come_has_served_no_purpose(portfolio):
    with writing(portfolio) as session:
        session.get_one(Contact, 1).held_on = date(2026, 3, 4)
    assert {one.held_on for one in picture(portfolio).purposes} == {None}


def test_an_inspection_without_a_date_is_told_last_and_keeps_its_precision(engine):
    with writing(engine) as session:
        area(session)
        adults = programme(session)
        undated = inspection(session, adults, published_on=None, publication_state="published", stage="published")
        inspection(session, adults, published_on=date(2012, 1, 1), published_precision=DatePrecision.YEAR)
        put(
            session,
            Evaluation(inspection_id=undated, label="Whole", scale=Scale.NONE, standing=Standing.PRE_DATES_FRAMEWORK),
        )
    found = picture(engine)
    assert [(one.on, one.precision) for one in found.chronicle] == [
        (date(2012, 1, 1), DatePrecision.YEAR),
        (None, DatePrecision.UNKNOWN),
    ]
    assert [one.standing for one in found.not_evaluated] == [Standing.PRE_DATES_FRAMEWORK]


def test_another_areas_page_shows_nothing_of_this_one(portfolio):
    found = picture(portfolio, MORAY)
    assert {one.kind for one in found.chronicle} == {EventKind.TOOK_PART}
    assert (found.evaluations, found.plans, found.flags, found.monitoring, found.contradictions) == ((), (), (), (), ())
    assert found.follow_up.candidates == ()
