"""`link-inspector import …` and `export …`: data in, data out. What is refused changes nothing."""

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from dashboard.cli_record import open_engine, refusing
from dashboard.reports.portfolio import as_csv, as_json, as_workbook, tables
from dashboard.session import LONDON, today
from data_models import past
from data_models.commands.imports import import_published_record
from data_models.database import reading, unit_of_work
from data_models.errors import CommandRefused
from data_models.queries.areas import area_named
from data_models.queries.portfolio import portfolio
from data_models.queries.published_import import ImportPlan, planned_import
from data_models.queries.record import head, thresholds
from data_models.rules.published_file import LARGEST
from data_models.visibility import SYSTEM, Deed, Viewer
from data_models.vocabulary import RoleName

# Two scopes: what everybody may read, and with --full what senior managers may.
SENIOR_READER = Viewer(name="Link Inspector Dashboard", role=RoleName.CHIEF_INSPECTOR)

# How many rows are told one by one.
SAID_AT_MOST = 50


@click.group("import")
def import_group() -> None:
    """Take a file into the record."""


@import_group.command("published")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what it would do, and do nothing.")
@refusing
def import_published(file: Path, dry_run: bool) -> None:
    """Take in a file of published inspections. Says what it would do first; refuses whole, with row and reason."""
    engine, raw = open_engine(), _bytes_of(file)
    with reading(engine) as session:
        plan = planned_import(session, on=today(), raw=raw, file_name=file.name)
    for line in _said(plan):
        click.echo(line)
    if plan.refusals:
        for line in first_of([f"Row {one.row}: {one.reason}" for one in plan.refusals], "more rows cannot be taken"):
            click.echo(line, err=True)
        raise CommandRefused(f"{file.name} was not taken in and nothing was changed. Correct these rows first.")
    if dry_run or not plan.rows:
        click.echo("Nothing was changed." if not plan.rows else "This was a dry run: nothing was changed.")
        return
    deed = Deed.IMPORT_PUBLISHED.value
    with unit_of_work(engine, by=SYSTEM, deed=deed, reason=f"Import of {file.name}"[:200]) as session:
        import_published_record(session, by=SYSTEM, on=today(), raw=raw, file_name=file.name)
        session.flush()
    click.echo(f"Taken in as change {session.info['change']}.")


def _said(plan: ImportPlan) -> list[str]:
    new = [one for one in plan.inspections if one.inspection_id is None]
    counts: dict[str, Any] = {
        "rows read": plan.rows_read,
        "rows not yet in the record": len(plan.rows),
        "new inspections": len(new),
        "evaluations": sum(len(one.evaluations) for one in plan.inspections),
        "totals": sum(len(one.totals) for one in plan.inspections),
        "follow-up candidates": sum(one.candidate_id is None for one in plan.candidates),
        "contradictions": sum(len(one.disagreements) for one in plan.inspections),
        "rows that cannot be taken": len(plan.refusals),
    }
    warned = first_of([f"Note on row {one.row}: {one.sentence}" for one in plan.warnings], "more notes")
    return [f"Read as {plan.encoding}.", *(f"{count:>6} {name}" for name, count in counts.items()), *warned]


def _bytes_of(file: Path) -> bytes:
    """What the file holds, read no further than where it is too large in any case."""
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def first_of(lines: list[str], more: str) -> list[str]:
    """The first lines, and how many more there are: nobody reads sixty thousand."""
    rest = len(lines) - SAID_AT_MOST
    return lines if rest <= 0 else [*lines[:SAID_AT_MOST], f"… and {rest:,} {more}."]


@click.group("export")
def export_group() -> None:
    """Write the record, or a part of it, to a file or to standard output."""


as_of_option = click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As it stood at the end of that day.")
output_option = click.option("--output", type=click.Path(path_type=Path), help="A file; standard output without it.")
full_option = click.option("--full", is_flag=True, help="What senior managers may read, not only what everybody may.")


@export_group.command("portfolio")
@as_of_option
@click.option("--format", "kind", type=click.Choice(["json", "csv", "xlsx"]), default="json", show_default=True)
@click.option("--table", default="areas", show_default=True, help="Which table, for CSV; `--table list` names them.")
@output_option
@full_option
@refusing
def export_portfolio(as_of: datetime | None, kind: str, table: str, output: Path | None, full: bool) -> None:
    """The whole record: areas with people and status, inspections, follow-up, plans, flags, engagement."""
    found = _portfolio(as_of, full)
    if kind == "csv" and table == "list":
        click.echo("\n".join(tables(found)))
        return
    _write(_rendered(found, kind, table), output)


