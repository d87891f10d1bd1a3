"""What there is to know of an item, of its plan, and of each recommendation that it answers."""

from dataclasses import dataclass
from datetime import date, datetime

from data_models.queries.action_plans import PlanRow
from data_models.queries.first_known import entry_of
from data_models.queries.places import Place
from data_models.rules.action_plans import (
    AWAITS_PARTNERSHIP,
    is_open,
)
from data_models.rules.late_entries import Entry
from data_models.rules.references import Kind, reference
from data_models.vocabulary import ItemStatus, PlanState, SlipReason


@dataclass(frozen=True)
class RevisionRow:
    """One move of a date. `days` is positive when it moved later."""

    sequence: int
    from_due_on: date
    to_due_on: date
    reason: SlipReason
    note: str
    revised_on: date
    agreed_by: str | None
    known_at: datetime

    @property
    def days(self) -> int:
        return (self.to_due_on - self.from_due_on).days

    @property
    def entry(self) -> Entry | None:
        """Its day, with the day on which the record came to know of it."""
        return entry_of("revised_on", self.revised_on, self.known_at)


@dataclass(frozen=True)
class UpdateRow:
    id: int
    updated_on: date
    status: ItemStatus
    percent: int | None
    note: str
    recorded_by: str | None
    known_at: datetime

    @property
    def entry(self) -> Entry | None:
        """Its day, with the day on which the record came to know of it."""
        return entry_of("updated_on", self.updated_on, self.known_at)


@dataclass(frozen=True)
class ItemRow:
    """One promised action with everything that happened to it.

    `slip_days` are between the first promise and the date in force; `quiet_days` since anything was last told;
    `waiting_days` since completion was claimed, while it waits for us until `verify_by`.
    """

    id: int
    plan_id: int
    number: int
    text: str
    lead_agency: str
    outcome_measure: str
    original_due_on: date
    due_on: date
    status: ItemStatus
    percent: int | None
    last_update_on: date | None
    claimed_on: date | None
    claimed_by: str
    claim_recorded_by_id: int | None
    claim_recorded_by: str | None
    evidence_note: str
    verified_on: date | None
    verified_by: str | None
    disputed_on: date | None
    dispute_reason: str
    withdrawn_on: date | None
    withdrawn_reason: str
    recurs_from_id: int | None
    row_version: int
    plan_state: PlanState
    inspection_id: int
    areas: tuple[Place, ...]
    revisions: tuple[RevisionRow, ...]
    updates: tuple[UpdateRow, ...]
    recommendations: tuple[int, ...]
    slip_days: int
    postponements: int
    days_overdue: int
    quiet_days: int | None
    waiting_days: int | None
    verify_by: date | None

    @property
    def reference(self) -> str:
        return reference(Kind.PLAN, self.plan_id, self.number)

    @property
    def is_open(self) -> bool:
        return is_open(self.status)

    @property
    def awaits_partnership(self) -> bool:
        return AWAITS_PARTNERSHIP[self.status]


@dataclass(frozen=True)
class RecommendationRow:
    """One recommendation and the items that answer it, by number. Withdrawn items answer nothing."""

    id: int
    number: int
    text: str
    is_priority: bool
    indicator_name: str | None
    items: tuple[int, ...]

    @property
    def is_uncovered(self) -> bool:
        return not self.items


@dataclass(frozen=True)
class PlanPicture:
    """A plan, its items by number, and its recommendations beside the items that answer them."""

    plan: PlanRow
    items: tuple[ItemRow, ...]
    recommendations: tuple[RecommendationRow, ...]

    @property
    def uncovered(self) -> tuple[RecommendationRow, ...]:
        return tuple(one for one in self.recommendations if one.is_uncovered)

    @property
    def standing(self) -> tuple[ItemRow, ...]:
        """The items that the plan still stands on: all but the withdrawn."""
        return tuple(one for one in self.items if one.status is not ItemStatus.WITHDRAWN)

    @property
    def unlinked(self) -> tuple[ItemRow, ...]:
        return tuple(one for one in self.standing if not one.recommendations)

    @property
    def unmeasured(self) -> tuple[ItemRow, ...]:
        return tuple(one for one in self.standing if not one.outcome_measure.strip())

    @property
    def open_items(self) -> tuple[ItemRow, ...]:
        return tuple(one for one in self.items if one.is_open)


@dataclass(frozen=True)
class Kin:
    """An item that another one came back from, or came back as; it may be of another plan."""

    id: int
    plan_id: int
    number: int
    status: ItemStatus
    recurs_from_id: int | None

    @property
    def reference(self) -> str:
        return reference(Kind.PLAN, self.plan_id, self.number)


@dataclass(frozen=True)
class ItemPicture:
    """One item, the plan it is of with all that plan's recommendations, and what it came back from and as."""

    item: ItemRow
    plan: PlanRow
    of_plan: tuple[RecommendationRow, ...]
    recurs_from: Kin | None
    came_back_as: tuple[Kin, ...]

    @property
    def recommendations(self) -> tuple[RecommendationRow, ...]:
        """Those it answers."""
        return tuple(one for one in self.of_plan if one.number in self.item.recommendations)
