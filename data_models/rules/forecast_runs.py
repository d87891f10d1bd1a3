"""What is kept of the storing of forecasts: one sentence in the list of changes, written and read back here."""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ForecastRun:
    """Forecasts stored for a quarter: its first day, and of how many actions."""

    quarter_on: date
    actions: int

    @property
    def sentence(self) -> str:
        return f"The forecasts of the quarter from {self.quarter_on.isoformat()}: {self.actions} stored."


_SENTENCE = re.compile(r"The forecasts of the quarter from (\d{4}-\d\d-\d\d): (\d+) stored\.")


def forecasts_said(sentence: str) -> ForecastRun | None:
    """The storing a sentence tells of; None where it tells of none."""
    found = _SENTENCE.fullmatch(sentence)
    return None if found is None else ForecastRun(date.fromisoformat(found[1]), int(found[2]))
