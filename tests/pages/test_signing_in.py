"""Who is let in, as whom, and what somebody sees who is not: a sentence, and nothing else."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from dashboard import session, sign_in
from dashboard.sign_in import claim_in
from data_models import sign_ins
from data_models.commands.administration import change_person, change_setting, end_sign_ins, link_sign_in
from data_models.database import beside_the_record, reading
from data_models.errors import RecordUnavailable
from data_models.queries.people import everyone, persona_viewer
from data_models.queries.record import head
from data_models.tables import Change, Person, RecordMarker, SignIn
from data_models.visibility import SYSTEM, Viewer
from data_models.vocabulary import Origin, RoleName
from tests.builders import changing, there
from tests.pages.conftest import ENTRY
from tests.statements import counting_statements

ISSUER, SUBJECT = "https://id.example.org", "subject-42"
AUTH = {"redirect_uri": "https://dashboard.example.org/oauth2callback", "cookie_secret": "not looked at here"}
YESTERDAY, TOMORROW = session.today() - timedelta(days=1), session.today() + timedelta(days=1)
Door = Callable[..., AppTest]


def said(**other: Any) -> dict[str, Any]:
    """What a provider says of somebody who signed in just now."""
    now = int(session.now().timestamp())
    return {"is_logged_in": True, "iss": ISSUER, "sub": SUBJECT, "iat": now, "nonce": "once"} | other


@pytest.fixture
def office(full_record: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The same record where one signs in, and is nobody's persona."""
    monkeypatch.delenv("LINK_INSPECTOR_DEMO")
    sign_in.set_up.cache_clear()
    yield full_record
    sign_in.set_up.cache_clear()


@pytest.fixture
def inspector(office: Engine) -> Viewer:
    """A link inspector whose sign-in is linked."""
    return linked(office, "link-inspector")


def linked(office: Engine, role: str) -> Viewer:
    with reading(office) as reader:
        found = there(persona_viewer(everyone(reader), role, session.today()))
    do(office, link_sign_in, found, issuer=ISSUER, subject=SUBJECT)
    return found


def do(office: Engine, command: Callable[..., Any], to: Viewer, **fields: Any) -> None:
    """What an administrator does to somebody."""
    with changing(office) as writer:
        command(writer, by=SYSTEM, on=session.today(), person_id=there(to.person_id), **fields)


def set_of(office: Engine, person: Viewer, fields: dict[str, Any]) -> None:
    with changing(office) as writer:
        row = there(writer.get(Person, person.person_id))
        for name, value in fields.items():
            setattr(row, name, value)


@pytest.fixture
def door() -> Door:
    """Come to the dashboard with what a provider said: `door(said())`."""

    def come(user: dict[str, Any], *, auth: bool = True, page: str = "", **params: str) -> AppTest:
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        app.user = user
        if auth:
            app.secrets["auth"] = AUTH
        app.query_params.update(params)
        app.run()
        return app.switch_page(f"../pages/{page}.py").run() if page else app

    return come


def words(app: AppTest) -> str:
    assert not app.exception, [one.message for one in app.exception]
    return "\n".join(str(one.proto.body) for one in app.get("html"))


def is_outside(app: AppTest) -> bool:
    """Whether there is no menu, no table and no form: a heading and a sentence or two."""
    return not any(part in words(app) for part in ("<nav", "<table", "<form", "<h2")) and len(words(app)) < 1000


# --- let in ---


def test_whoever_signed_in_is_the_person_they_are_linked_to(inspector: Viewer, door: Door) -> None:
    app = door(said(), page="my_areas")
    assert f"Signed in as <b>{inspector.name}</b>, link inspector" in words(app)
    assert '<a href="auth/logout">Sign out</a>' in words(app)
    assert "Demonstration" not in words(app)


def test_a_click_costs_one_statement_when_nothing_changed(inspector: Viewer, office: Engine, door: Door) -> None:
    app = door(said(), page="my_areas")
    with counting_statements(office) as counted:
        app.run()
    assert counted.count == 1


def test_a_persona_in_the_address_is_nobody_here(inspector: Viewer, door: Door) -> None:
    app = door(said(), page="administration", persona="administrator")
    assert f"Signed in as <b>{inspector.name}</b>, link inspector" in words(app)
    assert "E-mail addresses and sign-ins are shown to administrators only." in words(app)


def test_a_changed_role_holds_from_the_next_click(office: Engine, door: Door) -> None:
    officer, hidden = (
        linked(office, "support-officer"),
        "E-mail addresses and sign-ins are shown to administrators only.",
    )
    app = door(said(), page="administration")
    assert hidden in words(app)
    do(office, change_person, officer, role=RoleName.ADMINISTRATOR)
    assert f"<b>{officer.name}</b>, administrator" in words(app.run())
    assert hidden not in words(app)


