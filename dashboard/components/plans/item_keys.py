"""The forms of the two keys: the partnership's claim, our answer to it, and a senior manager's ruling on a dispute."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form
from dashboard.components.mentions import done, told
from dashboard.components.section import facts
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.written_days import needed_day
from data_models.commands.completion import claim_completion, dispute_completion, settle_dispute, verify_completion
from data_models.queries.action_item_rows import ItemPicture, ItemRow


def claim_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

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
        return f"The claim on {item.reference} is recorded. You took it down, so somebody else verifies it."

    deed_form(offer, title=f"Completion of {item.reference} is claimed", save="Record the claim", fields=fields, do=do)


def _what_is_claimed(item: ItemRow) -> Markup:
    """The promise and the claim side by side, before anybody answers it."""
    return facts(
        [
            ("Measured by", told(item.outcome_measure) or Markup('<span class="soft">no outcome measure</span>')),
            ("Claimed", done(item.claimed_on, item.claimed_by)),
            ("Taken down by", item.claim_recorded_by),
            ("Evidence given", told(item.evidence_note)),
        ]
    )


def verify_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

    def fields(name: NameField) -> Values:
        show(_what_is_claimed(item))
        return {"note": prose_field("What you saw (optional)", name("note"))}

    def do(session: Session, said: Values) -> str:
        verify_completion(session, by=record().viewer, on=record().on, item_id=item.id, note=said["note"])
        return f"{item.reference} is verified and closed for good."

    deed_form(
        offer, title=f"You have seen the evidence for {item.reference}", save="Verify and close", fields=fields, do=do
    )


def dispute_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

    def fields(name: NameField) -> Values:
        show(_what_is_claimed(item))
        return {"reason": prose_field("What the evidence does not show", name("reason"))}

    def do(session: Session, said: Values) -> str:
        dispute_completion(session, by=record().viewer, on=record().on, item_id=item.id, reason=said["reason"])
        return f"The claim on {item.reference} is disputed; its date counts again."

    deed_form(offer, title=f"Dispute the claim on {item.reference}", save="Dispute the claim", fields=fields, do=do)


def settle_form(picture: ItemPicture, offer: Offer) -> None:
    item = picture.item

    def fields(name: NameField) -> Values:
        show(_what_is_claimed(item))
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

    deed_form(offer, title=f"Settle the dispute on {item.reference}", save="Settle the dispute", fields=fields, do=do)
