"""A room's screen is sent nothing that is not published, whoever opened it, and nothing can be changed from it."""

import pytest
from sqlalchemy import select
from sqlmodel import col
from sqlmodel import select as select_rows

from dashboard.navigation import SCREENS
from data_models.database import reading
from data_models.tables import Area, Inspection, InspectionArea, Person
from data_models.vocabulary import PublicationState
from seed_data.demonstration.under_way import EMBARGOED_AREA, EMBARGOED_WORDS
from tests.builders import changing
from tests.pages.what_it_says import words_of


def embargoed_inspection(engine) -> str:
    query = (
        select(col(Inspection.id))
        .join(InspectionArea, col(InspectionArea.inspection_id) == col(Inspection.id))
        .join(Area, col(Area.gss_code) == col(InspectionArea.area_code))
        .where(col(Area.short_name) == EMBARGOED_AREA)
        .where(col(Inspection.publication_state) == PublicationState.EMBARGOED)
    )
    with reading(engine) as session:
        return str(session.connection().execute(query).scalars().one())


def test_a_senior_manager_reads_an_embargoed_report_but_not_before_a_room(full_record, visit):
    inspection = embargoed_inspection(full_record)
    alone = words_of(visit("inspections", "senior-manager", inspection=inspection))
    room = words_of(visit("inspections", "senior-manager", inspection=inspection, screen="shared"))
    assert any(word in alone for word in EMBARGOED_WORDS)
    assert not any(word in room for word in EMBARGOED_WORDS)


def test_a_room_is_sent_no_contact_details_of_staff(full_record, visit):
    """Whoever opened its screen, on any page; an administrator reads them at a screen of their own."""
    with changing(full_record) as session:
        for person in session.exec(select_rows(Person)).all():
            person.work_email = f"canary{person.id}@example.org"
    assert "@example.org" in words_of(visit("administration", "administrator"))
    for screen in SCREENS:
        for persona in ("administrator", "senior-manager", "shared-screen"):
            said = words_of(visit(screen.path, persona, screen="shared", area="S12000029"))
            assert "@example.org" not in said, (screen.path, persona)


@pytest.mark.parametrize("path", [screen.path for screen in SCREENS])
def test_no_form_can_be_opened_from_a_shared_screen(full_record, visit, path):
    said = words_of(visit(path, "link-inspector", screen="shared", area="S12000029"))
    assert "do=" not in said


def test_a_form_opens_at_ones_own_screen(full_record, visit):
    assert "do=" in words_of(visit("area", "link-inspector", area="S12000029"))


def test_a_word_for_the_screen_that_is_not_known_is_taken_for_a_shared_one(full_record, visit):
    assert "do=" not in words_of(visit("area", "link-inspector", screen="wall", area="S12000029"))
