"""Every deed on a follow-up, in its form: who may, what changes, what is refused with what was typed kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlmodel import col

from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.commands.progress_reviews import schedule_progress_review, start_progress_review
from data_models.database import reading
from data_models.queries.follow_up import register
from data_models.queries.follow_up_rows import CandidateRow, DecisionRow, ReviewRow
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.record import thresholds
from data_models.rules.follow_up import Window
from data_models.tables import Assignment, FollowUpCandidate, Inspection, InspectionArea, ProgressReview
from data_models.vocabulary import (
    CandidateState,
    CoverRole,
    DatePrecision,
    FollowUpChoice,
    FollowUpState,
    ProgressFinding,
    PublicationState,
    ReviewOutcome,
    ScrutinyType,
    TriggerKind,
)
from tests.builders import all_of, changing, there
from tests.pages.forms_on_pages import DRAFT, field, save
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as

EVERYBODY = [persona.key for persona in PERSONAS]
SENIOR, LINK, SUPPORT = "senior-manager", "link-inspector", "support-officer"


def registered(engine) -> tuple[CandidateRow, ...]:
    with reading(engine) as session:
        return register(session, WHOLE_RECORD, on=today(), thresholds=thresholds(session)).candidates


def decision_of(row: CandidateRow) -> DecisionRow:
    return there(row.decision)


def visit_of(row: CandidateRow) -> ReviewRow:
    """The visit that is still to come."""
    return there(row.review_to_come)


def again(engine, row: CandidateRow) -> CandidateRow:
    return next(one for one in registered(engine) if one.id == row.id)


def decided(row, state, choice=None) -> bool:
    return row.decision is not None and row.decision.state is state and choice in (None, row.decision.choice)


def is_owed(row):
    return row.state is CandidateState.OWED


def is_unknown(row):
    return row.state is CandidateState.SEQUEL_NOT_ESTABLISHED


def is_none(row):
    return decided(row, FollowUpState.DECIDED, FollowUpChoice.NONE)


def is_recorded(row):
    return decided(row, FollowUpState.RECORDED_IN_REPORT)


def is_scheduled(row):
    return decided(row, FollowUpState.SCHEDULED)


def goes_on(row):
    return decided(row, FollowUpState.CONTINUED_MONITORING) and row.is_reported


def gives_none(row):
    return row.is_live and row.is_silence_open


def under_way(row):
    return decided(row, FollowUpState.IN_PROGRESS)


@dataclass(frozen=True)
class Form:
    """A form, the state of a follow-up in which it is offered, and to whom, `LINK` in areas of their own."""

    name: str
    words: str
    offered_when: Callable[[CandidateRow], bool]
    to: frozenset[str]
    of_the_visit: bool = False

    def address(self, row: CandidateRow) -> str:
        return f"{self.name}-{visit_of(row).id}" if self.of_the_visit else self.name


OWN_OR_SENIOR, SIGNED = frozenset({SENIOR, LINK}), frozenset({SENIOR})
OF_VISITS = frozenset({SENIOR, LINK, SUPPORT})
FORMS = (
    Form("decide", "Decide on follow-up", is_owed, OWN_OR_SENIOR),
    Form("decide-none", "Decide not to follow up", is_owed, SIGNED),
    Form("review-none", "Look at it again: it stands", is_none, SIGNED),
    Form("reopen-none", "It no longer stands: decide anew", is_none, SIGNED),
    Form("schedule-review", "Schedule the progress review", is_recorded, OF_VISITS, of_the_visit=True),
    Form("schedule-review", "Move the visit to other days", is_scheduled, OF_VISITS, of_the_visit=True),
    Form("begin-review", "The visit has begun", is_scheduled, OF_VISITS, of_the_visit=True),
    Form("report-review", "Report the review", under_way, OF_VISITS, of_the_visit=True),
    Form("further-review", "Call a further review", goes_on, OWN_OR_SENIOR),
    Form("close-follow-up", "Close the follow-up", goes_on, OWN_OR_SENIOR),
    Form("close-follow-up", "End it without a visit", is_scheduled, SIGNED),
    Form("close-follow-up", "End it without a visit", is_none, SIGNED),
    Form("establish-sequel", "A later inspection answered it", is_unknown, OWN_OR_SENIOR),
    Form("record-intention", "Record what the report says on follow-up", is_unknown, frozenset({SUPPORT, LINK})),
    Form("report-gives-none", "The report gives none: say why that stands", gives_none, OWN_OR_SENIOR),
    Form("key-area", "Say whether it is a key area", is_unknown, OWN_OR_SENIOR),
)


@pytest.fixture
def found(full_record) -> Callable[[Callable[[CandidateRow], bool]], CandidateRow]:
    """Find a follow-up in some state, in an area that the demonstration's link inspector covers from then on."""
    inspector = there(looking_as(full_record).person_id)

    def find(wanted: Callable[[CandidateRow], bool]) -> CandidateRow:
        _begin_a_visit(full_record)
        row = next(one for one in registered(full_record) if wanted(one))
        codes = [place.code for place in row.areas]
        with changing(full_record) as session:
            _have_a_later_report(session, row, codes)
            theirs = (col(Assignment.area_code).in_(codes), Assignment.role == CoverRole.LINK_INSPECTOR)
            for held in all_of(session, Assignment, *theirs):
                held.person_id = inspector
        return row

    return find


