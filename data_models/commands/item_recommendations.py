"""Which recommendations an item answers: set as a whole, or merged with what others changed meanwhile."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col

from data_models.commands.action_items import answer, open_item
from data_models.commands.checked import Checked
from data_models.commands.editing import as_it_was
from data_models.commands.found import plan_of_item, rows_of
from data_models.commands.item_checks import check_recommendations
from data_models.errors import CommandRefused
from data_models.tables import VERSION_TABLES, ActionItem, ItemRecommendation
from data_models.tables.versions import DELETED
from data_models.visibility import Deed, Viewer


def set_item_recommendations(
    session: Session,
    *,
    by: Viewer,
    on: date,
    item_id: int,
    recommendation_ids: Iterable[int],
    expected_version: int | None = None,
) -> ActionItem:
    """Say which recommendations an item answers; what is not listed is no longer answered by it.

    What somebody else added or took away after `expected_version` stays so: only what this form ticked or unticked is
    done. Refused for a closed item, for a recommendation of another inspection, and where nothing is different.
    """
    item = open_item(session, by, Deed.UPDATE_ACTION, item_id)
    wanted, ask = frozenset(recommendation_ids), Checked()
    check_recommendations(session, ask, plan_of_item(session, item), wanted)
    ask.settle()
    links = rows_of(session, ItemRecommendation, col(ItemRecommendation.item_id) == item.id)
    now = frozenset(link.recommendation_id for link in links)
    wanted = _merged(session, item, now, wanted, expected_version)
    if wanted == now:
        raise CommandRefused("There is nothing new here to save: it answers these recommendations already.")
    for link in links:
        if link.recommendation_id not in wanted:
            session.delete(link)
    answer(session, item.id, wanted - now)
    item.last_update_on = max(on, item.last_update_on or on)
    # The item is at a new version also when it was updated today already: the next form is merged with this one.
    flag_modified(item, "last_update_on")
    session.flush()
    return item


def _merged(
    session: Session, item: ActionItem, now: frozenset[int], wanted: frozenset[int], opened_on: int | None
) -> frozenset[int]:
    """What is answered now, with what the form added to those it was opened on, without what it took away."""
    if opened_on in (None, item.row_version):
        return wanted
    base = _answered_at(session, item.id, as_it_was(session, item, opened_on)["change_id"])
    return (now | (wanted - base)) - (base - wanted)


def _answered_at(session: Session, item_id: int, change: int) -> frozenset[int]:
    past = VERSION_TABLES["item_recommendation"].c
    then = select(past.recommendation_id).where(
        past.item_id == item_id,
        past.change_id <= change,
        or_(past.superseded_by.is_(None), past.superseded_by > change),
        past.operation != DELETED,
    )
    return frozenset(session.connection().execute(then).scalars())
