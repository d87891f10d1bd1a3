"""What an invented inspection is told from, and what is known of it once it is in the record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from data_models.vocabulary import MilestoneKind

INVENTED = "Demonstration: invented inspection"
NOT_REAL = "Invented for the demonstration: the Care Inspectorate has published no such evaluation."
INDICATORS = ("2.1", "5.3", "5.4", "9.2")
NO_FOLLOW_UP = "No follow-up scrutiny is needed. The link inspector will continue to engage with the partnership."


@dataclass(frozen=True)
class Story:
    """What an inspection finds. `grades` are those of indicators 2.1, 5.3, 5.4 and 9.2, in that order.

    Its report is out so many weeks and days ago (ahead, where negative); the steps in `waits` are not reached.
    """

    area: str
    published_weeks_ago: int
    grades: tuple[int, int, int, int] = (4, 4, 4, 4)
    summary: str = ""
    panel: str = NO_FOLLOW_UP
    intention: str = ""
    timescale: str = ""
    window_months: int = 0
    concerns: str = ""
    not_key: tuple[str, ...] = ()
    waits: tuple[MilestoneKind, ...] = ()
    days: int = 0


@dataclass
class Told:
    """An invented inspection in the record: its number, those of its recommendations, and what waits for its report."""

    story: Story
    starts_on: date
    inspection_id: int = 0
    recommendation_ids: list[int] = field(default_factory=list)
    once_published: list[Callable[[Session, date], None]] = field(default_factory=list)
