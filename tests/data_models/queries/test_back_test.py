"""The back-test says what the rules would have said: the same as asking them of the record as of each month."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.risk_flags import NewFlag, raise_risk_flag
from data_models.database import reading, unit_of_work
from data_models.past import change_as_of, reading_past
from data_models.queries.back_test import BackTest, Followed, RuleTested, back_test
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.rule_grounds import fired_in, matters_of, rule_grounds
from data_models.queries.rule_rows import rows_now
from data_models.queries.trend import month_ends
from data_models.rules.clocks import add_months, london_midnight
from data_models.rules.flag_rules import RULES
from data_models.rules.settings import Thresholds
from data_models.tables import ActionItem, FollowUpCandidate, FormalMonitoring, RiskFlag
from data_models.visibility import SYSTEM
from data_models.vocabulary import ImpactLevel, ItemStatus, MonitoringState, RiskDescriptor, RiskTheme, RoleName
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_plan,
    a_published_inspection,
    a_viewer,
    all_of,
    an_area,
    an_item,
    put,
)
from tests.statements import counting_statements

DEFAULTS = Thresholds()
Holding = set[tuple[str, str, tuple[str, ...]]]


class At:
    """A record that is written on days of the past."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def on(self, day: date):
        return unit_of_work(
            self.engine, by=SYSTEM, deed="build_a_test", at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        )


def shown(engine: Engine, on: date = TODAY, thresholds: Thresholds = DEFAULTS) -> BackTest:
    with reading(engine) as session:
        return back_test(session, WHOLE_RECORD, on=on, thresholds=thresholds)


def of(found: BackTest, code: str) -> RuleTested:
    return next(one for one in found.rules if one.code == code)


# --- the slow and obvious way ---


def held_on(engine: Engine, day: date, thresholds: Thresholds = DEFAULTS) -> Holding | None:
    """What the rules say of the record opened as of a day; None before it existed."""
    with reading(engine) as session:
        change = change_as_of(session, london_midnight(day + timedelta(days=1)))
    if change == 0:
        return None
    with reading_past(engine, change) as session:
        return _held(session, day, thresholds)


def _held(session: Session, day: date, thresholds: Thresholds) -> Holding:
    return {
        (fired.rule.code, code, fired.subject)
        for code, ground in rule_grounds(rows_now(session), day).items()
        for fired in fired_in(ground, matters_of(ground, day, thresholds), day, thresholds)
    }


def slowly(engine: Engine, on: date, thresholds: Thresholds = DEFAULTS) -> dict[str, list[tuple[int, int]]]:
    """For each rule, month by month: how many were new, and how many stood."""
    months = [(day, held_on(engine, day, thresholds)) for day in month_ends(on)]
    known = [held for _, held in months if held is not None]
    return {
        code: [
            (len({one for one in now - before if one[0] == code}), len({one for one in now if one[0] == code}))
            for before, now in zip(known, known[1:], strict=False)
        ]
        for code in RULES
    }


def agree(engine: Engine, on: date, thresholds: Thresholds = DEFAULTS) -> BackTest:
    found = shown(engine, on, thresholds)
    quickly = {one.code: list(zip(one.raised, one.standing, strict=True)) for one in found.rules}
    assert quickly == slowly(engine, on, thresholds)
    return found


# --- a record with a past ---

BEGAN = date(2025, 6, 10)


def a_past(engine: Engine) -> None:
    """Two areas from June on: actions that go late in October and are put right in December, a late plan, contacts."""
    at = At(engine)
    with at.on(BEGAN) as session:
        a_viewer(session, areas=[ANGUS])
        an_area(session, MORAY)
        a_published_inspection(session, areas=[MORAY], published_on=BEGAN)
    with at.on(date(2025, 9, 5)) as session:
        plan = a_plan(session)
        for _ in range(3):
            an_item(session, plan, due_on=date(2025, 9, 20))
    with at.on(date(2025, 12, 12)) as session:
        for item in all_of(session, ActionItem):
            item.due_on = date(2026, 6, 1)
    with at.on(date(2026, 1, 20)) as session:
        item = all_of(session, ActionItem)[0]
        item.status, item.claimed_on = ItemStatus.CLAIMED, date(2025, 12, 1)


def test_each_month_is_what_the_record_of_that_month_would_have_said(engine: Engine) -> None:
    a_past(engine)
    found = agree(engine, TODAY)
    assert found.ends[0] == date(2025, 7, 31)
    late = of(found, "actions-overdue")
    assert dict(zip(found.ends, late.raised, strict=True))[date(2025, 10, 31)] == 1
    assert [end for end, standing in zip(found.ends, late.standing, strict=True) if standing] == [
        date(2025, 10, 31),
        date(2025, 11, 30),
    ]
    assert (late.total, late.areas, of(found, "claim-unverified").total) == (1, 1, 1)


def test_other_thresholds_give_another_past(engine: Engine) -> None:
    a_past(engine)
    stricter = Thresholds.from_overrides({"flag_overdue_actions": "4"})
    assert of(agree(engine, TODAY, stricter), "actions-overdue").total == 0


