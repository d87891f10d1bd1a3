"""The demonstration world is believable, clearly marked, told by deeds alone, and the same whenever it is told."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlmodel import Session, col

from data_models.database import build_engine, reading
from data_models.errors import CommandRefused
from data_models.queries.ledger import ledger
from data_models.queries.meetings import minutes
from data_models.queries.people import everyone, persona_viewer
from data_models.queries.portfolio import portfolio
from data_models.queries.record import head, thresholds
from data_models.rules.clocks import LONDON, is_working_day
from data_models.rules.personal_data import findings_in
from data_models.rules.rule_runs import run_said
from data_models.seals import check_chain, utc
from data_models.tables import (
    ActionItem,
    ActionPlan,
    ActionUpdate,
    Assignment,
    AssuranceUpdate,
    Change,
    Contact,
    DueDateRevision,
    Evaluation,
    Factor,
    FollowUpDecision,
    FormalMonitoring,
    GoodPractice,
    Inspection,
    ItemRecommendation,
    Person,
    Recommendation,
    ReviewNotification,
    RiskFlag,
    SelfEvaluation,
)
from data_models.tables.base import metadata
from data_models.visibility import SYSTEM, Deed, Viewer
from data_models.vocabulary import (
    AgendaState,
    CoverRole,
    FlagSource,
    FlagState,
    FollowUpChoice,
    ItemStatus,
    MeetingActionState,
    MeetingState,
    MonitoringState,
    Origin,
    PlanState,
    RoleName,
    Stage,
)
from seed_data import reference_lists
from seed_data.demonstration import build_demonstration
from seed_data.demonstration.under_way import EMBARGOED_AREA, EMBARGOED_WORDS
from tests.told_once import copied, demonstration_of

ON = date(2026, 11, 22)


def _built(template: Path, directory: Path, name: str) -> Engine:
    path = directory / name
    shutil.copyfile(template, path)
    engine = build_engine(f"sqlite:///{path}", throwaway=True)
    build_demonstration(engine, ON)
    return engine


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demonstration, made once; the tests only read it."""
    path = copied(demonstration_of(ON), tmp_path_factory.mktemp("world") / "world.sqlite")
    engine = build_engine(f"sqlite:///{path}", throwaway=True)
    yield engine
    engine.dispose()


@pytest.fixture
def session(world: Engine) -> Iterator[Session]:
    with reading(world) as session:
        yield session


def _all(session: Session, table: type[Any]) -> list[Any]:
    return list(session.scalars(select(table)))


def _exported(engine: Engine) -> dict[str, Any]:
    with reading(engine) as session:
        viewer = persona_viewer(everyone(session), "senior-manager", ON)
        assert viewer is not None
        return portfolio(session, viewer, on=ON, thresholds=thresholds(session))


def _viewer(session: Session, persona: str) -> Viewer:
    viewer = persona_viewer(everyone(session), persona, ON)
    assert viewer is not None
    return viewer


def test_one_meeting_was_held_and_one_is_coming(session: Session):
    viewer = _viewer(session, "senior-manager")
    held, coming = (minutes(session, viewer, on=ON, meeting_id=number) for number in (1, 2))
    assert held is not None
    assert coming is not None
    assert (held.state, coming.state) == (MeetingState.CLOSED, MeetingState.PLANNED)
    assert held.held_on < ON <= coming.held_on
    assert held.title != coming.title
    assert len(held.attendance) > 5
    covered = [one for one in held.items if one.state is AgendaState.COVERED]
    assert len(covered) >= 4
    assert all(one.notes for one in covered)
    assert sum(len(one.decisions) for one in covered) >= 3
    states = Counter(action.state for one in covered for action in one.actions)
    assert set(states) == {MeetingActionState.DONE, MeetingActionState.OPEN}
    put_off = [one.id for one in held.items if one.state is AgendaState.DEFERRED]
    assert [one.carried_from_id for one in coming.items[: len(put_off)]] == put_off
    assert coming.earlier_actions


