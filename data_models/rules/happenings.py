"""What happened to a record between two moments, from the record as it was and as it is: one word for each thing."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from data_models.vocabulary import (
    AreaStatus,
    CandidateState,
    FlagState,
    FollowUpState,
    ItemStatus,
    MonitoringState,
    PlanState,
    PracticeState,
    PublicationState,
    Stage,
)

Row = Mapping[str, Any]


class Happened(StrEnum):
    """Everything that is told apart, the gravest first: the order in which it is read out."""

    STATUS_WORSE = "status_worse"
    STATUS_BETTER = "status_better"
    REASONS_CHANGED = "reasons_changed"
    MONITORING_OPENED = "monitoring_opened"
    MONITORING_PROPOSED = "monitoring_proposed"
    EVALUATION_IN = "evaluation_in"
    EVALUATION_CORRECTED = "evaluation_corrected"
    FLAG_RAISED = "flag_raised"
    FOLLOW_UP_OPENED = "follow_up_opened"
    WENT_LATE = "went_late"
    COMPLETION_DISPUTED = "completion_disputed"
    DATE_MOVED = "date_moved"
    COVER_ENDED = "cover_ended"
    RECORD_REMOVED = "record_removed"
    FOLLOW_UP_DECIDED = "follow_up_decided"
    FOLLOW_UP_MET = "follow_up_met"
    REVIEW_REPORTED = "review_reported"
    COMPLETION_CLAIMED = "completion_claimed"
    COMPLETION_VERIFIED = "completion_verified"
    ACTION_WITHDRAWN = "action_withdrawn"
    ACTION_TOLD = "action_told"
    ACTION_PROMISED = "action_promised"
    NO_LONGER_LATE = "no_longer_late"
    PLAN_MOVED_ON = "plan_moved_on"
    REPORT_PUBLISHED = "report_published"
    INSPECTION_MOVED_ON = "inspection_moved_on"
    INSPECTION_PLANNED = "inspection_planned"
    EVALUATION_DRAFTED = "evaluation_drafted"
    MONITORING_ENDED = "monitoring_ended"
    ASSURANCE_GIVEN = "assurance_given"
    FLAG_CLOSED = "flag_closed"
    FLAG_MUTED = "flag_muted"
    FLAG_UNMUTED = "flag_unmuted"
    COVER_BEGAN = "cover_began"
    TEAM_CHANGED = "team_changed"
    CONTACT_LOGGED = "contact_logged"
    PRACTICE_MOVED_ON = "practice_moved_on"
    PERSON_JOINED = "person_joined"
    PERSON_CHANGED = "person_changed"
    SETTING_CHANGED = "setting_changed"
    RECORD_ADDED = "record_added"
    RECORD_CHANGED = "record_changed"


ADDED_AS: dict[str, Happened] = {
    "action_item": Happened.ACTION_PROMISED,
    "action_update": Happened.ACTION_TOLD,
    "assurance_update": Happened.ASSURANCE_GIVEN,
    "contact": Happened.CONTACT_LOGGED,
    "follow_up_candidate": Happened.FOLLOW_UP_OPENED,
    "follow_up_decision": Happened.FOLLOW_UP_DECIDED,
    "inspection": Happened.INSPECTION_PLANNED,
    "person": Happened.PERSON_JOINED,
    "risk_flag": Happened.FLAG_RAISED,
    "setting_value": Happened.SETTING_CHANGED,
    "team_member": Happened.TEAM_CHANGED,
}
CHANGED_AS: dict[str, Happened] = {
    "person": Happened.PERSON_CHANGED,
    "setting_value": Happened.SETTING_CHANGED,
    "team_member": Happened.TEAM_CHANGED,
}
# Of a record that is gone: what is told beside its removal, or instead of it.
ENDED_AS: dict[str, tuple[Happened, ...]] = {
    "setting_value": (Happened.SETTING_CHANGED,),
    "team_member": (Happened.RECORD_REMOVED, Happened.TEAM_CHANGED),
}
CAN_BE_LATE = ("action_item", "action_plan", "follow_up_candidate", "follow_up_decision", "formal_monitoring")
# A field that came to hold this value.
BECAME: dict[tuple[str, str], dict[Any, Happened]] = {
    ("action_item", "status"): {
        ItemStatus.CLAIMED: Happened.COMPLETION_CLAIMED,
        ItemStatus.VERIFIED: Happened.COMPLETION_VERIFIED,
        ItemStatus.DISPUTED: Happened.COMPLETION_DISPUTED,
        ItemStatus.WITHDRAWN: Happened.ACTION_WITHDRAWN,
    },
    ("action_plan", "state"): dict.fromkeys(PlanState, Happened.PLAN_MOVED_ON),
    ("follow_up_candidate", "state"): {CandidateState.CLOSED: Happened.FOLLOW_UP_MET},
    ("follow_up_decision", "state"): {FollowUpState.CLOSED: Happened.FOLLOW_UP_MET},
    ("formal_monitoring", "state"): {
        MonitoringState.PROPOSED: Happened.MONITORING_PROPOSED,
        MonitoringState.OPEN: Happened.MONITORING_OPENED,
        MonitoringState.DECLINED: Happened.MONITORING_ENDED,
        MonitoringState.CLOSED: Happened.MONITORING_ENDED,
    },
    ("good_practice", "state"): dict.fromkeys(PracticeState, Happened.PRACTICE_MOVED_ON),
    ("inspection", "publication_state"): {PublicationState.PUBLISHED: Happened.REPORT_PUBLISHED},
    ("inspection", "stage"): {
        stage: Happened.INSPECTION_MOVED_ON for stage in Stage if stage not in (Stage.PLANNED, Stage.PUBLISHED)
    },
    ("risk_flag", "state"): {FlagState.CLOSED: Happened.FLAG_CLOSED},
    ("evaluation", "is_published"): {True: Happened.EVALUATION_IN, False: Happened.EVALUATION_DRAFTED},
    ("evaluation_total", "is_published"): {True: Happened.EVALUATION_IN, False: Happened.EVALUATION_DRAFTED},
    **{(table, "is_late"): {True: Happened.WENT_LATE} for table in CAN_BE_LATE},
}
# Of a record that was there before: what ended without another word for it.
CEASED: dict[tuple[str, str], dict[Any, Happened]] = {
    **{(table, "is_late"): {False: Happened.NO_LONGER_LATE} for table in CAN_BE_LATE},
    ("assignment", "holds"): {False: Happened.COVER_ENDED, True: Happened.COVER_BEGAN},
    ("risk_flag", "is_muted"): {False: Happened.FLAG_UNMUTED, True: Happened.FLAG_MUTED},
}
# The dates that somebody holds somebody to, by the table they stand in.
PROMISED: dict[str, tuple[str, ...]] = {
    "action_item": ("due_on",),
    "action_plan": ("due_on",),
    "assurance_update": ("due_on",),
    "follow_up_candidate": ("decide_by",),
    "follow_up_decision": ("due_to", "review_on"),
    "formal_monitoring": ("next_review_on",),
    "inspection": ("planned_publication_on", "accuracy_response_due_on", "timescale_to"),
    "meeting": ("held_on",),
    "meeting_action": ("due_on",),
    "milestone": ("planned_on",),
    "planned_scrutiny": ("from_on", "to_on"),
    "programme_milestone": ("planned_on", "planned_to"),
    "progress_review": ("due_to", "scheduled_on"),
    "review_notification": ("report_due_on", "feedback_due_on"),
    "risk_flag": ("review_on",),
    "self_evaluation": ("due_on",),
    "survey": ("opens_on", "closes_on"),
    "thematic_participation": ("from_on", "to_on"),
}
# What a judgement says; another value of one that was published is a correction.
JUDGED = ("grade", "statement", "progress", "standing", "total", "unnamed", "corrected_on")
RANK = {AreaStatus.GREY: 0, AreaStatus.GREEN: 0, AreaStatus.AMBER: 1, AreaStatus.RED: 2}


def happened(table: str, before: Row | None, after: Row | None) -> tuple[Happened, ...]:
    """Everything that happened to one record, the gravest first; never nothing where it differs."""
    if after is None:
        return ENDED_AS.get(table, (Happened.RECORD_REMOVED,))
    found = set(_told(table, before, after))
    if not found:
        added = ADDED_AS.get(table, Happened.RECORD_ADDED)
        found.add(added if before is None else CHANGED_AS.get(table, Happened.RECORD_CHANGED))
    return tuple(one for one in Happened if one in found)


def _told(table: str, before: Row | None, after: Row) -> Iterator[Happened]:
    if table in SPECIAL:
        yield from SPECIAL[table](before, after)
    if before is None and table in ADDED_AS:
        yield ADDED_AS[table]
    for (of, field), words in BECAME.items():
        if of == table and field in after and _differs(before, after, field) and after[field] in words:
            yield words[after[field]]
    if before is None:
        return
    for (of, field), words in CEASED.items():
        if of == table and _differs(before, after, field) and after[field] in words:
            yield words[after[field]]
    if any(_moved(before, after, field) for field in PROMISED.get(table, ())):
        yield Happened.DATE_MOVED


def _differs(before: Row | None, after: Row, field: str) -> bool:
    return before is None or before.get(field) != after.get(field)


def _moved(before: Row, after: Row, field: str) -> bool:
    was, becomes = before.get(field), after.get(field)
    return was is not None and becomes is not None and was != becomes


def _standing(before: Row | None, after: Row) -> Iterator[Happened]:
    was = before["status"] if before else AreaStatus.GREY
    if RANK[after["status"]] > RANK[was]:
        yield Happened.STATUS_WORSE
    elif RANK[after["status"]] < RANK[was]:
        yield Happened.STATUS_BETTER
    elif before is None or after["reasons"] != before["reasons"] or after["status"] is not was:
        yield Happened.REASONS_CHANGED


def _cover(before: Row | None, after: Row) -> Iterator[Happened]:
    if before is None and after["holds"]:
        yield Happened.COVER_BEGAN


def _flag(before: Row | None, after: Row) -> Iterator[Happened]:
    if before is None and after["is_muted"]:
        yield Happened.FLAG_MUTED


def _judgement(before: Row | None, after: Row) -> Iterator[Happened]:
    was_published = before is not None and before["is_published"]
    if before is not None and was_published and any(_differs(before, after, one) for one in JUDGED if one in after):
        yield Happened.EVALUATION_CORRECTED


def _review(before: Row | None, after: Row) -> Iterator[Happened]:
    if after["reported_on"] is not None and (before is None or before["reported_on"] is None):
        yield Happened.REVIEW_REPORTED


SPECIAL: dict[str, Callable[[Row | None, Row], Iterator[Happened]]] = {
    "standing": _standing,
    "assignment": _cover,
    "risk_flag": _flag,
    "evaluation": _judgement,
    "evaluation_total": _judgement,
    "progress_review": _review,
}
