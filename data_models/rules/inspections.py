"""An inspection's stages, its footprint in weeks, its team and its record reading.

Care Inspectorate, The Guide (joint inspections): the footprint is a plan of weeks, different by programme; a core team
is "between six and 10 people"; a proportion of records is read twice. For children at risk of harm school holidays are
not counted; how a part of a week counts is not stated and is ours: a week is left out when most of its working days are
holidays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import ceil

from data_models.rules.settings import Thresholds
from data_models.vocabulary import MilestoneKind, PublicationState, Stage

ORDER = (
    Stage.PLANNED,
    Stage.NOTIFIED,
    Stage.SCOPING,
    Stage.FIELDWORK,
    Stage.ANALYSIS,
    Stage.PANEL,
    Stage.ACCURACY_CHECK,
    Stage.EMBARGOED,
    Stage.PUBLISHED,
)

# Not every kind of scrutiny has a panel, an accuracy check or an embargo; none has a report before it is analysed.
HAS_A_REPORT = frozenset({Stage.ANALYSIS, Stage.PANEL, Stage.ACCURACY_CHECK, Stage.EMBARGOED})


def _moves() -> dict[Stage, frozenset[Stage]]:
    onward: dict[Stage, set[Stage]] = {stage: set(ORDER[place + 1 : -1]) for place, stage in enumerate(ORDER[:-1])}
    for earlier, later in pairwise(ORDER[:-1]):
        onward[later].add(earlier)
    for stage, moves in onward.items():
        moves.add(Stage.CANCELLED)
        if stage in HAS_A_REPORT:
            moves.add(Stage.PUBLISHED)
        else:
            moves.discard(Stage.EMBARGOED)
    ends: dict[Stage, frozenset[Stage]] = {Stage.PUBLISHED: frozenset(), Stage.CANCELLED: frozenset()}
    return {stage: frozenset(moves) for stage, moves in onward.items()} | ends


# Onward past stages that a programme has not got, one step back where it was entered too soon, never out of an end.
STAGE_MOVES: dict[Stage, frozenset[Stage]] = _moves()

PUBLICATION_OF: dict[Stage, PublicationState] = {
    **dict.fromkeys(ORDER, PublicationState.NOT_PUBLISHED),
    Stage.EMBARGOED: PublicationState.EMBARGOED,
    Stage.PUBLISHED: PublicationState.PUBLISHED,
    Stage.CANCELLED: PublicationState.NOT_PUBLISHED,
}


def may_become(current: Stage, new: Stage) -> bool:
    return new in STAGE_MOVES[current]


def is_under_way(stage: Stage) -> bool:
    """Notified and neither published nor cancelled."""
    return stage is not Stage.PLANNED and not has_ended(stage)


def has_ended(stage: Stage) -> bool:
    return stage in (Stage.PUBLISHED, Stage.CANCELLED)


def may_have_findings(stage: Stage) -> bool:
    """Far enough that something can have been found, and not published or cancelled."""
    return stage is Stage.FIELDWORK or stage in HAS_A_REPORT


# --- footprint ---


@dataclass(frozen=True)
class FootprintStep:
    """One line of a programme's template: weeks are counted from 1, the week of notification."""

    kind: MilestoneKind
    from_week: int
    to_week: int | None = None


def template_step(kind: MilestoneKind, week_from: int, week_to: int) -> FootprintStep:
    """A line as the programme's template has it, where a step of one week ends in the week it begins."""
    return FootprintStep(kind, week_from, week_to if week_to > week_from else None)


@dataclass(frozen=True)
class Holiday:
    """A stretch of days that the footprint does not count, both ends included."""

    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class PlannedMilestone:
    """A milestone's planned days: first day of its first week, and last of its last where it runs over weeks."""

    kind: MilestoneKind
    starts_on: date
    ends_on: date | None


WEEK = timedelta(weeks=1)
DAYS = tuple(timedelta(days=offset) for offset in range(7))


def footprint(
    start: date, steps: Sequence[FootprintStep], holidays: Iterable[Holiday] = ()
) -> tuple[PlannedMilestone, ...]:
    """The planned dates of a template that starts on this day. The first week always counts: the letter begins it."""
    if not steps:
        return ()
    weeks = counted_weeks(start, max(step.to_week or step.from_week for step in steps), tuple(holidays))
    return tuple(
        PlannedMilestone(
            step.kind,
            weeks[step.from_week - 1],
            None if step.to_week is None else weeks[step.to_week - 1] + DAYS[-1],
        )
        for step in steps
    )


def counted_weeks(start: date, number: int, holidays: Sequence[Holiday]) -> tuple[date, ...]:
    """The first days of so many weeks, holiday weeks left out."""
    weeks, day = [start], start + WEEK
    while len(weeks) < number:
        if not _is_holiday_week(day, holidays):
            weeks.append(day)
        day += WEEK
    return tuple(weeks)


# --- team and records ---


class TeamSize(StrEnum):
    SMALL = "small"
    USUAL = "usual"
    LARGE = "large"


def team_size(people: int, thresholds: Thresholds) -> TeamSize:
    """Six to ten is usual; outside is worth a warning, never a refusal."""
    if people < thresholds.core_team_minimum:
        return TeamSize.SMALL
    return TeamSize.LARGE if people > thresholds.core_team_maximum else TeamSize.USUAL


def double_reads_missing(records_read: int, double_read: int, thresholds: Thresholds) -> int:
    """How many records still have to be read twice to reach the share."""
    return max(ceil(records_read * thresholds.double_read_percent / 100) - double_read, 0)


def _is_holiday_week(first: date, holidays: Sequence[Holiday]) -> bool:
    working = [first + offset for offset in DAYS if (first + offset).weekday() < 5]
    return sum(any(holiday.holds(day) for holiday in holidays) for day in working) > len(working) / 2
