from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from data_models.database import reading
from data_models.queries.matters import account, area_standings
from data_models.rules.engagement import Attention
from data_models.tables import (
    Area,
    Assignment,
    AssuranceUpdate,
    Contact,
    ContactPurpose,
    DueDateRevision,
    FormalMonitoring,
    Milestone,
    Person,
    ProgressReview,
    ReviewNotification,
)
from data_models.vocabulary import (
    AreaStatus,
    CandidateState,
    ContactKind,
    CoverRole,
    FlagState,
    FollowUpChoice,
    FollowUpState,
    ItemStatus,
    MatterKind,
    MilestoneKind,
    MonitoringState,
    PlanJudgement,
    PlanState,
    Purpose,
    ReviewDecision,
    ReviewKind,
    RiskDescriptor,
    RoleName,
    SlipReason,
    Stage,
)
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    OUTSIDER,
    SENIOR,
    SHARED,
    TODAY,
    area,
    assign,
    candidate,
    decision,
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

DAY = timedelta(days=1)
PUBLISHED = date(2025, 12, 1)
REPORT_DUE, FEEDBACK_DUE = MatterKind.REVIEW_REPORT_DUE, MatterKind.REVIEW_FEEDBACK_DUE
DECISION_AWAITED = MatterKind.REVIEW_DECISION_AWAITED


def matters_in(engine, kind, viewer=SENIOR, on=TODAY):
    with reading(engine) as session:
        return [one for one in account(session, viewer, on=on, thresholds=DEFAULTS).matters if one.kind is kind]


@pytest.fixture
def angus(engine):
    """Angus, covered in all three posts; the link inspector's number."""
    with writing(engine) as session:
        area(session)
        return fully_covered(session)


# --- emptiness ---


def test_an_empty_record_owes_nothing(engine):
    with reading(engine) as session:
        assert account(session, SENIOR, on=TODAY, thresholds=DEFAULTS).matters == ()


