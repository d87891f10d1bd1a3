from datetime import date, timedelta

from data_models.database import reading
from data_models.queries.coverage import coverage
from data_models.vocabulary import CoverRole, MatterKind, RoleName
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
    person,
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
    assert found.if_leaves(1, TODAY) is None


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
        area(session), area(session, MORAY, "Moray")
        one = fully_covered(session, since=date(2026, 3, 1))
        assign(session, one, MORAY, starts_on=date(2026, 3, 1))
        spare = person(session, "Aa", RoleName.LINK_INSPECTOR)
        flag(session, MORAY, review_on=TODAY - DAY), flag(session, ANGUS, owner_id=spare)
    found = {row.person_id: row for row in read(engine).people}
    assert list(found) == [spare, one]
    assert (found[one].link_inspector, found[one].relationship_manager_elc, found[one].areas) == (2, 1, 4)
    assert (found[one].flags, found[one].overdue, found[spare].flags, found[spare].areas) == (1, 1, 1, 0)


def test_if_somebody_leaves_what_has_a_successor_is_not_left(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        one, two = person(session, "One"), person(session, "Two")
        assign(session, one, ANGUS), assign(session, one, MORAY, ends_on=TODAY + 5 * DAY)
        assign(session, two, MORAY, starts_on=TODAY + 6 * DAY)
        owned = flag(session, owner_id=one)
    found = read(engine)
    later, now = found.if_leaves(one, TODAY + 5 * DAY), found.if_leaves(one, TODAY)
    assert later is not None
    assert now is not None
    angus, moray = ("Angus", ANGUS, CoverRole.LINK_INSPECTOR), ("Moray", MORAY, CoverRole.LINK_INSPECTOR)
    assert later.covers == (angus, moray)
    assert (later.left_without_anyone, now.left_without_anyone) == ((angus,), (angus, moray))
    assert [one.record_id for one in now.flags] == [owned]
    assert MatterKind.FLAG_REVIEW in {one.kind for one in now.matters}
