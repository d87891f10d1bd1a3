from datetime import date

import pytest
from sqlmodel import col, select

from data_models.database import reading
from data_models.queries.action_items import item_picture, items, plan_picture
from data_models.queries.action_plans import plans
from data_models.rules.action_plans import item_days_overdue
from data_models.tables import ActionItem
from data_models.vocabulary import ItemStatus, PlanState, RoleName
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    SENIOR,
    TODAY,
    area,
    inspection,
    item,
    person,
    plan,
    programme,
    writing,
)
from tests.data_models.queries.whole_portfolio import whole_portfolio


@pytest.fixture
def portfolio(engine):
    with writing(engine) as session:
        whole_portfolio(session)
    return engine


def test_an_empty_record_has_no_plans_and_no_items(engine):
    with reading(engine) as session:
        assert plans(session, SENIOR, on=TODAY, thresholds=DEFAULTS) == ()
        assert items(session, SENIOR, on=TODAY, thresholds=DEFAULTS) == ()
        assert plan_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, plan_id=1) is None
        assert item_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, item_id=1) is None


def test_a_plans_counts_are_those_of_its_items_asked_one_by_one(engine):
    with writing(engine) as session:
        area(session)
        one = plan(session, inspection(session, programme(session), published_on=date(2025, 1, 1)))
        pat = person(session)
        days = [date(2026, 1, 1), date(2026, 3, 2), TODAY, date(2026, 6, 1)]
        both_keys = {"claimed_on": date(2026, 1, 1), "verified_on": date(2026, 1, 2), "verified_by_id": pat}
        for number, (status, day) in enumerate([(status, day) for status in ItemStatus for day in days], start=1):
            item(session, one, number, day, status=status, **(both_keys if status is ItemStatus.VERIFIED else {}))
    with reading(engine) as session:
        (row,) = plans(session, SENIOR, on=TODAY, thresholds=DEFAULTS)
        slowly = list(session.exec(select(ActionItem).order_by(col(ActionItem.id))))
    late = [item_days_overdue(each.status, each.due_on, TODAY) for each in slowly]
    assert (row.items, row.late, row.worst_days) == (len(slowly), sum(days > 0 for days in late), max(late))
    assert {one.status: one.items for one in row.counts} == dict.fromkeys(ItemStatus, len(days))
    assert row.next_due == TODAY


def test_plans_are_ordered_by_how_late_they_or_their_items_are(portfolio):
    with reading(portfolio) as session:
        rows = plans(session, SENIOR, on=TODAY, thresholds=DEFAULTS)
        returned = plans(session, SENIOR, on=TODAY, thresholds=DEFAULTS, state=PlanState.RETURNED)
        elsewhere = plans(session, SENIOR, on=TODAY, thresholds=DEFAULTS, area_code=MORAY)
    assert [(row.reference, row.days_overdue) for row in rows] == [("AP-0001", 110), ("AP-0002", 0)]
    assert (rows[0].late, rows[0].worst_days, rows[0].claimed, rows[0].next_due) == (1, 52, 1, date(2026, 5, 1))
    assert (returned, elsewhere) == ((), ())


def test_a_plan_shows_what_it_leaves_unanswered(portfolio):
    with reading(portfolio) as session:
        whole = plan_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, plan_id=1)
    assert whole is not None
    assert [(one.number, one.items) for one in whole.recommendations] == [(1, (1,)), (2, ())]
    assert [one.text for one in whole.uncovered] == ["Nobody answers this"]
    assert [one.number for one in whole.unlinked] == [2, 3]


def test_a_plan_shows_which_items_have_no_measure_of_their_outcome(portfolio):
    with writing(portfolio) as session:
        session.get_one(ActionItem, 2).outcome_measure = "Seen in thirty records"
        session.get_one(ActionItem, 3).outcome_measure = " "
        session.get_one(ActionItem, 1).status = ItemStatus.WITHDRAWN
    with reading(portfolio) as session:
        whole = plan_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, plan_id=1)
    assert whole is not None
    assert [one.number for one in whole.standing] == [2, 3]
    assert [one.number for one in whole.unmeasured] == [3]


def test_an_item_names_what_it_came_back_from_and_as_also_of_another_plan(portfolio):
    with writing(portfolio) as session:
        session.get_one(ActionItem, 1).status = ItemStatus.WITHDRAWN
        again = item(session, 2, recurs_from_id=1)
    with reading(portfolio) as session:
        first = item_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, item_id=1)
        second = item_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, item_id=again)
    assert first is not None
    assert second is not None
    assert (first.recurs_from, [one.id for one in first.came_back_as]) == (None, [again])
    assert second.recurs_from is not None
    assert (second.recurs_from.reference, second.came_back_as) == ("AP-0001/01", ())


def test_a_claim_names_who_took_it_down(portfolio):
    with writing(portfolio) as session:
        officer = person(session, "Sam", RoleName.SUPPORT_OFFICER)
        session.get_one(ActionItem, 2).claim_recorded_by_id = officer
    with reading(portfolio) as session:
        whole = item_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, item_id=2)
    assert whole is not None
    assert (whole.item.claim_recorded_by_id, whole.item.claim_recorded_by) == (officer, "Sam")


def test_a_withdrawn_item_answers_no_recommendation(portfolio):
    with writing(portfolio) as session:
        session.get_one(ActionItem, 1).status = ItemStatus.WITHDRAWN
    with reading(portfolio) as session:
        whole = plan_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, plan_id=1)
    assert whole is not None
    assert [one.number for one in whole.uncovered] == [1, 2]
    assert [one.number for one in whole.unlinked] == [2, 3]


def test_an_item_shows_its_first_promise_beside_every_revision(portfolio):
    with reading(portfolio) as session:
        whole = item_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, item_id=1)
    assert whole is not None
    one = whole.item
    assert one.original_due_on == date(2025, 12, 1)
    assert [(move.to_due_on, move.days, move.agreed_by) for move in one.revisions] == [
        (date(2026, 1, 20), 50, "Pat"),
        (date(2026, 1, 10), -10, "Pat"),
    ]
    assert (one.slip_days, one.postponements, one.days_overdue, one.quiet_days) == (40, 1, 52, 30)
    assert [told.note for told in one.updates] == ["Half way"]
    assert (one.row_version, one.reference, whole.plan.reference) == (1, "AP-0001/01", "AP-0001")
    assert [answered.number for answered in whole.recommendations] == [1]


def test_a_claim_waits_for_us_and_is_not_late_for_the_partnership(portfolio):
    with reading(portfolio) as session:
        whole = item_picture(session, SENIOR, on=TODAY, thresholds=DEFAULTS, item_id=2)
    assert whole is not None
    assert (whole.item.waiting_days, whole.item.verify_by) == (30, date(2026, 3, 1))
    assert (whole.item.awaits_partnership, whole.item.is_open) == (False, True)


def test_items_of_every_plan_come_the_longest_overdue_first(portfolio):
    with reading(portfolio) as session:
        everywhere = items(session, SENIOR, on=TODAY, thresholds=DEFAULTS)
        here = items(session, SENIOR, on=TODAY, thresholds=DEFAULTS, area_code=ANGUS)
        elsewhere = items(session, SENIOR, on=TODAY, thresholds=DEFAULTS, area_code=MORAY)
    assert [one.reference for one in everywhere] == ["AP-0001/01", "AP-0001/02", "AP-0001/03"]
    assert here == everywhere
    assert elsewhere == ()
