from data_models.database import reading
from data_models.past import reading_past
from data_models.queries.matters import account
from data_models.queries.overview import overview
from data_models.queries.record import head
from data_models.tables import RiskFlag
from data_models.vocabulary import FlagState, MatterKind
from tests.data_models.queries.small_record import DEFAULTS, SENIOR, TODAY, area, flag, fully_covered, writing


def test_the_past_is_asked_the_same_questions_and_answers_as_it_stood(engine):
    with writing(engine) as session:
        area(session), fully_covered(session)
        number = flag(session)
    with reading(engine) as session:
        then = head(session).change
    with writing(engine) as session:
        closed = session.get_one(RiskFlag, number)
        closed.state, closed.closed_on, closed.close_reason = FlagState.CLOSED, TODAY, "It passed."
    with reading_past(engine, then) as session:
        before = account(session, SENIOR, on=TODAY, thresholds=DEFAULTS).matters
        assert overview(session, SENIOR, on=TODAY, thresholds=DEFAULTS).headlines.red == 1
    with reading(engine) as session:
        after = account(session, SENIOR, on=TODAY, thresholds=DEFAULTS).matters
    assert MatterKind.FLAG_OPEN in {one.kind for one in before}
    assert MatterKind.FLAG_OPEN not in {one.kind for one in after}
