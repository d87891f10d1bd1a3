"""Assigning, ending, taking back and handing over on the page of coverage: who may, what changed, what is refused."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.components.cover.open_work import GROUP_OF
from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.coverage import assign, end_assignment, hand_over
from data_models.database import reading, unit_of_work
from data_models.queries.people import everyone
from data_models.queries.record import head
from data_models.tables import Area, Assignment, Person, RiskFlag
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import CoverRole, MatterKind, RoleName
from tests.builders import a_flag, there
from tests.pages.forms_on_pages import field, fill, is_shown, opened, save
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
SUPPORT = "support-officer"
EAST_LOTHIAN = "S12000010"
ASSIGN = "assign-relationship_manager_elc"
TOMORROW = today() + timedelta(days=1)


def _inspector(engine, *, areas: int = 2) -> Person:
    """A link inspector who covers so many areas until further notice."""
    with reading(engine) as session:
        for one in everyone(session):
            lasting = [c for c in one.covers if c.ends_on is None and c.role is CoverRole.LINK_INSPECTOR]
            if len(lasting) == areas:
                return session.get_one(Person, one.id)
    raise AssertionError(f"Nobody covers {areas} areas.")


def _other_inspector(engine, person: Person) -> Person:
    with reading(engine) as session:
        here = (col(Person.role) == RoleName.LINK_INSPECTOR, col(Person.left_on).is_(None))
        return there(session.exec(select(Person).where(*here, col(Person.id) != person.id)).first())


def _held(engine, person: Person) -> list[Assignment]:
    with reading(engine) as session:
        theirs = select(Assignment).where(col(Assignment.person_id) == person.id).order_by(col(Assignment.id))
        return [one for one in session.exec(theirs) if one.ends_on is None or one.ends_on >= today()]


def _row(engine, number: int) -> Assignment | None:
    with reading(engine) as session:
        return session.get(Assignment, number)


def _name(engine, code: str) -> str:
    with reading(engine) as session:
        return session.get_one(Area, code).short_name


def _changing(engine, deed: Deed = Deed.END_ASSIGNMENT):
    return unit_of_work(engine, by=looking_as(engine, SUPPORT), deed=deed.value)


def _elc_manager(engine) -> Person:
    with reading(engine) as session:
        role = col(Person.role) == RoleName.RELATIONSHIP_MANAGER_ELC
        return there(session.exec(select(Person).where(role)).first())


# --- who may ---


@pytest.mark.parametrize("persona", EVERYBODY)
def test_only_a_support_officer_sees_the_ways_to_change_the_cover(full_record, visit, persona):
    said = words_of(visit("coverage", persona, area=EAST_LOTHIAN))
    assert ("Change the cover" in said, f"do={ASSIGN}" in said) == (persona == SUPPORT,) * 2
    person = _inspector(full_record)
    assert ("do=hand-over" in words_of(visit("coverage", persona, person=str(person.id)))) == (persona == SUPPORT)


@pytest.mark.parametrize("persona", [one for one in EVERYBODY if one != SUPPORT])
def test_nobody_else_is_shown_a_form(full_record, visit, persona):
    person = _inspector(full_record)
    held = _held(full_record, person)[0]
    forms: dict[str, dict[str, object]] = {
        ASSIGN: {"area": EAST_LOTHIAN},
        f"end-{held.id}": {"area": held.area_code},
        "hand-over": {"person": person.id},
    }
    for do, address in forms.items():
        app = opened(visit, "coverage", do, persona, **address)
        assert not is_shown(app)
        assert "not open to you here" in words_of(app)


def test_nothing_is_offered_in_the_past(full_record, visit):
    app = visit("coverage", SUPPORT, area=EAST_LOTHIAN, as_of=str(today() - timedelta(days=1)), do=ASSIGN)
    assert not is_shown(app)
    assert "Change the cover" not in words_of(app)


# --- assign ---


def test_a_gap_is_filled_by_somebody_of_the_role(full_record, visit):
    person = _elc_manager(full_record)
    app = opened(visit, "coverage", ASSIGN, SUPPORT, area=EAST_LOTHIAN)
    assert field(app, "text_input", ASSIGN, "from").value == f"{today().day} {today():%b %Y}"
    fill(app, ASSIGN, who=person.id, until="31 Dec 2030", reason="The vacancy is filled")
    said = words_of(save(app, ASSIGN))
    assert f"East Lothian, ELC relationship manager: {person.display_name} from " in said
    assert "until 31 Dec 2030" in said
    assert "Every post is held" not in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"who": None}, "Choose who covers it."),
        ({"from": ""}, "Write the first day."),
        ({"from": "next Monday"}, "“next Monday” is not a day."),
        ({"until": "1 Jan 2001"}, "The last day is before the first"),
    ],
)
def test_an_assignment_that_cannot_be_is_refused_and_what_was_typed_stays(full_record, visit, typed, sentence):
    app = opened(visit, "coverage", ASSIGN, SUPPORT, area=EAST_LOTHIAN)
    fill(app, ASSIGN, **{"who": _elc_manager(full_record).id, "reason": "Typed with care"} | typed)
    app = save(app, ASSIGN)
    assert sentence in words_of(app)
    assert field(app, "text_area", ASSIGN, "reason").value == "Typed with care"


def test_a_post_that_is_held_until_further_notice_is_not_assigned(full_record, visit):
    app = opened(visit, "coverage", "assign-link_inspector", SUPPORT, area=EAST_LOTHIAN)
    assert "Somebody covers this post until further notice" in words_of(app)
    assert "do=assign-link_inspector" not in words_of(visit("coverage", SUPPORT, area=EAST_LOTHIAN))


# --- end, go on, take back ---


def test_a_last_day_is_said_with_what_follows_from_it_and_taken_away_again(full_record, visit):
    held = _held(full_record, _inspector(full_record))[0]
    do = f"end-{held.id}"
    app = opened(visit, "coverage", do, SUPPORT, area=held.area_code)
    said = words_of(save(fill(app, do, last="tomorrow", reason="Moves on"), do))
    assert "After that day nobody covers it, and its clocks fall to the managers." in said
    assert there(_row(full_record, held.id)).ends_on == TOMORROW
    do = f"keep-{held.id}"
    assert f"do={do}" in said
    app = opened(visit, "coverage", do, SUPPORT, area=held.area_code)
    assert "goes on until further notice" in words_of(save(fill(app, do, reason="Stays after all"), do))
    assert there(_row(full_record, held.id)).ends_on is None


def test_a_last_day_without_a_reason_is_refused_and_stays_typed(full_record, visit):
    held = _held(full_record, _inspector(full_record))[0]
    do = f"end-{held.id}"
    app = save(fill(opened(visit, "coverage", do, SUPPORT, area=held.area_code), do, last="tomorrow"), do)
    assert "Give the reason" in words_of(app)
    assert field(app, "text_input", do, "last").value == "tomorrow"
    assert there(_row(full_record, held.id)).ends_on is None


def test_another_last_day_saved_meanwhile_is_shown_beside_ones_own(full_record, visit):
    held = _held(full_record, _inspector(full_record))[0]
    do = f"end-{held.id}"
    with _changing(full_record) as session:
        by = looking_as(full_record, SUPPORT)
        end_assignment(session, by=by, on=today(), assignment_id=held.id, ends_on=today(), reason="Theirs")
    app = opened(visit, "coverage", do, SUPPORT, area=held.area_code, opened=held.row_version)
    app = save(fill(app, do, last="tomorrow", reason="Mine"), do)
    assert "yours “" in words_of(app)
    assert field(app, "text_area", do, "reason").value == "Mine"
    assert there(_row(full_record, held.id)).ends_on == today()


def test_a_form_to_end_one_persons_cover_never_ends_anothers(full_record, visit):
    person = _inspector(full_record)
    held, other = _held(full_record, person)[0], _other_inspector(full_record, person)
    do = f"end-{held.id}"
    app = opened(visit, "coverage", do, SUPPORT, area=held.area_code)
    with _changing(full_record, Deed.HAND_OVER) as session:
        hand_over(
            session,
            by=looking_as(full_record, SUPPORT),
            on=today(),
            area_code=held.area_code,
            role=held.role,
            to_person_id=other.id,
            last_day=today() - timedelta(days=1),
            reason="Quicker",
        )
    app = save(fill(app, do, last="31 Dec 2030", reason="Moves on"), do)
    said = words_of(app)
    assert "does not cover" in said
    assert "ended on" in said
    assert field(app, "text_area", do, "reason").value == "Moves on"
    assert [one.ends_on for one in _held(full_record, other) if one.area_code == held.area_code] == [None]


def test_what_has_not_begun_is_taken_back(full_record, visit):
    with _changing(full_record, Deed.ASSIGN) as session:
        to_come = assign(
            session,
            by=looking_as(full_record, SUPPORT),
            on=today(),
            area_code=EAST_LOTHIAN,
            person_id=_elc_manager(full_record).id,
            role=CoverRole.RELATIONSHIP_MANAGER_ELC,
            starts_on=TOMORROW,
        )
    do = f"withdraw-{to_come.id}"
    assert f"do={do}" in words_of(visit("coverage", SUPPORT, area=EAST_LOTHIAN))
    app = opened(visit, "coverage", do, SUPPORT, area=EAST_LOTHIAN)
    assert "no longer named" in words_of(save(fill(app, do, reason="Another post"), do))
    assert _row(full_record, to_come.id) is None
    assert "This assignment was taken back" in words_of(opened(visit, "coverage", do, SUPPORT, area=EAST_LOTHIAN))


# --- hand over ---


def test_everything_open_is_listed_before_a_handover_and_said_after_it(full_record, visit):
    person = _inspector(full_record, areas=3)
    first, second, third = _held(full_record, person)
    other = _other_inspector(full_record, person)
    with _changing(full_record, Deed.RAISE_FLAG) as session:
        owner = Viewer(name=person.display_name, role=person.role, person_id=person.id)
        flag = a_flag(session, first.area_code, owner)
    app = opened(visit, "coverage", "hand-over", SUPPORT, person=person.id)
    before = words_of(app)
    for held in (first, second, third):
        part = before.split(f"<h3>{_name(full_record, held.area_code)}, link inspector</h3>")[1].split("<h3>")[0]
        assert "Every clock" in part
        assert "Contact with the area" in part
    fill(app, "hand-over", last="today", reason="Another post")
    for held in (first, second):
        field(app, "selectbox", "hand-over", f"to {held.id}").set_value(other.id)
    said = words_of(save(app, "hand-over"))
    names = {one.id: _name(full_record, one.area_code) for one in (first, second, third)}
    for held in (first, second):
        goes = f"{names[held.id]} goes from {person.display_name} to {other.display_name} on "
        assert goes in said
        assert "due" in said.split(goes)[1].split(".")[0]
        assert there(_row(full_record, held.id)).ends_on == today()
    assert f"{names[third.id]} stays with {person.display_name}." in said
    assert f"RF-{flag.id:04d} changed owner." in said or f"RF-{flag.id:04d}," in said
    with reading(full_record) as session:
        assert session.get_one(RiskFlag, flag.id).owner_id == other.id
    new = [one.area_code for one in _held(full_record, other) if one.starts_on == TOMORROW]
    assert sorted(new) == sorted([first.area_code, second.area_code])


def test_a_handover_to_nobody_is_refused_and_what_was_typed_stays(full_record, visit):
    person = _inspector(full_record)
    app = opened(visit, "coverage", "hand-over", SUPPORT, person=person.id)
    app = save(fill(app, "hand-over", last="today", reason="Typed with care"), "hand-over")
    assert "Choose who takes over: at least one area." in words_of(app)
    assert field(app, "text_area", "hand-over", "reason").value == "Typed with care"


def test_a_handover_opened_on_an_older_state_is_refused_until_one_insists(full_record, visit):
    person = _inspector(full_record)
    first, second = _held(full_record, person)
    other = _other_inspector(full_record, person)
    app = opened(visit, "coverage", "hand-over", SUPPORT, person=person.id)
    with _changing(full_record) as session:
        by = looking_as(full_record, SUPPORT)
        end_assignment(session, by=by, on=today(), assignment_id=second.id, ends_on=TOMORROW, reason="Theirs")
    fill(app, "hand-over", last="today", reason="Mine")
    field(app, "selectbox", "hand-over", f"to {first.id}").set_value(other.id)
    app = save(app, "hand-over")
    assert "was changed after you opened this form" in words_of(app)
    assert field(app, "selectbox", "hand-over", f"to {first.id}").value == other.id
    assert "let yours stand instead" in words_of(app)
    with reading(full_record) as session:
        newest = head(session).change
    app = opened(visit, "coverage", "hand-over", SUPPORT, person=person.id, opened=newest)
    fill(app, "hand-over", last="today", reason="Mine")
    field(app, "selectbox", "hand-over", f"to {first.id}").set_value(other.id)
    assert "goes from" in words_of(save(app, "hand-over"))


def test_a_handover_in_sight_stays_within_the_budget(full_record, visit):
    person = _inspector(full_record)
    with counting_statements(full_record) as counted:
        opened(visit, "coverage", "hand-over", SUPPORT, person=person.id)
    assert sum("SELECT" in one for one in counted.texts) <= 8, counted.texts


def test_a_senior_manager_has_the_clocks_of_an_area_without_a_link_inspector(full_record, visit):
    held = _held(full_record, _inspector(full_record))[0]
    name = _name(full_record, held.area_code)
    before = words_of(visit("my-areas", "senior-manager"))
    with _changing(full_record) as session:
        by = looking_as(full_record, SUPPORT)
        yesterday = today() - timedelta(days=1)
        end_assignment(session, by=by, on=today(), assignment_id=held.id, ends_on=yesterday, reason="Left")
    said = words_of(visit("my-areas", "senior-manager"))
    assert "Falls to the managers" not in before
    assert "Falls to the managers" in said
    assert name in said
    assert "managers, while nobody covers it" in words_of(visit("area", area=held.area_code))


def test_every_kind_of_matter_is_counted_somewhere_or_known_not_to_be():
    assert set(GROUP_OF) == set(MatterKind)
