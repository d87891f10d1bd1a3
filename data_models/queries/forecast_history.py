"""What the record keeps of every promised date: the moves, what was told when, and how it ended."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_models.queries.places import Place, places_by_inspection, places_question
from data_models.queries.scope import IS_PUBLISHED
from data_models.queries.together import Found, Question, grouped, in_order, together
from data_models.rules.action_plans import AWAITS_PARTNERSHIP
from data_models.rules.clocks import london_date
from data_models.rules.forecast_runs import ForecastRun, forecasts_said
from data_models.rules.forecasts import History
from data_models.rules.references import Kind, reference
from data_models.tables import (
    VERSION_TABLES,
    ActionItem,
    ActionPlan,
    ActionUpdate,
    Change,
    DueDateRevision,
    Inspection,
)
from data_models.tables.versions import INSERTED
from data_models.visibility import Deed
from data_models.vocabulary import ItemStatus


@dataclass(frozen=True)
class ActionOver:
    """One action of a published report, and the history of its dates."""

    id: int
    plan_id: int
    number: int
    text: str
    lead_agency: str
    due_on: date
    status: ItemStatus
    areas: tuple[Place, ...]
    history: History

    @property
    def reference(self) -> str:
        return reference(Kind.PLAN, self.plan_id, self.number)

    @property
    def awaits_partnership(self) -> bool:
        return AWAITS_PARTNERSHIP[self.status]


def actions_with_history(session: Session) -> tuple[ActionOver, ...]:
    """Every action of a published report, by plan and number: the same for whoever asks. One statement."""
    return actions_from(together(session, history_questions()))


def history_questions() -> dict[str, Question]:
    """What must be asked to know the histories, for a page that asks other things in the same statement."""
    return {
        "fc_items": _of_published(
            select(
                *(col(getattr(ActionItem, name)) for name in ("id", "plan_id", "number", "text", "lead_agency")),
                *(col(getattr(ActionItem, name)) for name in ("original_due_on", "due_on", "status")),
                *(col(getattr(ActionItem, name)) for name in ("claimed_on", "withdrawn_on")),
                col(ActionPlan.inspection_id),
            )
        ),
        "fc_begun": _begun(),
        "fc_moves": _of_published(
            select(
                col(DueDateRevision.item_id),
                col(DueDateRevision.sequence),
                col(DueDateRevision.revised_on),
                col(DueDateRevision.to_due_on),
            ).join(ActionItem, col(DueDateRevision.item_id) == col(ActionItem.id))
        ),
        "fc_told": _of_published(
            select(
                col(ActionUpdate.item_id), col(ActionUpdate.id), col(ActionUpdate.updated_on), col(ActionUpdate.status)
            ).join(ActionItem, col(ActionUpdate.item_id) == col(ActionItem.id))
        ),
        "places": places_question(),
    }


def _of_published(question: Question) -> Question:
    return (
        question.join(ActionPlan, col(ActionItem.plan_id) == col(ActionPlan.id))
        .join(Inspection, col(ActionPlan.inspection_id) == col(Inspection.id))
        .where(IS_PUBLISHED)
    )


def _begun() -> Question:
    """When each action came into the record; by the changes there are to see, for a past day knows fewer."""
    past = VERSION_TABLES["action_item"]
    return (
        select(past.c.id, func.min(col(Change.recorded_at)).label("at"))
        .join(Change, past.c.change_id == col(Change.id))
        .where(past.c.operation == INSERTED)
        .group_by(past.c.id)
    )


def actions_from(found: dict[str, list[Found]]) -> tuple[ActionOver, ...]:
    """The actions from what `history_questions` found."""
    begun = {one["id"]: _day(one["at"]) for one in found["fc_begun"]}
    moves = grouped(in_order(found["fc_moves"], "sequence"), "item_id")
    told = grouped(in_order(found["fc_told"], "updated_on", "id"), "item_id")
    places = places_by_inspection(found["places"])
    return tuple(
        ActionOver(
            **{name: one[name] for name in ("id", "plan_id", "number", "text", "lead_agency", "due_on", "status")},
            areas=places.get(one["inspection_id"], ()),
            history=_history(one, begun[one["id"]], moves.get(one["id"], []), told.get(one["id"], [])),
        )
        for one in in_order(found["fc_items"], "plan_id", "number")
    )


def _history(item: Found, entered_on: date, moves: list[Found], updates: list[Found]) -> History:
    """An action begins on the day it came into the record, or earlier where something was told of it before."""
    moved = tuple((one["revised_on"], one["to_due_on"]) for one in moves)
    told = _told(updates, item["claimed_on"])
    return History(
        first_due_on=item["original_due_on"],
        begun_on=min(day for day, *_ in ((entered_on,), *moved, *told)),
        moves=moved,
        told=told,
        withdrawn_on=item["withdrawn_on"],
    )


def _told(updates: list[Found], claimed_on: date | None) -> tuple[tuple[date, ItemStatus], ...]:
    """What was told on which day. The claim that stands counts from the day it was made, though it was noted later."""
    days = [(one["updated_on"], one["status"]) for one in updates]
    claims = [number for number, (_, status) in enumerate(days) if status is ItemStatus.CLAIMED]
    if claims and claimed_on is not None:
        noted_on, status = days[claims[-1]]
        days[claims[-1]] = min(noted_on, claimed_on), status
    return tuple(sorted(days, key=lambda one: one[0]))


def _day(moment: datetime) -> date:
    return london_date(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def last_stored(session: Session) -> ForecastRun | None:
    """The last storing of forecasts there was. One statement."""
    newest = select(func.max(col(Change.id))).where(col(Change.deed) == Deed.STORE_FORECASTS.value).scalar_subquery()
    said = session.connection().scalar(select(col(Change.reason)).where(col(Change.id) == newest))
    return None if said is None else forecasts_said(said)
