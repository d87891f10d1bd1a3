"""What reports say about follow-up, apart from what came later."""

import pytest

from data_models.rules.published_follow_up import FollowUpSaid, follow_up_read
from data_models.vocabulary import ReviewOutcome


def test_what_came_later_is_not_what_the_report_said():
    said = follow_up_read(["13 recommendations; later: action plan submitted, monthly contact with link inspector"])
    assert said == FollowUpSaid("13 recommendations", "action plan submitted, monthly contact with link inspector")


def test_what_followed_is_later_too():
    said = follow_up_read(["continue to monitor and to offer support for improvement; second progress review followed"])
    assert said == FollowUpSaid(
        "continue to monitor and to offer support for improvement", "second progress review followed"
    )
    assert (said.outcome, said.reviews_later) == (ReviewOutcome.CONTINUED_MONITORING, 2)


def test_the_rows_of_one_report_say_each_thing_once():
    assert follow_up_read(["a; b", "", "b; c", "Later: d", "later: d"]) == FollowUpSaid("a; b; c", "d")


def test_a_word_that_merely_contains_later_is_not_the_mark():
    assert follow_up_read(["to be reviewed at a later: date"]).later == ""


def test_the_intention_and_timescale_of_a_report_are_kept_in_its_own_words():
    said = follow_up_read(["would monitor improvement and return to review progress in 2018"])
    assert said.intention == said.timescale == "would monitor improvement and return to review progress in 2018"


@pytest.mark.parametrize(
    ("text", "intention", "timescale"),
    [
        ("second progress review within 18 months of publication", True, True),
        ("will return to review progress by the end of June 2026", True, True),
        ("link inspector will continue to engage with the partnership", True, False),
        ("Care Inspectorate and scrutiny partners will monitor progress", True, False),
        ("will prepare an improvement plan", False, False),
        ("quality improvement sessions in May 2022", False, False),
        ("later: progress review in 2018", False, False),
        ("", False, False),
    ],
)
def test_an_intention_and_a_timescale_are_told_only_where_the_report_says_them(text, intention, timescale):
    said = follow_up_read([text])
    assert (bool(said.intention), bool(said.timescale)) == (intention, timescale)


@pytest.mark.parametrize(
    ("text", "requested"),
    [
        ("asked to prepare an improvement plan to address the priority areas for improvement", True),
        ("asked to develop its improvement plan", True),
        ("will request a joint action plan", True),
        ("action plan asked for", True),
        ("improvement plan called for; quality improvement sessions May-June 2022", True),
        ("local authority expected to put in place an improvement plan", True),
        ("partnership will prepare a joint improvement plan", False),
        ("partnership would benefit from additional support to deliver an improvement plan", False),
        ("later: action plan submitted to Care Inspectorate and HIS", False),
    ],
)
def test_a_plan_asked_for_is_told_from_one_that_the_partnership_promises(text, requested):
    assert follow_up_read([text]).plan_requested is requested


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("no further inspections planned; six points", ReviewOutcome.NO_FURTHER_INSPECTIONS),
        ("second progress review within 18 months of publication", ReviewOutcome.FURTHER_REVIEW),
        ("link inspector will continue to engage with the partnership", ReviewOutcome.CONTINUED_ENGAGEMENT),
        ("continue to monitor and to offer support for improvement", ReviewOutcome.CONTINUED_MONITORING),
        ("likely to need continued support from scrutiny partners and others", ReviewOutcome.NOT_STATED),
        ("", ReviewOutcome.NOT_STATED),
    ],
)
def test_what_a_review_led_to_is_read_in_the_published_words(text, outcome):
    assert follow_up_read([text]).outcome is outcome


@pytest.mark.parametrize(
    ("text", "reviews"),
    [("later: two progress reviews", 2), ("later: progress review 2024", 1), ("later: a progress review", 1),
     ("later: revisited in phase 2 (completed May 2024)", 0), ("second progress review in 2018", 0), ("", 0)],
)  # fmt: skip
def test_reviews_said_to_have_followed_are_counted(text, reviews):
    assert follow_up_read([text]).reviews_later == reviews
