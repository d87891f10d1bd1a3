"""What every file says of itself: as of when, for whom, narrowed to what, how many rows."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.wording import count, day, moment, say
from data_models.visibility import Viewer

# Nothing that lies in the past changes, so a file of a past day has no moment of its own: it can be made again, equal
# byte for byte. One of today says when it was made, for the day is not over.
END_OF_DAY = "the end of {}"
ROOM = "what may be shown to a room: published facts only"
OWN = "what {} may read as {}"
INVENTED = "people, plans, actions, flags, contacts and days of work are invented"
SOURCE = (
    "Published facts: reports and releases of the Care Inspectorate and its scrutiny partners, and of councils, "
    "partnerships and the press where a report itself was not found. The rest is the office's own record. Codes of "
    "council areas: Office for National Statistics."
)


@dataclass(frozen=True)
class About:
    """`made_at` is None for a past day, `filters` where there is no page. `change` and `changed_at` are those of the
    newest change that is seen. `moment` names the moment where it is neither now nor the end of a day."""

    title: str
    on: date
    viewer: Viewer
    change: int
    changed_at: datetime | None
    made_at: datetime | None
    filters: tuple[tuple[str, str], ...] | None = None
    rows: int | None = None
    is_demonstration: bool = False
    moment: str = ""

    @property
    def as_of(self) -> str:
        return self.moment or (moment(self.made_at) if self.made_at else END_OF_DAY.format(day(self.on)))

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Names and values in the order in which they are read."""
        scope = ROOM if self.viewer.shared_screen else OWN.format(self.viewer.name, say(self.viewer.role).lower())
        newest = f"change {self.change}" + (f" of {moment(self.changed_at)}" if self.changed_at else "")
        told = [
            ("Title", self.title),
            ("As of", self.as_of),
            ("Newest change in it", newest),
            ("Made by", self.viewer.name),
            ("It holds", scope),
        ]
        if self.filters is not None:
            narrowed = "; ".join(f"{what}: {words}" for what, words in self.filters)
            told.append(("Page narrowed to", narrowed or "nothing"))
        if self.rows is not None:
            told.append(("Rows", count(self.rows, "row")))
        if self.is_demonstration:
            told.append(("Demonstration", INVENTED))
        return (*told, ("Source", SOURCE))
