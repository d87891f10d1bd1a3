"""The Inspectorate's words as types. Nothing here computes.

Wordings are those of the Care Inspectorate's published pages; where a list was not published whole,
the value we added says so in its comment.
"""

from enum import IntEnum, StrEnum


class Grade(IntEnum):
    """The six-point scale ("Change of grades", Care Inspectorate). Stored as the number."""

    UNSATISFACTORY = 1
    WEAK = 2
    ADEQUATE = 3
    GOOD = 4
    VERY_GOOD = 5
    EXCELLENT = 6


class Scale(StrEnum):
    """What a judgement was expressed in. Values of different scales are never compared."""

    SIX_POINT = "six_point"
    ASP_STATEMENT = "asp_statement"
    PROGRESS = "progress"
    NONE = "none"


class AspStatement(StrEnum):
    """Evaluative statements of the adult support and protection joint inspections, 2020 to 2025."""

    VERY_EFFECTIVE = "A"
    EFFECTIVE = "B"
    IMPORTANT_WEAKNESS = "C"


class ProgressFinding(StrEnum):
    """What a progress review found for one priority area. The first three are published words."""

    SIGNIFICANT = "significant"
    SOME = "some"
    MINIMAL = "minimal"
    NONE = "none"  # ours: the official list was not found whole
    TOO_EARLY = "too_early"  # ours


class Standing(StrEnum):
    """Why an evaluation has, or has not, a value. The four absences are four different things."""

    EVALUATED = "evaluated"
    NOT_EVALUATED = "not_evaluated"
    NOT_IN_SCOPE = "not_in_scope"
    MISSING = "missing"
    PRE_DATES_FRAMEWORK = "pre_dates_framework"


class RoleName(StrEnum):
    """What a person is here to do."""

    LINK_INSPECTOR = "link_inspector"
    RELATIONSHIP_MANAGER_ADULT = "relationship_manager_adult"
    RELATIONSHIP_MANAGER_ELC = "relationship_manager_elc"
    SERVICE_MANAGER = "service_manager"
    CHIEF_INSPECTOR = "chief_inspector"
    SUPPORT_OFFICER = "strategic_support_officer"
    ADMINISTRATOR = "administrator"
    SHARED_SCREEN = "shared_screen"


class CoverRole(StrEnum):
    """The three roles that every area has somebody in."""

    LINK_INSPECTOR = "link_inspector"
    RELATIONSHIP_MANAGER_ADULT = "relationship_manager_adult"
    RELATIONSHIP_MANAGER_ELC = "relationship_manager_elc"


class Team(StrEnum):
    """The four strategic inspection teams."""

    ADULTS = "adults"
    CHILDREN = "children"
    JUSTICE = "justice"
    PROTECTION = "protection"


class Strand(StrEnum):
    """The strand of service that a programme looks at."""

    CHILDREN = "children"
    ADULTS = "adults"
    PROTECTION = "adult_support_and_protection"
    JUSTICE = "justice"
    GOVERNANCE = "governance"


class ScrutinyType(StrEnum):
    INSPECTION = "inspection"
    PROGRESS_REVIEW = "progress_review"
    THEMATIC_REVIEW = "thematic_review"
    SUPPORTED_SELF_EVALUATION = "supported_self_evaluation"
    INQUIRY = "inquiry"
    OTHER = "other"  # "include, but are not limited to"


class PartnershipKind(StrEnum):
    COMMUNITY_PLANNING = "community_planning"
    HEALTH_AND_SOCIAL_CARE = "health_and_social_care"
    ADULT_PROTECTION = "adult_protection"
    PUBLIC_PROTECTION = "public_protection"
    COMMUNITY_JUSTICE = "community_justice"


class Stage(StrEnum):
    """How far an inspection has come."""

    PLANNED = "planned"
    NOTIFIED = "notified"
    SCOPING = "scoping"
    FIELDWORK = "fieldwork"
    ANALYSIS = "analysis"
    PANEL = "panel"
    ACCURACY_CHECK = "accuracy_check"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class PublicationState(StrEnum):
    NOT_PUBLISHED = "not_published"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"


