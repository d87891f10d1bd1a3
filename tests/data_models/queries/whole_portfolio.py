"""A record with something of every noun in Angus: one published inspection, one still a draft full of canary words."""

from datetime import date

from sqlmodel import Session

from data_models.tables import (
    ActionUpdate,
    AreaAlias,
    AssuranceUpdate,
    Contact,
    ContactPurpose,
    Contradiction,
    DueDateRevision,
    Evaluation,
    EvaluationTotal,
    ExitLine,
    Factor,
    FormalMonitoring,
    GoodPractice,
    Indicator,
    ItemRecommendation,
    Milestone,
    Partnership,
    PartnershipArea,
    PlannedScrutiny,
    PracticeShare,
    ProgrammeMilestone,
    ProgressReview,
    PublishedImport,
    PublishedRow,
    Recommendation,
    RecordMarker,
    ReviewNotification,
    SelfEvaluation,
    SettingValue,
    Survey,
    TeamMember,
    ThematicParticipation,
)
from data_models.vocabulary import (
    CandidateState,
    ContactKind,
    ExitAssessment,
    ExitCriterion,
    FactorKind,
    FlagState,
    Grade,
    ItemStatus,
    MilestoneKind,
    MonitoringState,
    Origin,
    PartnershipKind,
    PracticeState,
    ProgressFinding,
    PublicationState,
    Purpose,
    ReviewDecision,
    ReviewKind,
    Scale,
    ScrutinyBody,
    ScrutinyType,
    SlipReason,
    Stage,
    Standing,
    SurveyKind,
    TeamRole,
)
from tests.data_models.queries.small_record import (
    ANGUS,
    MORAY,
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
)

CANARY = "canary"  # in every text that only the area's own team and senior managers may read
PUBLISHED, DRAFT = 1, 3


def whole_portfolio(session: Session) -> None:
    """Rows are numbered from 1 in each table, so that a test can name them."""
    area(session)
    area(session, MORAY, "Moray")
    pat = fully_covered(session)
    person(session, "Sam", work_email="sam.canary@example.org", subject="subject-canary", issuer="https://example.org")
    adults = programme(session)
    indicator = put(session, Indicator(programme_id=adults, number="2.1", name="Impact"))
    _published(session, adults, indicator, pat)
    _draft(session, adults, pat)
    _engagement(session, indicator, pat)
    _national(session)
    _record(session)


def _published(session: Session, adults: int, indicator: int, pat: int) -> None:
    number = inspection(session, adults, published_on=date(2025, 10, 1), summary="Told to all", lead_id=pat)
    weak = evaluation(session, number)
    put(
        session,
        Evaluation(
            inspection_id=number,
            indicator_id=indicator,
            label="Impact",
            scale=Scale.SIX_POINT,
            grade=Grade.GOOD,
            position=1,
        ),
    )
    put(
        session,
        Evaluation(
            inspection_id=number,
            label="Self-evaluation",
            scale=Scale.NONE,
            standing=Standing.NOT_EVALUATED,
            words_suggest_weakness=True,
            verbatim="needs to improve",
            position=2,
        ),
    )
    total = put(
        session, EvaluationTotal(inspection_id=number, label="Other", grade=Grade.UNSATISFACTORY, total=3, unnamed=2)
    )
    answer = decision(session, number, due_to=date(2026, 10, 1), window_is_default=True)
    candidate(session, number, CandidateState.DECIDED, evaluation_id=weak, decision_id=answer)
    candidate(session, number, CandidateState.OWED, evaluation_total_id=total, covers=2, decide_by=date(2026, 2, 1))
    review = inspection(session, adults, published_on=date(2026, 2, 10), scrutiny_type=ScrutinyType.PROGRESS_REVIEW)
    assert (number, review) == (PUBLISHED, 2)
    put(
        session,
        ProgressReview(
            original_inspection_id=number, inspection_id=review, decision_id=answer, reported_on=date(2026, 2, 10)
        ),
    )
    put(
        session,
        Evaluation(inspection_id=review, label="Priority 1", scale=Scale.PROGRESS, progress=ProgressFinding.SOME),
    )
    _plan(session, number, pat)
    put(session, Survey(inspection_id=number, kind=SurveyKind.STAFF, respondents=4))
    put(session, Survey(inspection_id=number, kind=SurveyKind.PARENTS, respondents=5))
    put(session, TeamMember(inspection_id=number, role=TeamRole.INSPECTOR, body=ScrutinyBody.HMICS, headcount=2))
    put(session, TeamMember(inspection_id=number, role=TeamRole.LEAD, person_id=pat))


