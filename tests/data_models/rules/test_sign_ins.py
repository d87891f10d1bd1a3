"""How long a sign-in counts: both sides of every limit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from data_models.rules.settings import SETTINGS, Thresholds
from data_models.rules.sign_ins import ENDED, SIGNED_OUT, SignInTimes, may_begin, why_over

BEGUN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
TIMES = SignInTimes(person_id=1, begun_at=BEGUN, last_seen_at=BEGUN)


def why(times: SignInTimes, after: timedelta, **limits: Any) -> str | None:
    """Why it is over so long after it began, where it was issued as it began."""
    return why_over(times, issued_at=BEGUN, now=BEGUN + after, limits=replace(Thresholds(), **limits))


@pytest.mark.parametrize(
    ("age", "may"),
    [
        (-2 * MINUTE - SECOND, False),  # dated ahead by more than clocks differ
        (-2 * MINUTE, True),
        (timedelta(), True),
        (15 * MINUTE, True),
        (15 * MINUTE + SECOND, False),
    ],
)
def test_a_sign_in_is_new_for_a_quarter_of_an_hour(age: timedelta, may: bool) -> None:
    assert may_begin(BEGUN, BEGUN + age) is may


def test_a_sign_in_is_over_when_nothing_was_done_for_half_an_hour() -> None:
    assert why(TIMES, 30 * MINUTE) is None
    assert why(TIMES, 30 * MINUTE + SECOND) == "You were signed out because nothing was done for 30 minutes."


def test_a_sign_in_is_over_after_twelve_hours_however_busy_somebody_is() -> None:
    busy = replace(TIMES, last_seen_at=BEGUN + 12 * HOUR)
    assert why(busy, 12 * HOUR) is None
    assert why(busy, 12 * HOUR + SECOND) == "You signed in more than 12 hours ago."


def test_both_limits_are_settings_with_their_source() -> None:
    assert why(TIMES, 6 * MINUTE, sign_in_idle_minutes=5) is not None
    assert why(replace(TIMES, last_seen_at=BEGUN + HOUR), HOUR + SECOND, sign_in_hours=1) == (
        "You signed in more than 1 hour ago."
    )
    for key in ("sign_in_hours", "sign_in_idle_minutes"):
        assert SETTINGS[key].is_stated
        assert "OWASP" in SETTINGS[key].source


def test_a_sign_in_that_was_ended_is_over_at_once() -> None:
    assert why(replace(TIMES, ended_at=BEGUN), SECOND) == SIGNED_OUT


def test_what_an_administrator_ends_is_what_began_before() -> None:
    assert why(replace(TIMES, ended_by_administrator_at=BEGUN), SECOND) == ENDED
    assert why(replace(TIMES, ended_by_administrator_at=BEGUN - SECOND), SECOND) is None
