"""Reporting a progress review: what was found for each priority area, and what it led to."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components.follow_up.case import Case
from dashboard.components.follow_up.visits import why_not_now
from dashboard.components.form_fields import day_field, needed, prose_field
from dashboard.components.forms import PRESS, NameField, Offer, Values, deed_form
from dashboard.components.section import soft
from dashboard.session import Session, record
from dashboard.text import esc, show
from dashboard.wording import count, say
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.progress_reviews import Finding, report_progress_review
from data_models.errors import Invalid
from data_models.queries.follow_up_rows import ReviewRow
from data_models.queries.inspection_rows import RecommendationRow
from data_models.rules.follow_up import OUTCOME_LEADS_TO
from data_models.visibility import Deed
from data_models.vocabulary import FollowUpState, ProgressFinding, ReviewOutcome

REPORT_REVIEW = "report-review"
# How many priority areas there is room for that are no recommendation on record.
ROOM, ROOM_WITH_RECOMMENDATIONS, MOST_ROOM = 4, 1, 30
LEADS_TO: dict[FollowUpState | None, str] = {
    None: "It stays reported until somebody calls a further review or closes it.",
    FollowUpState.CLOSED: "Close it next, with the reason.",
    FollowUpState.FURTHER_REVIEW: "A further review is opened: schedule it next.",
    FollowUpState.CONTINUED_MONITORING: "It goes on as monitoring until somebody closes it.",
}


def report_offer(case: Case, one: ReviewRow) -> Offer:
    can = one == case.to_come and case.may_become(FollowUpState.REPORTED)
    return Offer(
        f"{REPORT_REVIEW}-{one.id}", "Report the review", Deed.REPORT_REVIEW, case.areas, can, why_not_now(case)
    )


def report_form(case: Case, one: ReviewRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        found = _findings_fields(case.shown.recommendations, name)
        return found | _outcome_fields(name)

    def do(session: Session, said: Values) -> str:
        outcome = needed(said["outcome"], "outcome", "Choose what the review led to.")
        findings = _findings(said, case.shown.recommendations)
        on = record().on
        report_progress_review(
            session,
            by=record().viewer,
            on=on,
            review_id=one.id,
            findings=findings,
            outcome=outcome,
            outcome_text=said["outcome_text"],
            reported_on=needed_day(said["reported_on"], "reported_on", "Write the day it was reported.", on),
            report_url=said["report_url"],
            next_from=day_if_any(said["next_from"], "next_from", on),
            next_to=day_if_any(said["next_to"], "next_to", on),
        )
        found = f"{one.reference} is reported with {count(len(findings), 'finding')}."
        return f"{found} {LEADS_TO[OUTCOME_LEADS_TO[outcome]]}"

    title = f"What {one.reference} found"
    deed_form(offer, title=title, save="Report the review", fields=fields, do=do)


# --- findings ---


def _findings_fields(recommendations: Sequence[RecommendationRow], name: NameField) -> Values:
    """For each recommendation what progress was found; then lines for priority areas the record does not name."""
    values: Values = {}
    if recommendations:
        show(soft("Leave open what the review did not look at."))
    for one in recommendations:
        values |= _finding_of(one, name)
    # The button stands below the lines that it makes room for, and is asked first.
    above = st.container()
    room = _room(ROOM_WITH_RECOMMENDATIONS if recommendations else ROOM, name)
    with above:
        for line in range(1, room + 1):
            values |= _finding_named(line, name)
    return values | {"room": room}


def _room(first: int, name: NameField) -> int:
    """How many more lines: kept in the address, so that a reload has room for all that was typed."""
    asked = st.query_params.get("lines", "")
    room = min(int(asked), MOST_ROOM) if asked.isascii() and asked.isdigit() and len(asked) < 4 else first
    if st.form_submit_button("Room for another priority area", key=name("more") + PRESS, disabled=room >= MOST_ROOM):
        room += 1
        st.query_params["lines"] = str(room)
    return room


def _progress_field(label: str, key: str) -> ProgressFinding | None:
    return st.radio(label, list(ProgressFinding), index=None, format_func=say, horizontal=True, key=key)


def _finding_of(one: RecommendationRow, name: NameField) -> Values:
    key = f"of {one.id}"
    left, right = st.columns([3, 2])
    with left:
        progress = _progress_field(esc(f"{one.number}. {one.text}"), name(key))
    with right:
        said = st.text_input(f"In the report's words, on {one.number}", key=name(f"{key} words"))
    return {key: progress, f"{key} words": said}


def _finding_named(line: int, name: NameField) -> Values:
    # A draft kept through a reload is kept by these labels: each is there once.
    key = f"line {line}"
    left, right = st.columns([3, 2])
    with left:
        label = st.text_input(f"Another priority area ({line})", key=name(f"{key} label"))
        progress = _progress_field(f"Progress found on it ({line})", name(key))
    with right:
        said = st.text_input(f"In the report's words, on it ({line})", key=name(f"{key} words"))
    return {f"{key} label": label, key: progress, f"{key} words": said}


def _findings(said: Values, recommendations: Sequence[RecommendationRow]) -> list[Finding]:
    """The lines that say something; refused where one has words and no finding, or a finding and no name."""
    found = []
    for one in recommendations:
        key = f"of {one.id}"
        words = said[f"{key} words"].strip()
        if said[key] is not None:
            found.append(Finding(said[key], recommendation_id=one.id, verbatim=words))
        elif words:
            raise Invalid({key: f"Choose what progress was found on {one.number}, or take its words out."})
    for line in range(1, said["room"] + 1):
        key = f"line {line}"
        label, words = said[f"{key} label"].strip(), said[f"{key} words"].strip()
        if not label and not words and said[key] is None:
            continue
        if not label:
            raise Invalid({key: "Name the other priority area, or leave its whole line empty."})
        if said[key] is None:
            raise Invalid({key: f"Choose what progress was found on “{label}”."})
        found.append(Finding(said[key], label=label, verbatim=words))
    return found


# --- what it led to ---


def _outcome_fields(name: NameField) -> Values:
    left, right = st.columns([3, 2])
    with left:
        outcome = st.radio("What it led to", list(ReviewOutcome), index=None, format_func=say, key=name("outcome"))
        text = prose_field("What it led to, in the report's words", name("outcome_text"))
    with right:
        reported_on = day_field("Reported on", name("on"), value=record().on)
        url = st.text_input("Address of the report (https)", key=name("url"))
        next_from = day_field("Of a further review: window from, if stated", name("from"))
        next_to = day_field("Of a further review: window until, if stated", name("to"))
    return {
        "outcome": outcome,
        "outcome_text": text,
        "reported_on": reported_on,
        "report_url": url,
        "next_from": next_from,
        "next_to": next_to,
    }
