"""The forms in which a follow-up ends: closed with a reason, or answered by a later inspection a source tells of."""

import streamlit as st

from dashboard.components.follow_up.case import Case
from dashboard.components.follow_up.visits import why_not_now
from dashboard.components.form_fields import needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form
from dashboard.components.notices import notice
from dashboard.session import Session, record
from dashboard.text import clean, show
from dashboard.wording import count, day, known_day, say
from data_models.commands.follow_up_endings import close_follow_up, establish_sequel
from data_models.queries.inspections import InspectionRow
from data_models.rules.decisions import ending_needs_senior_manager
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed
from data_models.vocabulary import CandidateState, FollowUpChoice, FollowUpState

CLOSE, SEQUEL = "close-follow-up", "establish-sequel"
ANSWERED = "This evaluation is decided, or closed: it needs no sequel."
NONE_LATER = "The record has no later published inspection of this area and strand. Put that on record first."


# --- closing ---


def close_offer(case: Case) -> Offer:
    """To close it, or to sign its end where nobody has returned: another deed, for senior managers."""
    decision = case.decision
    is_signed = decision is not None and ending_needs_senior_manager(
        decision.choice, decision.state, is_reported=case.row.is_reported
    )
    deed = Deed.END_UNVISITED if is_signed else Deed.CLOSE_FOLLOW_UP
    words = "End it without a visit" if is_signed else "Close the follow-up"
    return Offer(CLOSE, words, deed, case.areas, case.may_become(FollowUpState.CLOSED), why_not_now(case))


def close_form(case: Case, offer: Offer) -> None:
    decision = case.decision
    if decision is None:
        return

    def fields(name: NameField) -> Values:
        show(notice(_what_it_ends(case), tone="grey"))
        return {"reason": prose_field("Why it is closed", name("reason"))}

    def do(session: Session, said: Values) -> str:
        close_follow_up(session, by=record().viewer, on=record().on, decision_id=decision.id, reason=said["reason"])
        return f"{decision.reference} is closed, and what it answers with it."

    deed_form(offer, title=f"Close {decision.reference}", save="Close it for good", fields=fields, do=do)


def _what_it_ends(case: Case) -> str:
    """What closing does, said before it is done."""
    answered = [one for one in case.register if one.decision_id == case.row.decision_id]
    ends = f"It answers {count(sum(one.covers for one in answered), 'evaluation')}, all closed by this."
    if case.to_come is not None and case.to_come.scheduled_on is not None:
        return f"{ends} The visit scheduled for {day(case.to_come.scheduled_on)} is called off: you sign that."
    if case.to_come is not None:
        return f"{ends} The visit that was decided on does not take place: you sign that."
    if case.decision is not None and case.decision.choice is FollowUpChoice.NONE:
        return f"{ends} Nobody looks at the decision not to follow up again: you sign that."
    if not case.row.is_reported:
        return f"{ends} No progress review has reported on it: you sign that it ends without one."
    return f"{ends} What comes back later is requested as a new follow-up."


# --- a later inspection answered it ---


def sequel_offer(case: Case) -> Offer:
    open_to_one = case.row.state in (CandidateState.OWED, CandidateState.SEQUEL_NOT_ESTABLISHED)
    return Offer(
        SEQUEL,
        "A later inspection answered it",
        Deed.ESTABLISH_SEQUEL,
        case.areas,
        open_to_one and bool(case.later()),
        NONE_LATER if open_to_one else ANSWERED,
    )


def sequel_form(case: Case, offer: Offer) -> None:
    later = case.later()

    def fields(name: NameField) -> Values:
        which = st.selectbox(
            "Which inspection answered it",
            list(later),
            index=None,
            format_func=lambda one: clean(_named(later[one])),
            placeholder="choose a later inspection of the area",
            key=name("which"),
        )
        note = prose_field("Which source tells so", name("note"), because="The report, its page, and where in it.")
        return {"which": which, "note": note}

    def do(session: Session, said: Values) -> str:
        which = needed(said["which"], "which", "Choose the later inspection that answered it.")
        establish_sequel(
            session,
            by=record().viewer,
            on=record().on,
            candidate_id=case.row.id,
            inspection_id=which,
            source_note=said["note"],
        )
        return f"{case.row.reference} is closed: {reference(Kind.INSPECTION, which)} answered it."

    title = f"What answered {case.row.reference}"
    deed_form(offer, title=title, save="Put the sequel on record", fields=fields, do=do)


def _named(one: InspectionRow) -> str:
    published = known_day(one.published_on, one.published_precision)
    return f"{one.reference} {say(one.scrutiny_type)}, {one.programme_name}, published {published}"
