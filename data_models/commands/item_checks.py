"""What a promised action must meet: a date that can be meant, recommendations of its inspection, a true recurrence."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from data_models.commands.checked import Checked
from data_models.commands.found import called, inspection_of_plan, the
from data_models.rules.action_plans import FURTHEST_YEARS, is_open
from data_models.rules.clocks import add_months
from data_models.tables import ActionItem, ActionPlan, Recommendation


def check_plausible(session: Session, ask: Checked, plan: ActionPlan, due_on: date, on: date) -> None:
    """A promised date is neither years away nor before the report that called for it."""
    furthest = add_months(on, 12 * FURTHEST_YEARS)
    ask.that(due_on <= furthest, "due_on", f"This is more than {FURTHEST_YEARS} years ahead: check the year.")
    published_on = inspection_of_plan(session, plan).published_on
    ask.that(
        published_on is None or due_on >= published_on,
        "due_on",
        "This is before the report was published: check the day.",
    )


def check_recommendations(session: Session, ask: Checked, plan: ActionPlan, ids: Iterable[int]) -> None:
    """An item answers recommendations of its own inspection only."""
    for identity in sorted(set(ids)):
        found = session.get(Recommendation, identity)
        ask.that(
            found is not None and found.inspection_id == plan.inspection_id,
            "recommendation_ids",
            f"{called(Recommendation, identity).capitalize()} is not one of this inspection: choose from its own list.",
        )


def check_recurrence(session: Session, ask: Checked, recurs_from_id: int | None) -> None:
    """Only what was closed can come back."""
    if recurs_from_id is not None:
        earlier = the(session, ActionItem, recurs_from_id)
        ask.that(
            not is_open(earlier.status),
            "recurs_from_id",
            "The earlier item is still open: go on with that one instead.",
        )
