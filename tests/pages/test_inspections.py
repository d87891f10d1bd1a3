"""What has been, is and will be inspected? The list, one inspection, and the publication of a report."""

from datetime import date

import pytest
from sqlmodel import col, select

from dashboard.components.inspections.values import source_link
from dashboard.personas import PERSONAS
from data_models.database import reading
from data_models.tables import (
    ActionPlan,
    Assignment,
    Evaluation,
    FollowUpCandidate,
    Inspection,
    InspectionArea,
    Recommendation,
    Survey,
)
from data_models.vocabulary import CoverRole, Grade, Stage
from tests.builders import all_of, changing, there
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]


@pytest.fixture
def embargoed(full_record):
    """The inspection under embargo, its area and the words of its findings."""
    with reading(full_record) as session:
        found = session.exec(select(Inspection).where(Inspection.stage == Stage.EMBARGOED)).one()
        areas = session.exec(select(InspectionArea).where(InspectionArea.inspection_id == found.id)).all()
        recommended = session.exec(select(Recommendation).where(Recommendation.inspection_id == found.id)).all()
        return found.id, [one.area_code for one in areas], [one.text for one in recommended] + [found.panel_decision]


def evaluations_of(engine, number):
    with reading(engine) as session:
        return all_of(session, Evaluation, Evaluation.inspection_id == number)


def by_label(widgets, label):
    return next(one for one in widgets if one.label == label)


def press(app, label):
    return next(one for one in app.button if one.label == label).click().run()


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_sees_the_list(full_record, visit, persona):
    said = words_of(visit("inspections", persona))
    assert "Planned and going on" in said
    assert said.index('id="coming"') < said.index('id="ended"')


def test_the_published_stand_the_latest_first_and_dates_as_they_are_known(full_record, visit):
    ended = words_of(visit("inspections")).split('id="ended"')[1]
    assert ended.index("December 2018") < ended.index("28 Sep 2017") < ended.index("date not known")


@pytest.mark.parametrize(
    ("filters", "stays", "goes"),
    [
        ({"area": "S12000028"}, "South Ayrshire", ">Moray<"),
        ({"year": "2016"}, "4 Oct 2016", "28 Sep 2017"),
        ({"programme": "asp-phase-1", "year": "2022"}, "21 Jun 2022", "18 Apr 2023"),
        ({"stage": "embargoed"}, "Embargoed", "date not known"),
    ],
)
def test_filters_narrow_the_list(full_record, visit, filters, stays, goes):
    said = words_of(visit("inspections", **filters))
    assert stays in said
    assert goes not in said


def test_a_chosen_filter_is_in_the_address(full_record, visit):
    app = visit("inspections")
    app.selectbox(key="choose year").select("2016").run()
    assert app.query_params["year"] == "2016"
    assert "28 Sep 2017" not in words_of(app)


@pytest.mark.parametrize(
    "wrong",
    [{"year": "1066"}, {"stage": "lost"}, {"area": "S12009999"}, {"programme": "<b>"}, {"inspection": "99999"}],
)
def test_what_is_not_there_is_said_with_a_way_back(full_record, visit, wrong):
    said = words_of(visit("inspections", **wrong))
    assert "Show everything" in said or "See all inspections" in said
    assert "<b>" not in said.split("</nav>")[-1].replace("Looking as <b>", "")


@pytest.mark.parametrize("wrong", ["abc", "AP-0001", "1; drop table inspection", "-1"])
def test_what_is_no_number_of_an_inspection_is_said(full_record, visit, wrong):
    assert "is not a number of the record" in words_of(visit("inspections", inspection=wrong))


@pytest.mark.parametrize("number", ["46", "IN-0046"])
def test_an_inspection_opens_by_its_number_or_reference(full_record, visit, number):
    assert "IN-0046 South Ayrshire" in words_of(visit("inspections", inspection=number))


def test_every_inspection_opens(full_record, visit):
    with reading(full_record) as session:
        numbers = session.exec(select(Inspection.id).order_by(col(Inspection.id))).all()
    for number in numbers:
        assert f"IN-{number:04d}" in words_of(visit("inspections", "link-inspector", inspection=str(number)))


def test_totals_stay_totals_and_lines_are_shown_word_for_word(full_record, visit):
    said = words_of(visit("inspections", inspection="46"))
    assert "Totals without names" in said
    assert "four other quality indicators (names not in the stored text)" in said
    assert "published_inspections.csv, 59" in said


@pytest.mark.parametrize("persona", ["shared-screen", "support-officer", "administrator"])
def test_an_embargoed_report_is_not_sent_to_those_outside(full_record, visit, embargoed, persona):
    number, _, words = embargoed
    said = words_of(visit("inspections", persona, inspection=str(number)))
    assert "Findings are not shown before publication" in said
    assert not any(text in said for text in words if text)


def test_senior_managers_read_the_draft_and_are_told_that_it_is_one(full_record, visit, embargoed):
    number, _, words = embargoed
    said = words_of(visit("inspections", "senior-manager", inspection=str(number)))
    assert "Draft, not published" in said
    assert any(text in said for text in words if text)


def test_a_small_number_of_respondents_is_withheld(full_record, visit):
    with changing(full_record) as session:
        survey = there(session.exec(select(Survey).order_by(col(Survey.id))).first())
        survey.respondents = 3
        number = survey.inspection_id
    said = words_of(visit("inspections", inspection=str(number))).split('id="surveys"')[1].split('id="records"')[0]
    assert "fewer than 5, withheld" in said
    assert ">3<" not in said


