"""People and their access, settings with their reasons, and the mark of the record."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from data_models.commands.administration import (
    add_person,
    change_person,
    change_setting,
    end_access,
    link_sign_in,
    reset_setting,
    unlink_sign_in,
)
from data_models.database import reading
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed
from data_models.queries.record import thresholds
from data_models.queries.settings_in_force import setting_rows
from data_models.tables import Person, RecordMarker, SettingValue
from data_models.visibility import SYSTEM
from data_models.vocabulary import Origin, RoleName, Team
from tests.builders import ANGUS, TODAY, a_flag, a_person, a_viewer, all_of, asked, changing

DAY = timedelta(days=1)


def test_a_person_is_added_once_by_their_address(engine: Engine) -> None:
    with changing(engine) as session:
        deed = asked(by=SYSTEM, on=TODAY, display_name="Kim  Example", role=RoleName.LINK_INSPECTOR)
        kim = add_person(session, **deed, team=Team.ADULTS, work_email="Kim@Example.org ")
        assert (kim.display_name, kim.work_email, kim.started_on) == ("Kim Example", "kim@example.org", TODAY)
        with pytest.raises(Invalid, match="has this address already"):
            add_person(session, **deed, work_email="kim@example.org")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("display_name", asked(display_name=" ")),
        ("role", asked(role=RoleName.SHARED_SCREEN)),
        ("work_email", asked(work_email="kim at example")),
    ],
)
def test_a_person_is_somebody(engine: Engine, field: str, wrong: dict[str, object]) -> None:
    with changing(engine) as session:
        fields = asked(display_name="Kim", role=RoleName.LINK_INSPECTOR) | wrong
        with pytest.raises(Invalid) as refusal:
            add_person(session, by=SYSTEM, on=TODAY, **fields)
        assert set(refusal.value.problems) == {field}
        assert not all_of(session, Person)


def test_a_person_keeps_their_role_while_they_cover_areas(engine: Engine) -> None:
    with changing(engine) as session:
        person = a_person(session, areas=[ANGUS])
        deed = asked(by=SYSTEM, on=TODAY, person_id=person.id)
        with pytest.raises(Invalid, match="First hand over the areas this person covers: Angus"):
            change_person(session, **deed, role=RoleName.SERVICE_MANAGER)
        change_person(session, **deed, display_name="Robin Sample", team=Team.JUSTICE)
        assert (person.display_name, person.team, person.role) == (
            "Robin Sample",
            Team.JUSTICE,
            RoleName.LINK_INSPECTOR,
        )


def test_two_changes_of_one_name_ask(engine: Engine) -> None:
    with changing(engine) as session:
        person = a_person(session)
    version, deed = person.row_version, asked(by=SYSTEM, on=TODAY, person_id=person.id)
    with changing(engine) as session:
        change_person(session, **deed, display_name="Theirs")
    with changing(engine) as session, pytest.raises(Conflict):
        change_person(session, **deed, display_name="Mine", expected_version=version)


def test_a_sign_in_belongs_to_one_person(engine: Engine) -> None:
    with changing(engine) as session:
        kim, sam = a_person(session, name="Kim"), a_person(session, name="Sam")
        deed = asked(by=SYSTEM, on=TODAY, issuer="https://id.example", subject="42")
        link_sign_in(session, **deed, person_id=kim.id)
        link_sign_in(session, **deed, person_id=kim.id)
        with pytest.raises(CommandRefused, match="belongs to Kim already"):
            link_sign_in(session, **deed, person_id=sam.id)
        assert sam.subject is None


def test_nobody_leaves_while_something_is_theirs(engine: Engine) -> None:
    with changing(engine) as session:
        covering, owner = a_person(session, areas=[ANGUS]), a_viewer(session)
        flag = a_flag(session, owner=owner)
        deed = asked(by=SYSTEM, on=TODAY, last_day=TODAY)
        with pytest.raises(CommandRefused, match="still covers Angus"):
            end_access(session, **deed, person_id=covering.id)
        assert owner.person_id is not None
        with pytest.raises(CommandRefused, match="still owns RF-0001"):
            end_access(session, **deed, person_id=owner.person_id)
        flag.owner_id = None
        gone = end_access(session, **deed, person_id=owner.person_id)
        assert (gone.left_on, gone.access_ended_on) == (TODAY, TODAY)
        with pytest.raises(CommandRefused, match="already"):
            end_access(session, **deed, person_id=owner.person_id)


SENIOR = RoleName.SERVICE_MANAGER, RoleName.CHIEF_INSPECTOR


@pytest.mark.parametrize(
    ("role", "other", "who"),
    [
        (SENIOR[0], SENIOR[1], "the only senior manager"),
        (SENIOR[1], SENIOR[1], "the only senior manager"),
        (RoleName.SUPPORT_OFFICER, RoleName.SUPPORT_OFFICER, "the only support officer"),
        (RoleName.ADMINISTRATOR, RoleName.ADMINISTRATOR, "the only administrator"),
    ],
)
def test_the_last_who_can_do_what_others_depend_on_neither_leaves_nor_becomes_another(
    engine: Engine, role: RoleName, other: RoleName, who: str
) -> None:
    with changing(engine) as session:
        kim, gone = a_person(session, role, name="Kim"), a_person(session, other, name="Gone")
        gone.access_ended_on = TODAY
        deed = asked(by=SYSTEM, on=TODAY, person_id=kim.id)
        with pytest.raises(CommandRefused, match=who):
            end_access(session, **deed, last_day=TODAY, has_left=False)
        gone.access_ended_on, gone.left_on = None, TODAY - DAY
        with pytest.raises(Invalid, match=who):
            change_person(session, **deed, role=RoleName.LINK_INSPECTOR)
        gone.left_on = None
        assert end_access(session, **deed, last_day=TODAY).access_ended_on == TODAY


def test_everything_that_stands_in_the_way_is_said_at_once(engine: Engine) -> None:
    with changing(engine) as session:
        holder = a_viewer(session, areas=[ANGUS])
        a_flag(session, owner=holder)
        assert holder.person_id is not None
        with pytest.raises(Invalid) as refusal:
            end_access(session, by=SYSTEM, on=TODAY, person_id=holder.person_id, last_day=TODAY)
        assert set(refusal.value.problems) == {"covers", "flags"}


def test_an_end_of_access_is_moved_and_taken_away_while_it_is_not_past(engine: Engine) -> None:
    with changing(engine) as session:
        kim = a_person(session, name="Kim")
        deed = asked(by=SYSTEM, on=TODAY, person_id=kim.id)
        with pytest.raises(CommandRefused, match="goes on already"):
            end_access(session, **deed, last_day=None)
        end_access(session, **deed, last_day=TODAY)
        end_access(session, **deed, last_day=TODAY + DAY, has_left=False)
        assert (kim.access_ended_on, kim.left_on) == (TODAY + DAY, None)
        end_access(session, **deed, last_day=None)
        assert (kim.access_ended_on, kim.left_on) == (None, None)
        end_access(session, **deed, last_day=TODAY)
        with pytest.raises(CommandRefused, match="ended on 03 March 2026. Add them again"):
            end_access(session, **deed | {"on": TODAY + DAY}, last_day=None)


def test_two_ends_of_one_access_ask(engine: Engine) -> None:
    with changing(engine) as session:
        kim = a_person(session, name="Kim")
    version, deed = kim.row_version, asked(by=SYSTEM, on=TODAY, person_id=kim.id)
    with changing(engine) as session:
        end_access(session, **deed, last_day=TODAY)
    with changing(engine) as session, pytest.raises(Conflict) as clash:
        end_access(session, **deed, last_day=TODAY + DAY, expected_version=version)
    assert set(clash.value.fields) == {"access_ended_on", "left_on"}


def test_a_sign_in_is_taken_away_and_may_then_be_somebody_elses(engine: Engine) -> None:
    with changing(engine) as session:
        kim, sam = a_person(session, name="Kim"), a_person(session, name="Sam")
        deed, sign_in = asked(by=SYSTEM, on=TODAY), asked(issuer="https://id.example", subject="42")
        link_sign_in(session, **deed, **sign_in, person_id=kim.id)
        with pytest.raises(Invalid, match="Give the reason"):
            unlink_sign_in(session, **deed, person_id=kim.id, reason="")
        unlink_sign_in(session, **deed, person_id=kim.id, reason="A lost laptop")
        with pytest.raises(CommandRefused, match="Kim has no sign-in"):
            unlink_sign_in(session, **deed, person_id=kim.id, reason="Again")
        link_sign_in(session, **deed, **sign_in, person_id=sam.id)
        assert (kim.subject, sam.subject) == (None, "42")


def test_the_last_administrator_who_can_sign_in_keeps_their_sign_in(engine: Engine) -> None:
    with changing(engine) as session:
        one, two = (a_person(session, RoleName.ADMINISTRATOR, name=name) for name in ("One", "Two"))
        deed, issuer = asked(by=SYSTEM, on=TODAY), asked(issuer="https://id.example")
        link_sign_in(session, **deed, **issuer, person_id=one.id, subject="1")
        with pytest.raises(CommandRefused, match="only administrator"):
            unlink_sign_in(session, **deed, person_id=one.id, reason="Because")
        link_sign_in(session, **deed, **issuer, person_id=two.id, subject="2")
        unlink_sign_in(session, **deed, person_id=one.id, reason="Because")
        assert one.subject is None


def test_two_administrators_do_not_leave_one_after_the_other(engine: Engine) -> None:
    with changing(engine) as session:
        one, two = (a_person(session, RoleName.ADMINISTRATOR, name=name) for name in ("One", "Two"))
        deed = asked(by=SYSTEM, on=TODAY)
        end_access(session, **deed, person_id=one.id, last_day=TODAY + DAY)
        with pytest.raises(CommandRefused, match="only administrator"):
            end_access(session, **deed, person_id=two.id, last_day=TODAY + 9 * DAY)


def test_the_last_administrator_stays(engine: Engine) -> None:
    with changing(engine) as session:
        one, two = (a_person(session, RoleName.ADMINISTRATOR, name=name) for name in ("One", "Two"))
        deed = asked(by=SYSTEM, on=TODAY + timedelta(days=1))
        end_access(session, **deed, person_id=one.id, last_day=TODAY)
        with pytest.raises(CommandRefused, match="only administrator"):
            end_access(session, **deed, person_id=two.id, last_day=TODAY)
        with pytest.raises(Invalid, match="only administrator"):
            change_person(session, **deed, person_id=two.id, role=RoleName.SUPPORT_OFFICER)


def test_what_is_made_in_a_demonstration_says_so(engine: Engine) -> None:
    with changing(engine) as session:
        deed = asked(by=SYSTEM, on=TODAY, role=RoleName.LINK_INSPECTOR)
        assert add_person(session, **deed, display_name="Before").origin is Origin.OFFICE
        session.add(RecordMarker(kind=Origin.DEMONSTRATION, made_on=TODAY))
        session.flush()
        assert add_person(session, **deed, display_name="After").origin is Origin.DEMONSTRATION


def test_a_changed_setting_counts_at_once_and_goes_back(engine: Engine) -> None:
    with changing(engine) as session:
        deed = asked(by=SYSTEM, on=TODAY, key="plan_weeks")
        change_setting(session, **deed, value=" 8 ", reason="Agreed with partners")
        change_setting(session, **deed, value="9", reason="Agreed again")
        assert thresholds(session).plan_weeks == 9
        assert [(one.value, one.reason) for one in all_of(session, SettingValue)] == [("9", "Agreed again")]
        with pytest.raises(Invalid, match="Give the reason"):
            reset_setting(session, **deed, reason="")
        reset_setting(session, **deed, reason="The old agreement")
        assert thresholds(session).plan_weeks == 6
        with pytest.raises(CommandRefused, match="at its default"):
            reset_setting(session, **deed, reason="Again")


def last_change(engine: Engine, key: str = "plan_weeks") -> int:
    """What a form that is opened now would have seen."""
    with reading(engine) as session:
        return next(one.changed_in for one in setting_rows(session, SYSTEM) if one.setting.key == key)


def test_two_who_set_the_same_setting_are_asked_whoever_saw_it_at_its_default(engine: Engine) -> None:
    deed = asked(by=SYSTEM, on=TODAY, key="plan_weeks", reason="Agreed")
    at_default = last_change(engine)
    with changing(engine) as session:
        change_setting(session, **deed, value="8", expected_change=at_default)
    seen = last_change(engine)
    with changing(engine) as session:
        with pytest.raises(Conflict) as clash:
            change_setting(session, **deed, value="9", expected_change=at_default)
        assert clash.value.fields == {"value": ("6", "8", "9")}
        reset_setting(session, **deed)
    with changing(engine) as session:
        with pytest.raises(Conflict) as clash:
            change_setting(session, **deed, value="9", expected_change=seen)
        assert clash.value.fields == {"value": ("8", "6", "9")}


def test_a_setting_that_was_put_back_and_set_anew_is_not_taken_for_what_was_seen(engine: Engine) -> None:
    deed = asked(by=SYSTEM, on=TODAY, key="plan_weeks", reason="Agreed")
    with changing(engine) as session:
        change_setting(session, **deed, value="8")
    seen = last_change(engine)
    with changing(engine) as session:
        reset_setting(session, **deed)
    with changing(engine) as session:
        again = change_setting(session, **deed, value="9")
        assert again.row_version == 1
    newest = last_change(engine)
    with changing(engine) as session:
        with pytest.raises(Conflict) as clash:
            change_setting(session, **deed, value="10", expected_change=seen)
        assert clash.value.fields == {"value": ("8", "9", "10")}
        with pytest.raises(CommandRefused, match="Somebody set this to 9 after you opened the form"):
            reset_setting(session, **deed, expected_change=seen)
        assert change_setting(session, **deed, value="10", expected_change=newest).value == "10"


def test_a_setting_that_somebody_changed_meanwhile_is_not_reset_unseen(engine: Engine) -> None:
    deed = asked(by=SYSTEM, on=TODAY, key="plan_weeks", reason="Agreed")
    with changing(engine) as session:
        change_setting(session, **deed, value="8")
    seen = last_change(engine)
    with changing(engine) as session:
        change_setting(session, **deed, value="9")
    newest = last_change(engine)
    with changing(engine) as session:
        with pytest.raises(CommandRefused, match="Somebody set this to 9 after you opened the form"):
            reset_setting(session, **deed, expected_change=seen)
        reset_setting(session, **deed, expected_change=newest)


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("plan_weeks", "soon", "plan_weeks"),
        ("plan_weeks", "0", "plan_weeks"),
        ("no_such", "1", "no_such"),
        ("core_team_minimum", "11", "core_team_minimum"),
        ("plan_weeks", "", "value"),
    ],
)
def test_a_setting_without_sense_is_refused(engine: Engine, key: str, value: str, problem: str) -> None:
    with changing(engine) as session:
        with pytest.raises(Invalid) as refusal:
            change_setting(session, by=SYSTEM, on=TODAY, key=key, value=value, reason="Because")
        assert problem in refusal.value.problems
        assert not all_of(session, SettingValue)


def test_a_setting_is_not_changed_without_a_reason_or_to_what_it_is(engine: Engine) -> None:
    with changing(engine) as session:
        deed = asked(by=SYSTEM, on=TODAY, key="plan_weeks")
        with pytest.raises(Invalid, match="reason for this change"):
            change_setting(session, **deed, value="8", reason="")
        with pytest.raises(CommandRefused, match="is 6 already"):
            change_setting(session, **deed, value="6", reason="To be sure")


def test_a_default_is_not_put_back_where_it_contradicts_another_setting(engine: Engine) -> None:
    with changing(engine) as session:
        deed = asked(by=SYSTEM, on=TODAY)
        change_setting(session, **deed, key="core_team_maximum", value="15", reason="Larger teams")
        change_setting(session, **deed, key="core_team_minimum", value="12", reason="Larger teams")
        with pytest.raises(Invalid, match="must not be more than"):
            reset_setting(session, **deed, key="core_team_maximum", reason="Because")
        assert thresholds(session).core_team_maximum == 15


def test_only_an_administrator_administers(engine: Engine) -> None:
    with changing(engine) as session:
        for role in (RoleName.CHIEF_INSPECTOR, RoleName.SUPPORT_OFFICER, RoleName.LINK_INSPECTOR):
            by = a_viewer(session, role)
            with pytest.raises(NotAllowed):
                change_setting(session, by=by, on=TODAY, key="plan_weeks", value="8", reason="Because")
            with pytest.raises(NotAllowed):
                add_person(session, by=by, on=TODAY, display_name="Friend", role=RoleName.ADMINISTRATOR)