def test_what_the_meeting_said_of_formal_monitoring_it_said_of_areas_under_it(session: Session):
    viewer = _viewer(session, "senior-manager")
    held = minutes(session, viewer, on=ON, meeting_id=1)
    assert held is not None
    said = {one.area_code for one in held.items if "monitoring" in " ".join(each.text for each in one.decisions)}
    under = [one for one in _all(session, FormalMonitoring) if one.opened_on and one.opened_on <= held.held_on]
    assert said
    assert said <= {one.area_code for one in under if one.closed_on is None or one.closed_on > held.held_on}


# --- the record it makes ---


def test_two_demonstrations_of_one_day_are_the_same_to_the_last_seal(
    world: Engine, migrated_on_sqlite: Path, tmp_path: Path
):
    again = _built(migrated_on_sqlite, tmp_path, "again.sqlite")
    last_seal = select(col(Change.seal)).order_by(col(Change.id).desc()).limit(1)
    with reading(world) as one, reading(again) as other:
        assert one.scalar(last_seal) == other.scalar(last_seal)
    assert json.dumps(_exported(world)) == json.dumps(_exported(again))
    again.dispose()


def test_postgresql_tells_the_same_world(world: Engine, postgresql_url: str):
    engine = build_engine(postgresql_url)
    build_demonstration(engine, ON)
    assert json.dumps(_exported(engine)) == json.dumps(_exported(world))
    with reading(engine) as session:
        assert check_chain(session).holds
    engine.dispose()


def test_the_chain_of_seals_holds_and_the_ledger_has_no_breach(session: Session):
    assert check_chain(session).holds
    assert ledger(session, on=ON, thresholds=thresholds(session)).breaches == ()


def test_the_record_says_that_it_is_a_demonstration(session: Session):
    assert head(session).kind is Origin.DEMONSTRATION


def test_every_change_was_made_by_somebody_invented_or_by_the_system(session: Session):
    invented = {one.id: one.display_name for one in _all(session, Person) if one.origin is Origin.DEMONSTRATION}
    for change in _all(session, Change):
        known = (SYSTEM.name,) if change.actor_id is None else (invented[change.actor_id],)
        assert change.actor_name in known


def test_every_change_was_made_in_order_in_office_hours_of_a_working_day_before_today(session: Session):
    holidays = {one.day for one in reference_lists.bank_holidays()}
    moments = [utc(one.recorded_at).astimezone(LONDON) for one in sorted(_all(session, Change), key=lambda one: one.id)]
    assert all(earlier < later for earlier, later in zip(moments, moments[1:], strict=False))
    assert all(is_working_day(one.date(), holidays) and 9 <= one.hour < 18 for one in moments)
    assert moments[-1].date() < ON
    assert ON - timedelta(days=745) < moments[0].date() < ON - timedelta(days=720)


def test_it_is_refused_for_a_day_before_the_published_record_ends(sqlite_engine: Engine):
    with pytest.raises(CommandRefused, match="check the clock"):
        build_demonstration(sqlite_engine, date(2025, 12, 31))


# --- what is invented is marked, and what is published is left alone ---


def test_an_invented_inspection_says_so_in_its_title_and_in_its_partnership(session: Session):
    invented = [one for one in _all(session, Inspection) if one.origin is not Origin.PUBLISHED_RECORD]
    assert len(invented) >= 15
    for one in invented:
        assert one.origin is Origin.DEMONSTRATION
        assert "Demonstration: invented inspection" in one.title
        assert one.partnership_name.endswith("(invented inspection)")
        assert not one.report_url


def test_nothing_invented_is_among_the_findings_of_a_real_report(session: Session):
    real = {one.id for one in _all(session, Inspection) if one.origin is Origin.PUBLISHED_RECORD}
    assert not [one for one in _all(session, Recommendation) if one.inspection_id in real]
    assert all(one.source for one in _all(session, Evaluation) if one.inspection_id in real)
    assert not [one for one in _all(session, FollowUpDecision) if one.inspection_id in real]
    published = select(func.count()).select_from(metadata.tables["inspection_version"])
    assert session.scalar(published.where(metadata.tables["inspection_version"].c.id.in_(real))) == len(real)


