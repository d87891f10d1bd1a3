from datetime import date

import pytest
from sqlmodel import select

from data_models.database import reading
from data_models.queries.good_practice import matches, practices
from data_models.queries.programme_load import Demand, Quarter, scrutiny_load
from data_models.queries.programmes import programmes, rotation
from data_models.queries.reviews import reviews
from data_models.tables import (
    Area,
    Evaluation,
    GoodPractice,
    Indicator,
    PracticeShare,
    ReviewNotification,
    SelfEvaluation,
)
from data_models.vocabulary import DatePrecision, Grade, PracticeState, ReviewKind, RiskDescriptor, Scale
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    OUTSIDER,
    SENIOR,
    TODAY,
    area,
    inspection,
    programme,
    put,
    writing,
)
from tests.data_models.queries.whole_portfolio import whole_portfolio

FIFE = "S12000047"


# --- good practice ---


@pytest.fixture
def judged(engine):
    """Angus strong and Moray weak on one indicator; Fife weak too, but of another size; Angus has a practice."""
    with writing(engine) as session:
        adults = programme(session)
        indicator = put(session, Indicator(programme_id=adults, name="Impact"))
        for code, name, people, grade in (
            (ANGUS, "Angus", 115_000, Grade.VERY_GOOD),
            (MORAY, "Moray", 94_000, Grade.WEAK),
            (FIFE, "Fife", 371_000, Grade.WEAK),
        ):
            area(session, code, name)
            session.get_one(Area, code).population = people
            number = inspection(session, adults, code, published_on=date(2025, 1, 1))
            put(
                session,
                Evaluation(
                    inspection_id=number, indicator_id=indicator, label="Impact", scale=Scale.SIX_POINT, grade=grade
                ),
            )
        put(
            session,
            GoodPractice(
                area_code=ANGUS,
                title="Supervision",
                summary="It works",
                indicator_id=indicator,
                state=PracticeState.VALIDATED,
                noted_on=date(2025, 6, 1),
            ),
        )
    return engine


def proposed(engine):
    with reading(engine) as session:
        return [(one.area_name, one.is_similar) for one in matches(session, OUTSIDER, on=TODAY)]


def test_practice_is_proposed_to_areas_weak_on_its_indicator_those_alike_first(judged):
    assert proposed(judged) == [("Moray", True), ("Fife", False)]


def test_an_area_that_is_weak_itself_proposes_nothing(judged):
    with writing(judged) as session:
        session.get_one(Evaluation, 1).grade = Grade.WEAK
    assert proposed(judged) == []


def test_an_area_that_became_weak_since_proposes_nothing_though_its_practice_is_validated(judged):
    with writing(judged) as session:
        later = inspection(session, 1, ANGUS, published_on=date(2026, 1, 1))
        put(
            session,
            Evaluation(inspection_id=later, indicator_id=1, label="Impact", scale=Scale.SIX_POINT, grade=Grade.WEAK),
        )
    assert proposed(judged) == []


def test_no_match_has_a_source_that_is_not_strong_by_its_own_latest_judgement(judged):
    with reading(judged) as session:
        found = matches(session, OUTSIDER, on=TODAY)
        latest = {one.inspection_id: one.grade or 0 for one in session.exec(select(Evaluation)).all()}
    assert found
    for one in found:
        assert latest[one.strength.inspection_id] >= Grade.GOOD > Grade.WEAK >= latest[one.need.inspection_id]
        assert one.practice.area_code != one.area_code


def test_practice_that_nobody_validated_is_not_proposed(judged):
    with writing(judged) as session:
        session.get_one(GoodPractice, 1).state = PracticeState.NOTED
    assert proposed(judged) == []


def test_practice_is_not_proposed_again_to_whom_it_was_shared(judged):
    with writing(judged) as session:
        put(session, PracticeShare(practice_id=1, area_code=MORAY, shared_on=date(2026, 1, 1)))
    assert proposed(judged) == [("Fife", False)]
    with reading(judged) as session:
        assert [one.area_name for one in practices(session, OUTSIDER, on=TODAY)[0].shares] == ["Moray"]


def test_an_area_that_has_improved_since_needs_nothing(judged):
    with writing(judged) as session:
        later = inspection(session, 1, MORAY, published_on=date(2026, 1, 1))
        put(
            session,
            Evaluation(inspection_id=later, indicator_id=1, label="Impact", scale=Scale.SIX_POINT, grade=Grade.GOOD),
        )
    assert proposed(judged) == [("Fife", False)]


# --- programmes ---


