"""How the whole portfolio stood at one moment: the numbers at the top of the first page, and the tile map."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from data_models.queries import ledger as ledgers
from data_models.queries.matters import account_from, area_standings
from data_models.queries.overview import AreaTile, Headlines, headlines_from, portrait_questions, tiles_from
from data_models.queries.together import together
from data_models.rules.settings import Thresholds
from data_models.tables import SettingValue
from data_models.visibility import Viewer


@dataclass(frozen=True)
class Portrait:
    """One moment. `tiles` has every area by name."""

    on: date
    headlines: Headlines
    tiles: tuple[AreaTile, ...]


def portrait(session: Session, viewer: Viewer, *, on: date) -> Portrait:
    """As far as this person may know of it, by the thresholds that were in force. One statement."""
    settings = select(col(SettingValue.key), col(SettingValue.value))
    found = together(session, portrait_questions(viewer) | {"settings": settings})
    thresholds = Thresholds.from_overrides({one["key"]: one["value"] for one in found["settings"]})
    read = account_from(found, on, thresholds)
    standings = area_standings(read, on=on, thresholds=thresholds)
    tiles = sorted(tiles_from(found, read, standings, on), key=lambda one: (one.name, one.code))
    return Portrait(on, headlines_from(read, standings, ledgers.ledger_from(found, read), on), tuple(tiles))
