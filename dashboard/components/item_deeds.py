"""The deeds on a promised action, each in a form of its own: update, move its date, claim, verify, dispute, settle."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Values, deed_form, is_open, opened_on, opener, was_opened_before
from dashboard.components.links import here
from dashboard.components.notices import notice
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import day, say
from data_models.commands.action_items import REPORTED, revise_due_date, update_action_item
from data_models.commands.completion import claim_completion, dispute_completion, settle_dispute, verify_completion
from data_models.queries.action_items import ItemRow
from data_models.queries.places import Place
from data_models.rules.action_plans import item_may_become
from data_models.visibility import Deed
from data_models.vocabulary import ItemStatus, SlipReason


def item_openers(item: ItemRow) -> Markup:
    """Links to the forms of the deeds that this person may do on this action as it stands; nothing for others."""
    if not item.is_open:
        return Markup("")
    areas = covered(item.areas)
    offered = [opener("update-action", "Update this action", Deed.UPDATE_ACTION, *areas, opened=item.row_version)]
    offered.append(opener("move-date", "Move its date", Deed.REVISE_DUE_DATE, *areas))
    if item_may_become(item.status, ItemStatus.CLAIMED):
        offered.append(opener("claim", "Record a claim of completion", Deed.CLAIM_COMPLETION, *areas))
    if item.status is ItemStatus.CLAIMED:
        offered.append(opener("verify", "Verify the claim", Deed.VERIFY_COMPLETION, *areas))
        offered.append(opener("dispute", "Dispute the claim", Deed.DISPUTE_COMPLETION, *areas))
    if item.status is ItemStatus.DISPUTED and record().viewer.is_senior:
        offered.append(opener("settle", "Settle the dispute", Deed.DISPUTE_COMPLETION, *areas))
    return Markup('<div class="deeds">{}</div>').format(Markup("").join(offered)) if any(offered) else Markup("")


def covered(places: tuple[Place, ...]) -> tuple[str, ...]:
    """The areas to ask leave for: of a shared partnership those this person covers, else all."""
    codes = tuple(one.code for one in places)
    return tuple(code for code in codes if record().viewer.covers(code)) or codes


def item_forms(item: ItemRow) -> None:
    """The form that the address has open, if it is one of these."""
    areas = covered(item.areas)
    _update(item, areas)
    _move(item, areas)
    _claim(item, areas)
    _verify(item, areas)
    _dispute(item, areas)
    _settle(item, areas)


def _update(item: ItemRow, areas: tuple[str, ...]) -> None:
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

    if is_open("update-action") and was_opened_before(item.row_version):
        show(_changed_meanwhile(item))
    deed_form(
        "update-action",
        Deed.UPDATE_ACTION,
        title=f"Update {item.reference}",
        save="Save the update",
        fields=fields,
        do=do,
        area_codes=areas,
    )


def _changed_meanwhile(item: ItemRow) -> Markup:
    """Said above a form whose action somebody changed since it was opened, with the way to insist."""
    return notice(
        Markup(
            "Somebody changed this action after you opened the form. Their changes to other fields are kept; for the"
            ' same field, type theirs, or <a href="{}">let yours stand instead</a> and save again.'
        ).format(here(opened=item.row_version)),
        tone="amber",
    )


def legal_statuses(item: ItemRow, opened: int) -> tuple[ItemStatus, ...]:
    """The status as it is, and those that reporting progress may lead to from there.

    Where somebody changed the action since the form was opened, all that could have been chosen stay on offer.
    """
    may = REPORTED if opened != item.row_version else [one for one in REPORTED if item_may_become(item.status, one)]
    return (item.status, *(one for one in may if one is not item.status))


def _move(item: ItemRow, areas: tuple[str, ...]) -> None:
    def fields(name: NameField) -> Values:
        left, right = st.columns([1, 2])
        with left:
            to_due_on = day_field(f"New date (now {day(item.due_on)})", item.due_on, name("to"))
        with right:
            why = st.selectbox("Why it moves", list(SlipReason), index=None, format_func=say, key=name("why"))
        note = prose_field("In the partnership's words", name("note"))
        return {"to": to_due_on, "why": why, "note": note}

    def do(session: Session, said: Values) -> str:
        revise_due_date(
            session,
            by=record().viewer,
            on=record().on,
            item_id=item.id,
            to_due_on=needed(said["to"], "to", "Choose the new date."),
            reason=needed(said["why"], "why", "Choose why the date moves."),
            note=said["note"],
        )
        return f"{item.reference} is now due on {day(said['to'])}; {day(item.original_due_on)} stays on record."

    deed_form(
        "move-date",
        Deed.REVISE_DUE_DATE,
        title=f"Move the date of {item.reference}",
        save="Move the date",
        fields=fields,
        do=do,
        area_codes=areas,
    )


def _claim(item: ItemRow, areas: tuple[str, ...]) -> None:
    def fields(name: NameField) -> Values:
        left, right = st.columns([2, 1])
        with left:
            claimed_by = st.text_input("Who claims it (an organisation)", value=item.lead_agency, key=name("by"))
        with right:
            claimed_on = day_field("Claimed on", record().on, name("on"))
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
            claimed_on=said["claimed_on"],
        )
        return f"The claim on {item.reference} is recorded. It now waits for you to verify or dispute it."

    deed_form(
        "claim",
        Deed.CLAIM_COMPLETION,
        title=f"Completion of {item.reference} is claimed",
        save="Record the claim",
        fields=fields,
        do=do,
        area_codes=areas,
    )


def _verify(item: ItemRow, areas: tuple[str, ...]) -> None:
    def fields(name: NameField) -> Values:
        return {"note": prose_field("What you saw (optional)", name("note"))}

    def do(session: Session, said: Values) -> str:
        verify_completion(session, by=record().viewer, on=record().on, item_id=item.id, note=said["note"])
        return f"{item.reference} is verified and closed for good."

    deed_form(
        "verify",
        Deed.VERIFY_COMPLETION,
        title=f"You have seen the evidence for {item.reference}",
        save="Verify and close",
        fields=fields,
        do=do,
        area_codes=areas,
    )


def _dispute(item: ItemRow, areas: tuple[str, ...]) -> None:
    def fields(name: NameField) -> Values:
        said = prose_field("What the evidence does not show", name("reason"))
        return {"reason": said}

    def do(session: Session, said: Values) -> str:
        dispute_completion(session, by=record().viewer, on=record().on, item_id=item.id, reason=said["reason"])
        return f"The claim on {item.reference} is disputed; its date counts again."

    deed_form(
        "dispute",
        Deed.DISPUTE_COMPLETION,
        title=f"Dispute the claim on {item.reference}",
        save="Dispute the claim",
        fields=fields,
        do=do,
        area_codes=areas,
    )


def _settle(item: ItemRow, areas: tuple[str, ...]) -> None:
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
        "settle",
        Deed.DISPUTE_COMPLETION,
        title=f"Settle the dispute on {item.reference}",
        save="Settle the dispute",
        fields=fields,
        do=do,
        area_codes=areas,
    )
