from datetime import date

import pytest

from data_models.database import reading
from data_models.queries.follow_up import register
from data_models.queries.ledger import WHOLE_RECORD, ledger, ledger_from, questions, unowned
from data_models.queries.ledger_rows import BreachKind
from data_models.queries.matters import Account, account, account_from
from data_models.queries.owed import questions as questions_of_matters
from data_models.queries.together import together
from data_models.rules.follow_up import CORRECTED
from data_models.rules.matters import Matter
from data_models.tables import Evaluation, EvaluationTotal, FormalMonitoring
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    CoverRole,
    FollowUpState,
    Grade,
    ItemStatus,
    MatterKind,
    Origin,
    PlanState,
    RoleName,
    Scale,
    Standing,
    TriggerKind,
)
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    SENIOR,
    TODAY,
    area,
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

PUBLISHED = date(2025, 12, 1)


def read(engine):
    with reading(engine) as session:
        return ledger(session, on=TODAY, thresholds=DEFAULTS)


def kinds(found):
    return [one.kind for one in found.breaches]


def test_an_empty_record_owes_nothing_and_breaches_nothing(engine):
    found = read(engine)
    assert (found.calling, found.accounted_for, found.is_sound) == (0, 0, True)


def test_every_trigger_counts_once_however_many_areas_and_totals_count_what_has_no_name(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        fully_covered(session), fully_covered(session, MORAY)
        of = inspection(session, programme(session), ANGUS, MORAY, published_on=PUBLISHED)
        weak = evaluation(session, of)
        evaluation(session, of, Grade.ADEQUATE, "Outcomes")
        total = put(
            session, EvaluationTotal(inspection_id=of, label="All", grade=Grade.UNSATISFACTORY, total=3, unnamed=2)
        )
        put(session, EvaluationTotal(inspection_id=of, label="All", grade=Grade.WEAK, total=1, unnamed=0))
        asp = put(
            session,
            Evaluation(
                inspection_id=of,
                label="Key processes",
                scale=Scale.ASP_STATEMENT,
                statement=AspStatement.IMPORTANT_WEAKNESS,
            ),
        )
        candidate(session, of, evaluation_id=weak)
        candidate(session, of, CandidateState.SEQUEL_NOT_ESTABLISHED, evaluation_total_id=total, covers=2)
        candidate(session, of, CandidateState.CLOSED, evaluation_id=asp, trigger=TriggerKind.ASP_STATEMENT)
    with counting_statements(engine) as statements:
        found = read(engine)
    assert (found.calling, found.accounted_for, found.is_sound) == (4, 4, True)
    assert [found.standing_as(state) for state in CandidateState] == [1, 0, 1, 2]
    assert found.entries[0].area_codes == (MORAY, ANGUS)
    assert sum("SELECT" in text for text in statements.texts) == 1


def test_a_weak_evaluation_without_a_candidate_is_a_breach_and_one_before_publication_is_not(engine):
    with writing(engine) as session:
        area(session)
        adults = programme(session)
        evaluation(session, inspection(session, adults, published_on=PUBLISHED))
        evaluation(session, inspection(session, adults, published_on=None))
    found = read(engine)
    assert (found.calling, found.accounted_for) == (1, 0)
    assert kinds(found) == [BreachKind.TRIGGER_WITHOUT_CANDIDATE]


def test_a_candidate_that_covers_another_number_than_its_total_is_a_breach(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        total = put(session, EvaluationTotal(inspection_id=of, label="All", grade=Grade.WEAK, total=3, unnamed=3))
        candidate(session, of, evaluation_total_id=total, covers=2)
    found = read(engine)
    assert kinds(found) == [BreachKind.COUNTS_DIFFER]
    assert (found.calling, found.accounted_for, found.standing_as(CandidateState.OWED)) == (3, 2, 2)
    assert found.breaches[0].inspection_id == of


def test_a_candidate_outlives_its_corrected_evaluation_only_as_a_closed_one(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        raised, other = (evaluation(session, of, Grade.GOOD, label) for label in ("One", "Two"))
        candidate(session, of, evaluation_id=raised)
        candidate(session, of, CandidateState.CLOSED, evaluation_id=other)
        candidate(session, of, trigger=TriggerKind.MINISTERIAL_REQUEST)
    assert kinds(read(engine)) == [BreachKind.CANDIDATE_WITHOUT_TRIGGER]


def test_a_duty_that_a_correction_ended_under_a_weak_evaluation_is_a_breach(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        weak = evaluation(session, of)
        candidate(session, of, CandidateState.CLOSED, evaluation_id=weak, close_reason=f"{CORRECTED}It was adequate.")
    found = read(engine)
    assert (kinds(found), found.accounted_for) == ([BreachKind.CORRECTED_AWAY], 0)


def test_a_report_that_promises_follow_up_and_asks_nobody_is_a_breach(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        adults, promise = programme(session), {"intention_recorded": True, "intention_text": "We will return."}
        silent = inspection(session, adults, published_on=PUBLISHED, **promise)
        inspection(session, adults, published_on=None, **promise)
        inspection(session, adults, published_on=PUBLISHED, origin=Origin.PUBLISHED_RECORD, **promise)
        answered = inspection(session, adults, published_on=PUBLISHED, **promise)
        candidate(session, answered, trigger=TriggerKind.OTHER)
    found = read(engine)
    assert [(one.kind, one.inspection_id) for one in found.breaches] == [(BreachKind.PROMISE_WITHOUT_CANDIDATE, silent)]


def test_a_candidate_that_stays_decided_after_its_follow_up_ended_is_a_breach(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        for label, state in (("One", FollowUpState.CLOSED), ("Two", FollowUpState.SCHEDULED)):
            ended = decision(session, of, state=state)
            weak = evaluation(session, of, label=label)
            candidate(session, of, CandidateState.DECIDED, evaluation_id=weak, decision_id=ended)
    found = read(engine)
    assert [(one.kind, one.reference) for one in found.breaches] == [(BreachKind.DUTY_WITHOUT_CLOCK, "FU-0001")]


def test_a_duty_that_no_queue_would_ever_show_is_a_breach(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        draft = inspection(session, programme(session), published_on=None)
        candidate(session, draft, trigger=TriggerKind.MINISTERIAL_REQUEST)
    assert kinds(read(engine)) == [BreachKind.DUTY_WITHOUT_CLOCK]


def test_clocks_are_counted_and_those_of_an_area_without_a_link_inspector_apart(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        fully_covered(session)
        adults = programme(session)
        for code in (ANGUS, MORAY):
            of = inspection(session, adults, code, published_on=PUBLISHED)
            candidate(session, of, evaluation_id=evaluation(session, of))
    found = read(engine)
    assert found.is_sound
    assert (found.clocks.in_gaps, found.clocks.areas_with_gaps) == (1, 1)
    assert found.clocks.running > 2


def test_clocks_for_a_role_that_nobody_here_has_are_a_gap_and_no_breach(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        put(session, FormalMonitoring(area_code=ANGUS, reason="r", proposed_on=TODAY))
    clocks = read(engine).clocks
    assert (clocks.unheld, clocks.missing_roles) == (1, {RoleName.CHIEF_INSPECTOR, RoleName.SERVICE_MANAGER})
    assert read(engine).is_sound
    with writing(engine) as session:
        person(session, "Chief", RoleName.CHIEF_INSPECTOR)
    assert read(engine).clocks.unheld == 0


def test_an_absent_value_never_calls(engine):
    with writing(engine) as session:
        area(session)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        for standing in Standing:
            if standing is not Standing.EVALUATED:
                put(session, Evaluation(inspection_id=of, label="x", scale=Scale.SIX_POINT, standing=standing))
    assert read(engine).calling == 0


def test_a_clock_is_owned_or_its_area_shows_the_gap(engine):
    with writing(engine) as session:
        area(session)
        flag(session)
    assert read(engine).is_sound


def test_a_claim_that_the_areas_own_inspector_took_down_is_the_managers_and_no_breach(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        me, officer = fully_covered(session), person(session, "Sam", RoleName.SUPPORT_OFFICER)
        adults = programme(session)
        for code, recorder in ((ANGUS, me), (MORAY, officer)):
            of = plan(session, inspection(session, adults, code, published_on=PUBLISHED), state=PlanState.AGREED)
            item(session, of, status=ItemStatus.CLAIMED, claimed_on=TODAY, claim_recorded_by_id=recorder)
    with reading(engine) as session:
        found = account(session, WHOLE_RECORD, on=TODAY, thresholds=DEFAULTS)
    claims = [one for one in found.matters if one.kind is MatterKind.CLAIM_TO_VERIFY]
    assert {(one.area_code, one.owner_id, one.needs_second_hand) for one in claims} == {
        (ANGUS, None, True),
        (MORAY, None, False),
    }
    assert read(engine).is_sound


def test_the_ledger_agrees_with_the_register_of_follow_up(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        candidate(session, of, evaluation_id=evaluation(session, of))
        evaluation(session, of, Grade.UNSATISFACTORY, "Forgotten")
    found = read(engine)
    with reading(engine) as session:
        shown = register(session, SENIOR, on=TODAY, thresholds=DEFAULTS)
    assert (found.calling, found.accounted_for) == (shown.calling, shown.accounted_for) == (2, 1)


def test_a_clock_that_nobody_owns_without_a_gap_to_explain_it_is_a_breach():
    orphan = Matter(MatterKind.PLAN_DUE, ANGUS, "AP-0001", "Angus", 1)
    gap = Matter(MatterKind.COVER_GAP, ANGUS, ANGUS, "Angus", 0, role=CoverRole.LINK_INSPECTOR)
    assert [one.reference for one in unowned(Account((), (orphan,)))] == ["AP-0001"]
    assert list(unowned(Account((), (orphan, gap)))) == []


@pytest.mark.parametrize("stopped", ["plan", "action", "flag", "monitoring"])
def test_what_is_open_and_in_no_queue_is_a_breach(engine, stopped):
    with writing(engine) as session:
        area(session), fully_covered(session)
        of = plan(session, inspection(session, programme(session), published_on=PUBLISHED), state=PlanState.RECEIVED)
        item(session, of), flag(session)
        put(session, FormalMonitoring(area_code=ANGUS, reason="r", proposed_on=TODAY))
    kinds_of = {
        "plan": {MatterKind.PLAN_TO_JUDGE},
        "action": {MatterKind.ACTION_DUE},
        "flag": {MatterKind.FLAG_REVIEW},
        "monitoring": {MatterKind.MONITORING_PROPOSED},
    }
    names = {"plan": "AP-0001", "action": "AP-0001/01", "flag": "RF-0001", "monitoring": "FM-0001"}
    with reading(engine) as session:
        found = together(session, questions() | questions_of_matters(WHOLE_RECORD))
    whole = account_from(found, TODAY, DEFAULTS)
    kept = tuple(one for one in whole.matters if one.kind not in kinds_of[stopped])
    # A plan with open actions has their clocks, so the plan is looked at without them.
    found = found | ({"ledger_items": []} if stopped == "plan" else {})
    assert ledger_from(found, whole).is_sound
    broken = ledger_from(found, Account(whole.areas, kept)).breaches
    assert [(one.kind, one.reference) for one in broken] == [(BreachKind.DUTY_WITHOUT_CLOCK, names[stopped])]
