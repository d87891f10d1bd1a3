from datetime import date, timedelta

from data_models.database import reading
from data_models.queries.coverage import coverage
from data_models.queries.leaving import assigned, if_leaves
from data_models.queries.open_work import open_everywhere, withheld
from data_models.tables import Assignment
from data_models.visibility import Viewer
from data_models.vocabulary import CoverRole, MatterKind, PlanState, RoleName, Stage
from tests.builders import there
from tests.data_models.queries.small_record import (
    ANGUS,
    DEFAULTS,
    MORAY,
    SENIOR,
    TODAY,
    area,
    assign,
    flag,
    fully_covered,
    inspection,
    item,
    person,
    plan,
    programme,
    writing,
)
from tests.statements import counting_statements

DAY = timedelta(days=1)


def read(engine, on=TODAY):
    with reading(engine) as session:
        return coverage(session, SENIOR, on=on, thresholds=DEFAULTS)


def test_an_empty_record_has_no_posts(engine):
    found = read(engine)
    assert (found.posts, found.gaps_now, found.gaps_coming, found.people) == ((), (), (), ())
    assert if_leaves(found, 1, TODAY) is None
    assert assigned(found, 1) is None


def test_every_area_has_three_posts_by_name_and_an_unheld_one_is_a_gap(engine):
    with writing(engine) as session:
        area(session, MORAY, "Moray"), area(session)
        one = person(session, "One")
        number = assign(session, one, ANGUS)
    with counting_statements(engine) as statements:
        found = read(engine)
    assert [(post.area_name, post.role) for post in found.posts] == [
        (name, role) for name in ("Angus", "Moray") for role in CoverRole
    ]
    assert (found.posts[0].person, found.posts[0].assignment_id, found.posts[0].is_gap) == ("One", number, False)
    assert sum(post.is_gap for post in found.posts) == len(found.gaps_now) == 5
    assert sum("SELECT" in text for text in statements.texts) == 1


def test_a_handover_shows_who_comes_next_and_changes_hands_on_the_day(engine):
    with writing(engine) as session:
        area(session)
        one, two = person(session, "One"), person(session, "Two")
        assign(session, one, ends_on=TODAY), assign(session, two, starts_on=TODAY + DAY)
    before, after = read(engine).posts[0], read(engine, TODAY + DAY).posts[0]
    assert (before.person, before.next_person, before.next_starts_on) == ("One", "Two", TODAY + DAY)
    assert (after.person, after.next_person) == ("Two", None)


def test_a_gap_that_is_coming_is_told_before_it_is_there(engine):
    with writing(engine) as session:
        area(session)
        assign(session, fully_leaving(session), ends_on=TODAY + DAY)
    found = read(engine)
    assert [one.role for one in found.gaps_coming] == [CoverRole.LINK_INSPECTOR]
    assert len(found.gaps_now) == 2
    assert read(engine, TODAY + 2 * DAY).posts[0].uncovered_since == TODAY + 2 * DAY


def fully_leaving(session):
    return person(session, "Leaver")


