"""Deciding to follow up: one decision for one or several evaluations of one inspection."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.follow_up.case import Case
from dashboard.components.follow_up.decision_fields import DECIDED, which_field, why_and_who_fields
from dashboard.components.follow_up.register import window_of
from dashboard.components.form_fields import needed
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open
from dashboard.components.section import facts, soft
from dashboard.session import Session, record
from dashboard.text import show, words
from dashboard.wording import count, say
from dashboard.written_days import needed_day
from data_models.commands.follow_up import decide_follow_up, set_key_area
from data_models.commands.publication import record_intention
from data_models.rules.decisions import needs_senior_manager
from data_models.rules.follow_up import Window, follow_up_window
from data_models.rules.timescales import ReadTimescale, read_timescale
from data_models.visibility import Deed, may
from data_models.vocabulary import FollowUpChoice, TriggerKind

DECIDE = "decide"
KEY_AREA = {None: "Leave it open", True: "Yes", False: "No"}


def decide_offer(case: Case) -> Offer:
    return Offer(DECIDE, "Decide on follow-up", Deed.DECIDE_FOLLOW_UP, case.areas, case.is_undecided, DECIDED)


def decide_form(case: Case, offer: Offer) -> None:
    read = _read(case)

    def fields(name: NameField) -> Values:
        which = which_field(case, name)
        left, right = st.columns(2)
        with left:
            offered = [one for one in FollowUpChoice if not needs_senior_manager(one)]
            choice = st.radio("Decision", offered, index=None, format_func=say, key=name("choice"))
            key_area = _key_area_field(case, name)
        with right:
            takes = _window_field(case, read, name)
            show(soft("A decision not to follow up is a form of its own, which a senior manager signs."))
        return why_and_who_fields(name) | {"which": which, "choice": choice, "key_area": key_area, "takes": takes}

    def do(session: Session, said: Values) -> str:
        return _decided(session, case, read, said)

    if is_open(offer.name):
        show(_what_the_report_says(case))
    deed_form(offer, title="Decide on follow-up", save="Record the decision", fields=fields, do=do)


def _key_area_field(case: Case, name: NameField) -> bool | None:
    """Whether it is a key area of practice, asked of a grade and only where the record does not say."""
    if case.row.is_key_area is not None or case.row.trigger is not TriggerKind.GRADE:
        return None
    return st.radio(
        "Is it a key area of practice?",
        list(KEY_AREA),
        format_func=lambda one: KEY_AREA[one],
        horizontal=True,
        key=name("key area"),
    )


def _read(case: Case) -> ReadTimescale | None:
    """What the report's words on timescale seem to promise, where nobody has put days to them yet."""
    window = case.row.window
    if not case.row.timescale_text.strip() or (window is not None and not window.is_default):
        return None
    return read_timescale(case.row.timescale_text, case.published)


def _may_put_days(case: Case) -> bool:
    allowed = may(record().viewer, Deed.RECORD_INTENTION, frozenset(case.areas))
    return allowed and bool(case.row.intention_recorded) and bool(case.row.intention_text.strip())


def _window_field(case: Case, read: ReadTimescale | None, name: NameField) -> bool:
    """Whether to take the report's words as the days they seem to mean; otherwise the window is as it is."""
    ours = case.row.window or follow_up_window(case.published, None, None, record().head.thresholds)
    show(Markup("<p>Window of a progress review: {}</p>").format(window_of(ours)))
    if read is None or not _may_put_days(case):
        return False
    meant = window_of(Window(read.due_from, read.due_to, False)).striptags()
    return st.checkbox(
        f"Take the report's words as: {meant}",
        value=True,
        key=name("takes"),
        help="This is read from the report's own words. Untick it to keep our default window.",
    )


def _what_the_report_says(case: Case) -> Markup:
    row, nothing = case.row, Markup('<span class="soft">nothing is on record</span>')
    return facts(
        [
            ("Intention in the report", words(row.intention_text) if row.intention_text.strip() else nothing),
            ("Timescale in the report", words(row.timescale_text) if row.timescale_text.strip() else nothing),
        ]
    )


def _decided(session: Session, case: Case, read: ReadTimescale | None, said: Values) -> str:
    by, on = record().viewer, record().on
    choice = needed(said["choice"], "choice", "Choose what was decided.")
    if said["takes"] and read is not None and choice is FollowUpChoice.PROGRESS_REVIEW:
        record_intention(
            session,
            by=by,
            on=on,
            inspection_id=case.row.inspection_id,
            recorded=True,
            intention_text=case.row.intention_text,
            timescale_text=case.row.timescale_text,
            timescale_from=read.due_from,
            timescale_to=read.due_to,
            expected_version=case.shown.running.row_version,
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