def test_what_was_entered_late_is_not_counted_earlier(engine: Engine) -> None:
    at = At(engine)
    with at.on(BEGAN) as session:
        an_area(session)
    with at.on(date(2026, 1, 20)) as session:
        plan = a_plan(session)
        for _ in range(3):
            an_item(session, plan, due_on=date(2025, 9, 1))
    raised = dict(zip(agree(engine, TODAY).ends, of(shown(engine), "actions-overdue").raised, strict=True))
    assert {end: number for end, number in raised.items() if number} == {date(2026, 1, 31): 1}


def test_the_past_of_the_back_test_is_that_of_the_day_it_is_asked_for(engine: Engine) -> None:
    a_past(engine)
    then = date(2025, 11, 15)
    before = shown(engine, then)
    with reading_past(engine, 2) as session:
        assert back_test(session, WHOLE_RECORD, on=then, thresholds=DEFAULTS) == before
    assert of(before, "actions-overdue").total == 1


def test_a_record_younger_than_a_month_has_no_back_test(engine: Engine) -> None:
    assert shown(engine).ends == ()
    with At(engine).on(TODAY) as session:
        an_area(session)
    assert shown(engine).ends == ()
    assert [one.total for one in shown(engine).rules] == [0] * len(RULES)


def test_it_costs_two_statements(engine: Engine) -> None:
    a_past(engine)
    with counting_statements(engine) as statements:
        shown(engine)
    asked = [one for one in statements.texts if one.lstrip().upper().startswith("SELECT")]
    assert len(asked) == 2


# --- what came after ---


def followed_slowly(engine: Engine, places: list[tuple[date, str]], on: date) -> Followed:
    """The same outcome, place by place, from the rows as they are."""
    with reading(engine) as session:
        candidates = [one.opened_on for one in all_of(session, FollowUpCandidate)]
        assert candidates == []  # nothing in this record calls for follow-up: only what is told below can follow
        flags = [(one.area_code, one.raised_on) for one in all_of(session, RiskFlag)]
        monitored = [(one.area_code, one.proposed_on) for one in all_of(session, FormalMonitoring)]
    told = []
    for day, code in places:
        if add_months(day, 6) > on:
            continue
        within = [end for end in month_ends(on) if day < end <= add_months(day, 6)]
        was = _late(engine, code, day)
        told.append(
            {
                "late_action": any(_late(engine, code, end) - was for end in within),
                "follow_up": False,
                "monitoring": any(of == code and when and day < when <= add_months(day, 6) for of, when in monitored),
                "persons_flag": any(of == code and day < when <= add_months(day, 6) for of, when in flags),
            }
        )
    counts = {
        name: sum(one[name] for one in told) for name in ("late_action", "follow_up", "monitoring", "persons_flag")
    }
    return Followed(of=len(told), **counts, anything=sum(any(one.values()) for one in told))


def _late(engine: Engine, code: str, day: date) -> set[str]:
    with reading(engine) as session:
        change = change_as_of(session, london_midnight(day + timedelta(days=1)))
    with reading_past(engine, change) as session:
        items = all_of(session, ActionItem)
        return {
            str(one.id)
            for one in items
            if code == ANGUS and one.status is ItemStatus.NOT_STARTED and (day - one.due_on).days > 30
        }


def test_what_followed_is_counted_where_its_six_months_are_over_and_beside_every_area(engine: Engine) -> None:
    a_past(engine)
    on = date(2026, 9, 30)
    with At(engine).on(date(2026, 2, 2)) as session:
        senior = a_viewer(session, RoleName.SERVICE_MANAGER)
        new = NewFlag(ANGUS, RiskTheme.FINANCE, RiskDescriptor.CONCERN, "Savings", "Longer waits", ImpactLevel.LOW)
        raise_risk_flag(session, by=senior, on=date(2026, 2, 2), flag=new)
        proposed = FormalMonitoring(
            area_code=MORAY, state=MonitoringState.PROPOSED, reason="Concerns", proposed_on=date(2025, 12, 5)
        )
        put(session, proposed)
    found = agree(engine, on)
    places = [(end, code) for end in found.ends for code in (ANGUS, MORAY)]
    assert found.anywhere == followed_slowly(engine, places, on)
    assert (found.anywhere.late_action, found.anywhere.monitoring, found.anywhere.persons_flag) > (0, 0, 0)
    late = of(found, "actions-overdue")
    assert late.followed == followed_slowly(engine, [(date(2025, 10, 31), ANGUS)], on)
    assert (late.followed.of, late.followed.persons_flag, late.followed.late_action) == (1, 1, 0)


def test_how_long_it_stood_is_told_of_those_whose_three_months_are_over(engine: Engine) -> None:
    a_past(engine)
    found = of(shown(engine, date(2026, 9, 30)), "actions-overdue")
    assert (found.stood, found.stood_of) == (0, 1)
    kept = of(shown(engine, date(2026, 9, 30)), "claim-unverified")
    assert (kept.stood, kept.stood_of) == (1, 1)
    assert of(shown(engine, date(2025, 12, 31)), "actions-overdue").stood_of == 0
