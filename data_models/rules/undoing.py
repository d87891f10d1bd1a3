"""What undoing leaves alone. Undoing is a new change like any other: no step of it may break a promise of the record.

The rules are ours. A promise already made to somebody outside (a published report, a date that moved, a duty to decide)
is never taken back by undoing: each names the deed that puts it right in the open.
"""

from data_models.vocabulary import (
    FollowUpState,
    ItemStatus,
    MeetingState,
    MonitoringState,
    PlanState,
    PublicationState,
    Stage,
)

# Rows that undoing never takes away again, by table, with what to do instead.
NEVER_VANISHES: dict[str, str] = {
    "follow_up_candidate": (
        "It opened a duty to decide on follow-up, which never vanishes."
        " Correct the evaluation again, or decide on it, with the reason."
    ),
    "action_item": "What was promised stays. Withdraw it, with the reason.",
    "action_plan": "A plan that was asked for stays owed. Close it, with the reason.",
    "formal_monitoring": "What was put to senior managers stays with them: one of them declines or closes it.",
    "review_notification": "A review that was notified stays. Record that it goes no further, with the reason.",
    "risk_flag": "A flag that was raised stays. Close it, with the reason.",
    "due_date_revision": "A date that moved stays on record with its reason. Move it back, with the reason.",
    "forecast": "A forecast stays as it was stored, so that it can be held against what happened.",
    "agenda_item": "An item of an agenda stays on it. Defer it, with the reason.",
    "meeting_action": "An action that was given stays given. Drop it, with the reason.",
    "record_marker": "What kind of record this is was said for good.",
}
# What undoing never leads out of: the column, its ends, and what to do instead. Other endings can be undone: that gives
# a duty back, and loses none.
FOR_GOOD: dict[str, tuple[str, frozenset[str], str]] = {
    "action_item": (
        "status",
        frozenset({ItemStatus.VERIFIED, ItemStatus.WITHDRAWN}),
        "A closed action stays closed, also after a mistake. Add it anew, citing this one.",
    ),
    "inspection": (
        "publication_state",
        frozenset({PublicationState.PUBLISHED}),
        "A published report stays published. Correct what it says, with the reason.",
    ),
    "meeting": (
        "state",
        frozenset({MeetingState.CLOSED}),
        "Closed minutes stay as they are. Put right what was decided in the next meeting.",
    ),
}
# Rows whose step another row rests on: the column that tells the step, and the rows under it, by table and column.
MOVED_ON: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "action_plan": ("state", (("action_item", "plan_id"),)),
    "follow_up_decision": ("state", (("progress_review", "decision_id"),)),
    "formal_monitoring": ("state", (("assurance_update", "monitoring_id"), ("exit_line", "monitoring_id"))),
    "good_practice": ("state", (("practice_share", "practice_id"),)),
    "person": ("role", (("assignment", "person_id"),)),
}
# What has an end, in which column, and at which words; once it has ended, what is under it stays as it was.
ENDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "inspection": ("stage", (Stage.PUBLISHED, Stage.CANCELLED)),
    "action_plan": ("state", (PlanState.CLOSED,)),
    "action_item": ("status", (ItemStatus.VERIFIED, ItemStatus.WITHDRAWN)),
    "formal_monitoring": ("state", (MonitoringState.CLOSED, MonitoringState.DECLINED)),
    "follow_up_decision": ("state", (FollowUpState.CLOSED,)),
    "meeting": ("state", (MeetingState.CLOSED,)),
}
_OF_INSPECTION = ("inspection_id", "inspection")
PARENT: dict[str, tuple[str, str]] = {
    "evaluation": _OF_INSPECTION,
    "evaluation_total": _OF_INSPECTION,
    "inspection_area": _OF_INSPECTION,
    "milestone": _OF_INSPECTION,
    "recommendation": _OF_INSPECTION,
    "survey": _OF_INSPECTION,
    "team_member": _OF_INSPECTION,
    "agenda_item": ("meeting_id", "meeting"),
    "meeting_attendance": ("meeting_id", "meeting"),
    "meeting_decision": ("meeting_id", "meeting"),
    "action_item": ("plan_id", "action_plan"),
    "action_update": ("item_id", "action_item"),
    "item_recommendation": ("item_id", "action_item"),
    "assurance_update": ("monitoring_id", "formal_monitoring"),
    "exit_line": ("monitoring_id", "formal_monitoring"),
    "progress_review": ("decision_id", "follow_up_decision"),
}
