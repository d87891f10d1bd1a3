"""Which reviews do we quality-assure, and are they on time?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from data_models.queries.together import Found, Question, in_order, picked, together
from data_models.rules.clocks import days_overdue
from data_models.rules.reviews import REPORT_EXPECTED, feedback_due_on, notification_due_on, report_due_on
from data_models.rules.settings import Thresholds
from data_models.tables import Area, ReviewNotification
from data_models.visibility import Viewer
from data_models.vocabulary import Origin, ReviewDecision, ReviewKind


@dataclass(frozen=True)
class Clock:
    """One duty with a date. `is_met` is None while it runs or where no date is stated; `days_late` counts so far."""

    due_on: date | None
    done_on: date | None
    is_met: bool | None
    days_late: int


@dataclass(frozen=True)
class ReviewRow:
    """One review that is quality-assured: dates and decisions, no case detail."""

    id: int
    area_code: str
    area_name: str
    kind: ReviewKind
    reference: str
    known_on: date | None
    notified_on: date | None
    decision: ReviewDecision
    decided_on: date | None
    decision_reason: str
    origin: Origin
    row_version: int
    notification: Clock
    report: Clock
    feedback: Clock

    @property
    def days_late(self) -> int:
        """The worst lateness of anything still owed."""
        owed = [one for one in (self.notification, self.report, self.feedback) if one.done_on is None]
        return max((one.days_late for one in owed), default=0)


@dataclass(frozen=True)
class QuietArea:
    """An area that has notified no review of this kind: worth asking about, not a comfort."""

    area_code: str
    area_name: str
    kind: ReviewKind


@dataclass(frozen=True)
class ReviewsRegister:
    """`quiet` lists, by kind and area name, who has notified none."""

    reviews: tuple[ReviewRow, ...]
    quiet: tuple[QuietArea, ...]


def reviews(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, holidays: Collection[date] = ()
) -> ReviewsRegister:
    """The register: the latest of what is still owed first, then the latest notified. One statement.

    `holidays` are Scotland's bank holidays, which working days leave out.
    """
    areas = select(col(Area.gss_code), col(Area.short_name))
    found = together(session, {"reviews": reviews_question(viewer), "areas": areas})
    rows = review_rows(found["reviews"], on, thresholds, holidays)
    return ReviewsRegister(rows, _quiet(in_order(found["areas"], "short_name"), rows))


def reviews_question(viewer: Viewer, *where: ColumnElement[bool]) -> Question:
    without = ("decision_reason",) if viewer.shared_screen else ()
    return (
        select(
            *picked(ReviewNotification, ReviewRow, *without),
            col(ReviewNotification.report_due_on),
            col(ReviewNotification.report_received_on),
            col(ReviewNotification.feedback_due_on),
            col(ReviewNotification.feedback_given_on),
            col(Area.short_name).label("area_name"),
        )
        .join(Area, col(ReviewNotification.area_code) == col(Area.gss_code))
        .where(*where)
    )


def review_rows(
    found: list[Found], on: date, thresholds: Thresholds, holidays: Collection[date] = ()
) -> tuple[ReviewRow, ...]:
    rows = [_row(one, on, thresholds, holidays) for one in in_order(found, "id", newest="notified_on")]
    return tuple(sorted(rows, key=lambda row: -row.days_late))


def _row(found: Found, on: date, thresholds: Thresholds, holidays: Collection[date]) -> ReviewRow:
    one = {"decision_reason": "", **found}
    stated_report, received = one.pop("report_due_on"), one.pop("report_received_on")
    stated_feedback, given = one.pop("feedback_due_on"), one.pop("feedback_given_on")
    kind, known, decision = one["kind"], one["known_on"], one["decision"]
    start = known or one["notified_on"]
    notify_by = notification_due_on(kind, known, holidays, thresholds) if known else None
    report_by = stated_report or (report_due_on(kind, start, decision, thresholds) if start else None)
    feedback_by = stated_feedback or feedback_due_on(received, thresholds)
    return ReviewRow(
        **one,
        notification=_clock(notify_by, one["notified_on"], on),
        report=_clock(report_by if REPORT_EXPECTED[decision] or received else None, received, on),
        feedback=_clock(feedback_by, given, on),
    )


def _clock(due_on: date | None, done_on: date | None, on: date) -> Clock:
    late = days_overdue(due_on, done_on or on)
    is_met = None if due_on is None or (done_on is None and late == 0) else late == 0
    return Clock(due_on, done_on, is_met, late)


def _quiet(areas: list[Found], rows: tuple[ReviewRow, ...]) -> tuple[QuietArea, ...]:
    told = {(row.area_code, row.kind) for row in rows}
    return tuple(
        QuietArea(area["gss_code"], area["short_name"], kind)
        for kind in ReviewKind
        for area in areas
        if (area["gss_code"], kind) not in told
    )
