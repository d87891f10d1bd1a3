"""Who covers an area in a role: assigned, ended, handed over with everything that goes with it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.found import here, rows_of, the
from data_models.errors import CommandRefused, NotFound
from data_models.rules.coverage import ONE_DAY, Cover, overlaps
from data_models.rules.references import Kind, reference
from data_models.tables import (
    ActionPlan,
    Area,
    Assignment,
    FollowUpCandidate,
    FormalMonitoring,
    InspectionArea,
    Person,
    RiskFlag,
)
from data_models.visibility import COVER_ROLE_OF, Deed, Viewer, authorise
from data_models.vocabulary import CandidateState, CoverRole, FlagState, MonitoringState, PlanState


@dataclass(frozen=True)
class Handover:
    """What was handed over: the assignment that ended, the one that started, and the references of all that is open.

    `flags` changed their owner; `with_the_area` belongs to whoever covers the area, so it followed by itself.
    """

    ended: Assignment
    started: Assignment
    flags: tuple[str, ...]
    with_the_area: tuple[str, ...]


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
    ask = Checked()
    reason = ask.text("reason", reason)
    ask.in_order("ends_on", starts_on, ends_on)
    ask.settle()
    _suits(person, role, max(on, starts_on))
    _refuse_overlap(session, Cover(area.gss_code, role, person.id, starts_on, ends_on))
    assignment = Assignment(
        area_code=area.gss_code, person_id=person.id, role=role, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    session.add(assignment)
    session.flush()
    return assignment


def end_assignment(
    session: Session, *, by: Viewer, on: date, assignment_id: int, ends_on: date, reason: str
) -> Assignment:
    """Say which day is the last that a person covers an area; what follows is a gap until somebody is assigned.

    An end that was set before may be moved while it is not past. Refused without a reason, for a day before the
    start, for an assignment that is over, and where moving the end would meet a successor.
    """
    authorise(by, Deed.END_ASSIGNMENT)
    assignment = the(session, Assignment, assignment_id)
    _not_over(assignment, on)
    ask = Checked()
    reason = ask.text("reason", reason, needed="Give the reason why this ends.")
    ask.that(ends_on >= assignment.starts_on, "ends_on", "This is before the assignment starts: check the day.")
    ask.settle()
    _end(session, assignment, ends_on, reason)
    return assignment


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
    ending = _holding(session, area.gss_code, role, last_day)
    ask = Checked()
    reason = ask.text("reason", reason, needed="Give the reason for this handover.")
    ask.that(successor.id != ending.person_id, "to_person_id", "This person covers the area already: choose another.")
    ask.settle()
    _suits(successor, role, max(on, last_day + ONE_DAY))
    _end(session, ending, last_day, reason)
    _refuse_overlap(session, Cover(area.gss_code, role, successor.id, last_day + ONE_DAY))
    started = Assignment(
        area_code=area.gss_code, person_id=successor.id, role=role, starts_on=last_day + ONE_DAY, reason=reason
    )
    session.add(started)
    flags = _open_flags(session, area.gss_code, ending.person_id)
    for flag in flags:
        flag.owner_id = successor.id
    session.flush()
    moved = tuple(reference(Kind.FLAG, flag.id) for flag in flags)
    return Handover(ending, started, moved, _open_in(session, area.gss_code))


def cover_of(session: Session, area_code: str, role: CoverRole) -> list[Assignment]:
    """Everybody who ever covered or will cover this area in this role, in the order they were recorded."""
    return rows_of(session, Assignment, col(Assignment.area_code) == area_code, col(Assignment.role) == role)


def _suits(person: Person, role: CoverRole, from_day: date) -> None:
    if COVER_ROLE_OF.get(here(person, from_day).role) is not role:
        wanted = role.value.replace("_", " ")
        raise CommandRefused(f"{person.display_name} is not a {wanted}. Choose somebody who is, or change their role.")


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


def _end(session: Session, assignment: Assignment, ends_on: date, reason: str) -> None:
    cover = Cover(assignment.area_code, assignment.role, assignment.person_id, assignment.starts_on, ends_on)
    _refuse_overlap(session, cover, besides=assignment.id)
    assignment.ends_on, assignment.reason = ends_on, reason
    session.flush()


def _holding(session: Session, area_code: str, role: CoverRole, day: date) -> Assignment:
    held = [one for one in cover_of(session, area_code, role) if _as_cover(one).holds_on(day)]
    if not held:
        raise NotFound("Nobody covers this area in this role on that day. Assign somebody instead of handing over.")
    return held[-1]


def _open_flags(session: Session, area_code: str, owner_id: int) -> list[RiskFlag]:
    of_area = (col(RiskFlag.area_code) == area_code, col(RiskFlag.state) == FlagState.OPEN)
    return rows_of(session, RiskFlag, *of_area, col(RiskFlag.owner_id) == owner_id)


def _open_in(session: Session, area_code: str) -> tuple[str, ...]:
    """References of the plans, decisions and monitoring that are open in an area."""
    inspections = [
        one.inspection_id for one in rows_of(session, InspectionArea, col(InspectionArea.area_code) == area_code)
    ]
    open_plans = (col(ActionPlan.inspection_id).in_(inspections), col(ActionPlan.state) != PlanState.CLOSED)
    owed = (
        col(FollowUpCandidate.inspection_id).in_(inspections),
        col(FollowUpCandidate.state).in_((CandidateState.OWED, CandidateState.DECIDED)),
    )
    monitored = (col(FormalMonitoring.area_code) == area_code, col(FormalMonitoring.state) == MonitoringState.OPEN)
    return (
        *(reference(Kind.PLAN, one.id) for one in rows_of(session, ActionPlan, *open_plans)),
        *(reference(Kind.CANDIDATE, one.id) for one in rows_of(session, FollowUpCandidate, *owed)),
        *(reference(Kind.MONITORING, one.id) for one in rows_of(session, FormalMonitoring, *monitored)),
    )
