"""A day as people write it in a form. What is written stays as it was written until it is understood or put right."""

import re
from datetime import date, timedelta

from dashboard.wording import day
from data_models.errors import Invalid
from data_models.rules.clocks import is_in_reach

# Days and months by name and number in the order used here; a year always in full or as two digits of this century.
_NUMBERS = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ?([a-z]{3,9})\.?,? (\d{4}|\d{2})")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# What stands between the first and the last day of a stretch.
_BETWEEN = re.compile(r"\s+(?:to|until|till|-)\s+|\s*[–—]\s*", re.IGNORECASE)
_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1}
HOW = "Write it like 3 Mar 2027 or 3/3/2027."


def day_of(written: str, on: date) -> date | None:
    """The day that was written (`on` is today); None where it is no day, or nothing."""
    said = " ".join(written.lower().split())
    if said in _RELATIVE:
        return on + timedelta(days=_RELATIVE[said])
    if found := _ISO.fullmatch(said):
        return _dated(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(said):
        return _dated(_year(found[3]), int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(said):
        months = [number for number, name in enumerate(_MONTHS, start=1) if _is_short_for(found[2], name)]
        return _dated(_year(found[3]), months[0], int(found[1])) if months else None
    return None


def needed_day(written: str, field: str, sentence: str, on: date) -> date:
    """The day that was written; refused with the sentence where nothing was, and by `HOW` where it is no day."""
    if not written.strip():
        raise Invalid({field: f"{sentence} {HOW}"})
    found = day_of(written, on)
    if found is None:
        raise Invalid({field: f"“{written.strip()}” is not a day. {HOW}"})
    # Before anything is counted from it: days end with the year 9999, and a chart draws every year up to one.
    if not is_in_reach(found):
        raise Invalid({field: f"The year of “{written.strip()}” is a slip: check it."})
    return found


def day_if_any(written: str, field: str, on: date) -> date | None:
    """The day that was written, or None where nothing was; refused where it is no day."""
    return needed_day(written, field, "", on) if written.strip() else None


def stretches_of(written: str, field: str, on: date) -> tuple[tuple[date, date], ...]:
    """First and last days, one stretch a line ("6 Apr 2027 to 16 Apr 2027", or one day); refused where it is none."""
    return tuple(_stretch(line, field, on) for line in written.splitlines() if line.strip())


def _stretch(line: str, field: str, on: date) -> tuple[date, date]:
    first, _, last = (part.strip() for part in _BETWEEN.sub("\n", line.strip(), count=1).partition("\n"))
    begins, ends = day_of(first, on), day_of(last or first, on)
    if begins is None or ends is None or ends < begins or not (is_in_reach(begins) and is_in_reach(ends)):
        raise Invalid({field: f"“{line.strip()}” is not a stretch of days. Write it like 6 Apr 2027 to 16 Apr 2027."})
    return begins, ends


def written_day(of: date | None) -> str:
    """How a day stands in a field to be changed."""
    return day(of) if of else ""


def _is_short_for(said: str, month: str) -> bool:
    return month.startswith(said) or said == "sept" and month == "september"


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)


def _dated(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
