"""One item of a meeting on a screen: the area it is about, why it stands as it does, what is new, what is overdue."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data_models.queries.matters import account_from, area_standings
from data_models.queries.meeting_news import News, news
from data_models.queries.meetings import ActionRow, ItemRow, Minutes, minutes_from
from data_models.queries.meetings import questions as questions_of_minutes
from data_models.queries.owed import questions as questions_of_matters
from data_models.queries.record import thresholds as thresholds_of
from data_models.queries.together import together
from data_models.rules.area_status import AreaStanding
from data_models.rules.matters import Matter
from data_models.rules.meetings import concerns_a_meeting
from data_models.rules.owing import IS_A_TASK
from data_models.rules.references import LARGEST_NUMBER
from data_models.rules.settings import Thresholds
from data_models.visibility import Viewer
from data_models.vocabulary import MatterKind


@dataclass(frozen=True)
class ItemPicture:
    """The item in its meeting. `standing` is None where it is about no area; `earlier` are open actions of earlier
    meetings about the same area, or about none where this item is about none."""

    minutes: Minutes
    item: ItemRow
    standing: AreaStanding | None
    overdue: tuple[Matter, ...]
    news: tuple[News, ...]
    earlier: tuple[ActionRow, ...]


def item_picture(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, meeting_id: int, position: int
) -> ItemPicture | None:
    """What a room looks at, as far as this person may know of it. None where there is no such item. Two statements."""
    if not 0 < meeting_id <= LARGEST_NUMBER:
        return None
    found = together(session, questions_of_minutes(meeting_id) | questions_of_matters(viewer))
    whole = minutes_from(found)
    item = whole.item(position) if whole else None
    if whole is None or item is None:
        return None
    earlier = tuple(one for one in whole.earlier_actions if one.area_code == item.area_code)
    if item.area_code is None:
        return ItemPicture(whole, item, None, (), (), earlier)
    read = account_from(found, on, thresholds)
    standings = area_standings(read, on=on, thresholds=thresholds)
    return ItemPicture(
        whole,
        item,
        next((one for one in standings if one.area_code == item.area_code), None),
        tuple(one for one in read.matters if one.area_code == item.area_code and _is_late(one, on)),
        tuple(one for one in news(session, viewer, since=whole.since_change) if one.area_code == item.area_code),
        earlier,
    )


def item_picture_at_close(
    session: Session, viewer: Viewer, *, on: date, meeting_id: int, position: int
) -> ItemPicture | None:
    """What the room looked at, read where its meeting was closed, by the thresholds of that moment."""
    known = thresholds_of(session)
    return item_picture(session, viewer, on=on, thresholds=known, meeting_id=meeting_id, position=position)


def _is_late(matter: Matter, on: date) -> bool:
    """Actions of meetings are told by themselves."""
    is_told_here = concerns_a_meeting(matter.kind) and matter.kind is not MatterKind.MEETING_ACTION_DUE
    return IS_A_TASK[matter.kind] and is_told_here and matter.is_overdue(on) and not matter.is_muted
