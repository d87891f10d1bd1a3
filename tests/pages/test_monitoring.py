"""One spell of formal monitoring on its page, and every deed on it in its form."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlmodel import col

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.formal_monitoring import assess_exit_line, propose_monitoring
from data_models.database import reading
from data_models.queries.formal_monitoring import MonitoringRow, register
from data_models.queries.ledger import WHOLE_RECORD
from data_models.rules.monitoring import unassessed_lines
from data_models.tables import Assignment, ExitLine
from data_models.vocabulary import CoverRole, ExitAssessment, ExitCriterion, MonitoringState
from tests.builders import all_of, changing, there
from tests.pages.forms_on_pages import DRAFT, field, is_shown, opened, save
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as

EVERYBODY = [persona.key for persona in PERSONAS]
SENIOR, LINK = "senior-manager", "link-inspector"
LINES = ("Leadership commitment", "Capacity", "Plan", "Own monitoring", "Demonstrated progress")
CALM_AREA = "S12000020"


def spells_of(engine) -> tuple[MonitoringRow, ...]:
    with reading(engine) as session:
        return register(session, WHOLE_RECORD, on=today())


def again(engine, one: MonitoringRow) -> MonitoringRow:
    return next(other for other in spells_of(engine) if other.id == one.id)


def is_open(one):
    return one.state is MonitoringState.OPEN


def is_proposed(one):
    return one.state is MonitoringState.PROPOSED


def is_ready_to_end(one):
    return is_open(one) and not unassessed_lines({line.criterion: line.assessment for line in one.exit_lines})


def is_not_ready(one):
    return is_open(one) and not is_ready_to_end(one)


@pytest.fixture
def found(full_record) -> Callable[[Callable[[MonitoringRow], bool]], MonitoringRow]:
    """Find a spell in some state, in an area that the demonstration's link inspector covers from then on."""
    inspector, senior = there(looking_as(full_record).person_id), looking_as(full_record, SENIOR)

    def find(wanted: Callable[[MonitoringRow], bool]) -> MonitoringRow:
        if wanted is is_proposed:
            with changing(full_record) as session:
                propose_monitoring(session, by=senior, on=today(), area_code=CALM_AREA, reason="Screening is late.")
        if wanted is is_ready_to_end:
            _assess_all(full_record, next(one for one in spells_of(full_record) if is_open(one)), senior)
        one = next(one for one in spells_of(full_record) if wanted(one))
        with changing(full_record) as session:
            theirs = (Assignment.area_code == one.area_code, Assignment.role == CoverRole.LINK_INSPECTOR)
            for held in all_of(session, Assignment, *theirs):
                held.person_id = inspector
        return one

    return find


def _assess_all(engine, one: MonitoringRow, by) -> None:
    with changing(engine) as session:
        for line in one.exit_lines:
            if line.assessment is ExitAssessment.UNASSESSED:
                assess_exit_line(
                    session,
                    by=by,
                    on=today(),
                    monitoring_id=one.id,
                    criterion=line.criterion,
                    assessment=ExitAssessment.PARTLY_MET,
                    evidence="Record reading.",
                )


def open_form(visit, one, do: str, persona: str = SENIOR, **address):
    return opened(visit, "follow-up", do, persona, monitoring=one.reference, **address)


@dataclass(frozen=True)
class Form:
    """A form, the state of a spell in which it is offered, and to whom, `LINK` in areas of their own."""

    name: str
    words: str
    offered_when: Callable[[MonitoringRow], bool]
    to: frozenset[str]


FORMS = (
    Form("open-monitoring", "Open formal monitoring", is_proposed, frozenset({SENIOR})),
    Form("decline-monitoring", "Decline it", is_proposed, frozenset({SENIOR})),
    Form("give-assurance", "Give an assurance update", is_open, frozenset({LINK})),
    Form("assess-plan", "Assess it again", is_open, frozenset({SENIOR, LINK})),
    Form("close-monitoring", "Close formal monitoring", is_ready_to_end, frozenset({SENIOR})),
)


# --- the page ---


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_reads_one_spell_with_its_five_lines(full_record, visit, persona):
    for one in spells_of(full_record):
        said = words_of(visit("follow-up", persona, monitoring=one.reference))
        assert f"Formal monitoring {one.reference}" in said
        if one.opened_on is not None:
            assert all(said.count(f'<th scope="row">{line}</th>') == 1 for line in LINES)


def test_the_register_opens_every_spell(full_record, visit):
    said = words_of(visit("follow-up", show="monitoring"))
    assert all(f"monitoring={one.reference}" in said for one in spells_of(full_record))


