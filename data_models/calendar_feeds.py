"""The register of calendar feeds: made anew and stopped beside the record, each address a secret of its owner."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Engine, delete
from sqlmodel import col

from data_models.database import beside_the_record
from data_models.tables import CalendarFeed

# 256 bits: nobody guesses one.
SECRET_BYTES = 32


def key_of(secret: str) -> str:
    """What stands in the register for a secret."""
    return sha256(secret.encode()).hexdigest()


def make(engine: Engine, *, person_id: int, at: datetime) -> str:
    """The secret of a new address, told this once; the address before it stops working."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with beside_the_record(engine) as session:
        session.connection().execute(delete(CalendarFeed).where(col(CalendarFeed.person_id) == person_id))
        session.add(CalendarFeed(person_id=person_id, key=key_of(secret), made_at=at))
    return secret


def stop(engine: Engine, *, person_id: int) -> None:
    """No address of this person works any more."""
    with beside_the_record(engine) as session:
        session.connection().execute(delete(CalendarFeed).where(col(CalendarFeed.person_id) == person_id))
