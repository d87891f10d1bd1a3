"""Two people save the same row: other fields merge, the same field asks, and nothing typed is lost."""

from typing import Any

import pytest
from sqlalchemy import Engine

from data_models.commands.editing import UNCHANGED, edit, given
from data_models.database import reading
from data_models.errors import CommandRefused, Conflict
from data_models.tables import RiskFlag
from data_models.vocabulary import ImpactLevel
from tests.builders import a_flag, changing


def opened(engine: Engine) -> tuple[int, int]:
    """A flag in the record: its number, and the version a form is opened on."""
    with changing(engine) as session:
        flag = a_flag(session)
    return flag.id, flag.row_version


def save(engine: Engine, flag_id: int, version: int | None, **fields: Any) -> set[str]:
    with changing(engine) as session:
        flag = session.get(RiskFlag, flag_id)
        assert flag is not None
        return edit(session, flag, fields, opened_on=version)


def now(engine: Engine, flag_id: int) -> RiskFlag:
    with reading(engine) as session:
        flag = session.get(RiskFlag, flag_id)
        assert flag is not None
        return flag


def test_an_edit_says_which_fields_it_changed(engine: Engine) -> None:
    flag_id, version = opened(engine)
    assert save(engine, flag_id, version, title="Vacancies", evidence="") == {"title"}
    assert now(engine, flag_id).title == "Vacancies"


def test_different_fields_of_two_people_merge(engine: Engine) -> None:
    flag_id, version = opened(engine)
    save(engine, flag_id, version, title="Theirs")
    save(engine, flag_id, version, title="Vacancies in the duty team", evidence="Mine")
    assert (now(engine, flag_id).title, now(engine, flag_id).evidence) == ("Theirs", "Mine")


def test_the_same_field_asks_with_all_three_values_and_changes_nothing(engine: Engine) -> None:
    flag_id, version = opened(engine)
    save(engine, flag_id, version, title="Theirs")
    with pytest.raises(Conflict, match="title") as conflict:
        save(engine, flag_id, version, title="Mine", impact_level=ImpactLevel.HIGH)
    assert conflict.value.fields == {"title": ("Vacancies in the duty team", "Theirs", "Mine")}
    assert now(engine, flag_id).impact_level is ImpactLevel.MEDIUM


def test_the_same_value_from_both_is_no_conflict(engine: Engine) -> None:
    flag_id, version = opened(engine)
    save(engine, flag_id, version, title="Agreed")
    assert save(engine, flag_id, version, title="Agreed") == set()


def test_a_word_is_compared_as_a_word_with_its_former_self(engine: Engine) -> None:
    flag_id, version = opened(engine)
    save(engine, flag_id, version, impact_level=ImpactLevel.HIGH)
    assert save(engine, flag_id, version, impact_level=ImpactLevel.MEDIUM, title="Mine") == {"title"}
    assert now(engine, flag_id).impact_level is ImpactLevel.HIGH


def test_their_change_and_change_back_is_no_conflict(engine: Engine) -> None:
    flag_id, version = opened(engine)
    save(engine, flag_id, None, title="Theirs")
    save(engine, flag_id, None, title="Vacancies in the duty team")
    assert save(engine, flag_id, version, title="Mine") == {"title"}


def test_a_conflict_is_settled_by_saving_on_the_newer_version(engine: Engine) -> None:
    flag_id, version = opened(engine)
    save(engine, flag_id, version, title="Theirs")
    assert save(engine, flag_id, now(engine, flag_id).row_version, title="Mine") == {"title"}


def test_a_version_that_never_was_is_refused(engine: Engine) -> None:
    flag_id, _ = opened(engine)
    with pytest.raises(CommandRefused, match="a state of the risk flag RF-0001 that the record does not have"):
        save(engine, flag_id, 40, title="Mine")


def test_a_field_left_alone_is_not_given() -> None:
    assert given(title="T", evidence=UNCHANGED, owner_id=None) == {"title": "T", "owner_id": None}
