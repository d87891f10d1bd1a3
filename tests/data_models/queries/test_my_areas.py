from datetime import date, timedelta
from typing import Any

from data_models.database import reading
from data_models.queries.my_areas import my_areas
from data_models.rules.clocks import Urgency
from data_models.tables import Assignment, FormalMonitoring
from data_models.visibility import Viewer
from data_models.vocabulary import AreaStatus, FollowUpChoice, ItemStatus, MatterKind, PlanState, RoleName
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    SENIOR,
    TODAY,
    area,
    assign,
    decision,
    flag,
    fully_covered,
    inspection,
    item,
    person,
    plan,
    programme,
    put,
    writing,
)
from tests.statements import counting_statements

PUBLISHED = date(2025, 12, 1)
FLAG_REVIEW = MatterKind.FLAG_REVIEW


def looking(role, person_id=None, *areas):
    return Viewer(name="Me", role=role, person_id=person_id, areas=frozenset(areas))


def queue(engine, viewer):
    with reading(engine) as session:
        return my_areas(session, viewer, on=TODAY, thresholds=DEFAULTS)


def kinds(found):
    return {one.kind for _, matters in found.bands for one in matters}


def test_nothing_is_owed_in_an_empty_record(engine):
    found = queue(engine, SENIOR)
    assert (found.owed, found.cards, [band for band, _ in found.bands]) == (0, (), list(Urgency))


