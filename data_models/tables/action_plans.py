"""Action plans and their items: what was promised, by when, every date since, and the two keys that close it."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data_models.tables.base import Versioned, key, line, prose, to, word
from data_models.vocabulary import ItemStatus, Origin, PlanJudgement, PlanState, SlipReason


class ActionPlan(Versioned, table=True):
    """One row is the plan a partnership promised after one inspection."""

    __tablename__ = "action_plan"
    __table_args__ = (UniqueConstraint("inspection_id"),)

    id: int = key()
    inspection_id: int = to("inspection.id", index=False)
    name: str = line(default="action plan")
    state: PlanState = word(PlanState, default=PlanState.REQUESTED)
    requested_on: date | None = None
    due_on: date | None = None
    due_is_default: bool = True
    received_on: date | None = None
    received_by: str = line(default="Care Inspectorate")
    judgement: PlanJudgement | None = word(PlanJudgement, default=None)
    judgement_note: str = prose(default="")
    judged_on: date | None = None
    judged_by_id: int | None = to("person.id", default=None)
    agreed_on: date | None = None
    contact_every_days: int | None = None
    closed_on: date | None = None
    close_reason: str = prose(default="")
    origin: Origin = word(Origin, default=Origin.OFFICE)


class ActionItem(Versioned, table=True):
    """One row is one promised action. `original_due_on` is written once; the database refuses to change it.

    It refuses too that what is closed opens again, and that whoever took a claim down verifies it.
    """

    __tablename__ = "action_item"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("percent IS NULL OR percent BETWEEN 0 AND 100", name="percent_in_range"),
        CheckConstraint(
            "status <> 'completion_verified' OR (verified_on IS NOT NULL AND verified_by_id IS NOT NULL"
            " AND claimed_on IS NOT NULL)",
            name="verified_needs_two_keys",
        ),
    )

    id: int = key()
    plan_id: int = to("action_plan.id")
    number: int
    text: str = prose()
    lead_agency: str = line()
    outcome_measure: str = prose(default="")
    original_due_on: date
    due_on: date = Field(index=True)
    status: ItemStatus = word(ItemStatus, default=ItemStatus.NOT_STARTED)
    percent: int | None = None
    last_update_on: date | None = None
    claimed_on: date | None = None
    claimed_by: str = line(default="")
    claim_recorded_by_id: int | None = to("person.id", default=None)
    evidence_note: str = prose(default="")
    verified_on: date | None = None
    verified_by_id: int | None = to("person.id", default=None)
    disputed_on: date | None = None
    dispute_reason: str = prose(default="")
    withdrawn_on: date | None = None
    withdrawn_reason: str = prose(default="")
    recurs_from_id: int | None = to("action_item.id", default=None)


class ItemRecommendation(Versioned, table=True):
    """One row says that an action answers a recommendation."""

    __tablename__ = "item_recommendation"

    item_id: int = Field(primary_key=True, foreign_key="action_item.id")
    recommendation_id: int = Field(primary_key=True, foreign_key="recommendation.id", index=True)


class DueDateRevision(Versioned, table=True):
    """One row is one move of a promised date, with why and who agreed. Rows are only ever added."""

    __tablename__ = "due_date_revision"
    __table_args__ = (UniqueConstraint("item_id", "sequence"),)

    id: int = key()
    item_id: int = to("action_item.id", index=False)
    sequence: int
    from_due_on: date
    to_due_on: date
    reason: SlipReason = word(SlipReason)
    note: str = prose(default="")
    revised_on: date
    agreed_by_id: int | None = to("person.id", default=None)


class ActionUpdate(Versioned, table=True):
    """One row is one report of progress on an item, as it was told that day."""

    __tablename__ = "action_update"

    id: int = key()
    item_id: int = to("action_item.id")
    updated_on: date
    status: ItemStatus = word(ItemStatus)
    percent: int | None = None
    note: str = prose(default="")
    recorded_by_id: int | None = to("person.id", default=None)
