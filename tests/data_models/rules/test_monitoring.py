"""Formal monitoring: in by significant concerns, out by five lines."""

from datetime import date

import pytest

from data_models.rules import monitoring
from data_models.rules.monitoring import ExitProblem
from data_models.rules.settings import Thresholds
from data_models.vocabulary import ExitAssessment, ExitCriterion, MonitoringState, RiskDescriptor, RoleName

ALL_MET = dict.fromkeys(ExitCriterion, ExitAssessment.MET)


def leaving(assessments=ALL_MET, reason="Sustained.", role=RoleName.SERVICE_MANAGER):
    return monitoring.exit_problems(assessments, reason=reason, role=role)


def test_every_word_that_drives_monitoring_is_mapped():
    assert set(monitoring.MOVES) == set(MonitoringState)
    assert set(monitoring.IS_ASSESSED) == set(ExitAssessment)
    assert set(monitoring.PROPOSES) == set(RiskDescriptor)


@pytest.mark.parametrize(("concerns", "published"), [(True, True), (True, False), (False, True), (False, False)])
def test_only_published_significant_concerns_propose_monitoring(concerns, published):
    proposed = monitoring.proposes_monitoring(significant_concerns=concerns, published=published)
    assert proposed is (concerns and published)


def test_a_flag_proposes_monitoring_only_in_the_words_significant_concern():
    proposing = [one for one in RiskDescriptor if monitoring.flag_proposes_monitoring(one)]
    assert proposing == [RiskDescriptor.SIGNIFICANT_CONCERN]


def test_the_next_review_follows_its_own_cadence_or_the_default():
    due = monitoring.next_review_due
    assert due(date(2026, 3, 2), None, None, Thresholds()) == date(2026, 3, 30)
    assert due(date(2026, 3, 2), date(2026, 3, 20), 2, Thresholds()) == date(2026, 4, 3)


def test_all_five_lines_are_needed_to_leave():
    assert leaving() == ()
    for line in ExitCriterion:
        unassessed = ALL_MET | {line: ExitAssessment.UNASSESSED}
        assert leaving(unassessed) == (ExitProblem.LINES_UNASSESSED,)
        assert monitoring.unassessed_lines(unassessed) == (line,)
    assert monitoring.unassessed_lines({}) == tuple(ExitCriterion)


def test_a_line_not_met_is_assessed():
    assert leaving(ALL_MET | {ExitCriterion.CAPACITY: ExitAssessment.NOT_MET}) == ()


def test_leaving_needs_a_reason_and_a_senior_manager():
    assert leaving(reason=" ") == (ExitProblem.NO_REASON,)
    assert leaving(role=RoleName.LINK_INSPECTOR) == (ExitProblem.NEEDS_SENIOR_MANAGER,)


def test_closed_and_declined_monitoring_never_reopen():
    assert monitoring.may_become(MonitoringState.PROPOSED, MonitoringState.OPEN)
    assert not monitoring.may_become(MonitoringState.PROPOSED, MonitoringState.CLOSED)
    for ended in (MonitoringState.CLOSED, MonitoringState.DECLINED):
        assert not any(monitoring.may_become(ended, one) for one in MonitoringState)