def _have_a_later_report(session, row, codes) -> None:
    """Another report of the area becomes one of the same strand and of yesterday, so that it can have answered it."""
    theirs = col(InspectionArea.area_code).in_(codes)
    numbers = [one.inspection_id for one in all_of(session, InspectionArea, theirs)]
    others = (col(Inspection.id) != row.inspection_id, Inspection.publication_state == PublicationState.PUBLISHED)
    for one in all_of(session, Inspection, col(Inspection.id).in_(numbers), *others)[:1]:
        one.published_on, one.published_precision = today() - timedelta(days=1), DatePrecision.DAY
        one.programme_id = session.get_one(Inspection, row.inspection_id).programme_id
        one.scrutiny_type, one.follows_inspection_id = ScrutinyType.INSPECTION, None


def _begin_a_visit(engine) -> None:
    """Of the visits that wait for their report, the demonstration has none: one recorded follow-up is brought there."""
    row = [one for one in registered(engine) if is_recorded(one)][-1]
    with changing(engine) as session:
        review = session.get_one(ProgressReview, visit_of(row).id)
        senior = looking_as(engine, SENIOR)
        schedule_progress_review(session, by=senior, on=today(), review_id=review.id, scheduled_on=today())
        start_progress_review(session, by=senior, on=today(), review_id=review.id)


def open_form(visit, row, form: str, persona: str = SENIOR):
    return visit("follow-up", persona, follow_up=str(row.id), do=form, draft=DRAFT)


# --- who may ---


@pytest.mark.parametrize("form", FORMS, ids=lambda one: f"{one.name} {one.offered_when.__name__}")
def test_a_form_and_its_link_are_there_for_whoever_may_and_for_nobody_else(found, visit, form):
    row = found(form.offered_when)
    for persona in EVERYBODY:
        app = open_form(visit, row, form.address(row), persona)
        assert (form.words in words_of(app), bool(app.button)) == (persona in form.to, persona in form.to), persona


def test_a_link_inspector_of_another_area_sees_neither_link_nor_form(full_record, visit):
    theirs = looking_as(full_record).areas
    row = next(one for one in registered(full_record) if is_recorded(one) and one.areas[0].code not in theirs)
    app = open_form(visit, row, f"schedule-review-{visit_of(row).id}", LINK)
    assert not app.button
    assert "Schedule the progress review" not in words_of(app)


@pytest.mark.parametrize("form", FORMS, ids=lambda one: f"{one.name} {one.offered_when.__name__}")
def test_nothing_is_offered_in_the_past(found, visit, form):
    row = found(form.offered_when)
    yesterday = str(today() - timedelta(days=1))
    app = visit("follow-up", SENIOR, follow_up=str(row.id), do=form.address(row), draft=DRAFT, as_of=yesterday)
    assert not app.button
    assert 'class="deeds"' not in words_of(app)


def test_what_cannot_be_done_now_says_which_step_comes_first(found, visit):
    row = found(is_recorded)
    said = words_of(open_form(visit, row, f"report-review-{visit_of(row).id}"))
    assert "Schedule the progress review first." in said
    assert "Report the review</a>" not in said


# --- deciding ---


