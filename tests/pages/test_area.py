"""What do we know about this area? The page as everybody sees it, and the contact that is logged on it."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.database import reading, unit_of_work
from data_models.tables import Contact, ContactPurpose, RiskFlag
from data_models.visibility import SYSTEM
from data_models.vocabulary import FlagState, Purpose
from tests.builders import there
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
EDINBURGH = "S12000036"
# South Ayrshire: inspected twice, with statements, totals without names and sources that disagree.
SOUTH_AYRSHIRE = "S12000028"


@pytest.fixture
def own_area(full_record):
    """The first area that the demonstration's link inspector covers, where somebody has logged a contact."""
    viewer = looking_as(full_record)
    with reading(full_record) as session:
        known = session.exec(
            select(Contact.area_code).where(col(Contact.area_code).in_(sorted(viewer.areas))).distinct()
        ).all()
    return sorted(known)[0]


def summaries_of(engine, code):
    with reading(engine) as session:
        return [one.summary for one in session.exec(select(Contact).where(Contact.area_code == code)).all()]


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("code", [EDINBURGH, SOUTH_AYRSHIRE])
def test_everybody_can_open_an_area(full_record, visit, persona, code):
    said = words_of(visit("area", persona, area=code))
    for part in ("open", "purposes", "evaluations", "timeline", "plans", "flags", "follow-up", "contacts", "cover"):
        assert f'id="{part}"' in said


@pytest.mark.parametrize("persona", EVERYBODY)
def test_without_an_area_it_offers_all_of_them(full_record, visit, persona):
    said = words_of(visit("area", persona))
    assert "Choose an area" in said
    assert said.count('<th scope="row">') == 32


def test_a_link_inspector_is_offered_their_own_areas_first(full_record, visit, own_area):
    said = words_of(visit("area", "link-inspector"))
    own, others = said.split('id="all-areas"')
    assert f"area={own_area}" in own
    assert f"area={own_area}" not in others


@pytest.mark.parametrize("asked", ["S12000046", "glasgow city", "Glasgow City"])
def test_a_retired_code_or_a_name_leads_to_the_area(full_record, visit, asked):
    assert "Glasgow City</h1>" in words_of(visit("area", area=asked))


@pytest.mark.parametrize("wrong", ["S12009999", "Atlantis", "<script>", "' or 1=1 --"])
def test_an_unknown_area_is_said_with_a_way_back(full_record, visit, wrong):
    said = words_of(visit("area", area=wrong))
    assert "There is no area" in said
    assert "Choose an area" in said
    assert "<script>" not in said


@pytest.mark.parametrize("persona", EVERYBODY)
def test_an_area_of_which_nothing_is_known_says_so(empty_record, visit, persona):
    said = words_of(visit("area", persona, area=EDINBURGH))
    assert "Nothing known" in said
    assert "nobody on record" in said
    assert "No grade with a date" in said


def test_a_record_without_areas_opens(blank_record, visit):
    assert "Choose an area" in words_of(visit("area"))


def test_sources_that_disagree_are_shown_side_by_side(full_record, visit):
    said = words_of(visit("area", area=SOUTH_AYRSHIRE))
    part = said.split('id="contradictions"')[1]
    assert "4 October 2016" in part
    assert "October 2017" in part


def test_statements_stand_apart_from_grades_and_totals_stay_totals(full_record, visit):
    said = words_of(visit("area", area=SOUTH_AYRSHIRE))
    assert "Important areas of weakness" in said.split('id="statements"')[1].split('id="timeline"')[0]
    assert "Totals without names" in said


def test_contact_texts_are_sent_to_the_areas_own_team_only(full_record, visit, own_area):
    texts = summaries_of(full_record, own_area)
    own = words_of(visit("area", "link-inspector", area=own_area))
    assert all(str(text) in own.replace("&#39;", "'") for text in texts)
    for persona in ("shared-screen", "support-officer", "administrator"):
        said = words_of(visit("area", persona, area=own_area)).replace("&#39;", "'")
        assert not any(text in said for text in texts)
        assert "own team and senior managers" in said


def test_the_timeline_is_drawn_with_its_rows_under_it(full_record, visit):
    said = words_of(visit("area", area=SOUTH_AYRSHIRE))
    assert said.count('<figure class="chart"') == 2
    assert "Timeline, the latest first" in said


