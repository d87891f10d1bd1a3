"""The forms between the draft and the report: what the panel decided, the accuracy check, the embargo."""

import streamlit as st

from dashboard.components.form_fields import day_field, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on
from dashboard.components.plans.item_deeds import covered
from dashboard.session import Session, record
from dashboard.wording import day
from dashboard.written_days import day_if_any, needed_day
from data_models.commands.panel import embargo_report, record_accuracy_response, record_panel_decision
from data_models.queries.inspection_rows import InspectionPicture
from data_models.rules.inspections import HAS_A_REPORT, may_become
from data_models.visibility import Deed
from data_models.vocabulary import Stage

PANEL, ACCURACY, EMBARGO = "panel-decision", "accuracy-check", "embargo"
NO_REPORT = (
    "There is a report to decide on from the analysis until publication. Record the steps that were reached, or set the"
    " stage."
)


def _offer(shown: InspectionPicture, name: str, words: str, deed: Deed, applies: bool) -> Offer:
    codes, version = covered(shown.inspection.areas), shown.running.row_version
    return Offer(name, words, deed, codes, applies, NO_REPORT, version)


def panel_offer(shown: InspectionPicture) -> Offer:
    known = shown.report is not None and bool(shown.report.panel_decision)
    words = "Change the panel’s decision" if known else "Record the panel’s decision"
    return _offer(shown, PANEL, words, Deed.RECORD_PANEL, shown.inspection.stage in HAS_A_REPORT)


def accuracy_offer(shown: InspectionPicture) -> Offer:
    known = shown.running.accuracy_responded_on is not None
    words = "Change the accuracy check’s day" if known else "Record the accuracy check’s answer"
    return _offer(shown, ACCURACY, words, Deed.RECORD_PANEL, shown.inspection.stage in HAS_A_REPORT)


def embargo_offer(shown: InspectionPicture) -> Offer:
    applies = may_become(shown.inspection.stage, Stage.EMBARGOED)
    return _offer(shown, EMBARGO, "Put the report under embargo", Deed.EMBARGO_REPORT, applies)


def panel_forms(shown: InspectionPicture) -> None:
    """The form that the address has open, if it is one of these."""
    _panel(shown)
    _accuracy(shown)
    _embargo(shown)


def _panel(shown: InspectionPicture) -> None:
    report, how = shown.report, shown.running

    def fields(name: NameField) -> Values:
        opened = opened_on(how.row_version)
        decision = prose_field(
            "What the panel decided, on follow-up too: a progress review, support, its timing, focus and approach",
            name("decision"),
            value=report.panel_decision if report else "",
        )
        left, right = st.columns(2)
        with left:
            decided_on = day_field("Decided on", name("on"), value=report.panel_decided_on if report else None)
        with right:
            due = how.accuracy_response_due_on
            due_on = day_field("The partnership’s accuracy check is due on, if it is set", name("due"), value=due)
        return {"decision": decision, "on": decided_on, "due": due_on, "opened": opened}

    def do(session: Session, said: Values) -> str:
        on = record().on
        record_panel_decision(
            session,
            by=record().viewer,
            on=on,
            inspection_id=shown.inspection.id,
            decision=said["decision"],
            decided_on=needed_day(said["on"], "decided_on", "Write the day the panel decided.", on),
            accuracy_response_due_on=day_if_any(said["due"], "accuracy_response_due_on", on),
            expected_version=said["opened"],
        )
        return "What the panel decided is on record. It opens no follow-up before publication."

    title = f"Quality and Consistency Panel on {shown.inspection.reference}"
    deed_form(panel_offer(shown), title=title, save="Save the decision", fields=fields, do=do)


def _accuracy(shown: InspectionPicture) -> None:
    how = shown.running

    def fields(name: NameField) -> Values:
        opened = opened_on(how.row_version)
        due = how.accuracy_response_due_on
        asked = f"The partnership answered on (due on {day(due)})" if due else "The partnership answered on"
        return {"on": day_field(asked, name("on"), value=how.accuracy_responded_on), "opened": opened}

    def do(session: Session, said: Values) -> str:
        responded_on = needed_day(said["on"], "responded_on", "Write the day the partnership answered.", record().on)
        record_accuracy_response(
            session,
            by=record().viewer,
            on=record().on,
            inspection_id=shown.inspection.id,
            responded_on=responded_on,
            expected_version=said["opened"],
        )
        return f"The accuracy check was answered on {day(responded_on)}."

    title = f"Accuracy check of {shown.inspection.reference}"
    deed_form(accuracy_offer(shown), title=title, save="Save the day", fields=fields, do=do, free_text=False)


def _embargo(shown: InspectionPicture) -> None:
    summary = shown.report.summary if shown.report else ""

    def fields(name: NameField) -> Values:
        issued_on = day_field("Issued under embargo on", name("on"))
        told = prose_field("Summary, in the report’s words (empty: as it is on record)", name("summary"), value=summary)
        return {"on": issued_on, "summary": told}

    def do(session: Session, said: Values) -> str:
        issued_on = needed_day(said["on"], "issued_on", "Write the day it was issued.", record().on)
        embargo_report(
            session,
            by=record().viewer,
            on=record().on,
            inspection_id=shown.inspection.id,
            issued_on=issued_on,
            summary=said["summary"],
        )
        return f"{shown.inspection.reference} is under embargo: only the area’s own team and senior managers read it."

    title = f"Put the report {shown.inspection.reference} under embargo"
    deed_form(embargo_offer(shown), title=title, save="Put it under embargo", fields=fields, do=do)
