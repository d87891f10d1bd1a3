"""Two keys close an item: the partnership's claim with evidence, and the link inspector's verification."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from data_models.commands.completion import (
    claim_completion,
    dispute_completion,
    settle_dispute,
    verify_completion,
)
from data_models.errors import CommandRefused, Invalid, NotAllowed
from data_models.tables import ActionUpdate
from data_models.visibility import Viewer
from data_models.vocabulary import ItemStatus, RoleName
from tests.builders import ANGUS, TODAY, a_viewer, all_of, an_item, changing


def test_a_claim_waits_for_us_with_its_evidence(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        claim_completion(
            session,
            by=by,
            on=TODAY,
            item_id=item.id,
            claimed_by="Angus Council",
            evidence_note="Four audit reports",
            claimed_on=TODAY - timedelta(days=3),
        )
        assert (item.status, item.claimed_on) == (ItemStatus.CLAIMED, TODAY - timedelta(days=3))
        assert [one.note for one in all_of(session, ActionUpdate)] == ["Four audit reports"]


@pytest.mark.parametrize("claimant", ["Care Inspectorate", "ROBIN EXAMPLE", ""])
def test_nobody_here_claims_for_the_partnership(engine: Engine, claimant: str) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        with pytest.raises(Invalid) as refusal:
            claim_completion(session, by=by, on=TODAY, item_id=item.id, claimed_by=claimant, evidence_note="Audits")
        assert set(refusal.value.problems) == {"claimed_by"}
        assert item.status is ItemStatus.NOT_STARTED


def test_a_claim_without_evidence_is_refused(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session)
        with pytest.raises(Invalid, match="what evidence"):
            claim_completion(session, by=by, on=TODAY, item_id=item.id, claimed_by="Angus Council", evidence_note=" ")


def test_a_second_claim_waits_for_the_first(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        with pytest.raises(CommandRefused, match="already waits"):
            claim_completion(session, by=by, on=TODAY, item_id=item.id, claimed_by="Police", evidence_note="More")


def test_verification_closes_an_item_for_good(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        verify_completion(session, by=by, on=TODAY, item_id=item.id, note="Read all four")
        assert (item.status, item.verified_on, item.verified_by_id) == (ItemStatus.VERIFIED, TODAY, by.person_id)
        with pytest.raises(CommandRefused, match="add a new item citing it"):
            dispute_completion(session, by=by, on=TODAY, item_id=item.id, reason="On second thoughts")


def test_nothing_is_verified_without_a_claim(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.IN_PROGRESS)
        with pytest.raises(CommandRefused, match="Record its claim first"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id)


def test_nothing_is_verified_without_evidence(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        item.evidence_note = ""
        with pytest.raises(CommandRefused, match="without evidence"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id)


def test_the_claimant_never_verifies(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        item.claimed_by = by.name.upper()
        with pytest.raises(CommandRefused, match="cannot verify it"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id)
        assert item.status is ItemStatus.CLAIMED


def test_somebody_without_a_name_in_the_record_never_verifies(engine: Engine) -> None:
    with changing(engine) as session:
        item = an_item(session, status=ItemStatus.CLAIMED)
        nobody = Viewer(name="Nobody", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))
        with pytest.raises(NotAllowed, match="a person of this record"):
            verify_completion(session, by=nobody, on=TODAY, item_id=item.id)


def test_a_dispute_gives_the_item_back_with_a_reason(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        dispute_completion(session, by=by, on=TODAY, item_id=item.id, reason="Only two audits were held")
        assert (item.status, item.dispute_reason) == (ItemStatus.DISPUTED, "Only two audits were held")
        with pytest.raises(CommandRefused, match="no claim"):
            dispute_completion(session, by=by, on=TODAY, item_id=item.id, reason="Again")


def test_a_link_inspector_does_not_verify_what_is_disputed(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.DISPUTED)
        with pytest.raises(CommandRefused, match="Ask a senior manager"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id)
        with pytest.raises(NotAllowed, match="settled by a senior manager"):
            settle_dispute(session, by=by, on=TODAY, item_id=item.id, completion_stands=True, reason="It stands")


@pytest.mark.parametrize(("stands", "status"), [(True, ItemStatus.VERIFIED), (False, ItemStatus.IN_PROGRESS)])
def test_a_senior_manager_settles_a_dispute(engine: Engine, stands: bool, status: ItemStatus) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, RoleName.SERVICE_MANAGER), an_item(session, status=ItemStatus.DISPUTED)
        settle_dispute(session, by=by, on=TODAY, item_id=item.id, completion_stands=stands, reason="Seen both sides")
        assert item.status is status
        assert [one.note for one in all_of(session, ActionUpdate)] == ["Seen both sides"]


def test_there_is_nothing_to_settle_where_nothing_is_disputed(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, RoleName.SERVICE_MANAGER), an_item(session, status=ItemStatus.CLAIMED)
        with pytest.raises(CommandRefused, match="nothing to settle"):
            settle_dispute(session, by=by, on=TODAY, item_id=item.id, completion_stands=True, reason="It stands")
