"""The two keys that close an item: the partnership claims, the link inspector verifies or disputes."""

from datetime import date

from sqlmodel import Session, select

from data_models.commands.action_items import open_item
from data_models.commands.checked import Checked
from data_models.errors import CommandRefused, NotAllowed
from data_models.rules.action_plans import VerificationProblem, item_may_become, verification_problems
from data_models.tables import ActionItem, ActionUpdate, Person
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ItemStatus

WHY_NOT_VERIFIED = {
    VerificationProblem.NOT_CLAIMED: "The partnership has not claimed completion. Record its claim first.",
    VerificationProblem.CLAIMANT_VERIFIES: "Whoever claims completion cannot verify it. Ask a colleague.",
    VerificationProblem.NO_EVIDENCE: "The claim came without evidence. Ask the partnership for it and record it first.",
    VerificationProblem.NEEDS_SENIOR_MANAGER: "This completion is disputed. Ask a senior manager to settle it.",
}
NOBODY = -1


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

    `claimed_by` is an organisation of the partnership. Refused without evidence, for a claim in the name of the Care
    Inspectorate or of somebody who works here, and where a claim already waits.
    """
    item = open_item(session, by, Deed.CLAIM_COMPLETION, item_id)
    claimed_on = claimed_on or on
    ask = Checked()
    claimed_by = ask.line("claimed_by", claimed_by, needed="Name the organisation that claims completion.")
    evidence_note = ask.text("evidence_note", evidence_note, needed="Say what evidence the partnership gave.")
    ask.not_ahead("claimed_on", claimed_on, on)
    ask.that(
        claimed_by.casefold() not in _ours(session),
        "claimed_by",
        "A claim is the partnership's to make: name its organisation, not the Care Inspectorate or a person here.",
    )
    ask.settle()
    if not item_may_become(item.status, ItemStatus.CLAIMED):
        raise CommandRefused("A claim of completion already waits for you here: verify or dispute it.")
    item.status, item.claimed_on, item.claimed_by = ItemStatus.CLAIMED, claimed_on, claimed_by
    item.evidence_note = evidence_note
    return _kept(session, by, on, item, evidence_note)


def verify_completion(session: Session, *, by: Viewer, on: date, item_id: int, note: str = "") -> ActionItem:
    """Turn the second key: the evidence was seen, and the item is closed for good.

    Refused without a claim, without evidence, by the claimant, by somebody who is not a person of this record, and
    for a disputed completion (a senior manager settles that).
    """
    item = open_item(session, by, Deed.VERIFY_COMPLETION, item_id)
    ask = Checked()
    note = ask.text("note", note)
    ask.settle()
    return _verify(session, by, on, item, note)


def dispute_completion(session: Session, *, by: Viewer, on: date, item_id: int, reason: str) -> ActionItem:
    """Refuse a claim with a reason: the item goes back to the partnership, and its date counts again.

    Refused where no claim waits.
    """
    item = open_item(session, by, Deed.DISPUTE_COMPLETION, item_id)
    ask = Checked()
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
    item = open_item(session, by, Deed.DISPUTE_COMPLETION, item_id)
    if not by.is_senior:
        raise NotAllowed("A dispute is settled by a senior manager. Ask your service manager or a chief inspector.")
    ask = Checked()
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
        raise NotAllowed("Completion is verified by a person of this record. Sign in as yourself, then verify.")
    is_claimant = item.claimed_by.casefold() == by.name.casefold()
    claimant = None if item.claimed_on is None else by.person_id if is_claimant else NOBODY
    problems = verification_problems(
        item.status, claimed_by=claimant, verifier=by.person_id, role=by.role, evidence=item.evidence_note
    )
    if problems:
        raise CommandRefused(" ".join(WHY_NOT_VERIFIED[one] for one in problems))
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


def _ours(session: Session) -> set[str]:
    names = {name.casefold() for name in session.exec(select(Person.display_name))}
    return names | {"care inspectorate", "the care inspectorate"}
