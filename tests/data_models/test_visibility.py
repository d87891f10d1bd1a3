"""What is not granted is refused: for every deed and role, and by every command whatever it is asked."""

import inspect
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import pytest
from sqlalchemy import Engine

from data_models.errors import NotAllowed
from data_models.visibility import (
    COVER_ROLE_OF,
    GRANTS,
    SYSTEM,
    Deed,
    Viewer,
    authorise,
    authorise_in_any,
    may,
)
from data_models.vocabulary import CoverRole, RoleName
from tests.builders import ANGUS, MORAY, TODAY, changing
from tests.data_models.fuzz.deeds import COMMANDS, deeds_of
from tests.data_models.one_of_everything import lay_down

HERE, ELSEWHERE = frozenset({ANGUS}), frozenset({MORAY})


class Pretender:
    """Has everything that a viewer has, and is none."""

    name, role, person_id, areas = "Kim", RoleName.CHIEF_INSPECTOR, 1, HERE
    shared_screen, is_senior = False, True


NOBODY = (None, "administrator", RoleName.ADMINISTRATOR, 1, object(), Pretender())


def viewer(role: RoleName, *, shared_screen: bool = False) -> Viewer:
    return Viewer(name="Robin", role=role, person_id=1, areas=HERE, shared_screen=shared_screen)


# --- deeds and roles ---


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("role", RoleName)
def test_a_deed_is_done_by_whom_it_was_granted_to_and_there_only(deed: Deed, role: RoleName) -> None:
    anywhere, own = role in GRANTS[deed].anywhere, role in GRANTS[deed].own_areas
    assert may(viewer(role), deed, HERE) is (anywhere or own)
    assert may(viewer(role), deed, ELSEWHERE) is anywhere
    assert may(viewer(role), deed, HERE | ELSEWHERE) is anywhere
    assert may(viewer(role), deed) is anywhere


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("role", RoleName)
def test_a_shared_screen_changes_nothing_whoever_runs_it(deed: Deed, role: RoleName) -> None:
    assert not may(viewer(role, shared_screen=True), deed, HERE)


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("nobody", NOBODY)
def test_somebody_unknown_may_do_nothing(deed: Deed, nobody: object) -> None:
    assert not may(nobody, deed, HERE)
    with pytest.raises(NotAllowed, match="Nobody is signed in"):
        authorise(nobody, deed, ANGUS)


@pytest.mark.parametrize("unknown", [None, "raise_risk_flag", "no_such_deed", 3])
def test_a_deed_that_is_not_one_is_refused(unknown: object) -> None:
    assert not any(may(viewer(role), unknown, HERE) for role in RoleName)


def test_every_deed_has_its_grant() -> None:
    assert set(GRANTS) == set(Deed)


# What each role may do, as the office agreed it; written out here so that a slip in the grants is seen.
LINK_INSPECTORS_DO_NOT = {
    "plan_meeting",
    "run_meeting",
    "keep_meeting_notes",
    "record_meeting_decision",
    "give_meeting_action",
    "close_meeting",
    "settle_disputed_completion",
    "end_plan_unverified",
    "plan_inspection",
    "embargo_report",
    "correct_evaluation",
    "cancel_inspection",
    "decide_no_follow_up",
    "review_no_follow_up",
    "reopen_no_follow_up",
    "end_follow_up_unvisited",
    "request_follow_up",
    "open_formal_monitoring",
    "decline_formal_monitoring",
    "close_formal_monitoring",
    "assign_cover",
    "end_assignment",
    "hand_over",
    "record_participation",
    "record_self_evaluation",
    "record_programme_milestone",
    "add_person",
    "change_person",
    "end_sign_ins",
    "change_setting",
    "import_published_record",
    "load_reference_data",
    "run_rules",
    "store_forecasts",
}
RELATIONSHIP_MANAGERS_DO = {
    "raise_risk_flag",
    "review_risk_flag",
    "give_risk_flag",
    "close_risk_flag",
    "propose_formal_monitoring",
    "log_contact",
    "note_factor",
    "note_good_practice",
    "end_meeting_action",
}
ADMINISTRATORS_DO = {
    "add_person",
    "change_person",
    "end_sign_ins",
    "change_setting",
    "import_published_record",
    "load_reference_data",
    "undo_change",
}
# Not bound to an area: whether it is theirs, the command asks.
THEIRS_BY_NAME = {Deed.END_GIVEN_ACTION}
SENIOR_MANAGERS_ALONE_DO = {
    "settle_disputed_completion",
    "end_plan_unverified",
    "decide_no_follow_up",
    "review_no_follow_up",
    "reopen_no_follow_up",
    "end_follow_up_unvisited",
    "request_follow_up",
    "open_formal_monitoring",
    "decline_formal_monitoring",
    "close_formal_monitoring",
}


def done_by(role: RoleName) -> set[str]:
    return {deed.value for deed in Deed if may(viewer(role), deed, HERE)}


def test_a_link_inspector_works_own_areas_and_signs_nothing_off() -> None:
    assert {deed.value for deed in Deed} - done_by(RoleName.LINK_INSPECTOR) == LINK_INSPECTORS_DO_NOT
    assert not any(may(viewer(RoleName.LINK_INSPECTOR), deed, ELSEWHERE) for deed in set(Deed) - THEIRS_BY_NAME)


def test_relationship_managers_add_notes_flags_and_contacts_of_their_areas() -> None:
    for role in (RoleName.RELATIONSHIP_MANAGER_ADULT, RoleName.RELATIONSHIP_MANAGER_ELC):
        assert done_by(role) == RELATIONSHIP_MANAGERS_DO
        assert not any(may(viewer(role), deed, ELSEWHERE) for deed in set(Deed) - THEIRS_BY_NAME)


