"""The ledger of obligations: every trigger has its candidate, every candidate its answer, every clock an owner."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlmodel import Session, col

from data_models.queries.ledger_rows import Breach, BreachKind, Clocks, Ledger, LedgerEntry, is_answered
from data_models.queries.matters import Account, account_from
from data_models.queries.owed import questions as questions_of_matters
from data_models.queries.scope import IS_PUBLISHED
from data_models.queries.together import Found, LaidOut, Question, asked, laid_out
from data_models.rules.action_plans import PLAN_HAS_ENDED
from data_models.rules.follow_up import was_corrected_away
from data_models.rules.owing import IS_A_TASK, answers_for, falls_to_manager
from data_models.rules.references import Kind, reference
from data_models.rules.settings import Thresholds
from data_models.tables import (
    ActionItem,
    ActionPlan,
    Evaluation,
    EvaluationTotal,
    FollowUpCandidate,
    FollowUpDecision,
    FormalMonitoring,
    Inspection,
    InspectionArea,
    MeetingAction,
    Programme,
    ProgressReview,
    RiskFlag,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    AspStatement,
    CandidateState,
    CoverRole,
    FlagState,
    FollowUpChoice,
    Grade,
    ItemStatus,
    MatterKind,
    MeetingActionState,
    MonitoringState,
    Origin,
    RoleName,
    Scale,
    Standing,
    TriggerKind,
)

# The ledger is checked over the whole record whoever asks: it counts, and names references, never findings.
WHOLE_RECORD = Viewer(name="The ledger", role=RoleName.CHIEF_INSPECTOR)


def ledger(session: Session, *, on: date, thresholds: Thresholds) -> Ledger:
    """The whole check over the whole record. One statement."""
    found = asked(session, _whole())
    return ledger_from(found, account_from(found, on, thresholds))


@cache
def _whole() -> LaidOut:
    """It is asked at every check and after every undoing, and is always the same."""
    return laid_out(questions() | questions_of_matters(WHOLE_RECORD))


def live_ledger(session: Session, _: Viewer, *, on: date, thresholds: Thresholds) -> Ledger:
    """The ledger as a page asks for it. It names references and published findings only: the same for everybody."""
    return ledger(session, on=on, thresholds=thresholds)


def questions() -> dict[str, Question]:
    """What the ledger asks, for a page that asks other things in the same statement."""
    return {
        "ledger_evaluations": _evaluations(),
        "ledger_totals": _totals(),
        "ledger_candidates": _candidates(),
        "ledger_areas": _areas(),
        "ledger_promises": _promises(),
        **_open_records(),
    }


def _open_records() -> dict[str, Question]:
    """What is not ended, asked without the queues' own conditions: it proves that they leave none out."""
    item, ended = ActionItem, (ItemStatus.VERIFIED, ItemStatus.WITHDRAWN)
    return {
        "ledger_plans": select(col(ActionPlan.id)).where(col(ActionPlan.state).not_in(PLAN_HAS_ENDED)),
        "ledger_items": select(col(item.id), col(item.plan_id), col(item.number)).where(col(item.status).not_in(ended)),
        "ledger_flags": select(col(RiskFlag.id)).where(col(RiskFlag.state) == FlagState.OPEN),
        "ledger_monitorings": select(col(FormalMonitoring.id)).where(
            col(FormalMonitoring.state).not_in((MonitoringState.CLOSED, MonitoringState.DECLINED))
        ),
        "ledger_meeting_actions": select(col(MeetingAction.id)).where(
            col(MeetingAction.state) == MeetingActionState.OPEN
        ),
    }


def ledger_from(found: Mapping[str, list[Found]], account: Account) -> Ledger:
    """The same, from what `questions` found and from the matters of the day."""
    entries = _entries(found)
    breaches = (
        *_trigger_breaches(entries),
        *_candidate_breaches(found, entries),
        *_promise_breaches(found),
        *_stopped(found, account),
        *_out_of_sight(found, account),
        *unowned(account),
    )
    return Ledger(entries, breaches, _clocks(account))


def unowned(account: Account) -> Iterator[Breach]:
    """Clocks that nobody owns, which neither a gap in cover or office nor the rule of two hands explains."""
    gaps = _gaps(account)
    for one in account.matters:
        is_explained = one.area_code in gaps or one.needs_second_hand or one.is_unheld
        if falls_to_manager(one.kind, one.owner_id) and not is_explained:
            yield Breach(BreachKind.CLOCK_WITHOUT_OWNER, one.reference, one.area_code)


def _gaps(account: Account) -> set[str]:
    """The areas of which the record says itself that they have no link inspector."""
    return {
        one.area_code
        for one in account.matters
        if one.kind is MatterKind.COVER_GAP and one.role is CoverRole.LINK_INSPECTOR
    }