def test_workload_counts_areas_by_role_and_what_each_person_owns(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray"), area(session, "S12000023", "Orkney Islands")
        one = fully_covered(session, since=date(2026, 3, 1))
        assign(session, one, MORAY, starts_on=date(2026, 3, 1))
        spare = person(session, "Aa", RoleName.LINK_INSPECTOR)
        assign(session, spare, "S12000023", starts_on=date(2026, 3, 1))
        flag(session, MORAY, review_on=TODAY - DAY), flag(session, "S12000023", owner_id=spare)
    found = {row.person_id: row for row in read(engine).people}
    assert list(found) == [spare, one]
    assert (found[one].link_inspector, found[one].relationship_manager_elc, found[one].areas) == (2, 1, 4)
    assert (found[one].flags, found[one].overdue, found[spare].flags, found[spare].areas) == (1, 1, 1, 1)


def test_if_somebody_leaves_what_has_a_successor_is_not_left(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        one, two = person(session, "One"), person(session, "Two")
        assign(session, one, ANGUS), assign(session, one, MORAY, ends_on=TODAY + 5 * DAY)
        assign(session, two, MORAY, starts_on=TODAY + 6 * DAY)
        owned = flag(session, owner_id=one)
    found = read(engine)
    later, now = there(if_leaves(found, one, TODAY + 5 * DAY)), there(if_leaves(found, one, TODAY))
    assert [(post.area_name, post.successor) for post in later.posts] == [("Angus", None), ("Moray", "Two")]
    assert [post.area_name for post in later.left_without_anyone] == ["Angus"]
    assert [post.area_name for post in now.left_without_anyone] == ["Angus", "Moray"]
    assert [one.record_id for one in now.by_name] == [owned]
    assert MatterKind.FLAG_REVIEW in {one.kind for one in now.posts[0].work.matters}
    assert [one.record_id for one in now.posts[0].work.flags] == [owned]


def test_one_assignment_says_how_it_is_written_and_how_it_holds(engine):
    with writing(engine) as session:
        area(session)
        one, two = person(session, "One"), person(session, "Two")
        number = assign(session, one, ends_on=TODAY)
        assign(session, two, starts_on=TODAY + DAY)
    found = there(assigned(read(engine), number))
    assert (found.area_name, found.person, found.ends_on, found.leaves) == ("Angus", "One", TODAY, False)
    assert (found.row_version, found.next_starts_on) == (1, TODAY + DAY)


def test_the_newest_change_of_what_somebody_holds_is_told_also_after_it_was_taken_away(engine):
    with writing(engine) as session:
        area(session)
        one = person(session, "One")
        number = assign(session, one)
    first = there(if_leaves(read(engine), one, TODAY)).last_changed
    with writing(engine) as session:
        session.delete(session.get_one(Assignment, number))
    assert there(if_leaves(read(engine), one, TODAY)).last_changed == first + 1


def test_what_goes_with_a_post_is_every_plan_inspection_clock_and_flag_of_its_area(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        me = fully_covered(session)
        adults = programme(session)
        of = plan(session, inspection(session, adults, published_on=TODAY - 60 * DAY), state=PlanState.AGREED)
        done = plan(session, inspection(session, adults, published_on=TODAY - 90 * DAY), state=PlanState.CLOSED)
        item(session, of), plan(session, inspection(session, adults, MORAY, published_on=TODAY))
        under_way = inspection(session, adults, published_on=None, stage=Stage.FIELDWORK, lead_id=me)
        raised = flag(session)
    found = read(engine)
    work = found.work.with_post(ANGUS, CoverRole.LINK_INSPECTOR)
    assert ([(one.id, one.actions) for one in work.plans], done != of) == ([(of, 1)], True)
    assert [one.id for one in work.inspections] == [under_way]
    assert [one.record_id for one in work.flags] == [raised]
    assert {one.kind for one in work.matters} == {
        MatterKind.ACTION_DUE,
        MatterKind.CONTACT_DUE,
        MatterKind.FLAG_REVIEW,
        MatterKind.NEXT_STEP_MISSING,
        MatterKind.PURPOSE_UNTOUCHED,
    }
    assert [one.id for one in there(if_leaves(found, me, TODAY)).teams] == [under_way]


def test_a_relationship_manager_takes_over_flags_and_contacts_alone(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        of = plan(session, inspection(session, programme(session), published_on=TODAY - 60 * DAY))
        item(session, of), flag(session)
    work = read(engine).work.with_post(ANGUS, CoverRole.RELATIONSHIP_MANAGER_ELC)
    assert (work.plans, work.inspections, len(work.flags)) == ((), (), 1)
    assert {one.kind for one in work.matters} == {MatterKind.CONTACT_DUE, MatterKind.FLAG_REVIEW}


def test_what_rests_on_unpublished_findings_is_counted_for_whom_it_is_not_listed(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        draft = inspection(session, programme(session), published_on=None, stage=Stage.ANALYSIS)
        flag(session, inspection_id=draft)
    support = Viewer(name="Support", role=RoleName.SUPPORT_OFFICER)
    with reading(engine) as session:
        assert withheld(session, support, on=TODAY, thresholds=DEFAULTS) == ((ANGUS, 1),)
        assert withheld(session, SENIOR, on=TODAY, thresholds=DEFAULTS) == ()
        seen = open_everywhere(session, support, on=TODAY, thresholds=DEFAULTS)
    assert seen.with_post(ANGUS, CoverRole.LINK_INSPECTOR).flags == ()
