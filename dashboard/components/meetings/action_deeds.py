"""What can be done with an action of a meeting: ended, passed on, its day moved; and with the words of a decision."""

from collections.abc import Iterable

import streamlit as st

from dashboard.components.form_fields import choice_field, day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.session import Session, record
from dashboard.wording import day, say
from dashboard.written_days import needed_day
from data_models.commands.meeting_decisions import amend_decision, change_given_action, end_given_action
from data_models.queries.meetings import ActionRow, DecisionRow, Minutes
from data_models.queries.people import Colleague
from data_models.visibility import ADMIN, Deed, may
from data_models.vocabulary import MeetingActionState, MeetingState, RoleName

ENDED = "This action has ended."
CLOSED = "This meeting is closed and its minutes are frozen."
NEEDS_OUTCOME = "Say whether it is done or dropped."
NEEDS_OWNER = "Choose whose it is."
NEEDS_DUE = "Write the day it is due."
People = tuple[Colleague, ...]


def end_action_form_name(action_id: int) -> str:
    """The form that ends an action, as the address knows it: a queue opens it."""
    return f"end-action-{action_id}"


def may_end(owner_id: int | None) -> bool:
    """Whether whoever looks may end an action of this owner, here and now."""
    viewer = record().viewer
    is_theirs = viewer.is_senior or (owner_id is not None and owner_id == viewer.person_id)
    return is_theirs and not record().is_past and may(viewer, Deed.END_GIVEN_ACTION)


def action_offers(one: ActionRow, meeting: Minutes | None = None) -> tuple[Offer, Offer]:
    """Both deeds on an action; whoever keeps the minutes may do them too while its own meeting lasts."""
    lasts = meeting is not None and meeting.id == one.meeting_id and meeting.state is not MeetingState.CLOSED
    theirs = may_end(one.owner_id) or (lasts and may(record().viewer, Deed.GIVE_ACTION))
    return (
        Offer(end_action_form_name(one.id), "End it", Deed.END_GIVEN_ACTION, (), one.is_open, ENDED, is_theirs=theirs),
        Offer(
            f"change-given-{one.id}",
            "Change or pass on",
            Deed.END_GIVEN_ACTION,
            (),
            one.is_open,
            ENDED,
            opened=one.row_version,
            is_theirs=theirs,
        ),
    )


def decision_offer(one: DecisionRow, meeting: Minutes) -> Offer:
    goes_on = meeting.state is not MeetingState.CLOSED
    name = f"amend-decision-{one.id}"
    return Offer(name, "Put right", Deed.DECIDE_IN_MEETING, (), goes_on, CLOSED, opened=one.row_version)


def action_forms(actions: Iterable[ActionRow], people: People, meeting: Minutes) -> None:
    """Whichever form of an action the address has open."""
    for one in actions:
        end, change = action_offers(one, meeting)
        _end(one, end)
        _change(
            one, change, people, can_reword=meeting.id == one.meeting_id and meeting.state is not MeetingState.CLOSED
        )


def decision_forms(meeting: Minutes) -> None:
    for item in meeting.items:
        for one in item.decisions:
            _amend(one, decision_offer(one, meeting))


def _end(one: ActionRow, offer: Offer) -> None:
    outcomes = [MeetingActionState.DONE, *([MeetingActionState.DROPPED] if record().viewer.is_senior else [])]

    def fields(name: NameField) -> Values:
        outcome = st.radio(
            "What came of it", outcomes, index=None, format_func=say, horizontal=True, key=name("outcome")
        )
        return {"outcome": outcome, "reason": prose_field("The result, or why it is dropped", name("reason"))}

    def do(session: Session, said: Values) -> str:
        outcome = needed(said["outcome"], "outcome", NEEDS_OUTCOME)
        end_given_action(
            session, by=record().viewer, on=record().on, action_id=one.id, outcome=outcome, reason=said["reason"]
        )
        return f"{one.reference} is {say(outcome).lower()}."

    deed_form(offer, title=f"End {one.reference}", save="End the action", fields=fields, do=do)


def _change(one: ActionRow, offer: Offer, people: People, *, can_reword: bool) -> None:
    names = owners(people)

    def fields(name: NameField) -> Values:
        text = prose_field("What is to be done", name("text"), value=one.text) if can_reword else one.text
        left, right = st.columns(2, gap="medium")
        with left:
            owner = choice_field("Whose it is", names, name("owner"), value=one.owner_id)
        with right:
            due_on = day_field("Due", name("due_on"), value=one.due_on)
        reason = "" if can_reword else prose_field("Why", name("reason"))
        return {"opened": opened_on(one.row_version), "text": text, "owner": owner, "due_on": due_on, "reason": reason}

    def do(session: Session, said: Values) -> str:
        row = change_given_action(
            session,
            by=record().viewer,
            on=record().on,
            action_id=one.id,
            text=said["text"],
            owner_id=needed(said["owner"], "owner_id", NEEDS_OWNER),
            due_on=needed_day(said["due_on"], "due_on", NEEDS_DUE, record().on),
            expected_version=said["opened"],
        )
        return f"{one.reference} is {names.get(row.owner_id, 'somebody else')}’s, due {day(row.due_on)}."

    deed_form(offer, title=f"Change {one.reference}, or pass it on", save="Save it", fields=fields, do=do)


def owners(people: People) -> dict[int, str]:
    """Who can be given an action, by name: everybody who works with the areas."""
    return {one.id: one.name for one in people if one.role not in ADMIN | {RoleName.SHARED_SCREEN}}


def owners_by_role(people: People) -> dict[str, dict[int, str]]:
    """The same, under what each is here to do."""
    names = owners(people)
    roles = [role for role in RoleName if any(one.role is role for one in people if one.id in names)]
    return {
        say(role): {one.id: names[one.id] for one in people if one.role is role and one.id in names} for role in roles
    }


def _amend(one: DecisionRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        return {
            "opened": opened_on(one.row_version),
            "text": prose_field("What was decided", name("text"), value=one.text),
        }

    def do(session: Session, said: Values) -> str:
        asked = {"decision_id": one.id, "text": said["text"], "expected_version": said["opened"]}
        amend_decision(session, by=record().viewer, on=record().on, **asked)
        return "The decision is put right."

    deed_form(offer, title="Put a decision right", save="Save it", fields=fields, do=do)