class DatePrecision(StrEnum):
    """How exactly a date is known. The stored day is the first of the known period."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class MilestoneKind(StrEnum):
    NOTIFICATION = "notification"
    COORDINATOR_NOMINATED = "coordinator_nominated"
    PRE_INSPECTION_RETURN = "pre_inspection_return"
    POSITION_STATEMENT = "position_statement"
    DOCUMENT_RETURN = "document_return"
    STAFF_SURVEY = "staff_survey"
    CHILDREN_AND_PARENT_SURVEY = "children_and_parent_survey"
    DISCUSSION_1 = "professional_discussion_1"
    DISCUSSION_2 = "professional_discussion_2"
    DISCUSSION_3 = "professional_discussion_3"
    EVIDENCE_ANALYSED = "written_evidence_analysed"
    RECORDS_READ = "records_read"
    ON_SITE = "on_site"
    FINAL_ANALYSIS = "final_analysis"
    PANEL = "quality_and_consistency_panel"
    ACCURACY_CHECK = "accuracy_check"
    EMBARGOED_REPORT = "embargoed_report"
    PUBLICATION = "publication"
    POST_INSPECTION = "post_inspection_follow_up"
    BRIEFING = "briefing"
    INTERVIEWS = "interviews_and_focus_groups"
    VALIDATION = "validation"
    FEEDBACK = "feedback"
    OTHER = "other"


class ScrutinyBody(StrEnum):
    CARE_INSPECTORATE = "care_inspectorate"
    HEALTHCARE_IMPROVEMENT_SCOTLAND = "his"
    HMICS = "hmics"
    EDUCATION_SCOTLAND = "education_scotland"
    HMIPS = "hmips"
    AUDIT_SCOTLAND = "audit_scotland"
    OTHER = "other"


class TeamRole(StrEnum):
    """Roles in an inspection team."""

    LEAD = "lead"
    DEPUTY_LEAD = "deputy_lead"
    INSPECTOR = "inspector"
    ASSOCIATE_ASSESSOR = "associate_assessor"
    INSPECTION_VOLUNTEER = "inspection_volunteer"
    YOUNG_INSPECTION_VOLUNTEER = "young_inspection_volunteer"
    SUPPORT_OFFICER = "strategic_support_officer"
    SERVICE_MANAGER = "service_manager"


class SurveyKind(StrEnum):
    STAFF = "staff"
    CHILDREN = "children_and_young_people"
    PARENTS = "parents_and_carers"


class TriggerKind(StrEnum):
    """What opened a follow-up candidate."""

    GRADE = "grade"
    ASP_STATEMENT = "asp_statement"
    SIGNIFICANT_CONCERN = "significant_concern"
    MINISTERIAL_REQUEST = "ministerial_request"
    OTHER = "other"


class CandidateState(StrEnum):
    """Where the duty to decide stands."""

    OWED = "owed"
    DECIDED = "decided"
    CLOSED = "closed"
    SEQUEL_NOT_ESTABLISHED = "sequel_not_established"


class FollowUpChoice(StrEnum):
    PROGRESS_REVIEW = "progress_review"
    IMPROVEMENT_SUPPORT = "improvement_support"
    LINK_INSPECTOR_MONITORING = "link_inspector_monitoring"
    NONE = "none"


class FollowUpState(StrEnum):
    """candidate, decided, intention recorded in report, scheduled, in progress, reported, then one of three ends."""

    DECIDED = "decided"
    RECORDED_IN_REPORT = "recorded_in_report"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    FURTHER_REVIEW = "further_review"
    CONTINUED_MONITORING = "continued_monitoring"
    CLOSED = "closed"


class ReviewOutcome(StrEnum):
    """What a progress review led to, in the words seen in published reports."""

    NO_FURTHER_INSPECTIONS = "no_further_inspections_planned"
    FURTHER_REVIEW = "further_progress_review"
    CONTINUED_ENGAGEMENT = "link_inspector_continues_to_engage"
    CONTINUED_MONITORING = "continue_to_monitor_and_offer_support"
    NOT_STATED = "not_stated"


class PlanState(StrEnum):
    NOT_REQUESTED = "not_requested"
    REQUESTED = "requested"
    RECEIVED = "received"
    RETURNED = "returned"
    AGREED = "agreed"
    CLOSED = "closed"


class PlanJudgement(StrEnum):
    """Does the plan answer the findings?"""

    ANSWERS = "answers_the_findings"
    PARTLY = "answers_some_findings"
    DOES_NOT = "does_not_answer_the_findings"


class ItemStatus(StrEnum):
    """Self-reported and verified completion are kept apart; overdue is derived, never stored."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AT_RISK = "at_risk"
    CLAIMED = "completion_claimed"
    DISPUTED = "completion_disputed"
    VERIFIED = "completion_verified"
    WITHDRAWN = "withdrawn"


