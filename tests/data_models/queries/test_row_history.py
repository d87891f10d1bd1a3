"""The history of one row, with people by name."""

from data_models.database import reading
from data_models.queries.ledger import WHOLE_RECORD
from data_models.queries.row_history import row_history
from data_models.tables import RiskFlag
from tests.builders import ANGUS, TODAY, a_flag, a_person, an_item, changing


def _history(engine, table, key):
    with reading(engine) as session:
        return row_history(session, WHOLE_RECORD, on=TODAY, table=table, key=key)


def test_a_change_of_owner_names_both_people(engine):
    with changing(engine) as session:
        first, second = (
            a_person(session, name="Robin Example").id,
            a_person(session, name="Sam Sample").id,
        )
        flag = a_flag(session, ANGUS)
        flag.owner_id = first
        key = flag.id
    with changing(engine) as session:
        session.get_one(RiskFlag, key).owner_id = second
    moved = [one for edit in _history(engine, "risk_flag", key)[:1] for one in edit.fields]
    assert [(one.field, one.before, one.after) for one in moved] == [("owner_id", "Robin Example", "Sam Sample")]


def test_the_newest_change_comes_first_and_carries_its_own_number(engine):
    with changing(engine) as session:
        item = an_item(session)
        key = item.id
    with changing(engine) as session:
        session.get_one(type(item), key).percent = 40
    newest, oldest = _history(engine, "action_item", key)
    assert newest.change.number == oldest.change.number + 1
    assert [(one.field, one.after) for one in newest.fields] == [("percent", 40)]


def test_a_row_that_is_not_there_has_no_history(engine):
    assert _history(engine, "action_item", 999) == ()
