"""What stands in the way of taking somebody's access or role away: areas, flags, and being the last in an office."""

from datetime import date

from sqlmodel import Session, col

from data_models.commands.found import rows_of, the
from data_models.errors import CommandRefused, Invalid
from data_models.rules.coverage import ONE_DAY
from data_models.rules.decisions import SENIOR_MANAGERS
from data_models.rules.references import Kind, reference
from data_models.tables import Area, Assignment, Person, RiskFlag
from data_models.vocabulary import FlagState, RoleName

# Roles that others depend on, and what nobody could do once the last of them has no access. Either kind of senior
# manager stands in for the other.
OFFICES: tuple[tuple[frozenset[RoleName], str], ...] = (
    (
        frozenset({RoleName.ADMINISTRATOR}),
        "This is the only administrator. Add another one first, or nobody could manage access.",
    ),
    (
        SENIOR_MANAGERS,
        "This is the only senior manager. Add another one first, or nobody could answer a proposal of formal"
        " monitoring, sign a decision not to follow up or stand in for a link inspector.",
    ),
    (
        frozenset({RoleName.SUPPORT_OFFICER}),
        "This is the only support officer. Add another one first, or nobody could give an area to somebody or put a"
        " published evaluation right.",
    ),
)
LAST_ADMINISTRATOR = OFFICES[0][1]


def may_end_access(session: Session, person: Person, on: date, last_day: date | None, left_on: date | None) -> None:
    """Refuse an end of access that would leave something or everybody behind, or that changes nothing."""
    name, known = person.display_name, person.access_ended_on
    if known is not None and known < on:
        raise CommandRefused(f"The access of {name} ended on {known:%d %B %Y}. Add them again if they are back.")
    if (known, person.left_on) == (last_day, left_on):
        when = f"ends on {known:%d %B %Y} already" if known else "goes on already"
        raise CommandRefused(f"The access of {name} {when}.")
    if last_day is None:
        return
    if alone := last_of_office(session, person, max(on, last_day + ONE_DAY)):
        raise CommandRefused(alone)
    if held := still_held(session, person, last_day):
        raise Invalid(held)


def still_held(session: Session, person: Person, last_day: date) -> dict[str, str]:
    """What stands in the way of somebody's leaving after a day, as sentences by what it is about; nothing is empty."""
    found = {}
    if covered := still_covers(session, person.id, last_day):
        found["covers"] = f"{person.display_name} still covers {', '.join(covered)}. Hand over or end that first."
    owned = rows_of(session, RiskFlag, col(RiskFlag.owner_id) == person.id, col(RiskFlag.state) == FlagState.OPEN)
    if owned:
        flags = ", ".join(reference(Kind.FLAG, flag.id) for flag in owned)
        found["flags"] = f"{person.display_name} still owns {flags}. Give that to somebody else first."
    return found


def still_covers(session: Session, person_id: int, last_day: date) -> list[str]:
    """The areas this person covers beyond a day, by name."""
    theirs = rows_of(session, Assignment, col(Assignment.person_id) == person_id)
    beyond = [one for one in theirs if one.ends_on is None or one.ends_on > last_day]
    return sorted({the(session, Area, one.area_code).short_name for one in beyond})


def last_of_office(
    session: Session, person: Person, day: date, *, becoming: RoleName | None = None, who_signs_in: bool = False
) -> str | None:
    """What to do first where nobody else could do what others depend on from that day on; None where somebody could.

    `becoming` is the role that this person takes instead; `who_signs_in` counts only whose sign-in is linked.
    """
    roles, refusal = next((one for one in OFFICES if person.role in one[0]), (frozenset[RoleName](), ""))
    if not roles or becoming in roles:
        return None
    others = rows_of(session, Person, col(Person.role).in_(sorted(roles)), col(Person.id) != person.id)
    here = [one for one in others if _works_on(one, day)]
    return None if any(one.subject is not None or not who_signs_in for one in here) else refusal


def _works_on(person: Person, day: date) -> bool:
    has_begun = person.started_on is None or person.started_on <= day
    return has_begun and all(last is None or last >= day for last in (person.access_ended_on, person.left_on))
