"""Who may see and do what. One scope, used by every query, export and command; what is not granted is refused."""

from dataclasses import dataclass
from enum import StrEnum

from data_models.errors import NotAllowed
from data_models.vocabulary import CoverRole, RoleName


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks or acts: who they are, what they are here to do, and the areas they cover today."""

    name: str
    role: RoleName
    person_id: int | None = None
    areas: frozenset[str] = frozenset()
    shared_screen: bool = False

    def __post_init__(self) -> None:
        """A role there is not is refused at once, and a room's screen is one however it was made."""
        object.__setattr__(self, "role", RoleName(self.role))
        object.__setattr__(self, "shared_screen", self.shared_screen or self.role is RoleName.SHARED_SCREEN)

    @property
    def is_senior(self) -> bool:
        return self.role in SENIOR

    def covers(self, area_code: str) -> bool:
        return area_code in self.areas

    def reads_unpublished(self, area_code: str) -> bool:
        """Unpublished findings, embargoed reports and contact free text: the area's own team and senior managers.

        An inspection's own team reads its findings too, wherever it is: who is in it, the record knows and not the
        viewer.
        """
        return not self.shared_screen and (self.is_senior or self.covers(area_code))


SENIOR = frozenset({RoleName.SERVICE_MANAGER, RoleName.CHIEF_INSPECTOR})
RELATIONSHIP = frozenset({RoleName.RELATIONSHIP_MANAGER_ADULT, RoleName.RELATIONSHIP_MANAGER_ELC})
LINK = frozenset({RoleName.LINK_INSPECTOR})
SUPPORT = frozenset({RoleName.SUPPORT_OFFICER})
ADMIN = frozenset({RoleName.ADMINISTRATOR})

COVER_ROLE_OF: dict[RoleName, CoverRole] = {
    RoleName.LINK_INSPECTOR: CoverRole.LINK_INSPECTOR,
    RoleName.RELATIONSHIP_MANAGER_ADULT: CoverRole.RELATIONSHIP_MANAGER_ADULT,
    RoleName.RELATIONSHIP_MANAGER_ELC: CoverRole.RELATIONSHIP_MANAGER_ELC,
}


