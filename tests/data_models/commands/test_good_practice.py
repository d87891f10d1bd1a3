"""Good practice is noted, validated, disseminated and shared, in that order."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data_models.commands.good_practice import (
    NewPractice,
    amend_good_practice,
    disseminate_good_practice,
    note_good_practice,
    record_share_result,
    share_good_practice,
    validate_good_practice,
)
from data_models.errors import CommandRefused, Invalid, NotAllowed
from data_models.tables import GoodPractice, PracticeShare
from data_models.visibility import Viewer
from data_models.vocabulary import PracticeState, RoleName
from tests.builders import ANGUS, MORAY, TODAY, a_published_inspection, a_viewer, all_of, an_area, asked, changing


def a_practice(session: Session, by: Viewer) -> GoodPractice:
    an_area(session)
    practice = NewPractice(area_code=ANGUS, title="Peer audit", summary="Teams read each other's records each month")
    return note_good_practice(session, by=by, on=TODAY, practice=practice)


def test_a_practice_passes_from_noted_to_validated_to_disseminated(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        practice = a_practice(session, by)
        deed = asked(by=by, on=TODAY, practice_id=practice.id)
        assert (practice.state, practice.noted_by_id) == (PracticeState.NOTED, by.person_id)
        validate_good_practice(session, **deed)
        assert (practice.validated_on, practice.validated_by_id) == (TODAY, by.person_id)
        disseminate_good_practice(session, **deed)
        assert (practice.state, practice.disseminated_on) == (PracticeState.DISSEMINATED, TODAY)


def test_no_step_is_skipped_or_taken_twice(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        an_area(session, MORAY)
        deed = asked(by=by, on=TODAY, practice_id=a_practice(session, by).id)
        with pytest.raises(CommandRefused, match="Validate this practice first"):
            disseminate_good_practice(session, **deed)
        with pytest.raises(CommandRefused, match="Validate this practice first"):
            share_good_practice(session, **deed, area_code=MORAY)
        validate_good_practice(session, **deed)
        with pytest.raises(CommandRefused, match="validated already"):
            validate_good_practice(session, **deed)
        disseminate_good_practice(session, **deed)
        with pytest.raises(CommandRefused, match="disseminated already"):
            disseminate_good_practice(session, **deed)


def test_what_is_validated_is_not_reworded(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        practice = a_practice(session, by)
        deed = asked(by=by, on=TODAY, practice_id=practice.id)
        amend_good_practice(session, **deed, title="Monthly peer audit")
        validate_good_practice(session, **deed)
        with pytest.raises(CommandRefused, match="stays as it was validated"):
            amend_good_practice(session, **deed, title="Weekly peer audit")
        assert practice.title == "Monthly peer audit"


def test_a_practice_without_words_or_from_another_areas_inspection_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        by, elsewhere = a_viewer(session, areas=[ANGUS]), a_published_inspection(session, areas=[MORAY])
        an_area(session)
        practice = NewPractice(area_code=ANGUS, title="", summary=" ", inspection_id=elsewhere.id)
        with pytest.raises(Invalid) as refusal:
            note_good_practice(session, by=by, on=TODAY, practice=practice)
        assert set(refusal.value.problems) == {"title", "summary", "inspection_id"}


def test_a_practice_is_shared_with_another_area_and_its_result_is_kept(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        an_area(session, MORAY)
        deed = asked(by=by, on=TODAY, practice_id=a_practice(session, by).id)
        validate_good_practice(session, **deed)
        share = share_good_practice(session, **deed, area_code=MORAY)
        record_share_result(session, by=by, on=TODAY, share_id=share.id, result="Moray starts in May")
        assert [(one.area_code, one.shared_on, one.result) for one in all_of(session, PracticeShare)] == [
            (MORAY, TODAY, "Moray starts in May")
        ]


def test_the_receiving_areas_link_inspector_may_share_too(engine: Engine) -> None:
    with changing(engine) as session:
        by, receiver = a_viewer(session, areas=[ANGUS]), a_viewer(session, areas=[MORAY])
        practice = a_practice(session, by)
        validate_good_practice(session, by=by, on=TODAY, practice_id=practice.id)
        share_good_practice(session, by=receiver, on=TODAY, practice_id=practice.id, area_code=MORAY)
        stranger = a_viewer(session, RoleName.RELATIONSHIP_MANAGER_ELC, [MORAY])
        with pytest.raises(NotAllowed):
            share_good_practice(session, by=stranger, on=TODAY, practice_id=practice.id, area_code=MORAY)


def test_a_practice_is_not_shared_with_its_own_area_or_ahead(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        deed = asked(by=by, on=TODAY, practice_id=a_practice(session, by).id)
        validate_good_practice(session, **deed)
        with pytest.raises(Invalid) as refusal:
            share_good_practice(session, **deed, area_code=ANGUS, shared_on=TODAY + timedelta(days=1))
        assert set(refusal.value.problems) == {"area_code", "shared_on"}
        assert not all_of(session, PracticeShare)