def test_the_front_door_leads_each_role_to_its_page(office: Engine, door: Door) -> None:
    linked(office, "support-officer")
    assert '<h1 tabindex="-1">Coverage</h1>' in words(door(said()))


# --- kept out ---


def test_nobody_is_shown_anything_before_signing_in(office: Engine, door: Door) -> None:
    app = door({})
    assert is_outside(app)
    assert "Please sign in." in words(app)
    assert [one.label for one in app.button] == ["Sign in"]


def test_somebody_unknown_sees_their_subject_to_give_to_the_administrator(office: Engine, door: Door) -> None:
    app = door(said(sub="<stranger>"))
    assert is_outside(app)
    assert "give the administrator the subject &lt;stranger&gt; of the issuer https://id.example.org." in words(app)
    assert not app.button


def test_an_address_is_no_identity(inspector: Viewer, office: Engine, door: Door) -> None:
    set_of(office, inspector, {"work_email": "inspector@example.org"})
    app = door(said(sub="another", email="inspector@example.org", email_verified=True))
    assert is_outside(app)
    assert "is not linked to anybody" in words(app)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"started_on": TOMORROW}, f"Your access begins on {TOMORROW.day} {TOMORROW:%b %Y}"),
        ({"left_on": YESTERDAY}, f"Your access ended on {YESTERDAY.day} {YESTERDAY:%b %Y}"),
        ({"access_ended_on": YESTERDAY}, f"Your access ended on {YESTERDAY.day} {YESTERDAY:%b %Y}"),
        ({"role": RoleName.SHARED_SCREEN}, "You have no role here"),
    ],
)
def test_who_does_not_work_here_today_sees_one_sentence_from_the_next_click(
    inspector: Viewer, office: Engine, door: Door, fields: dict[str, Any], sentence: str
) -> None:
    app = door(said(), page="my_areas")
    set_of(office, inspector, fields)
    app.run()
    assert is_outside(app)
    assert f"{sentence}: give the administrator the subject {SUBJECT} of the issuer {ISSUER}." in words(app)


@pytest.mark.parametrize("fields", [{"left_on": session.today()}, {"access_ended_on": session.today()}])
def test_the_last_day_is_a_day_of_work(inspector: Viewer, office: Engine, door: Door, fields: dict[str, Any]) -> None:
    set_of(office, inspector, fields)
    assert f"Signed in as <b>{inspector.name}</b>" in words(door(said(), page="my_areas"))


# --- a sign-in that is over ---


def why_over(app: AppTest) -> str:
    """What somebody is told whose sign-in does not count, and who is shown nothing else."""
    assert is_outside(app)
    assert [one.label for one in app.button] == ["Sign in"]
    return words(app)


def seen(office: Engine, user: dict[str, Any], minutes_ago: int) -> None:
    """Let somebody have done nothing for so long."""
    with beside_the_record(office) as register:
        row = there(register.get(SignIn, there(claim_in(user)).key))
        row.last_seen_at = session.now() - timedelta(minutes=minutes_ago)


def test_who_does_nothing_for_half_an_hour_signs_in_again(inspector: Viewer, office: Engine, door: Door) -> None:
    user = said()
    app = door(user, page="my_areas")
    seen(office, user, 29)
    assert "Signed in as" in words(app.run())
    seen(office, user, 31)
    assert "nothing was done for 30 minutes" in why_over(app.run())
    assert "nothing was done for 30 minutes" in why_over(door(user))


def test_being_there_is_taken_down(inspector: Viewer, office: Engine, door: Door) -> None:
    user = said()
    app = door(user, page="my_areas")
    seen(office, user, 20)
    app.run()
    with reading(office) as reader:
        last = there(head(reader, there(claim_in(user)).key).sign_in).last_seen_at
    assert session.now() - last < timedelta(minutes=1)


