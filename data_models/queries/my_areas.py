"""What needs me today: one queue of everything I owe, and a card for each area I cover."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.ground import AreaGround
from data_models.queries.matters import Account, account_from, area_standings
from data_models.queries.matters_by_area import contact_due_on
from data_models.queries.owed import questions
from data_models.queries.together import together
from data_models.rules.area_status import AreaStanding, Reason
from data_models.rules.clocks import Urgency
from data_models.rules.engagement import Attention
from data_models.rules.matters import Matter, by_urgency
from data_models.rules.owing import IS_A_TASK, falls_to_manager, is_by_name_alone, is_owed_by, stands_in_for
from data_models.rules.settings import Thresholds
from data_models.tables import Person
from data_models.visibility import SENIOR, SUPPORT, Viewer
from data_models.vocabulary import AreaStatus, CoverRole


@dataclass(frozen=True)
class AreaCard:
    """One area at a glance. `next_due` is the earliest dated task in it, whoever owes it."""

    code: str
    name: str
    status: AreaStatus
    reasons: tuple[Reason, ...]
    link_inspector_id: int | None
    relationship_manager_adult_id: int | None
    relationship_manager_elc_id: int | None
    attention: Attention
    last_contact_on: date | None
    contact_due_on: date | None
    next_due: Matter | None
    tasks: int
    overdue: int


@dataclass(frozen=True)
class MyAreas:
    """The queue in its bands, every band present and the most pressing first; the cards by name.

    `muted` flags are left out of the bands, and are not hidden: they are here. `areas` names every area of the record
    by its code, `people` whoever is named in it by their number.
    """

    bands: tuple[tuple[Urgency, tuple[Matter, ...]], ...]
    muted: tuple[Matter, ...]
    cards: tuple[AreaCard, ...]
    areas: tuple[tuple[str, str], ...]
    people: tuple[tuple[int, str], ...]

    @property
    def owed(self) -> int:
        return sum(len(matters) for _, matters in self.bands)


def my_areas(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> MyAreas:
    """The work of whoever looks: what their role owes in the areas they cover, and whatever is theirs by name.

    Senior managers and support officers owe what they owe in every area; they have no cards. What would be the link
    inspector's in an area that has none is in the queue of every senior manager, and what is owed by a role that nobody
    here has in those of the managers and administrators. One statement.
    """
    people = select(col(Person.id), col(Person.display_name))
    rows = together(session, questions(viewer) | {"people": people})
    found = account_from(rows, on, thresholds)
    mine = [one for one in found.matters if _is_mine(one, viewer) or (rows["people"] and _stands_in(one, viewer))]
    bands = by_urgency((one for one in mine if not one.is_muted), on, thresholds)
    standings = {one.area_code: one for one in area_standings(found, on=on, thresholds=thresholds)}
    cards = tuple(
        area_card(ground, standings[ground.code], found, on, thresholds)
        for ground in found.areas
        if viewer.covers(ground.code)
    )
    return MyAreas(
        bands=tuple(bands.items()),
        muted=tuple(one for one in mine if one.is_muted),
        cards=cards,
        areas=tuple((one.code, one.name) for one in found.areas),
        people=tuple(sorted((one["id"], one["display_name"]) for one in rows["people"])),
    )


def area_card(ground: AreaGround, standing: AreaStanding, found: Account, on: date, thresholds: Thresholds) -> AreaCard:
    tasks = [one for one in found.matters if one.area_code == ground.code and IS_A_TASK[one.kind]]
    return AreaCard(
        code=ground.code,
        name=ground.name,
        status=standing.status,
        reasons=standing.reasons,
        link_inspector_id=ground.link_inspector_id,
        relationship_manager_adult_id=ground.person_in(CoverRole.RELATIONSHIP_MANAGER_ADULT, on),
        relationship_manager_elc_id=ground.person_in(CoverRole.RELATIONSHIP_MANAGER_ELC, on),
        attention=ground.attention,
        last_contact_on=ground.last_contact_on,
        contact_due_on=contact_due_on(ground, thresholds),
        next_due=next((one for one in tasks if one.due_on is not None and not one.is_muted), None),
        tasks=len(tasks),
        overdue=sum(one.is_overdue(on) for one in tasks),
    )


def _stands_in(matter: Matter, viewer: Viewer) -> bool:
    """Whether this person sees what nobody here could do. In a record that has no people yet nobody stands in."""
    return IS_A_TASK[matter.kind] and matter.is_unheld and viewer.role in stands_in_for(matter.kind)


def _is_mine(matter: Matter, viewer: Viewer) -> bool:
    if not IS_A_TASK[matter.kind]:
        return False
    if matter.owner_id is not None and matter.owner_id == viewer.person_id:
        return True
    if is_by_name_alone(matter.kind):
        return matter.owner_id is None and viewer.is_senior
    if matter.not_for_id is not None and matter.not_for_id == viewer.person_id:
        return False
    if viewer.is_senior and falls_to_manager(matter.kind, matter.owner_id):
        return True
    everywhere = viewer.role in SENIOR | SUPPORT
    return is_owed_by(matter.kind, viewer.role) and (everywhere or viewer.covers(matter.area_code))
