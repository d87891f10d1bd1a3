"""What every form keeps and asks, whichever deed it is for: shown on the form in which a contact is logged."""

import pytest
from sqlmodel import select

from data_models.database import reading
from data_models.tables import Contact
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as

DRAFT = "0123456789ab"
SUMMARY = "Talked through the plan."


def _form(visit, engine, draft=DRAFT):
    area = sorted(looking_as(engine, "link-inspector").areas)[0]
    return visit("area", "link-inspector", area=area, do="log-contact", draft=draft)


def _typed(app, summary, draft=DRAFT):
    app.checkbox(key=f"log-contact {draft} purpose 1").check()
    app.text_area(key=f"log-contact {draft} summary").set_value(summary)
    return app


def _save(app):
    return app.button[0].click().run()


def _contacts(engine):
    with reading(engine) as session:
        return len(session.exec(select(Contact)).all())


@pytest.fixture
def away(full_record, folder):
    """Take the record away, and bring it back."""
    record, aside = folder / "record.db", folder / "aside.db"

    def go():
        full_record.dispose()
        record.rename(aside)
        record.mkdir()

    def come_back():
        record.rmdir()
        aside.rename(record)

    return go, come_back


def test_what_looks_like_personal_data_is_asked_about_before_it_is_saved(full_record, visit):
    before = _contacts(full_record)
    app = _save(_typed(_form(visit, full_record), "Mrs Example, born on 3 April 2011, EH99 1SP."))
    said = words_of(app)
    for part in ("Mrs Example” (a person)", "born on 3 April 2011” (a date of birth)", "EH99 1SP” (a postcode)"):
        assert part in said
    assert _contacts(full_record) == before
    assert app.text_area(key=f"log-contact {DRAFT} summary").value.startswith("Mrs Example")


def test_whoever_saves_the_same_words_again_means_them(full_record, visit):
    before = _contacts(full_record)
    app = _save(_typed(_form(visit, full_record), "The depot at EH99 1SP was visited."))
    assert "Logged a contact" in words_of(_save(app))
    assert _contacts(full_record) == before + 1


def test_other_words_are_asked_about_anew(full_record, visit):
    before = _contacts(full_record)
    app = _save(_typed(_form(visit, full_record), "The depot at EH99 1SP was visited."))
    assert "EH98 1SP” (a postcode)" in words_of(_save(_typed(app, "The depot at EH98 1SP was visited.")))
    assert _contacts(full_record) == before


def test_a_hundred_findings_are_shown_as_a_few(full_record, visit):
    said = words_of(_save(_typed(_form(visit, full_record), "EH99 1SP " * 100)))
    assert said.count("(a postcode)") == 5


def test_what_was_typed_is_still_there_when_the_record_comes_back(full_record, visit, away):
    go, come_back = away
    before = _contacts(full_record)
    app = _typed(_form(visit, full_record), SUMMARY)
    go()
    said = words_of(_save(app))
    assert "The database cannot be reached just now" in said
    assert "Try again" in said
    come_back()
    app = app.run()
    assert app.text_area(key=f"log-contact {DRAFT} summary").value == SUMMARY
    assert app.checkbox(key=f"log-contact {DRAFT} purpose 1").value is True
    assert "Logged a contact" in words_of(_save(app))
    assert _contacts(full_record) == before + 1
