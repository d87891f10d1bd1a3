"""The form in which a report is published: its day and words, its intention and timescale, its plan, its concerns."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.components.form_fields import day_field
from dashboard.components.forms import PRESS, NameField, Offer, Values, deed_form
from dashboard.components.inspections.consequences import consequences
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import count, day
from dashboard.written_days import day_if_any, day_of, needed_day
from data_models.commands.publication import publish_report, record_intention
from data_models.errors import Invalid
from data_models.queries.inspection_picture import InspectionPicture, Report
from data_models.queries.programmes import ProgrammeRow
from data_models.rules.inspections import may_become
from data_models.rules.known_dates import KnownDate
from data_models.rules.timescales import ReadTimescale, read_timescale
from data_models.visibility import Deed
from data_models.vocabulary import Stage

PUBLISH = "publish"
INTENTION: dict[bool, str] = {True: "Yes, it records an intention", False: "No, it records none"}
LOOK_AT_DAYS = "The timescale was read as days: look at them in the form, then publish again."
# What whoever publishes without reading the findings starts from; what they leave empty stays as it is on record.
UNREAD = Report(
    summary="",
    report_url="",
    published_note="",
    panel_decision="",
    panel_decided_on=None,
    intention_recorded=None,
    intention_text="",
    timescale_text="",
    timescale_from=None,
    timescale_to=None,
    has_significant_concerns=False,
    significant_concerns_text="",
    requests_plan=False,
)


def may_be_published(shown: InspectionPicture) -> bool:
    """Far enough to be published; the visit of a progress review is reported with its follow-up instead."""
    return may_become(shown.inspection.stage, Stage.PUBLISHED)


def publish_offer(shown: InspectionPicture, area_codes: tuple[str, ...]) -> Offer:
    return Offer(
        PUBLISH,
        "Publish the report",
        Deed.PUBLISH_REPORT,
        area_codes,
        applies=may_be_published(shown),
        why_not="At its present stage this report cannot be published.",
    )


def show_publish_form(shown: InspectionPicture, programme: ProgrammeRow, area_codes: tuple[str, ...]) -> None:
    """The form, when the address has it open."""
    report = shown.report or UNREAD
    deed_form(
        publish_offer(shown, area_codes),
        title=f"Publish the report {shown.inspection.reference}",
        save="Publish the report",
        fields=lambda name: _fields(name, shown, report, programme),
        do=lambda session, values: _publish(session, values, shown),
    )


def _fields(name: NameField, shown: InspectionPicture, report: Report, programme: ProgrammeRow) -> Values:
    on = record().on
    show(consequences(shown, programme, on, record().head.thresholds))
    left, right = st.columns(2, gap="medium")
    with left:
        values = _of_report(name, report, on)
        values |= _of_plan(name, report)
    with right:
        values |= _of_intention(name, report, day_of(values["published_on"], on))
        values |= _of_concerns(name, report)
    return values


def _of_report(name: NameField, report: Report, on: date) -> Values:
    return {
        "published_on": day_field("Day of publication", name("day"), value=on),
        "report_url": st.text_input("Address of the report (https)", report.report_url, key=name("url")),
        "summary": st.text_area("Summary, in the report’s words", report.summary, key=name("summary")),
    }


def _of_plan(name: NameField, report: Report) -> Values:
    return {
        "requests_plan": st.checkbox("The report requests a plan", report.requests_plan, key=name("requests_plan")),
        "plan_due_on": day_field("Day the report sets for the plan, if any", name("plan_due_on")),
    }


def _of_concerns(name: NameField, report: Report) -> Values:
    return {
        "has_significant_concerns": st.checkbox(
            "The findings identify significant concerns", report.has_significant_concerns, key=name("concerns")
        ),
        "significant_concerns_text": st.text_area(
            "The significant concerns, in the report’s words", report.significant_concerns_text, key=name("which")
        ),
    }


def _of_intention(name: NameField, report: Report, published_on: date | None) -> Values:
    """The report's words on follow-up, and the days they seem to mean, for a person to confirm."""
    recorded = st.selectbox(
        "Does the report record an intention to follow up?",
        list(INTENTION),
        index=None if report.intention_recorded is None else list(INTENTION).index(report.intention_recorded),
        format_func=lambda one: INTENTION[one],
        placeholder="choose",
        key=name("intention_recorded"),
    )
    intention = st.text_area("The intention, in the report’s words", report.intention_text, key=name("intention_text"))
    timescale = st.text_input("The timescale, in the report’s words", report.timescale_text, key=name("timescale_text"))
    values: Values = {"intention_recorded": recorded, "intention_text": intention, "timescale_text": timescale}
    return values | _of_window(name, report, timescale, published_on)


def _of_window(name: NameField, report: Report, timescale: str, published_on: date | None) -> Values:
    """The days that the words mean: as they are read, unless whoever publishes writes others."""
    st.form_submit_button("Read the days from these words", key=name("read") + PRESS)
    read = read_timescale(timescale, KnownDate(published_on)) if timescale.strip() and published_on else None
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


def _publish(session: Session, values: Values, shown: InspectionPicture) -> str:
    if not values["days_were_seen"]:
        raise Invalid({"timescale_to": LOOK_AT_DAYS})
    by, on, number = record().viewer, record().on, shown.inspection.id
    if says_anything(values):
        _record_intention(session, values, number)
    inspection = publish_report(
        session,
        by=by,
        on=on,
        inspection_id=number,
        published_on=needed_day(values["published_on"], "published_on", "Write the day of publication.", on),
        report_url=values["report_url"],
        summary=values["summary"],
        requests_plan=_ticked(values["requests_plan"], shown),
        plan_due_on=day_if_any(values["plan_due_on"], "plan_due_on", on),
        has_significant_concerns=_ticked(values["has_significant_concerns"], shown),
        significant_concerns_text=values["significant_concerns_text"],
    )
    found = f", with {count(len(shown.evaluations), 'evaluation')}" if shown.report else ""
    return f"Published {shown.inspection.reference} as of {day(inspection.published_on or on)}{found}."


def _ticked(tick: bool, shown: InspectionPicture) -> bool | None:
    """A box left empty by somebody who does not read the draft says nothing about it."""
    return tick if tick or shown.report is not None else None


def says_anything(values: Mapping[str, object]) -> bool:
    """Whether the form says anything on follow-up: nothing said stays not on record, and is an alert of its own."""
    return values["intention_recorded"] is not None or any(
        values[field] for field in ("intention_text", "timescale_text", "timescale_from", "timescale_to")
    )


def _record_intention(session: Session, values: Values, number: int) -> None:
    if values["intention_recorded"] is None:
        raise Invalid({"intention_recorded": "Choose whether the report records an intention to follow up."})
    record_intention(
        session,
        by=record().viewer,
        on=record().on,
        inspection_id=number,
        recorded=values["intention_recorded"],
        intention_text=values["intention_text"],
        timescale_text=values["timescale_text"],
        timescale_from=day_if_any(values["timescale_from"], "timescale_from", record().on),
        timescale_to=day_if_any(values["timescale_to"], "timescale_to", record().on),
    )
