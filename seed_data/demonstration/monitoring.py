"""Formal monitoring: two open spells, one ended with its scorecard complete, and one proposal declined."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import count

from sqlmodel import Session, col

from data_models.commands.formal_monitoring import (
    assess_exit_line,
    close_monitoring,
    decline_monitoring,
    give_assurance_update,
    open_monitoring,
)
from data_models.commands.found import rows_of
from data_models.tables import FormalMonitoring
from data_models.visibility import Deed, Viewer
from data_models.vocabulary import ExitAssessment, ExitCriterion, MonitoringState
from seed_data.demonstration.texts import rows
from seed_data.demonstration.world import World

MET, PARTLY, NOT_MET = ExitAssessment.MET, ExitAssessment.PARTLY_MET, ExitAssessment.NOT_MET
OPENED_AFTER, CADENCE = timedelta(weeks=3), timedelta(weeks=4)
LEADS, CAPACITY, PLAN = ExitCriterion.LEADERSHIP_COMMITMENT, ExitCriterion.CAPACITY, ExitCriterion.PLAN
OWN, PROGRESS = ExitCriterion.OWN_MONITORING, ExitCriterion.DEMONSTRATED_PROGRESS
EVIDENCE = {
    LEADS: "The chief executive chairs the improvement board; chief officers challenge late actions.",
    CAPACITY: "Improvement posts are funded and filled; caseloads are reported weekly.",
    PLAN: "The plan answers every recommendation, with measures, dates and lead agencies.",
    OWN: "The partnership's audit results were sampled and compared with our own reading.",
    PROGRESS: "Record reading and what children and staff say, over two quarters.",
}


@dataclass(frozen=True)
class Spell:
    """One spell: how many updates are given (all that fall due, unless fewer), and the lines as weeks pass."""

    area: str
    lines: tuple[tuple[int, ExitCriterion, ExitAssessment], ...]
    updates: int = 100
    ends_weeks_ago: int | None = None


SPELLS = (
    Spell(
        "South Lanarkshire",
        ((12, LEADS, PARTLY), (16, PLAN, MET), (22, OWN, NOT_MET), (30, CAPACITY, PARTLY), (36, LEADS, MET)),
    ),
    Spell("Stirling", ((8, PLAN, PARTLY), (11, LEADS, PARTLY)), updates=3),
    Spell(
        "West Dunbartonshire",
        (
            (10, PLAN, PARTLY),
            (14, LEADS, MET),
            (26, CAPACITY, PARTLY),
            (30, PLAN, MET),
            (40, OWN, MET),
            (48, PROGRESS, PARTLY),
            (52, CAPACITY, MET),
            (53, PROGRESS, MET),
        ),
        updates=13,
        ends_weeks_ago=41,
    ),
)
DECLINED_AREA, DECLINED_WEEKS_AGO = "Fife", 58


def tell(world: World) -> None:
    for spell in SPELLS:
        begin = partial(_note_spell, world=world, spell=spell)
        world.inspections[spell.area].once_published.append(begin)
    declined = partial(_declined, code=world.code(DECLINED_AREA))
    day = world.ago(weeks=DECLINED_WEEKS_AGO)
    world.diary.note(day, world.cast.as_member("c02"), Deed.DECLINE_MONITORING, declined)


def _note_spell(_: Session, on: date, *, world: World, spell: Spell) -> None:
    """Opened by a chief inspector; assured on its cadence; assessed line by line; ended where it has ended."""
    code, diary = world.code(spell.area), world.diary
    chief, link_inspector = world.cast.as_member("c01"), world.cast.of_area(code)
    opened_on = on + OPENED_AFTER
    diary.note(opened_on, chief, Deed.OPEN_MONITORING, partial(_opened, code=code))
    ends_on = diary.last if spell.ends_weeks_ago is None else world.ago(weeks=spell.ends_weeks_ago)
    said = [row["summary"] for row in rows("assurance")]
    for number in count(1):
        day = opened_on + CADENCE * number
        if day >= ends_on or number > spell.updates:
            break
        given = partial(_assured, code=code, summary=said[(number - 1) % len(said)])
        diary.note(day, link_inspector, Deed.GIVE_ASSURANCE, given)
    for weeks, criterion, assessment in spell.lines:
        assessed = partial(_assessed, code=code, criterion=criterion, assessment=assessment)
        diary.note(opened_on + timedelta(weeks=weeks), link_inspector, Deed.ASSESS_EXIT, assessed)
    if spell.ends_weeks_ago is not None:
        diary.note(ends_on, chief, Deed.CLOSE_MONITORING, partial(_ended, code=code))


def _spell_of(session: Session, code: str, state: MonitoringState) -> int:
    of_area = col(FormalMonitoring.area_code) == code
    return rows_of(session, FormalMonitoring, of_area, col(FormalMonitoring.state) == state)[0].id


def _opened(session: Session, by: Viewer, on: date, *, code: str) -> None:
    proposed = _spell_of(session, code, MonitoringState.PROPOSED)
    open_monitoring(session, by=by, on=on, monitoring_id=proposed, review_every_weeks=CADENCE.days // 7)


def _assured(session: Session, by: Viewer, on: date, *, code: str, summary: str) -> None:
    current = _spell_of(session, code, MonitoringState.OPEN)
    give_assurance_update(session, by=by, on=on, monitoring_id=current, summary=summary)


def _assessed(
    session: Session, by: Viewer, on: date, *, code: str, criterion: ExitCriterion, assessment: ExitAssessment
) -> None:
    current = _spell_of(session, code, MonitoringState.OPEN)
    assess_exit_line(
        session,
        by=by,
        on=on,
        monitoring_id=current,
        criterion=criterion,
        assessment=assessment,
        evidence=EVIDENCE[criterion],
    )


def _ended(session: Session, by: Viewer, on: date, *, code: str) -> None:
    current = _spell_of(session, code, MonitoringState.OPEN)
    reason = "All five lines are met and sustained for two quarters; routine contact is enough from here on."
    close_monitoring(session, by=by, on=on, monitoring_id=current, reason=reason)


def _declined(session: Session, by: Viewer, on: date, *, code: str) -> None:
    proposed = _spell_of(session, code, MonitoringState.PROPOSED)
    reason = "Recruitment of a convener is at an advanced stage; enhanced contact gives enough assurance until then."
    decline_monitoring(session, by=by, on=on, monitoring_id=proposed, reason=reason)
