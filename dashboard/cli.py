"""`link-inspector …`: what is done to the record from a command line.

Exit 0: done. Exit 1: refused, with a sentence saying why, and nothing changed. Exit 2: wrong usage.
"""

import os
import sys
from pathlib import Path

import click
from sqlalchemy import Engine

from dashboard import environment
from dashboard.cli_data import export_group, import_group
from dashboard.cli_record import closing_engine, open_engine, refusing
from dashboard.cli_users import users_group
from dashboard.sentences import breach_sentence
from dashboard.session import today
from data_models import backup, schema
from data_models.commands.rule_run import run_rules
from data_models.database import ping, reading, unit_of_work
from data_models.errors import CommandRefused
from data_models.queries.ledger import ledger
from data_models.queries.ledger_rows import Breach
from data_models.queries.record import head, thresholds
from data_models.seals import check_chain
from data_models.visibility import SYSTEM, Deed
from seed_data.building import alone, build

PROJECT = Path(__file__).resolve().parent.parent


@click.group()
def main() -> None:
    """The Link Inspector Dashboard, from a command line."""


@main.command()
@click.option("--demo", "kind", flag_value="demo", help="Reference data, published record, and an invented world.")
@click.option("--empty", "kind", flag_value="empty", help="Reference data only.")
@click.option("--if-missing", is_flag=True, help="Do nothing when there is a record already.")
@refusing
def init(kind: str | None, if_missing: bool) -> None:
    """Make a new record: reference data and the published record, and what the options say."""
    if _is_there():
        _keep_what_is_there(if_missing)
        return
    with alone(environment.database_url(), wait=if_missing):
        if _is_there():
            _keep_what_is_there(if_missing)
            return
        environment.find_seal_key(make=True)
        click.echo("Making the record ...")
        build(environment.database_url(), kind or "published", today())
    click.echo("The record is ready.")


def _keep_what_is_there(if_missing: bool) -> None:
    if not if_missing:
        raise CommandRefused("There is a record here already; it was left as it is. Back it up and move it first.")
    environment.find_seal_key()
    engine = closing_engine()
    if schema.current(engine) != schema.head():
        _upgrade(engine)


def _is_there() -> bool:
    if environment.uses_file():
        return environment.record_file().exists()
    engine = closing_engine()
    return schema.current(engine) is not None


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8501, show_default=True)
@click.option("--address", default="127.0.0.1", show_default=True)
@refusing
def serve(port: int, address: str) -> None:
    """Serve the pages. Refuses when there is no record, or it is not a demonstration and is served as one."""
    engine = open_engine()
    with reading(engine) as session:
        kind = head(session).kind
    engine.dispose()
    if environment.wants_demonstration() and kind != "demonstration":
        raise CommandRefused("This record is not a demonstration and is not served as one. Unset LINK_INSPECTOR_DEMO.")
    os.environ["LINK_INSPECTOR_DATA"] = str(environment.data_folder().resolve())
    os.chdir(PROJECT)
    flags = ["--server.port", str(port), "--server.address", address]
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "dashboard" / "server.py"), *flags]
    os.execv(sys.executable, command)


@main.command()
@refusing
def upgrade() -> None:
    """Bring the record to the schema this program expects. A file is backed up first."""
    if environment.uses_file() and not environment.record_file().exists():
        raise CommandRefused("There is no record here yet. Run `link-inspector init` first.")
    environment.find_seal_key()
    _upgrade(closing_engine())


def _upgrade(engine: Engine) -> None:
    at = schema.current(engine)
    if at == schema.head():
        click.echo(f"The schema is current ({at}).")
        return
    if environment.uses_file():
        kept = environment.record_file().with_name(f"before-{schema.head()}-from-{at}.db")
        backup.back_up(engine, kept)
        click.echo(f"Backed up to {kept}.")
    schema.upgrade(engine)
    click.echo(f"The schema is now {schema.head()}.")


@main.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@refusing
def back_up(file: Path) -> None:
    """Copy the record to FILE while it is in use, check the copy whole, and write its manifest beside it."""
    made = backup.back_up(open_engine(), file)
    click.echo(f"{file}: {made.changes} changes, newest seal {made.head_seal[:12]}. Keep {file.name}.json with it.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@refusing
def restore(file: Path) -> None:
    """Put the backup FILE in the record's place. The record it replaces is kept beside it."""
    environment.find_seal_key()
    manifest = backup.restore(environment.database_url(), file)
    click.echo(f"Restored to change {manifest.changes}, as of {manifest.made_at}.")


@main.command()
@refusing
def verify() -> None:
    """Check the seals of every change, and that nothing promised has been dropped."""
    with reading(open_engine()) as session:
        chain = check_chain(session)
        if not chain.holds:
            raise CommandRefused(f"The seals do not hold: {chain.why}. Restore the last good backup and report it.")
        account = ledger(session, on=today(), thresholds=thresholds(session))
    if account.breaches:
        raise CommandRefused("Not everything is accounted for:\n" + "\n".join(_breach(one) for one in account.breaches))
    click.echo(f"{chain.changes} changes, every seal holds; newest {chain.head[:12]}.")
    click.echo(f"{account.calling} evaluations call for follow-up, {account.accounted_for} accounted for.")
    gaps = f"; {account.clocks.in_gaps} in areas without a link inspector" if account.clocks.in_gaps else ""
    if account.clocks.unheld:
        missing = " or ".join(sorted(role.value.replace("_", " ") for role in account.clocks.missing_roles))
        gaps += f"; {account.clocks.unheld} for somebody in a role that nobody has ({missing})"
    click.echo(f"{account.clocks.running} clocks run, every one with an owner or a gap flag{gaps}.")


def _breach(one: Breach) -> str:
    where = f" ({one.area_code})" if one.area_code else ""
    return f"{one.reference}{where} {breach_sentence(one)}."


@main.command("run-rules")
@refusing
def run_the_rules() -> None:
    """Let the rules of risk flags look at the record now. The server does so by itself, once a day."""
    with unit_of_work(open_engine(), by=SYSTEM, deed=Deed.RUN_RULES.value) as session:
        run = run_rules(session, by=SYSTEM, on=today())
    click.echo(run.sentence)
    if run.failed:
        click.echo("The log says why. The flags of what was not looked at stand as they were.", err=True)


@main.command()
@refusing
def doctor() -> None:
    """Say whether this installation can work, line by line."""
    checks = {
        f"data folder {environment.data_folder()}": environment.data_folder().exists() or not environment.uses_file(),
        "key of the seals": environment.find_seal_key(),
        "record": _is_there(),
    }
    engine = closing_engine()
    checks["database answers"] = checks["record"] and ping(engine)
    checks["schema is current"] = checks["database answers"] and schema.current(engine) == schema.head()
    for name, holds in checks.items():
        click.echo(f"{'ok ' if holds else 'NO '} {name}")
    if not all(checks.values()):
        raise CommandRefused("Something needs attention: see the lines marked NO.")


main.add_command(import_group)
main.add_command(export_group)
main.add_command(users_group)


if __name__ == "__main__":
    main()