def test_what_the_sources_tell_of_self_evaluations_is_left_as_it_is(session: Session):
    told = [one for one in _all(session, SelfEvaluation) if one.origin is Origin.PUBLISHED_RECORD]
    assert told
    assert {one.row_version for one in told} == {1}


@pytest.mark.parametrize("table", [ActionItem, ActionUpdate, Contact, Factor, GoodPractice, RiskFlag, AssuranceUpdate])
def test_no_invented_text_looks_like_personal_data(session: Session, table: type[Any]):
    texts = [value for one in _all(session, table) for value in one.model_dump().values() if isinstance(value, str)]
    area_codes = {one.gss_code for one in reference_lists.areas()}
    assert texts
    assert not [text for text in texts if text not in area_codes and findings_in(text)]


# --- the office ---


def test_every_area_has_its_link_inspector_and_one_area_has_a_gap(session: Session):
    held = [
        (one.area_code, one.role)
        for one in _all(session, Assignment)
        if one.starts_on <= ON and (one.ends_on is None or one.ends_on >= ON)
    ]
    assert len(set(held)) == len(held)
    areas = {one.gss_code for one in reference_lists.areas()}
    wanted = {(code, role) for code in areas for role in CoverRole}
    assert len(areas) == 32
    assert [role for _, role in wanted - set(held)] == [CoverRole.RELATIONSHIP_MANAGER_ELC]


def test_the_cast_is_of_the_size_of_the_office(session: Session):
    here = Counter(one.role for one in _all(session, Person) if one.left_on is None)
    assert here == {
        RoleName.LINK_INSPECTOR: 14,
        RoleName.RELATIONSHIP_MANAGER_ADULT: 5,
        RoleName.RELATIONSHIP_MANAGER_ELC: 4,
        RoleName.CHIEF_INSPECTOR: 2,
        RoleName.SERVICE_MANAGER: 4,
        RoleName.SUPPORT_OFFICER: 2,
        RoleName.ADMINISTRATOR: 1,
    }


def test_each_link_inspector_covers_one_to_four_areas(session: Session):
    for one in everyone(session):
        if one.role is RoleName.LINK_INSPECTOR and one.is_here_on(ON):
            assert 1 <= len(one.areas_on(ON)) <= 4


def test_somebody_handed_over_and_left_and_somebody_leaves_soon_without_a_successor(session: Session):
    left = [one for one in _all(session, Person) if one.left_on is not None]
    assert len(left) == 1
    assert left[0].left_on < ON
    leaving = [one for one in _all(session, Assignment) if one.ends_on is not None and one.ends_on >= ON]
    assert len(leaving) == 1
    assert leaving[0].role is CoverRole.LINK_INSPECTOR


# --- the work ---


def test_there_are_at_least_150_actions_in_every_status_that_slip_and_are_disputed(session: Session):
    items = _all(session, ActionItem)
    assert len(items) >= 150
    assert {one.status for one in items} == set(ItemStatus)
    assert len({one.text for one in items}) >= 60
    slips = Counter(one.item_id for one in _all(session, DueDateRevision))
    assert len(slips) >= 15
    assert max(slips.values()) >= 2
    late = [(ON - one.due_on).days for one in items if one.status is ItemStatus.IN_PROGRESS and one.due_on < ON]
    assert any(days < 31 for days in late)
    assert any(days > 31 for days in late)


def test_a_plan_is_late_one_waits_to_be_judged_and_one_went_back(session: Session):
    plans = _all(session, ActionPlan)
    assert all(one.origin is Origin.DEMONSTRATION for one in plans)
    states = Counter(one.state for one in plans)
    assert states[PlanState.RECEIVED] == states[PlanState.RETURNED] == states[PlanState.CLOSED] == 1
    assert [one for one in plans if one.state is PlanState.REQUESTED and one.due_on < ON]


