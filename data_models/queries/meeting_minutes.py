"""The minutes of a meeting with where each area on its agenda stands: what a document of it holds."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from data_models.queries.matters import account_from, area_standings
from data_models.queries.meetings import Minutes, minutes_from
from data_models.queries.meetings import questions as questions_of_minutes
from data_models.queries.owed import questions as questions_of_matters
from data_models.queries.record import thresholds
from data_models.queries.together import together
from data_models.rules.area_status import AreaStanding
from data_models.rules.references import LARGEST_NUMBER
from data_models.visibility import Viewer


@dataclass(frozen=True)
class MinutesInFull:
    """The minutes, and the standing of every area that is an item of them, in the order of the items."""

    minutes: Minutes
    standings: tuple[AreaStanding, ...]

    def standing(self, area_code: str | None) -> AreaStanding | None:
        return next((one for one in self.standings if one.area_code == area_code), None)


def minutes_in_full(session: Session, viewer: Viewer, *, on: date, meeting_id: int) -> MinutesInFull | None:
    """The meeting as it stands on this connection. None where there is none. Two statements.

    Standings are told as the room was told them, whoever asks: minutes go to everybody who was there.
    """
    if not 0 < meeting_id <= LARGEST_NUMBER:
        return None
    before_a_room = replace(viewer, shared_screen=True)
    found = together(session, questions_of_minutes(meeting_id) | questions_of_matters(before_a_room))
    whole = minutes_from(found)
    if whole is None:
        return None
    known = thresholds(session)
    standings = area_standings(account_from(found, on, known), on=on, thresholds=known)
    by_area = {one.area_code: one for one in standings}
    codes = dict.fromkeys(one.area_code for one in whole.items if one.area_code is not None)
    return MinutesInFull(whole, tuple(by_area[code] for code in codes if code in by_area))
