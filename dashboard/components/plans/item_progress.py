"""The forms of work going on: what the partnership tells of an action, and its date put off or brought forward."""

import streamlit as st

from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.plans.items import dates
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import day, say
from dashboard.written_days import needed_day
from data_models.commands.action_items import REPORTED, revise_due_date, update_action_item
from data_models.queries.action_item_rows import ItemPicture, ItemRow
from data_models.rules.action_plans import item_may_become
from data_models.vocabulary import ItemStatus, SlipReason


def update_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

    def fields(name: NameField) -> Values:
        opened = opened_on(item.row_version)
        left, right = st.columns([3, 1])
        with left:
            status = st.radio(
                "Status",
                legal_statuses(item, opened),
                format_func=say,
                horizontal=True,
                key=name("status"),
                help="Completion is claimed, verified or disputed by a form of its own.",
            )
        with right:
            percent = st.number_input(
                "Percent, by its own account",
                min_value=0,
                max_value=100,
                value=item.percent,
                step=5,
                key=name("percent"),
                help="The partnership's own figure. It closes nothing, whatever it says.",
            )
        note = prose_field("What the partnership told", name("note"))
        return {"status": status, "percent": percent, "note": note, "opened": opened}

    def do(session: Session, said: Values) -> str:
        update_action_item(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            status=said["status"],
            percent=said["percent"],
            note=said["note"],
            expected_version=said["opened"],
        )
        return f"{item.reference} is updated: {say(said['status']).lower()}."

    deed_form(offer, title=f"Update {item.reference}", save="Save the update", fields=fields, do=do)


def legal_statuses(item: ItemRow, opened: int) -> tuple[ItemStatus, ...]:
    """The status as it is, and those that reporting progress may lead to from there.

    Where somebody changed the action since the form was opened, all that could have been chosen stay on offer.
    """
    may = REPORTED if opened != item.row_version else [one for one in REPORTED if item_may_become(item.status, one)]
    return (item.status, *(one for one in may if one is not item.status))


def move_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

    def fields(name: NameField) -> Values:
        show(dates(item))
        left, right = st.columns([1, 2])
        with left:
            to_due_on = day_field(f"New date (now {day(item.due_on)})", name("to"))
        with right:
            why = st.selectbox("Why it moves", list(SlipReason), index=None, format_func=say, key=name("why"))
        note = prose_field("In the partnership's words", name("note"))
        return {"to": to_due_on, "why": why, "note": note}

    def do(session: Session, said: Values) -> str:
        to_due_on = needed_day(said["to"], "to", "Write the new date.", record().on)
        revise_due_date(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            to_due_on=to_due_on,
            reason=needed(said["why"], "why", "Choose why the date moves."),
            note=said["note"],
        )
        return f"{item.reference} is now due on {day(to_due_on)}; {day(item.original_due_on)} stays on record."

    deed_form(offer, title=f"Move the date of {item.reference}", save="Move the date", fields=fields, do=do)
