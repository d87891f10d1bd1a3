"""An area is assigned, ended and handed over; nobody doubles anybody, and nothing stays with the one who goes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col

from data_models.commands.coverage import assign, end_assignment, hand_over, withdraw_assignment
from data_models.errors import CommandRefused, Conflict, Invalid, NotAllowed, NotFound
from data_models.queries.changes import Operation, history_of
from data_models.tables import Assignment, RiskFlag
from data_models.visibility import Viewer
from data_models.vocabulary import CoverRole, FlagState, RoleName
from tests.builders import (
    ANGUS,
    MORAY,
    TODAY,
    a_flag,
    a_person,
    a_viewer,
    all_of,
    an_area,
    asked,
    changing,
)

INSPECTOR = CoverRole.LINK_INSPECTOR
TOMORROW = TODAY + timedelta(days=1)


def support(session: Session) -> Viewer:
    an_area(session)
    return a_viewer(session, RoleName.SUPPORT_OFFICER)


def test_an_area_is_assigned_from_a_day_on(engine: Engine) -> None:
    with changing(engine) as session:
        by, person = support(session), a_person(session)
        made = assign(
            session, by=by, on=TODAY, area_code=ANGUS, person_id=person.id, role=INSPECTOR, starts_on=TOMORROW
        )
        assert (made.starts_on, made.ends_on, made.person_id) == (TOMORROW, None, person.id)


@pytest.mark.parametrize("starts_on", [TODAY - timedelta(days=400), TODAY, TODAY + timedelta(days=400)])
def test_cover_that_would_double_is_refused_with_who_holds_it(engine: Engine, starts_on: date) -> None:
    with changing(engine) as session:
        by, other = support(session), a_person(session)
        a_person(session, areas=[ANGUS], name="Kim Example")
        with pytest.raises(CommandRefused, match="Kim Example covers this area in this role .* until further notice"):
            assign(session, by=by, on=TODAY, area_code=ANGUS, person_id=other.id, role=INSPECTOR, starts_on=starts_on)
        assert len(all_of(session, Assignment)) == 1


def test_the_days_before_somebody_starts_can_be_covered(engine: Engine) -> None:
    with changing(engine) as session:
        by, other = support(session), a_person(session)
        first_day = all_of(session, Assignment, col(Assignment.person_id) == a_person(session, areas=[ANGUS]).id)[0]
        made = assign(
            session,
            by=by,
            on=TODAY,
            area_code=ANGUS,
            person_id=other.id,
            role=INSPECTOR,
            starts_on=date(2024, 1, 1),
            ends_on=first_day.starts_on - timedelta(days=1),
        )
        assert made.ends_on is not None


def test_one_who_has_another_role_or_has_left_is_not_assigned(engine: Engine) -> None:
    with changing(engine) as session:
        by, manager = support(session), a_person(session, RoleName.RELATIONSHIP_MANAGER_ELC)
        gone = a_person(session)
        gone.left_on = TODAY
        deed = asked(by=by, on=TODAY, area_code=ANGUS, role=INSPECTOR, starts_on=TOMORROW)
        with pytest.raises(CommandRefused, match="is not a link inspector"):
            assign(session, **deed, person_id=manager.id)
        with pytest.raises(CommandRefused, match="left on 03 March 2026"):
            assign(session, **deed, person_id=gone.id)
        with pytest.raises(Invalid, match="last day is before the first"):
            assign(session, **deed, person_id=gone.id, ends_on=TODAY)


def test_an_assignment_ends_on_its_last_day_with_a_reason(engine: Engine) -> None:
    with changing(engine) as session:
        by = support(session)
        a_person(session, areas=[ANGUS])
        held = all_of(session, Assignment)[0]
        deed = asked(by=by, on=TODAY, assignment_id=held.id)
        with pytest.raises(Invalid) as refusal:
            end_assignment(session, **deed, ends_on=held.starts_on - timedelta(days=1), reason="")
        assert set(refusal.value.problems) == {"ends_on", "reason"}
        end_assignment(session, **deed, ends_on=TODAY - timedelta(days=1), reason="Moved to another team")
        assert (held.ends_on, held.reason) == (TODAY - timedelta(days=1), "Moved to another team")
        with pytest.raises(CommandRefused, match="ended on 02 March 2026 and stays as it was"):
            end_assignment(session, **deed, ends_on=TOMORROW, reason="Back")


def test_an_end_does_not_move_over_a_successor(engine: Engine) -> None:
    with changing(engine) as session:
        by, other = support(session), a_person(session, name="Next")
        a_person(session, areas=[ANGUS])
        held = all_of(session, Assignment)[0]
        end_assignment(session, by=by, on=TODAY, assignment_id=held.id, ends_on=TODAY, reason="Leaving")
        assign(session, by=by, on=TODAY, area_code=ANGUS, person_id=other.id, role=INSPECTOR, starts_on=TOMORROW)
        with pytest.raises(CommandRefused, match="Next covers this area"):
            end_assignment(session, by=by, on=TODAY, assignment_id=held.id, ends_on=TOMORROW, reason="Stays on")
        assert held.ends_on == TODAY


def test_a_handover_starts_on_the_next_day_and_takes_the_leavers_flags_along(engine: Engine) -> None:
    with changing(engine) as session:
        by, leaver = support(session), a_viewer(session, areas=[ANGUS, MORAY])
        successor = a_person(session, name="Next")
        here, elsewhere = a_flag(session, owner=leaver), a_flag(session, MORAY, owner=leaver)
        of_a_colleague = a_flag(session)
        done = hand_over(
            session,
            by=by,
            on=TODAY,
            area_code=ANGUS,
            role=INSPECTOR,
            to_person_id=successor.id,
            last_day=TODAY,
            reason="Retirement",
        )
        assert (done.ended.ends_on, done.started.starts_on, done.started.person_id) == (TODAY, TOMORROW, successor.id)
        assert done.flags == ("RF-0001",)
        assert here.owner_id == successor.id
        assert (elsewhere.owner_id, of_a_colleague.owner_id) == (leaver.person_id, None)


def test_a_closed_flag_stays_its_owners(engine: Engine) -> None:
    with changing(engine) as session:
        by, leaver, successor = support(session), a_viewer(session, areas=[ANGUS]), a_person(session)
        flag = a_flag(session, owner=leaver)
        flag.state, flag.closed_on, flag.close_reason = FlagState.CLOSED, TODAY, "Filled"
        hand_over(
            session,
            by=by,
            on=TODAY,
            area_code=ANGUS,
            role=INSPECTOR,
            to_person_id=successor.id,
            last_day=TODAY,
            reason="Retirement",
        )
        assert all_of(session, RiskFlag)[0].owner_id == leaver.person_id


def test_nothing_is_handed_over_where_nobody_covers_or_to_the_same_person(engine: Engine) -> None:
    with changing(engine) as session:
        by, other = support(session), a_person(session)
        deed = asked(by=by, on=TODAY, area_code=ANGUS, role=INSPECTOR, last_day=TODAY, reason="Leaving")
        with pytest.raises(NotFound, match="Nobody covers this area"):
            hand_over(session, **deed, to_person_id=other.id)
        holder = a_person(session, areas=[ANGUS])
        with pytest.raises(Invalid, match="covers the area already"):
            hand_over(session, **deed, to_person_id=holder.id)
        assert [one.ends_on for one in all_of(session, Assignment)] == [None]


def test_an_end_can_be_taken_away_again_but_not_twice(engine: Engine) -> None:
    with changing(engine) as session:
        by = support(session)
        a_person(session, areas=[ANGUS])
        held = all_of(session, Assignment)[0]
        deed = asked(by=by, on=TODAY, assignment_id=held.id, reason="Stays after all")
        with pytest.raises(Invalid, match="until further notice already"):
            end_assignment(session, **deed, ends_on=None)
        end_assignment(session, **deed, ends_on=TOMORROW)
        end_assignment(session, **deed, ends_on=None)
        assert held.ends_on is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (asked(left_on=TODAY), "left on 03 March 2026"),
        (asked(role=RoleName.CHIEF_INSPECTOR), "is not a link inspector"),
        (asked(access_ended_on=TOMORROW), "access of Robin Example ends on 04 March 2026"),
    ],
)
def test_whoever_leaves_or_has_another_role_does_not_go_on(
    engine: Engine, changed: dict[str, object], sentence: str
) -> None:
    with changing(engine) as session:
        by, person = support(session), a_person(session, areas=[ANGUS])
        held = all_of(session, Assignment)[0]
        deed = asked(by=by, on=TODAY, assignment_id=held.id, reason="Because")
        end_assignment(session, **deed, ends_on=TOMORROW)
        for field, value in changed.items():
            setattr(person, field, value)
        with pytest.raises(CommandRefused, match=sentence):
            end_assignment(session, **deed, ends_on=None)
        end_assignment(session, **deed, ends_on=TODAY)
        assert held.ends_on == TODAY


def test_whose_access_ends_covers_no_longer_than_that(engine: Engine) -> None:
    with changing(engine) as session:
        by, person = support(session), a_person(session, name="Kim")
        person.access_ended_on = TOMORROW
        deed = asked(by=by, on=TODAY, area_code=ANGUS, person_id=person.id, role=INSPECTOR, starts_on=TODAY)
        with pytest.raises(CommandRefused, match="access of Kim ends on 04 March 2026"):
            assign(session, **deed)
        assert assign(session, **deed, ends_on=TOMORROW).ends_on == TOMORROW


def test_two_last_days_of_one_assignment_ask(engine: Engine) -> None:
    with changing(engine) as session:
        by = support(session)
        a_person(session, areas=[ANGUS])
        held = all_of(session, Assignment)[0]
    version, deed = held.row_version, asked(by=by, on=TODAY, assignment_id=held.id)
    with changing(engine) as session:
        end_assignment(session, **deed, ends_on=TODAY, reason="Theirs")
    with changing(engine) as session, pytest.raises(Conflict) as clash:
        end_assignment(session, **deed, ends_on=TOMORROW, reason="Mine", expected_version=version)
    assert set(clash.value.fields) == {"ends_on", "reason"}


def test_what_has_not_begun_is_taken_back_and_its_history_stays(engine: Engine) -> None:
    with changing(engine) as session:
        by, other = support(session), a_person(session, name="Next")
        a_person(session, areas=[ANGUS])
        held = all_of(session, Assignment)[0]
        reason = asked(reason="Has another post")
        end_assignment(session, by=by, on=TODAY, assignment_id=held.id, ends_on=TODAY, **reason)
        to_come = assign(
            session, by=by, on=TODAY, area_code=ANGUS, person_id=other.id, role=INSPECTOR, starts_on=TOMORROW
        )
    with changing(engine) as session:
        with pytest.raises(CommandRefused, match="began on 03 March 2025"):
            withdraw_assignment(session, by=by, on=TODAY, assignment_id=held.id, **reason)
        with pytest.raises(Invalid, match="Give the reason"):
            withdraw_assignment(session, by=by, on=TODAY, assignment_id=to_come.id, reason=" ")
        withdraw_assignment(session, by=by, on=TODAY, assignment_id=to_come.id, **reason)
    with changing(engine) as session:
        assert [one.id for one in all_of(session, Assignment)] == [held.id]
        edits = history_of(session, by, "assignment", to_come.id)
        assert [one.operation for one in edits] == [Operation.REMOVED, Operation.ADDED]


def test_an_assignment_that_somebody_changed_meanwhile_is_not_taken_back_unseen(engine: Engine) -> None:
    with changing(engine) as session:
        by, other = support(session), a_person(session, name="Next")
        an_area(session)
        of = asked(area_code=ANGUS, person_id=other.id, role=INSPECTOR, starts_on=TOMORROW)
        to_come = assign(session, by=by, on=TODAY, **of)
    seen = to_come.row_version
    with changing(engine) as session:
        ends_on = TOMORROW + timedelta(days=90)
        end_assignment(session, by=by, on=TODAY, assignment_id=to_come.id, ends_on=ends_on, reason="For a while")
    with changing(engine) as session:
        reason = asked(by=by, on=TODAY, assignment_id=to_come.id, reason="Not needed")
        with pytest.raises(CommandRefused, match="after you opened the form"):
            withdraw_assignment(session, **reason, expected_version=seen)
        withdraw_assignment(session, **reason, expected_version=seen + 1)
        assert all_of(session, Assignment) == []


def test_a_link_inspector_does_not_give_areas_away(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        held = all_of(session, Assignment)[0]
        with pytest.raises(NotAllowed):
            end_assignment(session, by=by, on=TODAY, assignment_id=held.id, ends_on=TODAY, reason="Enough")