def test_a_contact_is_logged_and_its_purposes_are_no_longer_untouched(full_record, visit, own_area):
    app = visit("area", "link-inspector", area=own_area, do="log-contact", draft="one")
    app.checkbox[4].check()
    app.text_area[0].set_value("Heard how supervision is done in the duty team.")
    next(one for one in app.button if one.label == "Log this contact").click().run()
    said = words_of(app)
    assert "Logged a contact with" in said
    assert "do" not in app.query_params
    with reading(full_record) as session:
        logged = there(session.exec(select(Contact).order_by(col(Contact.id).desc())).first())
        tags = session.exec(select(ContactPurpose).where(ContactPurpose.contact_id == logged.id)).all()
    assert (logged.area_code, logged.held_on) == (own_area, today())
    assert [tag.purpose for tag in tags] == [Purpose.GOOD_PRACTICE]


def test_a_contact_without_a_purpose_is_refused_and_nothing_typed_is_lost(full_record, visit, own_area):
    before = len(summaries_of(full_record, own_area))
    app = visit("area", "link-inspector", area=own_area, do="log-contact", draft="one")
    app.text_area[0].set_value("Heard how supervision is done.")
    next(one for one in app.button if one.label == "Log this contact").click().run()
    assert "Choose at least one of the six purposes" in words_of(app)
    assert app.text_area[0].value == "Heard how supervision is done."
    assert len(summaries_of(full_record, own_area)) == before


def test_the_same_draft_sent_twice_is_logged_once(full_record, visit, own_area):
    before = len(summaries_of(full_record, own_area))
    for _ in range(2):
        app = visit("area", "link-inspector", area=own_area, do="log-contact", draft="same")
        app.checkbox[4].check()
        app.text_area[0].set_value("Said once.")
        next(one for one in app.button if one.label == "Log this contact").click().run()
    assert "already saved" in words_of(app)
    assert len(summaries_of(full_record, own_area)) == before + 1


def test_something_else_typed_into_a_draft_that_was_saved_is_logged_too(full_record, visit, own_area):
    for summary in ("Said first.", "Said after going back."):
        app = visit("area", "link-inspector", area=own_area, do="log-contact", draft="gone back to")
        app.checkbox[4].check()
        app.text_area[0].set_value(summary)
        next(one for one in app.button if one.label == "Log this contact").click().run()
    assert {"Said first.", "Said after going back."} <= set(summaries_of(full_record, own_area))


@pytest.mark.parametrize("persona", ["senior-manager", "support-officer", "shared-screen", "administrator"])
def test_whoever_may_not_log_contacts_is_offered_no_form(full_record, visit, own_area, persona):
    app = visit("area", persona, area=own_area, do="log-contact")
    assert "not open to you" in words_of(app)
    assert not app.button


def test_a_flag_can_be_raised_by_those_who_may(full_record, visit, own_area):
    address = f"risk-flags?persona={{}}&amp;area={own_area}&amp;do=raise-flag"
    assert address.format("link-inspector") in words_of(visit("area", "link-inspector", area=own_area))
    assert "do=raise-flag" not in words_of(visit("area", "support-officer", area=own_area))


def test_the_past_is_shown_and_offers_no_deed(full_record, visit, own_area):
    day = (today() - timedelta(days=60)).isoformat()
    said = words_of(visit("area", "link-inspector", area=own_area, as_of=day))
    assert "The record as it stood then" in said
    assert "Log a contact" not in said
    assert "raise-flag" not in said


def test_a_flag_closed_meanwhile_is_gone_at_once(full_record, visit):
    with reading(full_record) as session:
        flag = there(session.exec(select(RiskFlag).where(RiskFlag.state == FlagState.OPEN)).first())
        code, title, number = flag.area_code, flag.title, flag.id
    part = 'id="flags"'
    assert title in words_of(visit("area", area=code)).split(part)[1].split('id="follow-up"')[0]
    with unit_of_work(full_record, by=SYSTEM, deed="close_a_flag_in_a_test") as session:
        found = session.get_one(RiskFlag, number)
        found.state, found.closed_on, found.close_reason = FlagState.CLOSED, today(), "Answered"
    assert title not in words_of(visit("area", area=code)).split(part)[1].split('id="follow-up"')[0]


def test_it_asks_at_most_eight_times_and_once_when_nothing_changed(full_record, visit):
    with counting_statements(full_record) as first:
        visit("area", area="Glasgow City")
    with counting_statements(full_record) as second:
        visit("area", area="Glasgow City")
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
