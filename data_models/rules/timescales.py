"""Reading the words in which reports promise follow-up: "within one year", "in 2018", "by March 2026".

What is read is a proposal, shown beside the report's own words for a person to confirm. What is not understood stays
words.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from data_models.rules.clocks import add_months
from data_models.rules.known_dates import KnownDate
from data_models.vocabulary import DatePrecision

# fmt: off
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty-four": 24,
}
# fmt: on

WITHIN = re.compile(r"\bwithin (?:the next |a period of )?([a-z-]+|\d{1,3}) (week|month|year)s?\b")
BY_MONTH = re.compile(rf"\b(in|during|by|before)(?: the end of)? ({'|'.join(MONTHS)}) (\d{{4}})\b")
BY_YEAR = re.compile(r"\b(in|during|by|before)(?: the end of)? (\d{4})\b")
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class ReadTimescale:
    """What the words seem to promise."""

    due_from: date | None
    due_to: date


def read_timescale(text: str, published: KnownDate) -> ReadTimescale | None:
    """The dates these words seem to give; None when they are not understood, or count from an unknown publication."""
    plain = " ".join(text.lower().split())
    if found := WITHIN.search(plain):
        return _within(found[1], found[2], published.latest)
    if found := BY_MONTH.search(plain):
        return _period(found[1], int(found[3]), MONTHS.index(found[2]) + 1, DatePrecision.MONTH)
    if found := BY_YEAR.search(plain):
        return _period(found[1], int(found[2]), 1, DatePrecision.YEAR)
    return None


def _within(count: str, unit: str, start: date | None) -> ReadTimescale | None:
    number = int(count) if count.isascii() and count.isdigit() else NUMBERS.get(count)
    if start is None or not number:
        return None
    if unit == "week":
        return ReadTimescale(None, start + timedelta(weeks=number))
    return ReadTimescale(None, add_months(start, number * (12 if unit == "year" else 1)))


def _period(preposition: str, year: int, month: int, precision: DatePrecision) -> ReadTimescale | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    known = KnownDate(date(year, month, 1), precision)
    starts, ends = known.earliest, known.latest
    if starts is None or ends is None:
        return None
    if preposition == "before":
        return ReadTimescale(None, starts - timedelta(days=1))
    return ReadTimescale(None if preposition == "by" else starts, ends)
