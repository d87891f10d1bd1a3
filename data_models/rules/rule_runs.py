"""What is kept of a run of the rules: one sentence in the list of changes, written and read back here."""

import re
from dataclasses import dataclass
from datetime import date

# A run that is missed shows on the day after the day it was due: until the office opens it may still come.
LATE_AFTER_DAYS = 1


@dataclass(frozen=True)
class RuleRun:
    """One run: `on` the day it looked at; flags raised, cleared, given new values, and open after it.

    `failed` are the codes of the areas that could not be looked at; their flags stand as they were.
    """

    on: date
    raised: int = 0
    cleared: int = 0
    renewed: int = 0
    standing: int = 0
    failed: tuple[str, ...] = ()

    @property
    def changed_nothing(self) -> bool:
        return not (self.raised or self.cleared or self.renewed)

    @property
    def sentence(self) -> str:
        failed = f" Not looked at: {', '.join(self.failed)}." if self.failed else ""
        return (
            f"The rules of {self.on.isoformat()}: {self.raised} raised, {self.cleared} cleared, "
            f"{self.renewed} with new values, {self.standing} open.{failed}"
        )


_SENTENCE = re.compile(
    r"The rules of (\d{4}-\d\d-\d\d): (\d+) raised, (\d+) cleared, (\d+) with new values, (\d+) open\."
    r"(?: Not looked at: ([A-Z0-9, ]+)\.)?"
)


def run_said(sentence: str) -> RuleRun | None:
    """The run a sentence tells of; None where it tells of none."""
    found = _SENTENCE.fullmatch(sentence)
    if found is None:
        return None
    raised, cleared, renewed, standing = (int(found[number]) for number in range(2, 6))
    failed = tuple(found[6].split(", ")) if found[6] else ()
    return RuleRun(date.fromisoformat(found[1]), raised, cleared, renewed, standing, failed)


def is_due(last: RuleRun | None, on: date, *, again: bool = False) -> bool:
    """Whether this day's run is still to be made; with `again`, also one of this day that left an area out."""
    if last is None or last.on < on:
        return True
    return again and last.on == on and bool(last.failed)


def is_late(last_on: date | None, on: date) -> bool:
    """Whether a whole day went by without a run; so it is where there never was one."""
    return last_on is None or (on - last_on).days > LATE_AFTER_DAYS