def test_a_record_of_reference_lists_alone_says_what_to_do_next(empty_record, visit):
    assert "import the published record" in words_of(visit("inspections"))
    assert "has no inspection 1" in words_of(visit("inspections", inspection="1"))


def test_a_record_without_areas_opens(blank_record, visit):
    assert "Inspections" in words_of(visit("inspections"))


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://www.careinspectorate.com/", True),
        ("http://www.careinspectorate.com/", False),
        ("javascript:alert(1)", False),
        ("https://a.example/ javascript:x", False),
        ('https://a.example/"onclick="x', True),
        ("the annual report, page 3", False),
    ],
)
def test_only_secure_addresses_become_links(address, is_link):
    said = str(source_link(address))
    assert ("<a " in said) is is_link
    assert '"onclick' not in said


# --- publishing ---


@pytest.fixture
def own_team(full_record, embargoed):
    """The demonstration's link inspector, made the one of the area whose report is under embargo."""
    _, codes, _ = embargoed
    inspector = looking_as(full_record)
    role = CoverRole.LINK_INSPECTOR
    with changing(full_record) as session:
        for held in all_of(session, Assignment, col(Assignment.area_code).in_(codes), Assignment.role == role):
            held.person_id = there(inspector.person_id)
    return inspector


def publish_form(visit, number, persona="link-inspector"):
    return visit("inspections", persona, inspection=str(number), do="publish", draft="one")


def fill_in_the_intention(app):
    app.selectbox[0].select(True)
    by_label(app.text_area, "The intention, in the report’s words").set_value("We will return.")
    by_label(app.text_input, "The timescale, in the report’s words").set_value("by March 2031")


def test_the_form_says_what_publication_sets_in_motion(full_record, visit, embargoed, own_team):
    number, _, _ = embargoed
    weak = [one for one in evaluations_of(full_record, number) if one.grade in (Grade.WEAK, Grade.UNSATISFACTORY)]
    said = words_of(publish_form(visit, number))
    assert f"follow-up of {len(weak)} evaluation" in said
    assert all(one.label.replace("'", "&#39;") in said for one in weak)
    assert "is requested, due" in said


def test_a_timescale_is_proposed_as_days_and_looked_at_before_it_is_published(full_record, visit, embargoed, own_team):
    number, _, _ = embargoed
    app = publish_form(visit, number)
    fill_in_the_intention(app)
    press(app, "Publish the report")
    assert "look at them in the form" in words_of(app)
    assert by_label(app.text_input, "Until").value == "31 Mar 2031"
    fill_in_the_intention(app)
    press(app, "Publish the report")
    assert "Published IN-" in words_of(app)
    with reading(full_record) as session:
        report = session.get_one(Inspection, number)
    assert (report.stage, report.timescale_text, report.timescale_to) == (
        Stage.PUBLISHED,
        "by March 2031",
        date(2031, 3, 31),
    )


def test_publishing_opens_every_duty_and_requests_the_plan(full_record, visit, embargoed, own_team):
    number, _, _ = embargoed
    weak = [one for one in evaluations_of(full_record, number) if one.grade in (Grade.WEAK, Grade.UNSATISFACTORY)]
    app = press(publish_form(visit, number), "Publish the report")
    said = words_of(app)
    assert "Published IN-" in said
    with reading(full_record) as session:
        duties = all_of(session, FollowUpCandidate, FollowUpCandidate.inspection_id == number)
        plans = all_of(session, ActionPlan, ActionPlan.inspection_id == number)
    assert len(duties) == len(weak) > 0
    assert len(plans) == 1
    assert "Not on record: intention and timescale" in said


def test_a_support_officer_publishes_without_being_sent_the_draft(full_record, visit, embargoed):
    number, _, words = embargoed
    app = publish_form(visit, number, "support-officer")
    said = words_of(app)
    assert not any(text in said for text in words if text)
    press(app, "Publish the report")
    assert "Published IN-" in words_of(app)
    with reading(full_record) as session:
        assert session.get_one(Inspection, number).stage is Stage.PUBLISHED


@pytest.mark.parametrize("persona", ["link-inspector", "senior-manager", "shared-screen", "administrator"])
def test_nobody_else_publishes(full_record, visit, embargoed, persona):
    number, _, _ = embargoed
    app = publish_form(visit, number, persona)
    assert "not open to you" in words_of(app)
    assert not app.button


def test_an_evaluation_is_recorded_as_a_draft_that_sets_nothing_in_motion(full_record, visit, embargoed, own_team):
    number, _, _ = embargoed
    before = len(evaluations_of(full_record, number))
    app = visit("inspections", "link-inspector", inspection=str(number), do="record-evaluation", draft="two")
    by_label(app.text_input, "What is evaluated, where it is no indicator of the list").set_value("Safety")
    by_label(app.selectbox, "Grade on the six-point scale").select(Grade.WEAK)
    press(app, "Record this evaluation")
    assert "Recorded “Safety” as a draft" in words_of(app)
    assert len(evaluations_of(full_record, number)) == before + 1
    with reading(full_record) as session:
        assert not all_of(session, FollowUpCandidate, FollowUpCandidate.inspection_id == number)


@pytest.mark.parametrize("params", [{}, {"inspection": "46"}, {"inspection": "IN-0001"}])
def test_it_asks_at_most_eight_times_and_once_when_nothing_changed(full_record, visit, params):
    with counting_statements(full_record) as first:
        visit("inspections", **params)
    with counting_statements(full_record) as second:
        visit("inspections", **params)
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
