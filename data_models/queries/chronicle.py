"""Everything dated that happened in one area, as one line of time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import String, cast, func, literal, null, select, type_coerce
from sqlmodel import col

from data_models.queries.places import in_area
from data_models.queries.scope import IS_PUBLISHED, findings_readable, free_text_readable, only_if, source_readable
from data_models.queries.together import Found, Question, in_order
from data_models.tables import (
    ActionPlan,
    Assignment,
    Contact,
    ContactPurpose,
    FollowUpDecision,
    FormalMonitoring,
    GoodPractice,
    Inspection,
    Person,
    PlannedScrutiny,
    Programme,
    ProgressReview,
    ReviewNotification,
    RiskFlag,
    ThematicParticipation,
)
from data_models.visibility import Viewer
from data_models.vocabulary import DatePrecision, Purpose


class EventKind(StrEnum):
    """What happened."""

    INSPECTION_PUBLISHED = "inspection_published"
    REVIEW_SCHEDULED = "progress_review_scheduled"
    FOLLOW_UP_DECIDED = "follow_up_decided"
    MONITORING_OPENED = "monitoring_opened"
    MONITORING_CLOSED = "monitoring_closed"
    FLAG_RAISED = "flag_raised"
    FLAG_CLOSED = "flag_closed"
    CONTACT = "contact"
    PLAN_REQUESTED = "plan_requested"
    PLAN_RECEIVED = "plan_received"
    PLAN_AGREED = "plan_agreed"
    PLAN_CLOSED = "plan_closed"
    PRACTICE_NOTED = "practice_noted"
    PRACTICE_DISSEMINATED = "practice_disseminated"
    REVIEW_NOTIFIED = "review_notified"
    COVER_BEGAN = "cover_began"
    COVER_ENDED = "cover_ended"
    TOOK_PART = "took_part"
    OTHER_SCRUTINY = "other_scrutiny"


@dataclass(frozen=True)
class Event:
    """One event. `id` is of the row it tells of (an inspection, a flag, a plan ...); `subject` names it (a programme,
    a title, a person); `value` is one of our words (a scrutiny type, a contact kind, a role); `note` is free text,
    empty for whoever may not read it. A date may be known to the month or year only, or not at all."""

    kind: EventKind
    on: date | None
    precision: DatePrecision
    id: int
    subject: str
    value: str
    note: str
    purposes: tuple[Purpose, ...] = ()


PREFIX = "event "


def _event(
    day: Any, number: Any, subject: Any, value: Any, note: Any = "", precision: Any = None, purpose: Any = None
) -> Question:
    known = literal(DatePrecision.DAY.value) if precision is None else type_coerce(precision, String)
    return select(
        day.label("day"),
        known.label("precision"),
        number.label("number"),
        type_coerce(subject, String).label("subject"),
        type_coerce(value, String).label("value"),
        type_coerce(literal(note) if isinstance(note, str) else note, String).label("note"),
        (cast(null(), String) if purpose is None else cast(purpose, String)).label("purpose"),
    )


def questions(viewer: Viewer, area_code: str) -> dict[str, Question]:
    """One question per kind of event, all of the same shape: one UNION ALL."""
    asked = (
        _of_inspections(area_code)
        | _of_follow_up(viewer, area_code)
        | _of_monitoring(viewer, area_code)
        | _of_flags(viewer, area_code)
        | _of_contacts(viewer, area_code)
        | _of_plans(viewer, area_code)
        | _of_practice(viewer, area_code)
        | _of_cover(area_code)
        | _of_others(area_code)
    )
    return {PREFIX + kind.value: question for kind, question in asked.items()}


def answer(found: dict[str, list[Found]]) -> tuple[Event, ...]:
    """Earliest first; what has no date at all last. A contact with several purposes is one event."""
    events: dict[tuple[str, int], Event] = {}
    for kind in EventKind:
        for one in in_order(found[PREFIX + kind.value], "number", "purpose"):
            key = (kind.value, one["number"])
            before = events[key].purposes if key in events else ()
            events[key] = _read(kind, one, before)
    kinds = list(EventKind)
    return tuple(sorted(events.values(), key=lambda e: (e.on is None, e.on or date.min, kinds.index(e.kind), e.id)))


def _read(kind: EventKind, one: Found, before: tuple[Purpose, ...]) -> Event:
    purposes = before if one["purpose"] is None else (*before, Purpose(int(one["purpose"])))
    precision = DatePrecision(one["precision"])
    return Event(kind, one["day"], precision, one["number"], one["subject"], one["value"], one["note"], purposes)


Asked = dict[EventKind, Question]


def _of_inspections(area_code: str) -> Asked:
    published = _event(
        col(Inspection.published_on),
        col(Inspection.id),
        col(Programme.name),
        col(Inspection.scrutiny_type),
        col(Inspection.partnership_name),
        col(Inspection.published_precision),
    )
    return {
        EventKind.INSPECTION_PUBLISHED: published.select_from(Inspection)
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(in_area(area_code), IS_PUBLISHED)
    }


def _of_follow_up(viewer: Viewer, area_code: str) -> Asked:
    here = in_area(area_code), findings_readable(viewer)
    decided = _event(
        col(FollowUpDecision.decided_on),
        col(FollowUpDecision.id),
        col(FollowUpDecision.decided_by_body),
        col(FollowUpDecision.choice),
        col(FollowUpDecision.reason),
    )
    scheduled = _event(
        col(ProgressReview.scheduled_on), col(ProgressReview.id), col(Programme.name), literal("progress_review")
    )
    return {
        EventKind.FOLLOW_UP_DECIDED: decided.select_from(FollowUpDecision)
        .join(Inspection, col(FollowUpDecision.inspection_id) == col(Inspection.id))
        .where(*here),
        EventKind.REVIEW_SCHEDULED: scheduled.select_from(ProgressReview)
        .join(Inspection, col(ProgressReview.original_inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(*here, col(ProgressReview.scheduled_on).is_not(None), col(ProgressReview.reported_on).is_(None)),
    }


def _of_monitoring(viewer: Viewer, area_code: str) -> Asked:
    here = col(FormalMonitoring.area_code) == area_code, source_readable(viewer, col(FormalMonitoring.inspection_id))
    was_open = col(FormalMonitoring.opened_on).is_not(None)
    spell, state = col(FormalMonitoring.id), col(FormalMonitoring.state)
    opened = _event(col(FormalMonitoring.opened_on), spell, literal(""), state, col(FormalMonitoring.reason))
    closed = _event(
        col(FormalMonitoring.closed_on),
        col(FormalMonitoring.id),
        literal(""),
        state,
        col(FormalMonitoring.close_reason),
    )
    return {
        EventKind.MONITORING_OPENED: opened.where(*here, was_open),
        EventKind.MONITORING_CLOSED: closed.where(*here, was_open, col(FormalMonitoring.closed_on).is_not(None)),
    }


def _of_flags(viewer: Viewer, area_code: str) -> Asked:
    here = col(RiskFlag.area_code) == area_code, source_readable(viewer, col(RiskFlag.inspection_id))
    title, word = col(RiskFlag.title), col(RiskFlag.descriptor)
    raised = _event(col(RiskFlag.raised_on), col(RiskFlag.id), title, word, col(RiskFlag.potential_impact))
    # The reason may rest on a contact: a shared screen is not sent it.
    reason = "" if viewer.shared_screen else col(RiskFlag.close_reason)
    closed = _event(col(RiskFlag.closed_on), col(RiskFlag.id), title, word, reason)
    return {
        EventKind.FLAG_RAISED: raised.where(*here),
        EventKind.FLAG_CLOSED: closed.where(*here, col(RiskFlag.closed_on).is_not(None)),
    }


def _of_contacts(viewer: Viewer, area_code: str) -> Asked:
    readable = free_text_readable(viewer, col(Contact.area_code))
    held = _event(
        col(Contact.held_on),
        col(Contact.id),
        func.coalesce(col(Person.display_name), ""),
        col(Contact.kind),
        only_if(readable, col(Contact.summary)),
        purpose=col(ContactPurpose.purpose),
    )
    return {
        EventKind.CONTACT: held.select_from(Contact)
        .outerjoin(ContactPurpose, col(ContactPurpose.contact_id) == col(Contact.id))
        .outerjoin(Person, col(Contact.recorded_by_id) == col(Person.id))
        .where(col(Contact.area_code) == area_code)
    }


def _of_plans(viewer: Viewer, area_code: str) -> Asked:
    days = {
        EventKind.PLAN_REQUESTED: col(ActionPlan.requested_on),
        EventKind.PLAN_RECEIVED: col(ActionPlan.received_on),
        EventKind.PLAN_AGREED: col(ActionPlan.agreed_on),
        EventKind.PLAN_CLOSED: col(ActionPlan.closed_on),
    }
    return {
        kind: _event(day, col(ActionPlan.id), col(Programme.name), col(ActionPlan.name))
        .select_from(ActionPlan)
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .join(Programme, col(Inspection.programme_id) == col(Programme.id))
        .where(in_area(area_code), findings_readable(viewer), day.is_not(None))
        for kind, day in days.items()
    }


def _of_practice(viewer: Viewer, area_code: str) -> Asked:
    days = {
        EventKind.PRACTICE_NOTED: col(GoodPractice.noted_on),
        EventKind.PRACTICE_DISSEMINATED: col(GoodPractice.disseminated_on),
    }
    readable = source_readable(viewer, col(GoodPractice.inspection_id))
    return {
        kind: _event(
            day, col(GoodPractice.id), col(GoodPractice.title), col(GoodPractice.state), col(GoodPractice.summary)
        ).where(col(GoodPractice.area_code) == area_code, day.is_not(None), readable)
        for kind, day in days.items()
    }


def _of_cover(area_code: str) -> Asked:
    days = {EventKind.COVER_BEGAN: col(Assignment.starts_on), EventKind.COVER_ENDED: col(Assignment.ends_on)}
    return {
        kind: _event(day, col(Assignment.id), col(Person.display_name), col(Assignment.role), col(Assignment.reason))
        .select_from(Assignment)
        .join(Person, col(Assignment.person_id) == col(Person.id))
        .where(col(Assignment.area_code) == area_code, day.is_not(None))
        for kind, day in days.items()
    }


def _of_others(area_code: str) -> Asked:
    review, part, other = ReviewNotification, ThematicParticipation, PlannedScrutiny
    notified = _event(col(review.notified_on), col(review.id), col(review.reference), col(review.kind))
    took_part = _event(col(part.from_on), col(part.id), col(Programme.name), col(part.phase))
    scrutiny = _event(col(other.from_on), col(other.id), col(other.activity), col(other.body))
    return {
        EventKind.REVIEW_NOTIFIED: notified.where(
            col(review.area_code) == area_code, col(review.notified_on).is_not(None)
        ),
        EventKind.TOOK_PART: took_part.select_from(part)
        .join(Programme, col(part.programme_id) == col(Programme.id))
        .where(col(part.area_code) == area_code, col(part.from_on).is_not(None)),
        EventKind.OTHER_SCRUTINY: scrutiny.where(col(other.area_code) == area_code),
    }
