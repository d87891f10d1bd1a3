"""What is recorded of reviews: notified, put right, decided, reported, answered; late ones say so, and never a case."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dashboard.session import today
from dashboard.wording import day
from data_models.commands.reviews import NewReview, decide_review, notify_review, receive_review_report
from data_models.database import reading, unit_of_work
from data_models.rules.reviews import REASONS_NOT_TO_PROCEED
from data_models.tables import ReviewNotification
from data_models.visibility import Deed
from data_models.vocabulary import ReviewDecision, ReviewKind
from tests.builders import asked, there
from tests.pages import deeds
from tests.pages.deeds import PageDeed
from tests.pages.forms_on_pages import fill, opened, save, value
from tests.pages.what_it_says import words_of
from tests.pages.who_looks import looking_as
from tests.statements import counting_statements

YESTERDAY, LAST_WEEK = today() - timedelta(days=1), today() - timedelta(days=7)
TOMORROW = today() + timedelta(days=1)
SIR, DEATH = ReviewKind.SERIOUS_INCIDENT_REVIEW, ReviewKind.LOOKED_AFTER_CHILD_DEATH
REASON = REASONS_NOT_TO_PROCEED[1]
# No area of theirs, and no deed of theirs.
OTHERS = ("relationship-manager-adult", "senior-manager", "shared-screen", "administrator")


def some_area(engine):
    return sorted(looking_as(engine).areas)[0]


def a_review(engine, *, kind=DEATH, known_on=LAST_WEEK, decided=None, received=False):
    """A review that an area of the demonstration's link inspector notified, as far as is asked for."""
    by = looking_as(engine)
    new = NewReview(some_area(engine), kind, "LAC-2020-0099", known_on, known_on)
    deed = asked(by=by, on=today())
    with unit_of_work(engine, by=by, deed=Deed.NOTIFY_REVIEW.value) as session:
        number = notify_review(session, **deed, review=new).id
        if decided:
            reason = REASON if decided is ReviewDecision.NOT_PROCEED else ""
            decide_review(session, **deed, review_id=number, decision=decided, reason=reason)
        if received:
            receive_review_report(session, **deed, review_id=number, received_on=YESTERDAY)
    return number


def at(form, **about):
    return lambda engine: {"review": str(a_review(engine, **about)), "do": form}


def the_review(*fields):
    def found(session, address):
        row = session.get_one(ReviewNotification, int(address["review"]))
        return tuple(getattr(row, one) for one in fields)

    return found


def newest(session, _):
    row = there(session.exec(select(ReviewNotification).order_by(col(ReviewNotification.id).desc())).first())
    return row.reference, row.kind, row.known_on, row.notified_on, row.report_due_on


DEEDS = {
    "record a notification": PageDeed(
        path="reviews",
        at=lambda engine: {"area": some_area(engine), "do": "notify-review"},
        typed={
            "kind": DEATH,
            "reference": "lac-2026-0777",
            "known_on": day(LAST_WEEK),
            "notified_on": day(LAST_WEEK + timedelta(days=1)),
        },
        said="is recorded. It was in time.",
        left=newest,
        expected=(
            "LAC-2026-0777",
            DEATH,
            LAST_WEEK,
            LAST_WEEK + timedelta(days=1),
            LAST_WEEK + timedelta(days=28),
        ),
        wrongly={"reference": "the Brown case"},
        sentence="It must not point at a person.",
        not_by=OTHERS,
    ),
    "put a notification right": PageDeed(
        path="reviews",
        at=at("correct-review"),
        typed={"reference": "LAC-2026-0778", "known_on": day(LAST_WEEK - timedelta(days=4))},
        said="is put right. It was notified 3 days late",
        left=the_review("reference", "known_on", "report_due_on"),
        expected=("LAC-2026-0778", LAST_WEEK - timedelta(days=4), LAST_WEEK + timedelta(days=24)),
        wrongly={"known_on": ""},
        sentence="Write the day it became known: the clocks of this kind of review start from it.",
        not_by=OTHERS,
    ),
    "record that it does not proceed": PageDeed(
        path="reviews",
        at=at("decide-review"),
        typed={"decision": ReviewDecision.NOT_PROCEED, "because": REASON, "decided_on": "yesterday"},
        said="does not proceed.",
        left=the_review("decision", "decision_reason", "decided_on", "report_due_on"),
        expected=(ReviewDecision.NOT_PROCEED, REASON, YESTERDAY, None),
        wrongly={"because": None},
        sentence="Choose the area&#39;s reason for not proceeding.",
        not_by=OTHERS,
    ),
    "record that the report is here": PageDeed(
        path="reviews",
        at=at("report-received", decided=ReviewDecision.PROCEED),
        typed={"day": "yesterday"},
        said=f"is here, in time. Our feedback is due on {day(YESTERDAY + timedelta(days=28))}.",
        left=the_review("report_received_on", "feedback_due_on"),
        expected=(YESTERDAY, YESTERDAY + timedelta(days=28)),
        wrongly={"day": day(LAST_WEEK - timedelta(days=1))},
        sentence="The last day is before the first: check both.",
        not_by=OTHERS,
    ),
    "record that our feedback was given": PageDeed(
        path="reviews",
        at=at("review-feedback", received=True),
        typed={"day": "today"},
        said="was given, in time.",
        left=the_review("feedback_given_on"),
        expected=(today(),),
        wrongly={"day": "tomorrow"},
        sentence="This has not happened yet: choose today or an earlier day.",
        not_by=OTHERS,
    ),
}
EACH = pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)


