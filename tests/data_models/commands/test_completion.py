"""Two keys close an item: the partnership's claim with evidence, and the link inspector's verification."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from data_models.commands.action_items import withdraw_action_item
from data_models.commands.completion import (
    claim_completion,
    dispute_completion,
    settle_dispute,
    verify_completion,
)
from data_models.errors import CommandRefused, Invalid, NotAllowed
from data_models.tables import ActionItem, ActionUpdate
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
        assert (item.claimed_by, item.claim_recorded_by_id) == ("Angus Council", by.person_id)
        assert [one.note for one in all_of(session, ActionUpdate)] == ["Four audit reports"]


@pytest.mark.parametrize(
    "claimant",
    [
        "Care Inspectorate",
        "CareInspectorate (Scotland)",
        "The  Care Inspectorate",
        "ROBIN EXAMPLE",
        "Angus Council, per Robín  Example.",
        "",
    ],
)
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


def claimed_by_hand_of(session: Session, by: Viewer) -> ActionItem:
    item = an_item(session)
    return claim_completion(
        session, by=by, on=TODAY, item_id=item.id, claimed_by="Angus Council", evidence_note="Four audit reports"
    )


def test_whoever_took_a_claim_down_never_verifies_it(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        item = claimed_by_hand_of(session, by)
        with pytest.raises(CommandRefused, match="You took this claim down, so somebody else verifies it"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id, note="Read all four")
        assert (item.status, item.verified_by_id) == (ItemStatus.CLAIMED, None)


def test_another_name_or_role_makes_no_second_hand(engine: Engine) -> None:
    with changing(engine) as session:
        by = a_viewer(session, areas=[ANGUS])
        item = claimed_by_hand_of(session, by)
        for again in (replace(by, name="Kim Example"), replace(by, role=RoleName.CHIEF_INSPECTOR)):
            with pytest.raises(CommandRefused, match="somebody else verifies it"):
                verify_completion(session, by=again, on=TODAY, item_id=item.id)


@pytest.mark.parametrize("role", [RoleName.SERVICE_MANAGER, RoleName.CHIEF_INSPECTOR])
def test_a_senior_manager_is_the_second_hand_for_a_claim_the_link_inspector_took_down(
    engine: Engine, role: RoleName
) -> None:
    with changing(engine) as session:
        item = claimed_by_hand_of(session, a_viewer(session, areas=[ANGUS]))
        manager = a_viewer(session, role)
        verify_completion(session, by=manager, on=TODAY, item_id=item.id, note="Read all four")
        assert (item.status, item.verified_by_id) == (ItemStatus.VERIFIED, manager.person_id)


def test_the_office_takes_a_claim_down_and_the_link_inspector_verifies_it(engine: Engine) -> None:
    with changing(engine) as session:
        officer = a_viewer(session, RoleName.SUPPORT_OFFICER)
        item = claimed_by_hand_of(session, officer)
        with pytest.raises(NotAllowed):
            verify_completion(session, by=officer, on=TODAY, item_id=item.id)
        verify_completion(session, by=a_viewer(session, areas=[ANGUS]), on=TODAY, item_id=item.id)
        assert item.status is ItemStatus.VERIFIED


def test_a_new_claim_is_of_whoever_took_that_one_down(engine: Engine) -> None:
    with changing(engine) as session:
        first, second = a_viewer(session, areas=[ANGUS]), a_viewer(session, RoleName.SUPPORT_OFFICER)
        item = claimed_by_hand_of(session, first)
        dispute_completion(session, by=first, on=TODAY, item_id=item.id, reason="Two audits are missing")
        claim_completion(
            session, by=second, on=TODAY, item_id=item.id, claimed_by="Angus Council", evidence_note="All six"
        )
        verify_completion(session, by=first, on=TODAY, item_id=item.id)
        assert (item.claim_recorded_by_id, item.verified_by_id) == (second.person_id, first.person_id)


def test_a_claim_nobody_is_known_to_have_taken_down_is_not_verified(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        item.claim_recorded_by_id = None
        with pytest.raises(CommandRefused, match="does not say who took this claim down"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id)


def test_a_claim_that_stands_in_our_own_name_is_not_verified(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, areas=[ANGUS]), an_item(session, status=ItemStatus.CLAIMED)
        item.claimed_by = by.name.upper()
        with pytest.raises(Invalid, match="stands in our own name"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id)
        assert item.status is ItemStatus.CLAIMED


def test_not_even_a_database_prompt_turns_both_keys_with_one_hand(engine: Engine) -> None:
    with changing(engine) as session:
        item = an_item(session, status=ItemStatus.CLAIMED)
        recorder = item.claim_recorded_by_id
    turn = "UPDATE action_item SET status = 'completion_verified', verified_on = '2026-03-03', verified_by_id = :by"
    with pytest.raises(Exception, match="never verified by whoever recorded it"), changing(engine) as session:
        session.connection().execute(text(turn), {"by": recorder})


@pytest.mark.parametrize("ended", ["completion_verified", "withdrawn"])
def test_not_even_a_database_prompt_reopens_what_is_closed(engine: Engine, ended: str) -> None:
    with changing(engine) as session:
        item = an_item(session, status=ItemStatus.CLAIMED)
        by = a_viewer(session, areas=[ANGUS])
        if ended == "withdrawn":
            dispute_completion(session, by=by, on=TODAY, item_id=item.id, reason="Not shown")
            withdraw_action_item(session, by=by, on=TODAY, item_id=item.id, reason="Merged with another")
        else:
            verify_completion(session, by=by, on=TODAY, item_id=item.id)
    with pytest.raises(Exception, match="closed action is never reopened"), changing(engine) as session:
        session.connection().execute(text("UPDATE action_item SET status = 'in_progress'"))


def test_somebody_without_a_name_in_the_record_takes_no_claim_down(engine: Engine) -> None:
    with changing(engine) as session:
        nobody = Viewer(name="Nobody", role=RoleName.LINK_INSPECTOR, areas=frozenset({ANGUS}))
        with pytest.raises(NotAllowed, match="a person of this record"):
            claimed_by_hand_of(session, nobody)


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
        with pytest.raises(CommandRefused, match="A senior manager settles it"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id)
        with pytest.raises(NotAllowed, match="Your role cannot settle disputed completion"):
            settle_dispute(session, by=by, on=TODAY, item_id=item.id, completion_stands=True, reason="It stands")


def test_a_senior_manager_does_not_pass_a_dispute_by_without_a_ruling(engine: Engine) -> None:
    with changing(engine) as session:
        by, item = a_viewer(session, RoleName.SERVICE_MANAGER), an_item(session, status=ItemStatus.DISPUTED)
        with pytest.raises(CommandRefused, match="A senior manager settles it"):
            verify_completion(session, by=by, on=TODAY, item_id=item.id)
        assert item.status is ItemStatus.DISPUTED


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