def test_a_key_area_is_put_on_record(found, full_record, visit):
    row = found(is_unknown)
    app = open_form(visit, row, "key-area", LINK)
    assert "Choose yes or no." in words_of(save(app, "key-area"))
    field(app, "radio", "key-area", "key area").set_value(False)
    assert f"{row.reference} is not of a key area" in words_of(save(app, "key-area"))
    assert again(full_record, row).is_key_area is False


def test_two_people_who_disagree_on_a_key_area_are_asked(found, full_record, visit):
    row = found(is_unknown)
    with changing(full_record) as session:
        session.get_one(FollowUpCandidate, row.id).is_key_area = True
    opened = {"follow_up": str(row.id), "do": "key-area", "draft": DRAFT, "opened": str(row.row_version)}
    app = visit("follow-up", LINK, **opened)
    field(app, "radio", "key-area", "key area").set_value(False)
    said = words_of(save(app, "key-area"))
    assert "now “yes”, yours “no”" in said
    assert again(full_record, row).is_key_area is True


def test_a_decision_on_none_is_signed_again_with_its_reason(found, full_record, visit):
    row, later = found(is_none), today() + timedelta(days=200)
    app = open_form(visit, row, "review-none")
    field(app, "text_area", "review-none", "reason").set_value("Uptake rises still.")
    app = save(app, "review-none")
    assert "Write the day on which it is looked at again." in words_of(app)
    assert field(app, "text_area", "review-none", "reason").value == "Uptake rises still."
    field(app, "text_input", "review-none", "again").set_value(f"{later:%d/%m/%Y}")
    assert "stands, signed by you" in words_of(save(app, "review-none"))
    decision = decision_of(again(full_record, row))
    assert decision.review_on == later
    assert "Uptake rises still." in decision.reason


def test_a_decision_on_none_that_no_longer_stands_asks_for_another(found, full_record, visit):
    row = found(is_none)
    app = open_form(visit, row, "reopen-none")
    assert "Say why the decision no longer stands." in words_of(save(app, "reopen-none"))
    field(app, "text_area", "reopen-none", "reason").set_value("Uptake fell.")
    assert "asks for a new decision by" in words_of(save(app, "reopen-none"))
    newest = max(registered(full_record), key=lambda one: one.id)
    assert (newest.state, newest.inspection_id) == (CandidateState.OWED, row.inspection_id)
    assert again(full_record, row).state is CandidateState.CLOSED


# --- the report's words ---


def test_the_report_s_words_are_read_as_days_that_are_seen_before_they_count(found, full_record, visit):
    row = found(is_owed)
    form = "record-intention"
    app = open_form(visit, row, form, SUPPORT)
    field(app, "selectbox", form, "intention_recorded").select(True)
    field(app, "text_area", form, "intention_text").set_value("We will carry out a progress review.")
    field(app, "text_input", form, "timescale_text").set_value("by March 2031")
    app = save(app, form)
    assert "look at them in the form, then save again" in words_of(app)
    assert field(app, "text_area", form, "intention_text").value == "We will carry out a progress review."
    assert "Its window ends on 31 Mar 2031." in words_of(save(app, form))
    after = again(full_record, row)
    assert (after.intention_recorded, after.timescale_text, after.lacks) == (True, "by March 2031", ())
    assert after.window == Window(None, date(2031, 3, 31), False)


def test_whether_the_report_records_an_intention_is_never_assumed(found, full_record, visit):
    row = found(is_unknown)
    app = open_form(visit, row, "record-intention", LINK)
    assert "Choose whether the report records an intention" in words_of(save(app, "record-intention"))
    assert again(full_record, row).intention_recorded is None


# --- visits ---


def test_a_visit_is_scheduled_and_told_when_it_is_after_its_window(found, full_record, visit):
    row = found(is_recorded)
    review, form = visit_of(row), f"schedule-review-{visit_of(row).id}"
    first = there(review.due_to) + timedelta(days=3)
    app = open_form(visit, row, form, SUPPORT)
    field(app, "text_input", form, "first").set_value(str(first))
    field(app, "text_input", form, "last").set_value("soon")
    app = save(app, form)
    assert "“soon” is not a day." in words_of(app)
    assert field(app, "text_input", form, "first").value == str(first)
    field(app, "text_input", form, "last").set_value(str(first + timedelta(days=4)))
    assert "That is after its window" in words_of(save(app, form))
    after = again(full_record, row).own_reviews[0]
    assert (after.scheduled_on, after.scheduled_until) == (first, first + timedelta(days=4))


