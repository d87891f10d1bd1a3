"""Taking in a file of published inspections: all of it in one change, or nothing with a reason for each row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from data_models.commands.consequences import open_for_intention
from data_models.commands.found import rows_of, the
from data_models.commands.imported_follow_up import link_reviews, open_or_close
from data_models.commands.imported_parts import take_part
from data_models.commands.imported_reports import add_report, title_of
from data_models.errors import ImportRefused
from data_models.queries.published_import import ImportPlan, InspectionPlan, fingerprint, planned_import
from data_models.rules.published_file import VerbatimRow
from data_models.tables import Contradiction, Indicator, Inspection, PublishedImport, PublishedRow
from data_models.visibility import Deed, Viewer, authorise


def import_published_record(session: Session, *, by: Viewer, on: date, raw: bytes, file_name: str) -> ImportPlan:
    """Take in the rows that the record does not have yet; returns the plan that was carried out.

    Opens the duty to decide on every evaluation that calls for it: closed by the sequel that the sources tell, "sequel
    not established" where they tell none and the report is old, owed where it is recent. A progress review is linked
    to its inspection. Two sources that disagree are both kept, as a contradiction. A file without anything new changes
    nothing. Refused whole, with each row and its reason (`ImportRefused`), if any row cannot be taken.
    """
    authorise(by, Deed.IMPORT_PUBLISHED)
    plan = planned_import(session, on=on, raw=raw, file_name=file_name)
    if plan.refusals:
        raise refusal_of(plan)
    return _take(session, plan, on) if plan.rows else plan


def refusal_of(plan: ImportPlan) -> ImportRefused:
    """The sentence and the rows of a file that cannot be taken."""
    count = len(plan.refusals)
    what = "One row" if count == 1 else f"{count} rows"
    return ImportRefused(
        f"{what} of {plan.file_name} cannot be taken, so nothing was. Correct the file and import it again.",
        [(refusal.row, refusal.reason) for refusal in plan.refusals],
    )


def _take(session: Session, plan: ImportPlan, on: date) -> ImportPlan:
    brought = PublishedImport(
        file_name=plan.file_name[:200],
        sha256=plan.sha256,
        encoding=plan.encoding,
        rows_read=plan.rows_read,
        rows_new=len(plan.rows),
        imported_on=on,
    )
    session.add(brought)
    reports = _reports(session, plan)
    numbers = {key: report.id for key, report in reports.items()}
    link_reviews(session, plan, reports)
    open_or_close(session, plan, reports)
    for number in sorted(report.id for report in reports.values()):
        # A file may bring the intention of a report that people entered.
        open_for_intention(session, the(session, Inspection, number), on)
    for participation in plan.participations:
        take_part(session, participation)
    for one in plan.inspections:
        _note_disagreements(session, one, reports[one.facts.key])
    _keep_rows(session, plan, brought, numbers)
    session.flush()
    return replace(plan, known=numbers)


def _reports(session: Session, plan: ImportPlan) -> dict[str, Inspection]:
    """Every report that the plan speaks of, by key; the new ones made, the others added to."""
    known = {key: the(session, Inspection, number) for key, number in (plan.known or {}).items()}
    indicators = rows_of(session, Indicator)
    made = {one.facts.key: add_report(session, one, known.get(one.facts.key), indicators) for one in plan.inspections}
    session.flush()
    return known | made


def _note_disagreements(session: Session, one: InspectionPlan, report: Inspection) -> None:
    for disagreement in one.disagreements:
        session.add(
            Contradiction(
                subject=f"{disagreement.label}: {title_of(one.facts)}"[:200],
                area_code=one.facts.area_codes[0],
                inspection_id=report.id,
                statement_a=disagreement.statement_a,
                source_a=disagreement.source_a,
                statement_b=disagreement.statement_b,
                source_b=disagreement.source_b,
                note="Both are kept.",
            )
        )


def _keep_rows(session: Session, plan: ImportPlan, brought: PublishedImport, numbers: Mapping[str, int]) -> None:
    """Every new row word for word, beside what it became."""
    became = {row: numbers[one.facts.key] for one in plan.inspections for row in one.facts.rows}
    session.add_all(_kept(row, brought.id, became.get(row.number)) for row in plan.rows)


def _kept(row: VerbatimRow, import_id: int, inspection_id: int | None) -> PublishedRow:
    return PublishedRow(
        import_id=import_id,
        row_number=row.number,
        fingerprint=fingerprint(row),
        area_text=row.area,
        partnership_name=row.partnership_name,
        programme_text=row.programme,
        published_text=row.published_date,
        indicator_text=row.indicator,
        value_text=row.grade_or_statement,
        follow_up_text=row.follow_up_stated,
        source_url=row.source_url,
        inspection_id=inspection_id,
    )
