"""The two keys that close an item: the partnership claims, the link inspector verifies or disputes.

Partnerships do not sign in here, so somebody takes their claim down for them. That hand holds the first key: it never
turns the second.
"""

from datetime import date

from sqlmodel import Session

from data_models.commands.action_items import open_item
from data_models.commands.checked import Checked
from data_models.commands.item_checks import check_organisation
from data_models.errors import CommandRefused, NotAllowed
from data_models.rules.action_plans import VerificationProblem, item_may_become, verification_problems
from data_models.tables import ActionItem, ActionUpdate
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ItemStatus

WHY_NOT_VERIFIED = {
    VerificationProblem.NOT_CLAIMED: "The partnership has not claimed completion. Record its claim first.",
    VerificationProblem.RECORDER_UNKNOWN: (
        "The record does not say who took this claim down. Set the item back to in progress and record the claim again."
    ),
    VerificationProblem.ONE_HAND: (
        "You took this claim down, so somebody else verifies it: the area's link inspector or a senior manager."
    ),
    VerificationProblem.NO_EVIDENCE: "The claim came without evidence. Ask the partnership for it and record it first.",
    VerificationProblem.NEEDS_SENIOR_MANAGER: "This completion is disputed. A senior manager settles it.",
}
NEEDS_A_PERSON = "A completion is {} by a person of this record. Sign in as yourself first."
NOT_THEIRS = "A claim is the partnership's to make: name its organisation, not the Care Inspectorate or a person here."
WAS_NOT_THEIRS = "This claim stands in our own name. Set the item back to in progress and record the partnership's."


def claim_completion(
    session: Session,
    *,
    by: Viewer,
    on: date,
    item_id: int,
    claimed_by: str,
    evidence_note: str,
    claimed_on: date | None = None,
) -> ActionItem:
    """Record that the partnership says the item is done, and on what evidence. The item waits for verification.

    `claimed_by` is an organisation of the partnership; who takes its claim down is kept beside it. Refused without
    evidence, for a claim in the name of the Care Inspectorate or of somebody who works here, by somebody who is not a
    person of this record, and where a claim already waits.
    """
    item = open_item(session, by, Deed.CLAIM_COMPLETION, item_id)
    if by.person_id is None:
        raise NotAllowed(NEEDS_A_PERSON.format("taken down"))
    claimed_on = claimed_on or on
    ask = Checked(on)
    claimed_by = ask.line("claimed_by", claimed_by, needed="Name the organisation that claims completion.")
    evidence_note = ask.text("evidence_note", evidence_note, needed="Say what evidence the partnership gave.")
    ask.not_ahead("claimed_on", claimed_on, on)
    check_organisation(session, ask, "claimed_by", claimed_by, NOT_THEIRS)
    ask.settle()
    if not item_may_become(item.status, ItemStatus.CLAIMED):
        raise CommandRefused("A claim of completion already waits for you here: verify or dispute it.")
    item.status, item.claimed_on, item.claimed_by = ItemStatus.CLAIMED, claimed_on, claimed_by
    item.claim_recorded_by_id, item.evidence_note = by.person_id, evidence_note
    return _kept(session, by, on, item, evidence_note)


def verify_completion(session: Session, *, by: Viewer, on: date, item_id: int, note: str = "") -> ActionItem:
    """Turn the second key: the evidence was seen, and the item is closed for good.

    Refused without a claim, without evidence, by whoever took the claim down, by somebody who is not a person of this
    record, and for a disputed completion (a senior manager settles that, with a reason).
    """
    item = open_item(session, by, Deed.VERIFY_COMPLETION, item_id)
    ask = Checked(on)
    note = ask.text("note", note)
    ask.settle()
    if item.status is ItemStatus.DISPUTED:
        raise CommandRefused(WHY_NOT_VERIFIED[VerificationProblem.NEEDS_SENIOR_MANAGER])
    return _verify(session, by, on, item, note)


def dispute_completion(session: Session, *, by: Viewer, on: date, item_id: int, reason: str) -> ActionItem:
    """Refuse a claim with a reason: the item goes back to the partnership, and its date counts again.

    Refused where no claim waits.
    """
    item = open_item(session, by, Deed.DISPUTE_COMPLETION, item_id)
    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Say what the evidence does not show.")
    ask.settle()
    if not item_may_become(item.status, ItemStatus.DISPUTED):
        raise CommandRefused("There is no claim of completion here to dispute. Update the item instead.")
    item.status, item.disputed_on, item.dispute_reason = ItemStatus.DISPUTED, on, reason
    return _kept(session, by, on, item, reason)


def settle_dispute(
    session: Session, *, by: Viewer, on: date, item_id: int, completion_stands: bool, reason: str
) -> ActionItem:
    """A senior manager rules on a disputed completion: it stands and is verified, or the work goes on.

    Refused for anybody else, without a reason, and where nothing is disputed.
    """
    item = open_item(session, by, Deed.SETTLE_DISPUTE, item_id)
    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Give the reason for your ruling.")
    ask.settle()
    if item.status is not ItemStatus.DISPUTED:
        raise CommandRefused("No completion is disputed here, so there is nothing to settle.")
    if completion_stands:
        return _verify(session, by, on, item, reason)
    item.status = ItemStatus.IN_PROGRESS
    return _kept(session, by, on, item, reason)


def _verify(session: Session, by: Viewer, on: date, item: ActionItem, note: str) -> ActionItem:
    if by.person_id is None:
        raise NotAllowed(NEEDS_A_PERSON.format("verified"))
    problems = verification_problems(
        item.status,
        recorder=item.claim_recorded_by_id,
        verifier=by.person_id,
        role=by.role,
        evidence=item.evidence_note,
    )
    if problems:
        raise CommandRefused(" ".join(WHY_NOT_VERIFIED[one] for one in problems))
    ask = Checked(on)
    check_organisation(session, ask, "claimed_by", item.claimed_by, WAS_NOT_THEIRS)
    ask.settle()
    item.status, item.verified_on, item.verified_by_id = ItemStatus.VERIFIED, on, by.person_id
    return _kept(session, by, on, item, note)


def _kept(session: Session, by: Viewer, on: date, item: ActionItem, note: str) -> ActionItem:
    """The step joins the reports of progress, so that the item's story reads in one place."""
    item.last_update_on = max(on, item.last_update_on or on)
    session.add(
        ActionUpdate(
            item_id=item.id,
            updated_on=on,
            status=item.status,
            percent=item.percent,
            note=note,
            recorded_by_id=by.person_id,
        )
    )
    session.flush()
    return item
