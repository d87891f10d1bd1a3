"""Who does an inspection: places in its team, one at a time, so that two people who change it lose nothing."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlmodel import Session, col

from data_models.commands.checked import Checked
from data_models.commands.editing import merged
from data_models.commands.found import areas_of, here, only, rows_of, sought, the
from data_models.commands.inspections import unpublished
from data_models.errors import CommandRefused
from data_models.queries.record import thresholds
from data_models.rules.inspections import TeamSize, team_size
from data_models.tables import Inspection, Person, TeamMember
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ScrutinyBody, TeamRole

MOST = 20
ONE_LEAD = "A team has one lead: make the one it has a deputy lead first, or this one."
COUNTED = "People of partner bodies are counted, not named: leave the name empty, or choose the Care Inspectorate."


@dataclass(frozen=True)
class Place:
    """One place, or several alike, in a team. Partner bodies' people are counted, not named."""

    role: TeamRole
    body: ScrutinyBody = ScrutinyBody.CARE_INSPECTORATE
    person_id: int | None = None
    headcount: int = 1


@dataclass(frozen=True)
class Placed:
    """A place as it is now, and what to say of a team outside the usual size, which is saved all the same."""

    member: TeamMember
    warning: str


def add_place(session: Session, *, by: Viewer, on: date, inspection_id: int, place: Place) -> Placed:
    """Give an inspection's team one more place; people without a name of the same role and body are added up.

    The lead's place makes that person the inspection's lead. Refused: a published report, somebody who has left, a
    person twice, a second lead, a name of a partner body or of several people.
    """
    inspection = unpublished(session, by, Deed.SET_TEAM, inspection_id)
    member = _alike(session, inspection, place)
    headcount = place.headcount + (member.headcount if member else 0)
    _check(session, inspection, Place(place.role, place.body, place.person_id, headcount), member, on)
    if member is None:
        member = TeamMember(inspection_id=inspection.id, person_id=place.person_id, role=place.role, body=place.body)
    member.headcount = headcount
    session.add(member)
    session.flush()
    return _placed(session, inspection, member)


def change_place(
    session: Session,
    *,
    by: Viewer,
    on: date,
    team_member_id: int,
    place: Place,
    expected_version: int | None = None,
) -> Placed:
    """Put another role, body, person or number in a place. Refused for the same reasons as adding one."""
    member, inspection = _of(session, by, team_member_id)
    led = member.role is TeamRole.LEAD
    wanted = merged(session, member, asdict(place), opened_on=expected_version)
    # What two people changed of one place, each something else, must still be a place that can be.
    _check(session, inspection, replace(_place_of(member), **wanted), member, on)
    for name, value in wanted.items():
        setattr(member, name, value)
    session.flush()
    return _placed(session, inspection, member, led=led)


def remove_place(
    session: Session, *, by: Viewer, on: date, team_member_id: int, expected_version: int | None = None
) -> Placed:
    """Take a place out of the team; it stays in the history. Refused where somebody changed it meanwhile."""
    member, inspection = _of(session, by, team_member_id)
    if expected_version not in (None, member.row_version):
        raise CommandRefused("Somebody changed this place after you opened the form: look at it, then remove it.")
    led = member.role is TeamRole.LEAD
    session.delete(member)
    session.flush()
    return _placed(session, inspection, member, led=led)


def _of(session: Session, by: Viewer, team_member_id: int) -> tuple[TeamMember, Inspection]:
    deed = Deed.SET_TEAM
    member = sought(session, by, deed, TeamMember, team_member_id, lambda one: areas_of(session, one.inspection_id))
    return member, unpublished(session, by, deed, member.inspection_id)


def _team(session: Session, inspection_id: int) -> list[TeamMember]:
    return rows_of(session, TeamMember, col(TeamMember.inspection_id) == inspection_id)


def _alike(session: Session, inspection: Inspection, place: Place) -> TeamMember | None:
    if place.person_id is not None:
        return None
    return only(
        session,
        TeamMember,
        col(TeamMember.inspection_id) == inspection.id,
        col(TeamMember.person_id).is_(None),
        col(TeamMember.role) == place.role,
        col(TeamMember.body) == place.body,
    )


def _check(session: Session, inspection: Inspection, place: Place, member: TeamMember | None, on: date) -> None:
    others = [one for one in _team(session, inspection.id) if one is not member]
    is_named = place.person_id is not None
    ask = Checked(on)
    ask.that(1 <= place.headcount <= MOST, "headcount", f"Count from 1 to {MOST} people in a place.")
    ask.that(not is_named or place.headcount == 1, "headcount", "A named person counts as one.")
    ask.that(not is_named or place.body is ScrutinyBody.CARE_INSPECTORATE, "person_id", COUNTED)
    ask.that(
        not is_named or place.person_id not in {one.person_id for one in others},
        "person_id",
        "This person is in the team already: change that place instead.",
    )
    if place.role is TeamRole.LEAD:
        has_one = any(one.role is TeamRole.LEAD for one in others)
        ask.that(not has_one and place.headcount == 1, "role", ONE_LEAD)
    ask.settle()
    if place.person_id is not None and (member is None or member.person_id != place.person_id):
        here(the(session, Person, place.person_id), on)


def _place_of(member: TeamMember) -> Place:
    return Place(member.role, member.body, member.person_id, member.headcount)


def _placed(session: Session, inspection: Inspection, member: TeamMember, *, led: bool = False) -> Placed:
    """Let whoever has the lead's place lead the inspection; nobody once it is empty, where it was one that `led`."""
    team = _team(session, inspection.id)
    leads = [one for one in team if one.role is TeamRole.LEAD]
    if leads or led:
        inspection.lead_id = leads[0].person_id if leads else None
    session.flush()
    return Placed(member, _warning(session, sum(one.headcount for one in team)))


def _warning(session: Session, people: int) -> str:
    in_force = thresholds(session)
    if team_size(people, in_force) is TeamSize.USUAL:
        return ""
    usual = f"{in_force.core_team_minimum} to {in_force.core_team_maximum}"
    return f"The team now has {people}; a core team is usually {usual} people."