def test_somebody_else_s_day_for_the_same_visit_is_shown_beside_yours(found, full_record, visit):
    row = found(is_scheduled)
    review = visit_of(row)
    with changing(full_record) as session:
        session.get_one(ProgressReview, review.id).scheduled_on = today() + timedelta(days=60)
    form = f"schedule-review-{review.id}"
    app = visit("follow-up", SENIOR, follow_up=str(row.id), do=form, draft=DRAFT, opened=str(review.row_version))
    field(app, "text_input", form, "first").set_value(str(today() + timedelta(days=61)))
    field(app, "text_input", form, "last").set_value("")
    assert "Somebody else changed the progress review" in words_of(save(app, form))
    assert visit_of(again(full_record, row)).scheduled_on == today() + timedelta(days=60)


def test_a_visit_begins_on_a_day_that_has_come(found, full_record, visit):
    row = found(is_scheduled)
    form = f"begin-review-{visit_of(row).id}"
    app = open_form(visit, row, form, LINK)
    field(app, "text_input", form, "on").set_value("tomorrow")
    assert "has not happened yet" in words_of(save(app, form))
    field(app, "text_input", form, "on").set_value("today")
    assert "is under way since" in words_of(save(app, form))
    after = again(full_record, row)
    assert (decision_of(after).state, visit_of(after).begun_on) == (FollowUpState.IN_PROGRESS, today())


def progress_fields(app, form: str):
    return [one for one in app.radio if one.key.startswith(f"{form} {DRAFT} of ")]


def test_what_a_review_found_is_published_for_each_priority_area(found, full_record, visit):
    row = found(under_way)
    review = visit_of(row)
    form = f"report-review-{review.id}"
    app = open_form(visit, row, form, SUPPORT)
    first, *_ = progress_fields(app, form)
    first.set_value(ProgressFinding.SOME)
    field(app, "text_input", form, "line 1 label").set_value("Leadership")
    field(app, "text_area", form, "outcome_text").set_value("A second progress review.")
    app = save(app, form)
    assert "Choose what the review led to." in words_of(app)
    field(app, "radio", form, "outcome").set_value(ReviewOutcome.FURTHER_REVIEW)
    app = save(app, form)
    assert "Choose what progress was found on “Leadership”." in words_of(app)
    assert field(app, "text_input", form, "line 1 label").value == "Leadership"
    field(app, "radio", form, "line 1").set_value(ProgressFinding.MINIMAL)
    said = words_of(save(app, form))
    assert "is reported with 2 findings. A further review is opened: schedule it next." in said
    assert "Review 2 scheduled" in said
    after = again(full_record, row)
    assert [(one.sequence, one.reported_on) for one in after.own_reviews] == [(1, today()), (2, None)]
    assert {one.progress for one in after.own_reviews[0].findings} == {ProgressFinding.SOME, ProgressFinding.MINIMAL}


def test_there_is_room_for_another_priority_area_without_losing_what_was_typed(found, visit):
    row = found(under_way)
    form = f"report-review-{visit_of(row).id}"
    app = open_form(visit, row, form, SUPPORT)
    field(app, "text_input", form, "line 1 label").set_value("Leadership")
    app = save(app, form, "more")
    assert field(app, "text_input", form, "line 1 label").value == "Leadership"
    assert field(app, "text_input", form, "line 2 label").value == ""
    assert app.query_params["lines"] == "2"


def test_words_without_a_finding_are_not_thrown_away(found, visit):
    row = found(under_way)
    form = f"report-review-{visit_of(row).id}"
    app = open_form(visit, row, form, SUPPORT)
    said_of = next(one for one in app.text_input if one.key.startswith(f"{form} {DRAFT} of "))
    said_of.set_value("Audits have begun.")
    field(app, "radio", form, "outcome").set_value(ReviewOutcome.NOT_STATED)
    assert "Choose what progress was found on 1, or take its words out." in words_of(save(app, form))