def test_a_link_inspector_sees_the_actions_of_own_areas_by_how_soon_they_are_due(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        me, _ = fully_covered(session), fully_covered(session, MORAY)
        adults = programme(session)
        mine = plan(session, inspection(session, adults, published_on=PUBLISHED), state=PlanState.AGREED)
        other = plan(session, inspection(session, adults, MORAY, published_on=PUBLISHED), state=PlanState.AGREED)
        for number, days in enumerate((-1, 0, 7, 8, 31, 32), start=1):
            item(session, mine, number, TODAY + timedelta(days=days))
        item(session, other, 1, TODAY)
    with counting_statements(engine) as statements:
        found = queue(engine, looking(RoleName.LINK_INSPECTOR, me, ANGUS))
    due = {band: [m.reference[-2:] for m in ms if m.kind is MatterKind.ACTION_DUE] for band, ms in found.bands}
    assert due == {
        Urgency.OVERDUE: ["01"],
        Urgency.THIS_WEEK: ["02", "03"],
        Urgency.THIS_MONTH: ["04", "05"],
        Urgency.UNDATED: [],
        Urgency.LATER: ["06"],
    }
    assert sum("SELECT" in text for text in statements.texts) == 1


def test_a_relationship_manager_is_asked_only_for_what_the_role_can_do(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        of = plan(session, inspection(session, programme(session), published_on=PUBLISHED))
        item(session, of)
        flag(session)
    found = queue(engine, looking(RoleName.RELATIONSHIP_MANAGER_ADULT, None, ANGUS))
    assert kinds(found) == {MatterKind.FLAG_REVIEW, MatterKind.CONTACT_DUE}


def test_senior_managers_and_support_officers_owe_their_own_kinds_in_every_area(engine):
    with writing(engine) as session:
        area(session)
        chief = person(session, "Chief", RoleName.CHIEF_INSPECTOR)
        of = inspection(session, programme(session), published_on=PUBLISHED)
        decision(session, of, FollowUpChoice.NONE, signed_by_id=chief, review_on=TODAY)
        person(session, "Sam", RoleName.SUPPORT_OFFICER)
    assert kinds(queue(engine, SENIOR)) == {MatterKind.NO_FOLLOW_UP_REVIEW}
    assert kinds(queue(engine, looking(RoleName.SUPPORT_OFFICER))) == {MatterKind.COVER_GAP}


def test_what_a_missing_link_inspector_would_owe_is_in_the_queue_of_the_senior_managers(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        fully_covered(session, MORAY)
        adults = programme(session)
        for code in (ANGUS, MORAY):
            of = plan(session, inspection(session, adults, code, published_on=PUBLISHED), state=PlanState.AGREED)
            item(session, of, 1, TODAY)
        flag(session), flag(session, MORAY)
        person(session, "Sam", RoleName.SUPPORT_OFFICER)
    found = queue(engine, SENIOR)
    mine = {(one.kind, one.area_code) for _, matters in found.bands for one in matters}
    assert mine == {(MatterKind.ACTION_DUE, ANGUS), (MatterKind.FLAG_REVIEW, ANGUS)}


def test_what_a_leaver_owned_goes_to_the_managers_where_nobody_follows(engine):
    with writing(engine) as session:
        area(session)
        gone = person(session, "Gone", left_on=TODAY - timedelta(days=1))
        assign(session, gone)
        flag(session, owner_id=gone)
        person(session, "Sam", RoleName.SUPPORT_OFFICER)
    assert kinds(queue(engine, SENIOR)) == {MatterKind.FLAG_REVIEW}


def test_a_claim_goes_to_whoever_did_not_take_it_down(engine):
    with writing(engine) as session:
        area(session)
        me, officer = fully_covered(session), person(session, "Sam", RoleName.SUPPORT_OFFICER)
        of = plan(session, inspection(session, programme(session), published_on=PUBLISHED), state=PlanState.AGREED)
        claimed: dict[str, Any] = {"status": ItemStatus.CLAIMED, "claimed_on": TODAY}
        item(session, of, 1, **claimed, claim_recorded_by_id=officer)
        item(session, of, 2, **claimed, claim_recorded_by_id=me)
    mine, manager = looking(RoleName.LINK_INSPECTOR, me, ANGUS), looking(RoleName.SERVICE_MANAGER, 99)
    assert claims(queue(engine, mine)) == [("AP-0001/01", me)]
    assert claims(queue(engine, manager)) == [("AP-0001/02", None)]
    assert claims(queue(engine, looking(RoleName.SUPPORT_OFFICER, officer))) == []


def claims(found):
    matters = [one for _, matters in found.bands for one in matters if one.kind is MatterKind.CLAIM_TO_VERIFY]
    return [(one.reference, one.owner_id) for one in matters]


def test_a_flag_i_own_leaves_my_queue_for_the_managers_with_the_area(engine):
    with writing(engine) as session:
        area(session)
        me = person(session)
        post = assign(session, me)
        flag(session, owner_id=me)
    assert MatterKind.FLAG_REVIEW in kinds(queue(engine, looking(RoleName.LINK_INSPECTOR, me, ANGUS)))
    with writing(engine) as session:
        session.delete(session.get_one(Assignment, post))
    assert MatterKind.FLAG_REVIEW not in kinds(queue(engine, looking(RoleName.LINK_INSPECTOR, me)))
    found = queue(engine, SENIOR)
    assert [one.has_lapsed_owner for _, matters in found.bands for one in matters if one.kind is FLAG_REVIEW] == [True]


def test_what_nobody_here_could_answer_is_seen_by_managers_and_administrators(engine):
    with writing(engine) as session:
        area(session)
        put(session, FormalMonitoring(area_code=ANGUS, reason="r", proposed_on=TODAY))
    admin = looking(RoleName.ADMINISTRATOR)
    assert kinds(queue(engine, admin)) == set()
    with writing(engine) as session:
        person(session, "Alex", RoleName.ADMINISTRATOR)
    assert kinds(queue(engine, admin)) == {MatterKind.MONITORING_PROPOSED, MatterKind.COVER_GAP}
    with writing(engine) as session:
        person(session, "Chief", RoleName.CHIEF_INSPECTOR), person(session, "Sam", RoleName.SUPPORT_OFFICER)
    assert kinds(queue(engine, admin)) == set()


def test_a_muted_flag_leaves_the_queue_and_stays_in_sight(engine):
    with writing(engine) as session:
        area(session)
        me = fully_covered(session)
        flag(session, muted_until=TODAY, mute_reason="Known.")
    found = queue(engine, looking(RoleName.LINK_INSPECTOR, me, ANGUS))
    assert MatterKind.FLAG_REVIEW not in kinds(found)
    assert [one.kind for one in found.muted] == [MatterKind.FLAG_REVIEW]
    assert found.cards[0].status is AreaStatus.RED


def test_the_answer_names_every_area_and_person_it_may_speak_of(engine):
    with writing(engine) as session:
        area(session, MORAY, "Moray"), area(session)
        me = person(session, "Pat")
    found = queue(engine, looking(RoleName.LINK_INSPECTOR, me, ANGUS))
    assert (found.areas, found.people) == (((ANGUS, "Angus"), (MORAY, "Moray")), ((me, "Pat"),))


def test_a_card_tells_what_comes_next_in_the_area_and_how_much_is_late(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        me = fully_covered(session, since=date(2026, 3, 1))
        of = plan(session, inspection(session, programme(session), published_on=PUBLISHED), state=PlanState.AGREED)
        item(session, of, 1, date(2026, 1, 5)), item(session, of, 2, date(2026, 4, 5))
    (card,) = queue(engine, looking(RoleName.LINK_INSPECTOR, me, ANGUS)).cards
    assert (card.name, card.status, card.overdue) == ("Angus", AreaStatus.AMBER, 1)
    assert (card.link_inspector_id, card.last_contact_on, card.contact_due_on) == (me, None, date(2026, 6, 1))
    assert card.next_due is not None
    assert card.next_due.due_on == date(2026, 1, 5)
