"""How long a sign-in is good for.

OWASP Application Security Verification Standard 5.0.0, 7.3.1 and 7.3.2: an inactivity timeout and an absolute one, from
a documented analysis; the defaults are those of version 4.0.3, 3.3.2, level 2: 12 hours, or 30 minutes of inactivity.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from data_models.rules.settings import Thresholds

# How old a sign-in may be when it is first seen. It is seen seconds after it was made; but issuers date some tokens a
# few minutes back for the sake of clocks that go slow.
FIRST_SEEN_WITHIN = timedelta(minutes=15)
# Clocks of the issuer and of this machine may disagree by this much.
CLOCKS_DIFFER = timedelta(minutes=2)

SIGNED_OUT = "You have signed out."
ENDED = "An administrator has ended this sign-in."
NOT_KNOWN = "This sign-in is over."
TOO_OLD = "You signed in more than {} ago."
IDLE = "You were signed out because nothing was done for {}."


@dataclass(frozen=True)
class SignInTimes:
    """What is known of one sign-in: when it was first and last seen, and what ended it, if anything did."""

    person_id: int
    begun_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None = None
    ended_by_administrator_at: datetime | None = None


def may_begin(issued_at: datetime, now: datetime) -> bool:
    """Whether a sign-in that was never seen before may be taken for a new one."""
    return -CLOCKS_DIFFER <= now - issued_at <= FIRST_SEEN_WITHIN


def why_over(times: SignInTimes, *, issued_at: datetime, now: datetime, limits: Thresholds) -> str | None:
    """The sentence that says why a sign-in no longer counts; None while it does."""
    if times.ended_at is not None:
        return SIGNED_OUT
    if times.ended_by_administrator_at is not None and times.begun_at <= times.ended_by_administrator_at:
        return ENDED
    if now - issued_at > timedelta(hours=limits.sign_in_hours):
        return TOO_OLD.format(_counted(limits.sign_in_hours, "hour"))
    if now - times.last_seen_at > timedelta(minutes=limits.sign_in_idle_minutes):
        return IDLE.format(_counted(limits.sign_in_idle_minutes, "minute"))
    return None


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
