"""What another value of a setting would change today: areas, clocks by kind, and nothing that stays as it is."""

from datetime import date, timedelta

import pytest

from data_models.database import reading
from data_models.queries.setting_preview import if_set
from data_models.queries.settings_in_force import setting_rows
from data_models.rules.settings import NonsenseSettingError
from data_models.tables import SettingValue
from data_models.vocabulary import AreaStatus, MatterKind, PlanState
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    SENIOR,
    SHARED,
    TODAY,
    area,
    assign,
    fully_covered,
    inspection,
    item,
    person,
    plan,
    programme,
    writing,
)
from tests.statements import counting_statements

DAY = timedelta(days=1)


def seen(engine, key, value, thresholds=DEFAULTS):
    with reading(engine) as session:
        return if_set(session, SENIOR, on=TODAY, thresholds=thresholds, key=key, value=value)


def a_late_action(engine, days=10):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        fully_covered(session, since=TODAY), fully_covered(session, MORAY, since=TODAY)
        of = plan(session, inspection(session, programme(session), published_on=date(2025, 12, 1)))
        item(session, of, 1, TODAY - days * DAY)


def test_an_area_whose_status_would_be_another_is_told_with_its_reasons(engine):
    a_late_action(engine)
    with counting_statements(engine) as statements:
        shown = seen(engine, "action_overdue_amber_days", "9")
    (one,) = shown.other_status
    assert (one.area_code, one.before.status, one.after.status) == (ANGUS, AreaStatus.GREEN, AreaStatus.AMBER)
    assert (one.before.reasons, [each.rule for each in one.after.reasons]) == ((), ["actions_overdue"])
    assert (shown.clocks, shown.overdue, shown.other_reasons) == ((), (1, 1), ())
    assert sum("SELECT" in text for text in statements.texts) == 2
    assert seen(engine, "action_overdue_amber_days", "10").areas == ()


def test_clocks_become_overdue_cease_move_enter_and_leave(engine):
    with writing(engine) as session:
        area(session)
        me = person(session)
        assign(session, me, starts_on=TODAY - 100 * DAY)
    shorter, longer = seen(engine, "contact_days_routine", "99"), seen(engine, "contact_days_routine", "100")
    assert [(one.kind, len(one.cease)) for one in longer.clocks] == [(MatterKind.CONTACT_DUE, 1)]
    assert (shorter.counted("moved"), shorter.overdue, longer.overdue) == (1, (1, 1), (1, 0))
    untouched = seen(engine, "purpose_untouched_days", "99")
    assert (untouched.counted("appear"), untouched.overdue) == (6, (1, 7))
    back = seen(engine, "purpose_untouched_days", "183", DEFAULTS.with_value("purpose_untouched_days", "99"))
    assert (back.counted("disappear"), back.overdue) == (6, (7, 1))
    assert seen(engine, "contact_days_routine", "183").counted("cease") == 1


def test_a_post_that_ends_soon_enters_the_queue_when_notice_is_given_earlier(engine):
    with writing(engine) as session:
        area(session)
        assign(session, person(session), starts_on=TODAY, ends_on=TODAY + 100 * DAY)
    shown = seen(engine, "departure_notice_days", "100")
    assert [(one.kind, len(one.appear)) for one in shown.clocks] == [(MatterKind.COVER_GAP, 1)]


def test_a_rule_that_would_hold_or_hold_no_longer_is_told_once_for_its_record(engine):
    with writing(engine) as session:
        area(session), fully_covered(session, since=TODAY)
        of = plan(session, inspection(session, programme(session), published_on=date(2025, 12, 1)))
        for number in (1, 2):
            item(session, of, number, TODAY - 40 * DAY)
    (raised,) = seen(engine, "flag_overdue_actions", "2").flags
    assert (raised.area_code, raised.rule_code, raised.is_raised) == (ANGUS, "actions-overdue", True)
    assert len(raised.records) == 2
    lower = DEFAULTS.with_value("flag_overdue_actions", "2")
    (cleared,) = seen(engine, "flag_overdue_actions", "3", lower).flags
    assert (cleared.rule_code, cleared.is_raised) == ("actions-overdue", False)
    assert seen(engine, "flag_overdue_actions", "1", lower).flags == ()


def test_what_is_stored_with_its_day_does_not_move(engine):
    with writing(engine) as session:
        area(session), fully_covered(session, since=TODAY)
        of = inspection(session, programme(session), published_on=date(2025, 12, 1))
        plan(session, of, state=PlanState.REQUESTED, due_on=TODAY)
    shown = seen(engine, "plan_weeks", "52")
    assert (shown.areas, shown.clocks) == ((), ())


def test_a_value_that_cannot_be_is_not_looked_at(engine):
    with pytest.raises(NonsenseSettingError):
        seen(engine, "plan_weeks", "never")


def test_a_setting_that_was_put_back_says_by_whom_and_a_room_is_sent_no_reasons(engine):
    with writing(engine) as session:
        session.add(SettingValue(key="plan_weeks", value="8", reason="Agreed"))
    with reading(engine) as session:
        told = {one.setting.key: one for one in setting_rows(session, SENIOR)}["plan_weeks"]
        room = {one.setting.key: one for one in setting_rows(session, SHARED)}["plan_weeks"]
    assert (told.value, told.is_set, told.reason, told.changed_in) == ("8", True, "Agreed", 1)
    assert (room.value, room.reason) == ("8", "")
    with writing(engine) as session:
        session.delete(session.get_one(SettingValue, "plan_weeks"))
    with reading(engine) as session:
        back = {one.setting.key: one for one in setting_rows(session, SENIOR)}["plan_weeks"]
    assert (back.value, back.is_set, back.changed_in, back.set_by) == ("6", False, 2, "Link Inspector Dashboard")
