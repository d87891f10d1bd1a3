"""SQLModel tables and their constraints, by noun. Importing this package completes the schema."""

from data_models.tables.action_plans import (
    ActionItem,
    ActionPlan,
    ActionUpdate,
    DueDateRevision,
    ItemRecommendation,
)
from data_models.tables.administration import (
    Contradiction,
    PublishedImport,
    PublishedRow,
    RecordMarker,
    SettingValue,
)
from data_models.tables.areas import Area, AreaAlias, Partnership, PartnershipArea
from data_models.tables.base import metadata
from data_models.tables.calendar_feeds import CalendarFeed
from data_models.tables.changes import Change, UndoneChange
from data_models.tables.engagement import Contact, ContactPurpose, Factor, GoodPractice, PracticeShare
from data_models.tables.follow_up import (
    AssuranceUpdate,
    ExitLine,
    FollowUpCandidate,
    FollowUpDecision,
    FormalMonitoring,
    ProgressReview,
)
from data_models.tables.forecasts import StoredForecast
from data_models.tables.inspections import (
    Evaluation,
    EvaluationTotal,
    Inspection,
    InspectionArea,
    Milestone,
    Recommendation,
    ReportSilence,
    Survey,
    TeamMember,
)
from data_models.tables.meetings import (
    AgendaItem,
    LiveWords,
    Meeting,
    MeetingAction,
    MeetingAttendance,
    MeetingDecision,
    OnShow,
)
from data_models.tables.people import Assignment, Person
from data_models.tables.programmes import (
    FootprintStep,
    Indicator,
    PlannedScrutiny,
    Programme,
    ProgrammeMilestone,
    SelfEvaluation,
    ThematicParticipation,
)
from data_models.tables.reviews import ReviewNotification
from data_models.tables.risk_flags import RiskFlag
from data_models.tables.sign_ins import SignIn
from data_models.tables.versions import build_version_tables

VERSION_TABLES = build_version_tables()

__all__ = [
    "VERSION_TABLES",
    "ActionItem",
    "ActionPlan",
    "ActionUpdate",
    "AgendaItem",
    "Area",
    "AreaAlias",
    "Assignment",
    "AssuranceUpdate",
    "CalendarFeed",
    "Change",
    "Contact",
    "ContactPurpose",
    "Contradiction",
    "DueDateRevision",
    "Evaluation",
    "EvaluationTotal",
    "ExitLine",
    "Factor",
    "FollowUpCandidate",
    "FollowUpDecision",
    "FootprintStep",
    "FormalMonitoring",
    "GoodPractice",
    "Indicator",
    "Inspection",
    "InspectionArea",
    "ItemRecommendation",
    "LiveWords",
    "Meeting",
    "MeetingAction",
    "MeetingAttendance",
    "MeetingDecision",
    "Milestone",
    "OnShow",
    "Partnership",
    "PartnershipArea",
    "Person",
    "PlannedScrutiny",
    "PracticeShare",
    "Programme",
    "ProgrammeMilestone",
    "ProgressReview",
    "PublishedImport",
    "PublishedRow",
    "Recommendation",
    "ReportSilence",
    "RecordMarker",
    "ReviewNotification",
    "RiskFlag",
    "SelfEvaluation",
    "SettingValue",
    "SignIn",
    "StoredForecast",
    "Survey",
    "TeamMember",
    "ThematicParticipation",
    "UndoneChange",
    "metadata",
]
