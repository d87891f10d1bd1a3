"""What is said of a duty to decide itself: whether it is of a key area of practice; and asking for one outright."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.components.follow_up.case import Case
from dashboard.components.form_fields import needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on, openers
from dashboard.session import Session, record
from dashboard.text import clean
from dashboard.wording import day, known_day, say
from data_models.commands.follow_up import request_follow_up, set_key_area
from data_models.queries.inspections import InspectionRow, inspections
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed
from data_models.vocabulary import CandidateState, PublicationState, TriggerKind

KEY_AREA, REQUEST = "key-area", "request-follow-up"
NO_GRADE = "It is asked of an evaluation on the six-point scale whose follow-up is open: this is none, or closed."
# What a person may ask for; evaluations open their own.
ASKED_FOR = (TriggerKind.MINISTERIAL_REQUEST, TriggerKind.SIGNIFICANT_CONCERN, TriggerKind.OTHER)


def key_area_offer(case: Case) -> Offer:
    row = case.row
    return Offer(
        KEY_AREA,
        "Say whether it is a key area" if row.is_key_area is None else "Correct whether it is a key area",
        Deed.SET_KEY_AREA,
        case.areas,
        row.trigger is TriggerKind.GRADE and row.state is not CandidateState.CLOSED,
        NO_GRADE,
        opened=row.row_version,
    )


def key_area_form(case: Case, offer: Offer) -> None:
    row = case.row

    def fields(name: NameField) -> Values:
        opened = opened_on(row.row_version)
        is_key = st.radio(
            "Is it a key area of practice?",
            [True, False],
            index=None if row.is_key_area is None else [True, False].index(row.is_key_area),
            format_func=lambda yes: "Yes" if yes else "No",
            horizontal=True,
            key=name("key area"),
            help="The duty to decide stays either way: this is what whoever decides goes by.",
        )
        return {"is_key": is_key, "opened": opened}

    def do(session: Session, said: Values) -> str:
        is_key = needed(said["is_key"], "is_key", "Choose yes or no.")
        set_key_area(
            session,
            by=record().viewer,
            on=record().on,
            candidate_id=row.id,
            is_key_area=is_key,
            expected_version=said["opened"],
        )
        return f"{row.reference} is {'of' if is_key else 'not of'} a key area of practice."

    title = f"Is {row.reference} of a key area of practice?"
    deed_form(offer, title=title, save="Put it on record", fields=fields, do=do, free_text=False)


# --- asked for by somebody ---


def request_opener() -> Markup:
    """A link to the form, for whoever may ask for follow-up."""
    return openers(_request_offer())


def _request_offer() -> Offer:
    return Offer(REQUEST, "Ask for follow-up that no evaluation calls for", Deed.REQUEST_FOLLOW_UP)


def request_form(asked: int | None) -> None:
    """The form, when the address has it open; `asked` is the inspection that the address names."""
    if not is_open(REQUEST):
        return
    known = {one.id: one for one in record().ask(inspections) if one.publication_state is PublicationState.PUBLISHED}

    def fields(name: NameField) -> Values:
        return _request_fields(name, known, asked)

    def do(session: Session, said: Values) -> str:
        candidate = request_follow_up(
            session,
            by=record().viewer,
            on=record().on,
            inspection_id=needed(said["inspection"], "inspection", "Choose the published inspection it is about."),
            trigger=needed(said["trigger"], "trigger", "Choose what calls for it."),
            reason=said["reason"],
        )
        due = f", by {day(candidate.decide_by)}" if candidate.decide_by else ""
        return f"{reference(Kind.CANDIDATE, candidate.id)} asks for a decision{due}."

    deed_form(_request_offer(), title="Ask for follow-up", save="Ask for a decision", fields=fields, do=do)


def _request_fields(name: NameField, known: Mapping[int, InspectionRow], asked: int | None) -> Values:
    numbers = list(known)
    inspection = st.selectbox(
        "After which published inspection",
        numbers,
        index=numbers.index(asked) if asked is not None and asked in known else None,
        format_func=lambda one: clean(_named(known[one])),
        placeholder="choose an inspection",
        key=name("inspection"),
    )
    trigger = st.radio(
        "What calls for it", ASKED_FOR, index=None, format_func=say, horizontal=True, key=name("trigger")
    )
    reason = prose_field("Who asked, when, and why", name("reason"))
    return {"inspection": inspection, "trigger": trigger, "reason": reason}


def _named(one: InspectionRow) -> str:
    areas = ", ".join(place.name for place in one.areas)
    published = known_day(one.published_on, one.published_precision)
    return f"{areas}: {one.programme_name}, published {published} ({one.reference})"