def test_twelve_hours_after_the_provider_said_so_one_signs_in_again(
    inspector: Viewer, office: Engine, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = said()
    begun = datetime.fromtimestamp(user["iat"], session.LONDON)
    app = door(user, page="my_areas")
    for hours in range(1, 25):  # a click every half hour
        monkeypatch.setattr(session, "now", lambda: begun + timedelta(hours=hours / 2))  # noqa: B023 asked at once
        app.run()
        assert "Signed in as" in words(app)
    monkeypatch.setattr(session, "now", lambda: begun + timedelta(hours=12, minutes=1))
    assert "You signed in more than 12 hours ago." in why_over(app.run())


def test_a_setting_says_how_long(inspector: Viewer, office: Engine, door: Door) -> None:
    user = said()
    app = door(user, page="my_areas")
    seen(office, user, 10)
    with changing(office) as writer:
        change_setting(
            writer, by=SYSTEM, on=session.today(), key="sign_in_idle_minutes", value="5", reason="A shared office"
        )
    assert "nothing was done for 5 minutes" in why_over(app.run())


def test_what_was_signed_out_stays_so_when_it_is_shown_again(inspector: Viewer, office: Engine, door: Door) -> None:
    user = said()
    door(user)
    sign_ins.end(office, there(claim_in(user)).key, at=session.now())
    assert "You have signed out." in why_over(door(user))
    assert "Signed in as" in words(door(said(nonce="another"), page="my_areas"))


def test_what_an_administrator_ended_is_over_and_a_new_sign_in_is_not(
    inspector: Viewer, office: Engine, door: Door
) -> None:
    app = door(said(), page="my_areas")
    do(office, end_sign_ins, inspector, at=session.now(), reason="A laptop was lost")
    assert "An administrator has ended this sign-in." in why_over(app.run())
    assert "Signed in as" in words(door(said(nonce="another"), page="my_areas"))


def test_an_old_cookie_that_nobody_saw_begin_is_not_taken(inspector: Viewer, office: Engine, door: Door) -> None:
    old = int((session.now() - timedelta(minutes=16)).timestamp())
    assert "This sign-in is over." in why_over(door(said(iat=old)))


def test_a_sign_in_is_not_somebody_elses_after_its_link_was_moved(
    inspector: Viewer, office: Engine, door: Door
) -> None:
    user = said()
    app = door(user, page="my_areas")
    set_of(office, inspector, {"subject": None, "issuer": None})
    linked(office, "administrator")
    assert "This sign-in is over." in why_over(app.run())


def test_nobody_is_let_in_who_cannot_be_taken_down(
    inspector: Viewer, office: Engine, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise RecordUnavailable("The disk is full: nothing was saved. Free some space, then try again.")

    monkeypatch.setattr(sign_ins, "begin", full)
    app = door(said())
    assert is_outside(app)
    assert "The disk is full" in words(app)


# --- no sign-in, and demonstrations ---


def test_without_signing_in_set_up_the_record_is_shown_to_nobody(office: Engine, door: Door) -> None:
    app = door(said(), auth=False, persona="administrator")
    assert is_outside(app)
    assert "Sign-in is not set up for this record, so it is shown to nobody." in words(app)
    assert not app.button


@pytest.mark.parametrize("auth", [True, False])
def test_an_offices_record_is_never_a_demonstration(
    inspector: Viewer, office: Engine, door: Door, monkeypatch: pytest.MonkeyPatch, auth: bool
) -> None:
    monkeypatch.setenv("LINK_INSPECTOR_DEMO", "1")
    with changing(office) as writer:
        there(writer.get(RecordMarker, 1)).kind = Origin.OFFICE
    app = door(said(), auth=auth, persona="senior-manager")
    assert is_outside(app)
    assert "This is not a demonstration record, so it is not opened as one. Unset LINK_INSPECTOR_DEMO." in words(app)


def test_in_a_demonstration_one_looks_as_a_persona_even_where_signing_in_is_set_up(
    full_record: Engine, door: Door
) -> None:
    assert "Looking as <b>Administrator</b>" in words(door({}, page="overview", persona="administrator"))


# --- an administrator ends them ---


def test_an_administrator_signs_somebody_out_and_says_why(office: Engine, door: Door) -> None:
    administrator = linked(office, "administrator")
    number = str(administrator.person_id)
    assert "do=end-sign-ins" in words(door(said(), page="administration", person=number))
    app = door(said(nonce="two"), page="administration", person=number, do="end-sign-ins", draft="a")
    assert "Give the reason for this." in words(app.button[0].click().run())
    app.text_area[0].set_value("A laptop was lost")
    app.button[0].click().run()
    assert "An administrator has ended this sign-in." in why_over(app)
    with reading(office) as reader:
        newest = there(reader.exec(select(Change).order_by(col(Change.id).desc())).first())
    assert (newest.deed, newest.reason) == ("end_sign_ins", "A laptop was lost")
    assert newest.actor_id == administrator.person_id


def test_whoever_is_no_administrator_sees_neither_the_link_nor_the_form(inspector: Viewer, door: Door) -> None:
    number = str(inspector.person_id)
    assert "do=end-sign-ins" not in words(door(said(), page="administration", person=number))
    app = door(said(nonce="two"), page="administration", person=number, do="end-sign-ins", draft="a")
    assert not app.text_area
    assert "This form is not open to you here" in words(app)
