"""The published record that comes with the program, and what is known about its dates."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col

from data_models.commands.found import rows_of, the
from data_models.commands.imports import import_published_record
from data_models.database import unit_of_work
from data_models.queries.published_import import ImportPlan
from data_models.tables import Contradiction, Inspection
from data_models.visibility import Deed, Viewer
from seed_data.reference_lists import contradictions, published_notes

SHIPPED = Path(__file__).parent / "published" / "published_inspections.csv"
# The newest report in it. A past that is re-told from an earlier day has the record whole from its first day.
NEWEST_REPORT = date(2024, 11, 5)


def import_shipped_record(engine: Engine, *, by: Viewer, on: date, at: datetime | None = None) -> ImportPlan:
    """Import the record that comes with the program, in one change; a second time changes nothing.

    `at` is the moment of the change where a past is re-told.
    """
    reason = "The published record that comes with the program"
    on = max(on, NEWEST_REPORT)
    with unit_of_work(engine, by=by, deed=Deed.IMPORT_PUBLISHED.value, reason=reason, at=at) as session:
        plan = import_published_record(session, by=by, on=on, raw=SHIPPED.read_bytes(), file_name=SHIPPED.name)
        if plan.rows and plan.known:
            _note_doubts(session, plan.known)
    return plan


def _note_doubts(session: Session, reports: Mapping[str, int]) -> None:
    """Say at each report what is doubtful about its date or programme, and which sources contradict each other."""
    for report, note in published_notes().items():
        the(session, Inspection, reports[report]).published_note = note
    for listed in contradictions():
        if listed.report:
            for one in rows_of(session, Contradiction, col(Contradiction.subject) == listed.subject):
                one.inspection_id = reports[listed.report]
