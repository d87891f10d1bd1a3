"""Whether a sign-in counts: what is done with the register of sign-ins during a run of a page, and at signing out."""

import logging
from datetime import datetime

from sqlalchemy import Engine

from dashboard.sign_in import Claim
from data_models import sign_ins
from data_models.errors import RecordUnavailable, SignInOver
from data_models.queries.record import Head
from data_models.rules.sign_ins import NOT_KNOWN, SignInTimes, may_begin, why_over
from data_models.visibility import Viewer

log = logging.getLogger("link_inspector.sign_in")


def take_down(engine: Engine, claim: Claim, viewer: Viewer, *, at: datetime) -> None:
    """Enter a sign-in when it is first seen. Refused when it should have been seen before: then it was forgotten."""
    if not may_begin(claim.issued_at, at):
        raise SignInOver(NOT_KNOWN)
    assert viewer.person_id is not None
    sign_ins.begin(engine, claim.key, person_id=viewer.person_id, at=at)
    log.info("Person %s signed in", viewer.person_id)


def hold(claim: Claim, state: Head, viewer: Viewer, *, at: datetime) -> SignInTimes:
    """What is known of this sign-in, which still counts and is this person's; `SignInOver` says why it is not so."""
    times = state.sign_in
    if times is None or times.person_id != viewer.person_id:
        raise SignInOver(NOT_KNOWN)
    if (why := why_over(times, issued_at=claim.issued_at, now=at, limits=state.thresholds)) is not None:
        raise SignInOver(why)
    return times


def note_seen(engine: Engine, claim: Claim, times: SignInTimes, *, at: datetime) -> None:
    """Take down that the person is still there. Where that cannot be written now, the next click will try again."""
    try:
        sign_ins.note_seen(engine, claim.key, last=times.last_seen_at, at=at)
    except RecordUnavailable as error:
        log.info("Not taken down that somebody is there: %s", error)


def sign_out(engine: Engine, claim: Claim, *, at: datetime) -> None:
    """End a sign-in for good. Where that cannot be written, the cookie alone is taken away and the log says so."""
    try:
        person_id = sign_ins.end(engine, claim.key, at=at)
    except RecordUnavailable as error:
        log.error("A sign-in could not be ended and counts until it is idle: %s", error)
    else:
        log.info("Person %s signed out", person_id)
