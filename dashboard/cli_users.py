"""`link-inspector users …`: who works here and may sign in, for the day on which nobody can sign in yet."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click
from sqlmodel import Session

from dashboard.cli_record import open_engine, refusing
from dashboard.session import now, today
from dashboard.wording import say
from data_models.commands.administration import add_person, end_access, end_sign_ins, link_sign_in, unlink_sign_in
from data_models.database import reading, unit_of_work
from data_models.errors import CommandRefused
from data_models.queries.administration import StaffRow, administration
from data_models.rules.references import Kind, reference
from data_models.tables import Person
from data_models.visibility import SYSTEM, Deed
from data_models.vocabulary import RoleName, Team

ROLES = [role.value for role in RoleName if role is not RoleName.SHARED_SCREEN]
a_day = click.DateTime(["%Y-%m-%d"])
person_argument = click.argument("person")
reason_option = click.option("--reason", default="", help="Kept in the record with the change.")


@click.group("users")
def users_group() -> None:
    """Who works here, and who may sign in. PERSON is a number of `users list`: 12 or PE-0012."""


@users_group.command("list")
@click.option("--all", "everybody", is_flag=True, help="Also those whose access has ended.")
@refusing
def list_users(everybody: bool) -> None:
    """Who works here, with their role, and whether they can sign in."""
    with reading(open_engine()) as session:
        people = administration(session, SYSTEM, on=today()).people
    for one in people:
        if everybody or one.access_ended_on is None or one.access_ended_on >= today():
            click.echo(_line(one))
    if not people:
        click.echo("Nobody is on record yet. Add the first administrator with `link-inspector users add`.", err=True)


def _line(one: StaffRow) -> str:
    access = f"access ends {one.access_ended_on}" if one.access_ended_on else ""
    sign_in = f"signs in as {one.subject} at {one.issuer}" if one.has_sign_in else "no sign-in linked"
    parts = (one.reference, one.display_name, say(one.role), one.work_email, sign_in, access)
    return "; ".join(part for part in parts if part)


@users_group.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--team", type=click.Choice([team.value for team in Team]))
@click.option("--email", help="Their address at work.")
@click.option("--started-on", type=a_day, help="The first day they work here; today without it.")
@reason_option
@refusing
def add(name: str, role: str, team: str | None, email: str | None, started_on: datetime | None, reason: str) -> None:
    """Add NAME. They can sign in once `users link` says which sign-in is theirs."""
    made = _done(
        Deed.ADD_PERSON,
        reason,
        lambda session: add_person(
            session,
            by=SYSTEM,
            on=today(),
            display_name=name,
            role=RoleName(role),
            team=Team(team) if team else None,
            work_email=email,
            started_on=_day(started_on),
        ),
    )
    click.echo(f"{made.display_name} is added as {reference(Kind.PERSON, made.id)}.")


@users_group.command("link")
@person_argument
@click.option("--issuer", required=True, help="The address of the sign-in, exactly as it sends it.")
@click.option("--subject", required=True, help="What the sign-in calls this person and nobody else.")
@reason_option
@refusing
def link(person: str, issuer: str, subject: str, reason: str) -> None:
    """Say which sign-in is PERSON. It takes the place of the one they had."""
    given: dict[str, Any] = {"person_id": number_of(person), "issuer": issuer, "subject": subject}
    linked = _done(Deed.CHANGE_PERSON, reason, lambda session: link_sign_in(session, by=SYSTEM, on=today(), **given))
    click.echo(f"Whoever signs in as {linked.subject} at {linked.issuer} is {linked.display_name}.")


@users_group.command("sign-out")
@person_argument
@click.option("--reason", required=True, help="Kept in the record with the change.")
@refusing
def sign_out(person: str, reason: str) -> None:
    """Sign PERSON out wherever they are. They may sign in again; `users unlink` keeps them out."""
    given: dict[str, Any] = {"person_id": number_of(person), "at": now(), "reason": reason}
    gone = _done(Deed.END_SIGN_INS, reason, lambda session: end_sign_ins(session, by=SYSTEM, on=today(), **given))
    click.echo(f"Every sign-in of {gone.display_name} has ended.")


@users_group.command("unlink")
@person_argument
@click.option("--reason", required=True, help="Kept in the record with the change.")
@refusing
def unlink(person: str, reason: str) -> None:
    """Take the sign-in of PERSON away, now: for whoever must be kept out before their areas are handed over."""
    given: dict[str, Any] = {"person_id": number_of(person), "reason": reason}
    kept_out = _done(
        Deed.CHANGE_PERSON, reason, lambda session: unlink_sign_in(session, by=SYSTEM, on=today(), **given)
    )
    click.echo(f"{kept_out.display_name} cannot sign in any more.")


@users_group.command("end")
@person_argument
@click.option("--last-day", type=a_day, required=True, help="The last day on which they have access.")
@click.option("--stays", is_flag=True, help="They do not leave; only their access ends.")
@reason_option
@refusing
def end(person: str, last_day: datetime, stays: bool, reason: str) -> None:
    """End the access of PERSON after a day. Refused while areas or open flags would stay with them."""
    given: dict[str, Any] = {"person_id": number_of(person), "last_day": last_day.date(), "has_left": not stays}
    ended = _done(Deed.CHANGE_PERSON, reason, lambda session: end_access(session, by=SYSTEM, on=today(), **given))
    click.echo(f"The access of {ended.display_name} ends on {ended.access_ended_on}.")


def number_of(person: str) -> int:
    """The number of a person as it is written: 12, or PE-0012."""
    digits = person.strip().upper().removeprefix(f"{Kind.PERSON}-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise CommandRefused(f"“{person}” is no number of a person. Write it like 12 or PE-0012.")
    return int(digits)


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()


def _done(deed: Deed, reason: str, do: Callable[[Session], Person]) -> Person:
    """The person after one numbered change by the record itself."""
    with unit_of_work(open_engine(), by=SYSTEM, deed=deed.value, reason=reason) as session:
        return do(session)
