"""Typed fields are cleaned, and one refusal names everything that is wrong."""

from datetime import date
from pathlib import Path

import pytest

from data_models import commands
from data_models.commands.checked import Checked
from data_models.errors import Invalid
from data_models.tables.base import LINE, PROSE

TODAY = date(2026, 3, 3)
COMMANDS = Path(commands.__file__).parent


def test_all_that_is_wrong_is_refused_at_once_and_the_first_sentence_on_a_field_stays() -> None:
    ask = Checked()
    ask.that(False, "reason", "Give the reason.")
    ask.that(False, "reason", "Give a better one.")
    ask.not_ahead("given_on", date(2026, 3, 4), TODAY)
    with pytest.raises(Invalid) as refused:
        ask.settle()
    assert refused.value.problems == {
        "reason": "Give the reason.",
        "given_on": "This has not happened yet: choose today or an earlier day.",
    }


def test_nothing_wrong_is_not_refused() -> None:
    ask = Checked()
    ask.not_ahead("given_on", TODAY, TODAY)
    ask.in_order("ends_on", TODAY, TODAY)
    ask.count("number", 0)
    ask.settle()
    assert ask.problems == {}


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(26, 3, 3)])
def test_such_a_year_is_a_slip_too_where_days_are_compared(day: date) -> None:
    ask = Checked()
    ask.not_ahead("given_on", day, TODAY)
    ask.in_order("planned_on", None, day)
    ask.in_order("planned_from", day, None)
    slip = f"The year {day.year} is a slip: check it."
    assert ask.problems == {"given_on": slip, "planned_on": slip, "planned_from": slip}


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2200, 1, 1), date(1899, 12, 31), date(26, 3, 3)])
def test_a_year_that_nobody_means_is_a_slip(day: date) -> None:
    ask = Checked()
    ask.in_reach("ends_on", day)
    assert ask.problems == {"ends_on": f"The year {day.year} is a slip: check it."}


@pytest.mark.parametrize("day", [None, date(1900, 1, 1), date(2199, 12, 31)])
def test_a_year_within_reach_is_none(day: date | None) -> None:
    ask = Checked()
    ask.in_reach("ends_on", day)
    assert ask.problems == {}


@pytest.mark.parametrize(
    ("day", "is_meant"),
    [
        (date(1900, 1, 1), False),
        (date(1996, 3, 2), False),
        (date(1996, 3, 3), True),
        (date(2036, 3, 3), True),
        (date(2036, 3, 4), False),
        (date(2199, 12, 31), False),
    ],
)
def test_a_day_too_far_from_today_is_a_slip_where_today_is_known(day: date, is_meant: bool) -> None:
    ask = Checked(TODAY)
    ask.in_reach("review_on", day)
    ask.in_order("ends_on", None, day)
    if day <= TODAY:
        ask.not_ahead("held_on", day, TODAY)
    assert (ask.problems == {}) is is_meant
    assert set(ask.problems.values()) <= {f"The year {day.year} is a slip: check it."}


def test_every_command_that_checks_what_people_typed_knows_what_day_it_is() -> None:
    """But the two that check words alone."""
    without = {path.name for path in COMMANDS.glob("*.py") if "Checked()" in path.read_text(encoding="utf-8")}
    assert without == {"evaluations.py", "item_recommendations.py"}


def test_a_text_of_only_unseen_characters_is_empty() -> None:
    ask = Checked()
    assert ask.text("reason", "\u202e \u200b", needed="Give the reason.") == ""
    assert ask.problems == {"reason": "Give the reason."}


@pytest.mark.parametrize("said", ["", ".", "?!", "12 %", "…"])
def test_a_mark_or_a_number_is_no_text_where_one_is_needed(said: str) -> None:
    ask = Checked()
    ask.text("reason", said, needed="Give the reason.")
    ask.text("note", said)
    ask.line("value", "12", needed="Enter a value.")
    assert ask.problems == {"reason": "Give the reason."}


@pytest.mark.parametrize(("length", "problems"), [(PROSE, set()), (PROSE + 1, {"reason"})])
def test_a_text_is_as_long_as_the_record_holds_and_no_longer(length: int, problems: set[str]) -> None:
    ask = Checked()
    ask.text("reason", "a" * length)
    assert set(ask.problems) == problems


@pytest.mark.parametrize(("length", "problems"), [(LINE, set()), (LINE + 1, {"title"})])
def test_a_line_is_one_line_and_short(length: int, problems: set[str]) -> None:
    ask = Checked()
    assert ask.line("label", "Staff\n survey ") == "Staff survey"
    ask.line("title", "a" * length)
    assert set(ask.problems) == problems
