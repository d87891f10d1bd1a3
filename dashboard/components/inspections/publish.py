"""The form in which a report is published: its day and words, its intention and timescale, its plan, its concerns."""

from datetime import date
from typing import TypeVar

import streamlit as st

from dashboard.components.follow_up.intention import intention_fields, record_what_it_says, says_anything
from dashboard.components.form_fields import day_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.inspections.consequences import consequences
from dashboard.components.plans.item_deeds import covered
from dashboard.session import Session, record
from dashboard.text import show
from dashboard.wording import count, day
from dashboard.written_days import day_if_any, day_of, needed_day
from data_models.commands.editing import UNCHANGED, Unchanged
from data_models.commands.publication import publish_report
from data_models.queries.inspection_rows import InspectionPicture, Report
from data_models.queries.programmes import ProgrammeRow
from data_models.rules.inspections import may_become
from data_models.rules.known_dates import KnownDate
from data_models.visibility import Deed
from data_models.vocabulary import Scale, Stage

PUBLISH = "publish"
NOT_YET = "A report is published once its findings are analysed, and once only. This inspection is not at such a stage."
RETURN_VISIT = "This is the visit of a progress review: it is reported with its follow-up instead."
NOTHING_EVALUATED = (
    "This programme evaluates, and no evaluation is recorded. Record each one, or record as missing what is not known."
)
Given = TypeVar("Given")
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


def publish_offer(shown: InspectionPicture, programme: ProgrammeRow) -> Offer:
    why_not = _why_not(shown, programme)
    return Offer(
        PUBLISH,
        "Publish the report",
        Deed.PUBLISH_REPORT,
        covered(shown.inspection.areas),
        not why_not,
        why_not,
        shown.running.row_version,
    )


def _why_not(shown: InspectionPicture, programme: ProgrammeRow) -> str:
    if shown.is_return_visit:
        return RETURN_VISIT
    if not may_become(shown.inspection.stage, Stage.PUBLISHED):
        return NOT_YET
    # Whoever does not read the draft is told by the command.
    is_empty = shown.report is not None and not shown.evaluations and not shown.totals
    evaluates = programme.evaluates and programme.scale is not Scale.NONE
    return NOTHING_EVALUATED if evaluates and is_empty and shown.attributes_findings else ""


def publish_form(shown: InspectionPicture, programme: ProgrammeRow) -> None:
    """The form, when the address has it open."""
    report = shown.report or UNREAD
    deed_form(
        publish_offer(shown, programme),
        title=f"Publish the report {shown.inspection.reference}",
        save="Publish the report",
        fields=lambda name: _fields(name, shown, report, programme),
        do=lambda session, values: _publish(session, values, shown),
    )


def _fields(name: NameField, shown: InspectionPicture, report: Report, programme: ProgrammeRow) -> Values:
    on, opened = record().on, opened_on(shown.running.row_version)
    show(consequences(shown, programme, on, record().head.thresholds))
    left, right = st.columns(2, gap="medium")
    with left:
        values = _of_report(name, report, on)
        values |= _of_plan(name, report)
    with right:
        values |= intention_fields(name, report, KnownDate(day_of(values["published_on"], on)))
        values |= _of_concerns(name, report)
    return values | {"opened": opened}


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


def _publish(session: Session, values: Values, shown: InspectionPicture) -> str:
    by, on, number = record().viewer, record().on, shown.inspection.id
    if says_anything(values):
        record_what_it_says(session, values, number, opened=values["opened"])
    inspection = publish_report(
        session,
        by=by,
        on=on,
        inspection_id=number,
        published_on=needed_day(values["published_on"], "published_on", "Write the day of publication.", on),
        report_url=_said(values["report_url"], shown),
        summary=_said(values["summary"], shown),
        requests_plan=_said(values["requests_plan"], shown),
        plan_due_on=day_if_any(values["plan_due_on"], "plan_due_on", on),
        has_significant_concerns=_said(values["has_significant_concerns"], shown),
        significant_concerns_text=_said(values["significant_concerns_text"], shown),
        expected_version=values["opened"],
    )
    found = f", with {count(len(shown.evaluations), 'evaluation')}" if shown.report else ""
    return f"Published {shown.inspection.reference} as of {day(inspection.published_on or on)}{found}."


def _said(given: Given, shown: InspectionPicture) -> Given | Unchanged:
    """A field or box left empty by somebody who does not read the draft says nothing about it."""
    return given if given or shown.report is not None else UNCHANGED
