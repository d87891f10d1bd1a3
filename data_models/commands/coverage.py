"""Who covers an area in a role: assigned, ended, handed over with everything that goes with it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import edit
from data_models.commands.found import here, rows_of, the
from data_models.errors import CommandRefused, Invalid, NotFound
from data_models.rules.coverage import ONE_DAY, Cover, overlaps
from data_models.rules.references import Kind, reference
from data_models.tables import Area, Assignment, Person, RiskFlag
from data_models.visibility import COVER_ROLE_OF, Deed, Viewer, authorise
from data_models.vocabulary import CoverRole, FlagState


@dataclass(frozen=True)
class Handover:
    """What was handed over: the assignment that ended, the one that started, and the flags that changed their owner.

    Everything else that is open belongs to whoever covers the area, so it follows by itself.
    """

    ended: Assignment
    started: Assignment
    flags: tuple[str, ...]


CHANGED_MEANWHILE = (
    "Somebody changed this assignment after you opened the form."
    " Nothing was saved: look at it again, then take it back."
)


def assign(
    session: Session,
    *,
    by: Viewer,
    on: date,
    area_code: str,
    person_id: int,
    role: CoverRole,
    starts_on: date,
    ends_on: date | None = None,
    reason: str = "",
) -> Assignment:
    """Give an area to a person in a role, from a day on; `ends_on` is the last day, none for until further notice.

    Refused where somebody else holds the role on any of those days, for a person whose role is another, for one who
    has left by then, and for an end before the start.
    """
    authorise(by, Deed.ASSIGN, area_code)
    area, person = the(session, Area, area_code), the(session, Person, person_id)
    ask = Checked(on)
    reason = ask.text("reason", reason)
    ask.in_reach("starts_on", starts_on)
    ask.in_reach("ends_on", ends_on)
    ask.in_order("ends_on", starts_on, ends_on)
    ask.settle()
    suits(person, role, max(on, starts_on), ends_on)
    _refuse_overlap(session, Cover(area.gss_code, role, person.id, starts_on, ends_on))
    assignment = Assignment(
        area_code=area.gss_code, person_id=person.id, role=role, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    session.add(assignment)
    session.flush()
    return assignment


def end_assignment(
    session: Session,
    *,
    by: Viewer,
    on: date,
    assignment_id: int,
    ends_on: date | None,
    reason: str,
    expected_version: int | None = None,
) -> Assignment:
    """Say which day is the last that a person covers an area; what follows is a gap until somebody is assigned.

    An end that was set before may be moved while it is not past, or taken away again (None: until further notice).
    Refused without a reason, for a day before the start, for an assignment that is over, where moving the end would
    meet a successor, and where somebody who leaves or whose role is another now would go on.
    """
    authorise(by, Deed.END_ASSIGNMENT)
    assignment = the(session, Assignment, assignment_id)
    _not_over(assignment, on)
    ask = Checked(on)
    reason = ask.text("reason", reason, needed="Give the reason for this.")
    ask.in_reach("ends_on", ends_on)
    starts_late_enough = ends_on is None or ends_on >= assignment.starts_on
    ask.that(starts_late_enough, "ends_on", "This is before the assignment starts: check the day.")
    ask.that((ends_on, assignment.ends_on) != (None, None), "ends_on", "This lasts until further notice already.")
    ask.settle()
    if assignment.ends_on is not None and (ends_on is None or ends_on > assignment.ends_on):
        person = the(session, Person, assignment.person_id)
        suits(person, assignment.role, max(on, assignment.ends_on), ends_on)
    _end(session, assignment, ends_on, reason, expected_version)
    return assignment


def withdraw_assignment(
    session: Session, *, by: Viewer, on: date, assignment_id: int, reason: str, expected_version: int | None = None
) -> None:
    """Take back an assignment that has not begun, as if it had never been planned; its history stays.

    Whoever goes before still ends on their last day: what follows is a gap again. Refused without a reason, for an
    assignment that has begun, and for one that somebody changed after `expected_version`.
    """
    authorise(by, Deed.END_ASSIGNMENT)
    assignment = the(session, Assignment, assignment_id)
    if assignment.starts_on <= on:
        raise CommandRefused(f"This assignment began on {assignment.starts_on:%d %B %Y}. End it instead.")
    ask = Checked(on)
    ask.text("reason", reason, needed="Give the reason for this.")
    ask.settle()
    if expected_version not in (None, assignment.row_version):
        raise CommandRefused(CHANGED_MEANWHILE)
    session.delete(assignment)
    session.flush()


def hand_over(
    session: Session,
    *,
    by: Viewer,
    on: date,
    area_code: str,
    role: CoverRole,
    to_person_id: int,
    last_day: date,
    reason: str,
) -> Handover:
    """End one person's cover on a day and start another's on the next, with nothing left behind.

    The open flags that the leaver owns in that area become the successor's now, also when the day is still ahead.
    Refused where nobody covers the area in that role on that day, where the successor is the same person or has
    another role, and where somebody else follows already.
    """
    authorise(by, Deed.HAND_OVER, area_code)
    area, successor = the(session, Area, area_code), the(session, Person, to_person_id)
    ending = holding(session, area.gss_code, role, last_day)
    ask = Checked(on)
    ask.in_reach("last_day", last_day)
    reason = ask.text("reason", reason, needed="Give the reason for this handover.")
    ask.settle()
    may_follow(session, ending, successor, last_day, on)
    return give(session, ending, successor, last_day, reason)


def cover_of(session: Session, area_code: str, role: CoverRole) -> list[Assignment]:
    """Everybody who ever covered or will cover this area in this role, in the order they were recorded."""
    return rows_of(session, Assignment, col(Assignment.area_code) == area_code, col(Assignment.role) == role)


def suits(person: Person, role: CoverRole, from_day: date, ends_on: date | None = None) -> None:
    """Refuse somebody whose role is another, who has left by then, or whose access ends before."""
    if COVER_ROLE_OF.get(here(person, from_day).role) is not role:
        wanted = role.value.replace("_", " ")
        raise CommandRefused(f"{person.display_name} is not a {wanted}. Choose somebody who is, or change their role.")
    last = person.access_ended_on
    if last is not None and person.left_on is None and (ends_on is None or ends_on > last):
        raise CommandRefused(
            f"The access of {person.display_name} ends on {last:%d %B %Y}, so nothing would be done after that day."
            " Choose somebody else, or an earlier last day."
        )


def _as_cover(one: Assignment) -> Cover:
    return Cover(one.area_code, one.role, one.person_id, one.starts_on, one.ends_on)


def _refuse_overlap(session: Session, wanted: Cover, besides: int | None = None) -> None:
    others = [_as_cover(one) for one in cover_of(session, wanted.area_code, wanted.role) if one.id != besides]
    for other in overlaps(others, wanted):
        holder = the(session, Person, other.person_id).display_name
        until = f"until {other.ends_on:%d %B %Y}" if other.ends_on else "until further notice"
        raise CommandRefused(
            f"{holder} covers this area in this role from {other.starts_on:%d %B %Y} {until}."
            " End that first, hand it over, or choose other days."
        )


def _not_over(assignment: Assignment, on: date) -> None:
    if assignment.ends_on is not None and assignment.ends_on < on:
        raise CommandRefused(
            f"This assignment ended on {assignment.ends_on:%d %B %Y} and stays as it was. Assign the area anew instead."
        )


def _end(
    session: Session, assignment: Assignment, ends_on: date | None, reason: str, opened_on: int | None = None
) -> None:
    cover = Cover(assignment.area_code, assignment.role, assignment.person_id, assignment.starts_on, ends_on)
    _refuse_overlap(session, cover, besides=assignment.id)
    edit(session, assignment, {"ends_on": ends_on, "reason": reason}, opened_on=opened_on)
    session.flush()


def holding(session: Session, area_code: str, role: CoverRole, day: date) -> Assignment:
    """The assignment in force on that day; NotFound where there is none."""
    held = [one for one in cover_of(session, area_code, role) if _as_cover(one).holds_on(day)]
    if not held:
        raise NotFound("Nobody covers this area in this role on that day. Assign somebody instead of handing over.")
    return held[-1]


def may_follow(session: Session, ending: Assignment, successor: Person, last_day: date, on: date) -> None:
    """Refuse a successor who cannot take over on the day after."""
    if successor.id == ending.person_id:
        raise Invalid({"to_person_id": "This person covers the area already: choose another."})
    suits(successor, ending.role, max(on, last_day + ONE_DAY))
    wanted = Cover(ending.area_code, ending.role, successor.id, last_day + ONE_DAY)
    _refuse_overlap(session, wanted, besides=ending.id)


def give(session: Session, ending: Assignment, successor: Person, last_day: date, reason: str) -> Handover:
    """Change the rows: who may do this, and whether it can be, has been asked."""
    _end(session, ending, last_day, reason)
    started = Assignment(
        area_code=ending.area_code,
        person_id=successor.id,
        role=ending.role,
        starts_on=last_day + ONE_DAY,
        reason=reason,
    )
    session.add(started)
    flags = _open_flags(session, ending.area_code, ending.person_id)
    for flag in flags:
        flag.owner_id = successor.id
    session.flush()
    return Handover(ending, started, tuple(reference(Kind.FLAG, flag.id) for flag in flags))


def _open_flags(session: Session, area_code: str, owner_id: int) -> list[RiskFlag]:
    of_area = (col(RiskFlag.area_code) == area_code, col(RiskFlag.state) == FlagState.OPEN)
    return rows_of(session, RiskFlag, *of_area, col(RiskFlag.owner_id) == owner_id)