class Deed(StrEnum):
    """Everything that can be done to the record. The audit trail names deeds by these words."""

    PLAN_INSPECTION = "plan_inspection"
    RECORD_MILESTONE = "record_milestone"
    SET_TEAM = "set_team"
    RECORD_SURVEY = "record_survey"
    RECORD_EVALUATION = "record_evaluation"
    RECORD_RECOMMENDATION = "record_recommendation"
    RECORD_PANEL = "record_panel_decision"
    EMBARGO_REPORT = "embargo_report"
    PUBLISH_REPORT = "publish_report"
    CORRECT_EVALUATION = "correct_evaluation"
    CANCEL_INSPECTION = "cancel_inspection"
    RECEIVE_PLAN = "receive_plan"
    JUDGE_PLAN = "judge_plan"
    ADD_ACTION = "add_action_item"
    UPDATE_ACTION = "update_action_item"
    REVISE_DUE_DATE = "revise_due_date"
    CLAIM_COMPLETION = "claim_completion"
    VERIFY_COMPLETION = "verify_completion"
    DISPUTE_COMPLETION = "dispute_completion"
    SETTLE_DISPUTE = "settle_disputed_completion"
    WITHDRAW_ACTION = "withdraw_action_item"
    CLOSE_PLAN = "close_plan"
    END_UNVERIFIED = "end_plan_unverified"
    DECIDE_FOLLOW_UP = "decide_follow_up"
    DECIDE_NO_FOLLOW_UP = "decide_no_follow_up"
    REVIEW_NO_FOLLOW_UP = "review_no_follow_up"
    REOPEN_NO_FOLLOW_UP = "reopen_no_follow_up"
    SET_KEY_AREA = "set_key_area"
    RECORD_INTENTION = "record_intention"
    NOTE_SILENCE = "note_report_gives_none"
    REQUEST_FOLLOW_UP = "request_follow_up"
    SCHEDULE_REVIEW = "schedule_progress_review"
    START_REVIEW = "start_progress_review"
    REPORT_REVIEW = "report_progress_review"
    CALL_FURTHER_REVIEW = "call_further_review"
    ESTABLISH_SEQUEL = "establish_sequel"
    CLOSE_FOLLOW_UP = "close_follow_up"
    END_UNVISITED = "end_follow_up_unvisited"
    PROPOSE_MONITORING = "propose_formal_monitoring"
    OPEN_MONITORING = "open_formal_monitoring"
    DECLINE_MONITORING = "decline_formal_monitoring"
    CLOSE_MONITORING = "close_formal_monitoring"
    ASSESS_EXIT = "assess_exit_line"
    GIVE_ASSURANCE = "give_assurance_update"
    RAISE_FLAG = "raise_risk_flag"
    REVIEW_FLAG = "review_risk_flag"
    GIVE_FLAG = "give_risk_flag"
    MUTE_FLAG = "mute_risk_flag"
    UNMUTE_FLAG = "unmute_risk_flag"
    CLOSE_FLAG = "close_risk_flag"
    RUN_RULES = "run_rules"
    STORE_FORECASTS = "store_forecasts"
    LOG_CONTACT = "log_contact"
    NOTE_FACTOR = "note_factor"
    NOTE_PRACTICE = "note_good_practice"
    VALIDATE_PRACTICE = "validate_good_practice"
    DISSEMINATE_PRACTICE = "disseminate_good_practice"
    SHARE_PRACTICE = "share_good_practice"
    ASSIGN = "assign_cover"
    END_ASSIGNMENT = "end_assignment"
    HAND_OVER = "hand_over"
    RECORD_PARTICIPATION = "record_participation"
    RECORD_SELF_EVALUATION = "record_self_evaluation"
    RECORD_PROGRAMME_MILESTONE = "record_programme_milestone"
    RECORD_SCRUTINY = "record_planned_scrutiny"
    NOTIFY_REVIEW = "notify_review"
    UPDATE_REVIEW = "update_review"
    PLAN_MEETING = "plan_meeting"
    RUN_MEETING = "run_meeting"
    KEEP_NOTES = "keep_meeting_notes"
    DECIDE_IN_MEETING = "record_meeting_decision"
    GIVE_ACTION = "give_meeting_action"
    CLOSE_MEETING = "close_meeting"
    END_GIVEN_ACTION = "end_meeting_action"
    ADD_PERSON = "add_person"
    CHANGE_PERSON = "change_person"
    END_SIGN_INS = "end_sign_ins"
    CHANGE_SETTING = "change_setting"
    IMPORT_PUBLISHED = "import_published_record"
    LOAD_REFERENCE = "load_reference_data"
    UNDO = "undo_change"


@dataclass(frozen=True)
class Grant:
    """Who may do a deed: these roles anywhere, those roles only in areas they cover."""

    anywhere: frozenset[RoleName] = frozenset()
    own_areas: frozenset[RoleName] = frozenset()


_OFFICE = Grant(anywhere=SUPPORT, own_areas=LINK)
_OWN = Grant(own_areas=LINK)
_OWN_AND_RELATIONSHIP = Grant(own_areas=LINK | RELATIONSHIP)
_SENIOR = Grant(anywhere=SENIOR)
_OWN_OR_SENIOR = Grant(anywhere=SENIOR, own_areas=LINK)
_OWN_RELATIONSHIP_OR_SENIOR = Grant(anywhere=SENIOR, own_areas=LINK | RELATIONSHIP)
_SUPPORT = Grant(anywhere=SUPPORT)
_ADMIN = Grant(anywhere=ADMIN)
# Whoever chairs a meeting of the office, and whoever prepares it and writes its minutes.
_MEETING = Grant(anywhere=SENIOR | SUPPORT)

