"""What is entered long after its day says so wherever it is listed, with the day on which it came to be known."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from dashboard.session import today
from dashboard.wording import day
from data_models.database import unit_of_work
from data_models.tables import ActionItem, ActionUpdate, Contact, DueDateRevision, Milestone
from data_models.visibility import SYSTEM
from data_models.vocabulary import ContactKind, ItemStatus, SlipReason
from tests.builders import there
from tests.data_models.queries.small_record import put
from tests.pages.test_changes import own_area
from tests.pages.what_it_says import words_of

Tells = Callable[[Session, date, str], dict[str, str]]
Visit = Callable[..., AppTest]


def _contact(session: Session, on: date, area: str) -> dict[str, str]:
    put(session, Contact(area_code=area, held_on=on, kind=ContactKind.MEETING, summary="Met"))
    return {"path": "area", "area": area}


def _an_item(session: Session) -> ActionItem:
    return there(session.exec(select(ActionItem).order_by(col(ActionItem.id))).first())


def _update(session: Session, on: date, _: str) -> dict[str, str]:
    item = _an_item(session)
    put(session, ActionUpdate(item_id=item.id, updated_on=on, status=ItemStatus.IN_PROGRESS))
    return {"path": "action-plans", "item": str(item.id)}


def _move(session: Session, on: date, _: str) -> dict[str, str]:
    item = _an_item(session)
    moved = DueDateRevision(
        item_id=item.id,
        sequence=99,
        from_due_on=item.due_on,
        to_due_on=item.due_on + timedelta(days=9),
        reason=SlipReason.OTHER,
        revised_on=on,
    )
    put(session, moved)
    return {"path": "action-plans", "item": str(item.id)}


def _milestone(session: Session, on: date, _: str) -> dict[str, str]:
    waiting = col(Milestone.actual_on).is_(None)
    step = there(session.exec(select(Milestone).where(waiting).order_by(col(Milestone.id))).first())
    step.actual_on = on
    return {"path": "inspections", "inspection": str(step.inspection_id)}


LISTED: dict[str, Tells] = {"contact": _contact, "update": _update, "move of a date": _move, "milestone": _milestone}


@pytest.mark.parametrize("days", [3, 43])
@pytest.mark.parametrize("what", LISTED)
def test_it_is_marked_where_it_is_listed(full_record: Engine, visit: Visit, what: str, days: int) -> None:
    on, area = today() - timedelta(days=days), own_area(full_record)
    with unit_of_work(full_record, by=SYSTEM, deed="tell") as session:
        where = LISTED[what](session, on, area)
    said = words_of(visit(where.pop("path"), **where))
    mark = f"entered 6 weeks later, on {day(today())}"
    assert (mark in said) is (days == 43)
    assert day(on) in said


def test_putting_something_else_right_later_makes_no_entry_late(full_record: Engine, visit: Visit) -> None:
    """The day it became known is the first on which the record said so, whatever was changed of it since."""
    area = own_area(full_record)
    with unit_of_work(full_record, by=SYSTEM, deed="tell") as session:
        old = session.exec(select(Contact).where(col(Contact.area_code) == area).order_by(col(Contact.id))).first()
        there(old).signposted_to = "The health board"
    assert f"later, on {day(today())}" not in words_of(visit("area", area=area))
