"""The clocks of the link inspector's own work: contact with an area, and the six purposes.

No source states how often. One published example (2018, three weak grades): "monthly contact, if not more".
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from data_models.rules.settings import Thresholds


class Attention(StrEnum):
    """How closely an area is followed."""

    ROUTINE = "routine"
    ENHANCED = "enhanced"
    FORMAL = "formal"


CONTACT_DAYS: dict[Attention, Callable[[Thresholds], int]] = {
    Attention.ROUTINE: lambda thresholds: thresholds.contact_days_routine,
    Attention.ENHANCED: lambda thresholds: thresholds.contact_days_enhanced,
    Attention.FORMAL: lambda thresholds: thresholds.contact_days_enhanced,
}


def attention(*, monitoring_open: bool, follow_up_open: bool) -> Attention:
    """Formal under formal monitoring; enhanced while a follow-up is open; routine otherwise."""
    if monitoring_open:
        return Attention.FORMAL
    return Attention.ENHANCED if follow_up_open else Attention.ROUTINE


def contact_interval_days(level: Attention, thresholds: Thresholds) -> int:
    return CONTACT_DAYS[level](thresholds)


def next_contact_due(
    last_contact_on: date | None,
    covered_since: date | None,
    level: Attention,
    thresholds: Thresholds,
    raised_on: date | None = None,
) -> date | None:
    """When contact is next due: an interval after the last, or after cover began where there was none.

    When attention was raised after the last contact, the shorter interval runs from that day, and no further than
    the routine one would have gone: raising attention makes nobody late for days already past.
    """
    start = last_contact_on or covered_since
    if start is None:
        return None
    interval = timedelta(days=contact_interval_days(level, thresholds))
    if raised_on is None or raised_on <= start:
        return start + interval
    return min(start + timedelta(days=thresholds.contact_days_routine), raised_on + interval)


def next_purpose_due(last_touched_on: date | None, covered_since: date | None, thresholds: Thresholds) -> date | None:
    """When one of the six purposes will have gone untouched for long; None when nothing has begun."""
    start = last_touched_on or covered_since
    return None if start is None else start + timedelta(days=thresholds.purpose_untouched_days)
