"""Every state of every noun is in somebody's queue, or is closed for a reason that is said here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from typing import Any

from sqlmodel import Session, col, select

from data_models.database import reading
from data_models.queries.ledger import ledger
from data_models.queries.my_areas import my_areas
from data_models.rules.matters import Matter
from data_models.tables import (
    Assignment,
    FormalMonitoring,
    GoodPractice,
    Milestone,
    ProgressReview,
    ReviewNotification,
    SelfEvaluation,
)
from data_models.visibility import Viewer
from data_models.vocabulary import (
    CandidateState,
    CoverRole,
    FlagState,
    FollowUpChoice,
    FollowUpState,
    ItemStatus,
    MatterKind,
    MilestoneKind,
    MonitoringState,
    Origin,
    PlanJudgement,
    PlanState,
    PracticeState,
    ReviewDecision,
    ReviewKind,
    RoleName,
    ScrutinyType,
    Stage,
)
from tests.data_models.queries.small_record import (
    DEFAULTS,
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

DAY = timedelta(days=1)
PUBLISHED = date(2025, 12, 1)
LINK, ADULT, ELC = RoleName.LINK_INSPECTOR, RoleName.RELATIONSHIP_MANAGER_ADULT, RoleName.RELATIONSHIP_MANAGER_ELC
SENIOR, SUPPORT = RoleName.CHIEF_INSPECTOR, RoleName.SUPPORT_OFFICER
EVERYBODY = (LINK, ADULT, ELC, SENIOR, SUPPORT, RoleName.ADMINISTRATOR)
# Whom the test writes down first.
CHIEF = 1
ALL_THREE = frozenset({LINK, ADULT, ELC})
# Owed in every area whatever else is there.
STANDING = {MatterKind.CONTACT_DUE, MatterKind.PURPOSE_UNTOUCHED}

Queues = Mapping[MatterKind, frozenset[RoleName]]
Build = Callable[[Session, str, int], object]


def queue(*kinds: MatterKind, of: Iterable[RoleName] = (LINK,)) -> Queues:
    return dict.fromkeys(kinds, frozenset(of))


@dataclass(frozen=True)
class Case:
    """One state of one noun. `is_in` says in whose queue it is and as what; `closed` why it is in none."""

    state: StrEnum
    build: Build
    is_in: Queues = field(default_factory=dict)
    closed: str = ""
    but: str = ""

    @property
    def name(self) -> str:
        return " ".join(part for part in (type(self.state).__name__, self.state.value, self.but) if part)


# --- how each noun comes into an area ---


def published(session: Session, code: str, programme_id: int, **more: Any) -> int:
    return inspection(session, programme_id, code, published_on=PUBLISHED, **more)


def a_plan(state: PlanState, judgement: PlanJudgement | None = None) -> Build:
    def build(session: Session, code: str, programme_id: int) -> None:
        of = published(session, code, programme_id)
        plan(session, of, state=state, due_on=TODAY, received_on=TODAY - 9 * DAY, judgement=judgement)

    return build


def an_item(status: ItemStatus, *, day_of_claim: bool = True, of: PlanJudgement | None = None) -> Build:
    def build(session: Session, code: str, programme_id: int) -> None:
        plan_id = plan(session, published(session, code, programme_id), state=PlanState.AGREED, judgement=of)
        claimed = TODAY - 5 * DAY if day_of_claim else None
        officer = person(session, "Sam", SUPPORT)
        keys: dict[str, Any] = {"claimed_on": claimed, "claim_recorded_by_id": officer, "disputed_on": TODAY - DAY}
        item(session, plan_id, status=status, verified_on=TODAY, verified_by_id=CHIEF, **keys)

    return build


def a_candidate(state: CandidateState) -> Build:
    def build(session: Session, code: str, programme_id: int) -> None:
        of = published(session, code, programme_id)
        weak = evaluation(session, of)
        chosen = decision(session, of) if state is CandidateState.DECIDED else None
        candidate(session, of, state, evaluation_id=weak, decision_id=chosen)

    return build


def a_decision(state: FollowUpState, choice: FollowUpChoice = FollowUpChoice.PROGRESS_REVIEW) -> Build:
    def build(session: Session, code: str, programme_id: int) -> None:
        of = published(session, code, programme_id)
        number = decision(session, of, choice, state=state, due_to=TODAY)
        visit = inspection(session, programme_id, code, published_on=None, scrutiny_type=ScrutinyType.PROGRESS_REVIEW)
        put(session, ProgressReview(original_inspection_id=of, decision_id=number, inspection_id=visit, due_to=TODAY))

    def without_visit(session: Session, code: str, programme_id: int) -> None:
        signed = {"signed_by_id": CHIEF, "review_on": TODAY} if choice is FollowUpChoice.NONE else {}
        decision(session, published(session, code, programme_id), choice, state=state, due_to=TODAY, **signed)

    has_visit = state in (FollowUpState.SCHEDULED, FollowUpState.IN_PROGRESS)
    return build if has_visit else without_visit


def a_monitoring(state: MonitoringState) -> Build:
    def build(session: Session, code: str, _: int) -> None:
        ended = {} if state in (MonitoringState.PROPOSED, MonitoringState.OPEN) else {"closed_on": TODAY}
        days: dict[str, Any] = {
            "proposed_on": TODAY - DAY,
            "opened_on": TODAY - DAY,
            "close_reason": "It is better.",
            **ended,
        }
        put(session, FormalMonitoring(area_code=code, reason="r", state=state, **days))

    return build


def a_flag(state: FlagState, **more: Any) -> Build:
    ended = {"closed_on": TODAY, "close_reason": "It passed."} if state is FlagState.CLOSED else {}
    return lambda session, code, _: flag(session, code, state=state, **ended, **more)


def a_review(decided: ReviewDecision, kind: ReviewKind = ReviewKind.LEARNING_REVIEW_CHILD, **days: Any) -> Build:
    def build(session: Session, code: str, _: int) -> None:
        told: dict[str, Any] = {"known_on": TODAY - 9 * DAY, "notified_on": TODAY - 8 * DAY, "decided_on": TODAY - DAY}
        put(
            session,
            ReviewNotification(area_code=code, kind=kind, reference=f"R-{code}", decision=decided, **told, **days),
        )

    return build


class Submission(StrEnum):
    """How far a self-evaluation has come: the days it has tell."""

    ASKED = "asked for"
    SUBMITTED = "submitted"
    VALIDATED = "validated"
    LETTER_SENT = "validated, letter sent"
    ANSWERED = "validated, letter sent, feedback given"
    OF_THE_PUBLISHED_PAST = "validated in the published past"


DAYS_OF: dict[Submission, dict[str, Any]] = {
    Submission.ASKED: {},
    Submission.SUBMITTED: {"submitted_on": TODAY},
    Submission.VALIDATED: {"submitted_on": TODAY, "is_validated": True, "validated_on": TODAY},
    Submission.LETTER_SENT: {"submitted_on": TODAY, "is_validated": True, "letter_issued_on": TODAY},
    Submission.ANSWERED: {
        "submitted_on": TODAY,
        "is_validated": True,
        "letter_issued_on": TODAY,
        "feedback_given_on": TODAY,
    },
    Submission.OF_THE_PUBLISHED_PAST: {"is_validated": True, "origin": Origin.PUBLISHED_RECORD},
}


def a_submission(state: Submission) -> Build:
    def build(session: Session, code: str, programme_id: int) -> None:
        put(session, SelfEvaluation(programme_id=programme_id, area_code=code, due_on=TODAY, **DAYS_OF[state]))

    return build


def an_inspection(stage: Stage, *, step: bool = False) -> Build:
    """With a draft evaluation, and a planned step that is not reached where `step`."""

    def build(session: Session, code: str, programme_id: int) -> None:
        day = PUBLISHED if stage is Stage.PUBLISHED else None
        of = inspection(session, programme_id, code, published_on=day, stage=stage)
        if stage is not Stage.PUBLISHED:
            evaluation(session, of)
        kinds = (MilestoneKind.NOTIFICATION, TODAY), (MilestoneKind.PANEL, None if step else TODAY)
        for kind, actual_on in kinds:
            put(
                session,
                Milestone(inspection_id=of, kind=kind, label=kind.value, planned_on=TODAY, actual_on=actual_on),
            )

    return build


def a_practice(state: PracticeState) -> Build:
    def build(session: Session, code: str, _: int) -> None:
        put(session, GoodPractice(area_code=code, title="Audits", summary="Monthly.", state=state, noted_on=TODAY))

    return build


class Post(StrEnum):
    """How an assignment stands."""

    HELD = "held"
    ENDED = "ended"
    ENDS_SOON = "ends soon"
    SUCCEEDED = "ended, succeeded"


def a_post(state: Post) -> Build:
    ends_on = {Post.HELD: None, Post.ENDED: TODAY - DAY, Post.ENDS_SOON: TODAY + 9 * DAY, Post.SUCCEEDED: TODAY - DAY}

    def build(session: Session, code: str, _: int) -> None:
        # Beside the three posts that the area has already, of which this one is taken over.
        old = person(session, "Pat")
        held = session.exec(select(Assignment).where(col(Assignment.area_code) == code)).all()
        next(one for one in held if one.role is CoverRole.RELATIONSHIP_MANAGER_ELC).ends_on = ends_on[state]
        session.flush()
        if state is Post.SUCCEEDED:
            assign(session, old, code, CoverRole.RELATIONSHIP_MANAGER_ELC, TODAY)

    return build


# --- the table ---

JUDGED = PlanJudgement.PARTLY
TO_COME = (
    Stage.PLANNED,
    Stage.NOTIFIED,
    Stage.SCOPING,
    Stage.FIELDWORK,
    Stage.ANALYSIS,
    Stage.PANEL,
    Stage.ACCURACY_CHECK,
    Stage.EMBARGOED,
)
MIDWAY = [one for one in FollowUpState if one is not FollowUpState.CLOSED]
AWAITED = (ItemStatus.NOT_STARTED, ItemStatus.IN_PROGRESS, ItemStatus.AT_RISK)

CASES = (
    Case(PlanState.NOT_REQUESTED, a_plan(PlanState.NOT_REQUESTED), closed="nothing was asked for, so none is promised"),
    Case(PlanState.REQUESTED, a_plan(PlanState.REQUESTED), queue(MatterKind.PLAN_DUE)),
    Case(PlanState.RECEIVED, a_plan(PlanState.RECEIVED), queue(MatterKind.PLAN_TO_JUDGE), but="not judged"),
    *(
        Case(PlanState.RECEIVED, a_plan(PlanState.RECEIVED, one), queue(MatterKind.PLAN_TO_SETTLE), but=one.value)
        for one in PlanJudgement
    ),
    Case(PlanState.RETURNED, a_plan(PlanState.RETURNED, JUDGED), queue(MatterKind.PLAN_DUE)),
    Case(PlanState.AGREED, a_plan(PlanState.AGREED, JUDGED), queue(MatterKind.PLAN_TO_CLOSE), but="without an action"),
    *(
        Case(PlanState.AGREED, build, queue(MatterKind.PLAN_TO_SETTLE, *more), but=f"judged since not to answer{words}")
        for build, more, words in (
            (a_plan(PlanState.AGREED, PlanJudgement.DOES_NOT), (), ""),
            (an_item(ItemStatus.IN_PROGRESS, of=PlanJudgement.DOES_NOT), (MatterKind.ACTION_DUE,), ", with an action"),
        )
    ),
    Case(
        PlanState.AGREED,
        a_plan(PlanState.AGREED, PlanJudgement.ANSWERS),
        queue(MatterKind.PLAN_TO_SIGN_OFF, of=(SENIOR,)),
        but="judged to answer without an action",
    ),
    Case(PlanState.CLOSED, a_plan(PlanState.CLOSED, JUDGED), closed="closed with a reason"),
    *(Case(one, an_item(one), queue(MatterKind.ACTION_DUE)) for one in AWAITED),
    Case(ItemStatus.CLAIMED, an_item(ItemStatus.CLAIMED), queue(MatterKind.CLAIM_TO_VERIFY)),
    Case(
        ItemStatus.CLAIMED,
        an_item(ItemStatus.CLAIMED, day_of_claim=False),
        queue(MatterKind.CLAIM_TO_VERIFY),
        but="on a day nobody wrote down",
    ),
    Case(
        ItemStatus.DISPUTED,
        an_item(ItemStatus.DISPUTED),
        {**queue(MatterKind.ACTION_DUE), **queue(MatterKind.DISPUTE_TO_SETTLE, of=(SENIOR,))},
    ),
    # An action that has ended leaves its plan, which then asks to be closed.
    Case(ItemStatus.VERIFIED, an_item(ItemStatus.VERIFIED), queue(MatterKind.PLAN_TO_CLOSE)),
    Case(ItemStatus.WITHDRAWN, an_item(ItemStatus.WITHDRAWN), queue(MatterKind.PLAN_TO_CLOSE)),
    Case(
        ItemStatus.WITHDRAWN,
        an_item(ItemStatus.WITHDRAWN, of=PlanJudgement.ANSWERS),
        queue(MatterKind.PLAN_TO_SIGN_OFF, of=(SENIOR,)),
        but="and nothing of its plan verified",
    ),
    Case(
        ItemStatus.VERIFIED,
        an_item(ItemStatus.VERIFIED, of=PlanJudgement.ANSWERS),
        queue(MatterKind.PLAN_TO_CLOSE),
        but="of a plan that answers",
    ),
    Case(CandidateState.OWED, a_candidate(CandidateState.OWED), queue(MatterKind.DECISION_OWED)),
    Case(CandidateState.DECIDED, a_candidate(CandidateState.DECIDED), queue(MatterKind.FOLLOW_UP_DUE)),
    Case(CandidateState.CLOSED, a_candidate(CandidateState.CLOSED), closed="closed with a reason"),
    Case(
        CandidateState.SEQUEL_NOT_ESTABLISHED,
        a_candidate(CandidateState.SEQUEL_NOT_ESTABLISHED),
        closed="a trigger of the published past: counted and listed on follow-up, and no alarm",
    ),
    *(Case(one, a_decision(one), queue(MatterKind.FOLLOW_UP_DUE)) for one in MIDWAY),
    Case(FollowUpState.CLOSED, a_decision(FollowUpState.CLOSED), closed="closed with a reason"),
    Case(
        FollowUpState.DECIDED,
        a_decision(FollowUpState.DECIDED, FollowUpChoice.NONE),
        queue(MatterKind.NO_FOLLOW_UP_REVIEW, of=(SENIOR,)),
        but="not to follow up",
    ),
    Case(
        MonitoringState.PROPOSED,
        a_monitoring(MonitoringState.PROPOSED),
        queue(MatterKind.MONITORING_PROPOSED, of=(SENIOR,)),
    ),
    Case(MonitoringState.OPEN, a_monitoring(MonitoringState.OPEN), queue(MatterKind.MONITORING_REVIEW)),
    Case(MonitoringState.DECLINED, a_monitoring(MonitoringState.DECLINED), closed="declined with a reason"),
    Case(MonitoringState.CLOSED, a_monitoring(MonitoringState.CLOSED), closed="closed with a reason"),
    Case(FlagState.OPEN, a_flag(FlagState.OPEN), queue(MatterKind.FLAG_REVIEW, of=ALL_THREE)),
    Case(
        FlagState.OPEN,
        a_flag(FlagState.OPEN, muted_until=TODAY, mute_reason="Known."),
        queue(MatterKind.FLAG_REVIEW, of=ALL_THREE),
        but="muted",
    ),
    Case(FlagState.CLOSED, a_flag(FlagState.CLOSED), closed="closed with a reason"),
    Case(ReviewDecision.PENDING, a_review(ReviewDecision.PENDING), queue(MatterKind.REVIEW_DECISION_AWAITED)),
    Case(
        ReviewDecision.PENDING,
        a_review(ReviewDecision.PENDING, ReviewKind.LOOKED_AFTER_CHILD_DEATH),
        queue(MatterKind.REVIEW_REPORT_DUE),
        but="with a clock of its report",
    ),
    Case(ReviewDecision.PROCEED, a_review(ReviewDecision.PROCEED), queue(MatterKind.REVIEW_REPORT_DUE)),
    Case(
        ReviewDecision.PROCEED,
        a_review(ReviewDecision.PROCEED, report_received_on=TODAY),
        queue(MatterKind.REVIEW_FEEDBACK_DUE),
        but="reported",
    ),
    Case(ReviewDecision.NOT_PROCEED, a_review(ReviewDecision.NOT_PROCEED), queue(MatterKind.REVIEW_FEEDBACK_DUE)),
    *(
        Case(one, a_review(one, feedback_given_on=TODAY), closed="our feedback was given", but="answered")
        for one in (ReviewDecision.PROCEED, ReviewDecision.NOT_PROCEED)
    ),
    Case(
        Submission.ASKED,
        a_submission(Submission.ASKED),
        queue(MatterKind.SELF_EVALUATION_DUE, of=(SUPPORT,)),
    ),
    Case(
        Submission.SUBMITTED,
        a_submission(Submission.SUBMITTED),
        closed="only some are validated: the national report answers the others",
    ),
    *(
        Case(one, a_submission(one), queue(MatterKind.VALIDATION_ANSWER_DUE, of=(SUPPORT,)))
        for one in (Submission.VALIDATED, Submission.LETTER_SENT)
    ),
    Case(Submission.ANSWERED, a_submission(Submission.ANSWERED), closed="letter and feedback have gone out"),
    Case(
        Submission.OF_THE_PUBLISHED_PAST,
        a_submission(Submission.OF_THE_PUBLISHED_PAST),
        closed="the published record tells no more of it: what happened is not established",
    ),
    Case(PracticeState.NOTED, a_practice(PracticeState.NOTED), queue(MatterKind.PRACTICE_TO_VALIDATE)),
    *(
        Case(one, a_practice(one), closed="validated: it is proposed wherever it could help")
        for one in (PracticeState.VALIDATED, PracticeState.DISSEMINATED)
    ),
    *(
        Case(one, an_inspection(one, step=True), queue(MatterKind.MILESTONE_DUE), but="with a step to come")
        for one in TO_COME
    ),
    *(
        Case(one, an_inspection(one), queue(MatterKind.NEXT_STEP_MISSING), but="with every step behind it")
        for one in TO_COME
    ),
    Case(Stage.PUBLISHED, an_inspection(Stage.PUBLISHED), closed="published: what it asks for has clocks of its own"),
    Case(Stage.CANCELLED, an_inspection(Stage.CANCELLED), closed="cancelled, and its drafts with it"),
    Case(Post.HELD, a_post(Post.HELD), closed="somebody holds it"),
    Case(Post.SUCCEEDED, a_post(Post.SUCCEEDED), closed="somebody follows"),
    *(
        Case(one, a_post(one), queue(MatterKind.COVER_GAP, of=(SUPPORT,)))
        for one in (Post.ENDED, Post.ENDS_SOON)
    ),
)  # fmt: skip
NOUNS = (
    PlanState, ItemStatus, CandidateState, FollowUpState, MonitoringState, FlagState, ReviewDecision, Submission,
    Stage, Post, PracticeState,
)  # fmt: skip


def test_the_table_goes_through_every_state_and_says_one_thing_of_each():
    stated = {one.state for one in CASES}
    assert [state for noun in NOUNS for state in noun if state not in stated] == []
    assert [one.name for one in CASES if bool(one.is_in) is bool(one.closed)] == []
    assert len({one.name for one in CASES}) == len(CASES)


def test_every_state_is_in_somebodys_queue_or_closed(engine):
    places = dict(zip((f"S121{number:05d}" for number in count(1)), CASES, strict=False))
    with writing(engine) as session:
        for role in (SENIOR, SUPPORT):
            person(session, role.value, role)
        for number, (code, one) in enumerate(places.items()):
            area(session, code, f"Area {number}")
            fully_covered(session, code)
            one.build(session, code, programme(session, f"programme-{number}"))
    with reading(engine) as session:
        found = {role: _owed(session, role, frozenset(places)) for role in EVERYBODY}
        proof = ledger(session, on=TODAY, thresholds=DEFAULTS)
    told = {one.name: _queues(found, code) for code, one in places.items()}
    assert told == {one.name: dict(one.is_in) for one in CASES}
    assert proof.breaches == ()


def _owed(session: Session, role: RoleName, areas: frozenset[str]) -> list[Matter]:
    own = areas if role in ALL_THREE else frozenset()
    read = my_areas(
        session, Viewer(role.value, role, CHIEF if role is SENIOR else None, own), on=TODAY, thresholds=DEFAULTS
    )
    return [*(one for _, matters in read.bands for one in matters), *read.muted]


def _queues(found: Mapping[RoleName, list[Matter]], code: str) -> dict[MatterKind, frozenset[RoleName]]:
    queues: dict[MatterKind, frozenset[RoleName]] = {}
    for role, matters in found.items():
        for one in matters:
            if one.area_code == code and one.kind not in STANDING:
                queues[one.kind] = queues.get(one.kind, frozenset()) | {role}
    return queues