def test_a_programme_counts_who_takes_part_of_all_areas(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        dated, undated = programmes(session, OUTSIDER, on=TODAY)
    assert (dated.code, dated.taking_part, dated.inspected_areas, dated.submitted, dated.of) == ("jsw", 2, 1, 1, 2)
    assert [one.label for one in dated.steps] == ["Validation"]
    assert [one.area_name for one in dated.participations] == ["Moray"]
    assert {one.note for one in dated.participations + dated.self_evaluations} == {""}
    assert (undated.code, undated.taking_part) == ("adults", 1)


def test_a_self_evaluation_that_was_validated_took_part_even_where_no_day_of_sending_is_known(engine):
    with writing(engine) as session:
        area(session)
        put(session, SelfEvaluation(programme_id=programme(session), area_code=ANGUS, is_validated=True))
    with reading(engine) as session:
        (one,) = programmes(session, OUTSIDER, on=TODAY)
    assert (one.taking_part, one.submitted, one.validated) == (1, 0, 1)


def test_months_since_an_inspection_are_whole_and_name_the_pause_without_subtracting_it(engine):
    with writing(engine) as session:
        area(session)
        adults, other = programme(session), programme(session, "other")
        inspection(session, adults, published_on=date(2020, 2, 4))
        inspection(session, adults, published_on=date(2018, 1, 1))
        inspection(session, other, published_on=date(2025, 1, 1), published_precision=DatePrecision.YEAR)
    with reading(engine) as session:
        (angus,) = rotation(session, SENIOR, on=TODAY)
    assert [(one.programme_code, one.months, one.spans_pause) for one in angus.looks] == [
        ("adults", 72, True),
        ("other", 2, False),
    ]


def test_rotation_stands_beside_the_open_risk_that_the_viewer_may_see(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        angus, moray = rotation(session, OUTSIDER, on=TODAY)
        ours = rotation(session, SENIOR, on=TODAY)[0]
    assert (angus.open_flags, angus.gravest, angus.is_monitored) == (1, RiskDescriptor.CONCERN, True)
    assert ours.open_flags == 2
    assert (moray.open_flags, moray.gravest, moray.looks) == (0, None, ())


def test_the_load_of_an_area_counts_every_body_in_every_quarter_it_touches(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        load = scrutiny_load(session, OUTSIDER, on=TODAY)
    assert (load.quarters[0], load.quarters[-1], len(load.quarters)) == (Quarter(2024, 1), Quarter(2027, 1), 13)
    counted = {(row.area_name, row.quarter, row.demand): row.activities for row in load.rows}
    assert counted == {
        ("Angus", Quarter(2024, 4), Demand.SELF_EVALUATION): 1,
        ("Angus", Quarter(2025, 2), Demand.INSPECTION): 1,
        ("Angus", Quarter(2025, 4), Demand.INSPECTION): 2,
        ("Angus", Quarter(2026, 1), Demand.INSPECTION): 2,
        ("Angus", Quarter(2026, 1), Demand.OTHER_BODY): 1,
        ("Moray", Quarter(2025, 1), Demand.PARTICIPATION): 1,
    }


# --- reviews ---


def test_a_review_shows_each_clock_met_or_missed(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        (one,) = reviews(session, OUTSIDER, on=TODAY, thresholds=DEFAULTS).reviews
    assert (one.notification.due_on, one.notification.is_met, one.notification.days_late) == (
        date(2026, 1, 12),
        False,
        8,
    )
    assert (one.feedback.due_on, one.feedback.is_met, one.days_late) == (date(2026, 3, 1), False, 2)


def test_bank_holidays_move_the_clock_of_a_notification(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        (one,) = reviews(session, OUTSIDER, on=TODAY, thresholds=DEFAULTS, holidays=[date(2026, 1, 6)]).reviews
    assert one.notification.due_on == date(2026, 1, 13)


def test_a_death_has_a_day_to_be_notified_and_four_weeks_to_be_reported(engine):
    with writing(engine) as session:
        area(session)
        put(
            session,
            ReviewNotification(
                area_code=ANGUS,
                kind=ReviewKind.LOOKED_AFTER_CHILD_DEATH,
                reference="LAC-2026-01",
                known_on=date(2026, 2, 10),
                notified_on=date(2026, 2, 11),
            ),
        )
    with reading(engine) as session:
        (one,) = reviews(session, SENIOR, on=TODAY, thresholds=DEFAULTS).reviews
    assert (one.notification.is_met, one.report.due_on, one.report.is_met) == (True, date(2026, 3, 10), None)


def test_areas_that_notified_nothing_are_named_by_kind(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    with reading(engine) as session:
        quiet = reviews(session, SENIOR, on=TODAY, thresholds=DEFAULTS).quiet
    silent = [one.area_name for one in quiet if one.kind is ReviewKind.SERIOUS_INCIDENT_REVIEW]
    assert silent == ["Moray"]
    assert len(quiet) == 7
