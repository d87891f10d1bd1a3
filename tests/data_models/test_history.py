"""Each unit of work is one numbered change, and leaves one version of every row it touched."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, Executable, delete, update
from sqlmodel import Session, col, select

from data_models.database import reading, unit_of_work
from data_models.errors import AlreadyDone, CommandRefused
from data_models.history import attempt, conclude
from data_models.seals import check_chain
from data_models.tables import Area, Change, Person, RiskFlag, SettingValue
from data_models.tables.versions import DELETED, INSERTED, UPDATED
from data_models.visibility import SYSTEM, Viewer
from data_models.vocabulary import ImpactLevel, RoleName
from tests.builders import a_flag, a_person, an_area, changing, put
from tests.data_models.one_of_everything import lay_down
from tests.data_models.whole_record import standing_now, versions

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def changes(engine: Engine) -> list[Change]:
    with reading(engine) as session:
        return list(session.exec(select(Change).order_by(col(Change.id))))


def the_flag(session: Session) -> RiskFlag:
    return session.exec(select(RiskFlag)).one()


def test_a_change_says_who_when_which_deed_and_why(engine: Engine) -> None:
    with changing(engine) as session:
        person = a_person(session, RoleName.SERVICE_MANAGER)
    by = Viewer(name="Robin Example", role=RoleName.SERVICE_MANAGER, person_id=person.id)
    with unit_of_work(engine, by=by, deed="raise_risk_flag", reason="Seen on a visit", token="t-1") as session:
        a_flag(session)
    change = changes(engine)[1]
    assert (change.id, change.actor_id, change.actor_name, change.actor_role) == (2, 1, by.name, "service_manager")
    assert (change.deed, change.reason, change.token) == ("raise_risk_flag", "Seen on a visit", "t-1")


def test_versions_are_what_was_written_for_every_table(engine: Engine) -> None:
    with changing(engine) as session:
        lay_down(session)
    for name, rows in standing_now(engine).items():
        kept = [tuple(version.values()) for version in versions(engine, name)]
        assert kept == [(*row, 1, None, INSERTED) for row in rows]


def test_each_version_holds_until_the_next(engine: Engine) -> None:
    with changing(engine) as session:
        a_flag(session)
    for level in (ImpactLevel.HIGH, ImpactLevel.LOW):
        with changing(engine) as session:
            the_flag(session).impact_level = level
    kept = [
        (one["impact_level"], one["operation"], one["change_id"], one["superseded_by"])
        for one in versions(engine, "risk_flag")
    ]
    assert kept == [
        (ImpactLevel.MEDIUM, INSERTED, 1, 2),
        (ImpactLevel.HIGH, UPDATED, 2, 3),
        (ImpactLevel.LOW, UPDATED, 3, None),
    ]


def test_several_flushes_are_one_version(engine: Engine) -> None:
    with changing(engine) as session:
        flag = a_flag(session)
        for title in ("One", "Two", "Three"):
            flag.title = title
            session.flush()
    assert [(one["title"], one["operation"]) for one in versions(engine, "risk_flag")] == [("Three", INSERTED)]


def test_a_unit_that_changes_nothing_draws_no_number(engine: Engine) -> None:
    with changing(engine) as session:
        a_flag(session)
    with changing(engine) as session:
        flag = the_flag(session)
        flag.title = str(flag.title)
    with changing(engine):
        pass
    assert [one.id for one in changes(engine)] == [1]


def test_a_row_that_came_and_went_in_one_change_never_was(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
        setting = put(session, SettingValue(key="plan_weeks", value="8"))
        session.delete(setting)
    assert not versions(engine, "setting_value")


def test_a_deleted_row_leaves_its_last_self(engine: Engine) -> None:
    with changing(engine) as session:
        put(session, SettingValue(key="plan_weeks", value="8", reason="Agreed"))
    with changing(engine) as session:
        session.delete(session.exec(select(SettingValue)).one())
    kept = [(one["value"], one["operation"], one["superseded_by"]) for one in versions(engine, "setting_value")]
    assert kept == [("8", INSERTED, 2), ("8", DELETED, None)]


def test_a_row_that_is_changed_and_then_deleted_is_deleted(engine: Engine) -> None:
    with changing(engine) as session:
        put(session, SettingValue(key="plan_weeks", value="8"))
    with changing(engine) as session:
        setting = session.exec(select(SettingValue)).one()
        setting.value = "9"
        session.flush()
        session.delete(setting)
    assert [one["operation"] for one in versions(engine, "setting_value")] == [INSERTED, DELETED]


def test_a_row_replaced_by_another_of_its_key_is_changed(engine: Engine) -> None:
    with changing(engine) as session:
        put(session, SettingValue(key="plan_weeks", value="8"))
    with changing(engine) as session:
        session.delete(session.exec(select(SettingValue)).one())
        session.flush()
        put(session, SettingValue(key="plan_weeks", value="9"))
    assert [(one["value"], one["operation"]) for one in versions(engine, "setting_value")] == [
        ("8", INSERTED),
        ("9", UPDATED),
    ]


def test_a_row_that_comes_back_later_begins_again(engine: Engine) -> None:
    for _ in range(2):
        with changing(engine) as session:
            put(session, SettingValue(key="plan_weeks", value="8"))
        with changing(engine) as session:
            session.delete(session.exec(select(SettingValue)).one())
    kept = [(one["operation"], one["superseded_by"]) for one in versions(engine, "setting_value")]
    assert kept == [(INSERTED, 2), (DELETED, 3), (INSERTED, 4), (DELETED, None)]


def test_a_number_is_never_given_twice(engine: Engine) -> None:
    with changing(engine) as session:
        first = a_person(session)
    with changing(engine) as session:
        session.delete(session.exec(select(Person)).one())
    with changing(engine) as session:
        assert a_person(session).id > first.id


def test_the_same_deed_saved_twice_is_done_once(engine: Engine) -> None:
    def save() -> None:
        with unit_of_work(engine, by=SYSTEM, deed="add_person", token="form-7") as session:
            a_person(session)

    save()
    with pytest.raises(AlreadyDone, match="already saved, as change 1") as done:
        save()
    assert done.value.change == 1
    assert len(versions(engine, "person")) == 1


def test_a_refused_unit_leaves_nothing(engine: Engine) -> None:
    def refused() -> None:
        with changing(engine) as session:
            a_person(session)
            raise CommandRefused("No.")

    with pytest.raises(CommandRefused):
        refused()
    assert (changes(engine), versions(engine, "person")) == ([], [])


@pytest.mark.parametrize("statement", [update(RiskFlag).values(title="All alike"), delete(RiskFlag)])
def test_a_bulk_statement_that_history_would_not_see_is_refused(engine: Engine, statement: Executable) -> None:
    with changing(engine) as session, pytest.raises(AssertionError, match="leaves no history"):
        session.execute(statement)


def test_a_retold_past_keeps_its_moments_and_their_order(engine: Engine) -> None:
    def at(moment: datetime, code: str) -> None:
        with unit_of_work(engine, by=SYSTEM, deed="load", at=moment) as session:
            an_area(session, code)

    at(NOON, "S12000001")
    at(NOON, "S12000002")
    with pytest.raises(CommandRefused, match="cannot follow"):
        at(NOON - timedelta(seconds=1), "S12000003")
    with reading(engine) as session:
        assert len(list(session.exec(select(Area)))) == 2


def test_a_change_of_now_never_comes_before_the_last_one(engine: Engine) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=1)
    with unit_of_work(engine, by=SYSTEM, deed="load", at=ahead) as session:
        an_area(session)
    with changing(engine) as session:
        a_person(session)
    moments = [one.recorded_at.replace(tzinfo=UTC) for one in changes(engine)]
    assert moments == [ahead, ahead]


def test_more_rows_than_fit_in_one_statement_are_all_kept(engine: Engine) -> None:
    with changing(engine) as session:
        for number in range(1101):
            session.add(SettingValue(key=f"key-{number:04d}", value="1"))
    with changing(engine) as session:
        for setting in session.exec(select(SettingValue)):
            setting.value = "2"
    kept = versions(engine, "setting_value")
    assert len(kept) == 2202
    assert sum(one["superseded_by"] == 2 for one in kept) == 1101


# --- a part that may fail, and a change that says itself what it did ---


def _failing(session: Session) -> None:
    with attempt(session):
        a_person(session, name="Never Was")
        the_flag(session).title = "Never so"
        session.flush()
        raise ValueError("half done")


def test_a_part_that_fails_leaves_nothing_in_the_tables_or_in_history(engine: Engine) -> None:
    with changing(engine) as session:
        a_flag(session)
    with changing(engine) as session:
        the_flag(session).impact_level = ImpactLevel.HIGH
        with pytest.raises(ValueError, match="half done"):
            _failing(session)
        with attempt(session):
            a_person(session, name="Robin Example")
    with reading(engine) as session:
        assert [one.display_name for one in session.exec(select(Person))] == ["Robin Example"]
        flag = the_flag(session)
        assert (flag.title, flag.impact_level) == ("Vacancies in the duty team", ImpactLevel.HIGH)
        assert check_chain(session).why == ""
    assert len(versions(engine, "person")) == 1


def test_a_change_of_which_every_part_failed_draws_no_number(engine: Engine) -> None:
    with changing(engine) as session:
        a_flag(session)
    with changing(engine) as session, pytest.raises(ValueError, match="half done"):
        _failing(session)
    assert [one.id for one in changes(engine)] == [1]


def test_a_deed_may_say_itself_what_it_did_even_where_it_touched_nothing(engine: Engine) -> None:
    with unit_of_work(engine, by=SYSTEM, deed="run_rules", reason="given before") as session:
        conclude(session, "Looked, and found nothing")
    with changing(engine) as session:
        a_flag(session)
    assert [(one.id, one.deed, one.reason) for one in changes(engine)] == [
        (1, "run_rules", "Looked, and found nothing"),
        (2, "build_a_test", ""),
    ]
    with reading(engine) as session:
        assert check_chain(session).why == ""
