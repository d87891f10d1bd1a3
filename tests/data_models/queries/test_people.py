from datetime import date

from data_models.database import reading
from data_models.queries.people import colleagues, everyone, persona_viewer, signing_in_as, viewer_for
from data_models.tables import Person
from data_models.visibility import Viewer
from data_models.vocabulary import CoverRole, RoleName
from tests.builders import there
from tests.data_models.queries.small_record import ANGUS, MORAY, SENIOR, TODAY, area, assign, person, writing
from tests.statements import counting_statements


def test_nobody_works_in_an_empty_record_and_no_persona_is_found(engine):
    with reading(engine) as session:
        people = everyone(session)
    assert people == ()
    assert viewer_for(people, 1, TODAY) is None
    assert persona_viewer(people, "link-inspector", TODAY) is None


def test_everyone_comes_with_every_assignment_in_one_statement(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        one, other = person(session, "One"), person(session, "Other", RoleName.ADMINISTRATOR)
        assign(session, one, MORAY, starts_on=date(2026, 4, 1))
        assign(session, one, ANGUS, ends_on=date(2026, 2, 1))
    with counting_statements(engine) as statements, reading(engine) as session:
        people = everyone(session)
    assert [(p.id, p.name, [c.area_code for c in p.covers]) for p in people] == [
        (one, "One", [ANGUS, MORAY]),
        (other, "Other", []),
    ]
    assert sum("SELECT" in text for text in statements.texts) == 1


def test_an_assignment_counts_on_its_last_day_and_not_on_the_next(engine):
    with writing(engine) as session:
        area(session)
        one = person(session)
        assign(session, one, ends_on=TODAY)
    with reading(engine) as session:
        people = everyone(session)
    on_the_day, day_after = viewer_for(people, one, TODAY), viewer_for(people, one, date(2026, 3, 4))
    assert on_the_day is not None
    assert on_the_day.areas == {ANGUS}
    assert day_after is not None
    assert day_after.areas == frozenset()


def test_whoever_has_left_covers_nothing_though_the_assignment_was_left_open(engine):
    with writing(engine) as session:
        area(session)
        one = person(session, left_on=date(2026, 3, 2))
        assign(session, one)
    with reading(engine) as session:
        people = everyone(session)
    assert people[0].covers[0].ends_on == date(2026, 3, 2)
    gone = viewer_for(people, one, TODAY)
    assert gone is not None
    assert gone.areas == frozenset()


def test_a_persona_is_whoever_covers_most_and_always_the_same_person(engine):
    with writing(engine) as session:
        area(session), area(session, MORAY, "Moray")
        first, second, third = (person(session, name) for name in ("First", "Second", "Third"))
        assign(session, first, ANGUS, CoverRole.RELATIONSHIP_MANAGER_ADULT)
        assign(session, second, ANGUS)
        assign(session, third, MORAY)
        person(session, "Manager", RoleName.SERVICE_MANAGER)
        chief = person(session, "Chief", RoleName.CHIEF_INSPECTOR)
    with reading(engine) as session:
        people = everyone(session)
    link, senior = persona_viewer(people, "link-inspector", TODAY), persona_viewer(people, "senior-manager", TODAY)
    assert link == Viewer(name="Second", role=RoleName.LINK_INSPECTOR, person_id=second, areas=frozenset({ANGUS}))
    assert senior is not None
    assert (senior.person_id, senior.is_senior) == (chief, True)


def test_a_shared_screen_is_nobody_and_reads_nothing_unpublished(engine):
    shared = persona_viewer((), "shared-screen", TODAY)
    assert shared is not None
    assert shared.shared_screen
    assert not shared.reads_unpublished(ANGUS)
    assert persona_viewer((), "somebody-else", TODAY) is None


def test_a_sign_in_is_somebody_by_issuer_and_subject_alone(engine):
    with writing(engine) as session:
        one = there(session.get(Person, person(session, "One")))
        one.issuer, one.subject, one.work_email = "https://id.example", "Ab42", "one@example.org"
        person(session, "Other")
    with reading(engine) as session:
        asked = [("https://id.example", "Ab42"), ("https://id.example", "ab42"), ("https://other", "Ab42"), ("", "")]
        asked += [("https://id.example", "one@example.org"), ("https://id.example/", "Ab42")]
        found = [signing_in_as(session, issuer=issuer, subject=subject) for issuer, subject in asked]
    assert [one.name if one else None for one in found] == ["One", None, None, None, None, None]


def test_who_can_be_named_works_here_that_day(engine):
    with writing(engine) as session:
        person(session, "Zoe"), person(session, "Alex", RoleName.SUPPORT_OFFICER)
        person(session, "Gone", left_on=date(2026, 3, 2)), person(session, "Leaving", left_on=TODAY)
        person(session, "Coming", started_on=date(2026, 3, 4))
    with counting_statements(engine) as statements, reading(engine) as session:
        named = colleagues(session, SENIOR, on=TODAY)
    assert [one.name for one in named] == ["Alex", "Leaving", "Zoe"]
    assert sum("SELECT" in text for text in statements.texts) == 1