class ForecastBand(StrEnum):
    """What to expect of a promised date, in words. All ours: no source forecasts."""

    LIKELY_MISSED = "likely_to_miss"
    UNCERTAIN = "uncertain"
    LIKELY_KEPT = "likely_to_be_kept"
    TOO_FEW = "too_few_precedents"


class PromiseOutcome(StrEnum):
    """How a promised date ended. Ours."""

    KEPT = "kept"
    MISSED = "missed"
    NOT_COUNTED = "not_counted"


class SlipReason(StrEnum):
    """Why a promised date moved. The list is ours: a short one, so that it is used."""

    WIDER_IMPROVEMENT_PROGRAMME = "wider_improvement_programme"
    STAFFING = "staffing_or_vacancies"
    FUNDING = "funding"
    PARTNER_DEPENDENCY = "waiting_for_a_partner"
    SCOPE_CHANGED = "scope_changed"
    DATA_OR_SYSTEMS = "data_or_systems"
    DATE_WRONG = "date_was_recorded_wrongly"
    OTHER = "other"


class MonitoringState(StrEnum):
    PROPOSED = "proposed"
    OPEN = "open"
    DECLINED = "declined"
    CLOSED = "closed"


class ExitCriterion(StrEnum):
    """The five lines assessed before the formal monitoring of an area ends (after the US GAO High-Risk criteria)."""

    LEADERSHIP_COMMITMENT = "leadership_commitment"
    CAPACITY = "capacity"
    PLAN = "plan"
    OWN_MONITORING = "own_monitoring"
    DEMONSTRATED_PROGRESS = "demonstrated_progress"


class ExitAssessment(StrEnum):
    UNASSESSED = "unassessed"
    NOT_MET = "not_met"
    PARTLY_MET = "partly_met"
    MET = "met"


class Purpose(IntEnum):
    """The six purposes of link inspector arrangements, in their published order."""

    SOCIAL_WORK_QUALITY = 1
    PUBLIC_PROTECTION = 2
    SUPPORTING_FACTORS_AND_BARRIERS = 3
    RISKS_AND_IMPACT = 4
    GOOD_PRACTICE = 5
    CAPACITY_FOR_IMPROVEMENT = 6


class RiskDescriptor(StrEnum):
    """The scoping descriptors; "significant concern" is the wording that can lead to formal monitoring."""

    NO_SIGNIFICANT_CONCERNS = "no_significant_concerns"
    UNCERTAINTY = "area_of_uncertainty"
    CONCERN = "area_of_concern"
    SIGNIFICANT_CONCERN = "significant_concern"