def test_assurance_is_told_in_the_order_it_was_given(full_record, visit):
    one = max(spells_of(full_record), key=lambda one: len(one.assurances))
    said = words_of(visit("follow-up", monitoring=one.reference))
    days = [f"{given.given_on.day} {given.given_on:%b %Y} by" for given in reversed(one.assurances)]
    told = said[said.index("Assurance given") :]
    assert [told.index(day) for day in days] == sorted(told.index(day) for day in days)


def test_a_shared_screen_is_sent_nothing_of_the_assurance_given(full_record, visit):
    one = max(spells_of(full_record), key=lambda one: len(one.assurances))
    given = [update.summary for update in one.assurances]
    shared = words_of(visit("follow-up", "shared-screen", monitoring=one.reference))
    assert given
    assert not [summary for summary in given if summary in shared]
    assert given[0] in words_of(visit("follow-up", SENIOR, monitoring=one.reference))


def test_what_stands_between_here_and_the_exit_is_named(found, visit):
    one = found(is_not_ready)
    said = words_of(visit("follow-up", monitoring=one.reference))
    assert "must be assessed first" in said
    assert "demonstrated progress" in said
    assert "Close formal monitoring" not in said


def test_the_history_of_a_line_is_one_click_away(found, visit):
    said = words_of(visit("follow-up", monitoring=found(is_open).reference, story="plan"))
    assert "assessed a line of an exit scorecard" in said


# --- who may ---


@pytest.mark.parametrize("form", FORMS, ids=lambda one: one.name)
def test_a_form_and_its_link_are_there_for_whoever_may_and_for_nobody_else(found, visit, form):
    one = found(form.offered_when)
    for persona in EVERYBODY:
        app = open_form(visit, one, form.name, persona)
        assert (form.words in words_of(app), is_shown(app)) == (persona in form.to, persona in form.to), persona


@pytest.mark.parametrize("form", FORMS, ids=lambda one: one.name)
def test_nothing_is_offered_in_the_past(found, visit, form):
    one = found(lambda one: one.state is MonitoringState.OPEN)
    app = open_form(visit, one, form.name, as_of=str(today() - timedelta(days=1)))
    assert not is_shown(app)
    assert 'class="button"' not in words_of(app)


# --- answering a proposal ---


def test_a_proposal_is_opened_with_its_cadence(found, full_record, visit):
    one = found(is_proposed)
    app = open_form(visit, one, "open-monitoring")
    field(app, "number_input", "open-monitoring", "weeks").set_value(2)
    assert "is open, signed by you. The first update is due on" in words_of(save(app, "open-monitoring"))
    after = again(full_record, one)
    assert (after.state, after.review_every_weeks) == (MonitoringState.OPEN, 2)
    assert after.next_review_on == today() + timedelta(weeks=2)


def test_an_area_under_formal_monitoring_is_not_opened_again(found, full_record, visit):
    already = found(is_open)
    with changing(full_record) as session:
        proposal = propose_monitoring(
            session, by=looking_as(full_record, SENIOR), on=today(), area_code=already.area_code, reason="Again."
        )
    said = words_of(visit("follow-up", SENIOR, monitoring=str(proposal.id), do="open-monitoring", draft=DRAFT))
    assert f"under formal monitoring already ({already.reference})" in said
    assert "Open formal monitoring</a>" not in said
    assert "Decline it</a>" in said


def test_a_proposal_is_declined_with_its_reason(found, full_record, visit):
    one = found(is_proposed)
    app = open_form(visit, one, "decline-monitoring")
    assert "Say why formal monitoring is not opened." in words_of(save(app, "decline-monitoring"))
    field(app, "text_area", "decline-monitoring", "reason").set_value("A convener starts next week.")
    assert "is declined, signed by you" in words_of(save(app, "decline-monitoring"))
    after = again(full_record, one)
    assert (after.state, after.close_reason) == (MonitoringState.DECLINED, "A convener starts next week.")


@pytest.mark.parametrize("persona", [SENIOR, LINK, "relationship-manager-adult"])
def test_whoever_may_raise_a_flag_proposes_it_for_their_areas(full_record, visit, persona):
    who, form = looking_as(full_record, persona), "propose-monitoring"
    code = sorted(who.areas)[0] if who.areas else CALM_AREA
    app = opened(visit, "follow-up", form, persona, show="monitoring", area=code)
    app = save(app, form)
    assert "Say which significant concerns call for formal monitoring." in words_of(app)
    assert field(app, "selectbox", form, "area").value == code
    field(app, "text_area", form, "reason").set_value("Screening is late in every team.")
    assert "It starts nothing until a senior manager opens it." in words_of(save(app, form))
    newest = max(spells_of(full_record), key=lambda one: one.id)
    assert (newest.area_code, newest.state) == (code, MonitoringState.PROPOSED)


