"""What must hold after undoing as it does after every deed, where no row and no constraint says so by itself."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.coverage import cover_of, suits
from data_models.commands.found import here, only, rows_of, the
from data_models.errors import CommandRefused
from data_models.queries.ledger import ledger
from data_models.queries.ledger_rows import Breach
from data_models.queries.record import thresholds
from data_models.queries.touched import Touched
from data_models.queries.undoing import Outlook
from data_models.rules.coverage import Cover, overlaps
from data_models.rules.settings import NonsenseSettingError, Thresholds
from data_models.tables import Area, Assignment, Person, RiskFlag, SettingValue
from data_models.vocabulary import FlagState, RoleName

ENDS_ON = {"assignment": "ends_on", "person": "access_ended_on"}


def breaches(session: Session, on: date) -> frozenset[Breach]:
    """What the ledger finds wrong now."""
    return frozenset(ledger(session, on=on, thresholds=thresholds(session)).breaches)


def check_the_office(session: Session, on: date, outlook: Outlook, before: frozenset[Breach]) -> None:
    """Refuse what undoing this would break: the settings, who covers and owns what, access, and the ledger."""
    rows, touched = outlook.rows, {one.table for one in outlook.rows}
    if outlook.done_on < on:
        _check_days_gone(on, rows)
    if "setting_value" in touched:
        _check_settings(session)
    for one in rows:
        if one.table == "assignment" and (assignment := session.get(Assignment, one.key[0])) is not None:
            _check_cover(session, on, assignment)
        if one.table == "risk_flag" and {"owner_id", "state"} & set(one.fields):
            _check_owner(session, on, session.get(RiskFlag, one.key[0]))
        if one.table == "person" and (person := session.get(Person, one.key[0])) is not None:
            _check_person(session, person)
    if any(one.table == "person" and one.row["role"] is RoleName.ADMINISTRATOR for one in rows):
        _check_administrators(session, on, rows)
    if new := breaches(session, on) - before:
        named = ", ".join(sorted({one.reference for one in new}))
        raise CommandRefused(f"Undoing this would leave {named} without an answer or an owner, so it stays.")


def _check_settings(session: Session) -> None:
    try:
        Thresholds.from_overrides({row.key: row.value for row in rows_of(session, SettingValue)})
    except NonsenseSettingError as nonsense:
        raise CommandRefused(f"Undoing this would let settings contradict each other. {nonsense}") from nonsense


def _check_cover(session: Session, on: date, assignment: Assignment) -> None:
    """Nobody covers an area twice over, in a role that is not theirs, or after they left."""
    wanted = _as_cover(assignment)
    others = [_as_cover(one) for one in cover_of(session, wanted.area_code, wanted.role) if one.id != assignment.id]
    if overlaps(others, wanted):
        area = the(session, Area, wanted.area_code).short_name
        raise CommandRefused(f"Somebody else has come to cover {area} since. End that first, or hand it over.")
    if assignment.ends_on is None or assignment.ends_on >= on:
        person = the(session, Person, assignment.person_id)
        suits(person, assignment.role, max(on, assignment.starts_on), assignment.ends_on)


def _as_cover(one: Assignment) -> Cover:
    return Cover(one.area_code, one.role, one.person_id, one.starts_on, one.ends_on)


def _check_owner(session: Session, on: date, flag: RiskFlag | None) -> None:
    """An open flag is nobody's who has left. It may be theirs who cover the area from tomorrow."""
    if flag is not None and flag.state is FlagState.OPEN and flag.owner_id is not None:
        here(the(session, Person, flag.owner_id), on)


def _check_person(session: Session, person: Person) -> None:
    same = col(Person.work_email) == person.work_email
    other = only(session, Person, same, col(Person.id) != person.id) if person.work_email else None
    if other is not None:
        raise CommandRefused(f"{other.display_name} has the same work address by now. Change one of the two instead.")


def _check_administrators(session: Session, on: date, rows: tuple[Touched, ...]) -> None:
    administrators = rows_of(session, Person, col(Person.role) == RoleName.ADMINISTRATOR)
    here = [one for one in administrators if one.access_ended_on is None or one.access_ended_on >= on]
    lost_sign_in = any(one.table == "person" and (one.after or {}).get("subject") for one in rows)
    if not here or (lost_sign_in and all(one.subject is None for one in here)):
        raise CommandRefused("Then nobody could manage access any more. Add another administrator first.")


def _check_days_gone(on: date, rows: tuple[Touched, ...]) -> None:
    """Who covered an area and who had access on a day that is past stays as it was: undoing rewrites no such day."""
    for one in rows:
        if one.table == "assignment" and one.before is None and one.row["starts_on"] < on:
            raise CommandRefused("Somebody has covered the area by it since. End that, or hand it over.")
        column = ENDS_ON.get(one.table, "")
        if one.before is None or one.after is None or column not in one.fields:
            continue
        if min(day for day in (one.before[column], one.after[column]) if day is not None) < on:
            raise CommandRefused("The day on which it ended is past, and stays as it was. Assign or add them anew.")
