"""Risk flags that people raise: reviewed on time or not, muted for a while, closed with a reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session

from data_models.commands.risk_flags import NewFlag, close_risk_flag, mute_risk_flag, raise_risk_flag, review_risk_flag
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ImpactLevel, RiskDescriptor, RiskTheme, Strand
from seed_data.demonstration.diary import Do
from seed_data.demonstration.texts import Row, rows
from seed_data.demonstration.world import World

REVIEWED_EVERY = timedelta(days=85)


@dataclass
class Flag:
    """One flag as it is told; its number is known once it is raised."""

    row: Row
    world: World
    id: int = 0

    @property
    def raised_on(self) -> date:
        return self.world.ago(days=int(self.row["days_ago"]))

    def note(self, day: date, deed: Deed, do: Do) -> None:
        self.world.diary.note(day, self.world.cast.of_area(self.world.code(self.row["area"])), deed, do)


def tell(world: World) -> None:
    for row in rows("flags"):
        flag = Flag(row, world)
        flag.note(flag.raised_on, Deed.RAISE_FLAG, partial(_raised, flag=flag))
        if row["fate"] != "past":
            _note_reviews(flag)
        if row["fate"] == "muted":
            flag.note(world.ago(days=14), Deed.MUTE_FLAG, partial(_muted, flag=flag))
        if row["fate"] == "closed":
            flag.note(_half_way(flag), Deed.CLOSE_FLAG, partial(_closed, flag=flag))


def _half_way(flag: Flag) -> date:
    return flag.raised_on + (flag.world.today - flag.raised_on) / 2


def _note_reviews(flag: Flag) -> None:
    """Looked at again before each review date, as long as it is open."""
    last = _half_way(flag) if flag.row["fate"] == "closed" else flag.world.today
    day = flag.raised_on + REVIEWED_EVERY
    while day < last:
        flag.note(day, Deed.REVIEW_FLAG, partial(_reviewed, flag=flag))
        day += REVIEWED_EVERY


def _raised(session: Session, by: Viewer, on: date, *, flag: Flag) -> None:
    row = flag.row
    new = NewFlag(
        area_code=flag.world.code(row["area"]),
        theme=RiskTheme(row["theme"]),
        descriptor=RiskDescriptor(row["descriptor"]),
        title=row["title"],
        potential_impact=row["potential_impact"],
        impact_level=ImpactLevel(row["impact_level"]),
        evidence=row["evidence"],
        strand=Strand(row["strand"]),
    )
    flag.id = raise_risk_flag(session, by=by, on=on, flag=new).id


def _reviewed(session: Session, by: Viewer, on: date, *, flag: Flag) -> None:
    raised_as = RiskDescriptor(flag.row["descriptor"])
    # Once a senior manager has answered a significant concern, it is followed as a concern.
    now = RiskDescriptor.CONCERN if raised_as is RiskDescriptor.SIGNIFICANT_CONCERN else raised_as
    review_risk_flag(session, by=by, on=on, flag_id=flag.id, descriptor=now)


def _muted(session: Session, by: Viewer, on: date, *, flag: Flag) -> None:
    until = flag.world.today + timedelta(days=45)
    mute_risk_flag(session, by=by, on=on, flag_id=flag.id, muted_until=until, reason=flag.row["reason"])


def _closed(session: Session, by: Viewer, on: date, *, flag: Flag) -> None:
    close_risk_flag(session, by=by, on=on, flag_id=flag.id, reason=flag.row["reason"])
