"""What is new in each area since a change of the record: what a meeting looks at first.

A row that the changes since have touched is compared with what it was then. What somebody may not read is not there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from sqlalchemy import func, literal, or_, select
from sqlmodel import Session, col

from data_models.queries.scope import findings_readable, source_readable
from data_models.queries.together import Found, Question, together
from data_models.rules.references import Kind, reference
from data_models.tables import (
    VERSION_TABLES,
    ActionItem,
    ActionPlan,
    Assignment,
    Change,
    DueDateRevision,
    FollowUpCandidate,
    FollowUpDecision,
    FormalMonitoring,
    Inspection,
    InspectionArea,
    Person,
    RiskFlag,
)
from data_models.tables.versions import DELETED
from data_models.visibility import Viewer
from data_models.vocabulary import (
    CandidateState,
    FlagState,
    FollowUpState,
    ItemStatus,
    MonitoringState,
    PlanState,
    PublicationState,
)


class NewsKind(StrEnum):
    """What came to be, the gravest first."""

    MONITORING_OPENED = "monitoring_opened"
    REPORT_PUBLISHED = "report_published"
    DECISION_OWED = "decision_owed"
    FLAG_RAISED = "flag_raised"
    COMPLETION_DISPUTED = "completion_disputed"
    DATE_MOVED = "date_moved"
    COVER_CHANGED = "cover_changed"
    FOLLOW_UP_DECIDED = "follow_up_decided"
    COMPLETION_CLAIMED = "completion_claimed"
    COMPLETION_VERIFIED = "completion_verified"
    PLAN_RECEIVED = "plan_received"
    PLAN_AGREED = "plan_agreed"
    FLAG_CLOSED = "flag_closed"
    FOLLOW_UP_CLOSED = "follow_up_closed"
    MONITORING_CLOSED = "monitoring_closed"


@dataclass(frozen=True)
class News:
    """One thing that is new in one area: of which record, what that is called, and what it was before and is now."""

    kind: NewsKind
    area_code: str
    reference: str
    subject: str


# The state that a row has come to since, and what is said of it.
CAME_TO: dict[str, dict[Enum, NewsKind]] = {
    "inspection": {PublicationState.PUBLISHED: NewsKind.REPORT_PUBLISHED},
    "follow_up_candidate": {CandidateState.OWED: NewsKind.DECISION_OWED},
    "follow_up_decision": {
        FollowUpState.DECIDED: NewsKind.FOLLOW_UP_DECIDED,
        FollowUpState.CLOSED: NewsKind.FOLLOW_UP_CLOSED,
    },
    "action_plan": {PlanState.RECEIVED: NewsKind.PLAN_RECEIVED, PlanState.AGREED: NewsKind.PLAN_AGREED},
    "action_item": {
        ItemStatus.CLAIMED: NewsKind.COMPLETION_CLAIMED,
        ItemStatus.VERIFIED: NewsKind.COMPLETION_VERIFIED,
        ItemStatus.DISPUTED: NewsKind.COMPLETION_DISPUTED,
    },
    "risk_flag": {FlagState.OPEN: NewsKind.FLAG_RAISED, FlagState.CLOSED: NewsKind.FLAG_CLOSED},
    "formal_monitoring": {
        MonitoringState.OPEN: NewsKind.MONITORING_OPENED,
        MonitoringState.CLOSED: NewsKind.MONITORING_CLOSED,
    },
}
STATE_OF = {"inspection": "publication_state", "action_item": "status"}
KIND_OF = {
    "inspection": Kind.INSPECTION,
    "follow_up_candidate": Kind.CANDIDATE,
    "follow_up_decision": Kind.DECISION,
    "action_plan": Kind.PLAN,
    "risk_flag": Kind.FLAG,
    "formal_monitoring": Kind.MONITORING,
}
AREA = col(InspectionArea.area_code)


def news(session: Session, viewer: Viewer, *, since: int) -> tuple[News, ...]:
    """What is new since this change, by area, the gravest kind first. Nothing where there is nothing to count from:
    a first meeting looks at everything. One statement."""
    if since <= 0:
        return ()
    found = together(session, questions(viewer, since))
    told = [*_states(found), *_moved(found), *_cover(found)]
    kinds = list(NewsKind)
    return tuple(sorted(set(told), key=lambda one: (one.area_code, kinds.index(one.kind), one.reference, one.subject)))


def questions(viewer: Viewer, since: int) -> dict[str, Question]:
    """Each row touched since, as it is; and, of each that was there, the state it was in."""
    asked = {
        "nw_inspection": _of_inspection(viewer, Inspection, Inspection.publication_state),
        "nw_follow_up_candidate": _of_inspection(viewer, FollowUpCandidate, FollowUpCandidate.state),
        "nw_follow_up_decision": _of_inspection(viewer, FollowUpDecision, FollowUpDecision.state),
        "nw_action_plan": _of_inspection(viewer, ActionPlan, ActionPlan.state),
        "nw_action_item": _items(viewer),
        "nw_risk_flag": _of_area(viewer, RiskFlag, col(RiskFlag.title)),
        "nw_formal_monitoring": _of_area(viewer, FormalMonitoring, literal("")),
        "nw_due_date_revision": _revisions(viewer),
        "nw_assignment": _assignments(),
    }
    columns: dict[str, Any] = {name: question.selected_columns["id"] for name, question in asked.items()}
    touched = {name: question.where(columns[name].in_(_since(name[3:], since))) for name, question in asked.items()}
    return touched | {f"was_{name}": _then(name, since) for name in CAME_TO}


def _since(table: str, since: int) -> Any:
    """The numbers of the rows that were touched since, up to the moment that is looked at."""
    past = VERSION_TABLES[table]
    newest = select(func.max(col(Change.id))).scalar_subquery()
    return select(past.c.id).where(past.c.change_id > since, past.c.change_id <= newest)


def _then(table: str, since: int) -> Question:
    past = VERSION_TABLES[table]
    question: Question = select(past.c.id, past.c[STATE_OF.get(table, "state")].label("state"))
    return question.where(
        past.c.id.in_(_since(table, since)),
        past.c.change_id <= since,
        or_(past.c.superseded_by.is_(None), past.c.superseded_by > since),
        past.c.operation != DELETED,
    )


def _of_inspection(viewer: Viewer, table: Any, state: Any) -> Question:
    question: Question = select(
        AREA.label("area_code"),
        col(table.id),
        col(state).label("state"),
        col(Inspection.partnership_name).label("subject"),
    )
    if table is not Inspection:
        question = question.join(Inspection, col(table.inspection_id) == col(Inspection.id))
    return question.join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id)).where(
        findings_readable(viewer)
    )


def _items(viewer: Viewer) -> Question:
    question: Question = select(
        AREA.label("area_code"),
        col(ActionItem.id),
        col(ActionItem.plan_id),
        col(ActionItem.number),
        col(ActionItem.status).label("state"),
        col(ActionItem.text).label("subject"),
    )
    return _where_promised(question, viewer)


def _where_promised(question: Question, viewer: Viewer) -> Question:
    """A question of items, asked of each area whose plan they are in."""
    return (
        question.join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .where(findings_readable(viewer))
    )


def _of_area(viewer: Viewer, table: Any, subject: Any) -> Question:
    question: Question = select(
        col(table.area_code), col(table.id), col(table.state).label("state"), subject.label("subject")
    )
    return question.where(source_readable(viewer, col(table.inspection_id)))


def _revisions(viewer: Viewer) -> Question:
    question: Question = select(
        AREA.label("area_code"),
        col(DueDateRevision.id),
        col(ActionItem.plan_id),
        col(ActionItem.number),
        col(ActionItem.text).label("subject"),
    ).join(ActionItem, col(DueDateRevision.item_id) == col(ActionItem.id))
    return _where_promised(question, viewer)


def _assignments() -> Question:
    return select(col(Assignment.area_code), col(Assignment.id), col(Person.display_name).label("subject")).join(
        Person, col(Assignment.person_id) == col(Person.id)
    )


def _states(found: dict[str, list[Found]]) -> Iterator[News]:
    for table, kinds in CAME_TO.items():
        before = {one["id"]: one["state"] for one in found[f"was_{table}"]}
        for one in found[f"nw_{table}"]:
            kind = kinds.get(one["state"])
            if kind is not None and before.get(one["id"]) is not one["state"]:
                yield News(kind, one["area_code"], _named(table)(one), one["subject"])


def _named(table: str) -> Callable[[Found], str]:
    if table == "action_item":
        return lambda one: reference(Kind.PLAN, one["plan_id"], one["number"])
    return lambda one: reference(KIND_OF[table], one["id"])


def _moved(found: dict[str, list[Found]]) -> Iterator[News]:
    for one in found["nw_due_date_revision"]:
        yield News(NewsKind.DATE_MOVED, one["area_code"], _named("action_item")(one), one["subject"])


def _cover(found: dict[str, list[Found]]) -> Iterator[News]:
    for one in found["nw_assignment"]:
        yield News(NewsKind.COVER_CHANGED, one["area_code"], reference(Kind.ASSIGNMENT, one["id"]), one["subject"])
