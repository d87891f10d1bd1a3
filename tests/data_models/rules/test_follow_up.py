"""A trigger opens a duty to decide, never a visit; the report's words come before our default."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_models.rules import follow_up
from data_models.rules.follow_up import Lack, Trigger, Window
from data_models.rules.gradings import Judgement
from data_models.rules.known_dates import UNKNOWN_DATE, KnownDate
from data_models.rules.settings import Thresholds
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    DatePrecision,
    FollowUpChoice,
    FollowUpState,
    Grade,
    ReviewOutcome,
    Scale,
    TriggerKind,
)

DEFAULTS = Thresholds()
PUBLISHED = KnownDate(date(2026, 3, 3))
WEAK = Judgement(Scale.SIX_POINT, grade=Grade.WEAK)
ASP_WEAKNESS = Judgement(Scale.ASP_STATEMENT, statement=AspStatement.IMPORTANT_WEAKNESS)


def test_every_word_that_drives_follow_up_is_mapped():
    assert set(follow_up.TRIGGER_ON) == set(Scale)
    assert set(follow_up.CANDIDATE_MOVES) == set(CandidateState)
    assert set(follow_up.FOLLOW_UP_MOVES) == set(FollowUpState) == set(follow_up.AWAITS_REVIEW)
    assert set(follow_up.OUTCOME_LEADS_TO) == set(ReviewOutcome)
    assert set(follow_up.REPORT_SHOULD_SAY) == set(FollowUpChoice)


def test_a_weak_evaluation_triggers_a_may_with_a_check_of_the_key_area():
    assert follow_up.trigger_of(WEAK, published=True) == Trigger(TriggerKind.GRADE, True, "may")
    assert follow_up.trigger_of(WEAK, published=True, is_key_area=False) == Trigger(TriggerKind.GRADE, True)
    assert follow_up.trigger_of(WEAK, published=True, is_key_area=True) == Trigger(TriggerKind.GRADE, False)


def test_a_statement_of_important_weakness_triggers_without_that_check():
    assert follow_up.trigger_of(ASP_WEAKNESS, published=True) == Trigger(TriggerKind.ASP_STATEMENT, False)


@pytest.mark.parametrize("judgement", [WEAK, ASP_WEAKNESS])
def test_nothing_triggers_before_publication(judgement):
    assert follow_up.trigger_of(judgement, published=False) is None


@pytest.mark.parametrize(
    "judgement",
    [
        Judgement(Scale.SIX_POINT, grade=Grade.ADEQUATE),
        Judgement(Scale.ASP_STATEMENT, statement=AspStatement.EFFECTIVE),
        Judgement(Scale.PROGRESS),
        Judgement(Scale.NONE),
    ],
)
def test_what_is_not_weak_triggers_nothing(judgement):
    assert follow_up.trigger_of(judgement, published=True) is None


def test_a_decision_is_due_from_the_last_day_publication_can_have_been():
    assert follow_up.decision_due_on(PUBLISHED, DEFAULTS) == date(2026, 3, 31)
    month = KnownDate(date(2026, 3, 1), DatePrecision.MONTH)
    assert follow_up.decision_due_on(month, DEFAULTS) == date(2026, 4, 28)
    assert follow_up.decision_due_on(UNKNOWN_DATE, DEFAULTS) is None


def test_the_window_is_the_reports_own_when_it_has_an_end():
    window = follow_up.follow_up_window(PUBLISHED, date(2026, 9, 1), date(2026, 12, 31), DEFAULTS)
    assert window == Window(date(2026, 9, 1), date(2026, 12, 31), is_default=False)


def test_a_default_window_is_marked_as_one_and_a_second_review_has_longer():
    assert follow_up.follow_up_window(PUBLISHED, None, None, DEFAULTS) == Window(None, date(2027, 3, 3), True)
    second = follow_up.follow_up_window(PUBLISHED, None, None, DEFAULTS, earlier_reviews=1)
    assert second == Window(None, date(2027, 9, 3), is_default=True)


def test_without_any_date_the_window_has_no_end_and_a_stated_start_never_follows_a_default_end():
    assert follow_up.follow_up_window(UNKNOWN_DATE, None, None, DEFAULTS) == Window(None, None, True)
    late_start = follow_up.follow_up_window(PUBLISHED, date(2028, 1, 1), None, DEFAULTS)
    assert late_start == Window(date(2028, 1, 1), date(2028, 1, 1), is_default=True)


@pytest.mark.parametrize(
    ("intention", "timescale", "lacks"),
    [
        (True, "within one year", ()),
        (True, "  ", (Lack.TIMESCALE,)),
        (False, "within one year", (Lack.INTENTION,)),
        (False, None, (Lack.INTENTION, Lack.TIMESCALE)),
    ],
)
def test_what_a_published_report_lacks_is_named(intention, timescale, lacks):
    assert follow_up.report_lacks(intention, timescale) == lacks
    assert follow_up.report_lacks(intention, timescale, FollowUpChoice.PROGRESS_REVIEW) == lacks


@pytest.mark.parametrize("choice", [one for one in FollowUpChoice if one is not FollowUpChoice.PROGRESS_REVIEW])
def test_a_report_lacks_nothing_once_no_visit_is_decided(choice):
    assert follow_up.report_lacks(False, None, choice) == ()


def test_a_closed_candidate_and_a_closed_follow_up_never_reopen():
    assert not any(follow_up.candidate_may_become(CandidateState.CLOSED, one) for one in CandidateState)
    assert not any(follow_up.follow_up_may_become(FollowUpState.CLOSED, one) for one in FollowUpState)


def test_a_visit_is_reported_before_it_can_end_in_monitoring():
    assert follow_up.follow_up_may_become(FollowUpState.REPORTED, FollowUpState.CONTINUED_MONITORING)
    assert not follow_up.follow_up_may_become(FollowUpState.IN_PROGRESS, FollowUpState.CLOSED)
    assert not follow_up.follow_up_may_become(FollowUpState.DECIDED, FollowUpState.REPORTED)


@given(st.sampled_from(FollowUpState))
def test_every_follow_up_can_reach_its_close(state):
    reached, seen = {state}, set[FollowUpState]()
    while reached - seen:
        seen |= reached
        reached |= {new for one in seen for new in follow_up.FOLLOW_UP_MOVES[one]}
    assert FollowUpState.CLOSED in reached


def test_only_an_owed_candidate_asks_for_a_decision():
    assert [state for state in CandidateState if follow_up.is_owed(state)] == [CandidateState.OWED]


def test_a_follow_up_is_past_due_on_the_day_after_its_window_and_only_while_a_visit_is_awaited():
    due = date(2026, 3, 3)
    assert not follow_up.is_past_due(FollowUpState.SCHEDULED, due, due)
    assert follow_up.is_past_due(FollowUpState.SCHEDULED, due, date(2026, 3, 4))
    assert not follow_up.is_past_due(FollowUpState.REPORTED, due, date(2026, 3, 4))
    assert not follow_up.is_past_due(FollowUpState.SCHEDULED, None, date(2026, 3, 4))


def test_continued_monitoring_is_open_until_somebody_closes_it():
    assert [state for state in FollowUpState if not follow_up.is_open(state)] == [FollowUpState.CLOSED]


def test_an_outcome_leads_only_where_a_reported_review_may_go():
    for outcome, state in follow_up.OUTCOME_LEADS_TO.items():
        assert state is None or follow_up.follow_up_may_become(FollowUpState.REPORTED, state), outcome
