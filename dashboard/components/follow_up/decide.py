"""Deciding on follow-up: one decision for one or several evaluations of one inspection, or none, which is signed."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.components.follow_up.register import window_of
from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, openers
from dashboard.components.plans.item_deeds import covered
from dashboard.components.section import facts, soft
from dashboard.session import Session, record
from dashboard.text import esc, show, words
from dashboard.wording import count, day, say
from dashboard.written_days import needed_day
from data_models.commands.follow_up import PANEL, decide_follow_up, set_key_area
from data_models.commands.publication import record_intention
from data_models.queries.follow_up_rows import CandidateRow
from data_models.rules.decisions import needs_senior_manager, no_follow_up_review_on
from data_models.rules.follow_up import Window, candidate_may_become, follow_up_window
from data_models.rules.known_dates import KnownDate
from data_models.rules.timescales import ReadTimescale, read_timescale
from data_models.visibility import Deed, may
from data_models.vocabulary import CandidateState, FollowUpChoice

DECIDED = "This evaluation is decided, or closed: see below what was decided, by whom and why."
DECIDE, DECIDE_NONE = "decide", "decide-none"
KEY_AREA = {None: "Leave it open", True: "Yes", False: "No"}


def decision_openers(row: CandidateRow) -> Markup:
    """Links to the forms, while a decision can still be made, for whoever may make it."""
    return openers(_decide_offer(row), _none_offer(row))


def _decide_offer(row: CandidateRow) -> Offer:
    return Offer(DECIDE, "Decide on follow-up", Deed.DECIDE_FOLLOW_UP, covered(row.areas), _undecided(row), DECIDED)


def _none_offer(row: CandidateRow) -> Offer:
    words = "Decide not to follow up"
    return Offer(DECIDE_NONE, words, Deed.DECIDE_NO_FOLLOW_UP, covered(row.areas), _undecided(row), DECIDED)


def _undecided(row: CandidateRow) -> bool:
    return candidate_may_become(row.state, CandidateState.DECIDED)


def decision_forms(row: CandidateRow, register: Sequence[CandidateRow]) -> None:
    """The form that the address has open, if it is one of these."""
    siblings = {one.id: one for one in register if one.inspection_id == row.inspection_id and _undecided(one)}
    siblings = siblings or {row.id: row}
    _decide(row, siblings)
    _decide_none(row, siblings)


# --- what both ask ---


def _which(row: CandidateRow, siblings: dict[int, CandidateRow], name: NameField) -> list[int]:
    if len(siblings) == 1:
        return list(siblings)
    owed = [one.id for one in siblings.values() if one.state is CandidateState.OWED]
    return st.multiselect(
        "For which evaluations of this inspection",
        list(siblings),
        default=owed or [row.id],
        format_func=lambda one: esc(f"{siblings[one].reference} {siblings[one].label}"),
        key=name("which"),
    )


def _why_and_who(name: NameField) -> Values:
    reason = prose_field("Why", name("reason"))
    left, right = st.columns([2, 1])
    with left:
        body = st.text_input("Decided by", value=PANEL, key=name("body"))
    with right:
        decided_on = day_field("Decided on", name("on"), value=record().on)
    return {"reason": reason, "body": body, "decided_on": decided_on}


# --- follow up ---


def _decide(row: CandidateRow, siblings: dict[int, CandidateRow]) -> None:
    read = _read(row)

    def fields(name: NameField) -> Values:
        which = _which(row, siblings, name)
        left, right = st.columns(2)
        with left:
            offered = [one for one in FollowUpChoice if not needs_senior_manager(one)]
            choice = st.radio("Decision", offered, index=None, format_func=say, key=name("choice"))
            key_area = _key_area_field(row, name)
        with right:
            takes = _window_field(row, read, name)
            show(soft("A decision not to follow up is a form of its own, which a senior manager signs."))
        return _why_and_who(name) | {"which": which, "choice": choice, "key_area": key_area, "takes": takes}

    def do(session: Session, said: Values) -> str:
        return _decided(session, row, read, said)

    if is_open(DECIDE):
        show(_what_the_report_says(row))
    deed_form(
        _decide_offer(row),
        title="Decide on follow-up",
        save="Record the decision",
        fields=fields,
        do=do,
    )


def _key_area_field(row: CandidateRow, name: NameField) -> bool | None:
    """Whether it is a key area of practice, asked only where the record does not say."""
    if row.is_key_area is not None:
        return None
    return st.radio(
        "Is it a key area of practice?",
        list(KEY_AREA),
        format_func=lambda one: KEY_AREA[one],
        horizontal=True,
        key=name("key area"),
    )


def _read(row: CandidateRow) -> ReadTimescale | None:
    """What the report's words on timescale seem to promise, where nobody has put days to them yet."""
    window = row.window
    if not row.timescale_text.strip() or (window is not None and not window.is_default):
        return None
    return read_timescale(row.timescale_text, _published(row))


