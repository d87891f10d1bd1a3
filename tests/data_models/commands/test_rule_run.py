"""The rules look once a day: what holds is raised, what holds no longer is cleared, and nothing stops the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col

from data_models.commands.engagement import NewContact, log_contact
from data_models.commands.flags_by_rule import open_by_rule
from data_models.commands.risk_flags import mute_risk_flag
from data_models.commands.rule_run import run_rules, run_rules_of_the_day
from data_models.database import reading, unit_of_work
from data_models.errors import NotAllowed
from data_models.queries.flag_picture import flag_picture
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.record import head
from data_models.queries.rule_runs import last_run
from data_models.rules.flag_values import values_in
from data_models.rules.rule_runs import RuleRun
from data_models.seals import check_chain
from data_models.tables import (
    ActionItem,
    ActionPlan,
    Assignment,
    DueDateRevision,
    Evaluation,
    FollowUpCandidate,
    Inspection,
    Programme,
    ReviewNotification,
    RiskFlag,
)
from data_models.visibility import SYSTEM, Deed, Viewer
from data_models.vocabulary import (
    ContactKind,
    DatePrecision,
    FlagState,
    Grade,
    ItemStatus,
    PublicationState,
    Purpose,
    ReviewKind,
    RoleName,
    SlipReason,
)
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_plan,
    a_programme,
    a_published_inspection,
    a_viewer,
    all_of,
    an_area,
    an_indicator,
    an_item,
    changing,
    put,
    there,
)

LATE = TODAY - timedelta(days=40)
DAY = timedelta(days=1)


@contextmanager
def running(engine: Engine) -> Iterator[Session]:
    with unit_of_work(engine, by=SYSTEM, deed=Deed.RUN_RULES.value) as session:
        yield session


def run(engine: Engine, on: date = TODAY) -> RuleRun:
    with running(engine) as session:
        return run_rules(session, by=SYSTEM, on=on)


def newest(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


def flags(engine: Engine) -> list[tuple[str | None, str, FlagState]]:
    with reading(engine) as session:
        return [(one.rule_code, one.area_code, one.state) for one in all_of(session, RiskFlag)]


def three_late_actions(engine: Engine, code: str = ANGUS) -> None:
    with changing(engine) as session:
        plan = a_plan(session, areas=[code])
        for _ in range(3):
            an_item(session, plan, due_on=LATE)


def answer_the_plan(engine: Engine) -> None:
    with changing(engine) as session:
        for item in all_of(session, ActionItem):
            item.due_on = TODAY + timedelta(days=90)


# --- raised, left alone, cleared ---


def test_a_rule_that_holds_raises_its_flag_once_and_a_second_run_changes_nothing(engine: Engine) -> None:
    three_late_actions(engine)
    first, after = run(engine), newest(engine)
    assert (first.raised, first.standing, first.failed) == (len(flags(engine)), len(flags(engine)), ())
    assert ("actions-overdue", ANGUS, FlagState.OPEN) in flags(engine)
    second = run(engine)
    assert (second.changed_nothing, second.standing, newest(engine)) == (True, first.standing, after)


def test_a_run_that_finds_nothing_is_kept_all_the_same_and_once(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
    for _ in range(2):
        assert run(engine) == RuleRun(TODAY)
    assert newest(engine) == 2
    with reading(engine) as session:
        assert last_run(session, on=TODAY).run == RuleRun(TODAY)
        assert check_chain(session).why == ""


def test_days_without_a_run_are_made_good_by_one(engine: Engine) -> None:
    three_late_actions(engine)
    run(engine, TODAY - 4 * DAY)
    three_late_actions(engine, MORAY)
    with changing(engine) as session:
        a_plan(session).due_on = TODAY - DAY
    with reading(engine) as session:
        assert last_run(session, on=TODAY).is_late
    assert run(engine).raised == 2
    with reading(engine) as session:
        assert not last_run(session, on=TODAY).is_late


def test_the_next_morning_the_same_facts_leave_every_flag_as_it_is(engine: Engine) -> None:
    three_late_actions(engine)
    run(engine)
    with reading(engine) as session:
        before = [(one.id, one.row_version) for one in all_of(session, RiskFlag)]
    assert run(engine, TODAY + DAY).changed_nothing
    with reading(engine) as session:
        assert [(one.id, one.row_version) for one in all_of(session, RiskFlag)] == before


def test_a_rule_that_no_longer_holds_clears_its_flag(engine: Engine) -> None:
    three_late_actions(engine)
    run(engine)
    answer_the_plan(engine)
    assert run(engine, TODAY + DAY).cleared == 1
    with reading(engine) as session:
        cleared = next(one for one in all_of(session, RiskFlag) if one.rule_code == "actions-overdue")
    assert (cleared.state, cleared.closed_on) == (FlagState.CLOSED, TODAY + DAY)
    assert cleared.close_reason.startswith("The rule no longer holds: Fewer than 3 actions")


def test_a_flag_takes_new_values_when_its_facts_change(engine: Engine) -> None:
    three_late_actions(engine)
    run(engine)
    with changing(engine) as session:
        an_item(session, all_of(session, ActionPlan)[0], due_on=LATE)
    assert run(engine, TODAY + DAY).renewed == 1
    with reading(engine) as session:
        assert "actions: 4" in there(_flag(session, "actions-overdue")).rule_values


def _flag(session: Session, code: str) -> RiskFlag | None:
    return next(iter(all_of(session, RiskFlag, col(RiskFlag.rule_code) == code)), None)


def test_a_muted_flag_stays_counted_and_is_back_by_itself_on_the_day_after(engine: Engine) -> None:
    three_late_actions(engine)
    run(engine)
    with changing(engine) as session:
        by, flag = a_viewer(session, RoleName.SERVICE_MANAGER), there(_flag(session, "actions-overdue"))
        mute_risk_flag(session, by=by, on=TODAY, flag_id=flag.id, muted_until=TODAY + DAY, reason="Known")
    for day, muted in ((TODAY + DAY, True), (TODAY + 2 * DAY, False)):
        counted = run(engine, day).standing
        with reading(engine) as session:
            picture = there(flag_picture(session, WHOLE_RECORD, on=day, flag_id=flag.id))
        assert (picture.flag.is_muted, picture.flag.state, counted) == (muted, FlagState.OPEN, len(flags(engine)))


def test_a_retired_rule_lets_go_of_its_flags(engine: Engine) -> None:
    three_late_actions(engine)
    run(engine)
    with changing(engine) as session:
        there(_flag(session, "actions-overdue")).rule_code = "a-rule-of-old"
    assert run(engine, TODAY + DAY).cleared == 1


# --- each rule by the deeds of the record ---


def raised_in(engine: Engine, code: str = ANGUS) -> set[str | None]:
    with running(engine) as session:
        run_rules(session, by=SYSTEM, on=TODAY)
        return {one.rule_code for one in open_by_rule(session, code)}


def test_a_plan_that_is_late_and_a_report_without_a_timescale(engine: Engine) -> None:
    with changing(engine) as session:
        a_plan(session).due_on = TODAY - DAY
        a_published_inspection(session, grades=[Grade.WEAK], published_on=TODAY - 20 * DAY)
    assert raised_in(engine) == {"plan-overdue", "intention-missing"}


def test_an_indicator_that_is_weak_twice_and_an_action_put_off_twice(engine: Engine) -> None:
    with changing(engine) as session:
        indicator = an_indicator(session, a_programme(session))
        for days in (700, 5):
            inspection = a_published_inspection(session, [Grade.WEAK], published_on=TODAY - days * DAY)
            only_one = all_of(session, Evaluation, col(Evaluation.inspection_id) == inspection.id)[0]
            only_one.indicator_id = indicator.id
        item = an_item(session)
        for sequence in (1, 2):
            move = DueDateRevision(
                item_id=item.id,
                sequence=sequence,
                from_due_on=TODAY + sequence * DAY,
                to_due_on=TODAY + (sequence + 1) * DAY,
                reason=SlipReason.STAFFING,
                revised_on=TODAY,
            )
            put(session, move)
    assert raised_in(engine) >= {"weak-twice", "postponed-again"}
    with changing(engine) as session:
        session.get_one(Programme, 1).attributes_findings = False
    assert "weak-twice" not in raised_in(engine)


def test_an_area_that_notifies_no_serious_incident_review_while_others_do(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session), an_area(session, MORAY)
        for reference, day in (("SIR-1", TODAY - 800 * DAY), ("SIR-2", TODAY)):
            put(
                session,
                ReviewNotification(
                    area_code=MORAY,
                    kind=ReviewKind.SERIOUS_INCIDENT_REVIEW,
                    reference=reference,
                    known_on=day,
                    notified_on=day,
                ),
            )
    assert (raised_in(engine), raised_in(engine, MORAY)) == ({"nothing-notified"}, set())


@pytest.mark.parametrize(("status", "rule"), [("claimed", "claim-unverified"), ("disputed", "claim-disputed")])
def test_a_claim_that_waits_and_a_dispute_that_stands(engine: Engine, status: str, rule: str) -> None:
    with changing(engine) as session:
        item = an_item(session, status=ItemStatus.CLAIMED if status == "claimed" else ItemStatus.DISPUTED)
        item.claimed_on = item.disputed_on = TODAY - 60 * DAY
    assert rule in raised_in(engine)


def test_a_post_that_was_left_is_a_flag_and_one_that_nobody_anywhere_holds_is_none(engine: Engine) -> None:
    with changing(engine) as session:
        a_viewer(session, RoleName.RELATIONSHIP_MANAGER_ELC, areas=[ANGUS, MORAY])
    assert (raised_in(engine), raised_in(engine, MORAY)) == (set(), set())
    with changing(engine) as session:
        for one in all_of(session, Assignment, col(Assignment.area_code) == ANGUS):
            one.ends_on = TODAY - DAY
    assert (raised_in(engine), raised_in(engine, MORAY)) == ({"no-cover"}, set())
    with reading(engine) as session:
        flag = there(_flag(session, "no-cover"))
    assert (flag.owner_id, values_in(flag.rule_values)) == (None, (("relationship_manager_elc", TODAY.isoformat()),))


def test_no_contact_and_purposes_untouched_until_somebody_is_in_touch(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
    assert raised_in(engine) == {"contact-missed", "purposes-untouched"}
    met = NewContact(ANGUS, TODAY, ContactKind.MEETING, frozenset(Purpose), "Met the chief officers")
    with changing(engine) as session:
        log_contact(session, by=by, on=TODAY, contact=met)
    assert raised_in(engine) == set()


def test_nothing_of_a_report_under_embargo_raises_a_flag(engine: Engine) -> None:
    with changing(engine) as session:
        plan = a_plan(session)
        inspection = session.get_one(Inspection, plan.inspection_id)
        inspection.publication_state, inspection.published_on = PublicationState.EMBARGOED, None
        inspection.published_precision = DatePrecision.UNKNOWN
        for _ in range(3):
            an_item(session, plan, due_on=LATE)
    assert raised_in(engine) == set()


# --- who, and one at a time ---


@pytest.mark.parametrize("role", RoleName)
def test_nobody_but_the_record_itself_runs_the_rules(sqlite_engine: Engine, role: RoleName) -> None:
    with running(sqlite_engine) as session:
        an_area(session)
        by = Viewer(name="Robin", role=role, person_id=None, areas=frozenset({ANGUS}))
        with pytest.raises(NotAllowed):
            run_rules(session, by=by, on=TODAY)


def test_of_several_processes_at_once_one_runs_the_rules_of_the_day(engine: Engine) -> None:
    three_late_actions(engine)
    before, together, made = newest(engine), Barrier(4), []

    def look() -> None:
        together.wait()
        with running(engine) as session:
            made.append(run_rules_of_the_day(session, by=SYSTEM, on=TODAY))

    threads = [Thread(target=look) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(one is not None for one in made) == 1
    assert newest(engine) == before + 1


# --- a poisoned area ---


def poison_what_is_written(engine: Engine) -> None:
    """Let the database refuse every flag of Angus."""
    statement = (
        f"CREATE TRIGGER poison BEFORE INSERT ON risk_flag WHEN new.area_code = '{ANGUS}' "
        "BEGIN SELECT RAISE(ABORT, 'poisoned'); END"
        if engine.dialect.name == "sqlite"
        else f"ALTER TABLE risk_flag ADD CONSTRAINT poison CHECK (area_code <> '{ANGUS}')"
    )
    with engine.begin() as connection:
        connection.execute(text(statement))


def poison_what_is_read(engine: Engine) -> None:
    """A day that no clock can be run from."""
    with changing(engine) as session:
        inspection = a_published_inspection(session, areas=[ANGUS], grades=[Grade.WEAK])
        a_viewer(session, areas=[ANGUS])
        candidate = all_of(session, FollowUpCandidate, col(FollowUpCandidate.inspection_id) == inspection.id)[-1]
        candidate.opened_on = date.max


@pytest.mark.parametrize("poison", [poison_what_is_written, poison_what_is_read])
def test_a_poisoned_area_is_named_and_the_others_are_looked_at(engine: Engine, poison) -> None:
    three_late_actions(engine)
    three_late_actions(engine, MORAY)
    poison(engine)
    made, after = run(engine), newest(engine)
    assert made.failed == (ANGUS,)
    assert {code for _, code, _ in flags(engine)} == {MORAY}
    with reading(engine) as session:
        assert there(last_run(session, on=TODAY).run).failed == (ANGUS,)
        assert check_chain(session).why == ""
    assert run(engine).failed == (ANGUS,)
    assert newest(engine) == after


def test_a_flag_of_an_area_that_cannot_be_looked_at_is_left_as_it_stands(engine: Engine) -> None:
    three_late_actions(engine)
    run(engine)
    answer_the_plan(engine)
    poison_what_is_read(engine)
    run(engine, TODAY + DAY)
    assert ("actions-overdue", ANGUS, FlagState.OPEN) in flags(engine)


def test_a_record_without_areas_has_its_run_too(engine: Engine) -> None:
    assert run(engine) == RuleRun(TODAY)