def test_a_report_typed_before_a_colleague_reported_stays_on_the_screen(found, full_record, visit):
    row = found(under_way)
    review = visit_of(row)
    form = f"report-review-{review.id}"
    app = open_form(visit, row, form, SUPPORT)
    field(app, "text_input", form, "line 1 label").set_value("Typed with care")
    other = open_form(visit, row, form)
    progress_fields(other, form)[0].set_value(ProgressFinding.SOME)
    field(other, "radio", form, "outcome").set_value(ReviewOutcome.CONTINUED_MONITORING)
    assert "is reported" in words_of(save(other, form))
    field(app, "radio", form, "line 1").set_value(ProgressFinding.SOME)
    field(app, "radio", form, "outcome").set_value(ReviewOutcome.NOT_STATED)
    app = save(app, form)
    assert "This progress review is reported already." in words_of(app)
    assert field(app, "text_input", form, "line 1 label").value == "Typed with care"
    assert len(again(full_record, row).own_reviews[0].findings) == 1


def test_a_further_review_is_called_with_a_reason_and_a_window(found, full_record, visit):
    row, form = found(goes_on), "further-review"
    app = open_form(visit, row, form, LINK)
    field(app, "text_input", form, "to").set_value("30 Jun 2030")
    app = save(app, form)
    assert "Say why a further review is needed." in words_of(app)
    assert field(app, "text_input", form, "to").value == "30 Jun 2030"
    field(app, "text_area", form, "reason").set_value("Progress has stopped.")
    assert "is called, until 30 Jun 2030. Schedule it next." in words_of(save(app, form))
    after = again(full_record, row)
    assert (decision_of(after).state, visit_of(after).sequence) == (FollowUpState.FURTHER_REVIEW, 2)


# --- endings ---


def test_a_follow_up_is_closed_for_good_with_its_reason(found, full_record, visit):
    row, form = found(goes_on), "close-follow-up"
    app = open_form(visit, row, form, LINK)
    assert "Say why the follow-up is closed." in words_of(save(app, form))
    field(app, "text_area", form, "reason").set_value("The plan holds without us.")
    said = words_of(save(app, form))
    assert "is closed, and what it answers with it." in said
    assert "Call a further review" not in said
    after = again(full_record, row)
    assert (after.state, after.close_reason) == (CandidateState.CLOSED, "The plan holds without us.")


def test_calling_off_a_visit_says_so_before_it_is_done(found, visit):
    row = found(is_scheduled)
    assert "is called off: you sign that." in words_of(open_form(visit, row, "close-follow-up"))


def test_a_sequel_is_established_with_its_source(found, full_record, visit):
    row, form = found(is_unknown), "establish-sequel"
    app = open_form(visit, row, form, LINK)
    which = field(app, "selectbox", form, "which")
    which.select_index(0)
    app = save(app, form)
    assert "Say which source tells" in words_of(app)
    assert field(app, "selectbox", form, "which").value is not None
    field(app, "text_area", form, "note").set_value("Report of the progress review, page 3.")
    assert f"{row.reference} is closed: IN-" in words_of(save(app, form))
    after = again(full_record, row)
    assert (after.state, after.sequel_note) == (CandidateState.CLOSED, "Report of the progress review, page 3.")
    assert after.sequel is not None


# --- asked for ---


def test_a_senior_manager_asks_for_follow_up_that_no_evaluation_calls_for(full_record, visit):
    with reading(full_record) as session:
        published = [one for one in all_of(session, Inspection) if one.published_on is not None][0].id
    form = "request-follow-up"
    app = visit("follow-up", SENIOR, do=form, draft=DRAFT, inspection=str(published))
    assert field(app, "selectbox", form, "inspection").value == published
    field(app, "text_area", form, "reason").set_value("Letter of 3 March.")
    app = save(app, form)
    assert "Choose what calls for it." in words_of(app)
    assert field(app, "text_area", form, "reason").value == "Letter of 3 March."
    field(app, "radio", form, "trigger").set_value(TriggerKind.MINISTERIAL_REQUEST)
    assert "asks for a decision, by" in words_of(save(app, form))
    newest = max(registered(full_record), key=lambda one: one.id)
    assert (newest.trigger, newest.sequel_note) == (TriggerKind.MINISTERIAL_REQUEST, "Letter of 3 March.")


@pytest.mark.parametrize("persona", [one for one in EVERYBODY if one != SENIOR])
def test_nobody_else_may_ask_for_follow_up(full_record, visit, persona):
    app = visit("follow-up", persona, do="request-follow-up", draft=DRAFT)
    assert not app.button
    assert "Ask for follow-up that no evaluation calls for" not in words_of(app)