def _clocks(account: Account) -> Clocks:
    running, gaps = [one for one in account.matters if IS_A_TASK[one.kind]], _gaps(account)
    in_gaps = [one for one in running if falls_to_manager(one.kind, one.owner_id) and one.area_code in gaps]
    unheld = [one for one in running if one.is_unheld]
    roles = frozenset(role for one in unheld for role in answers_for(one.kind))
    return Clocks(len(running), len(in_gaps), len({one.area_code for one in in_gaps}), len(unheld), roles)


def _stopped(found: Mapping[str, list[Found]], account: Account) -> Iterator[Breach]:
    """Duties that nobody has ended and for which no clock runs: the record would never ask anybody about them again."""
    running = {(one.kind, one.record_id) for one in account.matters}
    for one in sorted(found["ledger_candidates"], key=lambda one: one["id"]):
        if one["state"] is CandidateState.OWED:
            clock = (MatterKind.DECISION_OWED, one["id"])
        elif one["state"] is CandidateState.DECIDED and one["decision_id"] is not None:
            is_none = one["choice"] is FollowUpChoice.NONE
            kind = MatterKind.NO_FOLLOW_UP_REVIEW if is_none else MatterKind.FOLLOW_UP_DUE
            clock = (kind, one["decision_id"])
        else:
            continue
        if clock not in running:
            yield Breach(BreachKind.DUTY_WITHOUT_CLOCK, reference(Kind.CANDIDATE, one["id"]))


CLOCKS_OF: dict[str, tuple[Kind, frozenset[MatterKind]]] = {
    "ledger_plans": (
        Kind.PLAN,
        frozenset(
            {
                MatterKind.PLAN_DUE,
                MatterKind.PLAN_TO_JUDGE,
                MatterKind.PLAN_TO_SETTLE,
                MatterKind.PLAN_TO_CLOSE,
                MatterKind.PLAN_TO_SIGN_OFF,
            }
        ),
    ),
    "ledger_items": (Kind.PLAN, frozenset({MatterKind.ACTION_DUE, MatterKind.CLAIM_TO_VERIFY})),
    "ledger_flags": (Kind.FLAG, frozenset({MatterKind.FLAG_REVIEW})),
    "ledger_monitorings": (
        Kind.MONITORING,
        frozenset({MatterKind.MONITORING_PROPOSED, MatterKind.MONITORING_REVIEW}),
    ),
    "ledger_meeting_actions": (Kind.MEETING_ACTION, frozenset({MatterKind.MEETING_ACTION_DUE})),
}


def _out_of_sight(found: Mapping[str, list[Found]], account: Account) -> Iterator[Breach]:
    """Plans, actions, flags and monitorings that nobody has ended and no clock runs for. The actions of an agreed plan
    are its clocks."""
    followed = {one["plan_id"] for one in found["ledger_items"]}
    for name, (kind, clocks) in CLOCKS_OF.items():
        running = {one.record_id for one in account.matters if one.kind in clocks}
        running |= followed if name == "ledger_plans" else set()
        for one in sorted(found[name], key=lambda one: one["id"]):
            if one["id"] not in running:
                number, item = (one["plan_id"], one["number"]) if "plan_id" in one else (one["id"], None)
                yield Breach(BreachKind.DUTY_WITHOUT_CLOCK, reference(kind, number, item))


ANSWER: tuple[Any, ...] = (
    col(FollowUpCandidate.id).label("candidate_id"),
    col(FollowUpCandidate.covers).label("candidate_covers"),
    col(FollowUpCandidate.state),
    col(FollowUpCandidate.decide_by),
    col(FollowUpCandidate.decision_id),
    col(FollowUpDecision.choice),
    col(FollowUpDecision.state).label("decision_state"),
    col(FollowUpCandidate.closed_on),
    col(FollowUpCandidate.close_reason),
    col(FollowUpCandidate.closed_by_inspection_id),
    col(FollowUpCandidate.sequel_note),
    col(Inspection.published_on),
    col(Inspection.published_precision),
    col(Programme.code).label("programme_code"),
)