@EACH
@pytest.mark.parametrize("persona", ["link-inspector", "support-officer"])
def test_it_is_offered_to_whoever_may(full_record, visit, deed, persona):
    deeds.is_offered(PageDeed(**{**vars(deed), "by": persona}), full_record, visit)


@EACH
def test_it_is_done_once_and_said(full_record, visit, deed):
    deeds.done(deed, full_record, visit)


@EACH
def test_it_is_refused_with_a_sentence_and_nothing_typed_is_lost(full_record, visit, deed):
    deeds.refused(deed, full_record, visit)


@pytest.mark.parametrize(("deed", "persona"), [(deed, one) for deed in DEEDS.values() for one in deed.not_by])
def test_whoever_may_not_sees_neither_link_nor_form(full_record, visit, deed, persona):
    deeds.closed_to(deed, full_record, visit, persona)


@pytest.mark.parametrize("form", ["notify-review", "correct-review", "decide-review", "report-received"])
def test_it_is_not_done_in_the_past(full_record, visit, form):
    theirs = col(ReviewNotification.area_code).in_(sorted(looking_as(full_record).areas))
    with reading(full_record) as session:
        one = there(session.exec(select(ReviewNotification).where(theirs)).first())
        address = {"do": form, **({} if form == "notify-review" else {"review": str(one.id)})}
    deed = PageDeed(**{**vars(DEEDS["record a notification"]), "at": lambda _: address})
    deeds.not_in_the_past(deed, full_record, visit)


# --- no case can be told ---


@pytest.mark.parametrize("form", ["notify-review", "correct-review", "decide-review", "report-received"])
def test_no_form_of_a_review_has_room_for_a_case(full_record, visit, form):
    address = {} if form == "notify-review" else {"review": a_review(full_record)}
    app = opened(visit, "reviews", form, "link-inspector", **address)
    assert app.button
    assert not app.text_area
    written = {str(one.key).split(" ")[-1] for one in app.text_input}
    assert written <= {"reference", "known_on", "notified_on", "decided_on", "day"}


# --- clocks ---


def _notify(engine, visit, kind, known_on, notified_on):
    app = opened(visit, "reviews", "notify-review", "link-inspector", area=some_area(engine))
    typed = {"kind": kind, "reference": "SIR-2020-0001", "known_on": day(known_on), "notified_on": day(notified_on)}
    return words_of(save(fill(app, "notify-review", **typed), "notify-review"))


@pytest.mark.parametrize(
    ("kind", "known_on", "notified_on", "said"),
    [
        # Christmas Day and the substitute Boxing Day of 2020 are no working days of Scotland.
        (SIR, date(2020, 12, 21), date(2020, 12, 30), "It was in time."),
        (SIR, date(2020, 12, 21), date(2020, 12, 31), "It was notified 1 day late: it was due on 30 Dec 2020."),
        (DEATH, date(2026, 3, 3), date(2026, 3, 4), "It was in time."),
        (DEATH, date(2026, 3, 3), date(2026, 3, 6), "It was notified 2 days late: it was due on 4 Mar 2026."),
        (ReviewKind.LEARNING_REVIEW_ADULT, date(2026, 3, 3), date(2026, 5, 6), "It has no clock."),
    ],
)
def test_a_notification_says_whether_it_was_late(full_record, visit, kind, known_on, notified_on, said):
    assert said in _notify(full_record, visit, kind, known_on, notified_on)


def test_where_no_bank_holidays_are_known_the_clock_says_so(full_record, visit):
    said = _notify(full_record, visit, SIR, date(2019, 12, 27), date(2020, 1, 6))
    assert "No bank holiday of 2019 is on record" in said


