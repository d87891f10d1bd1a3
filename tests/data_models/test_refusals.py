"""A constraint that slips past a command reaches the person as a sentence, never as a traceback."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from data_models.errors import CommandRefused
from data_models.tables import Area, Assignment, Contact, Inspection, Person, RiskFlag
from data_models.vocabulary import (
    ContactKind,
    CoverRole,
    ImpactLevel,
    RiskDescriptor,
    RiskTheme,
    RoleName,
    ScrutinyType,
)
from tests.builders import ANGUS, TODAY, a_person, an_area, changing, put


def save(engine: Engine, rows: tuple[SQLModel, ...]) -> None:
    with changing(engine) as session:
        a_person(session, areas=[ANGUS])
        for row in rows:
            put(session, row)


def refused(engine: Engine, *rows: SQLModel) -> str:
    """The sentence with which the database refuses these rows."""
    with pytest.raises(CommandRefused) as refusal:
        save(engine, rows)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar() == 0
    return str(refusal.value)


def a_flag(**fields: Any) -> RiskFlag:
    given: dict[str, Any] = {
        "area_code": ANGUS,
        "theme": RiskTheme.FINANCE,
        "descriptor": RiskDescriptor.UNCERTAINTY,
        "title": "A risk",
        "potential_impact": "Something",
        "impact_level": ImpactLevel.LOW,
        "raised_on": TODAY,
        "review_on": TODAY,
    }
    return RiskFlag(**{**given, **fields})


def test_a_second_open_assignment_is_refused_with_what_to_do(engine: Engine) -> None:
    second = Assignment(area_code=ANGUS, person_id=1, role=CoverRole.LINK_INSPECTOR, starts_on=TODAY)
    assert "End that first, or hand it over." in refused(engine, second)


def test_a_second_sign_in_is_refused_by_the_name_of_the_constraint(engine: Engine) -> None:
    two = [
        Person(display_name=name, role=RoleName.LINK_INSPECTOR, issuer="https://id.example", subject="42")
        for name in ("Kim", "Sam")
    ]
    assert refused(engine, *two).startswith("This sign-in belongs to somebody else already.")


def test_a_broken_check_with_a_sentence_of_its_own_says_it(engine: Engine) -> None:
    contact = Contact(area_code=ANGUS, held_on=TODAY, kind=ContactKind.SIGNPOST, summary="A pointer")
    assert refused(engine, contact) == "Say to whom or what you signposted the area. Nothing was saved."


def test_a_broken_check_without_one_names_the_table_and_the_matter(engine: Engine) -> None:
    assert "risk flag" in refused(engine, a_flag(muted_until=date(2026, 4, 1)))


def test_a_missing_field_is_named(engine: Engine) -> None:
    assert refused(engine, a_flag(review_on=None)) == "Review on is needed: fill it in. Nothing was saved."


def test_a_reference_to_nothing_is_refused(engine: Engine) -> None:
    nowhere = Inspection(programme_id=99, scrutiny_type=ScrutinyType.INSPECTION, partnership_name="Nowhere")
    assert "refers to something the record does not have" in refused(engine, nowhere)


def test_a_text_that_is_too_long_is_refused(engine: Engine) -> None:
    assert "too long" in refused(engine, a_flag(title="x" * 201))


def test_the_same_key_twice_is_refused(engine: Engine) -> None:
    twin = Area(
        gss_code=ANGUS,
        short_name="Twin",
        official_name="Twin",
        health_board="NHS Tayside",
        health_board_code="S08000030",
        tile_row=2,
        tile_column=2,
        tile_label="Twin",
        tile_code="TWI",
    )
    with pytest.raises(CommandRefused, match="one like this already"):
        save_beside(engine, twin)


def save_beside(engine: Engine, twin: Area) -> None:
    with changing(engine) as session:
        an_area(session)
        session.expunge_all()
        put(session, twin)


def test_the_guards_of_the_record_speak_in_their_own_words(engine: Engine) -> None:
    with changing(engine) as session:
        an_area(session)
    with pytest.raises(CommandRefused, match="A change is never altered"), changing(engine) as session:
        session.connection().execute(text("UPDATE change SET reason = 'tidier'"))
