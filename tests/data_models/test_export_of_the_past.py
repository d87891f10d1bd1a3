"""What was exported is exported again as of then, byte for byte, whatever was done to the record or its store since."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.reports.portfolio import as_json
from data_models import schema
from data_models.backup import back_up, restore
from data_models.commands.action_items import change_action_item
from data_models.commands.administration import change_setting
from data_models.commands.coverage import hand_over, withdraw_assignment
from data_models.commands.engagement import NewContact, log_contact
from data_models.commands.risk_flags import close_risk_flag
from data_models.commands.undo import undo_change
from data_models.database import build_engine, reading, unit_of_work
from data_models.past import reading_past
from data_models.queries.portfolio import portfolio
from data_models.queries.record import head, thresholds
from data_models.tables import Assignment, Contact
from data_models.visibility import SYSTEM, Deed, Viewer
from data_models.vocabulary import ContactKind, CoverRole, MatterKind, Purpose, RoleName
from tests.builders import ANGUS, TODAY, all_of
from tests.data_models.fuzz.world import FIFE, LINK, SENIOR, SUPPORT

OUTSIDE = Viewer(name="Outside", role=RoleName.SUPPORT_OFFICER)
# Before it a record had less than it says today: going back further would lose more than what LATER_SECTIONS says.
OLDER = ["0004"]
# What of an export came after it: a record that goes back there loses this, and only this.
LATER_SECTION, LATER_MATTER = "meetings", MatterKind.MEETING_ACTION_DUE.value
LATER = TODAY + timedelta(days=10)


def newest(engine: Engine) -> int:
    with reading(engine) as session:
        return head(session).change


def exported(engine: Engine, change: int, viewer: Viewer = SENIOR) -> bytes:
    """The whole portfolio as it stood at a change, as the file that `export portfolio --as-of` writes."""
    with reading_past(engine, change) as session:
        return as_json(portfolio(session, viewer, on=TODAY, thresholds=thresholds(session)))


def do(engine: Engine, by: Viewer, deed: Deed, does: Callable[[Session], object]) -> int:
    with unit_of_work(engine, by=by, deed=deed.value, reason="Since", token=f"{newest(engine)}") as session:
        does(session)
    return newest(engine)


def _edit(engine: Engine) -> None:
    told: dict[str, Any] = {"by": LINK, "on": LATER, "item_id": 1, "text": "Something else"}
    do(engine, LINK, Deed.UPDATE_ACTION, lambda session: change_action_item(session, **told))


def _delete(engine: Engine) -> None:
    """An assignment that has not begun is taken back: its row is gone."""

    def take_back(session: Session) -> None:
        ahead = next(one for one in all_of(session, Assignment) if one.area_code == FIFE)
        withdraw_assignment(session, by=SUPPORT, on=LATER, assignment_id=ahead.id, reason="Not needed")

    do(engine, SUPPORT, Deed.END_ASSIGNMENT, take_back)
    with reading(engine) as session:
        assert FIFE not in [one.area_code for one in all_of(session, Assignment)]


def _hand_over(engine: Engine) -> None:
    told: dict[str, Any] = {
        "role": CoverRole.LINK_INSPECTOR,
        "to_person_id": 2,
        "last_day": LATER,
        "reason": "Another post",
    }
    do(
        engine,
        SUPPORT,
        Deed.HAND_OVER,
        lambda session: hand_over(session, by=SUPPORT, on=LATER, area_code=ANGUS, **told),
    )


def _undo(engine: Engine) -> None:
    """A contact is logged and undone: its row is gone again."""
    new = NewContact(ANGUS, LATER, ContactKind.MEETING, frozenset({Purpose.GOOD_PRACTICE}), "Met")
    logged = do(engine, LINK, Deed.LOG_CONTACT, lambda session: log_contact(session, by=LINK, on=LATER, contact=new))
    with reading(engine) as session:
        contacts = len(all_of(session, Contact))
    told: dict[str, Any] = {"by": LINK, "on": LATER, "change_id": logged, "reason": "A slip"}
    do(engine, LINK, Deed.UNDO, lambda session: undo_change(session, **told))
    with reading(engine) as session:
        assert len(all_of(session, Contact)) == contacts - 1


def _set(engine: Engine) -> None:
    told: dict[str, Any] = {
        "by": SYSTEM,
        "on": LATER,
        "key": "action_overdue_amber_days",
        "value": "1",
        "reason": "Agreed",
    }
    do(engine, SYSTEM, Deed.CHANGE_SETTING, lambda session: change_setting(session, **told))


SINCE = {"edit": _edit, "delete": _delete, "hand over": _hand_over, "undo": _undo, "setting": _set}


def test_an_export_as_of_then_stays_what_it_was_through_everything_done_since(office: Engine) -> None:
    then = newest(office)
    before = {viewer.name: exported(office, then, viewer) for viewer in (SENIOR, OUTSIDE)}
    with reading(office) as session:
        live = as_json(portfolio(session, SENIOR, on=TODAY, thresholds=thresholds(session)))
    assert before[SENIOR.name] == live
    for name, happens in SINCE.items():
        happens(office)
        assert {v.name: exported(office, then, v) for v in (SENIOR, OUTSIDE)} == before, name
    assert exported(office, newest(office)) != before[SENIOR.name]


def _lived(engine: Engine) -> dict[int, bytes]:
    """A record to which everything was done, and its export as of then and as of now."""
    then = newest(engine)
    for happens in SINCE.values():
        happens(engine)
    return {change: exported(engine, change) for change in (then, newest(engine))}


def test_it_stays_so_after_a_backup_was_restored_over_what_came_later(office: Engine, tmp_path: Path) -> None:
    lived = _lived(office)
    back_up(office, tmp_path / "good.backup")
    _meet_again(office)
    assert newest(office) not in lived
    url = office.url.render_as_string(hide_password=False)
    office.dispose()
    restore(url, tmp_path / "good.backup")
    restored = build_engine(url)
    assert newest(restored) == max(lived)
    assert {change: exported(restored, change) for change in lived} == lived
    restored.dispose()


def _meet_again(engine: Engine) -> None:
    new = NewContact(ANGUS, LATER, ContactKind.SUPPORT, frozenset({Purpose.PUBLIC_PROTECTION}), "Met again")
    do(engine, LINK, Deed.LOG_CONTACT, lambda session: log_contact(session, by=LINK, on=LATER, contact=new))


@pytest.mark.parametrize("revision", OLDER)
def test_it_is_the_same_after_the_schema_went_back_and_forth(office: Engine, revision: str) -> None:
    lived = _lived(office)
    office.dispose()
    schema.downgrade(office, revision)
    schema.upgrade(office)
    for change, before in lived.items():
        now, then = json.loads(exported(office, change)), json.loads(before)
        assert then.pop(LATER_SECTION)
        assert now.pop(LATER_SECTION) == []
        then["owed"] = [one for one in then["owed"] if one["kind"] != LATER_MATTER]
        assert now == then


def test_closing_a_flag_shows_only_from_its_change_on(office: Engine) -> None:
    then = newest(office)
    before = exported(office, then)
    told: dict[str, Any] = {"by": LINK, "on": TODAY, "flag_id": 1, "reason": "Better"}
    now = do(office, LINK, Deed.CLOSE_FLAG, lambda session: close_risk_flag(session, **told))
    assert b'"close_reason": "Better"' in exported(office, now)
    assert exported(office, then) == before
