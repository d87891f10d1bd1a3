"""Is every weak or unsatisfactory evaluation accounted for? The page as everybody sees it, and the decision."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from dashboard.personas import PERSONAS
from dashboard.session import today
from dashboard.written_days import written_day
from data_models.database import reading, unit_of_work
from data_models.queries.follow_up import register
from data_models.queries.ledger import WHOLE_RECORD, ledger
from data_models.queries.record import thresholds
from data_models.rules.references import Kind, reference
from data_models.tables import Assignment, Evaluation, FollowUpCandidate, FollowUpDecision
from data_models.visibility import SYSTEM
from data_models.vocabulary import (
    CandidateState,
    CoverRole,
    FollowUpChoice,
    FollowUpState,
    Grade,
    Origin,
    Scale,
    Standing,
)
from tests.builders import there
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
VIEWS = ["register", "monitoring", "words", "lacking"]
DRAFT = "0123456789ab"


def _register(engine):
    with reading(engine) as session:
        return register(session, WHOLE_RECORD, on=today(), thresholds=thresholds(session))


def _owed(engine, area: str | None = None):
    """The first candidate on which a decision is owed."""
    owed = [one for one in _register(engine).candidates if one.state is CandidateState.OWED]
    return next(one for one in owed if area in (None, one.areas[0].name))


def _decide(visit, row, form: str, persona: str):
    return visit("follow-up", persona, follow_up=str(row.id), do=form, draft=DRAFT)


def _field(app, kind: str, form: str, name: str):
    return getattr(app, kind)(key=f"{form} {DRAFT} {name}")


@pytest.mark.parametrize("persona", EVERYBODY)
@pytest.mark.parametrize("show", VIEWS)
def test_everybody_reads_every_list(full_record, visit, persona, show):
    said = words_of(visit("follow-up", persona, show=show))
    assert "call for follow-up = " in said
    assert "notice-red" not in said


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_reads_one_follow_up(full_record, visit, persona):
    row = _register(full_record).candidates[0]
    assert row.reference in words_of(visit("follow-up", persona, follow_up=str(row.id)))


@pytest.mark.parametrize("record", ["empty_record", "blank_record"])
@pytest.mark.parametrize("show", VIEWS)
def test_an_empty_record_proves_nought_and_says_so(request, visit, record, show):
    request.getfixturevalue(record)
    said = words_of(visit("follow-up", show=show))
    assert "<b>0 evaluations</b> call for follow-up = <b>0</b> accounted for" in said


def test_the_first_line_says_what_the_ledger_counts(full_record, visit):
    with reading(full_record) as session:
        found = ledger(session, on=today(), thresholds=thresholds(session))
    said = words_of(visit("follow-up"))
    assert f"<b>{found.calling} evaluations</b> call for follow-up = <b>{found.accounted_for}</b>" in said
    assert f"{found.standing_as(CandidateState.OWED)} decision owed" in said


def test_an_evaluation_nobody_is_asked_about_is_told_in_red(full_record, visit):
    with unit_of_work(full_record, by=SYSTEM, deed="build_a_test") as session:
        closed = col(FollowUpCandidate.state) == CandidateState.CLOSED
        published = there(session.exec(select(FollowUpCandidate.inspection_id).where(closed)).first())
        forgotten = Evaluation(
            inspection_id=published,
            label="A forgotten one",
            scale=Scale.SIX_POINT,
            grade=Grade.WEAK,
            standing=Standing.EVALUATED,
            position=99,
        )
        session.add(forgotten)
        session.flush()
        number = forgotten.id
    said = words_of(visit("follow-up"))
    assert " ≠ " in said
    way = f'inspections?persona=senior-manager&amp;inspection={published}">{reference(Kind.EVALUATION, number)}</a>'
    assert f"{way} calls for follow-up and nobody is asked to decide." in said


def test_every_clock_is_said_to_be_somebody_s_with_the_gaps_in_cover_beside_it(full_record, visit):
    with unit_of_work(full_record, by=SYSTEM, deed="build_a_test") as session:
        code = _owed(full_record).areas[0].code
        of_area = (col(Assignment.area_code) == code, col(Assignment.role) == CoverRole.LINK_INSPECTOR)
        for held in session.exec(select(Assignment).where(*of_area, col(Assignment.ends_on).is_(None))):
            held.ends_on = today() - timedelta(days=1)
    with reading(full_record) as session:
        clocks = ledger(session, on=today(), thresholds=thresholds(session)).clocks
    said = words_of(visit("follow-up"))
    assert f"Every one of <b>{clocks.running} clocks</b> has an owner or a gap flag." in said
    assert clocks.in_gaps
    assert f"{clocks.in_gaps} of them are the managers', in" in said


def test_a_duty_that_lost_its_clock_is_told_in_red_with_the_way_to_it(full_record, visit):
    row = next(one for one in _register(full_record).candidates if one.decision is not None and one.decision.is_open)
    with unit_of_work(full_record, by=SYSTEM, deed="build_a_test") as session:
        session.get_one(FollowUpDecision, row.decision_id).state = FollowUpState.CLOSED
    said = words_of(visit("follow-up"))
    assert "open dut" in said
    assert "has an owner or a gap flag" not in said
    assert f'follow_up={row.reference}">{row.reference}</a> is not ended, and no clock runs for it.' in said


def test_a_silent_extract_of_an_old_report_is_no_lack(full_record, visit):
    silent = next(
        one
        for one in _register(full_record).candidates
        if one.origin is Origin.PUBLISHED_RECORD and one.intention_recorded is None and not one.timescale_text
    )
    assert "not in the extract" in words_of(visit("follow-up", area=silent.areas[0].code, state=silent.state.value))
    detail = words_of(visit("follow-up", follow_up=str(silent.id)))
    assert "not in the extract that the record has of this report" in detail
    assert "The report lacks" not in detail


def test_the_steps_open_the_rows_they_count(full_record, visit):
    rows = [one for one in _register(full_record).candidates if one.state is CandidateState.OWED]
    said = words_of(visit("follow-up", step="owed"))
    assert all(one.reference in said for one in rows)
    assert said.count('<th scope="row">') == len(rows)


def test_a_decision_opens_the_follow_up_it_answers(full_record, visit):
    row = next(one for one in _register(full_record).candidates if one.decision is not None)
    assert row.decision.reference in words_of(visit("follow-up", decision=str(row.decision.id)))


@pytest.mark.parametrize(
    "address",
    [
        {"follow_up": "9999"},
        {"follow_up": "AP-0001"},
        {"decision": "9999"},
        {"area": "S99"},
        {"state": "lost"},
        {"step": "lost"},
        {"show": "x"},
        {"monitoring": "x"},
        {"monitoring": "FM-9999"},
        {"follow_up": "1", "story": "FD-9999"},
    ],
)
def test_a_bad_address_gets_a_sentence_and_a_way_back(full_record, visit, address):
    said = words_of(visit("follow-up", **address))
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)
    assert "follow-up?" in said


@pytest.mark.parametrize("view", ["register", "monitoring", "one", "spell"])
def test_it_costs_few_statements_and_one_when_nothing_changed(full_record, visit, view):
    row = _owed(full_record)
    address = {
        "register": {},
        "monitoring": {"show": "monitoring"},
        "one": {"follow_up": str(row.id)},
        "spell": {"monitoring": "FM-0001"},
    }[view]
    with counting_statements(full_record) as first:
        visit("follow-up", "link-inspector", **address)
    with counting_statements(full_record) as second:
        visit("follow-up", "link-inspector", **address)
    assert (first.count <= 8, second.count) == (True, 1), first.texts


# --- deciding ---


def test_a_decision_to_review_is_recorded_with_its_window(full_record, visit):
    row = _owed(full_record)
    app = _decide(visit, row, "decide", "senior-manager")
    _field(app, "radio", "decide", "choice").set_value(FollowUpChoice.PROGRESS_REVIEW)
    _field(app, "text_area", "decide", "reason").set_value("Leadership must be seen to improve.")
    assert "Decided for 1 evaluation: progress review." in words_of(app.button[0].click().run())
    after = next(one for one in _register(full_record).candidates if one.id == row.id)
    assert (after.state, after.decision.reason) == (CandidateState.DECIDED, "Leadership must be seen to improve.")
    assert after.window.due_to is not None


def test_a_decision_without_a_reason_is_refused_and_keeps_what_was_chosen(full_record, visit):
    row = _owed(full_record)
    app = _decide(visit, row, "decide", "senior-manager")
    _field(app, "radio", "decide", "choice").set_value(FollowUpChoice.IMPROVEMENT_SUPPORT)
    app = app.button[0].click().run()
    assert "Give the reason for the decision." in words_of(app)
    assert _field(app, "radio", "decide", "choice").value is FollowUpChoice.IMPROVEMENT_SUPPORT


def test_only_a_senior_manager_decides_on_none_and_signs_it(full_record, visit):
    row = _owed(full_record)
    assert not _decide(visit, row, "decide-none", "link-inspector").button
    app = _decide(visit, row, "decide-none", "senior-manager")
    _field(app, "text_area", "decide-none", "reason").set_value("The area has answered it in full.")
    app = app.button[0].click().run()
    assert "Write the day on which it is looked at again." in words_of(app)
    _field(app, "text_input", "decide-none", "again").set_value(written_day(today() + timedelta(days=301)))
    assert "signed by you" in words_of(app.button[0].click().run())
    with reading(full_record) as session:
        decision = there(session.exec(select(FollowUpDecision).order_by(col(FollowUpDecision.id).desc())).first())
        assert decision.signed_by_id is not None
        assert decision.review_on == today() + timedelta(days=301)


@pytest.mark.parametrize("persona", ["support-officer", "administrator", "shared-screen", "relationship-manager-adult"])
def test_nobody_else_is_shown_the_form(full_record, visit, persona):
    assert not _decide(visit, _owed(full_record), "decide", persona).button
