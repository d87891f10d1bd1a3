"""One review whole, and the deeds that lead it on: the decision, the report, our feedback."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import day_field, needed
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on, openers
from dashboard.components.links import PARTS, anchor, here
from dashboard.components.reviews.notifying import correct_form, correct_offer, without_holidays
from dashboard.components.reviews.register import clock_words, decision_words, feedback_words, report_words
from dashboard.components.section import facts
from dashboard.session import Session, record
from dashboard.wording import count, day, say
from dashboard.written_days import needed_day
from data_models.commands.reviews import decide_review, give_review_feedback, receive_review_report
from data_models.queries.reviews import Clock, ReviewRow
from data_models.rules.reviews import REASONS_NOT_TO_PROCEED, REPORT_EXPECTED
from data_models.visibility import Deed
from data_models.vocabulary import ReviewDecision

DECISIONS = [one for one in ReviewDecision if one is not ReviewDecision.PENDING]
REPORT_HERE = "Its report is here, so the decision stays as it is."
NO_REPORT = "Its report is here already, or none is expected."
NO_FEEDBACK = "Feedback was given already, or there is nothing to answer yet."
_CARD = Markup('<section class="card" aria-label="{0}"><h2>{0}</h2>{1}{2}{3}<p>{4}</p></section>')


def review_card(one: ReviewRow, on: date) -> Markup:
    """Its kind, its clocks, the decision, and what this person may do now."""
    known = one.known_on or "not recorded"
    told = facts(
        (
            ("Area", anchor(one.area_name, "area", area=one.area_code)),
            ("Kind", say(one.kind)),
            ("Known", day(known) if isinstance(known, date) else known),
            ("Notified", clock_words(one.notification, on)),
            ("Decision", decision_words(one)),
            ("Report", report_words(one, on)),
            ("Our feedback", feedback_words(one, on)),
        )
    )
    doubt = without_holidays(one.kind, one.known_on, one.notification.due_on)
    note = Markup('<p class="soft">{}</p>').format(doubt.strip()) if doubt else Markup("")
    close = Markup('<a href="{}">Close</a>').format(here(review=None, **dict.fromkeys(PARTS)))
    return _CARD.format(one.reference, told, note, openers(*_offers(one)), close)


def _offers(one: ReviewRow) -> tuple[Offer, ...]:
    return (_decide_offer(one), _report_offer(one), _feedback_offer(one), correct_offer(one))


def _decide_offer(one: ReviewRow) -> Offer:
    words = "Record the decision" if one.decision is ReviewDecision.PENDING else "Change the decision"
    is_open = one.report.done_on is None
    return Offer(
        "decide-review", words, Deed.UPDATE_REVIEW, (one.area_code,), is_open, REPORT_HERE, opened=one.row_version
    )


def _report_offer(one: ReviewRow) -> Offer:
    is_awaited = one.report.done_on is None and REPORT_EXPECTED[one.decision]
    words = "The report is here"
    return Offer("report-received", words, Deed.UPDATE_REVIEW, (one.area_code,), is_awaited, NO_REPORT)


def _feedback_offer(one: ReviewRow) -> Offer:
    something = one.report.done_on is not None or not REPORT_EXPECTED[one.decision]
    is_owed = one.feedback.done_on is None and something
    words = "Our feedback was given"
    return Offer("review-feedback", words, Deed.UPDATE_REVIEW, (one.area_code,), is_owed, NO_FEEDBACK)


def review_forms(one: ReviewRow) -> None:
    """The form that the address has open, if it is one of these."""
    _decide(one)
    _day(
        _report_offer(one),
        title=f"The report of {one.reference} is here",
        asked="Day it arrived",
        do=lambda session, on: _received(session, one, on),
    )
    _day(
        _feedback_offer(one),
        title=f"Our feedback on {one.reference} was given",
        asked="Day it was given",
        do=lambda session, on: _answered(session, one, on),
    )
    correct_form(one)


def _decide(one: ReviewRow) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(one.row_version)
        left, right = st.columns([2, 1], gap="medium")
        with left:
            decision = st.radio(
                "The area’s decision",
                DECISIONS,
                index=DECISIONS.index(one.decision) if one.decision in DECISIONS else None,
                format_func=say,
                horizontal=True,
                key=name("decision"),
            )
        with right:
            decided_on = day_field("Day of the decision", name("decided_on"), value=one.decided_on)
        reason = st.selectbox(
            "Reason, where it does not proceed",
            REASONS_NOT_TO_PROCEED,
            index=_known_reason(one.decision_reason),
            placeholder="none",
            key=name("because"),
        )
        return {"opened": opened, "decision": decision, "because": reason, "decided_on": decided_on}

    def do(session: Session, said: Values) -> str:
        decision = needed(said["decision"], "decision", "Choose whether the review proceeds.")
        decide_review(
            session,
            by=record().viewer,
            on=record().on,
            review_id=one.id,
            decision=decision,
            reason=said["because"] or "",
            decided_on=needed_day(said["decided_on"], "decided_on", "Write the day of the decision.", record().on),
            expected_version=said["opened"],
        )
        return f"{one.reference}: {say(decision).lower()}."

    deed_form(
        _decide_offer(one),
        title=f"The decision on {one.reference}",
        save="Record the decision",
        fields=fields,
        do=do,
        free_text=False,
    )


def _known_reason(reason: str) -> int | None:
    return REASONS_NOT_TO_PROCEED.index(reason) if reason in REASONS_NOT_TO_PROCEED else None


def _day(offer: Offer, *, title: str, asked: str, do: Callable[[Session, date], str]) -> None:
    """A form of one day."""

    def save(session: Session, said: Values) -> str:
        return do(session, needed_day(said["day"], "day", "Write the day.", record().on))

    deed_form(
        offer,
        title=title,
        save="Record the day",
        fields=lambda name: {"day": day_field(asked, name("day"), value=record().on)},
        do=save,
        free_text=False,
    )


def _received(session: Session, one: ReviewRow, on: date) -> str:
    row = receive_review_report(session, by=record().viewer, on=record().on, review_id=one.id, received_on=on)
    owed = f" Our feedback is due on {day(row.feedback_due_on)}." if row.feedback_due_on else ""
    return f"The report of {one.reference} is here{_lateness(one.report, on)}.{owed}"


def _answered(session: Session, one: ReviewRow, on: date) -> str:
    give_review_feedback(session, by=record().viewer, on=record().on, review_id=one.id, given_on=on)
    return f"Our feedback on {one.reference} was given{_lateness(one.feedback, on)}."


def _lateness(clock: Clock, on: date) -> str:
    if clock.due_on is None:
        return ""
    late = (on - clock.due_on).days
    return f", {count(late, 'day')} late" if late > 0 else ", in time"
