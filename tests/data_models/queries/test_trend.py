import random
from datetime import date, timedelta

from data_models.database import reading
from data_models.queries.matters import account
from data_models.queries.trend import month_ends, trend
from data_models.tables import ActionUpdate, DueDateRevision
from data_models.vocabulary import CandidateState, FollowUpChoice, FollowUpState, ItemStatus, MatterKind, SlipReason
from tests.data_models.queries.small_record import (
    DEFAULTS,
    SENIOR,
    TODAY,
    area,
    candidate,
    decision,
    fully_covered,
    inspection,
    item,
    plan,
    programme,
    put,
    writing,
)
from tests.statements import counting_statements

PUBLISHED, RECEIVED = date(2024, 1, 10), date(2024, 2, 20)
DAY = timedelta(days=1)


def read(engine, on=TODAY):
    with reading(engine) as session:
        return trend(session, on=on)


def agreed_plan(session, published_on=PUBLISHED):
    return plan(session, inspection(session, programme(session), published_on=published_on), received_on=RECEIVED)


def postpone(session, item_id, sequence, earlier, later, revised_on):
    put(
        session,
        DueDateRevision(
            item_id=item_id,
            sequence=sequence,
            from_due_on=earlier,
            to_due_on=later,
            reason=SlipReason.STAFFING,
            revised_on=revised_on,
        ),
    )


def test_the_trend_has_24_month_ends_and_the_day_itself_also_over_29_february():
    days = month_ends(date(2026, 3, 3))
    assert (len(days), days[0], days[-2], days[-1]) == (
        25,
        date(2024, 3, 31),
        date(2026, 2, 28),
        date(2026, 3, 3),
    )
    assert date(2024, 2, 29) in month_ends(date(2026, 2, 28))


def test_an_empty_record_has_a_trend_of_nothing(engine):
    with counting_statements(engine) as statements:
        found = read(engine)
    assert [(one.open_follow_up, one.overdue_actions) for one in found] == [(0, 0)] * 25
    assert sum("SELECT" in text for text in statements.texts) == 1


def test_an_action_was_overdue_between_a_promised_date_and_its_revision(engine):
    with writing(engine) as session:
        area(session)
        one = item(session, agreed_plan(session), due_on=date(2025, 12, 1), original_due_on=date(2025, 6, 15))
        postpone(session, one, 1, date(2025, 6, 15), date(2025, 12, 1), date(2025, 9, 10))
    overdue = [point.day for point in read(engine) if point.overdue_actions]
    assert overdue == [
        date(2025, 6, 30),
        date(2025, 7, 31),
        date(2025, 8, 31),
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
        TODAY,
    ]


def test_an_action_is_not_overdue_on_its_last_day(engine):
    with writing(engine) as session:
        area(session)
        item(session, agreed_plan(session), due_on=date(2025, 12, 31))
    assert {point.day: point.overdue_actions for point in read(engine)}[date(2025, 12, 31)] == 0
    assert {point.day: point.overdue_actions for point in read(engine)}[date(2026, 1, 31)] == 1


def test_a_follow_up_is_open_from_the_duty_to_decide_until_it_is_closed(engine):
    with writing(engine) as session:
        area(session)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        done = decision(
            session,
            of,
            decided_on=date(2025, 5, 1),
            state=FollowUpState.CLOSED,
            closed_on=date(2025, 8, 31),
            close_reason="Better.",
        )
        candidate(session, of, CandidateState.DECIDED, decision_id=done, opened_on=date(2025, 3, 31))
        candidate(session, of, CandidateState.SEQUEL_NOT_ESTABLISHED, opened_on=date(2024, 1, 1))
    opened = [point.day for point in read(engine) if point.open_follow_up]
    assert (opened[0], opened[-1], len(opened)) == (date(2025, 3, 31), date(2025, 7, 31), 5)


def test_deciding_on_none_ends_the_duty_and_opens_nothing(engine):
    with writing(engine) as session:
        area(session)
        chief = fully_covered(session)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        none = decision(
            session, of, FollowUpChoice.NONE, decided_on=date(2025, 5, 1), signed_by_id=chief, review_on=TODAY
        )
        candidate(session, of, CandidateState.DECIDED, decision_id=none, opened_on=date(2025, 3, 31))
    assert [point.day for point in read(engine) if point.open_follow_up] == [date(2025, 3, 31), date(2025, 4, 30)]


def test_the_trend_agrees_with_a_replay_day_by_day_and_its_last_point_with_the_matters_of_the_day(engine):
    dice = random.Random(7)
    stories = []
    with writing(engine) as session:
        area(session)
        verifier = fully_covered(session)
        of = agreed_plan(session)
        for number in range(1, 41):
            stories.append(_one_story(session, of, number, dice, verifier))
    points = read(engine)
    assert [point.overdue_actions for point in points] == [
        sum(_was_overdue(story, point.day) for story in stories) for point in points
    ]
    assert any(point.overdue_actions for point in points)
    with reading(engine) as session:
        matters = account(session, SENIOR, on=TODAY, thresholds=DEFAULTS).matters
    late = sum(one.kind is MatterKind.ACTION_DUE and one.is_overdue(TODAY) for one in matters)
    assert points[-1].overdue_actions == late


def _one_story(session, plan_id, number, dice, verifier):
    """One item with random moves of its date and random reports; what happened, day by day."""
    due_on = original = RECEIVED + timedelta(days=dice.randrange(30, 500))
    day, moves, told, status = RECEIVED, [], [], ItemStatus.NOT_STARTED
    for _ in range(dice.randrange(0, 6)):
        day += timedelta(days=dice.randrange(1, 150))
        if day > TODAY:
            break
        if dice.random() < 0.5:
            moves.append((day, due_on, due_on + timedelta(days=dice.randrange(-40, 120))))
            due_on = moves[-1][2]
        else:
            choices = [ItemStatus.IN_PROGRESS, ItemStatus.AT_RISK, ItemStatus.CLAIMED, ItemStatus.DISPUTED]
            status = dice.choice(choices)
            told.append((day, status))
    if status is ItemStatus.CLAIMED and dice.random() < 0.5:
        status = ItemStatus.VERIFIED
        told.append((day, status))
    keys = {"claimed_on": RECEIVED, "verified_on": day, "verified_by_id": verifier}
    one = item(session, plan_id, number, due_on, original_due_on=original, status=status, **keys)
    for sequence, (moved_on, earlier, later) in enumerate(moves, start=1):
        postpone(session, one, sequence, earlier, later, moved_on)
    for told_on, said in told:
        put(session, ActionUpdate(item_id=one, updated_on=told_on, status=said))
    return original, moves, told


def _was_overdue(story, day):
    due_on, moves, told = story
    status, at = ItemStatus.NOT_STARTED, RECEIVED
    while at <= day:
        for moved_on, _, later in moves:
            due_on = later if moved_on == at else due_on
        for told_on, said in told:
            status = said if told_on == at else status
        at += DAY
    waits_for_them = status not in (ItemStatus.CLAIMED, ItemStatus.VERIFIED, ItemStatus.WITHDRAWN)
    return day >= RECEIVED and waits_for_them and due_on < day