def _evaluations() -> Question:
    calls = or_(
        and_(col(Evaluation.scale) == Scale.SIX_POINT, col(Evaluation.grade).in_([Grade.WEAK, Grade.UNSATISFACTORY])),
        and_(
            col(Evaluation.scale) == Scale.ASP_STATEMENT, col(Evaluation.statement) == AspStatement.IMPORTANT_WEAKNESS
        ),
    )
    question: Question = select(
        col(Evaluation.id),
        col(Evaluation.inspection_id),
        col(Evaluation.label),
        col(Evaluation.scale),
        col(Evaluation.grade),
        col(Evaluation.statement),
        *ANSWER,
    )
    return (
        question.join(Inspection, col(Evaluation.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .outerjoin(FollowUpCandidate, col(FollowUpCandidate.evaluation_id) == col(Evaluation.id))
        .outerjoin(FollowUpDecision, col(FollowUpCandidate.decision_id) == col(FollowUpDecision.id))
        .where(IS_PUBLISHED, col(Evaluation.standing) == Standing.EVALUATED, calls)
    )


def _totals() -> Question:
    question: Question = select(
        col(EvaluationTotal.id),
        col(EvaluationTotal.inspection_id),
        col(EvaluationTotal.label),
        col(EvaluationTotal.grade),
        col(EvaluationTotal.unnamed),
        *ANSWER,
    )
    return (
        question.join(Inspection, col(EvaluationTotal.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .outerjoin(FollowUpCandidate, col(FollowUpCandidate.evaluation_total_id) == col(EvaluationTotal.id))
        .outerjoin(FollowUpDecision, col(FollowUpCandidate.decision_id) == col(FollowUpDecision.id))
        .where(
            IS_PUBLISHED,
            col(EvaluationTotal.grade).in_([Grade.WEAK, Grade.UNSATISFACTORY]),
            col(EvaluationTotal.unnamed) > 0,
        )
    )


def _candidates() -> Question:
    return select(
        col(FollowUpCandidate.id),
        col(FollowUpCandidate.trigger),
        col(FollowUpCandidate.state),
        col(FollowUpCandidate.decision_id),
        col(FollowUpCandidate.close_reason),
        col(FollowUpDecision.choice),
    ).outerjoin(FollowUpDecision, col(FollowUpCandidate.decision_id) == col(FollowUpDecision.id))


def _promises() -> Question:
    """Published reports that say that follow-up is intended, for which nobody was ever asked to decide."""
    of_it, visit = col(FollowUpCandidate.inspection_id), col(ProgressReview.inspection_id)
    return select(col(Inspection.id)).where(
        IS_PUBLISHED,
        col(Inspection.intention_recorded).is_(True),
        col(Inspection.origin) != Origin.PUBLISHED_RECORD,
        ~exists().where(of_it == col(Inspection.id)),
        ~exists().where(visit == col(Inspection.id)),
    )


def _areas() -> Question:
    return (
        select(col(InspectionArea.inspection_id), col(InspectionArea.area_code))
        .join(Inspection, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED)
    )


def _entries(found: Mapping[str, list[Found]]) -> tuple[LedgerEntry, ...]:
    areas: dict[int, list[str]] = {}
    for one in found["ledger_areas"]:
        areas.setdefault(one["inspection_id"], []).append(one["area_code"])
    named = [(Kind.EVALUATION, {**one, "covers": 1}) for one in found["ledger_evaluations"]]
    totals = [
        (Kind.EVALUATION_TOTAL, {"scale": Scale.SIX_POINT, "statement": None, **one, "covers": one["unnamed"]})
        for one in found["ledger_totals"]
    ]
    rows = []
    for kind, one in named + totals:
        values = {key: value for key, value in one.items() if key not in ("id", "unnamed")}
        of = tuple(sorted(areas.get(one["inspection_id"], ())))
        rows.append(LedgerEntry(reference=reference(kind, one["id"]), area_codes=of, **values))
    return tuple(sorted(rows, key=lambda one: (-(one.published_on or date.min).toordinal(), one.reference)))


def _trigger_breaches(entries: tuple[LedgerEntry, ...]) -> Iterator[Breach]:
    for one in entries:
        if one.candidate_id is None:
            yield Breach(BreachKind.TRIGGER_WITHOUT_CANDIDATE, one.reference, inspection_id=one.inspection_id)
        elif one.candidate_covers != one.covers:
            yield Breach(BreachKind.COUNTS_DIFFER, one.reference, inspection_id=one.inspection_id)
        elif one.state is not None and was_corrected_away(one.state, one.close_reason):
            yield Breach(BreachKind.CORRECTED_AWAY, one.reference, inspection_id=one.inspection_id)


def _promise_breaches(found: Mapping[str, list[Found]]) -> Iterator[Breach]:
    for one in sorted(found["ledger_promises"], key=lambda one: one["id"]):
        name = reference(Kind.INSPECTION, one["id"])
        yield Breach(BreachKind.PROMISE_WITHOUT_CANDIDATE, name, inspection_id=one["id"])


def _candidate_breaches(found: Mapping[str, list[Found]], entries: tuple[LedgerEntry, ...]) -> Iterator[Breach]:
    triggered = Counter(one.candidate_id for one in entries)
    for one in sorted(found["ledger_candidates"], key=lambda one: one["id"]):
        name = reference(Kind.CANDIDATE, one["id"])
        opened_by_evaluation = one["trigger"] in (TriggerKind.GRADE, TriggerKind.ASP_STATEMENT)
        # A corrected evaluation leaves its candidate behind, closed with the reason.
        if opened_by_evaluation and not triggered[one["id"]] and one["state"] is not CandidateState.CLOSED:
            yield Breach(BreachKind.CANDIDATE_WITHOUT_TRIGGER, name)
        if not is_answered(one["state"], one["decision_id"], one["close_reason"]):
            yield Breach(BreachKind.ANSWER_NOT_RECORDED, name)
