"""Everything that somebody owes, over the whole record, on a day; and the status that follows for each area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data_models.queries.desk import Desk
from data_models.queries.ground import AreaGround, grounds
from data_models.queries.matters_by_area import contact_due, cover_gaps, purposes_untouched
from data_models.queries.matters_by_noun import MATTERS_OF
from data_models.queries.owed import questions
from data_models.queries.together import Found, together
from data_models.rules.area_status import AreaStanding, ranked, status_of
from data_models.rules.matters import Matter, in_queue_order
from data_models.rules.settings import Thresholds
from data_models.visibility import Viewer


@dataclass(frozen=True)
class Account:
    """What is owed on a day, and the ground it stands on: areas by name, matters in queue order."""

    areas: tuple[AreaGround, ...]
    matters: tuple[Matter, ...]

    def ground_of(self, area_code: str) -> AreaGround | None:
        return next((one for one in self.areas if one.code == area_code), None)


def account(session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds) -> Account:
    """The matters with the areas they lie in. One statement."""
    return account_from(together(session, questions(viewer)), on, thresholds)


def account_from(found: Mapping[str, list[Found]], on: date, thresholds: Thresholds) -> Account:
    """The same, from what `owed.questions` found, for a page that asks other things in the same statement."""
    areas = grounds(found, on)
    matters = [matter for make in MATTERS_OF for matter in make(found, on, thresholds)]
    for area in areas:
        matters += [*contact_due(area, on, thresholds), *purposes_untouched(area, on, thresholds)]
    matters += cover_gaps(areas, on, thresholds)
    desk = Desk(areas, found["staff"], on)
    return Account(areas, in_queue_order(desk.owned(matter) for matter in matters))


def area_standings(account: Account, *, on: date, thresholds: Thresholds) -> tuple[AreaStanding, ...]:
    """The status of every area with its reasons, the one that most needs somebody first."""
    theirs: dict[str, list[Matter]] = {area.code: [] for area in account.areas}
    for matter in account.matters:
        if matter.area_code in theirs:
            theirs[matter.area_code].append(matter)
    return ranked(
        AreaStanding(area.code, *status_of(theirs[area.code], thresholds, on, has_data=area.has_data))
        for area in account.areas
    )
