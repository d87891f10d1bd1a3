"""Scotland's bank holidays, which working days leave out: read once, for the pages that count working days."""

from datetime import date
from functools import cache

from seed_data.reference_lists import bank_holidays


@cache
def scottish_bank_holidays() -> tuple[date, ...]:
    """In order, so that an answer asked for with them is always kept under the same name."""
    return tuple(sorted(one.day for one in bank_holidays()))
