"""What another value of a setting would change today: worked out twice from the same rows, and compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data_models.queries.matters import Account, account_from, area_standings
from data_models.queries.owed import questions
from data_models.queries.rule_rows import rows_now
from data_models.queries.rules_preview import FlagChange, rules_if
from data_models.queries.together import together
from data_models.rules.area_status import AreaStanding
from data_models.rules.clocks import urgency
from data_models.rules.matters import Matter
from data_models.rules.owing import IS_A_TASK
from data_models.rules.settings import Thresholds
from data_models.visibility import Viewer
from data_models.vocabulary import AreaStatus, MatterKind

Matters = tuple[Matter, ...]


@dataclass(frozen=True)
class StatusChange:
    """One area whose status or whose reasons for it would be others."""

    area_code: str
    area_name: str
    before: AreaStanding
    after: AreaStanding

    @property
    def is_another_status(self) -> bool:
        return self.before.status is not self.after.status


@dataclass(frozen=True)
class ClockChange:
    """The clocks of one kind that would stand otherwise: as they would be, or as they were where they would go.

    `moved` are due on another day, or come in another band of the queue, without being overdue before or after.
    """

    kind: MatterKind
    become_overdue: Matters
    cease: Matters
    appear: Matters
    disappear: Matters
    moved: Matters


@dataclass(frozen=True)
class SettingPreview:
    """Areas by name, clocks by kind, flags by area. `overdue` are the tasks overdue in all queues, before and after;
    `flags` are what the rules would raise and clear when they look next; `names` has every area's name by its code.
    """

    areas: tuple[StatusChange, ...]
    clocks: tuple[ClockChange, ...]
    flags: tuple[FlagChange, ...]
    overdue: tuple[int, int]
    names: tuple[tuple[str, str], ...]

    @property
    def other_status(self) -> tuple[StatusChange, ...]:
        return tuple(one for one in self.areas if one.is_another_status)

    @property
    def other_reasons(self) -> tuple[StatusChange, ...]:
        return tuple(one for one in self.areas if not one.is_another_status)

    def counted(self, what: str) -> int:
        """How many clocks "become_overdue", "cease", "appear", "disappear" or are "moved"."""
        return sum(len(getattr(one, what)) for one in self.clocks)


def if_set(
    session: Session, viewer: Viewer, *, on: date, thresholds: Thresholds, key: str, value: str
) -> SettingPreview:
    """What would change today if this setting had this value, over all that this person may know of. Two statements.

    Nothing is written. NonsenseSettingError for a value that cannot be.
    """
    other = thresholds.with_value(key, value)
    found = together(session, questions(viewer))
    before, after = account_from(found, on, thresholds), account_from(found, on, other)
    return SettingPreview(
        areas=tuple(_areas(before, after, on, thresholds, other)),
        clocks=tuple(_clocks(before.matters, after.matters, on, thresholds, other)),
        flags=rules_if(rows_now(session), on, thresholds, other),
        overdue=(_overdue(before.matters, on), _overdue(after.matters, on)),
        names=tuple((area.code, area.name) for area in before.areas),
    )


def standings_of(account: Account, on: date, thresholds: Thresholds) -> dict[str, AreaStanding]:
    return {one.area_code: one for one in area_standings(account, on=on, thresholds=thresholds)}


def _areas(
    before: Account, after: Account, on: date, thresholds: Thresholds, other: Thresholds
) -> Iterable[StatusChange]:
    now, then = standings_of(before, on, thresholds), standings_of(after, on, other)
    for area in before.areas:
        one = StatusChange(area.code, area.name, now[area.code], then[area.code])
        if _in_short(one.before) != _in_short(one.after):
            yield one


def _in_short(standing: AreaStanding) -> tuple[AreaStatus, tuple[tuple[str, tuple[str, ...]], ...]]:
    """A status with its reasons and the records behind each: days go by without making another reason of it."""
    return standing.status, tuple((reason.rule.value, reason.references) for reason in standing.reasons)


def _clocks(
    before: Matters, after: Matters, on: date, thresholds: Thresholds, other: Thresholds
) -> Iterable[ClockChange]:
    for kind in MatterKind:
        if not IS_A_TASK[kind]:
            continue
        was, becomes = _by_identity(before, kind), _by_identity(after, kind)
        both = [(was[one], becomes[one]) for one in becomes if one in was]
        found = ClockChange(
            kind,
            become_overdue=tuple(new for old, new in both if new.is_overdue(on) and not old.is_overdue(on)),
            cease=tuple(new for old, new in both if old.is_overdue(on) and not new.is_overdue(on)),
            appear=tuple(becomes[one] for one in becomes if one not in was),
            disappear=tuple(was[one] for one in was if one not in becomes),
            moved=tuple(new for old, new in both if _moves(old, new, on, thresholds, other)),
        )
        if any((found.become_overdue, found.cease, found.appear, found.disappear, found.moved)):
            yield found


def _by_identity(matters: Matters, kind: MatterKind) -> Mapping[tuple[object, ...], Matter]:
    """The same thing owed has the same key, whenever it is due."""
    theirs = (one for one in matters if one.kind is kind)
    return {(one.area_code, one.record_id, one.role, one.purpose): one for one in theirs}


def _moves(old: Matter, new: Matter, on: date, thresholds: Thresholds, other: Thresholds) -> bool:
    if old.is_overdue(on) != new.is_overdue(on):
        return False
    return old.due_on != new.due_on or urgency(old.due_on, on, thresholds) is not urgency(new.due_on, on, other)


def _overdue(matters: Matters, on: date) -> int:
    return sum(IS_A_TASK[one.kind] and one.is_overdue(on) for one in matters)
