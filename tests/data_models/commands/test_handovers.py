"""Several posts change hands on one day: all of them or none, and never on an older state than the record has."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col

from data_models.commands.coverage import assign, end_assignment, hand_over
from data_models.commands.handovers import hand_over_posts
from data_models.errors import CommandRefused, Invalid, NotAllowed
from data_models.tables import Assignment, Person
from data_models.visibility import Viewer
from data_models.vocabulary import CoverRole, RoleName
from tests.builders import ANGUS, MORAY, TODAY, a_flag, a_person, a_viewer, all_of, asked, changing

TOMORROW = TODAY + timedelta(days=1)


def leaver_and_support(session: Session) -> tuple[Person, Viewer]:
    leaver = a_person(session, areas=[ANGUS, MORAY], name="Kim Example")
    return leaver, a_viewer(session, RoleName.SUPPORT_OFFICER)


def held(session: Session) -> list[int]:
    return [one.id for one in all_of(session, Assignment, col(Assignment.ends_on).is_(None))]


def test_posts_go_to_one_successor_or_several_with_the_flags_of_each_area(engine: Engine) -> None:
    with changing(engine) as session:
        leaver, by = leaver_and_support(session)
        one, two = a_person(session, name="One"), a_person(session, name="Two")
        owner = Viewer(name="Kim", role=RoleName.LINK_INSPECTOR, person_id=leaver.id)
        in_angus, in_moray = a_flag(session, owner=owner), a_flag(session, MORAY, owner=owner)
        angus, moray = held(session)
        done = hand_over_posts(
            session,
            by=by,
            on=TODAY,
            person_id=leaver.id,
            posts={angus: one.id, moray: two.id},
            last_day=TODAY,
            reason="Retirement",
        )
        assert [(each.ended.id, each.started.person_id, each.started.starts_on) for each in done] == [
            (angus, one.id, TOMORROW),
            (moray, two.id, TOMORROW),
        ]
        assert [each.flags for each in done] == [("RF-0001",), ("RF-0002",)]
        assert (in_angus.owner_id, in_moray.owner_id) == (one.id, two.id)


def test_a_post_that_is_not_chosen_stays(engine: Engine) -> None:
    with changing(engine) as session:
        leaver, by = leaver_and_support(session)
        other = a_person(session)
        angus, moray = held(session)
        deed = asked(by=by, on=TODAY, person_id=leaver.id, last_day=TODAY, reason="Less work")
        with pytest.raises(Invalid, match="at least one area"):
            hand_over_posts(session, **deed, posts={})
        hand_over_posts(session, **deed, posts={moray: other.id})
        assert [one.ends_on for one in all_of(session, Assignment, col(Assignment.id).in_([angus, moray]))] == [
            None,
            TODAY,
        ]


def test_if_one_post_cannot_be_handed_over_none_is_and_each_refusal_names_its_area(engine: Engine) -> None:
    with changing(engine) as session:
        leaver, by = leaver_and_support(session)
        fine, manager = a_person(session), a_person(session, RoleName.RELATIONSHIP_MANAGER_ELC, name="Sam")
        angus, moray = held(session)
        with pytest.raises(Invalid) as refusal:
            hand_over_posts(
                session,
                by=by,
                on=TODAY,
                person_id=leaver.id,
                posts={angus: fine.id, moray: manager.id},
                last_day=TODAY,
                reason="Retirement",
            )
        assert list(refusal.value.problems.values()) == [
            "Moray: Sam is not a link inspector. Choose somebody who is, or change their role."
        ]
        assert held(session) == [angus, moray]


def test_a_post_that_somebody_else_holds_that_day_is_not_handed_over(engine: Engine) -> None:
    with changing(engine) as session:
        leaver, by = leaver_and_support(session)
        other, third = a_person(session, name="Other"), a_person(session, name="Third")
        angus, moray = held(session)
        end_assignment(session, by=by, on=TODAY, assignment_id=angus, ends_on=TODAY, reason="Agreed")
        to_come = assign(
            session,
            by=by,
            on=TODAY,
            area_code=ANGUS,
            person_id=other.id,
            role=CoverRole.LINK_INSPECTOR,
            starts_on=TOMORROW,
        )
        deed = asked(by=by, on=TODAY, person_id=leaver.id, last_day=TOMORROW, reason="Retirement")
        for number in (angus, to_come.id):
            with pytest.raises(Invalid, match="Angus: Other covers this area in this role on that day, not Kim"):
                hand_over_posts(session, **deed, posts={number: third.id})
        with pytest.raises(Invalid, match="Moray: This person covers the area already"):
            hand_over_posts(session, **deed, posts={moray: leaver.id})


def test_a_form_that_shows_an_older_state_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        leaver, by = leaver_and_support(session)
        other = a_person(session)
        angus, moray = held(session)
    seen = session.info["change"]
    with changing(engine) as session:
        hand_over(
            session,
            by=by,
            on=TODAY,
            area_code=ANGUS,
            role=CoverRole.LINK_INSPECTOR,
            to_person_id=other.id,
            last_day=TODAY,
            reason="Quicker",
        )
    deed = asked(by=by, on=TODAY, person_id=leaver.id, posts={moray: other.id}, last_day=TODAY, reason="Retirement")
    with changing(engine) as session:
        with pytest.raises(CommandRefused, match="What Kim Example covers was changed after you opened this form"):
            hand_over_posts(session, **deed, last_changed=seen)
        assert len(hand_over_posts(session, **deed, last_changed=seen + 1)) == 1


def test_only_a_support_officer_hands_over(engine: Engine) -> None:
    with changing(engine) as session:
        leaver, _ = leaver_and_support(session)
        for role in (RoleName.LINK_INSPECTOR, RoleName.CHIEF_INSPECTOR, RoleName.ADMINISTRATOR):
            with pytest.raises(NotAllowed):
                hand_over_posts(
                    session,
                    by=a_viewer(session, role),
                    on=TODAY,
                    person_id=leaver.id,
                    posts={1: 2},
                    last_day=TODAY,
                    reason="Because",
                )
