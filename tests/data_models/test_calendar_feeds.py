"""The register of calendar feeds: one address a person, kept as what cannot be turned back into it."""

import pytest
from sqlalchemy import Engine, text

from data_models import calendar_feeds
from data_models.database import reading
from data_models.errors import CommandRefused
from data_models.queries.calendar_feeds import own_feed_made_at, owner_of_feed
from data_models.queries.record import head
from data_models.seals import check_chain
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName
from tests.builders import TODAY, a_person, changing
from tests.data_models.test_sign_ins import AT


@pytest.fixture
def kim(engine: Engine) -> int:
    with changing(engine) as session:
        return a_person(session, name="Kim").id


def owner(engine: Engine, secret: str) -> int | None:
    with reading(engine) as session:
        return owner_of_feed(session, calendar_feeds.key_of(secret))


def test_an_address_is_its_owners_until_it_is_made_anew_or_stopped(engine: Engine, kim: int) -> None:
    first = calendar_feeds.make(engine, person_id=kim, at=AT)
    assert (owner(engine, first), owner(engine, "guessed")) == (kim, None)
    second = calendar_feeds.make(engine, person_id=kim, at=AT)
    assert (owner(engine, first), owner(engine, second)) == (None, kim)
    calendar_feeds.stop(engine, person_id=kim)
    assert owner(engine, second) is None


def test_the_database_does_not_hold_the_secret_and_no_change_is_numbered(engine: Engine, kim: int) -> None:
    secret = calendar_feeds.make(engine, person_id=kim, at=AT)
    with reading(engine) as session:
        (row,) = session.connection().execute(text("SELECT * FROM calendar_feed")).all()
        assert secret not in map(str, row)
        assert head(session).change == 1
        assert check_chain(session).holds


def test_somebody_sees_since_when_they_have_one(engine: Engine, kim: int) -> None:
    viewer = Viewer(name="Kim", role=RoleName.LINK_INSPECTOR, person_id=kim)
    with reading(engine) as session:
        assert own_feed_made_at(session, viewer, on=TODAY) is None
    calendar_feeds.make(engine, person_id=kim, at=AT)
    with reading(engine) as session:
        assert own_feed_made_at(session, viewer, on=TODAY) == AT


def test_nobody_unknown_has_one(engine: Engine, kim: int) -> None:
    with pytest.raises(CommandRefused):
        calendar_feeds.make(engine, person_id=kim + 999, at=AT)