GRANTS: dict[Deed, Grant] = {
    Deed.PLAN_INSPECTION: _SUPPORT,
    Deed.RECORD_MILESTONE: _OFFICE,
    Deed.SET_TEAM: _OFFICE,
    Deed.RECORD_SURVEY: _OFFICE,
    Deed.RECORD_EVALUATION: _OFFICE,
    Deed.RECORD_RECOMMENDATION: _OFFICE,
    Deed.RECORD_PANEL: Grant(anywhere=SUPPORT | SENIOR, own_areas=LINK),
    Deed.EMBARGO_REPORT: _SUPPORT,
    Deed.PUBLISH_REPORT: _OFFICE,
    # Not the area's inspector: a correction may close the very duty that they owe. Support officers keep what was
    # published, and so put it right.
    Deed.CORRECT_EVALUATION: _SUPPORT,
    Deed.CANCEL_INSPECTION: _SUPPORT,
    Deed.RECEIVE_PLAN: _OFFICE,
    Deed.JUDGE_PLAN: _OWN,
    Deed.ADD_ACTION: _OWN,
    Deed.UPDATE_ACTION: _OWN,
    Deed.REVISE_DUE_DATE: _OWN,
    Deed.CLAIM_COMPLETION: _OFFICE,
    Deed.VERIFY_COMPLETION: _OWN_OR_SENIOR,
    Deed.DISPUTE_COMPLETION: _OWN_OR_SENIOR,
    Deed.SETTLE_DISPUTE: _SENIOR,
    Deed.WITHDRAW_ACTION: _OWN,
    Deed.CLOSE_PLAN: _OWN_OR_SENIOR,
    Deed.END_UNVERIFIED: _SENIOR,
    Deed.DECIDE_FOLLOW_UP: _OWN_OR_SENIOR,
    Deed.DECIDE_NO_FOLLOW_UP: _SENIOR,
    Deed.REVIEW_NO_FOLLOW_UP: _SENIOR,
    Deed.REOPEN_NO_FOLLOW_UP: _SENIOR,
    Deed.SET_KEY_AREA: _OWN_OR_SENIOR,
    Deed.RECORD_INTENTION: Grant(anywhere=SUPPORT, own_areas=LINK),
    Deed.NOTE_SILENCE: Grant(anywhere=SENIOR, own_areas=LINK),
    Deed.REQUEST_FOLLOW_UP: _SENIOR,
    Deed.SCHEDULE_REVIEW: Grant(anywhere=SUPPORT | SENIOR, own_areas=LINK),
    Deed.START_REVIEW: Grant(anywhere=SUPPORT | SENIOR, own_areas=LINK),
    Deed.REPORT_REVIEW: Grant(anywhere=SUPPORT | SENIOR, own_areas=LINK),
    Deed.CALL_FURTHER_REVIEW: _OWN_OR_SENIOR,
    Deed.ESTABLISH_SEQUEL: _OWN_OR_SENIOR,
    Deed.CLOSE_FOLLOW_UP: _OWN_OR_SENIOR,
    Deed.END_UNVISITED: _SENIOR,
    Deed.PROPOSE_MONITORING: _OWN_RELATIONSHIP_OR_SENIOR,
    Deed.OPEN_MONITORING: _SENIOR,
    Deed.DECLINE_MONITORING: _SENIOR,
    Deed.CLOSE_MONITORING: _SENIOR,
    Deed.ASSESS_EXIT: _OWN_OR_SENIOR,
    Deed.GIVE_ASSURANCE: _OWN,
    Deed.RAISE_FLAG: _OWN_RELATIONSHIP_OR_SENIOR,
    Deed.REVIEW_FLAG: _OWN_RELATIONSHIP_OR_SENIOR,
    Deed.GIVE_FLAG: _OWN_RELATIONSHIP_OR_SENIOR,
    Deed.MUTE_FLAG: _OWN_OR_SENIOR,
    Deed.UNMUTE_FLAG: _OWN_OR_SENIOR,
    Deed.CLOSE_FLAG: _OWN_RELATIONSHIP_OR_SENIOR,
    # The record's own, every day and every quarter: no role does them.
    Deed.RUN_RULES: Grant(),
    Deed.STORE_FORECASTS: Grant(),
    Deed.LOG_CONTACT: _OWN_AND_RELATIONSHIP,
    Deed.NOTE_FACTOR: _OWN_AND_RELATIONSHIP,
    Deed.NOTE_PRACTICE: _OWN_AND_RELATIONSHIP,
    Deed.VALIDATE_PRACTICE: _OWN_OR_SENIOR,
    Deed.DISSEMINATE_PRACTICE: _OWN_OR_SENIOR,
    Deed.SHARE_PRACTICE: _OWN_OR_SENIOR,
    Deed.ASSIGN: _SUPPORT,
    Deed.END_ASSIGNMENT: _SUPPORT,
    Deed.HAND_OVER: _SUPPORT,
    Deed.RECORD_PARTICIPATION: _SUPPORT,
    Deed.RECORD_SELF_EVALUATION: _SUPPORT,
    Deed.RECORD_PROGRAMME_MILESTONE: _SUPPORT,
    Deed.RECORD_SCRUTINY: _OFFICE,
    Deed.NOTIFY_REVIEW: _OFFICE,
    Deed.UPDATE_REVIEW: _OFFICE,
    Deed.PLAN_MEETING: _MEETING,
    Deed.RUN_MEETING: _MEETING,
    Deed.KEEP_NOTES: _MEETING,
    Deed.DECIDE_IN_MEETING: _MEETING,
    Deed.GIVE_ACTION: _MEETING,
    Deed.CLOSE_MEETING: _MEETING,
    # Theirs by name, wherever it is: the command asks whose it is.
    Deed.END_GIVEN_ACTION: Grant(anywhere=SENIOR | SUPPORT | LINK | RELATIONSHIP),
    Deed.ADD_PERSON: _ADMIN,
    Deed.CHANGE_PERSON: _ADMIN,
    Deed.END_SIGN_INS: _ADMIN,
    Deed.CHANGE_SETTING: _ADMIN,
    Deed.IMPORT_PUBLISHED: Grant(anywhere=SUPPORT | ADMIN),
    Deed.LOAD_REFERENCE: _ADMIN,
    Deed.UNDO: Grant(anywhere=SENIOR | SUPPORT | ADMIN, own_areas=LINK),
}

