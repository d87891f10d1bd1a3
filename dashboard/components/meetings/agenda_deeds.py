"""What can be done with an item of an agenda: moved, put off with the reason, taken up again; and a new one added."""

from collections.abc import Mapping

import streamlit as st

from dashboard.components.form_fields import choice_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form
from dashboard.session import Session, record
from data_models.commands.agenda import (
    add_agenda_item,
    defer_agenda_item,
    move_agenda_item,
    take_up_agenda_item,
)
from data_models.queries.meetings import ItemRow, Minutes
from data_models.rules.meetings import MINUTES_AN_ITEM, MOST_MINUTES
from data_models.visibility import Deed
from data_models.vocabulary import AgendaState, MeetingState

CLOSED = "This meeting is closed and its minutes are frozen."
SETTLED = "This item is covered or deferred already."
STILL_OPEN = "This item is still to come."
NEEDS_SOMETHING = "Choose an area, or say what the item is about."


def is_open(meeting: Minutes) -> bool:
    return meeting.state is not MeetingState.CLOSED


def item_offers(meeting: Minutes, item: ItemRow) -> tuple[Offer, ...]:
    """Every deed on an item. Each form has the number of the item in its name."""
    goes_on, is_to_come = is_open(meeting), item.state is AgendaState.OPEN
    return (
        Offer(f"move-item-{item.id}", "Move", Deed.PLAN_MEETING, (), goes_on and len(meeting.items) > 1, CLOSED),
        defer_offer(meeting, item),
        Offer(
            f"take-up-item-{item.id}",
            "Take up again",
            Deed.RUN_MEETING,
            (),
            goes_on and not is_to_come,
            STILL_OPEN if goes_on else CLOSED,
        ),
    )


def defer_offer(meeting: Minutes, item: ItemRow) -> Offer:
    is_to_come = item.state is AgendaState.OPEN
    why_not = SETTLED if is_open(meeting) else CLOSED
    return Offer(f"defer-item-{item.id}", "Defer", Deed.RUN_MEETING, (), is_open(meeting) and is_to_come, why_not)


def add_offer(meeting: Minutes) -> Offer:
    return Offer("add-item", "Add an item", Deed.PLAN_MEETING, (), is_open(meeting), CLOSED)


def agenda_forms(meeting: Minutes, areas: Mapping[str, str]) -> None:
    """Whichever form of the agenda the address has open."""
    _add(meeting, areas)
    for item in meeting.items:
        _move(meeting, item)
        defer_form(meeting, item)
        _take_up(meeting, item)


def _add(meeting: Minutes, areas: Mapping[str, str]) -> None:
    """The areas that are proposed come first in the list, each with why."""

    def fields(name: NameField) -> Values:
        left, right = st.columns([3, 1], gap="medium")
        with left:
            code = choice_field("Area", areas, name("area"), nothing="None: other business")
            title = st.text_input("What it is about, where it is not the area as a whole", key=name("title"))
        with right:
            minutes = st.number_input("Minutes", 1, MOST_MINUTES, MINUTES_AN_ITEM, key=name("minutes"))
            subject = st.text_input("Record, if it is about one", placeholder="AP-0007", key=name("subject"))
        return {"area": code, "title": title, "minutes": minutes, "subject": subject}

    def do(session: Session, said: Values) -> str:
        if said["area"] is None:
            needed(said["title"].strip() or None, "title", NEEDS_SOMETHING)
        item = add_agenda_item(
            session,
            by=record().viewer,
            on=record().on,
            meeting_id=meeting.id,
            area_code=said["area"],
            title=said["title"],
            subject=said["subject"],
            minutes=int(said["minutes"]),
        )
        return f"Item {item.position} is on the agenda."

    deed_form(add_offer(meeting), title="Add an item", save="Put it on the agenda", fields=fields, do=do)


def _move(meeting: Minutes, item: ItemRow) -> None:
    def fields(name: NameField) -> Values:
        to = st.number_input(
            "To place", 1, max(len(meeting.items), 2), min(item.position, len(meeting.items)), key=name("to")
        )
        return {"to": to}

    def do(session: Session, said: Values) -> str:
        moved = move_agenda_item(session, by=record().viewer, on=record().on, item_id=item.id, to=int(said["to"]))
        return f"It is item {moved.position} now."

    offer = item_offers(meeting, item)[0]
    deed_form(offer, title=f"Move item {item.position}", save="Move it", fields=fields, do=do, free_text=False)


def defer_form(meeting: Minutes, item: ItemRow) -> None:
    def do(session: Session, said: Values) -> str:
        defer_agenda_item(session, by=record().viewer, on=record().on, item_id=item.id, reason=said["reason"])
        return f"Item {item.position} is deferred: the next meeting begins with it."

    deed_form(
        defer_offer(meeting, item),
        title=f"Defer item {item.position}",
        save="Defer it",
        fields=lambda name: {"reason": prose_field("Why it is put off", name("reason"))},
        do=do,
    )


def _take_up(meeting: Minutes, item: ItemRow) -> None:
    def do(session: Session, _: Values) -> str:
        take_up_agenda_item(session, by=record().viewer, on=record().on, item_id=item.id)
        return f"Item {item.position} is to come again."

    offer = item_offers(meeting, item)[2]
    deed_form(
        offer,
        title=f"Take item {item.position} up again",
        save="Take it up",
        fields=lambda _: {},
        do=do,
        free_text=False,
    )
