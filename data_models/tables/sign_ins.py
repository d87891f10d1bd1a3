"""Who is signed in. Kept beside the record: not versioned, not sealed, and forgotten after a few days."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from data_models.tables.base import to


class SignIn(SQLModel, table=True):
    """One row is one sign-in of one browser.

    `key` is made from what the identity provider said of it and cannot be turned back into a cookie: whoever reads
    the database can sign in as nobody.
    """

    __tablename__ = "sign_in"

    key: str = Field(primary_key=True, max_length=64)
    person_id: int = to("person.id")
    begun_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None = None