def test_administrators_manage_access_and_settings_and_no_scrutiny() -> None:
    assert done_by(RoleName.ADMINISTRATOR) == ADMINISTRATORS_DO


def test_what_is_signed_off_is_signed_off_by_senior_managers_alone() -> None:
    for role in RoleName:
        is_senior = role in (RoleName.SERVICE_MANAGER, RoleName.CHIEF_INSPECTOR)
        assert done_by(role) >= SENIOR_MANAGERS_ALONE_DO if is_senior else not done_by(role) & SENIOR_MANAGERS_ALONE_DO


def test_the_role_of_a_shared_screen_does_nothing() -> None:
    assert not done_by(RoleName.SHARED_SCREEN)


def test_covering_one_area_is_enough_for_what_belongs_to_several() -> None:
    by = viewer(RoleName.LINK_INSPECTOR)
    authorise_in_any(by, Deed.UPDATE_ACTION, MORAY, ANGUS)
    for none_covered in ((MORAY,), ()):
        with pytest.raises(NotAllowed):
            authorise_in_any(by, Deed.UPDATE_ACTION, *none_covered)


@pytest.mark.parametrize("role", RoleName)
def test_unpublished_matters_are_read_by_the_areas_own_and_senior_managers(role: RoleName) -> None:
    is_senior = role in (RoleName.SERVICE_MANAGER, RoleName.CHIEF_INSPECTOR)
    assert viewer(role).reads_unpublished(ANGUS) is (role is not RoleName.SHARED_SCREEN)
    assert viewer(role).reads_unpublished(MORAY) is is_senior
    assert not viewer(role, shared_screen=True).reads_unpublished(ANGUS)


def test_every_role_that_covers_areas_is_a_role_of_cover() -> None:
    assert set(COVER_ROLE_OF.values()) == set(CoverRole)


# --- every command ---


def asked_of(one: Callable[..., Any]) -> dict[str, Any]:
    """Something for everything a command must be given, about the rows numbered 1."""
    hints = typing.get_type_hints(one)
    needed = [name for name, each in inspect.signature(one).parameters.items() if each.default is each.empty]
    return {name: something(name, hints[name]) for name in needed if name not in ("session", "by", "on")}


def something(name: str, kind: Any) -> Any:
    if name in ("area_code", "area_codes"):
        return ANGUS if name == "area_code" else [ANGUS]
    if name.endswith("_ids"):
        return [1]
    if is_dataclass(kind):
        needed = [each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING]
        hints = typing.get_type_hints(kind)
        return kind(**{each: something(each, hints[each]) for each in needed})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    simple = {int: 1, str: "Something", date: TODAY, bool: True, bytes: b""}
    return simple.get(kind, ())


@pytest.fixture
def laid_down(sqlite_engine: Engine) -> Engine:
    """A record with one of everything, as change 1 left it."""
    with changing(sqlite_engine) as session:
        lay_down(session)
    return sqlite_engine


def refuses(engine: Engine, command: Callable[..., Any], *people: object) -> None:
    """Whoever asks is refused, before anything is changed."""
    with changing(engine) as session:
        for by in people:
            with pytest.raises(NotAllowed):
                command(session, by=by, on=TODAY, **asked_of(command))
        assert not session.dirty
        assert not session.new
        assert not session.deleted


def test_there_is_a_command_for_every_deed_that_is_ours() -> None:
    """Loading the reference data apart, which is done once, as a record is made."""
    done = {deed for command in COMMANDS.values() for deed in deeds_of(command)}
    assert set(Deed) - done == {Deed.LOAD_REFERENCE}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_refuses_a_shared_screen_and_nobody(laid_down: Engine, command: Callable[..., Any]) -> None:
    shared = [viewer(role, shared_screen=True) for role in RoleName]
    refuses(laid_down, command, *shared, viewer(RoleName.SHARED_SCREEN), *NOBODY)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_refuses_every_role_that_its_deed_was_not_granted_to(
    laid_down: Engine, command: Callable[..., Any]
) -> None:
    deeds = deeds_of(command)
    lacking = [role for role in RoleName if not any(may(viewer(role), deed, HERE) for deed in deeds)]
    assert lacking, "a deed that everybody may do, the shared screen among them, is none"
    refuses(laid_down, command, *(viewer(role) for role in lacking))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_refuses_who_covers_another_area(laid_down: Engine, command: Callable[..., Any]) -> None:
    deeds = deeds_of(command)
    bound = [role for role in RoleName if not any(role in GRANTS[deed].anywhere for deed in deeds)]
    refuses(laid_down, command, *(Viewer(name="Kim", role=role, person_id=1, areas=ELSEWHERE) for role in bound))


def test_the_record_itself_is_an_administrator_without_areas() -> None:
    assert (SYSTEM.role, SYSTEM.areas, SYSTEM.shared_screen) == (RoleName.ADMINISTRATOR, frozenset(), False)


def test_the_role_of_a_shared_screen_is_always_one() -> None:
    assert Viewer(name="A room", role=RoleName.SHARED_SCREEN).shared_screen


@pytest.mark.parametrize("unknown", ["nobody", "", None, 3])
def test_nobody_looks_in_a_role_that_there_is_not(unknown: Any) -> None:
    with pytest.raises(ValueError, match="is not a valid RoleName"):
        Viewer(name="Kim", role=unknown)
