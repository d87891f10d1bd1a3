"""With a guard taken away the fuzz must find it out: each promise is broken on purpose, and a short run fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models import history
from data_models.commands.engagement import log_contact
from data_models.database import unit_of_work
from data_models.errors import CommandRefused
from tests.data_models.conftest import Records
from tests.data_models.fuzz.deeds import COMMANDS
from tests.data_models.fuzz.machine import machine, run

Break = Callable[[pytest.MonkeyPatch], None]


def _publication_opens_no_duty(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("data_models.commands.publication.open_candidates", lambda *_: [])


def _a_closed_plan_may_be_received_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("data_models.commands.action_plans.plan_may_become", lambda *_: True)


def _edits_leave_no_version(patch: pytest.MonkeyPatch) -> None:
    keep = history._keep
    patch.setattr(history, "_keep", lambda *given: None if given[1] == "risk_flag" else keep(*given))


def _versions_are_not_superseded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(history, "_key_in", _no_key)


def _no_key(table: Any, live: Any, identities: Any) -> Any:
    found = KEY_IN(table, live, identities)
    return found if table is live else found & (table.c.change_id < 0)


KEY_IN = history._key_in


def _seals_are_of_something_else(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(history, "seal_of", lambda *_: "0" * 64)


def _undoing_takes_duties_away(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("data_models.queries.undoing.NEVER_VANISHES", {})


def _undoing_forgets_a_field(patch: pytest.MonkeyPatch) -> None:
    set_back = "data_models.commands.undo._set_back"
    patch.setattr(set_back, lambda _session, _rows: None)


def _a_refusal_saves_half(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("tests.data_models.fuzz.machine.unit_of_work", _saving_all_the_same)
    patch.setitem(COMMANDS, "log_contact", _logged_and_refused)


@wraps(log_contact)
def _logged_and_refused(*given: Any, **named: Any) -> None:
    log_contact(*given, **named)
    raise CommandRefused("No.")


@contextmanager
def _saving_all_the_same(engine: Engine, **given: Any) -> Iterator[Session]:
    refused = None
    with unit_of_work(engine, **given) as session:
        try:
            yield session
        except CommandRefused as one:
            refused = one
    if refused is not None:
        raise refused


# What is broken, the commands that come near it, and what the fuzz says.
BROKEN: dict[str, tuple[Break, set[str], str]] = {
    "publication opens no duty to decide": (
        _publication_opens_no_duty,
        {"publish_report"},
        "trigger_without_candidate",
    ),
    "a closed plan is received again": (
        _a_closed_plan_may_be_received_again,
        {"close_plan", "receive_plan"},
        "reopened",
    ),
    "an edit leaves no version": (_edits_leave_no_version, {"mute_risk_flag"}, "newest version"),
    "a version is not superseded": (_versions_are_not_superseded, {"mute_risk_flag"}, "do not follow on"),
    "a seal is of something else": (_seals_are_of_something_else, {"log_contact"}, "seal"),
    "undoing takes a duty away": (_undoing_takes_duties_away, {"request_follow_up", "undo_change"}, "vanished"),
    "undoing forgets to set back": (_undoing_forgets_a_field, {"mute_risk_flag", "undo_change"}, "not as it was"),
    "a refusal saves half of it": (_a_refusal_saves_half, {"log_contact"}, "all the same"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_promise_is_found(records_on_sqlite: Records, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    break_it, near, says = BROKEN[what]
    break_it(monkeypatch)
    with pytest.raises(AssertionError, match=says):
        run(machine(records_on_sqlite.new, records_on_sqlite.put_away, frozenset(near)), 4, 40, shrink=False)