class ImpactLevel(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class RiskTheme(StrEnum):
    """What a risk is about. The list is ours."""

    LEADERSHIP = "leadership_and_governance"
    WORKFORCE = "workforce_and_capacity"
    PUBLIC_PROTECTION = "public_protection_practice"
    QUALITY_OF_PRACTICE = "quality_of_practice"
    PERFORMANCE_INFORMATION = "performance_information"
    FINANCE = "finance_and_resources"
    PARTNERSHIP_WORKING = "partnership_working"
    OTHER = "other"


class FlagSource(StrEnum):
    PERSON = "person"
    RULE = "rule"


class FlagState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class ContactKind(StrEnum):
    MEETING = "meeting"
    SUPPORT = "support"
    CHALLENGE = "challenge"
    SIGNPOST = "signpost"
    INTELLIGENCE = "intelligence"


class FactorKind(StrEnum):
    HELPS = "helps"
    HINDERS = "hinders"


class PracticeState(StrEnum):
    NOTED = "noted"
    VALIDATED = "validated"
    DISSEMINATED = "disseminated"


class ReviewKind(StrEnum):
    """The reviews that are quality-assured."""

    LEARNING_REVIEW_CHILD = "learning_review_child"
    LEARNING_REVIEW_ADULT = "learning_review_adult"
    SERIOUS_INCIDENT_REVIEW = "serious_incident_review"
    LOOKED_AFTER_CHILD_DEATH = "looked_after_child_death"


class ReviewDecision(StrEnum):
    PENDING = "pending"
    PROCEED = "proceed"
    NOT_PROCEED = "not_proceed"


class Origin(StrEnum):
    """Where a row came from. A published fact is never confused with an invented one."""

    PUBLISHED_RECORD = "published_record"
    DEMONSTRATION = "demonstration"
    OFFICE = "office"


class MeetingState(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


class AgendaKind(StrEnum):
    """What an item of an agenda is about."""

    AREA = "area"
    RECORD = "record"
    WORDS = "words"


class AgendaState(StrEnum):
    """A meeting closes once none of its items is open."""

    OPEN = "open"
    COVERED = "covered"
    DEFERRED = "deferred"


class Presence(StrEnum):
    """Who was there. "Not expected" takes back what was noted by mistake."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    NOT_EXPECTED = "not_expected"


class MeetingActionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class AreaStatus(StrEnum):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"


class MatterKind(StrEnum):
    """Every kind of thing that somebody owes; each has a clock."""

    DECISION_OWED = "follow_up_decision_owed"
    INTENTION_MISSING = "intention_or_timescale_missing"
    FOLLOW_UP_DUE = "follow_up_due"
    NO_FOLLOW_UP_REVIEW = "no_follow_up_review_due"
    MONITORING_PROPOSED = "monitoring_decision_owed"
    MONITORING_REVIEW = "monitoring_review_due"
    PLAN_DUE = "plan_due"
    PLAN_TO_JUDGE = "plan_to_judge"
    PLAN_TO_SETTLE = "plan_to_agree_or_return"
    PLAN_TO_CLOSE = "plan_without_open_actions"
    PLAN_TO_SIGN_OFF = "plan_without_a_verified_action"
    ACTION_DUE = "action_due"
    CLAIM_TO_VERIFY = "claim_to_verify"
    DISPUTE_TO_SETTLE = "dispute_to_settle"
    FLAG_REVIEW = "flag_review_due"
    FLAG_OPEN = "flag_open"
    CONTACT_DUE = "contact_due"
    PURPOSE_UNTOUCHED = "purpose_not_touched"
    COVER_GAP = "no_cover"
    MILESTONE_DUE = "milestone_due"
    NEXT_STEP_MISSING = "inspection_without_next_step"
    REVIEW_DECISION_AWAITED = "review_decision_awaited"
    REVIEW_REPORT_DUE = "review_report_due"
    REVIEW_FEEDBACK_DUE = "review_feedback_due"
    SELF_EVALUATION_DUE = "self_evaluation_due"
    VALIDATION_ANSWER_DUE = "validation_answer_due"
    MEETING_ACTION_DUE = "meeting_action_due"
    PRACTICE_TO_VALIDATE = "good_practice_to_validate"
