"""The register of sign-ins: begun, seen and ended beside the record, so that a cookie alone is good for nothing."""

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete
from sqlmodel import col

from data_models.database import beside_the_record
from data_models.errors import CommandRefused
from data_models.rules.settings import SETTINGS
from data_models.tables import SignIn

# Nobody can be signed in for longer; what is older is forgotten when somebody signs in.
FORGOTTEN_AFTER = timedelta(hours=SETTINGS["sign_in_hours"].maximum) + timedelta(days=1)
# Being seen is written down at most so often: a page that changes nothing costs one statement.
SEEN_EVERY = timedelta(minutes=1)


def begin(engine: Engine, key: str, *, person_id: int, at: datetime) -> None:
    """Take down a sign-in when it is first seen. Two tabs may be the first at once; one of them is."""
    with suppress(CommandRefused), beside_the_record(engine) as session:
        session.connection().execute(delete(SignIn).where(col(SignIn.begun_at) < at - FORGOTTEN_AFTER))
        session.add(SignIn(key=key, person_id=person_id, begun_at=at, last_seen_at=at))


def note_seen(engine: Engine, key: str, *, last: datetime, at: datetime) -> None:
    """Take down that something was done, unless that was done a moment ago."""
    if at - last < SEEN_EVERY:
        return
    with beside_the_record(engine, may_wait=False) as session:
        found = session.get(SignIn, key)
        if found is not None and found.ended_at is None:
            found.last_seen_at = at


def end(engine: Engine, key: str, *, at: datetime) -> int | None:
    """End a sign-in for good; the number of whose it was, None when no such is known."""
    with beside_the_record(engine) as session:
        found = session.get(SignIn, key)
        if found is None:
            return None
        found.ended_at = found.ended_at or at
        return found.person_id
