"""People and access on the page of administration: who may, what changed, what is refused with the typed text kept."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.administration import add_person, change_person, end_access, link_sign_in
from data_models.database import reading, unit_of_work
from data_models.tables import Assignment, Person
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import RoleName, Team
from tests.builders import there
from tests.pages.forms_on_pages import field, fill, is_shown, opened, save
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

ADMINISTRATOR = "administrator"
OTHERS = [persona.key for persona in PERSONAS if persona.key != ADMINISTRATOR]
ISSUER = "https://login.office.example"
TOMORROW = today() + timedelta(days=1)


@pytest.fixture
def pat(full_record):
    """Somebody who covers nothing and owns nothing."""
    with unit_of_work(full_record, by=SYSTEM, deed=Deed.ADD_PERSON.value) as session:
        return add_person(
            session,
            by=SYSTEM,
            on=today(),
            display_name="Pat Somebody",
            role=RoleName.LINK_INSPECTOR,
            work_email="pat@office.example",
        )


def _changing(engine):
    return unit_of_work(engine, by=SYSTEM, deed=Deed.CHANGE_PERSON.value)


def _now(engine, person: Person) -> Person:
    with reading(engine) as session:
        return session.get_one(Person, person.id)


def _link(engine, person: Person, subject: str = "42") -> None:
    with _changing(engine) as session:
        link_sign_in(session, by=SYSTEM, on=today(), person_id=person.id, issuer=ISSUER, subject=subject)


def _end(engine, person: Person) -> None:
    with _changing(engine) as session:
        end_access(session, by=SYSTEM, on=today(), person_id=person.id, last_day=TOMORROW)


def _holder(engine) -> Person:
    """Somebody who covers areas until further notice."""
    with reading(engine) as session:
        lasting = select(Assignment).where(col(Assignment.ends_on).is_(None))
        return session.get_one(Person, there(session.exec(lasting).first()).person_id)


@dataclass(frozen=True)
class Form:
    """One form about Pat: what must be so before, what is typed, what is said, and what Pat then is."""

    do: str
    typed: dict[str, object]
    said: str
    becomes: dict[str, object]
    before: tuple = ()
    refused: tuple[dict[str, object], str] = ({}, "")
    keeps: str = ""


FORMS = [
    Form(
        "change-person",
        {"name": "Pat Other", "role": RoleName.SERVICE_MANAGER, "team": Team.JUSTICE, "email": ""},
        "is changed: Pat Other, service manager.",
        {"display_name": "Pat Other", "role": RoleName.SERVICE_MANAGER, "team": Team.JUSTICE, "work_email": None},
        refused=({"name": "Kept", "email": "no address"}, "Enter a whole e-mail address."),
        keeps="name",
    ),
    Form(
        "link-sign-in",
        {"issuer": ISSUER, "subject": "4711"},
        "whoever signs in with it is Pat Somebody",
        {"issuer": ISSUER, "subject": "4711"},
        refused=({"issuer": "Kept", "subject": " "}, "Enter the subject"),
        keeps="issuer",
    ),
    Form(
        "unlink-sign-in",
        {"reason": "A lost laptop"},
        "Pat Somebody cannot sign in any more.",
        {"issuer": None, "subject": None},
        before=(_link,),
        refused=({}, "Give the reason"),
    ),
    Form(
        "end-access",
        {"last": "tomorrow", "leaves": True, "reason": "Another post"},
        "and they leave.",
        {"access_ended_on": TOMORROW, "left_on": TOMORROW},
        refused=({"last": "tomorrow", "reason": "Kept"}, "Choose whether they leave."),
        keeps="reason",
    ),
    Form(
        "keep-access",
        {"reason": "Stays after all"},
        "Pat Somebody stays, and keeps their access.",
        {"access_ended_on": None, "left_on": None},
        before=(_end,),
    ),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.do)
def test_an_administrator_does_it_by_its_link(full_record, visit, pat, form):
    for make in form.before:
        make(full_record, pat)
    assert f"do={form.do}&" in words_of(visit("administration", ADMINISTRATOR, person=str(pat.id)))
    app = opened(visit, "administration", form.do, ADMINISTRATOR, person=pat.id)
    said = words_of(save(fill(app, form.do, **form.typed), form.do))
    assert form.said in said
    assert {name: getattr(_now(full_record, pat), name) for name in form.becomes} == form.becomes


@pytest.mark.parametrize("form", [form for form in FORMS if form.refused[1]], ids=lambda form: form.do)
def test_what_is_refused_changes_nothing_and_keeps_what_was_typed(full_record, visit, pat, form):
    for make in form.before:
        make(full_record, pat)
    before = _now(full_record, pat).row_version
    typed, sentence = form.refused
    app = opened(visit, "administration", form.do, ADMINISTRATOR, person=pat.id)
    app = save(fill(app, form.do, **typed), form.do)
    assert sentence in words_of(app)
    if form.keeps:
        assert field(app, "text_area" if form.keeps == "reason" else "text_input", form.do, form.keeps).value == "Kept"
    assert _now(full_record, pat).row_version == before


@pytest.mark.parametrize("persona", OTHERS)
def test_nobody_else_sees_a_link_or_a_form(full_record, visit, pat, persona):
    said = words_of(visit("administration", persona, person=str(pat.id)))
    assert "Pat Somebody" in said
    assert "pat@office.example" not in said
    for do in (*(form.do for form in FORMS), "add-person"):
        assert f"do={do}" not in said
    for do in ("change-person", "add-person"):
        assert not is_shown(opened(visit, "administration", do, persona, person=pat.id))


@pytest.mark.parametrize(
    ("do", "before", "sentence"),
    [
        ("unlink-sign-in", (), "has no sign-in, so there is none to take away"),
        ("keep-access", (), "has no end that could be taken away"),
    ],
)
def test_what_does_not_apply_has_no_link_and_says_why(full_record, visit, pat, do, before, sentence):
    assert f"do={do}" not in words_of(visit("administration", ADMINISTRATOR, person=str(pat.id)))
    assert sentence in words_of(opened(visit, "administration", do, ADMINISTRATOR, person=pat.id))


# --- add ---


def test_a_person_is_added_and_found_in_the_list(full_record, visit):
    app = opened(visit, "administration", "add-person", ADMINISTRATOR)
    fill(app, "add-person", name="Kim Example", role=RoleName.LINK_INSPECTOR, email="Kim@Office.example")
    said = words_of(save(app, "add-person"))
    assert "Kim Example is added as PE-" in said
    assert "kim@office.example" in said


def test_a_person_without_a_role_is_refused_and_the_name_stays(full_record, visit):
    app = opened(visit, "administration", "add-person", ADMINISTRATOR)
    app = save(fill(app, "add-person", name="Kim Example"), "add-person")
    assert "Choose the role." in words_of(app)
    assert field(app, "text_input", "add-person", "name").value == "Kim Example"


# --- change ---


def test_other_fields_that_somebody_changed_meanwhile_are_kept_and_the_same_field_asks(full_record, visit, pat):
    app = opened(visit, "administration", "change-person", ADMINISTRATOR, person=pat.id)
    with _changing(full_record) as session:
        change_person(session, by=SYSTEM, on=today(), person_id=pat.id, team=Team.ADULTS)
    assert "is changed" in words_of(save(fill(app, "change-person", name="Pat Mine"), "change-person"))
    assert (_now(full_record, pat).display_name, _now(full_record, pat).team) == ("Pat Mine", Team.ADULTS)
    app = opened(visit, "administration", "change-person", ADMINISTRATOR, person=pat.id)
    with _changing(full_record) as session:
        change_person(session, by=SYSTEM, on=today(), person_id=pat.id, display_name="Pat Theirs")
    app = save(fill(app, "change-person", name="Pat Again"), "change-person")
    assert "now “Pat Theirs”, yours “Pat Again”" in words_of(app)
    assert _now(full_record, pat).display_name == "Pat Theirs"


def test_whoever_covers_areas_keeps_their_role(full_record, visit):
    holder = _holder(full_record)
    app = opened(visit, "administration", "change-person", ADMINISTRATOR, person=holder.id)
    app = save(fill(app, "change-person", role=RoleName.SUPPORT_OFFICER), "change-person")
    assert "First hand over the areas this person covers" in words_of(app)


# --- sign-in and access ---


def test_the_sign_in_of_somebody_else_is_not_linked_twice(full_record, visit, pat):
    _link(full_record, _holder(full_record))
    app = opened(visit, "administration", "link-sign-in", ADMINISTRATOR, person=pat.id)
    app = save(fill(app, "link-sign-in", issuer=ISSUER, subject="42"), "link-sign-in")
    assert f"This sign-in belongs to {_holder(full_record).display_name} already." in words_of(app)


def test_access_does_not_end_while_areas_would_be_left_and_all_of_it_is_listed(full_record, visit):
    holder = _holder(full_record)
    app = opened(visit, "administration", "end-access", ADMINISTRATOR, person=holder.id)
    assert f"If {holder.display_name} leaves on" in words_of(app)
    assert ">Every clock, " in words_of(app)
    app = save(fill(app, "end-access", last="today", leaves=True), "end-access")
    assert "still covers" in words_of(app)
    assert _now(full_record, holder).access_ended_on is None


def test_every_change_of_a_person_is_told_on_the_page(full_record, visit, pat):
    _link(full_record, pat)
    said = words_of(visit("administration", ADMINISTRATOR, person=str(pat.id)))
    assert "42 at https://login.office.example" in said
    assert "changed a person or their access" in said
    assert ISSUER not in words_of(visit("administration", "senior-manager", person=str(pat.id)))


def test_somebody_the_record_does_not_know_gets_a_way_back(full_record, visit):
    said = words_of(visit("administration", ADMINISTRATOR, person="9999"))
    assert "9999" in said
    assert 'href="administration' in said


@pytest.mark.parametrize("do", [None, "end-access"])
def test_it_asks_at_most_eight_times_also_with_a_person_in_sight(full_record, visit, pat, do):
    address = {"person": str(pat.id)} | ({"do": do, "draft": "0123456789ab"} if do else {})
    with counting_statements(full_record) as first:
        visit("administration", ADMINISTRATOR, **address)
    with counting_statements(full_record) as second:
        visit("administration", ADMINISTRATOR, **address)
    assert (sum("SELECT" in one for one in first.texts) <= 8, second.count) == (True, 1), first.texts
