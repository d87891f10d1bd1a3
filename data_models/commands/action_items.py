"""The items of a plan: promised, worked on, postponed with a reason, withdrawn. What closes one is in `completion`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given, merged
from data_models.commands.found import areas_of, plan_of_item, rows_of, sought
from data_models.commands.item_checks import (
    check_organisation,
    check_plausible,
    check_recommendations,
    check_recurrence,
)
from data_models.errors import CommandRefused
from data_models.rules.action_plans import TAKES_ITEMS, is_open, is_percent, item_may_become
from data_models.tables import ActionItem, ActionPlan, ActionUpdate, DueDateRevision, ItemRecommendation
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ItemStatus, SlipReason

# The statuses that reporting progress may set. Every other is reached by a deed of its own.
REPORTED = (ItemStatus.NOT_STARTED, ItemStatus.IN_PROGRESS, ItemStatus.AT_RISK)
NEEDS_TEXT = "Say what the partnership has promised to do."
NEEDS_AGENCY = "Name the organisation of the partnership that leads this action: not a person, and not ourselves."
CLAIMED_AS_IT_STANDS = "Completion is claimed of this action as it stands: verify or dispute the claim first."


@dataclass(frozen=True)
class NewItem:
    """An action as it was promised. `due_on` becomes its original date, which nothing can change."""

    text: str
    lead_agency: str
    due_on: date
    outcome_measure: str = ""
    recommendation_ids: tuple[int, ...] = ()
    recurs_from_id: int | None = None


def add_action_item(session: Session, *, by: Viewer, on: date, plan_id: int, item: NewItem) -> ActionItem:
    """Add a promised action to a plan; it takes the next number of that plan, which no other ever takes.

    Refused before the plan is received and after it is closed; for a person or the Care Inspectorate as its lead; for a
    date more than five years ahead or before the report; for a recommendation of another inspection; and for a
    recurrence of something that is still open or was promised elsewhere.
    """
    plan = sought(session, by, Deed.ADD_ACTION, ActionPlan, plan_id, lambda p: areas_of(session, p.inspection_id))
    if plan.state not in TAKES_ITEMS:
        raise CommandRefused(
            "Items can be added while a plan is with us: record its receipt first, or use a later plan."
        )
    ask = Checked(on)
    text = ask.text("text", item.text, needed=NEEDS_TEXT)
    lead_agency = ask.line("lead_agency", item.lead_agency, needed=NEEDS_AGENCY)
    check_organisation(session, ask, "lead_agency", lead_agency, NEEDS_AGENCY)
    outcome_measure = ask.text("outcome_measure", item.outcome_measure)
    check_plausible(session, ask, plan, item.due_on, on)
    check_recommendations(session, ask, plan, item.recommendation_ids)
    ask.that(item.recurs_from_id is None or item.due_on >= on, "due_on", "Promise what came back for a day to come.")
    check_recurrence(session, ask, plan, item.recurs_from_id)
    ask.settle()
    added = ActionItem(
        plan_id=plan.id,
        number=1 + max((one.number for one in items_of(session, plan.id)), default=0),
        text=text,
        lead_agency=lead_agency,
        outcome_measure=outcome_measure,
        original_due_on=item.due_on,
        due_on=item.due_on,
        recurs_from_id=item.recurs_from_id,
    )
    session.add(added)
    session.flush()
    answer(session, added.id, item.recommendation_ids)
    return added


def change_action_item(
    session: Session,
    *,
    by: Viewer,
    on: date,
    item_id: int,
    text: str | Unchanged = UNCHANGED,
    lead_agency: str | Unchanged = UNCHANGED,
    outcome_measure: str | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> ActionItem:
    """Correct what an open item says. Its dates move by `revise_due_date` alone.

    Refused for a closed item, while a claim of completion waits (what was claimed is what stood there then), and where
    nothing is different. Fields that somebody else changed after `expected_version` are a `Conflict`.
    """
    item = open_item(session, by, Deed.UPDATE_ACTION, item_id)
    if item.status is ItemStatus.CLAIMED:
        raise CommandRefused(CLAIMED_AS_IT_STANDS)
    ask = Checked(on)
    if text is not UNCHANGED:
        text = ask.text("text", text, needed=NEEDS_TEXT)
    if lead_agency is not UNCHANGED:
        lead_agency = ask.line("lead_agency", lead_agency, needed=NEEDS_AGENCY)
        check_organisation(session, ask, "lead_agency", lead_agency, NEEDS_AGENCY)
    if outcome_measure is not UNCHANGED:
        outcome_measure = ask.text("outcome_measure", outcome_measure)
    ask.settle()
    changes = given(text=text, lead_agency=lead_agency, outcome_measure=outcome_measure)
    if not edit(session, item, changes, opened_on=expected_version):
        raise CommandRefused("There is nothing new here to save. Change the text, who leads it or its measure.")
    item.last_update_on = max(on, item.last_update_on or on)
    session.flush()
    return item


def update_action_item(
    session: Session,
    *,
    by: Viewer,
    on: date,
    item_id: int,
    status: ItemStatus | Unchanged = UNCHANGED,
    percent: int | None | Unchanged = UNCHANGED,
    note: str = "",
    updated_on: date | None = None,
    expected_version: int | None = None,
) -> ActionItem:
    """Take down what the partnership reports of an item; an `ActionUpdate` keeps it as it was told that day.

    The status moves among not started, in progress and at risk; a percentage is kept and closes nothing. Refused for
    a closed item, for a step that is not one, and when there is nothing to report. Fields that somebody else changed
    after `expected_version` are a `Conflict`.
    """
    item = open_item(session, by, Deed.UPDATE_ACTION, item_id)
    told_on = updated_on or on
    ask = Checked(on)
    note = ask.text("note", note)
    ask.not_ahead("updated_on", told_on, on)
    percent_holds = percent is UNCHANGED or percent is None or is_percent(percent)
    ask.that(percent_holds, "percent", "Enter a whole number from 0 to 100, or leave it empty.")
    wanted = merged(session, item, given(status=status, percent=percent), opened_on=expected_version)
    new = wanted.get("status", item.status)
    may = new is item.status or (new in REPORTED and item_may_become(item.status, new))
    ask.that(may, "status", _why_not(item.status, new))
    ask.settle()
    if not wanted and not note:
        raise CommandRefused("There is nothing new here to save. Change the status or percentage, or write a note.")
    edit(session, item, wanted, opened_on=None)
    item.last_update_on = max(told_on, item.last_update_on or told_on)
    session.add(
        ActionUpdate(
            item_id=item.id,
            updated_on=told_on,
            status=item.status,
            percent=item.percent,
            note=note,
            recorded_by_id=by.person_id,
        )
    )
    session.flush()
    return item


def revise_due_date(
    session: Session, *, by: Viewer, on: date, item_id: int, to_due_on: date, reason: SlipReason, note: str = ""
) -> DueDateRevision:
    """Move the date in force, with why. The original date and every date since stay as they were.

    Refused for a closed item, for the date already in force, without a note where the reason is "other", and for a
    date more than five years ahead or before the report.
    """
    item = open_item(session, by, Deed.REVISE_DUE_DATE, item_id)
    ask = Checked(on)
    needed = "Say in your own words why the date moves." if reason is SlipReason.OTHER else ""
    note = ask.text("note", note, needed=needed)
    ask.that(
        to_due_on != item.due_on, "to_due_on", f"The item is already due on {item.due_on:%d %B %Y}: choose another day."
    )
    check_plausible(session, ask, plan_of_item(session, item), to_due_on, on)
    ask.settle()
    earlier = rows_of(session, DueDateRevision, col(DueDateRevision.item_id) == item.id)
    revision = DueDateRevision(
        item_id=item.id,
        sequence=len(earlier) + 1,
        from_due_on=item.due_on,
        to_due_on=to_due_on,
        reason=reason,
        note=note,
        revised_on=on,
        agreed_by_id=by.person_id,
    )
    item.due_on, item.last_update_on = to_due_on, max(on, item.last_update_on or on)
    session.add(revision)
    session.flush()
    return revision


def withdraw_action_item(session: Session, *, by: Viewer, on: date, item_id: int, reason: str) -> ActionItem:
    """Take an item off the plan without completing it; it stays in the record. Refused without a reason, and once
    completion is claimed (verify or dispute it instead)."""
    item = open_item(session, by, Deed.WITHDRAW_ACTION, item_id)
    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Give the reason for withdrawing this item.")
    ask.settle()
    if not item_may_become(item.status, ItemStatus.WITHDRAWN):
        raise CommandRefused(_why_not(item.status, ItemStatus.WITHDRAWN))
    item.status, item.withdrawn_on, item.withdrawn_reason, item.last_update_on = ItemStatus.WITHDRAWN, on, reason, on
    session.flush()
    return item


def items_of(session: Session, plan_id: int) -> list[ActionItem]:
    return rows_of(session, ActionItem, col(ActionItem.plan_id) == plan_id)


def open_item(session: Session, by: Viewer, deed: Deed, item_id: int) -> ActionItem:
    """The item, once it is sure that this person may do this to it and that it is still open."""
    item = sought(session, by, deed, ActionItem, item_id, lambda one: _areas(session, one))
    if not is_open(item.status):
        raise CommandRefused(
            "This item is closed and stays as it is. If the matter came back, add a new item citing it."
        )
    return item


def _areas(session: Session, item: ActionItem) -> tuple[str, ...]:
    return areas_of(session, plan_of_item(session, item).inspection_id)


def _why_not(current: ItemStatus, new: ItemStatus) -> str:
    if current is ItemStatus.CLAIMED:
        return "Completion is claimed and waits for you: verify or dispute the claim, or set it back to in progress."
    if new not in REPORTED:
        return "Completion is claimed, verified, disputed and withdrawn each by a step of its own: use that one."
    words = [status.value.replace("_", " ") for status in (current, new)]
    return f'An item that is "{words[0]}" cannot become "{words[1]}". Choose another status.'


def answer(session: Session, item_id: int, recommendation_ids: Iterable[int]) -> None:
    """Keep that an item answers these recommendations, which it did not before."""
    for identity in sorted(set(recommendation_ids)):
        session.add(ItemRecommendation(item_id=item_id, recommendation_id=identity))
    session.flush()
