"""The reviews that are quality-assured: references, dates and decisions. No case detail has a place here."""

from datetime import date

from sqlalchemy import UniqueConstraint

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import Origin, ReviewDecision, ReviewKind


class ReviewNotification(Versioned, table=True):
    """One row is one review notified by an area. `known_on` starts the clock of its notification."""

    __tablename__ = "review_notification"
    __table_args__ = (UniqueConstraint("reference"),)

    id: int = key()
    area_code: str = to("area.gss_code")
    kind: ReviewKind = word(ReviewKind)
    reference: str = line()
    known_on: date | None = None
    notified_on: date | None = None
    decision: ReviewDecision = word(ReviewDecision, default=ReviewDecision.PENDING)
    decided_on: date | None = None
    decision_reason: str = prose(default="")
    report_due_on: date | None = None
    report_received_on: date | None = None
    feedback_due_on: date | None = None
    feedback_given_on: date | None = None
    origin: Origin = word(Origin, default=Origin.OFFICE)
