"""The team of an inspection, place by place: nobody types it anew, and two people who change it lose nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.team import Place, add_place, change_place, remove_place
from data_models.errors import CommandRefused, Conflict, Invalid
from data_models.tables import Inspection, TeamMember
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName, ScrutinyBody, TeamRole
from tests.builders import (
    ANGUS,
    TODAY,
    a_person,
    a_published_inspection,
    a_viewer,
    all_of,
    an_inspection,
    asked,
    changing,
)

SUPPORT = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
HMICS = Place(TeamRole.INSPECTOR, ScrutinyBody.HMICS)


def add(session: Session, inspection: Inspection, *places: Place) -> list[TeamMember]:
    deed = asked(by=SUPPORT, on=TODAY, inspection_id=inspection.id)
    return [add_place(session, **deed, place=place).member for place in places]


def team(session: Session) -> list[tuple[TeamRole, ScrutinyBody, int | None, int]]:
    return [(one.role, one.body, one.person_id, one.headcount) for one in all_of(session, TeamMember)]


@pytest.mark.parametrize(("others", "warned"), [(4, True), (5, False), (9, False), (10, True)])
def test_a_team_outside_six_to_ten_is_saved_with_a_warning(engine: Engine, others: int, warned: bool) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        add(session, inspection, Place(TeamRole.LEAD))
        place = Place(TeamRole.INSPECTOR, headcount=others)
        added = add_place(session, by=SUPPORT, on=TODAY, inspection_id=inspection.id, place=place)
        people = sum(one.headcount for one in all_of(session, TeamMember))
    assert bool(added.warning) is warned
    assert people == others + 1


def test_a_link_inspector_sets_the_team_of_an_own_area(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        own = a_viewer(session, areas=[ANGUS])
        add_place(session, by=own, on=TODAY, inspection_id=inspection.id, place=HMICS)
        assert team(session) == [(TeamRole.INSPECTOR, ScrutinyBody.HMICS, None, 1)]


def test_people_without_a_name_of_the_same_role_and_body_are_added_up(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        add(session, inspection, HMICS, Place(TeamRole.INSPECTOR), HMICS)
        assert team(session) == [
            (TeamRole.INSPECTOR, ScrutinyBody.HMICS, None, 2),
            (TeamRole.INSPECTOR, ScrutinyBody.CARE_INSPECTORATE, None, 1),
        ]


def test_the_lead_s_place_says_who_leads(engine: Engine) -> None:
    with changing(engine) as session:
        inspection, first, second = an_inspection(session), a_person(session), a_person(session, name="Kim Example")
        (lead,) = add(session, inspection, Place(TeamRole.LEAD, person_id=first.id))
        assert inspection.lead_id == first.id
        deed = asked(by=SUPPORT, on=TODAY, team_member_id=lead.id)
        change_place(session, **deed, place=Place(TeamRole.LEAD, person_id=second.id))
        assert inspection.lead_id == second.id
        change_place(session, **deed, place=Place(TeamRole.DEPUTY_LEAD, person_id=second.id))
        assert inspection.lead_id is None


def test_a_lead_named_in_the_plan_stays_until_the_team_has_a_place_for_one(engine: Engine) -> None:
    with changing(engine) as session:
        inspection, lead = an_inspection(session), a_person(session)
        inspection.lead_id = lead.id
        (member,) = add(session, inspection, HMICS)
        remove_place(session, by=SUPPORT, on=TODAY, team_member_id=member.id)
        assert inspection.lead_id == lead.id


@pytest.mark.parametrize(
    ("place", "because"),
    [
        (Place(TeamRole.LEAD), "one lead"),
        (Place(TeamRole.DEPUTY_LEAD, person_id=1), "in the team already"),
        (Place(TeamRole.INSPECTOR, person_id=2, headcount=3), "counts as one"),
        (Place(TeamRole.INSPECTOR, ScrutinyBody.HMICS, person_id=2), "counted, not named"),
        (Place(TeamRole.INSPECTOR, headcount=0), "from 1 to 20"),
        (Place(TeamRole.INSPECTOR, ScrutinyBody.HMICS, headcount=20), "from 1 to 20"),
    ],
)
def test_a_place_that_cannot_be_is_refused(engine: Engine, place: Place, because: str) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        a_person(session), a_person(session, name="Kim Example")
        _, other = add(session, inspection, Place(TeamRole.LEAD, person_id=1), HMICS)
        before = team(session)
        with pytest.raises(Invalid, match=because):
            add(session, inspection, place)
        if place.headcount != 20:
            with pytest.raises(Invalid, match=because):
                change_place(session, by=SUPPORT, on=TODAY, team_member_id=other.id, place=place)
        assert team(session) == before


def test_nobody_who_has_left_gets_a_place_and_whoever_leaves_keeps_theirs(engine: Engine) -> None:
    with changing(engine) as session:
        inspection, person = an_inspection(session), a_person(session)
        (member,) = add(session, inspection, Place(TeamRole.INSPECTOR, person_id=person.id))
        person.left_on = TODAY - timedelta(days=1)
        with pytest.raises(CommandRefused, match="Robin Example left on"):
            add(session, an_inspection(session), Place(TeamRole.INSPECTOR, person_id=person.id))
        kept = Place(TeamRole.DEPUTY_LEAD, person_id=person.id)
        change_place(session, by=SUPPORT, on=TODAY, team_member_id=member.id, place=kept)
        assert member.role is TeamRole.DEPUTY_LEAD


def test_two_people_change_two_places_and_a_third_adds_one(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        first, second = add(session, inspection, Place(TeamRole.DEPUTY_LEAD), HMICS)
        opened = {one.id: one.row_version for one in (first, second)}
    with changing(engine) as session:
        remove_place(session, by=SUPPORT, on=TODAY, team_member_id=first.id, expected_version=opened[first.id])
    with changing(engine) as session:
        more = Place(TeamRole.INSPECTOR, ScrutinyBody.HMICS, headcount=2)
        deed = asked(by=SUPPORT, on=TODAY, team_member_id=second.id, expected_version=opened[second.id])
        change_place(session, **deed, place=more)
    with changing(engine) as session:
        add(session, inspection, HMICS)
        assert team(session) == [(TeamRole.INSPECTOR, ScrutinyBody.HMICS, None, 3)]


def test_two_changes_of_one_place_are_merged_where_they_can_be_and_asked_about_where_not(engine: Engine) -> None:
    with changing(engine) as session:
        inspection, person = an_inspection(session), a_person(session)
        (member,) = add(session, inspection, Place(TeamRole.INSPECTOR, headcount=2))
        deed = asked(by=SUPPORT, on=TODAY, team_member_id=member.id, expected_version=member.row_version)
    with changing(engine) as session:
        change_place(session, **deed, place=Place(TeamRole.ASSOCIATE_ASSESSOR, headcount=2))
    with changing(engine) as session:
        change_place(session, **deed, place=Place(TeamRole.INSPECTOR, headcount=1))
        assert team(session) == [(TeamRole.ASSOCIATE_ASSESSOR, ScrutinyBody.CARE_INSPECTORATE, None, 1)]
        with pytest.raises(Conflict):
            change_place(session, **deed, place=Place(TeamRole.LEAD, headcount=2))
    with changing(engine) as session:
        change_place(
            session, by=SUPPORT, on=TODAY, team_member_id=member.id, place=Place(TeamRole.INSPECTOR, headcount=4)
        )
    with changing(engine) as session, pytest.raises(Conflict):
        change_place(session, **deed, place=Place(TeamRole.INSPECTOR, person_id=person.id))


def test_a_place_is_not_removed_over_somebody_elses_change(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = an_inspection(session)
        (member,) = add(session, inspection, HMICS)
        opened = member.row_version
    with changing(engine) as session:
        add(session, inspection, HMICS)
    with changing(engine) as session:
        with pytest.raises(CommandRefused, match="Somebody changed this place"):
            remove_place(session, by=SUPPORT, on=TODAY, team_member_id=member.id, expected_version=opened)
        assert team(session) == [(TeamRole.INSPECTOR, ScrutinyBody.HMICS, None, 2)]


def test_the_team_of_a_published_report_stays(engine: Engine) -> None:
    with changing(engine) as session:
        inspection = a_published_inspection(session)
        with pytest.raises(CommandRefused, match="can no longer be changed"):
            add(session, inspection, HMICS)
