"""What each rule would have raised over the last 24 months, and what came after: thresholds are argued with data.

The rules of today, with the thresholds of today, look at the record as it was known at the end of each month.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from data_models.queries.rule_grounds import fired_in, matters_of, rule_grounds
from data_models.queries.rule_rows import Rows, rows_then
from data_models.queries.trend import month_ends
from data_models.rules.clocks import add_months, london_midnight
from data_models.rules.flag_rules import RULES
from data_models.rules.matters import Matter
from data_models.rules.settings import Thresholds
from data_models.tables import Change
from data_models.visibility import Viewer
from data_models.vocabulary import FlagSource, MatterKind

STOOD_AFTER, FOLLOWED_WITHIN = 3, 6  # months

# What a rule would have raised: its code, the area, and what it is about there.
Raised = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Followed:
    """Of so many whose six months are over, how many were followed in their area by something within them."""

    of: int
    late_action: int
    follow_up: int
    monitoring: int
    persons_flag: int
    anything: int


@dataclass(frozen=True)
class RuleTested:
    """One rule over the months: raised and standing at each month end; `stood` of `stood_of` three months on."""

    code: str
    raised: tuple[int, ...]
    standing: tuple[int, ...]
    areas: int
    stood_of: int
    stood: int
    followed: Followed

    @property
    def total(self) -> int:
        return sum(self.raised)


@dataclass(frozen=True)
class BackTest:
    """Every rule, in their order. `ends` are the days looked at, none from before the record: month ends, then the day.

    `anywhere` is what followed in every area after every month, whatever a rule said: what to compare with.
    """

    ends: tuple[date, ...]
    rules: tuple[RuleTested, ...]
    anywhere: Followed


def back_test(session: Session, _: Viewer, *, on: date, thresholds: Thresholds) -> BackTest:
    """The whole back-test; the same for everybody, for it counts published matters and days. Two statements."""
    looks = _looks(session, on, thresholds)
    if len(looks) < 2:
        return BackTest((), tuple(_tested(code, looks, {}, on) for code in RULES), _followed([], looks, {}, on))
    events = _events(looks[-1].rows)
    rules = tuple(_tested(code, looks, events, on) for code in RULES)
    everywhere = [(at, area) for at in range(1, len(looks)) for area in looks[at].areas]
    return BackTest(tuple(look.on for look in looks[1:]), rules, _followed(everywhere, looks, events, on))


# --- looking ---


@dataclass(frozen=True)
class _Look:
    """The end of one month: what the rules would have raised or kept, and which actions were late, by area."""

    on: date
    rows: Rows
    areas: tuple[str, ...]
    holding: frozenset[Raised]
    late: Mapping[str, frozenset[str]]


def _looks(session: Session, on: date, thresholds: Thresholds) -> list[_Look]:
    """Every month end since the record exists, the earliest first: it shows what stood before the months told."""
    ends = month_ends(on)
    ends_at = [london_midnight(day + timedelta(days=1)) for day in ends]
    newest = (select(func.max(col(Change.id))).where(col(Change.recorded_at) < at).scalar_subquery() for at in ends_at)
    numbers = session.connection().execute(select(*newest)).one()
    known = [(day, number) for day, number in zip(ends, numbers, strict=True) if number is not None]
    if not known:
        return []
    kept = rows_then(session, [number for _, number in known])
    return [_look(day, kept.at(number), thresholds) for day, number in known]


def _look(on: date, rows: Rows, thresholds: Thresholds) -> _Look:
    grounds, holding, late = rule_grounds(rows, on), set[Raised](), {}
    for code, ground in grounds.items():
        matters = matters_of(ground, on, thresholds)
        for fired in fired_in(ground, matters, on, thresholds):
            holding.add((fired.rule.code, code, fired.subject))
        late[code] = frozenset(one.reference for one in matters if _is_late(one, on, thresholds))
    return _Look(on, rows, tuple(grounds), frozenset(holding), late)


def _is_late(matter: Matter, on: date, thresholds: Thresholds) -> bool:
    return matter.kind is MatterKind.ACTION_DUE and matter.days_overdue(on) > thresholds.action_overdue_amber_days


# --- what came after ---

Days = Mapping[str, list[date]]
EVENTS = ("follow_up", "monitoring", "persons_flag")


def _events(rows: Rows) -> dict[str, Days]:
    """The days of what can follow, by kind and area, as the record knows them at the end."""
    places: dict[int, list[str]] = {}
    for one in rows["inspection_area"]:
        places.setdefault(one["inspection_id"], []).append(one["area_code"])
    decided = [(one["inspection_id"], one["decided_on"]) for one in rows["follow_up_decision"]]
    opened = [(one["inspection_id"], one["opened_on"]) for one in rows["follow_up_candidate"]]
    monitored = [
        (one["area_code"], day) for one in rows["formal_monitoring"] for day in (one["proposed_on"], one["opened_on"])
    ]
    flagged = [
        (one["area_code"], one["raised_on"]) for one in rows["risk_flag"] if one["source_kind"] is FlagSource.PERSON
    ]
    followed = [(code, day) for number, day in (*decided, *opened) for code in places.get(number, [])]
    return {"follow_up": _days(followed), "monitoring": _days(monitored), "persons_flag": _days(flagged)}


def _days(found: Iterable[tuple[str, date | None]]) -> Days:
    days: dict[str, list[date]] = {}
    for code, day in found:
        if day is not None:
            days.setdefault(code, []).append(day)
    return days


def _tested(code: str, looks: list[_Look], events: Mapping[str, Days], on: date) -> RuleTested:
    held = [{one for one in look.holding if one[0] == code} for look in looks]
    new = [now - before for before, now in zip(held, held[1:], strict=False)]
    # The last look is of a day within its month: three months on from there is no month's end.
    later = [(at, one) for at, raised in enumerate(new, start=1) for one in raised if at + STOOD_AFTER < len(looks) - 1]
    places = [(at, one[1]) for at, raised in enumerate(new, start=1) for one in raised]
    return RuleTested(
        code=code,
        raised=tuple(len(one) for one in new),
        standing=tuple(len(one) for one in held[1:]),
        areas=len({area for _, area in places}),
        stood_of=len(later),
        stood=sum(one in held[at + STOOD_AFTER] for at, one in later),
        followed=_followed(places, looks, events, on),
    )


def _followed(places: Iterable[tuple[int, str]], looks: list[_Look], events: Mapping[str, Days], on: date) -> Followed:
    """What came in the six months after a look at an area, of those whose six months are over."""
    whole = [(at, area) for at, area in places if add_months(looks[at].on, FOLLOWED_WITHIN) <= on]
    told = [_what_followed(at, area, looks, events) for at, area in whole]
    counts = {name: sum(name in one for one in told) for name in ("late_action", *EVENTS)}
    return Followed(of=len(told), **counts, anything=sum(bool(one) for one in told))


def _what_followed(at: int, area: str, looks: list[_Look], events: Mapping[str, Days]) -> set[str]:
    begins, ends = looks[at].on, add_months(looks[at].on, FOLLOWED_WITHIN)
    later = [look for look in looks[at + 1 :] if look.on <= ends]
    found = {name for name in EVENTS if any(begins < day <= ends for day in events[name].get(area, []))}
    before = looks[at].late.get(area, frozenset())
    return found | ({"late_action"} if any(look.late.get(area, frozenset()) - before for look in later) else set())
