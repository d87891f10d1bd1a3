"""The return visit: its day set or moved, begun, and another one called. Its report is a form of its own."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.follow_up.case import Case
from dashboard.components.follow_up.register import window_of
from dashboard.components.form_fields import day_field, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.links import anchor
from dashboard.components.section import soft
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import day
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.follow_up_steps import NEXT_STEP
from data_models.commands.progress_reviews import (
    call_further_review,
    schedule_progress_review,
    start_progress_review,
)
from data_models.queries.follow_up_rows import ReviewRow
from data_models.rules.follow_up import Window, follow_up_window
from data_models.rules.references import Kind, reference
from data_models.visibility import Deed
from data_models.vocabulary import FollowUpState

SCHEDULE, BEGIN, FURTHER = "schedule-review", "begin-review", "further-review"
NO_DECISION = "No follow-up is decided on here: decide first."


def why_not_now(case: Case) -> str:
    """Which step comes first, in the words the record refuses with."""
    return NEXT_STEP[case.decision.state] if case.decision is not None else NO_DECISION


# --- scheduling ---


def schedule_offer(case: Case, one: ReviewRow) -> Offer:
    is_set = case.decision is not None and case.decision.state is FollowUpState.SCHEDULED
    return Offer(
        f"{SCHEDULE}-{one.id}",
        "Move the visit to other days" if is_set else "Schedule the progress review",
        Deed.SCHEDULE_REVIEW,
        case.areas,
        one == case.to_come and (is_set or case.may_become(FollowUpState.SCHEDULED)),
        why_not_now(case),
        opened=one.row_version,
    )


def schedule_form(case: Case, one: ReviewRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        show(Markup("<p>{}</p>").format(_in_window(case, one)))
        opened = opened_on(one.row_version)
        left, right = st.columns(2)
        with left:
            first = day_field("First day of the visit", name("first"), value=one.scheduled_on)
        with right:
            last = day_field("Last day, if it is more than one", name("last"), value=_last_day(one))
        show(soft(_where_the_team_is(one)))
        return {"first": first, "last": last, "opened": opened}

    def do(session: Session, said: Values) -> str:
        scheduled_on = needed_day(said["first"], "first", "Write the first day of the visit.", record().on)
        until = day_if_any(said["last"], "last", record().on)
        review = schedule_progress_review(
            session,
            by=record().viewer,
            on=record().on,
            review_id=one.id,
            scheduled_on=scheduled_on,
            until=until,
            expected_version=said["opened"],
        )
        last = until or scheduled_on
        when = f"{day(scheduled_on)} to {day(last)}" if last > scheduled_on else day(scheduled_on)
        is_late = review.due_to is not None and last > review.due_to
        warned = f" That is after its window, which ends on {day(review.due_to)}." if is_late and review.due_to else ""
        return f"{one.reference} is scheduled for {when}.{warned}"

    title = f"When {one.reference} visits"
    deed_form(offer, title=title, save="Schedule the visit", fields=fields, do=do, free_text=False)


def _in_window(case: Case, one: ReviewRow) -> Markup:
    said = Markup("Review {}, in its window: {}.").format(one.sequence, window_of(case.row.window or one.window))
    words_of = case.row.timescale_text.strip()
    if words_of and one.sequence == 1:
        said += Markup(" The report says “{}”.").format(words_of)
    return said


def _last_day(one: ReviewRow) -> date | None:
    return one.scheduled_until if one.scheduled_until != one.scheduled_on else None


def _where_the_team_is(one: ReviewRow) -> Markup:
    if one.inspection_id is None:
        return Markup("{}").format("The visit becomes an inspection of its own, where its team is named.")
    visit = anchor(reference(Kind.INSPECTION, one.inspection_id), "inspections", inspection=one.inspection_id)
    return Markup("The visit is {}, where its team is named.").format(visit)


# --- beginning ---


def begin_offer(case: Case, one: ReviewRow) -> Offer:
    can = one == case.to_come and case.may_become(FollowUpState.IN_PROGRESS)
    return Offer(f"{BEGIN}-{one.id}", "The visit has begun", Deed.START_REVIEW, case.areas, can, why_not_now(case))


def begin_form(_: Case, one: ReviewRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        planned = f" It was scheduled for {day(one.scheduled_on)}, which stays on record." if one.scheduled_on else ""
        show(soft(f"From here on it can only be reported.{planned}"))
        return {"begun_on": day_field("It began on", name("on"), value=record().on)}

    def do(session: Session, said: Values) -> str:
        begun_on = needed_day(said["begun_on"], "begun_on", "Write the day the visit began.", record().on)
        start_progress_review(session, by=record().viewer, on=record().on, review_id=one.id, started_on=begun_on)
        return f"{one.reference} is under way since {day(begun_on)}."

    title = f"{one.reference} has begun"
    deed_form(offer, title=title, save="Record that it began", fields=fields, do=do, free_text=False)


# --- another one ---


def further_offer(case: Case) -> Offer:
    can = case.may_become(FollowUpState.FURTHER_REVIEW)
    said = "Call a further review" if case.row.own_reviews else "Call a progress review"
    return Offer(FURTHER, said, Deed.CALL_FURTHER_REVIEW, case.areas, can, why_not_now(case))


def further_form(case: Case, offer: Offer) -> None:
    decision = case.decision
    if decision is None:
        return

    def fields(name: NameField) -> Values:
        reason = prose_field("Why another review is needed", name("reason"))
        left, right = st.columns(2)
        with left:
            first = day_field("Window from, if one is stated", name("from"))
        with right:
            last = day_field("Window until, if one is stated", name("to"))
        show(soft(Markup("Without an end written here it is: {}.").format(window_of(_unstated(case)))))
        return {"reason": reason, "first": first, "last": last}

    def do(session: Session, said: Values) -> str:
        review = call_further_review(
            session,
            by=record().viewer,
            on=record().on,
            decision_id=decision.id,
            reason=said["reason"],
            due_from=day_if_any(said["first"], "first", record().on),
            due_to=day_if_any(said["last"], "last", record().on),
        )
        until = f", until {day(review.due_to)}" if review.due_to else ""
        return f"{reference(Kind.PROGRESS_REVIEW, review.id)} is called{until}. Schedule it next."

    title = f"A further review for {decision.reference}"
    deed_form(offer, title=title, save="Call the review", fields=fields, do=do)


def _unstated(case: Case) -> Window:
    """The window of a next review for which none is stated: of a first one the report's, where it has one."""
    over = sum(one.is_over for one in case.row.reviews)
    report = case.shown.report
    stated = (report.timescale_from, report.timescale_to) if report is not None and not over else (None, None)
    return follow_up_window(case.published, *stated, record().head.thresholds, over)
