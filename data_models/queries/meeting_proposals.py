"""What a meeting should look at: areas that need somebody, where something is new or overdue."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries.matters import account, area_standings
from data_models.queries.meeting_news import news
from data_models.rules.meetings import concerns_a_meeting, why_proposed
from data_models.rules.owing import IS_A_TASK
from data_models.rules.settings import Thresholds
from data_models.tables import AgendaItem, Meeting
from data_models.visibility import Viewer
from data_models.vocabulary import AgendaKind, AreaStatus


@dataclass(frozen=True)
class Proposal:
    """An area to be put on the agenda, and why."""

    area_code: str
    area_name: str
    why: str


def proposals(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, meeting_id: int
) -> tuple[Proposal, ...]:
    """Areas that are not on the agenda yet, the one that most needs somebody first: red or amber, with something
    overdue or new since the last closed meeting. At most four statements."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return ()
    of_area = col(AgendaItem.meeting_id) == meeting_id, col(AgendaItem.kind) == AgendaKind.AREA
    there = set(session.connection().scalars(select(col(AgendaItem.area_code)).where(*of_area)))
    read = account(session, viewer, on=on, thresholds=thresholds)
    late = [one for one in read.matters if IS_A_TASK[one.kind] and one.is_overdue(on)]
    overdue = Counter(one.area_code for one in late if concerns_a_meeting(one.kind))
    fresh = Counter(one.area_code for one in news(session, viewer, since=meeting.since_change))
    names = {one.code: one.name for one in read.areas}
    return tuple(
        Proposal(
            one.area_code, names[one.area_code], why_proposed(one.status, overdue[one.area_code], fresh[one.area_code])
        )
        for one in area_standings(read, on=on, thresholds=thresholds)
        if one.status in (AreaStatus.RED, AreaStatus.AMBER)
        and (overdue[one.area_code] or fresh[one.area_code])
        and one.area_code not in there
    )
