"""A matter: one thing that somebody owes, with its clock. Queues, reasons and calendars are all made of these."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data_models.rules.clocks import Urgency, days_overdue, urgency
from data_models.rules.settings import Thresholds
from data_models.vocabulary import (
    CoverRole,
    ImpactLevel,
    MatterKind,
    MilestoneKind,
    Purpose,
    ReviewKind,
    RiskDescriptor,
)

# Where an action of a meeting lies that is about no single area.
NOWHERE = ""


@dataclass(frozen=True)
class Matter:
    """One thing owed in one area (or `NOWHERE`), with what is needed to say it in a sentence.

    `since` is the day it began (for a cover gap the first day uncovered, for a claim the day of the claim). `record_id`
    is the row it is about and `parent_id` the row that holds that one: the plan of an item, the inspection of a
    follow-up. `not_for_id` is who may not do it: whoever took a claim down does not verify it; `needs_second_hand` says
    that this is the area's own link inspector. `has_lapsed_owner` says that the record names an owner who may not act
    there; `is_unheld` that nobody here has a role that could own it. `number` counts what the kind counts: open actions
    of a plan, postponements, times contact was missed.
    """

    kind: MatterKind
    area_code: str
    reference: str
    subject: str
    record_id: int
    parent_id: int | None = None
    since: date | None = None
    due_on: date | None = None
    owner_id: int | None = None
    not_for_id: int | None = None
    needs_second_hand: bool = False
    has_lapsed_owner: bool = False
    is_unheld: bool = False
    number: int | None = None
    is_default_date: bool = False
    is_muted: bool = False
    role: CoverRole | None = None
    purpose: Purpose | None = None
    descriptor: RiskDescriptor | None = None
    impact: ImpactLevel | None = None
    milestone: MilestoneKind | None = None
    review_kind: ReviewKind | None = None
    detail: str | None = None

    def days_overdue(self, on: date) -> int:
        return days_overdue(self.due_on, on)

    def is_overdue(self, on: date) -> bool:
        return self.days_overdue(on) > 0

    def days_since(self, on: date) -> int:
        return days_overdue(self.since, on)


def in_queue_order(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """Earliest due first, those without a date last; then by area and reference: always the same order."""
    return tuple(sorted(matters, key=_queue_key))


def by_urgency(matters: Iterable[Matter], on: date, thresholds: Thresholds) -> dict[Urgency, tuple[Matter, ...]]:
    """The queue in its bands, every band present, most pressing first."""
    bands: dict[Urgency, list[Matter]] = {band: [] for band in Urgency}
    for matter in in_queue_order(matters):
        bands[urgency(matter.due_on, on, thresholds)].append(matter)
    return {band: tuple(found) for band, found in bands.items()}


def _queue_key(matter: Matter) -> tuple[date, str, str, str, int]:
    return matter.due_on or date.max, matter.area_code, matter.kind, matter.reference, matter.record_id
