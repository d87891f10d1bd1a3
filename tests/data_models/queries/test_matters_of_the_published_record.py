"""The published record that comes with the program, seen through the questions of the first page."""

from collections import Counter
from datetime import date

import pytest
from sqlmodel import select

from data_models.database import reading
from data_models.queries.ledger import ledger
from data_models.queries.overview import overview
from data_models.tables import Evaluation, EvaluationTotal, Inspection
from data_models.vocabulary import AspStatement, CandidateState, MatterKind, PublicationState
from seed_data.building import fill
from tests.data_models.queries.small_record import DEFAULTS, SENIOR

ON = date(2026, 11, 22)


@pytest.fixture
def published(engine):
    fill(engine, "published", ON)
    return engine


def test_every_weak_or_worse_evaluation_is_accounted_for_and_none_of_long_ago_makes_an_area_red(published):
    with reading(published) as session:
        found = ledger(session, on=ON, thresholds=DEFAULTS)
        seen = overview(session, SENIOR, on=ON, thresholds=DEFAULTS)
        by_hand = _counted_by_hand(session)
    assert found.is_sound
    assert found.calling == found.accounted_for == by_hand > 0
    assert sum(found.standing_as(state) for state in CandidateState) == by_hand
    assert (seen.headlines.red, seen.headlines.calling) == (0, by_hand)
    assert Counter(one.kind for one in seen.matters) == {MatterKind.COVER_GAP: 96}


def _counted_by_hand(session):
    published = {
        one.id for one in session.exec(select(Inspection)) if one.publication_state is PublicationState.PUBLISHED
    }
    total = 0
    for one in session.exec(select(Evaluation)):
        is_weak = (one.grade is not None and one.grade <= 2) or one.statement is AspStatement.IMPORTANT_WEAKNESS
        total += one.inspection_id in published and is_weak
    for count in session.exec(select(EvaluationTotal)):
        total += count.unnamed if count.inspection_id in published and count.grade <= 2 else 0
    return total
