"""Assessing the five lines of an exit scorecard, each in a form of its own, with the evidence it rests on."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.form_fields import needed, prose_field
from dashboard.components.forms import NameField, Offer, Values, deed_form, is_open, opened_on, opener
from dashboard.session import Session, record
from dashboard.wording import say
from data_models.commands.formal_monitoring import assess_exit_line
from data_models.queries.formal_monitoring import ExitRow, MonitoringRow
from data_models.visibility import Deed
from data_models.vocabulary import ExitAssessment, MonitoringState

ASSESS = "assess"
NOT_OPEN = "This formal monitoring is not open: its scorecard stays as it was."
OFFERED = (ExitAssessment.MET, ExitAssessment.PARTLY_MET, ExitAssessment.NOT_MET)


def assess_offer(one: MonitoringRow, line: ExitRow) -> Offer:
    return Offer(
        f"{ASSESS}-{line.criterion.value}",
        "Assess it" if line.assessment is ExitAssessment.UNASSESSED else "Assess it again",
        Deed.ASSESS_EXIT,
        (one.area_code,),
        one.state is MonitoringState.OPEN,
        NOT_OPEN,
        opened=line.row_version,
    )


def way_to_assess(one: MonitoringRow, line: ExitRow) -> Markup:
    """The link to the form of one line, for whoever may assess it now."""
    return opener(assess_offer(one, line))


def assess_forms(one: MonitoringRow) -> None:
    """The form of a line, if the address has one open."""
    for line in one.exit_lines:
        offer = assess_offer(one, line)
        if is_open(offer.name):
            _assess(one, line, offer)


def _assess(one: MonitoringRow, line: ExitRow, offer: Offer) -> None:
    def fields(name: NameField) -> Values:
        opened = opened_on(line.row_version) if line.row_version is not None else None
        assessment = st.radio(
            f"{say(line.criterion)} is",
            OFFERED,
            index=OFFERED.index(line.assessment) if line.assessment in OFFERED else None,
            format_func=say,
            horizontal=True,
            key=name("assessment"),
        )
        evidence = prose_field("What evidence it rests on", name("evidence"), value=line.evidence)
        return {"assessment": assessment, "evidence": evidence, "opened": opened}

    def do(session: Session, said: Values) -> str:
        assessment = needed(said["assessment"], "assessment", "Choose met, partly met or not met.")
        assess_exit_line(
            session,
            by=record().viewer,
            on=record().on,
            monitoring_id=one.id,
            criterion=line.criterion,
            assessment=assessment,
            evidence=said["evidence"],
            expected_version=said["opened"],
        )
        return f"{say(line.criterion)} is assessed: {say(assessment).lower()}. It closes nothing by itself."

    title = f"{say(line.criterion)} in {one.area_name}"
    deed_form(offer, title=title, save="Save the assessment", fields=fields, do=do)
