"""What the record's own rules raise when they look at the office, near the end of the story: each says why it fired."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col

from data_models.commands.flags_by_rule import raise_by_rule
from data_models.commands.found import rows_of
from data_models.queries.record import thresholds
from data_models.rules import action_plans as plan_rules
from data_models.rules import risk_flags as rules
from data_models.rules.references import Kind, reference
from data_models.rules.risk_flags import Fired
from data_models.rules.settings import Thresholds
from data_models.tables import ActionItem, ActionPlan, Contact, DueDateRevision, InspectionArea
from data_models.visibility import SYSTEM, Deed, Viewer
from seed_data.demonstration.world import World

LOOKED_DAYS_AGO = 4


def tell(world: World) -> None:
    def looked(session: Session, by: Viewer, on: date) -> None:
        for area in world.areas.values():
            for fired in _fired(session, area.gss_code, on):
                raise_by_rule(session, by=by, on=on, area_code=area.gss_code, fired=fired)

    reason = "The rules looked at the record"
    world.diary.note(world.ago(days=LOOKED_DAYS_AGO), lambda _: SYSTEM, Deed.RAISE_FLAG, looked, reason)


def _fired(session: Session, area_code: str, on: date) -> Iterator[Fired]:
    """Every rule that holds in this area that day."""
    limits, items = thresholds(session), _items(session, area_code)
    late = {name: plan_rules.item_days_overdue(one.status, one.due_on, on) for name, one in items.items()}
    found = [
        rules.several_actions_overdue(late, limits),
        rules.contact_is_missed(area_code, _last_contact(session, area_code), limits.contact_days_routine, on, limits),
        *(_of_item(session, name, one, on, limits) for name, one in items.items()),
        *_of_plans(session, area_code, on),
    ]
    return (one for one in found if one is not None)


def _plans(session: Session, area_code: str) -> list[ActionPlan]:
    links = rows_of(session, InspectionArea, col(InspectionArea.area_code) == area_code)
    return rows_of(session, ActionPlan, col(ActionPlan.inspection_id).in_([link.inspection_id for link in links]))


def _items(session: Session, area_code: str) -> dict[str, ActionItem]:
    """The open items of an area's plans, by reference."""
    plans = [plan.id for plan in _plans(session, area_code)]
    items = rows_of(session, ActionItem, col(ActionItem.plan_id).in_(plans))
    return {
        reference(Kind.PLAN, one.plan_id, one.number): one for one in items if one.status in plan_rules.OPEN_STATUSES
    }


def _of_item(session: Session, name: str, item: ActionItem, on: date, limits: Thresholds) -> Fired | None:
    """Claimed and unverified for long, or postponed again and again."""
    if item.claimed_on is not None and not plan_rules.AWAITS_PARTNERSHIP[item.status]:
        return rules.claim_is_unverified(name, item.claimed_on, on, limits)
    revisions = rows_of(session, DueDateRevision, col(DueDateRevision.item_id) == item.id)
    moved = plan_rules.postponements(item.original_due_on, [one.to_due_on for one in revisions])
    return rules.is_postponed_again(name, moved, limits)


def _of_plans(session: Session, area_code: str, on: date) -> list[Fired | None]:
    return [
        rules.plan_is_overdue(reference(Kind.PLAN, one.id), plan_rules.plan_days_overdue(one.state, one.due_on, on))
        for one in _plans(session, area_code)
    ]


def _last_contact(session: Session, area_code: str) -> date | None:
    contacts = rows_of(session, Contact, col(Contact.area_code) == area_code)
    return max((one.held_on for one in contacts), default=None)
