from dataclasses import asdict
from datetime import date, timedelta

from data_models.database import reading
from data_models.queries.overview import overview
from data_models.tables import FormalMonitoring
from data_models.vocabulary import AreaStatus, CandidateState, CoverRole, Grade, ItemStatus, MonitoringState, PlanState
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    SENIOR,
    SHARED,
    TODAY,
    area,
    assign,
    candidate,
    evaluation,
    flag,
    fully_covered,
    inspection,
    item,
    person,
    plan,
    programme,
    put,
    writing,
)
from tests.statements import counting_statements

PUBLISHED = date(2026, 1, 5)


def read(engine, viewer=SENIOR):
    with reading(engine) as session:
        return overview(session, viewer, on=TODAY, thresholds=DEFAULTS)


def test_an_empty_record_has_an_overview_of_nothing(engine):
    found = read(engine)
    numbers = asdict(found.headlines)
    assert numbers.pop("next_monitoring_review_on") is None
    assert set(numbers.values()) == {0}
    assert (found.ranked, found.matrix.cells, found.ledger.is_sound) == ((), (), True)


def test_the_headlines_count_records_once_and_say_what_they_are_out_of(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray"), area(session, "S12000023", "Orkney Islands")
        one = fully_covered(session)
        assign(session, one, MORAY, ends_on=TODAY)
        of = inspection(session, programme(session), ANGUS, MORAY, published_on=PUBLISHED)
        candidate(session, of, evaluation_id=evaluation(session, of), decide_by=TODAY - timedelta(days=1))
        past = evaluation(session, of, Grade.UNSATISFACTORY, "Past")
        candidate(session, of, CandidateState.SEQUEL_NOT_ESTABLISHED, evaluation_id=past)
        promised = plan(session, of, state=PlanState.AGREED)
        item(session, promised, 1, TODAY - timedelta(days=40)), item(session, promised, 2, TODAY)
        item(session, promised, 3, TODAY, status=ItemStatus.CLAIMED, claimed_on=TODAY)
        put(
            session,
            FormalMonitoring(
                area_code=ANGUS,
                reason="r",
                state=MonitoringState.OPEN,
                opened_on=PUBLISHED,
                next_review_on=date(2026, 3, 9),
            ),
        )
    numbers = read(engine).headlines
    assert (numbers.areas, numbers.red, numbers.amber, numbers.need_someone) == (3, 1, 1, 2)
    assert (numbers.decisions_owed, numbers.decisions_overdue) == (1, 1)
    assert (numbers.calling, numbers.accounted_for, numbers.owed, numbers.sequel_not_established) == (2, 2, 1, 1)
    assert (numbers.monitoring_open, numbers.next_monitoring_review_on) == (1, date(2026, 3, 9))
    assert (numbers.actions_open, numbers.actions_overdue, numbers.longest_overdue_days) == (3, 1, 40)
    assert (numbers.claims_waiting, numbers.posts, numbers.posts_uncovered, numbers.posts_ending) == (1, 9, 5, 1)


def test_the_area_that_most_needs_somebody_comes_first_with_who_acts(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        fully_covered(session)
        pat = person(session, "Pat of Moray")
        for role in CoverRole:
            assign(session, pat, MORAY, role)
        flag(session, MORAY)
    first, second = read(engine).ranked
    assert (first.name, first.status, first.link_inspector) == ("Moray", AreaStatus.RED, "Pat of Moray")
    assert (second.name, second.status, second.reasons) == ("Angus", AreaStatus.GREEN, ())
    assert (first.tile_column, first.has_follow_up, first.has_no_cover) == (20, False, False)


def test_the_whole_page_is_asked_in_one_statement(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
    with counting_statements(engine) as statements:
        read(engine)
    assert sum("SELECT" in text for text in statements.texts) == 1


def test_a_shared_screen_is_sent_nothing_of_a_draft(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        draft = inspection(session, programme(session), published_on=None)
        evaluation(session, draft, Grade.UNSATISFACTORY, "The draft label")
        flag(session, inspection_id=draft, title="The draft flag")
    assert "The draft" not in repr(read(engine, SHARED))
    assert "The draft flag" in repr(read(engine, SENIOR))
