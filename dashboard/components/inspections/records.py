"""The records that an inspection reads: planned, read, and read twice; and the deed that counts them."""

import streamlit as st
from markupsafe import Markup

from dashboard.components.forms import NameField, Offer, Values, deed_form, opened_on, openers
from dashboard.components.plans.item_deeds import covered
from dashboard.components.section import facts, section, soft
from dashboard.session import Session, record
from data_models.commands.fieldwork import record_records_read
from data_models.queries.inspection_rows import InspectionPicture
from data_models.rules.inspections import double_reads_missing, has_ended
from data_models.rules.settings import Thresholds
from data_models.visibility import Deed

RECORD = "record-reading"
OVER = "The report is published, or the inspection was cancelled: the count of its records stays as it was."


def records_part(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    return section("records", "Records read", openers(_offer(shown)), _said(shown, thresholds))


def _said(shown: InspectionPicture, thresholds: Thresholds) -> Markup:
    """Records planned, read, and read twice, with what is missing to the share that is read twice."""
    how = shown.running
    if how.records_planned is None and how.records_read is None:
        return soft("No reading of records is recorded for this inspection.")
    missing = 0
    if how.records_read is not None:
        missing = double_reads_missing(how.records_read, how.records_double_read or 0, thresholds)
    share = f"{missing} more to reach {thresholds.double_read_percent}%" if missing else "as many as are asked for"
    return facts(
        [
            ("Records planned", how.records_planned),
            ("Records read", how.records_read),
            ("Read twice", f"{how.records_double_read or 0} ({share})" if how.records_read else None),
        ]
    )


def _offer(shown: InspectionPicture) -> Offer:
    one = shown.inspection
    is_over = has_ended(one.stage)
    return Offer(
        RECORD,
        "Count the records",
        Deed.RECORD_MILESTONE,
        covered(one.areas),
        not is_over,
        OVER,
        shown.running.row_version,
    )


def records_form(shown: InspectionPicture) -> None:
    """The form, when the address has it open."""
    how = shown.running

    def fields(name: NameField) -> Values:
        opened = opened_on(how.row_version)
        columns = st.columns(3)
        asked = (
            ("planned", "Records planned", how.records_planned),
            ("read", "Records read", how.records_read),
            ("twice", "Of these, read twice", how.records_double_read),
        )
        counts: Values = {"opened": opened}
        for column, (field, label, now) in zip(columns, asked, strict=True):
            with column:
                counts[field] = st.number_input(label, min_value=0, value=now, step=1, key=name(field))
        return counts

    def do(session: Session, said: Values) -> str:
        counted = record_records_read(
            session,
            by=record().viewer,
            on=record().on,
            inspection_id=shown.inspection.id,
            planned=said["planned"],
            read=said["read"],
            double_read=said["twice"],
            expected_version=said["opened"],
        )
        return f"Counted: {counted.records_read or 0} records read, {counted.records_double_read or 0} of them twice."

    title = f"The records of {shown.inspection.reference}"
    deed_form(_offer(shown), title=title, save="Save the count", fields=fields, do=do, free_text=False)