def _plan(session: Session, inspection_id: int, pat: int) -> None:
    answered = put(session, Recommendation(inspection_id=inspection_id, number=1, text="Lead better"))
    put(session, Recommendation(inspection_id=inspection_id, number=2, text="Nobody answers this"))
    whole = plan(session, inspection_id, requested_on=date(2025, 10, 2), due_on=date(2025, 11, 13))
    first, second, third = date(2025, 12, 1), date(2026, 1, 20), date(2026, 1, 10)
    moved = item(session, whole, 1, third, original_due_on=first, last_update_on=date(2026, 2, 1))
    put(session, ItemRecommendation(item_id=moved, recommendation_id=answered))
    for sequence, (was, becomes) in enumerate([(first, second), (second, third)]):
        put(
            session,
            DueDateRevision(
                item_id=moved,
                sequence=sequence,
                from_due_on=was,
                to_due_on=becomes,
                reason=SlipReason.STAFFING,
                revised_on=date(2025, 11, 20 + sequence),
                agreed_by_id=pat,
            ),
        )
    put(
        session,
        ActionUpdate(item_id=moved, updated_on=date(2026, 2, 1), status=ItemStatus.IN_PROGRESS, note="Half way"),
    )
    item(session, whole, 2, date(2026, 4, 1), status=ItemStatus.CLAIMED, claimed_on=date(2026, 2, 1))
    item(session, whole, 3, date(2026, 5, 1), status=ItemStatus.AT_RISK)


def _draft(session: Session, adults: int, pat: int) -> None:
    number = inspection(
        session,
        adults,
        published_on=None,
        stage=Stage.EMBARGOED,
        publication_state=PublicationState.EMBARGOED,
        planned_publication_on=date(2026, 3, 20),
        starts_on=date(2025, 11, 1),
        summary=CANARY,
        panel_decision=CANARY,
        intention_text=CANARY,
        timescale_text=CANARY,
        significant_concerns_text=CANARY,
        report_url=CANARY,
        published_note=CANARY,
    )
    put(
        session,
        Evaluation(
            inspection_id=number, label=f"{CANARY} label", scale=Scale.SIX_POINT, grade=Grade.WEAK, verbatim=CANARY
        ),
    )
    put(session, EvaluationTotal(inspection_id=number, label=CANARY, grade=Grade.WEAK, total=1, unnamed=1))
    put(session, Recommendation(inspection_id=number, number=1, text=CANARY))
    put(
        session,
        Milestone(
            inspection_id=number,
            kind=MilestoneKind.PANEL,
            label="Panel",
            planned_on=date(2026, 2, 20),
            actual_on=date(2026, 2, 25),
        ),
    )
    put(
        session,
        Milestone(
            inspection_id=number,
            kind=MilestoneKind.PUBLICATION,
            label="Publication",
            planned_on=date(2026, 3, 1),
            note=CANARY,
            position=1,
        ),
    )
    decision(session, number, reason=CANARY)
    put(
        session,
        ProgressReview(original_inspection_id=PUBLISHED, inspection_id=number, sequence=2, outcome_text=CANARY),
    )
    flag(session, inspection_id=number, title=CANARY, potential_impact=CANARY)
    put(session, Factor(area_code=ANGUS, kind=FactorKind.HELPS, text=CANARY, noted_on=TODAY, inspection_id=number))
    put(
        session,
        GoodPractice(area_code=ANGUS, title=CANARY, summary=CANARY, noted_on=TODAY, inspection_id=number),
    )
    put(session, FormalMonitoring(area_code=ANGUS, reason=CANARY, inspection_id=number))
    put(
        session,
        Contradiction(
            subject=CANARY,
            area_code=ANGUS,
            inspection_id=number,
            statement_a=CANARY,
            source_a="A",
            statement_b="B",
            source_b="B",
        ),
    )
    plan(session, number, name=CANARY, requested_on=TODAY, judged_by_id=pat)


