"""People and their access, the settings, and the one mark that says what kind of record this is."""

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.commands.access_checks import (
    LAST_ADMINISTRATOR,
    last_of_office,
    may_end_access,
    still_covers,
)
from data_models.commands.checked import Checked
from data_models.commands.editing import UNCHANGED, Unchanged, edit, given
from data_models.commands.found import only, origin_today, rows_of, the
from data_models.errors import CommandRefused, Conflict, Invalid
from data_models.rules.settings import SETTINGS, NonsenseSettingError, Thresholds, as_text
from data_models.tables import VERSION_TABLES, Person, SettingValue
from data_models.tables.versions import DELETED
from data_models.visibility import Deed, Viewer, authorise
from data_models.vocabulary import RoleName, Team

NEEDS_NAME = "Enter the name this person is known by at work."
SET_MEANWHILE = "Somebody else changed this after you opened it. Nothing was saved: look at both, and save again."
NO_PERSON = "A shared screen is not a person. Choose the role of somebody who works here."


def add_person(
    session: Session,
    *,
    by: Viewer,
    on: date,
    display_name: str,
    role: RoleName,
    team: Team | None = None,
    work_email: str | None = None,
    started_on: date | None = None,
) -> Person:
    """Add a member of staff. They can sign in once their sign-in is linked.

    Refused without a name, for the role of a shared screen, and for the work address of somebody who is here already.
    """
    authorise(by, Deed.ADD_PERSON)
    # Somebody may have begun here longer ago than anything else that is entered.
    ask = Checked(on if started_on is None or started_on > on else None)
    display_name = ask.line("display_name", display_name, needed=NEEDS_NAME)
    address = _address(session, ask, work_email)
    ask.that(role is not RoleName.SHARED_SCREEN, "role", NO_PERSON)
    ask.in_reach("started_on", started_on)
    ask.settle()
    person = Person(
        display_name=display_name,
        role=role,
        team=team,
        work_email=address,
        started_on=started_on or on,
        origin=origin_today(session),
    )
    session.add(person)
    session.flush()
    return person


def change_person(
    session: Session,
    *,
    by: Viewer,
    on: date,
    person_id: int,
    display_name: str | Unchanged = UNCHANGED,
    role: RoleName | Unchanged = UNCHANGED,
    team: Team | None | Unchanged = UNCHANGED,
    work_email: str | None | Unchanged = UNCHANGED,
    expected_version: int | None = None,
) -> Person:
    """Correct a person's name, role, team or address; the new role holds from their next click.

    Refused for a role that the areas they cover do not fit, and for taking away the last who can do
    what others depend on.
    """
    authorise(by, Deed.CHANGE_PERSON)
    person = the(session, Person, person_id)
    ask = Checked(on)
    if display_name is not UNCHANGED:
        display_name = ask.line("display_name", display_name, needed=NEEDS_NAME)
    if work_email is not UNCHANGED:
        work_email = _address(session, ask, work_email, of=person.id)
    if role is not UNCHANGED and role is not person.role:
        ask.that(role is not RoleName.SHARED_SCREEN, "role", NO_PERSON)
        covered = still_covers(session, person.id, on)
        ask.that(not covered, "role", f"First hand over the areas this person covers: {', '.join(covered)}.")
        alone = last_of_office(session, person, on, becoming=role)
        ask.that(alone is None, "role", alone or "")
    ask.settle()
    changes = given(display_name=display_name, role=role, team=team, work_email=work_email)
    edit(session, person, changes, opened_on=expected_version)
    session.flush()
    return person


def link_sign_in(
    session: Session,
    *,
    by: Viewer,
    on: date,
    person_id: int,
    issuer: str,
    subject: str,
    expected_version: int | None = None,
) -> Person:
    """Say which sign-in is this person: the issuer and the subject their organisation's sign-in sends.

    It takes the place of the one they had. Refused when it is somebody else's already, or when this person's access
    has ended.
    """
    authorise(by, Deed.CHANGE_PERSON)
    person = the(session, Person, person_id)
    ask = Checked(on)
    issuer = ask.line("issuer", issuer, needed="Enter the issuer of the sign-in.")
    subject = ask.line("subject", subject, needed="Enter the subject the issuer sends for this person.")
    ask.settle()
    if person.access_ended_on is not None and person.access_ended_on < on:
        raise CommandRefused(f"The access of {person.display_name} has ended. Add them again if they are back.")
    other = only(session, Person, col(Person.issuer) == issuer, col(Person.subject) == subject)
    if other is not None and other.id != person.id:
        raise CommandRefused(f"This sign-in belongs to {other.display_name} already. End that link first.")
    edit(session, person, {"issuer": issuer, "subject": subject}, opened_on=expected_version)
    session.flush()
    return person


def unlink_sign_in(session: Session, *, by: Viewer, on: date, person_id: int, reason: str) -> Person:
    """Take a person's sign-in away from them: from their next click they are nobody here, whatever they still hold.

    For the day on which somebody must be kept out before their areas can be handed over. Refused without a reason, for
    somebody without a sign-in, and for the last administrator who has one.
    """
    authorise(by, Deed.CHANGE_PERSON)
    person = the(session, Person, person_id)
    ask = Checked(on)
    ask.text("reason", reason, needed="Give the reason for this.")
    ask.settle()
    if person.subject is None:
        raise CommandRefused(f"{person.display_name} has no sign-in, so there is none to take away.")
    if person.role is RoleName.ADMINISTRATOR and last_of_office(session, person, on, who_signs_in=True):
        raise CommandRefused(LAST_ADMINISTRATOR)
    person.issuer = person.subject = None
    session.flush()
    return person