@export_group.command("area")
@click.argument("code")
@as_of_option
@click.option("--format", "kind", type=click.Choice(["json", "docx", "pdf"]), default="json", show_default=True)
@output_option
@full_option
@refusing
def export_area(code: str, as_of: datetime | None, kind: str, output: Path | None, full: bool) -> None:
    """One area, by GSS code or name: all of the portfolio that concerns it as JSON, or its briefing as Word or PDF."""
    with reading(open_engine()) as session:
        found = area_named(session, code)
    if found is None:
        raise CommandRefused(f"There is no area “{code}”. Use a GSS code (S12…) or a council area's name.")
    if kind != "json":
        _write(_briefing(found.gss_code, as_of, kind, full), output)
        return
    _write(as_json(_concerning(_portfolio(as_of, full), found.gss_code)), output)


def _briefing(code: str, as_of: datetime | None, kind: str, full: bool) -> bytes:
    # The screens come with it, which no other command needs to wait for.
    from dashboard.documents import written_for

    asked = {"area": code, "as_of": as_of.date().isoformat() if as_of else ""}
    return written_for(SENIOR_READER if full else SYSTEM, "area-briefing", kind, asked)


@export_group.command("minutes")
@click.argument("meeting")
@as_of_option
@click.option("--format", "kind", type=click.Choice(["docx", "pdf"]), default="pdf", show_default=True)
@output_option
@refusing
def export_minutes(meeting: str, as_of: datetime | None, kind: str, output: Path | None) -> None:
    """The minutes of one meeting, by its number (MT-0001), as Word or PDF. Of a closed one always the same."""
    # The screens come with it, which no other command needs to wait for.
    from dashboard.documents import written_for

    asked = {"meeting": meeting, "as_of": as_of.date().isoformat() if as_of else ""}
    _write(written_for(SYSTEM, "minutes", kind, asked), output)


def _portfolio(as_of: datetime | None, full: bool) -> dict[str, Any]:
    engine, on = open_engine(), as_of.date() if as_of else today()
    viewer = SENIOR_READER if full else SYSTEM
    if on > today():
        raise CommandRefused(f"{on} has not come yet. Choose today or a past day.")
    if on == today():
        with reading(engine) as session:
            return _asked(session, session, viewer, on)
    with reading(engine) as live:
        change = past.change_as_of(live, _end_of(on))
        if change == 0:
            raise CommandRefused(f"The record did not exist yet on {on}. Choose a later day.")
        with past.reading_past(engine, change) as session:
            return _asked(session, live, viewer, on)


def _asked(session: Session, live: Session, viewer: Viewer, on: date) -> dict[str, Any]:
    if head(live).kind is None:
        raise CommandRefused("There is no record here yet. Run `link-inspector init` first.")
    return portfolio(session, viewer, on=on, thresholds=thresholds(session))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def _rendered(found: dict[str, Any], kind: str, table: str) -> bytes:
    if kind == "json":
        return as_json(found)
    if kind == "xlsx":
        return as_workbook(found)
    known = tables(found)
    if table not in known:
        raise CommandRefused(f"There is no table “{table}”. There are: {', '.join(known)}.")
    return as_csv(known[table])


def _concerning(found: dict[str, Any], code: str) -> dict[str, Any]:
    """The parts of the portfolio that name this area."""

    def names(row: Any) -> bool:
        return code in (row.get("gss_code"), row.get("area_code")) or code in row.get("area_codes", ())

    def kept(value: Any) -> Any:
        if isinstance(value, list):
            return [row for row in value if isinstance(row, dict) and names(row)]
        return {key: kept(inner) for key, inner in value.items()} if isinstance(value, dict) else value

    numbers = {row["id"] for row in kept(found["inspections"])}
    of_its = {"candidates", "decisions", "progress_reviews"}
    answer = {key: kept(value) for key, value in found.items() if key not in ("people", "programmes")}
    for part in of_its & found["follow_up"].keys():
        answer["follow_up"][part] = [
            row
            for row in found["follow_up"][part]
            if numbers & {row.get("inspection_id"), row.get("original_inspection_id")}
        ]
    return answer


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)
        click.echo(f"Wrote {output}.", err=True)