def test_a_late_report_says_by_how_much(full_record, visit):
    number = a_review(full_record, known_on=today() - timedelta(days=40), decided=ReviewDecision.PROCEED)
    app = opened(visit, "reviews", "report-received", "link-inspector", review=number)
    assert "is here, 12 days late." in words_of(save(app, "report-received"))


def test_late_feedback_says_by_how_much(full_record, visit):
    number = a_review(full_record, known_on=today() - timedelta(days=40))
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.UPDATE_REVIEW.value) as session:
        row = session.get_one(ReviewNotification, number)
        row.report_received_on, row.feedback_due_on = today() - timedelta(days=35), today() - timedelta(days=7)
    app = opened(visit, "reviews", "review-feedback", "link-inspector", review=number)
    assert "was given, 7 days late." in words_of(save(app, "review-feedback"))


def test_a_late_notification_is_said_on_the_page_of_the_area(full_record, visit):
    number = a_review(full_record)
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.UPDATE_REVIEW.value) as session:
        row = session.get_one(ReviewNotification, number)
        row.known_on, row.notified_on = date(2020, 12, 21), date(2020, 12, 31)
        row.kind, code = SIR, row.area_code
    part = words_of(visit("area", area=code)).split('id="reviews"')[1].split('id="other-bodies"')[0]
    assert "1 day late, due 30 Dec 2020" in part


# --- as it stands ---


@pytest.mark.parametrize(
    ("about", "offered"),
    [
        ({}, {"decide-review", "report-received", "correct-review"}),
        ({"decided": ReviewDecision.NOT_PROCEED}, {"decide-review", "review-feedback", "correct-review"}),
        ({"received": True}, {"review-feedback", "correct-review"}),
    ],
    ids=["notified", "not proceeding", "reported"],
)
def test_only_what_can_follow_is_offered(full_record, visit, about, offered):
    said = words_of(visit("reviews", "link-inspector", review=str(a_review(full_record, **about))))
    every = {"decide-review", "report-received", "review-feedback", "correct-review"}
    assert {one for one in every if f"do={one}" in said} == offered


def test_a_report_that_came_meanwhile_is_said_and_the_decision_stays_typed(full_record, visit):
    number, do = a_review(full_record), "decide-review"
    app = opened(visit, "reviews", do, "link-inspector", review=number)
    fill(app, do, decision=ReviewDecision.NOT_PROCEED, because=REASON, decided_on="today")
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.UPDATE_REVIEW.value) as session:
        session.get_one(ReviewNotification, number).report_received_on = today()
    app = save(app, do)
    assert "so the decision to proceed stays as it is" in words_of(app)
    assert value(app, do, "because") == REASON


def test_a_reason_of_the_list_alone_can_be_chosen_and_one_written_before_is_shown(full_record, visit):
    number = a_review(full_record, decided=ReviewDecision.NOT_PROCEED)
    with unit_of_work(full_record, by=looking_as(full_record), deed=Deed.UPDATE_REVIEW.value) as session:
        session.get_one(ReviewNotification, number).decision_reason = "Written before there was a list"
    app = opened(visit, "reviews", "decide-review", "link-inspector", review=number)
    assert "Written before there was a list" in words_of(app)
    assert value(app, "decide-review", "because") is None


def test_an_area_that_notified_none_offers_to_record_one(full_record, visit):
    with reading(full_record) as session:
        told = set(session.exec(select(ReviewNotification.area_code)).all())
    silent = sorted(looking_as(full_record).areas - told)
    assert silent
    part = words_of(visit("area", "link-inspector", area=silent[0])).split('id="reviews"')[1]
    assert "it is not a comfort" in part.split('id="other-bodies"')[0]
    assert f"area={silent[0]}&amp;do=notify-review" in part


@pytest.mark.parametrize("wrong", ["9999", "nonsense", "SIR-1"])
def test_an_unknown_review_is_said_with_a_way_back(full_record, visit, wrong):
    said = words_of(visit("reviews", review=wrong))
    assert f"There is no review “{wrong}”" in said
    assert (said.count("<h1"), said.count("notice-amber")) == (1, 1)


def test_a_review_costs_at_most_eight_statements_and_one_when_nothing_changed(full_record, visit):
    number = str(a_review(full_record))
    with counting_statements(full_record) as first:
        visit("reviews", "link-inspector", review=number, do="decide-review")
    with counting_statements(full_record) as second:
        visit("reviews", "link-inspector", review=number, do="decide-review")
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1