def test_areas_without_anybody_owe_nothing_but_cover(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
    with reading(engine) as session:
        found = account(session, SENIOR, on=TODAY, thresholds=DEFAULTS).matters
    assert Counter((one.area_code, one.kind) for one in found) == {
        (ANGUS, MatterKind.COVER_GAP): 3,
        (MORAY, MatterKind.COVER_GAP): 3,
    }


def test_everything_is_asked_in_one_statement(engine, angus):
    with counting_statements(engine) as statements, reading(engine) as session:
        account(session, SENIOR, on=TODAY, thresholds=DEFAULTS)
    assert sum("SELECT" in text for text in statements.texts) == 1


# --- follow-up ---


def test_only_an_owed_candidate_of_a_published_report_asks_for_a_decision(engine, angus):
    with writing(engine) as session:
        adults = programme(session)
        published, draft = (
            inspection(session, adults, published_on=PUBLISHED),
            inspection(session, adults, published_on=None),
        )
        weak = evaluation(session, published)
        owed = candidate(session, published, evaluation_id=weak, decide_by=TODAY - DAY)
        chosen = decision(session, published)
        candidate(session, published, CandidateState.DECIDED, decision_id=chosen)
        candidate(session, published, CandidateState.CLOSED)
        candidate(session, published, CandidateState.SEQUEL_NOT_ESTABLISHED)
        candidate(session, draft)
    (matter,) = matters_in(engine, MatterKind.DECISION_OWED)
    assert (matter.record_id, matter.parent_id, matter.reference) == (owed, published, f"FU-{owed:04d}")
    assert (matter.detail, matter.owner_id, matter.days_overdue(TODAY)) == ("Leadership", angus, 1)


def test_a_decision_without_a_day_is_due_so_many_days_after_publication(engine, angus):
    with writing(engine) as session:
        candidate(session, inspection(session, programme(session), published_on=PUBLISHED))
    (matter,) = matters_in(engine, MatterKind.DECISION_OWED)
    assert matter.due_on == PUBLISHED + timedelta(days=DEFAULTS.decision_due_days)


def test_an_inspection_of_two_areas_is_owed_in_both_each_by_its_own_inspector(engine, angus):
    with writing(engine) as session:
        area(session, MORAY, "Moray")
        other = fully_covered(session, MORAY)
        candidate(session, inspection(session, programme(session), ANGUS, MORAY, published_on=PUBLISHED))
    found = matters_in(engine, MatterKind.DECISION_OWED)
    assert {(one.area_code, one.owner_id) for one in found} == {(ANGUS, angus), (MORAY, other)}


@pytest.mark.parametrize(
    ("intention", "timescale", "state", "lacking"),
    [
        (True, "within a year", CandidateState.OWED, None),
        (False, "within a year", CandidateState.OWED, "intention"),
        (None, " ", CandidateState.OWED, "intention and timescale"),
        (True, "", CandidateState.OWED, "timescale"),
        (False, "", CandidateState.SEQUEL_NOT_ESTABLISHED, None),
        (False, "", CandidateState.CLOSED, None),
    ],
)
def test_a_published_report_lacks_its_intention_only_while_its_candidate_is_live(
    engine, angus, intention, timescale, state, lacking
):
    with writing(engine) as session:
        told = {"intention_recorded": intention, "timescale_text": timescale}
        of = inspection(session, programme(session), published_on=PUBLISHED, **told)
        candidate(session, of, state), candidate(session, of, state)
    found = matters_in(engine, MatterKind.INTENTION_MISSING)
    assert [one.detail for one in found] == ([lacking] if lacking else [])


@pytest.mark.parametrize(
    ("choice", "state", "is_lacking"),
    [
        (FollowUpChoice.PROGRESS_REVIEW, FollowUpState.DECIDED, True),
        (FollowUpChoice.PROGRESS_REVIEW, FollowUpState.CLOSED, False),
        (FollowUpChoice.IMPROVEMENT_SUPPORT, FollowUpState.DECIDED, False),
    ],
)
def test_a_decision_that_needs_no_visit_needs_no_words_in_the_report(engine, angus, choice, state, is_lacking):
    with writing(engine) as session:
        of = inspection(
            session, programme(session), published_on=PUBLISHED, intention_recorded=False, timescale_text=""
        )
        candidate(session, of, CandidateState.DECIDED, decision_id=decision(session, of, choice, state=state))
    assert bool(matters_in(engine, MatterKind.INTENTION_MISSING)) is is_lacking


@pytest.mark.parametrize(
    ("state", "due_on"),
    [
        (FollowUpState.DECIDED, TODAY),
        (FollowUpState.IN_PROGRESS, TODAY),
        (FollowUpState.REPORTED, None),
        (FollowUpState.CONTINUED_MONITORING, None),
        (FollowUpState.CLOSED, "no matter"),
    ],
)
def test_an_open_follow_up_is_due_by_its_window_while_a_visit_is_to_come(engine, angus, state, due_on):
    with writing(engine) as session:
        of = inspection(session, programme(session), published_on=PUBLISHED)
        decision(session, of, state=state, due_to=TODAY, window_is_default=True)
    found = matters_in(engine, MatterKind.FOLLOW_UP_DUE)
    assert [one.due_on for one in found] == ([] if due_on == "no matter" else [due_on])
    assert all(one.is_default_date is (due_on is not None) for one in found)


def test_the_next_review_to_come_sets_the_day_of_a_follow_up(engine, angus):
    with writing(engine) as session:
        of = inspection(session, programme(session), published_on=PUBLISHED)
        chosen = decision(session, of, state=FollowUpState.FURTHER_REVIEW, due_to=date(2026, 1, 1))
        for sequence, due_to, reported_on in ((1, date(2026, 1, 1), date(2026, 1, 5)), (2, date(2026, 9, 1), None)):
            put(
                session,
                ProgressReview(
                    original_inspection_id=of,
                    decision_id=chosen,
                    sequence=sequence,
                    due_to=due_to,
                    reported_on=reported_on,
                ),
            )
    (matter,) = matters_in(engine, MatterKind.FOLLOW_UP_DUE)
    assert (matter.due_on, matter.is_overdue(TODAY)) == (date(2026, 9, 1), False)


def test_a_decision_of_none_is_looked_at_again_by_whoever_signed_it(engine, angus):
    with writing(engine) as session:
        of = inspection(session, programme(session), published_on=PUBLISHED)
        chief = person(session, "Chief", RoleName.CHIEF_INSPECTOR)
        decision(session, of, FollowUpChoice.NONE, signed_by_id=chief, review_on=TODAY)
    (matter,) = matters_in(engine, MatterKind.NO_FOLLOW_UP_REVIEW)
    assert (matter.owner_id, matter.due_on) == (chief, TODAY)
    assert matters_in(engine, MatterKind.FOLLOW_UP_DUE) == []


# --- monitoring ---


def test_monitoring_is_proposed_to_a_senior_manager_then_reviewed_by_its_cadence(engine, angus):
    with writing(engine) as session:
        put(session, FormalMonitoring(area_code=ANGUS, reason="A secret", proposed_on=TODAY))
    (proposed,) = matters_in(engine, MatterKind.MONITORING_PROPOSED)
    assert (proposed.since, proposed.due_on, proposed.owner_id) == (TODAY, None, None)
    with writing(engine) as session:
        spell = session.exec(select(FormalMonitoring)).one()
        spell.state, spell.opened_on = MonitoringState.OPEN, date(2026, 1, 1)
        put(session, AssuranceUpdate(monitoring_id=spell.id, given_on=date(2026, 2, 1), summary="Held."))
    (review,) = matters_in(engine, MatterKind.MONITORING_REVIEW)
    assert (review.due_on, review.owner_id) == (date(2026, 3, 1), angus)
    assert matters_in(engine, MatterKind.MONITORING_PROPOSED) == []
    assert "A secret" not in repr(review)


@pytest.mark.parametrize("state", [MonitoringState.CLOSED, MonitoringState.DECLINED])
def test_ended_monitoring_asks_nobody(engine, angus, state):
    with writing(engine) as session:
        put(
            session,
            FormalMonitoring(area_code=ANGUS, reason="r", state=state, closed_on=TODAY, close_reason="It is better."),
        )
    assert matters_in(engine, MatterKind.MONITORING_REVIEW) == []
    assert matters_in(engine, MatterKind.MONITORING_PROPOSED) == []


# --- plans, items ---


@pytest.mark.parametrize(
    ("state", "judgement", "kind", "due_on"),
    [
        (PlanState.REQUESTED, None, MatterKind.PLAN_DUE, TODAY),
        (PlanState.RETURNED, None, MatterKind.PLAN_DUE, TODAY),
        (PlanState.RECEIVED, None, MatterKind.PLAN_TO_JUDGE, date(2026, 2, 21)),
        (PlanState.RECEIVED, PlanJudgement.PARTLY, MatterKind.PLAN_TO_SETTLE, date(2026, 2, 21)),
        (PlanState.NOT_REQUESTED, None, None, None),
        (PlanState.AGREED, None, MatterKind.PLAN_TO_CLOSE, None),
        (PlanState.CLOSED, None, None, None),
    ],
)
def test_a_plan_is_owed_by_them_until_it_is_here_and_by_us_until_it_is_agreed_and_closed(
    engine, angus, state, judgement, kind, due_on
):
    with writing(engine) as session:
        of = inspection(session, programme(session), published_on=PUBLISHED)
        plan(session, of, state=state, due_on=TODAY, received_on=date(2026, 2, 1), judgement=judgement)
    kinds = (MatterKind.PLAN_DUE, MatterKind.PLAN_TO_JUDGE, MatterKind.PLAN_TO_SETTLE, MatterKind.PLAN_TO_CLOSE)
    found = [one for each in kinds for one in matters_in(engine, each)]
    assert [(one.kind, one.due_on) for one in found] == ([(kind, due_on)] if kind else [])


@pytest.mark.parametrize("status", list(ItemStatus))
def test_an_item_is_due_by_the_partnership_or_a_claim_waits_for_us_or_it_is_over(engine, angus, status):
    with writing(engine) as session:
        of = plan(session, inspection(session, programme(session), published_on=PUBLISHED), state=PlanState.AGREED)
        keys = {"claimed_on": date(2026, 2, 1), "verified_on": TODAY, "verified_by_id": angus}
        one = item(session, of, 3, TODAY - DAY, status=status, **keys)
    due, claims = matters_in(engine, MatterKind.ACTION_DUE), matters_in(engine, MatterKind.CLAIM_TO_VERIFY)
    if status in (ItemStatus.VERIFIED, ItemStatus.WITHDRAWN):
        assert due + claims == []
    elif status is ItemStatus.CLAIMED:
        assert [(c.record_id, c.since, c.due_on) for c in claims] == [(one, date(2026, 2, 1), date(2026, 3, 1))]
        assert due == []
    else:
        assert [(d.record_id, d.reference, d.days_overdue(TODAY)) for d in due] == [(one, f"AP-{of:04d}/03", 1)]
        assert claims == []


def test_an_item_tells_how_often_it_was_postponed_and_not_how_often_it_moved(engine, angus):
    with writing(engine) as session:
        of = plan(session, inspection(session, programme(session), published_on=PUBLISHED))
        one = item(session, of, due_on=date(2026, 8, 1))
        dates = [date(2026, 5, 1), date(2026, 9, 1), date(2026, 7, 1), date(2026, 8, 1)]
        for sequence, (earlier, later) in enumerate(zip(dates, dates[1:], strict=False), start=1):
            put(
                session,
                DueDateRevision(
                    item_id=one,
                    sequence=sequence,
                    from_due_on=earlier,
                    to_due_on=later,
                    reason=SlipReason.STAFFING,
                    revised_on=date(2026, 1, sequence),
                ),
            )
    (matter,) = matters_in(engine, MatterKind.ACTION_DUE)
    assert matter.number == 2


# --- flags ---


def test_an_open_flag_stands_and_is_reviewed_and_a_closed_one_is_over(engine, angus):
    with writing(engine) as session:
        owner = person(session, "Owner", RoleName.SERVICE_MANAGER)
        kept = flag(session, owner_id=owner, review_on=TODAY - DAY)
        flag(session, state=FlagState.CLOSED, closed_on=TODAY, close_reason="It passed.")
    (stands,), (review,) = matters_in(engine, MatterKind.FLAG_OPEN), matters_in(engine, MatterKind.FLAG_REVIEW)
    assert (stands.record_id, stands.due_on, stands.owner_id) == (kept, None, owner)
    assert (review.record_id, review.days_overdue(TODAY), review.is_muted) == (kept, 1, False)


@pytest.mark.parametrize(("until", "is_muted"), [(TODAY, True), (TODAY - DAY, False)])
def test_a_muted_flag_is_still_counted_and_is_marked_until_its_last_quiet_day(engine, angus, until, is_muted):
    with writing(engine) as session:
        flag(session, muted_until=until, mute_reason="Known.")
    assert [one.is_muted for one in matters_in(engine, MatterKind.FLAG_REVIEW)] == [is_muted]


# --- contact and purposes ---


def met(session, held_on, *purposes, code=ANGUS):
    number = put(session, Contact(area_code=code, held_on=held_on, kind=ContactKind.MEETING, summary="A secret"))
    for purpose in purposes:
        put(session, ContactPurpose(contact_id=number, purpose=purpose))


def test_contact_is_due_a_routine_interval_after_the_last_one_and_later_ones_do_not_count_yet(engine, angus):
    with writing(engine) as session:
        met(session, date(2026, 1, 1)), met(session, date(2025, 6, 1)), met(session, TODAY + DAY)
    (matter,) = matters_in(engine, MatterKind.CONTACT_DUE)
    assert (matter.since, matter.due_on, matter.number) == (date(2026, 1, 1), date(2026, 4, 3), 0)
    assert "A secret" not in repr(matter)


@pytest.mark.parametrize(("days", "missed"), [(92, 0), (93, 1), (184, 1), (185, 2)])
def test_missed_contacts_are_counted_in_whole_intervals(engine, angus, days, missed):
    last = date(2025, 6, 1)
    with writing(engine) as session:
        met(session, last)
    (matter,) = matters_in(engine, MatterKind.CONTACT_DUE, on=last + timedelta(days=days))
    assert matter.number == missed


def test_contact_is_due_sooner_where_a_follow_up_or_monitoring_is_open(engine, angus):
    with writing(engine) as session:
        met(session, date(2026, 2, 1))
        decision(session, inspection(session, programme(session), published_on=PUBLISHED))
    (enhanced,) = matters_in(engine, MatterKind.CONTACT_DUE)
    assert (enhanced.due_on, enhanced.detail) == (date(2026, 3, 4), Attention.ENHANCED)
    with writing(engine) as session:
        put(
            session,
            FormalMonitoring(area_code=ANGUS, reason="r", state=MonitoringState.OPEN, opened_on=date(2026, 2, 20)),
        )
    assert matters_in(engine, MatterKind.CONTACT_DUE)[0].detail == Attention.FORMAL


def test_a_purpose_is_a_matter_once_its_day_is_within_the_month_of_the_queue(engine):
    with writing(engine) as session:
        area(session)
        fully_covered(session, since=TODAY - timedelta(days=DEFAULTS.purpose_untouched_days))
        met(session, TODAY, Purpose.GOOD_PRACTICE)
        met(session, TODAY - timedelta(days=152), Purpose.PUBLIC_PROTECTION)
        met(session, TODAY - timedelta(days=151), Purpose.RISKS_AND_IMPACT)
    found = {one.purpose: one.due_on for one in matters_in(engine, MatterKind.PURPOSE_UNTOUCHED)}
    assert found == {
        Purpose.SOCIAL_WORK_QUALITY: TODAY,
        Purpose.PUBLIC_PROTECTION: TODAY + timedelta(days=31),
        Purpose.SUPPORTING_FACTORS_AND_BARRIERS: TODAY,
        Purpose.CAPACITY_FOR_IMPROVEMENT: TODAY,
    }


# --- cover ---


def test_a_post_is_without_cover_from_the_day_after_the_last_day_covered(engine):
    with writing(engine) as session:
        area(session)
        one = person(session)
        ended = assign(session, one, ends_on=TODAY)
        assign(session, one, role=CoverRole.RELATIONSHIP_MANAGER_ADULT)
        assign(session, one, role=CoverRole.RELATIONSHIP_MANAGER_ELC)
    (coming,) = matters_in(engine, MatterKind.COVER_GAP, on=TODAY)
    (gap,) = matters_in(engine, MatterKind.COVER_GAP, on=TODAY + DAY)
    for matter in (coming, gap):
        assert (matter.role, matter.since, matter.record_id) == (CoverRole.LINK_INSPECTOR, TODAY + DAY, ended)
    assert (coming.parent_id, coming.is_overdue(TODAY), gap.owner_id) == (one, False, None)


def test_an_ending_with_a_successor_the_next_day_or_beyond_the_notice_is_no_gap(engine):
    with writing(engine) as session:
        area(session)
        one = fully_covered(session, since=date(2026, 3, 5))
        for role in CoverRole:
            assign(session, one, role=role, starts_on=date(2025, 1, 1), ends_on=date(2026, 3, 4))
        area(session, MORAY, "Moray")
        for role in CoverRole:
            assign(session, one, MORAY, role, ends_on=TODAY + timedelta(days=DEFAULTS.departure_notice_days + 1))
    assert matters_in(engine, MatterKind.COVER_GAP) == []
    assert len(matters_in(engine, MatterKind.COVER_GAP, on=TODAY + DAY)) == 3


def test_somebody_who_has_left_covers_nothing_and_owes_nothing(engine):
    with writing(engine) as session:
        area(session)
        gone = person(session, left_on=TODAY - DAY)
        for role in CoverRole:
            assign(session, gone, role=role)
        flag(session)
    assert {one.since for one in matters_in(engine, MatterKind.COVER_GAP)} == {TODAY}
    assert [one.owner_id for one in matters_in(engine, MatterKind.FLAG_REVIEW)] == [None]


def test_what_a_leaver_owned_falls_to_the_link_inspector_on_the_day_after(engine, angus):
    with writing(engine) as session:
        leaver = person(session, "Leaver", RoleName.SERVICE_MANAGER, left_on=TODAY)
        flag(session, owner_id=leaver)
    assert [one.owner_id for one in matters_in(engine, MatterKind.FLAG_OPEN)] == [leaver]
    assert [one.owner_id for one in matters_in(engine, MatterKind.FLAG_OPEN, on=TODAY + DAY)] == [angus]


@pytest.mark.parametrize(
    ("role", "covers", "may_act"),
    [
        (RoleName.LINK_INSPECTOR, MORAY, False),
        (RoleName.RELATIONSHIP_MANAGER_ADULT, ANGUS, True),
        (RoleName.RELATIONSHIP_MANAGER_ADULT, MORAY, False),
        (RoleName.SERVICE_MANAGER, None, True),
        (RoleName.SUPPORT_OFFICER, None, False),
    ],
)
def test_an_owner_who_may_not_act_in_the_area_counts_as_nobody_and_the_matter_says_so(
    engine, angus, role, covers, may_act
):
    with writing(engine) as session:
        owner = person(session, "Owner", role)
        area(session, MORAY, "Moray")
        if covers is not None:
            given_up = session.exec(
                select(Assignment).where(
                    Assignment.area_code == covers, Assignment.role == CoverRole.RELATIONSHIP_MANAGER_ADULT
                )
            ).first()
            if given_up is not None:
                given_up.ends_on = TODAY - DAY
                session.flush()
            assign(session, owner, covers, CoverRole(role.value))
        flag(session, owner_id=owner)
    (review,) = matters_in(engine, MatterKind.FLAG_REVIEW)
    assert (review.owner_id, review.has_lapsed_owner) == ((owner, False) if may_act else (angus, True))


def test_somebody_whose_access_has_ended_owns_nothing_from_the_day_after(engine, angus):
    with writing(engine) as session:
        flag(session, owner_id=person(session, "Chief", RoleName.CHIEF_INSPECTOR, access_ended_on=TODAY))
    assert [one.has_lapsed_owner for one in matters_in(engine, MatterKind.FLAG_OPEN)] == [False]
    assert [one.has_lapsed_owner for one in matters_in(engine, MatterKind.FLAG_OPEN, on=TODAY + DAY)] == [True]


def test_an_area_whose_link_inspector_has_lost_their_access_has_none(engine, angus):
    with writing(engine) as session:
        session.get_one(Person, angus).access_ended_on = TODAY - DAY
        flag(session, owner_id=angus)
    (gap,) = [one for one in matters_in(engine, MatterKind.COVER_GAP) if one.role is CoverRole.LINK_INSPECTOR]
    assert (gap.since, gap.area_code) == (TODAY, ANGUS)
    assert [one.owner_id for one in matters_in(engine, MatterKind.FLAG_REVIEW)] == [None]


@pytest.mark.parametrize(
    ("role", "left_on", "is_unheld"),
    [
        (RoleName.CHIEF_INSPECTOR, None, False),
        (RoleName.SERVICE_MANAGER, TODAY, False),
        (RoleName.SERVICE_MANAGER, TODAY - DAY, True),
        (RoleName.SUPPORT_OFFICER, None, True),
    ],
)
def test_what_only_a_senior_manager_can_answer_is_a_gap_while_there_is_none(engine, angus, role, left_on, is_unheld):
    with writing(engine) as session:
        person(session, "Sam", role, left_on=left_on)
        put(session, FormalMonitoring(area_code=ANGUS, reason="r", proposed_on=TODAY))
    assert [one.is_unheld for one in matters_in(engine, MatterKind.MONITORING_PROPOSED)] == [is_unheld]
    assert {one.is_unheld for one in matters_in(engine, MatterKind.CONTACT_DUE)} == {False}


# --- inspections under way ---


def with_milestone(session, stage, code=ANGUS, **more):
    published = PUBLISHED if stage is Stage.PUBLISHED else None
    of = inspection(session, programme(session, str(stage)), code, published_on=published, stage=stage)
    values: dict[str, Any] = {"kind": MilestoneKind.ON_SITE, "label": "On site", "planned_on": TODAY - DAY}
    put(session, Milestone(inspection_id=of, **(values | more)))


def test_a_milestone_is_owed_while_its_inspection_is_under_way_and_it_is_not_reached(engine, angus):
    with writing(engine) as session:
        with_milestone(session, Stage.FIELDWORK)
        with_milestone(session, Stage.PUBLISHED)
        with_milestone(session, Stage.CANCELLED)
        with_milestone(session, Stage.ANALYSIS, actual_on=TODAY)
        with_milestone(session, Stage.SCOPING, planned_on=None)
    (matter,) = matters_in(engine, MatterKind.MILESTONE_DUE)
    assert (matter.days_overdue(TODAY), matter.milestone) == (1, MilestoneKind.ON_SITE)


def test_an_inspection_that_is_only_planned_is_known_to_its_own_team_alone(engine, angus):
    with writing(engine) as session:
        with_milestone(session, Stage.PLANNED)
    assert len(matters_in(engine, MatterKind.MILESTONE_DUE, SENIOR)) == 1
    assert matters_in(engine, MatterKind.MILESTONE_DUE, OUTSIDER) == []
    assert matters_in(engine, MatterKind.MILESTONE_DUE, SHARED) == []


# --- quality-assured reviews ---


@pytest.mark.parametrize(
    ("kind", "decision_made", "received_on", "expected"),
    [
        (ReviewKind.LOOKED_AFTER_CHILD_DEATH, ReviewDecision.PENDING, None, (REPORT_DUE, date(2026, 3, 1))),
        (ReviewKind.LEARNING_REVIEW_CHILD, ReviewDecision.PROCEED, None, (REPORT_DUE, None)),
        (ReviewKind.LEARNING_REVIEW_CHILD, ReviewDecision.PENDING, None, (DECISION_AWAITED, None)),
        (ReviewKind.LEARNING_REVIEW_CHILD, ReviewDecision.NOT_PROCEED, None, (FEEDBACK_DUE, None)),
        (ReviewKind.LEARNING_REVIEW_CHILD, ReviewDecision.PROCEED, TODAY, (FEEDBACK_DUE, date(2026, 3, 31))),
    ],
)  # fmt: skip
def test_a_review_owes_a_report_then_feedback_and_no_clock_is_invented(
    engine, angus, kind, decision_made, received_on, expected
):
    with writing(engine) as session:
        put(
            session,
            ReviewNotification(
                area_code=ANGUS,
                kind=kind,
                reference="R-1",
                known_on=date(2026, 2, 1),
                notified_on=date(2026, 2, 2),
                decision=decision_made,
                report_received_on=received_on,
            ),
        )
    kinds = (REPORT_DUE, FEEDBACK_DUE, DECISION_AWAITED)
    assert [(one.kind, one.due_on) for kind in kinds for one in matters_in(engine, kind)] == [expected]
    assert [one for kind in kinds for one in matters_in(engine, kind, SHARED)] == []


# --- what may not be known ---


def test_nothing_drawn_from_an_unpublished_inspection_reaches_whoever_may_not_read_it(engine, angus):
    with writing(engine) as session:
        draft = inspection(session, programme(session), published_on=None)
        flag(session, inspection_id=draft, title="From the draft")
        put(session, FormalMonitoring(area_code=ANGUS, reason="r", inspection_id=draft, proposed_on=TODAY))
        item(session, plan(session, draft), text="From the draft")
    kinds = (MatterKind.FLAG_OPEN, MatterKind.MONITORING_PROPOSED, MatterKind.PLAN_DUE, MatterKind.ACTION_DUE)
    assert [len(matters_in(engine, kind)) for kind in kinds] == [1, 1, 1, 1]
    for viewer in (OUTSIDER, SHARED):
        assert [matters_in(engine, kind, viewer) for kind in kinds] == [[], [], [], []]


# --- the status of areas ---


def test_every_area_has_its_status_from_its_own_matters_the_worst_first(engine, angus):
    with writing(engine) as session:
        area(session, MORAY, "Moray")
        fully_covered(session, MORAY)
        area(session, "S12000023", "Orkney Islands")
        flag(session, MORAY)
        flag(session, ANGUS, descriptor=RiskDescriptor.UNCERTAINTY, review_on=TODAY)
    with reading(engine) as session:
        standings, next_day = (
            area_standings(account(session, SENIOR, on=on, thresholds=DEFAULTS), on=on, thresholds=DEFAULTS)
            for on in (TODAY, TODAY + DAY)
        )
    assert [(one.area_code, one.status) for one in standings] == [
        (MORAY, AreaStatus.RED),
        (ANGUS, AreaStatus.GREEN),
        ("S12000023", AreaStatus.GREY),
    ]
    assert {one.area_code: one.status for one in next_day}[ANGUS] is AreaStatus.AMBER


def test_the_ground_of_an_area_tells_who_covers_it_and_the_last_contact(engine, angus):
    with writing(engine) as session:
        met(session, date(2026, 2, 1), Purpose.GOOD_PRACTICE)
    with reading(engine) as session:
        (ground,) = account(session, SENIOR, on=TODAY, thresholds=DEFAULTS).areas
        names = session.exec(select(Area.short_name)).all()
    assert ([ground.name], ground.link_inspector_id, ground.last_contact_on) == (names, angus, date(2026, 2, 1))
    assert ground.purposes == ((Purpose.GOOD_PRACTICE, date(2026, 2, 1)),)
