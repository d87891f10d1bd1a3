"""Which reviews do we quality-assure, and are they on time? The page as everybody sees it."""

from datetime import date, timedelta

import pytest

from dashboard.components.reviews.register import clock_words
from dashboard.holidays import scottish_bank_holidays
from dashboard.personas import PERSONAS
from dashboard.session import today
from data_models.database import reading, unit_of_work
from data_models.queries.record import thresholds
from data_models.queries.reviews import Clock, reviews
from data_models.tables import ReviewNotification
from data_models.visibility import SYSTEM
from data_models.vocabulary import ReviewDecision, ReviewKind
from tests.pages.what_it_says import words_of
from tests.statements import counting_statements

EVERYBODY = [persona.key for persona in PERSONAS]
ON = date(2026, 3, 3)


def register_of(said):
    return said.split('aria-label="Reviews that are quality-assured')[1].split("</table>")[0]


def kept(engine):
    with reading(engine) as session:
        return reviews(session, SYSTEM, on=today(), thresholds=thresholds(session), holidays=scottish_bank_holidays())


@pytest.mark.parametrize("persona", EVERYBODY)
def test_everybody_sees_the_whole_register_and_what_is_not_kept(full_record, visit, persona):
    said = words_of(visit("reviews", persona))
    assert register_of(said).count('<th scope="row">') == len(kept(full_record).reviews) > 0
    assert "Not kept here, by design" in said


def test_the_reasons_of_decisions_are_not_sent_to_a_shared_screen(full_record, visit):
    with unit_of_work(full_record, by=SYSTEM, deed="update_review") as session:
        one = session.get_one(ReviewNotification, 1)
        one.decision, one.decision_reason = ReviewDecision.NOT_PROCEED, "canary of a committee"
    assert "canary" in words_of(visit("reviews", "senior-manager"))
    assert "canary" not in words_of(visit("reviews", "shared-screen"))


def test_an_empty_register_names_every_area_as_a_note_and_not_a_comfort(empty_record, visit):
    said = words_of(visit("reviews"))
    assert "No review is in the register" in said
    assert "A note, not a comfort" in said
    assert said.count(": 32 areas</summary>") == len(ReviewKind)


@pytest.mark.parametrize("persona", EVERYBODY)
def test_a_record_without_areas_says_whom_to_ask(blank_record, visit, persona):
    assert "load the reference data" in words_of(visit("reviews", persona))


def test_a_kind_and_a_state_narrow_the_register(full_record, visit):
    register = kept(full_record).reviews
    wanted = [one for one in register if one.kind is ReviewKind.SERIOUS_INCIDENT_REVIEW and not one.feedback.done_on]
    said = words_of(visit("reviews", kind="serious_incident_review", show="open"))
    assert f"{len(wanted)} review" in said
    notified_late = [one for one in register if one.notification.is_met is False]
    said = words_of(visit("reviews", show="notified-late"))
    assert register_of(said).count('<th scope="row">') == len(notified_late) > 0


def test_a_chosen_area_stays_in_the_address(full_record, visit):
    code = kept(full_record).reviews[0].area_code
    app = visit("reviews")
    app.selectbox(key="choose area").select(code).run()
    assert app.query_params["area"] == code
    assert 0 < register_of(words_of(app)).count('<th scope="row">') < len(kept(full_record).reviews)


@pytest.mark.parametrize("wrong", [{"area": "nonsense"}, {"kind": "nonsense"}, {"show": "nonsense"}])
def test_an_unknown_word_in_the_address_is_said_with_a_way_back(full_record, visit, wrong):
    said = words_of(visit("reviews", **wrong))
    assert "nonsense" in said
    assert "Show everything" in said


def test_bank_holidays_are_left_out_of_the_clock_of_a_notification(empty_record, visit):
    """Known on Monday 21 December 2020: Christmas Day and the substitute Boxing Day fall within five working days."""
    with unit_of_work(empty_record, by=SYSTEM, deed="notify_review") as session:
        session.add(
            ReviewNotification(
                area_code="S12000041",
                kind=ReviewKind.SERIOUS_INCIDENT_REVIEW,
                reference="SIR-2020-0001",
                known_on=date(2020, 12, 21),
                notified_on=date(2020, 12, 31),
            )
        )
    said = register_of(words_of(visit("reviews")))
    assert "1 day late, due 30 Dec 2020" in said


def test_the_past_shows_the_register_as_it_stood(full_record, visit):
    app = visit("reviews", as_of=(today() - timedelta(days=300)).isoformat())
    said = words_of(app)
    assert "The record as it stood then" in said
    assert register_of(said).count('<th scope="row">') < len(kept(full_record).reviews)


def test_it_asks_at_most_eight_times_and_once_when_nothing_changed(full_record, visit):
    with counting_statements(full_record) as first:
        visit("reviews")
    with counting_statements(full_record) as second:
        visit("reviews")
    assert sum("SELECT" in one for one in first.texts) <= 8
    assert sum("SELECT" in one for one in second.texts) == 1


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (Clock(date(2026, 1, 12), date(2026, 1, 20), False, 8), "8 days late, due 12 Jan 2026"),
        (Clock(date(2026, 1, 12), date(2026, 1, 12), True, 0), "in time"),
        (Clock(date(2026, 3, 1), None, False, 2), "2 days overdue"),
        (Clock(date(2026, 3, 10), None, None, 0), "due in 7 days"),
        (Clock(None, None, None, 0), "no clock"),
        (Clock(None, date(2026, 3, 1), None, 0), "1 Mar 2026"),
    ],
)
def test_a_clock_says_whether_it_was_met_and_by_how_much_not(clock, said):
    assert said in clock_words(clock, ON)
