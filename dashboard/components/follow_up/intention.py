"""What a report says on follow-up scrutiny, in its own words, and the window that these words mean.

Copied from the report before publication or after it. The days are read from the words and shown to be confirmed:
nothing is taken as a window that nobody saw.
"""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.components.form_fields import day_field
from dashboard.components.forms import PRESS, NameField, Offer, Values, deed_form, opened_on
from dashboard.components.plans.item_deeds import covered
from dashboard.session import Session, record
from dashboard.wording import day
from dashboard.written_days import day_if_any
from data_models.commands.publication import record_intention
from data_models.errors import Invalid
from data_models.queries.inspection_rows import InspectionPicture, Report
from data_models.rules.follow_up import Window
from data_models.rules.known_dates import KnownDate
from data_models.rules.timescales import ReadTimescale, read_timescale
from data_models.visibility import Deed
from data_models.vocabulary import Stage

RECORD_INTENTION = "record-intention"
RECORDED: dict[bool, str] = {True: "Yes, it records an intention", False: "No, it records none"}
LOOK_AT_DAYS = "The timescale was read as days: look at them in the form, then save again."
NOT_CHOSEN = "Choose whether the report records an intention to follow up."
CANCELLED = "This inspection was cancelled: there is no report to copy from."


def intention_offer(shown: InspectionPicture) -> Offer:
    """Offered to whoever reads the report, as long as there is or will be one."""
    known = shown.report is not None and shown.report.intention_recorded is not None
    return Offer(
        RECORD_INTENTION,
        "Correct what the report says on follow-up" if known else "Record what the report says on follow-up",
        Deed.RECORD_INTENTION,
        covered(shown.inspection.areas),
        shown.report is not None and shown.inspection.stage is not Stage.CANCELLED,
        CANCELLED,
        opened=shown.running.row_version,
    )


def intention_form(shown: InspectionPicture) -> None:
    """The form, when the address has it open."""
    if shown.report is None:
        return
    report, inspection = shown.report, shown.inspection
    published = KnownDate(inspection.published_on, inspection.published_precision)

    def fields(name: NameField) -> Values:
        opened = opened_on(shown.running.row_version)
        return intention_fields(name, report, published) | {"opened": opened}

    def do(session: Session, said: Values) -> str:
        window = record_what_it_says(session, said, inspection.id, opened=said["opened"])
        until = f" Its window ends on {day(window.due_to)}." if window.due_to else ""
        return f"What the report of {inspection.reference} says on follow-up is on record.{until}"

    deed_form(
        intention_offer(shown),
        title=f"What the report of {inspection.reference} says on follow-up",
        save="Put it on record",
        fields=fields,
        do=do,
    )


# --- the fields, also of the form that publishes ---


def intention_fields(name: NameField, report: Report, published: KnownDate) -> Values:
    """The report's words on follow-up, and the days they seem to mean, for a person to confirm."""
    recorded = st.selectbox(
        "Does the report record an intention to follow up?",
        list(RECORDED),
        index=None if report.intention_recorded is None else list(RECORDED).index(report.intention_recorded),
        format_func=lambda one: RECORDED[one],
        placeholder="choose",
        key=name("intention_recorded"),
    )
    intention = st.text_area("The intention, in the report’s words", report.intention_text, key=name("intention_text"))
    timescale = st.text_input("The timescale, in the report’s words", report.timescale_text, key=name("timescale_text"))
    values: Values = {"intention_recorded": recorded, "intention_text": intention, "timescale_text": timescale}
    return values | _window_fields(name, report, timescale, published)


def _window_fields(name: NameField, report: Report, timescale: str, published: KnownDate) -> Values:
    """The days that the words mean: as they are read, unless whoever saves writes others."""
    st.form_submit_button("Read the days from these words", key=name("read") + PRESS)
    read = read_timescale(timescale, published) if timescale.strip() else None
    known = timescale == report.timescale_text and report.timescale_to is not None
    begins, ends = (report.timescale_from, report.timescale_to) if known or read is None else _days_of(read)
    st.caption(_read_as(timescale, read))
    # Under a name of its own for each reading: new words propose new days, days put right by hand stay.
    reading = name(f"window {begins} {ends}")
    was_seen = reading in st.session_state or not timescale.strip() or read is None or known
    st.session_state[reading] = True
    left, right = st.columns(2, gap="small")
    with left:
        first = day_field("From", f"{reading} from", value=begins)
    with right:
        last = day_field("Until", f"{reading} to", value=ends)
    return {"timescale_from": first, "timescale_to": last, "days_were_seen": was_seen}


def _days_of(read: ReadTimescale) -> tuple[date | None, date | None]:
    return read.due_from, read.due_to


def _read_as(timescale: str, read: ReadTimescale | None) -> str:
    if not timescale.strip():
        return "Write the words first; the days they seem to mean are proposed here."
    if read is None:
        return "These words are not understood as days. Enter the days yourself, or leave them empty."
    begins = f"from {day(read.due_from)} " if read.due_from else ""
    return f"Read as {begins}until {day(read.due_to)}. Put it right where it is wrong."


# --- saving ---


def says_anything(values: Mapping[str, object]) -> bool:
    """Whether the form says anything on follow-up: nothing said stays not on record, and is an alert of its own."""
    return values["intention_recorded"] is not None or any(
        values[field] for field in ("intention_text", "timescale_text", "timescale_from", "timescale_to")
    )


def record_what_it_says(session: Session, values: Values, inspection_id: int, *, opened: int | None = None) -> Window:
    """Put what the fields say on record; refused where the days were not seen, or it is not said whether it intends."""
    if not values["days_were_seen"]:
        raise Invalid({"timescale_to": LOOK_AT_DAYS})
    if values["intention_recorded"] is None:
        raise Invalid({"intention_recorded": NOT_CHOSEN})
    inspection = record_intention(
        session,
        by=record().viewer,
        on=record().on,
        inspection_id=inspection_id,
        recorded=values["intention_recorded"],
        intention_text=values["intention_text"],
        timescale_text=values["timescale_text"],
        timescale_from=day_if_any(values["timescale_from"], "timescale_from", record().on),
        timescale_to=day_if_any(values["timescale_to"], "timescale_to", record().on),
        expected_version=opened,
    )
    return Window(inspection.timescale_from, inspection.timescale_to, is_default=False)