def end_access(
    session: Session,
    *,
    by: Viewer,
    on: date,
    person_id: int,
    last_day: date | None,
    has_left: bool = True,
    expected_version: int | None = None,
) -> Person:
    """End a person's access after a day, and say whether they leave; what they did stays theirs.

    The day may be moved while it is not past, or taken away again (None: they stay). Refused while they cover an area
    or own an open flag beyond that day (nothing may stay with somebody who left), for the last administrator, senior
    manager or support officer, and where their access ended before or ends just so already.
    """
    authorise(by, Deed.CHANGE_PERSON)
    person = the(session, Person, person_id)
    ask = Checked(on)
    ask.in_reach("last_day", last_day)
    ask.settle()
    left_on = last_day if has_left else None
    may_end_access(session, person, on, last_day, left_on)
    edit(session, person, {"access_ended_on": last_day, "left_on": left_on}, opened_on=expected_version)
    session.flush()
    return person


def end_sign_ins(session: Session, *, by: Viewer, on: date, person_id: int, at: datetime, reason: str) -> Person:
    """End every sign-in of a person that began until now, on whatever machine: a lost laptop, a stranger at a desk.

    They can sign in again at once: to keep them out, their sign-in is taken away. Refused without a reason, and for
    somebody who has no sign-in.
    """
    authorise(by, Deed.END_SIGN_INS)
    person = the(session, Person, person_id)
    ask = Checked(on)
    ask.text("reason", reason, needed="Give the reason for this.")
    ask.settle()
    if person.subject is None:
        raise CommandRefused(f"{person.display_name} has no sign-in, so there is none to end.")
    person.sign_ins_ended_at = at
    session.flush()
    return person


def change_setting(
    session: Session,
    *,
    by: Viewer,
    on: date,
    key: str,
    value: str,
    reason: str,
    expected_change: int | None = None,
) -> SettingValue:
    """Set a threshold to other than its default, with a reason; every screen counts by it from then on.

    `expected_change` is the change that made it what was seen, 0 where none ever did: a row that was put back and set
    anew would begin again at its first version. Another value since then is a `Conflict`.

    Refused for a value that is not one, that contradicts another setting, or that is in force already.
    """
    authorise(by, Deed.CHANGE_SETTING)
    ask = Checked(on)
    value = ask.line("value", value, needed="Enter a value.").lower()
    reason = ask.text("reason", reason, needed="Give the reason for this change.")
    ask.settle()
    there = {row.key: row for row in rows_of(session, SettingValue)}
    chosen = _thresholds({name: row.value for name, row in there.items()} | {key: value})
    value = as_text(key, getattr(chosen, key))
    opened, now = _then_and_now(session, key, there.get(key), expected_change)
    if now not in (opened, value):
        raise Conflict(SET_MEANWHILE, {"value": (opened, now, value)})
    row = there.get(key) or SettingValue(key=key, value=as_text(key, SETTINGS[key].default))
    if row.value == value:
        raise CommandRefused(f"{SETTINGS[key].name} is {value} already ({on:%d %B %Y}). Enter another value.")
    row.value, row.reason = value, reason
    session.add(row)
    session.flush()
    return row


def _then_and_now(session: Session, key: str, row: SettingValue | None, seen: int | None) -> tuple[str, str]:
    """Its value when it was seen, and its value now; the same where nothing is said of having seen it."""
    default = as_text(key, SETTINGS[key].default)
    now = default if row is None else row.value
    if seen is None:
        return now, now
    past = VERSION_TABLES["setting_value"]
    of_key = select(past.c.value, past.c.operation).where(past.c.key == key, past.c.change_id <= seen)
    kept = session.connection().execute(of_key.order_by(past.c.change_id.desc()).limit(1)).first()
    return (default if kept is None or kept.operation == DELETED else str(kept.value)), now


def reset_setting(
    session: Session, *, by: Viewer, on: date, key: str, reason: str, expected_change: int | None = None
) -> None:
    """Put a threshold back to its default; the reason is kept with the change.

    Refused without a reason, when it is at its default, when that contradicts another setting, and when somebody
    changed it since `expected_change`, the change that made it what was seen.
    """
    authorise(by, Deed.CHANGE_SETTING)
    ask = Checked(on)
    ask.text("reason", reason, needed="Give the reason for this change.")
    ask.settle()
    there = {row.key: row for row in rows_of(session, SettingValue)}
    row = there.pop(key, None)
    if row is None:
        raise CommandRefused(f"This setting is at its default on {on:%d %B %Y}: there is nothing to reset.")
    opened, now = _then_and_now(session, key, row, expected_change)
    if opened != now:
        raise CommandRefused(f"Somebody set this to {now} after you opened the form. Look again, then reset it.")
    _thresholds({name: one.value for name, one in there.items()})
    session.delete(row)
    session.flush()


def _thresholds(overrides: dict[str, str]) -> Thresholds:
    try:
        return Thresholds.from_overrides(overrides)
    except NonsenseSettingError as nonsense:
        raise Invalid(nonsense.problems) from nonsense


def _address(session: Session, ask: Checked, typed: str | None, of: int | None = None) -> str | None:
    """The work address, folded; None where none was given."""
    if typed is None or not typed.strip():
        return None
    address = ask.line("work_email", typed).casefold()
    name, at, host = address.partition("@")
    ask.that(bool(name and at and "." in host) and " " not in address, "work_email", "Enter a whole e-mail address.")
    other = only(session, Person, col(Person.work_email) == address)
    ask.that(other is None or other.id == of, "work_email", "Somebody here has this address already: check it.")
    return address