# The system itself: what `init`, an upgrade or a re-told past is done by.
SYSTEM = Viewer(name="Link Inspector Dashboard", role=RoleName.ADMINISTRATOR)


def somebody(viewer: object) -> Viewer:
    """The viewer, if it is one: to nobody nothing is told, not even what everybody may read."""
    if not isinstance(viewer, Viewer):
        raise NotAllowed("Nobody is signed in, so nothing is shown. Sign in, then look again.")
    return viewer


def may(viewer: object, deed: object, area_codes: frozenset[str] = frozenset()) -> bool:
    """Whether this person may do this deed in all of these areas. Anything not understood is a no."""
    if not isinstance(viewer, Viewer) or not isinstance(deed, Deed) or viewer.shared_screen:
        return False
    grant = GRANTS.get(deed, Grant())
    if viewer.role in grant.anywhere:
        return True
    return viewer.role in grant.own_areas and bool(area_codes) and area_codes <= viewer.areas


def authorise(viewer: object, deed: object, *area_codes: str) -> None:
    """Refuse with a sentence unless `may`."""
    if not may(viewer, deed, frozenset(area_codes)):
        raise NotAllowed(_why_not(viewer, deed, area_codes))


def authorise_in_any(viewer: object, deed: object, *area_codes: str) -> None:
    """For what belongs to several areas at once (a plan of a shared partnership): covering one of them is enough."""
    authorise(viewer, deed, *_covered_or_all(viewer, area_codes))


def may_in_any(viewer: object, deed: object, *area_codes: str) -> bool:
    """Whether `authorise_in_any` would let it be."""
    return may(viewer, deed, frozenset(_covered_or_all(viewer, area_codes)))


def _covered_or_all(viewer: object, area_codes: tuple[str, ...]) -> tuple[str, ...]:
    covered = viewer.areas.intersection(area_codes) if isinstance(viewer, Viewer) else ()
    return tuple(sorted(covered)) or area_codes


def _why_not(viewer: object, deed: object, area_codes: tuple[str, ...]) -> str:
    if not isinstance(viewer, Viewer) or not isinstance(deed, Deed):
        return "Nobody is signed in, so nothing can be changed. Sign in, then try again."
    wanted = deed.value.replace("_", " ")
    if viewer.shared_screen:
        return f"Nothing can be changed from a shared screen. To {wanted}, sign in on a screen of your own."
    grant = GRANTS.get(deed, Grant())
    if viewer.role in grant.own_areas and area_codes:
        return f"You can {wanted} only in areas you cover. Ask the person who covers this area, or your manager."
    who = " or a ".join(sorted(role.value.replace("_", " ") for role in grant.anywhere | grant.own_areas))
    return f"Your role cannot {wanted}. Ask a {who}." if who else f"Nobody can {wanted} here."
