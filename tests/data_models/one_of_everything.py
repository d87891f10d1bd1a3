"""One row of every kind that a command can be asked about, all of one area, each with the number 1."""

from datetime import timedelta

from sqlmodel import Session, SQLModel

from data_models.tables import (
    ActionItem,
    ActionPlan,
    AgendaItem,
    Assignment,
    Contact,
    Evaluation,
    Factor,
    FollowUpCandidate,
    FollowUpDecision,
    FormalMonitoring,
    GoodPractice,
    Indicator,
    Inspection,
    InspectionArea,
    Meeting,
    MeetingAction,
    MeetingDecision,
    Milestone,
    Person,
    PlannedScrutiny,
    PracticeShare,
    Programme,
    ProgrammeMilestone,
    ProgressReview,
    Recommendation,
    ReviewNotification,
    RiskFlag,
    SelfEvaluation,
    Survey,
    TeamMember,
    ThematicParticipation,
)
from data_models.vocabulary import (
    AgendaKind,
    ContactKind,
    CoverRole,
    FactorKind,
    FollowUpChoice,
    Grade,
    ImpactLevel,
    MeetingState,
    MilestoneKind,
    ReviewKind,
    RiskDescriptor,
    RiskTheme,
    RoleName,
    Scale,
    ScrutinyBody,
    ScrutinyType,
    Strand,
    SurveyKind,
    TeamRole,
    TriggerKind,
)
from tests.builders import ANGUS, MORAY, TODAY, an_area, put

EARLIER = TODAY - timedelta(days=90)


def lay_down(session: Session) -> None:
    """Put one of everything into an empty record."""
    an_area(session)
    an_area(session, MORAY)
    for row in (*_people(), *_inspection(), *_plan(), *_follow_up(), *_engagement(), *_nation(), *_meeting()):
        put(session, row)


def _people() -> tuple[SQLModel, ...]:
    return (
        Person(display_name="Robin Example", role=RoleName.LINK_INSPECTOR),
        Assignment(area_code=ANGUS, person_id=1, role=CoverRole.LINK_INSPECTOR, starts_on=EARLIER),
    )


def _inspection() -> tuple[SQLModel, ...]:
    return (
        Programme(
            code="asp",
            name="Adult support and protection",
            strand=Strand.PROTECTION,
            scrutiny_type=ScrutinyType.INSPECTION,
            scale=Scale.SIX_POINT,
        ),
        Indicator(programme_id=1, name="Leadership"),
        Inspection(programme_id=1, scrutiny_type=ScrutinyType.INSPECTION, partnership_name="Angus partnership"),
        InspectionArea(inspection_id=1, area_code=ANGUS),
        Milestone(inspection_id=1, kind=MilestoneKind.NOTIFICATION, label="Notification", planned_on=TODAY),
        TeamMember(inspection_id=1, role=TeamRole.LEAD, person_id=1),
        Survey(inspection_id=1, kind=SurveyKind.STAFF),
        Evaluation(inspection_id=1, label="Leadership", scale=Scale.SIX_POINT, grade=Grade.WEAK),
        Recommendation(inspection_id=1, number=1, text="Improve oversight"),
    )


def _plan() -> tuple[SQLModel, ...]:
    return (
        ActionPlan(inspection_id=1),
        ActionItem(plan_id=1, number=1, text="Audit", lead_agency="Angus Council", original_due_on=TODAY, due_on=TODAY),
        RiskFlag(
            area_code=ANGUS,
            theme=RiskTheme.FINANCE,
            descriptor=RiskDescriptor.UNCERTAINTY,
            title="A risk",
            potential_impact="Longer waits",
            impact_level=ImpactLevel.LOW,
            raised_on=EARLIER,
            review_on=TODAY,
        ),
    )


def _follow_up() -> tuple[SQLModel, ...]:
    choice = FollowUpChoice.PROGRESS_REVIEW
    return (
        FollowUpDecision(inspection_id=1, choice=choice, decided_on=EARLIER, reason="Weak leadership"),
        FollowUpCandidate(inspection_id=1, evaluation_id=1, trigger=TriggerKind.GRADE),
        ProgressReview(original_inspection_id=1, decision_id=1),
        FormalMonitoring(area_code=ANGUS, inspection_id=1, reason="Significant concerns"),
    )


def _engagement() -> tuple[SQLModel, ...]:
    return (
        Contact(area_code=ANGUS, held_on=EARLIER, kind=ContactKind.MEETING, summary="Met the chief officers"),
        Factor(area_code=ANGUS, kind=FactorKind.HELPS, text="A stable team", noted_on=EARLIER),
        GoodPractice(area_code=ANGUS, title="Peer audit", summary="Teams read records", noted_on=EARLIER),
        PracticeShare(practice_id=1, area_code=ANGUS, shared_on=EARLIER),
    )


def _nation() -> tuple[SQLModel, ...]:
    return (
        ThematicParticipation(programme_id=1, area_code=ANGUS),
        SelfEvaluation(programme_id=1, area_code=ANGUS),
        ProgrammeMilestone(programme_id=1, kind=MilestoneKind.BRIEFING, label="Briefing"),
        PlannedScrutiny(area_code=ANGUS, body=ScrutinyBody.HMICS, activity="Custody inspection", from_on=TODAY),
        ReviewNotification(area_code=ANGUS, kind=ReviewKind.SERIOUS_INCIDENT_REVIEW, reference="SIR-1"),
    )


def _meeting() -> tuple[SQLModel, ...]:
    """Given to somebody else than whoever asks, so that only the deed itself lets them."""
    return (
        Person(display_name="Kim Example", role=RoleName.LINK_INSPECTOR),
        Meeting(title="Spring", held_on=TODAY, state=MeetingState.RUNNING),
        AgendaItem(meeting_id=1, position=1, kind=AgendaKind.AREA, area_code=ANGUS, title="Angus"),
        MeetingDecision(meeting_id=1, item_id=1, text="Wait for the figures", decided_on=TODAY),
        MeetingAction(
            meeting_id=1,
            item_id=1,
            text="Ask for the figures",
            given_on=TODAY,
            given_to_id=2,
            first_due_on=TODAY,
            owner_id=2,
            due_on=TODAY,
        ),
    )
