"""The deeds on a promised action, each in a form of its own: update, move its date, claim, verify, dispute, settle."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on, openers
from dashboard.session import Session, record
from dashboard.wording import day, say
from dashboard.written_days import needed_day
from data_models.commands.action_items import REPORTED, revise_due_date, update_action_item
from data_models.commands.completion import claim_completion, dispute_completion, settle_dispute, verify_completion
from data_models.queries.action_items import ItemRow
from data_models.queries.places import Place
from data_models.rules.action_plans import item_may_become
from data_models.visibility import Deed
from data_models.vocabulary import ItemStatus, SlipReason

CLOSED = "This action is closed, and stays closed: what comes back is promised anew, citing it."


def item_openers(item: ItemRow) -> Markup:
    """Links to the forms of the deeds that this person may do on this action as it stands; nothing for others."""
    return openers(*_offers(item).values())


def _offers(item: ItemRow) -> dict[str, Offer]:
    areas, is_claimed = covered(item.areas), item.status is ItemStatus.CLAIMED
    no_claim = "There is no claim of completion that waits for an answer."
    # Who may dispute may not always settle: that is a ruling by a senior manager.
    may_settle = item.status is ItemStatus.DISPUTED and record().viewer.is_senior
    return {
        one.name: one
        for one in (
            Offer(
                "update-action",
                "Update this action",
                Deed.UPDATE_ACTION,
                areas,
                item.is_open,
                CLOSED,
                opened=item.row_version,
            ),
            Offer("move-date", "Move its date", Deed.REVISE_DUE_DATE, areas, item.is_open, CLOSED),
            Offer(
                "claim",
                "Record a claim of completion",
                Deed.CLAIM_COMPLETION,
                areas,
                item.is_open and item_may_become(item.status, ItemStatus.CLAIMED),
                f"As it stands ({say(item.status).lower()}), completion cannot be claimed.",
            ),
            Offer("verify", "Verify the claim", Deed.VERIFY_COMPLETION, areas, is_claimed, no_claim),
            Offer("dispute", "Dispute the claim", Deed.DISPUTE_COMPLETION, areas, is_claimed, no_claim),
            Offer(
                "settle",
                "Settle the dispute",
                Deed.DISPUTE_COMPLETION,
                areas,
                may_settle,
                "There is no dispute that you could settle: a senior manager rules on a disputed claim.",
            ),
        )
    }


def covered(places: tuple[Place, ...]) -> tuple[str, ...]:
    """The areas to ask leave for: of a shared partnership those this person covers, else all."""
    codes = tuple(one.code for one in places)
    return tuple(code for code in codes if record().viewer.covers(code)) or codes


def item_forms(item: ItemRow) -> None:
    """The form that the address has open, if it is one of these."""
    for name, form in _FORMS.items():
        if is_open(name):
            form(item, _offers(item)[name])


def _update(item: ItemRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(item.row_version)
        left, right = st.columns([3, 1])
        with left:
            status = st.radio(
                "Status",
                legal_statuses(item, opened),
                format_func=say,
                horizontal=True,
                key=name("status"),
                help="Completion is claimed, verified or disputed by a form of its own.",
            )
        with right:
            percent = st.number_input(
                "Percent, by its own account",
                min_value=0,
                max_value=100,
                value=item.percent,
                step=5,
                key=name("percent"),
                help="The partnership's own figure. It closes nothing, whatever it says.",
            )
        note = prose_field("What the partnership told", name("note"))
        return {"status": status, "percent": percent, "note": note, "opened": opened}

    def do(session: Session, said: Values) -> str:
        update_action_item(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            status=said["status"],
            percent=said["percent"],
            note=said["note"],
            expected_version=said["opened"],
        )
        return f"{item.reference} is updated: {say(said['status']).lower()}."

    deed_form(
        offer,
        title=f"Update {item.reference}",
        save="Save the update",
        fields=fields,
        do=do,
    )


def legal_statuses(item: ItemRow, opened: int) -> tuple[ItemStatus, ...]:
    """The status as it is, and those that reporting progress may lead to from there.

    Where somebody changed the action since the form was opened, all that could have been chosen stay on offer.
    """
    may = REPORTED if opened != item.row_version else [one for one in REPORTED if item_may_become(item.status, one)]
    return (item.status, *(one for one in may if one is not item.status))


def _move(item: ItemRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        left, right = st.columns([1, 2])
        with left:
            to_due_on = day_field(f"New date (now {day(item.due_on)})", name("to"))
        with right:
            why = st.selectbox("Why it moves", list(SlipReason), index=None, format_func=say, key=name("why"))
        note = prose_field("In the partnership's words", name("note"))
        return {"to": to_due_on, "why": why, "note": note}

    def do(session: Session, said: Values) -> str:
        to_due_on = needed_day(said["to"], "to", "Write the new date.", record().on)
        revise_due_date(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            to_due_on=to_due_on,
            reason=needed(said["why"], "why", "Choose why the date moves."),
            note=said["note"],
        )
        return f"{item.reference} is now due on {day(to_due_on)}; {day(item.original_due_on)} stays on record."

    deed_form(
        offer,
        title=f"Move the date of {item.reference}",
        save="Move the date",
        fields=fields,
        do=do,
    )


def _claim(item: ItemRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        left, right = st.columns([2, 1])
        with left:
            claimed_by = st.text_input("Who claims it (an organisation)", value=item.lead_agency, key=name("by"))
        with right:
            claimed_on = day_field("Claimed on", name("on"), value=record().on)
        evidence = prose_field("What evidence the partnership gave", name("evidence"))
        return {"claimed_by": claimed_by, "claimed_on": claimed_on, "evidence": evidence}

    def do(session: Session, said: Values) -> str:
        claim_completion(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            claimed_by=said["claimed_by"],
            evidence_note=said["evidence"],
            claimed_on=needed_day(said["claimed_on"], "claimed_on", "Write the day of the claim.", record().on),
        )
        return f"The claim on {item.reference} is recorded. It now waits for you to verify or dispute it."

    deed_form(
        offer,
        title=f"Completion of {item.reference} is claimed",
        save="Record the claim",
        fields=fields,
        do=do,
    )


def _verify(item: ItemRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        return {"note": prose_field("What you saw (optional)", name("note"))}

    def do(session: Session, said: Values) -> str:
        verify_completion(session, by=record().viewer, on=record().on, item_id=item.id, note=said["note"])
        return f"{item.reference} is verified and closed for good."

    deed_form(
        offer,
        title=f"You have seen the evidence for {item.reference}",
        save="Verify and close",
        fields=fields,
        do=do,
    )


def _dispute(item: ItemRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        said = prose_field("What the evidence does not show", name("reason"))
        return {"reason": said}

    def do(session: Session, said: Values) -> str:
        dispute_completion(session, by=record().viewer, on=record().on, item_id=item.id, reason=said["reason"])
        return f"The claim on {item.reference} is disputed; its date counts again."

    deed_form(
        offer,
        title=f"Dispute the claim on {item.reference}",
        save="Dispute the claim",
        fields=fields,
        do=do,
    )


def _settle(item: ItemRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        stands = st.radio(
            "Your ruling",
            [True, False],
            index=None,
            format_func=lambda yes: "Completion stands, and is verified" if yes else "The work goes on",
            key=name("stands"),
        )
        return {"stands": stands, "reason": prose_field("Why", name("reason"))}

    def do(session: Session, said: Values) -> str:
        stands = needed(said["stands"], "stands", "Choose whether completion stands.")
        settle_dispute(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            completion_stands=stands,
            reason=said["reason"],
        )
        return f"The dispute on {item.reference} is settled: {'completion stands' if stands else 'the work goes on'}."

    deed_form(
        offer,
        title=f"Settle the dispute on {item.reference}",
        save="Settle the dispute",
        fields=fields,
        do=do,
    )


_FORMS: dict[str, Callable[[ItemRow, Offer], None]] = {
    "update-action": _update,
    "move-date": _move,
    "claim": _claim,
    "verify": _verify,
    "dispute": _dispute,
    "settle": _settle,
}
