"""Which flags the rules would raise and clear if a threshold were another: every area looked at twice, and compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data_models.queries.rule_grounds import RuleGround, fired_in, matters_of, rule_grounds
from data_models.queries.rule_rows import Rows
from data_models.rules.flag_firing import Fired
from data_models.rules.settings import Thresholds


@dataclass(frozen=True)
class FlagChange:
    """One rule that would hold in an area and does not, or holds and would not (`is_raised` false)."""

    area_code: str
    rule_code: str
    title: str
    records: tuple[str, ...]
    is_raised: bool


def rules_if(rows: Rows, on: date, thresholds: Thresholds, other: Thresholds) -> tuple[FlagChange, ...]:
    """By area, those raised first. What holds on other values of the same records is the same flag, and is left out."""
    changes: list[FlagChange] = []
    for code, ground in rule_grounds(rows, on).items():
        before, after = _holding(ground, on, thresholds), _holding(ground, on, other)
        changes += [_change(code, one, is_raised=True) for one in after if not _stands(one, before)]
        changes += [_change(code, one, is_raised=False) for one in before if not _stands(one, after)]
    return tuple(changes)


def _holding(ground: RuleGround, on: date, thresholds: Thresholds) -> tuple[Fired, ...]:
    return fired_in(ground, matters_of(ground, on, thresholds), on, thresholds)


def _stands(one: Fired, among: Iterable[Fired]) -> bool:
    """Whether the same flag is there: of the same rule, on one of the same records unless the rule is of the area."""
    same = (other for other in among if other.rule.code == one.rule.code)
    return any(one.rule.of_area or set(one.records) & set(other.records) for other in same)


def _change(area_code: str, one: Fired, *, is_raised: bool) -> FlagChange:
    return FlagChange(area_code, one.rule.code, one.rule.title, one.records, is_raised)
