"""What a promised action must meet: a date that can be meant, an organisation that leads, a true recurrence."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, select

from data_models.commands.checked import Checked
from data_models.commands.found import areas_of, called, inspection_of_plan, plan_of_item, row_or_none, the
from data_models.rules.action_plans import FURTHEST_YEARS, is_open
from data_models.rules.clocks import add_months
from data_models.tables import ActionItem, ActionPlan, Person, Recommendation

LETTERS = re.compile(r"[^\W_]+")
OURSELVES = "careinspectorate"


def check_plausible(session: Session, ask: Checked, plan: ActionPlan, due_on: date, on: date) -> None:
    """A promised date is neither years away nor before the report that called for it."""
    ask.in_reach("due_on", due_on)
    furthest = add_months(on, 12 * FURTHEST_YEARS)
    ask.that(due_on <= furthest, "due_on", f"This is more than {FURTHEST_YEARS} years ahead: check the year.")
    published_on = inspection_of_plan(session, plan).published_on
    ask.that(
        published_on is None or due_on >= published_on,
        "due_on",
        "This is before the report was published: check the day.",
    )


def check_organisation(session: Session, ask: Checked, field: str, said: str, sentence: str) -> None:
    """An organisation of the partnership: not the Care Inspectorate, and nobody who works or worked here."""
    written = _words(said)
    is_ours = OURSELVES in written.replace(" ", "")
    ask.that(not is_ours and not any(one in written for one in _people(session)), field, sentence)


def _people(session: Session) -> list[str]:
    names = (_words(name) for name in session.exec(select(Person.display_name)))
    return [name for name in names if name.strip()]


def _words(name: str) -> str:
    """Only what tells names apart, between blanks: no capitals, accents or signs."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return f" {' '.join(LETTERS.findall(letters))} "


def check_recommendations(session: Session, ask: Checked, plan: ActionPlan, ids: Iterable[int]) -> None:
    """An item answers recommendations of its own inspection only."""
    for identity in sorted(set(ids)):
        found = row_or_none(session, Recommendation, identity)
        ask.that(
            found is not None and found.inspection_id == plan.inspection_id,
            "recommendation_ids",
            f"{called(Recommendation, identity).capitalize()} is not one of this inspection: choose from its own list.",
        )


def check_recurrence(session: Session, ask: Checked, plan: ActionPlan, recurs_from_id: int | None) -> None:
    """Only what was closed can come back, and only where it was promised."""
    if recurs_from_id is None:
        return
    earlier = the(session, ActionItem, recurs_from_id)
    ask.that(
        not is_open(earlier.status), "recurs_from_id", "The earlier item is still open: go on with that one instead."
    )
    then = areas_of(session, plan_of_item(session, earlier).inspection_id)
    ask.that(
        bool(set(then).intersection(areas_of(session, plan.inspection_id))),
        "recurs_from_id",
        "The earlier item was promised by another area: cite one of this area, or none.",
    )