def _engagement(session: Session, indicator: int, pat: int) -> None:
    first = put(
        session,
        Contact(
            area_code=ANGUS,
            held_on=date(2026, 1, 5),
            kind=ContactKind.SIGNPOST,
            summary=CANARY,
            signposted_to=CANARY,
            recorded_by_id=pat,
        ),
    )
    for purpose in (Purpose.GOOD_PRACTICE, Purpose.SOCIAL_WORK_QUALITY):
        put(session, ContactPurpose(contact_id=first, purpose=purpose))
    flag(session, title="Told to all")
    flag(session, title="Ended", state=FlagState.CLOSED, closed_on=date(2026, 2, 1), close_reason="Better")
    put(session, Factor(area_code=ANGUS, kind=FactorKind.HINDERS, text="Vacancies", noted_on=date(2026, 1, 1)))
    practice = put(
        session,
        GoodPractice(
            area_code=ANGUS,
            title="Shared supervision",
            summary="It works",
            indicator_id=indicator,
            state=PracticeState.VALIDATED,
            noted_on=date(2025, 12, 1),
        ),
    )
    put(session, PracticeShare(practice_id=practice, area_code=MORAY, shared_on=date(2026, 1, 1)))
    spell = put(
        session,
        FormalMonitoring(
            area_code=ANGUS,
            reason="Significant concerns",
            state=MonitoringState.OPEN,
            opened_on=date(2025, 12, 1),
            opened_by_id=pat,
            next_review_on=date(2026, 2, 20),
        ),
    )
    put(
        session,
        ExitLine(
            monitoring_id=spell,
            criterion=ExitCriterion.PLAN,
            assessment=ExitAssessment.MET,
            assessed_on=date(2026, 1, 1),
        ),
    )
    put(session, AssuranceUpdate(monitoring_id=spell, given_on=date(2026, 1, 20), summary=CANARY))


def _national(session: Session) -> None:
    unattributed = programme(session, "jsw", attributes_findings=False, starts_on=date(2024, 9, 2))
    put(
        session,
        ProgrammeMilestone(
            programme_id=unattributed, kind=MilestoneKind.VALIDATION, label="Validation", planned_on=date(2025, 1, 20)
        ),
    )
    put(
        session,
        SelfEvaluation(
            programme_id=unattributed, area_code=ANGUS, submitted_on=date(2024, 11, 20), note=f"unattributed {CANARY}"
        ),
    )
    put(
        session,
        ThematicParticipation(
            programme_id=unattributed, area_code=MORAY, from_on=date(2025, 1, 20), note=f"unattributed {CANARY}"
        ),
    )
    silent = inspection(session, unattributed, published_on=date(2025, 6, 10), summary=f"unattributed {CANARY}")
    put(
        session,
        Evaluation(inspection_id=silent, label=f"unattributed {CANARY}", scale=Scale.SIX_POINT, grade=Grade.ADEQUATE),
    )
    put(
        session,
        PlannedScrutiny(
            area_code=ANGUS, body=ScrutinyBody.AUDIT_SCOTLAND, activity="Best value", from_on=date(2026, 2, 1)
        ),
    )


def _record(session: Session) -> None:
    put(session, AreaAlias(area_code=ANGUS, alias="Forfarshire", folded="forfarshire"))
    shared = put(session, Partnership(kind=PartnershipKind.HEALTH_AND_SOCIAL_CARE, name="Angus and Moray"))
    for code in (ANGUS, MORAY):
        put(session, PartnershipArea(partnership_id=shared, area_code=code))
    put(
        session,
        ReviewNotification(
            area_code=ANGUS,
            kind=ReviewKind.SERIOUS_INCIDENT_REVIEW,
            reference="SIR-2026-01",
            known_on=date(2026, 1, 5),
            notified_on=date(2026, 1, 20),
            decision=ReviewDecision.PROCEED,
            report_received_on=date(2026, 2, 1),
        ),
    )
    file = put(
        session,
        PublishedImport(
            file_name="published.csv", sha256="0" * 64, encoding="utf-8", rows_read=2, rows_new=2, imported_on=TODAY
        ),
    )
    for number, inspection_id in enumerate((PUBLISHED, None)):
        put(
            session,
            PublishedRow(
                import_id=file,
                row_number=number,
                fingerprint=str(number) * 64,
                area_text="Angus",
                programme_text="adults",
                value_text="weak",
                inspection_id=inspection_id,
            ),
        )
    put(session, SettingValue(key="plan_weeks", value="8", reason="Agreed"))
    put(session, RecordMarker(id=1, kind=Origin.DEMONSTRATION, made_on=TODAY))