def _published(row: CandidateRow) -> KnownDate:
    return KnownDate(row.published_on, row.published_precision)


def _may_put_days(row: CandidateRow) -> bool:
    allowed = may(record().viewer, Deed.RECORD_INTENTION, frozenset(covered(row.areas)))
    return allowed and bool(row.intention_recorded) and bool(row.intention_text.strip())


def _window_field(row: CandidateRow, read: ReadTimescale | None, name: NameField) -> bool:
    """Whether to take the report's words as the days they seem to mean; otherwise the window is as it is."""
    ours = row.window or follow_up_window(_published(row), None, None, record().head.thresholds)
    show(Markup("<p>Window of a progress review: {}</p>").format(window_of(ours)))
    if read is None or not _may_put_days(row):
        return False
    meant = window_of(Window(read.due_from, read.due_to, False)).striptags()
    return st.checkbox(
        f"Take the report's words as: {meant}",
        value=True,
        key=name("takes"),
        help="This is read from the report's own words. Untick it to keep our default window.",
    )


def _what_the_report_says(row: CandidateRow) -> Markup:
    nothing = Markup('<span class="soft">nothing is on record</span>')
    return facts(
        [
            ("Intention in the report", words(row.intention_text) if row.intention_text.strip() else nothing),
            ("Timescale in the report", words(row.timescale_text) if row.timescale_text.strip() else nothing),
        ]
    )


def _decided(session: Session, row: CandidateRow, read: ReadTimescale | None, said: Values) -> str:
    by, on = record().viewer, record().on
    choice = needed(said["choice"], "choice", "Choose what was decided.")
    if said["takes"] and read is not None and choice is FollowUpChoice.PROGRESS_REVIEW:
        record_intention(
            session,
            by=by,
            on=on,
            inspection_id=row.inspection_id,
            recorded=True,
            intention_text=row.intention_text,
            timescale_text=row.timescale_text,
            timescale_from=read.due_from,
            timescale_to=read.due_to,
        )
    if said["key_area"] is not None:
        for candidate_id in said["which"]:
            set_key_area(session, by=by, on=on, candidate_id=candidate_id, is_key_area=said["key_area"])
    decide_follow_up(
        session,
        by=by,
        on=on,
        candidate_ids=said["which"],
        choice=choice,
        reason=said["reason"],
        decided_by_body=said["body"],
        decided_on=needed_day(said["decided_on"], "decided_on", "Write the day of the decision.", on),
    )
    return f"Decided for {count(len(said['which']), 'evaluation')}: {say(choice).lower()}."


# --- not to follow up ---


def _decide_none(row: CandidateRow, siblings: dict[int, CandidateRow]) -> None:
    def fields(name: NameField) -> Values:
        which = _which(row, siblings, name)
        latest = no_follow_up_review_on(record().on, record().head.thresholds)
        given = _why_and_who(name)
        review_on = day_field(f"Looked at again on (at the latest {day(latest)})", name("again"))
        return given | {"which": which, "review_on": review_on}

    def do(session: Session, said: Values) -> str:
        on = record().on
        review_on = needed_day(said["review_on"], "review_on", "Write the day on which it is looked at again.", on)
        decide_follow_up(
            session,
            by=record().viewer,
            on=on,
            candidate_ids=said["which"],
            choice=FollowUpChoice.NONE,
            reason=said["reason"],
            decided_by_body=said["body"],
            decided_on=needed_day(said["decided_on"], "decided_on", "Write the day of the decision.", on),
            review_on=review_on,
        )
        return f"Decided not to follow up, signed by you; it is looked at again on {day(review_on)}."

    deed_form(
        _none_offer(row),
        title="Decide not to follow up: you sign this",
        save="Sign the decision",
        fields=fields,
        do=do,
    )
