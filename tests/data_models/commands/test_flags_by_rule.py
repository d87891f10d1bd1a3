"""A rule's flag explains itself, is raised once, takes new values, and is cleared when the rule no longer holds."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from data_models.commands.flags_by_rule import clear_by_rule, raise_by_rule
from data_models.commands.risk_flags import close_risk_flag, mute_risk_flag, review_risk_flag
from data_models.errors import CommandRefused, NotAllowed
from data_models.rules.flag_firing import Fired, plan_is_overdue, several_actions_overdue
from data_models.rules.flag_values import KEPT_SINCE, records_in, values_in
from data_models.rules.settings import Thresholds
from data_models.tables import RiskFlag
from data_models.visibility import SYSTEM
from data_models.vocabulary import FlagSource, FlagState, RiskDescriptor, RoleName
from tests.builders import ANGUS, TODAY, a_flag, a_person, a_viewer, all_of, an_area, changing


def overdue(*days: int) -> Fired:
    late = {f"AP-0001/{number:02d}": TODAY - timedelta(days=each) for number, each in enumerate(days, start=1)}
    fired = several_actions_overdue(late, TODAY, Thresholds())
    assert fired is not None
    return fired


def plan_late(reference: str = "AP-0001", days: int = 9) -> Fired:
    fired = plan_is_overdue(reference, TODAY - timedelta(days=days), TODAY)
    assert fired is not None
    return fired


def test_a_rules_flag_explains_itself_and_is_the_link_inspectors(engine: Engine) -> None:
    with changing(engine) as session:
        inspector = a_person(session, areas=[ANGUS])
        flag = raise_by_rule(session, by=SYSTEM, on=TODAY, area_code=ANGUS, fired=overdue(40, 50, 60))
        assert (flag.source_kind, flag.rule_code, flag.rule_version) == (FlagSource.RULE, "actions-overdue", 1)
        assert values_in(flag.rule_values) == (("actions", "3"), ("earliest_due_on", "2026-01-02"))
        assert records_in(flag.rule_values) == ("AP-0001/01", "AP-0001/02", "AP-0001/03")
        assert flag.evidence == "At least 3 actions are more than 30 days overdue."
        assert flag.clears_when == "Fewer than 3 actions are overdue by more than 30 days."
        assert flag.owner_id == inspector.id


def test_without_a_link_inspector_a_rules_flag_has_no_owner(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
        assert raise_by_rule(session, by=SYSTEM, on=TODAY, area_code=ANGUS, fired=plan_late()).owner_id is None


def test_the_same_rule_takes_new_values_and_raises_no_second_flag(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
        first = raise_by_rule(session, by=SYSTEM, on=TODAY, area_code=ANGUS, fired=overdue(40, 50, 60))
        later = TODAY + timedelta(days=1)
        again = raise_by_rule(session, by=SYSTEM, on=later, area_code=ANGUS, fired=overdue(41, 51, 61, 31))
        assert again.id == first.id
        assert (again.raised_on, again.rule_values.splitlines()[0]) == (TODAY, "actions: 4")


def test_a_rule_about_one_record_raises_a_flag_for_each(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
        for reference in ("AP-0001", "AP-0002", "AP-0001"):
            raise_by_rule(session, by=SYSTEM, on=TODAY, area_code=ANGUS, fired=plan_late(reference))
        assert [records_in(flag.rule_values) for flag in all_of(session, RiskFlag)] == [("AP-0001",), ("AP-0002",)]


def test_a_rule_that_no_longer_holds_clears_its_flag_with_the_reason(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
        flag = raise_by_rule(session, by=SYSTEM, on=TODAY, area_code=ANGUS, fired=plan_late())
        clear_by_rule(session, by=SYSTEM, on=TODAY, flag_id=flag.id)
        assert (flag.state, flag.close_reason) == (
            FlagState.CLOSED,
            "The rule no longer holds: The plan is received.",
        )
        with pytest.raises(CommandRefused, match="Only an open flag"):
            clear_by_rule(session, by=SYSTEM, on=TODAY, flag_id=flag.id)


def test_a_closed_flag_of_a_rule_does_not_stop_a_new_one(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        flag = raise_by_rule(session, by=by, on=TODAY, area_code=ANGUS, fired=plan_late())
        close_risk_flag(session, by=by, on=TODAY, flag_id=flag.id, reason="The plan came by post")
        assert raise_by_rule(session, by=by, on=TODAY, area_code=ANGUS, fired=plan_late()).id != flag.id


def test_a_flag_that_somebody_judged_for_themselves_is_not_the_rules_to_close(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        number = raise_by_rule(session, by=SYSTEM, on=TODAY, area_code=ANGUS, fired=plan_late()).id
    with changing(engine) as session:
        review_risk_flag(session, by=by, on=TODAY, flag_id=number, descriptor=RiskDescriptor.CONCERN)
    for day in (TODAY, TODAY + timedelta(days=1)):
        with changing(engine) as session:
            kept = clear_by_rule(session, by=SYSTEM, on=day, flag_id=number)
            assert kept.state is FlagState.OPEN
            assert values_in(kept.rule_values)[0] == (KEPT_SINCE, TODAY.isoformat())
    with changing(engine) as session:
        again = raise_by_rule(session, by=SYSTEM, on=TODAY, area_code=ANGUS, fired=plan_late())
        assert again.id == number
        assert KEPT_SINCE not in again.rule_values
        assert again.descriptor is RiskDescriptor.CONCERN


def test_a_flag_that_was_only_reviewed_or_muted_is_still_the_rules(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        number = raise_by_rule(session, by=SYSTEM, on=TODAY, area_code=ANGUS, fired=plan_late()).id
    with changing(engine) as session:
        review_risk_flag(session, by=by, on=TODAY, flag_id=number)
        mute_risk_flag(session, by=by, on=TODAY, flag_id=number, muted_until=TODAY, reason="Known")
    with changing(engine) as session:
        assert clear_by_rule(session, by=SYSTEM, on=TODAY, flag_id=number).state is FlagState.CLOSED


def test_a_persons_flag_is_not_cleared_by_a_rule(engine: Engine) -> None:
    with changing(engine) as session:
        flag = a_flag(session)
        with pytest.raises(CommandRefused, match="Only an open flag that a rule raised"):
            clear_by_rule(session, by=SYSTEM, on=TODAY, flag_id=flag.id)


def test_an_administrator_is_not_the_record_itself(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, RoleName.ADMINISTRATOR)
        an_area(session)
        with pytest.raises(NotAllowed):
            raise_by_rule(session, by=by, on=TODAY, area_code=ANGUS, fired=plan_late())
