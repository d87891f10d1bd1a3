"""Planning an inspection on the page of inspections: its days are seen before they are saved."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dashboard.components.inspections.planning import LOOK, PLAN
from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.database import reading
from data_models.tables import Inspection, InspectionArea, Milestone, Programme, TeamMember
from data_models.vocabulary import MilestoneKind, TeamRole
from tests.builders import all_of, there
from tests.pages.forms_on_pages import DRAFT, field, fill, is_shown, opened, save
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

SUPPORT = "support-officer"
AREAS = ["S12000008", "S12000021", "S12000028"]
MONDAY = "1 March 2027"


def programme_of(engine, code: str = "cso-at-home") -> int:
    with reading(engine) as session:
        return there(session.exec(select(Programme).where(col(Programme.code) == code)).first()).id


def filled(visit, engine, code: str = "cso-at-home", **more: object):
    app = opened(visit, "inspections", PLAN, SUPPORT)
    app.multiselect(key=f"{PLAN} {DRAFT} areas").set_value(AREAS)
    values = {"programme": programme_of(engine, code), "partnership": "The three Ayrshires", "starts": MONDAY}
    return fill(app, PLAN, **(values | more))


def planned(engine) -> list[Inspection]:
    with reading(engine) as session:
        return all_of(session, Inspection, Inspection.partnership_name == "The three Ayrshires")


def milestones_of(engine, inspection: Inspection) -> dict[MilestoneKind, date | None]:
    with reading(engine) as session:
        return {
            one.kind: one.planned_on for one in all_of(session, Milestone, Milestone.inspection_id == inspection.id)
        }


@pytest.mark.parametrize("persona", [one.key for one in PERSONAS])
def test_only_a_support_officer_plans(full_record, visit, persona):
    app = opened(visit, "inspections", PLAN, persona)
    assert is_shown(app) is (persona == SUPPORT)
    assert ("Plan an inspection" in words_of(app)) is (persona == SUPPORT)
    assert ("not open to you here" in words_of(app)) is (persona != SUPPORT)


def test_nobody_plans_in_the_past(full_record, visit):
    assert not is_shown(opened(visit, "inspections", PLAN, SUPPORT, as_of=today() - timedelta(days=1)))


def test_the_days_are_shown_before_anything_is_saved_and_are_the_days_that_are_saved(full_record, visit):
    app = save(filled(visit, full_record), PLAN)
    said = words_of(app)
    assert LOOK in said
    assert "Would be planned for" in said
    assert planned(full_record) == []
    shown = words_of(app)
    said = words_of(save(app, PLAN))
    assert "of The three Ayrshires, with 17 steps in its footprint." in said
    (inspection,) = planned(full_record)
    for day in milestones_of(full_record, inspection).values():
        assert f"{there(day).day} {there(day):%b %Y}" in shown


def test_showing_the_days_first_is_enough(full_record, visit):
    app = save(filled(visit, full_record), PLAN, "days")
    assert "22 Mar 2027 to 18 Apr 2027" in words_of(app)
    assert "Planned <a" in words_of(save(app, PLAN))


def test_other_days_are_looked_at_anew(full_record, visit):
    app = save(filled(visit, full_record), PLAN, "days")
    app = save(fill(app, PLAN, holidays="29 Mar 2027 to 9 Apr 2027"), PLAN)
    assert LOOK in words_of(app)
    assert "22 Mar 2027 to 2 May 2027" in words_of(app)
    save(app, PLAN)
    (inspection,) = planned(full_record)
    assert milestones_of(full_record, inspection)[MilestoneKind.PUBLICATION] == date(2027, 8, 2)


def test_it_covers_every_area_chosen_and_its_lead_has_a_place_in_the_team(full_record, visit):
    lead = there(looking_as(full_record, "link-inspector").person_id)
    save(save(filled(visit, full_record, lead=lead), PLAN), PLAN)
    (inspection,) = planned(full_record)
    with reading(full_record) as session:
        areas = all_of(session, InspectionArea, InspectionArea.inspection_id == inspection.id)
        team = all_of(session, TeamMember, TeamMember.inspection_id == inspection.id)
    assert {one.area_code for one in areas} == set(AREAS)
    assert [(one.role, one.person_id) for one in team] == [(TeamRole.LEAD, lead)]


def test_a_programme_without_a_footprint_is_planned_without_steps(full_record, visit):
    app = save(filled(visit, full_record, "governance-2024"), PLAN, "days")
    assert "its steps are added one by one" in words_of(app)
    save(app, PLAN)
    (inspection,) = planned(full_record)
    assert milestones_of(full_record, inspection) == {}
    said = words_of(visit("inspections", SUPPORT, inspection=str(inspection.id)))
    assert "do=add-step" in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"programme": None}, "Choose the programme."),
        ({"starts": "soon"}, "“soon” is not a day."),
        ({"partnership": " "}, "Name the partnership that is inspected."),
        ({"year": "next year"}, "Write the year of the plan like 2026/27."),
        ({"holidays": "the Easter holidays"}, "“the Easter holidays” is not a stretch of days."),
        ({"holidays": "9 Apr 2027 to 29 Mar 2027"}, "is not a stretch of days."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(full_record, visit, wrong, sentence):
    app = save(filled(visit, full_record), PLAN, "days")
    app = save(fill(app, PLAN, **wrong), PLAN)
    said = words_of(app)
    assert sentence in said
    assert "What you typed is still in the form." in said
    assert field(app, "multiselect", PLAN, "areas").value == AREAS
    assert planned(full_record) == []


def test_without_an_area_nothing_is_planned(full_record, visit):
    app = save(filled(visit, full_record), PLAN, "days")
    app.multiselect(key=f"{PLAN} {DRAFT} areas").set_value([])
    assert "Choose at least one area." in words_of(save(app, PLAN))


def test_the_form_costs_few_statements_and_one_when_nothing_changed(full_record, visit):
    with counting_statements(full_record) as first:
        opened(visit, "inspections", PLAN, SUPPORT)
    with counting_statements(full_record) as second:
        opened(visit, "inspections", PLAN, SUPPORT)
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
