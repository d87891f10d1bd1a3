from datetime import UTC, date, datetime

import pytest

from data_models.database import reading, unit_of_work
from data_models.errors import NotFound
from data_models.past import reading_past
from data_models.queries.changes import Operation, history_of, last_changes
from data_models.tables import AreaAlias, RiskFlag
from data_models.visibility import Viewer
from data_models.vocabulary import RoleName
from tests.data_models.queries.small_record import ANGUS, SENIOR, SHARED, TODAY, area, flag, writing

PAT = Viewer(name="Pat", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))


@pytest.fixture
def flagged(engine):
    """A flag that was raised, then renamed."""
    with writing(engine) as session:
        area(session)
        flag(session)
    moment = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    with unit_of_work(engine, by=PAT, deed="review_risk_flag", reason="Clearer words", at=moment) as session:
        session.get_one(RiskFlag, 1).title = "Leadership is very thin"
    return engine


def test_a_rows_history_tells_who_when_which_deed_and_each_field_before_and_after(flagged):
    with reading(flagged) as session:
        edits = history_of(session, SENIOR, "risk_flag", 1)
    assert [(one.change.deed, one.operation) for one in edits] == [
        ("review_risk_flag", Operation.CHANGED),
        ("build_a_test", Operation.ADDED),
    ]
    (moved,) = edits[0].fields
    assert (moved.field, moved.before, moved.after) == ("title", "Leadership is thin", "Leadership is very thin")
    assert (edits[0].change.actor, edits[0].change.reason) == ("Pat", "Clearer words")


def test_the_day_of_a_change_is_londons(flagged):
    with reading(flagged) as session:
        newest = last_changes(session, SENIOR, on=TODAY)[0]
    assert newest.recorded_at == datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    assert newest.on == date(2027, 7, 1)


def test_the_newest_changes_come_first_and_no_more_than_asked_for(flagged):
    with reading(flagged) as session:
        assert [one.number for one in last_changes(session, SENIOR, on=TODAY)] == [2, 1]
        assert [one.number for one in last_changes(session, SENIOR, on=TODAY, limit=1)] == [2]


def test_a_shared_screen_is_sent_no_reasons(flagged):
    with reading(flagged) as session:
        assert "Clearer words" not in repr(last_changes(session, SHARED, on=TODAY))
        assert "Clearer words" not in repr(history_of(session, SHARED, "risk_flag", 1))


def test_in_the_past_a_history_ends_where_the_past_does(flagged):
    with reading_past(flagged, 1) as session:
        assert [one.change.number for one in history_of(session, SENIOR, "risk_flag", 1)] == [1]


def test_a_row_that_was_removed_keeps_its_history(engine):
    with writing(engine) as session:
        area(session)
        session.add(AreaAlias(area_code=ANGUS, alias="Forfarshire", folded="forfarshire"))
    with writing(engine) as session:
        session.delete(session.get_one(AreaAlias, 1))
    with reading(engine) as session:
        removed, added = history_of(session, SENIOR, "area_alias", 1)
    assert (removed.operation, added.operation) == (Operation.REMOVED, Operation.ADDED)
    assert ("alias", "Forfarshire", None) in [(one.field, one.before, one.after) for one in removed.fields]


def test_a_row_that_never_was_has_no_history_and_an_unknown_table_is_refused(engine):
    with reading(engine) as session:
        assert history_of(session, SENIOR, "risk_flag", 99) == ()
        with pytest.raises(NotFound, match='no history called "nonsense"'):
            history_of(session, SENIOR, "nonsense", 1)