@pytest.mark.parametrize("persona", ["support-officer", "administrator", "shared-screen"])
def test_nobody_else_proposes_it(full_record, visit, persona):
    app = opened(visit, "follow-up", "propose-monitoring", persona, show="monitoring")
    assert not is_shown(app)
    assert "Propose formal monitoring" not in words_of(app)


# --- assurance and scorecard ---


def test_an_update_moves_the_next_one_on_by_the_cadence(found, full_record, visit):
    one, form = found(is_open), "give-assurance"
    app = open_form(visit, one, form, LINK)
    field(app, "text_area", form, "summary").set_value("Audits are weekly.")
    field(app, "text_input", form, "audience").set_value("")
    app = save(app, form)
    assert "Say who it was given to." in words_of(app)
    assert field(app, "text_area", form, "summary").value == "Audits are weekly."
    field(app, "text_input", form, "audience").set_value("chief inspectors")
    assert f"the next is due {one.review_every_weeks} weeks after it" in words_of(save(app, form))
    after = again(full_record, one)
    assert (after.assurances[0].summary, after.assurances[0].audience) == ("Audits are weekly.", "chief inspectors")
    assert after.next_review_on == today() + timedelta(weeks=one.review_every_weeks)


def test_a_line_is_assessed_with_its_evidence_or_not_at_all(found, full_record, visit):
    one = found(is_not_ready)
    form = "assess-demonstrated_progress"
    app = open_form(visit, one, form, LINK)
    field(app, "text_area", form, "evidence").set_value("Two quarters of record reading.")
    app = save(app, form)
    assert "Choose met, partly met or not met." in words_of(app)
    assert field(app, "text_area", form, "evidence").value == "Two quarters of record reading."
    field(app, "radio", form, "assessment").set_value(ExitAssessment.PARTLY_MET)
    assert "Demonstrated progress is assessed: partly met." in words_of(save(app, form))
    line = next(
        line for line in again(full_record, one).exit_lines if line.criterion is ExitCriterion.DEMONSTRATED_PROGRESS
    )
    assert (line.assessment, line.evidence) == (ExitAssessment.PARTLY_MET, "Two quarters of record reading.")


def test_two_people_who_assess_one_line_differently_are_asked(found, full_record, visit):
    one = found(is_open)
    line = next(line for line in one.exit_lines if line.criterion is ExitCriterion.PLAN)
    with changing(full_record) as session:
        theirs = (col(ExitLine.id) == line.id,)
        all_of(session, ExitLine, *theirs)[0].evidence = "Theirs."
    app = open_form(visit, one, "assess-plan", opened=line.row_version)
    field(app, "text_area", "assess-plan", "evidence").set_value("Mine.")
    app = save(app, "assess-plan")
    assert "now “Theirs.”, yours “Mine.”" in words_of(app)
    assert field(app, "text_area", "assess-plan", "evidence").value == "Mine."


# --- from the queue ---


@pytest.mark.parametrize(
    ("wanted", "persona", "verb", "form"),
    [(is_open, LINK, "Update", "Record the update"), (is_proposed, SENIOR, "Answer", "Open it")],
)
def test_what_is_owed_opens_its_own_form_from_the_queue(found, visit, wanted, persona, verb, form):
    one = found(wanted)
    queue = words_of(visit("my-areas", persona)).replace("&amp;", "&")
    way = re.search(rf'<a href="follow-up\?([^"]+)">{verb} {one.reference}</a>', queue)
    assert way is not None
    app = visit("follow-up", **dict(part.split("=") for part in way[1].split("&")))
    words_of(app)
    assert [button.label for button in app.button] == [form]


# --- the end ---


def test_it_is_not_closed_with_a_line_unassessed_which_is_named(found, full_record, visit):
    one, form = found(is_not_ready), "close-monitoring"
    app = open_form(visit, one, form)
    assert "Assess these lines first:" in words_of(app)
    field(app, "text_area", form, "reason").set_value("Enough.")
    app = save(app, form)
    assert words_of(app).count("demonstrated progress") >= 2
    assert field(app, "text_area", form, "reason").value == "Enough."
    assert again(full_record, one).state is MonitoringState.OPEN


def test_it_is_closed_with_a_reason_once_every_line_is_assessed(found, full_record, visit):
    one, form = found(is_ready_to_end), "close-monitoring"
    app = open_form(visit, one, form)
    assert "Say why formal monitoring ends." in words_of(save(app, form))
    field(app, "text_area", form, "reason").set_value("Sustained for two quarters.")
    assert "is closed, signed by you." in words_of(save(app, form))
    after = again(full_record, one)
    assert (after.state, after.close_reason) == (MonitoringState.CLOSED, "Sustained for two quarters.")
