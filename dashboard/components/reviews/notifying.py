"""A review as an area notified it: recorded by its reference and days, and put right. No field has room for a case."""

from collections.abc import Collection, Mapping
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import choice_field, day_field, needed
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.holidays import scottish_bank_holidays
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import count, day, say
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.reviews import NewReview, correct_notification, notify_review
from data_models.queries.reviews import ReviewRow
from data_models.rules.clocks import years_without_holidays
from data_models.rules.review_references import EXAMPLE
from data_models.rules.reviews import notification_due_on
from data_models.visibility import Deed, may
from data_models.vocabulary import ReviewKind

NOTIFY = "notify-review"
KINDS = list(ReviewKind)
NEEDS_NOTIFIED = "Write the day it was notified."
ONLY_THIS = "The reference, the kind and days, and nothing of the case: who it is about and what happened are not kept."


def notifiable(areas: Mapping[str, str]) -> dict[str, str]:
    """The areas whose notifications this person records: code to name."""
    viewer = record().viewer
    return {code: name for code, name in areas.items() if may(viewer, Deed.NOTIFY_REVIEW, frozenset({code}))}


def notify_offer(area_codes: Collection[str]) -> Offer:
    return Offer(NOTIFY, "Record a notification", Deed.NOTIFY_REVIEW, tuple(area_codes))


def correct_offer(one: ReviewRow) -> Offer:
    return Offer("correct-review", "Put right", Deed.UPDATE_REVIEW, (one.area_code,), opened=one.row_version)


def notify_form(areas: Mapping[str, str]) -> None:
    """The form, when the address has it open. `areas` are those to choose from: code to name."""
    only = next(iter(areas)) if len(areas) == 1 else None

    def fields(name: NameField) -> Values:
        left, right = st.columns([2, 1] if only else [1, 2], gap="medium")
        with left:
            code = only or choice_field("Area", areas, name("area"))
        with left if only else right:
            kind = st.radio("Kind of review", KINDS, index=None, format_func=say, horizontal=True, key=name("kind"))
        return {"area": code, "kind": kind} | _reference_and_days(name, None)

    def do(session: Session, said: Values) -> str:
        review = NewReview(
            area_code=needed(said["area"], "area", "Choose the area."),
            kind=needed(said["kind"], "kind", "Choose the kind of review."),
            reference=said["reference"],
            known_on=day_if_any(said["known_on"], "known_on", record().on),
            notified_on=needed_day(said["notified_on"], "notified_on", NEEDS_NOTIFIED, record().on),
        )
        row = notify_review(session, by=record().viewer, on=record().on, review=review)
        late = _how_late(review.kind, review.known_on, review.notified_on)
        return f"{row.reference} of {areas[row.area_code]} is recorded. {late}"

    where = f" of {areas[only]}" if only else ""
    deed_form(
        notify_offer(areas),
        title=f"Record a notification{where}",
        save="Record the notification",
        fields=fields,
        do=do,
        free_text=False,
    )


def correct_form(one: ReviewRow) -> None:
    """The form, when the address has it open."""

    def do(session: Session, said: Values) -> str:
        notified_on = needed_day(said["notified_on"], "notified_on", NEEDS_NOTIFIED, record().on)
        row = correct_notification(
            session,
            by=record().viewer,
            on=record().on,
            review_id=one.id,
            reference=said["reference"],
            known_on=day_if_any(said["known_on"], "known_on", record().on),
            notified_on=notified_on,
            expected_version=said["opened"],
        )
        late = _how_late(row.kind, row.known_on, row.notified_on or notified_on)
        return f"{row.reference} is put right. {late}"

    deed_form(
        correct_offer(one),
        title=f"Put the notification of {one.reference} right",
        save="Save it",
        fields=lambda name: {"opened": opened_on(one.row_version)} | _reference_and_days(name, one),
        do=do,
        free_text=False,
    )


def _reference_and_days(name: NameField, was: ReviewRow | None) -> Values:
    show(Markup('<p class="soft">{}</p>').format(ONLY_THIS))
    left, middle, right = st.columns(3, gap="medium")
    with left:
        reference = st.text_input(
            "Reference", value=was.reference if was else "", placeholder=EXAMPLE, key=name("reference")
        )
    with middle:
        known_on = day_field("Day it became known", name("known_on"), value=was.known_on if was else None)
    with right:
        notified_on = day_field(
            "Day it was notified to us", name("notified_on"), value=was.notified_on if was else None
        )
    return {"reference": reference, "known_on": known_on, "notified_on": notified_on}


def _how_late(kind: ReviewKind, known_on: date | None, notified_on: date) -> str:
    """Whether it was notified in time, and by how much not."""
    holidays, thresholds = scottish_bank_holidays(), record().thresholds
    due_on = None if known_on is None else notification_due_on(kind, known_on, holidays, thresholds)
    if due_on is None:
        return "It has no clock."
    late = (notified_on - due_on).days
    said = f"It was notified {count(late, 'day')} late: it was due on {day(due_on)}." if late > 0 else "It was in time."
    return said + without_holidays(kind, known_on, due_on)


def without_holidays(kind: ReviewKind, known_on: date | None, due_on: date | None) -> str:
    """What to say where the record has no bank holidays for a year that working days were counted in."""
    if kind is not ReviewKind.SERIOUS_INCIDENT_REVIEW or known_on is None or due_on is None:
        return ""
    years = years_without_holidays(known_on, due_on, scottish_bank_holidays())
    if not years:
        return ""
    return f" No bank holiday of {' and '.join(map(str, years))} is on record, so it may be due a day or two later."