def test_some_recommendations_are_unanswered_and_some_actions_answer_none(session: Session):
    plans = {one.id: one for one in _all(session, ActionPlan)}
    items = _all(session, ActionItem)
    has_items = {plans[one.plan_id].inspection_id for one in items}
    recommended = [one for one in _all(session, Recommendation) if one.inspection_id in has_items]
    links = _all(session, ItemRecommendation)
    answered, answering = {one.recommendation_id for one in links}, {one.item_id for one in links}
    has_matrix = {one.inspection_id for one in recommended}
    assert len([one for one in recommended if one.id not in answered]) >= 3
    idle = [one for one in items if one.id not in answering and plans[one.plan_id].inspection_id in has_matrix]
    assert len(idle) >= 3


def test_follow_up_stands_at_every_stage(session: Session):
    decisions = _all(session, FollowUpDecision)
    assert [one for one in decisions if one.window_is_default]
    assert [one for one in decisions if one.choice is FollowUpChoice.NONE and one.signed_by_id and one.review_on > ON]
    assert [one for one in decisions if one.due_to is not None and one.due_to < ON]
    owed = ledger(session, on=ON, thresholds=thresholds(session)).entries
    assert len(owed) >= 25


def test_formal_monitoring_is_open_twice_declined_once_and_closed_once(session: Session):
    states = Counter(one.state for one in _all(session, FormalMonitoring))
    assert states == {MonitoringState.OPEN: 2, MonitoringState.DECLINED: 1, MonitoringState.CLOSED: 1}


def test_one_inspection_is_under_embargo_and_its_words_stand_nowhere_else(session: Session):
    embargoed = [one for one in _all(session, Inspection) if one.stage is Stage.EMBARGOED]
    assert len(embargoed) == 1
    assert EMBARGOED_AREA in embargoed[0].title
    others = [one for one in _all(session, Inspection) if one.stage is not Stage.EMBARGOED]
    for word in EMBARGOED_WORDS:
        assert word in embargoed[0].summary
        assert not [one for one in others if word in one.summary + one.panel_decision + one.intention_text]


@pytest.mark.parametrize("persona", ["link-inspector", "relationship-manager-adult", "shared-screen"])
def test_the_words_under_embargo_reach_nobody_outside_the_team(session: Session, persona: str):
    exported = portfolio(session, _viewer(session, persona), on=ON, thresholds=thresholds(session))
    said = json.dumps(exported)
    assert not [word for word in EMBARGOED_WORDS if word in said]


def test_a_senior_manager_reads_the_words_under_embargo(world: Engine):
    said = json.dumps(_exported(world))
    assert all(word in said for word in EMBARGOED_WORDS)


def test_contacts_flags_and_reviews_are_as_many_as_an_office_has(session: Session):
    assert len(_all(session, Contact)) >= 300
    by_rule = [one for one in _all(session, RiskFlag) if one.source_kind is FlagSource.RULE]
    assert 20 <= len(_all(session, RiskFlag)) - len(by_rule) <= 45
    assert 10 <= len(by_rule) <= 40
    assert 35 <= len(_all(session, ReviewNotification)) <= 45


def test_the_rules_looked_every_week_raised_most_kinds_of_flags_and_cleared_some(session: Session):
    by_rule = [one for one in _all(session, RiskFlag) if one.source_kind is FlagSource.RULE]
    assert len({one.rule_code for one in by_rule if one.state is FlagState.OPEN}) >= 6
    assert any(one.close_reason.startswith("The rule no longer holds") for one in by_rule)
    runs = [run_said(one.reason) for one in _all(session, Change) if one.deed == Deed.RUN_RULES]
    assert len(runs) >= 26
    assert all(run is not None and not run.failed for run in runs)
    assert sum(run.raised for run in runs if run) == len(by_rule)


def test_todays_picture_is_mostly_calm(world: Engine):
    statuses = Counter(one["status"] for one in _exported(world)["areas"])
    assert 4 <= statuses["red"] <= 6
    assert 7 <= statuses["amber"] <= 10
    assert statuses["green"] == 32 - statuses["red"] - statuses["amber"]