# --- the way, and its next step ---


@pytest.mark.parametrize(
    ("wanted", "steps"),
    [
        (is_owed, ["done Candidate", "next Decided", "ahead Closed"]),
        (is_unknown, ["done Candidate", "next Sequel not established", "ahead Closed"]),
        (is_none, ["done Candidate", "done Decided", "next Looked at again", "ahead Closed"]),
        (
            is_scheduled,
            ["done Candidate", "done Decided", "done Recorded in the report", "done Scheduled", "next Reported"],
        ),
        (under_way, ["done Scheduled", "next Under way", "ahead Reported", "ahead Closed"]),
        (goes_on, ["done Scheduled", "done Reported", "next Goes on", "ahead Closed"]),
    ],
)
def test_the_strip_shows_each_step_and_the_one_that_comes_next(found, visit, wanted, steps):
    said = words_of(visit("follow-up", follow_up=str(found(wanted).id)))
    strip = said[said.index('class="way"') : said.index("</ol>")]
    places = [_place(strip, *step.split(" ", 1)) for step in steps]
    assert places == sorted(places)


def _place(strip: str, standing: str, words: str) -> int:
    (item,) = [one for one in strip.split("<li ") if f" {words}</b>" in one]
    assert f"way-{standing}" in item, item
    return strip.index(item)


@pytest.mark.parametrize(
    ("wanted", "form"),
    [
        (is_owed, "decide"),
        (is_none, "review-none"),
        (is_recorded, "schedule-review"),
        (is_scheduled, "begin-review"),
        (under_way, "report-review"),
        (goes_on, None),
        (is_unknown, "decide"),
    ],
)
def test_whatever_comes_next_opens_in_one_click(found, visit, wanted, form):
    app = visit("follow-up", SENIOR, follow_up=str(found(wanted).id), do="next-step")
    opened = app.query_params.get("do")
    assert opened == form or (form and opened.startswith(f"{form}-"))
    assert bool(app.button) is (form is not None)


@pytest.mark.parametrize(
    ("persona", "link", "form"),
    [
        (LINK, "Decide FU-", "Record the decision"),
        (LINK, "Record from IN-", "Put it on record"),
        (LINK, "See to FD-", "Schedule the visit"),
        (SENIOR, "Look again at FD-", "Sign it again"),
    ],
)
def test_what_is_owed_opens_its_own_form_from_the_queue(full_record, visit, persona, link, form):
    inspector = there(looking_as(full_record).person_id)
    with changing(full_record) as session:
        for held in all_of(session, Assignment, Assignment.role == CoverRole.LINK_INSPECTOR):
            held.person_id = inspector
    queue = words_of(visit("my-areas", persona)).replace("&amp;", "&")
    ways = re.findall(rf'<a href="follow-up\?([^"]+)">{link}', queue)
    opened = [visit("follow-up", **dict(part.split("=") for part in way.split("&"))) for way in ways[:2]]
    assert any(button.label == form for app in opened for button in app.button), ways


def test_whoever_may_not_do_it_is_led_from_the_queue_to_the_record_alone(full_record, visit):
    queue = words_of(visit("my-areas", SENIOR)).replace("&amp;", "&")
    assert "follow-up?" in queue
    assert "do=record-intention" not in queue
    assert "do=give-assurance" not in queue


def test_the_history_of_the_decision_and_of_each_visit_is_one_click_away(found, visit):
    row = found(is_scheduled)
    said = words_of(visit("follow-up", follow_up=str(row.id), story=row.own_reviews[0].reference))
    assert "scheduled a progress review" in said
    assert f"The decision {row.decision.reference}" in said


# --- a report that gives none ---


def test_an_answered_silence_is_told_as_answered_where_the_alert_was(found, full_record, visit):
    row = found(gives_none)
    app = open_form(visit, row, "report-gives-none")
    assert "Say why follow-up stands" in words_of(save(app, "report-gives-none"))
    field(app, "text_area", "report-gives-none", "reason").set_value("The panel set a window of its own.")
    assert "The alert is answered." in words_of(save(app, "report-gives-none"))
    for path, address in (
        ("follow-up", {"follow_up": str(row.id)}),
        ("inspections", {"inspection": str(row.inspection_id)}),
    ):
        assert "The panel set a window of its own." in words_of(visit(path, SENIOR, **address)), path
