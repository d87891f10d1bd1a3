"""The rows that are not the same at two moments, and how they are told: a record once, an area with all of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_models.queries.changes import FieldChange
from data_models.queries.places import Place
from data_models.queries.states import Key, Rows
from data_models.queries.together import Found
from data_models.rules.area_status import AreaStanding
from data_models.rules.happenings import RANK, Happened
from data_models.rules.late_entries import Entry
from data_models.vocabulary import AreaStatus

ORDER = {one: place for place, one in enumerate(Happened)}


@dataclass(frozen=True)
class RowDifference:
    """One row that is not the same in both states; None for the state in which it is not there."""

    table: str
    key: Key
    before: Found | None
    after: Found | None

    @property
    def row(self) -> Found:
        found = self.after if self.after is not None else self.before
        assert found is not None, "a row in neither state"
        return found


@dataclass(frozen=True)
class Line:
    """One record that changed, with all that happened to it, the gravest first.

    `before` and `after` are the whole record, equal where only a part of it changed; `inspection` is the one it is of.
    `change` is the last that touched it; `entry` the day it tells of that came to be known the longest after.
    """

    what: tuple[Happened, ...]
    table: str
    key: Key
    name: str
    area_codes: tuple[str, ...]
    before: Found | None
    after: Found | None
    parts: tuple[RowDifference, ...]
    fields: tuple[FieldChange, ...]
    inspection: Found | None
    change: int | None
    entry: Entry | None

    @property
    def whole(self) -> Found:
        found = self.after if self.after is not None else self.before
        assert found is not None, "a line about nothing"
        return found

    @property
    def is_late_entry(self) -> bool:
        return self.entry is not None and self.entry.is_late

    @property
    def order(self) -> tuple[Any, ...]:
        """The gravest first; among judgements the lowest, those of each scale together."""
        judged = tuple(str(self.whole.get(one) or "") for one in ("progress", "statement"))
        return ORDER[self.what[0]], self.table, judged, int(self.whole.get("grade") or 0), self.name


@dataclass(frozen=True)
class AreaDifference:
    """One area in which something changed, its status then and now, and what changed."""

    place: Place
    before: AreaStanding | None
    after: AreaStanding | None
    lines: tuple[Line, ...]

    @property
    def got_worse(self) -> int:
        """By how many steps its status got worse; less than 0 where it got better."""
        was, becomes = (one.status if one else AreaStatus.GREY for one in (self.before, self.after))
        return RANK[becomes] - RANK[was]


@dataclass(frozen=True)
class Difference:
    """Everything that changed. `rows` is the difference itself; the rest tells it.

    Areas that got worse come first, then those where the gravest happened. `elsewhere` lies in no single area.
    `counts` has each record once, in however many areas it lies. Of the `changes` numbered between the two moments
    `undone` were taken back. `since_ends_day` is False where `since` begins in the middle of that day.
    """

    since: date
    until: date
    rows: tuple[RowDifference, ...]
    areas: tuple[AreaDifference, ...]
    unchanged: tuple[Place, ...]
    elsewhere: tuple[Line, ...]
    counts: Mapping[tuple[Happened, str], int]
    weak: int
    late_entries: int
    changes: int
    undone: int
    people: Mapping[int, str]
    programmes: Mapping[int, Found]
    since_ends_day: bool = True

    def count(self, *what: Happened, of: str | None = None) -> int:
        """How many records something of this happened to, of one table or of all."""
        return sum(
            number for (happened, table), number in self.counts.items() if happened in what and of in (None, table)
        )

    @property
    def every_line(self) -> tuple[Line, ...]:
        """Each line once, in however many areas it lies."""
        found = {(one.table, one.key): one for area in self.areas for one in area.lines}
        return (*found.values(), *self.elsewhere)


def differences(earlier: Rows, later: Rows) -> tuple[RowDifference, ...]:
    """Every row that differs, by table and key."""
    return tuple(
        RowDifference(table, key, earlier[table].get(key), later[table].get(key))
        for table in later
        for key in sorted(earlier[table].keys() | later[table].keys())
        if earlier[table].get(key) != later[table].get(key)
    )
